"""Packs in the members' words: several coupons at once, all or none, withdrawn with their cause."""

from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import CARD, Shop, code, opened, said
from tests.reward.test_gift import left, steps
from tests.reward.test_parallel import at_once, ends, points
from tests.reward.test_wallet import claimed, coupons

from shuke.reward import CODE_KIND, add_codes

WELCOME = [("five-off", 0), ("thanks", 0), ("thanks", 0)]


def issued(outcome: Any) -> list[str]:
    """The coupons of the one pack that an event has issued."""
    [effect] = said(outcome.effects, "pack.issued")
    ids: list[str] = effect["coupons"]
    return ids


async def test_a_pack_is_claimed_whole(shop: Shop) -> None:
    subject = await points(shop, CARD, 100)
    done = await shop.send("pack.claim", {"pack": "welcome"})
    assert (len(issued(done)), await coupons(shop, subject)) == (3, WELCOME)
    assert said(done.effects, "pack.issued")[0]["cause"] == "claim"
    assert {one["cause"] for one in said(done.effects, "coupon.issued")} == {"pack:welcome"}
    assert (await left(shop, "pack:welcome"), await left(shop, "coupon:thanks")) == (1, 1)
    assert await shop.flaws() == []


async def test_one_coupon_that_is_missing_keeps_the_whole_pack_back(shop: Shop) -> None:
    await points(shop, CARD, 100)
    await shop.send("pack.claim", {"pack": "welcome"})
    before = await shop.everything()
    # One thanks is left, the pack wants two; the other coupon and the pack itself are there.
    refused = await shop.send("pack.claim", {"pack": "welcome"})
    assert code(refused) == "coupon_out_of_stock"
    assert refused.problem.detail.zh == "「感谢券」的余量不够组成礼包。"
    assert await shop.everything() == before
    await shop.change("coupon", "thanks", stock=10)
    await shop.send("coupon.claim", {"coupon": "five-off"})
    before = await shop.everything()
    refused = await shop.send("pack.issue", {"pack": "welcome"})
    assert code(refused) == "coupon_limit_reached"
    assert refused.problem.detail.zh == "「满30减5」：每位会员最多 2 张，已领 2 张。"
    assert await shop.everything() == before


async def test_who_may_claim_a_pack_and_how_often(shop: Shop) -> None:
    await shop.subject()
    before = await shop.everything()
    assert code(await shop.send("pack.claim", {"pack": "nothing"})) == "pack_unknown"
    assert code(await shop.send("pack.claim", {"pack": "coded-pack"})) == "coupon_not_claimable"
    refused = await shop.send("pack.claim", {"pack": "welcome"})
    assert code(refused) == "coupon_claim_condition_unmet"
    assert await shop.everything() == before
    # By hand nobody asks.
    assert (await shop.send("pack.issue", {"pack": "welcome"})).status == "accepted"
    await shop.change("pack", "welcome", per_member=1)
    assert code(await shop.send("pack.issue", {"pack": "welcome"})) == "pack_limit_reached"
    await shop.change("pack", "welcome", per_member=5, stock=1)
    assert code(await shop.send("pack.issue", {"pack": "welcome"}, "card:2")) == "pack_out_of_stock"
    assert await shop.flaws() == []


async def test_a_code_of_a_pack_is_good_once(shop: Shop) -> None:
    subject = await shop.subject()
    hash_ = shop.shuke.keyring.index(CODE_KIND, "PACKPACKPACK")
    async with shop.pool.acquire() as connection, connection.transaction():
        assert await add_codes(
            connection, "pack:coded-pack", "b", ["PACKPACKPACK"], lambda _: hash_, shop.clock.now()
        )
    done = await shop.send("coupon.claim_code", {"code_hash": hash_.hex()})
    assert len(issued(done)) == 2
    assert await coupons(shop, subject) == [("coded", 0), ("coded", 0)]
    before = await shop.everything()
    again = await shop.send("coupon.claim_code", {"code_hash": hash_.hex()}, "card:2")
    assert code(again) == "coupon_code_used"
    after = await shop.everything()
    assert {name for name in before if before[name] != after[name]} <= {"engine_identity"}
    assert await shop.flaws() == []


async def test_a_rule_gives_a_pack_or_tells_why_not(shop: Shop) -> None:
    subject = await shop.subject()
    paid = await shop.buy("O1", 60_000)
    assert said(paid.effects, "pack.issued")[0]["cause"] == "rule:big-pack"
    # Beside it the rule for a hundred gave a third thanks: the same template, another number.
    assert len({one.id for one in (await shop.state(subject)).reward.coupons}) == 4
    missed = await shop.buy("O2", 60_000)
    assert [one["reason"] for one in said(missed.effects, "pack.missed")] == ["coupon_out_of_stock"]
    assert len(await coupons(shop, subject)) == 4
    # What the missed pack had taken before it failed went back.
    assert await left(shop, "pack:welcome") == 1
    assert await shop.flaws() == []


async def test_a_refund_withdraws_what_of_a_pack_is_unused(shop: Shop) -> None:
    subject = await shop.subject()
    paid = await shop.buy("O1", 60_000)
    ids = issued(paid)
    used = ids[0]
    assert (await shop.buy("O2", 4_000, coupons=[used])).status == "accepted"
    refunded = await shop.refund("O1", "R", 60_000)
    assert len(said(refunded.effects, "coupon.voided")) == 3
    assert [one["coupon"] for one in said(refunded.effects, "coupon.kept")] == [used]
    assert await coupons(shop, subject) == []
    # The pack was not taken back whole: it counts as given.
    assert await left(shop, "pack:welcome") == 1
    assert (await shop.state(subject)).reward.got["pack:welcome"] == [1]
    assert await shop.flaws() == []


async def test_a_refund_of_an_untouched_pack_gives_everything_back(shop: Shop) -> None:
    subject = await shop.subject()
    await shop.buy("O1", 60_000)
    await shop.refund("O1", "R", 60_000)
    assert await coupons(shop, subject) == []
    assert (await left(shop, "pack:welcome"), await left(shop, "coupon:thanks")) == (2, 3)
    assert (await shop.state(subject)).reward.got["pack:welcome"] == [0]
    assert await shop.flaws() == []


async def test_a_plan_brings_a_pack_and_takes_the_unused_along(shop: Shop) -> None:
    subject = await shop.subject()
    paid = await shop.send("plan.paid", {"plan": "plus", "order_id": "P1", "paid_cents": 8800})
    ids = issued(paid)
    await shop.buy("O1", 4_000, coupons=[ids[0]])
    gone = await shop.send("plan.cancel", {"plan": "plus"})
    voided = said(gone.effects, "coupon.voided")
    assert [(one["coupon"], one["cause"]) for one in voided] == [
        (one, "plan_cancelled") for one in ids[1:]
    ]
    assert await coupons(shop, subject) == []
    before = await shop.everything()
    assert code(await shop.send("plan.cancel", {"plan": "plus"})) == "plan_not_running"
    assert await shop.everything() == before
    assert await shop.flaws() == []


async def test_a_pack_for_points_is_there_at_once_and_reversed_while_it_is_whole(
    shop: Shop,
) -> None:
    subject = await points(shop, CARD, 400)
    redeem = {"gift": "pack-gift", "redemption_id": "R1"}
    done = await shop.send("gift.redeem", redeem)
    assert (await coupons(shop, subject), await shop.held(subject)) == (WELCOME, (360, 0))
    assert await steps(shop, "R1") == ["claimed", "fulfilled"]
    undone = {"redemption_id": "R1", "reason": "by mistake"}
    back = await shop.send("gift.reverse", undone)
    assert {one["cause"] for one in said(back.effects, "coupon.voided")} == {"gift_reversed"}
    assert (await coupons(shop, subject), await shop.held(subject)) == ([], (400, 0))
    assert await steps(shop, "R1") == ["claimed", "fulfilled", "reversed"]
    assert [await left(shop, one) for one in ("gift:pack-gift", "pack:welcome")] == [3, 2]
    assert issued(done) != issued(await shop.send("gift.redeem", redeem | {"redemption_id": "R2"}))
    used = (await shop.state(subject)).reward.coupons[0].id
    await shop.buy("O1", 4_000, coupons=[used])
    before = await shop.everything()
    assert code(await shop.send("gift.reverse", undone | {"redemption_id": "R2"})) == (
        "redemption_ended"
    )
    assert await shop.everything() == before
    assert await shop.flaws() == []


async def test_a_full_wallet_takes_no_pack(shop: Shop) -> None:
    await points(shop, CARD, 100)
    for _ in range(3):
        assert (await shop.send("coupon.issue", {"coupon": "coded", "count": 19})).status == (
            "accepted"
        )
    await claimed(shop, "five-off")
    before = await shop.everything()
    assert code(await shop.send("pack.claim", {"pack": "welcome"})) == "wallet_full"
    assert await shop.everything() == before


@pytest.mark.slow
async def test_of_64_callers_as_many_get_a_pack_as_there_is_of_each_part(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    await shop.change("pack", "welcome", stock=20)
    await shop.change("coupon", "thanks", stock=31)
    for number in range(64):
        await points(shop, f"card:{number}", 100)
    rush = [("pack.claim", f"card:{n}", {"pack": "welcome"}) for n in range(64)]
    async with opened(database_url, shop.clock, tmp_path) as other:
        outcomes = await at_once((shop, other), rush)
    # Two thanks a pack: 31 are good for fifteen, and what the others had taken went back.
    assert ends(outcomes) == {"accepted": 15, "coupon_out_of_stock": 49}
    assert (await left(shop, "pack:welcome"), await left(shop, "coupon:thanks")) == (5, 1)
    assert await shop.flaws() == []
