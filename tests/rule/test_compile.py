"""Compiled functions: lines, shared passes, and constants that can never become code."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from tests.rule.turns import CATALOGUE, condition, order, turn

from shuke.rule import (
    Catalogue,
    Line,
    compare,
    compile_condition,
    compile_line_places,
    compile_line_total,
    compile_lines,
)
from shuke.rule import compile as compiling

BASKET = order(
    Line(sku="milk", paid_cents=300, department="DAIRY", quantity=2),
    Line(sku="bread", paid_cents=200, department="BAKERY"),
    Line(sku="brie", paid_cents=900, department="DAIRY", list_cents=1000),
    Line(sku="bag", paid_cents=10),
)
DAIRY = {"attribute": "line.department", "op": "is", "value": "DAIRY"}


def judge(document: dict[str, Any], data: Any = BASKET) -> bool:
    return compile_condition(condition(document), CATALOGUE)(turn(data))


@pytest.mark.parametrize(
    ("document", "held"),
    [
        ({"lines": "any", "where": DAIRY}, True),
        ({"lines": "every", "where": DAIRY}, False),
        (
            {"lines": "sum", "where": DAIRY, "of": "line.paid_cents", "op": "is", "value": 1200},
            True,
        ),
        ({"lines": "sum", "of": "line.paid_cents", "op": "is", "value": 1410}, True),
        ({"lines": "sum", "of": "line.list_cents", "op": "is", "value": 1000}, True),
        ({"lines": "sum", "of": "line.quantity", "op": "at_least", "value": 6}, False),
        ({"lines": "count", "where": DAIRY, "op": "between", "value": [2, 2]}, True),
        ({"lines": "count", "op": "is", "value": 4}, True),
        ({"lines": "count", "where": {"none": [DAIRY]}, "op": "is", "value": 2}, True),
        (
            {"lines": "count", "op": "is", "value": 1,
             "where": {"attribute": "line.department", "op": "absent"}},
            True,
        ),
    ],
)  # fmt: skip
def test_lines(document: dict[str, Any], held: bool) -> None:
    assert judge(document) is held
    assert judge({"none": [document]}) is not held
    assert judge({"any": [{"all": [document, document]}]}) is held


def test_an_order_without_lines() -> None:
    empty = order(shipping_cents=500)
    assert judge({"lines": "every", "where": DAIRY}, empty)
    assert not judge({"lines": "any", "where": DAIRY}, empty)
    assert judge({"lines": "count", "op": "is", "value": 0}, empty)
    assert judge({"lines": "sum", "of": "line.paid_cents", "op": "at_most", "value": 0}, empty)


def test_places_and_totals_of_matching_lines() -> None:
    now = turn(BASKET)
    assert compile_line_places(condition(DAIRY), CATALOGUE)(now) == [0, 2]
    assert compile_line_places(None, CATALOGUE)(now) == [0, 1, 2, 3]
    assert compile_line_total(condition(DAIRY), "line.paid_cents", CATALOGUE)(now) == 1200
    assert compile_line_total(None, "line.list_cents", CATALOGUE)(now) == 1000
    dairy = compile_lines(condition(DAIRY), CATALOGUE)
    assert [dairy(now, line) for line in BASKET.lines] == [True, False, True, False]


def test_counts_and_sums_of_one_group_share_a_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    make = compiling._Writer.make

    def keep(self: Any, name: str) -> Any:
        written.extend(self.functions)
        return make(self, name)

    monkeypatch.setattr(compiling._Writer, "make", keep)
    document = {
        "all": [
            {"lines": "sum", "where": DAIRY, "of": "line.paid_cents", "op": "at_least", "value": 5},
            {"lines": "count", "where": DAIRY, "op": "at_least", "value": 2},
            {"lines": "count", "op": "at_most", "value": 4},
            {"attribute": "order.store", "op": "absent"},
        ]
    }
    assert judge(document)
    (source,) = written
    assert source.count("for line in") == 1
    assert source.count("line.department ==") == 1
    assert source.index("d.store is None") < source.index("for line in")


HOSTILE = [
    "'); import os; os.abort(); ('",
    '"""\n    return True\n"""',
    "\\",
    "{t} {v} {c}",
    "\u2028d.lines",
    "c0",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_user_types_is_never_source(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    make = compiling._Writer.make

    def keep(self: Any, name: str) -> Any:
        written.extend(self.functions)
        return make(self, name)

    monkeypatch.setattr(compiling._Writer, "make", keep)
    for op in ("is", "is_not", "contains", "starts_with", "ends_with", "like"):
        made = condition({"attribute": "order.store", "op": op, "value": value})
        plain = condition({"attribute": "order.store", "op": op, "value": "x"})
        held = compile_condition(made, CATALOGUE)(turn(order(store=value)))
        assert held is (op != "is_not") or op == "like"
        compile_condition(plain, CATALOGUE)
        assert written[-2] == written[-1]


def test_a_name_that_is_no_attribute_never_reaches_the_compiler() -> None:
    with pytest.raises(Exception, match="no attribute"):
        compile_condition(compare("t.data.__class__", "is", "x"), Catalogue())


def test_a_compiled_condition_is_one_function_of_the_turn() -> None:
    made = compile_condition(condition(DAIRY | {"attribute": "order.store"}), CATALOGUE)
    assert list(inspect.signature(made).parameters) == ["t"]
