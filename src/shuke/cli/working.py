"""The worker's two ways to run: until a signal, or once over what is due."""

from __future__ import annotations

import asyncio
import signal

from shuke.cli.memory import settled_in
from shuke.engine import deliver, sequence, tick_due
from shuke.kernel import Settings
from shuke.ledger import finance
from shuke.runtime import running
from shuke.worker import Worker, job_runner


async def work_on(settings: Settings) -> None:
    """Work until SIGTERM or SIGINT, finishing what was begun."""
    async with running(settings) as shuke:
        worker = Worker(shuke)
        settled_in()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, worker.stop)
        await worker.run()


async def work_once(settings: Settings) -> dict[str, int]:
    """Fold what is due, deliver what is queued, place what is unplaced, count it in the books;
    answer how much of each."""
    done = {"ticks": 0, "delivered": 0, "sequenced": 0, "counted": 0, "jobs": 0}
    async with running(settings) as shuke:
        now = shuke.clock.now()
        while await job_runner(shuke).run_next():
            done["jobs"] += 1
        done["ticks"] = await tick_due(shuke.intake, now)
        while passed := await deliver(shuke.pool, shuke.intake, now):
            done["delivered"] += passed
        async with shuke.pool.acquire() as connection:
            while placed := await sequence(connection):
                done["sequenced"] += placed
            while counted := await finance.count(connection):
                done["counted"] += counted
    return done
