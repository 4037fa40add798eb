"""Paid membership: periods one after the other, a notice beforehand, an end, a refund by the day.

Days are business days of the programme's zone, ends inclusive. A period that is paid for before the
last one is over begins the day after it; paid within the grace after the end, it begins there too,
so nothing is lost by paying late. What is paid after that begins on the day of payment.
"""

from __future__ import annotations

from typing import Final

from shuke.engine import FactTable, Turn
from shuke.kernel import ShukeError, Text
from shuke.ledger import add_months, date_of, iso
from shuke.program.paid_plan import MOST_PERIODS, PaidPlan, PaidPlans
from shuke.program.paid_state import Paid, Period

PLAN_FACTS = FactTable(
    "program_paid_plan",
    ("at", "day", "plan", "version", "change", "first", "last", "cents", "order_id"),
)
"""One row a change: trial, paid, renewed, notice, ended, cancelled. `cents` is what was paid, or
for a cancellation what is due back."""


class PlanUnknown(ShukeError):
    """No paid plan in force has this key."""

    code = "plan_unknown"
    status = 404
    title = Text(en="No such paid plan", zh="没有这个付费方案")


class TrialUsed(ShukeError):
    """A trial is offered once, to who has not paid before, and only where the plan has one."""

    code = "plan_trial_used"
    status = 409
    title = Text(en="There is no trial for this member", zh="该会员不能试用")


class PlanNotRunning(ShukeError):
    """The member has not this plan now."""

    code = "plan_not_running"
    status = 409
    title = Text(en="The member does not have this plan", zh="会员没有这个付费方案")


class PlanTooFarAhead(ShukeError):
    """So many periods are paid for already."""

    code = "plan_too_far_ahead"
    status = 409
    title = Text(en="Too many periods are paid ahead", zh="已预付的期数过多")


def pay(turn: Turn) -> None:
    """The reducer of plan.paid."""
    data = turn.data
    plan, plans = _known(turn, data.plan)
    paid = turn.state.program.paid.get(data.plan) or Paid()
    _drop_over(paid, plan, turn.today)
    if len(paid.periods) >= MOST_PERIODS:
        raise PlanTooFarAhead(
            Text(
                en=f"At most {MOST_PERIODS} periods may lie ahead.",
                zh=f"最多预付 {MOST_PERIODS} 期。",
            ),
            place="/data/plan",
        )
    renewed = bool(paid.periods)
    first = paid.last() + 1 if renewed else turn.day
    last = add_months(first, plan.months) - 1
    paid.periods.append((first, last, data.paid_cents))
    paid.auto_renew = data.auto_renew
    paid.ended = 0
    turn.state.program.paid[data.plan] = paid
    change = "renewed" if renewed else "paid"
    _say(turn, data.plan, plans, change, first, last, data.paid_cents, data.order_id)
    schedule(turn)


def begin_trial(turn: Turn) -> None:
    """The reducer of plan.try."""
    data = turn.data
    plan, plans = _known(turn, data.plan)
    paid = turn.state.program.paid.get(data.plan) or Paid()
    if not plan.trial_days or paid.tried or paid.periods or paid.ended:
        raise TrialUsed(place="/data/plan")
    first, last = turn.day, turn.day + plan.trial_days - 1
    paid.periods.append((first, last, 0))
    paid.tried, paid.auto_renew = True, data.auto_renew
    turn.state.program.paid[data.plan] = paid
    _say(turn, data.plan, plans, "trial", first, last, 0, None)
    schedule(turn)


def renew(turn: Turn) -> None:
    """The reducer of plan.renew."""
    data = turn.data
    _plan, plans = _known(turn, data.plan)
    paid = _running(turn, data.plan)
    paid.auto_renew = data.auto_renew
    change = "renewal_on" if data.auto_renew else "renewal_off"
    first, last, _cents = paid.periods[-1]
    _say(turn, data.plan, plans, change, first, last, 0, None)


def cancel(turn: Turn) -> None:
    """The reducer of plan.cancel: what is left of each period comes back, by the day."""
    data = turn.data
    plan, plans = _known(turn, data.plan)
    paid = _running(turn, data.plan)
    due = 0
    if plan.refund == "pro_rata":
        due = sum(left_cents(period, turn.today) for period in paid.periods)
    first, _last, _cents = paid.periods[0]
    paid.periods, paid.auto_renew, paid.ended = [], False, turn.today
    _say(turn, data.plan, plans, "cancelled", first, turn.today, due, None)
    schedule(turn)


def left_cents(period: Period, today: int) -> int:
    """What of a period's price is for the days after today, in whole cents rounded down."""
    first, last, cents = period
    left = last - max(today, first - 1)
    return cents * max(left, 0) // (last - first + 1)


def tick(turn: Turn) -> None:
    """The timer: notices and ends whose day has come."""
    plans: PaidPlans = turn.current.plans["program"].paid
    for key, paid in list(turn.state.program.paid.items()):
        plan = plans.by_key.get(key)
        if plan is None:
            continue
        last = paid.last()
        if last and paid.told < last and last - plan.notice_days <= turn.today <= last:
            paid.told = last
            _say(turn, key, plans, "notice", paid.periods[-1][0], last, plan.price_cents, None)
        if last and last < turn.today and paid.ended < last:
            paid.ended = last
            _say(turn, key, plans, "ended", paid.periods[-1][0], last, 0, None)
        _drop_over(paid, plan, turn.today)
    schedule(turn)


def schedule(turn: Turn) -> None:
    """Set the moment at which a plan next changes by itself."""
    plans: PaidPlans = turn.current.plans["program"].paid
    days = [
        day
        for key, paid in turn.state.program.paid.items()
        if (plan := plans.by_key.get(key)) is not None
        for day in _coming(paid, plan, turn.today)
    ]
    soonest = min(days, default=0)
    turn.state.program.paid_due_seconds = (
        int(turn.current.midnight(soonest).timestamp()) if soonest else 0
    )


def _coming(paid: Paid, plan: PaidPlan, today: int) -> list[int]:
    last = paid.last()
    if not last:
        return []
    days = []
    if paid.told < last and today <= last:
        # What is due already is said by the next tick, tomorrow at the latest.
        days.append(max(last - plan.notice_days, today + 1))
    if paid.ended < last:
        days.append(max(last + 1, today + 1))
    elif plan.grace_days:
        days.append(max(last + plan.grace_days + 1, today + 1))
    return days


def _drop_over(paid: Paid, plan: PaidPlan, today: int) -> None:
    """Forget periods that are over; of the last one not before its grace is over, too."""
    while len(paid.periods) > 1 and paid.periods[0][1] < today:
        del paid.periods[0]
    if paid.periods and paid.periods[0][1] + plan.grace_days < today:
        del paid.periods[0]


def _known(turn: Turn, key: str) -> tuple[PaidPlan, PaidPlans]:
    plans: PaidPlans = turn.current.plans["program"].paid
    plan = plans.by_key.get(key)
    if plan is None:
        raise PlanUnknown(
            Text(en=f"There is no paid plan {key!r}.", zh=f"没有付费方案 {key!r}。"),
            place="/data/plan",
        )
    return plan, plans


def _running(turn: Turn, key: str) -> Paid:
    paid: Paid | None = turn.state.program.paid.get(key)
    if paid is None or paid.last() < turn.today:
        raise PlanNotRunning(place="/data/plan")
    return paid


EFFECT: Final = {
    "trial": "plan.trial_begun",
    "paid": "plan.begun",
    "renewed": "plan.renewed",
    "renewal_on": "plan.renewal_set",
    "renewal_off": "plan.renewal_set",
    "notice": "plan.ending",
    "ended": "plan.ended",
    "cancelled": "plan.cancelled",
}


def _say(
    turn: Turn,
    key: str,
    plans: PaidPlans,
    change: str,
    first: int,
    last: int,
    cents: int,
    order_id: str | None,
) -> None:
    turn.fact(
        "program_paid_plan",
        turn.now,
        date_of(turn.today),
        key,
        plans.versions[key],
        change,
        date_of(first),
        date_of(last),
        cents,
        order_id,
    )
    paid: Paid = turn.state.program.paid[key]
    turn.effect(
        EFFECT[change],
        plan=key,
        first=iso(first),
        last=iso(last),
        cents=cents,
        auto_renew=paid.auto_renew,
    )
