"""Stored value in the till's words; the numbers are those of docs/algorithms/stored-value.md."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import Shop, code, paid, said
from tests.reward.test_parallel import CALLERS, at_once, ends

WALLET = {"value": "wallet"}
PROGRAMME = (Path(__file__).parent / "value.yaml").read_text("utf-8")


@pytest.fixture
async def member(shop: Shop) -> str:
    """A member with 500.00 + 80.00 in the wallet, and 100.00 in one that earns nothing."""
    await shop.publish(PROGRAMME)
    subject = await shop.subject()
    await top_up(shop, "T1", 50_000)
    await top_up(shop, "T2", 10_000, value="plain")
    return subject


async def top_up(shop: Shop, number: str, cents: int, value: str = "wallet") -> Any:
    data = {"value": value, "top_up_id": number, "amount_cents": cents, "payment": f"PAY-{number}"}
    return await shop.send("value.top_up", data)


async def has(shop: Shop, subject: str, value: str = "wallet") -> tuple[int, int]:
    """(principal, bonus)."""
    ledger = (await shop.state(subject)).ledger
    return ledger.usable(f"{value}:principal"), ledger.usable(f"{value}:bonus")


async def held(shop: Shop, subject: str) -> dict[str, int]:
    """What open holds have of which pot."""
    amounts: dict[str, int] = (await shop.state(subject)).ledger.held
    return amounts


async def stars(shop: Shop, subject: str) -> int:
    """A star a yuan."""
    return (await shop.held(subject, "stars"))[0]


def parts(outcome: Any, kind: str) -> list[tuple[int, int]]:
    """(principal, bonus) of the effects of a kind."""
    return [(its["principal_cents"], its["bonus_cents"]) for its in said(outcome.effects, kind)]


def paying(cents: int, value: str = "wallet") -> dict[str, Any]:
    return {"stored_value": {"value": value, "amount_cents": cents}}


async def test_an_order_is_paid_and_goes_back_in_parts(shop: Shop, member: str) -> None:
    bought = await shop.buy("O1", 4_000, 6_000, **paying(6_000))
    assert parts(bought, "value.spent") == [(5_172, 828)]
    assert await has(shop, member) == (44_828, 7_172)
    assert await stars(shop, member) == 100
    first = await shop.refund("O1", "R1", 1_000, (1, 1_000))
    assert parts(first, "value.returned") == [(517, 83)]
    second = await shop.refund("O1", "R2", 2_333, (2, 2_333))
    assert parts(second, "value.returned") == [(1_724 - 517, 276 - 83)]
    last = await shop.refund("O1", "R3", 6_667)
    assert parts(last, "value.returned") == [(5_172 - 1_724, 828 - 276)]
    assert await has(shop, member) == (50_000, 8_000)
    assert await stars(shop, member) == 0
    assert await shop.flaws() == []


async def test_a_refund_may_come_before_its_order(shop: Shop, member: str) -> None:
    await shop.refund("O1", "R1", 5_000)
    bought = await shop.buy("O1", 4_000, 6_000, **paying(6_000))
    assert parts(bought, "value.returned") == [(2_586, 414)]
    assert await has(shop, member) == (47_414, 7_586)
    assert await shop.flaws() == []


async def test_what_an_order_may_not(shop: Shop, member: str) -> None:
    await shop.buy("O1", 5_000, **paying(5_000))
    before = await shop.everything()
    for order, cents, more, why in (
        ("O2", 5_000, paying(5_001), "value_above_total"),
        ("O2", 60_000, paying(58_000), "value_insufficient"),
        ("O2", 5_000, paying(100, "purse"), "value_unknown"),
        ("O2", 5_000, paying(0), "event_invalid"),
        ("O1", 5_000, paying(5_000), "order_repeated"),
        ("O1", 5_000, paying(4_000), "value_differs"),
    ):
        assert code(await shop.buy(order, cents, **more)) == why
    assert await shop.everything() == before


async def test_a_hold_holds_all_or_nothing(shop: Shop, member: str) -> None:
    await shop.send("points.adjust", {"currency": "points", "amount": 100, "reason": "x"})
    before = await shop.everything()
    wanted = {"hold_id": "H1", "points": [{"currency": "points", "amount": 101}]}
    assert code(await shop.send("hold.make", {**wanted, **paying(100)})) == "points_insufficient"
    wanted["points"] = [{"currency": "points", "amount": 100}]
    assert code(await shop.send("hold.make", {**wanted, **paying(58_001)})) == "value_insufficient"
    assert await shop.everything() == before
    await shop.send("hold.make", {**wanted, **paying(5_800)})
    assert await held(shop, member) == {
        "points": 100,
        "wallet:principal": 5_000,
        "wallet:bonus": 800,
    }
    assert code(await shop.buy("O2", 60_000, **paying(52_201))) == "value_insufficient"
    refund = {**WALLET, "refund_id": "P1", "amount_cents": 45_001}
    assert code(await shop.send("value.refund", refund)) == "value_refund_too_large"
    await shop.send("hold.release", {"hold_id": "H1"})
    assert await has(shop, member) == (50_000, 8_000)
    assert await held(shop, member) == {}
    assert await shop.flaws() == []


async def test_an_order_spends_what_its_hold_has_set_aside(shop: Shop, member: str) -> None:
    await shop.send("hold.make", {"hold_id": "H1", "order_id": "O1", **paying(6_000)})
    before = await shop.everything()
    assert code(await shop.buy("O1", 5_999, hold_id="H1")) == "value_above_total"
    assert code(await shop.buy("O1", 9_000, hold_id="H1", **paying(5_000))) == "value_differs"
    assert await shop.everything() == before
    bought = await shop.buy("O1", 10_000, hold_id="H1", **paying(6_000))
    assert parts(bought, "value.spent") == [(5_172, 828)]
    assert await held(shop, member) == {}
    await shop.refund("O1", "R1", 10_000)
    assert await has(shop, member) == (50_000, 8_000)
    # Confirmed before the order comes: the order names the hold all the same.
    await shop.send("hold.make", {"hold_id": "H2", "order_id": "O2", **paying(5_800)})
    await shop.send("hold.confirm", {"hold_id": "H2", "order_id": "O2"})
    assert (await shop.buy("O2", 10_000, hold_id="H2")).status == "accepted"
    assert await has(shop, member) == (45_000, 7_200)
    back = await shop.refund("O2", "R2", 10_000)
    assert parts(back, "value.returned") == [(5_000, 800)]
    assert await shop.flaws() == []


async def test_a_hold_without_an_order_is_given_back_by_its_number(shop: Shop, member: str) -> None:
    await shop.send("hold.make", {"hold_id": "H1", **paying(5_800)})
    await shop.send("hold.confirm", {"hold_id": "H1"})
    assert await has(shop, member) == (45_000, 7_200)
    again = {"hold_id": "H1", **paying(100)}
    assert code(await shop.send("hold.make", again)) == "hold_repeated"
    await shop.send("value.return", {"spend_id": "H1"})
    assert await has(shop, member) == (50_000, 8_000)
    assert await shop.flaws() == []


async def test_a_frozen_wallet_still_keeps_its_promises(shop: Shop, member: str) -> None:
    """A hold that was made before may be confirmed; one that runs out gives back."""
    await shop.send("hold.make", {"hold_id": "H1", "order_id": "O1", **paying(5_800)})
    await shop.send("hold.make", {"hold_id": "H2", **paying(5_800)})
    await shop.send("value.freeze", {**WALLET, "frozen": True, "reason": "lost phone"})
    assert code(await shop.send("hold.make", {"hold_id": "H3", **paying(1)})) == "value_frozen"
    assert code(await shop.buy("O3", 100, **paying(1))) == "value_frozen"
    assert (await shop.buy("O1", 5_800, hold_id="H1")).status == "accepted"
    await shop.to("2026-01-06")
    assert await has(shop, member) == (45_000, 7_200)
    assert await shop.flaws() == []


async def test_what_earns_nothing(shop: Shop, member: str) -> None:
    """100.00, of which 60.00 with value that earns nothing: 40 stars; half goes back: 20."""
    await shop.buy("O1", 4_000, 6_000, **paying(6_000, "plain"))
    assert await stars(shop, member) == 40
    await shop.refund("O1", "R1", 5_000)
    assert await stars(shop, member) == 20
    await shop.refund("O1", "R2", 5_000)
    assert await stars(shop, member) == 0
    await shop.buy("O2", 6_000, **paying(6_000, "plain"))
    assert await stars(shop, member) == 0
    await shop.refund("O2", "R3", 6_000)
    assert await has(shop, member, "plain") == (10_000, 0)
    assert await shop.flaws() == []


FIRST_OF_ALL = """
---
kind: stored_value
key: first
name: {en: Principal first, zh: 先用本金}
steps: [{from_cents: 50000, bonus_cents: 8000}]
"""


@pytest.mark.parametrize(("value", "left"), [("wallet", 25_000), ("first", 21_000)])
async def test_what_is_paid_out_after_half_was_spent(shop: Shop, value: str, left: int) -> None:
    """The table of docs/how/stored-value.md: 290.00 of 500.00 + 80.00 are spent."""
    await shop.publish(PROGRAMME + FIRST_OF_ALL)
    subject = await shop.subject()
    await top_up(shop, "T1", 50_000, value=value)
    await shop.buy("O1", 29_000, **paying(29_000, value))
    assert (await has(shop, subject, value))[0] == left
    asked = {"value": value, "refund_id": "P1", "top_up_id": "T1", "amount_cents": left}
    done = await shop.send("value.refund", asked)
    [out] = said(done.effects, "value.refunded")
    assert out["paid_out_cents"] == left
    assert (await has(shop, subject, value))[0] == 0


async def test_a_retry_is_the_same_event(shop: Shop, member: str) -> None:
    data = {**WALLET, "top_up_id": "T9", "amount_cents": 1_000}
    for _ in range(3):
        assert code(await shop.send("value.top_up", data, id="till-9")) is None
    assert await has(shop, member) == (51_000, 8_000)
    assert code(await shop.send("value.top_up", data)) == "top_up_repeated"


async def test_whoever_has_principal_is_not_erased(shop: Shop, member: str) -> None:
    before = await shop.everything()
    assert code(await shop.send("member.erased", {})) == "value_not_settled"
    assert await shop.everything() == before


@pytest.mark.slow
async def test_64_orders_never_overspend(shop: Shop, other: Shop, member: str) -> None:
    """580.00 pay 19 orders of 30.00, however many come at once through two intakes."""
    orders = [
        ("order.paid", "card:10086", paid(f"O{n}", 3_000, **paying(3_000))) for n in range(CALLERS)
    ]
    outcomes = await at_once((shop, other), orders)
    assert ends(outcomes) == {"accepted": 19, "value_insufficient": 45}
    assert sum(await has(shop, member)) == 1_000
    paid_for = [f"O{n}" for n, outcome in enumerate(outcomes) if outcome.problem is None]
    await asyncio.gather(*(shop.refund(order, f"R{order}", 3_000) for order in paid_for))
    assert await has(shop, member) == (50_000, 8_000)
    assert await shop.flaws() == []


@pytest.mark.slow
async def test_64_top_ups_stay_within_the_limit(shop: Shop, other: Shop, member: str) -> None:
    """At most 5,000.00 of principal: nine more of 500.00."""
    top_ups = [
        (
            "value.top_up",
            "card:10086",
            {**WALLET, "top_up_id": f"U{n}", "amount_cents": 50_000},
        )
        for n in range(CALLERS)
    ]
    outcomes = await asyncio.wait_for(at_once((shop, other), top_ups), 60)
    assert ends(outcomes) == {"accepted": 9, "top_up_limit": 55}
    assert await has(shop, member) == (500_000, 80_000)
    assert await shop.flaws() == []
