"""When a date comes round again."""

from __future__ import annotations

from datetime import date


def days_to_anniversary(day: int, today: int) -> int:
    """Days from `today` to the next return of a date (0 on the day itself); ordinals.

    29 February returns on 28 February in years without one. A date in the future counts by its
    month and day like any other.
    """
    born, now = date.fromordinal(day), date.fromordinal(today)
    this_year = _return(born, now.year)
    if this_year >= today:
        return this_year - today
    return _return(born, now.year + 1) - today


def _return(born: date, year: int) -> int:
    if born.month == 2 and born.day == 29:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return date(year, 2, 29 if leap else 28).toordinal()
    return date(year, born.month, born.day).toordinal()
