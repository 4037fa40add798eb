"""Showing and carrying out changes to definitions from YAML files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from shuke.cli.talk import Talk
from shuke.engine import (
    Change,
    Cost,
    apply_documents,
    compare_documents,
    preview,
    publish,
    read_folder,
    replaying,
    write_folder,
)
from shuke.kernel import Settings
from shuke.runtime import running

BY = "shuke apply"
_MARKS = {"added": "+", "changed": "~", "removed": "-"}


async def exported(settings: Settings, folder: Path, release: int | None) -> list[str]:
    """Write a release's documents into a folder; answer the files."""
    async with running(settings, lanes=1, readers=1) as shuke:
        if release is not None:
            shuke.book.versions(release)
        return [str(path) for path in write_folder(shuke.book, folder, release)]


async def compared(settings: Settings, path: Path, *, whole: bool) -> list[Change]:
    """What applying a file or folder would change."""
    async with running(settings, lanes=1, readers=1) as shuke:
        return compare_documents(shuke.book, read_folder(shuke.book, path), whole=whole)


async def applied(
    settings: Settings,
    path: Path,
    *,
    whole: bool,
    note: str | None,
    effective_at: datetime | None,
    release: bool,
) -> tuple[list[Change], int | None, Cost | None]:
    """Save what differs as drafts; publish them too when asked.

    Answer the changes, the release, and what its settling has to replay.
    """
    async with running(settings, lanes=1, readers=1) as shuke:
        documents = read_folder(shuke.book, path)
        now = shuke.clock.now()
        async with shuke.pool.acquire() as connection, connection.transaction():
            changes = await apply_documents(
                connection, shuke.book, documents, by=BY, now=now, whole=whole
            )
            if not release or not changes:
                return changes, None, None
            documents_fit = not (await preview(connection, shuke.book, now))[1]
            cost = await replaying(connection, shuke.book, now) if documents_fit else None
            number = await publish(
                connection,
                shuke.book,
                by=BY,
                now=now,
                note=note or "",
                effective_at=effective_at,
            )
        return changes, number, cost


def replayed(cost: Cost | None) -> dict[str, Any] | None:
    """What is to be replayed, for a program."""
    if cost is None:
        return None
    return {
        "definitions": cost.definitions,
        "members": cost.members,
        "events": cost.events,
        "seconds": round(cost.seconds, 1),
    }


def shown(change: Change) -> dict[str, Any]:
    """A change for a program."""
    return {
        "kind": change.kind,
        "key": change.key,
        "change": change.change,
        "diff": [
            {"path": one.path, "before": one.before, "after": one.after}
            for one in change.differences
        ],
    }


def tell(talk: Talk, changes: Sequence[Change]) -> None:
    """Changes for a person: one line each, and one for each value that differs."""
    for change in changes:
        line = f"{_MARKS[change.change]} {change.kind}/{change.key}"
        talk.say(line, line)
        for one in change.differences:
            line = f"    {one.path}: {_value(one.before)} → {_value(one.after)}"
            talk.say(line, line)


def _value(value: Any) -> str:
    return "—" if value is None else msgspec.json.encode(value).decode()
