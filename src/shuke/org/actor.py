"""Who is asking: a signed-in person, an API key, a member on their page, or Shuke itself."""

from typing import Final, Literal

import msgspec

from shuke.org.error import AboveLimit, NotAllowed
from shuke.org.role import ALL, ROLES, title_of


class Actor(msgspec.Struct, frozen=True, gc=False):
    """Somebody who acts. `session` is the hash of the session's token, for people and
    members only. A member has no permissions: their routes are their own."""

    kind: Literal["person", "key", "system", "member"]
    id: str
    name: str
    permissions: frozenset[str]
    role: str | None = None
    email: str | None = None
    language: str | None = None
    session: bytes | None = None

    @property
    def source(self) -> str:
        """The event source of what this actor does through the API."""
        return f"api:{self.id}"

    def may(self, permission: str) -> bool:
        """Whether the actor has the permission."""
        return permission in self.permissions

    def need(self, permission: str) -> None:
        """Refuse with `not_allowed` unless the actor has the permission."""
        if permission not in self.permissions:
            raise NotAllowed(permission, title_of(permission))

    def need_limit(self, amount: int) -> None:
        """Refuse with `above_limit` an adjustment larger than the actor's role may do alone."""
        limit = ROLES[self.role].adjust_limit if self.role in ROLES else None
        if limit is not None and abs(amount) > limit:
            raise AboveLimit(limit)


SYSTEM: Final = Actor(kind="system", id="shuke", name="Shuke", permissions=ALL)
"""Shuke itself: the command line on this machine, set-up, the worker."""
