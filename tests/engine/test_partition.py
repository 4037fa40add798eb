"""A new month of the log: nobody waits for it but another that makes it."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

import asyncpg

Pool: TypeAlias = "asyncpg.Pool[Any]"

MAKE = "select engine_log_partition($1)"
MADE = "select count(*) from pg_inherits where inhparent = 'engine_log'::regclass"
# What a batch holds that has read and written the log and has not committed.
TOUCH = "lock table engine_log in row exclusive mode"

WRITE = """
insert into engine_log
    (bucket, subject, seq, at, time, type, source, id, release, engine, batch, data, effects)
values (0, $1::int::text, 1, $2, $2, 'tick', 's', 'i', 1, 2, 1, '', '')
"""
LANES = 8
MONTHS = [date(2031 + n // 12, n % 12 + 1, 1) for n in range(120)]


async def test_a_month_is_made_while_batches_write(pool: Pool) -> None:
    async with pool.acquire() as busy, busy.transaction(), pool.acquire() as other:
        await busy.execute(TOUCH)
        await other.execute("set lock_timeout = '5s'")
        await other.execute(MAKE, date(2031, 7, 1))
        await busy.execute(MAKE, date(2031, 7, 1))


async def test_many_that_meet_a_new_month_at_once_make_it_once(pool: Pool) -> None:
    await asyncio.gather(*(pool.execute(MAKE, date(2031, 7, 1)) for _ in range(8)))
    assert await pool.fetchval(MADE) == 1


async def test_two_batches_that_meet_a_new_month_queue_for_it(pool: Pool) -> None:
    async with pool.acquire() as one, pool.acquire() as two, two.transaction():
        async with one.transaction():
            await one.execute(TOUCH)
            await two.execute(TOUCH)
            await one.execute(MAKE, date(2031, 8, 1))
            second = asyncio.create_task(two.execute(MAKE, date(2031, 8, 1)))
            await one.execute(MAKE, date(2031, 9, 1))
        await second
    assert await pool.fetchval(MADE) == 2


async def test_whoever_finds_a_month_made_can_write_to_it(pool: Pool) -> None:
    async def write(lane: int) -> None:
        async with pool.acquire() as connection:
            for month in MONTHS:
                # In step: all of them want the month within the same millisecond.
                await ready.wait()
                await connection.execute(MAKE, month)
                await connection.execute(
                    WRITE, lane, datetime(month.year, month.month, 2, tzinfo=UTC)
                )

    ready = asyncio.Barrier(LANES)
    await asyncio.gather(*(write(lane) for lane in range(LANES)))
    assert await pool.fetchval("select count(*) from engine_log") == LANES * len(MONTHS)
