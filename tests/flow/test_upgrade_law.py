"""Upgrades at any moment of any history: replay from every last checkpoint ends where it ended."""

from typing import Any, TypeAlias

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.law.history import STEP, History, open_door

from shuke.app import application
from shuke.engine import Incoming, ReleaseBook, explain, tick_due, verify_buckets, version
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"

UPGRADE = ("upgrade",)
HISTORY = st.lists(st.lists(STEP, min_size=1, max_size=9), min_size=2, max_size=5).map(
    lambda parts: [step for part in parts for step in (*part, UPGRADE)][:-1]
)


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=HISTORY)
async def test_a_checkpoint_holds_what_replay_needs(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]]
) -> None:
    """The engines fold alike here, so replay from the start must agree with every checkpoint."""
    await pool.execute(
        "truncate engine_state, engine_log, engine_key, engine_record, engine_record_past,"
        " engine_checkpoint, engine_stock, engine_identity, engine_seal_key, engine_inbox,"
        " engine_queue, engine_batch, ledger_entry, member_sealed, engine_release,"
        " engine_definition, engine_draft"
    )
    await pool.execute("update engine_epoch set engine = $1", version.ENGINE)
    with pytest.MonkeyPatch.context() as patch:
        intake = await open_door(pool, clock, lanes=1)
        history = History(clock.now())
        for step in steps:
            if step is UPGRADE:
                patch.setattr(version, "ENGINE", version.ENGINE + 1)
                continue
            made = history.step(step)
            if isinstance(made, Incoming):
                await intake.submit([made], imported=True)
            elif made is not None:
                await tick_due(intake, history.now)
        await intake.stop()
        app = application()
        async with pool.acquire() as connection:
            for from_start in (False, True):
                report = await verify_buckets(
                    connection, app, ReleaseBook(app), 0, 1024, from_start=from_start
                )
                assert report.flaws == []
            for row in await connection.fetch("select subject, seq from engine_log"):
                book = intake.batcher.book
                assert (await explain(connection, book, row["subject"], row["seq"])).verified
            # A checkpoint for every member at his first event under each newer engine.
            expected = await connection.fetchval(
                """
                select count(*) from (
                    select engine, lag(engine) over (partition by subject order by seq) as before
                    from engine_log) as rows
                where engine <> before
                """
            )
            assert await connection.fetchval("select count(*) from engine_checkpoint") == expected
