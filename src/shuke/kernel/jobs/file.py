"""The file that a job leaves: rows in the database, so that any process on any machine serves it.

It is written and read piece by piece, whatever its size, as one gzip stream; it is kept for seven
days. Whoever erases a person throws files away earlier, with what they might tell of that person.
"""

import zlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

import asyncpg

from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.jobs.kind import JobLost, Running

Reader: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Connection: TypeAlias = (
    "asyncpg.Connection[asyncpg.Record] | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"
)

Sealing: TypeAlias = Callable[[bytes, str], bytes]
"""Seals or opens a piece; the text says where it stands."""

KEPT_FOR: Final = timedelta(days=7)
PIECE_BYTES: Final = 256 * 1024
"""How much of a file is held in memory, before it is compressed."""
_GZIP: Final = 31
_CLEARED_AT_ONCE: Final = 100


class FileGone(ShukeError):
    """The job has left no file, or it is no longer kept."""

    code = "file_gone"
    status = 410
    title = Text(en="The file is not there any more", zh="文件已不在")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="Files are kept for seven days, and never longer than a person in them.",
                zh="文件保留七天；其中有会员被抹除时，会提前删除。",
            ),
            hint=Text(en="Export again.", zh="请重新导出。"),
        )


class JobFile:
    """What a running job writes. `await file.close()` makes it whole.

    `seal(piece, context)` is for files that may not lie in clear; whoever reads opens them again.
    """

    __slots__ = ("_held", "_pieces", "_running", "_seal", "_zip")

    def __init__(self, running: Running, seal: Sealing | None = None) -> None:
        self._running = running
        self._seal = seal
        self._zip = zlib.compressobj(level=6, wbits=_GZIP)
        self._held = bytearray()
        self._pieces = 0

    async def write(self, data: bytes) -> None:
        """Append. Errors: ``job_lost`` when the job was given to another worker."""
        self._held += data
        if len(self._held) >= PIECE_BYTES:
            await self._store(zlib.Z_SYNC_FLUSH)

    async def close(self) -> None:
        """Write what is left, and the end of the stream."""
        await self._store(zlib.Z_FINISH)

    async def _store(self, flush: int) -> None:
        piece = self._zip.compress(bytes(self._held)) + self._zip.flush(flush)
        self._held.clear()
        if self._seal is not None:
            piece = self._seal(piece, _context(self._running.id, self._pieces))
        done = await self._running.pool.execute(
            """
            insert into kernel_file (job, attempt, n, data, ends_at)
            select $1, $2, $3, $4, $5
            where exists (select from kernel_job
                          where id = $1 and attempt = $2 and status = 'running' for share)
            """,
            self._running.id,
            self._running.attempt,
            self._pieces,
            piece,
            self._running.clock.now() + KEPT_FOR,
        )
        if done == "INSERT 0 0":
            raise JobLost
        self._pieces += 1


async def read_file(
    pool: Reader, job_id: str, attempt: int, now: datetime, unseal: Sealing | None = None
) -> AsyncIterator[bytes]:
    """The gzip stream of a job's file, piece by piece. Errors: ``file_gone``, at once."""
    first = await _piece(pool, job_id, attempt, 0, now)
    if first is None:
        raise FileGone
    return _pieces(pool, job_id, attempt, now, first, unseal)


async def unpacked(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The file itself, for whoever does not read gzip."""
    opened = zlib.decompressobj(wbits=_GZIP)
    async for piece in stream:
        yield opened.decompress(piece)
    yield opened.flush()


async def clear_files(pool: Reader, now: datetime) -> int:
    """Throw away pieces that have run out, some at once; how many there were."""
    done = await pool.execute(
        """
        delete from kernel_file where (job, attempt, n) in (
            select job, attempt, n from kernel_file where ends_at <= $1
            order by ends_at limit $2 for update skip locked)
        """,
        now,
        _CLEARED_AT_ONCE,
    )
    return int(done.rpartition(" ")[2])


async def forget_files(connection: Connection, at: datetime) -> None:
    """Throw away every file, with the inputs of ended jobs; running jobs begin their file anew.

    For an erasure, in its transaction: nobody knows in which files a person stands.
    """
    # First of all the jobs: a running one that writes meanwhile would leave its line behind.
    await connection.execute(
        """
        update kernel_job set
            status = case status when 'running' then 'queued' else status end,
            input = case when status in ('queued', 'running') then input else '{}' end
        where status = 'running' or (status not in ('queued') and input <> '{}')
        """
    )
    await connection.execute("delete from kernel_file")


async def _pieces(
    pool: Reader, job_id: str, attempt: int, now: datetime, first: bytes, unseal: Sealing | None
) -> AsyncIterator[bytes]:
    # The end is told by the stream itself: a file that is thrown away while it is read breaks off,
    # and never looks whole.
    ends = zlib.decompressobj(wbits=_GZIP)
    piece: bytes | None = first
    n = 0
    while piece is not None:
        if unseal is not None:
            piece = unseal(piece, _context(job_id, n))
        ends.decompress(piece)
        yield piece
        if ends.eof:
            return
        n += 1
        piece = await _piece(pool, job_id, attempt, n, now)
    raise FileGone


def _context(job_id: str, n: int) -> str:
    """Where a sealed piece belongs: nowhere else does it open."""
    return f"file:{job_id}:{n}"


async def _piece(pool: Reader, job_id: str, attempt: int, n: int, now: datetime) -> Any:
    return await pool.fetchval(
        "select data from kernel_file where job = $1 and attempt = $2 and n = $3 and ends_at > $4",
        job_id,
        attempt,
        n,
        now,
    )
