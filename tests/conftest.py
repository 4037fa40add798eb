"""Fixtures for every room: a real PostgreSQL, one fresh database per test, a clock that is moved.

One embedded cluster serves the whole run, however many workers share it: whoever comes first
starts it and migrates the template, the last one to leave stops it.
"""

import fcntl
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import psycopg
import pytest
from hypothesis import settings
from tests.chromium import FLAGS, MISSING, found_chromium

from shuke.kernel import MovableClock, embedded, migrate, open_pool

# Two shared cores are slow at times; what an example takes says nothing about its truth.
settings.register_profile("shuke", deadline=None)
settings.load_profile("shuke")

_TEMPLATE = "shuke_template"
_LONGEST_NAME = 40
_SPARE_BYTES = 4 * 1024**3
_numbers = count(1)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A long text is no name for a test, and a sealed one differs from worker to worker."""
    return argname if isinstance(val, str) and len(val) > _LONGEST_NAME else None


@pytest.fixture(scope="session")
def cluster_url(request: pytest.FixtureRequest, testrun_uid: str, worker_id: str) -> Iterator[str]:
    """The URL of the run's cluster, with ``{database}`` to be filled."""
    folder = _place() / f"shuke-test-{testrun_uid[:12]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = embedded.start(folder)
        url = server.url.replace("/postgres?", "/{database}?")
        try:
            _relax(url)
            _make_template(url)
        except BaseException:
            _leave(server, folder)
            raise
    yield url
    _leave(server, folder)


@pytest.fixture(scope="session")
def admin(cluster_url: str) -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    """A connection that makes and drops this worker's databases."""
    with _admin(cluster_url) as connection:
        yield connection


@pytest.fixture
def database_url(
    cluster_url: str, worker_id: str, admin: "psycopg.Connection[tuple[object, ...]]"
) -> Iterator[str]:
    """The URL of a database of this test's own, cloned from the migrated template."""
    name = f"test_{worker_id}_{next(_numbers)}"
    # Two clones of one template at once would be refused; the lock makes them queue.
    admin.execute("select pg_advisory_lock(1)")
    admin.execute(f'create database "{name}" template {_TEMPLATE} strategy file_copy')
    admin.execute("select pg_advisory_unlock(1)")
    yield cluster_url.format(database=name)
    admin.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator["asyncpg.Pool[asyncpg.Record]"]:
    """A pool on ``database_url``."""
    opened = await open_pool(database_url, min_size=1, max_size=8)
    yield opened
    opened.terminate()


@pytest.fixture
def clock() -> MovableClock:
    """Noon of Monday, 2 March 2026 in Shanghai, until the test moves it."""
    return MovableClock(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium with the flags it needs in a container."""
    path = found_chromium()
    if path is None:
        pytest.skip(MISSING)
    return {**browser_type_launch_args, "executable_path": path, "args": list(FLAGS)}


def _place() -> Path:
    """Memory where there is some to spare: a thousand databases are made and dropped.

    pytest's own temp folders would be too deep for a Unix socket.
    """
    memory = Path("/dev/shm")
    spare = memory.is_dir() and shutil.disk_usage(memory).free > _SPARE_BYTES
    return memory if spare else Path(tempfile.gettempdir())


def _leave(server: embedded.EmbeddedPostgres, folder: Path) -> None:
    if server.stop():
        shutil.rmtree(folder)


def _admin(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(url.format(database="postgres"), autocommit=True)


def _relax(url: str) -> None:
    """No test needs its rows after a power cut, and thousands of syncs cost minutes."""
    with _admin(url) as admin:
        for what in ("fsync", "full_page_writes", "autovacuum"):
            admin.execute(f"alter system set {what} = off")
        admin.execute("select pg_reload_conf()")


def _make_template(url: str) -> None:
    with _admin(url) as admin:
        found = admin.execute("select 1 from pg_database where datname = %s", [_TEMPLATE])
        if found.fetchone():
            return
        admin.execute("drop database if exists shuke_draft")
        admin.execute("create database shuke_draft")
    migrate(url.format(database="shuke_draft"))
    with _admin(url) as admin:
        admin.execute(f"alter database shuke_draft rename to {_TEMPLATE}")
