"""What members and operators read of a ledger: statement, lots, expiry, balance in the past."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, TypeAlias

import asyncpg
import msgspec

from shuke.engine import bucket_of
from shuke.ledger.date import IDLE, date_of, month_number
from shuke.ledger.state import LedgerSlice, Pot, split

Reader: TypeAlias = "asyncpg.Pool[asyncpg.Record] | asyncpg.Connection[asyncpg.Record]"
"""A pool, or a connection when several reads must see the same moment."""

Position = tuple[int, int]
"""Where a line stands: (seq, n) of its last entry; the newest is the highest."""

# Without a currency it tells of all points: stored value has a statement of its own.
# One line for all entries of an event that say the same: a spend out of three lots is one line.
# Within a member the primary key is the order, so that a page reads little more than itself.
STATEMENT = """
select seq, max(n) as n, at, time, kind, currency, rule, rule_version, key, note,
       sum(case when kind in ('confirm', 'send') then 0
                when credit in ('pending', 'usable') then amount else -amount end)::bigint
           as amount,
       (array_agg(usable_after order by n desc))[1] as balance_after,
       (array_agg(pending_after order by n desc))[1] as pending_after,
       min(expires_on) as expires_on
from ledger_entry
where bucket = $1 and subject = $2 and kind <> 'settle'
  and (currency = $3 or $3::text is null and currency not like '%:%')
  and {bound}
group by seq, at, time, kind, currency, rule, rule_version, key, note
{having}
order by seq {way}, n {way}
limit $4
"""
NEWEST = STATEMENT.format(bound="true", having="", way="desc")
OLDER = STATEMENT.format(bound="seq <= $5", having="having (seq, max(n)) < ($5, $6)", way="desc")
NEWER = STATEMENT.format(bound="seq >= $5", having="having (seq, max(n)) > ($5, $6)", way="asc")

# Every entry notes the balance after it, so the last one before a moment says it all.
AS_OF = """
select usable_after, pending_after from ledger_entry
where bucket = $1 and subject = $2 and currency = $3 and at <= $4
order by seq desc, n desc
limit 1
"""


class StatementLine(msgspec.Struct, kw_only=True):
    """One line of a statement. `amount` is what the member gained (or, below zero, lost); for
    `usable` it is what moved from pending to usable, and 0 for `confirm` and
    `send`: the hold took it.
    `balance_after` is the usable balance."""

    seq: int
    n: int
    at: datetime
    time: datetime
    kind: str
    currency: str
    amount: int
    balance_after: int
    pending_after: int
    rule: str | None
    rule_version: int | None
    key: str | None
    note: str | None
    expires_on: date | None

    @property
    def position(self) -> Position:
        """Where the next page goes on."""
        return self.seq, self.n


class LotShown(msgspec.Struct, kw_only=True):
    """One lot as it stands. `earned_month` is e.g. 202611, None when lots of months are merged."""

    amount: int
    state: Literal["pending", "usable", "debt"]
    earned_month: int | None = None
    usable_on: date | None = None
    expires_on: date | None = None
    funder: str | None = None
    brand: str | None = None
    """None: the main brand, or a debt."""


class Expiring(msgspec.Struct):
    """What expires after a day, if nothing is spent: `on` is the last day it can be used."""

    on: date
    amount: int
    pending: int


async def statement(
    reader: Reader,
    subject: str,
    currency: str | None = None,
    *,
    older_than: Position | None = None,
    newer_than: Position | None = None,
    limit: int = 50,
) -> list[StatementLine]:
    """Up to `limit` lines from a position, in the direction of reading.

    Newest first without a position or with `older_than`; oldest first with `newer_than`.
    """
    args: list[Any] = [bucket_of(subject), subject, currency, limit]
    sql = NEWEST
    if older_than is not None:
        sql, args = OLDER, [*args, *older_than]
    elif newer_than is not None:
        sql, args = NEWER, [*args, *newer_than]
    return [StatementLine(**row) for row in await reader.fetch(sql, *args)]


async def balance_as_of(
    reader: Reader, subject: str, currency: str, moment: datetime
) -> tuple[int, int]:
    """(usable, pending) at a moment, from the entries; usable is below zero in debt."""
    row = await reader.fetchrow(AS_OF, bucket_of(subject), subject, currency, moment)
    return (0, 0) if row is None else (row["usable_after"], row["pending_after"])


def lots(ledger: LedgerSlice, currency: str, day: int) -> list[LotShown]:
    """The lots on a business day: a debt, what is usable by expiry, what is pending by its day."""
    pot = ledger.pots.get(currency)
    if pot is None:
        return []
    shown = [LotShown(amount=-pot.usable, state="debt")] if pot.usable < 0 else []
    for until, month, funder, amount in pot.lots:
        if _last_day(pot, until) >= day:
            shown.append(_shown(pot, "usable", until, month, funder, amount, None))
    for start, until, month, funder, amount in pot.waits:
        if _last_day(pot, until) >= day:
            state: Literal["usable", "pending"] = "usable" if start <= day else "pending"
            shown.append(_shown(pot, state, until, month, funder, amount, start))
    return shown


def expiry_schedule(ledger: LedgerSlice, currency: str, day: int) -> list[Expiring]:
    """What expires when, soonest first; what never expires is left out."""
    schedule: dict[date, Expiring] = {}
    for lot in lots(ledger, currency, day):
        if lot.expires_on is not None:
            own = schedule.setdefault(lot.expires_on, Expiring(lot.expires_on, 0, 0))
            own.amount += lot.amount
            if lot.state == "pending":
                own.pending += lot.amount
    return [schedule[on] for on in sorted(schedule)]


def _last_day(pot: Pot, until: int) -> int:
    return pot.idle_day if until == IDLE else until


def _shown(
    pot: Pot,
    state: Literal["pending", "usable"],
    until: int,
    month: int,
    funder: int,
    amount: int,
    start: int | None,
) -> LotShown:
    last = _last_day(pot, until)
    payer, brand = split(pot.funders[funder])
    return LotShown(
        amount=amount,
        state=state,
        earned_month=month_number(month),
        usable_on=None if start is None else date_of(start),
        expires_on=None if last >= IDLE else date_of(last),
        funder=payer,
        brand=brand,
    )
