"""Priced before and paid after: holds over offers and budgets, on PostgreSQL; see hold.md."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import Shop, code, opened, said
from tests.reward.conftest import PROGRAMME
from tests.reward.test_pay import BREAD, DAIRY, both, gave, ordered
from tests.reward.test_wallet import claimed, story

from shuke.kernel import MovableClock

PAY = (Path(__file__).parent / "pay.yaml").read_text("utf-8")


@pytest.fixture
async def till(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    """The shop with offers and budgets in force, on the last evening of January."""
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME + PAY, since="2026-01-01 00:00")
        await shop.subject()
        await shop.to("2026-01-31 23:55")
        yield shop


async def left(shop: Shop, stock: str) -> int | None:
    """What a counter has left; None before anything was taken."""
    found: int | None = await shop.pool.fetchval(
        'select "left" from engine_stock where id = $1', stock
    )
    return found


def basket(hold: str = "H1", cents: int = 1_000, **more: Any) -> dict[str, Any]:
    """A hold over the basket offer."""
    return {"hold_id": hold, "offers": [{"offer": "basket", "discount_cents": cents}], **more}


def goods(order: str, listed: int, paid: int, **more: Any) -> dict[str, Any]:
    return ordered(order, (listed, paid, "fruit"), **more)


@pytest.mark.parametrize(
    ("order", "expected", "offer_gave", "budget"),
    [
        (goods("O1", 10_000, 9_000, hold_id="H1"), 9_000, 1_000, 1_500),
        (goods("O1", 9_000, 8_000, hold_id="H1"), 8_000, 1_000, 1_500),
        (goods("O1", 7_000, 7_000, hold_id="H1"), 7_000, None, 2_500),
    ],
)
async def test_a_hold_keeps_its_terms_through_the_night(
    till: Shop, order: dict[str, Any], expected: int, offer_gave: int | None, budget: int
) -> None:
    assert (await till.send("hold.make", basket())).status == "accepted"
    assert await left(till, "offer_budget:basket") == 1_500
    # Withdrawn and ended meanwhile: the hold has its release and its moment.
    await till.remove("offer", "basket")
    await till.to("2026-02-01 00:05")
    paid = await till.send("order.paid", order)
    assert gave(paid.effects) == ({} if offer_gave is None else {"basket": offer_gave})
    [priced] = said(paid.effects, "order.priced")
    assert (priced["expected_cents"], priced["difference_cents"]) == (expected, 0)
    assert await left(till, "offer_budget:basket") == budget
    assert await till.flaws() == []


async def test_without_a_hold_an_order_is_priced_at_its_own_time(till: Shop) -> None:
    await till.to("2026-02-01 00:05")
    late = await till.send("order.paid", goods("O1", 10_000, 9_000))
    assert gave(late.effects) == {}
    [priced] = said(late.effects, "order.priced")
    assert (priced["expected_cents"], priced["difference_cents"]) == (10_000, -1_000)
    # A ticket of five minutes to midnight that comes late is judged by its own time.
    ticket = await till.send("order.paid", goods("O2", 10_000, 9_000), on="2026-01-31 23:55")
    assert gave(ticket.effects) == {"basket": 1_000}
    row = await till.pool.fetchrow("select * from reward_pricing where order_id = 'O1'")
    assert row is not None
    assert (row["list_cents"], row["paid_cents"], row["difference_cents"]) == (
        10_000,
        9_000,
        -1_000,
    )
    assert await till.flaws() == []


@pytest.mark.parametrize("ends", ["release", "expire"])
async def test_what_is_let_go_comes_back_once(till: Shop, ends: str) -> None:
    await till.send("hold.make", basket())
    subject = await till.subject()
    assert (await till.state(subject)).reward.got["offer:basket"][0] == 1
    if ends == "release":
        await till.send("hold.release", {"hold_id": "H1"})
        await till.send("hold.release", {"hold_id": "H1"})
    await till.to("2026-02-01 00:11")
    assert await left(till, "offer_budget:basket") == 2_500
    assert (await till.state(subject)).reward.got == {}
    refused = "hold_released" if ends == "release" else "hold_expired"
    before = await till.everything()
    assert code(await till.send("hold.confirm", {"hold_id": "H1"})) == refused
    assert code(await till.send("order.paid", goods("O1", 10_000, 9_000, hold_id="H1"))) == refused
    assert await till.everything() == before
    assert await till.flaws() == []


async def test_all_of_a_hold_or_nothing(till: Shop) -> None:
    """What is missing of points, coupons, benefits or budgets refuses all, and nothing changes."""
    coupon = await claimed(till, "five-off")
    await till.send("points.adjust", {"currency": "points", "amount": 100, "reason": "begin"})
    whole = {
        "points": [{"currency": "points", "amount": 60}],
        "coupons": [{"coupon": coupon, "discount_cents": 500}],
    }
    # A counter is opened by the first who asks it, and nothing is gone from it.
    await till.send("hold.make", basket("H0"))
    await till.send("hold.release", {"hold_id": "H0"})
    before = await till.everything()
    for changed, problem in (
        (basket(cents=2_501, **whole), "offer_budget_spent"),
        (
            basket(**{**whole, "points": [{"currency": "points", "amount": 101}]}),
            "points_insufficient",
        ),
        (basket(**{**whole, "coupons": [{"coupon": "SC-NONE"}]}), "coupon_unknown"),
        (basket(**whole, benefits=[{"benefit": "none"}]), "benefit_unknown"),
        (
            {**whole, "hold_id": "H1", "offers": [{"offer": "no", "discount_cents": 1}]},
            "offer_unknown",
        ),
    ):
        assert code(await till.send("hold.make", changed)) == problem
        assert await till.everything() == before
    assert (await till.send("hold.make", basket(**whole))).status == "accepted"
    assert (await till.send("hold.make", basket("H2", 500))).status == "accepted"
    assert code(await till.send("hold.make", basket("H3", 500))) == "offer_limit_reached"
    await till.to("2026-02-01 00:05")
    assert code(await till.send("hold.make", basket("H4", 500))) == "offer_closed"
    assert await till.flaws() == []


async def test_confirmed_twice_and_before_its_order(till: Shop) -> None:
    await till.send("hold.make", basket(order_id="O1"))
    await till.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"})
    again = await till.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"})
    assert said(again.effects, "hold.confirmed", "offer.used") == [
        {"type": "hold.confirmed", "hold_id": "H1", "again": True}
    ]
    assert code(await till.send("hold.release", {"hold_id": "H1"})) == "hold_confirmed"
    paid = await till.send("order.paid", goods("O1", 10_000, 9_000, hold_id="H1"))
    assert said(paid.effects, "order.priced", "offer.used") == []
    assert await left(till, "offer_budget:basket") == 1_500
    await till.refund("O1", "R1", 4_500)
    assert await left(till, "offer_budget:basket") == 2_000
    await till.refund("O1", "R2", 4_500)
    assert await left(till, "offer_budget:basket") == 2_500
    assert (await till.state(await till.subject())).reward.got == {}
    assert await till.flaws() == []


async def test_a_budget_lowered_below_what_is_held(till: Shop) -> None:
    await till.send("hold.make", basket())
    await till.change("offer", "basket", budget_cents=500)
    # What is held stays held; nothing more is, and a paid order finds nothing left.
    assert code(await till.send("hold.make", basket("H2", 100))) == "offer_budget_spent"
    paid = await till.send("order.paid", goods("O1", 10_000, 9_000, hold_id="H1"))
    assert gave(paid.effects) == {"basket": 1_000}
    other = await till.send("order.paid", goods("O2", 10_000, 9_000))
    assert (gave(other.effects), said(other.effects, "order.priced")[0]["difference_cents"]) == (
        {},
        -1_000,
    )
    # Raised again it has room at once, for what stands above what was given.
    await till.change("offer", "basket", budget_cents=2_000)
    third = await till.send("order.paid", goods("O3", 10_000, 9_000))
    assert gave(third.effects) == {"basket": 1_000}
    assert await till.flaws() == []


async def test_a_coupon_of_a_withdrawn_template_is_priced_as_it_was_issued(till: Shop) -> None:
    await till.send("coupon.issue", {"coupon": "bread"})
    [coupon] = [one.id for one in (await till.state(await till.subject())).reward.coupons]
    await till.remove("coupon", "bread")
    lines = ((6_000, 4_807, DAIRY), (4_000, 3_293, BREAD))
    paid = await till.send("order.paid", ordered("O1", *lines, coupons=[coupon]))
    assert said(paid.effects, "order.priced")[0]["difference_cents"] == 0
    assert said(paid.effects, "coupon.redeemed")[0]["discount_cents"] == 300
    assert await story(till, coupon) == ["issued", "redeemed"]
    assert await left(till, "budget:spring") == 2_100
    assert await till.flaws() == []


async def test_a_refund_that_came_before_its_order(till: Shop) -> None:
    await till.refund("O1", "R1", 8_400)
    paid = await till.send("order.paid", both("O1"))
    assert len(said(paid.effects, "discount.returned")) == 2
    assert await left(till, "offer_budget:basket") == 2_500
    assert await left(till, "budget:spring") == 3_000
    assert await till.flaws() == []
