"""Every operator on every type over a small grid, and which pairs of bounds are impossible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations, product
from typing import Any

import pytest
from tests.rule.reader import compared
from tests.rule.turns import CATALOGUE, FakeTurn, condition, order, turn

from shuke.rule import check, compile_condition, explain
from shuke.rule.operator import OPERATORS

TODAY = "2024-02-28T09:30:00+08:00"
NUMBERS = [-1, 0, 1, 2, 3]
DAYS = ["2020-02-29", "2023-03-01", "2024-02-21", "2024-02-27", "2024-02-28", "2024-02-29"]
MOMENTS = [
    "2024-02-21T09:30:00+08:00",
    "2024-02-27T23:59:59+08:00",
    "2024-02-28T09:30:00+08:00",
    "2024-02-28T01:30:01+00:00",
]
WORDS = ["a", "ab", "abc", "c*d", "A"]
TIERS = ["basic", "silver", "gold"]

GRID: dict[str, tuple[str, list[Any]]] = {
    "member.registered_days": ("days", NUMBERS),
    "member.score": ("score", [-0.5, 0.0, 0.25, 2.0]),
    "member.staff": ("staff", [True, False]),
    "member.tier.main": ("tier", TIERS),
    "member.visited": ("visited", DAYS),
    "member.seen_at": ("seen_at", MOMENTS),
    "member.tags": ("tags", [[], ["a"], ["a", "b"], ["c"]]),
}


def turn_with(name: str, seen: Any) -> FakeTurn:
    if isinstance(seen, str) and name == "member.visited":
        seen = date.fromisoformat(seen).toordinal()
    if isinstance(seen, str) and name == "member.seen_at":
        seen = datetime.fromisoformat(seen)
    return turn(when=TODAY, **{GRID[name][0]: seen})


def operands(name: str, op: str, values: list[Any]) -> Iterator[Any]:
    if name == "member.tags":
        values = ["a", "b", "c"]
    match OPERATORS[op].operand:
        case "none":
            yield None
        case "one":
            yield from values
        case "days":
            yield from (0, 1, 7, 366)
        case "pair":
            yield from (list(pair) for pair in combinations(values[:4], 2))
            yield from ([value, value] for value in values)
        case "many":
            yield from ([value] for value in values)
            yield from (list(pair) for pair in combinations(values, 2))


def cases() -> Iterator[tuple[str, str]]:
    for name in GRID:
        attribute = CATALOGUE.attributes[name]
        for op, operator in OPERATORS.items():
            if operator.takes(attribute.type, ordered=attribute.ordered):
                yield name, op


@pytest.mark.parametrize(("name", "op"), list(cases()))
def test_the_whole_grid(name: str, op: str) -> None:
    values = GRID[name][1]
    outcomes = set()
    for wanted in operands(name, op, values):
        made = condition({"attribute": name, "op": op, "value": wanted})
        impossible = check(made, CATALOGUE) != []
        compiled = compile_condition(made, CATALOGUE)
        for seen in [*values, None]:
            now = turn_with(name, seen)
            empty: Any = [] if name == "member.tags" else None
            expected = compared(
                op, empty if seen is None else seen, wanted, now.local.date(), now.time
            )
            assert compiled(now) is expected, (wanted, seen)
            assert explain(made, now, CATALOGUE).passed is expected, (wanted, seen)
            assert not (impossible and expected)
            outcomes.add(expected)
    assert outcomes == {True, False}


@pytest.mark.parametrize("op", ["is", "is_not", "contains", "starts_with", "ends_with", "like"])
def test_texts_on_the_whole_grid(op: str) -> None:
    patterns = (
        [*WORDS, "a*", "*b", "*b*", "?", "a?c", "*", "**", "c[*]d"] if op == "like" else WORDS
    )
    for wanted, seen in product(patterns, [*WORDS, "xaby", None]):
        made = condition({"attribute": "order.store", "op": op, "value": wanted})
        now = turn(order(store=seen))
        expected = compared(op, seen, wanted, now.local.date(), now.time)
        assert compile_condition(made, CATALOGUE)(now) is expected, (wanted, seen)
        assert explain(made, now, CATALOGUE).passed is expected, (wanted, seen)


def test_a_pattern_takes_linear_time() -> None:
    made = condition({"attribute": "order.store", "op": "like", "value": "*a" * 60 + "*b"})
    hostile = turn(order(store="a" * 128))
    assert compile_condition(made, CATALOGUE)(hostile) is False


SIZES: list[tuple[str, Any]] = [
    *product(("is", "is_not", "less_than", "at_most", "more_than", "at_least"), (0, 1, 2, 3)),
    ("between", [1, 2]),
    ("between", [3, 3]),
    ("in", [0, 3]),
    ("not_in", [0, 1]),
    ("present", None),
    ("absent", None),
]
RANKS: list[tuple[str, Any]] = [
    *product(("is", "is_not", "less_than", "at_most", "more_than", "at_least"), TIERS),
    ("between", ["silver", "gold"]),
    ("in", ["basic", "gold"]),
    ("absent", None),
]


@pytest.mark.parametrize(
    ("name", "said", "possible"),
    [
        ("calendar.day_of_month", SIZES, range(1, 6)),
        ("member.tier.main", RANKS, [*TIERS, None]),
        ("member.registered_days", SIZES, [*range(-2, 7), None]),
        ("member.score", SIZES[:-5], [n / 2 for n in range(-4, 14)]),
    ],
)
def test_two_bounds_are_impossible_exactly_when_no_value_meets_both(
    name: str, said: list[tuple[str, Any]], possible: list[Any]
) -> None:
    today = date(2024, 2, 28)
    for one, other in product(said, said):
        members = [{"attribute": name, "op": op, "value": value} for op, value in (one, other)]
        problems = check(condition({"all": members}), CATALOGUE)
        met = any(
            all(
                compared(op, seen, value, today, datetime.fromisoformat(TODAY))
                for op, value in (one, other)
            )
            for seen in possible
        )
        assert ([] if met else ["range_impossible"]) == [p.code for p in problems], (one, other)
