"""The feed: the log in one order for its readers, gapless, the same after a restore.

A batch leaves one row in `engine_batch`. One sequencer at a time (advisory lock) gives the visible
rows without a position the next positions in the order of their ids, and chains their hashes.
Readers follow positions: whatever commits later gets a later position, so nothing is skipped, and a
foreign transaction that stays open holds nobody up.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from shuke.engine.connection import Connection

LOCK = "select pg_try_advisory_xact_lock(hashtext('engine_feed'))"

WAITING = """
select id, hash from engine_batch where position is null order by id limit 10000
"""

LAST = """
select position, chain from engine_batch where position is not null order by position desc limit 1
"""

PLACE = """
update engine_batch as b set position = p.position, chain = p.chain
from unnest($1::bigint[], $2::bigint[], $3::bytea[]) as p (id, position, chain)
where b.id = p.id
"""

READ = """
select b.position, l.bucket, l.subject, l.seq, l.at, l.time, l.type, l.source, l.id, l.release,
       l.data, l.effects
from engine_batch as b
join engine_log as l on l.batch = b.id
where b.position > $1 and b.position <= $2
order by b.position, l.bucket, l.subject, l.seq
"""


@dataclass(frozen=True, slots=True)
class Page:
    """Log rows of some batches, and the position to go on from."""

    rows: list[Any]
    position: int


def chained(before: bytes, digest: bytes) -> bytes:
    """The chain's next link: blake2b-256 of the last link and the batch's hash."""
    return blake2b(before + digest, digest_size=32).digest()


async def sequence(connection: Connection) -> int:
    """Give visible batches their positions; answer how many. Zero while another process does it."""
    async with connection.transaction():
        if not await connection.fetchval(LOCK):
            return 0
        waiting = await connection.fetch(WAITING)
        if not waiting:
            return 0
        last = await connection.fetchrow(LAST)
        position, chain = (last["position"], last["chain"]) if last is not None else (0, b"")
        positions: list[int] = []
        chains: list[bytes] = []
        for row in waiting:
            position += 1
            chain = chained(chain, row["hash"])
            positions.append(position)
            chains.append(chain)
        await connection.execute(PLACE, [row["id"] for row in waiting], positions, chains)
        return len(waiting)


async def read(connection: Connection, after: int, batches: int = 100) -> Page:
    """The rows of the next batches after a position, in the feed's order."""
    last = await connection.fetchval(
        "select max(position) from engine_batch where position > $1 and position <= $2",
        after,
        after + batches,
    )
    if last is None:
        return Page([], after)
    return Page(await connection.fetch(READ, after, last), last)


async def position_of(connection: Connection, reader: str) -> int:
    """Where a named reader stands."""
    position = await connection.fetchval(
        "select position from engine_reader where name = $1", reader
    )
    return position or 0


async def move(connection: Connection, reader: str, position: int) -> None:
    """Let a named reader stand at a position; call it in the transaction of what it wrote."""
    await connection.execute(
        """
        insert into engine_reader (name, position, moved_at) values ($1, $2, now())
        on conflict (name) do update set position = excluded.position, moved_at = now()
        """,
        reader,
        position,
    )


async def broken_chain(connection: Connection) -> int | None:
    """The first position whose chain does not follow from the one before it, or None."""
    chain, position = b"", 0
    while True:
        rows = await connection.fetch(
            "select position, hash, chain from engine_batch where position > $1"
            " order by position limit 10000",
            position,
        )
        if not rows:
            return None
        for row in rows:
            chain = chained(chain, row["hash"])
            if row["position"] != position + 1 or row["chain"] != chain:
                return position + 1
            position = row["position"]
