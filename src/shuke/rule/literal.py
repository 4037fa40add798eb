"""Values typed in conditions: from JSON to the constants that are compared."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import Any, Final

from shuke.kernel import Text
from shuke.rule.attribute import Attribute, AttributeType, nearest
from shuke.rule.condition import MAX_TEXT
from shuke.rule.problem import Problem

_TIME = re.compile(r"^([01]?\d|2[0-3]):([0-5]\d)$")
MAX_INT: Final = 2**63 - 1
MAX_DAYS: Final = 36_600

_WANTED: Final[dict[AttributeType, Text]] = {
    "int": Text(en="a whole number", zh="整数"),
    "cents": Text(
        en="an amount in minor units (a whole number)", zh="以最小货币单位计的金额（整数）"
    ),
    "number": Text(en="a number", zh="数字"),
    "text": Text(en=f"a text of 1 to {MAX_TEXT} characters", zh=f"1 到 {MAX_TEXT} 个字的文字"),
    "bool": Text(en="true or false", zh="true 或 false"),
    "date": Text(en="a date such as 2026-11-21", zh="日期，如 2026-11-21"),
    "moment": Text(
        en="a moment with offset such as 2026-11-21T14:02:00+08:00",
        zh="带时区的时刻，如 2026-11-21T14:02:00+08:00",
    ),
    "time": Text(en="a time of day such as 14:30", zh="一天中的时间，如 14:30"),
    "enum": Text(en="one of the listed values", zh="所列取值之一"),
    "texts": Text(en=f"a text of 1 to {MAX_TEXT} characters", zh=f"1 到 {MAX_TEXT} 个字的文字"),
}


class Wrong(Exception):
    """The value cannot be compared with the attribute."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.en)
        self.problem = problem


def constant(attribute: Attribute, value: Any, place: str) -> Any:
    """The constant that `attribute` is compared with. Raises Wrong with the problem."""
    if attribute.type == "enum":
        return _choice(attribute, value, place)
    found = _READ[attribute.type](value)
    if found is None:
        wanted = _WANTED[attribute.type]
        raise Wrong(
            Problem(
                code="value_type",
                place=place,
                message=Text(
                    en=f"“{attribute.title.en}” is compared with {wanted.en}, not {shown(value)}.",
                    zh=f"「{attribute.title.zh}」要与{wanted.zh}比较，不能是 {shown(value)}。",
                ),
            )
        )
    return found


def days(value: Any, place: str) -> int:
    """A number of days from 0 to a hundred years. Raises Wrong with the problem."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_DAYS:
        raise Wrong(
            Problem(
                code="value_type",
                place=place,
                message=Text(
                    en=f"Days are a whole number from 0 to {MAX_DAYS}, not {shown(value)}.",
                    zh=f"天数是 0 到 {MAX_DAYS} 的整数，不能是 {shown(value)}。",
                ),
            )
        )
    return value


def shown(value: Any) -> str:
    """A typed value, cut short, for a message."""
    said = repr(value)
    return said if len(said) <= 60 else said[:57] + "…"


def _choice(attribute: Attribute, value: Any, place: str) -> str | int:
    known = [choice.value for choice in attribute.values]
    if not isinstance(value, bool) and isinstance(value, (str, int)) and value in known:
        return value
    near = nearest(str(value), [str(one) for one in known])
    if near is None:
        titles = {
            title: str(c.value) for c in attribute.values for title in (c.title.en, c.title.zh)
        }
        said = nearest(str(value), list(titles))
        near = titles[said] if said is not None else None
    some = ", ".join(str(one) for one in known[:8]) + (", …" if len(known) > 8 else "")
    raise Wrong(
        Problem(
            code="value_unknown",
            place=place,
            message=Text(
                en=f"{shown(value)} is not a value of “{attribute.title.en}”. There are: {some}.",
                zh=f"{shown(value)} 不是「{attribute.title.zh}」的取值。可取：{some}。",
            ),
            suggestion=near,
        )
    )


def _int(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and -MAX_INT <= value <= MAX_INT:
        return value
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not math.isfinite(value) or abs(value) > 2**53:
        return None
    return float(value)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and 1 <= len(value) <= MAX_TEXT else None


def _bool(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _date(value: Any) -> int | None:
    # Python reads 2026-W48-4 as well, which nobody else does.
    if not isinstance(value, str) or len(value) != 10 or value[7] != "-":
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _time(value: Any) -> int | None:
    # YAML 1.1 reads a bare 14:30 as the sexagesimal number 870, which is the minute meant.
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < 1440 else None
    matched = _TIME.match(value) if isinstance(value, str) else None
    return int(matched[1]) * 60 + int(matched[2]) if matched else None


_READ: Final = {
    "int": _int,
    "cents": _int,
    "number": _number,
    "text": _text,
    "bool": _bool,
    "date": _date,
    "moment": _moment,
    "time": _time,
    "texts": _text,
}
