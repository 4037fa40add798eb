"""Drafts: saved, checked within the whole set, written as YAML, thrown away."""

import asyncio
from itertools import pairwise
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.definitions import DraftNote, Flaw, Names, noted, people_names, shown_flaw, spoken
from shuke.api.operation import route
from shuke.api.problem import NotFound, RequestInvalid
from shuke.engine import (
    Checking,
    DefinitionChanged,
    DefinitionInvalid,
    check_documents,
    draft_removal,
    drafts,
    drop_draft,
    plain,
    proposed,
    read_document,
    read_yaml,
    save_draft,
    write_yaml,
)
from shuke.kernel import Text
from shuke.rule import Problem, Sentence

_YAML_LENGTH = 200_000


class Written(msgspec.Struct, forbid_unknown_fields=True):
    """A document as JSON or as YAML; exactly one of them."""

    document: dict[str, Any] | None = None
    yaml: Annotated[str, Meta(max_length=_YAML_LENGTH)] | None = None


class Saving(Written, forbid_unknown_fields=True):
    """A draft to save; `base_version` is that of the draft the editor began with (0: none)."""

    base_version: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None


class Part(msgspec.Struct):
    """A stretch of a sentence, and the place of the document (JSON pointer) that it tells."""

    text: str
    place: str | None


class Parts(msgspec.Struct):
    """A sentence in both languages, part by part: joined, they are the whole sentence."""

    zh: list[Part]
    en: list[Part]


class Checked(msgspec.Struct):
    """A document looked at from all sides."""

    document: dict[str, Any] | None
    yaml: str | None
    sentence: Names | None
    problems: list[Flaw]
    parts: Parts | None = None


@route(
    "PUT",
    "/v1/definitions/{kind}/{key}/draft",
    needs="definitions:write",
    once=True,
    example={"yaml": "kind: calendar\nkey: spring\nname: {zh: 春节, en: Spring Festival}\n"},
)
async def put_draft(ask: Ask[None, Saving]) -> DraftNote:
    """Save the draft of a definition; it need not fit the whole set yet.

    409 `definition_changed` when somebody saved since `base_version`.
    """
    kind, key = ask.path["kind"], ask.path["key"]
    value = await written(ask, ask.body)
    if value.get("kind") != kind or value.get("key") != key:
        raise RequestInvalid(
            Text(
                en="The document's kind and key are not those of the address.",
                zh="文档的 kind 和 key 与地址不一致。",
            ),
            place="/document/key",
        )
    async with ask.connection() as connection:
        try:
            saved = await save_draft(
                connection,
                ask.shuke.book,
                value,
                by=ask.actor.id,
                now=ask.now,
                revision=ask.body.base_version,
            )
        except DefinitionChanged as error:
            raise await _named(ask, error) from error
    return noted(saved, {ask.actor.id: ask.actor.name})


@route("POST", "/v1/definitions/{kind}/{key}/archive", needs="definitions:write", once=True)
async def archive_definition(ask: Ask[None, None]) -> DraftNote:
    """Save as draft that a live definition is to go with the next release."""
    async with ask.connection() as connection:
        draft = await draft_removal(
            connection,
            ask.shuke.book,
            ask.path["kind"],
            ask.path["key"],
            by=ask.actor.id,
            now=ask.now,
        )
    return noted(draft, {ask.actor.id: ask.actor.name})


@route(
    "DELETE",
    "/v1/definitions/{kind}/{key}/draft",
    needs="definitions:write",
    status=204,
    once=True,
)
async def delete_draft(ask: Ask[None, None]) -> None:
    """Throw a draft away; the live version stays."""
    kind, key = ask.path["kind"], ask.path["key"]
    async with ask.connection() as connection:
        gone = await drop_draft(connection, kind, key)
    if not gone:
        raise NotFound(Text(en="There is no such draft.", zh="没有这份草稿。"))
    await note(ask, "draft.dropped", (kind, key))


@route(
    "POST",
    "/v1/definitions/check",
    needs="definitions:read",
    example={"document": {"kind": "calendar", "key": "spring", "name": {"zh": "春节", "en": "S"}}},
)
async def check_definition(ask: Ask[None, Written]) -> Checked:
    """Check a document within the set as it would be published; read it aloud; change nothing."""
    try:
        document = read_document(ask.shuke.app, await written(ask, ask.body))
    except DefinitionInvalid as error:
        flaws = [shown_flaw(ask, flaw) for flaw in error.flaws]
        return Checked(ask.body.document, ask.body.yaml, None, flaws)
    value = plain(document)
    kind = value["kind"]
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)
        documents, _ = proposed(ask.shuke.book, await drafts(connection, ask.shuke.book), ask.now)
    documents.setdefault(kind, {})[document.key] = document
    problems = [
        shown_flaw(ask, flaw)
        for its_kind, key, flaw in check_documents(ask.shuke.app, documents)
        if (its_kind, key) == (kind, document.key)
    ]
    aloud = parts = None
    if not problems:
        checking = Checking(documents, ask.shuke.app.catalogue(documents))
        zh, en = spoken(document, "zh", checking), spoken(document, "en", checking)
        if zh is not None and en is not None:
            aloud, parts = Names(zh.text, en.text), Parts(_parts(zh), _parts(en))
    return Checked(value, write_yaml([document]), aloud, problems, parts)


def _parts(told: Sentence) -> list[Part]:
    """The sentence cut at every border; each piece has the place of its innermost part."""
    borders = sorted({0, len(told.text), *(b for s in told.spans for b in (s.start, s.end))})
    parts = []
    for start, end in pairwise(borders):
        around = [span for span in told.spans if span.start <= start and end <= span.end]
        inner = min(
            around, key=lambda span: (span.end - span.start, -len(span.place)), default=None
        )
        parts.append(Part(told.text[start:end], None if inner is None else inner.place))
    return parts


async def _named(ask: Ask[Any, Any], error: DefinitionChanged) -> DefinitionChanged:
    """The same refusal with the name of whoever saved, instead of their id."""
    by = error.extra["saved_by"]
    name = (await people_names(ask, {by})).get(by, by)
    return DefinitionChanged(
        Text(
            en=f"{name} saved this draft meanwhile; your change is still here.",
            zh=f"{name} 期间保存过这份草稿，你的改动还在。",
        ),
        version=error.extra["revision"],
        saved_by=name,
    )


async def written(ask: Ask[Any, Any], sent: Written) -> dict[str, Any]:
    """The document that was sent, as plain values.

    YAML is read in a thread: two hundred kilobytes take seconds, and others are being served.
    """
    if (sent.document is None) == (sent.yaml is None):
        raise RequestInvalid(
            Text(en="Send `document` or `yaml`.", zh="请给出 document 或 yaml 之一。"),
            place="/document",
        )
    if sent.document is not None:
        return sent.document
    documents = await asyncio.to_thread(read_yaml, ask.shuke.app, sent.yaml or "")
    if len(documents) != 1:
        problem = Problem(
            "yaml_count",
            "",
            Text(en="Write exactly one document.", zh="请写且只写一份文档。"),
        )
        raise DefinitionInvalid(problem.message, flaws=[problem])
    return plain(documents[0])
