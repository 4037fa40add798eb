"""Health: is this process alive, and is it ready to serve? Each check says what it found.

``/health/live`` needs no check: a process that answers lives. ``/health/ready`` asks a
``Readiness``; a load balancer sends traffic only where it says yes.
"""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import asyncpg
import msgspec
import structlog

from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.migrations import newest

_CHECK_SECONDS: Final = 2.0
_LEAST_FREE_BYTES: Final = 512 * 1024 * 1024
_log = structlog.get_logger(__name__)


class Unready(ShukeError):
    """A check found that the process must not serve now."""

    code = "not_ready"
    status = 503
    title = Text(en="Not ready", zh="尚未就绪")


class Check(msgspec.Struct, frozen=True):
    """One thing to look at: ``look`` raises when it is not well, ``Unready`` to say how."""

    name: str
    title: Text
    look: Callable[[], Awaitable[None]]


class Finding(msgspec.Struct, frozen=True):
    """What a check found."""

    name: str
    title: Text
    ready: bool
    milliseconds: float
    detail: Text | None = None


class Report(msgspec.Struct, frozen=True):
    """Whether the process is ready, and what each check found."""

    ready: bool
    checks: list[Finding]


class Readiness:
    """The checks of a process, run together."""

    __slots__ = ("_checks",)

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)

    async def look(self) -> Report:
        """Run every check; one that takes longer than two seconds has failed."""
        findings = await asyncio.gather(*(_found(check) for check in self._checks))
        return Report(all(finding.ready for finding in findings), list(findings))


async def _found(check: Check) -> Finding:
    began = time.perf_counter()
    detail: Text | None = None
    try:
        await asyncio.wait_for(check.look(), _CHECK_SECONDS)
    except Unready as error:
        detail = error.detail
    except TimeoutError:
        detail = Text(en="No answer within two seconds.", zh="两秒内没有回应。")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        _log.warning("check_failed", check=check.name, reason=str(error))
        detail = Text(en="It cannot be reached.", zh="连不上。")
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    return Finding(check.name, check.title, detail is None, milliseconds, detail)


def database_check(pool: "asyncpg.Pool[asyncpg.Record]") -> Check:
    """The database answers and takes writes."""

    async def look() -> None:
        if await pool.fetchval("select pg_is_in_recovery()"):
            raise Unready(Text(en="The database is read-only.", zh="数据库是只读的。"))

    return Check("database", Text(en="Database", zh="数据库"), look)


def migration_check(pool: "asyncpg.Pool[asyncpg.Record]") -> Check:
    """The database stands at the migration that this program needs."""
    needed = newest()

    async def look() -> None:
        try:
            found = await pool.fetchval("select version_num from kernel_migration")
        except asyncpg.UndefinedTableError:
            found = None
        if found != needed:
            raise Unready(
                Text(
                    en=f"The database is at migration {found or 'none'}, needed is {needed}: "
                    "run `shuke migrate`.",
                    zh=f"数据库的迁移是 {found or '无'}，需要 {needed}：运行 `shuke migrate`。",
                )
            )

    return Check("migration", Text(en="Migration", zh="迁移"), look)


def disk_check(folder: Path) -> Check:
    """The disk of the data folder has room."""

    async def look() -> None:
        free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
        if free < _LEAST_FREE_BYTES:
            megabytes = free // 1_000_000
            raise Unready(
                Text(
                    en=f"Only {megabytes} MB are free in the data folder.",
                    zh=f"数据文件夹所在磁盘只剩 {megabytes} MB。",
                )
            )

    return Check("disk", Text(en="Disk", zh="磁盘"), look)
