"""Judging a case: how many points each listening rule gives.

First every rule's points by itself, multipliers after what they multiply; then, of each `best`
group, the one rule that counts; last the caps. The same function judges a purchase and, with the
values seen then, what was kept of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shuke.program.case import Case
from shuke.program.plan import Listening, RulePlan
from shuke.program.rounding import shares

Rooms = dict[int, int]
"""What caps have left by their number; a cap that is missing is untouched. A budget that refused
a rule stands as 0 under `refusal(rule)`."""

Take = Callable[[RulePlan, int], bool]
"""Takes points from a rule's budget; False when it holds less."""


def refusal(rule: RulePlan) -> int:
    """The number under which a refused budget stands among the rooms."""
    return -1 - rule.place


def judge(
    listening: Listening,
    case: Case,
    raw: dict[int, int] | None = None,
    by_line: dict[int, list[int]] | None = None,
) -> list[int]:
    """The points of each rule, before caps, by its slot; 0 where it does not apply.

    `raw` is filled with what every rule that applies would give by itself, `by_line` with the
    shares of the lines where something needs them.
    """
    points = [0] * len(listening.rules)
    if by_line is None:
        by_line = {}
    day = case.day
    for step in listening.steps:
        if len(step) == 1:
            rule = step[0]
            if rule.first <= day <= rule.last and (rule.condition is None or rule.condition(case)):
                points[rule.slot] = apply(rule, case, points, by_line)
                if raw is not None:
                    raw[rule.slot] = points[rule.slot]
            continue
        best, most = None, 0
        for rule in step:
            if rule.first <= day <= rule.last and (rule.condition is None or rule.condition(case)):
                found = apply(rule, case, points, by_line)
                if raw is not None:
                    raw[rule.slot] = found
                if found > most:
                    best, most = rule, found
        for rule in step:
            if rule is best:
                points[rule.slot] = most
            else:
                by_line.pop(rule.slot, None)
    return points


def apply(rule: RulePlan, case: Any, points: list[int], by_line: dict[int, list[int]]) -> int:
    """The points of one rule whose condition holds; leaves its share of each line where needed."""
    if rule.fixed:
        return rule.numerator
    if rule.multiplies:
        return _multiply(rule, case, points, by_line)
    if rule.total is None:
        assert rule.read is not None
        amount = rule.read(case)
    elif rule.needs_shares or rule.at_line:
        return _by_line(rule, case, by_line)
    else:
        amount = rule.total(case)
    if rule.whole:
        amount //= rule.per
    return rule.round(amount * rule.numerator, rule.denominator)


def amounts(rule: RulePlan, case: Any) -> list[int]:
    """What each line of the order counts for a rule per amount; 0 where it does not match."""
    get, lines = rule.get, case.data.lines
    assert get is not None
    if rule.places is None:
        return [amount or 0 for amount in map(get, lines)]
    found = [0] * len(lines)
    for place in rule.places(case):
        found[place] = get(lines[place]) or 0
    return found


def _by_line(rule: RulePlan, case: Any, by_line: dict[int, list[int]]) -> int:
    found = amounts(rule, case)
    if rule.at_line:
        if rule.whole:
            found = [amount // rule.per for amount in found]
        each = [rule.round(amount * rule.numerator, rule.denominator) for amount in found]
        by_line[rule.slot] = each
        return sum(each)
    amount = sum(found)
    if rule.whole:
        amount //= rule.per
    total = rule.round(amount * rule.numerator, rule.denominator)
    by_line[rule.slot] = shares(total, found)
    return total


def _multiply(rule: RulePlan, case: Any, points: list[int], by_line: dict[int, list[int]]) -> int:
    if not rule.at_line and not rule.needs_shares:
        base = _multiplied_points(rule, case, points, by_line)
        return rule.round(base * rule.numerator, rule.denominator)
    each = multiplied_lines(rule, case, by_line)
    if rule.at_line:
        each = [rule.round(base * rule.numerator, rule.denominator) for base in each]
        by_line[rule.slot] = each
        return sum(each)
    base = _multiplied_points(rule, case, points, by_line)
    total = rule.round(base * rule.numerator, rule.denominator)
    by_line[rule.slot] = shares(total, each)
    return total


def _multiplied_points(
    rule: RulePlan, case: Any, points: list[int], by_line: dict[int, list[int]]
) -> int:
    """The points a multiplier multiplies: with `lines` those on the lines that match, otherwise
    all, also fixed ones that lie on no line."""
    if rule.places is None:
        return sum([points[other.slot] for other in rule.on])
    base = 0
    places = rule.places(case)
    for other in rule.on:
        found = by_line.get(other.slot)
        if found is not None:
            for place in places:
                base += found[place]
    return base


def multiplied_lines(rule: RulePlan, case: Any, by_line: dict[int, list[int]]) -> list[int]:
    """The points a multiplier multiplies, on each line; 0 where the line does not match."""
    each = [0] * len(getattr(case.data, "lines", ()))
    for other in rule.on:
        found = by_line.get(other.slot)
        if found is not None:
            each = [one + more for one, more in zip(each, found, strict=True)]
    if rule.places is None:
        return each
    matching = [0] * len(each)
    for place in rule.places(case):
        matching[place] = each[place]
    return matching


def cap(listening: Listening, points: list[int], rooms: Rooms, take: Take | None) -> list[int]:
    """What the caps and budgets let through, by slot; with `take` budgets are really taken.

    Caps over several rules are used up in the order of judging. A refused budget is noted in
    `rooms`: a budget gives all that an event earns or nothing of it.
    """
    given = points[:]
    used: Rooms = {}
    for rule in listening.rules:
        amount = points[rule.slot]
        if amount and rule.bounded:
            given[rule.slot] = _bounded(rule, amount, rooms, used, take)
    return given


def _bounded(rule: RulePlan, amount: int, rooms: Rooms, used: Rooms, take: Take | None) -> int:
    for one in rule.caps:
        room = rooms.get(one.number, one.limit)
        if one.uses:
            amount = amount if room >= 1 else 0
        elif amount > room:
            amount = room
    for one in rule.shared:
        room = rooms.get(one.number, one.limit) - used.get(one.number, 0)
        amount = min(amount, room)
    if amount <= 0 or rooms.get(refusal(rule)) == 0:
        return 0
    if take is not None and rule.budget is not None and not take(rule, amount):
        rooms[refusal(rule)] = 0
        return 0
    for one in rule.shared:
        used[one.number] = used.get(one.number, 0) + amount
    return amount
