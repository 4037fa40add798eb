"""Imported codes in the members' words: taken by itself, unseen until looked at, never twice."""

from pathlib import Path
from typing import Any

import pytest
from tests.flow.shop import CARD, Shop, code, opened, said
from tests.reward.test_gift import left, redeem, steps
from tests.reward.test_parallel import at_once, ends, points

from shuke.reward import add_gift_codes, assign_code, seen_code

CODES = [f"FILM-{number:04d}" for number in range(5)]


async def bring(shop: Shop, codes: list[str]) -> int:
    async with shop.pool.acquire() as connection, connection.transaction():
        return await add_gift_codes(connection, shop.shuke.keyring, "film", codes)


async def look(shop: Shop, subject: str, number: str, card: str = CARD) -> str | None:
    """What the member page does when somebody looks."""
    done = await shop.send("gift.reveal", {"redemption_id": number}, card)
    assert done.status == "accepted", done
    async with shop.pool.acquire() as connection, connection.transaction():
        await assign_code(connection, "film", subject, number, shop.clock.now())
        return await seen_code(connection, shop.shuke.keyring, subject, number)


async def test_an_empty_pool_refuses_and_takes_nothing(shop: Shop) -> None:
    await points(shop, CARD, 100)
    before = await shop.everything()
    assert code(await redeem(shop, "film", "R1")) == "gift_codes_gone"
    assert await shop.everything() == before
    assert await bring(shop, CODES[:1]) == 1
    done = await redeem(shop, "film", "R1")
    assert [one["type"] for one in said(done.effects, "gift.redeemed", "gift.fulfilled")] == [
        "gift.redeemed",
        "gift.fulfilled",
    ]
    assert (await steps(shop, "R1"), await left(shop, "gift_code:film")) == (
        ["claimed", "fulfilled"],
        0,
    )
    before = await shop.everything()
    assert code(await redeem(shop, "film", "R2")) == "gift_codes_gone"
    assert await shop.everything() == before
    # Known codes are not brought again; a new one makes room.
    assert await bring(shop, CODES[:2]) == 1
    assert (await redeem(shop, "film", "R2")).status == "accepted"
    assert await shop.flaws() == []


async def test_a_code_is_given_for_nothing_and_looked_at_like_any_other(shop: Shop) -> None:
    subject = await points(shop, CARD, 100)
    given = {"gift": "film", "redemption_id": "G1", "reason": "a draw"}
    before = await shop.everything()
    assert code(await shop.send("gift.grant", given)) == "gift_codes_gone"
    assert await shop.everything() == before
    await bring(shop, CODES)
    assert said((await shop.send("gift.grant", given)).effects, "gift.fulfilled")
    assert await look(shop, subject, "G1") in CODES
    assert await shop.held(subject) == (100, 0)
    assert await shop.flaws() == []


async def test_a_code_is_shown_once_decided_and_the_same_ever_after(shop: Shop) -> None:
    subject = await points(shop, CARD, 100)
    await bring(shop, CODES)
    for number in ("R1", "R2"):
        await redeem(shop, "film", number)
    first = await look(shop, subject, "R2")
    assert first in CODES
    again = await shop.send("gift.reveal", {"redemption_id": "R2"})
    assert said(again.effects, "gift.revealed")[0]["again"] is True
    assert await look(shop, subject, "R2") == first
    assert await look(shop, subject, "R1") in {*CODES} - {first}
    refused = await shop.send("gift.reveal", {"redemption_id": "R9"})
    assert code(refused) == "redemption_unknown"
    await redeem(shop, "mug", "M1")
    refused = await shop.send("gift.reveal", {"redemption_id": "M1"})
    assert code(refused) == "redemption_unknown" or code(refused) == "gift_code_missing"
    # No table and no log row holds a code as it is written.
    for table in ("engine_log", "reward_gift_code", "reward_gift"):
        found = await shop.pool.fetchval(
            f"select count(*) from {table} t where position('FILM-' in t::text) > 0"
        )
        assert found == 0
    assert await shop.flaws() == []


async def test_unseen_it_is_reversed_and_the_code_is_another_member_s(shop: Shop) -> None:
    subject = await points(shop, CARD, 100)
    await bring(shop, CODES[:1])
    await redeem(shop, "film", "R1")
    undone = {"redemption_id": "R1", "reason": "by mistake"}
    assert said((await shop.send("gift.reverse", undone)).effects, "gift.reversed")
    assert (await shop.held(subject), await left(shop, "gift_code:film")) == ((100, 0), 1)
    assert code(await shop.send("gift.reveal", {"redemption_id": "R1"})) == "gift_code_missing"
    other = await points(shop, "card:2", 100)
    sent = {"gift": "film", "redemption_id": "R2"}
    assert (await shop.send("gift.redeem", sent, "card:2")).status == "accepted"
    assert await look(shop, other, "R2", "card:2") == CODES[0]
    before = await shop.everything()
    seen = await shop.send("gift.reverse", undone | {"redemption_id": "R2"}, "card:2")
    assert code(seen) == "redemption_ended"
    assert await shop.everything() == before
    assert await shop.flaws() == []


@pytest.mark.slow
async def test_64_callers_take_each_code_once(
    shop: Shop, database_url: str, tmp_path: Path
) -> None:
    codes = [f"FILM-{number:04d}" for number in range(20)]
    subjects = [await points(shop, f"card:{number}", 100) for number in range(64)]
    await bring(shop, codes)
    rush: list[Any] = [
        ("gift.redeem", f"card:{n}", {"gift": "film", "redemption_id": f"R{n}"}) for n in range(64)
    ]
    async with opened(database_url, shop.clock, tmp_path) as other:
        outcomes = await at_once((shop, other), rush)
    assert ends(outcomes) == {"accepted": 20, "gift_codes_gone": 44}
    told = [
        await look(shop, subjects[n], f"R{n}", f"card:{n}")
        for n, outcome in enumerate(outcomes)
        if outcome.status == "accepted"
    ]
    assert sorted(str(one) for one in told) == codes
    assert await shop.flaws() == []


@pytest.mark.slow
async def test_100_000_codes_come_in_one_go(shop: Shop) -> None:
    codes = [f"FILM-{number:06d}" for number in range(100_000)]
    assert await bring(shop, codes) == 100_000
    assert await bring(shop, codes) == 0
    assert await shop.pool.fetchval("select imported from reward_code_pool") == 100_000
