"""Back-testing the live release gives the past again, to the unit: histories with stock, refunds,
late tickets and ticks, through the whole application."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from tests.law.history import HISTORY, History, open_door
from tests.law.test_history import work
from tests.law.test_laws import wipe

from shuke.app import application
from shuke.backtest.result import BacktestResult, Range, result_of
from shuke.engine import (
    Incoming,
    ReleaseBook,
    apply_documents,
    publish,
    read_yaml,
    tick_due,
)
from shuke.engine.backtest import (
    Candidate,
    OwnHand,
    Plot,
    asked_in,
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
        told = await run(hands, since, asked=await asked_in(one, app))
    assert told.compared.failed == told.compared.failures == []
    assert told.left == told.unknown == 0
    ranged = Range(since.date(), until.date(), ZONE, since, until)
    return result_of(book, candidate, ranged, told, 20, processes=2, seconds=0.0), states


def come_in(incoming: Incoming, at: datetime) -> Incoming:
    """The event as it came in at a moment, however late it is."""
    return msgspec.structs.replace(incoming, at=at)


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
            waiting.append(come_in(made, history.now))
        elif made is not None and ticking:
            await intake.submit(waiting, imported=True)
            waiting.clear()
            await tick_due(intake, history.now)
        if len(waiting) >= cut:
            await intake.submit(waiting, imported=True)
            waiting.clear()
    await intake.submit(waiting, imported=True)
    await intake.stop()
    return history.now


@pytest.mark.slow
@settings(
    max_examples=25,
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


DRAFTS = {
    "double points": """
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, points: 2, per_cents: 100}
caps:
  - {every: day, points: 30}
""",
    "a smaller budget": """
kind: earning_rule
key: basket
name: {en: Basket, zh: 满额}
when: order.paid
if: {attribute: order.goods_cents, op: at_least, value: 1000}
give: {how: fixed, currency: points, points: 9}
budget_points: 27
""",
    "lower thresholds": """
kind: tier_set
key: main
name: {en: Tiers, zh: 等级}
measure: {how: earned, currency: growth}
window: {how: rolling, days: 30}
tiers:
  - {key: basic, name: {en: Basic, zh: 普通}, at: 0}
  - {key: silver, name: {en: Silver, zh: 银卡}, at: 15}
  - {key: gold, name: {en: Gold, zh: 金卡}, at: 60}
downgrade: {mode: recompute, grace_days: 2}
announce_days: 5
""",
    "a set with history": """
kind: tier_set
key: aside
name: {en: Aside, zh: 旁置}
start: history
measure: {how: spend, lines: {attribute: line.category, op: is, value: dairy}}
window: {how: rolling, days: 25}
tiers:
  - {key: low, name: {en: Low, zh: 低}, at: 0}
  - {key: high, name: {en: High, zh: 高}, at: 2000}
after_refund: recompute
""",
    "usable at once": """
kind: currency
key: points
name: {en: Points, zh: 积分}
unit: {en: points, zh: 分}
usable: {when: at_once}
expiry: {rule: months_from_earning, months: 2, to: exact}
refund: {policy: within_balance}
returned_life_days: 10
""",
}


def told_of(state: Any) -> Any:
    """What a member ends with, but for places in the log: those count what publishing added."""
    standings = {
        key: [its.tier, its.since, its.first, its.ends, its.due, its.total, its.last, its.counts]
        for key, its in sorted(state.program.sets.items())
    }
    pots = {
        key: (pot.usable, pot.pending, pot.lots, pot.waits, pot.lapsed)
        for key, pot in sorted(state.ledger.pots.items())
    }
    return pots, standings, sorted(state.program.caps.items()), state.member.orders


async def lived(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]], place: int, draft: str
) -> tuple[datetime, datetime, set[str], dict[bytes, Any]]:
    """Fold a history one by one, with a draft published before a step if there is one; answer
    that moment, the last one, what was refused, and where everybody ended."""
    await wipe(pool)
    await pool.execute("truncate kernel_job cascade")
    start = clock.now()
    intake = await open_door(pool, clock, lanes=1)
    history = History(start)
    refused: set[str] = set()
    since = start
    for number, step in enumerate([*steps, ("wait", 1)]):
        if number == place:
            since = history.now + timedelta(milliseconds=500)
            if draft:
                clock.set(since)
                async with pool.acquire() as connection:
                    book = intake.batcher.book
                    documents = read_yaml(intake.batcher.app, draft)
                    await apply_documents(connection, book, documents, by="law", now=since)
                    await publish(connection, book, by="law", now=since)
                await work(pool, intake, clock)
        made = history.step(step)
        clock.set(max(history.now, clock.now()))
        if isinstance(made, Incoming):
            [outcome] = await intake.submit([come_in(made, history.now)], imported=True)
            if outcome.status != "accepted":
                refused.add(outcome.id)
    # An event that counts nothing brings everybody's memory to the same day.
    for card in range(4):
        history.number += 1
        checked = history._event("member.checked_in", f"card:{card}", {})
        await intake.submit([come_in(checked, history.now)], imported=True)
    until = history.now + timedelta(hours=1)
    await tick_due(intake, until - timedelta(microseconds=1))
    await intake.stop()
    clock.set(start)
    rows = await pool.fetch(
        "select i.hash, s.subject, s.state from engine_state s join engine_identity i"
        " using (subject)"
    )
    app = application()
    return (
        since,
        until,
        refused,
        {row["hash"]: (row["subject"], told_of(app.decode_state(row["state"]))) for row in rows},
    )


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=HISTORY, place=st.integers(0, 25), name=st.sampled_from(sorted(DRAFTS)))
@example(
    steps=[
        ("order", 0, [("dairy", 2500), ("bread", 900)], 0),
        ("order", 1, [("dairy", 1500)], 0),
        ("wait", 3),
        ("refund", 0, 0, "part"),
        ("order", 1, [("dairy", 1700)], 3),
        ("refund", 1, 0, "all"),
        *[("order", n % 4, [("dairy", 2000)], 0) for n in range(6)],
        ("wait", 40),
    ],
    place=4,
    name="a smaller budget",
)
async def test_it_foretells_what_publishing_would_have_brought(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[Any, ...]],
    place: int,
    name: str,
) -> None:
    """Back-testing a draft from a moment on ends as if it had been published at that moment."""
    place = min(place, len(steps) - 1)
    _, _, refused_with, with_draft = await lived(pool, clock, steps, place, DRAFTS[name])
    since, until, refused, without = await lived(pool, clock, steps, place, "")
    # What was refused at the time is not in the log: it cannot be known what became of it.
    assume(refused <= refused_with)
    _result, states = await tried(pool, since, until, DRAFTS[name])
    foretold = {hash_: told_of(states[subject][1]) for hash_, (subject, _its) in without.items()}
    assert foretold == {hash_: its for hash_, (_subject, its) in with_draft.items()}
