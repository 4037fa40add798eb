"""The load client: a process of its own on raw sockets, so that measuring costs little.

Reads its orders as JSON from stdin, builds all requests, says `ready`, waits for a line, sends
them over a fixed number of connections to loopback, and answers with counts and latencies.
Bounded: it stops after `seconds` or when all requests are sent, whichever is first.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections import Counter
from typing import Any

import msgspec
import numpy as np

from shuke.cli.demo import load_year
from shuke.cli.demo.dataset import Year

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_ACCEPTED = re.compile(rb'"accepted":(\d+),"duplicates":\d+,"refused":(\d+)')
HARD_LIMIT_SECONDS = 60.0
GRACE_SECONDS = 30.0
"""For the last answers, after no more requests are sent."""


class Orders(msgspec.Struct):
    """What to send."""

    port: int
    key: str
    prefix: str
    connections: int
    seconds: float
    requests: int
    batch: int = 1
    """Orders per request; 1 sends a single event, more an array."""
    first: int = 0
    """Begin at this order of the year."""
    subject: str | None = None
    """Send everything on one member."""
    spread: int | None = None
    """Over how many of `growth`'s members the orders are spread."""
    share: tuple[int, int] | None = None
    """(which, of how many): only the orders of this share of the households."""
    pace: float | None = None
    """Requests per second, all connections together; None: as fast as answers come."""


class Answer(msgspec.Struct):
    """What came back. Latencies in milliseconds, over answered requests."""

    events: int
    refused: int
    seconds: float
    cpu_seconds: float
    p50: float
    p90: float
    p99: float
    worst: float
    statuses: dict[str, int]
    first_refusal: str | None = None


class Connection(asyncio.Protocol):
    """One keep-alive connection that sends the next request when the last is answered."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.buffer = bytearray()
        self.sent_at = 0.0
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses of asyncio's.
        self.transport: Any = transport
        self.send()

    def send(self) -> None:
        request = self.run.next(self)
        if request is None:
            self.transport.close()
            return
        self.sent_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        whole = self.taken()
        if whole is None:
            return
        self.run.answered(time.perf_counter() - self.sent_at, *whole)
        wait = self.run.wait()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self.send)
        else:
            self.send()

    def taken(self) -> tuple[bytes, bytes] | None:
        """The answer that is whole in the buffer, as status and body."""
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return None
        length = _LENGTH.search(self.buffer, 0, head)
        assert length is not None, bytes(self.buffer[:head])
        end = head + 4 + int(length[1])
        if len(self.buffer) < end:
            return None
        whole = bytes(self.buffer[9:12]), bytes(self.buffer[head:end])
        del self.buffer[:end]
        return whole

    def connection_lost(self, error: Exception | None) -> None:
        if not self.closed.done():
            self.closed.set_result(None)


class Run:
    """The requests, who is next, and what was answered."""

    def __init__(self, orders: Orders, requests: list[bytes]) -> None:
        self.orders = orders
        self.requests = requests
        self.place = 0
        self.ends_at = 0.0
        self.started_at = 0.0
        self.latencies: list[float] = []
        self.statuses: Counter[str] = Counter()
        self.accepted = self.refused = 0
        self.first_refusal: str | None = None

    def next(self, connection: Connection) -> bytes | None:
        """The next request of a connection, or None: it has sent all of its own."""
        if self.ended(len(self.requests)):
            return None
        self.place += 1
        return self.requests[self.place - 1]

    def ended(self, count: int) -> bool:
        """Whether no more is sent: it was so many, or time is over."""
        return self.place >= count or time.perf_counter() >= self.ends_at

    def wait(self) -> float:
        """How long the pace asks to wait before the next request."""
        if self.orders.pace is None:
            return 0.0
        return self.started_at + self.place / self.orders.pace - time.perf_counter()

    def answered(self, seconds: float, status: bytes, body: bytes) -> None:
        self.latencies.append(seconds)
        self.statuses[status.decode()] += 1
        accepted, refused = self._counted(body)
        self.accepted += accepted
        self.refused += refused
        if refused and self.first_refusal is None:
            self.first_refusal = body[-600:].decode(errors="replace")

    def _counted(self, body: bytes) -> tuple[int, int]:
        if self.orders.batch == 1:
            good = b'"status":"accepted"' in body
            return int(good), int(not good)
        found = _ACCEPTED.search(body)
        if found is None:
            return 0, self.orders.batch
        return int(found[1]), int(found[2])

    async def go(self) -> Answer:
        loop = asyncio.get_running_loop()
        cpu = time.process_time()
        self.started_at = time.perf_counter()
        self.ends_at = self.started_at + min(self.orders.seconds, HARD_LIMIT_SECONDS)
        made = [
            await loop.create_connection(lambda: Connection(self), "127.0.0.1", self.orders.port)
            for _ in range(self.orders.connections)
        ]
        await asyncio.wait_for(
            asyncio.gather(*(connection.closed for _transport, connection in made)),
            HARD_LIMIT_SECONDS + GRACE_SECONDS,
        )
        seconds = time.perf_counter() - self.started_at
        p50, p90, p99, worst = np.percentile(self.latencies, [50, 90, 99, 100]) * 1000
        return Answer(
            events=self.accepted,
            refused=self.refused,
            seconds=seconds,
            cpu_seconds=time.process_time() - cpu,
            p50=round(float(p50), 2),
            p90=round(float(p90), 2),
            p99=round(float(p99), 2),
            worst=round(float(worst), 2),
            statuses=dict(self.statuses),
            first_refusal=self.first_refusal,
        )


def member(number: int) -> str:
    """The id of a member that only a benchmark knows."""
    return f"bench-{number:020d}"


def bodies(year: Year, orders: Orders) -> list[bytes]:
    """The JSON bodies: the year's orders under new numbers, as if paid now."""
    count = orders.requests * orders.batch
    mine = np.arange(len(year.basket))
    if orders.share is not None:
        which, shares = orders.share
        mine = np.flatnonzero(year.household % shares == which)
    rows = mine[(np.arange(count) + orders.first) % len(mine)]
    events = []
    for start in range(0, count, 10_000):
        part = rows[start : start + 10_000]
        for number, (row, data) in enumerate(
            zip(part.tolist(), year.order_json(part), strict=True), start
        ):
            subject = orders.subject or f"card:{year.household[row]}"
            if orders.spread is not None:
                # A step that is prime to every count of members: each comes up once a round.
                subject = f"member:{member((orders.first + number) * 7_919 % orders.spread + 1)}"
            mark = f"{orders.prefix}-{number}-"
            events.append(
                f'{{"source":"bench","id":"{mark}","type":"order.paid","subject":"{subject}",'
                f'"data":{{"order_id":"{mark}'.encode()
                + data[13:]
                + b"}"
            )
    if orders.batch == 1:
        return events
    return [
        b"[" + b",".join(events[start : start + orders.batch]) + b"]"
        for start in range(0, count, orders.batch)
    ]


def framed(orders: Orders, body: bytes) -> bytes:
    """A body as an HTTP request."""
    head = (
        f"POST /v1/events HTTP/1.1\r\nhost: 127.0.0.1:{orders.port}\r\n"
        f"authorization: Bearer {orders.key}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def main() -> None:
    """Serve one order from stdin."""
    import uvloop

    orders = msgspec.json.decode(sys.stdin.readline(), type=Orders)
    requests = [framed(orders, body) for body in bodies(load_year(), orders)]
    run = Run(orders, requests)
    print("ready", flush=True)
    sys.stdin.readline()
    answer: Any = uvloop.run(run.go())
    print(msgspec.json.encode(answer).decode(), flush=True)


if __name__ == "__main__":
    main()
