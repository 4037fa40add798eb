"""Definitions as YAML files: exported, compared, applied as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shuke.engine.connection import Connection
from shuke.engine.definition import Document
from shuke.engine.document import differences, plain, read_yaml, write_yaml
from shuke.engine.publication import ReleaseBook
from shuke.engine.publish import Change, draft_removal, save_draft


def kind_of(document: Document) -> str:
    """The kind a document is tagged with."""
    kind = plain(document)["kind"]
    assert isinstance(kind, str)
    return kind


def read_folder(book: ReleaseBook, folder: Path) -> list[Document]:
    """Every document in a file or in the `*.yaml` files of a folder. Raises DefinitionInvalid."""
    files = sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]
    return [document for file in files for document in read_yaml(book.app, file.read_text("utf-8"))]


def write_folder(book: ReleaseBook, folder: Path, release: int | None = None) -> list[Path]:
    """Write a release's documents (the newest by default), one file per kind."""
    documents = book.documents(book.versions(book.newest if release is None else release))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, its in documents.items():
        path = folder / f"{kind}.yaml"
        path.write_text(write_yaml(list(its.values())), "utf-8")
        written.append(path)
    return written


def compare(book: ReleaseBook, documents: Sequence[Document], *, whole: bool) -> list[Change]:
    """What applying documents would change; `whole`: what they do not name is removed."""
    live = book.documents(book.versions(book.newest))
    changes: list[Change] = []
    named: set[tuple[str, str]] = set()
    for document in documents:
        kind = kind_of(document)
        named.add((kind, document.key))
        before = live.get(kind, {}).get(document.key)
        if before is None:
            changes.append(Change(kind, document.key, "added", None, document, []))
        elif before != document:
            found = differences(plain(before), plain(document))
            changes.append(Change(kind, document.key, "changed", before, document, found))
    if whole:
        changes += [
            Change(kind, key, "removed", before, None, [])
            for kind, its in live.items()
            for key, before in its.items()
            if (kind, key) not in named
        ]
    return changes


async def apply(
    connection: Connection,
    book: ReleaseBook,
    documents: Sequence[Document],
    *,
    by: str,
    now: datetime,
    whole: bool = False,
) -> list[Change]:
    """Save what differs as drafts, all or nothing; publishing them is an act of its own."""
    await book.refresh(connection)
    changes = compare(book, documents, whole=whole)
    async with connection.transaction():
        for change in changes:
            if change.after is None:
                await draft_removal(connection, book, change.kind, change.key, by=by, now=now)
            else:
                await save_draft(connection, book, plain(change.after), by=by, now=now)
    return changes
