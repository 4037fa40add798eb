"""A newer engine takes over: what was folded stays, replay begins at the checkpoint."""

import asyncio
from typing import Any

import pytest
from tests.flow.shop import Shop, code

from shuke.engine import Turn, explain, version


def newer(monkeypatch: pytest.MonkeyPatch, shop: Shop) -> None:
    """The next engine: it gives a bonus with every order, so the old log folds differently."""
    monkeypatch.setattr(version, "ENGINE", version.ENGINE + 1)
    app = shop.shuke.app
    fold = type(app).fold

    def other(turn: Turn, due: Any) -> Any:
        answer = fold(app, turn, due)
        if turn.event.type == "order.paid":
            turn.state.member.spent_cents += 1
        return answer

    monkeypatch.setattr(app, "fold", other)


async def a_past(corner: Shop) -> str:
    """Two orders, a refund, time, a spend, and points that became usable."""
    await corner.buy("A1", 10_000, 5_000)
    await corner.buy("A2", 3_000)
    await corner.refund("A1", "R1", 2_000)
    await corner.to("2026-01-20")
    await corner.spend("S1", 50)
    return await corner.subject()


async def test_replay_begins_where_the_newer_engine_began(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = await a_past(corner)
    seq, before = tuple(await corner.pool.fetchrow("select seq, state from engine_state"))
    newer(monkeypatch, corner)

    # Not met yet: nothing to fold again, the laws hold.
    assert await corner.flaws() == []
    assert (await corner.flaws(from_start=True)) != []

    await corner.buy("A3", 1_000)
    row = await corner.pool.fetchrow("select seq, engine, state from engine_checkpoint")
    assert tuple(row) == (seq, version.ENGINE, before)
    assert await corner.pool.fetchval("select engine from engine_state") == version.ENGINE
    assert await corner.flaws() == []
    assert (await corner.flaws(from_start=True)) != []
    async with corner.pool.acquire() as connection:
        told = await explain(connection, corner.shuke.book, subject, seq + 1)
        assert told.verified
        assert told.before.member.spent_cents == 16_000
        assert (await explain(connection, corner.shuke.book, subject, seq)).turn.event.seq == seq

    # Changed after the checkpoint: seen.
    await corner.pool.execute("update engine_log set effects = '[]' where seq = $1", seq + 1)
    assert [what for _who, what in await corner.flaws()] == [
        f"event {seq + 1} has other effects when folded again"
    ]


async def test_records_are_as_they_were_at_the_checkpoint(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_past(corner)
    newer(monkeypatch, corner)
    past = "select key, engine, was from engine_record_past order by key, engine"

    # An order and a spend of the older engine, both written by the newer one; twice.
    await corner.refund("A1", "R2", 1_000)
    await corner.refund("A1", "R3", 500)
    await corner.send("points.return", {"spend_id": "S1"})
    kept = [tuple(row) for row in await corner.pool.fetch(past)]
    assert kept == [
        ("A1", version.ENGINE, version.ENGINE - 1),
        ("S1", version.ENGINE, version.ENGINE - 1),
    ]
    assert await corner.flaws() == []

    # A refund that waits for an order makes a record that was not there at the checkpoint.
    await corner.refund("A9", "R9", 300)
    await corner.buy("A9", 900)
    assert await corner.flaws() == []
    assert len(await corner.pool.fetch(past)) == 2

    # The engine after it: A1 again, A2 for the first time, A9 for the first time as a past one.
    newer(monkeypatch, corner)
    assert await corner.flaws() == []
    for order in ("A1", "A2", "A9"):
        await corner.refund(order, f"R-{order}", 100)
    assert await corner.pool.fetchval("select count(*) from engine_checkpoint") == 2
    newest = version.ENGINE
    assert [tuple(row) for row in await corner.pool.fetch(past)] == [
        ("A1", newest - 1, newest - 2),
        ("A1", newest, newest - 1),
        ("A2", newest, newest - 2),
        ("A9", newest, newest - 1),
        ("S1", newest - 1, newest - 2),
    ]
    assert await corner.flaws() == []
    await corner.to("2026-12-20")
    assert await corner.flaws() == []


async def test_the_older_process_stops_at_once(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_past(corner)
    older = version.ENGINE
    newer(monkeypatch, corner)
    await corner.buy("A3", 1_000)
    before = await corner.everything()
    monkeypatch.setattr(version, "ENGINE", older)
    refused = await corner.buy("A4", 1_000)
    assert code(refused) == "engine_outdated"
    with pytest.raises(Exception, match="engine_outdated"):
        await corner.to("2026-12-20")
    assert await corner.everything() == before


async def test_an_older_process_that_waited_for_a_member_does_not_write_over_it(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_past(corner)
    async with corner.pool.acquire() as other:
        transaction = other.transaction()
        await transaction.start()
        await other.execute("update engine_state set engine = $1", version.ENGINE + 1)
        waiting = asyncio.create_task(corner.buy("A4", 1_000))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await transaction.commit()
    assert code(await waiting) == "engine_outdated"
    assert await corner.pool.fetchval("select count(*) from engine_log where id = 'A4'") == 0
