"""After everything else of an event: count what was earned, and judge the tiers.

What was issued is heard from the effects of the turn, whoever issued it: rules, gifts, opening
balances, adjustments. What an order counts by itself, and what refunds take off, was counted when
the order was judged.
"""

from __future__ import annotations

from datetime import datetime

from shuke.engine import Turn
from shuke.program.plan import Plan
from shuke.program.standing_plan import ROLLING, SetPlan
from shuke.program.state import ProgramSlice, Standing
from shuke.program.tier import open_standing, settle
from shuke.program.waiting import drop_waiting, next_waiting
from shuke.program.window import count


def qualify(turn: Turn) -> None:
    """The reducer: it runs last."""
    plan: Plan = turn.current.plans["program"]
    program: ProgramSlice = turn.state.program
    sets = program.sets
    for key, one in plan.sets.items():
        standing = sets.get(key)
        if standing is None or standing.shape != one.shape:
            standing = sets[key] = _begin(one, standing, program, turn)
        if one.currency is not None:
            _count_issued(one, standing, turn)
        settle(one, standing, turn, turn.day if turn.day < turn.today else 0)
    if len(sets) > len(plan.sets) or program.caps:
        _forget(program, plan)
    schedule(turn)


def standing_of(turn: Turn, key: str) -> tuple[SetPlan, Standing] | None:
    """The live tier set of a key and the member's standing in it, if both measure the same."""
    plan = turn.current.plans["program"].sets.get(key)
    standing = turn.state.program.sets.get(key)
    if plan is None:
        return None
    if standing is None or standing.shape != plan.shape:
        standing = _begin(plan, standing, turn.state.program, turn)
        turn.state.program.sets[key] = standing
    return plan, standing


def _count_issued(plan: SetPlan, standing: Standing, turn: Turn) -> None:
    for effect in turn.effects:
        if effect["type"] in ("points.credited", "points.adjusted") and (
            effect["currency"] == plan.currency
        ):
            count(plan, standing, turn.day, effect["amount"], turn.today)


def _begin(plan: SetPlan, old: Standing | None, program: ProgramSlice, turn: Turn) -> Standing:
    """A standing that begins now, or with what the state remembers of the same measure by day.

    A set that changed what or how it counts keeps its members' tiers.
    """
    made = open_standing(plan, turn)
    made.shape = plan.shape
    made.begun = turn.event.seq - 1
    if old is not None:
        made.tier, made.since, made.first, made.before = old.tier, old.since, old.first, old.before
    if plan.document.start == "history":
        known = [old] if old is not None else []
        for one in (*known, *program.sets.values()):
            if one.shape == (plan.shape & ~7) | ROLLING:
                day = 0
                for gap, amount in zip(one.counts[::2], one.counts[1::2], strict=True):
                    day += gap
                    count(plan, made, day, amount, turn.today)
                made.first, made.begun = min(made.first, one.first), one.begun
                break
    return made


def _forget(program: ProgramSlice, plan: Plan) -> None:
    """Drop memory that no live definition reads."""
    for key in [key for key in program.sets if key not in plan.sets]:
        del program.sets[key]
    if not program.caps.keys() <= plan.cap_keys:
        for key in [key for key in program.caps if key not in plan.cap_keys]:
            del program.caps[key]


def schedule(turn: Turn) -> None:
    """Set the moment at which the slice next changes by itself."""
    program: ProgramSlice = turn.state.program
    day = next_waiting(program)
    for standing in program.sets.values():
        if standing.due and (not day or standing.due < day):
            day = standing.due
    program.due_seconds = int(turn.current.midnight(day).timestamp()) if day else 0


def tick(turn: Turn) -> None:
    """The timer: tiers end, are kept or announced; refunds that waited too long are dropped."""
    plan: Plan = turn.current.plans["program"]
    program: ProgramSlice = turn.state.program
    today = turn.today
    for key, standing in program.sets.items():
        one = plan.sets.get(key)
        if one is None or one.shape != standing.shape:
            # Its definition is gone or has changed: the next event settles that.
            standing.due = 0
        elif standing.due and standing.due <= today:
            settle(one, standing, turn)
    drop_waiting(turn)
    schedule(turn)


def records(program: ProgramSlice, until: datetime) -> list[tuple[str, str]]:
    """The records that ticks up to a moment will read: orders that refunds wait for."""
    last = until.toordinal() + 1
    return [("order", order_id) for day, order_id, _number in program.waiting if day < last]
