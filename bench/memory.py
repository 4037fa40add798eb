"""`memory`: what the API process holds after a bulk load."""

from __future__ import annotations

from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, within
from bench.serving import key_for, serving

LIMIT_MIB = 400.0


def run(ground: Ground, seconds: int) -> list[Result]:
    """Resident memory at rest, and after orders in bulk and one by one."""
    with ground.clone("memory") as settings, serving(settings) as servers:
        [server] = servers
        at_rest = server.rss_bytes() / 2**20
        key = key_for(settings)
        events = 0
        for prefix, batch, connections in (("bulk", 200, 4), ("single", 1, 256)):
            orders = Orders(
                port=server.port,
                key=key,
                prefix=prefix,
                connections=connections,
                seconds=seconds,
                requests=max(8_000 // batch, 40) * seconds,
                batch=batch,
            )
            with Child("bench.load", orders) as client:
                client.ready()
                client.begin()
                events += client.answer(Answer).events
        loaded = server.rss_bytes() / 2**20
    return [
        within(
            "memory",
            "MiB resident of the API process with its worker, loaded",
            loaded,
            LIMIT_MIB,
            "limit",
            at_rest_mib=round(at_rest),
            events=events,
        )
    ]
