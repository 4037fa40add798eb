"""The roll-forward: how a currency went from opening to closing, day by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Final

import asyncpg
import msgspec

from shuke.engine import BUCKETS
from shuke.kernel import ShukeError, Text
from shuke.ledger.read import Reader
from shuke.ledger.state import LedgerSlice

MOST_DAYS = 3660

# Days before the range are one row with `day` null; only what enters or leaves the members'
# accounts counts, so waiting, holding and the settling of debts, which move inside them, drop out.
MOVEMENTS = """
select case when day >= $2 then day end as day,
       kind,
       sum(case when credit in ('pending', 'usable') then amount else -amount end)::bigint as amount
from ledger_entry
where currency = $1 and day <= $3 and kind not in ('usable', 'settle', 'hold', 'release')
group by 1, 2
"""

ENTERED = """
select currency,
       sum(case when kind in ('usable', 'settle', 'hold', 'release') then 0
                when credit in ('pending', 'usable') then amount
                else -amount end)::bigint as outstanding
from ledger_entry
group by currency
"""

STATES = """
select subject, state from engine_state where bucket >= $1 and bucket < $2
"""


class RangeTooLong(ShukeError):
    """A roll-forward of more than ten years, or one that ends before it begins."""

    code = "range_invalid"
    status = 422
    title = Text(en="The range of days is not valid", zh="日期范围无效")


class RollForward(msgspec.Struct, kw_only=True):
    """One day (or the whole range) of one currency, in points; every figure is zero or above but
    `adjusted`, `settled`, `transferred`, `opening` and `closing`."""

    day: date | None
    opening: int
    opened: int = 0
    issued: int = 0
    reversed: int = 0
    spent: int = 0
    returned: int = 0
    expired: int = 0
    adjusted: int = 0
    settled: int = 0
    """Debts paid out of a funder's points, or (for debts) into them: in sum always 0."""
    transferred: int = 0
    """Received less sent between members: in sum what is on its way, below zero."""
    closing: int = 0

    def close(self) -> RollForward:
        """Reckon the closing balance from the rest."""
        self.closing = (
            self.opening
            + self.opened
            + self.issued
            - self.reversed
            - self.spent
            + self.returned
            - self.expired
            + self.adjusted
            + self.settled
            + self.transferred
        )
        return self


FIELDS: Final = {
    "open": ("opened", 1),
    "issue": ("issued", 1),
    "reverse": ("reversed", -1),
    "spend": ("spent", -1),
    "confirm": ("spent", -1),
    "return": ("returned", 1),
    "expire": ("expired", -1),
    "adjust": ("adjusted", 1),
    "settle": ("settled", 1),
    "send": ("transferred", 1),
    "receive": ("transferred", 1),
}
"""Where a kind of entry is shown, and the sign that turns it into a figure above zero."""

NAMES: Final = tuple(dict.fromkeys(name for name, _sign in FIELDS.values()))
"""The figures that are summed: several kinds may be one figure."""


async def roll_forward(reader: Reader, currency: str, first: date, last: date) -> list[RollForward]:
    """Every day from `first` to `last` (both inclusive), also those on which nothing happened.

    One pass over the currency's entries. Raises RangeTooLong.
    """
    check_range(first, last)
    rows = await reader.fetch(MOVEMENTS, currency, first, last)
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return steps(((row["day"], row["kind"], row["amount"]) for row in rows), days)


def check_range(first: date, last: date) -> None:
    """Raise RangeTooLong unless the range holds 1 to MOST_DAYS days."""
    if not 0 <= (last - first).days < MOST_DAYS:
        raise RangeTooLong(
            Text(
                en=f"A roll-forward covers 1 to {MOST_DAYS} days.",
                zh=f"滚存的范围是 1 到 {MOST_DAYS} 天。",
            )
        )


def add(figures: RollForward, kind: str, amount: int) -> None:
    """Add what a kind of entry moved, signed as the members' accounts see it."""
    name, sign = FIELDS[kind]
    setattr(figures, name, getattr(figures, name) + sign * amount)


def steps(rows: Iterable[tuple[date | None, str, int]], starts: list[date]) -> list[RollForward]:
    """One roll-forward a step, each opening where the one before closed.

    Rows are (first day of the step, kind, amount); without a day they come before the range.
    """
    opening = 0
    moved: dict[date, list[tuple[str, int]]] = {}
    for start, kind, amount in rows:
        if start is None:
            opening += amount
        else:
            moved.setdefault(start, []).append((kind, amount))
    items: list[RollForward] = []
    for start in starts:
        figures = RollForward(day=start, opening=opening)
        for kind, amount in moved.get(start, ()):
            add(figures, kind, amount)
        opening = figures.close().closing
        items.append(figures)
    return items


def summed(days: list[RollForward]) -> RollForward:
    """Steps as one: the first opening, all sums, the last closing."""
    total = RollForward(day=None, opening=days[0].opening)
    for day in days:
        for name in NAMES:
            setattr(total, name, getattr(total, name) + getattr(day, name))
    return total.close()


async def open_differences(
    pool: asyncpg.Pool[asyncpg.Record], decode: Callable[[bytes], Any]
) -> list[str]:
    """Compare the closing of every currency's entries with what all members' states hold.

    Reads every state, in steps, in one consistent snapshot; answers what differs.
    """
    held: Counter[str] = Counter()
    async with (
        pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        rows = await connection.fetch(ENTERED)
        entered = {row["currency"]: row["outstanding"] for row in rows}
        step = BUCKETS // 32
        for low in range(0, BUCKETS, step):
            for row in await connection.fetch(STATES, low, low + step):
                ledger: LedgerSlice = decode(row["state"]).ledger
                for currency, pot in ledger.pots.items():
                    held[currency] += pot.usable + pot.pending + ledger.held.get(currency, 0)
    return [
        f"{currency}: entries close at {entered.get(currency, 0)}, members hold {held[currency]}"
        for currency in sorted({*entered, *held})
        if entered.get(currency, 0) != held[currency]
    ]
