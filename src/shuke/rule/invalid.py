"""What msgspec found wrong with JSON, said in both languages with a JSON pointer and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import inspect

from shuke.kernel import Text
from shuke.rule.attribute import nearest
from shuke.rule.problem import Problem

_AT = re.compile(r"^(?P<said>.*?)(?: - at `(?P<path>(?:key in )?\$[^`]*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")

# msgspec's wording → (code, English, Chinese); groups fill the placeholders.
_WORDINGS: Final = (
    (
        r"Object contains unknown field `(?P<name>[^`]*)`",
        "field_unknown",
        "There is no field {name!r} here.",
        "这里没有字段 {name!r}。",
    ),
    (
        r"Object missing required field `(?P<name>[^`]*)`",
        "field_missing",
        "The field {name!r} is missing.",
        "缺少字段 {name!r}。",
    ),
    (
        r"Expected `int` >= 0$",
        "amount_negative",
        "The number must not be negative.",
        "数字不能为负。",
    ),
    (
        r"(Expected `int` <= 9223372036854775807$|Integer value out of range)",
        "amount_too_large",
        "The number does not fit into 64 bits.",
        "数字超出 64 位。",
    ),
    (
        r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`",
        "type_wrong",
        "Expected {wanted}, got {got}.",
        "应为 {wanted}，实际是 {got}。",
    ),
    (
        r"Expected `(?P<wanted>[^`]*)` of length (?P<length>.*)",
        "length_wrong",
        "The length must be {length}.",
        "长度必须 {length}。",
    ),
    (
        r"Expected `(?P<wanted>[^`]*)` (?P<bound>[<>]=? .*)",
        "out_of_range",
        "The number must be {bound}.",
        "数字必须 {bound}。",
    ),
    (
        r"Expected `str` matching regex (?P<pattern>.*)",
        "pattern_wrong",
        "The text must match {pattern}.",
        "文字必须符合 {pattern}。",
    ),
    (
        r"Invalid enum value (?P<value>.*)",
        "value_unknown",
        "{value} is not one of the allowed values.",
        "{value} 不在允许的取值内。",
    ),
    (
        r"Invalid value (?P<value>.*)",
        "value_unknown",
        "{value} is not one of the allowed values.",
        "{value} 不在允许的取值内。",
    ),
    (
        r"Invalid RFC3339 encoded (?P<wanted>.*)",
        "moment_wrong",
        "This is not an RFC 3339 {wanted}.",
        "这不是 RFC 3339 格式的时间或日期（{wanted}）。",
    ),
    (
        r"A condition has exactly one of (?P<shapes>.*)",
        "condition_shape",
        "A condition has exactly one of {shapes}.",
        "一个条件只能有其中之一：{shapes}。",
    ),
    (
        r"A group needs at least one condition",
        "group_empty",
        "A group needs at least one condition.",
        "条件组至少要有一个条件。",
    ),
    (
        r"`(?P<name>\w+)` does not belong to this condition",
        "field_misplaced",
        "{name!r} does not belong to this condition.",
        "{name!r} 不属于这种条件。",
    ),
    (
        r"`(?P<name>\w+)` is missing",
        "field_missing",
        "The field {name!r} is missing.",
        "缺少字段 {name!r}。",
    ),
    (
        r"(JSON is malformed|Input data was truncated)(?P<why>.*)",
        "json_malformed",
        "The JSON is malformed{why}.",
        "JSON 格式不对{why}。",
    ),
)


def translate(error: Exception, type_: Any = None, base: str = "") -> Problem:
    """A msgspec error as a Problem. `type_` is what was decoded (for the nearest field name).

    Also for the RecursionError that msgspec raises on a document nested hundreds deep.
    """
    if isinstance(error, RecursionError):
        deep = Text(en="The document is nested too deeply.", zh="文档嵌套过深。")
        return Problem(code="too_deep", place=base, message=deep)
    matched = _AT.match(str(error))
    assert matched is not None
    said = matched["said"]
    steps = list(_steps(matched["path"] or "$"))
    code, message, suggestion = "invalid", Text(en=said, zh=said), None
    for pattern, kind, en, zh in _WORDINGS:
        found = re.match(pattern, said)
        if found is None:
            continue
        groups = found.groupdict()
        code, message = kind, Text(en=en.format(**groups), zh=zh.format(**groups))
        if said.startswith("Object "):
            name = groups["name"]
            if kind == "field_unknown":
                suggestion = nearest(name, _fields(type_, steps)) if type_ is not None else None
            steps.append(name)
        break
    return Problem(code=code, place=base + pointer(steps), message=message, suggestion=suggestion)


def pointer(steps: list[str]) -> str:
    """A JSON pointer (RFC 6901) from its steps."""
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _steps(path: str) -> Iterator[str]:
    # A list index is in the path; the key of a dict is not (msgspec writes `[...]`).
    for name, index in _STEP.findall(path.removeprefix("key in ")):
        yield name or (index if index != "..." else "*")


def _fields(type_: Any, steps: list[str]) -> list[str]:
    """The field names at a place inside a type; empty when it cannot be told."""
    here: list[inspect.Type] = [inspect.type_info(type_)]
    for step in steps:
        here = [inner for outer in here for inner in _inside(outer, step)]
    return [
        field.encode_name
        for node in here
        if isinstance(node, inspect.StructType)
        for field in node.fields
    ]


def _inside(node: inspect.Type, step: str) -> Iterator[inspect.Type]:
    if isinstance(node, inspect.UnionType):
        for option in node.types:
            yield from _inside(option, step)
    elif isinstance(node, inspect.StructType):
        for field in node.fields:
            if field.encode_name == step:
                yield from _flat(field.type)
    elif isinstance(node, inspect.ListType):
        yield from _flat(node.item_type)
    elif isinstance(node, inspect.DictType):
        yield from _flat(node.value_type)


def _flat(node: inspect.Type) -> Iterator[inspect.Type]:
    if isinstance(node, inspect.UnionType):
        yield from node.types
    else:
        yield node
