"""A partner's statement: every line is the sum of its events, and a closed month stays."""

from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tests.flow.shop import Shop, at, said
from tests.partner.test_exchange import exchange
from tests.transfer.people import act, member

from shuke import partner
from shuke.engine import sequence
from shuke.kernel import ShukeError
from shuke.ledger import finance
from shuke.partner.exchange import share_of

PAGE = (Path(__file__).parents[2] / "docs/algorithms/settlement.md").read_text("utf-8")
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def table(head: str) -> list[list[str]]:
    """The rows of the page's table with this first heading."""
    rows = []
    for line in PAGE[PAGE.index(f"| {head} |") :].splitlines()[2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


async def lines(shop: Shop, month: date) -> list[tuple[Any, ...]]:
    """(kind, events, undone, count, amount, cents) of a month."""
    found = await partner.statement(shop.pool, "airline", month)
    return [
        (one.kind, one.events, one.undone, one.count, one.amount, one.cents) for one in found.lines
    ]


async def close(shop: Shop, month: date) -> partner.Statement:
    """Close a month as the API does."""
    async with shop.pool.acquire() as connection, connection.transaction():
        return await partner.close(
            connection, "airline", month, by="li", at=shop.clock.now(),
            today=shop.clock.now().astimezone(at("2026-01-01").tzinfo).date(),
            ends_at=at(f"{finance.next_month(month)} 00:00"), reason="month end",
        )  # fmt: skip


async def redeemed(shop: Shop, who: str, order: str, cents: int) -> str:
    """A joint coupon used on an order by a hold that says what it takes off."""
    claimed = await act(shop, who, "coupon.claim", coupon="joint")
    coupon: str = said(claimed.effects, "coupon.issued")[0]["coupon"]
    held = {"coupon": coupon, "discount_cents": cents}
    await act(shop, who, "hold.make", hold_id=order, coupons=[held], order_id=order)
    paid = await act(
        shop, who, "order.paid", order_id=order, total_cents=10_000 - cents, hold_id=order,
        lines=[{"sku": "a", "paid_cents": 10_000 - cents, "discount_cents": cents}],
    )  # fmt: skip
    assert paid.status == "accepted", paid
    return coupon


async def a_month(shop: Shop) -> str:
    """The worked month of docs/algorithms/settlement.md; answer its member."""
    ann = await member(shop, "ann", 1_000)
    await exchange(shop, ann, "out", 300, "A-1")
    await exchange(shop, ann, "out", 100, "A-2")
    await act(shop, ann, "partner.reverse", partner="airline", reference="A-2")
    await exchange(shop, ann, "in", 200, "B-1")
    for order in ("O1", "O2"):
        await redeemed(shop, ann, order, 501)
    await act(shop, ann, "order.refunded", order_id="O2", refund_id="R1", amount_cents=10_000 - 501)
    await act(shop, ann, "benefit.use", benefit="lounge", use_id="U1", count=2)
    await act(shop, ann, "benefit.use", benefit="lounge", use_id="U2")
    await act(shop, ann, "benefit.return", use_id="U2")
    return ann


async def test_the_worked_month(shop: Shop) -> None:
    ann = await a_month(shop)
    told = [
        (kind, *(int(cell.replace("−", "-").replace(",", "")) for cell in rest))
        for kind, *rest in table("line")
    ]
    assert await lines(shop, JANUARY) == told
    statement = await partner.statement(shop.pool, "airline", JANUARY)
    assert statement.total_cents == sum(one[-1] for one in told) == -285 + 200 + 251 - 6_000
    # Every line leads to its events, which sum to it.
    for line in statement.lines:
        rows = await partner.entries(
            shop.pool, "airline", JANUARY, kind=line.kind, key=line.key, limit=100
        )
        assert sum(row.cents for row in rows) == line.cents
        assert len(rows) == line.events + line.undone
        assert {row.subject for row in rows} == {ann}
    assert await shop.flaws() == []


@pytest.mark.parametrize("row", table("took off"), ids="-".join)
def test_what_a_partner_bears(row: list[str]) -> None:
    off, share_bp, borne = map(int, row)
    assert share_of(off, share_bp) == borne


async def test_what_comes_back_counts_with_what_was_agreed_when_it_happened(shop: Shop) -> None:
    ann = await member(shop, "ann", 1_000)
    await redeemed(shop, ann, "O1", 500)
    await act(shop, ann, "benefit.use", benefit="lounge", use_id="U1")
    await shop.change(
        "partner", "airline",
        coupons=[{"coupon": "joint", "share_bp": 100}],
        benefits=[{"benefit": "lounge", "price_cents": 1}],
    )  # fmt: skip
    shop.clock.set(at("2026-02-02"))
    await act(shop, ann, "order.refunded", order_id="O1", refund_id="R1", amount_cents=9_500)
    await act(shop, ann, "benefit.return", use_id="U1")
    assert [one[-1] for one in await lines(shop, JANUARY)] == [-3_000, 250]
    assert [one[-1] for one in await lines(shop, FEBRUARY)] == [3_000, -250]


async def test_a_closed_month_stays_and_what_comes_late_is_in_the_next(shop: Shop) -> None:
    ann = await a_month(shop)
    with pytest.raises(ShukeError) as not_over:
        await close(shop, JANUARY)
    assert not_over.value.code == "statement_not_over"
    shop.clock.set(at("2026-02-03"))
    with pytest.raises(ShukeError) as unfinished:
        await close(shop, JANUARY)
    assert unfinished.value.code == "statement_unfinished"
    async with shop.pool.acquire() as connection:
        await sequence(connection)
    open_ = await lines(shop, JANUARY)
    closed = await close(shop, JANUARY)
    assert await lines(shop, JANUARY) == open_
    for month, why in ((JANUARY, "statement_closed"), (date(2025, 12, 1), "statement_closed")):
        with pytest.raises(ShukeError) as again:
            await close(shop, month)
        assert again.value.code == why
    # A batch of January reaches the log in February: an import with its own time.
    late = {"partner": "airline", "way": "out", "amount": 100, "reference": "A-9"}
    event = await shop.send(
        "partner.exchange", late, f"member:{ann}", on="2026-01-31 10:00", imported=True
    )
    assert event.status == "accepted", event
    day = await shop.pool.fetchval("select day from partner_entry where ref = 'A-9'")
    assert day == date(2026, 1, 31)
    async with shop.pool.acquire() as connection:
        await sequence(connection)
    assert await lines(shop, JANUARY) == open_
    assert await lines(shop, FEBRUARY) == [("out", 1, 0, 100, 80, -95)]
    assert await partner.broken_statements(shop.pool) == []
    with pytest.raises(asyncpg.RaiseError, match="never changes"):
        await shop.pool.execute("update partner_statement set reason = 'other'")
    found = await partner.statements(shop.pool, "airline", date(2026, 3, 15))
    assert [(one.month.month, one.hash == closed.hash) for one in found] == [
        (3, False), (2, False), (1, True),
    ]  # fmt: skip
    shop.clock.set(at("2026-04-02"))
    with pytest.raises(ShukeError) as turn:
        await close(shop, date(2026, 3, 1))
    assert turn.value.code == "statement_out_of_turn"
    assert await shop.flaws() == []


async def test_a_use_that_a_hold_took_and_gave_back_is_settled_for_nothing(shop: Shop) -> None:
    ann = await member(shop, "ann", 1_000)
    held = {"hold_id": "H1", "benefits": [{"benefit": "lounge", "count": 1}], "lasts_seconds": 60}
    await act(shop, ann, "hold.make", **held)
    # It runs out by a timer of its own.
    await shop.to("2026-01-05 12:02")
    assert await lines(shop, JANUARY) == [("benefit", 1, 1, 0, 0, 0)]
    assert await shop.flaws() == []
