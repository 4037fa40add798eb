"""Withdrawing a release that is scheduled: what it would have changed does not come."""

from __future__ import annotations

from datetime import datetime, timedelta

from shuke.engine import asking
from shuke.engine.connection import Connection
from shuke.engine.document import check, refuse
from shuke.engine.publication import ReleaseBook
from shuke.engine.publish import LOCK, insert_release, with_changes
from shuke.kernel import ShukeError, Text

INSTANT = timedelta(microseconds=1)
"""The database's finest step of time."""


class ReleaseNotScheduled(ShukeError):
    """Only what is still to take effect can be withdrawn."""

    code = "release_not_scheduled"
    status = 409
    title = Text(en="That release is not scheduled", zh="该发布版没有排期")


async def withdraw(
    connection: Connection,
    book: ReleaseBook,
    scheduled: int,
    *,
    by: str,
    now: datetime,
    note: str = "",
) -> int:
    """Withdraw a scheduled release and answer the number of the one that takes its place.

    Releases are never taken back: another takes effect at the same moment, made of what is in force
    until then, and every later one is published again without the withdrawn changes, except where
    it changed the same definition itself. Drafts stay. Raises ReleaseNotScheduled, and
    DefinitionInvalid when a later release does not fit without what is withdrawn.
    """
    async with connection.transaction():
        await connection.execute(LOCK)
        await book.refresh(connection)
        moment = {release: when for when, release in book.scheduled(now)}.get(scheduled)
        if moment is None or not book.begun(now):
            raise ReleaseNotScheduled(
                Text(
                    en=f"R-{scheduled} is not to take effect any more, or nothing comes before it.",
                    zh=f"R-{scheduled} 已不在排期中，或它之前没有任何发布版。",
                ),
                hint=Text(en="Publish a former release again.", zh="请重新发布以前的发布版。"),
            )
        before = dict(book.versions(book.base(moment - INSTANT)))
        its = book.versions(scheduled)
        undone = {
            name: before.get(name) for name in {*before, *its} if before.get(name) != its.get(name)
        }
        note = note or f"− R-{scheduled}"
        release = await insert_release(connection, before, moment, by, now, note)
        await asking.ask(connection, book, release, before, moment, by=by, now=now)
        for when, later in book.scheduled(moment):
            its_later = book.versions(later)
            taken = {
                name: version
                for name, version in undone.items()
                if its_later.get(name) == its.get(name)
            }
            carried = with_changes(its_later, taken)
            problems = check(book.app, book.documents(carried))
            if problems:
                raise refuse(problems)
            if carried != its_later:
                again = await insert_release(connection, carried, when, by, now, note)
                await asking.ask(connection, book, again, carried, when, by=by, now=now)
    if not connection.is_in_transaction():
        await book.refresh(connection)
    return release
