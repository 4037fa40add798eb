"""Telling every donor of a project what became of the donations: one act a donor, in parts.

Told of are the donations made by the moment of the report. Each event has an id made from the
report and the donor, and always names the same donations, so whatever is done twice counts once;
more than 100 donations of one member are told in several events.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import msgspec

from shuke.api import issuing
from shuke.api.adjusting import Asked
from shuke.engine import Incoming
from shuke.kernel import Text, jobs
from shuke.org import Actor

if TYPE_CHECKING:
    from shuke.runtime import Shuke

NAME: Final = "donation.report"
TITLE: Final = Text(en="Telling donors the result", zh="向捐赠会员告知结果")
EVENT: Final = "donation.report"
_AN_EVENT: Final = 100
"""Donations named in one event."""
_ATTEMPTS: Final = 20

_DONORS: Final = """
select distinct subject from reward_gift
where gift = $1 and pieces is not null and at <= $2 order by subject
"""
# Those taken back since are named too: a part that is done again must say the same.
_MADE: Final = """
select its.subject, its.redemption, exists (
    select from reward_gift as later
    where later.redemption = its.redemption and later.subject = its.subject
      and later.step = 'reversed'
) as reversed
from reward_gift as its
where its.gift = $1 and its.pieces is not null and its.step = 'claimed' and its.at <= $2
  and its.subject = any($3::text[])
order by its.subject, its.redemption
"""


class Reporting(Asked, kw_only=True):
    """The input of the job."""

    gift: str
    report: str
    at: datetime


def kind(shuke: Shuke) -> jobs.JobKind[Reporting]:
    """The kind of job that tells, for whoever runs jobs."""
    return jobs.JobKind(
        NAME, TITLE, Reporting, partial(_run, shuke), _ATTEMPTS, part=partial(_part, shuke)
    )


async def _run(shuke: Shuke, running: jobs.Running, given: Reporting) -> dict[str, Any]:
    """Lay it out, unless that was done already, and do parts beside the others."""
    async with shuke.pool.acquire() as connection, connection.transaction():
        await jobs.lay_out(connection, running.id, _donors(connection, given))
    rows = await jobs.share_out(running, kind(shuke))
    return issuing.summed([msgspec.convert(row, issuing.Came) for row in rows])


async def _donors(connection: Any, given: Reporting) -> AsyncIterator[jobs.Part]:
    some: list[str] = []
    async for row in connection.cursor(_DONORS, given.gift, given.at, prefetch=issuing.PART):
        some.append(row["subject"])
        if len(some) == issuing.PART:
            yield jobs.Part(some, len(some))
            some = []
    if some:
        yield jobs.Part(some, len(some))


async def _part(shuke: Shuke, given: Reporting, listed: list[str]) -> issuing.Came:
    """One event for each donor of a part; who took everything back hears nothing."""
    actor = Actor(given.actor_kind, given.actor, given.actor_name, frozenset())
    async with shuke.pool.acquire() as connection:
        rows = await connection.fetch(_MADE, given.gift, given.at, listed)
    made: dict[str, list[Any]] = {}
    for row in rows:
        made.setdefault(row["subject"], []).append(row)
    told: dict[str, tuple[str, bytes]] = {}
    for subject, donations in made.items():
        for nth, first in enumerate(range(0, len(donations), _AN_EVENT)):
            some = donations[first : first + _AN_EVENT]
            if all(one["reversed"] for one in some):
                continue
            names = [one["redemption"] for one in some]
            data = {"gift": given.gift, "report_id": given.report, "redemptions": names}
            told[f"{subject}.{nth}"] = subject, msgspec.json.encode(data)

    def event_of(name: str) -> Incoming:
        subject, data = told[name]
        return Incoming(actor.source, f"{given.key}.{name}", EVENT, f"member:{subject}", data)

    return await issuing.submit_each(shuke, list(told), event_of)
