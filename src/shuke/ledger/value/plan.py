"""Stored value of a release, compiled; and how amounts are split between principal and bonus."""

from __future__ import annotations

from typing import Any

from shuke.engine import Compiling
from shuke.kernel import share_out
from shuke.ledger.plan import Rules
from shuke.ledger.value.document import OnRefund, Spends, StoredValue, pots


class ValuePlan:
    """One stored value of one release."""

    __slots__ = ("bonus", "document", "key", "principal", "version")

    def __init__(self, document: StoredValue, version: int) -> None:
        self.document = document
        self.key = document.key
        self.version = version
        principal, bonus = pots(document)
        self.principal = Rules(principal)
        self.bonus = Rules(bonus)

    def bonus_for(self, cents: int) -> int:
        """What is given for paying in so much at once: that of the highest step reached."""
        given = 0
        for step in self.document.steps:
            if cents >= step.from_cents:
                given = step.bonus_cents
        return given


def value_plans(compiling: Compiling) -> dict[str, ValuePlan]:
    """The stored values of a release, by key."""
    documents: dict[str, Any] = dict(compiling.documents.get("stored_value", {}))
    return {
        key: ValuePlan(documents[key], compiling.version("stored_value", key))
        for key in sorted(documents)
    }


def split(amount: int, principal: int, bonus: int, order: Spends) -> tuple[int, int]:
    """(principal, bonus) that pay `amount`, which is at most what is left of the two.

    In proportion is by largest remainder, the odd cent out of the principal where they tie.
    """
    match order:
        case "principal_first":
            own = min(amount, principal)
        case "bonus_first":
            own = amount - min(amount, bonus)
        case _:
            own = share_out(amount, [principal, bonus])[0]
    return own, amount - own


def returned(back: int, principal: int, bonus: int) -> tuple[int, int]:
    """(principal, bonus) that have come back when `back` of a payment has, in all.

    In proportion to how it was paid. It depends on the sum alone, so parts of a refund may come in
    any order, and the last one brings exactly what is missing.
    """
    own = share_out(back, [principal, bonus])[0]
    return own, back - own


def value_back(paid: int, total: int, refunded: int, way: OnRefund) -> int:
    """How much of `paid` goes back when `refunded` of an order of `total` has gone back, in all."""
    match way:
        case "value_first":
            return min(refunded, paid)
        case "value_last":
            return max(refunded - (total - paid), 0)
        case _:
            return share_out(refunded, [paid, total - paid])[0]
