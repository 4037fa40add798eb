"""Asking for jobs, looking at them, and asking them to stop."""

from datetime import datetime
from typing import Any, TypeAlias

import asyncpg
import msgspec

from shuke.kernel.ids import new_id
from shuke.kernel.jobs.kind import Input, JobKind

Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record] "
    "| asyncpg.Pool[asyncpg.Record]"
)


class JobRow(msgspec.Struct, frozen=True):
    """A job as whoever asked for it sees it; ``rate`` is per second, ``total`` may be unknown."""

    id: str
    name: str
    status: str
    progress: int
    total: int | None
    rate: float | None
    result: Any
    error: Any
    cancel: bool
    attempt: int
    asked_by: str | None
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


_COLUMNS = ", ".join(JobRow.__struct_fields__)


async def enqueue(
    connection: Connection,
    kind: JobKind[Input] | str,
    input: Input,
    *,
    now: datetime,
    due_at: datetime | None = None,
    asked_by: str | None = None,
) -> str:
    """Ask for a job within the caller's transaction; it starts after the commit. Its id.

    ``due_at`` holds it back until then. A kind may be named alone, where only others do it.
    """
    job_id = new_id()
    await connection.execute(
        """
        insert into kernel_job (id, name, input, asked_by, asked_at, due_at)
        values ($1, $2, $3, $4, $5, $6)
        """,
        job_id,
        kind if isinstance(kind, str) else kind.name,
        msgspec.json.encode(input).decode(),
        asked_by,
        now,
        due_at or now,
    )
    return job_id


async def cancel(connection: Connection, job_id: str, *, now: datetime) -> bool:
    """Ask a job to stop: a queued one ends at once, a running one at its next step.

    Says whether there was something to stop.
    """
    status = await connection.fetchval(
        """
        update kernel_job
        set cancel = true,
            status = case status when 'queued' then 'cancelled' else status end,
            ended_at = case status when 'queued' then $2::timestamptz else ended_at end
        where id = $1 and status in ('queued', 'running')
        returning status
        """,
        job_id,
        now,
    )
    return status is not None


async def job(connection: Connection, job_id: str) -> JobRow | None:
    """One job, or ``None``."""
    row = await connection.fetchrow(f"select {_COLUMNS} from kernel_job where id = $1", job_id)
    return _job(row) if row else None


async def input_of(connection: Connection, job_id: str, kind: JobKind[Input]) -> Input | None:
    """What a job of this kind was asked for; None once that was thrown away."""
    given = await connection.fetchval(
        "select input::text from kernel_job where id = $1 and name = $2 and input <> '{}'",
        job_id,
        kind.name,
    )
    return None if given is None else msgspec.json.decode(given, type=kind.input)


async def jobs(
    connection: Connection,
    *,
    name: str | None = None,
    asked_by: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[JobRow]:
    """Jobs, newest first; the id of the last one read as ``before`` gives the next page."""
    rows = await connection.fetch(
        f"""
        select {_COLUMNS} from kernel_job
        where ($1::text is null or name = $1)
          and ($2::text is null or asked_by = $2)
          and ($3::text is null or id < $3)
        order by id desc limit $4
        """,
        name,
        asked_by,
        before,
        limit,
    )
    return [_job(row) for row in rows]


def _job(row: "asyncpg.Record") -> JobRow:
    values = dict(row)
    for name in ("result", "error"):
        if values[name] is not None:
            values[name] = msgspec.json.decode(values[name])
    return JobRow(**values)
