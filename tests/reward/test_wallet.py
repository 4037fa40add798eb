"""Coupons in the members' words: issued, claimed, given, voided, expired."""

from typing import Any

import msgspec
from tests.flow.shop import Shop, code, said

FRIEND = "card:friend"


async def coupons(shop: Shop, subject: str) -> list[Any]:
    """(template, status) of the wallet."""
    return [(one.template, one.status) for one in (await shop.state(subject)).reward.coupons]


async def claimed(shop: Shop, template: str, card: str = "card:10086") -> str:
    """Claim a coupon; answer its id."""
    outcome = await shop.send("coupon.claim", {"coupon": template}, card)
    assert outcome.status == "accepted", outcome
    [effect] = said(outcome.effects, "coupon.issued")
    coupon: str = effect["coupon"]
    return coupon


async def story(shop: Shop, coupon: str) -> list[str]:
    """What the facts say of a coupon, in order."""
    rows = await shop.pool.fetch(
        "select change from reward_coupon where coupon = $1 order by at, seq, n", coupon
    )
    return [row["change"] for row in rows]


async def test_a_coupon_is_claimed_up_to_its_limit_and_expires_at_the_end_of_its_last_day(
    shop: Shop,
) -> None:
    subject = await shop.subject()
    outcome = await shop.send("coupon.claim", {"coupon": "five-off"})
    [effect] = said(outcome.effects, "coupon.issued")
    assert (effect["valid_from"], effect["valid_to"]) == ("2026-01-05", "2026-01-18")
    await claimed(shop, "five-off")
    before = await shop.everything()
    assert code(await shop.send("coupon.claim", {"coupon": "five-off"})) == "coupon_limit_reached"
    assert await shop.everything() == before

    assert await shop.to("2026-01-18 23:59") == []
    assert len(await coupons(shop, subject)) == 2
    expired = await shop.to("2026-01-19 00:00")
    assert [one["type"] for one in expired] == ["coupon.expired"] * 2
    assert await coupons(shop, subject) == []
    assert await story(shop, effect["coupon"]) == ["issued", "expired"]
    # What a member got counts for ever, expired or not.
    assert code(await shop.send("coupon.claim", {"coupon": "five-off"})) == "coupon_limit_reached"
    assert await shop.flaws() == []


async def test_who_may_claim_what(shop: Shop) -> None:
    await shop.subject()
    before = await shop.everything()
    assert code(await shop.send("coupon.claim", {"coupon": "nothing"})) == "coupon_template_unknown"
    assert code(await shop.send("coupon.claim", {"coupon": "thanks"})) == "coupon_not_claimable"
    assert code(await shop.send("coupon.claim", {"coupon": "coded"})) == "coupon_not_claimable"
    refused = await shop.send("coupon.claim", {"coupon": "gold-only"})
    assert code(refused) == "coupon_claim_condition_unmet"
    assert await shop.everything() == before
    await shop.send("points.adjust", {"currency": "points", "amount": 100, "reason": "hello"})
    await claimed(shop, "gold-only")
    await shop.to("2026-01-21")
    before = await shop.everything()
    over = await shop.send("coupon.claim", {"coupon": "gold-only"})
    assert code(over) == "coupon_template_over"
    assert await shop.everything() == before


async def test_stock_of_one_is_claimed_once(shop: Shop) -> None:
    await claimed(shop, "rare")
    await shop.subject("card:2")
    before = await shop.everything()
    assert code(await shop.send("coupon.claim", {"coupon": "rare"}, "card:2")) == (
        "coupon_out_of_stock"
    )
    assert await shop.everything() == before


async def test_by_hand_several_and_voided_with_a_reason(shop: Shop) -> None:
    issue = {"coupon": "thanks", "count": 3, "reason": "apology"}
    outcome = await shop.send("coupon.issue", issue)
    issued = [one["coupon"] for one in said(outcome.effects, "coupon.issued")]
    assert len({*issued}) == 3
    gone = {"coupon": issued[1], "reason": "mistake"}
    assert said((await shop.send("coupon.void", gone)).effects, "coupon.voided")
    assert code(await shop.send("coupon.void", gone)) == "coupon_void"
    unknown = {"coupon": "SC-NOTHING", "reason": "mistake"}
    assert code(await shop.send("coupon.void", unknown)) == "coupon_unknown"
    assert await story(shop, issued[1]) == ["issued", "void"]
    assert await shop.flaws() == []


async def test_a_gift_leaves_one_wallet_and_arrives_in_the_other_once(shop: Shop) -> None:
    mine, friend = await shop.subject(), await shop.subject(FRIEND)
    coupon = await claimed(shop, "five-off")
    other = await claimed(shop, "rare")
    stays = await shop.send("coupon.give", {"coupon": other, "to": friend})
    assert code(stays) == "coupon_not_giftable"
    to_self = await shop.send("coupon.give", {"coupon": coupon, "to": mine})
    assert code(to_self) == "coupon_not_giftable"
    given = await shop.send("coupon.give", {"coupon": coupon, "to": friend}, id="give")
    assert said(given.effects, "coupon.given")[0]["member"] == friend
    again = await shop.send("coupon.give", {"coupon": coupon, "to": friend}, id="give")
    assert again.status == "duplicate"
    assert code(await shop.send("coupon.give", {"coupon": coupon, "to": friend})) == (
        "coupon_given_away"
    )
    for _round in range(2):
        await shop.to("2026-01-05 12:01" if _round == 0 else "2026-01-05 12:02")
    assert await coupons(shop, mine) == [("rare", 0)]
    assert await coupons(shop, friend) == [("five-off", 0)]
    assert await story(shop, coupon) == ["issued", "given", "received"]
    # A forged gift does not pass the door.
    forged = msgspec.to_builtins((await shop.state(friend)).reward.coupons[0])
    data = {
        "coupon": "SC-FORGED", "template": "rare", "release": forged[2],
        "first": forged[3], "last": forged[4], "giver": mine,
    }  # fmt: skip
    assert code(await shop.send("coupon.receive", data)) == "event_invalid"
    assert await shop.flaws() == []


async def test_a_full_wallet_sends_a_gift_back(shop: Shop) -> None:
    mine, friend = await shop.subject(), await shop.subject(FRIEND)
    coupon = await claimed(shop, "five-off")
    await shop.change("coupon", "thanks", stock=None, per_member=None)
    for _batch in range(3):
        outcome = await shop.send("coupon.issue", {"coupon": "thanks", "count": 20}, FRIEND)
        assert outcome.status == "accepted"
    assert code(await shop.send("coupon.issue", {"coupon": "thanks"}, FRIEND)) == "wallet_full"
    await shop.send("coupon.give", {"coupon": coupon, "to": friend})
    await shop.to("2026-01-05 12:01")
    await shop.to("2026-01-05 12:02")
    assert await story(shop, coupon) == ["issued", "given", "received", "given", "received"]
    assert await coupons(shop, mine) == [("five-off", 0)]
    assert len(await coupons(shop, friend)) == 60
    assert await shop.flaws() == []


async def test_a_rule_issues_and_stops_at_the_stock(shop: Shop) -> None:
    for number in range(4):
        outcome = await shop.buy(f"O{number}", 12_000, card=f"card:{number}")
        issued = said(outcome.effects, "coupon.issued")
        missed = said(outcome.effects, "coupon.missed")
        assert (len(issued), len(missed)) == ((1, 0) if number < 3 else (0, 1))
    assert missed == [
        {
            "template": "thanks",
            "rule": "thank-you",
            "reason": "coupon_out_of_stock",
            "type": "coupon.missed",
        }
    ]
    assert said((await shop.buy("small", 9_999)).effects, "coupon.issued") == []
    assert await shop.flaws() == []


async def test_an_erased_member_holds_nothing_and_adds_up(shop: Shop) -> None:
    await shop.subject()
    await shop.send("points.adjust", {"currency": "points", "amount": 50, "reason": "hello"})
    coupon = await claimed(shop, "five-off")
    hold = {
        "hold_id": "H1",
        "points": [{"currency": "points", "amount": 20}],
        "coupons": [{"coupon": coupon}],
    }
    made = await shop.send("hold.make", hold)
    assert made.status == "accepted", made
    erased = await shop.send("member.erased", {})
    assert erased.status == "accepted", erased
    assert [one["type"] for one in said(erased.effects, "hold.released", "coupon.voided")] == [
        "hold.released",
        "coupon.voided",
    ]
    assert await story(shop, coupon) == ["issued", "locked", "released", "void"]
    assert await shop.flaws() == []


async def test_a_printed_number_is_the_coupons_id_once(shop: Shop) -> None:
    await shop.subject()
    printed = {"coupon": "thanks", "number": "AB-001"}
    issued = await shop.send("coupon.issue", printed)
    assert [one["coupon"] for one in said(issued.effects, "coupon.issued")] == ["SC-AB-001"]
    before = await shop.everything()
    assert code(await shop.send("coupon.issue", printed)) == "coupon_number_taken"
    several = await shop.send("coupon.issue", {**printed, "number": "AB-002", "count": 2})
    assert code(several) == "coupon_number_for_one"
    assert await shop.everything() == before
    await shop.buy("A", 20_000, coupons=["SC-AB-001"])
    assert await story(shop, "SC-AB-001") == ["issued", "redeemed"]
    before = await shop.everything()
    # Redeemed, its number is still taken.
    assert code(await shop.send("coupon.issue", printed)) == "coupon_number_taken"
    assert await shop.everything() == before
    assert await shop.flaws() == []
