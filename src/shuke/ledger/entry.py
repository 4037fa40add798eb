"""Ledger entries: every movement is one transfer that names the account it leaves and enters.

So the entries of a currency sum to zero over all accounts by construction. `post` is the only
place that changes a pot's totals; lots are moved beside it, and law 1 compares the two.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from shuke.engine import FactTable, Turn
from shuke.ledger.date import IDLE, date_of, month_number
from shuke.ledger.state import Pot

Account = Literal[
    "pending", "usable", "held", "debt", "issued", "spent", "expired", "adjusted", "opening",
    "transfer"
]  # fmt: skip
"""A member's own accounts are `pending`, `usable`, `held` and `debt` (never above zero); the others
are the programme's."""

PENDING: Final = "pending"
USABLE: Final = "usable"
HELD: Final = "held"
DEBT: Final = "debt"
ISSUED: Final = "issued"
SPENT: Final = "spent"
EXPIRED: Final = "expired"
ADJUSTED: Final = "adjusted"
OPENING: Final = "opening"
TRANSFER: Final = "transfer"
"""What has left one member and not reached the other: over all members, what is on its way."""

EntryKind = Literal[
    "issue",
    "usable",
    "reverse",
    "spend",
    "return",
    "expire",
    "adjust",
    "open",
    "settle",
    "hold",
    "release",
    "confirm",
    "send",
    "receive",
]
"""`settle` moves what has just come in from its lot to the debt: the balance stays. A hold is
confirmed, which spends it, or released, which puts it back; or sent to another member, who receives
it."""

KINDS: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "issue": (frozenset({ISSUED}), frozenset({PENDING, USABLE})),
    "usable": (frozenset({PENDING}), frozenset({USABLE})),
    "reverse": (frozenset({PENDING, USABLE, DEBT}), frozenset({ISSUED})),
    "spend": (frozenset({USABLE}), frozenset({SPENT})),
    "return": (frozenset({SPENT}), frozenset({USABLE})),
    "expire": (frozenset({PENDING, USABLE}), frozenset({EXPIRED})),
    "adjust": (frozenset({ADJUSTED, USABLE}), frozenset({ADJUSTED, USABLE})),
    "open": (frozenset({OPENING}), frozenset({PENDING, USABLE})),
    "settle": (frozenset({USABLE}), frozenset({DEBT})),
    "hold": (frozenset({USABLE}), frozenset({HELD})),
    "release": (frozenset({HELD}), frozenset({USABLE})),
    "confirm": (frozenset({HELD}), frozenset({SPENT})),
    "send": (frozenset({HELD}), frozenset({TRANSFER})),
    "receive": (frozenset({TRANSFER}), frozenset({USABLE})),
}
"""Which accounts a kind of entry may debit and credit."""

ENTRIES: Final = FactTable(
    "ledger_entry",
    (
        "at",
        "time",
        "day",
        "currency",
        "kind",
        "debit",
        "credit",
        "amount",
        "usable_after",
        "pending_after",
        "funder",
        "earn_month",
        "expires_on",
        "rule",
        "rule_version",
        "key",
        "note",
        "brand",
    ),
    words=("note",),
)
"""`day` is the business day of posting, so a day that is over does not change any more; `funder`
is null for what adds to a debt, which belongs to no lot; `usable_after` is below zero in debt;
`brand` is null for the main brand and for debts."""

OWN: Final = frozenset({USABLE, DEBT})
"""The accounts whose sum is `Pot.usable`."""

NO_LOT: Final = -1
"""Stands for a funder in `post` when a debt is made: it comes out of no lot."""


class Cause(msgspec.Struct, frozen=True, gc=False):
    """Why points move: the rule and its version, the order or spend, and a person's words."""

    rule: str | None = None
    version: int | None = None
    key: str | None = None
    note: str | None = None


NO_CAUSE: Final = Cause()


def post(
    turn: Turn,
    pot: Pot,
    currency: str,
    kind: EntryKind,
    debit: Account,
    credit: Account,
    amount: int,
    until: int,
    month: int,
    funder: int,
    cause: Cause,
) -> None:
    """Write one transfer and change the pot's totals by it. `amount` is above zero."""
    source = None if funder == NO_LOT else pot.funders[funder]
    brand = None
    if isinstance(source, tuple):
        source, brand = source
    if debit == PENDING:
        pot.pending -= amount
    elif debit in OWN:
        pot.usable -= amount
    if credit == PENDING:
        pot.pending += amount
    elif credit in OWN:
        pot.usable += amount
    turn.number += 1
    turn.facts.append(
        (
            "ledger_entry",
            (
                turn.number,
                turn.now,
                turn.time,
                date_of(turn.today),
                currency,
                kind,
                debit,
                credit,
                amount,
                pot.usable,
                pot.pending,
                source,
                month_number(month),
                None if until >= IDLE else date_of(until),
                cause.rule,
                cause.version,
                cause.key,
                cause.note,
                brand,
            ),
        )
    )
