"""How paid plans fare: who holds them, and how many renew when a period ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

_RENEWALS = """
with periods as (
    select distinct on (bucket, subject, plan, first)
           bucket, subject, plan, change = 'trial' as trial, first, last, cents
    from program_paid_plan where change in ('trial', 'paid', 'renewed')
    order by bucket, subject, plan, first, seq desc
), cut as (
    select bucket, subject, plan, last from program_paid_plan where change = 'cancelled'
)
select date_trunc('month', p.last)::date as month, p.plan,
       count(*) filter (where not p.trial) as ended,
       count(*) filter (where not p.trial and next.first is not null) as renewed,
       count(*) filter (where p.trial) as trials,
       count(*) filter (where p.trial and next.first is not null) as converted,
       coalesce(sum(next.cents) filter (where not p.trial), 0)::bigint as renewed_cents
from periods p
left join periods next
    on next.bucket = p.bucket and next.subject = p.subject and next.plan = p.plan
   and next.first = p.last + 1
where p.last between $1 and $2 and ($3::text is null or p.plan = $3)
  and not exists (
      select from cut where cut.bucket = p.bucket and cut.subject = p.subject
        and cut.plan = p.plan and cut.last between p.first and p.last - 1)
group by 1, 2 order by 1, 2
"""


@dataclass(frozen=True, slots=True)
class Renewals:
    """The periods of a plan that ended in a month, and what came after them."""

    month: date
    plan: str
    ended: int
    renewed: int
    trials: int
    converted: int
    renewed_cents: int


async def renewals(
    connection: Any, first: date, last: date, plan: str | None = None
) -> list[Renewals]:
    """Renewals by month and plan of the periods whose last day lies in a range of days."""
    rows = await connection.fetch(_RENEWALS, first, last, plan)
    return [Renewals(**dict(row)) for row in rows]


_FIGURES = """
with held as (
    select distinct on (f.bucket, f.subject, f.plan)
           f.plan, f.change = 'trial' as trial, f.bucket, f.subject
    from program_paid_plan f
    where f.change in ('trial', 'paid', 'renewed') and $1 between f.first and f.last
      and not exists (
          select from program_paid_plan c where c.bucket = f.bucket and c.subject = f.subject
            and c.plan = f.plan and c.change = 'cancelled' and c.seq > f.seq)
    order by f.bucket, f.subject, f.plan, f.seq desc, f.n desc
), present as (
    select plan, count(*) filter (where not trial) as paying,
           count(*) filter (where trial) as trying
    from held group by plan
), lately as (
    select plan, count(*) filter (where change = 'paid') as paid,
           count(*) filter (where change = 'renewed') as renewed,
           count(*) filter (where change = 'cancelled') as cancelled,
           coalesce(sum(cents) filter (where change in ('paid', 'renewed')), 0)::bigint as came,
           coalesce(sum(cents) filter (where change = 'cancelled'), 0)::bigint as back
    from program_paid_plan where day >= $2 group by plan
)
select plan, coalesce(paying, 0) as paying, coalesce(trying, 0) as trying,
       coalesce(paid, 0) as paid, coalesce(renewed, 0) as renewed,
       coalesce(cancelled, 0) as cancelled, coalesce(came, 0) as came, coalesce(back, 0) as back
from present full join lately using (plan)
"""


class PlanFigures(NamedTuple):
    """A plan: who has it on a day, and the changes and cents since another."""

    paying: int
    trying: int
    paid: int
    renewed: int
    cancelled: int
    came_cents: int
    back_cents: int


async def plan_figures(connection: Any, today: date, since: date) -> dict[str, PlanFigures]:
    """Figures by plan; a plan that nobody ever had is missing."""
    rows = await connection.fetch(_FIGURES, today, since)
    return {row["plan"]: PlanFigures(*tuple(row)[1:]) for row in rows}
