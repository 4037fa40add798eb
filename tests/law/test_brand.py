"""The books by brand, on generated histories of members who buy from three brands of a group."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from importlib import import_module
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.law.history import HISTORY, PROGRAMME, History
from tests.law.test_books import (
    DATABASE,
    FIRST,
    LAST,
    SHANGHAI,
    START,
    Pool,
    counted,
    open_past,
    wipe,
)
from tests.law.test_laws import flaws
from tests.law.test_period import shown

from shuke.app import application
from shuke.engine import Incoming, tick_due
from shuke.kernel import MovableClock
from shuke.ledger import MAIN, RollForward, finance
from shuke.ledger.finance import Movement
from shuke.ledger.rollforward import NAMES
from shuke.ledger.state import split

pytestmark = pytest.mark.slow
BRANDS = """
---
kind: brand
key: kids
name: {en: Kids, zh: 童装}
stores: [K1, K2]
channels: [kids-app]
---
kind: brand
key: outlet
name: {en: Outlet, zh: 折扣店}
stores: [O1]
---
kind: earning_rule
key: mall
name: {en: Mall, zh: 商场}
when: order.paid
if: {attribute: order.store, op: in, value: [K1, M1]}
give: {how: fixed, currency: points, points: 3}
funder: mall
"""
PLACES: tuple[dict[str, str], ...] = (
    {"store": "K1"},
    {"channel": "kids-app"},
    {"store": "O1", "channel": "kids-app"},
    {"store": "M1"},
    {},
)
KEYS = {
    "ledger_entry": "",
    "ledger_day": "currency, posted_on, funder, kind, earn_month, sold, day",
    "ledger_lot": "currency, expires_on, earn_month, funder",
    "ledger_sale": "currency, posted_on, earn_month",
}
"""The books as they were before brands: each table's key."""
CURRENCIES = ("points", "growth", "stars")
Figures = RollForward | Movement


OWING: list[tuple[Any, ...]] = [
    ("order", 1, [("bread", 2670)], 0), ("order", 1, [("dairy", 300)], 0), ("wait", 5),
    ("spend", 1, 30), ("refund", 0, 0, "all"), ("order", 1, [("bread", 2900)], 0), ("wait", 5),
    ("order", 1, [("bread", 900)], 0), ("refund", 2, 0, "all"),
]  # fmt: skip
"""A refund of spent points makes a debt, which another brand's points settle."""


class Shops(History):
    """The same histories; orders are paid in the stores of three brands, corrections name one."""

    def _event(self, kind: str, card: str, data: dict[str, Any], time: Any = None) -> Incoming:
        if kind == "order.paid":
            data |= PLACES[(self.number + self.seed) % len(PLACES)]
        if kind == "points.adjust" and data["amount"] > 0 and self.number % 2:
            data["brand"] = "outlet"
        return super()._event(kind, card, data, time)


def together(parts: Sequence[Figures], *names: str) -> dict[str, int]:
    """The parts' figures, added up."""
    return {name: sum(getattr(part, name) for part in parts) for name in names}


def same(parts: Sequence[Figures], whole: Figures, *names: str) -> None:
    """The parts sum up to the whole, figure by figure."""
    assert together(parts, *names) == {name: getattr(whole, name) for name in names}


async def held_by_brand(pool: Pool) -> dict[str, Counter[str]]:
    """What members' states hold, by currency and brand; a debt is of the brand ''."""
    found: dict[str, Counter[str]] = {currency: Counter() for currency in CURRENCIES}
    decode = application().decode_state
    for row in await pool.fetch("select state from engine_state"):
        for currency, pot in decode(row["state"]).ledger.pots.items():
            for place, amount in [
                *((lot[2], lot[3]) for lot in pot.lots),
                *((wait[3], wait[4]) for wait in pot.waits),
            ]:
                found[currency][split(pot.funders[place])[1] or MAIN] += amount
            found[currency][""] += min(pot.usable, 0)
    return found


async def check_rolls(pool: Pool) -> None:
    """Of every day, the brands sum up to the whole; of every brand, every day closes."""
    held = await held_by_brand(pool)
    figures = ("opening", *NAMES, "closing")
    for currency in CURRENCIES:
        whole = await finance.rolled(pool, currency, FIRST, LAST)
        own = {
            brand: await finance.rolled(pool, currency, FIRST, LAST, brand=brand)
            for brand in whole.brands
        }
        for place, day in enumerate(whole.items):
            same([each.items[place] for each in own.values()], day, *figures)
        for brand, each in own.items():
            assert each.total == whole.brands[brand]
            same([*each.funders.values()], each.total, *figures)
            for before, after in pairwise(each.items):
                assert after.opening == before.closing
            assert each.total.closing == held[currency][brand]
        sources = await finance.rolled_by_source(pool, currency, FIRST, LAST)
        assert {source.brand for source in sources} == whole.brands.keys()
        for source in sources:
            for before, after in pairwise(source.items):
                assert after.opening == before.closing
        same([source.items[-1] for source in sources], whole.total, "closing")
        steps = [step for source in sources for step in source.items]
        same(steps, whole.total, *NAMES)


async def check_ageing(pool: Pool, today: Any) -> None:
    decode = application().decode_state
    for currency in CURRENCIES:
        args = pool, decode, currency, today
        whole = await finance.ageing(*args, inactivity=currency == "stars")
        assert {brand for step in whole.forecast for brand in step.brands} <= whole.brands.keys()
        for step in whole.forecast:
            assert sum(step.brands.values()) == sum(step.funders.values()) == step.amount
        own = [
            await finance.ageing(*args, inactivity=currency == "stars", brand=brand)
            for brand in whole.brands
        ]
        names = ("usable", "pending", "undated", "overdue", "by_activity")
        assert together(own, *names) == {name: getattr(whole, name) for name in names}  # type: ignore[arg-type]
        assert sum(each.outstanding for each in own) - whole.debts == whole.outstanding
        assert sum(its.usable for its in whole.brands.values()) == whole.usable


async def check_months(pool: Pool) -> None:
    """The same of months, in points and in money; and the journal balances for every brand."""
    money = tuple(Movement.__struct_fields__)
    for before, after in pairwise([None, *await shown(pool)]):
        assert after is not None
        opened = {} if before is None else {its.currency: its for its in before.currencies}
        for its in after.currencies:
            brands = its.by_brand()
            points = [own.points for own in brands.values()]
            same(points, its.points, "opening", *NAMES, "closing")
            for funder, rolled in its.funders.items():
                parts = [own.funders[funder] for own in brands.values() if funder in own.funders]
                same(parts, rolled, "opening", *NAMES, "closing")
            owed = [own.liability for own in brands.values() if own.liability]
            if its.liability is not None:
                same(owed, its.liability, *money)
            for brand, own in brands.items():
                last = opened[its.currency].by_brand() if its.currency in opened else {}
                was = last[brand].points.closing if brand in last else 0
                if last.keys() == {MAIN}:
                    continue  # While there was one brand, debts stood within it.
                assert own.points.opening == was
        for unit in ("money", "points"):
            sides: Counter[Any] = Counter()
            for line in finance.journal(after):
                if line.unit == unit:
                    sides[line.currency, line.brand] += line.debit - line.credit
            assert not any(sides.values())


@DATABASE
@given(steps=HISTORY, seed=st.integers(0, 4), often=st.integers(1, 9))
@example(steps=OWING, seed=0, often=2)
@example(steps=[*OWING, ("wait", 5)], seed=2, often=9)
async def test_brands_sum_up_to_the_whole(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]], seed: int, often: int
) -> None:
    await wipe(pool)
    intake = await open_past(pool, clock, lanes=2, programme=PROGRAMME + BRANDS)
    history = Shops(START, seed)
    for sent, step in enumerate(steps, 1):
        made = history.step(step)
        if isinstance(made, Incoming):
            [outcome] = await intake.submit([made], imported=True)
            assert outcome.problem is None or outcome.problem.code != "time_in_future"
        elif made is not None:
            await tick_due(intake, history.now)
        if sent % often == 0:
            await counted(pool)
    # Nothing that is not counted yet is missing, and nothing changes when it is.
    await check_rolls(pool)
    await counted(pool)
    await tick_due(intake, history.now)
    await counted(pool)
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []
    await check_rolls(pool)
    await check_ageing(pool, history.now.astimezone(SHANGHAI).date())
    await tick_due(intake, history.now + timedelta(days=400))
    await counted(pool)
    await check_rolls(pool)
    await check_months(pool)
    await intake.stop()
    assert await flaws(pool) == []


async def test_a_brand_is_that_of_the_store_then_of_the_channel(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_past(pool, clock, lanes=1, programme=PROGRAMME + BRANDS)
    events = [
        Incoming(
            "pos", f"E{place}", "order.paid", "card:1",
            msgspec.json.encode({
                "order_id": f"E{place}", "total_cents": 100 * 10**place,
                "lines": [{"sku": "a", "category": "dairy", "paid_cents": 100 * 10**place}],
                **where,
            }),
            START + timedelta(days=40 * place),
        )
        for place, where in enumerate(PLACES)
    ]  # fmt: skip
    outcomes = await intake.submit(events, imported=True)
    assert [one.status for one in outcomes] == ["accepted"] * len(PLACES)
    await counted(pool)
    rows = await pool.fetch(
        "select brand, sum(amount)::bigint as amount from ledger_entry"
        " where currency = 'growth' and kind = 'issue' group by 1 order by 1"
    )
    assert [tuple(row) for row in rows] == [("kids", 11), ("outlet", 100), (None, 11_000)]
    sold = await pool.fetch(
        "select brand, sum(paid_cents)::bigint as paid from ledger_sale"
        " where currency = 'growth' group by 1 order by 1"
    )
    assert [tuple(row) for row in sold] == [
        ("kids", 1_100), ("main", 1_100_000), ("outlet", 10_000),
    ]  # fmt: skip
    await intake.stop()


async def test_books_from_before_brands_go_on_as_one_brand(pool: Pool, clock: MovableClock) -> None:
    """The migration turns debts' rows into nobody's, and does not write the entries again."""
    intake = await open_past(pool, clock, lanes=1)
    history = History(START)
    for step in OWING[:5]:
        made = history.step(step)
        if isinstance(made, Incoming):
            await intake.submit([made], imported=True)
        else:
            await tick_due(intake, history.now)
    await counted(pool)
    before = await finance.rolled(pool, "points", FIRST, LAST)
    assert before.brands[""].closing < 0
    file = "select pg_relation_filenode('ledger_entry')"
    for table, key in KEYS.items():
        await pool.execute(f"alter table {table} drop column brand")
        if key:
            await pool.execute(f"alter table {table} add primary key ({key})")
    stood = await pool.fetchval(file)
    await pool.execute(import_module("shuke.kernel.migrations.versions.0032_brand").SQL)
    assert await pool.fetchval(file) == stood
    assert await finance.rolled(pool, "points", FIRST, LAST) == before
    for step in OWING[5:]:
        made = history.step(step)
        if isinstance(made, Incoming):
            await intake.submit([made], imported=True)
    await counted(pool)
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []
    await intake.stop()
