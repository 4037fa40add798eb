"""The roll-forward out of the days that are kept: by day or month, per currency, brand and funder.

A year of a currency is some hundred rows whatever was written, and what the feed has not counted
yet is added from the entries themselves, so the answer is never older than the last commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from shuke.kernel import ShukeError, Text
from shuke.ledger.date import month_end
from shuke.ledger.finance.daily import OPEN_FROM, Pool, behind, not_counted
from shuke.ledger.rollforward import RollForward, add, check_range, steps, summed

Step = Literal["day", "month"]

MOST_WAITING: Final = 200
"""Batches that a reader adds by itself; when the books are further behind, it says so instead."""

MOVED: Final = """
select case when posted_on >= $2 then greatest(date_trunc($4, posted_on)::date, $2) end as start,
       brand, funder, kind, sum(amount)::bigint as amount
from ledger_day
where currency = $1 and posted_on <= $3
group by 1, 2, 3, 4
"""


class BooksBehind(ShukeError):
    """A file of the books would lack what the worker has not counted."""

    code = "books_behind"
    status = 409
    title = Text(en="The books are behind", zh="账目尚未计全")


Moved = tuple[date | None, str, str, str, int]
"""(first day of the step, brand, funder, kind, amount); no day: before the range."""


class Rolled(msgspec.Struct):
    """The steps, the whole range, the range by funder and by brand, and how far the books were
    behind. The empty name stands for debts, which belong to no lot."""

    items: list[RollForward]
    total: RollForward
    funders: dict[str, RollForward]
    """Of the brand that was asked for, or of all."""
    brands: dict[str, RollForward]
    """Of the funder that was asked for, or of all."""
    behind: int
    """Batches of the log that are not in these figures; 0 means nothing is missing."""


class SourceRoll(msgspec.Struct):
    """The steps of one brand and funder, those in which nothing moved left out."""

    brand: str
    funder: str
    items: list[RollForward]


async def rolled(
    pool: Pool,
    currency: str,
    first: date,
    last: date,
    *,
    step: Step = "day",
    funder: str | None = None,
    brand: str | None = None,
) -> Rolled:
    """The days (or months) from `first` to `last`, both inclusive, as the books count them.

    Raises RangeTooLong.
    """
    rows, left = await _moved(pool, currency, first, last, step)
    mine = [row for row in rows if brand is None or row[1] == brand]
    theirs = [row for row in rows if funder is None or row[2] == funder]
    found = ((row[0], *row[3:]) for row in mine if funder is None or row[2] == funder)
    items = steps(found, starts(first, last, step))
    return Rolled(
        items,
        summed(items),
        _by(mine, lambda row: row[2]),
        _by(theirs, lambda row: row[1]),
        left,
    )


async def rolled_by_source(
    pool: Pool, currency: str, first: date, last: date, *, step: Step = "day"
) -> list[SourceRoll]:
    """The same for each brand and funder by itself, to be kept as it is.

    The first step of each is always there; each later one opens where the one before closed.
    Raises RangeTooLong, BooksBehind.
    """
    rows, left = await _moved(pool, currency, first, last, step)
    if left:
        raise BooksBehind(
            Text(
                en=f"{left} batches of events have not been counted.",
                zh=f"还有 {left} 批事件没有计入。",
            ),
            hint=Text(
                en="Keep a worker running and ask again in a minute.",
                zh="请确认后台进程在运行，一分钟后再试。",
            ),
        )
    own: dict[tuple[str, str], list[tuple[date | None, str, int]]] = {}
    for day, brand, funder, kind, amount in rows:
        own.setdefault((brand, funder), []).append((day, kind, amount))
    begins = starts(first, last, step)
    found = []
    for (brand, funder), its in sorted(own.items()):
        days = {day for day, _kind, _amount in its} | {begins[0]}
        items = steps(its, [day for day in begins if day in days])
        found.append(SourceRoll(brand, funder, items))
    return found


async def _moved(
    pool: Pool, currency: str, first: date, last: date, step: Step
) -> tuple[list[Moved], int]:
    check_range(first, last)
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        rows = [tuple(row) for row in await connection.fetch(MOVED, currency, first, last, step)]
        left = await behind(connection)
        if 0 < left <= MOST_WAITING:
            opened = await connection.fetchval(OPEN_FROM)
            for row in await not_counted(connection):
                posted = max(row["day"], opened)
                if row["currency"] == currency and posted <= last:
                    day = _start(posted, first, step)
                    rows.append((day, row["brand"], row["funder"], row["kind"], row["amount"]))
            left = 0
    return rows, left


def starts(first: date, last: date, step: Step) -> list[date]:
    """The first day of every step of the range."""
    if step == "day":
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found, day = [], first
    while day <= last:
        found.append(day)
        day = date.fromordinal(month_end(day.toordinal()) + 1)
    return found


def _start(posted: date, first: date, step: Step) -> date | None:
    """The first day of the step that a day lies in; None before the range."""
    if posted < first:
        return None
    return posted if step == "day" else max(first, posted.replace(day=1))


def _by(rows: Iterable[Moved], name: Callable[[Moved], str]) -> dict[str, RollForward]:
    found: dict[str, RollForward] = {}
    for row in rows:
        figures = found.setdefault(name(row), RollForward(day=None, opening=0))
        if row[0] is None:
            figures.opening += row[4]
        else:
            add(figures, row[3], row[4])
    return {key: found[key].close() for key in sorted(found)}
