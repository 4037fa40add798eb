"""A tier set published with `start: history`: what was there before counts, for everybody, once."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.flow.shop import Shop, at, said

from shuke.engine import apply_documents, ask_settling, read_yaml, replaying, settle
from shuke.kernel import jobs

ROOT = Path(__file__).parents[2]
YEARLY = """
kind: tier_set
key: main
name: {en: Tiers, zh: 等级}
measure: {how: spend}
window: {how: calendar_year}
start: history
tiers:
  - {key: basic, name: {en: Basic, zh: 普通}, at: 0}
  - {key: silver, name: {en: Silver, zh: 银卡}, at: 50000, keep: 40000}
  - {key: gold, name: {en: Gold, zh: 金卡}, at: 90000}
"""
GOLD = "select count(*) from engine_state where tier = 'gold'"
OF_TODAY = YEARLY.replace("start: history", "start: now")


@pytest.fixture(autouse=True)
async def settled(corner: Shop) -> None:
    """The first release has nothing to settle: nobody was there yet."""
    assert await corner.work() == []


async def a_spring(corner: Shop, card: str = "card:10086") -> str:
    """300.00 in February, 400.00 in March, 100.00 of that given back in April."""
    await corner.to("2026-02-01")
    await corner.buy(f"feb-{card}", 30_000, card=card)
    await corner.to("2026-03-10")
    await corner.buy(f"mar-{card}", 40_000, card=card)
    await corner.to("2026-04-02")
    outcome = await corner.refund(f"mar-{card}", "R1", 10_000, card=card)
    return outcome.subject or ""


async def standing(corner: Shop, subject: str) -> Any:
    return (await corner.state(subject)).program.sets["main"]


async def test_worked_the_year_so_far_counts(corner: Shop) -> None:
    """The example of docs/algorithms/tiers.md."""
    subject = await a_spring(corner)
    await corner.to("2026-06-05")
    assert await corner.tier(subject) == "basic"
    await corner.publish(YEARLY)
    assert await corner.work() == [
        {"members": 1, "replayed": 1, "moved": 0, "refreshed": 0, "failed": 0}
    ]
    its = await standing(corner, subject)
    assert (its.tier, its.counts) == ("silver", [2026, 60_000])
    assert its.since == at("2026-03-10").toordinal()
    assert its.ends == at("2026-12-31").toordinal()
    [row] = await corner.pool.fetch(
        "select effects from engine_log where type = 'history.replayed'"
    )
    moved = {"type": "tier.moved", "set": "main", "from": "basic", "to": "silver"}
    assert msgspec.json.decode(row["effects"]) == [{**moved, "reason": "history"}]
    assert await corner.pool.fetchval("select tier from engine_state") == "silver"

    # What was bought before is taken off when it is given back.
    outcome = await corner.refund("feb-card:10086", "R2", 30_000)
    assert outcome.status == "accepted"
    assert (await standing(corner, subject)).counts == [2026, 30_000]
    # And what is bought from now on counts as ever.
    await corner.buy("jun", 60_000)
    assert (await standing(corner, subject)).counts == [2026, 90_000]
    assert await corner.tier(subject) == "gold"
    assert await corner.flaws() == []


async def test_from_now_on_nothing_of_it_counts(corner: Shop) -> None:
    subject = await a_spring(corner)
    await corner.to("2026-06-05")
    await corner.publish(OF_TODAY)
    await corner.work()
    await corner.buy("jun", 20_000)
    its = await standing(corner, subject)
    assert (its.tier, its.counts) == ("basic", [2026, 20_000])
    assert await corner.flaws() == []


async def test_who_comes_before_his_history_ends_with_the_same(corner: Shop) -> None:
    early = await a_spring(corner)
    await corner.to("2026-06-05")
    late = (await corner.buy("other-1", 70_000, card="card:2")).subject or ""
    await corner.publish(YEARLY)
    # He waits: his tier stays, nothing is said.
    outcome = await corner.buy("jun", 29_000)
    assert said(outcome.effects, "tier.upgraded", "tier.moved") == []
    assert (await standing(corner, early)).waits
    await corner.refund("jun", "R3", 4_000)
    assert await corner.flaws() == []
    await corner.work()
    await corner.buy("other-2", 15_000, card="card:2")
    assert (await standing(corner, early)).counts == [2026, 85_000]
    assert (await standing(corner, late)).counts == [2026, 85_000]
    assert await corner.tier(early) == await corner.tier(late) == "silver"
    await corner.refund("jun", "R4", 25_000)
    assert (await standing(corner, early)).counts == [2026, 60_000]
    assert await corner.flaws() == []


async def test_it_takes_effect_when_the_release_does(corner: Shop) -> None:
    subject = await a_spring(corner)
    await corner.publish(YEARLY, since="2026-06-01 00:00")
    assert await corner.work() == []
    # A timer of the first minute found him waiting and asked for him too: it was done already.
    await corner.to("2026-06-01 00:01")
    assert [done["replayed"] for done in await corner.work()] == [1, 0]
    assert await corner.tier(subject) == "silver"
    assert await corner.flaws() == []


async def test_an_import_of_before_asks_for_its_own(corner: Shop) -> None:
    await corner.to("2026-06-05")
    await corner.publish(YEARLY)
    assert await corner.work() == []
    for order, day, cents in (("i-1", "2026-02-01", 45_000), ("i-2", "2026-06-06", 10_000)):
        data = {
            "order_id": order,
            "total_cents": cents,
            "lines": [{"sku": "s", "paid_cents": cents}],
        }
        await corner.to("2026-06-06")
        outcome = await corner.send("order.paid", data, "card:7", on=day, imported=True)
    subject = outcome.subject or ""
    assert (await standing(corner, subject)).waits
    assert [done["replayed"] for done in await corner.work()] == [1]
    assert (await standing(corner, subject)).counts == [2026, 55_000]
    assert await corner.tier(subject) == "silver"
    assert await corner.flaws() == []


async def test_what_an_older_shuke_never_settled_is_asked_for_once(corner: Shop) -> None:
    """An older Shuke published it and had no such job: the first worker of this one asks."""
    subject = await a_spring(corner)
    await corner.publish(YEARLY)
    await corner.pool.execute("delete from kernel_job")
    for _worker in range(2):
        async with corner.pool.acquire() as connection:
            await ask_settling(connection, corner.shuke.book, corner.clock.now())
    assert [done["replayed"] for done in await corner.work()] == [1]
    assert await corner.tier(subject) == "silver"
    assert await corner.flaws() == []


async def test_a_longer_window_reaches_back_and_once_is_enough(corner: Shop) -> None:
    subject = await a_spring(corner)
    await corner.to("2026-05-20")
    rolling = {"how": "rolling", "days": 10}
    await corner.change("tier_set", "main", window=rolling)
    await corner.work()
    assert (await corner.subject(), (await standing(corner, subject)).total) == (subject, 0)
    await corner.change("tier_set", "main", window={"how": "rolling", "days": 200}, start="history")
    assert [done["replayed"] for done in await corner.work()] == [1]
    # 300 and 400 growth; 100 went back.
    assert (await standing(corner, subject)).total == 600
    assert await corner.tier(subject) == "silver"
    before = await corner.pool.fetchval("select count(*) from engine_log")
    # Published again, the memory is there: nothing is replayed, nobody is touched.
    await corner.change("tier_set", "main", announce_days=20)
    assert [done["replayed"] for done in await corner.work()] == [0]
    assert await settle(corner.pool, corner.shuke.intake.batcher) is not None
    assert await corner.pool.fetchval("select count(*) from engine_log") == before
    assert await corner.flaws() == []


async def test_the_cost_is_known_before(corner: Shop) -> None:
    await a_spring(corner)
    await corner.to("2026-06-05")
    book, now = corner.shuke.book, corner.clock.now()
    async with corner.pool.acquire() as connection:
        documents = read_yaml(corner.shuke.app, YEARLY)
        await apply_documents(connection, book, documents, by="li", now=now)
        before = await corner.everything()
        cost = await replaying(connection, book, now)
    assert cost is not None
    events = await corner.pool.fetchval("select count(*) from engine_log")
    assert (cost.definitions, cost.members, cost.events) == (["tier_set/main"], 1, events)
    assert 0 < cost.seconds < 60
    assert await corner.everything() == before


async def test_stopped_in_the_middle_the_rest_waits_and_can_be_gone_on_with(
    corner: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shuke.engine.settling.MEMBERS_PER_BATCH", 2)
    monkeypatch.setattr("shuke.engine.settling.PAGE", 2)
    for card in range(6):
        await corner.buy(f"o-{card}", 90_000, card=f"card:{card}")
    await corner.publish(YEARLY)
    batcher = corner.shuke.intake.batcher

    class Stopped:
        """A job that is asked to stop after the first members."""

        done = 0

        async def progress(self, done: int, _total: int | None = None) -> None:
            self.done = done
            if done >= 2:
                raise jobs.JobCancelled

    with pytest.raises(jobs.JobCancelled):
        await settle(corner.pool, batcher, Stopped())  # type: ignore[arg-type]
    replayed = "select count(*) from engine_log where type = 'history.replayed'"
    assert await corner.pool.fetchval(replayed) == 2
    assert await corner.pool.fetchval(GOLD) == 2
    assert await corner.flaws() == []
    assert (await settle(corner.pool, batcher)).replayed == 4
    assert await corner.pool.fetchval(replayed) == 6
    assert await corner.pool.fetchval(GOLD) == 6
    assert await corner.flaws() == []


async def test_live_traffic_goes_on_meanwhile_and_counts(corner: Shop) -> None:
    cards = [f"card:{number}" for number in range(12)]
    for card in cards:
        await corner.buy(f"first-{card}", 20_000, card=card)
    await corner.publish(YEARLY)
    other = Shop(corner.shuke, corner.clock)

    async def shop_on() -> None:
        for turn in range(5):
            for card in cards:
                outcome = await other.buy(f"{turn}-{card}", 10_000, card=card)
                assert outcome.status == "accepted"

    other.number = 10_000
    await asyncio.gather(shop_on(), corner.work(), settle(corner.pool, corner.shuke.intake.batcher))
    await corner.work()
    rows = await corner.pool.fetch("select subject from engine_state")
    assert len(rows) == len(cards)
    for row in rows:
        its = await standing(corner, row["subject"])
        assert (its.tier, its.counts, its.begun) == ("silver", [2026, 70_000], 0)
    replayed = await corner.pool.fetchval(
        "select count(*) from engine_log where type = 'history.replayed'"
    )
    assert replayed == len(cards)
    assert await corner.flaws() == []


def killed_midway(corner: Shop) -> bool:
    """Let a process settle; kill -9 it when it says that some are brought in. False: it ended."""
    settings = corner.shuke.settings
    arguments = [settings.database_url, str(settings.data_dir), corner.clock.now().isoformat()]
    with subprocess.Popen(
        [sys.executable, str(ROOT / "tests/flow/settle_program.py"), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        brought = process.stdout.readline().startswith("brought")
        if brought:
            process.send_signal(signal.SIGKILL)
        return brought


@pytest.mark.slow
async def test_killed_in_the_middle_it_goes_on_where_it_was(corner: Shop) -> None:
    """kill -9 of the worker: what it brought in stays, the next one does the rest, once each."""
    for card in range(30):
        for order in range(4):
            await corner.buy(f"o-{card}-{order}", 22_500, card=f"card:{card}")
    await corner.publish(YEARLY)
    replayed = "select count(*) from engine_log where type = 'history.replayed'"
    killed = 0
    while True:
        if not await asyncio.to_thread(killed_midway, corner):
            break
        killed += 1
        assert await corner.flaws() == []
    assert killed >= 3
    assert await corner.pool.fetchval(replayed) == 30
    assert await corner.pool.fetchval(GOLD) == 30
    assert await corner.flaws() == []
