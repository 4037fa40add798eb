"""What is limited, asked for by 64 callers at once through two applications on one database."""

import asyncio
from collections import Counter
from typing import Any

import msgspec
from tests.flow.shop import Shop
from tests.transfer.people import act, family, member, send, settled, total

from shuke.engine import Incoming, Outcome, deliver

CALLERS = 64


async def at_once(
    shops: tuple[Shop, Shop], events: list[tuple[str, str, dict[str, Any]]]
) -> list[Outcome]:
    """Send (type, subject, data) all at once, every other one by the other application."""

    async def one(number: int, kind: str, subject: str, data: dict[str, Any]) -> Outcome:
        event = Incoming("till", f"P{number}", kind, f"member:{subject}", msgspec.json.encode(data))
        [outcome] = await shops[number % 2].shuke.intake.submit([event])
        return outcome

    return list(await asyncio.gather(*(one(number, *event) for number, event in enumerate(events))))


def ends(outcomes: list[Outcome]) -> dict[str, int]:
    """How often what was answered: `accepted`, or the code of a refusal."""
    return dict(
        Counter(one.status if one.problem is None else one.problem.code for one in outcomes)
    )


async def test_64_transfers_send_no_more_than_the_day_allows(shop: Shop, other: Shop) -> None:
    ann, bob = await member(shop, "ann", 5_000), await member(shop, "bob")
    sends = [
        ("points.send", ann,
         {"transfer_id": f"T{n}", "to": bob, "currency": "points", "amount": 200})
        for n in range(CALLERS)
    ]  # fmt: skip
    assert ends(await at_once((shop, other), sends)) == {
        "accepted": 3,
        "transfer_limit_reached": 61,
    }
    await settled(shop)
    # Of the three the receiver takes what a day allows: 2 × 200 of 550.
    assert [one.amount for one in (await shop.state(bob)).transfer.coming] == [200, 200]
    await shop.to("2026-01-06 12:00")
    await settled(shop)
    assert await shop.held(bob) == (400, 0)
    assert await total(shop) == 5_000 - 2 * 4
    assert await shop.flaws() == []


async def test_64_senders_to_one_receiver_meet_one_limit(shop: Shop, other: Shop) -> None:
    bob = await member(shop, "bob")
    givers = [await member(shop, f"g{n}", 300) for n in range(CALLERS)]
    sends = [
        ("points.send", giver,
         {"transfer_id": "T1", "to": bob, "currency": "points", "amount": 100})
        for giver in givers
    ]  # fmt: skip
    assert ends(await at_once((shop, other), sends)) == {"accepted": CALLERS}
    # Both applications deliver at once what all have sent.
    for _round in range(8):
        await asyncio.gather(
            *(deliver(its.pool, its.shuke.intake, its.clock.now()) for its in (shop, other))
        )
    assert await shop.pool.fetchval("select count(*) from engine_queue") == 0
    assert len((await shop.state(bob)).transfer.coming) == 5
    rows = await shop.pool.fetch(
        "select change, count(*) from transfer_move where side = 'out' group by 1 order by 1"
    )
    assert [tuple(row) for row in rows] == [("declined", 59), ("sent", 64)]
    assert await total(shop) == CALLERS * 300
    assert await shop.flaws() == []


async def test_taken_back_by_64_at_once_it_comes_back_once(shop: Shop, other: Shop) -> None:
    ann, bob = await member(shop, "ann", 300), await member(shop, "bob")
    await send(shop, ann, bob, 100)
    await settled(shop)
    backs: list[tuple[str, str, dict[str, Any]]] = [
        ("points.take_back", ann, {"transfer_id": "T1"}) for _ in range(CALLERS)
    ]
    assert ends(await at_once((shop, other), backs)) == {"accepted": CALLERS}
    await settled(shop)
    assert await shop.held(ann) == (300, 0)
    released = await shop.pool.fetchval("select count(*) from ledger_entry where kind = 'release'")
    assert released == 2
    assert await shop.flaws() == []


async def test_64_spend_a_pool_down_to_nothing_and_no_further(shop: Shop, other: Shop) -> None:
    ann, bob = await member(shop, "ann", 400), await member(shop, "bob")
    its = await family(shop, ann, bob)
    await act(shop, ann, "family.contribute", amount=150)
    spends = [
        ("family.spend", its, {"by": (ann, bob)[n % 2], "amount": 10, "spend_id": f"S{n}"})
        for n in range(CALLERS)
    ]
    # Each may spend 100 in a day, and there are 150.
    outcomes = await at_once((shop, other), spends)
    assert ends(outcomes)["accepted"] == 15
    assert (await shop.state(its)).ledger.usable("points") == 0
    assert await shop.flaws() == []


async def test_the_last_place_in_a_family_is_taken_once(shop: Shop, other: Shop) -> None:
    ann = await member(shop, "ann")
    its = await family(shop, ann)
    people = [await member(shop, f"p{n}") for n in range(CALLERS)]
    invites = [("family.invite", its, {"by": ann, "member": one}) for one in people]
    outcomes = await at_once((shop, other), invites)
    assert ends(outcomes) == {"accepted": 2, "family_full": 62}
    await settled(shop)
    invited = [one for one, its_end in zip(people, outcomes, strict=True)
               if its_end.status == "accepted"]  # fmt: skip
    for one in invited:
        assert (await act(shop, one, "family.accept", family=its)).status == "accepted"
    assert list((await shop.state(its)).transfer.pool.members) == [ann, *invited]
    assert await shop.flaws() == []
