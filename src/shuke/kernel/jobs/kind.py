"""What a job is, and what it can do while it runs."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, Generic, TypeVar

import asyncpg
import msgspec

from shuke.kernel.clock import Clock
from shuke.kernel.errors import ShukeError, Text

Input = TypeVar("Input", bound=msgspec.Struct)
_WRITE_EVERY_SECONDS: Final = 0.5


class JobCancelled(ShukeError):
    """Somebody asked the job to stop, and it has."""

    code = "job_cancelled"
    status = 409
    title = Text(en="The job was cancelled", zh="作业已取消")


class JobLost(ShukeError):
    """The worker was thought dead and the job given to another; this one must stop."""

    code = "job_lost"
    status = 409
    title = Text(en="The job runs elsewhere", zh="作业已由别处接手")


class JobKind(msgspec.Struct, Generic[Input], frozen=True):
    """A kind of job: its name, its input, and what doing it means.

    ``run`` returns what is kept as the job's result (JSON), and may be called again from the
    beginning after a crash, at most ``most_attempts`` times.
    """

    name: str
    title: Text
    input: type[Input]
    run: Callable[["Running", Input], Awaitable[Any]]
    most_attempts: int = 3
    part: Callable[[Input, Any], Awaitable[Any]] | None = None
    """Does one part of a job that was laid out in parts, in whichever process is free; it may be
    done twice. What it answers (JSON) is kept."""


class Running:
    """A job that runs now: it reports how far it is and learns that it should stop."""

    __slots__ = (
        "_began",
        "_cancel",
        "_written_at",
        "attempt",
        "clock",
        "done",
        "id",
        "pool",
        "total",
    )

    def __init__(
        self,
        job_id: str,
        attempt: int,
        *,
        pool: "asyncpg.Pool[asyncpg.Record]",
        clock: Clock,
    ) -> None:
        self.id = job_id
        self.attempt = attempt
        self.pool = pool
        self.clock = clock
        self.done = 0
        self.total: int | None = None
        self._began = time.monotonic()
        self._written_at = 0.0
        self._cancel = False

    async def progress(self, done: int, total: int | None = None) -> None:
        """Say how far the job is; cheap to call often, written twice a second at most.

        Errors: ``job_cancelled`` and ``job_lost``; let them pass through ``run``.
        """
        self.done = done
        if total is not None:
            self.total = total
        if time.monotonic() - self._written_at >= _WRITE_EVERY_SECONDS:
            await self.beat()
        if self._cancel:
            raise JobCancelled

    async def beat(self) -> None:
        """Write progress and proof of life; raise ``job_lost`` if the job was given away."""
        self._written_at = time.monotonic()
        elapsed = self._written_at - self._began
        found = await self.pool.fetchval(
            """
            update kernel_job
            set progress = $3, total = coalesce($4, total), rate = $5, heard_at = now()
            where id = $1 and attempt = $2 and status = 'running'
            returning cancel
            """,
            self.id,
            self.attempt,
            self.done,
            self.total,
            self.done / elapsed if self.done and elapsed > 0 else None,
        )
        if found is None:
            raise JobLost
        self._cancel = bool(found)
