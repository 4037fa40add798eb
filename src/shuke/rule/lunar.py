"""The Chinese lunar calendar, from 1901-02-19 to 2100-02-08.

Month lengths and new years are the tables of `cnlunar` (from the Hong Kong Observatory's almanac);
looking a day up is a bisection in our own list, a thousand times faster than its day object.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from cnlunar.config import lunarMonthData, lunarNewYearList

_FIRST_YEAR = 1901


class LunarDate(NamedTuple):
    """A day of the lunar calendar; `leap` marks the second month of that number in its year."""

    year: int
    month: int
    day: int
    leap: bool


class _Month(NamedTuple):
    year: int
    month: int
    leap: bool
    days: int


class _Almanac(NamedTuple):
    starts: list[int]
    months: list[_Month]
    lengths: dict[tuple[int, int, bool], int]


@cache
def _almanac() -> _Almanac:
    starts: list[int] = []
    months: list[_Month] = []
    for offset, packed in enumerate(lunarMonthData):
        year = _FIRST_YEAR + offset
        new_year = lunarNewYearList[offset]
        start = date(year, new_year >> 5 & 0x3, new_year & 0x1F).toordinal()
        for month in _months(year, packed):
            starts.append(start)
            months.append(month)
            start += month.days
    starts.append(start)
    return _Almanac(starts, months, {(m.year, m.month, m.leap): m.days for m in months})


def _months(year: int, packed: int) -> Iterator[_Month]:
    """The months of a lunar year: bits 0–11 are 30-day months, bit 12 a 30-day leap month, and
    bits 13–16 the number of the month that is repeated."""
    leap = packed >> 13 & 0xF
    for month in range(1, 13):
        yield _Month(year, month, False, 30 if packed >> (month - 1) & 1 else 29)
        if month == leap:
            yield _Month(year, month, True, 30 if packed >> 12 & 1 else 29)


@lru_cache(maxsize=65536)
def lunar_date(day: int) -> LunarDate | None:
    """The lunar date of an ordinal; None outside the tables."""
    almanac = _almanac()
    place = bisect_right(almanac.starts, day) - 1
    if not 0 <= place < len(almanac.months):
        return None
    month = almanac.months[place]
    return LunarDate(month.year, month.month, day - almanac.starts[place] + 1, month.leap)


def month_days(year: int, month: int, *, leap: bool) -> int:
    """How many days a lunar month has; 0 when the year has no such month."""
    return _almanac().lengths.get((year, month, leap), 0)


def is_lunar_birthday(born: int | None, today: int) -> bool:
    """Whether `today` is the lunar birthday of someone born on an ordinal.

    Born in a leap month: kept in that leap month in years that repeat it, else in the plain month.
    Born in a plain month: never in the leap one. Born on the 30th: on the 29th when the month has
    only 29 days. False for days outside the tables.
    """
    if born is None:
        return False
    birth, now = lunar_date(born), lunar_date(today)
    if birth is None or now is None or now.month != birth.month:
        return False
    leap = birth.leap and month_days(now.year, birth.month, leap=True) > 0
    if now.leap != leap:
        return False
    last = month_days(now.year, now.month, leap=now.leap)
    return now.day == min(birth.day, last)


def lunar_month(day: int) -> int | None:
    """The lunar month's number of an ordinal, or None."""
    found = lunar_date(day)
    return found.month if found else None


def lunar_day(day: int) -> int | None:
    """The day of the lunar month of an ordinal, or None."""
    found = lunar_date(day)
    return found.day if found else None


def in_leap_month(day: int) -> bool | None:
    """Whether an ordinal lies in a leap month, or None."""
    found = lunar_date(day)
    return found.leap if found else None
