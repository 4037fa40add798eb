"""A candidate: the whole set of definitions that a back-test takes for published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from shuke.engine.application import Application
from shuke.engine.connection import Connection
from shuke.engine.definition import Document
from shuke.engine.document import check, plain, refuse
from shuke.engine.exchange import kind_of
from shuke.engine.publication import ReleaseBook
from shuke.engine.publish import Change, NothingToPublish, ReleaseUnknown, drafts, proposed
from shuke.engine.release import Release

CandidateKind = Literal["drafts", "release", "files"]


class CandidateChange(msgspec.Struct):
    """A definition in which a candidate differs from the live release."""

    kind: str
    key: str
    change: Literal["added", "changed", "removed"]


class Candidate(msgspec.Struct):
    """A checked set as plain values, so that it travels to other processes.

    `number` is the release's when it is one; `base` the live release that it is compared with.
    """

    what: CandidateKind
    number: int | None
    base: int
    documents: dict[str, dict[str, Any]]
    versions: list[tuple[str, str, int]]
    changes: list[CandidateChange]

    def compile(self, app: Application, book: ReleaseBook, since: datetime) -> Release:
        """The release that it would be from a moment on."""
        documents = {
            kind: {key: app.decode_document(kind, value) for key, value in its.items()}
            for kind, its in self.documents.items()
        }
        versions = {(kind, key): version for kind, key, version in self.versions}
        return app.compile(book.newest + 1, since, documents, versions)


async def of_drafts(connection: Connection, book: ReleaseBook, now: datetime) -> Candidate:
    """All drafts together, as publishing them now would make a release of them.

    Raises NothingToPublish and DefinitionInvalid as publishing does.
    """
    await book.refresh(connection)
    pending = await drafts(connection, book)
    documents, changes = proposed(book, pending, now)
    if not changes:
        raise NothingToPublish
    return _made(book, "drafts", None, book.base(now), documents, changes)


async def of_release(
    connection: Connection, book: ReleaseBook, number: int, now: datetime
) -> Candidate:
    """A release that was published. Raises ReleaseUnknown."""
    await book.refresh(connection)
    if not 0 < number <= book.newest:
        raise ReleaseUnknown
    versions = book.versions(number)
    base = book.base(now)
    documents = book.documents(versions)
    changes = _between(book.documents(book.versions(base)), documents)
    made = _made(book, "release", number, base, documents, changes)
    made.versions = [(kind, key, version) for (kind, key), version in versions.items()]
    return made


async def of_documents(
    connection: Connection,
    book: ReleaseBook,
    given: Sequence[Document],
    now: datetime,
    *,
    whole: bool = False,
) -> Candidate:
    """The live release with these documents in it; `whole`: they are all there is."""
    await book.refresh(connection)
    base = book.base(now)
    live = book.documents(book.versions(base))
    documents = {} if whole else {kind: dict(its) for kind, its in live.items()}
    for document in given:
        documents.setdefault(kind_of(document), {})[document.key] = document
    return _made(book, "files", None, base, documents, _between(live, documents))


def _between(
    before: Mapping[str, Mapping[str, Document]], after: Mapping[str, Mapping[str, Document]]
) -> list[Change]:
    found: list[Change] = []
    for kind in sorted(before.keys() | after.keys()):
        old, new = before.get(kind, {}), after.get(kind, {})
        for key in sorted(old.keys() | new.keys()):
            if key not in old:
                found.append(Change(kind, key, "added", None, new[key], []))
            elif key not in new:
                found.append(Change(kind, key, "removed", old[key], None, []))
            elif old[key] != new[key]:
                found.append(Change(kind, key, "changed", old[key], new[key], []))
    return found


def _made(
    book: ReleaseBook,
    what: CandidateKind,
    number: int | None,
    base: int,
    documents: Mapping[str, Mapping[str, Document]],
    changes: Sequence[Change],
) -> Candidate:
    problems = check(book.app, documents)
    if problems:
        raise refuse(problems)
    changed = {(change.kind, change.key) for change in changes}
    known = book.versions(base)
    return Candidate(
        what,
        number,
        base,
        {kind: {key: plain(its) for key, its in some.items()} for kind, some in documents.items()},
        [
            (kind, key, known.get((kind, key), 0) + ((kind, key) in changed))
            for kind, its in documents.items()
            for key in its
        ],
        [CandidateChange(change.kind, change.key, change.change) for change in changes],
    )
