"""`quote`: a cart of 20 lines, 50 live offers, 5 coupons: through the API, and how cost grows.

First an open loop of 300 quotes a second, latency counted from when each was due; then 32
connections that ask again as soon as they are answered; then the same work within this process,
with more lines and more offers, as a slope: 1 is linear.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any

import msgspec
import numpy as np

from bench import pgbench
from bench.carts import LINES, Answered, Asking, carts, documents
from bench.child import Child
from bench.ground import ROUNDS, Ground
from bench.result import Result, within
from bench.serving import CORES, Server, key_for, serving
from shuke.app import application
from shuke.cli.place import pooled
from shuke.engine import Application, ReleaseBook, publish, save_draft
from shuke.kernel import Settings
from shuke.reward import Basket, Cart, HeldCoupon, quote

OFFERS, COUPONS = 50, 5
PER_SECOND = 300.0
CARTS = 400
SHIPPING_CENTS = 600
LIMIT_MS, LIMIT_32_MS = 30.0, 60.0
SLOPE = 1.1
SWEEP_LINES = (10, 20, 40, 80, 160)
SWEEP_OFFERS = (25, 50, 100, 200)


def run(ground: Ground, seconds: int) -> list[Result]:
    """Latency at a fixed rate, latency with 32 connections, and the two slopes."""
    with ground.clone("quote") as settings:
        asyncio.run(_publish(settings))
        with serving(settings, processes=CORES) as servers:
            key = key_for(settings, "quotes:read")
            paced = _rounds(ground, servers, _asking(servers, key, seconds), seconds)
            closed = msgspec.structs.replace(
                _asking(servers, key, seconds), connections=32, pace=None
            )
            busy = _rounds(ground, servers, closed, seconds)
    app = application()
    lines, by_lines = _slope(app, SWEEP_LINES, lambda many: (many, OFFERS))
    offers, by_offers = _slope(app, SWEEP_OFFERS, lambda many: (LINES, many))
    return [
        _latency("quote", f"ms p95 at {PER_SECOND:.0f}/s", paced, LIMIT_MS),
        _latency("quote-32", "ms p95 with 32 connections", busy, LIMIT_32_MS),
        within("quote-lines", "slope of cost in lines", lines, SLOPE, "limit", ms=by_lines),
        within(
            "quote-offers",
            "slope of cost in applicable offers",
            offers,
            SLOPE,
            "limit",
            ms=by_offers,
        ),
    ]


class _Rounds(msgspec.Struct):
    answers: list[Answered]
    theirs: list[float]
    server_seconds: float


def _latency(name: str, unit: str, found: _Rounds, limit: float) -> Result:
    answers = found.answers
    refused = sum(answer.refused for answer in answers)
    said = next((answer.first_refusal for answer in answers if answer.first_refusal), None)
    quotes = max(sum(answer.quotes for answer in answers), 1)
    return within(
        name,
        unit,
        median(answer.p95 for answer in answers),
        limit,
        "limit",
        p50_ms=median(answer.p50 for answer in answers),
        p99_ms=median(answer.p99 for answer in answers),
        per_second=median(answer.per_second for answer in answers),
        api_us_per_quote=round(found.server_seconds / quotes * 1e6),
        optimal=round(sum(answer.optimal for answer in answers) / quotes, 4),
        processes=CORES,
        yardstick_tps=[round(one) for one in found.theirs],
        refused=refused,
        **({"first_refusal": said} if said else {}),
        also={"none refused": refused == 0},
    )


async def _publish(settings: Settings) -> None:
    """The offers and coupons, in force from now."""
    now = datetime.now(UTC)
    async with pooled(settings) as pool, pool.acquire() as connection:
        book = ReleaseBook(application())
        await book.refresh(connection)
        for one in documents(OFFERS, COUPONS):
            await save_draft(connection, book, one, by="bench", now=now)
        await publish(connection, book, by="bench", now=now)


def _asking(servers: list[Server], key: str, seconds: int) -> Asking:
    bodies = [
        msgspec.json.encode(
            {
                "member": f"card:{cart['household']}",
                "cart": {"lines": cart["lines"], "shipping_cents": SHIPPING_CENTS},
                "try_coupons": [{"template": f"bench-{n}"} for n in range(COUPONS)],
            }
        ).decode()
        for cart in carts(CARTS)
        if cart["household"]
    ]
    return Asking(servers[0].port, key, 64, seconds, bodies, PER_SECOND)


def _rounds(ground: Ground, servers: list[Server], asking: Asking, seconds: int) -> _Rounds:
    """Ours and the yardstick in turns, A B A B A."""
    found = _Rounds([], [], 0.0)
    for number in range(ROUNDS):
        with Child("bench.carts", asking) as client:
            client.ready()
            before = sum(server.cpu_seconds() for server in servers)
            client.begin()
            found.answers.append(client.answer(Answered))
            found.server_seconds += sum(server.cpu_seconds() for server in servers) - before
        if number < ROUNDS - 1:
            found.theirs.append(pgbench.tps(ground.yardstick_url, seconds))
    return found


def _slope(app: Application, sizes: Sequence[int], of: Any) -> tuple[float, dict[str, Any]]:
    """How the median processor time of a quote grows: the slope of its logarithm, and the times.

    The size of an offer sweep is how many discounts were looked at, not how many there are.
    """
    found = [_cost(app, *of(size)) for size in sizes]
    by_lines = of(sizes[0])[0] != of(sizes[-1])[0]
    xs = list(sizes) if by_lines else [looked for _ms, _mean, looked in found]
    slope = np.polyfit(np.log(xs), np.log([ms for ms, _mean, _looked in found]), 1)[0]
    shown = {
        f"{x:.0f}": f"{ms:.2f} (mean {mean:.2f})"
        for x, (ms, mean, _looked) in zip(xs, found, strict=True)
    }
    return float(slope), shown


def _cost(app: Application, lines: int, offers: int) -> tuple[float, float, float]:
    """(median ms, mean ms, discounts looked at) of quotes in this process."""
    sets: dict[str, dict[str, Any]] = {}
    for one in documents(offers, COUPONS):
        document = msgspec.convert(one, app.kinds[one["kind"]].document)
        sets.setdefault(one["kind"], {})[one["key"]] = document
    now = datetime.now(UTC)
    release = app.compile(1, datetime(1970, 1, 1, tzinfo=UTC), sets, {})
    day, state = now.toordinal(), app.new_state()
    held = [HeldCoupon(f"c{n}", f"bench-{n}", day - 1, day + 1) for n in range(COUPONS)]
    taken, looked = [], 0
    for made in carts(100, lines):
        cart = msgspec.convert({"lines": made["lines"], "shipping_cents": SHIPPING_CENTS}, Cart)
        started = time.process_time()
        found = quote(Basket(cart, state, release, now), held)
        taken.append((time.process_time() - started) * 1000)
        looked += len(found.judged)
    return median(taken), sum(taken) / len(taken), looked / len(taken)
