"""Two API processes and two workers on one database: the same events at once, one killed."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.flow.shop import PROGRAMME, Shop, opened, paid

from shuke.kernel import MovableClock
from shuke.org import SYSTEM, create_key

CARDS = 12
CHUNK = 20


@contextmanager
def process(url: str, folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A `shuke` command that says it is ready before this goes on."""
    with subprocess.Popen(
        [sys.executable, "-m", "shuke.cli", *arguments, "--data", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "SHUKE_DATABASE_URL": url},
    ) as running:
        try:
            assert running.stdout is not None
            assert json.loads(running.stdout.readline())["pid"] == running.pid
            yield running
        finally:
            if running.poll() is None:
                running.kill()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def chunks() -> list[list[dict[str, Any]]]:
    """Orders of the last hundred days, so that points are due by now, with refunds of some."""
    start = datetime.now(UTC) - timedelta(days=100)
    events = []
    for number in range(240):
        card = f"card:{number % CARDS}"
        when = start + timedelta(hours=7 * number)
        order = {"source": "till", "id": f"O{number}", "type": "order.paid", "subject": card,
                 "time": when.isoformat(), "data": paid(f"O{number}", 1000 + number)}  # fmt: skip
        events.append(order)
        if number % 4 == 0:
            data = {"order_id": f"O{number}", "refund_id": "R", "amount_cents": 300}
            when += timedelta(minutes=5)
            events.append(
                {**order, "id": f"R{number}", "type": "order.refunded", "data": data,
                 "time": when.isoformat()}
            )  # fmt: skip
    return [events[n : n + CHUNK] for n in range(0, len(events), CHUNK)]


async def post(client: httpx2.AsyncClient, chunk: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = await client.post("/v1/events?imported=true", json=chunk)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, Any]] = answer.json()["results"]
    return results


async def until(holds: Callable[[], Any], seconds: float = 60) -> None:
    """Wait for something the workers do."""
    end = time.monotonic() + seconds
    while not await holds():
        assert time.monotonic() < end, "the workers did not do it"
        await asyncio.sleep(0.1)


@pytest.mark.slow
async def test_two_apis_and_two_workers(database_url: str, tmp_path: Path) -> None:
    clock = MovableClock(datetime.now(UTC))
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME, since="2020-01-01")
        async with shop.pool.acquire() as connection:
            _key, secret = await create_key(
                connection,
                name="till",
                scopes=("events:write", "events:import"),
                by=SYSTEM,
                at=clock.now(),
            )
        ports = [free_port(), free_port()]
        with ExitStack() as stack:
            apis = [
                stack.enter_context(
                    process(database_url, tmp_path, "serve", "--no-worker", "--port", str(port))
                )
                for port in ports
            ]
            workers = [
                stack.enter_context(process(database_url, tmp_path, "worker")) for _ in range(2)
            ]
            await the_same_at_once(ports, secret, apis[0])
            await all_is_done(shop)
            for ended in (apis[1], *workers):
                ended.send_signal(signal.SIGTERM)
            codes = [await asyncio.to_thread(ended.wait, 30) for ended in (apis[1], *workers)]
            assert codes == [0, 0, 0]
        await everything_once(shop)


async def the_same_at_once(ports: list[int], secret: str, victim: "subprocess.Popen[str]") -> None:
    """Every chunk to both processes at once; the first one is killed on the way."""
    headers = {"authorization": f"Bearer {secret}"}
    every = chunks()
    half = len(every) // 2
    async with (
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{ports[0]}", headers=headers) as one,
        httpx2.AsyncClient(base_url=f"http://127.0.0.1:{ports[1]}", headers=headers) as two,
    ):
        for chunk in every[:half]:
            both = await asyncio.gather(post(one, chunk), post(two, chunk))
            for first, second in zip(*both, strict=True):
                assert sorted((first["status"], second["status"])) == ["accepted", "duplicate"]
                assert (first["member"], first["seq"]) == (second["member"], second["seq"])
                assert first["effects"] == second["effects"]
        # The rest at once, the killed one's too; what it did not answer is sent again.
        sent = [asyncio.create_task(post(one, chunk)) for chunk in every[half:]]
        await asyncio.wait(sent, return_when=asyncio.FIRST_COMPLETED)
        victim.send_signal(signal.SIGKILL)
        answered = await asyncio.gather(*sent, return_exceptions=True)
        again = await asyncio.gather(*[post(two, chunk) for chunk in every[half:]])
        for before, after in zip(answered, again, strict=True):
            statuses = [one["status"] for one in after]
            if isinstance(before, list):
                assert statuses == ["duplicate"] * len(statuses)
            assert set(statuses) <= {"accepted", "duplicate"}


async def all_is_done(shop: Shop) -> None:
    """No timer is due any more, and every batch has its place in the feed."""

    async def holds() -> bool:
        left = await shop.pool.fetchval(
            "select (select count(*) from engine_state where due_at <= now())"
            " + (select count(*) from engine_batch where position is null)"
        )
        return left == 0  # type: ignore[no-any-return]

    await until(holds)


async def everything_once(shop: Shop) -> None:
    logged = await shop.pool.fetch("select id, type, subject, seq from engine_log")
    sent = [event["id"] for chunk in chunks() for event in chunk]
    assert sorted(row["id"] for row in logged if row["type"] != "tick") == sorted(sent)
    assert {row["type"] for row in logged} == {"order.paid", "order.refunded", "tick"}
    assert len({row["subject"] for row in logged}) == CARDS
    assert len({(row["subject"], row["seq"]) for row in logged}) == len(logged)
    assert await shop.pool.fetchval("select count(*) from engine_inbox") == 0
    assert await shop.flaws() == []
