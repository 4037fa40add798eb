"""The way to PostgreSQL: one pool of asyncpg connections, set up the same everywhere."""

from typing import Any, Final

import asyncpg

from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.settings import Settings

OLDEST_POSTGRES: Final = 150000
"""PostgreSQL 15, as the server itself numbers it."""


class DatabaseUnreachable(ShukeError):
    """No connection: the server is away, refuses, or the address is wrong."""

    code = "database_unreachable"
    status = 503
    title = Text(en="The database cannot be reached", zh="连不上数据库")


class DatabaseTooOld(ShukeError):
    """The server is older than PostgreSQL 15."""

    code = "database_too_old"
    status = 503
    title = Text(en="The database is too old", zh="数据库版本太旧")


async def open_pool(
    settings: Settings | str, *, min_size: int = 1, max_size: int = 10, plan_once: bool = False
) -> "asyncpg.Pool[asyncpg.Record]":
    """A pool on the database of the settings (or of a URL); the caller closes it.

    Prepared statements are cached per connection; JSON stays text; sessions run in UTC without
    JIT. Returning a connection costs no query, so nobody may leave anything set on a session.
    With `plan_once` a statement is planned once and not again for the values of each call: for
    statements whose best plan is the same whatever the values.

    Errors: ``database_unreachable``, ``database_too_old``.
    """
    url = settings if isinstance(settings, str) else settings.database_url
    if url is None:
        raise DatabaseUnreachable(
            Text(
                en="No database address: start the embedded one first, or set SHUKE_DATABASE_URL.",
                zh="没有数据库地址：先启动内置数据库，或设置 SHUKE_DATABASE_URL。",
            )
        )
    session = {"application_name": "shuke", "timezone": "UTC", "jit": "off"}
    if plan_once:
        session["plan_cache_mode"] = "force_generic_plan"
    try:
        pool = await asyncpg.create_pool(
            url,
            min_size=min_size,
            max_size=max_size,
            statement_cache_size=512,
            max_cached_statement_lifetime=0,
            max_inactive_connection_lifetime=0,
            reset=_leave_as_it_is,
            server_settings=session,
        )
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
        raise unreachable(error) from error
    try:
        await _refuse_old(pool)
    except BaseException:
        pool.terminate()
        raise
    return pool


def unreachable(error: BaseException) -> DatabaseUnreachable:
    """The error to raise when connecting failed with ``error``; never shows the address."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DatabaseUnreachable(
        Text(en=f"No connection to PostgreSQL: {reason}.", zh=f"连不上 PostgreSQL: {reason}。"),
        hint=Text(
            en="Check SHUKE_DATABASE_URL and that the server runs; `shuke doctor` looks closer.",
            zh="检查 SHUKE_DATABASE_URL 和数据库是否在运行；`shuke doctor` 会细看。",
        ),
    )


def too_old(version: int) -> DatabaseTooOld:
    """The error for a server that numbers itself ``version`` (140005 is 14.5)."""
    found = f"{version // 10_000}.{version % 10_000}"
    return DatabaseTooOld(
        Text(
            en=f"The server is PostgreSQL {found}; Shuke needs 15 or newer.",
            zh=f"服务器是 PostgreSQL {found}；熟客需要 15 或更新。",
        )
    )


async def _refuse_old(pool: "asyncpg.Pool[asyncpg.Record]") -> None:
    version = int(await pool.fetchval("select current_setting('server_version_num')"))
    if version < OLDEST_POSTGRES:
        raise too_old(version)


async def _leave_as_it_is(connection: Any) -> None:
    # asyncpg has already dropped listeners and ended an open transaction. Its default would now
    # send a query to undo SET, LISTEN and advisory locks, which no code of ours leaves behind.
    return
