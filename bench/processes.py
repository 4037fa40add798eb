"""`processes`: two API processes against one, on their own members and on the same ones."""

from __future__ import annotations

from contextlib import ExitStack

import msgspec

from bench.child import Child
from bench.ground import Ground
from bench.load import Answer, Orders
from bench.result import Result, against
from bench.serving import Server, key_for, serving


def run(ground: Ground, seconds: int) -> list[Result]:
    """Each round one process, then two; the same number of connections in all.

    Each has the lanes that `shuke serve` gives it: two when it is alone, one beside another.
    """
    with (
        ground.clone("processes") as settings,
        serving(settings) as alone_servers,
        serving(settings, 2, lanes=1) as servers,
    ):
        key = key_for(settings)
        alone: list[float] = []
        together: list[float] = []
        same: list[float] = []
        for number in range(3):
            alone.append(_rate(key, alone_servers, seconds, f"alone{number}", apart=True))
            together.append(_rate(key, servers, seconds, f"apart{number}", apart=True))
            same.append(_rate(key, servers, seconds, f"same{number}", apart=False))
        return [
            against(
                "processes",
                "events/s of two API processes",
                together,
                "of one",
                alone,
                at_least=1.3,
            ),
            against(
                "processes-same",
                "events/s of two on the same members",
                same,
                "of one",
                alone,
                at_least=0.9,
            ),
        ]


def _rate(key: str, servers: list[Server], seconds: int, prefix: str, *, apart: bool) -> float:
    base = Orders(
        port=0,
        key=key,
        prefix=prefix,
        connections=256 // len(servers),
        seconds=seconds,
        requests=6_000 * seconds,
    )
    with ExitStack() as stack:
        clients = [
            stack.enter_context(
                Child(
                    "bench.load",
                    msgspec.structs.replace(
                        base,
                        port=server.port,
                        prefix=f"{prefix}-{place}",
                        share=(place, len(servers)) if apart else None,
                    ),
                )
            )
            for place, server in enumerate(servers)
        ]
        for client in clients:
            client.ready()
        for client in clients:
            client.begin()
        answers = [client.answer(Answer) for client in clients]
    return float(sum(answer.events / answer.seconds for answer in answers))
