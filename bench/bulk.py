"""`bulk`: the demo's orders by `POST /v1/events`, 200 a request; then a live client beside it."""

from __future__ import annotations

from contextlib import ExitStack

from bench import pgbench
from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, against, within
from bench.serving import CORES, key_for, rounds, serving

BATCH = 200
CONNECTIONS = 4
LIVE_P99_MS = 50.0
LIVE_PER_SECOND = 100


def run(ground: Ground, seconds: int) -> list[Result]:
    """Throughput against the yardstick, then the live client's p99 during a bulk load."""
    with ground.clone("bulk") as settings, serving(settings, processes=CORES) as servers:
        bulk = Orders(
            port=servers[0].port,
            key=key_for(settings),
            prefix="bulk",
            connections=CONNECTIONS,
            seconds=seconds,
            requests=60 * seconds,
            batch=BATCH,
        )
        found = rounds(ground, servers, [bulk], seconds)
        live, beside = _beside(bulk, seconds)
        return [
            against(
                "bulk",
                "orders/s",
                found.ours,
                pgbench.NAME,
                found.theirs,
                at_least=1.2,
                aim=2.0,
                processes=CORES,
                cpu_us_per_event=found.cpu_us_per_event,
                api_us_per_event=found.server_us_per_event,
                request_p50_ms=found.p50(),
                request_p99_ms=found.p99(),
                refused=found.refused,
                **found.first_refusal(),
                also={"none refused": found.refused == 0},
            ),
            within(
                "bulk-live",
                "ms p99 of single events during a bulk load",
                live.p99,
                LIVE_P99_MS,
                "limit",
                live_p50_ms=live.p50,
                live_events=live.events,
                bulk_orders_per_second=round(beside.events / beside.seconds),
                also={"none refused": live.refused == 0},
            ),
        ]


def _beside(bulk: Orders, seconds: int) -> tuple[Answer, Answer]:
    single = Orders(
        port=bulk.port,
        key=bulk.key,
        prefix="live",
        connections=4,
        seconds=seconds,
        requests=LIVE_PER_SECOND * seconds,
        first=50_000,
        pace=LIVE_PER_SECOND,
    )
    again = Orders(
        port=bulk.port,
        key=bulk.key,
        prefix="beside",
        connections=CONNECTIONS,
        seconds=seconds,
        requests=60 * seconds,
        batch=BATCH,
        first=100_000,
    )
    with ExitStack() as stack:
        live = stack.enter_context(Child("bench.load", single))
        beside = stack.enter_context(Child("bench.load", again))
        live.ready()
        beside.ready()
        beside.begin()
        live.begin()
        return live.answer(Answer), beside.answer(Answer)
