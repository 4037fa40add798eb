"""Periods: a month that is closed keeps its figures for ever; what comes late is counted after it.

Closing holds the books' lock, so nothing is counted while the month is reckoned, and from the next
batch on an entry of a closed day is posted on the first open one. The figures are kept as bytes and
chained by hash; a trigger refuses to change them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final

import msgspec

from shuke.kernel import ShukeError, Text
from shuke.ledger.date import month_end, month_of
from shuke.ledger.finance.daily import LOCK, Connection, count_locked
from shuke.ledger.finance.reckon import (
    CurrencyMonth,
    Valued,
    months_between,
    read_books,
    reckon,
)

Valuing = Callable[[str, date], Valued]
"""A currency by the release in force at the end of a month."""

LAST: Final = "select * from ledger_period order by month desc limit 1"
ALL: Final = "select * from ledger_period order by month"
ONE: Final = "select * from ledger_period where month = $1"
CURRENCIES: Final = "select distinct currency from ledger_day where posted_on <= $1 order by 1"
FIRST: Final = "select min(posted_on) from ledger_day"
KEEP: Final = """
insert into ledger_period
    (month, closed_at, closed_by, reason, release, position, figures, hash)
values ($1, $2, $3, $4, $5, (select position from engine_reader where name = 'ledger.finance'),
        $6, $7)
"""
# What belongs to the month and is not in the books: batches before its end, timers not run.
UNFINISHED: Final = """
select (select count(*) from engine_batch
        where at < $1 and (position is null or position >
            coalesce((select position from engine_reader where name = 'ledger.finance'), 0)))
     + (select count(*) from engine_state where due_at < $1)
"""
START: Final = bytes(32)
BATCHES: Final = 500


class PeriodClosed(ShukeError):
    """The month is closed already."""

    code = "period_closed"
    status = 409
    title = Text(en="The period is closed already", zh="这个期间已经结账")


class PeriodNotOver(ShukeError):
    """The month has not ended."""

    code = "period_not_over"
    status = 409
    title = Text(en="The period has not ended", zh="这个期间尚未结束")


class PeriodOutOfTurn(ShukeError):
    """Months are closed one after another, from the first with an entry."""

    code = "period_out_of_turn"
    status = 409
    title = Text(en="Another period comes first", zh="须先结更早的期间")


class PeriodUnfinished(ShukeError):
    """Events or timers of the month have not been counted yet."""

    code = "period_unfinished"
    status = 409
    title = Text(en="The period is not complete yet", zh="这个期间的数据尚不完整")


class PeriodUnknown(ShukeError):
    """There is no entry in the month, and it was not closed."""

    code = "period_unknown"
    status = 404
    title = Text(en="There is no such period", zh="没有这个期间")


class Period(msgspec.Struct, kw_only=True):
    """A month of the books, open or closed."""

    month: date
    """Its first day."""
    closed_at: datetime | None = None
    closed_by: str | None = None
    reason: str | None = None
    hash: str | None = None
    currencies: list[CurrencyMonth] = []


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date.fromordinal(month_end(month.toordinal()) + 1)


async def periods(
    connection: Connection, today: date, valuing: Valuing, *, newest: int = 120
) -> list[Period]:
    """The newest closed months as they were closed, then the open ones up to now, as they stand.

    Call it in a repeatable-read transaction, or holding the books' lock.
    """
    rows = await connection.fetch(ALL)
    closed = [_period(row) for row in rows]
    open_from = next_month(closed[-1].month) if closed else await _first(connection)
    months = [] if open_from is None else months_between(open_from, today)
    return (closed + await _open(connection, closed[-1:], months, today, valuing))[-newest:]


async def close(
    connection: Connection,
    month: date,
    *,
    by: str,
    at: datetime,
    today: date,
    ends_at: datetime,
    reason: str,
    release: int,
    valuing: Valuing,
    anyway: bool = False,
) -> Period:
    """Close a month for good; call it in the act's transaction. Who closes second is refused.

    `ends_at` is the month's last moment in the programme's zone (exclusive). `anyway` closes
    although something is not counted yet: it will be posted in the month after.
    Raises PeriodClosed, PeriodNotOver, PeriodOutOfTurn, PeriodUnfinished, PeriodUnknown.
    """
    await connection.execute(LOCK)
    last = await connection.fetchrow(LAST)
    if last is not None and month <= last["month"]:
        raise PeriodClosed(
            Text(
                en=f"{month:%Y-%m} is closed and stays as it is.",
                zh=f"{month:%Y-%m} 已结账，不再改变。",
            ),
            hint=Text(
                en="Late entries are in the first open period.", zh="迟到的流水记入首个未结期间。"
            ),
        )
    if month_of(today.toordinal()) <= month_of(month.toordinal()):
        raise PeriodNotOver(
            Text(
                en=f"{month:%Y-%m} ends with its last business day.",
                zh=f"{month:%Y-%m} 要到最后一个营业日结束后才能结账。",
            )
        )
    while await count_locked(connection, BATCHES):
        pass
    if not anyway and await connection.fetchval(UNFINISHED, ends_at):
        raise PeriodUnfinished(
            Text(
                en="Some events or timers of the period have not been counted.",
                zh="该期间仍有事件或定时未计入。",
            ),
            hint=Text(
                en="Keep a worker running and close again in a minute.",
                zh="请确认后台进程在运行，一分钟后再结账。",
            ),
        )
    first = next_month(last["month"]) if last is not None else await _first(connection)
    if first is None or month < first:
        raise PeriodUnknown(Text(en="Nothing was posted in this month.", zh="这个月没有任何流水。"))
    if month > first:
        raise PeriodOutOfTurn(
            Text(en=f"{first:%Y-%m} is still open.", zh=f"{first:%Y-%m} 尚未结账。"),
            hint=Text(en="Close it first.", zh="请先结该期间。"),
        )
    closed = [] if last is None else [_period(last)]
    [made] = await _open(connection, closed, [month], today, valuing)
    figures = msgspec.json.encode(made.currencies)
    digest = chained(START if last is None else last["hash"], month, figures)
    await connection.execute(KEEP, month, at, by, reason, release, figures, digest)
    return _period(await connection.fetchrow(ONE, month))


def chained(before: bytes, month: date, figures: bytes) -> bytes:
    """The next link: blake2b-256 of the last link, the month and its figures."""
    return blake2b(before + month.isoformat().encode() + figures, digest_size=32).digest()


async def broken_periods(connection: Connection) -> list[str]:
    """Closed months whose figures do not follow from the chain, or that moved in the books."""
    broken, link = [], START
    for row in await connection.fetch(ALL):
        month = row["month"]
        link_now = chained(link, month, row["figures"])
        if row["hash"] != link_now:
            broken.append(f"period {month:%Y-%m}: its figures are not what was closed")
        link = row["hash"]
        for its in _period(row).currencies:
            books = await read_books(connection, its.currency, date.fromordinal(
                month_end(month.toordinal())))  # fmt: skip
            [now] = reckon(books, [month], None, _unvalued, month)
            if _points(now) != _points(its):
                broken.append(f"period {month:%Y-%m}: {its.currency} moved after it was closed")
    return broken


def _points(its: CurrencyMonth) -> Any:
    return its.points, its.funders, {
        brand: (own.points, own.funders) for brand, own in its.brands.items()
    }  # fmt: skip


async def _first(connection: Connection) -> date | None:
    first: date | None = await connection.fetchval(FIRST)
    return None if first is None else first.replace(day=1)


async def _open(
    connection: Connection,
    closed: list[Period],
    months: list[date],
    today: date,
    valuing: Valuing,
) -> list[Period]:
    """Open months, reckoned from the last closed one."""
    if not months:
        return []
    before = {its.currency: its for period in closed[-1:] for its in period.currencies}
    last = date.fromordinal(month_end(months[-1].toordinal()))
    over = date.fromordinal(today.replace(day=1).toordinal() - 1).replace(day=1)
    found = [Period(month=month) for month in months]
    for row in await connection.fetch(CURRENCIES, last):
        currency: str = row["currency"]
        books = await read_books(connection, currency, last)

        def valued(month: date, key: str = currency) -> Valued:
            return valuing(key, month)

        made = reckon(books, months, before.get(currency), valued, over)
        for period, its in zip(found, made, strict=True):
            period.currencies.append(its)
    return found


def _unvalued(_month: date) -> Valued:
    return Valued(0, None, None)


def _period(row: Any) -> Period:
    return Period(
        month=row["month"],
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        reason=row["reason"],
        hash=row["hash"].hex(),
        currencies=msgspec.json.decode(row["figures"], type=list[CurrencyMonth]),
    )
