"""The worked numbers of docs/algorithms/earning.md; those of its tables are read from there."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest
from tests.program.harness import Member, fixed, multiply, per_amount, points, rule, tiers

DOC = Path(__file__).parents[2] / "docs" / "algorithms" / "earning.md"
DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}
FROM_100 = {"attribute": "order.total_cents", "op": "at_least", "value": 10000}


def give(*rules: object, lines: tuple[object, ...] = (12800,), **data: object) -> dict[str, int]:
    """What these rules give for one order, by rule."""
    member = Member(points(), *rules)
    member.buy("o-1", *lines, **data)  # type: ignore[arg-type]
    return member.given()


def test_one_point_per_yuan() -> None:
    assert give(per_amount()) == {"base": 128}


RULE = re.compile(
    r"(?P<points>\d+) per (?P<full>full )?(?P<per>[\d.]+)"
    r"(?:, times \"?(?P<times>[\d./]+)\"?)?(?P<dairy> on dairy)?(?: \(.*\))?"
)


def rows(first_column: str) -> list[list[str]]:
    """The cells of a table of the page, found by its first heading; the headings come first."""
    lines = DOC.read_text("utf-8").splitlines()
    begin = next(n for n, line in enumerate(lines) if line.startswith(f"| {first_column}|"))
    table = takewhile(lambda line: line.startswith("|"), lines[begin:])
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return [cells[0], *cells[2:]]


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))


@pytest.mark.parametrize(("says", "order", "gives"), rows("rule ")[1:])
def test_the_table_of_rules(says: str, order: str, gives: str) -> None:
    found = RULE.fullmatch(says)
    assert found is not None
    fields: dict[str, object] = {"points": int(found["points"])}
    if found["full"]:
        fields["whole"] = True
    if found["dairy"]:
        fields["lines"] = DAIRY
    if times := found["times"]:
        fields["times"] = times if "/" in times else float(times)
    lines = [
        (cents(words[-1]), words[0]) if len(words := part.split()) == 2 else cents(words[0])
        for part in order.split(", ")
    ]
    expected = gives.rpartition(" ")[2]
    made = per_amount(per_cents=cents(found["per"]), **fields)
    assert give(made, lines=tuple(lines)) == (
        {} if expected == "nothing" else {"base": int(expected)}
    )


ROUNDED = [
    (mode, where.removeprefix("at "), int(value))
    for where, *values in rows("")[1:]
    for mode, value in zip(rows("")[0][1:], values, strict=True)
]


@pytest.mark.parametrize(("mode", "at", "expected"), ROUNDED)
def test_rounding_is_where_the_rule_says(mode: str, at: str, expected: int) -> None:
    # Lines of 12.50, 11.50 and 1.50: 25.50 in all.
    lines = (1250, 1150, 150)
    assert give(per_amount(round={"mode": mode, "at": at}), lines=lines) == {"base": expected}


def test_times_come_before_rounding() -> None:
    assert give(per_amount(times=2), lines=(1250,)) == {"base": 25}
    assert give(per_amount(times="3/2"), lines=(333,)) == {"base": 4}
    assert give(per_amount(times=1.1), lines=(1000,)) == {"base": 11}


def test_whole_steps_count_only_when_full() -> None:
    whole = {"per_cents": 10000, "points": 10, "whole": True}
    assert give(per_amount(**whole), lines=(9999,)) == {}
    assert give(per_amount(**whole), lines=(25000,)) == {"base": 20}
    assert give(per_amount(per_cents=10000, points=10), lines=(25000,)) == {"base": 25}


def test_only_lines_that_match_count() -> None:
    assert give(per_amount(lines=DAIRY), lines=((5000, "dairy"), (6000, "bread"))) == {"base": 50}


def test_points_per_piece() -> None:
    per_piece = rule(
        "piece", {"how": "per_amount", "per_count": 1, "points": 5, "of": "line.quantity"}
    )
    assert give(per_piece, lines=(100, 200, 300)) == {"piece": 15}


def test_points_on_the_order_total_with_shipping() -> None:
    assert give(per_amount(of="order.total_cents"), lines=(1000,), shipping=500) == {"base": 15}


def test_a_multiplier_adds_to_what_others_gave() -> None:
    assert give(per_amount(), multiply("double", 2)) == {"base": 128, "double": 128}
    assert give(per_amount(), multiply("half-more", "3/2"), lines=(1300,)) == {
        "base": 13,
        "half-more": 6,
    }


def test_a_multiplier_on_lines_uses_the_shares_of_the_lines() -> None:
    # 1.50 + 1.50 + 1.00 give 4; by largest remainder the lines hold 2, 1 and 1.
    lines = ((150, "dairy"), (150, "bread"), (100, "bread"))
    assert give(per_amount(), multiply("dairy", 3, lines=DAIRY), lines=lines) == {
        "base": 4,
        "dairy": 4,
    }


def test_a_multiplier_on_named_rules() -> None:
    rules = (
        per_amount(),
        fixed("gift", 50),
        multiply("on-gift", 2, on=["gift"]),
        multiply("on-both", 3, on=["base", "gift"]),
    )
    assert give(*rules, lines=(1000,)) == {"base": 10, "gift": 50, "on-gift": 50, "on-both": 120}


def test_best_of_a_group() -> None:
    group = {"stack": {"group": "promo", "mode": "best"}}
    rules = (per_amount(), multiply("a-double", 2, **group), multiply("b-triple", 3, **group))
    assert give(*rules, lines=(1000,)) == {"base": 10, "b-triple": 20}


def test_best_of_a_group_at_a_tie_is_the_first_key() -> None:
    group = {"stack": {"group": "promo", "mode": "best"}}
    assert give(fixed("b", 10, **group), fixed("a", 10, **group)) == {"a": 10}


def test_sum_and_product_of_a_group() -> None:
    def rules(mode: str) -> tuple[object, ...]:
        group = {"stack": {"group": "promo", "mode": mode}}
        return per_amount(), multiply("double", 2, **group), multiply("triple", 3, **group)

    # Sum: +1 × and +2 ×. Product: × 2, then × 3 on that: 10 + 10 + 40.
    assert give(*rules("sum"), lines=(1000,)) == {"base": 10, "double": 10, "triple": 20}
    assert give(*rules("product"), lines=(1000,)) == {"base": 10, "double": 10, "triple": 40}


def test_a_multiplier_works_only_on_the_rule_that_won() -> None:
    group = {"stack": {"group": "base", "mode": "best"}}
    rules = (per_amount("one", **group), per_amount("two", points=2, **group), multiply("x2", 2))
    assert give(*rules, lines=(1000,)) == {"two": 20, "x2": 20}


def test_the_threshold_itself_counts() -> None:
    bonus = fixed("bonus", 50, **{"if": FROM_100})
    assert give(bonus, lines=(9999,)) == {}
    assert give(bonus, lines=(10000,)) == {"bonus": 50}


def test_validity_ends_at_the_end_of_its_last_day_in_the_programmes_zone() -> None:
    valid = {"valid": {"from": "2026-03-02", "to": "2026-03-03"}}
    member = Member(points(), per_amount(**valid), start="2026-03-01 23:59")
    member.buy("o-1", 1000)
    assert member.given() == {}
    member.to("2026-03-02 00:00")
    member.buy("o-2", 1000)
    assert member.given() == {"base": 10}
    member.to("2026-03-03 23:59")
    member.buy("o-3", 1000)
    assert member.given() == {"base": 10}
    member.to("2026-03-04 00:00")
    member.buy("o-4", 1000)
    assert member.given() == {}


def test_a_late_ticket_is_judged_on_its_own_day() -> None:
    tuesday = {"if": {"attribute": "calendar.weekday", "op": "is", "value": 2}}
    member = Member(points(), per_amount(**tuesday), start="2026-03-05 12:00")
    member.buy("o-1", 1000, on="2026-03-03 23:30")
    assert member.given() == {"base": 10}
    member.buy("o-2", 1000, on="2026-03-04 00:10")
    assert member.given() == {}


def test_rules_see_the_member_as_he_was_before_the_order() -> None:
    first = {"if": {"attribute": "member.orders", "op": "is", "value": 0}}
    silver = {"if": {"attribute": "member.tier.main", "op": "at_least", "value": "silver"}}
    member = Member(
        points(), per_amount(), fixed("first", 100, **first), multiply("x2", 2, **silver), tiers()
    )
    member.buy("o-1", 60000)
    assert member.given() == {"base": 600, "first": 100}
    assert member.tier() == "silver"
    member.buy("o-2", 1000)
    assert member.given() == {"base": 10, "x2": 10}


def test_interactions_earn_too() -> None:
    member = Member(points(), fixed("check-in", 5, when="member.checked_in"))
    member.send("member.checked_in")
    assert member.given() == {"check-in": 5}


def test_the_same_order_number_in_another_event_is_refused() -> None:
    member = Member(points(), per_amount())
    member.buy("o-1", 1000)
    before = member.state
    with pytest.raises(Exception, match="order_repeated"):
        member.buy("o-1", 1000)
    assert member.state is before
