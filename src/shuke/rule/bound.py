"""A condition bound to a catalogue: names became attributes, typed values became constants.

`bind` finds everything that is wrong on the way. Compiling, explaining and reading aloud start
from the bound tree, so they cannot disagree about what a document says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from shuke.kernel import Text
from shuke.rule.attribute import Attribute, nearest
from shuke.rule.catalogue import Catalogue
from shuke.rule.condition import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_VALUES,
    Condition,
    GroupOp,
    LinesOp,
)
from shuke.rule.literal import Wrong, constant, days, shown
from shuke.rule.operator import OPERATORS, Operator
from shuke.rule.problem import Problem


@dataclass(frozen=True, slots=True)
class Group:
    """All, any or none of the members."""

    op: GroupOp
    members: tuple[Bound, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An attribute against a constant: one value, a tuple (pair or list), days, or None."""

    attribute: Attribute
    operator: Operator
    value: Any
    place: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Order lines: any or every line matches, or the matching lines' sum or count is compared.

    `measure` is the attribute that the sum or count behaves like (title, type, unit).
    """

    kind: LinesOp
    where: Bound | None
    place: str
    of: Attribute | None = None
    operator: Operator | None = None
    value: Any = None
    measure: Attribute | None = None


Bound = Group | Comparison | Lines

COUNT = Attribute(
    "lines.count",
    "int",
    Text(en="number of lines", zh="行数"),
    "",
    optional=False,
    unit=Text(en="", zh="行"),
    least=0,
)


def bind(
    condition: Condition,
    catalogue: Catalogue,
    place: str = "",
    events: Collection[str] | None = None,
    *,
    on_line: bool = False,
) -> tuple[Bound | None, list[Problem]]:
    """The bound tree, or None and what is wrong.

    `events` are the event types the condition will meet; None leaves that unchecked, an empty
    collection allows only what every event has. `on_line` says that a line is at hand.
    """
    binder = _Binder(catalogue, events)
    bound = binder.bind(condition, place, 1, on_line)
    return (None if binder.problems else bound), binder.problems


def leaves(bound: Bound) -> Iterator[Comparison | Lines]:
    """Every comparison and line part, also those inside `where`."""
    if isinstance(bound, Group):
        for member in bound.members:
            yield from leaves(member)
        return
    yield bound
    if isinstance(bound, Lines) and bound.where is not None:
        yield from leaves(bound.where)


def attributes(bound: Bound) -> Iterator[Attribute]:
    """Every attribute that the condition reads."""
    for leaf in leaves(bound):
        if isinstance(leaf, Comparison):
            yield leaf.attribute
        elif leaf.of is not None:
            yield leaf.of


class _Binder:
    """One walk over a document; gathers problems instead of stopping at the first."""

    def __init__(self, catalogue: Catalogue, events: Collection[str] | None) -> None:
        self.catalogue = catalogue
        self.events = events
        self.problems: list[Problem] = []
        self.nodes = 0

    def bind(self, condition: Condition, place: str, depth: int, on_line: bool) -> Bound | None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.refuse(
                "too_deep",
                place,
                f"Conditions may be nested {MAX_DEPTH} deep.",
                f"条件最多嵌套 {MAX_DEPTH} 层。",
            )
            return None
        if self.nodes > MAX_NODES:
            if self.nodes == MAX_NODES + 1:
                self.refuse(
                    "too_many",
                    place,
                    f"A condition may have {MAX_NODES} parts.",
                    f"一个条件最多 {MAX_NODES} 个部分。",
                )
            return None
        if condition.attribute is not None:
            return self.comparison(condition, place, on_line)
        if condition.lines is not None:
            return self.lines(condition, place, depth, on_line)
        group = condition.group
        assert group is not None
        members = [
            self.bind(member, f"{place}/{group}/{index}", depth + 1, on_line)
            for index, member in enumerate(condition.members)
        ]
        return Group(group, tuple(m for m in members if m is not None), place)

    def comparison(self, condition: Condition, place: str, on_line: bool) -> Comparison | None:
        assert condition.attribute is not None
        attribute = self.attribute(condition.attribute, f"{place}/attribute", on_line)
        if attribute is None:
            return None
        operator = self.operator(condition, attribute, place)
        if operator is None:
            return None
        try:
            value = self.operand(condition.value, operator, attribute, f"{place}/value")
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return None
        return Comparison(attribute, operator, value, place)

    def lines(self, condition: Condition, place: str, depth: int, on_line: bool) -> Lines | None:
        kind = condition.lines
        assert kind is not None
        if on_line or not self.have_lines():
            self.refuse(
                "lines_unavailable",
                f"{place}/lines",
                "There are no order lines to look at here.",
                "这里没有订单行可看。",
            )
            return None
        where = None
        if condition.where is not None:
            where = self.bind(condition.where, f"{place}/where", depth + 1, on_line=True)
            if where is None:
                return None
        if kind in ("any", "every"):
            return Lines(kind, where, place)
        of, measure = None, COUNT
        if kind == "sum":
            assert condition.of is not None
            of = self.attribute(condition.of, f"{place}/of", on_line=True)
            if of is None:
                return None
            if not of.of_line or of.type not in ("int", "cents"):
                self.refuse(
                    "not_summable",
                    f"{place}/of",
                    f"“{of.title.en}” cannot be summed over lines.",
                    f"「{of.title.zh}」不能按行求和。",
                )
                return None
            measure = of
        operator = self.operator(condition, measure, place)
        if operator is None:
            return None
        try:
            value = self.operand(condition.value, operator, measure, f"{place}/value")
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return None
        return Lines(kind, where, place, of, operator, value, measure)

    def attribute(self, name: str, place: str, on_line: bool) -> Attribute | None:
        found = self.catalogue.attribute(name)
        if found is None:
            usable = [a.name for a in self.catalogue.attributes.values() if self.available(a)]
            self.refuse(
                "attribute_unknown",
                place,
                f"There is no attribute {shown(name)}.",
                f"没有属性 {shown(name)}。",
                nearest(name, usable),
            )
            return None
        if not self.available(found):
            self.refuse(
                "attribute_unavailable",
                place,
                f"“{found.title.en}” is not known when this event comes.",
                f"发生这个事件时还没有「{found.title.zh}」。",
            )
            return None
        if found.of_line and not on_line:
            self.refuse(
                "attribute_of_line",
                place,
                f"“{found.title.en}” belongs to order lines; ask for it inside `lines`.",
                f"「{found.title.zh}」是订单行的属性，要写在 lines 里。",
            )
            return None
        return found

    def available(self, attribute: Attribute) -> bool:
        if self.events is None or attribute.events is None:
            return True
        return bool(self.events) and all(event in attribute.events for event in self.events)

    def have_lines(self) -> bool:
        return any(a.of_line and self.available(a) for a in self.catalogue.attributes.values())

    def operator(self, condition: Condition, attribute: Attribute, place: str) -> Operator | None:
        usable = [
            operator.op
            for operator in OPERATORS.values()
            if operator.takes(attribute.type, ordered=attribute.ordered)
        ]
        op = condition.op
        assert isinstance(op, str)
        found = OPERATORS.get(op)
        if found is not None and op in usable:
            return found
        if found is None:
            self.refuse(
                "operator_unknown",
                f"{place}/op",
                f"There is no operator {shown(op)}.",
                f"没有运算 {shown(op)}。",
                nearest(op, usable),
            )
        else:
            allowed = ", ".join(usable)
            self.refuse(
                "operator_type",
                f"{place}/op",
                f"“{attribute.title.en}” cannot be compared by {op}; use {allowed}.",
                f"「{attribute.title.zh}」不能用 {op} 比较；可用：{allowed}。",
                _INSTEAD.get((op, attribute.type)),
            )
        return None

    def operand(self, value: Any, operator: Operator, attribute: Attribute, place: str) -> Any:
        """The constant on the right side. Raises Wrong."""
        if operator.operand == "none":
            if value is not None:
                raise Wrong(
                    Problem(
                        "value_needless",
                        place,
                        Text(en=f"{operator.op} takes no value.", zh=f"{operator.op} 不需要值。"),
                    )
                )
            return None
        if operator.operand == "days":
            return days(value, place)
        if operator.operand == "one":
            return constant(attribute, value, place)
        if operator.operand == "pair":
            return self.pair(value, attribute, place)
        if not isinstance(value, list) or not 1 <= len(value) <= MAX_VALUES:
            raise Wrong(
                Problem(
                    "value_type",
                    place,
                    Text(
                        en=f"{operator.op} takes a list of 1 to {MAX_VALUES} values.",
                        zh=f"{operator.op} 需要 1 到 {MAX_VALUES} 个值的列表。",
                    ),
                )
            )
        found = [constant(attribute, one, f"{place}/{i}") for i, one in enumerate(value)]
        return tuple(dict.fromkeys(found))

    def pair(self, value: Any, attribute: Attribute, place: str) -> tuple[Any, Any]:
        """The inclusive bounds of `between`. Only times of day may go past midnight."""
        if not isinstance(value, list) or len(value) != 2:
            raise Wrong(
                Problem(
                    "value_type",
                    place,
                    Text(
                        en="between takes two values: the first and the last.",
                        zh="between 需要两个值：起和止。",
                    ),
                )
            )
        low, high = (constant(attribute, one, f"{place}/{i}") for i, one in enumerate(value))
        first, last = rank(attribute, low), rank(attribute, high)
        if first > last and attribute.type != "time":
            raise Wrong(
                Problem(
                    "range_impossible",
                    place,
                    Text(
                        en=f"Nothing lies between {value[0]} and {value[1]}: the first is greater.",
                        zh=f"{value[0]} 到 {value[1]} 之间没有值：起大于止。",
                    ),
                )
            )
        return low, high

    def refuse(
        self, code: str, place: str, en: str, zh: str, suggestion: str | None = None
    ) -> None:
        self.problems.append(Problem(code, place, Text(en=en, zh=zh), suggestion))


def shape(bound: Bound | None) -> object:
    """All of a condition but its places, to tell whether two say the same of a line."""
    if isinstance(bound, Group):
        return (bound.op, tuple(shape(member) for member in bound.members))
    if isinstance(bound, Comparison):
        return (bound.attribute.name, bound.operator.op, bound.value)
    return None


def rank(attribute: Attribute, value: Any) -> Any:
    """What a value is ordered by: itself, or for an enum its place in the list."""
    if attribute.type != "enum":
        return value
    return next(i for i, choice in enumerate(attribute.values) if choice.value == value)


# What somebody means who uses an operator of another type.
_INSTEAD: dict[tuple[str, str], str] = {
    ("before", "int"): "less_than",
    ("after", "int"): "more_than",
    ("more_than", "date"): "after",
    ("less_than", "date"): "before",
    ("is", "texts"): "has_any",
    ("in", "texts"): "has_any",
    ("not_in", "texts"): "has_none",
    ("contains", "texts"): "has_any",
}
