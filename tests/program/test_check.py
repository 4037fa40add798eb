"""What is refused when a definition is saved: the code, the place, and what would do."""

from __future__ import annotations

from typing import Any

import pytest
from tests.program.harness import (
    document,
    fixed,
    multiply,
    per_amount,
    points,
    problems,
    rule,
    tiers,
)

IF_UNKNOWN = {"if": {"attribute": "order.totl_cents", "op": "at_least", "value": 1}}
BEST = {"stack": {"group": "g", "mode": "best"}}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (per_amount(), []),
        (per_amount(currency="pionts"), [("reference_unknown", "/give/currency", "points")]),
        (per_amount(when="order.payd"), [("event_type_unknown", "/when", "order.paid")]),
        (per_amount(when="tick"), [("event_type_unknown", "/when", None)]),
        (per_amount(**IF_UNKNOWN), [("attribute_unknown", "/if/attribute", "order.total_cents")]),
        (per_amount(of="line.payd_cents"), [("attribute_unknown", "/give/of", "line.paid_cents")]),
        (per_amount(of="line.quantity"), [("unit_wrong", "/give/per_cents", "per_count")]),
        (
            per_amount(
                of="order.total_cents", lines={"attribute": "line.sku", "op": "is", "value": "a"}
            ),
            [("lines_unavailable", "/give/lines", None)],
        ),
        (per_amount(times="0"), [("factor_impossible", "/give/times", None)]),
        (multiply("m", 1), [("factor_impossible", "/give/times", None)]),
        (multiply("m", 1001), [("factor_impossible", "/give/times", None)]),
        (multiply("m", 2, on=["bse"]), [("reference_unknown", "/give/on/0", "base")]),
        (
            per_amount(valid={"from": "2026-02-01", "to": "2026-01-31"}),
            [("range_impossible", "/valid/to", None)],
        ),
        (per_amount(caps=[{"every": "day"}]), [("cap_shape", "/caps/0", None)]),
        (
            per_amount(caps=[{"every": "day", "points": 1}, {"every": "day", "points": 2}]),
            [("cap_twice", "/caps/1", None)],
        ),
        (
            per_amount(caps=[{"every": "day", "points": 9}, {"every": "month", "points": 5}]),
            [("cap_useless", "/caps", None)],
        ),
        (
            fixed("f", 50, caps=[{"every": "day", "points": 49}]),
            [("cap_impossible", "/caps/0/points", "50")],
        ),
        (fixed("f", 50, budget_points=49), [("cap_impossible", "/budget_points", None)]),
        (
            per_amount(stack={"group": "g", "mode": "product"}),
            [("stack_unfit", "/stack/mode", "sum")],
        ),
    ],
)
def test_earning_rules(one: Any, expected: list[tuple[str, str, str | None]]) -> None:
    others = (points(), per_amount()) if one.key != "base" else (points(),)
    assert problems(one, *others) == expected


def test_rules_of_a_group_stack_one_way() -> None:
    other = multiply("n", 2, stack={"group": "g", "mode": "sum"})
    assert problems(multiply("m", 2, **BEST), points(), per_amount(), other) == [
        ("stack_differs", "/stack/mode", "sum")
    ]


def test_multipliers_may_not_multiply_each_other() -> None:
    one, other = multiply("m", 2, on=["n"]), multiply("n", 2, on=["m"])
    assert problems(one, points(), other) == [("multiplier_cycle", "/give/on", None)]
    grouped = per_amount(**BEST), multiply("m", 2, **BEST)
    assert problems(grouped[1], points(), grouped[0]) == [("multiplier_cycle", "/give/on", None)]


def test_lines_of_an_event_without_lines() -> None:
    lines = {"attribute": "line.sku", "op": "is", "value": "a"}
    one = rule("m", {"how": "multiply", "times": 2, "lines": lines}, when="member.checked_in")
    assert ("lines_unavailable", "/give/lines", None) in problems(one, points())


def test_caps_over_several_rules() -> None:
    def cap(**fields: Any) -> Any:
        return document(
            "earning_cap", "c", **{"currency": "points", **fields}, every="day", points=9
        )

    others = points(), points("growth"), per_amount(), per_amount("g", currency="growth")
    assert problems(cap(), *others) == []
    assert problems(cap(rules=["bas"]), *others) == [("reference_unknown", "/rules/0", "base")]
    assert problems(cap(rules=["g"]), *others) == [("currency_differs", "/rules/0", None)]
    assert problems(cap(rules=[]), *others) == [("cap_impossible", "/rules", None)]


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (tiers(), []),
        (
            tiers(ladder={"basic": 10, "silver": 500}),
            [("ladder_floor", "/tiers/0/at", "0")],
        ),
        (
            tiers(ladder={"basic": 0, "silver": 500, "gold": 500}),
            [("tiers_overlap", "/tiers/2/at", "501")],
        ),
        (
            tiers(keeps={"silver": 501}),
            [("keep_above_threshold", "/tiers/1/keep", "500")],
        ),
        (
            tiers(measure={"how": "earned", "currency": "pionts"}),
            [("reference_unknown", "/measure/currency", "points")],
        ),
        (
            tiers(measure={"how": "attribute", "attribute": "member.ordrs"}),
            [
                ("attribute_unknown", "/measure/attribute", "member.orders"),
                ("window_unfit", "/window/how", "ever"),
            ],
        ),
        (
            tiers(
                measure={
                    "how": "spend",
                    "lines": {"attribute": "line.categry", "op": "is", "value": "a"},
                }
            ),
            [("attribute_unknown", "/measure/lines/attribute", "line.category")],
        ),
    ],
)
def test_tier_sets(one: Any, expected: list[tuple[str, str, str | None]]) -> None:
    assert problems(one, points(), per_amount()) == expected


def test_thresholds_nobody_can_reach() -> None:
    assert problems(tiers(), points()) == [("threshold_unreachable", "/measure/currency", None)]
    few = per_amount(caps=[{"every": "ever", "points": 1999}])
    assert problems(tiers(), points(), few) == [("threshold_unreachable", "/tiers/2/at", "1999")]
