"""Condition documents: one shape each, the same from JSON and YAML."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.rule.turns import condition

from shuke.rule import Condition, all_of, any_of, compare, none_of, translate


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({}, ""),
        ({"all": []}, ""),
        ({"all": [], "any": []}, ""),
        ({"attribute": "order.total_cents", "all": []}, ""),
        ({"attribute": "order.total_cents"}, ""),
        (
            {"attribute": "order.total_cents", "op": "is", "where": {"attribute": "x", "op": "is"}},
            "",
        ),
        ({"lines": "any"}, ""),
        (
            {"lines": "any", "where": {"attribute": "line.sku", "op": "present"}, "op": "is"},
            "",
        ),
        ({"lines": "sum", "op": "is", "value": 1}, ""),
        ({"lines": "most"}, "/lines"),
        ({"al": []}, "/al"),
        ({"any": [{"all": [{"attribute": "x", "op": "is"}, {}]}]}, "/any/0/all/1"),
    ],
)
def test_a_document_of_no_shape_is_refused(document: dict[str, Any], place: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        condition(document)
    problem = translate(caught.value, Condition)
    assert problem.place == place
    assert problem.message.zh
    assert problem.message.zh != problem.message.en


def test_a_document_survives_the_round_trip() -> None:
    made = all_of(
        compare("order.total_cents", "at_least", 5000),
        any_of(
            compare("order.store", "in", ["a", "b"]), none_of(compare("order.tender", "absent"))
        ),
        Condition(lines="count", where=compare("line.sku", "is", "A"), op="more_than", value=1),
    )
    assert msgspec.json.decode(msgspec.json.encode(made), type=Condition) == made
    assert msgspec.yaml.decode(msgspec.yaml.encode(made), type=Condition) == made
    assert msgspec.to_builtins(made)["all"][0] == {
        "attribute": "order.total_cents",
        "op": "at_least",
        "value": 5000,
    }


def test_yaml_reads_bare_words_as_they_are_meant() -> None:
    made = msgspec.yaml.decode(
        "all:\n"
        "- {attribute: calendar.date, op: on, value: 2026-11-21}\n"
        "- {attribute: calendar.minute_of_day, op: between, value: [22:00, 6:00]}\n",
        type=Condition,
    )
    assert made.members[0].op == "on"
    assert made.members[0].value == "2026-11-21"
    assert made.members[1].value == [1320, 360]


def test_a_document_nested_hundreds_deep_is_a_problem_like_any_other() -> None:
    raw = b'{"all":[' * 5000 + b'{"attribute":"order.store","op":"present"}' + b"]}" * 5000
    with pytest.raises(RecursionError) as caught:
        msgspec.json.decode(raw, type=Condition)
    assert translate(caught.value, Condition).code == "too_deep"
