"""Comparisons in words: as part of a sentence, and as what is required in an explanation."""

from __future__ import annotations

from typing import Any, Final

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.catalogue import Catalogue
from shuke.rule.wording import Language, alternatives, count, fill, listed, value

_DAYS: Final = Text(en="days", zh="天")

_SAID: Final[dict[str, Text]] = {
    "is": Text(en="{t} is {v}", zh="{t}为{v}"),
    "is_not": Text(en="{t} is not {v}", zh="{t}不为{v}"),
    "in": Text(en="{t} is {v}", zh="{t}为{v}"),
    "not_in": Text(en="{t} is not {v}", zh="{t}不为{v}"),
    "less_than": Text(en="{t} is less than {v}", zh="{t}低于{v}"),
    "at_most": Text(en="{t} is at most {v}", zh="{t}至多{v}"),
    "more_than": Text(en="{t} is more than {v}", zh="{t}超过{v}"),
    "at_least": Text(en="{t} is at least {v}", zh="{t}至少{v}"),
    "between": Text(en="{t} is between {a} and {b}", zh="{t}在{a}到{b}之间"),
    "contains": Text(en="{t} contains {v}", zh="{t}含{v}"),
    "starts_with": Text(en="{t} starts with {v}", zh="{t}以{v}开头"),
    "ends_with": Text(en="{t} ends with {v}", zh="{t}以{v}结尾"),
    "like": Text(en="{t} matches {v}", zh="{t}符合{v}"),
    "present": Text(en="{t} is present", zh="{t}有值"),
    "absent": Text(en="{t} is absent", zh="{t}没有值"),
    "before": Text(en="{t} is before {v}", zh="{t}早于{v}"),
    "after": Text(en="{t} is after {v}", zh="{t}晚于{v}"),
    "on": Text(en="{t} is {v}", zh="{t}为{v}"),
    "within_days": Text(en="{t} is within the last {n}", zh="{t}在最近{n}内"),
    "older_than_days": Text(en="{t} is more than {n} ago", zh="{t}在{n}以前"),
    "anniversary_within_days": Text(
        en="the anniversary of {t} is at most {n} ahead", zh="{t}的周年日在{n}内"
    ),
    "has_any": Text(en="{t} include {v}", zh="{t}含{v}"),
    "has_all": Text(en="{t} include {v}", zh="{t}含{v}"),
    "has_none": Text(en="{t} do not include {v}", zh="{t}不含{v}"),
}

_SAID_OF_TYPE: Final[dict[tuple[str, str], Text]] = {
    ("enum", "at_least"): Text(en="{t} is {v} or above", zh="{t}至少为{v}"),
    ("enum", "at_most"): Text(en="{t} is {v} or below", zh="{t}至多为{v}"),
    ("enum", "more_than"): Text(en="{t} is above {v}", zh="{t}高于{v}"),
    ("enum", "less_than"): Text(en="{t} is below {v}", zh="{t}低于{v}"),
    ("time", "at_least"): Text(en="{t} is {v} or later", zh="{t}不早于{v}"),
    ("time", "at_most"): Text(en="{t} is {v} or earlier", zh="{t}不晚于{v}"),
    ("time", "more_than"): Text(en="{t} is after {v}", zh="{t}晚于{v}"),
    ("time", "less_than"): Text(en="{t} is before {v}", zh="{t}早于{v}"),
    ("time", "wrapped"): Text(
        en="{t} is between {a} and {b} the next day", zh="{t}在{a}到次日{b}之间"
    ),
}

_REQUIRED: Final[dict[str, Text]] = {
    "is": Text(en="{v}", zh="{v}"),
    "on": Text(en="{v}", zh="{v}"),
    "in": Text(en="{v}", zh="{v}"),
    "is_not": Text(en="≠ {v}", zh="≠ {v}"),
    "not_in": Text(en="none of {v}", zh="都不是 {v}"),
    "less_than": Text(en="< {v}", zh="< {v}"),
    "at_most": Text(en="≤ {v}", zh="≤ {v}"),
    "more_than": Text(en="> {v}", zh="> {v}"),
    "at_least": Text(en="≥ {v}", zh="≥ {v}"),
    "between": Text(en="{a}–{b}", zh="{a}–{b}"),
    "contains": Text(en="contains {v}", zh="含{v}"),
    "starts_with": Text(en="starts with {v}", zh="以{v}开头"),
    "ends_with": Text(en="ends with {v}", zh="以{v}结尾"),
    "like": Text(en="matches {v}", zh="符合{v}"),
    "present": Text(en="present", zh="有值"),
    "absent": Text(en="absent", zh="没有值"),
    "before": Text(en="before {v}", zh="早于{v}"),
    "after": Text(en="after {v}", zh="晚于{v}"),
    "within_days": Text(en="within the last {n}", zh="最近{n}内"),
    "older_than_days": Text(en="more than {n} ago", zh="{n}以前"),
    "anniversary_within_days": Text(en="anniversary at most {n} ahead", zh="周年日在{n}内"),
    "has_any": Text(en="any of {v}", zh="含任一：{v}"),
    "has_all": Text(en="all of {v}", zh="全部含：{v}"),
    "has_none": Text(en="none of {v}", zh="都不含：{v}"),
}


def said(
    attribute: Attribute,
    op: str,
    constant: Any,
    catalogue: Catalogue,
    language: Language,
    title: str | None = None,
) -> str:
    """A comparison as a clause: "order total is at least ¥50.00"."""
    if attribute.type == "bool" and attribute.said is not None and op in ("is", "is_not"):
        true = bool(constant) is (op == "is")
        return attribute.said[0 if true else 1].of(language)
    wrapped = attribute.type == "time" and op == "between" and constant[0] > constant[1]
    key = (attribute.type, "wrapped" if wrapped else op)
    template = _SAID_OF_TYPE.get(key, _SAID[op]).of(language)
    values = _values(attribute, op, constant, catalogue, language)
    if isinstance(constant, tuple) and op != "between":
        each = [value(attribute, one, catalogue, language) for one in constant]
        joint = ("和", "and") if op == "has_all" else ("或", "or")
        values["v"] = alternatives(each, language, *joint)
    return fill(template, language, t=title or attribute.title.of(language), **values)


def required(
    attribute: Attribute, op: str, constant: Any, catalogue: Catalogue, language: Language
) -> str:
    """What a comparison asks for, short: "≥ ¥50.00", "周三/周六"."""
    template = _REQUIRED[op].of(language)
    return fill(template, language, **_values(attribute, op, constant, catalogue, language))


def _values(
    attribute: Attribute, op: str, constant: Any, catalogue: Catalogue, language: Language
) -> dict[str, str]:
    if constant is None:
        return {}
    if op in ("within_days", "older_than_days", "anniversary_within_days"):
        return {"n": count(constant, _DAYS, language)}
    if op == "between":
        low, high = (value(attribute, one, catalogue, language) for one in constant)
        if attribute.unit is not None:
            low = count(constant[0], None, language)
        return {"a": low, "b": high}
    if isinstance(constant, tuple):
        each = [value(attribute, one, catalogue, language) for one in constant]
        return {"v": listed(each, language, "/", "/")}
    return {"v": value(attribute, constant, catalogue, language)}
