"""Asking for a release to be settled: after its publication, and for who comes upon it later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec

from shuke.engine.publication import ReleaseBook
from shuke.kernel import jobs

NAME: Final = "release.settle"

ASKED = """
select exists (select from kernel_job where name = $1 and status in ('queued', 'running')
               and (input ->> 'release')::integer = $2
               and input ->> 'members' is null)
"""


UNSETTLED = """
select exists (select from kernel_job where name = $1 and status in ('queued', 'running'))
"""

# Whoever comes while such a job waits is put on its list: one job, however many batches ask.
JOIN = """
update kernel_job
set input = jsonb_set(input, '{members}', (input -> 'members') || to_jsonb($2::text[]))
where id = (
    select id from kernel_job
    where name = $1 and status = 'queued' and jsonb_typeof(input -> 'members') = 'array'
    order by id limit 1 for update skip locked)
"""


class Settling(msgspec.Struct):
    """The input of the job: the release that takes effect, and whom to settle (None: all)."""

    release: int
    members: list[str] | None = None


async def ask(
    connection: Any,
    book: ReleaseBook,
    release: int,
    versions: Mapping[tuple[str, str], int],
    moment: datetime,
    *,
    by: str,
    now: datetime,
) -> None:
    """Ask for settling a release that was just published, if it may change members by itself.

    `book` does not know it yet. The release that takes effect next is looked at too: it may bring
    back what this one leaves out.
    """
    horizon = book.newest
    before = book.upto(horizon).at(moment)
    # Where nobody is yet, whoever comes upon the release has met nothing before it.
    someone = moment > now or await connection.fetchval("select exists (select from engine_state)")
    if someone and _differ(book, versions, book.versions(before.id)):
        await _enqueue(connection, release, max(moment, now), by, now)
    later = sorted(one for one in book.effective(horizon) if one[0] > moment)
    if later:
        when, next_id = later[0]
        asked = await connection.fetchval(ASKED, NAME, next_id)
        if not asked and _differ(book, book.versions(next_id), versions):
            await _enqueue(connection, next_id, max(when, now), by, now)


def _differ(
    book: ReleaseBook,
    versions: Mapping[tuple[str, str], int],
    before: Mapping[tuple[str, str], int],
) -> bool:
    return any(
        versions.get(name) != before.get(name)
        for name in {*versions, *before}
        if name[0] in book.app.settles
    )


async def unsettled(connection: Any) -> bool:
    """Whether some publication is still to be settled, now or when its release takes effect."""
    found = await connection.fetchval(UNSETTLED, NAME)
    assert isinstance(found, bool)
    return found


async def ask_once(connection: Any, book: ReleaseBook, now: datetime) -> None:
    """Ask for settling the release in force if none was ever settled: an older Shuke did not."""
    release = book.current(now)
    if release.id and any(
        getattr(document, "start", "now") == "history"
        for its in release.documents.values()
        for document in its.values()
    ):
        known = await connection.fetchval(
            "select exists (select from kernel_job where name = $1)", NAME
        )
        if not known:
            await _enqueue(connection, release.id, now, None, now)


async def ask_again(connection: Any, release: int, *, by: str, now: datetime) -> str:
    """Ask for settling the release in force by hand; answer the job's id."""
    return await _enqueue(connection, release, now, by, now)


async def _enqueue(
    connection: Any, release: int, due_at: datetime, by: str | None, now: datetime
) -> str:
    return await jobs.enqueue(
        connection, NAME, Settling(release), now=now, due_at=due_at, asked_by=by
    )


async def ask_for(connection: Any, release: int, members: Sequence[str], now: datetime) -> None:
    """Ask for the history of members who came upon a definition that begins with it.

    They are there when a release takes effect and its own settling has not come to them, or they
    come by an import that begins before it.
    """
    joined = await connection.execute(JOIN, NAME, list(members))
    if joined == "UPDATE 0":
        await jobs.enqueue(connection, NAME, Settling(release, list(members)), now=now)
