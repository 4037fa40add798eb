"""Trying a definition on one event: live against draft, on copies, leaving no trace."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import member, program
from shuke.api.ask import Ask
from shuke.api.drafts import Written, written
from shuke.api.explaining import Explained, described
from shuke.api.operation import route
from shuke.api.person import held, unknown
from shuke.api.problem import NotFound, RequestInvalid, body_of
from shuke.engine import (
    DefinitionInvalid,
    Event,
    Release,
    bucket_of,
    check_documents,
    explain,
    plain,
    read_document,
)
from shuke.kernel import Text


class Pasted(msgspec.Struct, forbid_unknown_fields=True):
    """An event that nobody sent."""

    type: Annotated[str, Meta(max_length=100)]
    data: dict[str, Any]
    time: Annotated[datetime, Meta(tz=True)] | None = None


class Trying(Written, forbid_unknown_fields=True):
    """A document, and what to try it on: a member's last order, an order, or a pasted event."""

    member: Annotated[str, Meta(max_length=300)] | None = None
    order: Annotated[str, Meta(max_length=128)] | None = None
    event: Pasted | None = None


class Tried(msgspec.Struct):
    """The same event by the live release and by the release with the document in it."""

    live: Explained
    draft: Explained


_LAST_ORDER = """
select seq from engine_log where bucket = $1 and subject = $2 and type = 'order.paid'
  and ($3::text is null or convert_from(data, 'UTF8')::jsonb ->> 'order_id' = $3)
order by seq desc limit 1
"""


@route(
    "POST",
    "/v1/definitions/try",
    needs="definitions:read",
    example={"yaml": "kind: earning_rule\n…", "order": "88213"},
)
async def try_definition(ask: Ask[None, Trying]) -> Tried:
    """Judge one event by the live release and by the draft: points, caps, tiers, and why.

    Trying it on a member or an order needs `members:read` as well.
    """
    live = ask.release
    draft = draft_release(ask, live, await written(ask, ask.body))
    event, state = await _case(ask, live)
    return Tried(_tried(ask, live, event, state), _tried(ask, draft, event, state))


def draft_release(ask: Ask[Any, Any], live: Release, value: dict[str, Any]) -> Release:
    """The live release with the document in it. Raises DefinitionInvalid."""
    app = ask.shuke.app
    document = read_document(app, value)
    kind = plain(document)["kind"]
    documents = {name: dict(its) for name, its in live.documents.items()}
    documents.setdefault(kind, {})[document.key] = document
    problems = check_documents(app, documents)
    if problems:
        flaws = [flaw for _kind, _key, flaw in problems]
        raise DefinitionInvalid(flaws[0].message, place=flaws[0].place, flaws=flaws)
    versions = dict(live.versions)
    versions[kind, document.key] = versions.get((kind, document.key), 0) + 1
    return app.compile(live.id + 1, live.effective_at, documents, versions)


async def _case(ask: Ask[None, Trying], live: Release) -> tuple[Event, Any]:
    """The event to try, and the member's state before it."""
    body = ask.body
    if body.member is not None or body.order is not None:
        # What a member bought and holds is told, so reading definitions alone is not enough.
        ask.actor.need("members:read")
    if body.event is not None:
        subject, state = "try", ask.shuke.app.new_state()
        if body.member is not None:
            found = await held(ask, body.member)
            subject, state = found.subject, found.state
        return _pasted(ask, live, body.event, subject), state
    if body.order is not None:
        owner = await member.find(ask.shuke.pool, ask.shuke.keyring, f"order:{body.order}", None)
        if owner is None:
            raise NotFound(Text(en="There is no such order.", zh="没有这个订单。"), place="/order")
        subject = owner
    elif body.member is not None:
        subject = (await held(ask, body.member)).subject
    else:
        raise RequestInvalid(
            Text(en="Name a member, an order or an event.", zh="请指定会员、订单或事件。"),
            place="/order",
        )
    async with ask.connection() as connection:
        seq = await connection.fetchval(_LAST_ORDER, bucket_of(subject), subject, body.order)
        if seq is None:
            raise (
                unknown()
                if body.order
                else NotFound(
                    Text(en="The member has no order yet.", zh="这位会员还没有订单。"),
                    place="/member",
                )
            )
        told = await explain(connection, ask.shuke.book, subject, seq)
    return told.turn.event, told.before


def _pasted(ask: Ask[None, Trying], live: Release, pasted: Pasted, subject: str) -> Event:
    kind = live.catalogue.event_type(pasted.type)
    if kind.internal:
        raise RequestInvalid(place="/event/type")
    return Event(
        "try",
        "try",
        pasted.type,
        pasted.time or ask.now,
        ask.now,
        subject,
        kind.convert(pasted.data),
        1,
    )


def _tried(ask: Ask[None, Trying], release: Release, event: Event, state: Any) -> Explained:
    trial = program.try_event(release, event, state, ask.shuke.app.reducers)
    shown = described(ask, event, release, trial.told, trial.effects, state, trial.state)
    if trial.refused is not None:
        shown.problem = body_of(trial.refused, ask.language)
    return shown
