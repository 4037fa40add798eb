"""Definitions as YAML files: exported, compared, applied as drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from shuke.engine.connection import Connection
from shuke.engine.definition import Document
from shuke.engine.document import DefinitionInvalid, differences, plain, read_yaml, write_yaml
from shuke.engine.publication import ReleaseBook
from shuke.engine.publish import Change, draft_removal, save_draft
from shuke.kernel import Text
from shuke.rule import Problem


def kind_of(document: Document) -> str:
    """The kind a document is tagged with."""
    kind = plain(document)["kind"]
    assert isinstance(kind, str)
    return kind


def read_folder(book: ReleaseBook, folder: Path) -> list[Document]:
    """Every document in a file or in the `*.yaml` and `*.yml` files of a folder.

    Raises DefinitionInvalid, also for a folder without any: with `whole` it would empty the set.
    """
    files = [folder]
    if folder.is_dir():
        files = sorted(file for file in folder.rglob("*") if file.suffix in (".yaml", ".yml"))
        if not files:
            raise _unreadable(folder, "there is no YAML file in it", "里面没有 YAML 文件")
    return [document for file in files for document in read_yaml(book.app, _text(file))]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(file, "it is not UTF-8 text", "不是 UTF-8 文本") from error
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise _unreadable(file, why, why) from error


def _unreadable(path: Path, en: str, zh: str) -> DefinitionInvalid:
    message = Text(en=f"{path} cannot be read: {en}.", zh=f"读不了 {path}：{zh}。")
    return DefinitionInvalid(message, flaws=[Problem("yaml_unreadable", "", message)])


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
