"""Thousands of callers at once: everybody is connected, then everybody asks in the same moment.

Reads its orders as JSON from stdin, connects, says `ready`, waits for a line, sends one request on
every connection, and answers with counts and when the last one was answered.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from typing import Any

import msgspec

from bench.load import Connection, framed, member
from bench.load import Orders as Framed

HARD_LIMIT_SECONDS = 60.0
_CODE = b'"code":"'


class Orders(msgspec.Struct):
    """Who asks for what: `callers` members, each for one of the gift."""

    port: int
    key: str
    gift: str
    callers: int
    prefix: str
    first: int = 0
    """The callers are the members after this one."""


class Answer(msgspec.Struct):
    """How many got one, why the others did not, and the seconds until the last was answered."""

    accepted: int
    refused: dict[str, int]
    seconds: float
    half_seconds: float
    """Until half of them were answered."""


class Caller(Connection):
    """A connection that is open before it asks, and asks once."""

    run: Any

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def send(self) -> None:
        """Ask, or, once answered, go."""
        request = self.run.next(self)
        if request is None:
            self.transport.close()
        else:
            self.transport.write(request)


class Rush:
    """The callers, and what was answered."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.requests = [_request(orders, number) for number in range(1, orders.callers + 1)]
        self.accepted = 0
        self.refused: Counter[str] = Counter()
        self.answered_at: list[float] = []

    def next(self, _connection: Connection) -> bytes | None:
        return self.requests.pop() if self.requests else None

    def answered(self, _seconds: float, _status: bytes, body: bytes) -> None:
        self.answered_at.append(time.perf_counter())
        if b'"status":"accepted"' in body:
            self.accepted += 1
            return
        start = body.find(_CODE) + len(_CODE)
        self.refused[body[start : body.find(b'"', start)].decode()] += 1

    def wait(self) -> float:
        return 0.0

    async def go(self) -> Answer:
        loop = asyncio.get_running_loop()
        callers = []
        for _ in range(self.orders.callers):
            made: Any = await loop.create_connection(
                lambda: Caller(self),  # type: ignore[arg-type]
                "127.0.0.1",
                self.orders.port,
            )
            callers.append(made[1])
        print("ready", flush=True)
        await loop.run_in_executor(None, sys.stdin.readline)
        began = time.perf_counter()
        for caller in callers:
            caller.send()
        await asyncio.wait_for(
            asyncio.gather(*(caller.closed for caller in callers)), HARD_LIMIT_SECONDS
        )
        moments = sorted(self.answered_at)
        return Answer(
            self.accepted,
            dict(self.refused),
            moments[-1] - began,
            moments[len(moments) // 2] - began,
        )


def _request(orders: Orders, number: int) -> bytes:
    mark, who = f"{orders.prefix}-{number}", member(orders.first + number)
    body = (
        f'{{"source":"app","id":"{mark}","type":"gift.redeem","subject":"member:{who}",'
        f'"data":{{"redemption_id":"{mark}","gift":"{orders.gift}"}}}}'
    ).encode()
    shape = Framed(orders.port, orders.key, orders.prefix, orders.callers, 0, 0)
    return framed(shape, body)


def main() -> None:
    """Serve one order from stdin."""
    import uvloop

    rush = Rush(msgspec.json.decode(sys.stdin.readline(), type=Orders))
    answer: Any = uvloop.run(rush.go())
    print(msgspec.json.encode(answer).decode(), flush=True)


if __name__ == "__main__":
    main()
