"""From headers to an actor: a session's cookie or an API key, the keys remembered for seconds."""

from collections.abc import Mapping
from datetime import datetime
from time import monotonic
from typing import Final

from shuke.kernel import Clock
from shuke.org.actor import Actor
from shuke.org.error import KeyRefused, SignInNeeded
from shuke.org.key import PREFIX, key_actor
from shuke.org.session import check_csrf, session_actor, token_hash
from shuke.org.sql import Pool

COOKIE: Final = "shuke_session"
_REMEMBERED_SECONDS: Final = 3.0
_REMEMBERED_KEYS: Final = 10_000
_LONGEST_TOKEN: Final = 200
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class Access:
    """Says who is asking. One per process; a revoked key stops here at once, elsewhere in 3 s."""

    __slots__ = ("_clock", "_keys", "_pool", "_remembered_seconds", "_secret")

    def __init__(
        self,
        pool: Pool,
        clock: Clock,
        secret: bytes,
        remembered_seconds: float = _REMEMBERED_SECONDS,
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._secret = secret
        self._remembered_seconds = remembered_seconds
        self._keys: dict[str, tuple[Actor, datetime | None, float]] = {}

    async def authenticate(
        self,
        headers: Mapping[str, str],
        cookies: Mapping[str, str],
        method: str,
        *,
        csrf: bool = True,
    ) -> Actor:
        """The actor of a request. A key wins over a cookie; a change by cookie needs a CSRF token.

        Errors: `sign_in_needed`, `key_refused`, `csrf_mismatch`.
        """
        authorization = headers.get("authorization")
        if authorization is not None:
            return await self.key(authorization)
        token = cookies.get(COOKIE)
        if not token or len(token) > _LONGEST_TOKEN:
            raise SignInNeeded
        async with self._pool.acquire() as connection:
            actor = await session_actor(connection, token, self._clock.now())
        if actor is None or actor.session is None:
            raise SignInNeeded
        if csrf and method not in _SAFE:
            check_csrf(self._secret, actor.session, headers.get("x-csrf-token"))
        return actor

    async def key(self, authorization: str) -> Actor:
        """The actor of an `Authorization` header, most times without a query.

        Errors: `key_refused`.
        """
        found = self._keys.get(authorization)
        if found is not None:
            actor, expires_at, until = found
            if monotonic() < until and (expires_at is None or expires_at > self._clock.now()):
                return actor
        return await self._look_up(authorization)

    def forget(self) -> None:
        """Ask the database again for every key: one was made or revoked here."""
        self._keys.clear()

    async def _look_up(self, authorization: str) -> Actor:
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if (
            scheme.lower() != "bearer"
            or not token.startswith(PREFIX)
            or len(token) > _LONGEST_TOKEN
        ):
            raise KeyRefused
        async with self._pool.acquire() as connection:
            found = await key_actor(connection, token_hash(token), self._clock.now())
        if found is None:
            self._keys.pop(authorization, None)
            raise KeyRefused
        if len(self._keys) >= _REMEMBERED_KEYS:
            self._keys.clear()
        self._keys[authorization] = (*found, monotonic() + self._remembered_seconds)
        return found[0]
