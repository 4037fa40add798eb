"""Stored value: money paid in beforehand, in two pots of the one ledger.

The principal is the member's money and can be paid out; the bonus is a discount that comes with it
and may expire. Both are lots and entries like points, so holds, expiry, refunds, statements, the
roll-forward and `shuke verify` serve them unchanged. What each word means to the cent is written in
docs/algorithms/stored-value.md.
"""

# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.engine import Reducer
from shuke.ledger.pot_name import BONUS, PRINCIPAL, pot_names, value_of
from shuke.ledger.value.document import KIND, StoredValue, pots
from shuke.ledger.value.holding import ValueBalance, value_balance
from shuke.ledger.value.plan import ValuePlan, returned, split, value_back, value_plans
from shuke.ledger.value.read import (
    ValueLine, pot_currencies, top_up_rows, value_statement,
)  # fmt: skip
from shuke.ledger.value.record import RECORDS, TopUp, ValueSpend
from shuke.ledger.value.refund import refund, settled
from shuke.ledger.value.spend import (
    hold_value, pay_order, refund_order, return_value, spend_held_value, spend_value,
    unearned_cents,
)  # fmt: skip
from shuke.ledger.value.top_up import adjust_value, freeze, top_up

COMMANDS: tuple[Reducer, ...] = (
    Reducer("ledger.top_up", top_up, frozenset({"value.top_up"})),
    Reducer("ledger.value_spend", spend_value, frozenset({"value.spend"})),
    Reducer("ledger.value_return", return_value, frozenset({"value.return"})),
    Reducer("ledger.value_refund", refund, frozenset({"value.refund"})),
    Reducer("ledger.value_adjust", adjust_value, frozenset({"value.adjust"})),
    Reducer("ledger.value_freeze", freeze, frozenset({"value.freeze"})),
)
"""Each answers to one event type."""

PAY: tuple[Reducer, ...] = (Reducer("ledger.pay", pay_order, frozenset({"order.paid"})),)
"""After holds are confirmed, before the order is judged."""

__all__ = [
    "BONUS", "COMMANDS", "KIND", "PAY", "PRINCIPAL", "RECORDS", "StoredValue", "TopUp",
    "ValueBalance", "ValueLine", "ValuePlan", "ValueSpend", "hold_value", "pot_currencies",
    "pot_names", "pots", "refund_order", "returned", "settled", "spend_held_value", "split",
    "top_up_rows", "unearned_cents", "value_back", "value_balance", "value_of", "value_plans",
    "value_statement",
]  # fmt: skip
