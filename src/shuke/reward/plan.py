"""A release's coupons and offers, compiled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuke.engine import Compiling
from shuke.reward.document import Coupon, Offer
from shuke.reward.wallet_plan import WalletPlan


class Plan:
    """The rewards of a release, by key."""

    __slots__ = ("coupons", "offers", "wallet")

    wallet: WalletPlan
    """What the wallet asks of the release; the room puts it in."""

    def __init__(self, coupons: dict[str, Coupon], offers: dict[str, Offer]) -> None:
        self.coupons = coupons
        self.offers = offers


def plan(compiling: Compiling) -> Plan:
    """Compile the coupons and offers of a release."""
    documents: Mapping[str, Mapping[str, Any]] = compiling.documents
    return Plan(
        dict(sorted(documents.get("coupon", {}).items())),
        dict(sorted(documents.get("offer", {}).items())),
    )
