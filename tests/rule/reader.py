"""A naive reader of condition documents: slow, plain, and with none of the product's code.

It knows only the documents and how to fetch a value; it is what compiled conditions and
explanations are held against.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any

Fetch = Callable[[str, Any], Any]
"""The value of an attribute, by name, on a line or None."""

ORDER = ["basic", "silver", "gold"]


def holds(document: dict[str, Any], fetch: Fetch, lines: list[Any], today: date, now: datetime,
          line: Any = None) -> bool:  # fmt: skip
    def inner(one: dict[str, Any], on: Any = line) -> bool:
        return holds(one, fetch, lines, today, now, on)

    if "all" in document:
        return all(inner(one) for one in document["all"])
    if "any" in document:
        return any(inner(one) for one in document["any"])
    if "none" in document:
        return not any(inner(one) for one in document["none"])
    if "lines" in document:
        kind, where = document["lines"], document.get("where")
        if kind == "every":
            return all(inner(where, one) for one in lines)
        matching = [one for one in lines if where is None or inner(where, one)]
        if kind == "any":
            return matching != []
        values = [1 if kind == "count" else fetch(document["of"], one) for one in matching]
        total = sum(value for value in values if value is not None)
        return compared(document["op"], total, document["value"], today, now, kind="int")
    value = fetch(document["attribute"], line)
    return compared(document["op"], value, document.get("value"), today, now)


def compared(
    op: str, value: Any, wanted: Any, today: date, now: datetime, *, kind: str = ""
) -> bool:
    """One comparison, case by case, on the values as JSON writes them."""
    if isinstance(value, list):
        return {
            "present": value != [],
            "absent": value == [],
            "has_any": any(one in value for one in wanted or []),
            "has_all": all(one in value for one in wanted or []),
            "has_none": not any(one in value for one in wanted or []),
        }[op]
    if op == "present":
        return value is not None
    if op == "absent":
        return value is None
    if value is None:
        return False
    if op in ("is", "on"):
        return bool(value == wanted)
    if op == "is_not":
        return bool(value != wanted)
    if op == "in":
        return any(value == one for one in wanted)
    if op == "not_in":
        return all(value != one for one in wanted)
    if op == "contains":
        return wanted in value
    if op == "starts_with":
        return value[: len(wanted)] == wanted
    if op == "ends_with":
        return value[-len(wanted) :] == wanted
    if op == "like":
        return fnmatchcase(value, wanted.replace("[", "[[]"))
    if op in ("within_days", "older_than_days", "anniversary_within_days"):
        return days(op, value, wanted, today, now)
    return ordered(op, value, wanted)


def days(op: str, value: str, wanted: int, today: date, now: datetime) -> bool:
    if len(value) > 10:
        age = now - datetime.fromisoformat(value)
        if op == "within_days":
            return timedelta(0) <= age <= timedelta(days=wanted)
        return age > timedelta(days=wanted)
    day = date.fromisoformat(value)
    if op == "within_days":
        return day <= today <= day + timedelta(days=wanted)
    if op == "older_than_days":
        return today > day + timedelta(days=wanted)
    for ahead in range(wanted + 1):
        then = today + timedelta(days=ahead)
        if (then.month, then.day) == (day.month, day.day):
            return True
        leap = then.year % 4 == 0 and (then.year % 100 != 0 or then.year % 400 == 0)
        if (day.month, day.day) == (2, 29) and (then.month, then.day) == (2, 28) and not leap:
            return True
    return False


def ordered(op: str, value: Any, wanted: Any) -> bool:
    if op == "between":
        low, high = key(wanted[0]), key(wanted[1])
        if isinstance(value, str) and ":" in value and len(value) == 5 and low > high:
            return key(value) >= low or key(value) <= high
        return bool(low <= key(value) <= high)
    here, there = key(value), key(wanted)
    return {
        "less_than": here < there,
        "before": here < there,
        "at_most": here <= there,
        "more_than": here > there,
        "after": here > there,
        "at_least": here >= there,
    }[op]


def key(value: Any) -> Any:
    """What a JSON value is ordered by."""
    if isinstance(value, str) and value in ORDER:
        return ORDER.index(value)
    if isinstance(value, str) and len(value) > 10:
        return datetime.fromisoformat(value)
    return value
