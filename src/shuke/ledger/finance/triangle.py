"""Redemption by month of earning: the triangle as people read it, with the end of each row."""

from __future__ import annotations

from datetime import date

import msgspec

from shuke.ledger.document import Currency
from shuke.ledger.finance.daily import Connection, behind
from shuke.ledger.finance.estimate import Development, develop
from shuke.ledger.finance.reckon import cohorts_of, number_of, read_books


class Row(msgspec.Struct, kw_only=True):
    """A month of earning: issued (less reversed, adjusted), and what became of it, in points."""

    earn_month: int
    issued: int
    used: int
    expired: int
    held: int
    used_by_age: list[int]
    """Used up to and including each whole month after earning; the last one may still run."""
    running: bool
    """The last age is the running month."""
    expected: int | None = None
    low: int | None = None
    high: int | None = None


class Triangle(msgspec.Struct, kw_only=True):
    """All months of earning. Without an estimate there are fewer than three months to go by."""

    rows: list[Row]
    issued: int
    used: int
    expected: int | None = None
    low: int | None = None
    high: int | None = None
    rate_by_age: list[float] = []
    """Used up to and including an age, per point issued: the mean of all months."""
    as_of: date
    behind: int
    """Batches of the log that are not in these figures yet."""


async def triangle(
    connection: Connection, currency: str, document: Currency | None, today: date
) -> Triangle:
    """The triangle as the books have it; the running month is shown but not estimated from."""
    this = today.replace(day=1)
    over = date.fromordinal(this.toordinal() - 1).replace(day=1)
    books = await read_books(connection, currency, today)
    seen = cohorts_of(books, this, over, document)
    shown = {each.month: each for each in cohorts_of(books, this, this, document)}
    development = develop(seen)
    rows = []
    for cohort in seen:
        by_age = shown[cohort.month].by_age
        running, whole = [], 0
        for used in by_age:
            whole += used
            running.append(whole)
        row = Row(
            earn_month=cohort.month, issued=cohort.issued, used=cohort.used, held=cohort.held,
            expired=cohort.issued - cohort.used - cohort.held,
            used_by_age=running[: cohort.last_age + 1] or running[:1],
            running=len(running) <= cohort.last_age + 1 and cohort.month <= number_of(this),
        )  # fmt: skip
        _end(row, development)
        rows.append(row)
    found = Triangle(
        rows=rows, issued=sum(row.issued for row in rows), used=sum(row.used for row in rows),
        as_of=today, behind=await behind(connection),
    )  # fmt: skip
    if development is not None:
        found.expected = development.total.expected
        found.low, found.high = development.total.low, development.total.high
        ages = max((cohort.last_age for cohort in seen), default=0) + 1
        found.rate_by_age = [round(rate, 6) for rate in development.rates[:ages]]
    return found


def _end(row: Row, development: Development | None) -> None:
    end = None if development is None else development.ultimates.get(row.earn_month)
    if end is not None:
        row.expected, row.low, row.high = end.expected, end.low, end.high
