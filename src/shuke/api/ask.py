"""What a route gets: who asks, in which language, with what query and body, all checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from litestar import Request

from shuke.api.language import Language
from shuke.api.problem import RequestInvalid
from shuke.kernel import Text, new_id
from shuke.org import Actor

if TYPE_CHECKING:
    from datetime import datetime

    from shuke.engine import Release
    from shuke.runtime import Shuke

Query = TypeVar("Query")
Body = TypeVar("Body")

_KEY: Final = re.compile(r"[!-~]{1,128}")


class Ask(Generic[Query, Body]):
    """One request, checked. `Ask[Query, Body]` of a route's annotation says what it reads."""

    __slots__ = ("actor", "body", "language", "path", "query", "request", "shuke", "trace")

    def __init__(
        self,
        request: Request[Any, Any, Any],
        shuke: Shuke,
        actor: Actor,
        language: Language,
        trace: str,
        path: dict[str, Any],
        query: Query,
        body: Body,
    ) -> None:
        self.request = request
        self.shuke = shuke
        self.actor = actor
        self.language = language
        self.trace = trace
        self.path = path
        self.query = query
        self.body = body

    @property
    def now(self) -> datetime:
        """The present moment (aware UTC) by Shuke's clock."""
        return self.shuke.clock.now()

    @property
    def release(self) -> Release:
        """The release in force now, as far as this process knows."""
        return self.shuke.book.current(self.now)

    @property
    def network(self) -> str:
        """Where the request comes from."""
        client = self.request.scope.get("client")
        return client[0] if client else ""

    @property
    def act_key(self) -> str:
        """The `Idempotency-Key`, or a new one: the id of the event that this act becomes.

        Errors: `request_invalid`.
        """
        given = self.request.headers.get("idempotency-key")
        if given is None:
            return new_id()
        if _KEY.fullmatch(given) is None:
            raise RequestInvalid(
                Text(
                    en="An Idempotency-Key has 1 to 128 visible ASCII characters.",
                    zh="Idempotency-Key 由 1 到 128 个可见 ASCII 字符组成。",
                ),
                place="/Idempotency-Key",
            )
        return given

    def say(self, text: Text) -> str:
        """A text in the caller's language."""
        return text.of(self.language)
