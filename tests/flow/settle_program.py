"""A program for the crash test: it settles the release in force and says how far it is.

    python settle_program.py URL FOLDER NOW

A few members at a time, so that a kill comes in the middle.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from tests.flow.shop import opened

from shuke.engine import settle
from shuke.kernel import MovableClock


async def main(url: str, folder: str, now: str) -> None:
    module = sys.modules[settle.__module__]
    module.MEMBERS_PER_BATCH = 4  # type: ignore[attr-defined]
    module.PAGE = 4  # type: ignore[attr-defined]
    clock = MovableClock(datetime.fromisoformat(now))

    class Told:
        """Says when some were brought in; whoever listens may kill."""

        done = 0

        async def progress(self, done: int, _total: int | None = None) -> None:
            self.done = done
            if run.done.replayed >= 8:
                sys.stdout.write("brought\n")
                sys.stdout.flush()
                await asyncio.sleep(60)

    async with opened(url, clock, Path(folder)) as shop:
        run = module._Run(shop.pool, shop.shuke.intake.batcher, Told())  # type: ignore[attr-defined]
        while await run.round():
            pass
    sys.stdout.write("done\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
