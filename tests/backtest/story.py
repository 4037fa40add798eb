"""The story of docs/algorithms/backtest.md: three members, a rule with a budget, ten days."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from shuke.engine import Incoming, apply_documents, publish, read_yaml
from shuke.kernel import MovableClock, load_settings
from shuke.runtime import Shuke, running

PROGRAMME = """
kind: programme
key: programme
name: {en: Corner shop, zh: 街角小店}
zone: Asia/Shanghai
---
kind: currency
key: points
name: {en: Points, zh: 积分}
unit: {en: points, zh: 分}
refund: {policy: below_zero, floor: 1000}
---
kind: tier_set
key: main
name: {en: Tiers, zh: 等级}
measure: {how: earned, currency: points}
window: {how: ever}
tiers:
  - {key: basic, name: {en: Basic, zh: 普通}, at: 0}
  - {key: silver, name: {en: Silver, zh: 银卡}, at: 30}
---
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, points: 1, per_cents: 100}
---
kind: earning_rule
key: basket
name: {en: Basket, zh: 满额}
when: order.paid
if: {attribute: order.goods_cents, op: at_least, value: 2000}
give: {how: fixed, currency: points, points: 7}
budget_points: 14
---
kind: points_valuation
key: worth
name: {en: Worth, zh: 价值}
currency: points
worth: {points: 100, cents: 100}
---
kind: coupon
key: five
name: {en: 5 off 30, zh: 满30减5}
terms: {discount: {how: amount_off, off_cents: 500}, from_cents: 3000}
valid: {how: relative, days: 14}
---
kind: issue_rule
key: thanks
name: {en: Thank you, zh: 感谢}
when: order.paid
if: {attribute: order.goods_cents, op: at_least, value: 2500}
coupon: five
"""

HALF = """
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, points: 1, per_cents: 200}
"""

SMALLER_BUDGET = """
kind: earning_rule
key: basket
name: {en: Basket, zh: 满额}
when: order.paid
if: {attribute: order.goods_cents, op: at_least, value: 2000}
give: {how: fixed, currency: points, points: 7}
budget_points: 7
"""

DEARER = """
kind: points_valuation
key: worth
name: {en: Worth, zh: 价值}
currency: points
worth: {points: 100, cents: 200}
---
kind: issue_rule
key: thanks
name: {en: Thank you, zh: 感谢}
when: order.paid
if: {attribute: order.goods_cents, op: at_least, value: 3000}
coupon: five
"""

BROKEN = """
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: stars, points: 1, per_cents: 100}
"""

FIRST, SECOND, LAST = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 11)


def at(day: int) -> datetime:
    """Noon in Shanghai of a day in March 2026."""
    return datetime(2026, 3, day, 4, tzinfo=UTC)


def event(day: int, card: str, kind: str, **data: Any) -> Incoming:
    """Something that happened on a day."""
    return Incoming(
        "pos", f"{kind}-{day}", kind, f"card:{card}", msgspec.json.encode(data), at(day)
    )


def order(day: int, card: str, cents: int) -> Incoming:
    """An order of one line."""
    lines = [{"sku": "tea", "paid_cents": cents}]
    return event(day, card, "order.paid", order_id=f"O{day}", total_cents=cents, lines=lines)


EVENTS = (
    order(2, "a", 3000),
    order(3, "b", 2500),
    order(4, "c", 2000),
    event(4, "c", "coupon.issue", coupon="five", number="A1"),
    event(4, "c", "hold.make", hold_id="H1", coupons=[{"coupon": "SC-A1", "discount_cents": 500}]),
    event(4, "c", "hold.confirm", hold_id="H1"),
    event(10, "a", "order.refunded", order_id="O2", refund_id="R1", amount_cents=1000),
    event(11, "b", "points.spend", currency="points", amount=30, spend_id="S1"),
)


WALLET = """
---
kind: stored_value
key: wallet
name: {en: Wallet, zh: 储值}
steps: [{from_cents: 50000, bonus_cents: 8000}]
spends: in_proportion
"""
LARGER_BONUS = WALLET.replace("8000", "10000")


def _paid(day: int, cents: int, stored: int) -> Incoming:
    lines = [{"sku": "tea", "paid_cents": cents}]
    its = {"value": "wallet", "amount_cents": stored}
    return event(
        day, "a", "order.paid", order_id=f"O{day}", total_cents=cents, lines=lines, stored_value=its
    )


PAID_IN = (
    event(2, "a", "value.top_up", value="wallet", top_up_id="T2", amount_cents=50_000),
    _paid(3, 10_000, 5_800),
    event(4, "a", "order.refunded", order_id="O3", refund_id="R4", amount_cents=5_000),
    event(
        5, "a", "value.refund", value="wallet", refund_id="P5", top_up_id="T2", amount_cents=10_000
    ),
    event(11, "b", "value.top_up", value="wallet", top_up_id="T11", amount_cents=20_000),
)


@asynccontextmanager
async def told(
    database_url: str, folder: Path, more: str = "", events: Sequence[Incoming] = EVENTS
) -> AsyncIterator[Shuke]:
    """A Shuke in which the story has happened, or another one with more documents."""
    settings = msgspec.structs.replace(
        load_settings(data_dir=folder, environ={}), database_url=database_url
    )
    clock = MovableClock(at(12))
    async with running(settings, clock=clock, lanes=1, readers=2) as shuke:
        async with shuke.pool.acquire() as connection:
            await save(shuke, connection, PROGRAMME + more)
            await publish(
                connection, shuke.book, by="test", now=clock.now(), effective_at=at(1), note=""
            )
        for one in events:
            [outcome] = await shuke.intake.submit([one], imported=True)
            assert outcome.status == "accepted", outcome.problem
        yield shuke


async def save(shuke: Shuke, connection: Any, documents: str) -> None:
    """Save documents as drafts."""
    await apply_documents(
        connection,
        shuke.book,
        read_yaml(shuke.app, documents),
        by="test",
        now=shuke.clock.now(),
    )
