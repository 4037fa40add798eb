"""Checkpoints: where an engine upgrade found each member, so that replay can begin there.

A newer engine folds differently, so what an older one folded cannot be folded again to the same
bytes. The first batch of a newer engine on a member keeps the state as it was found; a record is
kept when the newer engine first writes it. See docs/decisions/0030.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shuke.engine import version
from shuke.engine.connection import Connection

if TYPE_CHECKING:
    from shuke.engine.seat import Seat

Name = tuple[str, str]
"""(kind, key) of a record."""

WRITE = """
insert into engine_checkpoint (bucket, subject, seq, engine, state)
select * from unnest($1::smallint[], $2::text[], $3::bigint[], $4::smallint[], $5::bytea[])
on conflict do nothing
"""

KEEP_RECORDS = """
insert into engine_record_past (bucket, subject, kind, key, engine, was, data)
select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::smallint[],
                     $6::smallint[], $7::bytea[])
on conflict do nothing
"""

LAST = """
select seq, engine, state from engine_checkpoint
where bucket = $1 and subject = $2 and seq < $3
order by seq desc limit 1
"""

RECORDS = """
select kind, key, engine, data from engine_record where bucket = $1 and subject = $2
"""

RECORDS_PAST = """
select kind, key, engine, was, data from engine_record_past
where bucket = $1 and subject = $2 and engine >= $3
"""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A member after log row `seq`, as `engine` found it; `engine` folded what follows."""

    seq: int
    engine: int
    state: bytes
    records: dict[Name, bytes] = field(default_factory=dict)


async def write(connection: Connection, seats: Iterable[Seat]) -> None:
    """Keep what an older engine left of these seats, before this batch writes over it."""
    states: list[tuple[Any, ...]] = []
    records: list[tuple[Any, ...]] = []
    for seat in seats:
        if seat.start_seq and seat.engine != version.ENGINE:
            states.append((seat.bucket, seat.subject, seat.start_seq, version.ENGINE, seat.raw))
        if seat.former_engines:
            assert seat.records is not None
            records += [
                (seat.bucket, seat.subject, *name, version.ENGINE, was, seat.raw_records[name])
                for name, was in seat.former_engines.items()
                if name in seat.records.changed
            ]
    if states:
        await connection.execute(WRITE, *map(list, zip(*states, strict=True)))
    if records:
        await connection.execute(KEEP_RECORDS, *map(list, zip(*records, strict=True)))


def records_at(engine: int, now: Iterable[Any], past: Iterable[Any]) -> dict[Name, bytes]:
    """A member's records as `engine` found them.

    `now` are rows of (kind, key, engine, data), `past` of (kind, key, engine, was, data). A record
    was what the first engine since then replaced, or what it is if none did; unless that was
    itself written since: then there was none.
    """
    found: dict[Name, bytes] = {}
    settled: set[Name] = set()
    for row in sorted(past, key=lambda row: int(row["engine"])):
        name = row["kind"], row["key"]
        if row["engine"] < engine or name in settled:
            continue
        settled.add(name)
        if row["was"] < engine:
            found[name] = row["data"]
    for row in now:
        name = row["kind"], row["key"]
        if name not in settled and row["engine"] < engine:
            found[name] = row["data"]
    return found


async def last_before(
    connection: Connection, bucket: int, subject: str, seq: int
) -> Checkpoint | None:
    """The last checkpoint of a member before a log row, with its records."""
    row = await connection.fetchrow(LAST, bucket, subject, seq)
    if row is None:
        return None
    now: Sequence[Any] = await connection.fetch(RECORDS, bucket, subject)
    past: Sequence[Any] = await connection.fetch(RECORDS_PAST, bucket, subject, row["engine"])
    records = records_at(row["engine"], now, past)
    return Checkpoint(row["seq"], row["engine"], row["state"], records)
