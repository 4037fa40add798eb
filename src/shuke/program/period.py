"""Periods of caps and of years: which one a business day lies in, where it begins and ends.

A period is a small number, so that counters stay small: days and weeks count from 3 September 1999.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from shuke.program.document import Every

FIRST_DAY: Final = 730_000
"""The ordinal that is day 0 of day and week periods (3 September 1999)."""


def _day(day: int) -> int:
    return day - FIRST_DAY


def _week(day: int) -> int:
    # Ordinal 1 was a Monday.
    return day - (day - 1) % 7 - FIRST_DAY


@lru_cache(4096)
def _month(day: int) -> int:
    at = date.fromordinal(day)
    return at.year * 12 + at.month - 1


@lru_cache(4096)
def year_of(day: int) -> int:
    """The calendar year of a day."""
    return date.fromordinal(day).year


def _ever(_day: int) -> int:
    return 0


PERIOD: Final[dict[Every, Callable[[int], int]]] = {
    "day": _day,
    "week": _week,
    "month": _month,
    "year": year_of,
    "ever": _ever,
}
"""The number of the period that a business day lies in; later periods have larger numbers."""


def year_begin(year: int, anchor: int) -> int:
    """The first day of a year that begins on the day of the year of `anchor` (0: 1 January).

    A year of somebody first seen on 29 February begins on the 28th where there is no 29th.
    """
    if not anchor:
        return date(year, 1, 1).toordinal()
    at = date.fromordinal(anchor)
    if at.month == 2 and at.day == 29 and not _is_leap(year):
        return date(year, 2, 28).toordinal()
    return date(year, at.month, at.day).toordinal()


def year_number(day: int, anchor: int) -> int:
    """The year (named by the calendar year in which it begins) that a day lies in."""
    year = year_of(day)
    return year if not anchor or day >= year_begin(year, anchor) else year - 1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
