"""`--live`: orders go on coming in at a chosen pace, as if the year's baskets were paid now."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import numpy as np

from shuke.cli.demo.dataset import Year, load_year
from shuke.cli.demo.stream import SOURCE
from shuke.engine import Incoming
from shuke.runtime import Shuke

CHUNK_ORDERS = 200


def feeding(orders_per_second: float) -> Callable[[Shuke], Awaitable[None]]:
    """Something that feeds orders beside a server until it is cancelled."""

    async def feed(shuke: Shuke) -> None:
        year = await asyncio.to_thread(load_year)
        mark = f"live-{int(shuke.clock.now().timestamp())}"
        number = 0
        while True:
            for incoming in live_orders(year, mark, number, CHUNK_ORDERS):
                await shuke.intake.submit([incoming])
                await asyncio.sleep(1 / orders_per_second)
            number += CHUNK_ORDERS

    return feed


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
