"""Carrying points from one subject to another: set aside here, on their way, in a lot there.

Every lot keeps the last day, the month of earning, the funder and the brand that it had: carrying
never lengthens a life. So nothing is filed under a later day to save room, and what lives by its
owner's activity gets the last day that it has now.
"""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger.date import IDLE
from shuke.ledger.entry import HELD, TRANSFER, Cause, post
from shuke.ledger.expiry import schedule
from shuke.ledger.hold import hold, less
from shuke.ledger.move import receive
from shuke.ledger.state import LedgerSlice, Lot, Source, funder_of, pot_of

Carried = tuple[int, int, Source, int]
"""(last day, month of earning, who pays and for which brand, amount): a lot as it travels."""


def set_aside(turn: Turn, currency: str, amount: int, cause: Cause) -> list[Lot]:
    """Take `amount` out of the lots, the soonest-expiring first; answer what was taken from which.

    Raises what `hold` raises; then nothing was taken.
    """
    pot = pot_of(turn.state.ledger, currency)
    draws = hold(turn, currency, amount, cause)
    return [
        (pot.idle_day if until == IDLE else until, month, funder, part)
        for until, month, funder, part in draws
    ]


def put_back(turn: Turn, currency: str, draws: list[Lot], cause: Cause) -> None:
    """What was set aside goes back to its lots. What ended meanwhile expires at once."""
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    for lot in draws:
        receive(turn, pot, currency, "release", HELD, lot, cause)
    less(ledger, currency, sum(lot[3] for lot in draws))
    schedule(turn, ledger)


def send_off(turn: Turn, currency: str, draws: list[Lot], cause: Cause) -> list[Carried]:
    """What was set aside leaves; answer the lots as they travel."""
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    for until, month, place, amount in draws:
        post(turn, pot, currency, "send", HELD, TRANSFER, amount, until, month, place, cause)
    less(ledger, currency, sum(lot[3] for lot in draws))
    return [(until, month, pot.funders[place], amount) for until, month, place, amount in draws]


def take_in(turn: Turn, currency: str, lots: list[Carried], cause: Cause) -> int:
    """Lots arrive; answer how much. A debt is settled first; what ended on its way expires."""
    ledger: LedgerSlice = turn.state.ledger
    pot = pot_of(ledger, currency)
    for until, month, funder, amount in lots:
        lot = (until, month, funder_of(pot, funder), amount)
        receive(turn, pot, currency, "receive", TRANSFER, lot, cause)
    schedule(turn, ledger)
    return sum(lot[3] for lot in lots)
