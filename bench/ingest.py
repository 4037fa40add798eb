"""`ingest`: orders with all their lines and the whole programme, from JSON to commit, all cores."""

from __future__ import annotations

import os
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from bench import pgbench
from bench.child import Child
from bench.folding import Answer, Assignment
from bench.ground import ROUNDS, Ground
from bench.result import Result, against
from shuke.kernel import Settings

STATE_BYTES = """
select percentile_disc(array[0.5, 0.99]) within group (order by octet_length(s.state))
from engine_log as l join engine_state as s using (bucket, subject)
where l.source = 'bench'
"""

ORDERS = 280_000
"""More than three rounds fold: no process must run dry."""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Measure, A B A B A."""
    processes = max(2, len(os.sched_getaffinity(0)))
    ours: list[float] = []
    theirs: list[float] = []
    events = refused = 0
    python_seconds = server_seconds = 0.0
    problem: str | None = None
    with ground.clone("ingest") as settings, ExitStack() as stack:
        children = started(stack, settings, processes)
        for number in range(ROUNDS):
            before = ground.cpu_seconds()
            for child in children:
                child.begin(str(seconds))
            answers = [child.answer(Answer) for child in children]
            server_seconds += ground.cpu_seconds() - before
            done = sum(answer.events for answer in answers)
            events += done
            refused += sum(answer.refused for answer in answers)
            problem = problem or next((a.first_problem for a in answers if a.first_problem), None)
            python_seconds += sum(answer.cpu_seconds for answer in answers)
            ours.append(done / max(answer.seconds for answer in answers))
            if number < ROUNDS - 1:
                theirs.append(pgbench.tps(ground.yardstick_url, seconds))
        p50, p99 = state_bytes(settings)
    return [
        against(
            "ingest",
            "orders/s",
            ours,
            pgbench.NAME,
            theirs,
            at_least=1.5,
            aim=3.0,
            processes=processes,
            events=events,
            refused=refused,
            **({"first_problem": problem} if problem else {}),
            cpu_us_per_event=round((python_seconds + server_seconds) / events * 1e6),
            python_us_per_event=round(python_seconds / events * 1e6),
            state_bytes_p50=p50,
            state_bytes_p99=p99,
            also={
                "none refused": refused == 0,
                "state p50 ≤ 1500": p50 <= 1500,
                "orders were left": events < ORDERS,
            },
        )
    ]


def started(stack: ExitStack, settings: Settings, processes: int) -> list[Child]:
    """The folding processes, ready."""
    url = settings.database_url
    assert url is not None
    with psycopg.connect(url) as connection:
        row = connection.execute("select max(at) from engine_log").fetchone()
    assert row is not None
    newest: datetime = row[0]
    children = [
        stack.enter_context(
            Child(
                "bench.folding",
                Assignment(
                    data_dir=str(settings.data_dir),
                    database_url=url,
                    part=part,
                    parts=processes,
                    first_at=newest.astimezone(UTC) + timedelta(days=1),
                    orders=ORDERS // processes,
                ),
            )
        )
        for part in range(processes)
    ]
    for child in children:
        child.ready()
    return children


def state_bytes(settings: Settings) -> tuple[Any, Any]:
    """Bytes of the states that were touched, weighted by events: median and p99."""
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        row = connection.execute(STATE_BYTES).fetchone()
    assert row is not None
    return row[0][0], row[0][1]
