"""Scarce counters behind a discount: its own budget, and one that it shares with others.

A counter gives all that an order asks of it, or nothing: then every discount of the order that
asked it is left out, and the rest is priced anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from shuke.reward.state import Take

if TYPE_CHECKING:
    from shuke.reward.budget_document import Budget
    from shuke.reward.document import Coupon, Offer


class Counter(NamedTuple):
    """A scarce counter: `money` counts cents, otherwise uses; `size` is what there is in all."""

    stock: str
    money: bool
    size: int

    def asked(self, cents: int) -> int:
        """What a discount that takes so much off asks of it."""
        return cents if self.money else 1


def offer_budget(key: str) -> str:
    """The counter of what an offer takes off."""
    return f"offer_budget:{key}"


def offer_uses(key: str) -> str:
    """The counter of how often an offer is used."""
    return f"offer_uses:{key}"


def coupon_budget(key: str) -> str:
    """The counter of what a template's coupons take off."""
    return f"coupon_budget:{key}"


def budget_cents(key: str) -> str:
    """The counter of a shared budget's money."""
    return f"budget:{key}"


def budget_uses(key: str) -> str:
    """The counter of a shared budget's uses."""
    return f"budget_uses:{key}"


def counters_of(document: Coupon | Offer, budgets: Mapping[str, Budget]) -> tuple[Counter, ...]:
    """The counters that a discount takes from."""
    found = []
    money = offer_budget if document.__struct_config__.tag == "offer" else coupon_budget
    if document.budget_cents is not None:
        found.append(Counter(money(document.key), True, document.budget_cents))
    uses = getattr(document, "budget_uses", None)
    if uses is not None:
        found.append(Counter(offer_uses(document.key), False, uses))
    shared = None if document.budget is None else budgets.get(document.budget)
    if shared is not None:
        found += shared_counters(shared)
    return tuple(found)


def shared_counters(shared: Budget) -> list[Counter]:
    """The counters of a shared budget."""
    found = []
    if shared.cents is not None:
        found.append(Counter(budget_cents(shared.key), True, shared.cents))
    if shared.uses is not None:
        found.append(Counter(budget_uses(shared.key), False, shared.uses))
    return found


def asked_of(counters: Iterable[Counter], cents: int) -> list[Take]:
    """What a discount that takes so much off takes from its counters."""
    return [Take(one.stock, one.asked(cents), one.size) for one in counters if one.asked(cents)]
