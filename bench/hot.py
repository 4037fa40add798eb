"""`hot`: everything on one member, 64 at a time; and what an event costs after 20,000 orders."""

from __future__ import annotations

from contextlib import ExitStack

import msgspec
import psycopg

from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, against
from bench.serving import key_for, serving
from shuke.kernel import Settings

CONNECTIONS = 64
ORDERS_BEFORE = 20_000
FIRST = 1_000


def run(ground: Ground, seconds: int) -> list[Result]:
    """One member against many, then the last thousand orders of one member against the first."""
    with ground.clone("hot") as settings, serving(settings) as servers:
        spread = Orders(
            port=servers[0].port,
            key=key_for(settings),
            prefix="spread",
            connections=CONNECTIONS,
            seconds=seconds,
            requests=8_000 * seconds,
        )
        one = msgspec.structs.replace(spread, prefix="hot", subject="card:hot-1")
        many_rates, hot_rates, refused = [], [], 0
        for number in range(3):
            answer = _load(one, number)
            refused += answer.refused
            hot_rates.append(answer.events / answer.seconds)
            if number < 2:
                other = _load(spread, number)
                many_rates.append(other.events / other.seconds)
        first, last, more = _ageing(settings, spread)
        return [
            against(
                "hot",
                "events/s on one member",
                hot_rates,
                "the same on all members",
                many_rates,
                at_least=0.5,
                refused=refused,
                also={"no error reaches the caller": refused == 0},
            ),
            against(
                "hot-age",
                f"ms for {FIRST} orders after {ORDERS_BEFORE:,}",
                [last],
                "ms for the first",
                [first],
                at_most=1.5,
                **more,
            ),
        ]


def _load(orders: Orders, number: int) -> Answer:
    with ExitStack() as stack:
        child = stack.enter_context(
            Child(
                "bench.load",
                msgspec.structs.replace(orders, prefix=f"{orders.prefix}{number}"),
            )
        )
        child.ready()
        child.begin()
        answer: Answer = child.answer(Answer)
        return answer


def _ageing(settings: Settings, base: Orders) -> tuple[float, float, dict[str, int]]:
    """Time for a thousand orders of a new member, and for a thousand after twenty thousand."""
    aged = msgspec.structs.replace(
        base, subject="card:hot-2", connections=CONNECTIONS, seconds=120.0, requests=FIRST
    )
    first = _load(msgspec.structs.replace(aged, prefix="first"), 0)
    bulk = msgspec.structs.replace(
        aged, prefix="between", connections=2, batch=500, requests=(ORDERS_BEFORE - FIRST) // 500
    )
    between = _load(bulk, 0)
    last = _load(msgspec.structs.replace(aged, prefix="last"), 0)
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute("select max(octet_length(state)) from engine_state").fetchone()
    assert row is not None
    return (
        first.seconds * 1000,
        last.seconds * 1000,
        {"orders_before": first.events + between.events, "largest_state_bytes": row[0]},
    )
