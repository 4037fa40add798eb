"""Drafts, releases and YAML: whole sets, checked, or nothing changes."""

from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
import pytest
from tests.engine.tiny import open_intake, paid, tiny

from shuke.engine import (
    DefinitionChanged,
    DefinitionInvalid,
    DefinitionUnknown,
    NothingToPublish,
    ReleaseBook,
    ReleaseInPast,
    ReleaseUnknown,
    apply_documents,
    draft_removal,
    drafts,
    preview,
    publish,
    read_folder,
    read_yaml,
    republish,
    save_draft,
    write_folder,
)
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"

PROGRAMME = {
    "kind": "programme",
    "key": "programme",
    "name": {"en": "Grocer", "zh": "鲜果铺"},
    "zone": "America/New_York",
}
HOLIDAYS = {
    "kind": "calendar",
    "key": "holidays",
    "name": {"en": "Holidays", "zh": "节日"},
    "days": [{"date": "2026-02-17", "name": {"en": "New Year", "zh": "春节"}}],
}


@pytest.fixture
def book() -> ReleaseBook:
    return ReleaseBook(tiny())


async def test_a_draft_becomes_a_release(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        draft = await save_draft(connection, book, PROGRAMME, by="li", now=clock.now())
        assert (draft.revision, draft.base_version) == (1, 0)
        changes, problems = await preview(connection, book, clock.now())
        assert [(c.kind, c.change) for c in changes] == [("programme", "added")]
        assert problems == []
        assert await publish(connection, book, by="li", now=clock.now()) == 1
        assert await drafts(connection, book) == []
        release = book.current(clock.now())
        assert (release.id, release.programme.zone) == (1, "America/New_York")
        with pytest.raises(NothingToPublish):
            await publish(connection, book, by="li", now=clock.now())


async def test_a_later_release_waits_for_its_time(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await save_draft(connection, book, PROGRAMME, by="li", now=clock.now())
        await publish(connection, book, by="li", now=clock.now())
        changed = {**PROGRAMME, "zone": "Asia/Tokyo"}
        await save_draft(connection, book, changed, by="li", now=clock.now())
        changes, _problems = await preview(connection, book, clock.now())
        [difference] = changes[0].differences
        assert (difference.path, difference.before, difference.after) == (
            "/zone",
            "America/New_York",
            "Asia/Tokyo",
        )
        later = clock.now() + timedelta(days=3)
        await publish(connection, book, by="li", now=clock.now(), effective_at=later)
        assert book.current(clock.now()).id == 1
        assert book.current(later).id == 2
        # Another process learns of both from the database alone.
        other = ReleaseBook(tiny())
        await other.refresh(connection)
        assert other.current(later).programme.zone == "Asia/Tokyo"


async def test_a_former_release_is_published_again(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        for zone in ("America/New_York", "Asia/Tokyo"):
            await save_draft(
                connection, book, {**PROGRAMME, "zone": zone}, by="li", now=clock.now()
            )
            await publish(connection, book, by="li", now=clock.advance(timedelta(hours=1)))
        assert await republish(connection, book, 1, by="li", now=clock.now()) == 3
        assert book.current(clock.now()).programme.zone == "America/New_York"
        with pytest.raises(ReleaseUnknown):
            await republish(connection, book, 9, by="li", now=clock.now())


async def test_a_former_set_that_is_not_valid_any_more_stays_former(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await save_draft(connection, book, HOLIDAYS, by="li", now=clock.now())
        await publish(connection, book, by="li", now=clock.now())
        # As an older Shuke let it be saved.
        await connection.execute(
            "update engine_definition set document = jsonb_set(document, '{name,zh}', '\" \"')"
        )
        later = ReleaseBook(tiny())
        with pytest.raises(DefinitionInvalid) as refused:
            await republish(connection, later, 1, by="li", now=clock.now())
        assert [(flaw.code, flaw.place) for flaw in refused.value.flaws] == [
            ("name_missing", f"/calendar/{HOLIDAYS['key']}/name/zh")
        ]
        assert await connection.fetchval("select count(*) from engine_release") == 1


async def test_a_bad_set_is_refused_whole(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await save_draft(connection, book, HOLIDAYS, by="li", now=clock.now())
        bad = {**PROGRAMME, "zone": "America/NewYork"}
        await save_draft(connection, book, bad, by="li", now=clock.now())
        with pytest.raises(DefinitionInvalid) as caught:
            await publish(connection, book, by="li", now=clock.now())
        [flaw] = caught.value.flaws
        assert (flaw.code, flaw.place, flaw.suggestion) == (
            "zone_unknown",
            "/programme/programme/zone",
            "America/New_York",
        )
        assert len(await drafts(connection, book)) == 2
        assert await connection.fetchval("select count(*) from engine_release") == 0
        assert await connection.fetchval("select count(*) from engine_definition") == 0


@pytest.mark.parametrize(
    ("value", "code", "place", "suggestion"),
    [
        ({**PROGRAMME, "zonne": "x"}, "field_unknown", "/zonne", "zone"),
        ({**PROGRAMME, "lateness_days": "x"}, "type_wrong", "/lateness_days", None),
        ({**PROGRAMME, "lateness_days": -1}, None, "/lateness_days", None),
        ({"kind": "program"}, "kind_unknown", "/kind", "programme"),
        ({}, "kind_missing", "/kind", None),
    ],
)
async def test_a_bad_document_is_refused_with_its_place(
    pool: Pool,
    book: ReleaseBook,
    clock: MovableClock,
    value: dict[str, Any],
    code: str | None,
    place: str,
    suggestion: str | None,
) -> None:
    async with pool.acquire() as connection:
        with pytest.raises(DefinitionInvalid) as caught:
            await save_draft(connection, book, value, by="li", now=clock.now())
        [flaw] = caught.value.flaws
        assert (flaw.place, flaw.suggestion) == (place, suggestion)
        assert code is None or flaw.code == code
        assert await drafts(connection, book) == []


async def test_two_editors_are_told_of_each_other(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    async with pool.acquire() as connection:
        await save_draft(connection, book, PROGRAMME, by="li", now=clock.now(), revision=0)
        mine = {**PROGRAMME, "zone": "Asia/Tokyo"}
        with pytest.raises(DefinitionChanged) as caught:
            await save_draft(connection, book, mine, by="han", now=clock.now(), revision=0)
        assert caught.value.extra["saved_by"] == "li"
        [draft] = await drafts(connection, book)
        assert draft.saved_by == "li"


async def test_a_removal_is_a_draft_too(pool: Pool, book: ReleaseBook, clock: MovableClock) -> None:
    async with pool.acquire() as connection:
        with pytest.raises(DefinitionUnknown):
            await draft_removal(connection, book, "calendar", "holidays", by="li", now=clock.now())
        for document in (PROGRAMME, HOLIDAYS):
            await save_draft(connection, book, document, by="li", now=clock.now())
        await publish(connection, book, by="li", now=clock.now())
        await draft_removal(connection, book, "calendar", "holidays", by="li", now=clock.now())
        await publish(connection, book, by="li", now=clock.now())
        assert list(book.current(clock.now()).documents) == ["programme"]


async def test_nobody_publishes_into_a_past_that_was_folded(
    pool: Pool, book: ReleaseBook, clock: MovableClock
) -> None:
    intake = await open_intake(pool, clock)
    await intake.submit([paid("A1")])
    await intake.stop()
    async with pool.acquire() as connection:
        await save_draft(connection, book, PROGRAMME, by="li", now=clock.now())
        yesterday = clock.now() - timedelta(days=1)
        with pytest.raises(ReleaseInPast):
            await publish(connection, book, by="li", now=clock.now(), effective_at=yesterday)
        assert await connection.fetchval("select count(*) from engine_release") == 0


async def test_yaml_goes_out_and_comes_back(
    pool: Pool, book: ReleaseBook, clock: MovableClock, tmp_path: Path
) -> None:
    async with pool.acquire() as connection:
        for document in (PROGRAMME, HOLIDAYS):
            await save_draft(connection, book, document, by="li", now=clock.now())
        await publish(connection, book, by="li", now=clock.now())
        write_folder(book, tmp_path)
        documents = read_folder(book, tmp_path)
        assert len(documents) == 2
        assert await apply_documents(connection, book, documents, by="li", now=clock.now()) == []
        text = (tmp_path / "programme.yaml").read_text("utf-8")
        [changed] = read_yaml(book.app, text.replace("America/New_York", "Asia/Tokyo"))
        changes = await apply_documents(
            connection, book, [changed], by="li", now=clock.now(), whole=True
        )
        assert [(c.kind, c.change) for c in changes] == [
            ("programme", "changed"),
            ("calendar", "removed"),
        ]
        assert len(await drafts(connection, book)) == 2


async def test_malformed_yaml_names_its_line(book: ReleaseBook) -> None:
    with pytest.raises(DefinitionInvalid) as caught:
        read_yaml(book.app, "kind: programme\nname: {en: x\nzone: y\n")
    assert caught.value.place == "/line/3"
