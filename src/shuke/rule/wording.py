"""Values in words: money, dates, times, titles, as the console writes them in each language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from string import Formatter
from typing import Any, Final, Literal

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.catalogue import Catalogue

Language = Literal["zh", "en"]

_SYMBOLS: Final = {
    "CNY": "¥",
    "JPY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "KRW": "₩",
    "HKD": "HK$",
    "TWD": "NT$",
    "SGD": "S$",
    "MOP": "MOP$",
}
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z0-9¥$€£₩≥≤<>≠-]")
MANY: Final = 6
"""Lists longer than this are cut."""


def money(cents: int, currency: str, minor_digits: int) -> str:
    """An amount with its narrow symbol: ¥1,234.50, -¥20.00; a code is set apart: CHF 3.00."""
    whole, rest = divmod(abs(cents), 10**minor_digits)
    amount = f"{whole:,}.{rest:0{minor_digits}d}" if minor_digits else f"{whole:,}"
    symbol = _SYMBOLS.get(currency, currency + "\N{NO-BREAK SPACE}")
    return f"{'-' if cents < 0 else ''}{symbol}{amount}"


def day(ordinal: int, language: Language) -> str:
    """A business day: 2026-11-21, 21 Nov 2026."""
    when = date.fromordinal(ordinal)
    if language == "zh":
        return when.isoformat()
    return f"{when.day} {_MONTHS[when.month * 4 - 4 : when.month * 4 - 1]} {when.year}"


def moment(when: datetime, language: Language) -> str:
    """A moment with its offset, because a condition may be read in another zone."""
    offset = when.strftime("%z")
    sign = f"UTC{offset[:3]}:{offset[3:5]}" if when.utcoffset() else "UTC"
    said = day(when.toordinal(), language)
    comma = " " if language == "zh" else ", "
    return f"{said}{comma}{when:%H:%M} {sign}"


def time(minute: int) -> str:
    """A time of day: 14:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def count(number: float, unit: Text | None, language: Language) -> str:
    """A number with its unit: 1,204 分; 1 point, 2 points (units are given in the plural)."""
    said = f"{number:,}" if isinstance(number, int) else f"{number:,.12g}"
    word = "" if unit is None else unit.of(language)
    if language == "en" and number == 1 and word.endswith("s"):
        word = word[:-1]
    return f"{said} {word}" if word else said


def quoted(text: str, language: Language) -> str:
    """The operator's text, set apart: 「…」, “…”."""
    return f"「{text}」" if language == "zh" else f"“{text}”"


def value(
    attribute: Attribute, known: Any, catalogue: Catalogue, language: Language
) -> str:  # one case per type
    """One value of an attribute in words; "—" for a missing one."""
    if known is None:
        return "—"
    match attribute.type:
        case "cents":
            return money(known, catalogue.currency, catalogue.minor_digits)
        case "int" | "number":
            return count(known, attribute.unit, language)
        case "bool":
            return Text(en="yes" if known else "no", zh="是" if known else "否").of(language)
        case "date":
            return day(known, language)
        case "moment":
            return moment(known, language)
        case "time":
            return time(known)
        case "enum":
            title = attribute.title_of(known)
            return title.of(language) if title is not None else str(known)
        case "texts":
            if isinstance(known, str):
                return quoted(known, language)
            return listed([quoted(one, language) for one in known], language, "、", ", ") or "—"
        case "text":
            return quoted(known, language)


def listed(said: Sequence[str], language: Language, zh: str, en: str) -> str:
    """A list joined and, when it is long, cut with the number left out."""
    joint = zh if language == "zh" else en
    if len(said) <= MANY:
        return joint.join(said)
    more = len(said) - MANY + 1
    some = joint.join(said[: MANY - 1])
    return (
        f"{some}{joint}…（另 {more} 个）" if language == "zh" else f"{some}{joint}… ({more} more)"
    )


def alternatives(said: Sequence[str], language: Language, zh: str = "或", en: str = "or") -> str:
    """A, B 或 C."""
    if len(said) == 1:
        return said[0]
    if len(said) > MANY:
        return listed(said, language, "、", ", ")
    head = ("、" if language == "zh" else ", ").join(said[:-1])
    return glue(head, zh, said[-1]) if language == "zh" else f"{head} {en} {said[-1]}"


def glue(*parts: str) -> str:
    """Chinese parts put together, with a space where Han meets latin letters or figures."""
    said = ""
    for part in parts:
        if said and part:
            before, after = said[-1], part[0]
            if (_HAN.match(before) and _LATIN.match(after)) or (
                _LATIN.match(before) and _HAN.match(after)
            ):
                said += " "
        said += part
    return said


def fill(template: str, language: Language, **values: str) -> str:
    """A template with its placeholders filled; Chinese gets its spaces where the parts meet."""
    parts: list[str] = []
    for literal, name, _format, _conversion in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(values[name])
    return glue(*parts) if language == "zh" else "".join(parts)
