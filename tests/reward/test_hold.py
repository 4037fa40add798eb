"""Holds in the till's words; the numbers are those of docs/algorithms/hold.md."""

from datetime import date
from typing import Any

import pytest
from tests.flow.shop import Shop, at, code, said
from tests.reward.test_wallet import claimed, coupons, story

POINTS, STORED = 300, 5_000


@pytest.fixture
async def member(shop: Shop) -> str:
    """A member with 300 points in three lots and 50.00 of stored value."""
    subject = await shop.subject()
    for day in ("2026-01-05", "2026-01-06", "2026-01-07"):
        await shop.to(day)
        await shop.send("points.adjust", {"currency": "points", "amount": 100, "reason": "lot"})
    await shop.send("points.adjust", {"currency": "stored", "amount": STORED, "reason": "loaded"})
    return subject


async def held(shop: Shop, hold: str = "H1", points: int = 150, **more: Any) -> Any:
    """Make a hold."""
    data: dict[str, Any] = {"hold_id": hold, **more}
    if points:
        data["points"] = [{"currency": "points", "amount": points}]
    return await shop.send("hold.make", data)


async def lots(shop: Shop, subject: str) -> list[int]:
    """The amounts of the usable lots, soonest-expiring first."""
    return [lot[3] for lot in (await shop.state(subject)).ledger.pots["points"].lots]


async def totals(shop: Shop, subject: str) -> tuple[int, int]:
    """(usable points, held points)."""
    ledger = (await shop.state(subject)).ledger
    return ledger.usable("points"), ledger.held.get("points", 0)


async def test_what_is_held_stands_between_usable_and_spent(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "five-off")
    made = await held(
        shop,
        points=150,
        coupons=[{"coupon": coupon, "discount_cents": 500}],
    )
    assert said(made.effects, "hold.made")[0]["until"] == "2026-01-07T04:15:00+00:00"
    assert await totals(shop, member) == (150, 150)
    assert await lots(shop, member) == [50, 100]
    assert await coupons(shop, member) == [("five-off", 1)]
    # What is held cannot be spent, held again or given away.
    before = await shop.everything()
    assert code(await shop.spend("S1", 151)) == "points_insufficient"
    assert code(await held(shop, "H2", 151)) == "points_insufficient"
    both = [{"coupon": coupon}]
    assert code(await held(shop, "H2", 10, coupons=both)) == "coupon_locked"
    assert code(await held(shop, "H1", 10)) == "hold_repeated"
    assert await shop.everything() == before

    done = await shop.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"})
    assert [one["type"] for one in said(done.effects, "points.spent", "coupon.redeemed")] == [
        "points.spent",
        "coupon.redeemed",
    ]
    assert said(done.effects, "coupon.redeemed")[0]["discount_cents"] == 500
    assert await totals(shop, member) == (150, 0)
    assert await coupons(shop, member) == []
    assert await story(shop, coupon) == ["issued", "locked", "redeemed"]
    # The spend can be returned like any other.
    back = await shop.send("points.return", {"spend_id": "H1:points"})
    assert said(back.effects, "points.returned")[0]["amount"] == 150
    assert await totals(shop, member) == (300, 0)
    assert await shop.flaws() == []


async def test_all_or_nothing(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "five-off")
    before = await shop.everything()
    for more, why in (
        ({"points": 301}, "points_insufficient"),
        ({"points": 10, "coupons": [{"coupon": coupon}, {"coupon": "SC-OTHER"}]}, "coupon_unknown"),
        ({"points": 0, "coupons": [{"coupon": coupon}, {"coupon": coupon}]}, "hold_contradicts"),
        ({"points": 0}, "hold_contradicts"),
        ({"points": 10, "lasts_seconds": 604_801}, "event_invalid"),
    ):
        assert code(await held(shop, **more)) == why
    two = [{"currency": "points", "amount": 10}, {"currency": "stored", "amount": STORED + 1}]
    refused = await shop.send("hold.make", {"hold_id": "H1", "points": two})
    assert code(refused) == "points_insufficient"
    assert await shop.everything() == before


async def test_another_members_coupon_is_refused(shop: Shop, member: str) -> None:
    theirs = await claimed(shop, "rare", "card:2")
    before = await shop.everything()
    assert code(await held(shop, coupons=[{"coupon": theirs}])) == "coupon_unknown"
    assert code(await shop.buy("O1", 100, coupons=[theirs])) == "coupon_unknown"
    assert await shop.everything() == before


async def test_released_points_go_back_to_their_lots(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "five-off")
    await held(shop, points=150, coupons=[{"coupon": coupon}])
    freed = await shop.send("hold.release", {"hold_id": "H1"})
    assert said(freed.effects, "hold.released") == [{"hold_id": "H1", "order_id": None,
                                                     "type": "hold.released"}]  # fmt: skip
    assert await totals(shop, member) == (300, 0)
    assert await lots(shop, member) == [100, 100, 100]
    assert await coupons(shop, member) == [("five-off", 0)]
    before = await shop.everything()
    assert code(await shop.send("hold.confirm", {"hold_id": "H1"})) == "hold_released"
    assert code(await shop.send("hold.confirm", {"hold_id": "H7"})) == "hold_unknown"
    assert code(await shop.buy("O1", 100, hold_id="H1")) == "hold_released"
    assert await shop.everything() == before
    again = await shop.send("hold.release", {"hold_id": "H1"})
    assert said(again.effects, "hold.released") == [
        {"hold_id": "H1", "again": True, "type": "hold.released"}
    ]
    assert await story(shop, coupon) == ["issued", "locked", "released"]
    assert await shop.flaws() == []


async def test_a_hold_runs_out_by_itself_to_the_second(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "five-off")
    await held(shop, points=150, coupons=[{"coupon": coupon}], lasts_seconds=600)
    assert await shop.to("2026-01-07 12:09:59") == []
    assert await totals(shop, member) == (150, 150)
    # At the very second the confirm comes too late, whether a tick ran or not.
    shop.clock.set(at("2026-01-07 12:10:00"))
    assert code(await shop.send("hold.confirm", {"hold_id": "H1"})) == "hold_expired"
    ended = await shop.to("2026-01-07 12:10:01")
    assert [one["type"] for one in ended] == ["coupon.released", "hold.expired"]
    assert await totals(shop, member) == (300, 0)
    assert await coupons(shop, member) == [("five-off", 0)]
    assert await shop.flaws() == []


async def test_a_lot_that_expired_while_held_lives_on_as_returned_points_do(
    shop: Shop, member: str
) -> None:
    """Lots of 5, 6, 7 January live to 5, 6, 7 February; returned ones for ten days."""
    await shop.to("2026-02-04")
    await held(shop, points=150, lasts_seconds=3 * 86_400)
    await shop.to("2026-02-06 12:00")
    assert await totals(shop, member) == (150, 150)
    await shop.send("hold.release", {"hold_id": "H1"})
    state = (await shop.state(member)).ledger.pots["points"]
    days = [(_iso(lot[0]), lot[3]) for lot in state.lots]
    assert days == [("2026-02-06", 100), ("2026-02-07", 100), ("2026-02-16", 100)]
    assert await shop.flaws() == []


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


async def test_asked_again_a_confirm_answers_the_same_and_spends_once(
    shop: Shop, member: str
) -> None:
    await held(shop, points=150)
    first = await shop.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"}, id="C1")
    same = await shop.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"}, id="C1")
    assert (same.status, same.effects) == ("duplicate", first.effects)
    other = await shop.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"}, id="C2")
    assert said(other.effects, "hold.confirmed", "points.spent") == [
        {"hold_id": "H1", "again": True, "type": "hold.confirmed"}
    ]
    assert code(await shop.send("hold.release", {"hold_id": "H1"})) == "hold_confirmed"
    assert await totals(shop, member) == (150, 0)
    assert await shop.flaws() == []


async def test_the_order_confirms_its_hold(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "five-off")
    locked = [{"coupon": coupon, "discount_cents": 500}]
    await held(shop, points=150, coupons=locked, order_id="O1")
    before = await shop.everything()
    assert code(await shop.buy("O2", 2_500, hold_id="H1")) == "hold_of_another_order"
    assert code(await shop.send("hold.confirm", {"hold_id": "H1"})) == "hold_of_another_order"
    assert code(await shop.buy("O1", 2_500, coupons=[coupon])) == "coupon_locked"
    assert await shop.everything() == before
    paid = await shop.buy("O1", 2_500, hold_id="H1", coupons=[coupon])
    assert said(paid.effects, "hold.confirmed")[0]["order_id"] == "O1"
    assert await totals(shop, member) == (150, 0)
    assert code(await shop.buy("O1", 2_500, hold_id="H1")) == "order_repeated"
    assert code(await shop.buy("O3", 2_500, coupons=[coupon])) == "coupon_redeemed"
    row = await shop.pool.fetchrow("select * from reward_coupon where change = 'redeemed'")
    assert row is not None
    assert (row["order_id"], row["amount_cents"], row["funder"]) == ("O1", 500, "dairy-works")
    assert await shop.flaws() == []


async def test_priced_before_midnight_and_paid_after_it(shop: Shop, member: str) -> None:
    """The coupon's last day is the 20th: its hold keeps it through the night."""
    coupon = await claimed(shop, "five-off")
    await shop.to("2026-01-20 23:55")
    await held(shop, points=0, coupons=[{"coupon": coupon}])
    assert await shop.to("2026-01-21 00:05") == []
    paid = await shop.buy("O1", 2_500, hold_id="H1")
    assert said(paid.effects, "coupon.redeemed")
    # One that is let go after its last day expires at once.
    other = await claimed(shop, "five-off")
    await shop.to("2026-02-03 23:55")
    await held(shop, "H2", points=0, coupons=[{"coupon": other}])
    ended = await shop.to("2026-02-04 00:10")
    assert [one["type"] for one in ended] == ["coupon.released", "hold.expired", "coupon.expired"]
    assert await story(shop, other) == ["issued", "locked", "released", "expired"]
    assert await shop.flaws() == []


async def test_a_template_withdrawn_while_held_keeps_its_promise(shop: Shop, member: str) -> None:
    coupon = await claimed(shop, "rare")
    await held(shop, points=0, coupons=[{"coupon": coupon, "discount_cents": 2_000}])
    await shop.remove("coupon", "rare")
    assert code(await shop.send("coupon.claim", {"coupon": "rare"})) == "coupon_template_unknown"
    paid = await shop.buy("O1", 2_500, hold_id="H1")
    assert said(paid.effects, "coupon.redeemed")[0]["discount_cents"] == 2_000
    assert await shop.flaws() == []


async def test_a_templates_budget_is_held_and_given_back(shop: Shop, member: str) -> None:
    await shop.change("coupon", "rare", stock=2)
    mine, theirs = await claimed(shop, "rare"), await claimed(shop, "rare", "card:2")
    full = {"discount_cents": 2_000}
    await held(shop, points=0, coupons=[{"coupon": mine, **full}])
    data = {"hold_id": "H2", "coupons": [{"coupon": theirs, **full}]}
    assert code(await shop.send("hold.make", data, "card:2")) == "coupon_budget_spent"
    await shop.send("hold.release", {"hold_id": "H1"})
    assert (await shop.send("hold.make", data, "card:2")).status == "accepted"
    left = await shop.pool.fetchval(
        "select \"left\" from engine_stock where id = 'coupon_budget:rare'"
    )
    assert left == 1_000
    assert await shop.flaws() == []
