"""Explanations: what was required, what was seen, what failed first and how far it was."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from tests.rule.turns import CATALOGUE, condition, order, turn

from shuke.kernel import Text
from shuke.rule import Line, Node, explain, first_failed, how_far

DAIRY = {"attribute": "line.department", "op": "is", "value": "DAIRY"}
BASKET = order(
    Line(sku="milk", paid_cents=3000, department="DAIRY"),
    Line(sku="bread", paid_cents=500, department="BAKERY", quantity=3),
    Line(sku="brie", paid_cents=800, department="DAIRY"),
    store="East",
)


def told(document: dict[str, Any], place: str = "/when", **world: Any) -> Node:
    return explain(condition(document), turn(BASKET, **world), CATALOGUE, place=place)


def test_the_tree_of_the_console() -> None:
    node = told(
        {
            "all": [
                {"attribute": "member.tier.main", "op": "at_least", "value": "silver"},
                {
                    "lines": "sum",
                    "where": DAIRY,
                    "of": "line.paid_cents",
                    "op": "at_least",
                    "value": 5000,
                },
                {"attribute": "calendar.weekday", "op": "in", "value": [3, 6]},
            ]
        },
        tier="gold",
    )
    assert node.document("zh-CN") == {
        "op": "all",
        "title": "全部满足",
        "required": None,
        "seen": None,
        "passed": False,
        "place": "/when",
        "children": [
            {
                "op": "at_least",
                "title": "等级",
                "required": "≥ 银卡",
                "seen": "金卡",
                "passed": True,
                "place": "/when/all/0",
                "attribute": "member.tier.main",
                "children": [],
            },
            {
                "op": "lines.sum",
                "title": "部类为「DAIRY」的各行金额合计",
                "required": "≥ ¥50.00",
                "seen": "¥38.00",
                "passed": False,
                "place": "/when/all/1",
                "attribute": "line.paid_cents",
                "missing": 1200,
                "how_far": "还差 ¥12.00",
                "children": [],
            },
            {
                "op": "in",
                "title": "星期",
                "required": "周三/周六",
                "seen": "周六",
                "passed": True,
                "place": "/when/all/2",
                "attribute": "calendar.weekday",
                "children": [],
            },
        ],
    }
    assert how_far(node) == Text(en="¥12.00 short", zh="还差 ¥12.00")
    failed = first_failed(node)
    assert failed is not None
    assert failed.place == "/when/all/1"
    assert node.closeness == pytest.approx((1 + 0.76 + 1) / 3)


@pytest.mark.parametrize(
    ("document", "missing", "en"),
    [
        ({"attribute": "order.total_cents", "op": "at_least", "value": 4301}, 1, "¥0.01 short"),
        ({"attribute": "order.total_cents", "op": "more_than", "value": 4300}, 1, "¥0.01 short"),
        ({"attribute": "order.total_cents", "op": "at_most", "value": 4000}, -300,
         "¥3.00 too much"),
        ({"attribute": "order.total_cents", "op": "less_than", "value": 4300}, -1,
         "¥0.01 too much"),
        ({"attribute": "order.total_cents", "op": "between", "value": [4400, 5000]}, 100,
         "¥1.00 short"),
        ({"attribute": "order.total_cents", "op": "between", "value": [1, 4200]}, -100,
         "¥1.00 too much"),
        ({"attribute": "member.registered_days", "op": "at_least", "value": 8}, 1, "1 day short"),
        ({"attribute": "member.score", "op": "more_than", "value": 2.5}, 0.5, "0.5 short"),
        ({"attribute": "calendar.date", "op": "after", "value": "2026-11-21"}, 1, "1 day away"),
        ({"attribute": "calendar.date", "op": "before", "value": "2026-11-11"}, -11,
         "11 days away"),
        ({"lines": "count", "where": DAIRY, "op": "at_least", "value": 5}, 3, "3 short"),
    ],
)  # fmt: skip
def test_distances(document: dict[str, Any], missing: float, en: str) -> None:
    node = told(document, days=7, score=2.0)
    assert (node.passed, node.missing) == (False, missing)
    assert node.how_far is not None
    assert node.how_far.en == en


@pytest.mark.parametrize(
    "document",
    [
        {"attribute": "order.channel", "op": "is", "value": "app"},
        {"attribute": "member.registered_days", "op": "at_least", "value": 8},
        {"attribute": "member.tier.main", "op": "is", "value": "gold"},
    ],
)
def test_without_a_number_there_is_no_distance(document: dict[str, Any]) -> None:
    node = told(document)
    assert (node.passed, node.missing, node.how_far) == (False, None, None)
    assert node.seen in (Text(en="—", zh="—"), Text(en="Basic", zh="普通"))


def test_lines_show_the_line_that_tells() -> None:
    want = {"all": [DAIRY, {"attribute": "line.quantity", "op": "at_least", "value": 2}]}
    node = told({"lines": "any", "where": want})
    assert not node.passed
    assert node.seen == Text(en="0 of 3 lines", zh="0 / 3 行")
    # The first milk line has the department and half of the quantity: nearest.
    assert node.line == 1
    assert [leaf.passed for leaf in node.children[0].children] == [True, False]

    node = told({"lines": "every", "where": DAIRY})
    assert (node.passed, node.line) == (False, 2)
    assert node.seen == Text(en="2 of 3 lines", zh="2 / 3 行")
    assert node.children[0].seen == Text(en="“BAKERY”", zh="「BAKERY」")

    node = told({"lines": "any", "where": DAIRY})
    assert (node.passed, node.line) == (True, 1)


def test_the_first_failure_inside_none_is_what_should_not_hold() -> None:
    node = told(
        {
            "none": [
                {"attribute": "order.channel", "op": "present"},
                {"attribute": "order.store", "op": "is", "value": "East"},
            ]
        }
    )
    failed = first_failed(node)
    assert failed is not None
    assert (failed.place, failed.passed) == ("/when/none/1", True)


def test_how_far_speaks_only_when_one_number_says_it() -> None:
    short = {"attribute": "order.total_cents", "op": "at_least", "value": 5500}
    shorter = {"attribute": "order.total_cents", "op": "at_least", "value": 4400}
    wrong = {"attribute": "order.store", "op": "is", "value": "West"}
    assert how_far(told({"all": [short, wrong]})) is None
    assert how_far(told({"any": [short, shorter, wrong]})) == Text(
        en="¥1.00 short", zh="还差 ¥1.00"
    )
    assert how_far(told({"attribute": "order.store", "op": "is", "value": "East"})) is None
    assert (
        first_failed(told({"any": [short, {"attribute": "order.store", "op": "present"}]})) is None
    )


def test_the_turns_release_gives_the_catalogue() -> None:
    now: Any = turn(BASKET)
    now.release = SimpleNamespace(catalogue=CATALOGUE)
    assert explain(condition({"attribute": "order.store", "op": "is", "value": "East"}), now).passed
