"""What transfers and families refuse, and what to do about it. Nothing is changed by a refusal."""

from __future__ import annotations

from shuke.kernel import ShukeError, Text


class NotTransferable(ShukeError):
    """No terms in force let members send this currency."""

    code = "transfer_not_offered"
    status = 422
    title = Text(en="This currency cannot be sent", zh="该币种不能转赠")


class TransferToSelf(ShukeError):
    """Nobody sends points to himself."""

    code = "transfer_to_self"
    status = 422
    title = Text(en="Nobody sends points to himself", zh="不能转给自己")


class NotRegistered(ShukeError):
    """A provisional member neither sends nor receives, nor belongs to a family."""

    code = "member_not_registered"
    status = 409
    title = Text(en="The member has not registered", zh="会员尚未注册")


class TransferConditionUnmet(ShukeError):
    """The member is not among those who may send."""

    code = "transfer_condition_unmet"
    status = 422
    title = Text(en="The member may not send points", zh="会员不符合转赠条件")


class AmountOutside(ShukeError):
    """Less than the least, or more than the most, of one transfer."""

    code = "transfer_amount_outside"
    status = 422
    title = Text(en="The amount is outside the limits", zh="数量超出单笔限制")


class TransferLimitReached(ShukeError):
    """The member has sent as much as may be sent in this day or year."""

    code = "transfer_limit_reached"
    status = 409
    title = Text(en="The limit is reached", zh="已达转赠上限")


class TransfersTooMany(ShukeError):
    """So many transfers of this member are open."""

    code = "transfers_too_many"
    status = 409
    title = Text(en="Too many open transfers", zh="未完成的转赠过多")
    hint = Text(en="Wait until one is closed.", zh="请等其中一笔完成。")


class LotsTooManySent(ShukeError):
    """The amount comes out of more lots than one transfer carries."""

    code = "transfer_lots_too_many"
    status = 422
    title = Text(en="The amount lies in too many lots", zh="涉及的批次过多")
    hint = Text(en="Send less at a time.", zh="请减少每笔数量。")


class TransferRepeated(ShukeError):
    """Another event has sent under this number already."""

    code = "transfer_repeated"
    status = 409
    title = Text(en="This transfer has already happened", zh="该笔转赠已发生")


class TransferUnknown(ShukeError):
    """The member has sent nothing under this number."""

    code = "transfer_unknown"
    status = 404
    title = Text(en="No such transfer", zh="没有这笔转赠")


class TransferOver(ShukeError):
    """The cooling-off is over, or it came back otherwise."""

    code = "transfer_over"
    status = 409
    title = Text(en="The transfer can no longer be taken back", zh="这笔转赠已不能撤回")


class FamilyTermsUnknown(ShukeError):
    """No family terms in force have this key."""

    code = "family_terms_unknown"
    status = 422
    title = Text(en="There are no such family terms", zh="没有这种家庭条款")


class FamilyConditionUnmet(ShukeError):
    """The member is not among those who may found a family."""

    code = "family_condition_unmet"
    status = 422
    title = Text(en="The member may not found a family", zh="会员不符合创建家庭的条件")


class FamilyAlready(ShukeError):
    """A member belongs to one family at a time."""

    code = "family_already"
    status = 409
    title = Text(en="The member belongs to a family already", zh="会员已在一个家庭中")


class FamilyTooSoon(ShukeError):
    """The member left a family not long ago."""

    code = "family_too_soon"
    status = 409
    title = Text(en="Too soon after leaving a family", zh="退出家庭后间隔不足")


class FamilyUnknown(ShukeError):
    """The subject is not a family, or it was dissolved."""

    code = "family_unknown"
    status = 404
    title = Text(en="No such family", zh="没有这个家庭")


class FamilyNoMember(ShukeError):
    """What members do, a family does not."""

    code = "family_no_member"
    status = 422
    title = Text(en="The subject is a family, not a member", zh="对象是家庭，不是会员")


class FamilyNotHead(ShukeError):
    """Only the head may do this."""

    code = "family_not_head"
    status = 403
    title = Text(en="Only the head may do this", zh="只有户主可以操作")


class FamilyFull(ShukeError):
    """Members and open invitations make up the whole size."""

    code = "family_full"
    status = 409
    title = Text(en="The family is full", zh="家庭人数已满")


class FamilyNotIn(ShukeError):
    """The member does not belong to the family."""

    code = "family_not_in"
    status = 409
    title = Text(en="The member is not in the family", zh="会员不在该家庭中")


class FamilyInviteUnknown(ShukeError):
    """The family has not invited the member, or no longer."""

    code = "family_invite_unknown"
    status = 404
    title = Text(en="There is no such invitation", zh="没有这份邀请，或已过期")


class FamilyLimitReached(ShukeError):
    """The member has put in, or spent, as much as the terms allow in this day or year."""

    code = "family_limit_reached"
    status = 409
    title = Text(en="The limit in the family is reached", zh="已达家庭积分上限")


REASONS: dict[str, Text] = {
    "erased": Text(en="the member is gone", zh="会员已不存在"),
    "provisional": Text(en="the member has not registered", zh="会员尚未注册"),
    "no_terms": Text(en="transfers have ended", zh="转赠已停止"),
    "too_many": Text(en="too much is on its way to the member", zh="对方待收转赠过多"),
    "full": Text(en="the member holds too many lots", zh="对方批次过多"),
    "limit": Text(en="the receiver's limit is reached", zh="对方已达接收上限"),
    "unanswered": Text(en="nobody answered", zh="无人答复"),
    "not_invited": Text(en="the invitation is over", zh="邀请已失效"),
    "family_full": Text(en="the family is full", zh="家庭人数已满"),
    "not_in_family": Text(en="no longer in the family", zh="已不在家庭中"),
    "removed": Text(en="removed by the head", zh="被户主移出"),
    "dissolved": Text(en="the family was dissolved", zh="家庭已解散"),
    "left": Text(en="left", zh="主动退出"),
}
"""Why something did not happen, as it stands in effects and facts."""
