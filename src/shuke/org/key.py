"""API keys of machines: `sk_` and 256 random bits, shown once; only the hash is kept."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from shuke.kernel import Text, new_id
from shuke.org.actor import Actor
from shuke.org.audit import record
from shuke.org.error import KeyUnknown, ScopeUnknown
from shuke.org.role import ADMIN, ALL
from shuke.org.session import token_hash
from shuke.org.sql import Connection

PREFIX: Final = "sk_"
SCOPES: Final = (ADMIN, *sorted(ALL))
"""What a key may be given: a permission each, or `admin` for all of them."""
# "Last used" is for finding forgotten keys; an hour is exact enough and costs one write an hour.
_USED_EVERY: Final = timedelta(hours=1)
_COLUMNS: Final = "id, name, start, scopes, created_by, created_at, expires_at, used_at, revoked_at"


class ApiKey(msgspec.Struct, frozen=True):
    """A key as it is listed; `start` is its beginning, by which people recognise it."""

    id: str
    name: str
    start: str
    scopes: list[str]
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None
    revoked_at: datetime | None


async def create_key(
    connection: Connection,
    *,
    name: str,
    scopes: Sequence[str],
    by: Actor,
    at: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Make a key, audited; return it with the secret, which nobody can ever read again.

    Errors: `scope_unknown`; `not_allowed` when `by` would give what they do not have.
    """
    granted = _permissions(scopes)
    for permission in sorted(granted - by.permissions):
        by.need(permission)
    secret = PREFIX + secrets.token_urlsafe(32)
    async with connection.transaction():
        row = await connection.fetchrow(
            "insert into org_key (id, name, key_hash, start, scopes, created_by, created_at,"
            f" expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning {_COLUMNS}",
            new_id(),
            name,
            token_hash(secret),
            secret[: len(PREFIX) + 5],
            sorted(set(scopes)),
            by.id,
            at,
            expires_at,
        )
        made = ApiKey(**dict(row or {}))
        shown = {"name": name, "scopes": made.scopes, "expires_at": expires_at}
        await record(connection, by, "key.created", ("key", made.id), at=at, after=shown)
    return made, secret


async def revoke_key(connection: Connection, key_id: str, *, by: Actor, at: datetime) -> ApiKey:
    """End a key, audited; other processes follow within seconds. Again is no error.

    Errors: `key_unknown`.
    """
    async with connection.transaction():
        row = await connection.fetchrow(
            f"select {_COLUMNS} from org_key where id = $1 for update", key_id
        )
        if row is None:
            raise KeyUnknown
        if row["revoked_at"] is not None:
            return ApiKey(**dict(row))
        await connection.execute("update org_key set revoked_at = $2 where id = $1", key_id, at)
        await record(connection, by, "key.revoked", ("key", key_id), at=at)
    return ApiKey(**{**dict(row), "revoked_at": at})


async def keys(connection: Connection) -> list[ApiKey]:
    """Every key, newest first, revoked ones too."""
    rows = await connection.fetch(f"select {_COLUMNS} from org_key order by created_at desc, id")
    return [ApiKey(**dict(row)) for row in rows]


async def key_actor(
    connection: Connection, digest: bytes, at: datetime
) -> tuple[Actor, datetime | None] | None:
    """Whose key has this hash, and when it expires; None when unknown, revoked or expired."""
    row: Any = await connection.fetchrow(
        "select id, name, scopes, expires_at, used_at from org_key where key_hash = $1"
        " and revoked_at is null and (expires_at is null or expires_at > $2)",
        digest,
        at,
    )
    if row is None:
        return None
    if row["used_at"] is None or row["used_at"] < at - _USED_EVERY:
        await connection.execute("update org_key set used_at = $2 where id = $1", row["id"], at)
    permissions = ALL if ADMIN in row["scopes"] else frozenset(row["scopes"]) & ALL
    actor = Actor(kind="key", id=row["id"], name=row["name"], permissions=permissions)
    return actor, row["expires_at"]


def _permissions(scopes: Sequence[str]) -> frozenset[str]:
    for place, scope in enumerate(scopes):
        if scope not in SCOPES:
            raise ScopeUnknown(
                Text(
                    en=f"{scope!r} is no scope; there are: {', '.join(SCOPES)}.",
                    zh=f"没有 {scope!r} 这个范围；可用的有：{', '.join(SCOPES)}。",
                ),
                place=f"/scopes/{place}",
            )
    return ALL if ADMIN in scopes else frozenset(scopes)
