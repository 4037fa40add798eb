"""What must hold of the books, against the entries they were made from: `shuke verify` asks it."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from shuke.engine import position_of
from shuke.ledger.finance.daily import NOT_COUNTED, OF, READER, Connection, lying, moved
from shuke.ledger.finance.period import broken_periods

ALL: Final = """
select l.bucket, l.subject, l.seq, l.type from engine_log as l
"""
DAYS: Final = """
select day, currency, brand, funder, kind, earn_month, sold, sum(amount)::bigint as amount,
       sum(entries)::bigint as entries
from ledger_day group by 1, 2, 3, 4, 5, 6, 7
"""
LOTS: Final = """
select currency, brand, funder, earn_month, expires_on, pending, usable from ledger_lot
"""
NOT_COUNTED_LOTS: Final = lying(OF.format(rows=NOT_COUNTED))


async def book_differences(connection: Connection) -> list[str]:
    """Where days or lots differ from one pass over all entries, and closed periods from their hash.

    What the feed has not counted yet is added, so nothing has to stand still meanwhile.
    """
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        position = await position_of(connection, READER)
        days: Counter[Any] = Counter()
        for sql, args, sign in (
            (moved(OF.format(rows=ALL)), (), -1),
            (DAYS, (), 1),
            (moved(OF.format(rows=NOT_COUNTED)), (position,), 1),
        ):
            for row in await connection.fetch(sql, *args):
                key = tuple(row)[:7]
                days[(*key, "amount")] += sign * row["amount"]
                days[(*key, "entries")] += sign * row["entries"]
        lots: Counter[Any] = Counter()
        for sql, args, sign in (
            (lying("ledger_entry as e"), (), -1),
            (LOTS, (), 1),
            (NOT_COUNTED_LOTS, (position,), 1),
        ):
            for row in await connection.fetch(sql, *args):
                key = tuple(row)[:5]
                lots[(*key, "pending")] += sign * row["pending"]
                lots[(*key, "usable")] += sign * row["usable"]
        broken = [
            f"{name} {' '.join(map(str, key))}: the books are {by:+} off the entries"
            for name, found in (("day", days), ("lot", lots))
            for key, by in sorted(found.items(), key=str)
            if by
        ]
        return broken + await broken_periods(connection)
