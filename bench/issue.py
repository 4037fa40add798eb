"""`issue`: one coupon to each of a million members, by one request, with live events beside."""

from __future__ import annotations

from typing import Any

from bench.asking import client, ended
from bench.child import Child
from bench.crowd import fill
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, within
from bench.serving import CORES, Server, key_for, published, serving

MEMBERS = 1_000_000
LIMIT_SECONDS = 90.0
LIVE_P99_MS = 50.0
LIVE_PER_SECOND = 100
LIVE_SECONDS_MOST = 55
PROGRAMME = """
kind: coupon
key: everybody
name: {en: 5 off 30, zh: 满30减5}
terms: {discount: {how: amount_off, off_cents: 500}, from_cents: 3000}
valid: {how: relative, days: 30}
"""


def run(ground: Ground, seconds: int) -> list[Result]:
    """How long it takes from the request to the job's end, and the live client's p99 meanwhile."""
    count = ground.sized(MEMBERS)
    with ground.clone("issue") as settings:
        published(settings, PROGRAMME)
        state_bytes = fill(settings, count)
        with serving(settings, processes=CORES) as [server]:
            key = key_for(settings, "admin")
            before = ground.cpu_seconds(), server.cpu_seconds()
            with beside(server, key, count) as live:
                live.ready()
                live.begin()
                with client(server, key) as http:
                    body = {"filter": {"orders_min": 0}, "reason": "bench"}
                    asked = http.post("/v1/coupons/everybody/issues", json=body)
                    took, job = ended(http, asked.raise_for_status().json()["id"])
                answer: Answer = live.answer(Answer)
            database = ground.cpu_seconds() - before[0]
            ours = server.cpu_seconds() - before[1]
    result: dict[str, Any] = job["result"] or {}
    limit = LIMIT_SECONDS * count / MEMBERS
    served = result.get("rows", 0)
    return [
        within(
            "issue",
            f"s for a coupon to each of {count:,} members",
            took,
            limit,
            "limit",
            members_per_second=round(served / took),
            rejected=result.get("rejected"),
            processes=CORES,
            state_bytes=state_bytes,
            api_us_each=round(ours / max(served, 1) * 1e6),
            database_us_each=round(database / max(served, 1) * 1e6),
            also={"everybody has one": served >= count},
        ),
        live_result("issue-live", "a coupon to everybody", answer),
    ]


def beside(server: Server, key: str, count: int) -> Child:
    """A client that sends single orders of members of the crowd."""
    seconds = max(3, min(LIVE_SECONDS_MOST, count // 12_000))
    return Child(
        "bench.load",
        Orders(
            port=server.port,
            key=key,
            prefix="live",
            connections=4,
            seconds=seconds,
            requests=LIVE_PER_SECOND * seconds,
            spread=count,
            pace=LIVE_PER_SECOND,
        ),
    )


def live_result(name: str, meanwhile: str, live: Answer) -> Result:
    """The live client's p99 against its limit."""
    return within(
        name,
        f"ms p99 of single events during {meanwhile}",
        live.p99,
        LIVE_P99_MS,
        "limit",
        live_p50_ms=live.p50,
        live_p90_ms=live.p90,
        live_worst_ms=live.worst,
        live_events=live.events,
        also={"none refused": live.refused == 0},
    )
