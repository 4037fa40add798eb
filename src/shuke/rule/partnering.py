"""Events of partners: points are exchanged, and an exchange is taken back."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventType
from shuke.rule.holding import Reason

Key = Annotated[str, Meta(min_length=1, max_length=64)]
Reference = Annotated[str, Meta(min_length=1, max_length=96)]


class PartnerExchange(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Points for a partner's points: `amount` is what is given, ours for `out`, theirs for `in`.

    `reference` is the partner's own number of it.
    """

    partner: Key
    way: Literal["out", "in"]
    amount: Annotated[int, Meta(ge=1, le=10**12)]
    reference: Reference


class PartnerReverse(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """An exchange is undone, whole."""

    partner: Key
    reference: Reference
    reason: Reason | None = None


def exchange_of(partner: str, reference: str) -> str:
    """The key of an exchange's record."""
    return f"{partner}:{reference}"


def exchange_spend_of(partner: str, reference: str) -> str:
    """The number under which points that go to a partner are spent."""
    return f"partner:{partner}:{reference}"


def _records(data: Any) -> list[tuple[str, str]]:
    return [
        ("exchange", exchange_of(data.partner, data.reference)),
        ("spend", exchange_spend_of(data.partner, data.reference)),
    ]


_PARTNER = Attribute(
    "exchange.partner", "text", Text(en="partner", zh="合作方"), "t.data.partner", False
)

PARTNERING = (
    EventType(
        "partner.exchange",
        PartnerExchange,
        Text(en="Points exchanged", zh="积分互兑"),
        phrase=Text(en="a member exchanges points with a partner", zh="会员与合作方互兑积分"),
        records=_records,
        attributes=(_PARTNER,),
    ),
    EventType(
        "partner.reverse",
        PartnerReverse,
        Text(en="Exchange reversed", zh="撤销互兑"),
        phrase=Text(en="an exchange is reversed", zh="撤销会员的互兑"),
        records=_records,
        attributes=(_PARTNER,),
    ),
)
