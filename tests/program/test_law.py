"""Laws over generated programmes and histories (architecture.md, laws 4, 5 and 10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.program.harness import Member, document, fixed, multiply, per_amount, points, tiers

from shuke.program import RefundTooLarge

CATEGORIES = ("dairy", "bread", "meat")
LINES = {name: {"attribute": "line.category", "op": "is", "value": name} for name in CATEGORIES}
TOTAL = {"attribute": "order.total_cents", "op": "at_least", "value": 5000}
SILVER = {"attribute": "member.tier.main", "op": "at_least", "value": "silver"}

modes = st.sampled_from(["down", "up", "half_up", "half_even"])
rounds = st.fixed_dictionaries({"mode": modes, "at": st.sampled_from(["total", "line"])})
conditions = st.sampled_from([None, TOTAL, SILVER])
lines_of = st.sampled_from([None, *LINES.values()])
measures = st.sampled_from(
    [
        {"how": "earned", "currency": "points"},
        {"how": "spend", "lines": LINES["dairy"]},
        {"how": "orders", "if": TOTAL},
    ]
)
windows = st.sampled_from(
    [
        {"how": "rolling", "days": 30},
        {"how": "calendar_year"},
        {"how": "since_promotion"},
        {"how": "ever"},
    ]
)
caps_of = st.sampled_from([[], [{"every": "day", "points": 40}], [{"every": "month", "uses": 2}]])


@st.composite
def programmes(draw: st.DrawFn) -> list[Any]:
    """A currency and rules of every kind, in groups or not, with caps or not."""
    ladder = tiers(
        ladder={"basic": 0, "silver": 60, "gold": 200},
        measure=draw(measures),
        window=draw(windows),
        after_refund=draw(st.sampled_from(["stay", "recompute"])),
    )
    found: list[Any] = [points(), ladder]
    found += [
        per_amount(
            f"base-{index}",
            draw(st.sampled_from([7, 100, 333])),
            points=draw(st.integers(1, 3)),
            lines=draw(lines_of),
            round=draw(rounds),
            caps=draw(caps_of),
            **{"if": draw(conditions)},
        )
        for index in range(draw(st.integers(1, 3)))
    ]
    found += [
        multiply(
            f"more-{index}",
            draw(st.sampled_from(["3/2", 2, "7/3"])),
            lines=draw(lines_of),
            round=draw(rounds),
            caps=draw(caps_of),
            stack=draw(st.sampled_from([None, {"group": "g", "mode": "best"}])),
            **{"if": draw(conditions)},
        )
        for index in range(draw(st.integers(0, 2)))
    ]
    found.append(fixed("bonus", 25, **{"if": TOTAL}))
    if draw(st.booleans()):
        found.append(document("earning_cap", "all", currency="points", every="day", points=90))
    return found


cents = st.integers(0, 4000)
orders = st.lists(st.tuples(cents, st.sampled_from(CATEGORIES)), min_size=1, max_size=4)


@st.composite
def splits(draw: st.DrawFn, lines: list[tuple[int, str]]) -> list[tuple[int, tuple[Any, ...]]]:
    """Partial refunds that together are the whole order: some by lines, the rest as amounts."""
    found: list[tuple[int, tuple[Any, ...]]] = []
    left = 0
    for place, (paid, _category) in enumerate(lines, start=1):
        named = draw(st.integers(0, paid))
        cut = draw(st.integers(0, named))
        found += [(part, ((place, part),)) for part in (cut, named - cut) if part]
        left += paid - named
    cut = draw(st.integers(0, left))
    found += [(part, ()) for part in (cut, left - cut) if part]
    return list(draw(st.permutations(found)))


def books(member: Member) -> bytes:
    """What refunds may not leave a trace in: points, lots, caps, tier progress."""
    return msgspec.msgpack.encode([member.state.ledger, member.state.program, member.stock])


def refund_all(member: Member, parts: list[tuple[int, tuple[Any, ...]]]) -> None:
    for number, (amount, lines) in enumerate(parts):
        member.refund("o-2", f"r-{number}", amount, *lines)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_partial_refunds_in_any_order_are_one_full_refund(data: st.DataObject) -> None:
    programme = data.draw(programmes())
    before = data.draw(orders)
    order = data.draw(orders)
    parts = data.draw(splits(order))
    total = sum(paid for paid, _category in order)
    at_once, by_parts = Member(*programme), Member(*programme)
    for member in (at_once, by_parts):
        member.buy("o-1", *before)
        member.buy("o-2", *order)
        member.buy("o-3", *before)
    at_once.refund("o-2", "r", total)
    refund_all(by_parts, parts)
    if total:
        assert books(at_once) == books(by_parts)
    record = by_parts.records["order", "o-2"]
    assert not total or (record.credits == [] and record.counted == {})


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_refunds_of_a_part_in_any_order_leave_the_same(data: st.DataObject) -> None:
    programme = data.draw(programmes())
    order = data.draw(orders)
    parts = data.draw(splits(order))
    some = parts[: data.draw(st.integers(0, len(parts)))]
    one, other = Member(*programme), Member(*programme)
    for member, order_of in ((one, some), (other, data.draw(st.permutations(some)))):
        member.buy("o-2", *order)
        held = member.held()
        refund_all(member, list(order_of))
        assert 0 <= member.held() <= held
    if not falls_between(one):
        assert books(one) == books(other)


def falls_between(member: Member) -> bool:
    """A best multiplier may change hands on the way: then only the sum is the same, not who gave.

    And of rules that are rounded the tier's condition holds throughout, so nothing else differs.
    """
    return any(
        one.stack is not None
        for one in member.releases[0].documents.get("earning_rule", {}).values()
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_caps_are_never_exceeded_and_capacity_comes_back_once(data: st.DataObject) -> None:
    daily, monthly = data.draw(st.integers(1, 60)), data.draw(st.integers(60, 200))
    caps = [{"every": "day", "points": daily}, {"every": "month", "points": monthly}]
    member = Member(points(), per_amount(caps=caps), start="2026-03-30 12:00")
    bought: dict[str, int] = {}
    paid_on: dict[str, date] = {}
    today = date(2026, 3, 30)
    for step in range(data.draw(st.integers(1, 25))):
        act = data.draw(st.sampled_from(["buy", "late", "refund", "day"]))
        if act == "day":
            today += timedelta(days=1)
            member.to(today.isoformat())
        elif act == "refund" and bought:
            order_id = data.draw(st.sampled_from(sorted(bought)))
            amount = data.draw(st.integers(0, bought[order_id]))
            member.refund(order_id, f"r-{step}", amount)
            bought[order_id] -= amount
        else:
            amount = data.draw(st.integers(0, 9000))
            day = today - timedelta(days=data.draw(st.integers(0, 3)) if act == "late" else 0)
            member.buy(f"o-{step}", amount, on=day.isoformat())
            bought[f"o-{step}"], paid_on[f"o-{step}"] = amount, day
        check_caps(member, paid_on, daily, monthly)
    for order_id, amount in bought.items():
        if amount:
            member.refund(order_id, f"last-{order_id}", amount)
    assert member.held() == 0
    assert member.used() == {}


def check_caps(member: Member, paid_on: dict[str, date], daily: int, monthly: int) -> None:
    """What stands of all orders by their day and month is below the caps, and is what was used."""
    by_day: dict[date, int] = {}
    by_month: dict[tuple[int, int], int] = {}
    for order_id, day in paid_on.items():
        stands = sum(one.points for one in member.records["order", order_id].credits)
        by_day[day] = by_day.get(day, 0) + stands
        month = (day.year, day.month)
        by_month[month] = by_month.get(month, 0) + stands
    assert all(amount <= daily for amount in by_day.values())
    assert all(amount <= monthly for amount in by_month.values())
    used = member.used()
    assert sum(used.get("base:d", [])[1::2]) == sum(by_day.values()) == member.held()
    assert sorted(used.get("base:m", [])[1::2]) == sorted(n for n in by_month.values() if n)


@settings(max_examples=60, deadline=None)
@given(orders, st.integers(1, 100_000))
def test_a_refund_above_the_purchase_changes_nothing(
    order: list[tuple[int, str]], more: int
) -> None:
    member = Member(points(), per_amount())
    member.buy("o-2", *order)
    before = books(member)
    try:
        member.refund("o-2", "r", sum(paid for paid, _category in order) + more)
    except RefundTooLarge:
        pass
    else:
        raise AssertionError("it was not refused")
    assert books(member) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 9000), min_size=1, max_size=6))
def test_refunds_that_come_before_their_orders_end_in_the_same_books(amounts: list[int]) -> None:
    """Whichever comes first, order or refund, what stands is the same."""
    caps = [{"every": "day", "points": 50}]
    first, last = Member(points(), per_amount(caps=caps)), Member(points(), per_amount(caps=caps))
    for number, amount in enumerate(amounts):
        first.buy(f"o-{number}", amount)
        first.refund(f"o-{number}", "r", amount // 2)
        last.refund(f"o-{number}", "r", amount // 2)
        last.buy(f"o-{number}", amount)
    assert books(first) == books(last)
