"""Events that fail: they wait in the inbox, are repaired and folded, and count once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.flow.shop import Shop, code, paid, said

from shuke.engine import Turn, dismiss, refold, tick_due
from shuke.engine.pending import InboxEntryClosed, InboxEntryUnknown, TickNotRepairable
from shuke.kernel import MovableClock

OPEN = "select id, event_id, type, code, tries from engine_inbox where status = 'open' order by id"


@pytest.fixture
def bug(corner: Shop, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A bug of the fold, which meets orders of one store; undo it with `bug.undo()`."""
    app = corner.shuke.app
    fold = app.fold

    def broken(turn: Turn, due: Any) -> Any:
        if getattr(turn.data, "store", None) == "annex":
            turn.state.member.orders = 99
            raise ZeroDivisionError("the annex has no till")
        return fold(turn, due)

    monkeypatch.setattr(app, "fold", broken)
    return monkeypatch


async def test_a_failed_event_is_repaired_in_the_inbox(
    corner: Shop, bug: pytest.MonkeyPatch
) -> None:
    await corner.buy("A1", 10_000)
    before = await corner.everything()
    failed = await corner.buy("A2", 10_000, store="annex")
    assert (failed.status, code(failed)) == ("failed", "fold_failed")
    after = await corner.everything()
    assert {table for table in after if after[table] != before[table]} == {"engine_inbox"}
    # The member's other events go on.
    assert (await corner.buy("A3", 10_000)).seq == 2

    [entry] = await corner.pool.fetch(OPEN)
    assert tuple(entry)[1:] == ("E2", "order.paid", "ZeroDivisionError", 1)
    again = await refold(corner.pool, corner.shuke.intake, entry["id"], corner.clock.now())
    assert again.status == "failed"
    [entry] = await corner.pool.fetch(OPEN)
    assert entry["tries"] == 2

    # Forty days later the operator corrects the store; it is not too old: it was on time.
    await corner.to("2026-02-14")
    data = msgspec.json.encode(paid("A2", 10_000, store="main"))
    repaired = await refold(corner.pool, corner.shuke.intake, entry["id"], corner.clock.now(), data)
    assert repaired.status == "accepted", repaired.problem
    assert await corner.pool.fetch(OPEN) == []
    subject = repaired.subject or ""
    assert await corner.held(subject) == (300, 0)
    assert await corner.pool.fetchval("select count(*) from engine_log where id = 'E2'") == 1
    # The till, which knows nothing of it, sends what it has once more: it counts already.
    retry = await corner.send("order.paid", paid("A2", 10_000, store="annex"), id="E2")
    assert (retry.status, retry.seq, retry.effects) == ("duplicate", 4, repaired.effects)
    other = await corner.send("order.paid", paid("A2", 7, store="annex"), id="E2")
    assert code(other) == "event_key_reused"
    with pytest.raises(InboxEntryClosed):
        await refold(corner.pool, corner.shuke.intake, entry["id"], corner.clock.now())
    with pytest.raises(InboxEntryUnknown):
        await refold(corner.pool, corner.shuke.intake, "nothing", corner.clock.now())
    bug.undo()
    assert await corner.flaws() == []


async def test_what_is_sent_again_after_the_bug_was_mended_closes_its_entry(
    corner: Shop, bug: pytest.MonkeyPatch
) -> None:
    failed = await corner.buy("A1", 10_000, store="annex")
    other = await corner.buy("A2", 10_000, store="annex")
    assert (failed.status, other.status) == ("failed", "failed")
    assert await corner.pool.fetchval("select count(*) from engine_state where seq > 0") == 0
    bug.undo()
    sent = await corner.send("order.paid", paid("A1", 10_000, store="annex"), id=failed.id)
    assert (sent.status, sent.seq) == ("accepted", 1)
    [left] = await corner.pool.fetch(OPEN)
    assert left["event_id"] == other.id
    await dismiss(corner.pool, left["id"], "a test of the annex", corner.clock.now())
    assert await corner.pool.fetch(OPEN) == []
    with pytest.raises(InboxEntryClosed):
        await dismiss(corner.pool, left["id"], "twice", corner.clock.now())
    assert await corner.held(sent.subject or "") == (0, 100)
    assert await corner.flaws() == []


async def test_a_timer_that_fails_waits_and_is_tried_again(
    corner: Shop, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought = await corner.buy("A1", 10_000)
    subject = bought.subject or ""
    app = corner.shuke.app

    def broken(turn: Turn) -> None:
        raise ZeroDivisionError("no such midnight")

    monkeypatch.setattr(app, "timers", tuple(replace(timer, tick=broken) for timer in app.timers))
    assert await corner.to("2026-01-12 09:00") == []
    [entry] = await corner.pool.fetch(OPEN)
    assert tuple(entry)[1:] == (f"{subject}:2", "tick", "ZeroDivisionError", 1)
    assert await corner.held(subject) == (0, 100)
    # It does not spin, and the rest of the shop goes on.
    assert await tick_due(corner.shuke.intake, clock.now()) == 0
    assert (await corner.buy("B1", 100, card="card:other")).status == "accepted"
    # Nothing of the member may come before his timer: it waits in the inbox with it.
    behind = await corner.buy("A2", 10_000)
    assert behind.status == "failed"
    assert len(await corner.pool.fetch(OPEN)) == 2
    assert await corner.flaws() == []

    # By hand it may be tried at any time; it has no data to repair.
    by_hand = await refold(corner.pool, corner.shuke.intake, entry["id"], clock.now())
    assert (by_hand.status, code(by_hand)) == ("failed", "fold_failed")
    with pytest.raises(TickNotRepairable):
        await refold(corner.pool, corner.shuke.intake, entry["id"], clock.now(), b"{}")
    tries = {row["id"]: row["tries"] for row in await corner.pool.fetch(OPEN)}
    assert tries[entry["id"]] == 2
    assert await corner.held(subject) == (0, 100)

    monkeypatch.undo()
    clock.advance(timedelta(minutes=4))
    assert await tick_due(corner.shuke.intake, clock.now()) == 0
    clock.advance(timedelta(minutes=1))
    assert await tick_due(corner.shuke.intake, clock.now()) == 1
    assert await corner.held(subject) == (100, 0)
    [left] = await corner.pool.fetch(OPEN)
    folded = await refold(corner.pool, corner.shuke.intake, left["id"], clock.now())
    assert (folded.status, folded.seq) == ("accepted", 3)
    assert said(folded.effects, "points.credited")[0]["usable_on"] == "2026-01-19"
    assert await corner.flaws() == []


async def test_a_failed_timer_is_run_by_hand(
    corner: Shop, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = (await corner.buy("A1", 10_000)).subject or ""
    app = corner.shuke.app

    def broken(_turn: Turn) -> None:
        raise ZeroDivisionError("the clock stands still")

    monkeypatch.setattr(app, "timers", tuple(replace(timer, tick=broken) for timer in app.timers))
    await corner.to("2026-01-12 09:00")
    [entry] = await corner.pool.fetch(OPEN)
    monkeypatch.undo()
    folded = await refold(corner.pool, corner.shuke.intake, entry["id"], clock.now())
    assert (folded.status, folded.subject, folded.seq) == ("accepted", subject, 2)
    assert [effect["type"] for effect in msgspec.json.decode(folded.effects)] == ["points.usable"]
    assert await corner.held(subject) == (100, 0)
    assert await corner.pool.fetch(OPEN) == []
    with pytest.raises(InboxEntryClosed):
        await refold(corner.pool, corner.shuke.intake, entry["id"], clock.now())
    assert await corner.flaws() == []


async def test_a_timer_that_another_event_ran_closes_as_well(
    corner: Shop, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await corner.buy("A1", 10_000)
    app = corner.shuke.app

    def broken(_turn: Turn) -> None:
        raise ZeroDivisionError("the clock stands still")

    monkeypatch.setattr(app, "timers", tuple(replace(timer, tick=broken) for timer in app.timers))
    await corner.to("2026-01-12 09:00")
    monkeypatch.undo()
    assert (await corner.spend("S1", 60)).status == "accepted"
    [entry] = await corner.pool.fetch(OPEN)
    before = await corner.pool.fetchval("select count(*) from engine_log")
    folded = await refold(corner.pool, corner.shuke.intake, entry["id"], clock.now())
    assert (folded.status, folded.seq) == ("duplicate", 2)
    assert await corner.pool.fetch(OPEN) == []
    assert await corner.pool.fetchval("select count(*) from engine_log") == before
    assert await corner.flaws() == []
