"""Writing off: a member is erased, and what they held or owed ends with them."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger.date import NEVER
from shuke.ledger.entry import ADJUSTED, EXPIRED, NO_CAUSE, PENDING, USABLE, post
from shuke.ledger.move import receive
from shuke.ledger.pot_name import value_of
from shuke.ledger.state import LedgerSlice, funder_of
from shuke.ledger.value import settled


def write_off(turn: Turn) -> None:
    """Every lot expires, a debt is forgiven as an adjustment: all accounts of the member are zero.

    So the roll-forward closes without them. Effects `points.expired` and `points.adjusted`. Raises
    ValueNotSettled: principal is the member's money.
    """
    settled(turn)
    ledger: LedgerSlice = turn.state.ledger
    for currency, pot in ledger.pots.items():
        gone = 0
        owed = -pot.usable
        if owed > 0:
            lot = (NEVER, 0, funder_of(pot, "brand"), owed)
            receive(turn, pot, currency, "adjust", ADJUSTED, lot, NO_CAUSE)
            turn.effect("points.adjusted", currency=currency, amount=owed, reason=None)
        for until, month, funder, amount in pot.lots:
            gone += amount
            post(turn, pot, currency, "expire", USABLE, EXPIRED, amount, until, month, funder,
                 NO_CAUSE)  # fmt: skip
        for _start, until, month, funder, amount in pot.waits:
            gone += amount
            post(turn, pot, currency, "expire", PENDING, EXPIRED, amount, until, month, funder,
                 NO_CAUSE)  # fmt: skip
        stored = value_of(currency)
        if gone and stored is not None:
            turn.effect("value.expired", value=stored[0], bonus_cents=gone)
        elif gone:
            turn.effect("points.expired", currency=currency, amount=gone)
        pot.lots, pot.waits = [], []
