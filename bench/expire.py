"""`expire`: a million lots, one of each of a million members, fall due at one midnight."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import psycopg

from bench.crowd import fill
from bench.ground import Ground
from bench.issue import beside, live_result
from bench.load import Answer
from bench.result import Result, within
from bench.serving import CORES, Server, key_for, settled
from shuke.engine import Application
from shuke.kernel import Settings

LOTS = 1_000_000
LIMIT_SECONDS = 60.0
_LOOK_SECONDS = 0.5
_AMOUNT = 100


def run(ground: Ground, seconds: int) -> list[Result]:
    """From the server's start, with everything due, to the last lot; live events beside."""
    count = ground.sized(LOTS)
    with ground.clone("expire") as settings:
        settled(settings)
        key = key_for(settings)
        state_bytes = fill(settings, count, _expiring)
        database = ground.cpu_seconds()
        began = time.perf_counter()
        server = Server(settings, work=True, processes=CORES)
        try:
            server.ready()
            started = server.cpu_seconds()
            with beside(server, key, count) as live:
                live.ready()
                live.begin()
                _wait(settings)
                took = time.perf_counter() - began
                answer: Answer = live.answer(Answer)
            ours = server.cpu_seconds() - started
        finally:
            server.stop()
        database = ground.cpu_seconds() - database
        lots, failed = _counted(settings)
    return [
        within(
            "expire",
            f"s for {count:,} lots, one a member, the server's start included",
            took,
            LIMIT_SECONDS * count / LOTS,
            "limit",
            lots_per_second=round(lots / took),
            processes=CORES,
            state_bytes=state_bytes,
            api_us_each=round(ours / max(lots, 1) * 1e6),
            database_us_each=round(database / max(lots, 1) * 1e6),
            also={"all expired": lots == count, "none failed": failed == 0},
        ),
        live_result("expire-live", "the expiry", answer),
    ]


def _expiring(_app: Application, state: Any) -> None:
    """One lot, whose last day was the day before yesterday, due since then."""
    now = datetime.now(UTC)
    ledger = state.ledger
    for pot in ledger.pots.values():
        pot.lots, pot.waits, pot.lapsed, pot.idle_day = [], [], [], 0
        pot.usable = pot.pending = 0
    pot = ledger.pots["points"]
    pot.funders = pot.funders or [""]
    last = now.date().toordinal() - 2
    pot.lots, pot.usable = [(last, now.year * 12, 0, _AMOUNT)], _AMOUNT
    ledger.next_day = last + 1
    ledger.due_seconds = int(now.timestamp()) - 86_400


def _wait(settings: Settings) -> None:
    """Until nobody is due any more."""
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url, autocommit=True) as connection:
        while True:
            row = connection.execute(
                "select exists (select from engine_state where due_at <= now())"
            ).fetchone()
            if row == (False,):
                return
            time.sleep(_LOOK_SECONDS)


def _counted(settings: Settings) -> tuple[int, int]:
    """Lots that expired in the crowd, and ticks that failed."""
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute(
            "select (select count(*) from ledger_entry where kind = 'expire'"
            "        and subject like 'bench-%'), (select count(*) from engine_inbox)"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
