"""The words of rounding, periods and numbers, in both languages."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from shuke.kernel import Text
from shuke.ledger import Writer
from shuke.program.document import PerAmount
from shuke.rule import Catalogue, Condition, Told, glue, money, tell_lines

ROUNDED: Final[dict[tuple[str, str], Text]] = {
    ("down", "total"): Text(en="rounded down", zh="向下取整"),
    ("up", "total"): Text(en="rounded up", zh="向上取整"),
    ("half_up", "total"): Text(en="rounded to the nearest, halves up", zh="四舍五入"),
    ("half_even", "total"): Text(en="rounded to the nearest, halves to even", zh="四舍六入五成双"),
    ("down", "line"): Text(en="rounded down line by line", zh="逐行向下取整"),
    ("up", "line"): Text(en="rounded up line by line", zh="逐行向上取整"),
    ("half_up", "line"): Text(en="rounded to the nearest line by line", zh="逐行四舍五入"),
    ("half_even", "line"): Text(
        en="rounded to the nearest line by line, halves to even", zh="逐行四舍六入五成双"
    ),
}

CAPS: Final[dict[str, Text]] = {
    "day": Text(en="daily cap {used} of {limit} used", zh="今日上限 {used}/{limit}"),
    "week": Text(en="weekly cap {used} of {limit} used", zh="本周上限 {used}/{limit}"),
    "month": Text(en="monthly cap {used} of {limit} used", zh="本月上限 {used}/{limit}"),
    "year": Text(en="yearly cap {used} of {limit} used", zh="本年上限 {used}/{limit}"),
    "ever": Text(en="cap {used} of {limit} used", zh="总上限 {used}/{limit}"),
}

EACH: Final[dict[str, Text]] = {
    "day": Text(en="per member per day", zh="每人每日"),
    "week": Text(en="per member per week", zh="每人每周"),
    "month": Text(en="per member per month", zh="每人每月"),
    "year": Text(en="per member per year", zh="每人每年"),
    "ever": Text(en="per member", zh="每人总共"),
}


def number(value: Fraction | int) -> str:
    """A number in full: 1,234; 12.5; what does not end is cut after three decimals: 33.333…"""
    if isinstance(value, int) or value.denominator == 1:
        return f"{int(value):,}"
    for digits in range(1, 7):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(int(scaled), 10**digits)
            return f"{whole:,}.{rest:0{digits}d}"
    whole, rest = divmod(int(value * 1000), 1000)
    return f"{whole:,}.{rest:03d}…"


def amount_of(give: PerAmount, amount: int, catalogue: Catalogue) -> str:
    """An amount as the rule measures it: money, or a count."""
    if give.per_cents is not None:
        return money(amount, catalogue.currency, catalogue.minor_digits)
    return number(amount)


def order_lines(w: Writer, lines: Condition) -> Told:
    """The lines that count, as a noun: 品类为「dairy」的订单行, lines where category is “dairy”."""
    which, but = tell_lines(lines, w.checking.catalogue, w.language)
    some = "" if which is None else which.text
    others = "" if but is None else but.text
    if w.zh:
        text = glue(some, "的订单行") if some else glue(others, "以外的订单行")
        text += f"（{glue(others, '的除外')}）" if some and others else ""
    else:
        text = f"lines where {some}" if some else f"lines other than those where {others}"
        text += f", other than those where {others}" if some and others else ""
    parts = []
    at = 0
    for told in (which, but):
        if told is not None:
            at = text.index(told.text, at)
            parts += [(at + start, at + stop, place) for start, stop, place in told.parts]
            at += len(told.text)
    return Told(text, tuple(parts))
