"""Judging a case: how many points each listening rule gives.

First every rule's points by itself, multipliers after what they multiply; then, of each `best`
group, the one rule that counts; last the caps. The same function judges a purchase and, with the
values seen then, what was kept of it.
"""

from __future__ import annotations

from collections.abc import Callable

from shuke.program.case import Case
from shuke.program.giving import ByLine
from shuke.program.plan import Listening, RulePlan

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
    by_line: ByLine | None = None,
) -> list[int]:
    """The points of each rule, before caps, by its slot; 0 where it does not apply.

    `raw` is filled with what every rule that applies would give by itself, `by_line` with what
    each line has of it where something needs that.
    """
    points = [0] * len(listening.rules)
    if by_line is None:
        by_line = {}
    day = case.day
    for step in listening.steps:
        if len(step) == 1:
            rule = step[0]
            if rule.first <= day <= rule.last and (rule.condition is None or rule.condition(case)):
                points[rule.slot] = rule.give(case, points, by_line)
                if raw is not None:
                    raw[rule.slot] = points[rule.slot]
            continue
        best, most = None, 0
        for rule in step:
            if rule.first <= day <= rule.last and (rule.condition is None or rule.condition(case)):
                found = rule.give(case, points, by_line)
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


def cap(listening: Listening, points: list[int], rooms: Rooms, take: Take | None) -> list[int]:
    """What the caps and budgets let through, by slot; with `take` budgets are really taken.

    Caps over several rules are used up in the order of judging. A refused budget is noted in
    `rooms`: a budget gives all that an event earns or nothing of it.
    """
    given = points[:]
    used: Rooms = {}
    rules = listening.rules
    for slot, amount in enumerate(points):
        if amount and rules[slot].bounded:
            given[slot] = _bounded(rules[slot], amount, rooms, used, take)
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
