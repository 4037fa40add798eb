"""One meaning: the compiled function, the explanation and a naive reader always agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rule.reader import holds
from tests.rule.turns import CATALOGUE, FakeTurn, World, condition

from shuke.rule import Line, OrderPaid, check, compile_condition, compile_lines, explain, walk

WORDS = ["", "a", "ab", "abc", "b", "c*d", "[a]", "é\n", "DAIRY"]
texts = st.sampled_from(WORDS[1:])
amounts = st.integers(-3, 12)
days = st.dates(date(2023, 12, 20), date(2024, 3, 10)).map(date.isoformat)
moments = st.integers(0, 7 * 86_400).map(
    lambda second: (datetime(2024, 2, 25, tzinfo=UTC) + timedelta(seconds=second)).isoformat()
)
minutes = st.integers(0, 1439).map(lambda m: f"{m // 60:02d}:{m % 60:02d}")
tiers = st.sampled_from(["basic", "silver", "gold"])
ranks = {"basic": 0, "silver": 1, "gold": 2}


def pairs(values: st.SearchStrategy[Any], key: Any = None) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=2, max_size=2).map(lambda pair: sorted(pair, key=key))


def lists(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, min_size=1, max_size=3)


def compare(
    name: str, values: st.SearchStrategy[Any], ops: dict[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[dict[str, Any]]:
    cases = [
        st.fixed_dictionaries({"attribute": st.just(name), "op": st.just(op), "value": value})
        for op, value in ops.items()
    ]
    cases += [
        st.just({"attribute": name, "op": "present"}),
        st.just({"attribute": name, "op": "absent"}),
    ]
    return st.one_of(cases)


def one_of(values: st.SearchStrategy[Any], *ops: str) -> dict[str, st.SearchStrategy[Any]]:
    return dict.fromkeys(ops, values)


EQUAL = ("is", "is_not")
SIZED = ("less_than", "at_most", "more_than", "at_least")
few = st.integers(0, 40)
text_ops = {
    **one_of(texts, *EQUAL, "contains", "starts_with", "ends_with"),
    **one_of(lists(texts), "in", "not_in"),
    "like": st.text("abc*?[]d", min_size=1, max_size=6),
}
int_ops = {
    **one_of(amounts, *EQUAL, *SIZED),
    **one_of(lists(amounts), "in", "not_in"),
    "between": pairs(amounts),
}
number_values = st.sampled_from([0, 0.5, 1, 1.5, -2.25, 7])

on_turn = st.one_of(
    compare("order.total_cents", amounts, int_ops),
    compare("order.store", texts, text_ops),
    compare("member.registered_days", amounts, int_ops),
    compare("member.staff", st.booleans(), one_of(st.booleans(), *EQUAL)),
    compare("member.score", number_values, {**one_of(number_values, *EQUAL, *SIZED),
                                            "between": pairs(number_values)}),
    compare("member.tags", texts, one_of(lists(texts), "has_any", "has_all", "has_none")),
    compare("member.tier.main", tiers, {**one_of(tiers, *EQUAL, *SIZED),
                                        **one_of(lists(tiers), "in", "not_in"),
                                        "between": pairs(tiers, ranks.get)}),
    compare("member.visited", days, {**one_of(days, *EQUAL, "on", "before", "after"),
                                     **one_of(lists(days), "in", "not_in"),
                                     **one_of(few, "within_days", "older_than_days",
                                              "anniversary_within_days"),
                                     "between": pairs(days)}),
    compare("member.seen_at", moments, {**one_of(moments, "before", "after"),
                                        **one_of(st.integers(0, 5), "within_days",
                                                 "older_than_days"),
                                        "between": pairs(moments)}),
    compare("calendar.minute_of_day", minutes, {**one_of(minutes, *EQUAL, *SIZED),
                                                "between": st.lists(minutes, min_size=2,
                                                                    max_size=2)}),
)  # fmt: skip

on_line = st.one_of(
    compare("line.department", texts, text_ops),
    compare("line.quantity", amounts, int_ops),
    compare("line.list_cents", amounts, int_ops),
    on_turn,
)


def groups(leaf: st.SearchStrategy[dict[str, Any]], most: int) -> st.SearchStrategy[dict[str, Any]]:
    def extend(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        members = st.lists(inner, min_size=1, max_size=4)
        return st.one_of(
            *(st.fixed_dictionaries({kind: members}) for kind in ("all", "any", "none"))
        )

    return st.recursive(leaf, extend, max_leaves=most)


where = groups(on_line, 3)
measured = {
    "op": st.sampled_from(SIZED),
    "value": st.integers(-2, 20),
}
aggregates = st.one_of(
    st.fixed_dictionaries({"lines": st.sampled_from(["any", "every"]), "where": where}),
    st.fixed_dictionaries({"lines": st.just("count"), **measured}, optional={"where": where}),
    st.fixed_dictionaries(
        {
            "lines": st.just("sum"),
            "of": st.sampled_from(["line.paid_cents", "line.quantity", "line.list_cents"]),
            **measured,
        },
        optional={"where": where},
    ),
)
documents = groups(st.one_of(on_turn, aggregates), 8)

lines = st.builds(
    Line,
    sku=texts,
    paid_cents=st.integers(0, 6),
    quantity=st.integers(0, 6),
    department=st.none() | texts,
    list_cents=st.none() | st.integers(0, 6),
)


@st.composite
def turns(draw: st.DrawFn) -> FakeTurn:
    bought = draw(st.lists(lines, max_size=4))
    day = draw(st.none() | days)
    seen = draw(st.none() | moments)
    world = World(
        tier=draw(st.none() | tiers),
        days=draw(st.none() | amounts),
        visited=None if day is None else date.fromisoformat(day).toordinal(),
        seen_at=None if seen is None else datetime.fromisoformat(seen),
        tags=draw(st.none() | st.lists(texts, max_size=3)),
        score=draw(st.none() | number_values),
        staff=draw(st.none() | st.booleans()),
    )
    data = OrderPaid(
        order_id="1",
        total_cents=sum(line.paid_cents for line in bought),
        lines=bought,
        store=draw(st.none() | texts),
    )
    now = datetime(2024, 2, 27, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 5000)))
    return FakeTurn(data, now, world=world)


def fetch(turn: FakeTurn, name: str, line: Any) -> Any:
    """A value as JSON writes it, read by hand and not through the catalogue."""
    world, data = turn.world, turn.data
    if name.startswith("line."):
        return getattr(line, name.removeprefix("line."))
    return {
        "order.total_cents": data.total_cents,
        "order.store": data.store,
        "member.registered_days": world.days,
        "member.staff": world.staff,
        "member.score": world.score,
        "member.tags": world.tags or [],
        "member.tier.main": world.tier,
        "member.visited": world.visited and date.fromordinal(world.visited).isoformat(),
        "member.seen_at": world.seen_at and world.seen_at.isoformat(),
        "calendar.minute_of_day": turn.local.strftime("%H:%M"),
    }[name]


def expected(document: dict[str, Any], turn: FakeTurn, line: Any = None) -> bool:
    return holds(
        document,
        lambda name, on: fetch(turn, name, on),
        turn.data.lines,
        turn.local.date(),
        turn.time,
        line,
    )


KNOWN = {"range_impossible"}


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, st.lists(turns(), min_size=1, max_size=3))
def test_compiled_explained_and_read_agree(
    document: dict[str, Any], several: list[FakeTurn]
) -> None:
    made = condition(document)
    impossible = {problem.code for problem in check(made, CATALOGUE, events=["order.paid"])}
    assert impossible <= KNOWN
    compiled = compile_condition(made, CATALOGUE)
    for turn in several:
        wanted = expected(document, turn)
        assert compiled(turn) is wanted
        node = explain(made, turn, CATALOGUE)
        assert node.passed is wanted
        assert (node.closeness == 1.0) is wanted
        for part in walk(node):
            assert not part.passed or part.how_far is None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(groups(on_line, 6), turns(), lines)
def test_conditions_on_one_line_agree(document: dict[str, Any], turn: FakeTurn, line: Line) -> None:
    made = condition(document)
    wanted = expected(document, turn, line)
    assert compile_lines(made, CATALOGUE)(turn, line) is wanted
    assert explain(made, turn, CATALOGUE, line=line).passed is wanted
