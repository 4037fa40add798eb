"""The worked examples of docs/algorithms/conditions.md hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.rule.turns import CATALOGUE, order, turn

from shuke.rule import Condition, Line, check, compile_condition, explain
from shuke.rule.operator import OPERATORS

PAGE = (Path(__file__).parents[2] / "docs/algorithms/conditions.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = msgspec.yaml.decode(
    PAGE.partition("## Worked examples")[2].partition("```yaml\n")[2].partition("```")[0]
)

BASKET = order(
    Line(sku="milk", paid_cents=3000, department="DAIRY"),
    Line(sku="brie", paid_cents=800, department="DAIRY"),
    Line(sku="loaf", paid_cents=500, department="BAKERY", quantity=3),
    Line(sku="bag", paid_cents=10),
    store="East",
)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == 23


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["if"])[:60])
def test_worked_example(example: dict[str, Any]) -> None:
    made = msgspec.convert(example["if"], Condition)
    now = turn(BASKET, days=7)
    assert check(made, CATALOGUE, events=["order.paid"]) == []
    assert compile_condition(made, CATALOGUE)(now) is example["holds"]
    node = explain(made, now, CATALOGUE)
    assert node.passed is example["holds"]
    assert node.missing == example.get("missing", node.missing)


def test_every_operator_is_on_the_page() -> None:
    table = PAGE.partition("## Types and operators")[2].partition("## The calendar")[0]
    assert [op for op in OPERATORS if op not in table] == []
