"""`--live`: orders at the chosen pace, each a new one, whatever becomes of the ones before."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from structlog.testing import capture_logs
from tests.flow.shop import PROGRAMME, Shop, at, opened

from shuke.cli.demo.dataset import load_year
from shuke.cli.demo.live import CHUNK_ORDERS, Pace, feeding, live_orders
from shuke.kernel import MovableClock


@pytest.fixture
async def shop(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    clock.set(at("2026-01-05"))
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME, since="2026-01-01 00:00")
        yield shop


@pytest.mark.parametrize("rate", [0.5, 3, 150])
def test_as_many_are_due_as_the_pace_has_brought(rate: float) -> None:
    pace, now, sent = Pace(rate, 100.0), 100.0, 0
    for _step in range(50):
        sent += pace.due(now)
        assert pace.due(now) == 0
        assert sent == int((now - 100.0) * rate + 1e-6) + 1
        now += pace.wait(now) + 1e-9
    assert sent == 50


def test_who_fell_behind_does_not_send_a_flood() -> None:
    pace = Pace(1000, 0.0)
    assert pace.due(60.0) == CHUNK_ORDERS
    assert pace.due(60.0) == 0
    assert pace.wait(60.0) == pytest.approx(0.001)


async def test_every_order_is_a_new_one(shop: Shop) -> None:
    made = live_orders(load_year(), "live-1", 0, 7)
    outcomes = await shop.shuke.intake.submit(made)
    assert [outcome.status for outcome in outcomes] == ["accepted"] * 7
    keys = [msgspec.json.decode(incoming.data)["order_id"] for incoming in made]
    assert len(set(keys)) == 7
    assert all(key.startswith(f"live-1-{number}-") for number, key in enumerate(keys))


async def test_it_goes_on_when_some_could_not_be_sent(shop: Shop) -> None:
    count = "select count(*) from engine_log"
    with capture_logs() as logs:
        task = asyncio.create_task(feeding(100)(shop.shuke))
        try:
            async with asyncio.timeout(60):
                while not await shop.pool.fetchval(count):  # noqa: ASYNC110 - nor has a table
                    await asyncio.sleep(0)
                await shop.pool.execute("alter table engine_batch rename to engine_gone")
                while not logs:  # noqa: ASYNC110 - the log has no event to wait for
                    await asyncio.sleep(0)
                await shop.pool.execute("alter table engine_gone rename to engine_batch")
                before = await shop.pool.fetchval(count)
                while await shop.pool.fetchval(count) == before:  # noqa: ASYNC110 - nor has a table
                    await asyncio.sleep(0)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    assert task.cancelled()
    assert await shop.flaws() == []
