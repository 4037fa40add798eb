"""The roll-forward out of the days that are kept: per currency and funder, by day or by month.

A year of a currency is some hundred rows whatever was written, and what the feed has not counted
yet is added from the entries themselves, so the answer is never older than the last commit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final, Literal

import msgspec

from shuke.ledger.date import month_end
from shuke.ledger.finance.daily import OPEN_FROM, Pool, behind, not_counted
from shuke.ledger.rollforward import RollForward, add, check_range, steps, summed

Step = Literal["day", "month"]

MOST_WAITING: Final = 200
"""Batches that a reader adds by itself; when the books are further behind, it says so instead."""

DAYS: Final = """
select case when posted_on >= $2 then posted_on end as posted_on, kind,
       sum(amount)::bigint as amount
from ledger_day
where currency = $1 and posted_on <= $3 and ($4::text is null or funder = $4)
group by 1, 2
"""

OF_FUNDER: Final = """
select funder, kind, posted_on >= $2 as within, sum(amount)::bigint as amount
from ledger_day where currency = $1 and posted_on <= $3
group by 1, 2, 3
"""


class Rolled(msgspec.Struct):
    """The steps, the whole range, the range by funder, and how far the books were behind."""

    items: list[RollForward]
    total: RollForward
    funders: dict[str, RollForward]
    """By funder; the empty name stands for debts, which belong to no lot."""
    behind: int
    """Batches of the log that are not in these figures; 0 means nothing is missing."""


async def rolled(
    pool: Pool,
    currency: str,
    first: date,
    last: date,
    *,
    step: Step = "day",
    funder: str | None = None,
) -> Rolled:
    """The days (or months) from `first` to `last`, both inclusive, as the books count them.

    Raises RangeTooLong.
    """
    check_range(first, last)
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        rows = [tuple(row) for row in await connection.fetch(DAYS, currency, first, last, funder)]
        sides = [tuple(row) for row in await connection.fetch(OF_FUNDER, currency, first, last)]
        left = await behind(connection)
        if 0 < left <= MOST_WAITING:
            opened = await connection.fetchval(OPEN_FROM)
            for row in await not_counted(connection):
                posted = max(row["day"], opened)
                if row["currency"] != currency or posted > last:
                    continue
                sides.append((row["funder"], row["kind"], posted >= first, row["amount"]))
                if funder is None or row["funder"] == funder:
                    rows.append((posted if posted >= first else None, row["kind"], row["amount"]))
            left = 0
    found = ((_start(posted, first, step), kind, amount) for posted, kind, amount in rows)
    items = steps(found, starts(first, last, step))
    return Rolled(items, summed(items), _by_funder(sides), left)


def starts(first: date, last: date, step: Step) -> list[date]:
    """The first day of every step of the range."""
    if step == "day":
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found, day = [], first
    while day <= last:
        found.append(day)
        day = date.fromordinal(month_end(day.toordinal()) + 1)
    return found


def _start(posted: date | None, first: date, step: Step) -> date | None:
    """The first day of the step that a day lies in."""
    if posted is None or step == "day":
        return posted
    return max(first, posted.replace(day=1))


def _by_funder(rows: Iterable[tuple[Any, ...]]) -> dict[str, RollForward]:
    found: dict[str, RollForward] = {}
    for funder, kind, within, amount in rows:
        figures = found.setdefault(funder, RollForward(day=None, opening=0))
        if within:
            add(figures, kind, amount)
        else:
            figures.opening += amount
    return {name: found[name].close() for name in sorted(found)}
