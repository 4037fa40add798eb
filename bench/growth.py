"""`growth`: what an event costs with many members, with a long history, with many rules."""

from __future__ import annotations

from typing import Any

import msgspec
import psycopg

from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, against
from bench.serving import Server, key_for, serving
from shuke.cli.place import waited
from shuke.engine import apply_documents, publish
from shuke.kernel import Settings
from shuke.runtime import running

MANY = 1_000_000
FEW = 10_000
RULES = 190

# Copies of a real state, padded to 1.5 kB; nothing is folded on them, they only take room.
FILL = """
insert into engine_state (bucket, subject, kind, seq, last_at, tier, orders, state)
select (n % 1024)::smallint, 'bench-' || lpad(n::text, 20, '0'), 'member', s.seq, s.last_at,
       s.tier, s.orders,
       s.state || convert_to(repeat('x', greatest(0, 1500 - octet_length(s.state))), 'UTF8')
from generate_series($1::int, $2::int) as n
cross join (
    select * from engine_state where orders > 20 order by octet_length(state) desc limit 1
) as s
"""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Three growths; each a time per event against the smaller case."""
    with ground.clone("growth") as settings:
        _fill(settings, 1, FEW)
        with serving(settings) as servers:
            key = key_for(settings)
            few = [_cost(servers[0], key, seconds, f"few{n}") for n in range(3)]
        _fill(settings, FEW + 1, MANY)
        with serving(settings) as servers:
            many = [_cost(servers[0], key, seconds, f"many{n}") for n in range(3)]
            young = [_cost(servers[0], key, seconds, f"y{n}", "card:growth-1") for n in range(3)]
            _grow(servers[0], key)
            old = [_cost(servers[0], key, seconds, f"o{n}", "card:growth-2") for n in range(3)]
        _publish_more(settings)
        with serving(settings) as servers:
            ruled = [_cost(servers[0], key, seconds, f"rules{n}") for n in range(3)]
    unit = "µs per event"
    return [
        against("growth-members", unit, many, "with 10,000 members", few, at_most=1.3),
        against("growth-history", unit, old, "of a new member", young, at_most=1.3),
        against("growth-rules", unit, ruled, "without 190 deaf rules", many, at_most=1.2),
    ]


def _fill(settings: Settings, first: int, last: int) -> None:
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        for low in range(first, last + 1, 100_000):
            high = min(low + 99_999, last)
            connection.execute(FILL.replace("$1", str(low)).replace("$2", str(high)))
        connection.execute("vacuum analyze engine_state")
        connection.execute("checkpoint")


def _cost(server: Server, key: str, seconds: int, prefix: str, subject: str | None = None) -> float:
    orders = Orders(
        port=server.port,
        key=key,
        prefix=prefix,
        connections=64,
        seconds=seconds,
        requests=8_000 * seconds,
        subject=subject,
    )
    answer = _load(orders)
    return answer.seconds / max(answer.events, 1) * 1e6


def _grow(server: Server, key: str) -> None:
    """A thousand orders for the second member, before it is measured."""
    _load(
        Orders(
            port=server.port,
            key=key,
            prefix="grow",
            connections=1,
            seconds=60,
            requests=5,
            batch=200,
            subject="card:growth-2",
        )
    )


def _load(orders: Orders) -> Answer:
    with Child("bench.load", orders) as client:
        client.ready()
        client.begin()
        answer: Answer = client.answer(Answer)
        return answer


def _publish_more(settings: Settings) -> None:
    """Rules that listen to another event type: published, and never asked."""

    async def more() -> None:
        async with running(settings, lanes=1, readers=1) as shuke:
            kind: Any = shuke.app.kinds["earning_rule"].document
            documents = [
                msgspec.convert(
                    {
                        "kind": "earning_rule",
                        "key": f"deaf-{number}",
                        "name": {"en": f"Deaf {number}", "zh": f"不响应 {number}"},
                        "when": "member.checked_in",
                        "give": {"how": "fixed", "currency": "points", "points": 1},
                    },
                    kind,
                )
                for number in range(RULES)
            ]
            async with shuke.pool.acquire() as connection:
                now = shuke.clock.now()
                await apply_documents(connection, shuke.book, documents, by="bench", now=now)
                await publish(connection, shuke.book, by="bench", now=now)

    waited(more())
