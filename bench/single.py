"""`single`: one event a request, 256 connections; then 32, where latency counts."""

from __future__ import annotations

import msgspec

from bench import pgbench
from bench.ground import Ground
from bench.load import Orders
from bench.result import Result, against, within
from bench.serving import CORES, key_for, rounds, serving

REQUESTS_PER_SECOND = 8_000
"""More than is reached: the client must not run dry."""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Throughput with 256 connections, latency with 32."""
    with ground.clone("single") as settings, serving(settings, processes=CORES) as servers:
        many = Orders(
            port=servers[0].port,
            key=key_for(settings),
            prefix="single",
            connections=256,
            seconds=seconds,
            requests=REQUESTS_PER_SECOND * seconds,
        )
        found = rounds(ground, servers, [many], seconds)
        few = msgspec.structs.replace(many, connections=32, prefix="few")
        calm = rounds(ground, servers, [few], seconds)
        return [
            against(
                "single",
                "events/s",
                found.ours,
                pgbench.NAME,
                found.theirs,
                at_least=0.8,
                aim=1.2,
                connections=256,
                p50_ms=found.p50(),
                p99_ms=found.p99(),
                processes=CORES,
                cpu_us_per_event=found.cpu_us_per_event,
                api_us_per_event=found.server_us_per_event,
                refused=found.refused,
                **found.first_refusal(),
                also={"p99 < 100 ms": found.p99() < 100, "none refused": found.refused == 0},
            ),
            within(
                "single-32",
                "ms p99 with 32 connections",
                calm.p99(),
                15.0,
                "limit",
                p50_ms=calm.p50(),
                events_per_second=round(sorted(calm.ours)[1]),
                yardstick_tps=[round(tps) for tps in calm.theirs],
            ),
        ]
