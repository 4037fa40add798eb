"""Back-testing the live release gives the past again, to the unit: histories with stock, refunds,
late tickets and ticks, through the whole application."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.law.history import HISTORY, History, open_door
from tests.law.test_laws import wipe

from shuke.app import application
from shuke.backtest.result import BacktestResult, Range, result_of
from shuke.engine import Incoming, ReleaseBook, read_yaml, tick_due
from shuke.engine.backtest import (
    Candidate,
    OwnHand,
    Plot,
    of_documents,
    of_release,
    pages,
    run,
)
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"
ZONE = "Asia/Shanghai"


async def tried(
    pool: Pool, since: datetime, until: datetime, changed: str = ""
) -> tuple[BacktestResult, dict[str, tuple[Any, Any]]]:
    """A back-test in this process, with two hands: the live release, with documents changed."""
    app = application()
    book = ReleaseBook(app)
    states: dict[str, tuple[Any, Any]] = {}
    async with pool.acquire() as one, pool.acquire() as other:
        now = until
        candidate: Candidate = await of_release(one, book, 1, now)
        if changed:
            candidate = await of_documents(one, book, read_yaml(app, changed), now)
        halves = [
            half
            for low, high in await pages(one)
            for half in ((low, (low + high) // 2), ((low + high) // 2, high))
        ]
        hands = [
            OwnHand(
                connection,
                Plot(book, candidate.compile(app, book, since), since, until),
                halves[number::2],
                keep=lambda member, was, draft: states.update({member: (was, draft)}),
            )
            for number, connection in enumerate((one, other))
        ]
        stocked = await pool.fetchval("select exists (select from engine_stock)")
        told = await run(hands, since, stocked=stocked)
    assert told.compared.failed == told.compared.failures == []
    assert told.left == told.unknown == 0
    ranged = Range(since.date(), until.date(), ZONE, since, until)
    return result_of(book, candidate, ranged, told, 20, processes=2, seconds=0.0), states


async def happened(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]], cut: int, *, ticking: bool
) -> datetime:
    """Fold a history in batches of `cut`; answer its last moment."""
    await wipe(pool)
    intake = await open_door(pool, clock, lanes=2)
    history = History(clock.now())
    waiting: list[Incoming] = []
    for step in steps:
        made = history.step(step)
        if isinstance(made, Incoming):
            waiting.append(made)
        elif made is not None and ticking:
            await intake.submit(waiting, imported=True)
            waiting.clear()
            await tick_due(pool, intake, history.now)
        if len(waiting) >= cut:
            await intake.submit(waiting, imported=True)
            waiting.clear()
    await intake.submit(waiting, imported=True)
    await intake.stop()
    return history.now


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    steps=HISTORY,
    cut=st.integers(1, 9),
    ticking=st.booleans(),
    from_hours=st.integers(-24, 24 * 60),
    hours=st.integers(1, 24 * 90),
)
@example(
    steps=[
        *[("order", n % 4, [("dairy", 2500), ("bread", 900)], n % 5) for n in range(12)],
        ("wait", 5),
        ("refund", 3, 0, "part"),
        ("spend", 0, 20),
        ("refund", 2, 1, "all"),
        ("wait", 35),
        ("order", 0, [("dairy", 2500)], 4),
    ],
    cut=6,
    ticking=False,
    from_hours=24,
    hours=24 * 80,
)
async def test_the_live_release_gives_the_past_again(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[Any, ...]],
    cut: int,
    ticking: bool,
    from_hours: int,
    hours: int,
) -> None:
    await happened(pool, clock, steps, cut, ticking=ticking)
    since = clock.now() + timedelta(hours=from_hours)
    result, states = await tried(pool, since, since + timedelta(hours=hours))
    assert result.same
    app = application()
    for was, draft in states.values():
        assert app.encode_state(was) == app.encode_state(draft)
