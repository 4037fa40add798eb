"""Points for a partner's points, once for each of its references, within its caps."""

import asyncio
from collections import Counter
from typing import Any

import msgspec
from tests.flow.shop import Shop, code, said
from tests.transfer.people import act, member

from shuke.engine import Incoming, Outcome

CALLERS = 64


async def exchange(
    shop: Shop, who: str, way: str, amount: int, reference: str, partner: str = "airline"
) -> Outcome:
    """An exchange as the partner sends it: its reference is the event's number."""
    data = {"partner": partner, "way": way, "amount": amount, "reference": reference}
    event = Incoming(
        f"partner:{partner}", reference, "partner.exchange", f"member:{who}",
        msgspec.json.encode(data),
    )  # fmt: skip
    [outcome] = await shop.shuke.intake.submit([event])
    return outcome


async def test_out_and_in_at_the_rate_and_back_again(shop: Shop) -> None:
    ann = await member(shop, "ann", 1_000)
    out = await exchange(shop, ann, "out", 300, "A-1")
    assert said(out.effects, "partner.exchanged") == [
        {
            "partner": "airline", "way": "out", "reference": "A-1", "currency": "points",
            "points": 300, "theirs": 240, "cents": -285, "type": "partner.exchanged",
        }
    ]  # fmt: skip
    into = await exchange(shop, ann, "in", 200, "B-1")
    assert said(into.effects, "partner.exchanged")[0]["cents"] == 200
    assert await shop.held(ann) == (1_000 - 300 + 180, 0)
    # What came in is paid for by the partner.
    funder = await shop.pool.fetchval("select funder from ledger_entry where kind = 'issue'")
    assert funder == "airline"
    for reference in ("A-1", "B-1"):
        back = await act(shop, ann, "partner.reverse", partner="airline", reference=reference)
        assert said(back.effects, "partner.reversed")
        again = await act(shop, ann, "partner.reverse", partner="airline", reference=reference)
        assert said(again.effects, "partner.reversed")[0]["again"] is True
    assert await shop.held(ann) == (1_000, 0)
    left = await shop.pool.fetch('select id, size, "left" from engine_stock order by id')
    assert [(row["size"], row["left"]) for row in left] == [(900, 900), (2000, 2000)]
    # The day's limit is whole again.
    assert (await exchange(shop, ann, "out", 500, "A-2")).status == "accepted"
    assert await shop.flaws() == []


async def test_a_reference_counts_once_whoever_sends_it_again(shop: Shop) -> None:
    ann, bob = await member(shop, "ann", 1_000), await member(shop, "bob", 1_000)
    first = await exchange(shop, ann, "out", 100, "A-1")
    again = await exchange(shop, ann, "out", 100, "A-1")
    assert (first.status, again.status) == ("accepted", "duplicate")
    assert again.effects == first.effects
    before = await shop.everything()
    assert code(await exchange(shop, ann, "out", 200, "A-1")) == "event_key_reused"
    assert code(await exchange(shop, bob, "out", 100, "A-1")) == "event_key_reused"
    # Through another door it is known by the record.
    data = {"partner": "airline", "way": "out", "amount": 100, "reference": "A-1"}
    assert code(await shop.send("partner.exchange", data, f"member:{ann}")) == "exchange_repeated"
    assert await shop.everything() == before


async def test_what_is_refused_changes_nothing(shop: Shop) -> None:
    ann = await member(shop, "ann", 550)
    stranger = await shop.subject("card:stranger")
    await exchange(shop, ann, "out", 100, "A-0")
    await exchange(shop, ann, "in", 100, "B-0")
    before = await shop.everything()
    assert code(await exchange(shop, ann, "out", 150, "A-1")) == "exchange_amount_odd"
    assert code(await exchange(shop, ann, "out", 500, "A-1")) == "exchange_limit_reached"
    assert code(await exchange(shop, ann, "in", 1_000, "A-1")) == "exchange_month_full"
    assert code(await exchange(shop, ann, "in", 100, "A-1", "rail")) == "partner_unknown"
    assert code(await exchange(shop, stranger, "in", 100, "A-1")) == "exchange_not_registered"
    unknown = {"partner": "airline", "reference": "A-9"}
    assert code(await act(shop, ann, "partner.reverse", **unknown)) == "exchange_unknown"
    assert await shop.everything() == before
    await shop.spend("S1", 500, "card:ann")
    before = await shop.everything()
    assert code(await exchange(shop, ann, "out", 100, "A-1")) == "points_insufficient"
    assert await shop.everything() == before
    assert await shop.flaws() == []


async def at_once(shops: tuple[Shop, Shop], sent: list[tuple[Any, ...]]) -> dict[str, int]:
    """Exchanges at once, every other one by the other application: how often what was answered."""
    outcomes = await asyncio.gather(
        *(exchange(shops[number % 2], *one) for number, one in enumerate(sent))
    )
    return dict(
        Counter(one.status if one.problem is None else one.problem.code for one in outcomes)
    )


async def test_the_months_cap_holds_against_64_members(shop: Shop, other: Shop) -> None:
    people = [await member(shop, f"m{n}", 100) for n in range(CALLERS)]
    sent = [(who, "out", 100, f"A-{n}") for n, who in enumerate(people)]
    assert await at_once((shop, other), sent) == {"accepted": 20, "exchange_month_full": 44}
    assert await shop.flaws() == []
    # Another month has its own.
    await shop.to("2026-02-01 00:00")
    assert (await exchange(shop, people[-1], "out", 100, "B-1")).status == "accepted"


async def test_one_reference_sent_by_64_at_once_counts_once(shop: Shop, other: Shop) -> None:
    ann = await member(shop, "ann", 1_000)
    sent = [(ann, "out", 200, "A-1")] * CALLERS
    assert await at_once((shop, other), sent) == {"accepted": 1, "duplicate": 63}
    assert await shop.held(ann) == (800, 0)
    assert await shop.flaws() == []


async def test_the_members_day_holds_against_64(shop: Shop, other: Shop) -> None:
    ann = await member(shop, "ann", 10_000)
    sent = [(ann, "out", 100, f"A-{n}") for n in range(CALLERS)]
    assert await at_once((shop, other), sent) == {"accepted": 5, "exchange_limit_reached": 59}
    assert await shop.flaws() == []
