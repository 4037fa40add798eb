"""Budgets and limits asked for by 64 callers at once through two intakes on one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import Shop, code, opened
from tests.reward.conftest import PROGRAMME
from tests.reward.test_parallel import CALLERS, at_once, ends
from tests.reward.test_pay import BREAD, DAIRY, PAY, both, gave, ordered, said

from shuke.kernel import MovableClock

Event = tuple[str, str, dict[str, Any]]


@pytest.fixture
async def till(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    """The shop with offers and budgets in force."""
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME + PAY, since="2026-01-01 00:00")
        yield shop


@pytest.fixture
async def other(
    database_url: str, clock: MovableClock, tmp_path: Path, till: Shop
) -> AsyncIterator[Shop]:
    """A second intake on the same database, with lanes and connections of its own."""
    async with opened(database_url, clock, tmp_path) as second:
        yield second


async def taken(shop: Shop, stock: str) -> int:
    """What was taken from a counter."""
    found: int = await shop.pool.fetchval(
        'select size - "left" from engine_stock where id = $1', stock
    )
    return found


async def members(shop: Shop) -> None:
    for number in range(CALLERS):
        await shop.subject(f"card:{number}")


async def test_64_orders_never_overspend_a_budget(till: Shop, other: Shop) -> None:
    """Of 25.00 two have 10.00; nobody is refused, and the others' difference is told."""
    await members(till)
    orders: list[Event] = [
        ("order.paid", f"card:{n}", ordered(f"O{n}", (10_000, 9_000, "fruit")))
        for n in range(CALLERS)
    ]
    outcomes = await at_once((till, other), orders)
    assert ends(outcomes) == {"accepted": CALLERS}
    used = [gave(one.effects) for one in outcomes]
    assert sorted(map(str, used)) == sorted(["{'basket': 1000}"] * 2 + ["{}"] * 62)
    off = [said(one.effects, "order.priced")[0]["difference_cents"] for one in outcomes]
    assert sorted(off) == [-1_000] * 62 + [0] * 2
    assert await taken(till, "offer_budget:basket") == 2_000
    assert await till.flaws() == []


async def test_64_holds_and_orders_share_one_budget(till: Shop, other: Shop) -> None:
    """Spring has 30.00 and six uses: offers of orders, and coupons of holds, out of the same."""
    await members(till)
    acts: list[Event] = []
    for n in range(CALLERS):
        if n % 2:
            held = {"hold_id": "H1", "offers": [{"offer": "dairy", "discount_cents": 400}]}
            acts.append(("hold.make", f"card:{n}", held))
        else:
            order = ordered(f"O{n}", (4_000, 3_600, DAIRY))
            acts.append(("order.paid", f"card:{n}", order))
    outcomes = await at_once((till, other), acts)
    held_ = [one for n, one in enumerate(outcomes) if n % 2 and one.status == "accepted"]
    bought = [one for n, one in enumerate(outcomes) if not n % 2 and gave(one.effects)]
    assert len(held_) + len(bought) == 6
    assert ends(outcomes) == {
        "accepted": CALLERS // 2 + len(held_),
        **({"offer_budget_spent": 32 - len(held_)} if len(held_) < 32 else {}),
    }
    assert await taken(till, "budget:spring") == 2_400
    assert await taken(till, "budget_uses:spring") == 6
    # Let go by 64 callers at once it comes back once.
    holders = [f"card:{n}" for n in range(1, CALLERS, 2) if outcomes[n].status == "accepted"]
    again = CALLERS // max(len(holders), 1)
    let_go: list[Event] = [("hold.release", card, {"hold_id": "H1"}) for card in holders] * again
    assert ends(await at_once((till, other), let_go, "Q")) in ({"accepted": len(let_go)}, {})
    assert await taken(till, "budget_uses:spring") == len(bought)
    assert await taken(till, "budget:spring") == 400 * len(bought)
    assert await till.flaws() == []


async def test_a_members_limit_holds_against_64_orders_and_holds(till: Shop, other: Shop) -> None:
    await till.change("offer", "basket", budget_cents=None)
    subject = await till.subject()
    acts: list[Event] = []
    for n in range(CALLERS):
        if n % 2:
            held = {"hold_id": f"H{n}", "offers": [{"offer": "basket", "discount_cents": 1_000}]}
            acts.append(("hold.make", "card:10086", held))
        else:
            order = ordered(f"O{n}", (10_000, 9_000, "fruit"))
            acts.append(("order.paid", "card:10086", order))
    outcomes = await at_once((till, other), acts)
    held_ = sum(one.status == "accepted" for n, one in enumerate(outcomes) if n % 2)
    bought = sum(bool(gave(one.effects)) for n, one in enumerate(outcomes) if not n % 2)
    assert held_ + bought == 2, "two a day"
    assert (await till.state(subject)).reward.got["offer:basket"][0] == 2
    assert await till.flaws() == []


async def test_one_hold_on_64_orders_gives_once(till: Shop, other: Shop) -> None:
    await till.subject()
    held = {"hold_id": "H1", "offers": [{"offer": "basket", "discount_cents": 1_000}]}
    await till.send("hold.make", held)
    acts: list[Event] = [
        (
            "order.paid",
            "card:10086",
            ordered(f"O{n}", (10_000, 9_000, "fruit"), hold_id="H1"),
        )
        for n in range(CALLERS)
    ]
    outcomes = await at_once((till, other), acts)
    assert ends(outcomes) == {"accepted": 1, "hold_of_another_order": 63}
    assert await taken(till, "offer_budget:basket") == 1_000
    assert await till.pool.fetchval("select count(*) from reward_discount") == 1
    assert await till.flaws() == []


async def test_a_hold_that_has_just_run_out_gives_nothing(
    till: Shop, other: Shop, clock: MovableClock
) -> None:
    await till.subject()
    held = {"hold_id": "H1", "offers": [{"offer": "basket", "discount_cents": 1_000}]}
    await till.send("hold.make", {**held, "lasts_seconds": 1})
    clock.advance(timedelta(seconds=1))
    acts: list[Event] = [
        (
            "order.paid",
            "card:10086",
            ordered(f"O{n}", (10_000, 9_000, "fruit"), hold_id="H1"),
        )
        for n in range(CALLERS)
    ]
    assert ends(await at_once((till, other), acts)) == {"hold_expired": CALLERS}
    await till.to("2026-01-05 12:00:02")
    assert await taken(till, "offer_budget:basket") == 0
    assert await till.flaws() == []


async def test_refunded_by_64_at_once_a_budget_has_back_what_was_given(
    till: Shop, other: Shop
) -> None:
    """Eight orders in eight parts each, all at once: everything comes back, and nothing twice."""
    await till.change("offer", "basket", budget_cents=100_000, per_member=None, per_period=None)
    await till.change("budget", "spring", cents=100_000, uses=100)
    for n in range(8):
        await till.subject(f"card:{n}")
        await till.send("order.paid", both(f"O{n}"), f"card:{n}")
    assert await taken(till, "offer_budget:basket") == 8_000
    assert await taken(till, "budget:spring") == 4_800
    acts: list[Event] = []
    for n in range(8):
        for part in range(8):
            line, cents = (1, 1_206) if part % 2 else (2, 893)
            cents += {1: 2, 2: 2}[line] if part < 2 else 0
            acts.append(
                (
                    "order.refunded",
                    f"card:{n}",
                    {
                        "order_id": f"O{n}",
                        "refund_id": f"R{part}",
                        "amount_cents": cents,
                        "lines": [{"line": line, "amount_cents": cents}],
                    },
                )
            )
    outcomes = await at_once((till, other), acts)
    assert ends(outcomes) == {"accepted": CALLERS}
    for stock in ("offer_budget:basket", "budget:spring", "budget_uses:spring"):
        assert await taken(till, stock) == 0
    assert await till.flaws() == []


async def test_a_coupon_and_a_budget_of_one_order_each(till: Shop, other: Shop) -> None:
    """One coupon on 64 orders: redeemed once, its budget used once, the other 63 change nothing."""
    subject = await till.subject()
    await till.send("coupon.issue", {"coupon": "bread"})
    [coupon] = [one.id for one in (await till.state(subject)).reward.coupons]
    lines = ((6_000, 4_807, DAIRY), (4_000, 3_293, BREAD))
    acts: list[Event] = [
        ("order.paid", "card:10086", ordered(f"O{n}", *lines, coupons=[coupon]))
        for n in range(CALLERS)
    ]
    outcomes = await at_once((till, other), acts)
    assert ends(outcomes) == {"accepted": 1, "coupon_redeemed": 63}
    assert await taken(till, "coupon_budget:bread") == 300
    assert await taken(till, "budget:spring") == 900
    assert await taken(till, "offer_budget:basket") == 1_000
    assert await till.flaws() == []


async def test_two_applications_lower_a_budget_while_it_is_asked(till: Shop, other: Shop) -> None:
    """Lowered in the middle of the rush: each take is judged by the release that judged its event,
    and never is more gone than the highest of them allows."""
    await members(till)
    acts: list[Event] = [
        (
            "hold.make",
            f"card:{n}",
            {"hold_id": "H", "offers": [{"offer": "basket", "discount_cents": 500}]},
        )
        for n in range(CALLERS)
    ]
    outcomes, _release = await asyncio.gather(
        at_once((till, other), acts),
        till.change("offer", "basket", budget_cents=1_000),
    )
    done = [one for one in outcomes if one.status == "accepted"]
    assert await taken(till, "offer_budget:basket") == 500 * len(done) <= 2_500
    assert len(done) >= 2
    more = {"hold_id": "Z", "offers": [{"offer": "basket", "discount_cents": 500}]}
    assert code(await till.send("hold.make", more, "card:1")) == "offer_budget_spent"
    assert await till.flaws() == []
