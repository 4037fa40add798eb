"""The meaning of every comparison, once as Python source for compiled conditions.

A comparison with a missing value is false, whatever the operator, except `absent`. `{x}` stands
for the expression read, `{v}` for a local name, `{c}` for a bound constant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from shuke.rule.anniversary import days_to_anniversary
from shuke.rule.attribute import Attribute
from shuke.rule.bound import rank

_PLAIN: Final = {
    "is": "{x} == {c}",
    "on": "{x} == {c}",
    "in": "{x} in {c}",
}
"""False by themselves for None, because no constant is None."""

_GUARDED: Final = {
    "is_not": "{v} != {c}",
    "not_in": "{v} not in {c}",
    "less_than": "{v} < {c}",
    "at_most": "{v} <= {c}",
    "more_than": "{v} > {c}",
    "at_least": "{v} >= {c}",
    "before": "{v} < {c}",
    "after": "{v} > {c}",
    "contains": "{c} in {v}",
    "starts_with": "{v}.startswith({c})",
    "ends_with": "{v}.endswith({c})",
    "like": "{c}({v}) is not None",
}
"""Need a value that is there."""

_LISTS: Final = {
    "present": "bool({x})",
    "absent": "not {x}",
    "has_any": "not {c}.isdisjoint({x})",
    "has_all": "{c}.issubset({x})",
    "has_none": "{c}.isdisjoint({x})",
}

Bind = Callable[[object], str]
"""Binds a constant and returns the name it has in the source."""


def source(
    attribute: Attribute, op: str, value: Any, x: str, fresh: Callable[[], str], bind: Bind
) -> str:
    """Python source of one comparison, in brackets; `x` is the expression of the attribute."""
    if attribute.type == "texts":
        return _list_source(attribute, op, value, x, bind)
    if op == "present":
        return f"({x} is not None)" if attribute.optional else "True"
    if op == "absent":
        return f"({x} is None)" if attribute.optional else "False"
    if attribute.type == "bool":
        return f"({x} is {value is (op == 'is')})"
    if attribute.type == "enum" and attribute.ordered and op not in ("is", "is_not", "not_in"):
        return f"({x} in {bind(frozenset(chosen(attribute, op, value)))})"
    if op in _PLAIN:
        bound = bind(frozenset(value) if op == "in" else value)
        return f"({_PLAIN[op].format(x=x, c=bound)})"
    name = fresh()
    if attribute.optional:
        there = f"({name} := {x}) is not None and "
        return f"({there}{_guarded(attribute, op, value, name, name, bind)})"
    wrapped = op == "between" and value[0] > value[1]
    first = f"({name} := {x})" if wrapped else x
    return f"({_guarded(attribute, op, value, first, name, bind)})"


def _guarded(attribute: Attribute, op: str, value: Any, v: str, name: str, bind: Bind) -> str:
    """`v` reads the value the first time, `name` afterwards."""
    if op == "between":
        low, high = bind(value[0]), bind(value[1])
        if value[0] <= value[1]:
            return f"{low} <= {v} <= {high}"
        return f"({v} >= {low} or {name} <= {high})"
    if op == "within_days":
        if attribute.type == "moment":
            return f"t.time - {bind(timedelta(days=value))} <= {v} <= t.time"
        return f"0 <= t.day - {v} <= {bind(value)}"
    if op == "older_than_days":
        if attribute.type == "moment":
            return f"{v} < t.time - {bind(timedelta(days=value))}"
        return f"t.day - {v} > {bind(value)}"
    if op == "anniversary_within_days":
        return f"{bind(days_to_anniversary)}({v}, t.day) <= {bind(value)}"
    if op == "not_in":
        value = frozenset(value)
    elif op == "like":
        value = glob(value)
    return _GUARDED[op].format(v=v, c=bind(value))


def _list_source(attribute: Attribute, op: str, value: Any, x: str, bind: Bind) -> str:
    there = f"({x} or ())" if attribute.optional else x
    bound = bind(frozenset(value)) if value is not None else ""
    return f"({_LISTS[op].format(x=there, c=bound)})"


def chosen(attribute: Attribute, op: str, value: Any) -> tuple[str | int, ...]:
    """The values of an ordered enum that a comparison accepts."""
    if op == "in":
        return tuple(value)
    if op == "between":
        low, high = rank(attribute, value[0]), rank(attribute, value[1])
    else:
        here = rank(attribute, value)
        low = {"at_least": here, "more_than": here + 1}.get(op, 0)
        high = {"at_most": here, "less_than": here - 1}.get(op, len(attribute.values) - 1)
    return tuple(choice.value for choice in attribute.values[low : high + 1])


def glob(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """A whole-text matcher: `*` is any run of characters, `?` any one.

    Each run between stars is found once, at its first place, in an atomic group; nothing is tried
    again, so the time is linear in the text for a given pattern.
    """
    runs = [
        "".join("." if char == "?" else re.escape(char) for char in run)
        for run in pattern.split("*")
    ]
    if len(runs) == 1:
        return re.compile(runs[0], re.DOTALL).fullmatch
    middle = "".join(f"(?>.*?{run})" for run in runs[1:-1] if run)
    return re.compile(f"{runs[0]}{middle}.*{runs[-1]}", re.DOTALL).fullmatch
