"""The document of a partner: exchange of points, joint coupons, shared benefits.

100 of our points are 80 miles and cost us 0.95; 100 miles are 90 points and the airline pays 1.00;
it bears half of what a joint coupon takes off, and gets 30.00 for each visit to its lounge::

    kind: partner
    key: airline
    name: {en: Blue Sky, zh: 蓝天航空}
    out: {currency: points, points: 100, theirs: 80, cents: 95, member_day: 2000, month: 1000000}
    in: {currency: points, points: 90, theirs: 100, cents: 100, month: 500000}
    coupons: [{coupon: joint, share_bp: 5000}]
    benefits: [{benefit: lounge, price_cents: 3000, payer: brand}]

What each means to the point and the cent is written in docs/algorithms/settlement.md.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.engine import Checking, Compiling, Document, Key, Kind
from shuke.kernel import Text
from shuke.rule import Problem

Points = Annotated[int, Meta(ge=1, le=10**12)]
Cents = Annotated[int, Meta(ge=0, le=2**53)]
WHOLE_BP: Final = 10_000
Way = Literal["out", "in"]


class Exchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Points for points: only whole multiples are exchanged, so nothing is ever rounded."""

    currency: Key
    points: Points
    """Ours, of one step."""
    theirs: Points
    """The partner's, of one step."""
    cents: Cents = 0
    """What is settled for one step: out, what the brand pays the partner; in, what it gets."""
    member_day: Points | None = None
    """The most of our points of one member in a business day."""
    month: Points | None = None
    """The most of our points of all members in a calendar month."""


class JointCoupon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A coupon template, and what the partner bears of what it takes off, of 10,000."""

    coupon: Key
    share_bp: Annotated[int, Meta(ge=1, le=WHOLE_BP)]


class SharedBenefit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A benefit whose stock is the common pool, what a use costs, and who pays it to whom."""

    benefit: Key
    price_cents: Cents
    payer: Literal["brand", "partner"] = "brand"


class Partner(Document, tag="partner", rename={"inward": "in", "outward": "out"}):
    """Somebody who is settled with each month."""

    outward: Exchange | None = None
    inward: Exchange | None = None
    coupons: list[JointCoupon] = []
    benefits: list[SharedBenefit] = []

    def exchange(self, way: Way) -> Exchange | None:
        """The exchange in one direction."""
        return self.outward if way == "out" else self.inward


class PartnerPlan:
    """The partners of a release, and whom a coupon or a benefit concerns."""

    __slots__ = ("benefits", "coupons", "partners", "watches")

    def __init__(self, partners: dict[str, Partner]) -> None:
        self.partners = partners
        self.coupons: dict[str, list[tuple[str, int]]] = {}
        """(partner, its share) by template."""
        self.benefits: dict[str, list[tuple[str, int]]] = {}
        """(partner, what it owes for a use) by benefit; below zero the brand owes it."""
        for key, partner in partners.items():
            for joint in partner.coupons:
                self.coupons.setdefault(joint.coupon, []).append((key, joint.share_bp))
            for shared in partner.benefits:
                cents = shared.price_cents if shared.payer == "partner" else -shared.price_cents
                self.benefits.setdefault(shared.benefit, []).append((key, cents))
        self.watches = bool(self.coupons or self.benefits)


def plan(compiling: Compiling) -> PartnerPlan:
    """The partners of a release."""
    documents: dict[str, Any] = dict(compiling.documents.get("partner", {}))
    return PartnerPlan(dict(sorted(documents.items())))


def check_partner(document: Partner, checking: Checking) -> list[Problem]:
    """Everything wrong with a partner among the other documents."""
    found: list[Problem | None] = []
    for way, its in (("out", document.outward), ("in", document.inward)):
        if its is None:
            continue
        at = f"/{way}/currency"
        missing = checking.missing("currency", its.currency, at)
        found.append(missing)
        if missing is None and not checking.documents["currency"][its.currency].spendable:
            found.append(
                Problem(
                    "currency_not_spendable",
                    at,
                    Text(
                        en=f"{its.currency!r} measures and is not exchanged.",
                        zh=f"{its.currency!r} 只用于计量，不能互兑。",
                    ),
                    None,
                )
            )
    for place, joint in enumerate(document.coupons):
        found.append(checking.missing("coupon", joint.coupon, f"/coupons/{place}/coupon"))
        borne = sum(
            one.share_bp
            for other in checking.documents.get("partner", {}).values()
            for one in other.coupons
            if one.coupon == joint.coupon
        )
        if borne > WHOLE_BP:
            found.append(
                Problem(
                    "share_above_whole",
                    f"/coupons/{place}/share_bp",
                    Text(
                        en="Partners bear more of this coupon than it takes off.",
                        zh="各合作方对该券的承担合计超过其优惠。",
                    ),
                    str(max(WHOLE_BP - borne + joint.share_bp, 1)),
                )
            )
    for place, shared in enumerate(document.benefits):
        found.append(checking.missing("benefit", shared.benefit, f"/benefits/{place}/benefit"))
    return [problem for problem in found if problem is not None]


KINDS: Final = (
    Kind("partner", Partner, Text(en="Partner", zh="合作方"), "partner", check_partner),
)
