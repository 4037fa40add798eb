"""Published with `start: history` at any moment, a tier set stands as if it had always been there.

Every generated history is folded twice: with the set from the beginning, and with the set published
somewhere in the middle; some events come before its history was brought in, and some after.
"""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.law.history import HISTORY, PROGRAMME, History, open_door
from tests.law.test_laws import flaws, wipe

from shuke.app import application
from shuke.engine import Incoming, Intake, publish, save_draft, settling_job, tick_due
from shuke.kernel import MovableClock, jobs

Pool: TypeAlias = "asyncpg.Pool[Any]"

NAME = {"en": "Aside", "zh": "旁置"}
WITHOUT_TIERS_IN_RULES = PROGRAMME.replace(
    "if: {attribute: member.tier.main, op: at_least, value: silver}\n", ""
)


def ladder(*ats: int) -> list[dict[str, Any]]:
    return [{"key": f"t{n}", "name": NAME, "at": at} for n, at in enumerate((0, *ats))]


def tier_set(key: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "tier_set", "key": key, "name": NAME, **fields}


DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}
SETS: dict[str, dict[str, Any]] = {
    "growth of forty days": {
        "measure": {"how": "earned", "currency": "growth"},
        "window": {"how": "rolling", "days": 40},
        "tiers": ladder(20, 60),
        "downgrade": {"mode": "recompute", "grace_days": 3},
        "announce_days": 6,
    },
    "points of a year": {
        "measure": {"how": "earned", "currency": "points"},
        "window": {"how": "calendar_year"},
        "tiers": ladder(10, 40),
    },
    "spend on dairy": {
        "measure": {"how": "spend", "lines": DAIRY},
        "window": {"how": "rolling", "days": 15, "hold_days": 4},
        "tiers": ladder(1000, 4000),
        "downgrade": {"mode": "one_step"},
        "after_refund": "recompute",
    },
    "orders of who came before": {
        "measure": {"how": "orders", "if": {"attribute": "member.orders", "op": "at_least",
                                            "value": 1}},
        "window": {"how": "member_year"},
        "tiers": ladder(1, 3),
    },
    "small orders": {
        "measure": {"how": "orders", "if": {"attribute": "order.goods_cents", "op": "at_most",
                                            "value": 2000}},
        "window": {"how": "rolling", "days": 25},
        "tiers": ladder(1, 2),
        "after_refund": "recompute",
    },
    "orders since": {
        "measure": {"how": "orders"},
        "window": {"how": "since_promotion", "days": 9},
        "tiers": ladder(1, 3),
    },
    "most orders": {
        "measure": {"how": "attribute", "attribute": "member.orders"},
        "window": {"how": "ever"},
        "tiers": ladder(2, 4),
    },
}  # fmt: skip


async def send(intake: Intake, *events: Incoming) -> None:
    for outcome in await intake.submit(events, imported=True):
        assert outcome.status in ("accepted", "refused"), (outcome, outcome.problem)


async def put(
    pool: Pool,
    intake: Intake,
    clock: MovableClock,
    document: dict[str, Any],
    since: datetime | None = None,
) -> None:
    async with pool.acquire() as connection:
        book, now = intake.batcher.book, clock.now()
        await save_draft(connection, book, document, by="law", now=now)
        await publish(connection, book, by="law", now=now, effective_at=since)


async def work(pool: Pool, intake: Intake, clock: MovableClock) -> None:
    """What the worker does: the jobs that are asked for."""
    runner = jobs.JobRunner(pool, [settling_job(intake.batcher)], clock=clock)
    while await runner.run_next():
        pass
    rows = await pool.fetch("select status, result from kernel_job")
    assert all(row["status"] == "done" for row in rows)
    assert all(msgspec.json.decode(row["result"])["failed"] == 0 for row in rows)


async def fold(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[Any, ...]],
    document: dict[str, Any],
    moments: tuple[int, int] | None,
) -> dict[bytes, Any]:
    """Where everybody stands in the set, and what it counts of each order.

    It is there from the beginning, or published before one step and brought in before another.
    """
    await wipe(pool)
    await pool.execute("truncate kernel_job cascade")
    start = clock.now()
    intake = await open_door(pool, clock, lanes=1, programme=WITHOUT_TIERS_IN_RULES)
    if moments is None:
        always = {**document, "start": "now"}
        await put(pool, intake, clock, always, start - timedelta(days=60))
    history = History(start)
    for number, step in enumerate(steps):
        if moments is not None and number == moments[0]:
            await put(pool, intake, clock, {**document, "start": "history"})
        if moments is not None and number >= moments[1]:
            await work(pool, intake, clock)
        made = history.step(step)
        clock.set(max(history.now, clock.now()))
        if isinstance(made, Incoming):
            await send(intake, made)
        elif made is not None:
            await tick_due(intake, history.now)
    await work(pool, intake, clock)
    # An event that counts nothing brings everybody to the same moment.
    history.now += timedelta(days=1)
    clock.set(history.now)
    for card in range(4):
        checked = history._event("member.checked_in", f"card:{card}", {})
        await send(intake, Incoming(**{**_fields(checked), "id": f"last-{card}"}))
    await work(pool, intake, clock)
    await intake.stop()
    assert await pool.fetch("select error from engine_inbox") == []
    assert await flaws(pool) == []
    clock.set(start)
    return await standings(pool, document["key"])


def _fields(incoming: Incoming) -> dict[str, Any]:
    return {name: getattr(incoming, name) for name in incoming.__struct_fields__}


async def standings(pool: Pool, key: str) -> dict[bytes, Any]:
    app = application()
    rows = await pool.fetch("""
        select i.hash, s.subject, s.state from engine_state as s join engine_identity as i
        using (subject)""")
    found = {}
    for row in rows:
        state = app.decode_state(row["state"])
        its = state.program.sets[key]
        counted = {}
        for record in await pool.fetch(
            "select key, data from engine_record where subject = $1 and kind = 'order'",
            row["subject"],
        ):
            order = app.decode_record("order", record["data"])
            counted[record["key"]] = order.counted.get(key, 0)
        # Places in the log differ: it holds the event that brought the history in.
        found[row["hash"]] = (
            [its.tier, its.since, its.first, its.ends, its.due, its.announced, its.before],
            [its.total, its.last, its.counts, its.shape, its.begun, its.reach],
            counted,
        )
    return found


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    steps=HISTORY,
    name=st.sampled_from(sorted(SETS)),
    key=st.sampled_from(["aside", "main"]),
    moments=st.tuples(st.integers(1, 30), st.integers(0, 12)),
)
@example(
    steps=[
        ("order", 0, [("dairy", 2500), ("bread", 900)], 0),
        ("order", 0, [("dairy", 1500)], 0),
        ("wait", 3),
        ("refund", 0, 0, "part"),
        ("order", 0, [("dairy", 700)], 3),
        ("refund", 1, 0, "all"),
        ("refund", 0, 0, "line"),
    ],
    name="orders of who came before",
    key="aside",
    moments=(3, 1),
)
async def test_published_later_it_stands_as_if_it_had_been_there(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[Any, ...]],
    name: str,
    key: str,
    moments: tuple[int, int],
) -> None:
    document = tier_set(key, **SETS[name])
    always = await fold(pool, clock, steps, document, None)
    published = min(moments[0], len(steps) - 1)
    later = await fold(pool, clock, steps, document, (published, published + moments[1]))
    assert later == always
