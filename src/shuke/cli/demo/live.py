"""`--live`: orders go on coming in at a chosen pace, as if the year's baskets were paid now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np
import structlog

from shuke.cli.demo.dataset import Year, load_year
from shuke.cli.demo.stream import SOURCE
from shuke.engine import Incoming
from shuke.runtime import Shuke

CHUNK_ORDERS = 200
"""Orders made at once, and the most that go into one request."""
_log = structlog.get_logger(__name__)


class Pace:
    """How many orders are due: as many as the chosen pace has brought since the beginning.

    Who falls behind by more than a request holds begins anew, instead of sending a flood.
    """

    __slots__ = ("_per_second", "_sent", "_since")

    def __init__(self, per_second: float, now: float) -> None:
        self._per_second = per_second
        self._since = now
        self._sent = 0

    def due(self, now: float) -> int:
        """Orders to send now, counted as sent."""
        wanted = int((now - self._since) * self._per_second) + 1 - self._sent
        if wanted > CHUNK_ORDERS:
            wanted = CHUNK_ORDERS
            self._since, self._sent = now, 1 - wanted
        self._sent += wanted
        return wanted

    def wait(self, now: float) -> float:
        """Seconds until the next order is due."""
        return max(self._since + self._sent / self._per_second - now, 0.0)


def feeding(orders_per_second: float) -> Callable[[Shuke], Awaitable[None]]:
    """Something that feeds orders beside a server until it is cancelled."""

    async def feed(shuke: Shuke) -> None:
        year = await asyncio.to_thread(load_year)
        mark = f"live-{int(shuke.clock.now().timestamp())}"
        clock = asyncio.get_running_loop().time
        pace, number = Pace(orders_per_second, clock()), 0
        while True:
            count = pace.due(clock())
            if count > 0:
                await _sent(shuke, live_orders(year, mark, number, count))
                number += count
            await asyncio.sleep(pace.wait(clock()))

    return feed


async def _sent(shuke: Shuke, orders: list[Incoming]) -> None:
    """Send orders; while the database is away they are lost, and the next ones go on."""
    try:
        await shuke.intake.submit(orders)
    except Exception:  # noqa: BLE001 - whatever it was, the next orders go on; it is logged
        _log.exception("live_orders_failed", orders=len(orders))


def live_orders(year: Year, mark: str, first: int, count: int) -> list[Incoming]:
    """Orders `first` to `first + count - 1` of the year under new numbers, paid when they come."""
    rows = (np.arange(count) + first) % len(year.basket)
    made = []
    for number, (row, data) in enumerate(
        zip(rows.tolist(), year.order_json(rows), strict=True), first
    ):
        key = f"{mark}-{number}"
        fresh = data.replace(b'{"order_id":"', b'{"order_id":"' + key.encode() + b"-", 1)
        subject = f"card:{year.household[row]}"
        made.append(Incoming(SOURCE, key, "order.paid", subject, fresh))
    return made
