"""The worker's loops: each does one thing, waits a little, and survives what goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from shuke.engine import (
    ask_settling,
    deliver,
    ensure_partitions,
    sequence,
    settling_job,
    tick_due,
)
from shuke.kernel import jobs
from shuke.ledger import finance
from shuke.org import clear_answers, finish_erasures
from shuke.runtime import Shuke

log = structlog.get_logger(__name__)

TICKS = 2_000
SENT = 500
PLACED = 1_000
"""What a loop does at once when there is enough to do."""
AHEAD = timedelta(days=40)
"""How far ahead the log's partitions are made."""


@dataclass(frozen=True, slots=True)
class Loop:
    """`act` answers how much it did; after less than `full` it waits `idle_seconds`: what has come
    by then is done at once, and not row by row."""

    name: str
    act: Callable[[], Awaitable[int]]
    idle_seconds: float
    full: int = 1


def job_runner(shuke: Shuke) -> jobs.JobRunner:
    """Does the jobs that are nobody's own: settling releases."""
    return jobs.JobRunner(
        shuke.pool,
        [settling_job(shuke.intake.batcher)],
        clock=shuke.clock,
    )


class Worker:
    """Runs the loops until it is stopped; one that is `helping` only folds ticks, beside a whole
    worker in another process."""

    def __init__(self, shuke: Shuke, *, helping: bool = False) -> None:
        self.shuke = shuke
        self.helping = helping
        self._stop = asyncio.Event()
        ticks = Loop("ticks", self._ticks, 1.0, TICKS)
        self.loops = (ticks,) if helping else (ticks, *self._others())
        self._runner = job_runner(shuke)

    def _others(self) -> tuple[Loop, ...]:
        return (
            Loop("queue", self._queue, 0.2, SENT),
            Loop("feed", self._feed, 0.05, PLACED),
            Loop("books", self._books, 1.0, finance.BATCHES),
            Loop("partitions", self._partitions, 3600.0),
            Loop("erasing", self._erase, 5.0),
            Loop("clearing", self._clear, 600.0),
            Loop("jobs", self._jobs, 1.0),
        )

    async def run(self) -> None:
        """Work until `stop`."""
        async with self.shuke.pool.acquire() as connection:
            await self.shuke.book.refresh(connection)
            if not self.helping:
                await ask_settling(connection, self.shuke.book, self.shuke.clock.now())
        await asyncio.gather(*(self._run(loop) for loop in self.loops))

    def stop(self) -> None:
        """Let every loop finish what it does and end."""
        self._stop.set()

    async def _run(self, loop: Loop) -> None:
        failures = 0
        while not self._stop.is_set():
            try:
                done = await loop.act()
                failures = 0
            except Exception:
                failures += 1
                log.exception("worker_loop_failed", loop=loop.name, failures=failures)
                done = 0
            if done < loop.full:
                wait = loop.idle_seconds if not failures else min(2.0**failures, 60.0)
                try:
                    await asyncio.wait_for(self._stop.wait(), wait)
                except TimeoutError:
                    continue

    async def _ticks(self) -> int:
        return await tick_due(self.shuke.intake, self.shuke.clock.now(), most=TICKS)

    async def _queue(self) -> int:
        return await deliver(self.shuke.pool, self.shuke.intake, self.shuke.clock.now(), SENT)

    async def _feed(self) -> int:
        async with self.shuke.pool.acquire() as connection:
            return await sequence(connection)

    async def _books(self) -> int:
        async with self.shuke.pool.acquire() as connection:
            return await finance.count(connection)

    async def _erase(self) -> int:
        return await finish_erasures(self.shuke.pool, self.shuke.clock.now())

    async def _clear(self) -> int:
        """What was kept for a while and has run out."""
        async with self.shuke.pool.acquire() as connection:
            answers = await clear_answers(connection, self.shuke.clock.now())
        files = await jobs.clear_files(self.shuke.pool, self.shuke.clock.now())
        return answers + files + await jobs.clear_parts(self.shuke.pool, self.shuke.clock.now())

    async def _jobs(self) -> int:
        """One job; when the worker stops it goes back into the queue, and what it did stays."""
        job = asyncio.ensure_future(self._runner.run_next())
        stop = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({job, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not job.done():
            job.cancel()
            await asyncio.wait({job})
            return 0
        return job.result()

    async def _partitions(self) -> int:
        now = self.shuke.clock.now()
        async with self.shuke.pool.acquire() as connection:
            await ensure_partitions(connection, (now, now + AHEAD))
        return 0
