"""Law 9: kill any process at any moment; nothing acknowledged is lost, nothing counts twice."""

import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import psutil
import pytest
from tests.engine.tiny import open_intake, paid, purses, tiny

from shuke.engine import EPOCH, ReleaseBook, verify_buckets, verify_whole
from shuke.kernel import MovableClock, SystemClock, embedded, migrate, open_pool

Pool: TypeAlias = "asyncpg.Pool[Any]"

ROOT = Path(__file__).parents[2]
COUNT = 96
KILLS = 6


async def verified(pool: Pool) -> list[tuple[str, str]]:
    app = tiny()
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        return report.flaws + await verify_whole(connection)


def run(url: str, round_: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(ROOT / "tests/engine/crash_program.py"), url, round_, str(COUNT)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
    )


def killed_midway(url: str, round_: str, after: int) -> list[str]:
    """Run, kill -9 after so many acknowledgements, and answer what was acknowledged."""
    process = run(url, round_)
    assert process.stdout is not None
    heard = []
    for line in process.stdout:
        heard.append(line.strip())
        if len(heard) == after:
            process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return heard


@pytest.mark.slow
async def test_killed_at_random_moments_and_retried(database_url: str, pool: Pool) -> None:
    chance = random.Random(521)
    acknowledged: set[str] = set()
    for kill in range(KILLS):
        round_ = f"K{kill // 2}"
        heard = await asyncio.to_thread(
            killed_midway, database_url, round_, chance.randint(1, COUNT - 1)
        )
        acknowledged |= set(heard)
        logged = {r["id"] for r in await pool.fetch("select id from engine_log")}
        assert acknowledged <= logged
    for round_ in {f"K{kill // 2}" for kill in range(KILLS)}:
        process = run(database_url, round_)
        out, _err = await asyncio.to_thread(process.communicate)
        assert process.returncode == 0
        assert len(out.split()) == COUNT
    assert await verified(pool) == []
    rounds = KILLS // 2
    assert await pool.fetchval("select count(*) from engine_log") == rounds * COUNT * 2
    spent = sum(p.spent_cents for p in (await purses(pool)).values())
    assert spent == rounds * sum(10 + n - 5 for n in range(COUNT))


@pytest.fixture
def own_cluster() -> Iterator[tuple[embedded.EmbeddedPostgres, str]]:
    folder = Path(tempfile.mkdtemp(prefix="shuke-crash-"))
    server = embedded.start(folder)
    migrate(server.url)
    yield server, server.url
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def kill_server(pid: int) -> None:
    postmaster = psutil.Process(pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        process.kill()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["kill -9", "restart"])
async def test_postgresql_dies_under_load(
    own_cluster: tuple[embedded.EmbeddedPostgres, str], how: str
) -> None:
    server, url = own_cluster
    pool = await open_pool(url, min_size=1, max_size=6)
    intake = await open_intake(pool, SystemClock(), lanes=3)
    accepted: list[str] = []
    enough = asyncio.Event()

    async def customer(card: int) -> None:
        for number in range(40):
            while True:
                [outcome] = await intake.submit([paid(f"C{card}-{number}", f"card:{card}", 100)])
                if outcome.status in ("accepted", "duplicate"):
                    accepted.append(outcome.id)
                    if len(accepted) == 150:
                        enough.set()
                    break
                assert outcome.problem is not None
                assert outcome.problem.code == "database_away", outcome.problem
                await asyncio.sleep(0.05)

    load = asyncio.gather(*(customer(card) for card in range(16)))
    await enough.wait()
    if how == "kill -9":
        assert server.pid is not None
        await asyncio.to_thread(kill_server, server.pid)
        await asyncio.to_thread(server.revive)
    else:
        await asyncio.to_thread(_restart, server)
    await load
    assert len(accepted) == 640
    assert await pool.fetchval("select count(*) from engine_log") == 640
    assert await verified(pool) == []
    await intake.stop()
    pool.terminate()


def _restart(server: embedded.EmbeddedPostgres) -> None:
    assert server.pid is not None
    os.kill(server.pid, signal.SIGINT)
    psutil.Process(server.pid).wait()
    server.revive()


async def test_an_old_process_stops_when_a_newer_one_took_over(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock)
    await intake.submit([paid("A1")])
    await pool.execute("update engine_epoch set epoch = $1", EPOCH + 1)
    [outcome] = await intake.submit([paid("A2")])
    assert outcome.problem is not None
    assert outcome.problem.code == "engine_outdated"
    assert await pool.fetchval("select count(*) from engine_log") == 1
    await intake.stop()


async def test_a_clock_set_back_changes_nothing_that_was_folded(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock)
    await intake.submit([paid("A1")])
    clock.advance(timedelta(days=-3))
    [outcome] = await intake.submit([paid("A2")])
    assert outcome.status == "accepted"
    assert await verified(pool) == []
    await intake.stop()
