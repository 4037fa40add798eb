"""`feed`: how far the feed lags while a foreign write transaction stays open."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack

import asyncpg
import numpy as np

from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, within
from bench.serving import Server, key_for, serving
from shuke.kernel import Settings

LIMIT_MS = 250.0
OPEN_SECONDS = 60
PER_SECOND = 200

PLACED = """
select id, position from engine_batch where position > $1 order by position
"""
HOLES = """
select count(*) from engine_batch where position is null
"""


def run(ground: Ground, _seconds: int) -> list[Result]:
    """A steady stream of events for a minute, with a foreign transaction open all the time."""
    with ground.clone("feed") as settings, serving(settings) as servers:
        lags, left, in_order, answer = asyncio.run(_measured(settings, servers[0]))
    p50, p99 = np.percentile(lags, [50, 99]) * 1000
    return [
        within(
            "feed",
            "ms p99 from commit seen to position given",
            float(p99),
            LIMIT_MS,
            "limit",
            p50_ms=round(float(p50), 1),
            batches=len(lags),
            events=answer.events,
            also={"nothing missing": left == 0, "in order": in_order},
        )
    ]


async def _measured(settings: Settings, server: Server) -> tuple[list[float], int, bool, Answer]:
    foreign = await asyncpg.connect(settings.database_url)
    watcher = await asyncpg.connect(settings.database_url)
    await foreign.execute("create table if not exists bench_foreign (n integer)")
    transaction = foreign.transaction()
    await transaction.start()
    await foreign.execute("insert into bench_foreign values (1)")
    last = await watcher.fetchval("select coalesce(max(position), 0) from engine_batch")
    first = last
    orders = Orders(
        port=server.port,
        key=await asyncio.to_thread(key_for, settings),
        prefix="feed",
        connections=8,
        seconds=OPEN_SECONDS,
        requests=PER_SECOND * OPEN_SECONDS,
        pace=PER_SECOND,
    )
    seen: dict[int, float] = {}
    lags: list[float] = []
    with ExitStack() as stack:
        client = stack.enter_context(Child("bench.load", orders))
        await asyncio.to_thread(client.ready)
        client.begin()
        answering = asyncio.create_task(asyncio.to_thread(client.answer, Answer))
        quiet_until = 0.0
        while not answering.done() or time.perf_counter() < quiet_until:
            now = time.perf_counter()
            if not answering.done():
                quiet_until = now + 1.0
            waiting = await watcher.fetch("select id from engine_batch where position is null")
            for row in waiting:
                seen.setdefault(row["id"], now)
            for row in await watcher.fetch(PLACED, last):
                lags.append(now - seen.pop(row["id"], now))
                last = row["position"]
            await asyncio.sleep(0.01)
        answer: Answer = await answering
    left = await watcher.fetchval(HOLES)
    total = await watcher.fetchval("select count(*) from engine_batch where position > $1", first)
    await transaction.rollback()
    await foreign.close()
    await watcher.close()
    return lags, left, total == last - first, answer
