"""The ledger's calendar: business days as proleptic ordinals, months as `year * 12 + month - 1`."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

NEVER: Final = date.max.toordinal()
"""The expiry day of a lot that never expires."""

IDLE: Final = NEVER - 1
"""The expiry day of a lot that lives as long as its member is active (`Pot.idle_day`)."""


@lru_cache(4096)
def date_of(day: int) -> date:
    """The date of a business day."""
    return date.fromordinal(day)


@lru_cache(4096)
def iso(day: int) -> str | None:
    """A business day as effects carry it; None for a day that is no date (never, inactivity)."""
    return None if day >= IDLE else date.fromordinal(day).isoformat()


def month_of(day: int) -> int:
    """The month a day lies in."""
    at = date.fromordinal(day)
    return at.year * 12 + at.month - 1


@lru_cache(4096)
def month_number(month: int) -> int | None:
    """A month as people read it, e.g. 202611; None for lots that are merged over months."""
    return month // 12 * 100 + month % 12 + 1 if month else None


def add_months(day: int, months: int) -> int:
    """The same day of the month `months` later; 31 January + 1 month is the last of February."""
    at = date.fromordinal(day)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return date(year, month + 1, min(at.day, monthrange(year, month + 1)[1])).toordinal()


def month_end(day: int, months: int = 0) -> int:
    """The last day of the month that lies `months` after the day's month."""
    at = date.fromordinal(day)
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1]).toordinal()


def year_end(day: int, years: int = 0) -> int:
    """31 December of the year that lies `years` after the day's year."""
    return date(date.fromordinal(day).year + years, 12, 31).toordinal()
