"""After everything else of an event: count what was earned, and judge the tiers.

What was issued is heard from the effects of the turn, whoever issued it: rules, gifts, opening
balances, adjustments. What an order counts by itself, and what refunds take off, was counted when
the order was judged.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from shuke.engine import Release, Turn
from shuke.program.plan import Plan
from shuke.program.standing_plan import SetPlan
from shuke.program.state import WAITS, ProgramSlice, Standing
from shuke.program.tier import open_standing, settle, tell
from shuke.program.waiting import drop_waiting, next_waiting
from shuke.program.window import count, have


def qualify(turn: Turn) -> None:
    """The reducer: it runs last."""
    if turn.event.type == "history.replayed":
        # Where the history leads to was judged already, up to this very moment.
        return
    plan: Plan = turn.current.plans["program"]
    program: ProgramSlice = turn.state.program
    sets = program.sets
    for key, one in plan.sets.items():
        standing = sets.get(key)
        # Only a set with a history asks more than one number: this runs for every event.
        if (
            standing is None
            or standing.shape != one.shape
            or (one.history and not one.fits(standing))
        ):
            standing = sets[key] = begin(one, standing, turn)
        if standing.begun < 0:
            # What is to be brought in has counted this event too.
            tell(one, standing, turn, "waits", standing.tier)
            continue
        if one.currency is not None:
            _count_issued(one, standing, turn)
        settle(one, standing, turn, turn.day if turn.day < turn.today else 0)
    if len(sets) > len(plan.sets) or program.caps:
        _forget(program, plan)
    schedule(turn)


def standing_of(turn: Turn, key: str) -> tuple[SetPlan, Standing] | None:
    """The live tier set of a key and the member's standing in it, unless that waits."""
    plan = turn.current.plans["program"].sets.get(key)
    standing = turn.state.program.sets.get(key)
    if plan is None:
        return None
    if standing is None or not plan.fits(standing):
        standing = begin(plan, standing, turn)
        turn.state.program.sets[key] = standing
    return None if standing.waits else (plan, standing)


def _count_issued(plan: SetPlan, standing: Standing, turn: Turn) -> None:
    for effect in turn.effects:
        if effect["type"] in ("points.credited", "points.adjusted") and (
            effect["currency"] == plan.currency
        ):
            count(plan, standing, turn.day, effect["amount"], turn.today)


def begin(plan: SetPlan, old: Standing | None, turn: Turn) -> Standing:
    """A standing that begins now, or one that waits until the member's history was brought in.

    A set that changed what or how it counts keeps its members' tiers; while a standing waits,
    its tier stays as it was. Somebody's first event has no history before it.
    """
    made = open_standing(plan, turn)
    made.shape = plan.shape
    made.begun = turn.event.seq - 1
    if plan.history and made.begun:
        made.begun = WAITS
        turn.waits = True
    made.reach = plan.days if plan.kind == "rolling" else 0
    if old is not None:
        made.tier, made.since, made.first, made.before = old.tier, old.since, old.first, old.before
    return made


def _forget(program: ProgramSlice, plan: Plan) -> None:
    """Drop memory that no live definition reads."""
    for key in [key for key in program.sets if key not in plan.sets]:
        del program.sets[key]
    if not program.caps.keys() <= plan.cap_keys:
        for key in [key for key in program.caps if key not in plan.cap_keys]:
            del program.caps[key]


def unsettled(state: Any, release: Release, day: int) -> bool:
    """Whether a release gives a member another tier by itself: the tier is no longer in its set,
    or a threshold that was lowered is met."""
    program: ProgramSlice = state.program
    for key, plan in release.plans["program"].sets.items():
        standing = program.sets.get(key)
        if standing is None or standing.waits or not plan.fits(standing):
            continue
        rank = plan.rank.get(standing.tier)
        counts = list(standing.counts)
        if rank is None or plan.reached(have(plan, replace(standing, counts=counts), day)) > rank:
            return True
    return False


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
        if one is None or not one.fits(standing):
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
