"""Years of tiers: where one begins that is counted from a member's own day."""

from __future__ import annotations

from datetime import date

from shuke.kernel import year_of


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
