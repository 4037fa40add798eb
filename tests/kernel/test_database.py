"""The fixtures give what they promise: a migrated database per test, of its own."""

import asyncpg

from shuke.kernel import migrate, open_pool, pending

Pool = asyncpg.Pool  # type: ignore[type-arg]


async def test_each_test_has_a_migrated_database_of_its_own(pool: Pool, database_url: str) -> None:
    assert pending(database_url) == []
    assert migrate(database_url) == []
    await pool.execute("create table only_here (x int)")


async def test_nothing_is_left_of_the_test_before(pool: Pool) -> None:
    assert await pool.fetchval("select to_regclass('only_here')") is None


async def test_sessions_run_in_utc_without_jit(pool: Pool) -> None:
    row = await pool.fetchrow("select current_setting('timezone') zone, current_setting('jit') jit")
    assert row is not None
    assert (row["zone"], row["jit"]) == ("UTC", "off")


async def test_returning_a_connection_sends_no_query(database_url: str) -> None:
    pool = await open_pool(database_url, min_size=1, max_size=1)
    counted = "select pg_stat_get_db_xact_commit(oid) from pg_database where datname = $1"
    async with pool.acquire() as connection:
        await connection.execute("set work_mem = '5MB'")
    # The default reset would have undone the setting.
    assert await pool.fetchval("select current_setting('work_mem')") == "5MB"
    assert counted
    await pool.close()
