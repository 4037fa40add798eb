"""The meaning of every comparison on one value: what `explain` judges by.

The compiled source says the same (`comparing`); a property holds the two and a naive reader of the
documents together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from shuke.rule.anniversary import days_to_anniversary
from shuke.rule.attribute import Attribute
from shuke.rule.comparing import chosen, glob

_ENUM: Final = ("less_than", "at_most", "more_than", "at_least", "between")


def meets(attribute: Attribute, op: str, constant: Any, seen: Any, turn: Any) -> bool:
    """Whether a value seen meets a comparison; the same meaning as the compiled one."""
    if attribute.type == "texts":
        return _list_meets(op, constant, seen or ())
    if op == "absent" or seen is None:
        return op == "absent" and seen is None
    if attribute.type == "enum" and attribute.ordered and op in _ENUM:
        return seen in chosen(attribute, op, constant)
    match op:
        case "present":
            return True
        case "is" | "on":
            return bool(seen == constant)
        case "is_not":
            return bool(seen != constant)
        case "in":
            return seen in constant
        case "not_in":
            return seen not in constant
        case "less_than" | "before":
            return bool(seen < constant)
        case "at_most":
            return bool(seen <= constant)
        case "more_than" | "after":
            return bool(seen > constant)
        case "at_least":
            return bool(seen >= constant)
        case "between":
            low, high = constant
            if low <= high:
                return bool(low <= seen <= high)
            return bool(seen >= low or seen <= high)
    return _text_or_day(attribute, op, constant, seen, turn)


def _text_or_day(attribute: Attribute, op: str, constant: Any, seen: Any, turn: Any) -> bool:
    match op:
        case "contains":
            return constant in seen
        case "starts_with":
            return bool(seen.startswith(constant))
        case "ends_with":
            return bool(seen.endswith(constant))
        case "like":
            return glob(constant)(seen) is not None
        case "anniversary_within_days":
            return bool(days_to_anniversary(seen, turn.day) <= constant)
    if attribute.type == "moment":
        start = turn.time - timedelta(days=constant)
        return bool(start <= seen <= turn.time) if op == "within_days" else bool(seen < start)
    age = turn.day - seen
    return bool(0 <= age <= constant) if op == "within_days" else bool(age > constant)


def _list_meets(op: str, constant: Any, seen: Any) -> bool:
    have = set(seen)
    match op:
        case "present":
            return bool(have)
        case "absent":
            return not have
        case "has_any":
            return not have.isdisjoint(constant)
        case "has_all":
            return have.issuperset(constant)
    return have.isdisjoint(constant)
