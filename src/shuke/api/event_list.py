"""The list of events: every page costs at most so many rows of the log, whatever is asked for.

The log has the indexes that folding needs and no more: each further one would be paid by every
event. So a page walks the log from the newest batch on, or the log of one member, and stops after
`WALK` rows: what was found so far is the page, and its cursor goes on where the walk stopped. A
source that sent little is found by the keys of its events instead, at once and whole.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

import msgspec

from shuke.engine import bucket_of

WALK: Final = 20_000
"""The most rows of the log that one page looks at."""
FEW: Final = 1_000
"""A source with at most so many events is looked up by its keys."""

COLUMNS: Final = "subject, seq, at, time, type, source, id, release, engine, data, effects, batch"
Position: TypeAlias = tuple[int, str, int]
"""(batch, subject, seq): where a row stands in the list."""
Statement: TypeAlias = tuple[Any, ...]
"""A statement and its values, as asyncpg takes them."""


class Wanted(msgspec.Struct, kw_only=True):
    """Which events; `back` walks towards newer ones from `place`."""

    type: str | None = None
    member: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    place: Position | None = None
    back: bool = False


class Found(msgspec.Struct):
    """Rows in the order of the walk, and where the walk stopped short of its end."""

    rows: list[Any]
    stopped: tuple[Position, datetime] | None


async def find(reader: Any, wanted: Wanted, limit: int) -> Found:
    """Up to `limit` events. At most `WALK` rows of the log are looked at."""
    if wanted.source is not None and wanted.member is None and wanted.source != "shuke:timer":
        keys = await reader.fetch(*keys_of(wanted.source))
        if len(keys) <= FEW:
            return Found(await reader.fetch(*by_keys(wanted, keys, limit)), None)
    rows = await reader.fetch(*walk(wanted, limit))
    if len(rows) >= limit:
        return Found(rows, None)
    last = await reader.fetchrow(*edge(wanted))
    if last is None:
        return Found(rows, None)
    return Found(rows, ((last["batch"], last["subject"], last["seq"]), last["at"]))


def keys_of(source: str) -> Statement:
    """Where the events of a source lie, when they are few; one more than that otherwise."""
    statement = "select bucket, subject, seq, at from engine_key where source = $1 limit $2"
    return statement, source, FEW + 1


def by_keys(wanted: Wanted, keys: Sequence[Any], limit: int) -> Statement:
    """The page among these rows of the log."""
    values: list[Any] = [[row[name] for row in keys] for name in ("bucket", "subject", "seq", "at")]
    conditions = ["true", *_place(wanted, values), *_asked(wanted, values)]
    columns = ", ".join(f"l.{column}" for column in COLUMNS.split(", "))
    statement = f"""
    select {columns}
    from unnest($1::smallint[], $2::text[], $3::bigint[], $4::timestamptz[])
        as key (bucket, subject, seq, at)
    join engine_log l using (bucket, subject, seq, at)
    where {" and ".join(conditions)} order by {_order(wanted)} limit {int(limit)}
    """
    return statement, *values


def walk(wanted: Wanted, limit: int) -> Statement:
    """The page among the next `WALK` rows of the walk; it stops as soon as the page is full."""
    values: list[Any] = []
    inner = _walked(wanted, values, COLUMNS, f"limit {WALK}")
    conditions = " and ".join(["true", *_asked(wanted, values)])
    statement = f"""
    select {COLUMNS} from ({inner}) near where {conditions}
    order by {_order(wanted)} limit {int(limit)}
    """
    return statement, *values


def edge(wanted: Wanted) -> Statement:
    """The last row of the walk, when the walk stops before the end of the log."""
    values: list[Any] = []
    columns = "batch, subject, seq, at"
    statement = _walked(wanted, values, columns, f"limit 1 offset {WALK - 1}")
    return statement, *values


def _walked(wanted: Wanted, values: list[Any], columns: str, limit: str) -> str:
    conditions = ["true", *_place(wanted, values)]
    if wanted.member is not None:
        conditions.append(f"bucket = {_slot(values, bucket_of(wanted.member))}")
        conditions.append(f"subject = {_slot(values, wanted.member)}")
    # Whole months only: they leave partitions out, and what is walked is never thrown away.
    if wanted.since is not None:
        conditions.append(f"at >= {_slot(values, _month(wanted.since))}")
    if wanted.until is not None:
        after = _month(_month(wanted.until) + timedelta(days=31))
        conditions.append(f"at < {_slot(values, after)}")
    return (
        f"select {columns} from engine_log where {' and '.join(conditions)}"
        f" order by {_order(wanted)} {limit}"
    )


def _place(wanted: Wanted, values: list[Any]) -> list[str]:
    """Where the walk begins. A condition is written only when it is asked: plans depend on it."""
    if wanted.place is None:
        return []
    batch, subject, seq = wanted.place
    beyond = ">" if wanted.back else "<"
    if wanted.member is not None:
        return [f"seq {beyond} {_slot(values, seq)}"]
    places = ", ".join(_slot(values, value) for value in (batch, subject, seq))
    return [f"(batch, subject, seq) {beyond} ({places})"]


def _asked(wanted: Wanted, values: list[Any]) -> list[str]:
    """What is looked for among the rows that are walked. Ticks only show when asked for."""
    asked = []
    if wanted.type is None:
        asked.append("type <> 'tick'")
    else:
        asked.append(f"type = {_slot(values, wanted.type)}")
    if wanted.source is not None:
        asked.append(f"source = {_slot(values, wanted.source)}")
    if wanted.since is not None:
        asked.append(f"at >= {_slot(values, wanted.since)}")
    if wanted.until is not None:
        asked.append(f"at < {_slot(values, wanted.until)}")
    return asked


def _order(wanted: Wanted) -> str:
    way = "asc" if wanted.back else "desc"
    if wanted.member is not None:
        return f"seq {way}"
    return f"batch {way}, subject {way}, seq {way}"


def _slot(values: list[Any], value: Any) -> str:
    values.append(value)
    return f"${len(values)}"


def _month(moment: datetime) -> datetime:
    """The first moment of a month, where partitions begin."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
