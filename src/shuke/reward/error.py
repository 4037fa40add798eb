"""What rewards refuse, and what to do about it. Nothing is changed by what is refused."""

from __future__ import annotations

from shuke.kernel import ShukeError, Text


class TemplateUnknown(ShukeError):
    """No coupon template of this name is published."""

    code = "coupon_template_unknown"
    status = 422
    title = Text(en="Unknown coupon template", zh="未知的券模板")


class TemplateOver(ShukeError):
    """The last day of a template's coupons has passed."""

    code = "coupon_template_over"
    status = 409
    title = Text(en="The coupon's days are over", zh="该券已过有效期")


class NotClaimable(ShukeError):
    """Members cannot take coupons of this template themselves."""

    code = "coupon_not_claimable"
    status = 422
    title = Text(en="This coupon cannot be claimed", zh="该券不能自行领取")


class ClaimConditionUnmet(ShukeError):
    """The member is not among those who may claim it."""

    code = "coupon_claim_condition_unmet"
    status = 422
    title = Text(en="The member may not claim this coupon", zh="会员不符合领取条件")


class CouponOutOfStock(ShukeError):
    """None are left."""

    code = "coupon_out_of_stock"
    status = 409
    title = Text(en="No coupon is left", zh="券已领完")


class CouponLimitReached(ShukeError):
    """The member had as many as anybody may have."""

    code = "coupon_limit_reached"
    status = 409
    title = Text(en="The member had this coupon already", zh="会员已达领取上限")


class WalletFull(ShukeError):
    """A member holds a limited number of live coupons."""

    code = "wallet_full"
    status = 409
    title = Text(en="The wallet is full", zh="券包已满")


class CouponNumberTaken(ShukeError):
    """The member has, or had, a coupon with this number."""

    code = "coupon_number_taken"
    status = 409
    title = Text(en="The coupon's number is taken", zh="券号已被占用")


class CouponUnknown(ShukeError):
    """The member has and had no such coupon."""

    code = "coupon_unknown"
    status = 404
    title = Text(en="The member has no such coupon", zh="会员没有这张券")


class CouponLocked(ShukeError):
    """The coupon is held for another order."""

    code = "coupon_locked"
    status = 409
    title = Text(en="The coupon is held for an order", zh="券已被订单锁定")


class CouponNotYetValid(ShukeError):
    """The coupon's first day is still to come."""

    code = "coupon_not_yet_valid"
    status = 409
    title = Text(en="The coupon is not valid yet", zh="券尚未生效")


class CouponRedeemed(ShukeError):
    """The coupon was redeemed with an order."""

    code = "coupon_redeemed"
    status = 409
    title = Text(en="The coupon was used", zh="券已使用")


class CouponExpired(ShukeError):
    """The coupon's last day has passed."""

    code = "coupon_expired"
    status = 409
    title = Text(en="The coupon has expired", zh="券已过期")


class CouponVoid(ShukeError):
    """The coupon was voided."""

    code = "coupon_void"
    status = 409
    title = Text(en="The coupon was voided", zh="券已作废")


class CouponGivenAway(ShukeError):
    """The coupon belongs to somebody else now."""

    code = "coupon_given_away"
    status = 409
    title = Text(en="The coupon was given away", zh="券已转赠")


class CouponNotGiftable(ShukeError):
    """Coupons of this template stay with whoever got them, and nobody gives to himself."""

    code = "coupon_not_giftable"
    status = 422
    title = Text(en="This coupon cannot be given away", zh="该券不能转赠")


class CouponBudgetSpent(ShukeError):
    """What a template's coupons may take off in all has been taken off or is held."""

    code = "coupon_budget_spent"
    status = 409
    title = Text(en="The coupon's budget is spent", zh="券预算已用完")


class CodeUnknown(ShukeError):
    """No published template has this code."""

    code = "coupon_code_unknown"
    status = 404
    title = Text(en="Unknown code", zh="券码不存在")


class CodeUsed(ShukeError):
    """The code was claimed, by this member or another."""

    code = "coupon_code_used"
    status = 409
    title = Text(en="The code was used", zh="券码已被领取")


class CodeInvalid(ShukeError):
    """A code has 6 to 64 printable ASCII characters, blanks and hyphens aside."""

    code = "coupon_code_invalid"
    status = 422
    title = Text(en="This cannot be a code", zh="券码格式无效")


class PackUnknown(ShukeError):
    """No pack of this name is published."""

    code = "pack_unknown"
    status = 422
    title = Text(en="Unknown pack", zh="未知的礼包")


class PackOutOfStock(ShukeError):
    """None are left."""

    code = "pack_out_of_stock"
    status = 409
    title = Text(en="No pack is left", zh="礼包已领完")


class PackLimitReached(ShukeError):
    """The member had as many packs as anybody may have."""

    code = "pack_limit_reached"
    status = 409
    title = Text(en="The member had this pack already", zh="会员已达礼包领取上限")


class HoldUnknown(ShukeError):
    """The member has and had no such hold."""

    code = "hold_unknown"
    status = 404
    title = Text(en="Unknown hold", zh="找不到这笔预占")


class HoldRepeated(ShukeError):
    """Another event has made a hold of this number."""

    code = "hold_repeated"
    status = 409
    title = Text(en="This hold was made already", zh="该预占已存在")


class HoldsTooMany(ShukeError):
    """A member has a limited number of open holds."""

    code = "holds_too_many"
    status = 409
    title = Text(en="Too many open holds", zh="进行中的预占过多")


class HoldReleased(ShukeError):
    """The hold was given back; nothing is held by it any more."""

    code = "hold_released"
    status = 409
    title = Text(en="The hold was released", zh="预占已放回")


class HoldExpired(ShukeError):
    """The hold has run out; nothing is held by it any more."""

    code = "hold_expired"
    status = 409
    title = Text(en="The hold has run out", zh="预占已超时")


class HoldConfirmed(ShukeError):
    """The hold was confirmed: what it held is spent."""

    code = "hold_confirmed"
    status = 409
    title = Text(en="The hold was confirmed", zh="预占已确认")


class HoldOfAnotherOrder(ShukeError):
    """The hold was made for, or confirmed with, another order."""

    code = "hold_of_another_order"
    status = 409
    title = Text(en="The hold belongs to another order", zh="预占属于另一订单")


class GiftUnknown(ShukeError):
    """No gift of this name is published."""

    code = "gift_unknown"
    status = 422
    title = Text(en="Unknown gift", zh="未知的礼品")


class GiftClosed(ShukeError):
    """The gift has not opened yet, or is over."""

    code = "gift_closed"
    status = 409
    title = Text(en="The gift is not open", zh="礼品不在兑换时间内")


class GiftConditionUnmet(ShukeError):
    """The member is not among those who may redeem it."""

    code = "gift_condition_unmet"
    status = 422
    title = Text(en="The member may not redeem this gift", zh="会员不符合兑换条件")


class GiftLimitReached(ShukeError):
    """The member had as many as anybody may have, in all or in this period."""

    code = "gift_limit_reached"
    status = 409
    title = Text(en="The member had this gift already", zh="会员已达兑换上限")


class GiftCountInvalid(ShukeError):
    """Only pieces of a donation are given several at a time."""

    code = "gift_count_invalid"
    status = 422
    title = Text(en="This gift is redeemed one at a time", zh="该礼品每次只能兑换一份")


class DonationAwaitsResult(ShukeError):
    """Nobody hands a donation over: its result fulfils it."""

    code = "donation_awaits_result"
    status = 409
    title = Text(en="A donation is fulfilled by its result", zh="捐赠由结果来完成，不能核销")


class DonationMissing(ShukeError):
    """None of the redemptions is a donation to it that still stands."""

    code = "donation_missing"
    status = 409
    title = Text(en="The member has no donation to this project", zh="会员没有向该项目的有效捐赠")


class GiftNotGiven(ShukeError):
    """A donation is the member's own act: nobody makes it for him."""

    code = "gift_not_given"
    status = 422
    title = Text(en="A donation cannot be given to a member", zh="捐赠不能代会员进行")


class GiftOutOfStock(ShukeError):
    """None are left."""

    code = "gift_out_of_stock"
    status = 409
    title = Text(en="No gift is left", zh="礼品已兑完")


class GiftCodesGone(ShukeError):
    """Every code that was brought for the gift is taken, or none was brought."""

    code = "gift_codes_gone"
    status = 409
    title = Text(en="No code is left for this gift", zh="该礼品的兑换码已发完")


class GiftCodeMissing(ShukeError):
    """The redemption is not of a gift that gives codes, or it was reversed."""

    code = "gift_code_missing"
    status = 409
    title = Text(en="The redemption has no code", zh="该兑换没有兑换码")


class GiftPriceMismatch(ShukeError):
    """What was paid is not what the gift costs besides points."""

    code = "gift_price_mismatch"
    status = 422
    title = Text(en="The gift costs something else", zh="支付金额与礼品价格不符")


class RedemptionUnknown(ShukeError):
    """The member has no such redemption."""

    code = "redemption_unknown"
    status = 404
    title = Text(en="Unknown redemption", zh="找不到这笔兑换")


class RedemptionRepeated(ShukeError):
    """Another event has redeemed under this number."""

    code = "redemption_repeated"
    status = 409
    title = Text(en="This redemption was made already", zh="该兑换已存在")


class RedemptionEnded(ShukeError):
    """The redemption was fulfilled or reversed."""

    code = "redemption_ended"
    status = 409
    title = Text(en="The redemption has ended", zh="该兑换已结束")


GONE: dict[str, type[ShukeError]] = {
    "redeemed": CouponRedeemed,
    "expired": CouponExpired,
    "void": CouponVoid,
    "given": CouponGivenAway,
}
"""What is said of a coupon that has ended, by how it ended."""


class OfferUnknown(ShukeError):
    """No offer of this name is published."""

    code = "offer_unknown"
    status = 422
    title = Text(en="Unknown offer", zh="未知的优惠")


class OfferClosed(ShukeError):
    """The offer is not open today: quote the cart again."""

    code = "offer_closed"
    status = 409
    title = Text(en="The offer is not open today: quote again", zh="该优惠今日未开放，请重新报价")


class OfferLimitReached(ShukeError):
    """The member has used the offer as often as it allows: quote the cart again."""

    code = "offer_limit_reached"
    status = 409
    title = Text(
        en="The member has used the offer as often as it allows", zh="会员已达该优惠的使用次数上限"
    )


class OfferBudgetSpent(ShukeError):
    """The offer's budget has less left than is asked: quote the cart again."""

    code = "offer_budget_spent"
    status = 409
    title = Text(
        en="The offer's budget does not suffice: quote again", zh="优惠预算不足，请重新报价"
    )
