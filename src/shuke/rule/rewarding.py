"""Events of rewards: coupons are issued, claimed, given, voided; holds for an order."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import Amount, EventInvalid, EventType, Id, Label
from shuke.rule.holding import Positive, Reason
from shuke.rule.storing import paid_for, spent_under
from shuke.rule.trade import COUPON_MARK, StoredValuePaid

HOLD_SECONDS: Final = 900
LONGEST_HOLD_SECONDS: Final = 7 * 86_400
HOLD_ID_LENGTH: Final = 64

Key = Annotated[str, Meta(min_length=1, max_length=64)]
HoldId = Annotated[str, Meta(min_length=1, max_length=HOLD_ID_LENGTH)]
CodeHash = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class CouponIssue(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody gives the member coupons of a template, by hand or in bulk."""

    coupon: Key
    count: Annotated[int, Meta(ge=1, le=20)] = 1
    number: Annotated[str, Meta(pattern="^[A-Za-z0-9_-]{1,60}$")] | None = None
    """What is printed on the one coupon: its id is `SC-` and this."""
    reason: Reason | None = None
    operator: Label | None = None


class CouponClaim(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member takes a coupon of a template."""

    coupon: Key
    channel: Label | None = None


class CouponClaimCode(
    Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True
):
    """The member claims a coupon by its code; only the code's keyed hash comes this far."""

    code_hash: CodeHash
    channel: Label | None = None


class CouponGive(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member gives a coupon to another member, by member id."""

    coupon: Id
    to: Id


class CouponReceive(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A coupon that another member gave has arrived, or came back from one who could not keep it.

    `release` is the one it was issued under; days are ordinals.
    """

    coupon: Id
    template: Key
    release: int
    first: int
    last: int
    giver: Id
    back: bool = False


class CouponVoid(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody takes a coupon away from the member."""

    coupon: Id
    reason: Reason
    operator: Label | None = None


class PackIssue(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody gives the member a pack of coupons, by hand or in bulk."""

    pack: Key
    reason: Reason | None = None
    operator: Label | None = None


class PackClaim(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member takes a pack of coupons."""

    pack: Key
    channel: Label | None = None


class HeldAmount(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """So much of a currency."""

    currency: Label
    amount: Positive


class HeldDiscount(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A coupon, and what it takes off."""

    coupon: Id
    discount_cents: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class HeldOffer(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An offer, and what it takes off, as the quote said."""

    offer: Key
    discount_cents: Annotated[int, Meta(ge=0, le=2**53)]


class HeldBenefit(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """So many uses of a benefit."""

    benefit: Key
    count: Annotated[int, Meta(ge=1, le=1000)] = 1


class HoldMake(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Points, coupons, uses of benefits, stored value and what offers take out of their budgets are
    held for an order, all of it or nothing, for so many seconds; `channel` and `store` are where
    benefits are used. Offers and coupons keep the terms that they have now."""

    hold_id: HoldId
    points: Annotated[list[HeldAmount], Meta(max_length=5)] = []
    coupons: Annotated[list[HeldDiscount], Meta(max_length=20)] = []
    order_id: Id | None = None
    lasts_seconds: Annotated[int, Meta(ge=1, le=LONGEST_HOLD_SECONDS)] = HOLD_SECONDS
    benefits: Annotated[list[HeldBenefit], Meta(max_length=5)] = []
    channel: Label | None = None
    store: Label | None = None
    stored_value: StoredValuePaid | None = None
    offers: Annotated[list[HeldOffer], Meta(max_length=20)] = []


class HoldConfirm(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """What was held is spent and redeemed."""

    hold_id: HoldId
    order_id: Id | None = None


class HoldRelease(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """What was held goes back to the member."""

    hold_id: HoldId
    reason: Reason | None = None


class HoldContradicts(EventInvalid):
    """A hold of nothing, or of the same thing twice."""

    code = "hold_contradicts"
    title = Text(en="The hold names nothing, or something twice", zh="预占内容为空或重复")


def check_hold(data: HoldMake) -> None:
    """Raise HoldContradicts for a hold of nothing, or one that names something twice."""
    coupons = [one.coupon for one in data.coupons]
    currencies = [one.currency for one in data.points]
    benefits = [one.benefit for one in data.benefits]
    offers = [one.offer for one in data.offers]
    if not (coupons or currencies or benefits or offers or data.stored_value):
        raise HoldContradicts(place="/data")
    if len({*offers}) < len(offers):
        raise HoldContradicts(place="/data/offers")
    if len({*benefits}) < len(benefits):
        raise HoldContradicts(place="/data/benefits")
    if len({*coupons}) < len(coupons):
        raise HoldContradicts(place="/data/coupons")
    if len({*currencies}) < len(currencies):
        raise HoldContradicts(place="/data/points")


def spend_of(hold_id: str, currency: str) -> str:
    """The number under which a confirmed hold has spent a currency."""
    return f"{hold_id}:{currency}"


def use_of(hold_id: str, benefit: str) -> str:
    """The number under which a hold uses a benefit."""
    return f"{hold_id}:{benefit}"


class NumberForOne(EventInvalid):
    """Several coupons cannot have one number."""

    code = "coupon_number_for_one"
    title = Text(en="A number is for one coupon", zh="券号只能用于一张券")


def check_issue(data: CouponIssue) -> None:
    """Raise NumberForOne for several coupons with one number."""
    if data.number is not None and data.count != 1:
        raise NumberForOne(place="/data/count")


def _issue_records(data: CouponIssue) -> list[tuple[str, str]]:
    return [] if data.number is None else [("coupon", COUPON_MARK + data.number)]


def _hold_records(data: HoldMake) -> list[tuple[str, str]]:
    stored = [] if data.stored_value is None else [spent_under(data.hold_id)]
    return [
        *stored,
        ("hold", data.hold_id),
        *(("coupon", one.coupon) for one in data.coupons),
        *(("spend", spend_of(data.hold_id, one.currency)) for one in data.points),
        *(("benefit_use", use_of(data.hold_id, one.benefit)) for one in data.benefits),
    ]


def _hold_record(data: Any) -> list[tuple[str, str]]:
    return [("hold", data.hold_id)]


def _confirm_records(data: HoldConfirm) -> list[tuple[str, str]]:
    named = [("hold", data.hold_id)]
    if data.order_id is None:
        named.append(spent_under(data.hold_id))
    else:
        named += [
            ("order_redeemed", data.order_id),
            ("order_discounts", data.order_id),
            paid_for(data.order_id),
        ]
    return named


def _coupon_record(data: Any) -> list[tuple[str, str]]:
    return [("coupon", data.coupon)]


class GiftRedeem(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member redeems a gift; `paid_cents` is what was paid besides points."""

    gift: Key
    redemption_id: HoldId
    paid_cents: Amount | None = None
    count: Annotated[int, Meta(ge=1, le=100)] = 1
    """Pieces of a donation; of anything else one at a time."""
    store: Label | None = None
    channel: Label | None = None


class GiftGrant(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The brand gives a member a gift for nothing, by hand or as the prize of a draw."""

    gift: Key
    redemption_id: HoldId
    reason: Reason
    operator: Label | None = None


class GiftFulfil(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A redeemed gift was handed over, shipped or done; `reference` is a parcel's number or so."""

    redemption_id: HoldId
    reference: Label | None = None
    store: Label | None = None
    operator: Label | None = None


class GiftReverse(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A redeemed gift that was not fulfilled is taken back."""

    redemption_id: HoldId
    reason: Reason
    operator: Label | None = None


class GiftReveal(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member looks at the code that a redeemed gift has given."""

    redemption_id: HoldId


class DonationReport(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A donor is told what became of the donations named: they are fulfilled now."""

    gift: Key
    report_id: HoldId
    redemptions: Annotated[list[HoldId], Meta(min_length=1, max_length=100)]


def _donations(data: DonationReport) -> list[tuple[str, str]]:
    return [("redemption", number) for number in data.redemptions]


def gift_spend_of(redemption_id: str) -> str:
    """The number under which a redemption has spent points."""
    return f"gift:{redemption_id}"


def _redemption_record(data: GiftFulfil | GiftGrant | GiftReveal) -> list[tuple[str, str]]:
    return [("redemption", data.redemption_id)]


def _redemption_records(data: GiftRedeem | GiftReverse) -> list[tuple[str, str]]:
    number = data.redemption_id
    return [("redemption", number), ("spend", gift_spend_of(number))]


_GIFT = Attribute("gift.key", "text", Text(en="gift", zh="礼品"), "t.data.gift", False)
_TEMPLATE = Attribute(
    "coupon.template", "text", Text(en="coupon template", zh="券模板"), "t.data.coupon", False
)
_PACK = Attribute("pack.key", "text", Text(en="pack", zh="礼包"), "t.data.pack", False)
_HOLD = Attribute("hold.id", "text", Text(en="hold", zh="预占编号"), "t.data.hold_id", False)

COUPON_RECEIVE: Final = "coupon.receive"

REWARDING = (
    EventType(
        "coupon.issue",
        CouponIssue,
        Text(en="Coupon issued", zh="发券"),
        phrase=Text(en="a member is issued a coupon", zh="给会员发券"),
        records=_issue_records,
        validate=check_issue,
        attributes=(_TEMPLATE,),
    ),
    EventType(
        "coupon.claim",
        CouponClaim,
        Text(en="Coupon claimed", zh="领券"),
        phrase=Text(en="a member claims a coupon", zh="会员领券"),
        attributes=(_TEMPLATE,),
    ),
    EventType(
        "coupon.claim_code",
        CouponClaimCode,
        Text(en="Coupon claimed by code", zh="用券码领券"),
        phrase=Text(en="a member claims a coupon by its code", zh="会员用券码领券"),
    ),
    EventType(
        "pack.issue",
        PackIssue,
        Text(en="Pack issued", zh="发礼包"),
        phrase=Text(en="a member is issued a pack", zh="给会员发礼包"),
        attributes=(_PACK,),
    ),
    EventType(
        "pack.claim",
        PackClaim,
        Text(en="Pack claimed", zh="领礼包"),
        phrase=Text(en="a member claims a pack", zh="会员领礼包"),
        attributes=(_PACK,),
    ),
    EventType(
        "coupon.give",
        CouponGive,
        Text(en="Coupon given away", zh="转赠券"),
        phrase=Text(en="a member gives a coupon away", zh="会员转赠券"),
        records=_coupon_record,
    ),
    EventType(
        COUPON_RECEIVE,
        CouponReceive,
        Text(en="Coupon received", zh="收到转赠的券"),
        phrase=Text(en="a member receives a coupon", zh="会员收到转赠的券"),
        internal=True,
    ),
    EventType(
        "coupon.void",
        CouponVoid,
        Text(en="Coupon voided", zh="作废券"),
        phrase=Text(en="a member's coupon is voided", zh="作废会员的券"),
        records=_coupon_record,
    ),
    EventType(
        "hold.make",
        HoldMake,
        Text(en="Hold made", zh="预占"),
        phrase=Text(en="points and coupons are held", zh="预占会员的积分和券"),
        records=_hold_records,
        validate=check_hold,
        attributes=(_HOLD,),
    ),
    EventType(
        "hold.confirm",
        HoldConfirm,
        Text(en="Hold confirmed", zh="确认预占"),
        phrase=Text(en="a hold is confirmed", zh="确认预占"),
        records=_confirm_records,
        attributes=(_HOLD,),
    ),
    EventType(
        "hold.release",
        HoldRelease,
        Text(en="Hold released", zh="放回预占"),
        phrase=Text(en="a hold is released", zh="放回预占"),
        records=_hold_record,
        attributes=(_HOLD,),
    ),
    EventType(
        "gift.redeem",
        GiftRedeem,
        Text(en="Gift redeemed", zh="兑换礼品"),
        phrase=Text(en="a member redeems a gift", zh="会员兑换礼品"),
        records=_redemption_records,
        attributes=(_GIFT,),
    ),
    EventType(
        "gift.grant",
        GiftGrant,
        Text(en="Gift given", zh="赠送礼品"),
        phrase=Text(en="a member is given a gift", zh="赠送会员礼品"),
        records=_redemption_record,
        attributes=(_GIFT,),
    ),
    EventType(
        "gift.fulfil",
        GiftFulfil,
        Text(en="Gift fulfilled", zh="礼品履约"),
        phrase=Text(en="a redeemed gift is fulfilled", zh="兑换的礼品已履约"),
        records=_redemption_record,
        identifying=("/reference",),
    ),
    EventType(
        "gift.reveal",
        GiftReveal,
        Text(en="Code looked at", zh="查看兑换码"),
        phrase=Text(en="a member looks at the code of a gift", zh="会员查看礼品的兑换码"),
        records=_redemption_record,
    ),
    EventType(
        "donation.report",
        DonationReport,
        Text(en="Donation's result told", zh="告知捐赠结果"),
        phrase=Text(en="a donor is told the result of a donation", zh="告知会员捐赠结果"),
        records=_donations,
        attributes=(_GIFT,),
    ),
    EventType(
        "gift.reverse",
        GiftReverse,
        Text(en="Redemption reversed", zh="撤销兑换"),
        phrase=Text(en="a redemption is reversed", zh="撤销会员的兑换"),
        records=_redemption_records,
    ),
)
