"""A second, naive ledger that predicts what the real one says: dictionaries, and a walk by days.

It shares no code with the room but the constants of its bound; it goes through time day by day and
recomputes everything by looking at all lots.
"""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from shuke.ledger.state import LAPSED_DAYS, MONTHLY_FROM, YEARLY_FROM

FOREVER = date.max
ACTIVE = date.max - timedelta(days=1)
Key = tuple[date, tuple[int, int], str]
"""(last day, (year, month) of earning, funder)"""


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    while True:
        try:
            return date(year, month, day.day)
        except ValueError:
            day -= timedelta(days=1)


def end_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def last_day(expiry: dict[str, Any], day: date) -> date:
    """The last day of what is earned on a day."""
    match expiry["rule"]:
        case "months_from_earning":
            end = plus_months(day, expiry["months"])
            return end if expiry["to"] == "exact" else end_of_month(end)
        case "end_of_month":
            return end_of_month(plus_months(day.replace(day=1), expiry["months"]))
        case "end_of_year":
            return date(day.year + expiry["years"], 12, 31)
        case "fixed_date":
            return date.fromisoformat(expiry["date"])
        case "inactivity":
            return ACTIVE
        case _:
            return FOREVER


@dataclass
class Given:
    """Where one credit lies by the model's reckoning."""

    start: date
    key: Key
    amount: int
    held: bool


@dataclass
class Model:
    """One member's holding of one currency."""

    document: dict[str, Any]
    today: date
    lots: Counter[Key] = field(default_factory=Counter)
    waits: Counter[tuple[date, Key]] = field(default_factory=Counter)
    lapsed: Counter[tuple[date, Key]] = field(default_factory=Counter)
    debt: int = 0
    active_until: date | None = None
    spends: dict[str, list[tuple[Key, int]]] = field(default_factory=dict)
    funders: list[str] = field(default_factory=list)

    @property
    def usable(self) -> int:
        """The usable balance, below zero in debt."""
        return self.lots.total() - self.debt

    def walk(self, today: date) -> None:
        """Live through every day up to today."""
        while self.today < today:
            self.today += timedelta(days=1)
            self.settle()

    def settle(self) -> None:
        """What a day brings at its beginning."""
        for key in sorted(self.lots):
            gone = self.active_until if key[0] == ACTIVE else key[0]
            if gone is not None and gone < self.today:
                self.lapsed[gone, key] += self.lots.pop(key)
        if self.active_until is not None and self.active_until < self.today:
            self.active_until = None
        # Of one moment and last day, funders in the order in which they came.
        for start, key in sorted(
            self.waits, key=lambda one: (one[0], one[1][:2], self.funders.index(one[1][2]))
        ):
            if start <= self.today:
                self.enter(key, self.waits.pop((start, key)))
        for key in list(self.lots):
            if key[0] < self.today:
                self.lapsed[key[0], key] += self.lots.pop(key)

    def enter(self, key: Key, amount: int) -> None:
        """Points become usable; a debt comes first."""
        paid = min(self.debt, amount)
        self.debt -= paid
        if amount > paid:
            self.lots[key] += amount - paid

    def bounded(self, until: date, month: tuple[int, int], funder: str) -> Key:
        """A member with many lots gets longer ones."""
        count = len(self.lots) + len(self.waits)
        if until >= ACTIVE or count < MONTHLY_FROM:
            return until, month, funder
        if count < YEARLY_FROM:
            return end_of_month(until), month, funder
        return date(until.year, 12, 31), (month[0], 1), funder

    def credit(self, amount: int, day: date, funder: str, *, order: bool) -> Given:
        """Issue points earned on a day."""
        usable = self.document["usable"]
        days = usable.get("days", usable.get("fallback_days", 0))
        held = usable["when"] == "on_event" and order
        if usable["when"] == "on_event" and not held:
            days = 0
        start = day + timedelta(days=days)
        until = last_day(self.document["expiry"], day)
        if until < start and self.document["expiry"]["rule"] != "fixed_date":
            until = last_day(self.document["expiry"], start)
        if until < start:
            start = until + timedelta(days=1)  # It will never be usable; it goes on this day.
        month = (day.year, day.month) if until < ACTIVE else (0, 0)
        if until == ACTIVE:
            self.touch(day)
        key = self.bounded(until, month, self.seen(funder))
        if start > self.today:
            self.waits[start, key] += amount
        else:
            self.enter(key, amount)
        self.settle()
        return Given(start, key, amount, held)

    def seen(self, funder: str) -> str:
        """Note a funder in the order of appearance."""
        if funder not in self.funders:
            self.funders.append(funder)
        return funder

    def touch(self, day: date) -> None:
        """Activity keeps the activity-bound lot alive."""
        until = plus_months(day, self.document["expiry"]["months"])
        self.active_until = max(self.active_until or until, until)

    def spend(self, amount: int, number: str) -> None:
        """Take the soonest-expiring."""
        self.spends[number] = self.draw(amount)
        if self.active_until and self.document["expiry"]["rule"] == "inactivity":
            self.touch(self.today)

    def draw(self, amount: int) -> list[tuple[Key, int]]:
        """Take point by point."""
        taken: list[tuple[Key, int]] = []
        # Among equals the funder seen first pays first: that is the order in which they stand here.
        for key in sorted(self.lots, key=lambda key: (key[:2], self.funders.index(key[2]))):
            part = min(amount, self.lots[key])
            if part:
                taken.append((key, part))
                amount -= part
                self.lots[key] -= part
                if not self.lots[key]:
                    del self.lots[key]
        assert amount == 0
        return taken

    def give_back(self, number: str, amount: int) -> None:
        """Return the longest-lived first."""
        draws = self.spends[number]
        soonest = self.today + timedelta(days=self.document["returned_life_days"])
        while amount:
            (until, month, funder), held = draws.pop()
            part = min(held, amount)
            if held > part:
                draws.append(((until, month, funder), held - part))
            amount -= part
            key = (until, month, funder)
            if until == ACTIVE:
                self.active_until = max(self.active_until or soonest, soonest)
            elif until < soonest:
                key = self.bounded(soonest, month, funder)
            self.enter(key, part)
        self.settle()

    def release(self, given: Given) -> None:
        """The order is completed."""
        if given.held and given.start > self.today and given.amount:
            self.waits[given.start, given.key] -= given.amount
            if not self.waits[given.start, given.key]:
                del self.waits[given.start, given.key]
            self.enter(given.key, given.amount)
            given.start, given.held = self.today, False

    def take_back(self, given: Given, amount: int) -> tuple[int, int, int]:
        """Reverse a share of a credit; answer (taken, lapsed, shortfall)."""
        given.amount -= amount
        policy = self.document["refund"]
        if given.start > self.today and (given.start, given.key) in self.waits:
            self.waits[given.start, given.key] -= amount
            if not self.waits[given.start, given.key]:
                del self.waits[given.start, given.key]
            return amount, 0, 0
        taken = lapsed = 0
        rest = amount
        until = given.key[0]
        if until < self.today - timedelta(days=LAPSED_DAYS):
            return 0, amount, 0
        for gone, key in sorted(self.lapsed):
            since = given.start if until == ACTIVE else gone
            if key == given.key and since <= gone:
                part = min(rest, self.lapsed[gone, key])
                self.lapsed[gone, key] -= part
                lapsed += part
                rest -= part
        if policy["policy"] == "only_pending":
            return 0, lapsed, rest
        part = min(rest, self.lots[given.key])
        self.lots[given.key] -= part
        if not self.lots[given.key]:
            del self.lots[given.key]
        taken, rest = taken + part, rest - part
        part = min(rest, self.lots.total())
        self.draw(part)
        taken, rest = taken + part, rest - part
        if policy["policy"] == "below_zero":
            floor = policy.get("floor")
            part = rest if floor is None else min(rest, max(floor - self.debt, 0))
            self.debt += part
            taken, rest = taken + part, rest - part
        return taken, lapsed, rest

    def adjust(self, amount: int) -> None:
        """Give or take by hand."""
        if amount < 0:
            self.draw(-amount)
            return
        until = last_day(self.document["expiry"], self.today)
        month = (self.today.year, self.today.month) if until < ACTIVE else (0, 0)
        if until == ACTIVE:
            self.touch(self.today)
        self.enter(self.bounded(until, month, self.seen("brand")), amount)
        self.settle()
