"""Back-tests of the tiny programme: the live release gives the past again, and rounds settle."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.engine.test_replay import incoming, wipe
from tests.engine.tiny import open_intake, paid, tiny

from shuke.engine import Incoming, ReleaseBook
from shuke.engine.backtest import OwnHand, Plot, Told, pages, run
from shuke.engine.pending import deliver, tick_due
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"


async def trial(
    pool: Pool, since: datetime, until: datetime, hands: int
) -> tuple[Told, dict[str, tuple[Any, Any]]]:
    """The live release back-tested, and everybody's state as it was and by the draft."""
    app = tiny()
    book = ReleaseBook(app)
    states: dict[str, tuple[Any, Any]] = {}
    connections = [await pool.acquire() for _ in range(hands)]
    try:
        await book.refresh(connections[0])
        draft = app.compile(book.newest + 1, since, {}, {})
        every = await pages(connections[0])
        own = [
            OwnHand(
                connection,
                Plot(book, draft, since, until),
                every[n::hands],
                keep=lambda member, was, draft: states.update({member: (was, draft)}),
            )
            for n, connection in enumerate(connections)
        ]
        return await run(own, since, stocked=True), states
    finally:
        for connection in connections:
            await pool.release(connection)


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["paid", "refund", "seat", "spend", "wait", "broken", "send"]),
            st.integers(0, 3),
            st.integers(1, 2000),
        ),
        max_size=40,
    ),
    size=st.integers(1, 7),
    from_day=st.integers(-1, 30),
    days=st.integers(1, 60),
)
@example(steps=[("seat", n % 4, 1) for n in range(12)], size=5, from_day=-1, days=60)
@example(
    steps=[("seat", 0, 1), ("seat", 1, 1), ("send", 2, 1), ("wait", 0, 5), *[("seat", 2, 1)] * 6],
    size=3,
    from_day=2,
    days=60,
)
async def test_the_live_release_gives_the_past_again(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[str, int, int]],
    size: int,
    from_day: int,
    days: int,
) -> None:
    await wipe(pool)
    start = clock.now()
    intake = await open_intake(pool, clock, lanes=3)
    waiting: list[Incoming] = []
    for number, (what, card, cents) in enumerate(steps):
        if what == "wait":
            await intake.submit(waiting)
            waiting = []
            clock.advance(timedelta(days=cents % 9))
            if cents % 2:
                await deliver(pool, intake, clock.now())
                await tick_due(pool, intake, clock.now())
        elif what == "send":
            target = f"card:{cents % 4}"
            waiting.append(paid(f"O{number}", f"card:{card}", store="friendly", channel=target))
        else:
            waiting.append(incoming(number, what, card, cents))
        if len(waiting) >= size:
            await intake.submit(waiting)
            waiting = []
    await intake.submit(waiting)
    await intake.stop()
    since = start + timedelta(days=from_day)
    told, states = await trial(pool, since, since + timedelta(days=days), hands=2)
    app = tiny()
    assert told.left == told.unknown == 0
    assert told.compared.failed == told.compared.failures == []
    assert told.compared.refused == told.compared.left_out == {}
    assert told.compared.heard == told.compared.folded
    assert told.was == told.draft
    for was, draft in states.values():
        assert app.encode_state(was) == app.encode_state(draft)
    clock.set(start)
