"""A rule that is scheduled for next month, and a mend of today: each counts in its own time."""

import pytest
from tests.flow.shop import Shop, said

from shuke.engine import DefinitionInvalid, drafts

BASE = """
kind: earning_rule
key: base
name: {{en: Base, zh: 基础}}
when: order.paid
give: {{how: per_amount, currency: points, points: {points}, per_cents: 100}}
"""
GIFT = """
kind: new_member_gift
key: drink
name: {en: A drink, zh: 一杯}
currency: points
amount: 30
"""
WITHOUT_GROWTH = """
kind: earning_rule
key: growth-gift
name: {en: Growth for coming, zh: 到店成长值}
when: member.checked_in
give: {how: fixed, currency: growth, points: 5}
"""


async def earned(corner: Shop, order: str) -> int:
    """What an order of 10.00 gives by the base rule."""
    outcome = await corner.buy(order, 1000)
    credited = said(outcome.effects, "points.credited")
    return sum(effect["amount"] for effect in credited if effect["rule"] == "base")


async def test_a_mend_of_today_does_not_bring_next_months_rule_forward(corner: Shop) -> None:
    await corner.publish(BASE.format(points=1000), since="2026-02-01 00:00")
    assert await earned(corner, "A1") == 10
    await corner.publish(GIFT)
    assert await earned(corner, "A2") == 10
    await corner.to("2026-02-01 00:01")
    assert await earned(corner, "A3") == 10_000
    # And the mend is not lost when next month comes.
    outcome = await corner.send("member.registered", {"channel": "app"}, "card:new")
    assert [g["gift"] for g in said(outcome.effects, "gift.given")] == ["drink", "welcome"]
    assert await corner.flaws() == []


async def test_what_contradicts_the_scheduled_release_is_refused_whole(corner: Shop) -> None:
    book, pool = corner.shuke.book, corner.pool
    for kind, key in (
        ("earning_rule", "silver-half"),
        ("tier_set", "main"),
        ("earning_rule", "growth"),
    ):
        await corner.remove(kind, key)
    await corner.remove("currency", "growth", since="2026-02-01 00:00")
    before = await pool.fetch("select * from engine_release order by id")
    with pytest.raises(DefinitionInvalid) as caught:
        await corner.publish(WITHOUT_GROWTH)
    [flaw] = caught.value.flaws
    assert (flaw.code, flaw.place) == (
        "reference_unknown",
        "/earning_rule/growth-gift/give/currency",
    )
    assert await pool.fetch("select * from engine_release order by id") == before
    async with pool.acquire() as connection:
        assert [d.key for d in await drafts(connection, book)] == ["growth-gift"]
