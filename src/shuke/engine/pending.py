"""What waits: events sent between subjects, and events that failed. All come in by the one door."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from shuke.engine.arrival import QUEUE_SOURCE, Incoming, Outcome
from shuke.engine.connection import Connection, Pool
from shuke.engine.intake import Intake
from shuke.engine.limits import SENT_DEPTH
from shuke.engine.seal import canonical, unseal_fields
from shuke.kernel import ShukeError, Text

TICK_BATCH = 200
"""Members in one batch of ticks at the most; while live events come, fewer."""

NEXT_SENT = """
select key, target, type, time, data, depth from engine_queue
where next_at <= $1 order by next_at, key limit $2
"""

LATER = """
update engine_queue set tries = tries + 1,
    next_at = $2::timestamptz + least(tries + 1, 10) * interval '30 seconds'
where key = any($1::text[])
"""


CLOSE = (
    "update engine_inbox set status = 'folded', closed_at = $2 where id = $1 and status = 'open'"
)


class InboxEntryUnknown(ShukeError):
    """No failed event has this id."""

    code = "inbox_entry_unknown"
    status = 404
    title = Text(en="No such failed event", zh="没有这个失败事件")


class TickNotRepairable(ShukeError):
    """A tick has no data of its own that could be repaired."""

    code = "tick_not_repairable"
    status = 422
    title = Text(en="A timer has no data to repair", zh="到时事件没有可修复的数据")


class InboxEntryClosed(ShukeError):
    """The failed event was folded or dismissed already."""

    code = "inbox_entry_closed"
    status = 409
    title = Text(en="The failed event is closed", zh="该失败事件已处理")


async def deliver(pool: Pool, intake: Intake, now: datetime, limit: int = 500) -> int:
    """Pass on events that subjects sent each other; answer how many were accepted.

    A row leaves the queue in the transaction that folds it. Deeper chains than the limit and
    events that are refused stay, are tried again later, and are told by `stuck`.
    """
    rows = await pool.fetch(NEXT_SENT, now, limit)
    if not rows:
        return 0
    incoming = [
        Incoming(
            QUEUE_SOURCE,
            row["key"],
            row["type"],
            row["target"] if ":" in row["target"] else f"member:{row['target']}",
            row["data"],
            row["time"],
            row["depth"],
        )
        for row in rows
        if row["depth"] <= SENT_DEPTH
    ]
    outcomes = await intake.submit(incoming, imported=False) if incoming else []
    done = {o.id for o in outcomes if o.status in ("accepted", "duplicate")}
    left = [row["key"] for row in rows if row["key"] not in done]
    gone = [o.id for o in outcomes if o.status == "duplicate"]
    if gone:
        await pool.execute("delete from engine_queue where key = any($1::text[])", gone)
    if left:
        await pool.execute(LATER, left, now)
    return len(done)


async def tick_due(intake: Intake, until: datetime, *, most: int | None = None) -> int:
    """Fold a tick into every subject due by `until`, in small batches; answer how many.

    As many batches at once as there are lanes: one folds while another waits for its commit.
    """
    left = [most]

    async def some() -> int:
        total = 0
        while left[0] is None or left[0] > 0:
            limit = min(TICK_BATCH, intake.bulk_size(light=True))
            async with intake.pool.acquire() as connection:
                done = await intake.batcher.run_due(connection, until, limit)
            total += done
            if left[0] is not None:
                left[0] -= done
            if done < limit:
                break
        return total

    return sum(await asyncio.gather(*(some() for _lane in intake.bulk)))


async def refold(
    pool: Pool,
    intake: Intake,
    entry: str,
    now: datetime,
    data: bytes | None = None,
    mark: bytes | None = None,
) -> Outcome:
    """Fold a failed event again, with repaired data if given; it closes when it is accepted.

    `mark` stands for the act: asked again by the same one, the outcome is that of the first time.
    Of a timer's tick the member's timers run as far as they are due now. Raises
    InboxEntryUnknown, InboxEntryClosed, TickNotRepairable.
    """
    row = await pool.fetchrow("select * from engine_inbox where id = $1", entry)
    if row is None:
        raise InboxEntryUnknown
    again = row["status"] == "folded" and mark is not None and row["refolded_by"] == mark
    if row["status"] != "open" and not again:
        raise InboxEntryClosed
    if row["type"] == "tick":
        return await _tick_again(intake, row, now, data)
    incoming = Incoming(
        row["source"],
        row["event_id"],
        row["type"],
        f"member:{row['subject']}",
        row["data"] if data is None else data,
        row["time"],
        known_hash=row["hash"],
    )
    if data is None:
        incoming.data = await _opened(pool, intake, row)
    if mark is not None and not again:
        # Before the fold, whose transaction closes the entry.
        await pool.execute(
            "update engine_inbox set refolded_by = $2 where id = $1 and status = 'open'",
            entry,
            mark,
        )
    # It was on time when it came: whoever repairs it late must not be punished for it.
    [outcome] = await intake.submit([incoming], imported=True)
    if outcome.status in ("accepted", "duplicate"):
        await pool.execute(CLOSE, entry, now)
    return outcome


async def _tick_again(intake: Intake, row: Any, now: datetime, data: bytes | None) -> Outcome:
    """Let a member's timers run now. The entry closes when they did, whatever event ran them."""
    if data is not None:
        raise TickNotRepairable
    async with intake.pool.acquire() as connection:
        outcome = await intake.batcher.run_tick(connection, row["subject"], now)
    if outcome.status in ("accepted", "duplicate"):
        await intake.pool.execute(CLOSE, row["id"], now)
    return outcome


async def _opened(pool: Pool, intake: Intake, row: Any) -> bytes:
    """The data as it came: what was sealed for the inbox is opened again, to pass the door."""
    identifier = intake.batcher.identifier
    release = intake.batcher.book.current(intake.batcher.clock.now())
    event_type = release.catalogue.event_type(row["type"])
    if not event_type.identifying:
        return bytes(row["data"])
    wrapped = await pool.fetchrow(
        "select wrapped, master_version from engine_seal_key where subject = $1", row["subject"]
    )
    if wrapped is None:
        return bytes(row["data"])
    key = identifier.keyring.unwrap(row["subject"], wrapped["wrapped"], wrapped["master_version"])
    return canonical(unseal_fields(event_type.identifying, event_type.read(row["data"]), key))


async def dismiss(connection: Connection, entry: str, reason: str, now: datetime) -> None:
    """Close a failed event without folding it. Raises InboxEntryUnknown, InboxEntryClosed."""
    status = await connection.fetchval("select status from engine_inbox where id = $1", entry)
    if status is None:
        raise InboxEntryUnknown
    done = await connection.execute(
        "update engine_inbox set status = 'dismissed', reason = $2, closed_at = $3"
        " where id = $1 and status = 'open'",
        entry,
        reason,
        now,
    )
    if done == "UPDATE 0":
        raise InboxEntryClosed


async def stuck(connection: Any, now: datetime) -> int:
    """How many sent events have waited for more than an hour."""
    count = await connection.fetchval(
        "select count(*) from engine_queue where time < $1 and tries > 3", now - timedelta(hours=1)
    )
    assert isinstance(count, int)
    return count
