"""What is kept beside the state: top-ups, payments and payouts, read only when they are named."""

from __future__ import annotations

import msgspec

from shuke.engine import RecordKind
from shuke.ledger.credit import Part
from shuke.ledger.state import Lot
from shuke.ledger.value.document import OnRefund


class TopUp(msgspec.Struct, array_like=True, gc=False):
    """One top-up: what was paid in and given, less what was paid out and withdrawn."""

    value: str
    at_seconds: int
    """When, in seconds since 1970 (UTC)."""
    principal: int
    bonus: int
    part: Part | None = None
    """Where the bonus lies."""
    refunded: int = 0
    withdrawn: int = 0
    payment: str = ""
    tender: str = ""
    store: str = ""


class ValueSpend(msgspec.Struct, array_like=True, gc=False):
    """What stored value has paid: out of which lots, and how much of it has come back.

    How a refund is shared and whether it earned is kept as it was when it was paid.
    """

    value: str
    principal: int
    bonus: int
    principal_draws: list[Lot]
    bonus_draws: list[Lot]
    on_refund: OnRefund = "in_proportion"
    earns: bool = True
    back: int = 0

    @property
    def amount(self) -> int:
        """What was paid in all."""
        return self.principal + self.bonus


class ValueRefund(msgspec.Struct, array_like=True, gc=False):
    """One payout."""

    value: str
    principal: int
    paid_out: int
    withdrawn: int


TOP_UP = RecordKind("top_up", TopUp)
VALUE_SPEND = RecordKind("value_spend", ValueSpend)
VALUE_REFUND = RecordKind("value_refund", ValueRefund)
RECORDS = (TOP_UP, VALUE_SPEND, VALUE_REFUND)
