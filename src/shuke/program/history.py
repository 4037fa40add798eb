"""A tier set that begins with history: what the log holds is counted as if it had been there.

Each member's log is folded again with the set beside the others, under a name that no rule can
read; where that ends is brought in as one event. See docs/decisions/0060.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, Final

import msgspec

from shuke.engine import Brought, Memory, Release, Turn
from shuke.program.order import Order
from shuke.program.plan import Plan
from shuke.program.qualify import schedule
from shuke.program.standing_plan import SetPlan
from shuke.program.state import ProgramSlice, Standing
from shuke.program.tier import tell

KIND: Final = "tier_set/"
BESIDE: Final = "~"
"""Before the key of a set that is counted beside the others: no document can have such a key."""


def lacking(state: Any, release: Release) -> list[str]:
    """The sets of a release whose history this member lacks."""
    program: ProgramSlice = state.program
    found = []
    for key, plan in release.plans["program"].sets.items():
        standing = program.sets.get(key)
        if plan.history and (standing is None or standing.waits or not plan.fits(standing)):
            found.append(KIND + key)
    return found


def beginning(release: Release, before: Release) -> list[str]:
    """The sets that begin with history when this release follows that one."""
    known: dict[str, SetPlan] = before.plans["program"].sets
    return [
        KIND + key
        for key, plan in release.plans["program"].sets.items()
        if plan.history and not _goes_on(plan, known.get(key))
    ]


def _goes_on(plan: SetPlan, before: SetPlan | None) -> bool:
    if before is None or before.shape != plan.shape or not before.history:
        return False
    return plan.kind != "rolling" or before.days >= plan.days


def beside(plan: Plan, wanted: Release, names: Sequence[str]) -> Plan:
    """A programme that counts these sets of another release beside its own."""
    made = copy(plan)
    made.sets = dict(plan.sets)
    made.beside = list(plan.beside)
    for name in names:
        one: SetPlan = copy(wanted.plans["program"].sets[name.removeprefix(KIND)])
        one.key = BESIDE + one.key
        one.history = False
        made.sets[one.key] = one
        if one.own is not None:
            made.beside.append(one)
    return made


def brought(state: Any, records: Mapping[tuple[str, str], Any], names: Sequence[str]) -> Brought:
    """Where the sets beside ended: the standings, and what they count of each order."""
    keys = [name.removeprefix(KIND) for name in names]
    sets: dict[str, Standing] = state.program.sets
    orders: dict[str, dict[str, Any]] = {}
    for (kind, order_id), record in records.items():
        if kind == "order" and record is not None and record.seq:
            counts = {key: count for key in keys if (count := _count(record, key)) is not None}
            if counts:
                orders[order_id] = counts
    standings = {key: msgspec.to_builtins(sets[BESIDE + key]) for key in keys}
    return Brought({"standings": standings, "orders": orders}, sorted(orders))


def _count(record: Order, key: str) -> list[Any] | None:
    """[what a set beside counts of an order, what it read of the member]; None: as the order has
    it already."""
    amount = record.counted.get(BESIDE + key, 0)
    told = record.told.get(BESIDE + key, [])
    if record.counted.get(key, 0) == amount and record.told.get(key, []) == told:
        return None
    return [amount, told]


def bring_in(turn: Turn) -> None:
    """The reducer of history.replayed: the member stands where the history leads to."""
    program: ProgramSlice = turn.state.program
    sets: dict[str, SetPlan] = turn.current.plans["program"].sets
    facts = turn.given.facts
    for key, value in facts["standings"].items():
        plan, old = sets[key], program.sets.get(key)
        standing = program.sets[key] = msgspec.convert(value, Standing)
        before = plan.tiers[0] if old is None else old.tier
        tell(plan, standing, turn, "history", standing.tier, before)
        if standing.tier != before:
            moved = {"from": before, "to": standing.tier}
            turn.effect("tier.moved", set=key, **moved, reason="history")
    for order_id, counts in facts["orders"].items():
        record: Order | None = turn.records.get("order", order_id)
        assert record is not None
        counted, told = dict(record.counted), dict(record.told)
        for key, (amount, seen) in counts.items():
            _put(counted, key, amount)
            _put(told, key, seen)
        turn.records.put(
            "order", order_id, msgspec.structs.replace(record, counted=counted, told=told)
        )
    schedule(turn)


def _put(into: dict[str, Any], key: str, value: Any) -> None:
    if value:
        into[key] = value
    else:
        into.pop(key, None)


MEMORY: Final = Memory(lacking, beginning, beside, brought)
