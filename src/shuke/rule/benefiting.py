"""Events of benefits: one is used, in whatever channel, or the use is undone."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventType, Id, Label
from shuke.rule.holding import Reason


class BenefitUse(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member uses a benefit; `use_id` names the use for undoing it."""

    benefit: Annotated[str, Meta(min_length=1, max_length=64)]
    use_id: Id
    count: Annotated[int, Meta(ge=1, le=1000)] = 1
    channel: Label | None = None
    store: Label | None = None
    order_id: Id | None = None


class BenefitReturn(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A use is undone: the quota and the stock have it back."""

    use_id: Id
    reason: Reason | None = None


def _record(data: Any) -> list[tuple[str, str]]:
    return [("benefit_use", data.use_id)]


def _attribute(field: str, en: str, zh: str, *, optional: bool = True) -> Attribute:
    return Attribute(f"benefit.{field}", "text", Text(en=en, zh=zh), f"t.data.{field}", optional)


BENEFITING = (
    EventType(
        "benefit.use",
        BenefitUse,
        Text(en="Benefit used", zh="使用权益"),
        phrase=Text(en="a member uses a benefit", zh="会员使用权益"),
        records=_record,
        attributes=(
            _attribute("benefit", "benefit", "权益", optional=False),
            _attribute("channel", "channel of use", "使用渠道"),
            _attribute("store", "store of use", "使用门店"),
        ),
    ),
    EventType(
        "benefit.return",
        BenefitReturn,
        Text(en="Benefit use undone", zh="撤销使用权益"),
        phrase=Text(en="a use of a benefit is undone", zh="撤销一次权益使用"),
        records=_record,
    ),
)
