"""Paid plans: what a member has, and how many renew."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from shuke import program
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.api.person import held
from shuke.api.problem import RequestInvalid
from shuke.kernel import Text

Key = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
LONGEST_RANGE_DAYS = 1100


class PlanPeriod(msgspec.Struct):
    """A period that is paid for, or a trial (0 cents); both days included."""

    first: date
    last: date
    cents: int


class PlanShown(msgspec.Struct):
    """A member's paid plan: the present period and those ahead."""

    key: str
    title: str
    active: bool
    trial: bool
    """The present period is the free one."""
    auto_renew: bool
    ending: bool
    """It ends, or renews, within the days of its notice."""
    price_cents: int
    until: date | None
    days_left: int
    refund_cents: int
    """What would come back if it were cancelled now."""
    periods: list[PlanPeriod]


class RenewalsQuery(msgspec.Struct, kw_only=True):
    """Which periods: those whose last day lies in the range, both ends included."""

    first: date
    last: date
    plan: Key | None = None


class RenewalsShown(msgspec.Struct):
    """The periods of a plan that ended in a month. A share is null where nothing ended."""

    month: date
    plan: str
    title: str
    ended: int
    renewed: int
    renewal_rate: float | None
    trials: int
    converted: int
    conversion_rate: float | None
    renewed_cents: int


def in_trial(paid: program.Paid, today: int) -> bool:
    """Whether the period of a day is the free trial."""
    return paid.tried and any(
        first <= today <= last and not cents for first, last, cents in paid.periods
    )


def ending(document: program.PaidPlan, paid: program.Paid, today: int) -> bool:
    """Whether the notice is due: of the renewal, or of the end."""
    return paid.active(today) and paid.last() - document.notice_days <= today


@route("GET", "/v1/members/{member}/plans", needs="members:read")
async def member_plans(ask: Ask[None, None]) -> Page[PlanShown]:
    """The member's paid plans, with what a cancellation would give back."""
    found = await held(ask, ask.path["member"])
    items = []
    for key, document in sorted(found.release.documents.get("paid_plan", {}).items()):
        paid = found.state.program.paid.get(key)
        if paid is None or not paid.periods:
            continue
        last = paid.last()
        pro_rata = document.refund == "pro_rata" and last >= found.today
        items.append(
            PlanShown(
                key,
                ask.say(document.name),
                paid.active(found.today),
                in_trial(paid, found.today),
                paid.auto_renew,
                ending(document, paid, found.today),
                document.price_cents,
                date.fromordinal(last),
                max(last - found.today + 1, 0),
                sum(program.left_cents(one, found.today) for one in paid.periods)
                if pro_rata
                else 0,
                [
                    PlanPeriod(date.fromordinal(first), date.fromordinal(end), cents)
                    for first, end, cents in paid.periods
                ],
            )
        )
    return Page(items, total=len(items))


@route("GET", "/v1/figures/renewals", needs="figures:read")
async def renewals(ask: Ask[RenewalsQuery, None]) -> Page[RenewalsShown]:
    """The renewal rate of paid plans, by the month in which periods ended."""
    query = ask.query
    if not 0 <= (query.last - query.first).days <= LONGEST_RANGE_DAYS:
        raise RequestInvalid(
            Text(
                en=f"A range of up to {LONGEST_RANGE_DAYS} days, first before last.",
                zh=f"范围最多 {LONGEST_RANGE_DAYS} 天，先始后终。",
            ),
            place="/last",
        )
    async with ask.connection() as connection:
        rows = await program.renewals(connection, query.first, query.last, query.plan)
    items = [
        RenewalsShown(
            one.month,
            one.plan,
            ask.title("paid_plan", one.plan),
            one.ended,
            one.renewed,
            round(one.renewed / one.ended, 4) if one.ended else None,
            one.trials,
            one.converted,
            round(one.converted / one.trials, 4) if one.trials else None,
            one.renewed_cents,
        )
        for one in rows
    ]
    return Page(items, total=len(items))
