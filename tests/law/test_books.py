"""The books against the entries, on generated histories, counted at whatever moments."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.law.history import HISTORY, PROGRAMME, History, open_door

from shuke.app import application
from shuke.engine import Incoming, Intake, sequence, tick_due
from shuke.kernel import MovableClock
from shuke.ledger import finance, roll_forward

Pool: TypeAlias = "asyncpg.Pool[Any]"
START = datetime(2026, 3, 2, 4, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 2, 1), date(2029, 12, 31)

pytestmark = pytest.mark.slow
DATABASE = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


async def open_past(
    pool: Pool, clock: MovableClock, *, lanes: int, programme: str = PROGRAMME
) -> Intake:
    """A door on a programme of 2026, in a year in which all of its events are past."""
    clock.set(START)
    intake = await open_door(pool, clock, lanes=lanes, programme=programme)
    clock.set(datetime(2030, 1, 1, tzinfo=UTC))
    return intake


async def wipe(pool: Pool) -> None:
    await pool.execute(
        "truncate engine_state, engine_log, engine_key, engine_record, engine_stock,"
        " engine_identity, engine_seal_key, engine_inbox, engine_queue, engine_batch,"
        " engine_reader, ledger_entry, ledger_day, ledger_lot, ledger_sale, ledger_period,"
        " member_sealed, engine_release, engine_definition, engine_draft"
    )


async def counted(pool: Pool, batches: int = 2) -> None:
    """Give positions and count everything, a few batches at a time, by two readers at once."""
    async with pool.acquire() as one, pool.acquire() as two:
        while await sequence(one):
            pass
        while sum(await asyncio.gather(finance.count(one, batches), finance.count(two, batches))):
            pass
        assert await finance.behind(one) == 0


async def check(pool: Pool) -> None:
    """The books are the entries, day by day and funder by funder, and every day closes."""
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []
    for currency in ("points", "growth", "stars"):
        kept = await finance.rolled(pool, currency, FIRST, LAST)
        once = await roll_forward(pool, currency, FIRST, LAST)
        assert kept.items == once
        assert kept.behind == 0
        assert kept.total.settled == 0
        months = await finance.rolled(pool, currency, FIRST, LAST, step="month")
        assert months.total == kept.total
        assert sum(each.closing for each in kept.funders.values()) == kept.total.closing
        lots = await pool.fetch(
            "select funder, sum(pending + usable)::bigint as held from ledger_lot"
            " where currency = $1 group by 1", currency,
        )  # fmt: skip
        held = {row["funder"]: row["held"] for row in lots if row["held"]}
        for funder, total in kept.funders.items():
            own = await finance.rolled(pool, currency, FIRST, LAST, funder=funder)
            assert own.total == total
            for before, after in pairwise(own.items):
                assert after.opening == before.closing
        closing = {name: each.closing for name, each in kept.funders.items() if each.closing}
        if not await waiting(pool):
            assert closing == held


async def waiting(pool: Pool) -> int:
    async with pool.acquire() as connection:
        return await finance.behind(connection)


@DATABASE
@given(steps=HISTORY, cut=st.integers(1, 7), often=st.integers(1, 9))
async def test_the_books_are_the_entries(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]], cut: int, often: int
) -> None:
    await wipe(pool)
    intake = await open_past(pool, clock, lanes=2)
    history = History(START)
    for sent, step in enumerate(steps, 1):
        made = history.step(step)
        if isinstance(made, Incoming):
            [outcome] = await intake.submit([made], imported=True)
            assert outcome.problem is None or outcome.problem.code != "time_in_future"
        elif made is not None:
            await tick_due(intake, history.now)
        if sent % often == 0:
            await counted(pool, cut)
    # What is not counted yet is added when it is read.
    await check(pool)
    await counted(pool, cut)
    await check(pool)
    await tick_due(intake, history.now + timedelta(days=400))
    await counted(pool, cut)
    await check(pool)
    await intake.stop()


@DATABASE
@given(steps=HISTORY)
@example(
    steps=[
        ("return", 3, 23), ("order", 1, [("bread", 29), ("bread", 275), ("dairy", 402)], 1),
        ("order", 2, [("bread", 2670)], 4), ("spend", 0, 10), ("complete", 5),
        ("refund", 3, 1, "all"),
    ]
)  # fmt: skip
async def test_the_forecast_is_what_the_timers_do(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]]
) -> None:
    await wipe(pool)
    intake = await open_past(pool, clock, lanes=2)
    history = History(START)
    for step in steps:
        made = history.step(step)
        if isinstance(made, Incoming):
            await intake.submit([made], imported=True)
    await tick_due(intake, history.now)
    decode = application().decode_state
    today = history.now.astimezone(SHANGHAI).date()
    told = {
        currency: await finance.ageing(
            pool, decode, currency, today, step="day", inactivity=currency == "stars"
        )
        for currency in ("points", "stars")
    }
    await tick_due(intake, history.now + timedelta(days=900))
    for currency, forecast in told.items():
        assert (forecast.overdue, forecast.behind) == (0, 0)
        assert forecast.outstanding == forecast.usable + forecast.pending - forecast.debts
        expired = dict(
            await pool.fetch(
                "select day - 1, sum(amount)::bigint from ledger_entry where currency = $1"
                " and kind = 'expire' and day > $2 group by 1",
                currency,
                today,
            )
        )
        settled = await pool.fetchval(
            "select coalesce(sum(amount), 0)::bigint from ledger_entry"
            " where currency = $1 and kind = 'settle' and day > $2", currency, today,
        )  # fmt: skip
        foreseen = {step.on: step.amount for step in forecast.forecast}
        assert sum(foreseen.values()) - sum(expired.values()) == settled
        assert all(foreseen.get(day, 0) >= amount for day, amount in expired.items())
        if not settled:
            assert foreseen == expired
    await intake.stop()


async def test_a_day_ends_at_the_zones_midnight(pool: Pool, clock: MovableClock) -> None:
    """15:59:59.999999 UTC is the 9th in Shanghai, a microsecond later the 10th."""
    intake = await open_past(pool, clock, lanes=1)
    history = History(datetime(2026, 3, 9, 15, 59, 58, 999999, tzinfo=UTC))
    late = history.step(("order", 0, [("dairy", 1000)], 0))
    history.now += timedelta(microseconds=1) - timedelta(seconds=1)
    after = history.step(("order", 1, [("dairy", 1000)], 0))
    assert isinstance(late, Incoming)
    assert isinstance(after, Incoming)
    assert [late.time, after.time] == [
        datetime(2026, 3, 9, 15, 59, 59, 999999, tzinfo=UTC),
        datetime(2026, 3, 9, 16, tzinfo=UTC),
    ]
    outcomes = await intake.submit([late, after], imported=True)
    assert [outcome.status for outcome in outcomes] == ["accepted"] * 2, outcomes
    await counted(pool)
    days = (await finance.rolled(pool, "points", date(2026, 3, 9), date(2026, 3, 10))).items
    assert days[0].issued == days[1].issued > 0
    assert days[1].opening == days[0].closing
    await intake.stop()


async def test_an_order_s_total_is_read_whatever_its_number_is(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_past(pool, clock, lanes=1)
    numbers = [
        '"total_cents":7,"',
        'x\\","total_cents":9',
        "单" * 128,
        "\U0001f6d2" * 128,
        '"' * 128,
        "\x01" * 128,
    ]
    events = [
        Incoming(
            "pos",
            f"E{place}",
            "order.paid",
            "card:1",
            msgspec.json.encode(
                {
                    "order_id": number,
                    "total_cents": 1000 + place,
                    "lines": [{"sku": "a", "category": "dairy", "paid_cents": 1000 + place}],
                }
            ),
            datetime(2026, 3, 3 + place, 4, tzinfo=UTC),
        )
        for place, number in enumerate(numbers)
    ]
    outcomes = await intake.submit(events, imported=True)
    assert [one.status for one in outcomes] == ["accepted"] * len(numbers)
    await counted(pool)
    rows = await pool.fetch(
        "select sum(paid_cents)::bigint as paid, sum(orders)::int as orders from ledger_sale"
        " where currency = 'points'"
    )
    assert [tuple(row) for row in rows] == [(6015, 6)]
    await intake.stop()
