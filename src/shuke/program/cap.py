"""Use of caps: one counter per member, cap and period, raised by what was given, lowered by what
was taken back of the same period.

Periods are kept as long as an event of theirs may still come (the programme's lateness window).
"""

from __future__ import annotations

from shuke.engine import Turn
from shuke.program.judge import Rooms
from shuke.program.plan import CapPlan, Listening, RulePlan
from shuke.program.state import ProgramSlice


def rooms_at(program: ProgramSlice, listening: Listening, day: int) -> Rooms:
    """What is left on a business day of the caps that were used already in its period."""
    counters = program.caps
    rooms: Rooms = {}
    if not counters:
        return rooms
    for cap in listening.caps:
        counter = counters.get(cap.key)
        if counter is not None:
            period = cap.period(day)
            # The latest period stands last and is asked for most.
            used = counter[-1] if counter[-2] == period else _used(counter, period)
            if used:
                left = cap.limit - used
                rooms[cap.number] = max(0, left)
    return rooms


def _used(counter: list[int], period: int) -> int:
    """What was used in a period before the latest."""
    for place in range(len(counter) - 4, -1, -2):
        if counter[place] == period:
            return counter[place + 1]
    return 0


def use(turn: Turn, rule: RulePlan, points: int, day: int) -> None:
    """Count what a rule gave on a day against its caps."""
    for cap in rule.caps:
        _add(turn, cap, 1 if cap.uses else points, day)
    for cap in rule.shared:
        _add(turn, cap, points, day)


def give_back(program: ProgramSlice, rule: RulePlan, before: int, now: int, day: int) -> None:
    """Give capacity back to the period of `day`: a rule's points of an order fell to `now`."""
    for cap in (*rule.caps, *rule.shared):
        if cap.uses:
            amount = 1 if before and not now else 0
        else:
            amount = before - now
        if amount:
            _take_off(program, cap, amount, day)


def _add(turn: Turn, cap: CapPlan, amount: int, day: int) -> None:
    counters = turn.state.program.caps
    period = cap.period(day)
    counter = counters.get(cap.key)
    if counter is None:
        counters[cap.key] = [period, amount]
        return
    if counter[-2] == period:
        counter[-1] += amount
        return
    place = len(counter)
    while place and counter[place - 2] > period:
        place -= 2
    if place and counter[place - 2] == period:
        counter[place - 1] += amount
        return
    counter[place:place] = [period, amount]
    # The oldest go when no event of their time can come any more.
    oldest = cap.period(turn.today - turn.current.programme.lateness_days)
    while len(counter) > 2 and counter[0] < oldest:
        del counter[:2]


def _take_off(program: ProgramSlice, cap: CapPlan, amount: int, day: int) -> None:
    counter = program.caps.get(cap.key)
    if counter is None:
        return
    period = cap.period(day)
    for place in range(0, len(counter), 2):
        if counter[place] == period:
            counter[place + 1] -= amount
            if counter[place + 1] <= 0:
                del counter[place : place + 2]
            break
    if not counter:
        del program.caps[cap.key]
