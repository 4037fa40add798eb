"""The inbox: events whose fold failed, to be repaired, folded again, or dismissed with a reason."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Raw

from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.envelope import GUARDED
from shuke.api.log_row import HIDDEN, event_title, shown_data
from shuke.api.operation import route
from shuke.api.page import Cursor, Limit, Page, cut, read_cursor
from shuke.api.problem import RequestInvalid, body_of
from shuke.engine import InboxEntryUnknown, dismiss, refold
from shuke.kernel import ShukeError, Text

Status = Literal["open", "folded", "dismissed"]
_FAILED = Text(en="The event could not be folded", zh="事件未能入账")


class InboxQuery(msgspec.Struct, kw_only=True):
    """Which failed events."""

    status: Status = "open"
    limit: Limit = 50
    cursor: Cursor | None = None


class Failure(msgspec.Struct):
    """Why an event failed."""

    code: str
    title: str
    status: int
    detail: str


class InboxItem(msgspec.Struct):
    """A failed event: why, how often it was tried, and its data without personal values."""

    id: str
    status: Status
    at: datetime
    source: str
    event_id: str
    type: str
    title: str
    subject: str
    time: datetime
    event: Any
    problem: Failure
    tries: int
    reason: str | None
    closed_at: datetime | None
    repairable: bool
    """Whether it has data that may be repaired: a timer's tick has none."""


class Repair(msgspec.Struct, forbid_unknown_fields=True):
    """The event's data, repaired; left out: as it came."""

    event: dict[str, Any] | None = None


class Chosen(msgspec.Struct, forbid_unknown_fields=True):
    """Which failed events to fold again."""

    ids: Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(min_length=1, max_length=200)]


class Dismissing(msgspec.Struct, forbid_unknown_fields=True):
    """Why a failed event is closed without being folded."""

    reason: Annotated[str, Meta(min_length=2, max_length=500)]


class Refolded(msgspec.Struct):
    """What became of a failed event."""

    id: str
    status: str
    member: str | None
    seq: int
    effects: Raw
    problem: dict[str, Any] | None = None


class RefoldedAll(msgspec.Struct):
    """What became of several, and how many were folded and refused."""

    items: list[Refolded]
    refolded: int
    refused: int


@route("GET", "/v1/inbox", needs="events:read")
async def list_inbox(ask: Ask[InboxQuery, None]) -> Page[InboxItem]:
    """Failed events, latest first."""
    query = ask.query
    of = f"inbox:{query.status}"
    place = read_cursor(query.cursor, of, tuple[datetime, str])
    back = place is not None and place.back
    asked = page_of(query.status, None if place is None else place.at, back=back, limit=query.limit)
    rows = await ask.shuke.pool.fetch(*asked)
    total = await ask.shuke.pool.fetchval(
        "select count(*) from engine_inbox where status = $1", query.status
    )
    page = cut(rows, query.limit, of, lambda row: (row["failed_at"], row["id"]), place)
    return Page([_item(ask, row) for row in page.items], page.next, page.prev, total)


def page_of(
    status: Status, place: tuple[datetime, str] | None, *, back: bool, limit: int
) -> tuple[Any, ...]:
    """The statement of a page and its values: one row more than it shows."""
    beyond, way = (">", "asc") if back else ("<", "desc")
    edge = "" if place is None else f"and (failed_at, id) {beyond} ($2, $3)"
    statement = f"""
    select * from engine_inbox where status = $1 {edge}
    order by failed_at {way}, id {way} limit {int(limit) + 1}
    """
    return statement, status, *(place or ())


@route("POST", "/v1/inbox/{entry}/refold", needs="inbox:write", once=True)
async def refold_one(ask: Ask[None, Repair]) -> Refolded:
    """Fold a failed event again, with repaired data if given; a problem when it fails again."""
    entry = ask.path["entry"]
    data = None
    if ask.body.event is not None:
        _refuse_hidden(ask.body.event, "/event")
        await _need_rights(ask, entry)
        data = msgspec.json.encode(ask.body.event)
    outcome = await refold(ask.shuke.pool, ask.shuke.intake, entry, ask.now, data, ask.act_mark)
    await note(
        ask,
        "inbox.refolded",
        ("inbox", entry),
        after={"status": outcome.status, "repaired": data is not None},
        apart=outcome.problem is not None,
    )
    if outcome.problem is not None:
        raise outcome.problem
    return Refolded(entry, outcome.status, outcome.subject, outcome.seq, Raw(outcome.effects))


@route("POST", "/v1/inbox/refold", needs="inbox:write", once=True)
async def refold_many(ask: Ask[None, Chosen]) -> RefoldedAll:
    """Fold several failed events again, each by itself."""
    results = [await _refolded(ask, entry) for entry in dict.fromkeys(ask.body.ids)]
    good = sum(result.problem is None for result in results)
    await note(
        ask, "inbox.refolded", ("inbox", "several"), after={"asked": len(results), "folded": good}
    )
    return RefoldedAll(results, good, len(results) - good)


@route("DELETE", "/v1/inbox/{entry}", needs="inbox:write", status=204, once=True)
async def dismiss_entry(ask: Ask[None, Dismissing]) -> None:
    """Close a failed event without folding it; the reason is kept."""
    entry = ask.path["entry"]
    async with ask.connection() as connection:
        await dismiss(connection, entry, ask.body.reason, ask.now)
    await note(ask, "inbox.dismissed", ("inbox", entry), reason=ask.body.reason)


async def _refolded(ask: Ask[None, Chosen], entry: str) -> Refolded:
    try:
        outcome = await refold(ask.shuke.pool, ask.shuke.intake, entry, ask.now, mark=ask.act_mark)
    except ShukeError as error:
        status = "unknown" if isinstance(error, InboxEntryUnknown) else "refused"
        return Refolded(entry, status, None, 0, Raw(b"[]"), body_of(error, ask.language))
    failed = outcome.problem
    return Refolded(
        entry,
        outcome.status,
        outcome.subject,
        outcome.seq,
        Raw(outcome.effects),
        None if failed is None else body_of(failed, ask.language),
    )


async def _need_rights(ask: Ask[Any, Any], entry: str) -> None:
    """Who writes new data into an event needs what sending such an event needs."""
    kind = await ask.shuke.pool.fetchval("select type from engine_inbox where id = $1", entry)
    needed = GUARDED.get(kind or "")
    if needed is not None:
        ask.actor.need(needed)


def _refuse_hidden(value: Any, place: str) -> None:
    """A value that was shown hidden must not be written back as stars."""
    if value == HIDDEN:
        raise RequestInvalid(
            Text(en="A hidden value cannot be written back.", zh="不能把隐藏的值写回去。"),
            hint=Text(
                en="Fold the event as it came, or have its source send it again.",
                zh="请按原样重新入账，或让来源重新发送。",
            ),
            place=place,
        )
    if isinstance(value, dict):
        for name, part in value.items():
            _refuse_hidden(part, f"{place}/{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            _refuse_hidden(part, f"{place}/{number}")


def _item(ask: Ask[Any, Any], row: Any) -> InboxItem:
    return InboxItem(
        row["id"],
        row["status"],
        row["failed_at"],
        row["source"],
        row["event_id"],
        row["type"],
        event_title(ask, row["type"]),
        f"member:{row['subject']}",
        row["time"],
        shown_data(row["data"]),
        Failure(row["code"], ask.say(_FAILED), 500, row["error"]),
        row["tries"],
        row["reason"],
        row["closed_at"],
        row["type"] != "tick",
    )
