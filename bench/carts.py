"""Carts, offers and coupons to price, made of the real year; and the client that has them priced.

The client is a process of its own, as `bench.load` is. With a pace it is an open loop: requests
are due at fixed moments whatever the answers do, and latency counts from when each was due.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter, deque
from typing import Any

import msgspec
import numpy as np

from bench.load import HARD_LIMIT_SECONDS, Connection
from shuke.cli.demo import load_year

LINES = 20


class Asking(msgspec.Struct):
    """What to have priced, and how fast."""

    port: int
    key: str
    connections: int
    seconds: float
    bodies: list[str]
    pace: float | None = None


class Answered(msgspec.Struct):
    """What came back. Latencies in milliseconds."""

    quotes: int
    refused: int
    per_second: float
    p50: float
    p95: float
    p99: float
    worst: float
    optimal: int
    first_refusal: str | None = None


class Pricing:
    """The requests in turn, who is free, and what was answered."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.requests = [_framed(asking, body.encode()) for body in asking.bodies]
        self.place = 0
        self.due: deque[float] = deque()
        self.free: deque[_Priced] = deque()
        self.latencies: list[float] = []
        self.statuses: Counter[bytes] = Counter()
        self.optimal = 0
        self.first_refusal: str | None = None
        self.ends_at = 0.0

    def next(self) -> bytes:
        self.place += 1
        return self.requests[self.place % len(self.requests)]

    def answered(self, since: float, status: bytes, body: bytes) -> None:
        self.latencies.append(time.perf_counter() - since)
        self.statuses[status] += 1
        self.optimal += b'"optimal":true' in body
        if status != b"200" and self.first_refusal is None:
            self.first_refusal = body[:600].decode(errors="replace")

    async def go(self) -> Answered:
        loop = asyncio.get_running_loop()
        asking = self.asking
        self.ends_at = time.perf_counter() + min(asking.seconds, HARD_LIMIT_SECONDS)
        started = time.perf_counter()
        made = [
            (await loop.create_connection(lambda: _Priced(self), "127.0.0.1", asking.port))[1]
            for _ in range(asking.connections)
        ]
        if asking.pace is not None:
            await self._pace(asking.pace)
        for one in made:
            one.leave()
        await asyncio.wait_for(
            asyncio.gather(*(one.closed for one in made)), HARD_LIMIT_SECONDS + asking.seconds
        )
        seconds = time.perf_counter() - started
        p50, p95, p99, worst = np.percentile(self.latencies, [50, 95, 99, 100]) * 1000
        good = self.statuses[b"200"]
        return Answered(
            quotes=good,
            refused=sum(self.statuses.values()) - good,
            per_second=round(good / seconds, 1),
            p50=round(float(p50), 2),
            p95=round(float(p95), 2),
            p99=round(float(p99), 2),
            worst=round(float(worst), 2),
            optimal=self.optimal,
            first_refusal=self.first_refusal,
        )

    async def _pace(self, pace: float) -> None:
        started = time.perf_counter()
        count = 0
        while (now := time.perf_counter()) < self.ends_at:
            while started + count / pace <= now:
                self.due.append(started + count / pace)
                count += 1
            while self.due and self.free:
                # In turn: one that is idle for five seconds is closed by the server.
                self.free.popleft().ask(self.due.popleft())
            await asyncio.sleep(max(0.0, started + count / pace - time.perf_counter()))


class _Priced(Connection):
    """A keep-alive connection; in a closed loop it asks again when it is answered."""

    def __init__(self, pricing: Pricing) -> None:
        self.pricing = pricing
        self.buffer = bytearray()
        self.since = 0.0
        self.busy = self.leaving = False
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.send()

    def ask(self, since: float) -> None:
        self.since, self.busy = since, True
        self.transport.write(self.pricing.next())

    def send(self) -> None:
        """What to do now that nothing is under way."""
        self.busy = False
        pricing = self.pricing
        over = time.perf_counter() >= pricing.ends_at
        if pricing.due:
            self.ask(pricing.due.popleft())
        elif pricing.asking.pace is None and not over:
            self.ask(time.perf_counter())
        elif self.leaving or over:
            self.transport.close()
        else:
            pricing.free.append(self)

    def leave(self) -> None:
        """Close when nothing is left to ask."""
        self.leaving = True
        if not self.busy:
            self.send()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        whole = self.taken()
        if whole is not None:
            status, body = whole
            self.pricing.answered(self.since, status, body)
            self.send()


def _framed(asking: Asking, body: bytes) -> bytes:
    head = (
        f"POST /v1/quotes HTTP/1.1\r\nhost: 127.0.0.1:{asking.port}\r\n"
        f"authorization: Bearer {asking.key}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def carts(count: int, lines: int = LINES) -> list[dict[str, Any]]:
    """Carts of so many lines that were really bought, with the household of the first."""
    year = load_year()
    found: list[dict[str, Any]] = []
    many: list[dict[str, Any]] = []
    row, household = 0, 0
    while len(found) < count:
        [data] = year.order_json(np.array([row]))
        household = household or int(year.household[row])
        row += 1
        for line in msgspec.json.decode(data)["lines"]:
            paid, off = line.pop("paid_cents"), line.pop("discount_cents", 0)
            if paid + off and 1 <= line.get("quantity", 1) <= 99:
                many.append({**line, "list_cents": paid + off})
        while len(many) >= lines and len(found) < count:
            found.append({"household": household, "lines": many[:lines]})
            many, household = many[lines:], 0
    return found


def documents(count: int, coupons: int) -> list[dict[str, Any]]:
    """So many offers, all open and able to apply, and coupon templates, on the year's categories.

    Of ten: four take a percentage off a category, one half of every second item of a category, one
    has a bundle, two have thresholds of the order (of these one applies), one asks about the
    member, one is free delivery or gives a percentage of a department.
    """
    year = load_year()
    rows = np.arange(4_000)
    seen: dict[str, Counter[str]] = {"category": Counter(), "department": Counter()}
    for data in year.order_json(rows):
        for line in msgspec.json.decode(data)["lines"]:
            for field, values in seen.items():
                if field in line:
                    values[line[field]] += 1
    categories = [name for name, _many in seen["category"].most_common(max(count, 20))]
    departments = [name for name, _many in seen["department"].most_common(4)]
    made = [_offer(number, categories, departments) for number in range(count)]
    return made + [_coupon(number, categories) for number in range(coupons)]


def _offer(number: int, categories: list[str], departments: list[str]) -> dict[str, Any]:
    category = categories[number % len(categories)]
    lines = {"attribute": "line.category", "op": "is", "value": category}
    part = number // 10
    terms: dict[str, Any]
    match number % 10:
        case 0 | 1 | 2 | 3:
            off = 5 + number % 4 * 5
            terms = {"discount": {"how": "percent_off", "percent": off}, "lines": lines}
        case 4:
            terms = {"discount": {"how": "nth_item"}, "lines": lines}
        case 5:
            terms = {
                "discount": {"how": "bundle", "count": 3, "price_cents": 500},
                "lines": lines,
            }
        case 6 | 7:
            from_ = 2_000 + part % 5 * 1_000
            terms = {
                "discount": {"how": "amount_off", "off_cents": from_ // 10},
                "from_cents": from_,
                "stacking": {"group": "order"},
            }
        case 8:
            asked = {"attribute": "member.orders", "op": "at_least", "value": 10 * (part % 5 + 1)}
            terms = {
                "discount": {"how": "percent_off", "percent": 2 + part % 5},
                "if": asked,
                "stacking": {"group": "member"},
            }
        case _ if part % 2:
            terms = {"discount": {"how": "free_shipping"}, "from_cents": 3_000 + part % 5 * 500}
        case _:
            where = {
                "attribute": "line.department",
                "op": "is",
                "value": departments[part % len(departments)],
            }
            terms = {
                "discount": {"how": "percent_off", "percent": 3},
                "lines": where,
                "level": "order",
                "stacking": {"group": "department"},
            }
    name = {"zh": f"优惠 {number}", "en": f"Offer {number}"}
    return {"kind": "offer", "key": f"bench-{number:04}", "name": name, "terms": terms}


def _coupon(number: int, categories: list[str]) -> dict[str, Any]:
    lines = {"attribute": "line.category", "op": "is", "value": categories[number * 3]}
    terms = [
        {
            "discount": {"how": "amount_off", "off_cents": 500},
            "from_cents": 4_000,
            "stacking": {"group": "order"},
        },
        {"discount": {"how": "percent_off", "percent": 10}, "lines": lines},
        {"discount": {"how": "free_shipping"}},
        {"discount": {"how": "amount_off", "off_cents": 100, "per_cents": 2_000}},
        {"discount": {"how": "nth_item", "nth": 3, "percent": 100, "times": 1}, "lines": lines},
    ][number % 5]
    return {
        "kind": "coupon",
        "key": f"bench-{number}",
        "name": {"zh": f"券 {number}", "en": f"Coupon {number}"},
        "terms": terms,
        "valid": {"how": "relative", "days": 14},
    }


def main() -> None:
    """Serve one order from stdin."""
    import uvloop

    pricing = Pricing(msgspec.json.decode(sys.stdin.readline(), type=Asking))
    print("ready", flush=True)
    sys.stdin.readline()
    answer: Any = uvloop.run(pricing.go())
    print(msgspec.json.encode(answer).decode(), flush=True)


if __name__ == "__main__":
    main()
