"""Transfers and families under a back-test: the past to the unit, and a draft's own way."""

from typing import Any

from tests.flow.shop import Shop
from tests.transfer.people import act, family, member, send, settled

from shuke.backtest import BacktestResult, Wanted, backtested
from shuke.engine import read_yaml
from shuke.engine.backtest import of_documents, of_release

SMALLER = """
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, per_cents: 1000}
"""


async def a_past(shop: Shop) -> None:
    """Members buy, send each other points, and pool them."""
    ann, bob = await member(shop, "ann"), await member(shop, "bob")
    await shop.buy("O1", 40_000, card="card:ann")
    its = await family(shop, ann, bob)
    await act(shop, bob, "family.share", percent=50)
    await shop.buy("O2", 20_000, card="card:bob")
    await act(shop, ann, "family.contribute", amount=60)
    await act(shop, its, "family.spend", by=bob, amount=90, spend_id="S1")
    await send(shop, ann, bob, 200)
    await send(shop, ann, bob, 20, "T2")
    await settled(shop)
    await act(shop, ann, "points.take_back", transfer_id="T2")
    await shop.to("2026-01-06 12:00")
    await settled(shop)
    await act(shop, bob, "family.leave")


async def tried(shop: Shop, documents: str) -> BacktestResult:
    """A back-test over everything."""
    async with shop.pool.acquire() as connection:
        now = shop.clock.now()
        candidate: Any = (
            await of_documents(
                connection, shop.shuke.book, read_yaml(shop.shuke.app, documents), now
            )
            if documents
            else await of_release(connection, shop.shuke.book, 1, now)
        )
    return await backtested(shop.shuke, Wanted(candidate, processes=1))


async def test_the_live_release_reproduces_what_was(shop: Shop) -> None:
    await a_past(shop)
    result = await tried(shop, "")
    assert result.same
    assert {one.code for one in result.approximations} == {"behaviour_unchanged", "refused_then"}


async def test_a_draft_that_gives_less_moves_less_and_makes_nothing(shop: Shop) -> None:
    """What the draft does not earn nobody sends, and nothing arrives that has not left."""
    await a_past(shop)
    result = await tried(shop, SMALLER)
    points = next(one for one in result.currencies if one.currency == "points")
    assert (points.flows.issued.was, points.flows.issued.draft) == (600, 60)
    assert points.flows.spent.was == 90 + 4
    # The transfer of 200 and the pool's 90 are not there to be sent and spent.
    assert points.flows.spent.draft == 0
    assert points.outstanding.was == 600 - 94
    assert points.outstanding.draft == 60
