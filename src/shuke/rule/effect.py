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
    """Points were issued; `held` names the event they wait for."""

    currency: str
    amount: int
    rule: str | None = None
    version: int | None = None
    usable_on: str | None = None
    expires_on: str | None = None
    held: str | None = None


class PointsMoved(msgspec.Struct, omit_defaults=True):
    """Points changed hands or state; `key` is the order or spend that caused it."""

    currency: str
    amount: int
    rule: str | None = None
    version: int | None = None
    key: str | None = None
    reason: str | None = None


class TierMoved(msgspec.Struct, omit_defaults=True, rename={"from_": "from"}):
    """A member changed or kept a tier of a set."""

    set: str
    from_: str | None = None
    to: str | None = None
    ends_on: str | None = None


class MemberMade(msgspec.Struct, omit_defaults=True):
    """Somebody became a member."""

    channel: str | None = None


class GiftGiven(msgspec.Struct, omit_defaults=True):
    """A new member got the gift, once."""

    gift: str
    currency: str | None = None
    amount: int | None = None


class OrderWaiting(msgspec.Struct, omit_defaults=True):
    """Something came for an order that is not known yet; it is applied when the order comes."""

    order_id: str
    refund_id: str | None = None


def _effect(name: str, en: str, zh: str, fields: type[msgspec.Struct]) -> EffectType:
    return EffectType(name, Text(en=en, zh=zh), fields)


EFFECTS: Final[tuple[EffectType, ...]] = (
    _effect("points.credited", "Points issued", "发放积分", PointsCredited),
    _effect("points.usable", "Points became usable", "积分可用", PointsMoved),
    _effect("points.reversed", "Points reversed", "冲回积分", PointsMoved),
    _effect("points.expired", "Points expired", "积分到期", PointsMoved),
    _effect("points.spent", "Points spent", "使用积分", PointsMoved),
    _effect("points.returned", "Points given back", "退回积分", PointsMoved),
    _effect("points.adjusted", "Points adjusted", "调整积分", PointsMoved),
    _effect("points.opened", "Opening balance brought in", "期初导入", PointsMoved),
    _effect("tier.upgraded", "Tier upgraded", "升级", TierMoved),
    _effect("tier.downgraded", "Tier downgraded", "降级", TierMoved),
    _effect("tier.kept", "Tier kept", "保级", TierMoved),
    _effect("tier.announced", "Downgrade announced", "预告降级", TierMoved),
    _effect("member.registered", "Member registered", "会员注册", MemberMade),
    _effect("gift.given", "New-member gift given", "发放新会员礼", GiftGiven),
    _effect("order.waiting", "Waiting for its order", "等待订单", OrderWaiting),
)
