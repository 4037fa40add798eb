"""The invariants of transfers and families, as functions that answer what is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from shuke.transfer.state import LIMIT_BYTES, MAX_COMING, MAX_LOTS, MAX_OPEN, TransferSlice

Facts = Mapping[str, Sequence[Mapping[str, Any]]]

AFTER: Final[dict[tuple[str, str | None], frozenset[str]]] = {
    ("out", None): frozenset({"sent"}),
    ("out", "sent"): frozenset({"closed", "taken_back", "declined"}),
    ("in", None): frozenset({"coming", "received"}),
    ("in", "coming"): frozenset({"received", "withdrawn"}),
    # Only of a member who was erased while it was on its way: it ends there.
    ("in", "withdrawn"): frozenset({"received"}),
}
"""Which changes may follow which; so a transfer ends once on each side."""


def transfers_end_once(own: TransferSlice, facts: Facts) -> list[str]:
    """Each transfer goes from state to state as it may; the open ones are the slice's."""
    now: dict[tuple[str, str], str] = {}
    amounts: dict[tuple[str, str], int] = {}
    broken = []
    for row in facts["transfer_move"]:
        name, change = (row["side"], row["number"]), row["change"]
        before = now.get(name)
        if change not in AFTER.get((row["side"], before), frozenset()):
            broken.append(f"transfer {name} is {change} after it was {before}")
        if amounts.setdefault(name, row["amount"]) != row["amount"]:
            broken.append(f"transfer {name} is of {row['amount']}, before of {amounts[name]}")
        now[name] = change
    told = sorted(number for (_side, number), change in now.items() if change == "sent")
    held = sorted(number for number in (_number(own, name) for name in told) if number is not None)
    if len(told) != len(own.out) or len(held) != len(told):
        broken.append(f"facts say that {told} are open, the state {[one.id for one in own.out]}")
    coming = {number for (_side, number), change in now.items() if change == "coming"}
    if coming != {one.number for one in own.coming}:
        broken.append(f"facts say that {sorted(coming)} are coming, the state {own.coming}")
    return broken


def _number(own: TransferSlice, number: str) -> str | None:
    _giver, transfer_id = number.split(":", 1)
    return next((one.id for one in own.out if one.id == transfer_id), None)


def lots_are_sound(own: TransferSlice, _facts: Facts) -> list[str]:
    """Every open transfer holds something, out of few enough lots."""
    broken = [
        f"transfer {one.id} holds {one.draws} and {one.fee}"
        for one in own.out
        if not one.draws
        or any(lot[3] <= 0 for lot in (*one.draws, *one.fee))
        or len(one.draws) + len(one.fee) > MAX_LOTS
    ]
    if len(own.out) > MAX_OPEN or len(own.coming) > MAX_COMING:
        broken.append(f"{len(own.out)} go out, {len(own.coming)} come in")
    return broken


def parts_are_what_facts_say(own: TransferSlice, facts: Facts) -> list[str]:
    """What each member of a family put in and took out is the sum of the family's rows."""
    if own.pool is None:
        return []
    put: dict[str, int] = {}
    took: dict[str, int] = {}
    for row in facts["transfer_family"]:
        member, amount = row["member"], row["amount"] or 0
        match row["change"]:
            case "opened" | "joined":
                put[member], took[member] = 0, 0
            case "put":
                put[member] += amount
            case "spent":
                took[member] += amount
            case "returned" if member in took:
                took[member] -= amount
            case "left" | "dissolved":
                put.pop(member, None)
                took.pop(member, None)
    told = {member: (put[member], took[member]) for member in put}
    held = {member: (part.put, part.took) for member, part in own.pool.members.items()}
    return [] if told == held else [f"facts say {told}, the pool {held}"]


def state_is_small(own: TransferSlice, _facts: Facts) -> list[str]:
    """Law 10: the slice stays inside its byte limit."""
    size = len(msgspec.msgpack.encode(own))
    return [f"the slice has {size} bytes of {LIMIT_BYTES}"] if size > LIMIT_BYTES else []


LAWS: Final = {
    "transfers_end_once": transfers_end_once,
    "lots_are_sound": lots_are_sound,
    "parts_are_what_facts_say": parts_are_what_facts_say,
    "state_is_small": state_is_small,
}
