"""Events of points between members: sent to one another, pooled in a family."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventType, Id, Label
from shuke.rule.holding import Positive, Reason

Key = Annotated[str, Meta(min_length=1, max_length=64)]
Number = Annotated[str, Meta(min_length=1, max_length=192)]
"""A transfer among all members': the sender's id and the sender's own number."""
Amount = Annotated[int, Meta(ge=1, le=10**15)]
Lots = list[tuple[int, int, str | tuple[str, str], int]]
"""(last day as an ordinal, month of earning, funder or (funder, brand), points)."""


class PointsSend(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member sends points to another one, by member id, under a number of the caller's."""

    transfer_id: Key
    to: Id
    currency: Label
    amount: Amount


class PointsTakeBack(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member takes back what was sent, until the cooling-off is over."""

    transfer_id: Key
    reason: Reason | None = None


class TransferOffer(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Another member means to send points: may they come?"""

    number: Number
    transfer_id: Key
    giver: Id
    currency: Label
    amount: Amount
    lots: int
    until_seconds: int


class TransferAnswer(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Whoever was offered points takes them, or not, and why."""

    transfer_id: Key
    by: Id
    accepted: bool
    reason: Label | None = None


class TransferWithdraw(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What was offered does not come."""

    number: Number


class TransferArrive(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Points of another subject are here: lots with the days that they had."""

    number: Number
    giver: Id
    currency: Label
    lots: Lots


class FamilyFound(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member founds a family and is its head."""

    terms: Key


class FamilyOpen(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A family comes into being, with its head."""

    terms: Key
    currency: Label
    head: Id


class FamilyInvite(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The head invites a member."""

    by: Id
    member: Id


class FamilyInvited(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A family would have the member."""

    family: Id
    head: Id
    terms: Key
    currency: Label
    until_seconds: int


class FamilyAccept(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member accepts the invitation of a family."""

    family: Id


class FamilyJoin(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A member who was invited would join."""

    member: Id


class FamilyJoined(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The family has the member now, or not, and why."""

    family: Id
    accepted: bool
    reason: Label | None = None


class FamilyContribute(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member puts points into the family's pool."""

    amount: Amount


class FamilyShare(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """So much of what the member earns from now on goes into the pool by itself."""

    percent: Annotated[int, Meta(ge=0, le=100)]


class FamilySpend(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A member of the family spends points of the pool."""

    by: Id
    amount: Positive
    spend_id: Id
    reason: Reason | None = None


class FamilyReturn(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A spend of the pool is undone, in part when `amount` is given."""

    spend_id: Id
    amount: Positive | None = None
    reason: Reason | None = None


class FamilyLeave(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member leaves; when the head leaves, the family is dissolved."""


class FamilyRemove(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The head removes a member."""

    by: Id
    member: Id


class FamilyQuit(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A member has left, or is no more."""

    member: Id
    erased: bool = False


class FamilyLeft(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member does not belong to the family any more: removed, or it was dissolved."""

    family: Id
    reason: Label


FAMILY_OPEN: Final = "family.open"
TRANSFER_ARRIVE: Final = "transfer.arrive"
OF_FAMILIES: Final = frozenset(
    {"family.invite", "family.join", "family.spend", "family.return", "family.remove",
     "family.quit"}
)  # fmt: skip
"""Events whose subject is a family, not a member."""


def _open_record(data: Any) -> list[tuple[str, str]]:
    return [("transfer", data.transfer_id)]


def _spend_records(data: Any) -> list[tuple[str, str]]:
    return [("spend", data.spend_id), ("family_spend", data.spend_id)]


_CURRENCY = Attribute(
    "transfer.currency", "text", Text(en="currency sent", zh="转赠的币种"), "t.data.currency", False
)
_AMOUNT = Attribute(
    "transfer.amount", "int", Text(en="points sent", zh="转赠的积分"), "t.data.amount", False
)


def _type(
    name: str, data: type[Struct], en: str, zh: str, phrase_en: str, phrase_zh: str, **more: Any
) -> EventType:
    return EventType(name, data, Text(en=en, zh=zh), Text(en=phrase_en, zh=phrase_zh), **more)


TRANSFERRING = (
    _type(
        "points.send", PointsSend, "Points sent", "转赠积分",
        "a member sends points", "会员转赠积分",
        records=_open_record, attributes=(_CURRENCY, _AMOUNT),
    ),
    _type(
        "points.take_back", PointsTakeBack, "Points taken back", "撤回转赠",
        "a member takes back points", "会员撤回转赠",
        records=_open_record,
    ),
    _type(
        "transfer.offer", TransferOffer, "Points offered", "转赠待确认",
        "a member is offered points", "会员将收到转赠",
        internal=True, survives=True,
    ),
    _type(
        "transfer.answer", TransferAnswer, "Offer answered", "转赠已答复",
        "an offer of points is answered", "转赠得到答复",
        records=_open_record, internal=True,
    ),
    _type(
        "transfer.withdraw", TransferWithdraw, "Offer withdrawn", "转赠已撤回",
        "an offer of points is withdrawn", "转赠被撤回",
        internal=True,
    ),
    _type(
        TRANSFER_ARRIVE, TransferArrive, "Points arrived", "转赠到账",
        "points of another member arrive", "收到转赠的积分",
        internal=True, survives=True,
    ),
    _type(
        "family.found", FamilyFound, "Family founded", "创建家庭",
        "a member founds a family", "会员创建家庭",
    ),
    _type(
        FAMILY_OPEN, FamilyOpen, "Family opened", "家庭开通",
        "a family comes into being", "家庭开通",
        internal=True, makes="family",
    ),
    _type(
        "family.invite", FamilyInvite, "Invited to a family", "邀请加入家庭",
        "a head invites a member", "户主邀请会员",
    ),
    _type(
        "family.invited", FamilyInvited, "Invitation arrived", "收到家庭邀请",
        "a member is invited to a family", "会员收到家庭邀请",
        internal=True,
    ),
    _type(
        "family.accept", FamilyAccept, "Invitation accepted", "接受家庭邀请",
        "a member accepts an invitation", "会员接受家庭邀请",
    ),
    _type(
        "family.join", FamilyJoin, "Joins a family", "加入家庭",
        "a member would join a family", "会员申请加入家庭",
        internal=True,
    ),
    _type(
        "family.joined", FamilyJoined, "Joined a family", "已加入家庭",
        "a member has joined a family", "会员已加入家庭",
        internal=True,
    ),
    _type(
        "family.contribute", FamilyContribute, "Points put into the pool", "存入家庭积分",
        "a member puts points into the pool", "会员存入家庭积分",
    ),
    _type(
        "family.share", FamilyShare, "Share of earnings set", "设置自动存入",
        "a member sets the share of earnings", "会员设置自动存入比例",
    ),
    _type(
        "family.spend", FamilySpend, "Pool spent", "使用家庭积分",
        "points of the pool are spent", "使用家庭积分",
        records=_spend_records,
    ),
    _type(
        "family.return", FamilyReturn, "Pool given back", "退回家庭积分",
        "spent points of the pool are given back", "退回家庭积分",
        records=_spend_records,
    ),
    _type(
        "family.leave", FamilyLeave, "Left a family", "退出家庭",
        "a member leaves a family", "会员退出家庭",
    ),
    _type(
        "family.remove", FamilyRemove, "Removed from a family", "移出家庭",
        "a head removes a member", "户主移出会员",
    ),
    _type(
        "family.quit", FamilyQuit, "Family left", "成员已退出",
        "a member has left the family", "成员退出家庭",
        internal=True,
    ),
    _type(
        "family.left", FamilyLeft, "No longer in the family", "已不在家庭中",
        "a member is no longer in the family", "会员不再属于家庭",
        internal=True,
    ),
)  # fmt: skip
