"""What is scheduled for later: it neither comes early nor loses what is published before it."""

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from tests.engine.tiny import tiny

from shuke.engine import (
    NothingToPublish,
    ReleaseBook,
    ReleaseNotScheduled,
    drafts,
    drop_draft,
    preview,
    publish,
    save_draft,
    withdraw,
)
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"


@pytest.fixture
def book() -> ReleaseBook:
    return ReleaseBook(tiny())


def calendar(key: str, days: list[str]) -> dict[str, Any]:
    named = [{"date": day, "name": {"en": "A day", "zh": "一天"}} for day in days]
    return {"kind": "calendar", "key": key, "name": {"en": key, "zh": key}, "days": named}


async def publishes(
    connection: Any, book: ReleaseBook, clock: MovableClock, *documents: Any, days: int = 0
) -> int:
    now = clock.now()
    for document in documents:
        await save_draft(connection, book, document, by="li", now=now)
    when = now + timedelta(days=days) if days else None
    return await publish(connection, book, by="li", now=now, effective_at=when)


def in_force(book: ReleaseBook, clock: MovableClock, days: int = 0) -> dict[str, list[str]]:
    calendars = book.current(clock.now() + timedelta(days=days)).documents.get("calendar", {})
    return {key: [str(day.date) for day in its.days] for key, its in calendars.items()}


async def test_what_is_scheduled_neither_comes_early_nor_loses_what_is_published_before(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        first = [calendar("a", ["2026-01-01"]), calendar("b", ["2026-01-01"])]
        await publishes(connection, book, clock, *first)
        await publishes(connection, book, clock, calendar("a", ["2026-02-02"]), days=5)
        await save_draft(connection, book, calendar("b", ["2026-03-03"]), by="li", now=clock.now())
        changes, _problems = await preview(connection, book, clock.now())
        assert [change.key for change in changes] == ["b"]
        assert await publish(connection, book, by="li", now=clock.now()) == 3
        assert in_force(book, clock) == {"a": ["2026-01-01"], "b": ["2026-03-03"]}
        assert in_force(book, clock, 6) == {"a": ["2026-02-02"], "b": ["2026-03-03"]}
        # Between now and then, and beyond: each release is made of the one before it.
        await publishes(connection, book, clock, calendar("c", ["2026-04-04"]), days=2)
        await publishes(connection, book, clock, calendar("d", ["2026-05-05"]), days=9)
        assert list(in_force(book, clock, 1)) == ["a", "b"]
        assert list(in_force(book, clock, 3)) == ["a", "b", "c"]
        assert in_force(book, clock, 3)["a"] == ["2026-01-01"]
        assert list(in_force(book, clock, 6)) == ["a", "b", "c"]
        assert in_force(book, clock, 6)["a"] == ["2026-02-02"]
        assert list(in_force(book, clock, 10)) == ["a", "b", "c", "d"]


async def test_what_a_scheduled_release_changes_itself_stays_as_it_is_there(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await publishes(connection, book, clock, calendar("a", ["2026-01-01"]))
        # Written before the other one was scheduled, published after it.
        await save_draft(connection, book, calendar("a", ["2026-03-03"]), by="li", now=clock.now())
        [mine] = await drafts(connection, book)
        await drop_draft(connection, "calendar", "a")
        await publishes(connection, book, clock, calendar("a", ["2026-02-02"]), days=5)
        await connection.execute(
            "insert into engine_draft (kind, key, document, base_version, revision, saved_at,"
            " saved_by) values ('calendar', 'a', $1, $2, 1, $3, 'li')",
            msgspec.json.encode(mine.document).decode(),
            mine.base_version,
            clock.now(),
        )
        await publish(connection, book, by="li", now=clock.now())
        assert in_force(book, clock) == {"a": ["2026-03-03"]}
        assert in_force(book, clock, 6) == {"a": ["2026-02-02"]}


async def test_a_change_of_the_scheduled_version_counts_in_both(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await publishes(connection, book, clock, calendar("a", ["2026-01-01"]))
        await publishes(connection, book, clock, calendar("a", ["2026-02-02"]), days=5)
        # Editors see the newest version, so this one was begun with the scheduled one.
        await publishes(connection, book, clock, calendar("a", ["2026-06-06"]))
        assert in_force(book, clock) == in_force(book, clock, 6) == {"a": ["2026-06-06"]}


async def test_before_everything_a_release_is_made_of_the_first_one(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await publishes(connection, book, clock, calendar("a", ["2026-01-01"]))
        await publishes(connection, book, clock, calendar("b", ["2026-02-02"]), days=-9)
        assert list(in_force(book, clock, -1)) == ["a", "b"]
        assert list(in_force(book, clock)) == ["a", "b"]


async def test_the_same_set_may_begin_before_the_first_release(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        first, second = calendar("a", ["2026-01-01"]), calendar("a", ["2026-02-02"])
        await publishes(connection, book, clock, first)
        clock.advance(timedelta(hours=1))
        await publishes(connection, book, clock, second)
        await publishes(connection, book, clock, first, days=-9)
        assert in_force(book, clock, -1) == {"a": ["2026-01-01"]}
        assert in_force(book, clock) == {"a": ["2026-02-02"]}
        with pytest.raises(NothingToPublish):
            await publishes(connection, book, clock, second)


async def test_a_scheduled_release_is_withdrawn_from_those_after_it_too(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        first = [calendar("a", ["2026-01-01"]), calendar("b", ["2026-01-01"])]
        await publishes(connection, book, clock, *first)
        await publishes(connection, book, clock, calendar("a", ["2026-02-02"]), days=5)
        await publishes(connection, book, clock, calendar("c", ["2026-03-03"]), days=9)
        await save_draft(connection, book, calendar("d", []), by="li", now=clock.now())
        assert await withdraw(connection, book, 2, by="wang", now=clock.now()) == 4
        assert [draft.key for draft in await drafts(connection, book)] == ["d"]
        assert in_force(book, clock, 6) == in_force(book, clock)
        assert in_force(book, clock, 10) == in_force(book, clock) | {"c": ["2026-03-03"]}
        # What was withdrawn, what is in force, and what never was.
        for gone in (2, 1, 9):
            with pytest.raises(ReleaseNotScheduled):
                await withdraw(connection, book, gone, by="wang", now=clock.now())
        assert book.newest == 5
        clock.advance(timedelta(days=20))
        with pytest.raises(ReleaseNotScheduled):
            await withdraw(connection, book, 5, by="wang", now=clock.now())
        assert list(in_force(book, clock)) == ["a", "b", "c"]


async def test_what_a_later_release_changed_itself_stays_when_one_is_withdrawn(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await publishes(connection, book, clock, calendar("a", ["2026-01-01"]))
        await publishes(connection, book, clock, calendar("a", ["2026-02-02"]), days=5)
        await publishes(connection, book, clock, calendar("a", ["2026-03-03"]), days=9)
        await withdraw(connection, book, 2, by="wang", now=clock.now())
        assert in_force(book, clock, 6) == {"a": ["2026-01-01"]}
        assert in_force(book, clock, 10) == {"a": ["2026-03-03"]}


async def test_the_very_first_release_is_not_withdrawn(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await publishes(connection, book, clock, calendar("a", ["2026-01-01"]), days=5)
        with pytest.raises(ReleaseNotScheduled):
            await withdraw(connection, book, 1, by="wang", now=clock.now())
        assert in_force(book, clock, 6) == {"a": ["2026-01-01"]}
