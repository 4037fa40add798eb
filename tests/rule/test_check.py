"""What is refused when a condition is saved: the place, the code, and what would do instead."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rule.turns import CATALOGUE, condition

from shuke.rule import (
    ConditionInvalid,
    Problem,
    attributes_read,
    check,
    compile_condition,
    state_attributes,
)


def problems(document: dict[str, Any], events: list[str] | None = None) -> list[Problem]:
    found = check(condition(document), CATALOGUE, "/when", events=events or ["order.paid"])
    assert all(problem.message.en and problem.message.zh for problem in found)
    return found


def one(document: dict[str, Any]) -> tuple[str, str, str | None]:
    (problem,) = problems(document)
    return problem.code, problem.place, problem.suggestion


def compare(attribute: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"attribute": attribute, "op": op, "value": value}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            compare("order.totl_cents", "at_least", 5),
            ("attribute_unknown", "/when/attribute", "order.total_cents"),
        ),
        (
            compare("total_cents", "at_least", 5),
            ("attribute_unknown", "/when/attribute", "order.total_cents"),
        ),
        (compare("zzz", "at_least", 5), ("attribute_unknown", "/when/attribute", None)),
        (
            compare("order.total_cents", "at_leest", 5),
            ("operator_unknown", "/when/op", "at_least"),
        ),
        (compare("order.store", "at_least", 5), ("operator_type", "/when/op", None)),
        (compare("member.visited", "more_than", "2026-01-01"),
         ("operator_type", "/when/op", "after")),
        (compare("member.tags", "in", ["a"]), ("operator_type", "/when/op", "has_any")),
        (compare("order.total_cents", "is", "5"), ("value_type", "/when/value", None)),
        (compare("order.total_cents", "is", True), ("value_type", "/when/value", None)),
        (compare("order.total_cents", "is", 1.5), ("value_type", "/when/value", None)),
        (compare("order.total_cents", "is", 2**63), ("value_type", "/when/value", None)),
        (compare("order.total_cents", "is"), ("value_type", "/when/value", None)),
        (compare("order.total_cents", "present", 1), ("value_needless", "/when/value", None)),
        (compare("order.store", "is", ""), ("value_type", "/when/value", None)),
        (compare("order.store", "is", "x" * 257), ("value_type", "/when/value", None)),
        (compare("order.store", "in", []), ("value_type", "/when/value", None)),
        (compare("order.store", "in", ["a", 1]), ("value_type", "/when/value/1", None)),
        (compare("order.store", "in", "a"), ("value_type", "/when/value", None)),
        (compare("calendar.date", "on", "2026-02-30"), ("value_type", "/when/value", None)),
        (compare("calendar.date", "on", "2026-W48-4"), ("value_type", "/when/value", None)),
        (compare("calendar.minute_of_day", "is", "24:00"), ("value_type", "/when/value", None)),
        (compare("member.seen_at", "before", "2026-01-01T00:00:00"),
         ("value_type", "/when/value", None)),
        (compare("member.visited", "within_days", -1), ("value_type", "/when/value", None)),
        (compare("member.tier.main", "at_least", "sliver"),
         ("value_unknown", "/when/value", "silver")),
        (compare("member.tier.main", "is", "银"), ("value_unknown", "/when/value", "silver")),
        (compare("order.total_cents", "between", [10, 5]),
         ("range_impossible", "/when/value", None)),
        (compare("member.tier.main", "between", ["gold", "silver"]),
         ("range_impossible", "/when/value", None)),
        (compare("calendar.day_of_month", "at_least", 32), ("range_impossible", "/when", None)),
        (compare("line.sku", "is", "A"), ("attribute_of_line", "/when/attribute", None)),
        (compare("refund.amount_cents", "is", 5),
         ("attribute_unavailable", "/when/attribute", None)),
        ({"lines": "sum", "of": "line.sku", "op": "is", "value": 1},
         ("not_summable", "/when/of", None)),
        ({"lines": "count", "op": "less_than", "value": 0}, ("range_impossible", "/when", None)),
        (
            {"lines": "any", "where": {"lines": "count", "op": "is", "value": 1}},
            ("lines_unavailable", "/when/where/lines", None),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(
    document: dict[str, Any], expected: tuple[str, str, str | None]
) -> None:
    assert one(document) == expected


def test_every_problem_is_found_at_once() -> None:
    found = problems(
        {
            "all": [
                compare("order.totl_cents", "is", 1),
                {"none": [compare("order.store", "is", 3)]},
                {"lines": "any", "where": compare("line.skuu", "is", "A")},
            ]
        }
    )
    assert [(p.code, p.place) for p in found] == [
        ("attribute_unknown", "/when/all/0/attribute"),
        ("value_type", "/when/all/1/none/0/value"),
        ("attribute_unknown", "/when/all/2/where/attribute"),
    ]
    assert found[2].suggestion == "line.sku"


TOTAL = "order.total_cents"


@pytest.mark.parametrize(
    "members",
    [
        [compare(TOTAL, "at_least", 10), compare(TOTAL, "less_than", 10)],
        [compare(TOTAL, "more_than", 4), compare(TOTAL, "less_than", 5)],
        [compare(TOTAL, "is", 3), compare(TOTAL, "is", 4)],
        [compare(TOTAL, "is", 3), compare(TOTAL, "is_not", 3)],
        [compare(TOTAL, "in", [1, 2]), compare(TOTAL, "at_least", 3)],
        [compare("order.store", "is", "a"), compare("order.store", "not_in", ["a", "b"])],
        [compare("order.store", "absent"), compare("order.store", "is", "a")],
        [compare("member.staff", "is", True), compare("member.staff", "is", False)],
        [
            compare("member.tier.main", "at_least", "gold"),
            compare("member.tier.main", "is", "basic"),
        ],
        [compare("calendar.weekday", "is", 3), compare("calendar.weekday", "between", [4, 7])],
        [
            compare("calendar.date", "after", "2026-01-02"),
            compare("calendar.date", "before", "2026-01-03"),
        ],
        [compare(TOTAL, "at_least", 10), {"all": [compare(TOTAL, "at_most", 9)]}],
        [
            {"lines": "sum", "of": "line.paid_cents", "op": "at_least", "value": 10},
            {"lines": "sum", "of": "line.paid_cents", "op": "at_most", "value": 9},
        ],
    ],
)  # fmt: skip
def test_bounds_that_leave_nothing_are_refused(members: list[dict[str, Any]]) -> None:
    assert [p.code for p in problems({"all": members})] == ["range_impossible"]
    assert problems({"any": members}) == []


@pytest.mark.parametrize(
    "members",
    [
        [compare(TOTAL, "at_least", 10), compare(TOTAL, "at_most", 10)],
        [compare("member.score", "more_than", 4), compare("member.score", "less_than", 5)],
        [
            compare("calendar.minute_of_day", "between", ["22:00", "06:00"]),
            compare("calendar.minute_of_day", "at_most", "05:00"),
        ],
        [compare("member.tags", "has_any", ["a"]), compare("member.tags", "has_none", ["b"])],
        [
            {
                "lines": "count",
                "where": compare("line.sku", "is", "A"),
                "op": "at_least",
                "value": 2,
            },
            {
                "lines": "count",
                "where": compare("line.sku", "is", "B"),
                "op": "at_most",
                "value": 1,
            },
        ],
    ],
)
def test_bounds_that_leave_something_are_kept(members: list[dict[str, Any]]) -> None:
    assert problems({"all": members}) == []


def test_limits_hold_on_depth_and_size() -> None:
    deep: dict[str, Any] = compare(TOTAL, "is", 1)
    for _ in range(7):
        deep = {"all": [deep]}
    assert problems(deep) == []
    assert [p.code for p in problems({"any": [deep]})] == ["too_deep"]
    wide = {"any": [compare(TOTAL, "is", n) for n in range(199)]}
    assert problems(wide) == []
    wide["any"].append(compare(TOTAL, "is", 1000))
    assert [(p.code, p.place) for p in problems(wide)] == [("too_many", "/when/any/199")]


def test_events_decide_what_is_known() -> None:
    asked = condition(compare("order.total_cents", "at_least", 1))
    assert check(asked, CATALOGUE) == []
    assert check(asked, CATALOGUE, events=["order.paid"]) == []
    for events in (["order.paid", "order.refunded"], ["member.checked_in"], []):
        (problem,) = check(asked, CATALOGUE, events=events)
        assert problem.code == "attribute_unavailable"
    shared = condition(compare("order.order_id", "present"))
    assert check(shared, CATALOGUE, events=["order.paid", "order.refunded"]) == []
    general = condition(compare("calendar.weekday", "is", 1))
    assert check(general, CATALOGUE, events=[]) == []


def test_a_condition_on_one_line_reads_it_directly() -> None:
    asked = condition(compare("line.department", "is", "DAIRY"))
    assert check(asked, CATALOGUE, on_line=True) == []
    assert [p.code for p in check(asked, CATALOGUE)] == ["attribute_of_line"]


def test_an_unchecked_condition_is_refused_where_it_is_used() -> None:
    with pytest.raises(ConditionInvalid) as caught:
        compile_condition(condition(compare("nothing.here", "is", 1)), CATALOGUE)
    assert caught.value.place == "/attribute"
    assert [flaw.code for flaw in caught.value.flaws] == ["attribute_unknown"]


def test_what_a_condition_reads_is_known() -> None:
    asked = condition(
        {
            "all": [
                compare("member.tier.main", "is", "gold"),
                compare("calendar.is_birthday", "is", True),
                {"lines": "sum", "of": "line.paid_cents", "op": "is", "value": 1,
                 "where": compare("line.sku", "is", "A")},
            ]
        }
    )  # fmt: skip
    assert [a.name for a in attributes_read(asked, CATALOGUE)] == [
        "member.tier.main",
        "calendar.is_birthday",
        "line.paid_cents",
        "line.sku",
    ]
    assert state_attributes(asked, CATALOGUE) == {"member.tier.main", "calendar.is_birthday"}
