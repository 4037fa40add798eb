"""Verifying over several processes: each takes a share of the buckets."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import datetime

import msgspec

from shuke import partner, transfer
from shuke.cli.memory import settled_in
from shuke.engine import BUCKETS, Report, shares, verify_buckets, verify_whole
from shuke.kernel import Settings
from shuke.ledger import finance
from shuke.runtime import Shuke, running

Moved = Callable[[int, int, float], None]
"""Told (events done, events in all, seconds)."""


class Wanted(msgspec.Struct):
    """What to verify. `from_start` ignores checkpoints that an engine upgrade left."""

    from_start: bool = False
    sample: int | None = None
    since: datetime | None = None
    processes: int | None = None


class Found(msgspec.Struct):
    """What was verified and what was found."""

    members: int
    events: int
    facts: int
    records: int
    wrong: int
    flaws: list[tuple[str, str]]
    seconds: float
    clean: bool


class Share(msgspec.Struct):
    """One process's part."""

    data_dir: str
    database_url: str
    first: int
    last: int
    members: list[str] | None
    from_start: bool


async def verify_all(settings: Settings, wanted: Wanted, moved: Moved) -> Found:
    """Verify what is wanted and the laws of the whole."""
    started = time.perf_counter()
    async with running(settings, lanes=1, readers=2) as shuke:
        members = await _chosen(shuke, wanted)
        total = await shuke.pool.fetchval(
            "select count(*) from engine_log where $1::text[] is null or subject = any($1)", members
        )

        def progress(done: int) -> None:
            moved(done, total, time.perf_counter() - started)

        progress(0)
        count = wanted.processes or min(len(os.sched_getaffinity(0)), 8)
        if members is not None and len(members) < 200:
            count = 1
        report = await _shared(shuke, count, members, progress, from_start=wanted.from_start)
        async with shuke.pool.acquire() as connection:
            whole = await verify_whole(connection)
            whole += [("transfers", what) for what in await transfer.in_transit(connection)]
            whole += [("partners", what) for what in await partner.broken_statements(connection)]
            whole += [("books", what) for what in await finance.book_differences(connection)]
        for subject, what in whole:
            report.add(subject, what)
    return Found(
        report.members,
        report.events,
        report.facts,
        report.records,
        report.wrong,
        report.flaws,
        round(time.perf_counter() - started, 2),
        clean=report.wrong == 0,
    )


async def _chosen(shuke: Shuke, wanted: Wanted) -> list[str] | None:
    if wanted.sample is None and wanted.since is None:
        return None
    rows = await shuke.pool.fetch(
        "select subject from engine_state where $1::timestamptz is null or last_at >= $1"
        " order by subject",
        wanted.since,
    )
    subjects = [row["subject"] for row in rows]
    if wanted.sample is None or wanted.sample >= len(subjects):
        return subjects
    return sorted(random.SystemRandom().sample(subjects, wanted.sample))


async def _shared(
    shuke: Shuke,
    count: int,
    members: list[str] | None,
    progress: Callable[[int], None],
    *,
    from_start: bool,
) -> Report:
    report = Report()
    done = 0

    def moved(events: int) -> None:
        nonlocal done
        done += events
        progress(done)

    if count == 1:
        async with shuke.pool.acquire() as connection:
            return await verify_buckets(
                connection,
                shuke.app,
                shuke.book,
                0,
                BUCKETS,
                members=members,
                from_start=from_start,
                progress=moved,
            )
    url = shuke.settings.database_url
    assert url is not None
    parts = [
        Share(str(shuke.settings.data_dir), url, first, last, members, from_start)
        for first, last in shares(count)
    ]
    for part in await asyncio.gather(*(_child(share, moved) for share in parts)):
        report.join(part)
    return report


async def _child(share: Share, moved: Callable[[int], None]) -> Report:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "shuke.cli.verifying",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode(share) + b"\n")
    await process.stdin.drain()
    last = b""
    async for line in process.stdout:
        if line.startswith(b"+"):
            moved(int(line[1:]))
        else:
            last = line
    if await process.wait() != 0:
        raise RuntimeError(f"a verifying process ended with status {process.returncode}")
    return msgspec.json.decode(last, type=Report)


async def _part(share: Share) -> Report:
    from shuke.kernel import configure_logs, load_settings

    settings = load_settings(data_dir=share.data_dir)  # type: ignore[arg-type]
    configure_logs(settings)
    settings = msgspec.structs.replace(settings, database_url=share.database_url)
    told = 0

    def progress(events: int) -> None:
        nonlocal told
        told += events
        if told >= 500:
            print(f"+{told}", flush=True)
            told = 0

    async with (
        running(settings, lanes=1, readers=1) as shuke,
        shuke.pool.acquire() as connection,
    ):
        settled_in()
        report = await verify_buckets(
            connection,
            shuke.app,
            shuke.book,
            share.first,
            share.last,
            members=share.members,
            from_start=share.from_start,
            progress=progress,
        )
        print(f"+{told}", flush=True)
        return report


def main() -> None:
    """One process's share, from stdin to stdout."""
    from shuke.cli.place import waited

    share = msgspec.json.decode(sys.stdin.readline(), type=Share)
    print(msgspec.json.encode(waited(_part(share))).decode(), flush=True)


if __name__ == "__main__":
    main()
