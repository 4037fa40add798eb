"""Jobs that several processes do together: laid out in parts, each done by whoever is free.

A part is locked while it is done, so a process that dies leaves it to the others; it may be done
twice, but counts once. What was laid out stays as it was: whoever comes or goes meanwhile changes
nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import asyncpg
import msgspec
import structlog

from shuke.kernel.jobs.kind import JobKind, Running

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
    Connection = (
        asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]
    )

_LOOK_SECONDS: Final = 0.1
"""How often to look whether the others have finished their last parts."""
_KEPT_SECONDS: Final = 600
_RETRIES: Final = 5
_log = structlog.get_logger(__name__)

_NEXT: Final = """
select p.job, p.n, p.data::text as data, j.name, j.input::text as input
from kernel_job_part as p
join kernel_job as j on j.id = p.job
where p.result is null and j.status = 'running' and not j.cancel
  and j.name = any($1) and ($2::text is null or p.job = $2)
order by p.job, p.n
limit 1
for update of p skip locked
"""
_DONE: Final = "update kernel_job_part set result = $3 where job = $1 and n = $2"
_STANDING: Final = """
select coalesce(sum(size), 0)::bigint as total,
       coalesce(sum(size) filter (where result is not null), 0)::bigint as done,
       count(*) filter (where result is null) as open
from kernel_job_part where job = $1
"""
_PUT: Final = "insert into kernel_job_part (job, n, size, data) values ($1, $2, $3, $4)"


class Part(NamedTuple):
    """So much of a job, as JSON can hold it; `size` is how much it counts in the progress."""

    data: Any
    size: int


async def lay_out(connection: "Connection", job_id: str, parts: AsyncIterator[Part]) -> None:
    """Lay a job out, in the caller's transaction; once laid out it stays as it is."""
    # Two processes may believe that the job is theirs: the second finds what the first laid out.
    await connection.execute("select from kernel_job where id = $1 for update", job_id)
    if await connection.fetchval(
        "select exists (select from kernel_job_part where job = $1)", job_id
    ):
        return
    n = 0
    async for part in parts:
        data = msgspec.json.encode(part.data).decode()
        await connection.execute(_PUT, job_id, n, part.size, data)
        n += 1


async def share_out(running: Running, kind: JobKind[Any]) -> list[Any]:
    """Do the parts of a job beside the other processes; answer what each came to, in their order.

    Errors: ``job_cancelled`` and ``job_lost``, and whatever a part raises.
    """
    failures = 0
    while True:
        try:
            worked = await do_part(running.pool, {kind.name: kind}, running.id)
            failures = 0
        except Exception:
            # The database was away for a moment, perhaps: what was laid out waits.
            failures += 1
            if failures > _RETRIES:
                raise
            _log.exception("job_part_failed", job=running.id, kind=kind.name)
            await asyncio.sleep(2.0**failures)
            continue
        row = await running.pool.fetchrow(_STANDING, running.id)
        assert row is not None
        await running.progress(row["done"], row["total"])
        if not row["open"]:
            break
        if not worked:
            # The last ones are being done elsewhere, or somebody has asked the job to stop.
            await asyncio.sleep(_LOOK_SECONDS)
    rows = await running.pool.fetch(
        "select result::text from kernel_job_part where job = $1 order by n", running.id
    )
    return [msgspec.json.decode(row["result"]) for row in rows]


async def do_part(
    pool: "Pool", kinds: Mapping[str, JobKind[Any]], job_id: str | None = None
) -> bool:
    """Do one part of a job that runs, of any unless one is named; whether there was one."""
    shared: Sequence[str] = [name for name, kind in kinds.items() if kind.part is not None]
    if not shared:
        return False
    async with pool.acquire() as connection, connection.transaction():
        row = await connection.fetchrow(_NEXT, shared, job_id)
        if row is None:
            return False
        kind = kinds[row["name"]]
        assert kind.part is not None
        given = msgspec.json.decode(row["input"], type=kind.input)
        result = await kind.part(given, msgspec.json.decode(row["data"]))
        told = msgspec.json.encode(result).decode()
        await connection.execute(_DONE, row["job"], row["n"], told)
    return True


async def clear_parts(pool: "Pool", now: datetime) -> int:
    """Throw away the parts of jobs that have ended; how many there were."""
    done = await pool.execute(
        """
        delete from kernel_job_part as p using kernel_job as j
        where j.id = p.job and j.ended_at < $1::timestamptz - make_interval(secs => $2)
        """,
        now,
        _KEPT_SECONDS,
    )
    return int(done.rpartition(" ")[2])
