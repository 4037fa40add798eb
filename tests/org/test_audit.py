"""The audit: append-only, chained; reveals leave a row and end by themselves."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from shuke.org import (
    ROLES,
    SYSTEM,
    Actor,
    NotAllowed,
    audit,
    broken_link,
    record,
    reveal,
    revealed,
)

SUPPORT = Actor(
    kind="person", id="p1", name="客服", permissions=ROLES["support"].permissions, role="support"
)


async def write(pool, clock, number, after=None):
    async with pool.acquire() as connection, connection.transaction():
        await record(
            connection,
            SYSTEM,
            "test.done",
            ("thing", str(number)),
            at=clock.now(),
            before={"b": 1, "a": "张"},
            after=after,
            reason="因为",
        )


async def test_parallel_writers_make_one_whole_chain(pool, clock):
    await asyncio.gather(*[write(pool, clock, number) for number in range(20)])
    async with pool.acquire() as connection:
        rows = await audit(connection)
        assert [row.n for row in rows] == list(range(20, 0, -1))
        assert rows[0].before == {"a": "张", "b": 1}
        assert await broken_link(connection) is None


@pytest.mark.parametrize(
    "tamper",
    [
        "update org_audit set reason = 'x' where n = 3",
        "update org_audit set after = '{\"a\":2}' where n = 3",
        "delete from org_audit where n = 3",
        "update org_audit set at = at + interval '1 microsecond' where n = 3",
    ],
)
async def test_tampering_is_refused_and_where_forced_it_shows(pool, clock, tamper):
    for number in range(5):
        await write(pool, clock, number)
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await pool.execute(tamper)
    with pytest.raises(asyncpg.RaiseError, match="append-only"):
        await pool.execute("truncate org_audit")
    await pool.execute("alter table org_audit disable trigger all")
    await pool.execute(tamper)
    async with pool.acquire() as connection:
        assert await broken_link(connection) == 3


async def test_an_act_that_fails_leaves_no_row(pool, clock):
    async def failing():
        async with pool.acquire() as connection, connection.transaction():
            await record(connection, SYSTEM, "test.done", ("thing", "1"), at=clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await failing()
    async with pool.acquire() as connection:
        assert await audit(connection) == []


async def test_a_reveal_lasts_five_minutes_for_its_person_member_and_fields(pool, clock):
    async with pool.acquire() as connection:
        until = await reveal(connection, SUPPORT, "m1", ["phone"], "顾客来电核对", at=clock.now())
        assert until - clock.now() == timedelta(minutes=5)
        assert await revealed(connection, SUPPORT, "m1", clock.now()) == {"phone"}
        assert await revealed(connection, SUPPORT, "m2", clock.now()) == frozenset()
        assert await revealed(connection, SYSTEM, "m1", clock.now()) == frozenset()
        clock.advance(timedelta(minutes=5))
        assert await revealed(connection, SUPPORT, "m1", clock.now()) == frozenset()
        [row] = await audit(connection, target=("member", "m1"))
        assert (row.act, row.actor, row.reason) == ("member.revealed", "p1", "顾客来电核对")
        assert row.after == {"fields": ["phone"]}


async def test_a_reveal_needs_the_permission(pool, clock):
    analyst = Actor(kind="person", id="p2", name="x", permissions=ROLES["analyst"].permissions)
    async with pool.acquire() as connection:
        with pytest.raises(NotAllowed):
            await reveal(connection, analyst, "m1", ["phone"], "why", at=clock.now())
        assert await audit(connection) == []
