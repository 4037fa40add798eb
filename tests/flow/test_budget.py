"""A rule's budget for all members together: raised, lowered, used up and given back."""

from tests.flow.shop import Shop, said

RULE = """
kind: earning_rule
key: basket
name: {{en: Basket, zh: 满额}}
when: order.paid
give: {{how: fixed, currency: points, points: 20}}
budget_points: {budget}
"""


async def given(corner: Shop, order: str, card: str) -> int:
    """What the rule gives for an order."""
    outcome = await corner.buy(order, 100, card=f"card:{card}")
    credited = said(outcome.effects, "points.credited")
    return sum(effect["amount"] for effect in credited if effect["rule"] == "basket")


async def left(corner: Shop) -> tuple[int, int]:
    row = await corner.pool.fetchrow('select size, "left" from engine_stock')
    assert row is not None
    return row["size"], row["left"]


async def test_a_budget_is_what_the_release_says_it_is(corner: Shop) -> None:
    await corner.publish(RULE.format(budget=50))
    assert [await given(corner, f"A{n}", str(n)) for n in range(4)] == [20, 20, 0, 0]
    assert await left(corner) == (50, 10)

    # Raised: there is room again, less what was given.
    await corner.publish(RULE.format(budget=100))
    assert [await given(corner, f"B{n}", str(n)) for n in range(4)] == [20, 20, 20, 0]
    assert await left(corner) == (100, 0)

    # Lowered below what was given: nothing more, until enough came back.
    await corner.publish(RULE.format(budget=60))
    assert await given(corner, "C0", "0") == 0
    for number in range(3):
        await corner.refund(f"A{number}", "R", 100, card=f"card:{number}")
    assert await given(corner, "C1", "1") == 0
    await corner.refund("B0", "R", 100, card="card:0")
    assert await given(corner, "C2", "2") == 20
    assert await left(corner) == (60, 0)

    # In one batch what comes back makes room for what is given.
    await corner.refund("B1", "R", 100, card="card:1")
    assert await left(corner) == (60, 20)
    issued = await corner.pool.fetchval(
        "select sum(case kind when 'issue' then amount when 'reverse' then -amount else 0 end)"
        " from ledger_entry where rule = 'basket'"
    )
    assert issued == 40
    assert await corner.flaws() == []
