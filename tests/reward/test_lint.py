"""What a release is warned of: what is no use, what has no limit, and what it costs at worst."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.program.harness import release
from tests.reward.harness import basket, coupon, line, offer

from shuke.reward import Looked, Product, lint, products_of, quote
from shuke.rule import Line

TODAY = date(2026, 3, 2).toordinal()
LIMITED = {"last": "2026-12-31"}
MILK = Product("milk", 1000, cost_cents=700, category="dairy")
DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}


def looked(*documents: Any, products: tuple[Product, ...] = ()) -> Looked:
    return lint(release(*documents), TODAY, products)


def codes(found: Looked) -> list[tuple[str, str | None]]:
    return [(its.code, its.key or its.sku) for its in found.warnings]


def amount(key: str, off: int, **more: Any) -> Any:
    return offer(key, {"how": "amount_off", "off_cents": off}, **{**LIMITED, **more})


def percent(key: str, off: int, **more: Any) -> Any:
    return offer(key, {"how": "percent_off", "percent": off}, **{**LIMITED, **more})


def test_nothing_to_say() -> None:
    assert looked(amount("a", 100), products=(MILK,)).warnings == []


def test_limits_and_dates() -> None:
    free = {"how": "free_shipping"}
    found = looked(
        offer("endless", free),
        offer("budget", free, budget_cents=1),
        amount("past", 1, last="2026-03-01"),
        coupon("open", free, claimable=True),
        coupon("closed", free, claimable=True, per_member=1, stock=5),
        coupon("gone", free, valid={"how": "fixed", "first": "2026-01-01", "last": "2026-02-01"}),
    )
    assert codes(found) == [
        ("limit_missing", "endless"),
        ("over", "past"),
        ("over", "gone"),
        ("limit_missing", "open"),
        ("per_member_missing", "open"),
    ]
    assert found.warnings[1].text.zh == "已于 2026-03-01 结束，不再生效。"


def test_a_threshold_that_its_own_condition_rules_out() -> None:
    small = {"attribute": "order.total_cents", "op": "less_than", "value": 5000}
    mall = {"attribute": "order.store", "op": "is", "value": "mall"}
    found = looked(
        amount("never", 100, from_cents=5000, **{"if": small}),
        amount("fine", 100, from_cents=4999, **{"if": small}),
        amount("nowhere", 100, stores=["street"], **{"if": mall}),
        amount("there", 100, stores=["street", "mall"], **{"if": mall}),
    )
    assert codes(found) == [("impossible", "never"), ("impossible", "nowhere")]


GROUP = {"stacking": {"group": "g"}}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (amount("a", 100, **GROUP), amount("b", 200, **GROUP), ["a"]),
        (amount("a", 100, **GROUP), amount("b", 100, **GROUP), ["b"]),
        (amount("a", 100), amount("b", 200), []),
        (amount("a", 100, **GROUP), amount("b", 200, from_cents=500, **GROUP), []),
        (amount("a", 100, from_cents=500, **GROUP), amount("b", 200, **GROUP), ["a"]),
        (amount("a", 100, **GROUP), amount("b", 200, lines=DAIRY, **GROUP), []),
        (amount("a", 100, **GROUP), amount("b", 200, stores=["mall"], **GROUP), []),
        (amount("a", 100, stores=["mall"], **GROUP), amount("b", 200, **GROUP), ["a"]),
        (amount("a", 100, **GROUP), amount("b", 200, **{**GROUP, "last": "2026-06-30"}), []),
        (percent("a", 10, **GROUP), amount("b", 1000, **GROUP), []),
        (
            percent("a", 10, **GROUP),
            offer("b", {"how": "percent_off", "percent": 20, "max_cents": 500}, **LIMITED, **GROUP),
            [],
        ),
        (percent("a", 10, **GROUP), percent("b", 20, **GROUP), ["a"]),
        (
            amount("a", 100, stacking={"alone": True}),
            amount("b", 200, stacking={"alone": True}),
            ["a"],
        ),
        (amount("a", 100, **GROUP), amount("b", 900, stacking={"group": "g", "alone": True}), []),
    ],
)
def test_shadowed(one: Any, other: Any, expected: list[str]) -> None:
    shadowed = [key for code, key in codes(looked(one, other)) if code == "shadowed"]
    assert shadowed == expected


curves = st.one_of(
    st.fixed_dictionaries(
        {"how": st.just("amount_off"), "off_cents": st.integers(1, 300)},
    ),
    st.fixed_dictionaries(
        {"how": st.just("percent_off"), "percent": st.integers(1, 100)},
        optional={"max_cents": st.integers(1, 300)},
    ),
    st.tuples(st.integers(1, 300), st.integers(1, 300), st.integers(1, 300)).map(
        lambda s: {
            "how": "steps",
            "steps": [
                {"from_cents": s[0] + 1, "off_cents": min(s[1], s[0])},
                {"from_cents": s[0] + s[1] + 2, "off_cents": min(s[1], s[0]) + s[2]},
            ],
        }
    ),
)


@given(curves, curves, st.integers(0, 600), st.integers(0, 600))
@example(
    {"how": "percent_off", "percent": 88},
    {
        "how": "steps",
        "steps": [{"from_cents": 2, "off_cents": 1}, {"from_cents": 4, "off_cents": 13}],
    },
    0,
    0,
)
@settings(max_examples=150, deadline=None)
def test_without_what_is_shadowed_no_cart_costs_more(
    one: dict[str, Any], other: dict[str, Any], first: int, second: int
) -> None:
    documents = [
        offer("a", one, **LIMITED, **GROUP, **({"from_cents": first} if first else {})),
        offer("b", other, **LIMITED, **GROUP, **({"from_cents": second} if second else {})),
    ]
    shadowed = {key for code, key in codes(looked(*documents)) if code == "shadowed"}
    assert shadowed != {"a", "b"}
    rest = [one for one in documents if one.key not in shadowed]
    before, after = release(*documents), release(*rest)
    for comes_to in (*range(1, 1300, 13), 5_000, 50_000) if shadowed else ():
        cart = line(comes_to)
        assert quote(basket(before, cart)).total_cents == quote(basket(after, cart)).total_cents


def test_the_worst_case_of_a_product() -> None:
    documents = [
        percent(
            "member",
            10,
            lines=DAIRY,
            **{"if": {"attribute": "member.orders", "op": "at_least", "value": 1}},
        ),
        amount("twenty", 2000, from_cents=10000),
        coupon("five", {"how": "amount_off", "off_cents": 500}, stock=1),
    ]
    found = looked(*documents, products=(MILK, Product("bread", 100, category="bakery")))
    # One bread of 1.00 with a coupon of 5.00 is free; a milk of 10.00 sells for 4.00.
    assert [(its.sku, its.quantity, its.payable_cents, its.by) for its in found.worst] == [
        ("bread", 1, 0, ["five"]),
        ("milk", 1, 400, ["member", "five"]),
    ]
    assert codes(found) == [("deep_discount", "bread"), ("at_cost_or_below", "milk")]
    assert found.warnings[1].text.en == "1 × milk may sell for ¥4.00 and cost ¥7.00: member, five."
    # Ten make 100.00 and 80.00; twelve make 120.00, at 10 % off 108.00, and so 88.00.
    [twelve] = looked(*documents[:2], products=(MILK,)).worst
    assert (twelve.quantity, twelve.payable_cents) == (12, 8800)
    assert twelve.by == ["member", "twenty"]


def test_products_are_sampled_from_orders() -> None:
    lines = [
        Line(sku="milk", paid_cents=1800, discount_cents=200, quantity=2, category="dairy"),
        Line(sku="milk", paid_cents=1100),
        Line(sku="free", paid_cents=0),
        Line(sku="tea", paid_cents=100, list_cents=500),
        Line(sku="more", paid_cents=100),
    ]
    assert [(its.sku, its.unit_cents) for its in products_of(lines, 2)] == [
        ("milk", 1100),
        ("tea", 500),
    ]
