"""`explain`: why an event gave what it gave, by replaying its member up to it."""

from __future__ import annotations

import asyncio
import time

import numpy as np

from bench.ground import Ground
from bench.result import Result, within
from shuke.engine import explain
from shuke.kernel import Settings
from shuke.runtime import running

LIMIT_MS = 100.0
SAMPLES = 300

# Orders drawn evenly over the log: members with many orders come up as often as they shop.
SAMPLE = """
select subject, seq from engine_log
where type = 'order.paid' order by md5(subject || seq::text) limit $1
"""


def run(ground: Ground, _seconds: int) -> list[Result]:
    """The p95 over a fixed sample of orders."""
    with ground.clone("explain") as settings:
        taken = asyncio.run(_measured(settings))
    p50, p95 = np.percentile(taken, [50, 95]) * 1000
    return [
        within(
            "explain",
            "ms p95",
            float(p95),
            LIMIT_MS,
            "limit",
            p50_ms=round(float(p50), 2),
            samples=len(taken),
        )
    ]


async def _measured(settings: Settings) -> list[float]:
    async with running(settings, lanes=1, readers=1) as shuke:
        rows = await shuke.pool.fetch(SAMPLE, SAMPLES)
        taken = []
        async with shuke.pool.acquire() as connection:
            for row in rows:
                started = time.perf_counter()
                await explain(connection, shuke.book, row["subject"], row["seq"])
                taken.append(time.perf_counter() - started)
    return taken
