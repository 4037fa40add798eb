"""Where a command works: its settings, and the database with its schema up to date."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from shuke.kernel import (
    Settings,
    ShukeError,
    Text,
    configure_logs,
    embedded,
    load_settings,
    migrate,
    open_pool,
    pending,
)

if TYPE_CHECKING:
    import asyncpg

T = TypeVar("T")


class MigrationsPending(ShukeError):
    """The database lacks migrations, and it is not ours to change without being asked."""

    code = "migrations_pending"
    status = 503
    title = Text(en="The database is not up to date", zh="数据库未更新")


@contextmanager
def settled(data_dir: Path | None, *, bring_up: bool = True) -> Iterator[Settings]:
    """Settings with the address of a running database.

    Without `SHUKE_DATABASE_URL` the embedded server of the data folder is started, or joined when
    it runs, and left again; its schema is brought up to date. A database given by address is only
    checked (`migrations_pending`), unless `bring_up` is False (the caller migrates or only looks).
    """
    with placed(load_settings(data_dir=data_dir), bring_up=bring_up) as (settings, _server):
        yield settings


@contextmanager
def placed(
    settings: Settings, *, bring_up: bool = True
) -> Iterator[tuple[Settings, embedded.EmbeddedPostgres | None]]:
    """The same for settings already read; also gives the embedded server, when it is ours."""
    # Before anything can be logged: stdout belongs to answers, and no log names a person.
    configure_logs(settings)
    # With a database given by address, too: what is open is closed before the process ends.
    embedded.stop_on_signals()
    if settings.database_url is not None:
        if bring_up:
            _refuse_behind(settings.database_url)
        yield settings, None
        return
    with embedded.start(settings.data_dir, port=settings.database_port) as server:
        if bring_up:
            migrate(server.url)
        yield msgspec.structs.replace(settings, database_url=server.url), server


@asynccontextmanager
async def pooled(settings: Settings, size: int = 2) -> AsyncIterator[asyncpg.Pool[Any]]:
    """A pool that is closed at the end."""
    pool = await open_pool(settings, min_size=1, max_size=size)
    try:
        yield pool
    finally:
        await pool.close()


def waited(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, on uvloop where there is one."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)


def _refuse_behind(url: str) -> None:
    missing = pending(url)
    if missing:
        raise MigrationsPending(
            Text(
                en=f"The database lacks {len(missing)} migration(s): {', '.join(missing)}.",
                zh=f"数据库缺少 {len(missing)} 个迁移：{', '.join(missing)}。",
            ),
            hint=Text(en="Run `shuke migrate` first.", zh="先运行 `shuke migrate`。"),
        )
