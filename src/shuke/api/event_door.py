"""`POST /v1/events`, without Litestar in between: this route is the product's throughput.

A request is one decode (`data` stays raw JSON), one `Intake.submit` and one encode (effects are
bytes already). A key's actor comes from memory, so there is no query before the batch.
"""

import gzip
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from litestar.types import Receive, Scope, Send
from msgspec import UNSET, Raw, UnsetType

from shuke.api.envelope import JSON, Sent, check_rights, read_events
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
from shuke.rule import Problem

BODY_LIMIT_BYTES: Final = 16 * 1024 * 1024
_GZIP_FROM_BYTES: Final = 4_000


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


_encode = msgspec.json.Encoder().encode


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
        # The one that means something on JSON; `front` sets all of them on everything else.
        headers.append((b"x-content-type-options", b"nosniff"))
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
        single, events = read_events(body, kind)
        check_rights(events, actor)
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

    async def _submit(self, events: Sequence[Sent | Problem], imported: bool) -> list[Outcome]:
        incoming = [
            Incoming(e.source, e.id, e.type, e.subject, bytes(e.data), e.time)
            for e in events
            if not isinstance(e, Problem)
        ]
        return await self._intake.submit(incoming, imported=imported)

    async def _batch(self, scope: Scope, events: Sequence[Sent | Problem], imported: bool) -> bytes:
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
