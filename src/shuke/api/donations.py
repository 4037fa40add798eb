"""Donations of points: how far a project is, and telling its donors the result."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api import reporting
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.exports import JobShown, shown_job
from shuke.api.my_donations import GIVEN
from shuke.api.operation import route
from shuke.api.problem import NotFound
from shuke.kernel import jobs, new_id

Words = Annotated[str, Meta(min_length=1, max_length=1000, pattern=r"\S")]
Link = Annotated[str, Meta(min_length=9, max_length=500, pattern=r"^https://\S+$")]


class DonationDay(msgspec.Struct):
    """What was given on a business day; a donation that was taken back counts on its own day."""

    day: date
    pieces: int
    points: int


class ReportShown(msgspec.Struct):
    """A result that the donors were told; `done` pieces were done by then."""

    report_id: str
    at: datetime
    en: str
    zh: str
    done: int | None
    link: str | None


class DonationsShown(msgspec.Struct):
    """How far a project is. `goal` is null without one; days of the last year, the first first;
    results the latest first."""

    gift: str
    title: str
    piece: str
    receiver: str | None
    story: str | None
    currency: str
    points_each: int
    goal: int | None
    pieces: int
    points: int
    donors: int
    days: list[DonationDay]
    reports: list[ReportShown]


class Telling(msgspec.Struct, forbid_unknown_fields=True):
    """What the donors read, in both languages; pieces done so far, and where there is more."""

    en: Words
    zh: Words
    done: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    link: Link | None = None


_SUMS: Final = f"""
select coalesce(sum(pieces), 0)::bigint as pieces, coalesce(sum(points), 0)::bigint as points,
       count(*) filter (where pieces > 0)::int as donors
from (
    select {GIVEN} from reward_gift where gift = $1 and pieces is not null group by subject
) as each
"""
_DAYS: Final = f"""
select day, {GIVEN}
from reward_gift where gift = $1 and pieces is not null and step <> 'fulfilled'
  and day > $2::date - 366
group by day order by day
"""
_REPORTS: Final = """
select id as report_id, at, en, zh, done, link from reward_report
where gift = $1 order by at desc, id limit 50
"""
_REPORT: Final = """
insert into reward_report (id, gift, at, en, zh, done, link, told_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""


@route("GET", "/v1/gifts/{gift}/donations", needs="figures:read")
async def gift_donations(ask: Ask[None, None]) -> DonationsShown:
    """How far a project is: pieces, points and donors, day by day, and what was told."""
    key, gift, gives = _project(ask)
    assert gift.points is not None
    today = ask.now.astimezone(ask.release.zone).date()
    async with ask.connection() as connection:
        sums: Any = await connection.fetchrow(_SUMS, key)
        days = await connection.fetch(_DAYS, key, today)
        reports = await connection.fetch(_REPORTS, key)
    return DonationsShown(
        key,
        ask.say(gift.name),
        ask.say(gives.piece),
        None if gives.receiver is None else ask.say(gives.receiver),
        None if gives.story is None else ask.say(gives.story),
        gift.points.currency,
        gift.points.amount,
        gift.stock,
        sums["pieces"],
        sums["points"],
        sums["donors"],
        [DonationDay(**dict(row)) for row in days],
        [ReportShown(**dict(row)) for row in reports],
    )


@route(
    "POST",
    "/v1/gifts/{gift}/reports",
    needs="coupons:issue",
    status=202,
    once=True,
    example={
        "en": "The first 3,200 lunches were served in two schools.",
        "zh": "首批 3,200 份午餐已送达两所学校。",
        "done": 3200,
    },
)
async def report_donations(ask: Ask[None, Telling]) -> JobShown:
    """Tell every donor of a project what became of the donations, as a job.

    Each hears it once, with their own share of what was given by now (100 donations at a time);
    these are fulfilled and can no longer be taken back. Further results may follow.
    """
    key, _gift, _gives = _project(ask)
    body, number = ask.body, new_id()
    given = reporting.Reporting(
        gift=key,
        report=number,
        at=ask.now,
        key=f"report-{number}",
        reason=body.en,
        actor_kind=ask.actor.kind,
        actor=ask.actor.id,
        actor_name=ask.actor.name,
        trace=ask.trace,
    )
    async with ask.connection() as connection, connection.transaction():
        await connection.execute(
            _REPORT, number, key, ask.now, body.en, body.zh, body.done, body.link, ask.actor.id
        )
        job_id = await jobs.enqueue(
            connection, reporting.kind(ask.shuke), given, now=ask.now, asked_by=ask.actor.id
        )
    async with ask.connection() as connection:
        found = await jobs.job(connection, job_id)
    after = {"report": number, "done": body.done, "en": body.en, "zh": body.zh}
    await note(ask, "donation.reported", ("gift", key), after=after)
    assert found is not None
    return shown_job(ask, found)


def _project(ask: Ask[Any, Any]) -> tuple[str, reward.Gift, reward.Donation]:
    """The gift of the path, which is a donation. Raises NotFound."""
    key = ask.path["gift"]
    gift: reward.Gift | None = ask.release.plans["reward"].wallet.gifts.get(key)
    if gift is None or not isinstance(gift.gives, reward.Donation):
        raise NotFound
    return key, gift, gift.gives
