"""Claiming jobs and doing them: one at a time per runner, as many runners as one likes."""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any, Final

import asyncpg
import msgspec
import structlog

from shuke.kernel.clock import Clock
from shuke.kernel.errors import ShukeError
from shuke.kernel.jobs.kind import JobCancelled, JobKind, JobLost, Running
from shuke.kernel.jobs.part import do_part

_BEAT_SECONDS: Final = 5.0
_SILENT_SECONDS: Final = 30
_log = structlog.get_logger(__name__)


class JobRunner:
    """Does the jobs of the kinds that it knows; ``run_next`` is what a worker calls in a loop."""

    __slots__ = ("_clock", "_kinds", "_pool")

    def __init__(
        self,
        pool: "asyncpg.Pool[asyncpg.Record]",
        kinds: Iterable[JobKind[Any]],
        *,
        clock: Clock,
    ) -> None:
        self._pool = pool
        self._kinds = {kind.name: kind for kind in kinds}
        self._clock = clock

    async def run_next(self) -> int:
        """Claim the job that is due longest and do it to its end; how many there were (0 or 1).

        When there is none, a part of one that another process does is done instead.
        When the caller is cancelled the job goes back into the queue. Whatever a job raises ends
        as its ``error``; nothing of it reaches the caller.
        """
        claimed = await self._claim()
        if claimed is None:
            return int(await do_part(self._pool, self._kinds))
        kind = self._kinds[claimed["name"]]
        running = Running(
            claimed["id"],
            claimed["attempt"],
            pool=self._pool,
            clock=self._clock,
        )
        if claimed["attempt"] > kind.most_attempts:
            await self._end(running, "failed", error=_ABANDONED)
            return 1
        try:
            given = msgspec.json.decode(claimed["input"], type=kind.input)
            result = await self._watched(kind, running, given)
        except asyncio.CancelledError:
            await asyncio.shield(self._put_back(running))
            raise
        except JobLost:
            _log.warning("job_lost", job=running.id, kind=kind.name)
        except JobCancelled:
            await self._end(running, "cancelled")
        except ShukeError as error:
            await self._end(running, "failed", error=_told(error))
        except Exception:  # noqa: BLE001 - a job's bug ends the job, not the worker
            _log.exception("job_failed", job=running.id, kind=kind.name)
            await self._end(running, "failed", error=_told(ShukeError()))
        else:
            await self._end(running, "done", result=result)
        return 1

    async def _claim(self) -> "asyncpg.Record | None":
        """Take one job: a queued one, or one whose worker has been silent for half a minute."""
        return await self._pool.fetchrow(
            """
            update kernel_job
            set status = 'running', attempt = attempt + 1, progress = 0, rate = null, error = null,
                heard_at = now(), started_at = coalesce(started_at, $2)
            where id = (
                select id from kernel_job
                where name = any($1)
                  and due_at <= $2
                  and (status = 'queued'
                       or status = 'running' and heard_at < now() - make_interval(secs => $3))
                order by due_at, id
                limit 1
                for update skip locked)
            returning id, name, input, attempt
            """,
            list(self._kinds),
            self._clock.now(),
            _SILENT_SECONDS,
        )

    async def _watched(self, kind: JobKind[Any], running: Running, given: Any) -> Any:
        """Run the job with its heart beating; a job that is lost is stopped where it stands."""
        work = asyncio.ensure_future(kind.run(running, given))
        beat = asyncio.create_task(self._beat(running))
        try:
            await asyncio.wait({work, beat}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                beat.result()  # raises what ended the heart: the job was lost, or the database
            return await work
        finally:
            for task in (work, beat):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await task

    @staticmethod
    async def _beat(running: Running) -> None:
        while True:
            await asyncio.sleep(_BEAT_SECONDS)
            await running.beat()

    async def _put_back(self, running: Running) -> None:
        """The worker stops: the attempt does not count."""
        await self._pool.execute(
            """
            update kernel_job set status = 'queued', attempt = attempt - 1, heard_at = null
            where id = $1 and attempt = $2 and status = 'running'
            """,
            running.id,
            running.attempt,
        )

    async def _end(
        self, running: Running, status: str, *, result: Any = None, error: Any = None
    ) -> None:
        await self._pool.execute(
            """
            update kernel_job
            set status = $3, result = $4, error = $5, ended_at = $6,
                progress = $7, total = coalesce($8, total)
            where id = $1 and attempt = $2 and status = 'running'
            """,
            running.id,
            running.attempt,
            status,
            None if result is None else msgspec.json.encode(result).decode(),
            None if error is None else msgspec.json.encode(error).decode(),
            self._clock.now(),
            running.done,
            running.total,
        )


def _told(error: ShukeError) -> dict[str, Any]:
    """An error as a job keeps it: whoever reads it later chooses the language."""
    return {
        "code": error.code,
        "title": error.title,
        "detail": error.detail,
        "hint": error.hint,
    }


_ABANDONED: Final = {
    "code": "job_abandoned",
    "title": {"en": "The job was given up", "zh": "作业已放弃"},
    "detail": {
        "en": "Its worker died each time it was tried.",
        "zh": "每次尝试时执行它的进程都中途退出。",
    },
    "hint": None,
}
