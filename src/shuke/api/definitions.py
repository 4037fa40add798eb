"""Definitions: what operators configure, live and as drafts, checked, compared, read aloud."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from shuke import program, reward
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.api.problem import NotFound
from shuke.engine import (
    Checking,
    Draft,
    ReleaseBook,
    drafts,
    plain,
    write_yaml,
)
from shuke.kernel import Text
from shuke.rule import Sentence

_KIND_LENGTH = 32


class Names(msgspec.Struct):
    """A name in both languages."""

    zh: str
    en: str


class Flaw(msgspec.Struct):
    """What is wrong with a document, where (JSON pointer), and what would do."""

    code: str
    place: str
    message: str
    suggestion: str | None = None
    kind: str | None = None
    key: str | None = None


class DraftNote(msgspec.Struct):
    """A draft beside the live version. `document` null removes the definition."""

    version: int
    saved_at: datetime
    by: str
    document: dict[str, Any] | None
    base_version: int


class Coming(msgspec.Struct):
    """The scheduled release that changes a definition next."""

    release: int
    effective_at: datetime
    removes: bool


class DefinitionItem(msgspec.Struct, kw_only=True):
    """A definition in a list: as it is in force, or as it is scheduled when it is not yet."""

    kind: str
    kind_title: str
    key: str
    name: Names
    status: Literal["draft", "scheduled", "live", "archived"]
    version: int | None
    document: dict[str, Any] | None
    draft: DraftNote | None
    sentence: str | None = None
    scheduled: Coming | None = None


class Version(msgspec.Struct):
    """One published version, and the releases that hold it."""

    version: int
    release: int | None
    published_at: datetime
    by: str
    document: dict[str, Any]
    releases: list[int]


class Live(msgspec.Struct):
    """The version in the newest release."""

    version: int
    document: dict[str, Any]
    release: int


class Definition(msgspec.Struct, kw_only=True):
    """A definition with its live version, its draft and its history."""

    kind: str
    kind_title: str
    key: str
    live: Live | None
    yaml: str
    draft: DraftNote | None
    versions: list[Version]


class DefinitionQuery(msgspec.Struct):
    """Which definitions."""

    kind: Annotated[str, Meta(max_length=_KIND_LENGTH)] | None = None
    archived: bool = False
    """Those that were published once and are neither in force nor scheduled."""


@route("GET", "/v1/definitions", needs="definitions:read")
async def list_definitions(ask: Ask[DefinitionQuery, None]) -> Page[DefinitionItem]:
    """Every definition that is in force or scheduled, and every draft, by kind and key."""
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)
        if ask.query.archived:
            return await _archived(ask, connection)
        waiting = {(d.kind, d.key): d for d in await drafts(connection, ask.shuke.book)}
        names = await people_names(ask, {d.saved_by for d in waiting.values()})
    book = ask.shuke.book
    in_force = book.versions(ask.release.id)
    coming = _coming(book, in_force, ask.now)
    # What is not in force yet is shown as it will be.
    versions = {name: v for name, (_its, v) in coming.items() if v is not None} | dict(in_force)
    documents = book.documents(versions)
    checking = Checking(documents, ask.shuke.app.catalogue(documents))
    found = []
    for name in sorted({*versions, *waiting}):
        kind, key = name
        if ask.query.kind and kind != ask.query.kind:
            continue
        document = documents.get(kind, {}).get(key)
        draft = waiting.get(name)
        shown = draft.document if document is None and draft is not None else document
        if shown is None:
            continue
        found.append(
            DefinitionItem(
                kind=kind,
                kind_title=ask.say(ask.shuke.app.kinds[kind].title),
                key=key,
                name=Names(shown.name.zh, shown.name.en),
                status="live" if name in in_force else "scheduled" if name in coming else "draft",
                version=versions.get(name),
                document=None if document is None else plain(document),
                draft=None if draft is None else noted(draft, names),
                sentence=_sentence(ask, shown, checking, live=document is not None),
                scheduled=coming[name][0] if name in coming else None,
            )
        )
    return Page(found, total=len(found))


def _coming(
    book: ReleaseBook, in_force: Mapping[tuple[str, str], int], now: datetime
) -> dict[tuple[str, str], tuple[Coming, int | None]]:
    """What the scheduled releases change first, and into which version."""
    found: dict[tuple[str, str], tuple[Coming, int | None]] = {}
    for when, release in book.scheduled(now):
        its = book.versions(release)
        for name in {*in_force, *its} - found.keys():
            if its.get(name) != in_force.get(name):
                found[name] = Coming(release, when, name not in its), its.get(name)
    return found


@route("GET", "/v1/definitions/{kind}/{key}", needs="definitions:read")
async def get_definition(ask: Ask[None, None]) -> Definition:
    """One definition: live, draft, and every version there was."""
    kind, key = ask.path["kind"], ask.path["key"]
    if kind not in ask.shuke.app.kinds:
        raise NotFound(Text(en=f"There is no kind {kind!r}.", zh=f"没有 {kind!r} 这种定义。"))
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)
        waiting = [
            d for d in await drafts(connection, ask.shuke.book) if (d.kind, d.key) == (kind, key)
        ]
        rows = await connection.fetch(
            """
            select d.version, d.created_at, d.created_by, d.document::text as document,
                   array(select r.id from engine_release r
                         where (r.versions ->> ($1 || '/' || $2))::int = d.version
                         order by r.id) as releases
            from engine_definition d where d.kind = $1 and d.key = $2 order by d.version desc
            """,
            kind,
            key,
        )
        names = await people_names(
            ask, {row["created_by"] for row in rows} | {d.saved_by for d in waiting}
        )
    if not rows and not waiting:
        raise NotFound(Text(en="There is no such definition.", zh="没有这个定义。"))
    book = ask.shuke.book
    version = book.versions(book.newest).get((kind, key))
    live = None if version is None else book.documents(book.versions(book.newest))[kind][key]
    draft = waiting[0] if waiting else None
    shown = draft.document if draft is not None and draft.document is not None else live
    return Definition(
        kind=kind,
        kind_title=ask.say(ask.shuke.app.kinds[kind].title),
        key=key,
        live=None if live is None else Live(version or 0, plain(live), book.newest),
        yaml="" if shown is None else write_yaml([shown]),
        draft=None if draft is None else noted(draft, names),
        versions=[
            Version(
                row["version"],
                row["releases"][0] if row["releases"] else None,
                row["created_at"],
                names.get(row["created_by"], row["created_by"]),
                msgspec.json.decode(row["document"]),
                row["releases"],
            )
            for row in rows
        ],
    )


async def _archived(ask: Ask[DefinitionQuery, None], connection: Any) -> Page[DefinitionItem]:
    rows = await connection.fetch(
        """
        select distinct on (kind, key) kind, key, version, document::text as document
        from engine_definition where $1::text is null or kind = $1
        order by kind, key, version desc
        """,
        ask.query.kind,
    )
    book = ask.shuke.book
    in_force = book.versions(ask.release.id)
    held = {*in_force, *_coming(book, in_force, ask.now)}
    found = []
    for row in rows:
        if (row["kind"], row["key"]) in held:
            continue
        document = msgspec.json.decode(row["document"])
        found.append(
            DefinitionItem(
                kind=row["kind"],
                kind_title=ask.say(ask.shuke.app.kinds[row["kind"]].title),
                key=row["key"],
                name=msgspec.convert(document["name"], Names),
                status="archived",
                version=row["version"],
                document=document,
                draft=None,
            )
        )
    return Page(found, total=len(found))


def shown_flaw(
    ask: Ask[Any, Any], flaw: Any, kind: str | None = None, key: str | None = None
) -> Flaw:
    """A problem in the caller's language."""
    return Flaw(flaw.code, flaw.place or "", ask.say(flaw.message), flaw.suggestion, kind, key)


async def people_names(ask: Ask[Any, Any], ids: set[str]) -> dict[str, str]:
    """Names of people and keys by id, for what they saved and published."""
    async with ask.connection() as connection:
        rows = await connection.fetch(
            "select id, name from org_person where id = any($1)"
            " union all select id, name from org_key where id = any($1)",
            sorted(ids),
        )
    return {row["id"]: row["name"] for row in rows}


def noted(draft: Draft, names: dict[str, str]) -> DraftNote:
    """A draft, with the name of whoever saved it."""
    return DraftNote(
        draft.revision,
        draft.saved_at,
        names.get(draft.saved_by, draft.saved_by),
        None if draft.document is None else plain(draft.document),
        draft.base_version,
    )


def _sentence(ask: Ask[Any, Any], document: Any, checking: Checking, *, live: bool) -> str | None:
    """A definition in words. A draft is read aloud as soon as nothing is wrong with it."""
    kind = ask.shuke.app.kinds[document.__struct_config__.tag]
    if not live and kind.check(document, checking):
        return None
    told = spoken(document, ask.language, checking)
    return None if told is None else told.text


def spoken(document: Any, language: str, checking: Checking) -> Sentence | None:
    """A definition read aloud; None for the kinds that have no sentence."""
    if isinstance(document, program.EarningRule | program.EarningCap | program.TierSet):
        return program.sentence(document, language, checking)
    if isinstance(document, reward.Coupon | reward.Offer):
        return reward.sentence(document, language, checking)
    return None
