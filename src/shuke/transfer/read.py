"""What members and operators read of transfers and families."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from shuke.engine import bucket_of
from shuke.transfer.state import TransferSlice

# The latest row of each transfer says how it stands; the first one when it began.
TRANSFERS: Final = """
select number, side, other, currency, amount, fee, change, reason, at, begun from (
    select distinct on (number, side) number, side, other, currency, amount, fee, change, reason,
           at, min(at) over (partition by number, side) as begun, seq, n
    from transfer_move where bucket = $1 and subject = $2
    order by number, side, seq desc, n desc
) as latest order by begun desc, number limit $3
"""
FAMILY_LINES: Final = """
select at, member, change, currency, amount, key, reason
from transfer_family where bucket = $1 and subject = $2 order by seq desc, n desc limit $3
"""
STATE: Final = """
select state from engine_state
where bucket = $1 and subject = $2 and kind = 'family' and seq > 0
"""
# What has left and not arrived, by the entries and by the queue: the same, whatever was killed.
ON_THEIR_WAY: Final = """
select currency, sum(entered)::bigint as entered, sum(queued)::bigint as queued from (
    select currency, case when kind = 'send' then amount else -amount end as entered, 0 as queued
    from ledger_entry where kind in ('send', 'receive')
    union all
    select d.currency, 0, (lot ->> 3)::bigint
    from (
        select convert_from(data, 'UTF8')::jsonb as data,
               convert_from(data, 'UTF8')::jsonb ->> 'currency' as currency
        from engine_queue where type = 'transfer.arrive'
    ) as d cross join jsonb_array_elements(d.data -> 'lots') as lot
) as sides group by currency order by currency
"""


class TransferLine(msgspec.Struct):
    """A transfer as one side sees it: how it stands, since when, and when it began."""

    number: str
    side: str
    other: str
    currency: str
    amount: int
    fee: int
    change: str
    reason: str | None
    at: datetime
    begun: datetime


class FamilyLine(msgspec.Struct):
    """A line of a family's story."""

    at: datetime
    member: str
    change: str
    currency: str | None
    amount: int | None
    key: str | None
    reason: str | None


async def transfers(reader: Any, subject: str, limit: int = 50) -> list[TransferLine]:
    """A member's transfers, out and in, the latest first."""
    rows = await reader.fetch(TRANSFERS, bucket_of(subject), subject, limit)
    return [TransferLine(**row) for row in rows]


async def family_lines(reader: Any, family: str, limit: int = 50) -> list[FamilyLine]:
    """What happened in a family, the latest first."""
    rows = await reader.fetch(FAMILY_LINES, bucket_of(family), family, limit)
    return [FamilyLine(**row) for row in rows]


async def family_of(reader: Any, own: TransferSlice) -> bytes | None:
    """The state of the family that a member belongs to; None before it has come into being."""
    if own.mine is None:
        return None
    found: bytes | None = await reader.fetchval(STATE, bucket_of(own.mine.family), own.mine.family)
    return found


async def in_transit(reader: Any) -> list[str]:
    """Where the entries and the queue differ about what is on its way; an empty list is fine."""
    return [
        f"{row['currency']}: {row['entered']} have left and not arrived, {row['queued']} are queued"
        for row in await reader.fetch(ON_THEIR_WAY)
        if row["entered"] != row["queued"]
    ]
