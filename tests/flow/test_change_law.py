"""Laws while the programme changes: documents are published, changed, removed at any moment."""

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.flow.shop import everything
from tests.law.history import STEP, History, open_door

from shuke.app import application
from shuke.engine import (
    Incoming,
    NothingToPublish,
    ReleaseBook,
    draft_removal,
    explain,
    plain,
    publish,
    save_draft,
    tick_due,
    verify_buckets,
    verify_whole,
)
from shuke.kernel import MovableClock
from shuke.ledger import open_differences

Pool: TypeAlias = "asyncpg.Pool[Any]"

NAME = {"en": "Changed", "zh": "改过"}
POINTS = {"kind": "currency", "key": "points", "name": NAME, "unit": NAME}
STARS = {"kind": "currency", "key": "stars", "name": NAME, "unit": NAME}
BASE = {"kind": "earning_rule", "key": "base", "name": NAME, "when": "order.paid"}
TIERS = [
    {"key": "basic", "name": NAME, "at": 0},
    {"key": "silver", "name": NAME, "at": 30},
    {"key": "black", "name": NAME, "at": 150},
]
SET = {"kind": "tier_set", "key": "main", "name": NAME, "tiers": TIERS}
EARNED = {"how": "earned", "currency": "growth"}

CHANGES: dict[str, dict[str, Any] | tuple[str, str]] = {
    "points at once": {**POINTS, "usable": {"when": "at_once"},
                       "refund": {"policy": "only_pending"}},
    "points held": {**POINTS, "usable": {"when": "on_event", "fallback_days": 5},
                    "expiry": {"rule": "end_of_month"}},
    "points by activity": {**POINTS, "expiry": {"rule": "inactivity", "months": 1},
                           "refund": {"policy": "within_balance"}},
    "points by a date": {**POINTS, "expiry": {"rule": "fixed_date", "date": "2026-04-10"}},
    "stars after days": {**STARS, "usable": {"when": "after_days", "days": 2}},
    "no stars": ("currency", "stars"),
    "double": {**BASE, "give": {"how": "per_amount", "currency": "points", "points": 2,
                                "per_cents": 100}},
    "fixed, with a budget": {**BASE, "give": {"how": "fixed", "currency": "points", "points": 9},
                             "budget_points": 40},
    "no base": ("earning_rule", "base"),
    "no star": ("earning_rule", "star"),
    "no dairy": ("earning_rule", "dairy"),
    "no basket": ("earning_rule", "basket"),
    "shorter window": {**SET, "measure": EARNED, "window": {"how": "rolling", "days": 10},
                       "downgrade": {"mode": "one_step"}, "after_refund": "recompute"},
    "years": {**SET, "measure": EARNED, "window": {"how": "calendar_year"}},
    "since": {**SET, "measure": {"how": "orders"}, "window": {"how": "since_promotion", "days": 9},
              "tiers": [{**tier, "at": n} for n, tier in enumerate(TIERS)]},
    "spend": {**SET, "measure": {"how": "spend"}, "window": {"how": "rolling", "days": 20},
              "start": "history"},
    "ever": {**SET, "measure": {"how": "attribute", "attribute": "member.orders"},
             "window": {"how": "ever"}},
    "elsewhere": {"kind": "programme", "key": "programme", "name": NAME,
                  "zone": "America/Sao_Paulo", "lateness_days": 3},
    "as it was": ("", ""),
}  # fmt: skip

CHANGE = st.tuples(st.just("publish"), st.sampled_from(sorted(CHANGES)), st.integers(-2, 2))
CHAPTER = st.tuples(st.lists(STEP, min_size=2, max_size=8), CHANGE)
HISTORY = st.lists(CHAPTER, min_size=2, max_size=5).map(
    lambda chapters: [step for steps, change in chapters for step in (*steps, change)]
)


async def change(pool: Pool, book: ReleaseBook, name: str, now: Any, days: int) -> None:
    """Publish one change, some days from now or some days ago; what cannot be is left out."""
    wanted = CHANGES[name]
    async with pool.acquire() as connection:
        await book.refresh(connection)
        first, newest = book.documents(book.versions(1)), book.documents(book.versions(book.newest))
        if name == "as it was":
            documents = [plain(doc) for its in first.values() for doc in its.values()]
        elif isinstance(wanted, dict):
            documents = [wanted]
        else:
            documents = []
            if wanted[1] in newest.get(wanted[0], {}):
                await draft_removal(connection, book, *wanted, by="law", now=now)
        for document in documents:
            await save_draft(connection, book, document, by="law", now=now)
        when = now + timedelta(days=days) if days > 0 else now
        try:
            await publish(connection, book, by="law", now=now, effective_at=when)
        except NothingToPublish:
            return
        except Exception as error:
            # A rule may still need what was to be removed: the whole set is checked.
            if getattr(error, "status", 500) >= 500:
                raise
            await connection.execute("delete from engine_draft")


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=HISTORY, cut=st.integers(1, 5))
async def test_whatever_is_published_the_laws_hold(
    pool: Pool, clock: MovableClock, steps: list[tuple[Any, ...]], cut: int
) -> None:
    """Nothing fails, everything folds to the same again, the ledger closes, events explain."""
    await pool.execute(
        "truncate engine_state, engine_log, engine_key, engine_record, engine_stock,"
        " engine_identity, engine_seal_key, engine_inbox, engine_queue, engine_batch,"
        " ledger_entry, member_sealed, engine_release, engine_definition, engine_draft"
    )
    intake = await open_door(pool, clock, lanes=2)
    book = intake.batcher.book
    history = History(clock.now())
    waiting: list[Incoming] = []

    async def send() -> None:
        for outcome in await intake.submit(waiting, imported=True):
            assert outcome.status in ("accepted", "refused"), (outcome, outcome.problem)
        waiting.clear()

    for step in steps:
        if step[0] == "publish":
            await send()
            clock.set(max(history.now, clock.now()))
            await change(pool, book, step[1], clock.now(), step[2])
            continue
        made = history.step(step)
        clock.set(max(history.now, clock.now()))
        if isinstance(made, Incoming):
            waiting.append(made)
        elif made is not None:
            await send()
            await tick_due(intake, history.now)
        if len(waiting) >= cut:
            await send()
    await send()
    await tick_due(intake, history.now + timedelta(days=400))
    await intake.stop()
    assert await pool.fetch("select error from engine_inbox") == []
    app = application()
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        assert report.flaws + await verify_whole(connection) == []
        for row in await connection.fetch("select subject, seq from engine_log"):
            told = await explain(connection, book, row["subject"], row["seq"])
            assert told.verified
            msgspec.json.encode([reason for _room, reason in told.reasons])
    assert await open_differences(pool, app.decode_state) == []
    assert (await everything(pool))["engine_inbox"][0] == 0
