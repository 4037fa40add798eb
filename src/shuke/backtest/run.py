"""Running a back-test: its range of days, its processes, its progress."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from shuke.backtest.result import BacktestResult, Range, result_of
from shuke.backtest.share import OtherHand, Share
from shuke.engine import programme_of
from shuke.engine.backtest import Candidate, Hand, Told, asked_in, pages, run
from shuke.kernel import ShukeError, Text
from shuke.runtime import Shuke

MOST_PROCESSES = 8
MOST_LISTED = 100

Moved = Callable[[int, int], None]
"""Told (events folded, events in all)."""

EDGES = """
select min(at) as first, max(at) as last,
       count(*) filter (where at >= $1 and at < $2) as events
from engine_log
"""


class RangeInvalid(ShukeError):
    """The range ends before it begins, or in the future."""

    code = "backtest_range_invalid"
    status = 422
    title = Text(en="The range of days is not valid", zh="回测的日期范围无效")


class RangeEmpty(ShukeError):
    """Nothing happened in the range."""

    code = "backtest_range_empty"
    status = 422
    title = Text(en="Nothing happened in the range", zh="这段时间里没有事件")


class Wanted(msgspec.Struct):
    """What to back-test: business days, both inclusive (default: all there are), how many members
    to list at either end, and how many processes (default: one per core)."""

    candidate: Candidate
    first: date | None = None
    last: date | None = None
    top: int = 20
    processes: int | None = None


async def backtested(
    shuke: Shuke, wanted: Wanted, moved: Moved = lambda _done, _total: None
) -> BacktestResult:
    """Back-test a candidate. Raises RangeInvalid and RangeEmpty; stops when it is cancelled."""
    began = time.perf_counter()
    ranged = await range_of(shuke, wanted)
    async with shuke.pool.acquire() as connection:
        await shuke.book.refresh(connection)
        every = await pages(connection)
        asked = await asked_in(connection, shuke.app)
        total = await connection.fetchval("select coalesce(sum(seq), 0)::bigint from engine_state")
    count = wanted.processes or min(len(os.sched_getaffinity(0)), MOST_PROCESSES)
    count = max(min(count, len(every)), 1)
    # Where something is scarce everybody may be folded as it was, too; more only when it must be.
    total *= 2 if asked is None else 1
    done = 0

    def progress(events: int) -> None:
        nonlocal done
        done += events
        moved(done, max(total, done))

    url = shuke.settings.database_url
    assert url is not None
    hands: list[OtherHand] = []
    try:
        for number in range(count):
            share = Share(url, wanted.candidate, ranged.since, ranged.until, every[number::count])
            hands.append(await OtherHand.start(share, progress))
        told = await _told(hands, ranged.since, asked=asked)
    finally:
        await asyncio.shield(asyncio.gather(*(hand.stop() for hand in hands)))
    seconds = round(time.perf_counter() - began, 2)
    return result_of(
        shuke.book, wanted.candidate, ranged, told, wanted.top, processes=count, seconds=seconds
    )


async def _told(hands: list[OtherHand], since: datetime, *, asked: Collection[str] | None) -> Told:
    work: list[Hand] = list(hands)
    return await run(work, since, asked=asked)


async def range_of(shuke: Shuke, wanted: Wanted) -> Range:
    """The range in whole business days. Raises RangeInvalid and RangeEmpty."""
    documents = {
        kind: {key: shuke.app.decode_document(kind, value) for key, value in its.items()}
        for kind, its in wanted.candidate.documents.items()
        if kind == "programme"
    }
    zone = ZoneInfo(programme_of(documents).zone)
    edges = await shuke.pool.fetchrow(EDGES, None, None)
    assert edges is not None
    if edges["first"] is None:
        raise RangeEmpty(Text(en="Nothing has happened yet.", zh="还没有任何事件。"))
    today = max(shuke.clock.now(), edges["last"]).astimezone(zone).date()
    first = wanted.first or edges["first"].astimezone(zone).date()
    last = wanted.last or edges["last"].astimezone(zone).date()
    if first > last:
        raise RangeInvalid(
            Text(en=f"{first} comes after {last}.", zh=f"{first} 在 {last} 之后。"),
            place="/from",
        )
    if last > today:
        raise RangeInvalid(
            Text(en=f"{last} has not come yet.", zh=f"{last} 还没有到。"), place="/to"
        )
    since, until = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    inside = await shuke.pool.fetchrow(EDGES, since, until)
    assert inside is not None
    if not inside["events"]:
        raise RangeEmpty(
            Text(
                en=f"There is no event from {first} to {last}.",
                zh=f"{first} 到 {last} 之间没有事件。",
            ),
            hint=Text(
                en=f"The log holds {edges['first']:%Y-%m-%d} to {edges['last']:%Y-%m-%d}.",
                zh=f"流水的范围是 {edges['first']:%Y-%m-%d} 到 {edges['last']:%Y-%m-%d}。",
            ),
            place="/from",
        )
    return Range(first, last, str(zone), since, until)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
