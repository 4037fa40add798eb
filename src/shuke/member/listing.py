"""The member list: filters and order by the state's columns, page by page, with an exact count.

Every order is one total order, `column desc nulls last, subject`, walked forward or backward; so a
page starts inside the index however far it lies, and "previous" is the same walk turned round.
"""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias

import asyncpg
import msgspec
from msgspec import Meta

from shuke.engine import IS_MEMBER, bucket_of
from shuke.kernel import ShukeError, Text

PAGE_MAX = 200
IDENTITIES_SHOWN = 20

SortColumn = Literal["last_order_at", "registered_at", "balance", "orders"]

Reader: TypeAlias = (
    "asyncpg.Pool[asyncpg.Record] | asyncpg.Connection[asyncpg.Record]"
    " | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)
"""A pool, or a connection when several reads must see the same moment."""
Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)


class CursorInvalid(ShukeError):
    """The cursor is not one that this list gave."""

    code = "cursor_invalid"
    status = 422
    title = Text(en="The cursor is not valid", zh="翻页游标无效")


class MemberFilter(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What the list shows; every given part must hold. Ranges are inclusive, times aware."""

    subjects: list[str] | None = None
    """Only these, e.g. what a search by identity found."""
    tier: list[str] = []
    stage: list[str] = []
    channel: list[str] = []
    provisional: bool | None = None
    registered_from: datetime | None = None
    registered_to: datetime | None = None
    last_order_from: datetime | None = None
    last_order_to: datetime | None = None
    balance_min: int | None = None
    balance_max: int | None = None
    orders_min: int | None = None
    orders_max: int | None = None


class MemberRow(msgspec.Struct, kw_only=True):
    """One line of the list: the indexed columns only. `balance` is the main currency's."""

    id: str
    tier: str | None
    stage: str | None
    provisional: bool
    registered_at: datetime | None
    last_order_at: datetime | None
    balance: int
    orders: int
    channel: str | None


class MemberPage(msgspec.Struct, kw_only=True):
    """A page, the cursors of its neighbours (None at an end), and how many match altogether."""

    items: list[MemberRow]
    next: str | None
    previous: str | None
    total: int


class _Cursor(msgspec.Struct, array_like=True, frozen=True):
    sort: str
    value: (
        Annotated[datetime, Meta(tz=True)] | Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)] | None
    )
    subject: Annotated[str, Meta(max_length=64, pattern="^[^\0]*$")]
    back: bool


_COLUMNS = (
    "subject as id, tier, stage, provisional, registered_at, last_order_at, balance, orders,"
    " channel"
)
_NULLABLE = frozenset(("last_order_at", "registered_at"))
_BOUNDS = (
    ("registered_from", "registered_at >="),
    ("registered_to", "registered_at <="),
    ("last_order_from", "last_order_at >="),
    ("last_order_to", "last_order_at <="),
    ("balance_min", "balance >="),
    ("balance_max", "balance <="),
    ("orders_min", "orders >="),
    ("orders_max", "orders <="),
)


async def list_members(
    reader: Reader,
    where: MemberFilter,
    *,
    sort: SortColumn = "last_order_at",
    descending: bool = True,
    limit: int = 50,
    cursor: str | None = None,
) -> MemberPage:
    """A page of members. Raises CursorInvalid for a cursor of another list or order."""
    limit = max(1, min(limit, PAGE_MAX))
    signed_sort = f"-{sort}" if descending else sort
    start = _decode(cursor, signed_sort) if cursor else None
    conditions, values = _conditions(where)
    back = start is not None and start.back
    rows = await _walk(reader, sort, start, descending != back, limit + 1, conditions, values)
    more = len(rows) > limit
    rows = rows[:limit]
    if back:
        rows.reverse()
    total = await reader.fetchval(
        f"select count(*) from engine_state where {' and '.join(conditions)}", *values
    )
    has_next = bool(rows) if back else more
    has_previous = more if back else start is not None and bool(rows)
    return MemberPage(
        items=[MemberRow(**dict(row)) for row in rows],
        next=_encode(signed_sort, sort, rows[-1], back=False) if has_next else None,
        previous=_encode(signed_sort, sort, rows[0], back=True) if has_previous else None,
        total=total,
    )


async def every_subject(
    connection: Connection, where: MemberFilter, at_once: int
) -> AsyncIterator[list[str]]:
    """Everybody who matches, some at a time, as they are at one moment, in the order of the tables:
    what is written for neighbours lies together. Needs a transaction.
    """
    conditions, values = _conditions(where)
    cursor = await connection.cursor(
        f"select subject from engine_state where {' and '.join(conditions)}"
        " order by bucket, subject",
        *values,
    )
    while rows := await cursor.fetch(at_once):
        yield [row["subject"] for row in rows]


def _conditions(where: MemberFilter) -> tuple[list[str], list[Any]]:
    conditions = [IS_MEMBER]
    values: list[Any] = []

    def bind(condition: str, value: Any) -> None:
        values.append(value)
        conditions.append(condition.format(f"${len(values)}"))

    if where.subjects is not None:
        values += [[bucket_of(subject) for subject in where.subjects], where.subjects]
        conditions.append("(bucket, subject) in (select * from unnest($1::smallint[], $2::text[]))")
    for column in ("tier", "stage", "channel"):
        chosen = getattr(where, column)
        if chosen:
            bind(column + " = any({}::text[])", chosen)
    if where.provisional is not None:
        bind("provisional = {}", where.provisional)
    for name, comparison in _BOUNDS:
        value = getattr(where, name)
        if value is not None:
            bind(comparison + " {}", value)
    return conditions, values


async def _walk(
    reader: Reader,
    sort: str,
    start: _Cursor | None,
    forward: bool,
    limit: int,
    conditions: list[str],
    values: list[Any],
) -> list[asyncpg.Record]:
    """Up to `limit` rows after `start` in the direction; rows without a value lie at the end."""
    parts = _parts(sort, start, forward=forward)
    found: list[asyncpg.Record] = []
    for part, bound in parts:
        if len(found) >= limit:
            break
        slots = [f"${len(values) + n + 1}" for n in range(len(bound))]
        order = (
            f"{sort} desc nulls last, subject" if forward else f"{sort} nulls first, subject desc"
        )
        found += await reader.fetch(
            f"""
            select {_COLUMNS} from engine_state
            where {" and ".join(conditions)} and {part.format(*slots)}
            order by {order} limit {limit - len(found)}
            """,
            *values,
            *bound,
        )
    return found


def _parts(sort: str, start: _Cursor | None, *, forward: bool) -> list[tuple[str, tuple[Any, ...]]]:
    less, more = ("<", ">") if forward else (">", "<")
    with_value: tuple[str, tuple[Any, ...]] = (f"{sort} is not null", ())
    without: tuple[str, tuple[Any, ...]] = (f"{sort} is null", ())
    both = [with_value, without] if forward else [without, with_value]
    if start is None:
        parts = both
    elif start.value is None:
        without = (f"{sort} is null and subject {more} {{0}}", (start.subject,))
        parts = [without] if forward else [without, with_value]
    else:
        with_value = (
            f"{sort} {less}= {{0}} and ({sort} {less} {{0}} or subject {more} {{1}})",
            (start.value, start.subject),
        )
        parts = [with_value, without] if forward else [with_value]
    if sort not in _NULLABLE:
        parts = [part for part in parts if part is not without]
    return parts


def _encode(signed_sort: str, sort: str, row: asyncpg.Record, *, back: bool) -> str:
    cursor = _Cursor(signed_sort, row[sort], row["id"], back)
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).rstrip(b"=").decode()


def _decode(text: str, signed_sort: str) -> _Cursor:
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = msgspec.json.decode(raw, type=_Cursor)
    except (ValueError, msgspec.MsgspecError) as error:
        raise CursorInvalid(place="cursor") from error
    moment = isinstance(cursor.value, datetime)
    column = signed_sort.removeprefix("-")
    fits = cursor.value is None or moment == (column in _NULLABLE)
    if cursor.sort != signed_sort or not fits or (cursor.value is None and column not in _NULLABLE):
        raise CursorInvalid(place="cursor")
    return cursor
