"""A partner's statement of a month, and closing it for good.

What is settled is one row of facts each, so a statement is their sum and every line leads to its
events. A closed month keeps its figures as bytes, chained by hash; what reaches the log after that
is in the first month that was open then. `position` is how far the feed had come.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import blake2b
from typing import Any, Final

import msgspec

from shuke.kernel import Text
from shuke.ledger import finance
from shuke.partner.error import (
    StatementClosed,
    StatementNotOver,
    StatementOutOfTurn,
    StatementUnfinished,
)

# The month a row is settled in: its own, or the first that was open when it reached the log. What
# came back of a coupon or a use counts with the cents of the row that it undoes.
POSTED: Final = """
select e.*, case when e.back and e.kind in ('coupon', 'benefit') then -coalesce(was.cents, 0)
                 else e.cents end as settled,
       case when e.back and e.kind = 'coupon' then coalesce(was.amount, 0)
            else e.amount end as told,
       greatest(date_trunc('month', e.day)::date, coalesce((
           select (max(c.month) + interval '1 month')::date from partner_statement as c
           where c.partner = e.partner and c.position < coalesce(b.position, 9223372036854775807)
       ), '0001-01-01')) as month
from partner_entry as e
join engine_log as l on l.bucket = e.bucket and l.subject = e.subject and l.seq = e.seq
left join engine_batch as b on b.id = l.batch
left join lateral (
    select f.cents, f.amount from partner_entry as f
    where f.bucket = e.bucket and f.subject = e.subject and f.partner = e.partner
      and f.kind = e.kind and f.ref = e.ref and not f.back and (f.seq, f.n) < (e.seq, e.n)
    order by f.seq desc, f.n desc limit 1
) as was on e.back and e.kind in ('coupon', 'benefit')
where e.partner = $1
"""
SUMS: Final = f"""
select month, kind, key, sum(case when back then 0 else 1 end)::bigint as events,
       sum(case when back then 1 else 0 end)::bigint as undone,
       sum(case when back then -count else count end)::bigint as count,
       sum(case when back then -told else told end)::bigint as amount,
       sum(settled)::bigint as cents
from ({POSTED}) as p where $2::date is null or month = $2
group by 1, 2, 3 order by 1, 2, 3
"""
ENTRIES: Final = f"""
select at, day, subject, seq, n, kind, key, ref, back, count, told as amount, settled as cents
from ({POSTED}) as p
where month = $2 and ($3::text is null or kind = $3) and ($4::text is null or key = $4)
  and ($5::timestamptz is null or (at, subject, seq, n) > ($5, $6, $7, $8))
order by at, subject, seq, n limit $9
"""
CLOSED: Final = "select * from partner_statement where partner = $1 order by month"
ONE: Final = "select * from partner_statement where partner = $1 and month = $2"
FIRST: Final = "select min(day) from partner_entry where partner = $1"
# Batches of the month that have no place in the feed yet.
UNFINISHED: Final = "select count(*) from engine_batch where position is null and at < $1"
KEEP: Final = """
insert into partner_statement
    (partner, month, closed_at, closed_by, reason, position, figures, hash)
values ($1, $2, $3, $4, $5, (select coalesce(max(position), 0) from engine_batch), $6, $7)
"""
LOCK: Final = "select pg_advisory_xact_lock(hashtext('partner_statement'))"
START: Final = bytes(32)


class Line(msgspec.Struct):
    """One line: `cents` above zero the partner owes the brand.

    Of exchanges `count` is our points and `amount` theirs; of coupons `count` how many and `amount`
    what they took off, in cents; of benefits `count` uses. `events` happened, `undone` came back.
    """

    kind: str
    key: str
    events: int
    undone: int
    count: int
    amount: int
    cents: int


class Statement(msgspec.Struct, kw_only=True):
    """A partner's month, open or closed. `month` is its first day."""

    partner: str
    month: date
    lines: list[Line] = []
    total_cents: int = 0
    closed_at: datetime | None = None
    closed_by: str | None = None
    reason: str | None = None
    hash: str | None = None


class Entry(msgspec.Struct):
    """One event of a line."""

    at: datetime
    day: date
    subject: str
    seq: int
    n: int
    kind: str
    key: str
    ref: str
    back: bool
    count: int
    amount: int
    cents: int


Place = tuple[datetime, str, int, int]
"""Where a page of entries goes on."""


async def statements(connection: Any, partner: str, today: date) -> list[Statement]:
    """Every month from the first with an entry up to now, the latest first."""
    closed = {row["month"]: _closed(row) for row in await connection.fetch(CLOSED, partner)}
    opened = await _open(connection, partner, None)
    first = min([*closed, *opened], default=None)
    if first is None:
        return []
    found, month = [], first
    while month <= max(today.replace(day=1), *closed, *opened):
        known = closed.get(month) or opened.get(month)
        found.append(known or Statement(partner=partner, month=month))
        month = finance.next_month(month)
    return found[::-1]


async def statement(connection: Any, partner: str, month: date) -> Statement:
    """One month: as it was closed, or as it stands."""
    row = await connection.fetchrow(ONE, partner, month)
    if row is not None:
        return _closed(row)
    opened = await _open(connection, partner, month)
    return opened.get(month) or Statement(partner=partner, month=month)


async def entries(
    connection: Any,
    partner: str,
    month: date,
    *,
    kind: str | None = None,
    key: str | None = None,
    after: Place | None = None,
    limit: int = 100,
) -> list[Entry]:
    """The events of a month's lines, the earliest first; of a closed month those it closed with."""
    place = after or (None, None, None, None)
    rows = await connection.fetch(ENTRIES, partner, month, kind, key, *place, limit)
    return [Entry(**row) for row in rows]


async def close(
    connection: Any,
    partner: str,
    month: date,
    *,
    by: str,
    at: datetime,
    today: date,
    ends_at: datetime,
    reason: str,
) -> Statement:
    """Close a month for good, in the act's transaction; who closes second is refused.

    `ends_at` is the month's end in the programme's zone (exclusive). Raises StatementClosed,
    StatementNotOver, StatementOutOfTurn, StatementUnfinished.
    """
    await connection.execute(LOCK)
    rows = await connection.fetch(CLOSED, partner)
    if rows and month <= rows[-1]["month"]:
        raise StatementClosed(
            Text(
                en=f"{month:%Y-%m} is closed and stays as it is.",
                zh=f"{month:%Y-%m} 已关账，不再改变。",
            )
        )
    if today < finance.next_month(month):
        raise StatementNotOver
    if await connection.fetchval(UNFINISHED, ends_at):
        raise StatementUnfinished
    begun = await connection.fetchval(FIRST, partner)
    first = finance.next_month(rows[-1]["month"]) if rows else (begun or month).replace(day=1)
    if month != first:
        raise StatementOutOfTurn(
            Text(en=f"{first:%Y-%m} comes first.", zh=f"请先关 {first:%Y-%m}。")
        )
    made = await statement(connection, partner, month)
    figures = msgspec.json.encode(made.lines)
    digest = chained(rows[-1]["hash"] if rows else START, partner, month, figures)
    await connection.execute(KEEP, partner, month, at, by, reason, figures, digest)
    return _closed(await connection.fetchrow(ONE, partner, month))


def chained(before: bytes, partner: str, month: date, figures: bytes) -> bytes:
    """The next link of a partner's chain: blake2b-256 of the last link, the month, its figures."""
    words = f"{partner}:{month.isoformat()}:".encode()
    return blake2b(before + words + figures, digest_size=32).digest()


async def broken_statements(connection: Any) -> list[str]:
    """Closed months whose figures do not follow from the chain, or from their events."""
    broken = []
    partners = await connection.fetch("select distinct partner from partner_statement order by 1")
    for (partner,) in [tuple(row) for row in partners]:
        link = START
        now = await _open(connection, partner, None)
        for row in await connection.fetch(CLOSED, partner):
            month, name = row["month"], f"{partner} {row['month']:%Y-%m}"
            if row["hash"] != chained(link, partner, month, row["figures"]):
                broken.append(f"{name}: its figures are not what was closed")
            link = row["hash"]
            again = now.get(month) or Statement(partner=partner, month=month)
            if _closed(row).lines != again.lines:
                broken.append(f"{name}: its events say otherwise than what was closed")
    return broken


async def _open(connection: Any, partner: str, month: date | None) -> dict[date, Statement]:
    found: dict[date, Statement] = {}
    for row in await connection.fetch(SUMS, partner, month):
        its = found.setdefault(row["month"], Statement(partner=partner, month=row["month"]))
        its.lines.append(
            Line(
                row["kind"], row["key"], row["events"], row["undone"], row["count"],
                row["amount"], row["cents"],
            )
        )  # fmt: skip
        its.total_cents += row["cents"]
    return found


def _closed(row: Any) -> Statement:
    lines = msgspec.json.decode(row["figures"], type=list[Line])
    return Statement(
        partner=row["partner"],
        month=row["month"],
        lines=lines,
        total_cents=sum(line.cents for line in lines),
        closed_at=row["closed_at"],
        closed_by=row["closed_by"],
        reason=row["reason"],
        hash=row["hash"].hex(),
    )
