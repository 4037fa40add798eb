"""How many points one rule gives, compiled once per release to a function of the case.

Which branch a rule takes (fixed, per amount, by line, multiplier) and how it rounds is settled
here, so that judging an order only calls what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from shuke.kernel import share_out
from shuke.program.rounding import down

if TYPE_CHECKING:
    from shuke.program.plan import RulePlan

ByLine = dict[int, list[int] | tuple[int, list[int]]]
"""By slot, what each line has of a rule's points: the shares, or (points, weights) until somebody
asks for the shares."""

Give = Callable[[Any, list[int], ByLine], int]
"""`give(case, points, by_line)`: the points of a rule whose condition holds, before caps. `points`
are those of the rules judged before it, by slot; it leaves its lines in `by_line` where needed."""


def giving(rule: RulePlan) -> Give:
    """The function of a rule that knows its slot and what it multiplies."""
    if rule.fixed:
        fixed = rule.numerator
        return lambda _case, _points, _by_line: fixed
    if rule.multiplies:
        return _multiplying(rule)
    rounded = _rounded(rule)
    if rule.amounts is None:
        read = rule.read
        assert read is not None
        return lambda case, _points, _by_line: rounded(read(case))
    if rule.needs_shares or rule.at_line:
        return _by_line(rule, rounded)
    total = rule.total
    assert total is not None
    return lambda case, _points, _by_line: rounded(total(case))


def shares_of(by_line: ByLine, slot: int) -> list[int] | None:
    """What each line has of a rule's points; None when it gave none by line."""
    found = by_line.get(slot)
    if isinstance(found, tuple):
        found = by_line[slot] = share_out(*found)
    return found


def multiplied_lines(rule: RulePlan, case: Any, by_line: ByLine) -> list[int]:
    """The points a multiplier multiplies, on each line; 0 where the line does not match."""
    each = [0] * len(getattr(case.data, "lines", ()))
    for other in rule.on:
        found = shares_of(by_line, other.slot)
        if found is not None:
            each = [one + more for one, more in zip(each, found, strict=True)]
    if rule.places is None:
        return each
    matching = [0] * len(each)
    for place in rule.places(case):
        matching[place] = each[place]
    return matching


def _rounded(rule: RulePlan) -> Callable[[int], int]:
    """From an amount to whole points."""
    per, numerator, denominator = rule.per, rule.numerator, rule.denominator
    round_ = rule.round
    if rule.whole:
        if round_ is down:
            return lambda amount: amount // per * numerator // denominator
        return lambda amount: round_(amount // per * numerator, denominator)
    if round_ is down:
        return lambda amount: amount * numerator // denominator
    return lambda amount: round_(amount * numerator, denominator)


def _by_line(rule: RulePlan, rounded: Callable[[int], int]) -> Give:
    amounts, slot = rule.amounts, rule.slot
    assert amounts is not None

    def each_rounded(case: Any, _points: list[int], by_line: ByLine) -> int:
        each = [rounded(amount) for amount in amounts(case)]
        by_line[slot] = each
        return sum(each)

    def shared_out(case: Any, _points: list[int], by_line: ByLine) -> int:
        found = amounts(case)
        total = rounded(sum(found))
        by_line[slot] = total, found
        return total

    return each_rounded if rule.at_line else shared_out


def _multiplying(rule: RulePlan) -> Give:
    numerator, denominator, round_, slot = rule.numerator, rule.denominator, rule.round, rule.slot
    slots = [other.slot for other in rule.on]
    places = rule.places

    def of_all(_case: Any, points: list[int], _by_line: ByLine) -> int:
        base = 0
        for other in slots:
            base += points[other]
        return round_(base * numerator, denominator)

    def of_matching(case: Any, _points: list[int], by_line: ByLine) -> int:
        assert places is not None
        matching = places(case)
        base = 0
        if matching:
            for other in slots:
                found = shares_of(by_line, other)
                if found is not None:
                    for place in matching:
                        base += found[place]
        return round_(base * numerator, denominator)

    plain = of_all if places is None else of_matching

    def by_line_(case: Any, points: list[int], by_line: ByLine) -> int:
        each = multiplied_lines(rule, case, by_line)
        if rule.at_line:
            each = [round_(base * numerator, denominator) for base in each]
            by_line[slot] = each
            return sum(each)
        total = plain(case, points, by_line)
        by_line[slot] = total, each
        return total

    return by_line_ if rule.at_line or rule.needs_shares else plain
