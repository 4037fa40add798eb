"""What an order would earn that nobody has paid yet: judged as it will be, nothing counted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shuke.engine import Event, Release
from shuke.program.cap import rooms_at
from shuke.program.case import Case, earning_part
from shuke.program.judge import cap, judge


def would_earn(
    seen_as: Any, data: Any, release: Release, moment: datetime, unearned_cents: int = 0
) -> dict[str, int]:
    """Points by currency of an order at these prices, after caps; budgets are taken to suffice.

    `seen_as` has the member's `state` and looks like a turn to conditions; `unearned_cents` of the
    order are paid with stored value that earns nothing. Nothing is changed anywhere.
    """
    listening = release.plans["program"].listening["order.paid"]
    event = Event("quote", "quote", "order.paid", moment, moment, "quote", data, 1)
    see = listening.see
    case = Case(event, data, release, see(seen_as) if see is not None else [])
    case.day = case.local.toordinal()
    earning = earning_part(case, unearned_cents)
    if earning is None:
        return {}
    rooms = rooms_at(seen_as.state.program, listening, case.day)
    given = cap(listening, judge(listening, earning), rooms, None)
    found: dict[str, int] = {}
    for rule, points in zip(listening.rules, given, strict=True):
        if points:
            found[rule.currency] = found.get(rule.currency, 0) + points
    return dict(sorted(found.items()))
