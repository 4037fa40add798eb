"""API keys of machines."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.org import SCOPES, ApiKey, create_key, keys, revoke_key


class NewKey(msgspec.Struct, forbid_unknown_fields=True):
    """What a new key is to be."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    scopes: Annotated[
        list[Annotated[str, Meta(max_length=50)]],
        Meta(min_length=1, max_length=50, description=f"Some of: {', '.join(SCOPES)}."),
    ]
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None


class KeyShown(msgspec.Struct, omit_defaults=True):
    """A key. `prefix` is its beginning; `secret` is there only in the answer that made it."""

    id: str
    name: str
    prefix: str
    scopes: list[str]
    created_by: str
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    secret: str | None = None


@route("GET", "/v1/keys", needs="keys:manage")
async def list_keys(ask: Ask[None, None]) -> Page[KeyShown]:
    """Every key, newest first."""
    async with ask.connection() as connection:
        found = await keys(connection)
    return Page([_shown(key) for key in found], total=len(found))


@route(
    "POST",
    "/v1/keys",
    needs="keys:manage",
    status=201,
    once=True,
    example={"name": "till", "scopes": ["events:write"]},
)
async def make_key(ask: Ask[None, NewKey]) -> KeyShown:
    """Make a key. Its secret is in this answer and nowhere else."""
    async with ask.connection() as connection:
        made, secret = await create_key(
            connection,
            name=ask.body.name,
            scopes=ask.body.scopes,
            by=ask.actor,
            at=ask.now,
            expires_at=ask.body.expires_at,
        )
    shown = _shown(made)
    shown.secret = secret
    return shown


@route("DELETE", "/v1/keys/{key}", needs="keys:manage", once=True)
async def end_key(ask: Ask[None, None]) -> KeyShown:
    """Revoke a key: here at once, in other processes within three seconds."""
    async with ask.connection() as connection:
        ended = await revoke_key(connection, ask.path["key"], by=ask.actor, at=ask.now)
    # Not before the commit: a request in between would remember the key as it still was.
    ask.afterwards(ask.request.app.state.access.forget)
    return _shown(ended)


def _shown(key: ApiKey) -> KeyShown:
    return KeyShown(
        key.id,
        key.name,
        key.start,
        key.scopes,
        key.created_by,
        key.created_at,
        key.expires_at,
        key.used_at,
        key.revoked_at,
    )
