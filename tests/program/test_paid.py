"""Paid membership, as docs/algorithms/paid.md says it; the tables there are the cases here."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.flow.shop import PROGRAMME, Shop, at, code, opened, said

from shuke.kernel import MovableClock
from shuke.program import left_cents, renewals

PAGE = (Path(__file__).parents[2] / "docs/algorithms/paid.md").read_text("utf-8")
PLUS = """
---
kind: paid_plan
key: plus
name: {en: Plus, zh: 悦享会员}
price_cents: 8800
months: 12
trial_days: 7
notice_days: 10
grace_days: 14
---
kind: paid_plan
key: monthly
name: {en: Monthly, zh: 月卡}
price_cents: 900
months: 1
notice_days: 3
grace_days: 14
refund: none
---
kind: earning_rule
key: plus-double
name: {en: Double for Plus, zh: 悦享双倍}
when: order.paid
if: {attribute: member.plan.plus, op: is, value: true}
give: {how: multiply, currency: points, times: 2, "on": [base]}
"""


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(at("2026-01-05"))


@pytest.fixture
async def shop(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(database_url, clock, tmp_path) as opening:
        await opening.publish(PROGRAMME + PLUS, since="2026-01-01 00:00")
        yield opening


def rows_of(heading: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def cents(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part)


async def pay(shop: Shop, plan: str, order: str, **more: Any) -> list[dict[str, Any]]:
    data = {"plan": plan, "order_id": order, "paid_cents": 8800, **more}
    outcome = await shop.send("plan.paid", data)
    assert outcome.status == "accepted", outcome
    return said(outcome.effects, "plan.begun", "plan.renewed")


@pytest.mark.parametrize("row", rows_of("Refund"), ids=lambda row: row[2])
def test_a_refund_is_by_the_day(row: list[str]) -> None:
    paid, period, cancelled, left, back = row
    first, last = period.partition(",")[0].split(" to ")
    span = (day(first), day(last), cents(paid.partition(",")[0]))
    assert left_cents(span, day(cancelled)) == cents(back)
    assert min(day(last) - day(cancelled), day(last) - day(first) + 1) == int(left)


@given(st.integers(1, 10**9), st.integers(1, 2000), st.integers(-10, 2010))
def test_a_refund_is_never_more_than_was_paid(paid: int, length: int, after: int) -> None:
    back = left_cents((730_000, 730_000 + length - 1, paid), 730_000 + after)
    assert 0 <= back <= paid
    assert back == (paid if after < 0 else paid * max(length - after - 1, 0) // length)


async def test_periods_follow_one_another(shop: Shop) -> None:
    table = rows_of("Periods")
    asked = [(await pay(shop, "plus", "1"))[0]]
    await shop.to("2026-12-20")
    asked += await pay(shop, "plus", "2", auto_renew=True)
    assert [(one["first"], one["last"]) for one in asked] == [tuple(row[2:]) for row in table[:2]]
    assert [one["type"] for one in asked] == ["plan.begun", "plan.renewed"]


async def test_a_month_renews_within_the_grace_and_begins_anew_after_it(shop: Shop) -> None:
    table = rows_of("Periods")[2:]
    await shop.to("2026-01-31")
    asked = await pay(shop, "monthly", "1")
    await shop.to("2026-03-05")
    asked += await pay(shop, "monthly", "2")
    assert [(one["first"], one["last"]) for one in asked] == [tuple(row[2:]) for row in table[:2]]
    assert [one["type"] for one in asked] == ["plan.begun", "plan.renewed"]
    assert await shop.flaws() == []


async def test_after_the_grace_a_plan_begins_on_the_day_of_payment(shop: Shop) -> None:
    await shop.to("2026-01-31")
    await pay(shop, "monthly", "1")
    await shop.to("2026-03-20")
    [begun] = await pay(shop, "monthly", "2")
    assert (begun["type"], begun["first"], begun["last"]) == (
        "plan.begun",
        *rows_of("Periods")[4][2:],
    )


async def test_a_plan_is_asked_for_by_rules_told_about_and_ends(shop: Shop) -> None:
    tried = await shop.send("plan.try", {"plan": "plus"})
    assert [one["last"] for one in said(tried.effects, "plan.trial_begun")] == ["2026-01-11"]
    before = await shop.everything()
    assert code(await shop.send("plan.try", {"plan": "plus"})) == "plan_trial_used"
    assert code(await shop.send("plan.try", {"plan": "monthly"})) == "plan_trial_used"
    assert code(await shop.send("plan.cancel", {"plan": "monthly"})) == "plan_not_running"
    assert code(await shop.send("plan.try", {"plan": "gold"})) == "plan_unknown"
    assert await shop.everything() == before
    bought = await shop.buy("A", 1000)
    assert sum(one["amount"] for one in said(bought.effects, "points.credited")) == 10 + 10 + 10
    await pay(shop, "plus", "1", auto_renew=True)
    subject = await shop.subject()
    # Paid during the trial, it begins after it; the year is told of ten days before its end.
    told = await shop.to("2027-01-02 00:00")
    [ending] = said(told, "plan.ending")[-1:]
    assert (ending["last"], ending["cents"], ending["auto_renew"]) == ("2027-01-11", 8800, True)
    assert said(await shop.to("2027-01-11 23:59"), "plan.ending", "plan.ended") == []
    assert [one["plan"] for one in said(await shop.to("2027-01-12 00:00"), "plan.ended")] == [
        "plus"
    ]
    assert not (await shop.state(subject)).program.has_plan("plus", day("2027-01-12"))
    single = await shop.buy("B", 1000)
    assert sum(one["amount"] for one in said(single.effects, "points.credited")) == 10 + 10
    assert await shop.flaws() == []


async def test_cancelling_ends_it_today_and_says_what_is_due(shop: Shop) -> None:
    await pay(shop, "plus", "1")
    await shop.to("2026-07-05")
    await pay(shop, "plus", "2")
    cancelled = await shop.send("plan.cancel", {"plan": "plus", "reason": "moves away"})
    [due] = said(cancelled.effects, "plan.cancelled")
    assert (due["last"], due["cents"]) == ("2026-07-05", 4412 + 8800)
    before = await shop.everything()
    assert code(await shop.send("plan.cancel", {"plan": "plus"})) == "plan_not_running"
    assert code(await shop.send("plan.renew", {"plan": "plus", "auto_renew": True})) == (
        "plan_not_running"
    )
    assert code(await shop.send("plan.try", {"plan": "plus"})) == "plan_trial_used"
    assert await shop.everything() == before
    assert said(await shop.to("2027-02-01"), "plan.ending", "plan.ended") == []
    assert await shop.flaws() == []


async def test_the_renewal_rate_counts_periods_that_ended(shop: Shop) -> None:
    await shop.to("2026-01-31")
    for card in ("card:1", "card:2", "card:3"):
        await shop.send("plan.paid", {"plan": "monthly", "order_id": card, "paid_cents": 900}, card)
    await shop.send("plan.try", {"plan": "plus"}, "card:1")
    await shop.to("2026-02-05")
    await shop.send("plan.paid", {"plan": "plus", "order_id": "p", "paid_cents": 8800}, "card:1")
    await shop.send("plan.cancel", {"plan": "monthly"}, "card:3")
    await shop.to("2026-03-01")
    await shop.send("plan.paid", {"plan": "monthly", "order_id": "r", "paid_cents": 900}, "card:1")
    async with shop.pool.acquire() as connection:
        found = await renewals(connection, date(2026, 2, 1), date(2026, 2, 28))
    assert [
        (str(one.month), one.plan, one.ended, one.renewed, one.trials, one.converted)
        for one in found
    ] == [("2026-02-01", "monthly", 2, 1, 0, 0), ("2026-02-01", "plus", 0, 0, 1, 1)]
