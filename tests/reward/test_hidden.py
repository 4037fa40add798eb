"""Hidden gifts in the members' words: an order of exactly 521.00 opens one."""

from tests.flow.shop import CARD, Shop, code, said
from tests.reward.test_gift import left, redeem, steps


async def test_exactly_that_order_opens_it_once(shop: Shop) -> None:
    subject = await shop.subject()
    before = await shop.everything()
    # Not even its name is told to whoever guesses it.
    assert code(await redeem(shop, "rose", "R1")) == "gift_unknown"
    assert await shop.everything() == before
    for number, cents in enumerate((52_099, 52_101)):
        near = await shop.buy(f"N{number}", cents)
        assert said(near.effects, "gift.opened") == []
    paid = await shop.buy("O1", 50_000, 2_100)
    assert said(paid.effects, "gift.opened") == [{"gift": "rose", "type": "gift.opened"}]
    again = await shop.buy("O2", 52_100)
    assert said(again.effects, "gift.opened") == []
    assert (await shop.state(subject)).reward.opened == ["rose"]
    # One member has opened it: the counter counts members, not orders.
    taken = await shop.pool.fetchval(
        "select size - \"left\" from engine_stock where id = 'gift_opened:rose'"
    )
    assert taken == 1
    other = await shop.send("gift.redeem", {"gift": "rose", "redemption_id": "X"}, "card:2")
    assert code(other) == "gift_unknown"
    await shop.refund("O1", "R", 52_100)
    assert (await redeem(shop, "rose", "R1")).status == "accepted"
    assert await steps(shop, "R1") == ["claimed"]
    assert await shop.flaws() == []


async def test_what_is_gone_from_the_programme_is_forgotten(shop: Shop) -> None:
    subject = await shop.subject()
    await shop.buy("O1", 52_100)
    await shop.change("gift", "lounge", opened_by={"when": "order.paid"})
    await shop.remove("gift", "rose")
    await shop.buy("O2", 100, card=CARD)
    assert (await shop.state(subject)).reward.opened == ["lounge"]
    assert await left(shop, "gift_opened:lounge") is not None
    assert await shop.flaws() == []
