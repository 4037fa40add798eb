"""Paid plans as they are bought: the member's own page, the desk, and what happened to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.holding import Key
from shuke.api.operation import MEMBER, route
from shuke.api.page import Page
from shuke.api.person import Held, held
from shuke.api.plans import ending, in_trial
from shuke.api.problem import NotFound
from shuke.engine import bucket_of
from shuke.kernel import Text
from shuke.program import Paid, PaidPlan

Reason = Annotated[str, Meta(min_length=2, max_length=512)]
Number = Annotated[str, Meta(min_length=1, max_length=128)]
Cents = Annotated[int, Meta(ge=0, le=10**12)]
_MOST = 200
_PERIODS = ("trial", "paid", "renewed")
"""Changes that begin a period."""


class MyPlan(msgspec.Struct, kw_only=True):
    """A paid plan as the member reads it, had or on offer. `trial`: the present period is free."""

    key: str
    title: str
    price_cents: int
    months: int
    trial_days: int
    may_try: bool
    refund: str
    """What comes back when it is cancelled: pro_rata (by the day) or none."""
    active: bool
    trial: bool
    auto_renew: bool
    until: date | None
    days_left: int
    ending: bool
    """The notice is due: it ends, or renews, within the days that the plan says."""


class PlanChange(msgspec.Struct, kw_only=True):
    """What happened to a plan: trial, converted (paid after the trial), paid, renewed, renewal_on,
    renewal_off, notice, ended or cancelled. `cents` was paid, is asked next (notice), or is due
    back (cancelled)."""

    seq: int
    at: datetime
    plan: str
    title: str
    change: str
    first: date
    last: date
    cents: int
    order_id: str | None


class Renewing(msgspec.Struct, forbid_unknown_fields=True):
    """Whether it is to renew by itself."""

    auto_renew: bool


class Trying(msgspec.Struct, forbid_unknown_fields=True):
    """Whether it is to be paid for by itself after the trial."""

    auto_renew: bool = False


class PayingPlan(msgspec.Struct, forbid_unknown_fields=True):
    """What was paid for a period, under which order, and whether the plan renews by itself."""

    paid_cents: Cents
    order_id: Number
    auto_renew: bool = False
    reason: Reason | None = None


class CancellingPlan(msgspec.Struct, forbid_unknown_fields=True):
    """Why it ends today."""

    reason: Reason


@route("GET", "/v1/me/plans", needs=MEMBER)
async def my_plans(ask: Ask[None, None]) -> Page[MyPlan]:
    """The paid plans on offer, and what I have of them; what I have comes first."""
    return _mine(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/plans/{plan}/trial", needs=MEMBER, act=True, example={"auto_renew": False})
async def try_my_plan(ask: Ask[None, Trying]) -> Page[MyPlan]:
    """Begin the free trial of a plan. Errors: `plan_trial_used`."""
    data = {"plan": _key(ask), "auto_renew": ask.body.auto_renew}
    await act(ask, "plan.try", f"member:{ask.actor.id}", data)
    return _mine(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/plans/{plan}/renewal", needs=MEMBER, act=True, example={"auto_renew": False})
async def renew_my_plan(ask: Ask[None, Renewing]) -> Page[MyPlan]:
    """Agree that a plan renews by itself, or take that back. Errors: `plan_not_running`."""
    data = {"plan": _key(ask), "auto_renew": ask.body.auto_renew}
    await act(ask, "plan.renew", f"member:{ask.actor.id}", data)
    return _mine(ask, await held(ask, ask.actor.id))


_CHANGES = """
select seq, at, plan, change, first, last, cents, order_id from program_paid_plan
where bucket = $1 and subject = $2 order by seq desc, n desc limit $3
"""


@route("GET", "/v1/members/{member}/plans/history", needs="members:read")
async def member_plan_history(ask: Ask[None, None]) -> Page[PlanChange]:
    """What happened to the member's paid plans, the latest first (200): paid, told, ended …"""
    found = await held(ask, ask.path["member"])
    async with ask.connection() as connection:
        rows = await connection.fetch(_CHANGES, bucket_of(found.subject), found.subject, _MOST)
    items: list[PlanChange] = []
    on_trial: set[str] = set()
    for row in reversed(rows):
        plan, change = row["plan"], row["change"]
        if change in _PERIODS:
            change = "converted" if change == "renewed" and plan in on_trial else change
            (on_trial.add if change == "trial" else on_trial.discard)(plan)
        items.append(
            PlanChange(title=ask.title("paid_plan", plan), **dict(row) | {"change": change})
        )
    items.reverse()
    return Page(items)


@route(
    "POST", "/v1/members/{member}/plans/{plan}/payments", needs="plans:write", status=201,
    act=True, example={"paid_cents": 8_800, "order_id": "POS-20260105-7", "auto_renew": True},
)  # fmt: skip
async def pay_plan(ask: Ask[None, PayingPlan]) -> Done:
    """A period was paid for at the desk; a shop sends the event `plan.paid` itself."""
    body = msgspec.to_builtins(ask.body)
    reason = body.pop("reason")
    return await _by_hand(ask, "plan.paid", body, reason)


@route(
    "POST", "/v1/members/{member}/plans/{plan}/trial", needs="plans:write", status=201, act=True,
    example={"auto_renew": False},
)  # fmt: skip
async def try_plan(ask: Ask[None, Trying]) -> Done:
    """Begin the free trial of a plan for a member. Errors: `plan_trial_used`."""
    return await _by_hand(ask, "plan.try", {"auto_renew": ask.body.auto_renew}, None)


@route(
    "POST", "/v1/members/{member}/plans/{plan}/renewal", needs="plans:write", act=True,
    example={"auto_renew": False},
)  # fmt: skip
async def renew_plan(ask: Ask[None, Renewing]) -> Done:
    """Set for a member whether a plan renews by itself."""
    return await _by_hand(ask, "plan.renew", {"auto_renew": ask.body.auto_renew}, None)


@route(
    "POST", "/v1/members/{member}/plans/{plan}/cancel", needs="plans:write", act=True,
    example={"reason": "The member moves away"},
)  # fmt: skip
async def cancel_plan(ask: Ask[None, CancellingPlan]) -> Done:
    """End a plan today; `cents` of the effect `plan.cancelled` is what to pay back."""
    return await _by_hand(ask, "plan.cancel", {"reason": ask.body.reason}, ask.body.reason)


async def _by_hand(ask: Ask[Any, Any], kind: str, body: dict[str, Any], reason: str | None) -> Done:
    found = await held(ask, ask.path["member"])
    data = {"plan": _key(ask), **body}
    audited = {name: its for name, its in data.items() if name != "reason"}
    return await act(ask, kind, f"member:{found.subject}", data, audited=audited, reason=reason)


def _mine(ask: Ask[Any, Any], found: Held) -> Page[MyPlan]:
    documents: dict[str, PaidPlan] = dict(found.release.documents.get("paid_plan", {}))
    items = [
        _shown(ask, key, document, found.state.program.paid.get(key) or Paid(), found.today)
        for key, document in sorted(documents.items())
    ]
    items.sort(key=lambda one: not one.active)
    return Page(items, total=len(items))


def _shown(ask: Ask[Any, Any], key: str, document: PaidPlan, paid: Paid, today: int) -> MyPlan:
    active, last = paid.active(today), paid.last()
    return MyPlan(
        key=key,
        title=ask.say(document.name),
        price_cents=document.price_cents,
        months=document.months,
        trial_days=document.trial_days,
        may_try=bool(document.trial_days) and not (paid.tried or paid.periods or paid.ended),
        active=active,
        refund=document.refund,
        trial=in_trial(paid, today),
        auto_renew=active and paid.auto_renew,
        until=date.fromordinal(last) if active else None,
        days_left=max(last - today + 1, 0),
        ending=ending(document, paid, today),
    )


def _key(ask: Ask[Any, Any]) -> str:
    try:
        return msgspec.convert(ask.path["plan"], Key)
    except msgspec.ValidationError as error:
        raise NotFound(Text(en="There is no such plan.", zh="没有这个付费方案。")) from error
