"""What is kept of transfers and families: one row a change, on every side."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from shuke.engine import FactTable, RecordKind, Turn
from shuke.ledger import date_of

TRANSFERS = FactTable(
    "transfer_move",
    ("at", "day", "number", "side", "other", "currency", "amount", "fee", "change", "reason"),
)
"""`side` is out or in. Out: sent, then closed, taken_back or declined; in: coming, then received or
withdrawn. `number` is the sender's id and number."""

FAMILIES = FactTable(
    "transfer_family",
    ("at", "day", "family", "member", "change", "currency", "amount", "key", "reason"),
)
"""Every row of a family's own story is written by the family; what a member's side says of itself
is in its events."""


class TransferRecord(msgspec.Struct, array_like=True, gc=False):
    """How a transfer ended; `open` until then."""

    ended: str
    to: str
    currency: str
    amount: int
    fee: int


class FamilySpent(msgspec.Struct, array_like=True, gc=False):
    """Who spent of a pool, and when as limits count it."""

    member: str
    day: int


TRANSFER = RecordKind("transfer", TransferRecord)
FAMILY_SPEND = RecordKind("family_spend", FamilySpent)


def note_transfer(
    turn: Turn,
    number: str,
    side: str,
    other: str,
    currency: str,
    amount: int,
    change: str,
    *,
    fee: int = 0,
    reason: str | None = None,
) -> None:
    """Write a row of a transfer."""
    turn.fact(
        "transfer_move",
        turn.now,
        date_of(turn.today),
        number,
        side,
        other,
        currency,
        amount,
        fee,
        change,
        reason,
    )


def note_family(
    turn: Turn,
    member: str,
    change: str,
    *,
    currency: str | None = None,
    amount: int | None = None,
    key: str | None = None,
    reason: str | None = None,
) -> None:
    """Write a row of a family's story; the turn's subject is the family."""
    turn.fact(
        "transfer_family",
        turn.now,
        date_of(turn.today),
        turn.subject,
        member,
        change,
        currency,
        amount,
        key,
        reason,
    )


def moment(seconds: int) -> str:
    """Seconds since 1970 as effects carry a moment."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def seconds_of(turn: Turn) -> int:
    """The present moment in whole seconds, never before it."""
    return int(turn.now.timestamp()) + bool(turn.now.microsecond)
