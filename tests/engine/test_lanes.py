"""Lanes: live events go first, large requests are bulk, imports say when they came in."""

import asyncio
from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
from tests.engine.tiny import open_intake, paid

from shuke.engine.document import read_yaml
from shuke.engine.intake import CALM_BATCH, Lane
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"


async def test_a_live_event_overtakes_a_bulk_request(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock, lanes=1)
    bulk = asyncio.create_task(intake.submit([paid(f"B{n}", f"card:{n}") for n in range(900)]))
    await asyncio.sleep(0)
    [live] = await intake.submit([paid("L1", "card:live")])
    assert live.status == "accepted"
    assert not bulk.done()
    assert {o.status for o in await bulk} == {"accepted"}
    await intake.stop()


async def test_bulk_batches_are_small_while_live_events_come(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock, lanes=1)
    lane = Lane()
    release = intake.batcher.book.current(clock.now())
    lane.bulk.extend(
        intake.batcher.identifier.receive(paid(f"A{n}"), release, clock.now()) for n in range(300)
    )
    batch, live = lane.take(calm=True)
    assert (len(batch), live) == (CALM_BATCH, False)
    assert len(lane.take(calm=False)[0]) == 200
    await intake.stop()


async def test_an_import_says_when_it_came_in(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    bought = clock.now() - timedelta(days=20)
    late = paid("A1", time=bought)
    late.at = bought + timedelta(days=5)
    live = paid("A2", time=clock.now())
    live.at = bought
    await intake.submit([late], imported=True)
    await intake.submit([live])
    rows = await pool.fetch("select time, at from engine_log order by seq")
    assert [(r["time"], r["at"]) for r in rows] == [
        (bought, bought + timedelta(days=5)),
        (clock.now(), clock.now()),
    ]
    await intake.stop()


async def test_yaml_reads_on_as_a_word(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    text = "kind: calendar\nkey: on\nname: {en: yes, zh: no}\n"
    [document] = read_yaml(intake.batcher.app, text)
    assert (document.key, document.name.en, document.name.zh) == ("on", "yes", "no")
    await intake.stop()
