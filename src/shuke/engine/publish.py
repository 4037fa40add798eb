"""Drafts and publishing: documents become a release, whole and checked, or nothing changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from shuke.engine import asking, history
from shuke.engine.connection import Connection
from shuke.engine.definition import Document
from shuke.engine.document import Difference, check, differences, plain, read_document, refuse
from shuke.engine.publication import ReleaseBook, write_versions
from shuke.kernel import ShukeError, Text
from shuke.rule import Problem

LOCK = "select pg_advisory_xact_lock(hashtext('engine_release'))"


class DefinitionChanged(ShukeError):
    """Somebody else saved the draft, or published the definition, meanwhile."""

    code = "definition_changed"
    status = 409
    title = Text(en="The definition was changed meanwhile", zh="定义已被别人改过")


class DefinitionUnknown(ShukeError):
    """No definition has this kind and key."""

    code = "definition_unknown"
    status = 404
    title = Text(en="No such definition", zh="没有这个定义")


class NothingToPublish(ShukeError):
    """There is no draft."""

    code = "nothing_to_publish"
    status = 409
    title = Text(en="There is nothing to publish", zh="没有可发布的草稿")


class ReleaseUnknown(ShukeError):
    """No release has this number."""

    code = "release_unknown"
    status = 404
    title = Text(en="No such release", zh="没有这个发布版")


class ReleaseInPast(ShukeError):
    """A release cannot take effect before events that were already folded."""

    code = "release_in_past"
    status = 422
    title = Text(en="The release would take effect in the past", zh="生效时间在过去")


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft beside the live version. `document` None removes the definition."""

    kind: str
    key: str
    document: Document | None
    base_version: int
    revision: int
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Change:
    """What publishing would do to one definition."""

    kind: str
    key: str
    change: Literal["added", "changed", "removed"]
    before: Document | None
    after: Document | None
    differences: list[Difference]


async def drafts(connection: Connection, book: ReleaseBook) -> list[Draft]:
    """All drafts, by kind and key."""
    rows = await connection.fetch("select * from engine_draft order by kind, key")
    return [_draft(row, book) for row in rows]


def _draft(row: Any, book: ReleaseBook) -> Draft:
    stored = row["document"]
    document = None
    if stored is not None:
        document = book.app.decode_document(row["kind"], msgspec.json.decode(stored))
    return Draft(
        row["kind"],
        row["key"],
        document,
        row["base_version"],
        row["revision"],
        row["saved_at"],
        row["saved_by"],
    )


async def save_draft(
    connection: Connection,
    book: ReleaseBook,
    value: Any,
    *,
    by: str,
    now: datetime,
    revision: int | None = None,
) -> Draft:
    """Save a document as the draft of its definition; it need not fit the whole set yet.

    `revision` is the draft's revision that the editor began with (0 when there was none); when it
    is given and no longer right, DefinitionChanged. Raises DefinitionInvalid for a bad document.
    """
    document = read_document(book.app, value)
    kind = value["kind"]
    return await _store(connection, book, kind, document.key, document, by, now, revision)


async def draft_removal(
    connection: Connection, book: ReleaseBook, kind: str, key: str, *, by: str, now: datetime
) -> Draft:
    """Save as draft that a definition is to be archived. Raises DefinitionUnknown."""
    await book.refresh(connection)
    if (kind, key) not in book.versions(book.newest):
        raise DefinitionUnknown
    return await _store(connection, book, kind, key, None, by, now, None)


async def _store(
    connection: Connection,
    book: ReleaseBook,
    kind: str,
    key: str,
    document: Document | None,
    by: str,
    now: datetime,
    revision: int | None,
) -> Draft:
    async with connection.transaction():
        await connection.execute(LOCK)
        await book.refresh(connection)
        held = await connection.fetchrow(
            "select revision, saved_by, saved_at from engine_draft where kind = $1 and key = $2",
            kind,
            key,
        )
        current = held["revision"] if held is not None else 0
        if revision is not None and revision != current:
            who = held["saved_by"] if held is not None else ""
            raise DefinitionChanged(
                Text(
                    en=f"{who} saved this draft meanwhile; your change is still here.",
                    zh=f"{who} 期间保存过这份草稿，你的改动还在。",
                ),
                revision=current,
                saved_by=who,
            )
        row = await connection.fetchrow(
            """
            insert into engine_draft
                (kind, key, document, base_version, revision, saved_at, saved_by)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (kind, key) do update set
                document = excluded.document, revision = excluded.revision,
                saved_at = excluded.saved_at, saved_by = excluded.saved_by
            returning *
            """,
            kind,
            key,
            None if document is None else msgspec.json.encode(document).decode(),
            book.versions(book.newest).get((kind, key), 0),
            current + 1,
            now,
            by,
        )
    return _draft(row, book)


async def drop_draft(connection: Connection, kind: str, key: str) -> bool:
    """Throw a draft away; False when there was none."""
    done = await connection.execute(
        "delete from engine_draft where kind = $1 and key = $2", kind, key
    )
    return bool(done != "DELETE 0")


def proposed(
    book: ReleaseBook, pending: Sequence[Draft], moment: datetime
) -> tuple[dict[str, dict[str, Document]], list[Change]]:
    """The whole set as it would be from a moment on, and what changes against the set then."""
    live = book.documents(book.versions(book.base(moment)))
    documents = {kind: dict(its) for kind, its in live.items()}
    changes: list[Change] = []
    for draft in pending:
        before = documents.get(draft.kind, {}).get(draft.key)
        if draft.document is None:
            if before is not None:
                del documents[draft.kind][draft.key]
                changes.append(Change(draft.kind, draft.key, "removed", before, None, []))
            continue
        documents.setdefault(draft.kind, {})[draft.key] = draft.document
        if before is None:
            changes.append(Change(draft.kind, draft.key, "added", None, draft.document, []))
        elif before != draft.document:
            found = differences(plain(before), plain(draft.document))
            changes.append(Change(draft.kind, draft.key, "changed", before, draft.document, found))
    return documents, changes


async def preview(
    connection: Connection, book: ReleaseBook, moment: datetime
) -> tuple[list[Change], list[tuple[str, str, Problem]]]:
    """What publishing all drafts as of a moment would change, and what stands against it."""
    await book.refresh(connection)
    documents, changes = proposed(book, await drafts(connection, book), moment)
    return changes, check(book.app, documents)


async def replaying(
    connection: Connection, book: ReleaseBook, now: datetime
) -> history.Cost | None:
    """What publishing all drafts would have to replay; None when nothing begins with history.

    The whole set must be free of problems.
    """
    documents, changes = proposed(book, await drafts(connection, book), now)
    if not any(getattr(change.after, "start", "now") == "history" for change in changes):
        return None
    wanted = book.app.compile(book.newest + 1, now, documents, {})
    names = history.beginning(book, wanted, book.current(now))
    return await history.cost(connection, book, wanted, names) if names else None


async def publish(
    connection: Connection,
    book: ReleaseBook,
    *,
    by: str,
    now: datetime,
    note: str = "",
    effective_at: datetime | None = None,
    in_past: bool = False,
) -> int:
    """Publish every draft as one release and answer its number.

    It is made of what is in force at its moment. Releases that take effect later are published
    again with the same changes in them, so nothing scheduled comes early and nothing is lost.
    Raises DefinitionInvalid when the whole set has problems, NothingToPublish, ReleaseInPast (a
    release may begin in the past only while the log is empty of later events, or `in_past`).
    Within a transaction of the caller the book learns of it by the caller's `refresh` after the
    commit: a release that is rolled back must never have judged anything.
    """
    async with connection.transaction():
        await connection.execute(LOCK)
        await book.refresh(connection)
        moment = effective_at or now
        pending = await drafts(connection, book)
        documents, changes = proposed(book, pending, moment)
        # Before the first release of all, the very set that it is made of is something new.
        if not changes and (not pending or book.begun(moment)):
            raise NothingToPublish
        problems = check(book.app, documents)
        if problems:
            raise refuse(problems)
        if moment < now and not in_past:
            await _refuse_past(connection, moment)
        base = book.versions(book.base(moment))
        made: dict[tuple[str, str], int | None] = {}
        for change in changes:
            made[change.kind, change.key] = (
                None if change.after is None else await _new_version(connection, change, by, now)
            )
        versions = with_changes(base, made)
        release = await insert_release(connection, versions, moment, by, now, note)
        edited = {(draft.kind, draft.key): draft.base_version for draft in pending}
        await asking.ask(connection, book, release, versions, moment, by=by, now=now)
        for when, scheduled in book.scheduled(moment):
            carried = _carried(book, scheduled, base, made, edited, documents)
            if carried != book.versions(scheduled):
                again = await insert_release(
                    connection, carried, when, by, now, note or f"R-{scheduled}"
                )
                await asking.ask(connection, book, again, carried, when, by=by, now=now)
        await connection.execute("delete from engine_draft")
    if not connection.is_in_transaction():
        await book.refresh(connection)
    return release


def with_changes(
    versions: Mapping[tuple[str, str], int], made: Mapping[tuple[str, str], int | None]
) -> dict[tuple[str, str], int]:
    """A set with changes in it; None takes a definition out."""
    return {name: v for name, v in {**versions, **made}.items() if v is not None}


def _carried(
    book: ReleaseBook,
    scheduled: int,
    base: Mapping[tuple[str, str], int],
    made: Mapping[tuple[str, str], int | None],
    edited: Mapping[tuple[str, str], int],
    documents: Mapping[str, Mapping[str, Document]],
) -> dict[tuple[str, str], int]:
    """A scheduled set with the changes of a release that takes effect before it.

    A definition that the scheduled release itself changes stays as it is there, unless the draft
    began with that very version. Raises DefinitionInvalid when both together do not fit.
    """
    its = book.versions(scheduled)
    taken = {
        name: version
        for name, version in made.items()
        if its.get(name, 0) in (base.get(name, 0), edited[name])
    }
    carried = with_changes(its, taken)
    old = {name: version for name, version in carried.items() if name not in taken}
    whole = book.documents(old)
    for kind, key in taken.keys() & carried.keys():
        whole.setdefault(kind, {})[key] = documents[kind][key]
    problems = check(book.app, whole)
    if problems:
        raise refuse(problems)
    return carried


async def republish(
    connection: Connection,
    book: ReleaseBook,
    former: int,
    *,
    by: str,
    now: datetime,
    note: str = "",
) -> int:
    """Publish a former release's set again as a new release; drafts stay. Raises ReleaseUnknown."""
    async with connection.transaction():
        await connection.execute(LOCK)
        await book.refresh(connection)
        if not 0 < former <= book.newest:
            raise ReleaseUnknown
        versions = dict(book.versions(former))
        problems = check(book.app, book.documents(versions))
        if problems:
            raise refuse(problems)
        release = await insert_release(connection, versions, now, by, now, note or f"R-{former}")
        await asking.ask(connection, book, release, versions, now, by=by, now=now)
    if not connection.is_in_transaction():
        await book.refresh(connection)
    return release


async def _refuse_past(connection: Connection, moment: datetime) -> None:
    later = await connection.fetchval(
        "select exists (select from engine_log where at >= $1)", moment
    )
    if later:
        raise ReleaseInPast(
            Text(
                en="Events after that moment were already folded. Choose now or a later time.",
                zh="那一刻之后的事件已经入账，请选现在或以后。",
            ),
            place="/effective_at",
        )


async def _new_version(connection: Connection, change: Change, by: str, now: datetime) -> int:
    assert change.after is not None
    version = await connection.fetchval(
        """
        insert into engine_definition (kind, key, version, document, created_at, created_by)
        select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5
        from engine_definition where kind = $1 and key = $2
        returning version
        """,
        change.kind,
        change.key,
        msgspec.json.encode(change.after).decode(),
        now,
        by,
    )
    assert isinstance(version, int)
    return version


async def insert_release(
    connection: Connection,
    versions: dict[tuple[str, str], int],
    effective_at: datetime,
    by: str,
    now: datetime,
    note: str,
) -> int:
    """Write a release; the caller holds the LOCK."""
    release = await connection.fetchval(
        """
        insert into engine_release
            (id, effective_at, published_at, published_by, note, versions)
        select coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5 from engine_release
        returning id
        """,
        effective_at,
        now,
        by,
        note,
        write_versions(versions),
    )
    assert isinstance(release, int)
    return release
