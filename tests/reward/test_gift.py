"""Gifts in the members' words: redeemed, fulfilled, reversed; and a flash sale."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import CARD, Shop, at, code, opened, said
from tests.reward.test_parallel import at_once, ends, points

from shuke.engine.backtest import OwnHand, Plot, asked_in, of_release, pages, run
from shuke.engine.backtest.asked import asked_alone


@pytest.fixture
async def member(shop: Shop) -> str:
    """A member with 400 points."""
    return await points(shop, "card:10086", 400)


async def redeem(shop: Shop, gift: str, number: str, **more: Any) -> Any:
    return await shop.send("gift.redeem", {"gift": gift, "redemption_id": number, **more})


async def left(shop: Shop, stock: str) -> int | None:
    found: int | None = await shop.pool.fetchval(
        'select "left" from engine_stock where id = $1', stock
    )
    return found


async def steps(shop: Shop, number: str) -> list[str]:
    rows = await shop.pool.fetch(
        "select step from reward_gift where redemption = $1 order by seq, n", number
    )
    return [row["step"] for row in rows]


async def test_claimed_fulfilled_and_then_closed(shop: Shop, member: str) -> None:
    done = await redeem(shop, "mug", "R1")
    assert [one["type"] for one in said(done.effects, "points.spent", "gift.redeemed")] == [
        "points.spent",
        "gift.redeemed",
    ]
    assert (await shop.held(member), await left(shop, "gift:mug")) == ((300, 0), 4)
    assert code(await redeem(shop, "mug", "R1")) == "redemption_repeated"
    sent = {"redemption_id": "R1", "reference": "SF1234567890"}
    assert said((await shop.send("gift.fulfil", sent)).effects, "gift.fulfilled")
    again = await shop.send("gift.fulfil", {"redemption_id": "R1"})
    assert said(again.effects, "gift.fulfilled")[0]["again"] is True
    undone = {"redemption_id": "R1", "reason": "changed mind"}
    assert code(await shop.send("gift.reverse", undone)) == "redemption_ended"
    assert code(await shop.send("gift.fulfil", {"redemption_id": "R9"})) == "redemption_unknown"
    assert await steps(shop, "R1") == ["claimed", "fulfilled"]
    # A parcel's number leads to a person: it is sealed before the log.
    assert not await shop.pool.fetchval(
        "select count(*) from engine_log where position('SF1234567890'::bytea in data) > 0"
    )
    assert await shop.flaws() == []


async def test_reversed_it_gives_points_stock_and_limit_back(shop: Shop, member: str) -> None:
    for number in ("R1", "R2"):
        await redeem(shop, "mug", number)
    before = await shop.everything()
    assert code(await redeem(shop, "mug", "R3")) == "gift_limit_reached"
    assert await shop.everything() == before
    undone = {"redemption_id": "R1", "reason": "changed mind"}
    back = await shop.send("gift.reverse", undone)
    assert said(back.effects, "points.returned")[0]["amount"] == 100
    assert (await shop.held(member), await left(shop, "gift:mug")) == ((300, 0), 4)
    again = await shop.send("gift.reverse", undone)
    assert said(again.effects, "gift.reversed", "points.returned") == [
        {"gift": "mug", "redemption_id": "R1", "again": True, "type": "gift.reversed"}
    ]
    assert code(await shop.send("gift.fulfil", {"redemption_id": "R1"})) == "redemption_ended"
    assert (await redeem(shop, "mug", "R3")).status == "accepted"
    assert await shop.flaws() == []


async def test_points_and_money_a_condition_and_a_limit_a_week(shop: Shop, member: str) -> None:
    assert code(await redeem(shop, "lounge", "R1")) == "gift_price_mismatch"
    assert code(await redeem(shop, "lounge", "R1", paid_cents=999)) == "gift_price_mismatch"
    assert (await redeem(shop, "lounge", "R1", paid_cents=1_000)).status == "accepted"
    # 5 January 2026 is a Monday: the next week begins on the 12th.
    await shop.to("2026-01-11 23:59")
    assert code(await redeem(shop, "lounge", "R2", paid_cents=1_000)) == "gift_limit_reached"
    await shop.to("2026-01-12 00:00")
    assert (await redeem(shop, "lounge", "R2", paid_cents=1_000)).status == "accepted"
    await shop.spend("S1", 150)
    await shop.to("2026-01-19 00:00")
    before = await shop.everything()
    assert code(await redeem(shop, "lounge", "R3", paid_cents=1_000)) == "gift_condition_unmet"
    assert code(await redeem(shop, "nothing", "R3")) == "gift_unknown"
    assert await shop.everything() == before
    assert await shop.flaws() == []


async def give(shop: Shop, gift: str, number: str, subject: str = CARD) -> Any:
    data = {"gift": gift, "redemption_id": number, "reason": "the parcel was late"}
    return await shop.send("gift.grant", data, subject)


async def test_given_it_costs_nothing_asks_no_limit_and_takes_a_piece(
    shop: Shop, member: str
) -> None:
    # Five mugs, two a member, 100 points each: three are given, and two can still be redeemed.
    for number in ("G1", "G2", "G3"):
        done = await give(shop, "mug", number)
        assert [one["type"] for one in said(done.effects, "gift.granted", "points.spent")] == [
            "gift.granted"
        ]
    assert (await shop.held(member), await left(shop, "gift:mug")) == ((400, 0), 2)
    undone = {"redemption_id": "G1", "reason": "never came"}
    back = await shop.send("gift.reverse", undone)
    assert said(back.effects, "points.returned") == []
    assert (await shop.held(member), await left(shop, "gift:mug")) == ((400, 0), 3)
    assert said((await shop.send("gift.fulfil", {"redemption_id": "G2"})).effects, "gift.fulfilled")
    for number in ("R1", "R2"):
        assert (await redeem(shop, "mug", number)).status == "accepted"
    assert (await give(shop, "mug", "G4")).status == "accepted"
    before = await shop.everything()
    assert code(await give(shop, "mug", "G5")) == "gift_out_of_stock"
    assert code(await give(shop, "mug", "G4")) == "redemption_repeated"
    assert code(await give(shop, "nothing", "G6")) == "gift_unknown"
    assert code(await give(shop, "lunch", "G6")) == "gift_not_given"
    assert await shop.everything() == before
    costs = await shop.pool.fetch(
        "select sum(points) as points, sum(amount_cents) as cents from reward_gift"
        " where redemption like 'G%'"
    )
    assert [tuple(row) for row in costs] == [(0, 0)]
    assert await shop.flaws() == []


async def test_a_coupon_given_as_a_gift_is_there_at_once(shop: Shop, member: str) -> None:
    done = await give(shop, "voucher", "G1")
    assert len(said(done.effects, "coupon.issued")) == 2
    assert await steps(shop, "G1") == ["claimed", "fulfilled"]
    assert await shop.held(member) == (400, 0)
    undone = {"redemption_id": "G1", "reason": "by mistake"}
    assert said((await shop.send("gift.reverse", undone)).effects, "coupon.void", "gift.reversed")
    assert await shop.held(member) == (400, 0)
    assert await shop.flaws() == []


async def test_a_back_test_knows_by_which_events_gifts_are_asked(shop: Shop, member: str) -> None:
    """What it names is enough, but for whoever took something back: he is folded as he was."""
    plain = [await points(shop, f"card:{number}", 400) for number in (7, 8)]
    await shop.send("gift.redeem", {"gift": "mug", "redemption_id": "R7"}, "card:7")
    gave = {"gift": "lunch", "redemption_id": "D7", "count": 3}
    await shop.send("gift.redeem", gave, "card:7")
    await give(shop, "mug", "G8", "card:8")
    for number in ("R1", "R2"):
        await redeem(shop, "mug", number)
    await give(shop, "mug", "G1", "card:20086")
    for number, subject in (("R1", CARD), ("G1", "card:20086")):
        undone = {"redemption_id": number, "reason": "changed mind"}
        assert (await shop.send("gift.reverse", undone, subject)).status == "accepted"
    await shop.send("gift.fulfil", {"redemption_id": "R2"})
    await shop.spend("S1", 50)
    app, book = shop.shuke.app, shop.shuke.book
    since, until = shop.clock.now() - timedelta(days=1), shop.clock.now() + timedelta(days=1)
    async with shop.pool.acquire() as connection:
        asked = await asked_in(connection, app)
        assert asked == {"gift.redeem", "gift.grant", "gift.reverse"}
        live = await of_release(connection, book, book.base(since), since)
        plot = Plot(book, live.compile(app, book, since), since, until)
        every = await pages(connection)
        alone, fold = await asked_alone(connection, plot, every, list(asked), [])
        told = await run([OwnHand(connection, plot, every)], since, asked=asked)
    assert (told.was, len(told.was)) == (told.draft, 8)
    assert sorted((ask.subject, ask.stock, ask.amount) for ask in alone) == sorted(
        [(plain[0], "gift:mug", 1), (plain[0], "gift:lunch", 3), (plain[1], "gift:mug", 1)]
    )
    assert len(fold) == 2


async def test_64_are_given_the_last_one_at_once(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    await shop.change("gift", "mug", stock=20)
    for number in range(64):
        await points(shop, f"card:{number}", 1)
    asked = [
        ("gift.grant", f"card:{n}", {"gift": "mug", "redemption_id": f"G{n}", "reason": "draw"})
        for n in range(64)
    ]
    async with opened(database_url, shop.clock, tmp_path) as other:
        outcomes = await at_once((shop, other), asked)
    assert ends(outcomes) == {"accepted": 20, "gift_out_of_stock": 44}
    assert await left(shop, "gift:mug") == 0
    assert await shop.flaws() == []


async def test_a_coupon_as_a_gift_is_there_at_once_or_not_at_all(shop: Shop, member: str) -> None:
    done = await redeem(shop, "voucher", "R1")
    assert len(said(done.effects, "coupon.issued")) == 2
    assert await steps(shop, "R1") == ["claimed", "fulfilled"]
    before = await shop.everything()
    assert code(await redeem(shop, "voucher", "R2")) == "coupon_out_of_stock"
    assert await shop.everything() == before
    assert await shop.held(member) == (370, 0)
    assert await shop.flaws() == []


async def test_too_few_points_take_nothing(shop: Shop) -> None:
    await points(shop, "card:10086", 99)
    before = await shop.everything()
    assert code(await redeem(shop, "mug", "R1")) == "points_insufficient"
    assert await shop.everything() == before


async def test_a_flash_sale_opens_to_the_second_and_sells_what_there_is(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    await shop.change("gift", "mug", opens_at="2026-01-06T10:00:00+08:00", per_member=1, stock=20)
    for number in range(64):
        await points(shop, f"card:{number}", 100)
    rush = [
        ("gift.redeem", f"card:{n}", {"gift": "mug", "redemption_id": f"R{n}"}) for n in range(64)
    ]
    shop.clock.set(at("2026-01-06 09:59:59"))
    assert ends(await at_once((shop, shop), rush)) == {"gift_closed": 64}
    shop.clock.set(at("2026-01-06 10:00:00"))
    async with opened(database_url, shop.clock, tmp_path) as other:
        outcomes = await at_once((shop, other), rush)
    assert ends(outcomes) == {"accepted": 20, "gift_out_of_stock": 44}
    assert await left(shop, "gift:mug") == 0
    spent = await shop.pool.fetchval("select count(*) from ledger_entry where kind = 'spend'")
    assert spent == 20
    await shop.to("2026-02-01 00:00")
    assert code(await redeem(shop, "mug", "late")) == "gift_closed"
    assert await shop.flaws() == []
