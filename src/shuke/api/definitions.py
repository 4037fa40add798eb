"""Definitions: what operators configure, live and as drafts, checked, compared, read aloud."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from shuke import ledger, program, reward
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.problem import NotFound
from shuke.engine import (
    Checking,
    Draft,
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


Speaker = Callable[[Any, str, Checking], Sentence]
_SPEAKERS: dict[str, Speaker] = {
    "earning_rule": program.sentence,
    "earning_cap": program.sentence,
    "tier_set": program.sentence,
    "paid_plan": program.paid_sentence,
    "points_valuation": ledger.valuation_sentence,
    "brand": ledger.brand_sentence,
    "coupon": reward.sentence,
    "offer": reward.sentence,
    "budget": reward.budget_sentence,
    "pack": reward.pack_sentence,
    "gift": reward.gift_sentence,
    "benefit": reward.benefit_sentence,
}


def spoken(document: Any, language: str, checking: Checking) -> Sentence | None:
    """A definition read aloud; None for the kinds that have no sentence."""
    speaker = _SPEAKERS.get(document.__struct_config__.tag)
    return None if speaker is None else speaker(document, language, checking)
