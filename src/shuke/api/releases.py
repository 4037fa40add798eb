"""Releases: what publishing would change, publishing, and publishing a former one again."""

from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.definitions import Flaw, Names, people_names, shown_flaw
from shuke.api.linting import ReleaseWarning, warnings
from shuke.api.operation import route
from shuke.api.page import Page, Paged, read_cursor, write_cursor
from shuke.api.problem import NotFound
from shuke.engine import ask_again, preview, publish, replaying, republish, withdraw
from shuke.kernel import ShukeError, Text


class ReleaseItem(msgspec.Struct):
    """A release. `current` is the one in force now; `scheduled` ones take effect later."""

    id: int
    effective_at: datetime
    published_at: datetime
    by: str
    note: str
    status: Literal["live", "scheduled", "former"]
    changes: int
    changed: list[str]
    definitions: int


class Differing(msgspec.Struct):
    """One value that differs, by JSON pointer."""

    path: str
    before: Any
    after: Any


class ChangeShown(msgspec.Struct):
    """What publishing would do to one definition."""

    kind: str
    kind_title: str
    key: str
    name: Names
    change: Literal["added", "changed", "removed"]
    diff: list[Differing]


class Replaying(msgspec.Struct):
    """What publishing has to replay: definitions that begin with history, how many members and
    events, and about how long that takes (the rate is measured on some members)."""

    definitions: list[str]
    members: int
    events: int
    seconds: float


class DraftRelease(msgspec.Struct):
    """All drafts as one release: what changes, what stands against it, and what to look at."""

    changes: list[ChangeShown]
    problems: list[Flaw]
    next: int
    replay: Replaying | None
    warnings: list[ReleaseWarning]


class Publishing(msgspec.Struct, forbid_unknown_fields=True):
    """How to publish. Without `effective_at` it takes effect at once."""

    note: Annotated[str, Meta(max_length=500)] = ""
    effective_at: Annotated[datetime, Meta(tz=True)] | None = None


class Again(msgspec.Struct, forbid_unknown_fields=True):
    """Why a former release is published again."""

    note: Annotated[str, Meta(max_length=500)] = ""


class Withdrawing(msgspec.Struct, forbid_unknown_fields=True):
    """Why a scheduled release is withdrawn."""

    note: Annotated[str, Meta(max_length=500)] = ""


class Published(msgspec.Struct):
    """The new release."""

    id: int
    published_at: datetime
    effective_at: datetime


class Settling(msgspec.Struct):
    """The release that is settled, and the job that does it."""

    release: int
    job: str


class ReleaseNotInForce(ShukeError):
    """Only the release in force can be settled."""

    code = "release_not_in_force"
    status = 409
    title = Text(en="That release is not in force", zh="该发布版未生效")


_LIST = """
select id, effective_at, published_at, published_by, note, versions::text as versions
from engine_release where $1::integer is null or id < $1 order by id desc limit $2
"""


@route("GET", "/v1/releases", needs="definitions:read")
async def list_releases(ask: Ask[Paged, None]) -> Page[ReleaseItem]:
    """Every release, newest first, with what it changed against the one before."""
    place = read_cursor(ask.query.cursor, "releases", int)
    before = None if place is None else min(max(place.at, 0), 2**31 - 1)
    limit = ask.query.limit
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)
        rows = await connection.fetch(_LIST, before, limit + 1)
    names = await people_names(ask, {row["published_by"] for row in rows})
    current = ask.release.id
    coming = {release for _when, release in ask.shuke.book.scheduled(ask.now)}
    sets = [msgspec.json.decode(row["versions"]) for row in rows]
    changes = [_changed(now, before) for now, before in pairwise([*sets, {}])]
    items = [
        ReleaseItem(
            row["id"],
            row["effective_at"],
            row["published_at"],
            names.get(row["published_by"], row["published_by"]),
            row["note"],
            _status(row["id"], current, coming),
            len(changed),
            changed,
            len(versions),
        )
        for row, versions, changed in zip(rows, sets, changes, strict=True)
    ]
    more = len(items) > limit
    items = items[:limit]
    return Page(items, next=write_cursor("releases", items[-1].id) if more else None)


@route("GET", "/v1/releases/draft", needs="definitions:read")
async def draft_release(ask: Ask[None, None]) -> DraftRelease:
    """What publishing all drafts would change and replay, and every problem of the whole set."""
    async with ask.connection() as connection:
        changes, problems = await preview(connection, ask.shuke.book, ask.now)
        cost = None if problems else await replaying(connection, ask.shuke.book, ask.now)
        changed = {(change.kind, change.key) for change in changes}
        warned = [] if problems else await warnings(ask, connection, changed)
    return DraftRelease(
        [
            ChangeShown(
                c.kind,
                ask.say(ask.shuke.app.kinds[c.kind].title),
                c.key,
                _named(c.after or c.before),
                c.change,
                [Differing(d.path, d.before, d.after) for d in c.differences],
            )
            for c in changes
        ],
        [shown_flaw(ask, flaw, kind, key) for kind, key, flaw in problems],
        ask.shuke.book.newest + 1,
        None
        if cost is None
        else Replaying(cost.definitions, cost.members, cost.events, round(cost.seconds, 1)),
        warned,
    )


@route(
    "POST",
    "/v1/releases",
    needs="releases:publish",
    status=201,
    once=True,
    example={"note": "Double points on dairy"},
)
async def publish_release(ask: Ask[None, Publishing]) -> Published:
    """Publish every draft as one release, whole and checked, or nothing changes."""
    now = ask.now
    async with ask.connection() as connection:
        number = await publish(
            connection,
            ask.shuke.book,
            by=ask.actor.id,
            now=now,
            note=ask.body.note,
            effective_at=ask.body.effective_at,
        )
    await note(ask, "release.published", ("release", str(number)), reason=ask.body.note or None)
    ask.afterwards(partial(_learn, ask))
    return Published(number, now, ask.body.effective_at or now)


@route(
    "POST",
    "/v1/releases/{release:int}/republish",
    needs="releases:publish",
    status=201,
    once=True,
)
async def republish_release(ask: Ask[None, Again]) -> Published:
    """Publish a former release's set again, as a new release; drafts stay."""
    former = ask.path["release"]
    if not 0 < former < 2**31:
        raise NotFound(Text(en="There is no such release.", zh="没有这个发布版。"))
    now = ask.now
    async with ask.connection() as connection:
        number = await republish(
            connection,
            ask.shuke.book,
            former,
            by=ask.actor.id,
            now=now,
            note=ask.body.note,
        )
    await note(
        ask,
        "release.republished",
        ("release", str(number)),
        after={"former": former},
        reason=ask.body.note or None,
    )
    ask.afterwards(partial(_learn, ask))
    return Published(number, now, now)


@route(
    "POST",
    "/v1/releases/{release:int}/withdraw",
    needs="releases:publish",
    status=201,
    once=True,
)
async def withdraw_release(ask: Ask[None, Withdrawing]) -> Published:
    """Withdraw a scheduled release: another takes its place at its moment, without its changes.
    What is scheduled after it stays, without them, too."""
    scheduled = ask.path["release"]
    now = ask.now
    async with ask.connection() as connection:
        number = await withdraw(
            connection, ask.shuke.book, scheduled, by=ask.actor.id, now=now, note=ask.body.note
        )
        moment = await connection.fetchval(
            "select effective_at from engine_release where id = $1", number
        )
    await note(
        ask,
        "release.withdrawn",
        ("release", str(scheduled)),
        after={"instead": number},
        reason=ask.body.note or None,
    )
    ask.afterwards(partial(_learn, ask))
    return Published(number, now, moment)


async def _learn(ask: Ask[Any, Any]) -> None:
    """This process judges by the new release from now on; others follow with their next batch."""
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)


@route("POST", "/v1/releases/{release:int}/settle", needs="releases:publish", status=202, once=True)
async def settle_release(ask: Ask[None, None]) -> Settling:
    """Settle the release in force once more, for example after its job was cancelled: history that
    is still to be counted is brought in, lists are mended. What was done stays done."""
    release = ask.release.id
    if ask.path["release"] != release:
        raise ReleaseNotInForce(
            Text(
                en=f"R-{release} is in force; only that one can be settled.",
                zh=f"生效的是 R-{release}，只能整理它。",
            )
        )
    async with ask.connection() as connection:
        job = await ask_again(connection, release, by=ask.actor.id, now=ask.now)
    await note(ask, "release.settled", ("release", str(release)))
    return Settling(release, job)


def _status(release: int, current: int, coming: set[int]) -> Literal["live", "scheduled", "former"]:
    """One that another replaces at its own moment will never be in force."""
    if release == current:
        return "live"
    return "scheduled" if release in coming else "former"


def _changed(versions: dict[str, int], before: dict[str, int]) -> list[str]:
    return sorted(name for name in {*versions, *before} if versions.get(name) != before.get(name))


def _named(document: Any) -> Names:
    return Names(document.name.zh, document.name.en)
