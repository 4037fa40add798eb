"""`flash`: 1,000 pieces, 5,000 callers in the same moment."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import median
from typing import Any

import psycopg

from bench import pgbench
from bench.child import Child
from bench.crowd import fill
from bench.ground import ROUNDS, Ground
from bench.result import Result, within
from bench.rush import Answer, Orders
from bench.serving import CORES, Server, key_for, published, serving
from shuke.engine import Application
from shuke.kernel import Settings

PIECES = 1_000
CALLERS = 5_000
LIMIT_SECONDS = 2.0
POINTS = 100
PROGRAMME = """
kind: gift
key: flash-{number}
name: {{en: Mug, zh: 马克杯}}
gives: {{what: goods, sku: mug-01}}
points: {{currency: points, amount: 100}}
stock: {pieces}
per_member: 1
"""

FAR = date.today().toordinal() + 3_650
"""A last day that no round sees."""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Seconds until the last caller is answered; who got one, by the log and by the counter."""
    gifts = "---".join(PROGRAMME.format(number=n, pieces=PIECES) for n in range(ROUNDS))
    answers: list[Answer] = []
    yardstick = []
    with ground.clone("flash") as settings:
        published(settings, gifts)
        fill(settings, ROUNDS * CALLERS, _with_points)
        with serving(settings, processes=CORES) as [server]:
            key = key_for(settings)
            for number in range(ROUNDS):
                answers.append(_rush(server, key, number))
                if number < ROUNDS - 1:
                    yardstick.append(round(pgbench.tps(ground.yardstick_url, seconds)))
        sold = _sold(settings)
    refused: Counter[str] = Counter()
    for answer in answers:
        refused.update(answer.refused)
    return [
        within(
            "flash",
            f"s until the last of {CALLERS:,} callers is answered",
            median(answer.seconds for answer in answers),
            LIMIT_SECONDS,
            "limit",
            rounds=[round(answer.seconds, 2) for answer in answers],
            half_seconds=round(median(answer.half_seconds for answer in answers), 3),
            refused=dict(refused),
            processes=CORES,
            yardstick_tps=yardstick,
            also={
                f"exactly {PIECES:,} succeed": all(a.accepted == PIECES for a in answers),
                "all are answered": refused.total() == ROUNDS * (CALLERS - PIECES),
                "the others hear that it is sold out": set(refused) == {"gift_out_of_stock"},
                "the log and the counter say so, too": sold == [(PIECES, 0)] * ROUNDS,
            },
        )
    ]


def _with_points(_app: Application, state: Any) -> None:
    """Points for one piece, for ever."""
    pot = state.ledger.pots["points"]
    pot.funders = pot.funders or [""]
    pot.lots, pot.waits, pot.lapsed, pot.idle_day = [(FAR, 0, 0, POINTS)], [], [], 0
    pot.usable, pot.pending = POINTS, 0


def _rush(server: Server, key: str, number: int) -> Answer:
    orders = Orders(server.port, key, f"flash-{number}", CALLERS, f"rush{number}")
    # Everybody has points for one piece, so each sale has callers of its own.
    orders.first = number * CALLERS
    with Child("bench.rush", orders) as callers:
        callers.ready()
        callers.begin()
        answer: Answer = callers.answer(Answer)
        return answer


def _sold(settings: Settings) -> list[tuple[int, int]]:
    """Of each sale: the redemptions in the log, and what is left of the counter."""
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        return connection.execute(
            """
            select (select count(*) from engine_log where type = 'gift.redeem'
                    and convert_from(data, 'utf8')::json ->> 'gift' = 'flash-' || n)::int,
                   (select "left" from engine_stock where id = 'gift:flash-' || n)::int
            from generate_series(0, %s) as n order by n
            """,
            (ROUNDS - 1,),
        ).fetchall()
