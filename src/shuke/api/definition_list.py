"""Lists of definitions: by page, searched and filtered; and what they are called, all at once."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

from shuke import reward
from shuke.api.ask import Ask
from shuke.api.definitions import DraftNote, Names, noted, people_names, spoken
from shuke.api.operation import route
from shuke.api.page import Page, Paged, cut, read_cursor
from shuke.engine import Checking, Document, Draft, ReleaseBook, drafts, plain

_LIST: Final = "definitions"
Status = Literal["draft", "scheduled", "live", "archived"]
Kind = Annotated[str, Meta(max_length=32)]
Position: TypeAlias = tuple[str, bool, int, str]
"""(kind, whether it is over, minus its last day, key): where a definition stands in the list."""


class Coming(msgspec.Struct):
    """The scheduled release that changes a definition next."""

    release: int
    effective_at: datetime
    removes: bool


class DefinitionItem(msgspec.Struct, kw_only=True):
    """A definition in a list: as it is in force, or as it is scheduled when it is not yet. `over`
    says that its last day has passed and that no draft gives it another."""

    kind: str
    kind_title: str
    key: str
    name: Names
    status: Status
    over: bool
    version: int | None
    document: dict[str, Any] | None
    draft: DraftNote | None
    sentence: str | None = None
    scheduled: Coming | None = None


class DefinitionQuery(Paged, kw_only=True):
    """Which definitions. `q` is looked for in names and keys."""

    kind: Kind | None = None
    q: Annotated[str, Meta(max_length=100)] | None = None
    status: Literal["draft", "scheduled", "live", "over"] | None = None
    """Those with a draft, those scheduled, those in force that are not over, those that are."""
    archived: bool = False
    """Those that were published once and are neither in force nor scheduled."""


class NamesQuery(msgspec.Struct):
    """Of which kind."""

    kind: Kind | None = None


class DefinitionName(msgspec.Struct):
    """What a definition is called, and how it stands."""

    kind: str
    key: str
    name: Names
    status: Status
    over: bool


class DefinitionNames(msgspec.Struct):
    """Every definition that is in force, scheduled or a draft, by kind, key."""

    items: list[DefinitionName]


class _Row(NamedTuple):
    """One definition before it is written out."""

    at: Position
    document: Document
    status: Status
    version: int | None
    draft: Draft | None = None
    coming: Coming | None = None


class _Found(NamedTuple):
    rows: list[_Row]
    checking: Checking


@route("GET", "/v1/definitions", needs="definitions:read")
async def list_definitions(ask: Ask[DefinitionQuery, None]) -> Page[DefinitionItem]:
    """Definitions in force or scheduled, and drafts: by kind; what is over comes last."""
    query = ask.query
    place = read_cursor(query.cursor, _LIST, tuple[str, bool, int, str])
    if query.archived:
        found = _Found(await _archived(ask), Checking({}, ask.release.catalogue))
    else:
        found = await _present(ask, query.kind)
    rows = sorted((row for row in found.rows if _wanted(row, query)), key=lambda row: row.at)
    total = len(rows)
    if place is not None and place.back:
        rows = [row for row in reversed(rows) if row.at < place.at]
    elif place is not None:
        rows = [row for row in rows if row.at > place.at]
    page = cut(rows[: query.limit + 1], query.limit, _LIST, lambda row: row.at, place)
    savers = {row.draft.saved_by for row in page.items if row.draft is not None}
    names = await people_names(ask, savers) if savers else {}
    items = [_item(ask, row, found.checking, names) for row in page.items]
    return Page(items, page.next, page.prev, total)


@route("GET", "/v1/definitions/names", needs="definitions:read")
async def definition_names(ask: Ask[NamesQuery, None]) -> DefinitionNames:
    """What every definition is called: for lists to choose from, without what they say."""
    found = await _present(ask, ask.query.kind)
    return DefinitionNames(
        [
            DefinitionName(row.at[0], row.at[3], _names(row.document), row.status, row.at[1])
            for row in sorted(found.rows, key=lambda row: (row.at[0], row.at[3]))
        ]
    )


def _wanted(row: _Row, query: DefinitionQuery) -> bool:
    if query.q:
        wanted = query.q.strip().casefold()
        name = row.document.name
        if not any(wanted in text.casefold() for text in (name.zh, name.en, row.at[3])):
            return False
    match query.status:
        case None:
            return True
        case "draft":
            return row.draft is not None
        case "over":
            return row.at[1]
        case status:
            return row.status == status and not row.at[1]


async def _present(ask: Ask[Any, Any], wanted: str | None) -> _Found:
    """Everything in force, scheduled or a draft, of one kind or of all."""
    book = ask.shuke.book
    async with ask.connection() as connection:
        await book.refresh(connection)
        waiting = {(d.kind, d.key): d for d in await drafts(connection, book)}
    in_force = book.versions(ask.release.id)
    coming = _coming(book, in_force, ask.now)
    # What is not in force yet is shown as it will be.
    versions = {name: v for name, (_its, v) in coming.items() if v is not None} | dict(in_force)
    documents = book.documents(versions)
    today = ask.now.astimezone(ask.release.zone).date()
    rows = []
    for name in {*versions, *waiting}:
        kind, key = name
        if wanted and kind != wanted:
            continue
        document = documents.get(kind, {}).get(key)
        draft = waiting.get(name)
        shown = draft.document if document is None and draft is not None else document
        if shown is None:
            continue
        last = None if draft is not None else reward.last_day(shown, ask.release.zone)
        status: Status = "live" if name in in_force else "scheduled" if name in coming else "draft"
        version = versions.get(name)
        its = coming[name][0] if name in coming else None
        rows.append(_Row(_at(kind, key, last, today), shown, status, version, draft, its))
    return _Found(rows, Checking(documents, ask.shuke.app.catalogue(documents)))


def _at(kind: str, key: str, last: date | None, today: date) -> Position:
    over = last is not None and last < today
    return kind, over, -last.toordinal() if over and last is not None else 0, key


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


async def _archived(ask: Ask[DefinitionQuery, None]) -> list[_Row]:
    """The last version of what was published once and is neither in force nor scheduled."""
    book = ask.shuke.book
    async with ask.connection() as connection:
        await book.refresh(connection)
        rows = await connection.fetch(
            """
            select distinct on (kind, key) kind, key, version, document::text as document
            from engine_definition where $1::text is null or kind = $1
            order by kind, key, version desc
            """,
            ask.query.kind,
        )
    in_force = book.versions(ask.release.id)
    held = {*in_force, *_coming(book, in_force, ask.now)}
    return [
        _Row(
            (row["kind"], False, 0, row["key"]),
            ask.shuke.app.decode_document(row["kind"], msgspec.json.decode(row["document"])),
            "archived",
            row["version"],
        )
        for row in rows
        if (row["kind"], row["key"]) not in held
    ]


def _item(
    ask: Ask[Any, Any], row: _Row, checking: Checking, names: dict[str, str]
) -> DefinitionItem:
    kind, over, _last, key = row.at
    archived = row.status == "archived"
    return DefinitionItem(
        kind=kind,
        kind_title=ask.say(ask.shuke.app.kinds[kind].title),
        key=key,
        name=_names(row.document),
        status=row.status,
        over=over,
        version=row.version,
        document=None if row.version is None else plain(row.document),
        draft=None if row.draft is None else noted(row.draft, names),
        sentence=None if archived else _sentence(ask, row, checking),
        scheduled=row.coming,
    )


def _sentence(ask: Ask[Any, Any], row: _Row, checking: Checking) -> str | None:
    """A definition in words. A draft is read aloud as soon as nothing is wrong with it."""
    kind = ask.shuke.app.kinds[row.at[0]]
    if row.version is None and kind.check(row.document, checking):
        return None
    told = spoken(row.document, ask.language, checking)
    return None if told is None else told.text


def _names(document: Document) -> Names:
    return Names(document.name.zh, document.name.en)
