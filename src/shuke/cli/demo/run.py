"""The demo's run: an empty folder becomes a folded year; an interrupted one goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from shuke.cli.demo import checkpoint as kept
from shuke.cli.demo.checkpoint import STREAMS, Checkpoint
from shuke.cli.demo.dataset import Year, load_demographics, load_year
from shuke.cli.demo.draw import draw, nothing
from shuke.cli.demo.fold import Folding, ticks
from shuke.cli.demo.moment import weeks_to
from shuke.cli.demo.programme import PUBLISHER, publish_programme
from shuke.cli.demo.report import Report, reported
from shuke.cli.demo.stream import SOURCE, Stream
from shuke.engine import sequence, tick_due
from shuke.kernel import Settings, ShukeError, Text
from shuke.runtime import Shuke, running

SAVE_EVERY_SECONDS: Final = 1.0


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
    households: frozenset[int] | None = None


Moved = Callable[[int, int], None]
"""Told (events done, events in all) as the fold moves on."""


def whole_stream(year: Year, checkpoint: Checkpoint) -> Stream:
    """The year as one stream, moved and drawn as the checkpoint says."""
    draws = nothing() if checkpoint.plain else draw(year)
    return Stream(year, draws, load_demographics(), checkpoint.weeks)


async def fold_year(settings: Settings, options: Options, moved: Moved) -> Report:
    """Publish the programme, fold the year from where it stopped, and report.

    Raises OtherDemo, DamagedCheckpoint, DatabaseInUse.
    """
    folder = Path(settings.data_dir)
    year = load_year(options.households)
    weeks = weeks_to(datetime.now(UTC), int(year.paid_at[-1]))
    checkpoint = kept.agreed(
        kept.load(folder), plain=options.plain, shift=options.shift, weeks=weeks
    )
    whole = whole_stream(year, checkpoint)
    streams = whole.split(STREAMS)
    async with running(settings, lanes=2) as shuke:
        await _prepare(shuke, whole, streams, checkpoint)
        kept.save(folder, checkpoint)
        run = _Run(shuke, whole, streams, checkpoint, folder, moved)
        refused = await run.to_the_end()
        return await reported(shuke.pool, whole.counts(), checkpoint.seconds, refused)


async def _prepare(
    shuke: Shuke, whole: Stream, streams: list[Stream], checkpoint: Checkpoint
) -> None:
    """Publish the programme if nothing is published; trust the checkpoint as far as it is true."""
    publisher = await shuke.pool.fetchval(
        "select published_by from engine_release order by id limit 1"
    )
    if publisher is None:
        checkpoint.positions = [0] * STREAMS
        checkpoint.phase = 0
        checkpoint.finished = False
        await publish_programme(shuke, whole.starts_at)
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
            checkpoint.positions = [0] * STREAMS
            checkpoint.phase = 0
            checkpoint.finished = False
            return


async def _knows(shuke: Shuke, stream: Stream, position: int) -> bool:
    [last] = stream.chunk(position, position + 1)
    found = await shuke.pool.fetchval(
        "select true from engine_key where source = $1 and id = $2", SOURCE, last.event.id
    )
    return found is True


class _Run:
    """One run of the fold, from the checkpoint to the end."""

    def __init__(
        self,
        shuke: Shuke,
        whole: Stream,
        streams: list[Stream],
        checkpoint: Checkpoint,
        folder: Path,
        moved: Moved,
    ) -> None:
        self.shuke = shuke
        self.checkpoint = checkpoint
        self.folder = folder
        self.moved = moved
        self.events = len(whole)
        self.moments = ticks(whole.starts_at, whole.ends_at)
        self.folding = Folding(
            shuke.intake,
            dict(enumerate(streams)),
            dict(enumerate(checkpoint.positions)),
            self._moved,
        )
        self.started = time.perf_counter()
        self.before = checkpoint.seconds
        self.saved = 0.0

    async def to_the_end(self) -> int:
        """Fold what is left; answer how many events were refused."""
        if self.checkpoint.finished:
            return 0
        for phase, moment in enumerate(self.moments):
            if phase < self.checkpoint.phase:
                continue
            last = phase == len(self.moments) - 1
            await self.folding.until(None if last else moment)
            await tick_due(self.shuke.pool, self.shuke.intake, moment)
            self.checkpoint.phase = phase + 1
        async with self.shuke.pool.acquire() as connection:
            while await sequence(connection):
                continue
        self.checkpoint.finished = True
        self._save()
        return self.folding.tally.refused

    def _moved(self) -> None:
        now = time.perf_counter()
        if now - self.saved < SAVE_EVERY_SECONDS:
            return
        self.saved = now
        self._save()
        self.moved(sum(self.folding.positions.values()), self.events)

    def _save(self) -> None:
        positions = self.folding.positions
        self.checkpoint.positions = [positions[number] for number in range(STREAMS)]
        self.checkpoint.seconds = self.before + time.perf_counter() - self.started
        kept.save(self.folder, self.checkpoint)
