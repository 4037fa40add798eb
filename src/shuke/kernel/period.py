"""Periods that limits count by: which one a business day lies in.

A period is a small number, so that counters stay small: days and weeks count from 3 September 1999.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final, Literal

Every = Literal["day", "week", "month", "year", "ever"]
"""A period of the programme's calendar: weeks begin on Monday."""

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
