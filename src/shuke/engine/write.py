"""Everything a batch writes, in one place: log, keys, facts, states, records, what is undone."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from shuke.engine import asking, checkpoint, erase, version
from shuke.engine import batch_sql as sql
from shuke.engine.arrival import Outcome
from shuke.engine.identify import UNLINKED
from shuke.engine.seat import Folded, Seat, encode_given
from shuke.kernel import new_id

if TYPE_CHECKING:
    from shuke.engine.batch import Work

RETRY_TICK = timedelta(minutes=5)
"""A tick that failed is tried again after this, and is in the inbox meanwhile."""

_json = msgspec.json.Encoder()

WRITE_SEALED = """
insert into member_sealed (subject, field, sealed, updated_at)
select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
on conflict (subject, field) do update set
    sealed = excluded.sealed, updated_at = excluded.updated_at
"""


async def write(work: Work) -> None:
    """Write a folded batch and give every event its outcome. The caller commits."""
    seats = [seat for seat in work.seats.values() if seat.folded]
    if seats:
        folded = [(seat, f) for seat in seats for f in seat.folded]
        moments = (f.event.at for _seat, f in folded)
        work.months = await work.batcher.partitions.ensure(work.connection, moments)
        await _write_log(work, folded)
        await _write_facts(work, folded)
        await checkpoint.write(work.connection, seats)
        await _write_rows(work, seats, folded)
        await _write_sealed(work, folded)
        await _write_sent(work, seats)
        if await erase.write(work.connection, work.app, seats, work.now):
            work.batcher.identifier.keyring.forget()
        for seat, f in folded:
            arrival = f.arrival
            arrival.outcome = Outcome(
                "accepted", arrival.source, arrival.id, seat.subject, f.event.seq, f.effects
            )
        await _close_failures(work, folded)
        waiting = [seat.subject for seat in seats if any(f.waits for f in seat.folded)]
        if waiting:
            await asking.ask_for(work.connection, work.current.id, waiting, work.now)
    await _undo_empty(work)
    await _write_failures(work)


async def _write_log(work: Work, folded: Sequence[tuple[Seat, Folded]]) -> None:
    horizon, batch = work.horizon, work.batch
    await work.connection.copy_records_to_table(
        "engine_log",
        columns=sql.LOG_COLUMNS,
        records=[
            (
                seat.bucket,
                seat.subject,
                f.event.seq,
                f.event.at,
                f.event.time,
                f.event.type,
                f.event.source,
                f.event.id,
                horizon,
                version.ENGINE,
                batch,
                encode_given(f.given),
                f.arrival.encoded,
                f.effects,
            )
            for seat, f in folded
        ],
    )


async def _write_facts(work: Work, folded: Sequence[tuple[Seat, Folded]]) -> None:
    tables: dict[str, list[tuple[Any, ...]]] = {}
    for seat, f in folded:
        prefix = (seat.bucket, seat.subject, f.event.seq)
        for table, values in f.facts:
            tables.setdefault(table, []).append(prefix + values)
    for table, rows in tables.items():
        await work.connection.copy_records_to_table(
            table,
            columns=("bucket", "subject", "seq", "n", *work.app.fact_tables[table].columns),
            records=rows,
        )


async def _write_rows(
    work: Work, seats: Sequence[Seat], folded: Sequence[tuple[Seat, Folded]]
) -> None:
    """States, records, keys and the batch's own row, in one statement."""
    puts, drops = _changed_records(work, seats)
    await work.connection.execute(
        sql.WRITE,
        version.ENGINE,
        *_columns([_state_row(work, seat) for seat in seats], 14),
        *_columns(puts, 5),
        *_columns(
            [
                (
                    f.event.source,
                    f.event.id,
                    f.arrival.hash,
                    seat.bucket,
                    seat.subject,
                    f.event.seq,
                    f.event.at,
                )
                for seat, f in folded
                if not f.arrival.tick
            ],
            7,
        ),
        work.batch,
        work.now,
        len(folded),
        work.digest(),
    )
    if drops:
        await work.connection.execute(sql.DROP_RECORDS, *_columns(drops, 4))


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> Iterable[Sequence[Any]]:
    """Rows as the columns that `unnest` takes."""
    return zip(*rows, strict=True) if rows else ((),) * width


def _changed_records(
    work: Work, seats: Sequence[Seat]
) -> tuple[list[tuple[int, str, str, str, bytes]], list[tuple[int, str, str, str]]]:
    """The records to put and those to drop."""
    puts: list[tuple[int, str, str, str, bytes]] = []
    drops: list[tuple[int, str, str, str]] = []
    for seat in seats:
        assert seat.records is not None
        for kind, key in sorted(seat.records.changed):
            record = seat.records.loaded[kind, key]
            if record is None:
                drops.append((seat.bucket, seat.subject, kind, key))
            else:
                data = work.app.encode_record(record)
                puts.append((seat.bucket, seat.subject, kind, key, data))
    return puts, drops


def _state_row(work: Work, seat: Seat) -> tuple[Any, ...]:
    """A state and its indexed columns, in the order of `sql.WRITE`."""
    columns = work.app.columns(seat.state, work.current)
    return (
        seat.bucket,
        seat.subject,
        seat.seq,
        seat.last_at,
        seat.due,
        seat.written,
        *columns,
    )


async def _write_sealed(work: Work, folded: Sequence[tuple[Seat, Folded]]) -> None:
    rows = {
        (seat.subject, field): (seat.subject, field, sealed, f.event.at)
        for seat, f in folded
        if f.arrival.sealed_rows
        for field, sealed in f.arrival.sealed_rows
    }
    if rows:
        values = [rows[name] for name in sorted(rows)]
        await work.connection.execute(WRITE_SEALED, *map(list, zip(*values, strict=True)))
    unlinked = [
        claim
        for _seat, f in folded
        if f.event.type == UNLINKED and f.arrival.claims
        for claim in f.arrival.claims
    ]
    if unlinked:
        await work.connection.execute(
            sql.RELEASE_IDENTITIES, *map(list, zip(*unlinked, strict=True))
        )


async def _write_sent(work: Work, seats: Sequence[Seat]) -> None:
    sent = [pair for seat in seats for pair in seat.sent()]
    if sent:
        await work.connection.execute(
            sql.QUEUE,
            [s.key for _event, s in sent],
            [s.target for _event, s in sent],
            [s.type for _event, s in sent],
            [event.time for event, _s in sent],
            [_json.encode(s.data) for _event, s in sent],
            [s.depth for _event, s in sent],
            work.now,
        )
    queued = [f.event.id for seat in seats for f in seat.folded if f.event.source == "shuke:queue"]
    if queued:
        await work.connection.execute(sql.UNQUEUE, queued)


async def _undo_empty(work: Work) -> None:
    """Take back the members and identities that were made for events which were refused."""
    empty = sorted(
        seat.subject
        for seat in work.seats.values()
        if seat.subject in work.made and not seat.seq and not seat.failures
    )
    if empty:
        buckets = [work.seats[subject].bucket for subject in empty]
        await work.connection.execute(sql.DROP_STATES, buckets, empty)
        await work.connection.execute(sql.DROP_SUBJECT_IDENTITIES, empty)
        await work.connection.execute(sql.DROP_SEAL_KEYS, empty)
    linked = [
        claim
        for arrival in work.arrivals
        if arrival.claims
        and arrival.outcome is not None
        and arrival.outcome.status in ("refused", "failed", "duplicate")
        and arrival.event_type.name != UNLINKED
        for claim in arrival.claims
        if len(claim) == 3
    ]
    if linked:
        await work.connection.execute(sql.RELEASE_IDENTITIES, *map(list, zip(*linked, strict=True)))


async def _close_failures(work: Work, folded: Sequence[tuple[Seat, Folded]]) -> None:
    """What failed once and was folded now, because its source sent it again, waits no more."""
    if work.failures:
        keys = [f.event for _seat, f in folded]
        await work.connection.execute(
            sql.CLOSE_INBOX, [e.source for e in keys], [e.id for e in keys], work.now
        )


async def _write_failures(work: Work) -> None:
    """Put events whose fold failed into the inbox, sealed as they are."""
    for seat in work.seats.values():
        for arrival, error in seat.failures:
            if arrival.tick:
                # A tick that fails is tried again later; until then it must not spin.
                await work.connection.execute(
                    "update engine_state set retry_at = $3 where bucket = $1 and subject = $2",
                    seat.bucket,
                    seat.subject,
                    work.now + RETRY_TICK,
                )
            lines = traceback.format_exception(error)
            await work.connection.execute(
                sql.INBOX,
                new_id(),
                arrival.source,
                arrival.id,
                seat.subject,
                arrival.event_type.name,
                arrival.time or work.now,
                arrival.encoded,
                arrival.imported,
                type(error).__name__,
                "".join(lines[-3:])[-2000:],
                work.now,
                arrival.hash,
            )
