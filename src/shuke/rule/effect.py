"""Effects: what the fold says happened, by name, with the schema of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import msgspec

from shuke.kernel import Text


@dataclass(frozen=True, slots=True)
class EffectType:
    """A kind of effect: its name, its title, and the struct that its fields form."""

    name: str
    title: Text
    fields: type[msgspec.Struct]

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the fields."""
        return msgspec.json.schema(self.fields)


class PointsCredited(msgspec.Struct, omit_defaults=True):
    """Points were issued; without `usable_on` they wait for an event, without `expires_on` they
    do not expire."""

    currency: str
    amount: int
    rule: str | None = None
    version: int | None = None
    usable_on: str | None = None
    expires_on: str | None = None


class PointsReversed(msgspec.Struct, omit_defaults=True):
    """Points were taken back: `lapsed` had expired already, `shortfall` could not be taken."""

    currency: str
    amount: int
    rule: str | None = None
    version: int | None = None
    lapsed: int = 0
    shortfall: int = 0


class PointsMoved(msgspec.Struct, omit_defaults=True):
    """Points became usable or expired."""

    currency: str
    amount: int


class PointsSpent(msgspec.Struct, omit_defaults=True):
    """Points were spent, or came back from a spend."""

    currency: str
    amount: int
    spend_id: str


class PointsAdjusted(msgspec.Struct, omit_defaults=True):
    """An operator corrected a balance."""

    currency: str
    amount: int
    reason: str | None = None


class TierMoved(msgspec.Struct, omit_defaults=True, rename={"from_": "from"}):
    """A member changed the tier of a set; a downgrade says why: `period` or `refund`;
    `history` when a set that begins with it counted what the log holds."""

    set: str
    from_: str | None = None
    to: str | None = None
    reason: str | None = None


class TierKept(msgspec.Struct, omit_defaults=True):
    """A member keeps a tier until the end of another period."""

    set: str
    tier: str
    ends_on: str


class TierAnnounced(msgspec.Struct, omit_defaults=True, rename={"from_": "from"}):
    """A member drops on a day unless what it has reaches what it needs."""

    set: str
    from_: str
    to: str
    on: str
    have: int
    need: int


class MemberMade(msgspec.Struct, omit_defaults=True):
    """Somebody registered; `was_provisional` when orders had come before."""

    channel: str | None = None
    code: str | None = None
    was_provisional: bool = False


class MemberGone(msgspec.Struct):
    """Nothing is left that tells who the member was."""


class MemberProvisional(msgspec.Struct):
    """An identity that nobody knew bought something."""


class MemberChanged(msgspec.Struct):
    """Fields of the profile changed, by name."""

    fields: list[str]


class IdentityMoved(msgspec.Struct):
    """An identity of this kind was linked or unlinked."""

    identity: str


class GiftGiven(msgspec.Struct, omit_defaults=True):
    """A new member got the gift, once."""

    gift: str
    version: int
    currency: str
    amount: int


class OrderWaiting(msgspec.Struct, omit_defaults=True):
    """Something came for an order that is not known yet; it waits until a day."""

    order_id: str
    until: str
    refund_id: str | None = None


class RefundDropped(msgspec.Struct):
    """A refund that waited could not be applied, and why."""

    order_id: str
    refund_id: str
    amount_cents: int
    reason: str


class CouponMoved(msgspec.Struct, omit_defaults=True):
    """A coupon changed: `cause` is the rule, the hold or the way it came about; of what is redeemed
    `discount_cents` is what it took off."""

    coupon: str
    template: str
    cause: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    order_id: str | None = None
    discount_cents: int | None = None
    member: str | None = None
    """Who it was given to, or who gave it."""


class PackIssued(msgspec.Struct, omit_defaults=True):
    """A member got a pack, and the coupons that were in it."""

    pack: str
    cause: str
    coupons: list[str]


class PackMissed(msgspec.Struct, omit_defaults=True):
    """A rule would have issued a pack, and why it did not."""

    pack: str
    rule: str
    reason: str


class CouponMissed(msgspec.Struct, omit_defaults=True):
    """A rule would have issued coupons, and why it did not."""

    template: str
    rule: str
    reason: str


class CouponKept(msgspec.Struct):
    """An order was refunded, and a coupon it had brought is out of reach, and why."""

    coupon: str
    template: str
    order_id: str
    reason: str


class HoldMoved(msgspec.Struct, omit_defaults=True):
    """A hold was made, confirmed, given back or ran out; `again` when that had happened before."""

    hold_id: str
    until: str | None = None
    order_id: str | None = None
    again: bool = False


class OfferUsed(msgspec.Struct, omit_defaults=True):
    """An order used an offer: what it gave. Without an order, its hold was confirmed alone."""

    offer: str
    discount_cents: int
    order_id: str | None = None


class OrderPriced(msgspec.Struct):
    """A paid order was priced by the engine that quotes: `difference_cents` is what was paid above
    what was expected (below zero: the till took more off), `lines_off` on how many lines."""

    order_id: str
    list_cents: int
    expected_cents: int
    paid_cents: int
    difference_cents: int
    lines_off: int


class DiscountReturned(msgspec.Struct, omit_defaults=True):
    """Of what an offer or coupon gave, this much came back to its budgets with a refund."""

    source: str
    discount: str
    order_id: str
    discount_cents: int
    coupon: str | None = None


class BenefitMoved(msgspec.Struct, omit_defaults=True):
    """A benefit was used, or a use was undone; `left` of its quota in this period, with one."""

    benefit: str
    count: int
    use_id: str
    left: int | None = None


class PlanMoved(msgspec.Struct):
    """A paid plan began, was renewed, is about to end, ended or was cancelled: days included.
    `cents` is what was paid, for `plan.ending` the price, for `plan.cancelled` what is due back."""

    plan: str
    first: str
    last: str
    cents: int
    auto_renew: bool


class GiftMoved(msgspec.Struct, omit_defaults=True):
    """A gift was redeemed, fulfilled or taken back; `again` when that had happened before."""

    gift: str
    redemption_id: str
    again: bool = False


class DonationReported(msgspec.Struct):
    """A donor was told a result: of so many pieces, for so many points."""

    gift: str
    report_id: str
    pieces: int
    currency: str
    points: int


class GiftOpened(msgspec.Struct, omit_defaults=True):
    """An event showed a hidden gift to the member."""

    gift: str


class ValueMoved(msgspec.Struct, omit_defaults=True):
    """Stored value was paid in, spent, given back or adjusted: so much principal, so much bonus."""

    value: str
    principal_cents: int
    bonus_cents: int
    top_up_id: str | None = None
    spend_id: str | None = None
    order_id: str | None = None
    bonus_expires_on: str | None = None
    reason: str | None = None


class ValueRefunded(msgspec.Struct, omit_defaults=True):
    """Principal left and its bonus was withdrawn; `paid_out_cents` is what the member is to get,
    less than the principal where bonus that was spent is kept back."""

    value: str
    refund_id: str
    principal_cents: int
    bonus_cents: int
    paid_out_cents: int
    top_up_id: str | None = None


class ValueExpired(msgspec.Struct):
    """Bonus expired."""

    value: str
    bonus_cents: int


class ValueFrozen(msgspec.Struct, omit_defaults=True):
    """Stored value was frozen, or unfrozen."""

    value: str
    reason: str | None = None


class PointsCarried(msgspec.Struct, omit_defaults=True):
    """Points on their way between two members: `member` is the other one; `until` is when they
    become the other's; `again` when that had happened before."""

    transfer_id: str
    currency: str
    amount: int
    member: str
    fee: int = 0
    until: str | None = None
    reason: str | None = None
    again: bool = False


class FamilyMoved(msgspec.Struct, omit_defaults=True):
    """Something changed in a family: `member` is whom it is about, `percent` a share of what is
    earned, `amount` points put in, taken out or given back."""

    family: str
    member: str | None = None
    terms: str | None = None
    reason: str | None = None
    currency: str | None = None
    amount: int | None = None
    percent: int | None = None
    until: str | None = None
    spend_id: str | None = None


class PointsExchanged(msgspec.Struct, omit_defaults=True):
    """Points went to a partner or came from one, or that was undone: ours and theirs. `cents` above
    zero the partner owes the brand; `again` when it had been undone before."""

    partner: str
    way: str
    reference: str
    currency: str
    points: int
    theirs: int
    cents: int
    again: bool = False


def _effect(name: str, en: str, zh: str, fields: type[msgspec.Struct]) -> EffectType:
    return EffectType(name, Text(en=en, zh=zh), fields)


EFFECTS: Final[tuple[EffectType, ...]] = (
    _effect("points.credited", "Points issued", "发放积分", PointsCredited),
    _effect("points.usable", "Points became usable", "积分可用", PointsMoved),
    _effect("points.reversed", "Points reversed", "冲回积分", PointsReversed),
    _effect("points.expired", "Points expired", "积分到期", PointsMoved),
    _effect("points.spent", "Points spent", "使用积分", PointsSpent),
    _effect("points.returned", "Points given back", "退回积分", PointsSpent),
    _effect("points.adjusted", "Points adjusted", "调整积分", PointsAdjusted),
    _effect("tier.upgraded", "Tier upgraded", "升级", TierMoved),
    _effect("tier.downgraded", "Tier downgraded", "降级", TierMoved),
    _effect("tier.moved", "Tier replaced by another", "等级已改换", TierMoved),
    _effect("tier.kept", "Tier kept", "保级", TierKept),
    _effect("tier.announced", "Downgrade announced", "预告降级", TierAnnounced),
    _effect("member.registered", "Member registered", "会员注册", MemberMade),
    _effect("member.provisional", "Provisional member made", "新建未确认会员", MemberProvisional),
    _effect("member.updated", "Profile changed", "资料变更", MemberChanged),
    _effect("member.erased", "Member erased", "会员已抹除", MemberGone),
    _effect("identity.linked", "Identity linked", "绑定身份", IdentityMoved),
    _effect("identity.unlinked", "Identity unlinked", "解绑身份", IdentityMoved),
    _effect("gift.given", "New-member gift given", "发放新会员礼", GiftGiven),
    _effect("order.waiting", "Waiting for its order", "等待订单", OrderWaiting),
    _effect("coupon.issued", "Coupon issued", "已发券", CouponMoved),
    _effect("coupon.missed", "No coupon issued", "未发券", CouponMissed),
    _effect("pack.issued", "Pack issued", "已发礼包", PackIssued),
    _effect("pack.missed", "No pack issued", "未发礼包", PackMissed),
    _effect("coupon.locked", "Coupon locked", "券已锁定", CouponMoved),
    _effect("coupon.redeemed", "Coupon redeemed", "已用券", CouponMoved),
    _effect("coupon.released", "Coupon given back", "券已放回", CouponMoved),
    _effect("coupon.expired", "Coupon expired", "券已过期", CouponMoved),
    _effect("coupon.voided", "Coupon voided", "券已作废", CouponMoved),
    _effect("coupon.given", "Coupon given away", "券已转赠", CouponMoved),
    _effect("coupon.received", "Coupon received", "收到转赠的券", CouponMoved),
    _effect("coupon.returned", "Coupon came back", "券已退回", CouponMoved),
    _effect("coupon.kept", "Coupon out of reach of a refund", "券未能收回", CouponKept),
    _effect("hold.made", "Held", "已预占", HoldMoved),
    _effect("hold.confirmed", "Hold confirmed", "预占已确认", HoldMoved),
    _effect("hold.released", "Hold given back", "预占已放回", HoldMoved),
    _effect("hold.expired", "Hold ran out", "预占已超时", HoldMoved),
    _effect("offer.used", "Offer used", "已用优惠", OfferUsed),
    _effect("order.priced", "Order priced", "已核价", OrderPriced),
    _effect("discount.returned", "Discount came back", "优惠已退回", DiscountReturned),
    _effect("benefit.used", "Benefit used", "已使用权益", BenefitMoved),
    _effect("benefit.returned", "Benefit use undone", "已撤销权益使用", BenefitMoved),
    _effect("plan.trial_begun", "Trial begun", "开始试用", PlanMoved),
    _effect("plan.begun", "Paid plan begun", "开通付费会员", PlanMoved),
    _effect("plan.renewed", "Paid plan renewed", "付费会员续费", PlanMoved),
    _effect("plan.renewal_set", "Renewal set", "设置自动续费", PlanMoved),
    _effect("plan.ending", "Paid plan about to end or renew", "付费会员即将到期或续费", PlanMoved),
    _effect("plan.ended", "Paid plan ended", "付费会员到期", PlanMoved),
    _effect("plan.cancelled", "Paid plan cancelled", "退订付费会员", PlanMoved),
    _effect("gift.redeemed", "Gift redeemed", "已兑换礼品", GiftMoved),
    _effect("gift.granted", "Gift given", "已赠送礼品", GiftMoved),
    _effect("gift.opened", "Hidden gift opened", "隐藏礼品已打开", GiftOpened),
    _effect("gift.revealed", "Code looked at", "已看兑换码", GiftMoved),
    _effect("gift.fulfilled", "Gift fulfilled", "礼品已履约", GiftMoved),
    _effect("donation.reported", "Donation's result told", "已告知捐赠结果", DonationReported),
    _effect("gift.reversed", "Redemption reversed", "兑换已撤销", GiftMoved),
    _effect("value.topped_up", "Stored value topped up", "储值已充值", ValueMoved),
    _effect("value.spent", "Stored value spent", "使用储值", ValueMoved),
    _effect("value.returned", "Stored value given back", "退回储值", ValueMoved),
    _effect("value.adjusted", "Stored value adjusted", "调整储值", ValueMoved),
    _effect("value.refunded", "Principal paid out", "退还储值本金", ValueRefunded),
    _effect("value.expired", "Bonus expired", "储值赠送到期", ValueExpired),
    _effect("value.frozen", "Stored value frozen", "储值已冻结", ValueFrozen),
    _effect("value.unfrozen", "Stored value unfrozen", "储值已解冻", ValueFrozen),
    _effect("transfer.sent", "Points sent, not yet theirs", "转赠已发出", PointsCarried),
    _effect("transfer.coming", "Points are coming", "转赠将到账", PointsCarried),
    _effect("transfer.taken_back", "Transfer taken back", "转赠已撤回", PointsCarried),
    _effect("transfer.declined", "Transfer declined", "转赠被退回", PointsCarried),
    _effect("transfer.withdrawn", "Points do not come", "转赠不再到账", PointsCarried),
    _effect("transfer.closed", "Transfer closed", "转赠已完成", PointsCarried),
    _effect("transfer.received", "Points received", "收到转赠", PointsCarried),
    _effect("transfer.returned", "Points sent back", "积分已退回", PointsCarried),
    _effect("family.opened", "Family opened", "家庭已开通", FamilyMoved),
    _effect("family.invited", "Invited to a family", "已邀请加入家庭", FamilyMoved),
    _effect("family.asked", "Waits to be let in", "等待加入家庭", FamilyMoved),
    _effect("family.joined", "Joined a family", "已加入家庭", FamilyMoved),
    _effect("family.refused", "Not let into the family", "未能加入家庭", FamilyMoved),
    _effect("family.put", "Put into the pool", "已存入家庭积分", FamilyMoved),
    _effect("family.shared", "Share of earnings set", "已设置自动存入", FamilyMoved),
    _effect("family.spent", "Pool spent", "已使用家庭积分", FamilyMoved),
    _effect("family.returned", "Pool given back", "家庭积分已退回", FamilyMoved),
    _effect("family.left", "Left the family", "已退出家庭", FamilyMoved),
    _effect("family.dissolved", "Family dissolved", "家庭已解散", FamilyMoved),
    _effect("partner.exchanged", "Points exchanged", "积分已互兑", PointsExchanged),
    _effect("partner.reversed", "Exchange reversed", "互兑已撤销", PointsExchanged),
    _effect("refund.dropped", "Refund could not be applied", "退款未能处理", RefundDropped),
)
