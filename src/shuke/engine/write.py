"""Everything a batch writes, in one order: log, facts, states, records, keys, what is undone."""

from __future__ import annotations

import traceback
from datetime import timedelta
from typing import TYPE_CHECKING

from shuke.engine import asking, checkpoint, erase, version
from shuke.engine import batch_sql as sql
from shuke.engine.identify import UNLINKED
from shuke.engine.rows import Rows, columns, gather
from shuke.kernel import new_id

if TYPE_CHECKING:
    from shuke.engine.batch import Work

RETRY_TICK = timedelta(minutes=5)
"""A tick that failed is tried again after this, and is in the inbox meanwhile."""

WRITE_SEALED = """
insert into member_sealed (subject, field, sealed, updated_at)
select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
on conflict (subject, field) do update set
    sealed = excluded.sealed, updated_at = excluded.updated_at
"""


async def write(work: Work) -> None:
    """Write a folded batch and give every event its outcome. The caller commits."""
    rows = gather(work)
    if rows.log:
        connection = work.connection
        work.months = await work.batcher.partitions.ensure(connection, rows.moments)
        await connection.copy_records_to_table(
            "engine_log", columns=sql.LOG_COLUMNS, records=rows.log
        )
        await _write_facts(work, rows)
        if rows.former:
            await checkpoint.write(connection, rows.former)
        await _write_states(work, rows)
        await _write_sealed(work, rows)
        await _write_sent(work, rows)
        if rows.erased:
            await erase.write(connection, work.app, rows.erased, work.now)
            work.batcher.identifier.keyring.forget()
        for arrival, outcome in rows.outcomes:
            arrival.outcome = outcome
        await _close_failures(work, rows)
        if rows.waiting:
            await asking.ask_for(connection, work.current.id, rows.waiting, work.now)
    await _undo_empty(work)
    await _write_failures(work, rows)


async def _write_facts(work: Work, rows: Rows) -> None:
    for table, facts in rows.facts.items():
        await work.connection.copy_records_to_table(
            table,
            columns=("bucket", "subject", "seq", "n", *work.app.fact_tables[table].columns),
            records=facts,
        )


async def _write_states(work: Work, rows: Rows) -> None:
    """States, records, keys and the batch's own row, in one statement."""
    await work.connection.execute(
        sql.WRITE,
        version.ENGINE,
        *columns(rows.states, 14),
        *columns(rows.records, 5),
        *columns(rows.keys, 7),
        work.batch,
        work.now,
        len(rows.log),
        rows.digest(),
    )
    if rows.drops:
        await work.connection.execute(sql.DROP_RECORDS, *columns(rows.drops, 4))


async def _write_sealed(work: Work, rows: Rows) -> None:
    if rows.sealed:
        values = [rows.sealed[name] for name in sorted(rows.sealed)]
        await work.connection.execute(WRITE_SEALED, *columns(values, 4))
    if rows.unlinked:
        await work.connection.execute(sql.RELEASE_IDENTITIES, *columns(rows.unlinked, 3))


async def _write_sent(work: Work, rows: Rows) -> None:
    if rows.sent:
        await work.connection.execute(sql.QUEUE, *columns(rows.sent, 6), work.now)
    if rows.queued:
        await work.connection.execute(sql.UNQUEUE, rows.queued)


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


async def _close_failures(work: Work, rows: Rows) -> None:
    """What failed once and was folded now, because its source sent it again, waits no more."""
    if work.failures:
        outcomes = [outcome for _arrival, outcome in rows.outcomes]
        await work.connection.execute(
            sql.CLOSE_INBOX, [o.source for o in outcomes], [o.id for o in outcomes], work.now
        )


async def _write_failures(work: Work, rows: Rows) -> None:
    """Put events whose fold failed into the inbox, sealed as they are."""
    for seat in rows.failed:
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
