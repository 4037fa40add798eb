"""`verify`: the whole demo year folded again and compared."""

from __future__ import annotations

import time

from bench.ground import Ground
from bench.result import Result, within
from shuke.cli.place import waited
from shuke.cli.verifying import Wanted, verify_all

LIMIT_SECONDS = 20.0


def run(ground: Ground, _seconds: int) -> list[Result]:
    """Once over everything, from the start."""
    with ground.clone("verify") as settings:
        started = time.perf_counter()
        found = waited(
            verify_all(settings, Wanted(from_start=True), lambda _done, _total, _seconds: None)
        )
        seconds = time.perf_counter() - started
    return [
        within(
            "verify",
            "s for the demo's year",
            seconds,
            LIMIT_SECONDS,
            "limit",
            members=found.members,
            events=found.events,
            events_per_second=round(found.events / seconds),
            also={"clean": found.clean},
        )
    ]
