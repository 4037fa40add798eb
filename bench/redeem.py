"""`redeem`: points and a coupon held, then confirmed, against single orders on the same server."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Any

import msgspec
import psycopg

from bench.child import Child
from bench.crowd import fill
from bench.ground import ROUNDS, Ground
from bench.load import Answer, Orders
from bench.result import Result, against
from bench.serving import CORES, key_for, published, serving
from bench.single import REQUESTS_PER_SECOND
from bench.tills import COUPONS, POINTS, coupon
from shuke.engine import Application
from shuke.kernel import Settings
from shuke.reward import Held

PAIRS_PER_SECOND = 5_000
CONNECTIONS = 256
PROGRAMME = """
kind: coupon
key: held
name: {en: 5 off 30, zh: 满30减5}
terms: {discount: {how: amount_off, off_cents: 500}, from_cents: 3000}
valid: {how: relative, days: 30}
"""

FAR = date.today().toordinal() + 3_650
"""A last day that no round sees."""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Redemptions a second (two events each) and orders a second, in turns, 256 connections."""
    with ground.clone("redeem") as settings:
        published(settings, PROGRAMME)
        count = -(-ROUNDS * PAIRS_PER_SECOND * seconds // COUPONS)
        release = _release(settings)
        fill(settings, count, lambda _app, state: _rich(_app, state, release))
        with serving(settings, processes=CORES) as [server]:
            base = Orders(
                port=server.port,
                key=key_for(settings),
                prefix="",
                connections=CONNECTIONS,
                seconds=seconds,
                requests=0,
            )
            pairs, orders = [], []
            for number in range(ROUNDS):
                pairs.append(_redeemed(base, number, count))
                if number < ROUNDS - 1:
                    orders.append(_ordered(base, number))
    refused = sum(answer.refused for answer in pairs)
    said = next((one.first_refusal for one in pairs if one.first_refusal), None)
    return [
        against(
            "redeem",
            "redemptions/s (a hold and its confirm)",
            [answer.events / 2 / answer.seconds for answer in pairs],
            "single orders/s on the same server",
            [answer.events / answer.seconds for answer in orders],
            at_least=0.6,
            events_per_second=round(median(a.events / a.seconds for a in pairs)),
            connections=CONNECTIONS,
            processes=CORES,
            p50_ms=median(answer.p50 for answer in pairs),
            p99_ms=median(answer.p99 for answer in pairs),
            refused=refused,
            **({"first_refusal": said} if said else {}),
            also={"none refused": refused == 0},
        )
    ]


def _release(settings: Settings) -> int:
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute("select max(id) from engine_release").fetchone()
    assert row is not None
    return int(row[0])


def _rich(_app: Application, state: Any, release: int) -> None:
    """Some coupons, and points for all of them."""
    pot = state.ledger.pots["points"]
    pot.funders = pot.funders or [""]
    total = COUPONS * POINTS
    pot.lots, pot.waits, pot.lapsed, pot.idle_day = [(FAR, 0, 0, total)], [], [], 0
    pot.usable, pot.pending = total, 0
    state.reward.coupons = [
        Held(coupon(number), "held", release, 1, FAR) for number in range(COUPONS)
    ]


def _redeemed(base: Orders, number: int, count: int) -> Answer:
    requests = PAIRS_PER_SECOND * base.seconds
    orders = msgspec.structs.replace(
        base,
        prefix=f"redeem{number}",
        requests=round(requests),
        first=round(number * requests),
        spread=count,
    )
    return _load("bench.tills", orders)


def _ordered(base: Orders, number: int) -> Answer:
    requests = round(REQUESTS_PER_SECOND * base.seconds)
    orders = msgspec.structs.replace(
        base, prefix=f"order{number}", requests=requests, first=number * requests
    )
    return _load("bench.load", orders)


def _load(module: str, orders: Orders) -> Answer:
    with Child(module, orders) as client:
        client.ready()
        client.begin()
        answer: Answer = client.answer(Answer)
        return answer
