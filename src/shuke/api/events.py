"""Events that came in: the list, one event. Sending them is `event_door`'s."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Response
from msgspec import Meta, Raw

from shuke.api.ask import Ask
from shuke.api.envelope import BATCH, JSON, ONE
from shuke.api.event_door import EventDoor, Result, Results
from shuke.api.event_list import COLUMNS, Wanted, find
from shuke.api.log_row import effects_of, event_title, shown_data, summary
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor, write_cursor
from shuke.api.problem import NotFound, RequestInvalid
from shuke.kernel import Text

Name = Annotated[str, Meta(max_length=300)]
Moment = Annotated[datetime, Meta(tz=True)]


class EventQuery(msgspec.Struct, kw_only=True, rename={"since": "from", "until": "to"}):
    """Which events. Ticks are shown when `type` asks for them; `q` is a whole event or order id."""

    type: Name | None = None
    member: Name | None = None
    source: Name | None = None
    since: Moment | None = None
    until: Moment | None = None
    q: Name | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class EventItem(msgspec.Struct):
    """An event in a list. `at` is when it came in, `time` when it happened."""

    source: str
    id: str
    type: str
    title: str
    member: str
    seq: int
    at: datetime
    time: datetime
    release: int
    summary: dict[str, Any]
    effects: Raw


class EventPage(Page[EventItem]):
    """Events; `searched_to` is there when the search stopped at that moment to go on by `next`."""

    searched_to: datetime | None = None


class EventShown(msgspec.Struct):
    """One event, whole. Values that name a person are hidden."""

    status: Literal["accepted", "failed"]
    source: str
    id: str
    type: str
    title: str
    member: str
    seq: int
    at: datetime
    time: datetime
    release: int | None
    engine: int | None
    data: Any
    effects: Raw
    inbox: str | None = None


class EventSent(msgspec.Struct, forbid_unknown_fields=True):
    """An event as it is sent: CloudEvents names. `subject` is `kind:value`, `time` RFC 3339."""

    source: Annotated[str, Meta(min_length=1, max_length=128)]
    id: Annotated[str, Meta(min_length=1, max_length=256)]
    type: Annotated[str, Meta(min_length=1, max_length=100)]
    subject: Annotated[str, Meta(min_length=3, max_length=300)]
    time: Moment | None = None
    data: dict[str, Any] = {}
    specversion: str | None = None
    datacontenttype: str | None = None
    dataschema: str | None = None


# Keys lead with the source: step through the sources instead of through all keys.
BY_ID = f"""
with recursive source_of as (
    (select source from engine_key order by source limit 1)
    union all
    select (select k.source from engine_key k where k.source > s.source order by k.source limit 1)
    from source_of s where s.source is not null
), found as (
    select k.bucket, k.subject, k.seq from source_of s
    join engine_key k on k.source = s.source and k.id = $1
), ordered as (
    select l.bucket, l.subject, l.seq from engine_record r
    join engine_log l on l.bucket = r.bucket and l.subject = r.subject
    where r.key = $1 and r.kind = 'order' and l.type like 'order.%'
      and convert_from(l.data, 'UTF8')::jsonb ->> 'order_id' = $1
)
select {COLUMNS} from engine_log
where (bucket, subject, seq) in (select * from found union select * from ordered)
order by batch desc, subject desc, seq desc limit 200
"""

_ONE = f"""
select {", ".join("l." + column for column in COLUMNS.split(", "))} from engine_key k
join engine_log l on l.bucket = k.bucket and l.subject = k.subject and l.seq = k.seq and l.at = k.at
where k.source = $1 and k.id = $2
"""


@route("GET", "/v1/events", needs="events:read")
async def list_events(ask: Ask[EventQuery, None]) -> EventPage:
    """Events, newest first. A page that says `searched_to` may be short: `next` looks further."""
    query = ask.query
    if query.q:
        rows = await ask.shuke.pool.fetch(BY_ID, query.q.strip())
        return EventPage([item(ask, row) for row in rows], total=len(rows))
    of = f"events:{query.member or ''}"
    place = read_cursor(query.cursor, of, tuple[int, str, int])
    back = place is not None and place.back
    wanted = Wanted(
        type=query.type,
        member=query.member,
        source=query.source,
        since=_since(query.since),
        until=_since(query.until),
        place=None if place is None else _bounded(place.at),
        back=back,
    )
    found = await find(ask.shuke.pool, wanted, query.limit + 1)
    page = cut(found.rows, query.limit, of, lambda r: (r["batch"], r["subject"], r["seq"]), place)
    shown = EventPage([item(ask, row) for row in page.items], page.next, page.prev)
    if found.stopped is not None:
        edge, shown.searched_to = found.stopped
        on = write_cursor(of, edge, back=back)
        shown.next, shown.prev = (shown.next, on) if back else (on, shown.prev)
    return shown


@route("GET", "/v1/events/{source}/{id}", needs="events:read")
async def get_event(ask: Ask[None, None]) -> EventShown:
    """One event by its key: what became of an act whose answer was lost."""
    source, key = ask.path["source"], ask.path["id"]
    row = await ask.shuke.pool.fetchrow(_ONE, source, key)
    if row is not None:
        return EventShown(
            "accepted",
            row["source"],
            row["id"],
            row["type"],
            event_title(ask, row["type"]),
            row["subject"],
            row["seq"],
            row["at"],
            row["time"],
            row["release"],
            row["engine"],
            shown_data(row["data"]),
            effects_of(row),
        )
    row = await ask.shuke.pool.fetchrow(
        "select * from engine_inbox where source = $1 and event_id = $2", source, key
    )
    if row is None:
        raise NotFound(Text(en="No event has this key.", zh="没有这个编号的事件。"))
    return EventShown(
        "failed",
        source,
        key,
        row["type"],
        event_title(ask, row["type"]),
        row["subject"],
        0,
        row["failed_at"],
        row["time"],
        None,
        None,
        shown_data(row["data"]),
        Raw(b"[]"),
        row["id"],
    )


@route(
    "POST",
    "/v1/events",
    needs="events:write",
    body_media_types=(JSON, ONE, BATCH),
    answers=(Result, Results),
    example={
        "source": "till-7",
        "id": "88213",
        "type": "order.paid",
        "time": "2026-11-21T14:02:00+08:00",
        "subject": "phone:+8613800000000",
        "data": {
            "order_id": "88213",
            "store": "S1",
            "total_cents": 12800,
            "lines": [{"sku": "milk", "category": "dairy", "paid_cents": 12800}],
        },
    },
    schema=(EventSent, list[EventSent]),
)
async def send_events(ask: Ask[None, None]) -> Response[bytes]:
    """Send one event, or up to 1,000 in an array. The same (source, id) is the same event.

    One event is answered by its outcome or a problem; an array by 200 and an outcome each, of
    which refused ones carry their problem. `?imported=true` brings in the past.
    """
    # The front passes this route to its door before Litestar; it stands here for the document.
    raise NotImplementedError(EventDoor)


def item(ask: Ask[Any, Any], row: Any) -> EventItem:
    """A row of the log in a list."""
    return EventItem(
        row["source"],
        row["id"],
        row["type"],
        event_title(ask, row["type"]),
        row["subject"],
        row["seq"],
        row["at"],
        row["time"],
        row["release"],
        summary(row["data"]),
        effects_of(row),
    )


def _bounded(at: tuple[int, str, int]) -> tuple[int, str, int]:
    batch, subject, seq = at
    if not (0 <= batch < 2**63 and 0 <= seq < 2**63) or "\0" in subject:
        raise RequestInvalid(place="/cursor")
    return at


def _since(value: datetime | None) -> datetime | None:
    if value is not None and not 1970 <= value.year <= 9000:
        raise RequestInvalid(
            Text(en="The year must lie between 1970 and 9000.", zh="年份须在 1970 到 9000 之间。"),
            place="/from",
        )
    return value
