"""What members and operators read of stored value: its statement and its top-ups."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from shuke.engine import bucket_of
from shuke.ledger.document import Currency
from shuke.ledger.pot_name import pot_names
from shuke.ledger.read import Position, Reader
from shuke.ledger.value.document import pots

# One line for what an event did to both pots in one way. What a pot holds after it is what its last
# entry up to there says: an event that moves one of the two says nothing of the other.
STATEMENT = """
with lines as (
    select seq, max(n) as n, at, time, kind, key, note,
           sum(case when kind = 'confirm' or currency <> $3 then 0
                    when credit = 'usable' then amount else -amount end)::bigint as principal,
           sum(case when kind = 'confirm' or currency <> $4 then 0
                    when credit = 'usable' then amount else -amount end)::bigint as bonus,
           min(expires_on) filter (where currency = $4) as bonus_expires_on
    from ledger_entry
    where bucket = $1 and subject = $2 and currency in ($3, $4) and kind <> 'settle' and {bound}
    group by seq, at, time, kind, key, note
    {having}
    order by seq {way}, n {way}
    limit $5
)
select lines.*, {after} as principal_after, {after_bonus} as bonus_after
from lines order by seq {way}, n {way}
"""
AFTER = """
coalesce((select usable_after from ledger_entry e
          where e.bucket = $1 and e.subject = $2 and e.currency = {pot}
            and (e.seq, e.n) <= (lines.seq, lines.n)
          order by e.seq desc, e.n desc limit 1), 0)
"""
_PARTS = {"after": AFTER.format(pot="$3"), "after_bonus": AFTER.format(pot="$4")}
NEWEST = STATEMENT.format(bound="true", having="", way="desc", **_PARTS)
OLDER = STATEMENT.format(
    bound="seq <= $6", having="having (seq, max(n)) < ($6, $7)", way="desc", **_PARTS
)
NEWER = STATEMENT.format(
    bound="seq >= $6", having="having (seq, max(n)) > ($6, $7)", way="asc", **_PARTS
)

TOP_UPS = """
select key, data from engine_record where bucket = $1 and subject = $2 and kind = 'top_up'
"""


class ValueLine(msgspec.Struct, kw_only=True):
    """One line of a statement: what the member gained (below zero: lost) in minor units, and what
    both pots held after it. A `confirm` moves nothing: the hold took it."""

    seq: int
    n: int
    at: datetime
    time: datetime
    kind: str
    key: str | None
    note: str | None
    principal: int
    bonus: int
    bonus_expires_on: date | None
    principal_after: int
    bonus_after: int

    @property
    def position(self) -> Position:
        """Where the next page goes on."""
        return self.seq, self.n


async def value_statement(
    reader: Reader,
    subject: str,
    key: str,
    *,
    older_than: Position | None = None,
    newer_than: Position | None = None,
    limit: int = 50,
) -> list[ValueLine]:
    """Up to `limit` lines of one stored value, newest first; oldest first with `newer_than`."""
    args: list[Any] = [bucket_of(subject), subject, *pot_names(key), limit]
    sql = NEWEST
    if older_than is not None:
        sql, args = OLDER, [*args, *older_than]
    elif newer_than is not None:
        sql, args = NEWER, [*args, *newer_than]
    return [ValueLine(**row) for row in await reader.fetch(sql, *args)]


async def top_up_rows(reader: Reader, subject: str) -> list[tuple[str, bytes]]:
    """(number, record) of every top-up of a member, of whatever stored value."""
    rows = await reader.fetch(TOP_UPS, bucket_of(subject), subject)
    return [(row["key"], row["data"]) for row in rows]


def pot_currencies(documents: Mapping[str, Mapping[str, Any]]) -> dict[str, Currency]:
    """The pots of every stored value, named like currencies: for lists that tell of both."""
    return {
        pot.key: pot
        for _key, document in sorted(documents.get("stored_value", {}).items())
        for pot in pots(document)
    }
