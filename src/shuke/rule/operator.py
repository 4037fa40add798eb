"""The operators: which types they compare and what they need on the right side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from shuke.kernel import Text
from shuke.rule.attribute import AttributeType

Operand = Literal["none", "one", "pair", "many", "days"]
"""The right side: nothing, one value, an inclusive pair, a list, or a number of days."""


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator. `ordered_enum` says that it also compares enums whose values are ordered."""

    op: str
    title: Text
    operand: Operand
    types: frozenset[AttributeType]
    ordered_enum: bool = False

    def takes(self, type_: AttributeType, *, ordered: bool) -> bool:
        """Whether the operator compares attributes of this type."""
        return type_ in self.types or (type_ == "enum" and ordered and self.ordered_enum)


def _types(*names: AttributeType) -> frozenset[AttributeType]:
    return frozenset(names)


_ANY = _types("int", "cents", "number", "text", "bool", "date", "moment", "time", "enum", "texts")
_EQUAL = _types("int", "cents", "number", "text", "bool", "date", "time", "enum")
_LISTED = _types("int", "cents", "text", "date", "enum")
_SIZED = _types("int", "cents", "number", "time")
_RANGED = _types("int", "cents", "number", "time", "date", "moment")
_TEXT = _types("text")
_DAY = _types("date")
_POINT = _types("date", "moment")
_LIST = _types("texts")


def _operator(
    op: str,
    en: str,
    zh: str,
    operand: Operand,
    types: frozenset[AttributeType],
    *,
    ordered_enum: bool = False,
) -> Operator:
    return Operator(op, Text(en=en, zh=zh), operand, types, ordered_enum)


OPERATORS: Final[dict[str, Operator]] = {
    operator.op: operator
    for operator in (
        _operator("is", "is", "为", "one", _EQUAL),
        _operator("is_not", "is not", "不为", "one", _EQUAL),
        _operator("in", "is one of", "为其中之一", "many", _LISTED),
        _operator("not_in", "is none of", "不在其中", "many", _LISTED),
        _operator("less_than", "is less than", "低于", "one", _SIZED, ordered_enum=True),
        _operator("at_most", "is at most", "至多", "one", _SIZED, ordered_enum=True),
        _operator("more_than", "is more than", "超过", "one", _SIZED, ordered_enum=True),
        _operator("at_least", "is at least", "至少", "one", _SIZED, ordered_enum=True),
        _operator("between", "is between", "介于", "pair", _RANGED, ordered_enum=True),
        _operator("contains", "contains", "包含", "one", _TEXT),
        _operator("starts_with", "starts with", "开头为", "one", _TEXT),
        _operator("ends_with", "ends with", "结尾为", "one", _TEXT),
        _operator("like", "matches", "符合", "one", _TEXT),
        _operator("present", "is present", "有值", "none", _ANY),
        _operator("absent", "is absent", "没有值", "none", _ANY),
        _operator("before", "is before", "早于", "one", _POINT),
        _operator("after", "is after", "晚于", "one", _POINT),
        _operator("on", "is on", "在当日", "one", _DAY),
        _operator("within_days", "is within the last days", "在最近几天内", "days", _POINT),
        _operator("older_than_days", "is longer ago than days", "在几天以前", "days", _POINT),
        _operator(
            "anniversary_within_days",
            "has its anniversary within days",
            "周年日在几天内",
            "days",
            _DAY,
        ),
        _operator("has_any", "has any of", "含其中任一", "many", _LIST),
        _operator("has_all", "has all of", "含其中全部", "many", _LIST),
        _operator("has_none", "has none of", "不含其中任何", "many", _LIST),
    )
}
