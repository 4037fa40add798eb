"""The ledger through the real door: whole application, real PostgreSQL, ticks as a worker runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest

from shuke.app import IDENTITY_RULES, application
from shuke.engine import (
    BUCKETS,
    Batcher,
    Identifier,
    Incoming,
    Intake,
    Keyring,
    Outcome,
    ReleaseBook,
    tick_due,
    verify_buckets,
)
from shuke.engine.publish import publish, save_draft
from shuke.kernel import MovableClock
from shuke.ledger import balance_as_of, open_differences, roll_forward, statement

Pool: TypeAlias = "asyncpg.Pool[Any]"

NAME = {"en": "Points", "zh": "积分"}
POINTS = {
    "kind": "currency",
    "key": "points",
    "name": NAME,
    "unit": {"en": "points", "zh": "分"},
    "usable": {"when": "on_event", "fallback_days": 14},
    "expiry": {"rule": "months_from_earning", "months": 1, "to": "exact"},
}
RULE = {
    "kind": "earning_rule",
    "key": "per-yuan",
    "name": {"en": "A point a yuan", "zh": "每元一分"},
    "when": "order.paid",
    "give": {"how": "per_amount", "currency": "points", "per_cents": 100},
}


class Shop:
    """Sends one member's events and lets the worker's ticks run."""

    def __init__(self, pool: Pool, intake: Intake, clock: MovableClock) -> None:
        self.pool = pool
        self.intake = intake
        self.clock = clock
        self.sent = 0
        self.subject = ""

    async def send(self, event_type: str, **data: Any) -> Outcome:
        """One event, its number its key."""
        self.sent += 1
        raw = msgspec.json.encode(data)
        event = Incoming("till", str(self.sent), event_type, "phone:13800000000", raw, None)
        (outcome,) = await self.intake.submit([event])
        assert outcome.status == "accepted", outcome.problem
        assert outcome.subject is not None
        self.subject = outcome.subject
        return outcome

    async def pay(self, order: str, yuan: int) -> None:
        """An order of one line."""
        lines = [{"sku": "milk", "paid_cents": yuan * 100}]
        await self.send("order.paid", order_id=order, total_cents=yuan * 100, lines=lines)

    async def wait(self, days: int) -> int:
        """Days pass; the worker ticks whoever is due."""
        now = self.clock.advance(timedelta(days=days))
        return await tick_due(self.intake, now)

    async def balance(self) -> tuple[int, int]:
        """(usable, pending) from the entries, now."""
        return await balance_as_of(self.pool, self.subject, "points", self.clock.now())


@pytest.fixture
async def shop(pool: Pool, clock: MovableClock) -> AsyncIterator[Shop]:
    app = application()
    book = ReleaseBook(app)
    async with pool.acquire() as connection:
        for document in (POINTS, RULE):
            await save_draft(connection, book, document, by="tester", now=clock.now())
        await publish(connection, book, by="tester", now=clock.now())
    keyring = Keyring(b"m" * 32, b"i" * 32)
    intake = Intake(pool, Batcher(app, book, Identifier(keyring, IDENTITY_RULES), clock))
    await intake.start()
    try:
        yield Shop(pool, intake, clock)
    finally:
        await intake.stop()


async def test_a_quarter_of_one_member(shop: Shop, pool: Pool) -> None:
    await shop.pay("o-1", 100)  # 2 March; pending until completed, expires after 2 April
    assert await shop.balance() == (0, 100)
    await shop.wait(5)
    await shop.send("order.completed", order_id="o-1")
    assert await shop.balance() == (100, 0)
    await shop.pay("o-2", 50)  # 7 March; never completed
    assert await shop.wait(13) == 0
    assert await shop.wait(1) == 1  # 21 March: the fallback day
    assert await shop.balance() == (150, 0)
    await shop.send("points.spend", currency="points", amount=120, spend_id="s-1")
    await shop.send("order.refunded", order_id="o-1", refund_id="r-1", amount_cents=100_00)
    assert await shop.balance() == (-70, 0)  # 30 of the second order, the rest is owed
    await shop.send("points.return", spend_id="s-1", amount=90)
    assert await shop.balance() == (20, 0)
    assert await shop.wait(40) == 1
    assert await shop.balance() == (0, 0)

    kinds = [line.kind for line in await statement(pool, shop.subject, "points")]
    assert kinds == [
        "expire",
        "return",
        "reverse",
        "spend",
        "usable",
        "issue",
        "usable",
        "issue",
    ]
    days = await roll_forward(pool, "points", date(2026, 3, 1), date(2026, 5, 1))
    assert (days[0].opening, days[-1].closing) == (0, 0)

    book = shop.intake.batcher.book
    assert await open_differences(pool, shop.intake.batcher.app.decode_state) == []
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, shop.intake.batcher.app, book, 0, BUCKETS)
    assert (report.members, report.wrong, report.flaws) == (1, 0, [])


async def test_a_refused_spend_leaves_no_trace(shop: Shop, pool: Pool) -> None:
    await shop.pay("o-1", 100)
    before = await pool.fetchval("select state from engine_state")
    data = {"currency": "points", "amount": 1, "spend_id": "s-1"}
    raw = msgspec.json.encode(data)
    (outcome,) = await shop.intake.submit(
        [Incoming("till", "x", "points.spend", "phone:13800000000", raw, None)]
    )
    assert outcome.status == "refused"
    assert outcome.problem is not None
    assert outcome.problem.code == "points_insufficient"
    assert await pool.fetchval("select state from engine_state") == before
    assert await pool.fetchval("select count(*) from ledger_entry") == 1
    assert await pool.fetchval("select count(*) from engine_record where kind = 'spend'") == 0
