"""Counting what a tier set measures, by the business day on which it happened.

Refunds lower the very day they had raised, below zero if need be, so the order in which things
come does not matter.
"""

from __future__ import annotations

from shuke.program.period import year_number
from shuke.program.standing_plan import SetPlan
from shuke.program.state import Standing

KEPT_YEARS = 2
"""Years of a yearly window that are kept: this one, and the last one for what comes late."""


def count(plan: SetPlan, standing: Standing, day: int, amount: int, today: int) -> None:
    """Add an amount (negative: take it off) that belongs to a business day."""
    if plan.kind == "rolling":
        if amount and day > today - plan.days:
            _count_day(standing, day, amount)
    elif plan.kind == "years":
        _count_year(standing, year_number(day, _anchor(plan, standing)), amount)
    else:
        standing.total += amount


def in_year(plan: SetPlan, standing: Standing, day: int) -> int:
    """What was counted in the year that a day lies in."""
    year = year_number(day, _anchor(plan, standing))
    counts = standing.counts
    for place in range(len(counts) - 2, -1, -2):
        if counts[place] == year:
            return counts[place + 1]
    return 0


def have(plan: SetPlan, standing: Standing, today: int) -> int:
    """What the window holds on a day not before the last one it was asked for."""
    if plan.kind == "rolling":
        trim(plan, standing, today)
        return standing.total
    if plan.kind == "years":
        return in_year(plan, standing, today)
    return standing.total


def trim(plan: SetPlan, standing: Standing, today: int) -> None:
    """Forget the days that have left a rolling window."""
    counts = standing.counts
    first = today - plan.days + 1
    if not counts or counts[0] >= first:
        return
    day = counts[0]
    place = 0
    while day < first:
        standing.total -= counts[place + 1]
        place += 2
        if place == len(counts):
            counts.clear()
            standing.last = 0
            return
        day += counts[place]
    del counts[:place]
    counts[0] = day


def left_on(plan: SetPlan, standing: Standing, day: int) -> int:
    """What a rolling window will hold on a day if nothing more comes; the standing is not touched.

    Also right for a standing that was not trimmed for a while.
    """
    counts, left = standing.counts, standing.total
    at, first = 0, day - plan.days + 1
    for place in range(0, len(counts), 2):
        at += counts[place]
        if at >= first:
            break
        left -= counts[place + 1]
    return left


def first_short_day(plan: SetPlan, standing: Standing, keep: int) -> int:
    """The first business day on which a rolling window will hold less than `keep` (0: never).

    Assumes that nothing more comes, and that the window holds at least `keep` today.
    """
    left = standing.total
    counts = standing.counts
    day = 0
    for place in range(0, len(counts), 2):
        day += counts[place]
        left -= counts[place + 1]
        if left < keep:
            return day + plan.days
    return 0


def _anchor(plan: SetPlan, standing: Standing) -> int:
    return standing.first if plan.anniversary else 0


def _count_year(standing: Standing, year: int, amount: int) -> None:
    counts = standing.counts
    for place in range(len(counts) - 2, -1, -2):
        if counts[place] == year:
            counts[place + 1] += amount
            return
    years = {**dict(zip(counts[::2], counts[1::2], strict=True)), year: amount}
    kept = sorted(years)[-KEPT_YEARS:]
    standing.counts = [number for one in kept for number in (one, years[one])]


def _count_day(standing: Standing, day: int, amount: int) -> None:
    counts = standing.counts
    if day == standing.last:
        counts[-1] += amount
        standing.total += amount
        if not counts[-1]:
            _forget_last(standing)
    elif day > standing.last:
        counts += (day - standing.last, amount)
        standing.last = day
        standing.total += amount
    else:
        _count_past(standing, day, amount)


def _count_past(standing: Standing, day: int, amount: int) -> None:
    """Change a day before the last one, found from the end: what comes late is seldom old."""
    counts = standing.counts
    at, place = standing.last, len(counts) - 2
    while place > 0 and at > day:
        at -= counts[place]
        place -= 2
    standing.total += amount
    if at == day:
        counts[place + 1] += amount
        if not counts[place + 1]:
            _forget(counts, place)
    elif at > day:
        counts[0] -= day
        counts[0:0] = (day, amount)
    else:
        counts[place + 2] -= day - at
        counts[place + 2 : place + 2] = (day - at, amount)


def _forget(counts: list[int], place: int) -> None:
    """Drop a day on which nothing is left; the next one keeps its distance."""
    counts[place + 2] += counts[place]
    del counts[place : place + 2]


def _forget_last(standing: Standing) -> None:
    gap = standing.counts[-2]
    del standing.counts[-2:]
    standing.last = standing.last - gap if standing.counts else 0
