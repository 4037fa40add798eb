"""Donations: pieces of a goal, taken back until the result is told; docs/how/donations.md."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.flow.shop import Shop, code, said
from tests.reward.machine import Machine
from tests.reward.test_gift import left, redeem, steps
from tests.reward.test_parallel import CALLERS, at_once, ends, points

REPORT = {"gift": "lunch", "report_id": "B1"}


@pytest.fixture
async def member(shop: Shop) -> str:
    """A member with 400 points."""
    return await points(shop, "card:10086", 400)


async def report(shop: Shop, *numbers: str, **more: Any) -> Any:
    return await shop.send("donation.report", {**REPORT, "redemptions": [*numbers], **more})


async def test_several_pieces_at_once_and_what_becomes_of_them(shop: Shop, member: str) -> None:
    """The worked case of the page."""
    done = await redeem(shop, "lunch", "D1", count=12)
    assert said(done.effects, "points.spent")[0]["amount"] == 120
    assert (await shop.held(member), await left(shop, "gift:lunch")) == ((280, 0), 28)
    await redeem(shop, "lunch", "D2", count=3)
    undone = {"redemption_id": "D2", "reason": "mistyped"}
    await shop.send("gift.reverse", undone)
    assert (await shop.held(member), await left(shop, "gift:lunch")) == ((280, 0), 28)
    rows = await shop.pool.fetch(
        "select kind, rule, sum(amount)::int as amount from ledger_entry where key in ('D1', 'D2')"
        " group by kind, rule order by kind"
    )
    assert [tuple(row) for row in rows] == [
        ("return", "gift:lunch", 30),
        ("spend", "gift:lunch", 150),
    ]
    desk = await shop.send("gift.fulfil", {"redemption_id": "D1"})
    assert code(desk) == "donation_awaits_result"
    told = await report(shop, "D1", "D2")
    assert said(told.effects, "donation.reported") == [
        {**REPORT, "type": "donation.reported", "pieces": 12, "currency": "points", "points": 120}
    ]
    assert (await steps(shop, "D1"), await steps(shop, "D2")) == (
        ["claimed", "fulfilled"],
        ["claimed", "reversed"],
    )
    late = await shop.send("gift.reverse", {"redemption_id": "D1", "reason": "too late"})
    assert code(late) == "redemption_ended"
    # A second result is told as well; nothing is fulfilled twice.
    assert said((await report(shop, "D1", report_id="B2")).effects, "donation.reported")
    assert await steps(shop, "D1") == ["claimed", "fulfilled"]
    assert await shop.flaws() == []


async def test_limits_count_pieces_and_a_refusal_changes_nothing(shop: Shop, member: str) -> None:
    await redeem(shop, "lunch", "D1", count=20)
    before = await shop.everything()
    for refused, why in (
        (await redeem(shop, "lunch", "D2", count=11), "gift_limit_reached"),
        (await redeem(shop, "film", "D2", count=2), "gift_count_invalid"),
        (await redeem(shop, "lunch", "D2", count=101), "event_invalid"),
        (await report(shop, "D9"), "donation_missing"),
        (await report(shop, "D1", gift="film"), "donation_missing"),
        (await report(shop), "event_invalid"),
    ):
        assert code(refused) == why
    assert await shop.everything() == before
    other = await points(shop, "card:2", 500)
    data = {"gift": "lunch", "redemption_id": "X1"}
    short = await shop.send("gift.redeem", {**data, "count": 21}, "card:2")
    assert code(short) == "gift_out_of_stock"
    assert await shop.held(other) == (500, 0)
    assert (await shop.send("gift.redeem", {**data, "count": 20}, "card:2")).status == "accepted"
    assert await left(shop, "gift:lunch") == 0
    assert await shop.flaws() == []


async def test_a_goal_nearly_reached_is_asked_for_by_64(shop: Shop, other: Shop) -> None:
    for number in range(CALLERS):
        await points(shop, f"card:{number}", 100)
    gifts = [
        ("gift.redeem", f"card:{n}", {"gift": "lunch", "redemption_id": f"D{n}", "count": 3})
        for n in range(CALLERS)
    ]
    assert ends(await at_once((shop, other), gifts)) == {"accepted": 13, "gift_out_of_stock": 51}
    assert await left(shop, "gift:lunch") == 1
    given = await shop.pool.fetchval("select sum(pieces) from reward_gift")
    spent = await shop.pool.fetchval("select sum(amount) from ledger_entry where kind = 'spend'")
    assert (given, spent) == (39, 390)
    assert await shop.flaws() == []


async def test_a_goal_set_later_begins_with_what_was_given(shop: Shop, member: str) -> None:
    await shop.change("gift", "lunch", stock=None)
    await redeem(shop, "lunch", "D1", count=20)
    await shop.change("gift", "lunch", stock=25)
    assert code(await redeem(shop, "lunch", "D2", count=6)) == "gift_out_of_stock"
    assert (await redeem(shop, "lunch", "D3", count=5)).status == "accepted"
    assert await left(shop, "gift:lunch") == 0
    assert await shop.flaws() == []


STEP = st.one_of(
    st.tuples(st.just("give"), st.integers(1, 15)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("tell"), st.lists(st.integers(0, 9), min_size=1, max_size=4)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEP, max_size=25))
def test_pieces_points_and_goal_agree(steps: list[tuple[str, Any]]) -> None:
    """Law: what stands of the donations is what the goal lacks and what the ledger spent on it; a
    donation comes back once, and never after its result was told."""
    machine = Machine()
    machine.send("points.adjust", currency="points", amount=350, reason="test")
    stands: dict[str, int] = {}
    told: set[str] = set()
    for number, (what, value) in enumerate(steps):
        if what == "give":
            key = f"D{len(stands)}"
            gave = machine.send("gift.redeem", gift="lunch", redemption_id=key, count=value)
            if not isinstance(gave, str):
                stands[key] = value
        elif what == "undo":
            key = f"D{value}"
            back = machine.send("gift.reverse", redemption_id=key, reason="test")
            assert isinstance(back, str) == (key not in stands or key in told)
            if not isinstance(back, str):
                stands[key] = 0
        elif what == "tell":
            keys = [f"D{one}" for one in value]
            heard = machine.send(
                "donation.report", gift="lunch", report_id=f"B{number}", redemptions=keys
            )
            due = sum(stands.get(one, 0) for one in {*keys})
            if isinstance(heard, str):
                assert (heard, due) == ("donation_missing", 0)
            else:
                [effect] = [one for one in heard if one["type"] == "donation.reported"]
                assert effect["pieces"] == due
                told |= {one for one in keys if stands.get(one)}
        else:
            machine.wait(value * 86_400)
        pieces = sum(stands.values())
        assert machine.taken.get("gift:lunch", 0) == pieces <= 40
        assert machine.flaws() == []
    facts = machine.facts["reward_gift"]
    sign = {"claimed": 1, "fulfilled": 0, "reversed": -1}
    assert sum(sign[one["step"]] * one["pieces"] for one in facts) == sum(stands.values())
    assert sum(sign[one["step"]] * one["points"] for one in facts) == 10 * sum(stands.values())
    machine.replayed()
