"""The demo's run: an empty folder becomes a folded year; an interrupted one goes on."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shuke.cli.demo import checkpoint as kept
from shuke.cli.demo.checkpoint import STREAMS, Checkpoint
from shuke.cli.demo.fold import Folding, ticks
from shuke.cli.demo.mailing import documents
from shuke.cli.demo.moment import YEAR_ENDS, weeks_to
from shuke.cli.demo.part import Assignment, Helper, Step, carry_out
from shuke.cli.demo.programme import PUBLISHER, publish_programme
from shuke.cli.demo.report import Report, reported
from shuke.cli.demo.stream import SOURCE, Stream
from shuke.cli.demo.year import split_year
from shuke.cli.memory import settled_in
from shuke.engine import sequence
from shuke.kernel import Settings, ShukeError, Text
from shuke.runtime import Shuke, running

SAVE_EVERY_SECONDS: Final = 1.0
MOST_PROCESSES: Final = 4


class DatabaseInUse(ShukeError):
    """The database holds definitions that are not the demo's."""

    code = "demo_database_in_use"
    status = 409
    title = Text(en="This database is in use", zh="此数据库已有内容")


@dataclass(frozen=True, slots=True)
class Options:
    """How the demo was asked for. `households` keeps only some of them (tests)."""

    plain: bool = False
    shift: bool = True
    processes: int | None = None
    """How many processes fold; None: one for each processor, at most `MOST_PROCESSES`."""
    households: frozenset[int] | None = None

    @property
    def workers(self) -> int:
        """The number of folding processes."""
        wanted = self.processes or len(os.sched_getaffinity(0))
        return max(1, min(wanted, MOST_PROCESSES, STREAMS))


Moved = Callable[[int, int], None]
"""Told (events done, events in all) as the fold moves on."""


async def fold_year(settings: Settings, options: Options, moved: Moved) -> Report:
    """Publish the programme, fold the year from where it stopped, and report.

    Raises OtherDemo, DamagedCheckpoint, DatabaseInUse, HelperFailed.
    """
    folder = Path(settings.data_dir)
    checkpoint = kept.agreed(
        kept.load(folder),
        plain=options.plain,
        shift=options.shift,
        weeks=weeks_to(datetime.now(UTC), YEAR_ENDS),
    )
    whole, streams = split_year(
        checkpoint.weeks, plain=checkpoint.plain, households=options.households
    )
    async with running(settings, lanes=2) as shuke:
        await _prepare(shuke, whole, streams, checkpoint)
        kept.save(folder, checkpoint)
        settled_in()
        refused = 0
        if not checkpoint.finished:
            refused = await _Run(shuke, options, whole, streams, checkpoint, moved).to_the_end()
        moved(len(whole), len(whole))
        return await reported(shuke.pool, whole.counts(), checkpoint.seconds, refused)


async def _prepare(
    shuke: Shuke, whole: Stream, streams: list[Stream], checkpoint: Checkpoint
) -> None:
    """Publish the programme if nothing is published; trust the checkpoint as far as it is true."""
    publisher = await shuke.pool.fetchval(
        "select published_by from engine_release order by id limit 1"
    )
    if publisher is None:
        checkpoint.begin_again()
        coupons = documents(whole.mailings, checkpoint.weeks)
        await publish_programme(shuke, whole.starts_at, coupons)
        return
    if publisher != PUBLISHER:
        raise DatabaseInUse(
            Text(
                en="It holds a programme that is not the demo's.",
                zh="里面有不属于演示的方案。",
            ),
            hint=Text(
                en="Choose an empty folder with --data, or an empty database.",
                zh="用 --data 选一个空目录，或换一个空数据库。",
            ),
        )
    for number, stream in enumerate(streams):
        position = checkpoint.positions[number]
        if position and not await _knows(shuke, stream, position - 1):
            checkpoint.begin_again()
            return


async def _knows(shuke: Shuke, stream: Stream, position: int) -> bool:
    [last] = stream.chunk(position, position + 1)
    found = await shuke.pool.fetchval(
        "select true from engine_key where source = $1 and id = $2", SOURCE, last.event.id
    )
    return found is True


class _Run:
    """One run of the fold, from the checkpoint to the end, with helpers if there are cores."""

    def __init__(
        self,
        shuke: Shuke,
        options: Options,
        whole: Stream,
        streams: list[Stream],
        checkpoint: Checkpoint,
        moved: Moved,
    ) -> None:
        self.shuke = shuke
        self.checkpoint = checkpoint
        self.moved = moved
        self.whole = whole
        self.positions = dict(enumerate(checkpoint.positions))
        workers = options.workers
        self.folding = Folding(
            shuke.intake,
            {number: streams[number] for number in range(0, STREAMS, workers)},
            {number: self.positions[number] for number in range(0, STREAMS, workers)},
            self._moved,
        )
        self.helpers = [
            Helper(self._assignment(options, worker, workers), self._helped)
            for worker in range(1, workers)
        ]
        self.started = time.perf_counter()
        self.before = checkpoint.seconds
        self.saved = 0.0

    async def to_the_end(self) -> int:
        """Fold what is left; answer how many events were refused."""
        last = len(ticks(self.whole.starts_at, self.whole.ends_at))
        try:
            for helper in self.helpers:
                await helper.start()
            for phase in range(self.checkpoint.phase, last):
                await self._step(Step("fold", phase))
                await self._step(Step("tick", phase))
                self.checkpoint.phase = phase + 1
        finally:
            await asyncio.gather(*(helper.stop() for helper in self.helpers))
        async with self.shuke.pool.acquire() as connection:
            while await sequence(connection):
                continue
        self.checkpoint.finished = True
        self._save()
        for helper in self.helpers:
            self.folding.tally.add(helper.tally)
        return self.folding.tally.refused

    async def _step(self, step: Step) -> None:
        """The same step everywhere; nobody begins the next before all have done this one."""
        async with asyncio.TaskGroup() as together:
            for helper in self.helpers:
                together.create_task(helper.do(step))
            together.create_task(carry_out(self.shuke, self.folding, self.whole, step))

    def _assignment(self, options: Options, worker: int, workers: int) -> Assignment:
        url = self.shuke.settings.database_url
        assert url is not None
        return Assignment(
            data_dir=str(self.shuke.settings.data_dir),
            database_url=url,
            weeks=self.checkpoint.weeks,
            plain=self.checkpoint.plain,
            positions={n: self.positions[n] for n in range(worker, STREAMS, workers)},
            households=None if options.households is None else sorted(options.households),
        )

    def _helped(self, positions: dict[int, int]) -> None:
        self.positions.update(positions)
        self._moved()

    def _moved(self) -> None:
        now = time.perf_counter()
        if now - self.saved >= SAVE_EVERY_SECONDS:
            self.saved = now
            self._save()
            self.moved(sum(self.positions.values()), len(self.whole))

    def _save(self) -> None:
        self.positions.update(self.folding.positions)
        self.checkpoint.positions = [self.positions[number] for number in range(STREAMS)]
        self.checkpoint.seconds = self.before + time.perf_counter() - self.started
        kept.save(Path(self.shuke.settings.data_dir), self.checkpoint)
