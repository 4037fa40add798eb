"""Events of paid membership: a plan is paid for, tried, given up, refunded."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import Amount, EventType, Id

Key = Annotated[str, Meta(min_length=1, max_length=64)]


class PlanPaid(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A period of a plan was paid for: the first one, or the next."""

    plan: Key
    order_id: Id
    paid_cents: Amount
    auto_renew: bool = False


class PlanTry(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member begins the free trial of a plan."""

    plan: Key
    auto_renew: bool = False


class PlanRenew(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member agrees that a plan renews itself, or takes that back."""

    plan: Key
    auto_renew: bool


class PlanCancel(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A plan ends today; the answer says what is to be refunded for the days that are left."""

    plan: Key
    reason: Annotated[str, Meta(min_length=1, max_length=512)] | None = None


def _plan_record(data: Any) -> list[tuple[str, str]]:
    return [("plan_issued", data.plan)]


_PLAN = Attribute("plan.key", "text", Text(en="paid plan", zh="付费方案"), "t.data.plan", False)

PAYING = (
    EventType(
        "plan.paid",
        PlanPaid,
        Text(en="Plan paid", zh="付费会员付款"),
        phrase=Text(en="a member pays for a plan", zh="会员为付费方案付款"),
        records=_plan_record,
        attributes=(
            _PLAN,
            Attribute(
                "plan.paid_cents",
                "cents",
                Text(en="paid for the plan", zh="方案实付"),
                "t.data.paid_cents",
                optional=False,
                least=0,
            ),
        ),
    ),
    EventType(
        "plan.try",
        PlanTry,
        Text(en="Plan tried", zh="试用付费会员"),
        phrase=Text(en="a member begins a trial", zh="会员开始试用"),
        records=_plan_record,
        attributes=(_PLAN,),
    ),
    EventType(
        "plan.renew",
        PlanRenew,
        Text(en="Renewal set", zh="设置自动续费"),
        phrase=Text(en="a member sets the renewal of a plan", zh="会员设置自动续费"),
        attributes=(_PLAN,),
    ),
    EventType(
        "plan.cancel",
        PlanCancel,
        Text(en="Plan cancelled", zh="退订付费会员"),
        phrase=Text(en="a member cancels a plan", zh="会员退订付费方案"),
        records=_plan_record,
        attributes=(_PLAN,),
    ),
)
