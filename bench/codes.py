"""`codes`: 100,000 codes made and 100,000 brought, a request each, with live events beside."""

from __future__ import annotations

import secrets
import time

from bench.asking import client
from bench.child import Child
from bench.ground import Ground
from bench.issue import LIVE_PER_SECOND, live_result
from bench.load import Answer, Orders
from bench.result import Result, within
from bench.serving import CORES, key_for, published, serving

COUNT = 100_000
LIMIT_SECONDS = 5.0
LIVE_SECONDS = 8
PROGRAMME = """
kind: coupon
key: coded
name: {en: By code, zh: 兑换码券}
terms: {discount: {how: amount_off, off_cents: 100}}
valid: {how: relative, days: 30}
codes: generated
"""


def run(ground: Ground, seconds: int) -> list[Result]:
    """Seconds from the request to its answer, twice; and the live client's p99 meanwhile."""
    with ground.clone("codes") as settings:
        published(settings, PROGRAMME)
        with serving(settings, processes=CORES) as [server]:
            key = key_for(settings, "admin")
            live = Orders(
                port=server.port,
                key=key,
                prefix="live",
                connections=4,
                seconds=LIVE_SECONDS,
                requests=LIVE_PER_SECOND * LIVE_SECONDS,
                pace=LIVE_PER_SECOND,
            )
            brought = [secrets.token_hex(10).upper() for _ in range(COUNT)]
            bodies = {
                "": {"batch": "made", "count": COUNT},
                "/import": {"batch": "brought", "codes": brought},
            }
            took = {}
            with Child("bench.load", live) as beside, client(server, key) as http:
                beside.ready()
                beside.begin()
                for path, body in bodies.items():
                    began = time.perf_counter()
                    http.post(f"/v1/coupons/coded/codes{path}", json=body).raise_for_status()
                    took[path] = time.perf_counter() - began
                answer: Answer = beside.answer(Answer)
    return [
        within("codes", f"s for {COUNT:,} codes made", took[""], LIMIT_SECONDS, "limit"),
        within(
            "codes-import",
            f"s for {COUNT:,} codes brought",
            took["/import"],
            LIMIT_SECONDS,
            "limit",
        ),
        live_result("codes-live", "codes made and brought", answer),
    ]
