"""The two ways points move inside a pot: in (debt first, then a lot) and out (soonest first)."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger.date import IDLE, month_end, year_end
from shuke.ledger.entry import DEBT, USABLE, Account, Cause, EntryKind, post
from shuke.ledger.state import MONTHLY_FROM, YEARLY_FROM, Lot, Pot, put


def roomy(pot: Pot, until: int, month: int) -> tuple[int, int]:
    """The expiry day and month of earning under which a new lot is filed in this pot.

    The state is bounded, so a member with very many lots gets new ones that live a little longer
    (to the end of their month, then of their year, filed under January) and merge. Existing lots
    are never rewritten, and nobody ever gets less than the rule promises.
    """
    count = len(pot.lots) + len(pot.waits)
    if count < MONTHLY_FROM or until >= IDLE:
        return until, month
    if count < YEARLY_FROM:
        return month_end(until), month
    return year_end(until), month - month % 12


def receive(
    turn: Turn,
    pot: Pot,
    currency: str,
    kind: EntryKind,
    source: Account,
    lot: Lot,
    cause: Cause,
) -> None:
    """Points become usable: what the member owes is settled out of them, the rest is their lot."""
    until, month, funder, amount = lot
    owed = -pot.usable
    post(turn, pot, currency, kind, source, USABLE, amount, until, month, funder, cause)
    if owed > 0:
        paid = min(owed, amount)
        post(turn, pot, currency, "settle", USABLE, DEBT, paid, until, month, funder, cause)
        amount -= paid
    if amount:
        put(pot.lots, until, month, funder, amount)


def draw(
    turn: Turn,
    pot: Pot,
    currency: str,
    kind: EntryKind,
    target: Account,
    amount: int,
    cause: Cause,
) -> list[Lot]:
    """Take from the lots, soonest-expiring first; answer what was taken from which.

    The caller has seen to it that the lots hold as much.
    """
    taken: list[Lot] = []
    lots, emptied = pot.lots, 0
    while amount:
        until, month, funder, held = lots[emptied]
        part = min(held, amount)
        if part == held:
            emptied += 1
        else:
            lots[emptied] = (until, month, funder, held - part)
        amount -= part
        taken.append((until, month, funder, part))
        post(turn, pot, currency, kind, USABLE, target, part, until, month, funder, cause)
    del lots[:emptied]
    return taken
