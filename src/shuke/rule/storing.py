"""Events of stored value: money paid in beforehand, spent, given back, paid out, corrected."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventInvalid, EventType, Id, Label
from shuke.rule.holding import Reason

Key = Annotated[str, Meta(min_length=1, max_length=64)]
Cents = Annotated[int, Meta(ge=1, le=10**15)]
Change = Annotated[int, Meta(ge=-(10**15), le=10**15)]


class ValueTopUp(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member has paid money in: it is the principal; the definition says the bonus.

    `payment` is the number under which the till or the payment provider knows the money.
    """

    value: Key
    top_up_id: Id
    amount_cents: Cents
    payment: Id | None = None
    tender: Label | None = None
    store: Label | None = None
    channel: Label | None = None
    reason: Reason | None = None
    operator: Label | None = None


class ValueSpend(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Stored value pays for something that is no order; `spend_id` names it for giving it back."""

    value: Key
    amount_cents: Cents
    spend_id: Id
    reason: Reason | None = None


class ValueReturn(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A spend is undone, in part when an amount is given: principal and bonus as they were taken.

    A hold that was confirmed without an order is named by its own number.
    """

    spend_id: Id
    amount_cents: Cents | None = None
    reason: Reason | None = None


class ValueRefund(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Principal is paid out to the member: of one top-up, or of the balance.

    Without an amount it is all that can be. The answer says what is to be paid out.
    """

    value: Key
    refund_id: Id
    top_up_id: Id | None = None
    amount_cents: Cents | None = None
    reason: Reason | None = None
    operator: Label | None = None


class ValueAdjust(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """An operator corrects principal or bonus (signed), and says why; what is given is of the
    `brand` named, else of the main one."""

    value: Key
    reason: Reason
    principal_cents: Change = 0
    bonus_cents: Change = 0
    operator: Label | None = None
    brand: Label | None = None


class ValueFreeze(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Nothing is paid in, spent or paid out any more, or again it may be."""

    value: Key
    frozen: bool
    reason: Reason
    operator: Label | None = None


class ValueAdjustEmpty(EventInvalid):
    """An adjustment by nothing."""

    code = "value_adjustment_empty"
    title = Text(en="The adjustment is zero", zh="调整金额为 0")


def check_value_adjust(data: ValueAdjust) -> None:
    """Raise ValueAdjustEmpty for an adjustment that moves nothing."""
    if not data.principal_cents and not data.bonus_cents:
        raise ValueAdjustEmpty(place="/data/principal_cents")


def spent_under(spend_id: str) -> tuple[str, str]:
    """The record of what was spent under a number of the caller's, or by a hold."""
    return "value_spend", f"spend:{spend_id}"


def paid_for(order_id: str) -> tuple[str, str]:
    """The record of what stored value paid of an order."""
    return "value_spend", f"order:{order_id}"


def _refund_records(data: ValueRefund) -> list[tuple[str, str]]:
    named = [("value_refund", data.refund_id)]
    if data.top_up_id is not None:
        named.append(("top_up", data.top_up_id))
    return named


_VALUE = Attribute("value.key", "text", Text(en="stored value", zh="储值"), "t.data.value", False)


def _cents(optional: bool = False) -> Attribute:
    return Attribute(
        "value.amount_cents",
        "cents",
        Text(en="amount", zh="金额"),
        "t.data.amount_cents",
        optional=optional,
        least=0,
    )


STORING = (
    EventType(
        "value.top_up",
        ValueTopUp,
        Text(en="Stored value topped up", zh="储值充值"),
        phrase=Text(en="a member tops up stored value", zh="会员充值储值"),
        records=lambda data: [("top_up", data.top_up_id)],
        attributes=(_VALUE, _cents()),
    ),
    EventType(
        "value.spend",
        ValueSpend,
        Text(en="Stored value spent", zh="使用储值"),
        phrase=Text(en="a member spends stored value", zh="会员使用储值"),
        records=lambda data: [spent_under(data.spend_id)],
        attributes=(_VALUE, _cents()),
    ),
    EventType(
        "value.return",
        ValueReturn,
        Text(en="Stored value given back", zh="退回储值"),
        phrase=Text(en="spent stored value is given back", zh="退回会员用掉的储值"),
        records=lambda data: [spent_under(data.spend_id)],
    ),
    EventType(
        "value.refund",
        ValueRefund,
        Text(en="Principal paid out", zh="退还本金"),
        phrase=Text(en="principal is paid out to a member", zh="向会员退还储值本金"),
        records=_refund_records,
        attributes=(_VALUE,),
    ),
    EventType(
        "value.adjust",
        ValueAdjust,
        Text(en="Stored value adjusted", zh="调整储值"),
        phrase=Text(en="a member's stored value is adjusted", zh="调整会员储值"),
        validate=check_value_adjust,
        attributes=(_VALUE,),
    ),
    EventType(
        "value.freeze",
        ValueFreeze,
        Text(en="Stored value frozen or unfrozen", zh="冻结或解冻储值"),
        phrase=Text(en="a member's stored value is frozen or unfrozen", zh="冻结或解冻会员储值"),
        attributes=(_VALUE,),
    ),
)
