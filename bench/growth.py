"""`growth`: what an event costs with many members, with a long history, with many rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from bench.child import Child
from bench.crowd import LARGEST, fill
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, against
from bench.serving import Server, key_for, serving
from shuke.cli.place import waited
from shuke.engine import Application, apply_documents, publish
from shuke.kernel import Settings
from shuke.runtime import running

MANY = 1_000_000
FEW = 10_000
RULES = 190

STATE_BYTES = 1_500


def run(ground: Ground, seconds: int) -> list[Result]:
    """Three growths; each a time per event against the smaller case, in turn on the same server."""
    with ground.clone("few") as small, ground.clone("many") as large:
        _fill(small, FEW)
        _fill(large, MANY)
        with serving(small) as [little], serving(large) as [big]:
            keys = key_for(small), key_for(large)
            few, many, young, old = [], [], [], []
            _grow(big, keys[1])
            for turn in range(3):
                few.append(_cost(little, keys[0], seconds, f"few{turn}", spread=FEW))
                many.append(_cost(big, keys[1], seconds, f"many{turn}", spread=MANY))
            for turn in range(3):
                subject = f"card:growth-{turn}"
                young.append(_cost(big, keys[1], seconds, f"y{turn}", subject=subject))
                old.append(_cost(big, keys[1], seconds, f"o{turn}", subject="card:growth-old"))
        _publish_more(small)
        with serving(small) as [little], serving(large) as [big]:
            ruled, plain = [], []
            for turn in range(3):
                ruled.append(_cost(little, keys[0], seconds, f"r{turn}", spread=FEW))
                plain.append(_cost(big, keys[1], seconds, f"p{turn}", spread=FEW))
    unit = "µs per event"
    return [
        against("growth-members", unit, many, "with 10,000 members", few, at_most=1.3),
        against("growth-history", unit, old, "of a new member", young, at_most=1.3),
        against("growth-rules", unit, ruled, "without 190 deaf rules", plain, at_most=1.2),
    ]


def _fill(settings: Settings, count: int) -> None:
    """So many members with a state of 1.5 kB each, copies of the largest."""
    fill(settings, count, _grown, LARGEST)


def _grown(app: Application, state: Any) -> None:
    """Give the state lots of later months, until it has 1.5 kB."""
    pot = state.ledger.pots["points"]
    day = max((lot[0] for lot in pot.lots), default=date.today().toordinal()) + 3_000
    while len(app.encode_state(state)) < STATE_BYTES:
        pot.lots.append((day, 0, 0, 1))
        pot.usable += 1
        day += 1


def _cost(
    server: Server,
    key: str,
    seconds: int,
    prefix: str,
    *,
    subject: str | None = None,
    spread: int | None = None,
) -> float:
    orders = Orders(
        port=server.port,
        key=key,
        prefix=prefix,
        connections=64,
        seconds=seconds,
        requests=8_000 * seconds,
        subject=subject,
        spread=spread,
    )
    answer = _load(orders)
    return answer.seconds / max(answer.events, 1) * 1e6


def _grow(server: Server, key: str) -> None:
    """A thousand orders for one member, before it is measured."""
    _load(
        Orders(
            port=server.port,
            key=key,
            prefix="grow",
            connections=1,
            seconds=60,
            requests=5,
            batch=200,
            subject="card:growth-old",
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
