"""Keeping the books: what the feed brings is added to days, lots and sales, once and in its order.

One reader at a time follows the feed and moves on in the transaction that adds what it read, so
nothing is counted twice or left out, whatever is killed. The members' own writes never wait for it.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from shuke.engine import move_reader, position_of

Pool: TypeAlias = "asyncpg.Pool[Any]"
Connection: TypeAlias = "asyncpg.Connection[Any] | PoolConnectionProxy[Any]"

READER: Final = "ledger.finance"
LOCK: Final = "select pg_advisory_xact_lock(hashtext('ledger_finance'))"
TRY_LOCK: Final = "select pg_try_advisory_xact_lock(hashtext('ledger_finance'))"

# The first day on which the books are open; what is older is counted on that day.
OPEN_FROM: Final = """
select coalesce((max(month) + interval '1 month')::date, '0001-01-01') from ledger_period
"""

# The total stands at the beginning of an order, after its number of at most 128 characters, and no
# text can look like it: a quotation mark within a text has a backslash before it. To read the whole
# order of some ten lines as JSON takes four times as long.
_TOTAL: Final = """
rtrim(split_part(split_part(encode(substring(l.data from 1 for 1024), 'escape'),
                            '"total_cents":', 2), ',', 1), '}')::bigint
"""


def _rows(which: str) -> str:
    return (
        "select l.bucket, l.subject, l.seq, l.type,"
        f" case when l.type = 'order.paid' then {_TOTAL} end as paid_cents"
        f" from engine_batch as b join engine_log as l on l.batch = b.id where {which}"
    )


COUNTED_NEXT: Final = _rows("b.position > $1 and b.position <= $2")
NOT_COUNTED: Final = f"{_rows('b.position > $1')} union all {_rows('b.position is null')}"

# Entries with the event that they belong to.
OF: Final = "({rows}) as r join ledger_entry as e using (bucket, subject, seq)"

# One line for entries that say the same. A settled debt leaves its lot's brand and funder and
# enters the debts', which have neither, so the sides of an entry are told apart.
MOVED: Final = """
select day, currency, brand, funder, kind, earn_month, sold, sum(amount)::bigint as amount,
       sum(entries)::bigint as entries
from (
    select e.day, e.currency, {brand} as brand, coalesce(e.funder, '') as funder, e.kind,
           coalesce(e.earn_month, 0) as earn_month,
           e.kind = 'issue' and type = 'order.paid' as sold,
           case when e.kind = 'settle' then -e.amount
                when e.credit in ('pending', 'usable') then e.amount else -e.amount end as amount,
           1 as entries
    from {source}
    where e.kind not in ('usable', 'hold', 'release')
    union all
    select e.day, e.currency, '', '', e.kind, 0, false, e.amount, 1
    from {source}
    where e.kind = 'settle'
) as sides
group by 1, 2, 3, 4, 5, 6, 7
"""

HELD: Final = """
select currency, brand, funder, earn_month, expires_on, sum(pending)::bigint as pending,
       sum(usable)::bigint as usable
from (
    select e.currency, {brand} as brand, coalesce(e.funder, '') as funder,
           coalesce(e.earn_month, 0) as earn_month,
           coalesce(e.expires_on, '9999-12-31') as expires_on,
           ((e.credit = 'pending')::int - (e.debit = 'pending')::int) * e.amount as pending,
           ((e.credit = 'usable')::int - (e.debit = 'usable')::int) * e.amount as usable
    from {source} where 'debt' not in (e.debit, e.credit) or e.kind = 'settle'
    union all
    select e.currency, '', '', 0, '9999-12-31', 0,
           ((e.credit = 'debt')::int - (e.debit = 'debt')::int) * e.amount
    from {source} where 'debt' in (e.debit, e.credit)
) as sides
group by 1, 2, 3, 4, 5
"""

# Debts belong to no lot, so to no brand.
_BRAND: Final = "case when e.funder is null then '' else coalesce(e.brand, 'main') end"


def moved(source: str) -> str:
    """What the entries of a source moved, by day, currency, brand, funder and kind."""
    return MOVED.format(source=source, brand=_BRAND)


def lying(source: str) -> str:
    """What the entries of a source leave in lots, by their brand, funder and dates."""
    return HELD.format(source=source, brand=_BRAND)


# An order counts once for each currency that it earned, under the latest month of what it earned.
SOLD: Final = """
select currency, greatest(day, $3::date) as posted_on, brand, earn_month,
       sum(paid_cents)::bigint as paid_cents, count(*) as orders
from (
    select e.currency, e.day, coalesce(max(e.brand), 'main') as brand,
           coalesce(max(e.earn_month), 0) as earn_month, max(e.paid_cents) as paid_cents
    from e where e.type = 'order.paid' and e.kind = 'issue'
    group by e.bucket, e.subject, e.seq, e.currency, e.day
) as o
group by 1, 2, 3, 4
"""

# The entries are looked up once, and added three times; an order's total is read once, and not for
# each of its entries.
COUNT: Final = f"""
with r as materialized ({COUNTED_NEXT}), e as materialized (
    select r.type, r.paid_cents, e.* from r join ledger_entry as e using (bucket, subject, seq)
), days as (
    insert into ledger_day as d
        (posted_on, day, currency, brand, funder, kind, earn_month, sold, amount, entries)
    select greatest(day, $3::date), day, currency, brand, funder, kind, earn_month, sold, amount,
           entries
    from ({moved("e")}) as m
    on conflict (currency, posted_on, brand, funder, kind, earn_month, sold, day) do update
    set amount = d.amount + excluded.amount, entries = d.entries + excluded.entries
), lots as (
    insert into ledger_lot as t (currency, brand, funder, earn_month, expires_on, pending, usable)
    select * from ({lying("e")}) as h
    on conflict (currency, expires_on, earn_month, brand, funder) do update
    set pending = t.pending + excluded.pending, usable = t.usable + excluded.usable
)
insert into ledger_sale as s (currency, posted_on, brand, earn_month, paid_cents, orders)
select * from ({SOLD}) as o
on conflict (currency, posted_on, brand, earn_month) do update
set paid_cents = s.paid_cents + excluded.paid_cents, orders = s.orders + excluded.orders
"""

EMPTY_LOTS: Final = "delete from ledger_lot where pending = 0 and usable = 0"

BEHIND: Final = """
select (select count(*) from engine_batch where position > $1)
     + (select count(*) from engine_batch where position is null)
"""

BATCHES: Final = 200
"""Batches counted in one transaction: at most a few thousand events."""


async def count(connection: Connection, batches: int = BATCHES) -> int:
    """Count the next batches of the feed; answer how many. Zero while another process does it."""
    async with connection.transaction():
        if not await connection.fetchval(TRY_LOCK):
            return 0
        return await count_locked(connection, batches)


async def count_locked(connection: Connection, batches: int = BATCHES) -> int:
    """The same for whoever holds the books' lock in a transaction of their own."""
    after = await position_of(connection, READER)
    last: int | None = await connection.fetchval(
        "select max(position) from engine_batch where position > $1 and position <= $2",
        after,
        after + batches,
    )
    if last is None:
        return 0
    opened = await connection.fetchval(OPEN_FROM)
    await connection.execute(COUNT, after, last, opened)
    await connection.execute(EMPTY_LOTS)
    await move_reader(connection, READER, last)
    return last - after


async def behind(connection: Connection) -> int:
    """How many batches of the log have not been counted yet."""
    waiting: int = await connection.fetchval(BEHIND, await position_of(connection, READER))
    return waiting


async def not_counted(connection: Connection) -> list[Any]:
    """What the batches that are not counted yet moved: today's last moments, added when read.

    Call it in the snapshot in which the days are read.
    """
    position = await position_of(connection, READER)
    return await connection.fetch(moved(OF.format(rows=NOT_COUNTED)), position)
