"""A running Shuke: a pool, the keys, the releases and the intake, opened and closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shuke.app import IDENTITY_RULES, application
from shuke.engine import (
    Application,
    Batcher,
    Identifier,
    Intake,
    Keyring,
    ReleaseBook,
    open_keyring,
)
from shuke.kernel import Clock, Settings, SystemClock, open_pool

if TYPE_CHECKING:
    import asyncpg

READERS = 8
"""Connections for reads, beside those of the lanes."""


@dataclass(frozen=True, slots=True)
class Shuke:
    """What the doors (api, cli, worker) work with."""

    settings: Settings
    pool: asyncpg.Pool[Any]
    app: Application
    book: ReleaseBook
    keyring: Keyring
    intake: Intake
    clock: Clock


@asynccontextmanager
async def running(
    settings: Settings, *, clock: Clock | None = None, lanes: int = 2, readers: int = READERS
) -> AsyncIterator[Shuke]:
    """Open everything on the settings' database, and close it after the last event is answered.

    `lanes` for live traffic, as many for bulk and for ticks, each with a connection.

    The database must be migrated. Raises what `open_pool` and `open_keyring` raise.
    """
    clock = clock or SystemClock()
    async with (
        _pool(settings, 2 * lanes + readers) as pool,
        _pool(settings, 3 * lanes + 1, plan_once=True) as doors,
    ):
        async with pool.acquire() as connection:
            keyring = await open_keyring(connection, settings)
        app = application()
        book = ReleaseBook(app)
        batcher = Batcher(app, book, Identifier(keyring, IDENTITY_RULES), clock)
        intake = Intake(doors, batcher, lanes)
        await intake.start()
        try:
            yield Shuke(settings, pool, app, book, keyring, intake, clock)
        finally:
            await intake.stop()


@asynccontextmanager
async def _pool(
    settings: Settings, most: int, *, plan_once: bool = False
) -> AsyncIterator[asyncpg.Pool[Any]]:
    pool = await open_pool(settings, min_size=1, max_size=most, plan_once=plan_once)
    try:
        yield pool
    finally:
        await _close(pool)


async def _close(pool: asyncpg.Pool[Any]) -> None:
    try:
        await asyncio.wait_for(pool.close(), 5)
    except TimeoutError:
        pool.terminate()
