"""Stored value as part of a payment: how much of a quote it may pay, and out of which pots."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.engine import Key
from shuke.kernel import ShukeError, Text
from shuke.ledger import LedgerSlice, value
from shuke.ledger.value import ValuePlan


class ValueNotTaken(ShukeError):
    """No stored value in force has this key."""

    code = "value_not_taken"
    status = 422
    title = Text(en="This stored value is not taken as payment", zh="没有这种储值，不能用来支付")


class ValueWanted(Struct, frozen=True, forbid_unknown_fields=True):
    """A stored value that somebody wants to pay with; without an amount as much as may be."""

    value: Key
    amount_cents: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class ValueUse(Struct):
    """What a stored value may pay of a quote, and what it does pay, out of which of the two."""

    value: str
    name: Text
    principal_cents: int
    bonus_cents: int
    frozen: bool
    most_cents: int
    cents: int = 0
    from_principal_cents: int = 0
    from_bonus_cents: int = 0
    cut: bool = False
    """Less than was wanted."""
    earns: bool = True


def use_value(
    plan: ValuePlan, ledger: LedgerSlice, today: int, to_pay_cents: int, wanted: ValueWanted | None
) -> ValueUse:
    """What a member's stored value may pay of an amount and, when it is wanted, what it does."""
    has = value.value_balance(ledger, plan.key, today)
    most = 0 if has.frozen else min(has.usable, to_pay_cents)
    found = ValueUse(
        plan.key,
        plan.document.name,
        has.principal,
        has.bonus,
        has.frozen,
        most,
        earns=plan.document.earns,
    )
    if wanted is not None:
        asked = most if wanted.amount_cents is None else wanted.amount_cents
        found.cents = min(most, asked)
        found.cut = found.cents < asked
        found.from_principal_cents, found.from_bonus_cents = value.split(
            found.cents, has.principal, has.bonus, plan.document.spends
        )
    return found
