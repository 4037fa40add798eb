"""Closed periods: one closer wins, nothing that comes late changes them, and the chain tells."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import asyncpg
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.history import HISTORY, History
from tests.law.test_books import DATABASE, SHANGHAI, Pool, counted, open_past, wipe

from shuke.engine import Incoming, tick_due
from shuke.kernel import MovableClock, Text
from shuke.ledger import Currency, finance
from shuke.ledger.valuation import Manual, PointsValuation, Worth

pytestmark = pytest.mark.slow
NAME = Text(en="Points", zh="积分")
VALUATION = PointsValuation(
    key="points", name=NAME, currency="points", worth=Worth(100, 100), redemption=Manual(8_000)
)
TODAY = date(2030, 1, 1)
START = datetime(2026, 3, 2, 4, tzinfo=UTC)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def valuing(currency: str, _month: date) -> finance.Valued:
    document = Currency(key=currency, name=NAME, unit=NAME)
    return finance.Valued(1, document, VALUATION if currency == "points" else None)


async def closing(pool: Pool, month: date, *, today: date = TODAY) -> finance.Period:
    async with pool.acquire() as connection, connection.transaction():
        return await finance.close(
            connection,
            month,
            by="li",
            at=datetime(2026, 5, 1, tzinfo=UTC),
            today=today,
            ends_at=datetime.combine(finance.next_month(month), datetime.min.time(), SHANGHAI),
            reason="month end",
            release=1,
            valuing=valuing,
        )


async def shown(pool: Pool, today: date = TODAY) -> list[finance.Period]:
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        return await finance.periods(connection, today, valuing)


def buy(number: str, time: datetime, cents: int = 1_900) -> Incoming:
    data = {
        "order_id": number,
        "total_cents": cents,
        "lines": [{"sku": "tea", "category": "tea", "paid_cents": cents}],
    }
    return Incoming("pos", number, "order.paid", f"card:{number}", msgspec.json.encode(data), time)


@pytest.fixture
async def shop(pool: Pool, clock: MovableClock) -> Any:
    """One order in March, one in April, counted; every timer until the end of April has run."""
    intake = await open_past(pool, clock, lanes=2)
    await intake.submit([buy("a", START), buy("b", START + timedelta(days=35))], imported=True)
    await tick_due(intake, datetime(2026, 4, 30, tzinfo=UTC))
    await counted(pool)
    yield intake
    await intake.stop()


async def codes(*acts: Any) -> list[str]:
    """What came of acts at once: `closed`, or the code of the refusal."""
    results = await asyncio.gather(*acts, return_exceptions=True)
    return sorted(getattr(each, "code", "closed") for each in results)


async def test_of_two_who_close_one_does(pool: Pool, shop: Any) -> None:
    assert await codes(*(closing(pool, MARCH) for _ in range(6))) == [
        "closed", *["period_closed"] * 5,
    ]  # fmt: skip
    [row] = await pool.fetch("select month, closed_by, reason from ledger_period")
    assert tuple(row) == (MARCH, "li", "month end")


async def test_what_comes_late_falls_into_the_open_period(pool: Pool, shop: Any) -> None:
    before = await closing(pool, MARCH)
    [points] = [each for each in before.currencies if each.currency == "points"]
    # 19 points for 19.00 at 80 %: 15.2 of 1,915.2 cents of the price are theirs.
    assert (points.points.issued, points.points.closing) == (19, 19)
    assert points.liability is not None
    assert (points.liability.allocated, points.liability.closing) == (15, 15)
    await shop.submit([buy("late", START + timedelta(days=3), 1_500)], imported=True)
    await counted(pool)
    march, april = (await shown(pool))[:2]
    assert march == before
    [later] = [each for each in april.currencies if each.currency == "points"]
    assert (later.points.opening, later.points.issued) == (19, 34)
    rolled = await finance.rolled(pool, "points", MARCH, date(2026, 4, 30), step="month")
    assert [month.issued for month in rolled.items] == [19, 34]
    assert [month.closing for month in rolled.items] == [19, later.points.closing]
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []


async def test_refusals_close_nothing(pool: Pool, shop: Any) -> None:
    assert await codes(closing(pool, APRIL)) == ["period_out_of_turn"]
    assert await codes(closing(pool, date(2026, 2, 1))) == ["period_unknown"]
    assert await codes(closing(pool, MARCH, today=date(2026, 3, 31))) == ["period_not_over"]
    # An order of March that has no place in the feed yet.
    await shop.submit([buy("c", START + timedelta(days=4))], imported=True)
    await pool.execute("update engine_batch set at = '2026-03-08Z' where position is null")
    assert await codes(closing(pool, MARCH)) == ["period_unfinished"]
    assert await pool.fetchval("select count(*) from ledger_period") == 0
    await tick_due(shop, datetime(2026, 4, 30, tzinfo=UTC))
    await counted(pool)
    await closing(pool, MARCH)
    assert await codes(closing(pool, MARCH)) == ["period_closed"]
    assert await pool.fetchval("select count(*) from ledger_period") == 1


async def test_timers_of_the_month_must_have_run(pool: Pool, clock: MovableClock) -> None:
    intake = await open_past(pool, clock, lanes=1)
    await intake.submit([buy("a", START)], imported=True)
    await counted(pool)
    # The points become usable on the 5th.
    assert await codes(closing(pool, MARCH)) == ["period_unfinished"]
    await tick_due(intake, datetime(2026, 3, 31, tzinfo=UTC))
    await counted(pool)
    await closing(pool, MARCH)
    await intake.stop()


async def test_a_closed_period_cannot_be_changed_unseen(pool: Pool, shop: Any) -> None:
    await closing(pool, MARCH)
    for sql in ("update ledger_period set reason = 'x'", "delete from ledger_period"):
        with pytest.raises(asyncpg.RaiseError, match="never changes"):
            await pool.execute(sql)
    await pool.execute("alter table ledger_period disable trigger ledger_period_stays")
    await pool.execute("update ledger_period set hash = '\\x00'")
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == [
            "period 2026-03: its figures are not what was closed"
        ]
        await connection.execute("update ledger_day set amount = amount + 1 where kind = 'issue'")
        assert "period 2026-03: points moved after it was closed" in (
            await finance.book_differences(connection)
        )


@DATABASE
@given(steps=HISTORY, late=st.lists(st.integers(0, 80), max_size=4), closed=st.integers(1, 3))
async def test_closed_periods_stay_whatever_comes_late(
    pool: Pool, clock: MovableClock, steps: list[Any], late: list[int], closed: int
) -> None:
    await wipe(pool)
    intake = await open_past(pool, clock, lanes=2)
    history = History(START)
    await intake.submit([buy("first", START)], imported=True)
    for step in steps:
        made = history.step(step)
        if isinstance(made, Incoming):
            await intake.submit([made], imported=True)
    await tick_due(intake, history.now + timedelta(days=400))
    await counted(pool)
    months = [period.month for period in (await shown(pool))[:closed]]
    kept = [await closing(pool, month) for month in months]
    for number, days in enumerate(late):
        await intake.submit([buy(f"late{number}", START + timedelta(days=days))], imported=True)
        await counted(pool)
    await tick_due(intake, history.now + timedelta(days=900))
    await counted(pool)
    every = await shown(pool)
    assert every[:closed] == kept
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []
    for before, after in pairwise(every):
        closings = {each.currency: each for each in before.currencies}
        for its in after.currencies:
            if its.currency in closings:
                was = closings[its.currency]
                assert its.points.opening == was.points.closing
                if its.liability is not None and was.liability is not None:
                    assert its.liability.opening == was.liability.closing
    await intake.stop()
