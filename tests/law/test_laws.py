"""The laws of architecture.md §4, on generated histories through the whole application.

Every history is folded twice, cut and laned differently; both must verify and end alike.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.law.history import HISTORY, History, open_door

from shuke.app import application
from shuke.engine import Incoming, ReleaseBook, tick_due, verify_buckets, verify_whole
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"
Steps: TypeAlias = list[tuple[Any, ...]]

START = datetime(2026, 3, 10, 4, tzinfo=UTC)

pytestmark = pytest.mark.slow
DATABASE = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    # Every step is a transaction: shrinking takes minutes and the history is readable as it is.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


async def wipe(pool: Pool) -> None:
    await pool.execute(
        "truncate engine_state, engine_log, engine_key, engine_record, engine_stock,"
        " engine_identity, engine_seal_key, engine_inbox, engine_queue, engine_batch,"
        " ledger_entry, member_sealed, engine_release, engine_definition, engine_draft"
    )


async def fold(
    pool: Pool,
    clock: MovableClock,
    steps: Steps,
    *,
    cut: int,
    lanes: int,
    ticking: bool,
    effects: list[dict[str, Any]] | None = None,
) -> list[str]:
    """Fold a history in batches of `cut`; answer the codes of what was refused, in order.

    Whatever the events did is added to `effects`.
    """
    await wipe(pool)
    clock.set(START)
    intake = await open_door(pool, clock, lanes=lanes)
    history = History(START)
    waiting: list[Incoming] = []
    refused: list[str] = []

    async def send() -> None:
        # Nothing comes from the future; an event that says so would be refused.
        clock.set(history.now)
        for outcome in await intake.submit(waiting, imported=True):
            assert outcome.status in ("accepted", "refused"), outcome
            if effects is not None:
                effects.extend(msgspec.json.decode(outcome.effects))
            if outcome.problem is not None:
                refused.append(f"{outcome.id} {outcome.problem.code}")
        waiting.clear()

    for step in steps:
        made = history.step(step)
        if isinstance(made, Incoming):
            waiting.append(made)
        elif made is not None and ticking:
            await send()
            await tick_due(intake, history.now)
        if len(waiting) >= cut:
            await send()
    await send()
    # Whether ticks came in between or not, in the end every timer has run.
    await tick_due(intake, history.now + timedelta(days=400))
    await intake.stop()
    return refused


async def flaws(pool: Pool) -> list[tuple[str, str]]:
    app = application()
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        return report.flaws + await verify_whole(connection)


async def ending(pool: Pool) -> list[Any]:
    """What every member ends with, by identity: nothing in it depends on ids or batches."""
    app = application()
    rows = await pool.fetch(
        "select i.hash, s.state from engine_state s"
        " join engine_identity i using (subject) order by i.hash"
    )
    found = []
    for row in rows:
        state = app.decode_state(row["state"])
        pots = {
            key: (pot.usable, pot.pending, pot.lots, pot.waits)
            for key, pot in sorted(state.ledger.pots.items())
        }
        member = (state.member.orders, state.member.spent_cents, state.member.gifts)
        tier = state.program.tier("main", "basic")
        found.append((row["hash"], pots, member, tier, sorted(state.program.caps)))
    return found


@DATABASE
@given(steps=HISTORY, cut=st.integers(2, 9), lanes=st.integers(1, 3))
@example(
    steps=[("order", 0, [("dairy", 2500)], 0), ("refund", 0, 0, "part"), ("wait", 4)],
    cut=2,
    lanes=1,
)
async def test_cut_and_laned_otherwise_it_ends_alike(
    pool: Pool, clock: MovableClock, steps: Steps, cut: int, lanes: int
) -> None:
    """Laws 1, 2, 3, 5 and 10: one by one or in batches; the ledger balances; replay agrees."""
    one_by_one = await fold(pool, clock, steps, cut=1, lanes=1, ticking=True)
    assert await flaws(pool) == []
    first = await ending(pool)
    in_batches = await fold(pool, clock, steps, cut=cut, lanes=lanes, ticking=True)
    assert await flaws(pool) == []
    if not any(step[0] == "order" and sum(c for _l, c in step[2]) >= 2000 for step in steps):
        # Who gets the last of a budget depends on who comes first; the rest does not.
        assert await ending(pool) == first
        assert sorted(in_batches) == sorted(one_by_one)


@DATABASE
@given(steps=HISTORY)
async def test_it_does_not_matter_when_a_tick_comes(
    pool: Pool, clock: MovableClock, steps: Steps
) -> None:
    """Timers run before an event at their own moments, so the worker's timing changes nothing."""
    first = await fold(pool, clock, steps, cut=1, lanes=1, ticking=True)
    with_ticks = await ending(pool)
    second = await fold(pool, clock, steps, cut=1, lanes=1, ticking=False)
    assert await flaws(pool) == []
    assert await ending(pool) == with_ticks
    assert second == first


@DATABASE
@given(steps=HISTORY)
@example(
    # The points expire before the order goes back: nobody has them, and the ledger stays as it is.
    steps=[("order", 0, [("dairy", 2500)], 0), ("wait", 32), ("wait", 32), ("refund", 0, 0, "all")]
)
async def test_a_budget_is_never_exceeded_and_comes_back_once(
    pool: Pool, clock: MovableClock, steps: Steps
) -> None:
    """Law 5: what the budget lacks is exactly what its rule's points still cost."""
    effects: list[dict[str, Any]] = []
    await fold(pool, clock, steps, cut=4, lanes=3, ticking=True, effects=effects)
    row = await pool.fetchrow('select size, "left" from engine_stock')
    if row is None:
        return
    given_out = await pool.fetchval(
        "select coalesce(sum(case when kind = 'issue' then amount when kind = 'reverse' then"
        " -amount else 0 end), 0)::bigint from ledger_entry where rule = 'basket'"
    )
    # Of what is taken back the ledger shows what was there; the rest had expired before.
    lapsed = sum(
        each["lapsed"]
        for each in effects
        if each["type"] == "points.reversed" and each["rule"] == "basket"
    )
    assert 0 <= row["left"] <= row["size"]
    assert row["size"] - row["left"] == given_out - lapsed
