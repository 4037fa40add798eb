"""Jobs: asked for with the data, done once, watched, stopped, and taken over from the dead."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import msgspec
import pytest

from shuke.kernel import MovableClock, ShukeError, Text
from shuke.kernel.jobs import JobKind, JobRunner, Running, cancel, enqueue, job, jobs

Pool = asyncpg.Pool  # type: ignore[type-arg]


class Count(msgspec.Struct):
    upto: int


class TooMany(ShukeError):
    code = "too_many"
    status = 422
    title = Text(en="Too many", zh="太多")


async def count(running: Running, given: Count) -> dict[str, int]:
    if given.upto > 100:
        raise TooMany(Text(en="More than 100.", zh="超过 100。"))
    if given.upto < 0:
        raise RuntimeError("a bug")
    for number in range(1, given.upto + 1):
        await running.progress(number, given.upto)
    return {"counted": given.upto}


COUNT = JobKind("count", Text(en="Count", zh="数数"), Count, count, most_attempts=2)


def runner(pool: Pool, clock: MovableClock, kind: JobKind[Any] = COUNT) -> JobRunner:
    return JobRunner(pool, [kind], clock=clock)


async def test_a_job_is_asked_for_done_and_read(pool: Pool, clock: MovableClock) -> None:
    job_id = await enqueue(pool, COUNT, Count(7), now=clock.now(), asked_by="li")
    queued = await job(pool, job_id)
    assert queued is not None
    assert (queued.status, queued.progress, queued.total) == ("queued", 0, None)
    clock.advance(timedelta(minutes=1))
    works = runner(pool, clock)
    assert await works.run_next() == 1
    assert await works.run_next() == 0
    ended = await job(pool, job_id)
    assert ended is not None
    assert (ended.status, ended.progress, ended.total, ended.attempt) == ("done", 7, 7, 1)
    assert ended.result == {"counted": 7}
    assert ended.ended_at == clock.now()


async def test_a_job_exists_exactly_when_its_transaction_commits(
    pool: Pool, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        transaction = connection.transaction()
        await transaction.start()
        job_id = await enqueue(connection, COUNT, Count(1), now=clock.now())
        await transaction.rollback()
    assert await job(pool, job_id) is None


async def test_a_job_waits_until_it_is_due(pool: Pool, clock: MovableClock) -> None:
    due = clock.now() + timedelta(hours=1)
    await enqueue(pool, COUNT, Count(1), now=clock.now(), due_at=due)
    assert await runner(pool, clock).run_next() == 0
    clock.set(due)
    assert await runner(pool, clock).run_next() == 1


@pytest.mark.parametrize(("upto", "code"), [(101, "too_many"), (-1, "internal")])
async def test_a_failure_is_kept_in_both_languages(
    pool: Pool, clock: MovableClock, upto: int, code: str
) -> None:
    job_id = await enqueue(pool, COUNT, Count(upto), now=clock.now())
    assert await runner(pool, clock).run_next() == 1
    failed = await job(pool, job_id)
    assert failed is not None
    assert failed.status == "failed"
    assert failed.error["code"] == code
    assert set(failed.error["detail"]) == {"en", "zh"}


async def test_a_queued_job_is_cancelled_at_once(pool: Pool, clock: MovableClock) -> None:
    job_id = await enqueue(pool, COUNT, Count(1), now=clock.now())
    assert await cancel(pool, job_id, now=clock.now()) is True
    assert await cancel(pool, job_id, now=clock.now()) is False
    assert await runner(pool, clock).run_next() == 0
    found = await job(pool, job_id)
    assert found is not None
    assert found.status == "cancelled"


async def test_a_running_job_is_cancelled_at_its_next_step(pool: Pool, clock: MovableClock) -> None:
    async def cancels_itself(running: Running, given: Count) -> None:
        await cancel(running.pool, running.id, now=clock.now())
        await running.beat()
        await running.progress(1)
        raise AssertionError("it went on")

    kind = JobKind("self", Text(en="Self", zh="自己"), Count, cancels_itself)
    job_id = await enqueue(pool, kind, Count(1), now=clock.now())
    await runner(pool, clock, kind).run_next()
    found = await job(pool, job_id)
    assert found is not None
    assert found.status == "cancelled"


async def test_two_runners_never_take_the_same_job(pool: Pool, clock: MovableClock) -> None:
    for _ in range(10):
        await enqueue(pool, COUNT, Count(1), now=clock.now())
    works = runner(pool, clock)
    assert sum(await asyncio.gather(*(works.run_next() for _ in range(12)))) == 10
    assert [row.attempt for row in await jobs(pool)] == [1] * 10


async def test_the_job_of_a_silent_worker_is_run_again_and_then_given_up(
    pool: Pool, clock: MovableClock
) -> None:
    job_id = await enqueue(pool, COUNT, Count(3), now=clock.now())
    silent = "update kernel_job set status = 'running', attempt = $2, heard_at = now() - interval"
    await pool.execute(f"{silent} '29 seconds' where id = $1", job_id, 1)
    assert await runner(pool, clock).run_next() == 0
    await pool.execute(f"{silent} '31 seconds' where id = $1", job_id, 2)
    assert await runner(pool, clock).run_next() == 1
    found = await job(pool, job_id)
    assert found is not None
    assert (found.status, found.error["code"]) == ("failed", "job_abandoned")


async def test_a_worker_that_was_given_up_changes_nothing(pool: Pool, clock: MovableClock) -> None:
    async def overtaken(running: Running, given: Count) -> str:
        await running.pool.execute("update kernel_job set attempt = attempt + 1")
        await running.beat()
        raise AssertionError("it went on")

    kind = JobKind("slow", Text(en="Slow", zh="慢"), Count, overtaken)
    job_id = await enqueue(pool, kind, Count(1), now=clock.now())
    await runner(pool, clock, kind).run_next()
    found = await job(pool, job_id)
    assert found is not None
    assert (found.status, found.attempt, found.error) == ("running", 2, None)


async def test_a_worker_that_stops_puts_its_job_back(pool: Pool, clock: MovableClock) -> None:
    began = asyncio.Event()

    async def long(running: Running, given: Count) -> None:
        began.set()
        await asyncio.Event().wait()

    kind = JobKind("long", Text(en="Long", zh="长"), Count, long)
    job_id = await enqueue(pool, kind, Count(1), now=clock.now())
    task = asyncio.create_task(runner(pool, clock, kind).run_next())
    await began.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    found = await job(pool, job_id)
    assert found is not None
    assert (found.status, found.attempt) == ("queued", 0)


async def test_jobs_are_listed_newest_first_page_by_page(pool: Pool, clock: MovableClock) -> None:
    ids = [await enqueue(pool, COUNT, Count(n), now=clock.now(), asked_by="li") for n in range(3)]
    first = await jobs(pool, asked_by="li", limit=2)
    assert [row.id for row in first] == [ids[2], ids[1]]
    rest = await jobs(pool, asked_by="li", before=first[-1].id)
    assert [row.id for row in rest] == [ids[0]]
    assert await jobs(pool, asked_by="wang") == []
