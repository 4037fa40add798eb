"""The outermost layer: events go straight to their door, everything else leaves with headers.

Security headers are set here once, so that no route, file or problem can go without them.
"""

from typing import Final

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from shuke.api.event_door import EventDoor
from shuke.api.operation import allowed

EVENTS_PATH: Final = "/v1/events"

_API_POLICY: Final = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
# antd writes its styles at run time, so styles may be inline; scripts never.
_PAGE_POLICY: Final = (
    b"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    b" img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
    b" worker-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
    b" form-action 'self'"
)
_NO_CONTENT: Final = 204
_ALWAYS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_STAY_ENCRYPTED: Final = (b"strict-transport-security", b"max-age=31536000")


class Front:
    """Litestar's ASGI handler with the events' door before it. HEAD is GET without its body."""

    __slots__ = ("_door", "inner")

    def __init__(self, inner: ASGIApp, door: EventDoor) -> None:
        self.inner = inner
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != ScopeType.HTTP:
            await self.inner(scope, receive, send)
            return
        path = scope["path"]
        raw = scope.get("raw_path")
        if raw and b"%" in raw:
            # Routed as it was written, so that an escaped slash stays inside its part;
            # `operation.handler` reads the parts.
            path = scope["path"] = raw.partition(b"?")[0].decode("latin-1")
        if path == EVENTS_PATH and scope["method"] == "POST":
            await self._door(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await _options(path, send)
            return
        page = path == "/m" or path.startswith(("/console", "/docs", "/m/"))
        extra = [*_ALWAYS, (b"content-security-policy", _PAGE_POLICY if page else _API_POLICY)]
        if scope["scheme"] == "https":
            extra.append(_STAY_ENCRYPTED)

        bare = scope["method"] == "HEAD"
        if bare:
            scope["method"] = HttpMethod.GET

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *extra]
            elif bare and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        await self.inner(scope, receive, with_headers)


async def _options(path: str, send: Send) -> None:
    """What an address takes; other origins get nothing, so there is no CORS here."""
    headers = [(b"allow", ", ".join(allowed(path)).encode()), *_ALWAYS]
    await send({"type": "http.response.start", "status": _NO_CONTENT, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
