"""A release's currencies, compiled: which day a point becomes usable and which day it expires."""

from __future__ import annotations

from datetime import date
from typing import Any

from shuke.engine import Compiling
from shuke.ledger.brand import Brands, brands_of
from shuke.ledger.date import IDLE, NEVER, add_months, month_end, month_of, year_end
from shuke.ledger.document import (
    AfterDays,
    BelowZero,
    Currency,
    EndOfMonth,
    EndOfYear,
    Expiry,
    FixedDate,
    Inactivity,
    MonthsFromEarning,
    OnEvent,
    OnlyPending,
)

Dates = tuple[int, int, int]
"""(usable day, expiry day, month) of what is earned on a day."""


def lasting(last: date) -> int:
    """The expiry day of a last day; the calendar's very last ones mean never."""
    day = last.toordinal()
    return NEVER if day >= IDLE else day


def expiry_day(expiry: Expiry, day: int) -> int:
    """The last usable day (inclusive) of what is earned on `day`."""
    match expiry:
        case MonthsFromEarning(months=months, to="exact"):
            return add_months(day, months)
        case MonthsFromEarning(months=months) | EndOfMonth(months=months):
            return month_end(day, months)
        case EndOfYear(years=years):
            return year_end(day, years)
        case FixedDate(date=last):
            return lasting(last)
        case Inactivity():
            return IDLE
        case _:
            return NEVER


class Rules:
    """One currency of one release. `dates` is asked for at every credit, so it remembers days."""

    __slots__ = (
        "_dates",
        "_held",
        "currency",
        "expiry",
        "floor",
        "funder",
        "idle_months",
        "only_pending",
        "returned_life_days",
        "spendable",
        "to_zero",
        "wait_days",
        "waits_for",
    )

    def __init__(self, document: Currency) -> None:
        usable, refund, expiry = document.usable, document.refund, document.expiry
        self.currency = document.key
        self.spendable = document.spendable
        self.funder = document.funder
        self.expiry = expiry
        self.wait_days = usable.days if isinstance(usable, AfterDays) else 0
        self.waits_for = usable.event if isinstance(usable, OnEvent) else None
        self.idle_months = expiry.months if isinstance(expiry, Inactivity) else 0
        self.only_pending = isinstance(refund, OnlyPending)
        self.to_zero = not isinstance(refund, BelowZero)
        self.floor = refund.floor if isinstance(refund, BelowZero) else 0
        self.returned_life_days = document.returned_life_days
        self._dates: dict[int, Dates] = {}
        held_days = usable.fallback_days if isinstance(usable, OnEvent) else 0
        self._held: tuple[int, dict[int, Dates]] = (held_days, {})

    def dates(self, day: int) -> Dates:
        """When what is earned on `day` becomes usable and expires."""
        found = self._dates.get(day)
        if found is None:
            found = self._dates[day] = self._reckon(day, day + self.wait_days)
        return found

    def held_dates(self, day: int) -> Dates:
        """The same for what waits for an event: usable on the fallback day at the latest."""
        days, known = self._held
        found = known.get(day)
        if found is None:
            found = known[day] = self._reckon(day, day + days)
        return found

    def dates_from(self, day: int, usable: int) -> Dates:
        """The same for what says itself when it is usable: adjustments and opening balances."""
        return self._reckon(day, usable)

    def _reckon(self, day: int, usable: int) -> Dates:
        until = expiry_day(self.expiry, day)
        if until < usable and not isinstance(self.expiry, FixedDate):
            # Earned on 30 December, pending for 14 days, "end of year": the year it is usable in.
            until = expiry_day(self.expiry, usable)
        # Lots that share their fate need no month: they merge into one.
        return usable, until, 0 if until >= IDLE else month_of(day)

    def idle_until(self, day: int) -> int:
        """The last day of inactivity-bound lots when the last activity was on `day`."""
        return add_months(day, self.idle_months)


class Plan:
    """All currencies of a release, by key; the pots of its stored values, which no command of
    points reaches; and its brands, if it has more than one."""

    __slots__ = ("brands", "pots", "rules", "values")

    def __init__(self, rules: dict[str, Rules], brands: Brands | None) -> None:
        self.rules = rules
        self.brands = brands
        self.pots: dict[str, Rules] = {}
        self.values: dict[str, Any] = {}


def plan(compiling: Compiling) -> Plan:
    """Compile the currencies of a release."""
    documents = compiling.documents.get("currency", {})
    rules = {key: Rules(document) for key, document in sorted(documents.items())}
    return Plan(rules, brands_of(compiling.documents))
