"""API processes and the load on them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec
import psutil

from bench import pgbench
from bench.child import ROOT, Child
from bench.ground import ROUNDS, Ground
from bench.load import Answer, Orders
from shuke.cli.place import pooled
from shuke.cli.working import work_once
from shuke.engine import apply_documents, publish, read_yaml
from shuke.kernel import Settings
from shuke.org import SYSTEM, create_key
from shuke.runtime import running

CORES = len(os.sched_getaffinity(0))


class Server:
    """One `shuke serve` with so many API processes."""

    def __init__(
        self,
        settings: Settings,
        *,
        work: bool,
        processes: int = 1,
        lanes: int | None = None,
    ) -> None:
        assert settings.database_url is not None
        self.port = _free_port()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "shuke.cli",
                "serve",
                "--json",
                "--port",
                str(self.port),
                "--data",
                str(settings.data_dir),
                "--worker" if work else "--no-worker",
                "--processes",
                str(processes),
            ],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("SHUKE_")},
                "SHUKE_DATABASE_URL": settings.database_url,
                "SHUKE_LOG_LEVEL": "warning",
                **({} if lanes is None else {"SHUKE_LANES": str(lanes)}),
            },
        )

    def ready(self) -> None:
        """Wait until it serves."""
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise RuntimeError(f"the server ended with {self.process.wait()}")

    def cpu_seconds(self) -> float:
        """The processor time of all its processes so far."""
        parent = psutil.Process(self.process.pid)
        times = [one.cpu_times() for one in (parent, *parent.children())]
        return float(sum(one.user + one.system for one in times))

    def rss_bytes(self) -> int:
        """Its resident memory."""
        return int(psutil.Process(self.process.pid).memory_info().rss)

    def stop(self) -> None:
        """End it with SIGTERM; kill it if that is not enough."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(
    settings: Settings, count: int = 1, *, processes: int = 1, lanes: int | None = None
) -> Iterator[list[Server]]:
    """Servers on one database, each with so many API processes; the first one works, too.

    What fell due since the year ended is folded first: it is not what is measured.
    """
    settled(settings)
    servers = [
        Server(settings, work=number == 0, processes=processes, lanes=lanes)
        for number in range(count)
    ]
    try:
        for server in servers:
            server.ready()
        yield servers
    finally:
        for server in servers:
            server.stop()


def settled(settings: Settings) -> None:
    """Fold what fell due since the year ended."""
    asyncio.run(work_once(settings))


def published(settings: Settings, yaml: str) -> None:
    """Put definitions into force."""

    async def more() -> None:
        async with running(settings, lanes=1, readers=1) as shuke:
            documents = read_yaml(shuke.app, yaml)
            async with shuke.pool.acquire() as connection:
                now = shuke.clock.now()
                await apply_documents(connection, shuke.book, documents, by="bench", now=now)
                await publish(connection, shuke.book, by="bench", now=now)

    asyncio.run(more())


def key_for(settings: Settings, scope: str = "events:write") -> str:
    """An API key that may do one thing: send events, unless another is asked for."""

    async def make() -> str:
        async with pooled(settings) as pool, pool.acquire() as connection:
            _key, secret = await create_key(
                connection,
                name="bench",
                scopes=[scope],
                by=SYSTEM,
                at=datetime.now(UTC),
            )
            return secret

    return asyncio.run(make())


class Rounds(msgspec.Struct):
    """What rounds of load against one set of servers gave."""

    ours: list[float]
    theirs: list[float]
    answers: list[Answer]
    cpu_us_per_event: int
    server_us_per_event: int

    @property
    def refused(self) -> int:
        """Events not accepted."""
        return sum(answer.refused for answer in self.answers)

    def p99(self) -> float:
        """The middle round's p99 in ms."""
        return sorted(answer.p99 for answer in self.answers)[len(self.answers) // 2]

    def p50(self) -> float:
        """The middle round's median in ms."""
        return sorted(answer.p50 for answer in self.answers)[len(self.answers) // 2]

    def first_refusal(self) -> dict[str, Any]:
        """What was said to the first event that was refused, to be put beside the figures."""
        said = next((a.first_refusal for a in self.answers if a.first_refusal), None)
        return {"first_refusal": said} if said else {}


def rounds(ground: Ground, servers: list[Server], orders: list[Orders], seconds: int) -> Rounds:
    """Load the servers, A B A B A: one client per entry of `orders`, made anew for each round."""
    found = Rounds([], [], [], 0, 0)
    events, server_seconds, database_seconds = 0, 0.0, 0.0
    for number in range(ROUNDS):
        with ExitStack() as stack:
            clients = [stack.enter_context(Child("bench.load", _round(o, number))) for o in orders]
            for client in clients:
                client.ready()
            before = sum(server.cpu_seconds() for server in servers)
            database = ground.cpu_seconds()
            for client in clients:
                client.begin()
            answers = [client.answer(Answer) for client in clients]
            server_seconds += sum(server.cpu_seconds() for server in servers) - before
            database_seconds += ground.cpu_seconds() - database
        events += sum(answer.events for answer in answers)
        found.answers += answers
        found.ours.append(sum(answer.events / answer.seconds for answer in answers))
        if number < ROUNDS - 1:
            found.theirs.append(pgbench.tps(ground.yardstick_url, seconds))
    found.cpu_us_per_event = round((server_seconds + database_seconds) / max(events, 1) * 1e6)
    found.server_us_per_event = round(server_seconds / max(events, 1) * 1e6)
    return found


def _round(orders: Orders, number: int) -> Orders:
    return msgspec.structs.replace(
        orders,
        prefix=f"{orders.prefix}{number}-{int(time.time())}",
        first=orders.first + number * orders.requests * orders.batch,
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
