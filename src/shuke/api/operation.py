"""A route: one function, one permission, its query, body and answer as msgspec types.

`@route("GET", "/v1/things/{thing}", needs="things:read")` over
`async def thing(ask: Ask[None, None]) -> Thing` is all that a resource file writes; checking,
answering, problems and OpenAPI come from the annotation.
"""

import asyncio
import gzip
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal, TypeVar, get_args, get_type_hints
from urllib.parse import parse_qsl, unquote

import msgspec
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler

from shuke.api.ask import Ask
from shuke.api.language import TAGS, language_of
from shuke.api.once import once as done_once
from shuke.api.problem import (
    JsonMalformed,
    MediaTypeUnsupported,
    NotFound,
    RequestInvalid,
    flawed,
    trace_of,
)
from shuke.kernel import Text
from shuke.org import KEPT_FOR, Actor, KeptAnswer
from shuke.rule import translate
from shuke.visit import visit_of

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Route = TypeVar("Route", bound=Callable[..., Awaitable[Any]])

ANYBODY: Final = ""
"""`needs` of the few routes that answer without an actor."""
SOMEBODY: Final = "*"
"""`needs` of routes for every actor, whatever the permissions."""

MEMBER: Final = "member"
"""`needs` of the routes of a member's own page: only a member's session opens them."""

NOBODY: Final = Actor(kind="system", id="nobody", name="", permissions=frozenset())
_encode: Final = msgspec.json.Encoder().encode
_QUERY_FIELDS: Final = 64
_GZIP_FROM_BYTES: Final = 1_000
_GZIP_BESIDE_FROM_BYTES: Final = 256 * 1024
_GZIP_LEVEL: Final = 5
_ANY: Final = re.compile(r"\{[^}]+\}")
_UNTYPED: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """What is known of one route; the OpenAPI document and the tests read it."""

    method: Method
    path: str
    needs: str
    run: Callable[[Any], Awaitable[Any]]
    query: Any
    body: Any
    answers: Any
    status: int
    tag: str
    example: Any = None
    media_type: str = "application/json"
    body_media_types: tuple[str, ...] = ("application/json",)
    act: bool = False
    """A write that becomes an event: its `Idempotency-Key` is the event's id."""
    once: timedelta | None = None
    """Any other write: one transaction, whose answer is kept so long for its key."""
    schema: Any = None
    """What the body is in the document, where the route reads bytes itself."""
    largest: int | None = None
    """The most bytes that the body may have, where the application's limit is too small."""

    @property
    def name(self) -> str:
        """The operationId: what generated clients call it."""
        head, *rest = self.run.__name__.split("_")
        return head + "".join(part.capitalize() for part in rest)


@dataclass(slots=True)
class Answer:
    """An answer with more than a body: status, headers, cookies, other media types."""

    body: Any = None
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


OPERATIONS: Final[list[Operation]] = []


def route(
    method: Method,
    path: str,
    *,
    needs: str,
    status: int = 200,
    example: Any = None,
    act: bool = False,
    once: bool | timedelta = False,
    media_type: str = "application/json",
    body_media_types: tuple[str, ...] = ("application/json",),
    answers: Any = None,
    schema: Any = None,
    largest: int | None = None,
) -> Callable[[Route], Route]:
    """Declare a route. `answers` overrides the return annotation where bytes stand for a type.

    `once` is for writes that are no events; how long their answers are kept, where a day is wrong.
    """
    lasts = once if isinstance(once, timedelta) else KEPT_FOR if once else None

    def declare(run: Route) -> Route:
        hints = get_type_hints(run)
        query, body = get_args(hints["ask"])
        OPERATIONS.append(
            Operation(
                method,
                path,
                needs,
                run,
                None if query is type(None) else query,
                None if body is type(None) else body,
                answers if answers is not None else hints["return"],
                status,
                run.__module__.rpartition(".")[2],
                example,
                media_type,
                body_media_types,
                act,
                lasts,
                schema,
                largest,
            )
        )
        return run

    return declare


def handler(operation: Operation) -> HTTPRouteHandler:
    """The Litestar handler of an operation."""

    async def handle(request: Request[Any, Any, Any]) -> Response[bytes]:
        shuke = request.app.state.shuke
        headers = request.headers
        actor = NOBODY
        if operation.needs == MEMBER:
            actor = await _member(request)
        elif operation.needs != ANYBODY:
            access = request.app.state.access
            actor = await access.authenticate(headers, request.cookies, request.method)
            if operation.needs != SOMEBODY:
                actor.need(operation.needs)
        ask: Ask[Any, Any] = Ask(
            request,
            shuke,
            actor,
            language_of(headers.get("accept-language")),
            trace_of(headers),
            _path(request.path_params),
            None if operation.query is None else _query(request, operation.query),
            None if operation.body is None else await _body(request, operation.body),
        )
        if operation.once is None:
            result = await operation.run(ask)
            if isinstance(result, Response):
                return result
            return await _respond(ask, _told(ask, operation, result))

        async def act() -> KeptAnswer:
            return _told(ask, operation, await operation.run(ask))

        return await _respond(ask, await done_once(ask, operation.name, operation.once, act))

    path = _UNTYPED.sub(r"{\1:str}", operation.path)
    # The status is the answer's own; Litestar only wants to know that there may be a body.
    more: dict[str, Any] = {}
    if operation.largest is not None:
        more["request_max_body_size"] = operation.largest
    return HTTPRouteHandler(path, http_method=operation.method, status_code=200, **more)(handle)


async def _member(request: Request[Any, Any, Any]) -> Actor:
    """The member whose session it is: without a permission, and an actor of no other route."""
    shuke = request.app.state.shuke
    async with shuke.pool.acquire() as connection:
        visit = await visit_of(
            connection,
            shuke.settings.session_key,
            request.headers,
            request.cookies,
            request.method,
            shuke.clock.now(),
        )
    return Actor(
        kind="member", id=visit.subject, name="", permissions=frozenset(), session=visit.hash
    )


def allowed(path: str) -> list[str]:
    """The methods that an address takes; a literal address wins over a parameter."""
    taken = {o.method for o in OPERATIONS if o.path == path} or {
        o.method for o in OPERATIONS if re.fullmatch(_ANY.sub("[^/]+", o.path), path)
    }
    methods: set[str] = {*(taken or {"GET"}), "OPTIONS"}
    return sorted(methods | {"HEAD"} if "GET" in methods else methods)


def _path(parameters: dict[str, Any]) -> dict[str, Any]:
    """The parts of the address, unescaped; nothing is stored under a name that cannot be one."""
    try:
        parts = {
            name: unquote(value, errors="strict") if isinstance(value, str) else value
            for name, value in parameters.items()
        }
    except UnicodeDecodeError as error:
        raise NotFound from error
    if any(isinstance(part, str) and "\0" in part for part in parts.values()):
        raise NotFound
    return parts


def _query(request: Request[Any, Any, Any], type_: Any) -> Any:
    raw = request.scope["query_string"]
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_QUERY_FIELDS,
            errors="strict",
        )
        if "%00" in raw.decode("ascii"):
            raise _nul()
        query = msgspec.convert(dict(pairs), type_, strict=False)
        _refuse_lax(query, dict(pairs))
        return query
    except msgspec.ValidationError as error:
        raise flawed(translate(error, type_)) from error
    except ValueError as error:
        raise RequestInvalid(
            Text(en="The query cannot be read.", zh="查询参数无法读取。")
        ) from error


def _refuse_lax(query: Any, given: dict[str, str]) -> None:
    """Text is read leniently, but the word `null` is no value and a number is no moment."""
    for parameter in msgspec.structs.fields(query):
        text, value = given.get(parameter.encode_name), getattr(query, parameter.name)
        if text is None:
            continue
        if value is None or (isinstance(value, date) and text[4:5] != "-"):
            raise RequestInvalid(
                Text(en="This value cannot be read.", zh="无法识别这个值。"),
                hint=Text(en="Leave it out if it is not wanted.", zh="不需要时请不要写。"),
                place=f"/{parameter.encode_name}",
            )


async def _body(request: Request[Any, Any, Any], type_: Any) -> Any:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise MediaTypeUnsupported(
            Text(en="This route reads application/json.", zh="这里只读 application/json。")
        )
    raw = await request.body()
    if b"\\u0000" in raw:
        raise _nul()
    return decoded(raw, type_)


def _nul() -> RequestInvalid:
    return RequestInvalid(
        Text(en="NUL characters cannot be stored.", zh="不能含有 NUL 字符。"),
        flaw="character_invalid",
    )


def decoded(raw: bytes, type_: Any) -> Any:
    """JSON as a type, strictly. Errors: `json_malformed`, `request_invalid` with the place."""
    try:
        return msgspec.json.decode(raw, type=type_)
    except (msgspec.ValidationError, RecursionError) as error:
        raise flawed(translate(error, type_)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise JsonMalformed(
            Text(en=f"The body is not JSON: {error}.", zh=f"请求体不是 JSON：{error}。")
        ) from error


def _told(ask: Ask[Any, Any], operation: Operation, result: Any) -> KeptAnswer:
    """What a route returned, as status, headers and bytes."""
    answer = result if isinstance(result, Answer) else Answer(result)
    headers = {
        "content-type": answer.media_type,
        "content-language": TAGS[ask.language],
        "cache-control": "no-store",
        "vary": "Accept-Encoding, Accept-Language",
        **answer.headers,
    }
    body = answer.body if isinstance(answer.body, bytes) else _encode(answer.body)
    if answer.body is None:
        body = b""
        del headers["content-type"]
    return KeptAnswer(answer.status or operation.status, headers, body)


async def _respond(ask: Ask[Any, Any], told: KeptAnswer) -> Response[bytes]:
    headers, body = dict(told.headers), told.body
    if len(body) >= _GZIP_FROM_BYTES and takes_gzip(ask.request.headers.get("accept-encoding")):
        if len(body) < _GZIP_BESIDE_FROM_BYTES:
            body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
        else:
            # A tenth of a second for two megabytes: others are answered meanwhile.
            body = await asyncio.to_thread(gzip.compress, body, _GZIP_LEVEL, mtime=0)
        headers["content-encoding"] = "gzip"
    media_type = headers.get("content-type", "application/json")
    return Response(body, status_code=told.status, headers=headers, media_type=media_type)


def takes_gzip(accepted: str | None) -> bool:
    """Whether the caller reads gzip."""
    for part in (accepted or "").lower().split(","):
        name, _, quality = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
