"""Benefits: who may use them, how often, in whatever channel; undone, they are there again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.flow.shop import PROGRAMME, Shop, at, code, opened, said

from shuke.kernel import MovableClock
from shuke.reward import entitlements

BENEFITS = """
kind: benefit
key: delivery
name: {en: Free delivery, zh: 免费配送}
type: free_delivery
about: {en: On any order, zh: 订单不限金额}
if: {attribute: member.tier.main, op: at_least, value: silver}
quota: {every: month, uses: 2}
worth_cents: 600
cost_cents: 450
funder: logistics
---
kind: benefit
key: seat
name: {en: Fashion show, zh: 时装秀}
type: seat
about: {en: Two seats in all, zh: 共两席}
stock: 2
---
kind: benefit
key: store-tea
name: {en: Tea in the store, zh: 门店茶水}
type: service
about: {en: In the store only, zh: 仅限门店}
if: {attribute: benefit.channel, op: is, value: store}
quota: {every: day, uses: 1}
"""
FACTS = (
    "select day::text, benefit, act, count, channel, worth_cents, cost_cents, funder"
    " from reward_benefit order by seq, n"
)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(at("2026-01-05"))


@pytest.fixture
async def shop(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    async with opened(database_url, clock, tmp_path) as opening:
        await opening.publish(PROGRAMME + "---" + BENEFITS, since="2026-01-01 00:00")
        yield opening


async def use(shop: Shop, benefit: str, use_id: str, card: str = "card:1", **more: object):
    data = {"benefit": benefit, "use_id": use_id, **more}
    shop.number += 1
    # Two shops on one database: the use says which event it is.
    return await shop.send("benefit.use", data, card, id=f"{use_id}-{shop.number}")


async def test_who_is_entitled_uses_it_as_often_as_the_month_allows(shop: Shop) -> None:
    await shop.buy("A", 1000, card="card:1")
    before = await shop.everything()
    assert code(await use(shop, "delivery", "U1")) == "benefit_not_entitled"
    assert code(await use(shop, "spa", "U1")) == "benefit_unknown"
    assert await shop.everything() == before
    await shop.buy("B", 60_000, card="card:1")
    [effect] = said((await use(shop, "delivery", "U1", channel="app")).effects, "benefit.used")
    assert effect == {
        "type": "benefit.used",
        "benefit": "delivery",
        "count": 1,
        "use_id": "U1",
        "left": 1,
    }
    # Used in the app, it is used in the store as well.
    assert code(await use(shop, "delivery", "U1", channel="store")) == "benefit_use_repeated"
    assert code(await use(shop, "delivery", "U2", count=2)) == "benefit_quota_used_up"
    assert (await use(shop, "delivery", "U2", channel="store")).status == "accepted"
    before = await shop.everything()
    assert code(await use(shop, "delivery", "U3")) == "benefit_quota_used_up"
    assert await shop.everything() == before
    await shop.to("2026-02-01 00:00")
    assert (await use(shop, "delivery", "U3")).status == "accepted"
    assert [tuple(row) for row in await shop.pool.fetch(FACTS)] == [
        ("2026-01-05", "delivery", "used", 1, "app", 600, 450, "logistics"),
        ("2026-01-05", "delivery", "used", 1, "store", 600, 450, "logistics"),
        ("2026-02-01", "delivery", "used", 1, None, 600, 450, "logistics"),
    ]
    assert await shop.flaws() == []


async def test_a_use_that_is_undone_counts_no_more(shop: Shop) -> None:
    await shop.buy("B", 60_000, card="card:1")
    await use(shop, "delivery", "U1")
    await use(shop, "delivery", "U2")
    undone = await shop.send("benefit.return", {"use_id": "U1"}, "card:1")
    assert said(undone.effects, "benefit.returned") == [
        {"type": "benefit.returned", "benefit": "delivery", "count": 1, "use_id": "U1"}
    ]
    before = await shop.everything()
    for gone in ("U1", "U9"):
        again = await shop.send("benefit.return", {"use_id": gone}, "card:1")
        assert code(again) == "benefit_use_unknown"
    assert await shop.everything() == before
    assert (await use(shop, "delivery", "U3")).status == "accepted"
    assert code(await use(shop, "delivery", "U4")) == "benefit_quota_used_up"
    # What January used is not given back to February.
    await shop.to("2026-02-03 09:00")
    await shop.send("benefit.return", {"use_id": "U2"}, "card:1")
    assert (await use(shop, "delivery", "U5", count=2)).status == "accepted"
    assert code(await use(shop, "delivery", "U6")) == "benefit_quota_used_up"
    assert await shop.flaws() == []


async def test_of_two_seats_two_are_taken_whoever_asks(
    shop: Shop, database_url: str, clock: MovableClock, tmp_path: Path
) -> None:
    for number in range(64):
        await shop.send("member.registered", {"channel": "store"}, f"card:{number}")
    async with opened(database_url, clock, tmp_path) as other:
        answers = await asyncio.gather(
            *(
                use((shop, other)[number % 2], "seat", f"U{number}", f"card:{number}")
                for number in range(64)
            )
        )
    taken = [number for number, answer in enumerate(answers) if answer.status == "accepted"]
    assert len(taken) == 2
    refused = {code(answer) for answer in answers if answer.status != "accepted"}
    assert refused == {"benefit_out_of_stock"}
    undone = await shop.send("benefit.return", {"use_id": f"U{taken[0]}"}, f"card:{taken[0]}")
    assert undone.status == "accepted"
    assert (await use(shop, "seat", "late", "card:99")).status == "accepted"
    assert code(await use(shop, "seat", "later", "card:98")) == "benefit_out_of_stock"
    assert await shop.flaws() == []


async def test_a_condition_may_ask_where_it_is_used(shop: Shop) -> None:
    assert code(await use(shop, "store-tea", "T1", channel="app")) == "benefit_not_entitled"
    assert (await use(shop, "store-tea", "T1", channel="store")).status == "accepted"
    assert code(await use(shop, "store-tea", "T2", channel="store")) == "benefit_quota_used_up"


async def test_what_a_member_is_entitled_to_is_told_with_the_reason(shop: Shop) -> None:
    await shop.buy("B", 60_000, card="card:1")
    await use(shop, "delivery", "U1")
    state = await shop.state(await shop.subject("card:1"))
    release = shop.shuke.book.current(shop.clock.now())
    told = {
        one.benefit.key: (one.entitled, one.used, one.left)
        for one in entitlements(release, state, shop.clock.now())
    }
    assert told == {
        "delivery": (True, 1, 1),
        "seat": (True, 0, None),
        "store-tea": (False, 0, 1),
    }


async def test_a_hold_keeps_the_quota_and_gives_it_back(shop: Shop) -> None:
    """One use a day: held it is gone, released it is there, confirmed it is used."""
    subject = await shop.subject("card:1")

    async def hold(hold_id: str, *benefits: dict[str, object], **more: object) -> object:
        data = {"hold_id": hold_id, "benefits": [*benefits], "channel": "store", **more}
        return await shop.send("hold.make", data, "card:1")

    tea, seat = {"benefit": "store-tea"}, {"benefit": "seat", "count": 2}
    before = await shop.everything()
    assert code(await hold("H0", seat, tea, channel="web")) == "benefit_not_entitled"
    assert code(await hold("H0", tea, tea)) == "hold_contradicts"
    assert await shop.everything() == before
    assert code(await hold("H0", tea, {"benefit": "seat", "count": 3})) == "benefit_out_of_stock"
    assert (await shop.state(subject)).reward.used == {}

    assert (await hold("H1", tea, seat)).status == "accepted"
    assert code(await hold("H2", tea)) == "benefit_quota_used_up"
    early = await shop.send("benefit.return", {"use_id": "H1:store-tea"}, "card:1")
    assert code(early) == "benefit_use_held"
    freed = await shop.send("hold.release", {"hold_id": "H1"}, "card:1")
    assert [one["benefit"] for one in said(freed.effects, "benefit.returned")] == [
        "store-tea",
        "seat",
    ]
    assert (await shop.state(subject)).reward.used == {}
    twice = await shop.send("benefit.return", {"use_id": "H1:store-tea"}, "card:1")
    assert code(twice) == "benefit_use_unknown"

    # It runs out by itself, and what the order confirms stays used.
    assert (await hold("H3", tea, lasts_seconds=60)).status == "accepted"
    ended = await shop.to("2026-01-05 12:01:00")
    assert [one["type"] for one in ended] == ["benefit.returned", "hold.expired"]
    assert (await hold("H4", tea)).status == "accepted"
    assert (await shop.buy("O1", 100, card="card:1", hold_id="H4")).status == "accepted"
    assert code(await hold("H5", tea)) == "benefit_quota_used_up"
    undone = await shop.send("benefit.return", {"use_id": "H4:store-tea"}, "card:1")
    assert undone.status == "accepted"
    left = await shop.pool.fetchval("select \"left\" from engine_stock where id = 'benefit:seat'")
    assert left == 2
    assert await shop.flaws() == []
