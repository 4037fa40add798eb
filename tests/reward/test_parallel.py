"""What is scarce, asked for by 64 callers at once through two intakes on one database."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import msgspec
from tests.flow.shop import Shop, at
from tests.reward.test_wallet import claimed, story

from shuke.engine import Incoming, Outcome
from shuke.kernel import MovableClock

CALLERS = 64


async def at_once(
    shops: tuple[Shop, Shop], events: list[tuple[str, str, dict[str, Any]]], prefix: str = "P"
) -> list[Outcome]:
    """Send (type, subject, data) all at once, every other one by the other intake.

    Who sends twice names another prefix for the events' numbers.
    """

    async def send(number: int, kind: str, subject: str, data: dict[str, Any]) -> Outcome:
        event = Incoming("till", f"{prefix}{number}", kind, subject, msgspec.json.encode(data))
        [outcome] = await shops[number % 2].shuke.intake.submit([event])
        return outcome

    return list(
        await asyncio.gather(*(send(number, *event) for number, event in enumerate(events)))
    )


def ends(outcomes: list[Outcome]) -> dict[str, int]:
    """How often what was answered: `accepted`, or the code of a refusal."""
    return dict(
        Counter(one.status if one.problem is None else one.problem.code for one in outcomes)
    )


async def points(shop: Shop, card: str, amount: int) -> str:
    """A member with points."""
    subject = await shop.subject(card)
    data = {"currency": "points", "amount": amount, "reason": "test"}
    await shop.send("points.adjust", data, card)
    return subject


async def test_one_in_stock_goes_to_one_of_64(shop: Shop, other: Shop) -> None:
    for number in range(CALLERS):
        await shop.subject(f"card:{number}")
    claims = [("coupon.claim", f"card:{n}", {"coupon": "rare"}) for n in range(CALLERS)]
    outcomes = await at_once((shop, other), claims)
    assert ends(outcomes) == {"accepted": 1, "coupon_out_of_stock": 63}
    assert await shop.pool.fetchval("select count(*) from reward_coupon") == 1
    assert await shop.flaws() == []


async def test_a_limit_per_member_holds_against_64(shop: Shop, other: Shop) -> None:
    await shop.subject()
    claims = [("coupon.claim", "card:10086", {"coupon": "five-off"})] * CALLERS
    outcomes = await at_once((shop, other), claims)
    assert ends(outcomes) == {"accepted": 2, "coupon_limit_reached": 62}
    assert await shop.flaws() == []


async def test_one_coupon_on_64_orders_is_redeemed_once(shop: Shop, other: Shop) -> None:
    await shop.subject()
    coupon = await claimed(shop, "five-off")
    orders = [
        (
            "order.paid",
            "card:10086",
            {"order_id": f"O{n}", "total_cents": 0, "coupons": [coupon]},
        )
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), orders)
    assert ends(outcomes) == {"accepted": 1, "coupon_redeemed": 63}
    assert await story(shop, coupon) == ["issued", "redeemed"]
    assert await shop.flaws() == []


async def test_another_members_coupon_is_nobodys_else(shop: Shop, other: Shop) -> None:
    await shop.subject()
    coupon = await claimed(shop, "five-off")
    for number in range(1, CALLERS):
        await shop.subject(f"card:{number}")
    holds = [
        (
            "hold.make",
            f"card:{n}" if n else "card:10086",
            {"hold_id": f"H{n}", "coupons": [{"coupon": coupon}]},
        )
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), holds)
    assert ends(outcomes) == {"accepted": 1, "coupon_unknown": 63}
    assert outcomes[0].status == "accepted"
    assert await shop.flaws() == []


async def test_64_holds_take_no_more_than_there_is(shop: Shop, other: Shop) -> None:
    subject = await points(shop, "card:10086", 100)
    holds = [
        (
            "hold.make",
            "card:10086",
            {"hold_id": f"H{n}", "points": [{"currency": "points", "amount": 30}]},
        )
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), holds)
    assert ends(outcomes) == {"accepted": 3, "points_insufficient": 61}
    ledger = (await shop.state(subject)).ledger
    assert (ledger.usable("points"), ledger.held) == (10, {"points": 90})
    assert await shop.flaws() == []


async def test_confirmed_and_released_by_64_at_once_it_ends_once(shop: Shop, other: Shop) -> None:
    subject = await points(shop, "card:10086", 100)
    coupon = await claimed(shop, "five-off")
    hold = {"points": [{"currency": "points", "amount": 30}], "coupons": [{"coupon": coupon}]}
    await shop.send("hold.make", {"hold_id": "H1", **hold})
    acts = [
        ("hold.confirm" if n % 2 else "hold.release", "card:10086", {"hold_id": "H1"})
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), acts)
    ledger = (await shop.state(subject)).ledger
    assert ledger.held == {}
    if ledger.usable("points") == 70:
        assert ends(outcomes) == {"accepted": 32, "hold_confirmed": 32}
        assert await story(shop, coupon) == ["issued", "locked", "redeemed"]
    else:
        assert ledger.usable("points") == 100
        assert ends(outcomes) == {"accepted": 32, "hold_released": 32}
        assert await story(shop, coupon) == ["issued", "locked", "released"]
    spent = await shop.pool.fetchval("select count(*) from ledger_entry where kind = 'confirm'")
    assert spent == (1 if ledger.usable("points") == 70 else 0)
    assert await shop.flaws() == []


async def test_a_hold_that_has_just_run_out_is_confirmed_by_nobody(
    shop: Shop, other: Shop, clock: MovableClock
) -> None:
    subject = await points(shop, "card:10086", 100)
    coupon = await claimed(shop, "rare")
    hold = {
        "points": [{"currency": "points", "amount": 30}],
        "coupons": [{"coupon": coupon, "discount_cents": 2_000}],
        "lasts_seconds": 1,
    }
    await shop.send("hold.make", {"hold_id": "H1", **hold})
    clock.advance(timedelta(seconds=1))
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("hold.confirm", "card:10086", {"hold_id": "H1"})
        if n % 2
        else (
            "order.paid",
            "card:10086",
            {"order_id": f"O{n}", "total_cents": 0, "hold_id": "H1"},
        )
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), acts)
    assert ends(outcomes) == {"hold_expired": 64}
    # Refused events leave nothing, not even what the timer did before them; the tick does it.
    assert [one["type"] for one in await shop.to("2026-01-05 12:00:02")] == [
        "coupon.released",
        "hold.expired",
    ]
    ledger = (await shop.state(subject)).ledger
    assert (ledger.usable("points"), ledger.held) == (100, {})
    left = await shop.pool.fetchval(
        "select \"left\" from engine_stock where id = 'coupon_budget:rare'"
    )
    assert left == 3_000
    assert await shop.flaws() == []


async def test_expired_at_midnight_it_is_redeemed_by_nobody(
    shop: Shop, other: Shop, clock: MovableClock
) -> None:
    await shop.subject()
    coupon = await claimed(shop, "five-off")
    clock.set(at("2026-01-19 00:00"))
    orders = [
        ("order.paid", "card:10086", {"order_id": f"O{n}", "total_cents": 0, "coupons": [coupon]})
        for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), orders)
    assert ends(outcomes) == {"coupon_expired": 64}
    await shop.to("2026-01-19 00:01")
    assert await story(shop, coupon) == ["issued", "expired"]
    assert await shop.flaws() == []


async def test_a_budget_lowered_below_what_is_held_takes_no_more(shop: Shop, other: Shop) -> None:
    await shop.change("coupon", "rare", stock=None, budget_cents=20_000)
    mine = []
    for number in range(CALLERS):
        await shop.subject(f"card:{number}")
        mine.append(await claimed(shop, "rare", f"card:{number}"))

    def hold(n: int) -> tuple[str, str, dict[str, Any]]:
        held = [{"coupon": mine[n], "discount_cents": 1_000}]
        return "hold.make", f"card:{n}", {"hold_id": "H1", "coupons": held}

    outcomes = await at_once((shop, other), [hold(n) for n in range(CALLERS)])
    assert ends(outcomes) == {"accepted": 20, "coupon_budget_spent": 44}
    # Lowered below what is held: what is held stays held, and nothing more is.
    await shop.change("coupon", "rare", budget_cents=5_000)
    again = [n for n, one in enumerate(outcomes) if one.status != "accepted"]
    assert {(await shop.send(*_args(hold(n)))).status for n in again[:3]} == {"refused"}
    held = [n for n, one in enumerate(outcomes) if one.status == "accepted"]
    for number in held:
        done = await shop.send("hold.confirm", {"hold_id": "H1"}, f"card:{number}")
        assert done.status == "accepted"
    assert await shop.flaws() == []


def _args(event: tuple[str, str, dict[str, Any]]) -> tuple[str, dict[str, Any], str]:
    kind, subject, data = event
    return kind, data, subject
