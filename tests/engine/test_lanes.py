"""Lanes: live events wait for no bulk, large requests are bulk, imports say when they came in."""

import asyncio
import math
from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from tests.engine.tiny import open_intake, paid

from shuke.engine.document import read_yaml
from shuke.engine.intake import BULK_BATCH, CALM_BATCH
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
    sizes: list[int] = []
    run = intake.batcher.run

    async def counted(connection: Any, arrivals: Any, *, patient: bool) -> Any:
        if not patient:
            sizes.append(len(arrivals))
        return await run(connection, arrivals, patient=patient)

    intake.batcher.run = counted  # type: ignore[method-assign]
    await intake.submit([paid(f"A{n}", f"card:{n}") for n in range(500)])
    assert sizes == [BULK_BATCH, 100]
    intake.live_until = math.inf
    sizes.clear()
    await intake.submit([paid(f"B{n}", f"card:{n}") for n in range(100)])
    assert sizes == [*[CALM_BATCH] * (100 // CALM_BATCH), 100 % CALM_BATCH]
    await intake.stop()


async def test_bulk_steps_back_from_a_member_that_live_traffic_holds(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock, lanes=1)
    stepped_back = asyncio.Event()
    run = intake.batcher.run

    async def watched(connection: Any, arrivals: Any, *, patient: bool) -> Any:
        left = await run(connection, arrivals, patient=patient)
        if left:
            stepped_back.set()
        return left

    intake.batcher.run = watched  # type: ignore[method-assign]
    await intake.submit([paid("A0", "card:0")])
    intake.live_until = 0.0
    async with pool.acquire() as other, other.transaction():
        await other.execute("select from engine_state for update")
        bulk = asyncio.create_task(
            intake.submit([paid(f"B{n}", f"card:{n % 5}") for n in range(100)])
        )
        await stepped_back.wait()
        # The other members' events are folded while the one member is held.
        assert await pool.fetchval("select count(*) from engine_log") == 81
        assert not bulk.done()
    assert {o.status for o in await bulk} == {"accepted"}
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


async def test_live_goes_round_a_member_whom_another_process_holds(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock, lanes=1)
    await intake.submit([paid(f"A{n}", f"card:{n}") for n in range(3)])
    went_round = asyncio.Event()
    run = intake.batcher.run

    async def watched(connection: Any, arrivals: Any, *, patient: bool) -> Any:
        left = await run(connection, arrivals, patient=patient)
        if left:
            went_round.set()
        return left

    intake.batcher.run = watched  # type: ignore[method-assign]
    async with pool.acquire() as other, other.transaction():
        await other.execute(
            "select from engine_state where subject ="
            " (select subject from engine_key where id = 'A1') for update"
        )
        held = asyncio.create_task(intake.submit([paid("B1", "card:1"), paid("B2", "card:2")]))
        # Its own batch goes on for the others; the one who is held is waited for afterwards.
        await went_round.wait()
        assert await pool.fetchval("select count(*) from engine_key where id = 'B2'") == 1
        assert not held.done()
    assert [o.status for o in await held] == ["accepted", "accepted"]
    assert await pool.fetchval("select count(*) from engine_log") == 5
    await intake.stop()


async def test_callers_who_were_answered_together_share_the_next_batch(
    pool: Pool, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixteen callers who each ask again when they are answered: the first is alone, the others
    come while he is folded, and from then on all are in one batch. The last batch waits in vain
    for the first caller, who is done."""
    monkeypatch.setattr("shuke.engine.intake.GATHER_SECONDS", 0.5)
    intake = await open_intake(pool, clock, lanes=1)
    sizes: list[int] = []
    begun = asyncio.Event()
    run = intake.batcher.run

    async def counted(connection: Any, arrivals: Any, *, patient: bool) -> Any:
        sizes.append(len(arrivals))
        begun.set()
        return await run(connection, arrivals, patient=patient)

    async def caller(who: int) -> None:
        for turn in range(5):
            [outcome] = await intake.submit([paid(f"{who}-{turn}", f"card:{who}")])
            assert outcome.status == "accepted"

    intake.batcher.run = counted  # type: ignore[method-assign]
    first = asyncio.create_task(caller(0))
    await begun.wait()
    await asyncio.gather(first, *(caller(who) for who in range(1, 16)))
    assert sum(sizes) == 80
    assert sizes[:5] == [1, 16, 16, 16, 16]
    await intake.stop()


async def test_a_lone_caller_waits_for_nobody(
    pool: Pool, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuke.engine.intake.GATHER_SECONDS", 60.0)
    intake = await open_intake(pool, clock, lanes=1)
    [lane] = intake.live
    for number in range(3):
        await intake.submit([paid(f"O{number}", "card:1")])
        with pytest.raises(StopIteration):
            lane.gather().send(None)
    # Two were answered: the next batch waits for both, but for nobody who is late.
    lane.ended(2)
    waiting = lane.gather()
    waiting.send(None)
    waiting.close()
    monkeypatch.setattr("shuke.engine.intake.GATHER_SECONDS", 0.0)
    with pytest.raises(StopIteration):
        lane.gather().send(None)
    await intake.stop()
