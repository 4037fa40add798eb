"""What a refund does to coupons: only when nothing of the order is kept, in whatever parts."""

from itertools import permutations
from typing import Any

import pytest
from tests.flow.shop import Shop, code, said
from tests.reward.test_wallet import claimed, coupons, story

PARTS = ((1, 4_000), (2, 6_000), (3, 2_000))


async def bought(shop: Shop, card: str, order: str) -> tuple[str, str]:
    """An order of three lines that redeems a coupon and brings one; answer both."""
    mine = await claimed(shop, "five-off", card)
    paid = await shop.buy(order, *(cents for _line, cents in PARTS), card=card, coupons=[mine])
    [brought] = said(paid.effects, "coupon.issued")
    return mine, brought["coupon"]


async def ending(shop: Shop, card: str, *coupons_: str) -> Any:
    subject = await shop.subject(card)
    reward = (await shop.state(subject)).reward
    wallet = [(one.template, one.first, one.last, one.status) for one in reward.coupons]
    return wallet, reward.got, [await story(shop, one) for one in coupons_]


async def test_parts_in_any_order_are_one_full_refund(shop: Shop) -> None:
    """Law 4, for coupons."""
    endings = []
    for number, parts in enumerate([PARTS, *permutations(PARTS)]):
        card, order = f"card:{number}", f"O{number}"
        both = await bought(shop, card, order)
        if number == 0:
            await shop.refund(order, "R", 12_000, card=card)
        for place, (line, cents) in enumerate(parts if number else ()):
            before = await ending(shop, card, *both)
            assert before[2] == [["issued", "redeemed"], ["issued"]]
            await shop.refund(order, f"R{place}", cents, (line, cents), card=card)
        endings.append(await ending(shop, card, *both))
    assert endings == [endings[0]] * 7
    assert endings[0][2] == [["issued", "redeemed", "returned"], ["issued", "void"]]
    left = await shop.pool.fetchval("select \"left\" from engine_stock where id = 'coupon:thanks'")
    assert left == 3
    assert await shop.flaws() == []


async def test_a_refund_that_came_before_its_order(shop: Shop) -> None:
    await shop.subject()
    mine = await claimed(shop, "five-off")
    await shop.refund("O1", "R", 12_000)
    paid = await shop.buy("O1", 4_000, 6_000, 2_000, coupons=[mine])
    assert [one["type"] for one in said(paid.effects, "coupon.returned", "coupon.voided")] == [
        "coupon.voided",
        "coupon.returned",
    ]
    assert await shop.flaws() == []


async def test_what_an_order_brought_and_is_used_is_told(shop: Shop) -> None:
    _mine, brought = await bought(shop, "card:1", "O1")
    assert (await shop.buy("O2", 500, card="card:1", coupons=[brought])).status == "accepted"
    refunded = await shop.refund("O1", "R", 12_000, card="card:1")
    assert said(refunded.effects, "coupon.kept") == [
        {
            "coupon": brought,
            "template": "thanks",
            "order_id": "O1",
            "reason": "ended",
            "type": "coupon.kept",
        }
    ]
    assert await story(shop, brought) == ["issued", "redeemed"]
    assert await shop.flaws() == []


@pytest.mark.parametrize("ends", ["release", "confirm"])
async def test_what_an_order_brought_and_is_held(shop: Shop, ends: str) -> None:
    _mine, brought = await bought(shop, "card:1", "O1")
    await shop.send("hold.make", {"hold_id": "H1", "coupons": [{"coupon": brought}]}, "card:1")
    refunded = await shop.refund("O1", "R", 12_000, card="card:1")
    assert said(refunded.effects, "coupon.kept")[0]["reason"] == "locked"
    await shop.send(f"hold.{ends}", {"hold_id": "H1"}, "card:1")
    ended = ["released", "void"] if ends == "release" else ["redeemed"]
    assert await story(shop, brought) == ["issued", "locked", *ended]
    assert await shop.flaws() == []


async def test_a_coupon_comes_back_as_its_template_promised(shop: Shop) -> None:
    subject = await shop.subject()
    await shop.send("points.adjust", {"currency": "points", "amount": 100, "reason": "hello"})
    # returned_days 3: claimed on the 5th it ends on the 11th, and is refunded on the 20th.
    rare = await claimed(shop, "rare")
    data = {"hold_id": "H1", "coupons": [{"coupon": rare, "discount_cents": 2_000}]}
    await shop.send("hold.make", data)
    await shop.buy("O1", 100, hold_id="H1")
    await shop.to("2026-01-10")
    kept = await claimed(shop, "gold-only")
    five = await claimed(shop, "five-off")
    await shop.buy("O2", 100, coupons=[kept])
    await shop.buy("O3", 100, coupons=[five])
    # Whatever the template says now, its promise was made then.
    await shop.change("coupon", "rare", returned_days=0)
    await shop.to("2026-01-25")
    back = await shop.refund("O1", "R1", 100)
    assert said(back.effects, "coupon.returned")[0]["valid_to"] == "2026-01-27"
    assert said((await shop.refund("O2", "R2", 100)).effects, "coupon.returned") == []
    late = await shop.refund("O3", "R3", 100)
    assert [one["type"] for one in said(late.effects, "coupon.returned", "coupon.expired")] == [
        "coupon.returned",
        "coupon.expired",
    ]
    assert await coupons(shop, subject) == [("rare", 0)]
    left = await shop.pool.fetchval(
        "select \"left\" from engine_stock where id = 'coupon_budget:rare'"
    )
    assert left == 3_000
    assert code(await shop.refund("O1", "R9", 100)) == "refund_too_large"
    assert await shop.flaws() == []


async def test_a_hold_confirmed_before_its_order_is_refunded_with_it(shop: Shop) -> None:
    await shop.subject()
    mine = await claimed(shop, "five-off")
    await shop.send("hold.make", {"hold_id": "H1", "coupons": [{"coupon": mine}]})
    await shop.send("hold.confirm", {"hold_id": "H1", "order_id": "O1"})
    assert (await shop.buy("O1", 100, hold_id="H1")).status == "accepted"
    assert code(await shop.buy("O2", 100, hold_id="H1")) == "hold_of_another_order"
    assert said((await shop.refund("O1", "R1", 100)).effects, "coupon.returned")
    assert await story(shop, mine) == ["issued", "locked", "redeemed", "returned"]
    assert await shop.flaws() == []
