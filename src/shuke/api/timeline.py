"""What happened to a member, latest first; their orders; why an event did what it did."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw

from shuke import program
from shuke.api.ask import Ask
from shuke.api.entry import EntrySum, entries_of, rule_titles, summed
from shuke.api.explaining import Explained, explained
from shuke.api.log_row import effects_of, event_title, summary
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor
from shuke.api.person import held
from shuke.api.problem import NotFound, RequestInvalid
from shuke.engine import bucket_of, explain
from shuke.kernel import Text

_SEQ_MAX = 2**63 - 1


class TimelineQuery(msgspec.Struct, kw_only=True):
    """Which events: types with commas between; without any, every one that did something."""

    types: Annotated[str, Meta(max_length=500)] | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class TimelineItem(msgspec.Struct):
    """One event of a member with what it moved and said."""

    seq: int
    at: datetime
    time: datetime
    type: str
    title: str
    summary: dict[str, Any]
    entries: list[EntrySum]
    effects: Raw
    source: str
    event_id: str
    release: int


class OrderItem(msgspec.Struct):
    """An order of a member."""

    order_id: str
    time: datetime
    store: str | None
    total_cents: int
    refunded_cents: int
    lines: int
    points: int
    seq: int


class OrderQuery(msgspec.Struct, kw_only=True):
    """Which part of the list."""

    limit: Limit = 50
    cursor: Cursor | None = None


_LIST = """
select bucket, subject, seq, at, time, type, source, id, release, data, effects from engine_log
where bucket = $1 and subject = $2
  and ($3::text[] is null and (type <> 'tick' or effects <> '[]'::bytea) or type = any($3))
  and ($4::bigint is null or seq {beyond} $4)
order by seq {way} limit $5
"""


@route("GET", "/v1/members/{member}/timeline", needs="members:read")
async def member_timeline(ask: Ask[TimelineQuery, None]) -> Page[TimelineItem]:
    """A member's events, latest first. What time alone brought about stands as `tick`."""
    found = await held(ask, ask.path["member"])
    types = [part for part in (ask.query.types or "").split(",") if part] or None
    rows, page = await _rows(ask, found.subject, types, f"timeline:{types}")
    entries = await entries_of(ask, [(r["bucket"], r["subject"], r["seq"]) for r in rows])
    titles = rule_titles(ask)
    items = [
        TimelineItem(
            row["seq"],
            row["at"],
            row["time"],
            row["type"],
            event_title(ask, row["type"]),
            summary(row["data"]),
            summed(entries.get((row["subject"], row["seq"]), []), titles),
            effects_of(row),
            row["source"],
            row["id"],
            row["release"],
        )
        for row in rows
    ]
    return Page(items, page.next, page.prev)


@route("GET", "/v1/members/{member}/orders", needs="members:read")
async def member_orders(ask: Ask[OrderQuery, None]) -> Page[OrderItem]:
    """A member's orders, latest first, with what was refunded and what they gave."""
    found = await held(ask, ask.path["member"])
    rows, page = await _rows(ask, found.subject, ["order.paid"], "orders")
    entries = await entries_of(ask, [(r["bucket"], r["subject"], r["seq"]) for r in rows])
    back = await _refunded(ask, found.subject, [summary(row["data"])["order_id"] for row in rows])
    main = found.release.plans["app"].currency
    items = []
    for row in rows:
        said = summary(row["data"])
        its = entries.get((row["subject"], row["seq"]), [])
        items.append(
            OrderItem(
                said["order_id"],
                row["time"],
                said.get("store"),
                said["total_cents"],
                back.get(said["order_id"], 0),
                said.get("lines", 0),
                sum(e["amount"] for e in its if e["kind"] == "issue" and e["currency"] == main),
                row["seq"],
            )
        )
    return Page(items, page.next, page.prev)


@route("GET", "/v1/members/{member}/events/{seq:int}/explain", needs="members:read")
async def explain_event(ask: Ask[None, None]) -> Explained:
    """Why an event did what it did: the member is replayed up to it and the rules are asked."""
    found = await held(ask, ask.path["member"])
    seq = ask.path["seq"]
    if not 0 < seq <= _SEQ_MAX:
        raise NotFound(Text(en="There is no such event.", zh="没有这个事件。"))
    async with ask.connection() as connection:
        told = await explain(connection, ask.shuke.book, found.subject, seq)
    return await explained(ask, told)


async def _rows(
    ask: Ask[Any, Any], subject: str, types: list[str] | None, of: str
) -> tuple[list[Any], Page[Any]]:
    place = read_cursor(ask.query.cursor, of, int)
    if place is not None and not 0 <= place.at <= _SEQ_MAX:
        raise RequestInvalid(place="/cursor")
    back = place is not None and place.back
    statement = _LIST.format(beyond=">" if back else "<", way="asc" if back else "desc")
    rows = await ask.shuke.pool.fetch(
        statement,
        bucket_of(subject),
        subject,
        types,
        None if place is None else place.at,
        ask.query.limit + 1,
    )
    page = cut(rows, ask.query.limit, of, lambda row: row["seq"], place)
    return page.items, page


async def _refunded(ask: Ask[Any, Any], subject: str, orders: list[str]) -> dict[str, int]:
    """Minor units given back of orders, from their records."""
    rows = await ask.shuke.pool.fetch(
        "select key, data from engine_record"
        " where bucket = $1 and subject = $2 and kind = 'order' and key = any($3)",
        bucket_of(subject),
        subject,
        orders,
    )
    app = ask.shuke.app
    found = {}
    for row in rows:
        record: program.Order = app.decode_record("order", row["data"])
        found[row["key"]] = (
            record.back_any_cents
            + record.back_shipping_cents
            + sum(line.cents for line in record.back)
        )
    return found
