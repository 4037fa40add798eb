"""Settling a release: what its publication changes of members by itself, before their next event.

History that definitions begin with is brought in, tiers that are gone or newly met are moved by a
tick, and the columns that lists show are made to say what the states say. A job of its own, in
batches small enough for live traffic: it may be stopped, killed and done again, since what was
done is seen in the members themselves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import asyncpg
import msgspec
import structlog

from shuke.engine.application import COLUMN_NAMES
from shuke.engine.arrival import Arrival, bucket_of
from shuke.engine.asking import NAME, Settling
from shuke.engine.batch import Batcher, Work
from shuke.engine.connection import Pool
from shuke.engine.history import FOLDS_IN_A_ROW, Shelf, arrival_of, catch_up, lacking
from shuke.engine.release import Release
from shuke.engine.replay import Replay
from shuke.kernel import Text, jobs

if TYPE_CHECKING:
    from shuke.kernel.jobs import Running

log = structlog.get_logger(__name__)

TITLE: Final = Text(en="Settling a release", zh="发布后整理")
PAGE: Final = 200
"""Members looked at in one statement."""
EVENTS_PER_BATCH: Final = 4000
"""Log rows of the members that are brought in together."""
MEMBERS_PER_BATCH: Final = 50
"""Members that are locked together."""
RETRIES: Final = 8
MOST_ATTEMPTS: Final = 20
"""Workers that may die over one job: what they did stays done."""
AGAIN: Final = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)

MEMBERS = f"""
select bucket, subject, seq, state, {", ".join(COLUMN_NAMES)}
from engine_state where (bucket, subject) > ($1::smallint, $2::text collate "C") and seq > 0
order by bucket, subject limit $3
"""

SOME = f"""
select bucket, subject, seq, state, {", ".join(COLUMN_NAMES)} from engine_state
where (bucket, subject) in (select * from unnest($1::smallint[], $2::text[])) and seq > 0
order by bucket, subject
"""

REFRESH = f"""
update engine_state as s set {", ".join(f"{name} = w.{name}" for name in COLUMN_NAMES)}
from unnest($1::smallint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
            $7::timestamptz[], $8::bigint[], $9::integer[], $10::text[], $11::boolean[])
    as w (bucket, subject, seq, {", ".join(COLUMN_NAMES)})
where s.bucket = w.bucket and s.subject = w.subject and s.seq = w.seq
"""


class Settled(msgspec.Struct):
    """What was done: members looked at, histories brought in, tiers moved, lists mended.

    `failed` members could not be folded again; their tiers stay as they were.
    """

    members: int = 0
    replayed: int = 0
    moved: int = 0
    refreshed: int = 0
    failed: int = 0


def settling_job(batcher: Batcher) -> jobs.JobKind[Settling]:
    """The job, for the worker's runner."""
    return jobs.JobKind(NAME, TITLE, Settling, partial(_run, batcher), MOST_ATTEMPTS)


async def _run(batcher: Batcher, running: Running, given: Settling) -> Settled:
    return await settle(running.pool, batcher, running, given.members)


async def settle(
    pool: Pool,
    batcher: Batcher,
    running: Running | None = None,
    members: Sequence[str] | None = None,
) -> Settled:
    """Settle the release that is in force now, for everybody or some; answer what was done.

    Whoever is met by a newer release meanwhile is left to that one's own settling.
    """
    run = _Run(pool, batcher, running)
    if members is None:
        while await run.round():
            pass
    else:
        await run.some(sorted(set(members)))
    return run.done


class _Run:
    """One settling while it runs."""

    def __init__(self, pool: Pool, batcher: Batcher, running: Running | None) -> None:
        self.pool = pool
        self.batcher = batcher
        self.running = running
        self.shelf = Shelf(batcher.book)
        self.done = Settled()
        self.failed: set[str] = set()
        self.folds = 0

    async def breathe(self) -> None:
        """The others of this process want the thread too."""
        self.folds += 1
        if self.folds >= FOLDS_IN_A_ROW:
            self.folds = 0
            await asyncio.sleep(0)

    async def round(self) -> bool:
        """Look at every member once; whether any history was brought in, so that it may be worth
        looking again: some may have come meanwhile."""
        before = self.done.replayed
        async with self.pool.acquire() as connection:
            await self.batcher.book.refresh(connection)
        total = await self.pool.fetchval("select count(*) from engine_state where seq > 0")
        seen = 0
        place: tuple[int, str] = (-1, "")
        while True:
            rows = await self.pool.fetch(MEMBERS, *place, PAGE)
            if not rows:
                break
            await self._page(rows)
            place = rows[-1]["bucket"], rows[-1]["subject"]
            seen += len(rows)
            if self.running is not None:
                await self.running.progress(seen, total)
        self.done.members = seen
        return self.done.replayed > before

    async def some(self, members: Sequence[str]) -> None:
        """Look at these members."""
        async with self.pool.acquire() as connection:
            await self.batcher.book.refresh(connection)
        for place in range(0, len(members), PAGE):
            page = members[place : place + PAGE]
            rows = await self.pool.fetch(SOME, [bucket_of(its) for its in page], page)
            await self._page(rows)
            self.done.members += len(rows)
            if self.running is not None:
                await self.running.progress(self.done.members, len(members))

    async def _page(self, rows: Sequence[Any]) -> None:
        app, book = self.batcher.app, self.batcher.book
        release = book.current(self.batcher.clock.now())
        today = self.batcher.clock.now().astimezone(release.zone).toordinal()
        waiting: list[tuple[Any, list[str]]] = []
        moving: list[str] = []
        stale: list[tuple[Any, ...]] = []
        for row in rows:
            if row["subject"] in self.failed:
                continue
            state = app.decode_state(row["state"])
            names = lacking(book, state, release)
            if names:
                waiting.append((row, names))
            elif app.unsettled(state, release, today):
                moving.append(row["subject"])
            else:
                columns = app.columns(state, release)
                if columns != tuple(row[name] for name in COLUMN_NAMES):
                    stale.append((row["bucket"], row["subject"], row["seq"], *columns))
            await self.breathe()
        if stale:
            await self.pool.execute(REFRESH, *map(list, zip(*stale, strict=True)))
            self.done.refreshed += len(stale)
        for place in range(0, len(moving), MEMBERS_PER_BATCH):
            subjects = moving[place : place + MEMBERS_PER_BATCH]
            self.done.moved += await self._made(subjects, self._ticks)
        for some in _batches(waiting):
            await self._bring_in(some, release)

    async def _ticks(self, work: Work, rows: Sequence[Any]) -> list[Arrival]:
        identifier = self.batcher.identifier
        return [identifier.tick(row["subject"], row["seq"], work.now) for row in rows]

    async def _bring_in(self, some: Sequence[tuple[Any, list[str]]], release: Release) -> None:
        app = self.batcher.app
        replays = {
            row["subject"]: Replay(app, self.shelf.of(release, names)) for row, names in some
        }
        async with self.pool.acquire() as connection:
            self._told(await catch_up(connection, replays, self.breathe), replays)
        if self.running is not None:
            await self.running.progress(self.running.done)

        async def make(work: Work, rows: Sequence[Any]) -> list[Arrival]:
            still = {}
            for row in rows:
                its = replays.get(row["subject"])
                at = work.now if row["last_at"] is None else max(work.now, row["last_at"])
                state = app.decode_state(row["state"])
                now = work.releases.at(at)
                if its is None or now.id != release.id:
                    continue
                names = lacking(self.batcher.book, state, now)
                if names and its.book is self.shelf.of(release, names):
                    still[row["subject"]] = its
            self._told(await catch_up(work.connection, still, self.breathe), still)
            return [
                arrival_of(work, row, still[row["subject"]])
                for row in rows
                if row["subject"] in still
            ]

        self.done.replayed += await self._made(list(replays), make)

    async def _made(self, subjects: list[str], make: Any) -> int:
        for attempt in range(RETRIES):
            try:
                async with self.pool.acquire() as connection:
                    outcomes = await self.batcher.run_made(connection, subjects, make)
                break
            except AGAIN:
                if attempt == RETRIES - 1:
                    raise
        failed = {subject for subject, its in outcomes.items() if its.status != "accepted"}
        self._give_up({subject: str(outcomes[subject].problem) for subject in failed})
        return len(outcomes) - len(failed)

    def _told(self, failed: dict[str, str], replays: dict[str, Replay]) -> None:
        for subject in failed:
            del replays[subject]
        self._give_up(failed)

    def _give_up(self, failed: Mapping[str, str]) -> None:
        for subject, error in failed.items():
            log.error("member_not_settled", member=subject, error=error)
        self.failed |= set(failed)
        self.done.failed = len(self.failed)


def _batches(
    waiting: Sequence[tuple[Any, list[str]]],
) -> list[list[tuple[Any, list[str]]]]:
    """Members together as long as their logs are short."""
    found: list[list[tuple[Any, list[str]]]] = []
    events = EVENTS_PER_BATCH
    for row, names in waiting:
        if events >= EVENTS_PER_BATCH or len(found[-1]) >= MEMBERS_PER_BATCH:
            found.append([])
            events = 0
        found[-1].append((row, names))
        events += row["seq"]
    return found
