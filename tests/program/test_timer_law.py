"""It does not matter when a timer runs: asleep for months or ticked twice a day, the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.program.harness import Member, document, per_amount, points, tiers

WINDOWS = [
    {"how": "rolling", "days": 7},
    {"how": "rolling", "days": 20, "hold_days": 15},
    {"how": "calendar_year"},
    {"how": "member_year"},
    {"how": "since_promotion", "days": 25},
    {"how": "ever"},
]
LADDER = {"basic": 0, "silver": 50, "gold": 120}


@st.composite
def ladders(draw: st.DrawFn) -> Any:
    mode = draw(st.sampled_from(["one_step", "recompute"]))
    return tiers(
        ladder=LADDER,
        keeps=draw(st.sampled_from([{}, {"silver": 30, "gold": 90}])),
        window=draw(st.sampled_from(WINDOWS)),
        downgrade={"mode": mode, "grace_days": draw(st.sampled_from([0, 3, 40]))},
        announce_days=draw(st.sampled_from([0, 1, 30])),
        after_refund=draw(st.sampled_from(["stay", "recompute"])),
        start=draw(st.sampled_from(["now", "history"])),
    )


steps = st.lists(
    st.tuples(
        st.sampled_from(["buy", "buy", "late", "refund", "publish"]),
        st.integers(0, 9000),
        st.sampled_from([0, 1, 5, 26, 50, 200, 400]),
    ),
    max_size=10,
)


def seen(member: Member) -> Any:
    """The standing without places in the log, and what happened without idle ticks."""
    standing = member.state.program.sets["main"]
    found = {name: getattr(standing, name) for name in standing.__struct_fields__}
    del found["seq"], found["begun"]
    return found, member.state.ledger, member.all_effects


def move(member: Member, days: int, *, often: bool) -> None:
    """Go on by days: in one sleep, or looking in twice a day."""
    if often:
        for _half in range(2 * days):
            member.now += timedelta(hours=12)
            member.send("tick")
    else:
        member.now += timedelta(days=days)
        member.send("tick")
    assert member.due is None or member.due > member.now


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(ladders(), ladders(), steps)
def test_sleeping_and_ticking_are_the_same(one: Any, other: Any, acts: list[Any]) -> None:
    found = []
    for often in (False, True):
        member = Member(points(), per_amount(), one, start="2026-11-20 10:00")
        bought: dict[str, int] = {}
        for number, (act, amount, days) in enumerate(acts):
            if act == "publish":
                member.publish(points(), per_amount(), other)
                member.send("member.checked_in")
            elif act == "refund" and bought:
                order_id = max(bought)
                back = min(amount, bought[order_id])
                member.refund(order_id, f"r-{number}", back)
                bought[order_id] -= back
            else:
                late = timedelta(days=min(days, 25) if act == "late" else 0)
                day = member.now.astimezone(member.zone) - late
                member.buy(f"o-{number:02d}", amount, on=day.strftime("%Y-%m-%d %H:%M"))
                bought[f"o-{number:02d}"] = amount
            move(member, days, often=often)
        member.send("member.checked_in")
        found.append(seen(member))
    assert found[0] == found[1]


def test_refunds_of_unknown_orders_are_dropped_whenever_somebody_looks() -> None:
    cap = document("earning_cap", "all", currency="points", every="day", points=150)
    for often in (False, True):
        member = Member(points(), per_amount(), cap)
        for number in range(3):
            member.refund(f"o-{number}", "r-1", 100)
            move(member, 1, often=often)
        move(member, 100, often=often)
        dropped = [e["order_id"] for e in member.all_effects if e["type"] == "refund.dropped"]
        assert dropped == ["o-0", "o-1", "o-2"]
        assert all(record is None for record in member.records.values())
