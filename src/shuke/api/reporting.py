"""Telling every donor of a project what became of the donations: one act a donor, in parts.

Who is told is laid out when the job begins. Each event has an id made from the report and the
donor, so whatever is done twice counts once; more than 100 donations of one member are told in
several events.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
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
where gift = $1 and pieces is not null order by subject
"""
_STANDING: Final = """
select subject, redemption from (
    select distinct on (subject, redemption) subject, redemption, step from reward_gift
    where gift = $1 and pieces is not null and subject = any($2::text[])
    order by subject, redemption, seq desc, n desc
) as latest where step <> 'reversed' order by subject, redemption
"""


class Reporting(Asked, kw_only=True):
    """The input of the job."""

    gift: str
    report: str


def kind(shuke: Shuke) -> jobs.JobKind[Reporting]:
    """The kind of job that tells, for whoever runs jobs."""
    return jobs.JobKind(
        NAME, TITLE, Reporting, partial(_run, shuke), _ATTEMPTS, part=partial(_part, shuke)
    )


async def _run(shuke: Shuke, running: jobs.Running, given: Reporting) -> dict[str, Any]:
    """Lay it out, unless that was done already, and do parts beside the others."""
    async with shuke.pool.acquire() as connection, connection.transaction():
        await jobs.lay_out(connection, running.id, _donors(connection, given.gift))
    rows = await jobs.share_out(running, kind(shuke))
    return issuing.summed([msgspec.convert(row, issuing.Came) for row in rows])


async def _donors(connection: Any, gift: str) -> AsyncIterator[jobs.Part]:
    some: list[str] = []
    async for row in connection.cursor(_DONORS, gift, prefetch=issuing.PART):
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
        rows = await connection.fetch(_STANDING, given.gift, listed)
    standing: dict[str, list[str]] = {}
    for row in rows:
        standing.setdefault(row["subject"], []).append(row["redemption"])
    told: dict[str, tuple[str, bytes]] = {}
    for subject, redemptions in standing.items():
        for nth, first in enumerate(range(0, len(redemptions), _AN_EVENT)):
            some = redemptions[first : first + _AN_EVENT]
            data = {"gift": given.gift, "report_id": given.report, "redemptions": some}
            told[f"{subject}.{nth}"] = subject, msgspec.json.encode(data)

    def event_of(name: str) -> Incoming:
        subject, data = told[name]
        return Incoming(actor.source, f"{given.key}.{name}", EVENT, f"member:{subject}", data)

    return await issuing.submit_each(shuke, list(told), event_of)
