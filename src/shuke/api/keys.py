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


class MadeKey(msgspec.Struct):
    """A key with its secret, which is shown this once."""

    key: ApiKey
    secret: str


@route("GET", "/v1/keys", needs="keys:manage")
async def list_keys(ask: Ask[None, None]) -> Page[ApiKey]:
    """Every key, newest first."""
    async with ask.shuke.pool.acquire() as connection:
        found = await keys(connection)
    return Page(found, total=len(found))


@route(
    "POST",
    "/v1/keys",
    needs="keys:manage",
    status=201,
    example={"name": "till", "scopes": ["events:write"]},
)
async def make_key(ask: Ask[None, NewKey]) -> MadeKey:
    """Make a key. Its secret is in this answer and nowhere else."""
    async with ask.shuke.pool.acquire() as connection:
        made, secret = await create_key(
            connection,
            name=ask.body.name,
            scopes=ask.body.scopes,
            by=ask.actor,
            at=ask.now,
            expires_at=ask.body.expires_at,
        )
    return MadeKey(made, secret)


@route("DELETE", "/v1/keys/{key}", needs="keys:manage")
async def end_key(ask: Ask[None, None]) -> ApiKey:
    """Revoke a key: here at once, in other processes within three seconds."""
    async with ask.shuke.pool.acquire() as connection:
        ended = await revoke_key(connection, ask.path["key"], by=ask.actor, at=ask.now)
    ask.request.app.state.access.forget()
    return ended
