"""`POST /v1/events`, without Litestar in between: this route is the product's throughput.

A request is one decode (`data` stays raw JSON), one `Intake.submit` and one encode (effects are
bytes already). A key's actor comes from memory, so there is no query before the batch.
"""

import gzip
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from litestar.types import Receive, Scope, Send
from msgspec import UNSET, Raw, UnsetType

from shuke.api.language import Language, language_of
from shuke.api.operation import takes_gzip
from shuke.api.problem import (
    BodyTooLarge,
    JsonMalformed,
    MediaTypeUnsupported,
    RequestInvalid,
    answer,
    body_of,
    flawed,
    known,
    trace_of,
)
from shuke.engine import Incoming, Intake, Outcome
from shuke.kernel import ShukeError, Text
from shuke.org import Access, Actor
from shuke.rule import Problem, translate

BODY_LIMIT_BYTES: Final = 16 * 1024 * 1024
EVENTS_PER_REQUEST: Final = 1_000
_GZIP_FROM_BYTES: Final = 4_000

JSON: Final = "application/json"
ONE: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
GUARDED: Final = {"points.adjust": "points:adjust", "points.open": "events:import"}
"""Event types that need more than `events:write`."""
_RESERVED: Final = ("api:", "shuke:")
_NO_DATA: Final = Raw(b"{}")
_SPACES: Final = b" \t\r\n"


class Envelope(msgspec.Struct, gc=False, forbid_unknown_fields=True):
    """An event as it is sent: CloudEvents names; `data` is read by the event's type."""

    source: str
    id: str
    type: str
    subject: str
    time: datetime | None = None
    data: Raw = _NO_DATA
    specversion: str | None = None
    datacontenttype: str | None = None
    dataschema: str | None = None


class CloudEvent(msgspec.Struct, gc=False):
    """The same in the CloudEvents media types, where extension attributes may stand beside."""

    source: str
    id: str
    type: str
    subject: str
    specversion: str
    time: datetime | None = None
    data: Raw = _NO_DATA
    datacontenttype: str | None = None
    data_base64: str | None = None


class SourceReserved(RequestInvalid):
    """The source is one that only Shuke itself writes."""

    code = "source_reserved"
    status = 403
    title = Text(en="The source is reserved", zh="来源被保留")


class BatchTooLarge(BodyTooLarge):
    """More events than one request may hold; said before any of them is looked at."""

    code = "batch_too_large"
    title = Text(en="Too many events in one request", zh="一次请求的事件过多")


class Result(msgspec.Struct, gc=False):
    """What became of an event. `problem` is there when it was refused, or failed (inbox)."""

    status: str
    source: str
    id: str
    member: str | None
    seq: int
    effects: Raw
    problem: Raw | UnsetType = UNSET


class Results(msgspec.Struct, gc=False):
    """What became of a batch, in the order it was sent."""

    results: list[Result]
    accepted: int
    duplicates: int
    refused: int


_one = msgspec.json.Decoder(Envelope)
_many = msgspec.json.Decoder(list[Envelope])
_raws = msgspec.json.Decoder(list[Raw])
_cloud_one = msgspec.json.Decoder(CloudEvent)
_cloud_many = msgspec.json.Decoder(list[CloudEvent])
_encode = msgspec.json.Encoder().encode
_Sent = Envelope | CloudEvent


class EventDoor:
    """The raw ASGI handler of `POST /v1/events`."""

    __slots__ = ("_access", "_intake")

    def __init__(self, intake: Intake, access: Access) -> None:
        self._intake = intake
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever goes wrong becomes a problem."""
        try:
            status, headers, body = await self._answer(scope, receive)
        except Exception as error:  # noqa: BLE001 - every failure is an answer; `known` logs ours
            named = _headers(scope)
            trace = trace_of(named)
            status, plain, body = answer(
                known(error, "/v1/events", trace),
                language_of(named.get("accept-language")),
                instance="/v1/events",
                trace=trace,
            )
            headers = [(name.encode(), value.encode()) for name, value in plain.items()]
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _answer(
        self, scope: Scope, receive: Receive
    ) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        authorization = media = None
        for name, value in scope["headers"]:
            if name == b"authorization":
                authorization = value
            elif name == b"content-type":
                media = value
            elif name == b"content-encoding" and value.lower() != b"identity":
                raise MediaTypeUnsupported(
                    Text(en="Send the body uncompressed.", zh="请不要压缩请求体。")
                )
        if authorization is not None:
            actor = await self._access.key(authorization.decode("latin-1"))
        else:
            actor = await self._person(scope)
        actor.need("events:write")
        imported = _imported(scope, actor)
        body = await _read(receive)
        kind = JSON if media is None else media.decode("latin-1").partition(";")[0].strip().lower()
        single, events = _decoded(body, kind)
        _check_rights(events, actor)
        if single:
            [outcome] = await self._submit(events, imported)
            if outcome.problem is not None:
                raise outcome.problem
            encoded = _encode(_result(outcome))
        else:
            encoded = await self._batch(scope, events, imported)
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        if len(encoded) > _GZIP_FROM_BYTES and takes_gzip(_headers(scope).get("accept-encoding")):
            encoded = gzip.compress(encoded, 5, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        return 200, headers, encoded

    async def _submit(self, events: Sequence[_Sent | Problem], imported: bool) -> list[Outcome]:
        incoming = [
            Incoming(e.source, e.id, e.type, e.subject, bytes(e.data), e.time)
            for e in events
            if not isinstance(e, Problem)
        ]
        return await self._intake.submit(incoming, imported=imported)

    async def _batch(
        self, scope: Scope, events: Sequence[_Sent | Problem], imported: bool
    ) -> bytes:
        language = language_of(_headers(scope).get("accept-language"))
        outcomes = iter(await self._submit(events, imported) if events else [])
        results: list[Result] = []
        accepted = duplicates = refused = 0
        for event in events:
            if isinstance(event, Problem):
                results.append(_refused(flawed(event), language))
                refused += 1
                continue
            outcome = next(outcomes)
            result = _result(outcome)
            if outcome.status == "duplicate":
                duplicates += 1
            elif outcome.problem is None:
                accepted += 1
            else:
                refused += 1
                result.problem = Raw(_encode(body_of(outcome.problem, language)))
            results.append(result)
        return _encode(Results(results, accepted, duplicates, refused))

    async def _person(self, scope: Scope) -> Actor:
        headers = _headers(scope)
        return await self._access.authenticate(headers, _cookies(headers), "POST")


def _decoded(body: bytes, kind: str) -> tuple[bool, Sequence[_Sent | Problem]]:
    """Whether one event was sent (not a list), and what was sent."""
    cloud = kind != JSON
    if kind == JSON:
        single = body[:1] == b"{" or not body.lstrip(_SPACES).startswith(b"[")
    elif kind in (ONE, BATCH):
        single = kind == ONE
    else:
        raise MediaTypeUnsupported(
            Text(
                en=f"Events come as {JSON}, {ONE} or {BATCH}.",
                zh=f"事件的媒体类型是 {JSON}、{ONE} 或 {BATCH}。",
            )
        )
    try:
        if single:
            events: Sequence[_Sent] = [(_cloud_one if cloud else _one).decode(body)]
        else:
            events = (_cloud_many if cloud else _many).decode(body)
    except msgspec.ValidationError as error:
        if single:
            raise flawed(translate(error, CloudEvent if cloud else Envelope)) from error
        return False, _one_by_one(body, cloud)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JsonMalformed(
            Text(en=f"The body is not JSON: {error}.", zh=f"请求体不是 JSON：{error}。")
        ) from error
    _check_count(len(events))
    if cloud:
        for event in events:
            _check_cloud(event)
    return single, events


def _one_by_one(body: bytes, cloud: bool) -> Sequence[_Sent | Problem]:
    """A batch in which some envelope is wrong: only that event is refused."""
    try:
        raws = _raws.decode(body)
    except msgspec.ValidationError as error:
        raise flawed(translate(error)) from error
    _check_count(len(raws))
    decoder: Any = _cloud_one if cloud else _one
    events: list[_Sent | Problem] = []
    for raw in raws:
        try:
            events.append(decoder.decode(raw))
        except msgspec.ValidationError as error:
            events.append(translate(error, CloudEvent if cloud else Envelope))
    return events


def _check_rights(events: Sequence[_Sent | Problem], actor: Actor) -> None:
    """Events that make points out of nothing need their own permission, and nobody sends in the
    name of another actor or of Shuke. One such event refuses the whole request."""
    for place, event in enumerate(events):
        if isinstance(event, Problem):
            continue
        needed = GUARDED.get(event.type)
        if needed is not None:
            actor.need(needed)
        if event.source.startswith(_RESERVED) and event.source != actor.source:
            raise SourceReserved(
                Text(
                    en=f"Sources beginning with {' or '.join(_RESERVED)} are Shuke's own.",
                    zh=f"以 {' 或 '.join(_RESERVED)} 开头的来源由系统自己使用。",
                ),
                place="/source" if len(events) == 1 else f"/{place}/source",
            )


def _check_count(count: int) -> None:
    if count > EVENTS_PER_REQUEST:
        raise BatchTooLarge(
            Text(
                en=f"{count} events were sent, {EVENTS_PER_REQUEST} are allowed.",
                zh=f"送来 {count} 条事件，一次最多 {EVENTS_PER_REQUEST} 条。",
            ),
            hint=Text(en="Send them in several requests.", zh="请分几次送。"),
        )


def _check_cloud(event: _Sent) -> None:
    wrong = None
    if event.specversion != "1.0":
        wrong = "specversion"
    elif isinstance(event, CloudEvent) and event.data_base64 is not None:
        wrong = "data_base64"
    elif event.datacontenttype not in (None, JSON):
        wrong = "datacontenttype"
    if wrong:
        raise RequestInvalid(
            Text(
                en="CloudEvents 1.0 with JSON data are read, nothing else.",
                zh="只读 CloudEvents 1.0，且 data 须为 JSON。",
            ),
            place=f"/{wrong}",
        )


def _refused(error: ShukeError, language: Language) -> Result:
    return Result("refused", "", "", None, 0, Raw(b"[]"), Raw(_encode(body_of(error, language))))


def _result(outcome: Outcome) -> Result:
    return Result(
        outcome.status,
        outcome.source,
        outcome.id,
        outcome.subject,
        outcome.seq,
        Raw(outcome.effects),
    )


def _imported(scope: Scope, actor: Actor) -> bool:
    query = scope["query_string"]
    if not query:
        return False
    if query not in (b"imported=true", b"imported=false"):
        raise RequestInvalid(
            Text(en="The only query here is imported=true.", zh="这里只认查询参数 imported=true。"),
            place="/imported",
        )
    if query.endswith(b"true"):
        actor.need("events:import")
        return True
    return False


async def _read(receive: Receive) -> bytes:
    message: Any = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        if len(body) > BODY_LIMIT_BYTES:
            raise _too_large()
        return body
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            raise JsonMalformed(Text(en="The request broke off.", zh="请求中断。"))
        part = message.get("body", b"")
        size += len(part)
        if size > BODY_LIMIT_BYTES:
            raise _too_large()
        parts.append(part)
    return b"".join(parts)


def _too_large() -> BodyTooLarge:
    return BodyTooLarge(
        Text(
            en=f"A request holds at most {BODY_LIMIT_BYTES} bytes of events.",
            zh=f"一次请求最多 {BODY_LIMIT_BYTES} 字节的事件。",
        )
    )


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _cookies(headers: dict[str, str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in headers.get("cookie", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}
