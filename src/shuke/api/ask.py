"""What a route gets: who asks, in which language, with what query and body, all checked."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from litestar import Request

from shuke.api.language import Language
from shuke.api.problem import RequestInvalid
from shuke.kernel import Text, derived_id, new_id
from shuke.org import Actor, Connection

if TYPE_CHECKING:
    from datetime import datetime

    from shuke.engine import Release
    from shuke.runtime import Shuke

Query = TypeVar("Query")
Body = TypeVar("Body")

_KEY: Final = re.compile(r"[!-~]{1,128}")


class Ask(Generic[Query, Body]):
    """One request, checked. `Ask[Query, Body]` of a route's annotation says what it reads."""

    __slots__ = (
        "_connection",
        "_later",
        "act_mark",
        "actor",
        "body",
        "language",
        "path",
        "query",
        "request",
        "shuke",
        "trace",
    )

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
        self._connection: Connection | None = None
        self._later: list[Callable[[], Any]] = []
        self.act_mark: bytes | None = None
        """What stands for the act's `Idempotency-Key` beside what it did."""

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """The one connection of this request: within an act's transaction it is the act's own.

        A request that holds one connection and waits for a second would, often enough at once,
        wait for itself.
        """
        if self._connection is not None:
            yield self._connection
            return
        async with self.shuke.pool.acquire() as connection:
            self._connection = connection
            try:
                yield connection
            finally:
                self._connection = None

    def afterwards(self, do: Callable[[], Any]) -> None:
        """Have this process learn of what was done, once it is committed."""
        self._later.append(do)

    async def committed(self) -> None:
        """Do what was left for afterwards."""
        for do in self._later:
            done = do()
            if done is not None:
                await done
        self._later.clear()

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
        return self.given_key or new_id()

    @property
    def given_key(self) -> str | None:
        """The `Idempotency-Key` that was sent, if one was. Errors: `request_invalid`."""
        given = self.request.headers.get("idempotency-key")
        if given is None:
            return None
        if _KEY.fullmatch(given) is None:
            raise RequestInvalid(
                Text(
                    en="An Idempotency-Key has 1 to 128 visible ASCII characters.",
                    zh="Idempotency-Key 由 1 到 128 个可见 ASCII 字符组成。",
                ),
                place="/Idempotency-Key",
            )
        return given

    def number(self, given: str | None = None) -> str:
        """The number of what an act makes: the caller's own, or one that the same
        `Idempotency-Key` makes again."""
        if given:
            return given
        key = self.given_key
        return derived_id(self.actor.source, key) if key else new_id()

    def say(self, text: Text) -> str:
        """A text in the caller's language."""
        return text.of(self.language)

    def title(self, kind: str, key: str) -> str:
        """What a definition is called in the release in force; its key when it is not there."""
        document = self.release.documents.get(kind, {}).get(key)
        return key if document is None else self.say(document.name)
