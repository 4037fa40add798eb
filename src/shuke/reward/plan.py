"""A release's coupons and offers, compiled and put where a cart finds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuke.engine import Compiling
from shuke.reward.benefit import BenefitPlan
from shuke.reward.budget import Counter
from shuke.reward.budget_document import Budget
from shuke.reward.deal import Deal
from shuke.reward.document import Coupon, Offer
from shuke.reward.payment import PointsPayment
from shuke.reward.wallet_plan import WalletPlan


class Plan:
    """The rewards of a release, by key.

    An offer is looked at only when it could apply: one for some stores lies under each of them, one
    for some products or categories under each of those, all others under `anywhere`.
    """

    __slots__ = (
        "anywhere",
        "benefits",
        "budgets",
        "by_store",
        "by_value",
        "counters",
        "coupon_deals",
        "coupons",
        "offer_deals",
        "offers",
        "payments",
        "wallet",
    )

    benefits: dict[str, BenefitPlan]
    wallet: WalletPlan
    """What the wallet asks of the release; the room puts it in."""

    def __init__(self, coupons: dict[str, Coupon], offers: dict[str, Offer]) -> None:
        self.coupons = coupons
        self.offers = offers
        self.coupon_deals: dict[str, Deal] = {}
        self.offer_deals: dict[str, Deal] = {}
        self.payments: dict[str, PointsPayment] = {}
        """By currency: how points pay."""
        self.budgets: dict[str, Budget] = {}
        self.counters: tuple[Counter, ...] = ()
        """Every counter that some discount takes from."""
        self.anywhere: list[Deal] = []
        self.by_store: dict[str, list[Deal]] = {}
        self.by_value: dict[tuple[str, str], list[Deal]] = {}

    def _put(self, deal: Deal) -> None:
        if deal.stores is not None:
            for store in sorted(deal.stores):
                self.by_store.setdefault(store, []).append(deal)
        elif deal.needs is not None:
            for value in sorted(deal.needs):
                self.by_value.setdefault(value, []).append(deal)
        else:
            self.anywhere.append(deal)

    def counters_of(self, deal: Deal) -> tuple[Counter, ...]:
        """What a discount takes from. A coupon lives by the release it was issued under, but how
        much there is to take from is what the release in force says."""
        if deal.source == "coupon":
            return self.coupon_deals.get(deal.key, deal).counters
        return deal.counters

    def candidates(self, data: Any) -> list[Deal]:
        """The offers that could apply to an order's lines in its store, by key."""
        found = {deal.key: deal for deal in self.anywhere}
        for deal in self.by_store.get(data.store, ()):
            found[deal.key] = deal
        if self.by_value:
            seen = {
                (field, value)
                for line in data.lines
                for field in ("sku", "category", "brand", "department")
                if (value := getattr(line, field)) is not None
            }
            for value in seen:
                for deal in self.by_value.get(value, ()):
                    found[deal.key] = deal
        return [found[key] for key in sorted(found)]


def plan(compiling: Compiling) -> Plan:
    """Compile the coupons and offers of a release."""
    documents: Mapping[str, Mapping[str, Any]] = compiling.documents
    made = Plan(
        dict(sorted(documents.get("coupon", {}).items())),
        dict(sorted(documents.get("offer", {}).items())),
    )
    made.budgets = budgets = dict(sorted(documents.get("budget", {}).items()))
    for key, coupon in made.coupons.items():
        made.coupon_deals[key] = Deal("coupon", coupon, compiling.catalogue, budgets)
    for key, offer in made.offers.items():
        made.offer_deals[key] = deal = Deal("offer", offer, compiling.catalogue, budgets)
        made._put(deal)
    made.counters = tuple(
        sorted(
            {
                counter
                for deal in (*made.offer_deals.values(), *made.coupon_deals.values())
                for counter in deal.counters
            }
        )
    )
    for _key, payment in sorted(documents.get("points_payment", {}).items()):
        made.payments.setdefault(payment.currency, payment)
    return made
