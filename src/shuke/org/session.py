"""Sessions of people: a random token in a cookie, its hash here; idle and absolute ends."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest, digest
from typing import Any, Final

import msgspec

from shuke.org.actor import Actor
from shuke.org.audit import record
from shuke.org.error import CsrfMismatch, PersonUnknown, SignInRefused
from shuke.org.password import hashed, verified
from shuke.org.person import change_person
from shuke.org.role import ROLES
from shuke.org.sql import Connection
from shuke.org.throttle import count_attempt, counters, forget_attempts

IDLE: Final = timedelta(hours=2)
"""A session nobody uses ends after this."""
LONGEST: Final = timedelta(hours=12)
"""And every session after this."""
_SEEN_EVERY: Final = timedelta(minutes=1)
_AGENT_LENGTH: Final = 200

_FIND: Final = """
select s.token_hash, s.seen_at, p.id, p.email, p.name, p.role, p.language
from org_session s join org_person p on p.id = s.person
where s.token_hash = $1 and s.ends_at > $2 and s.seen_at > $3 and p.active
"""


class SignedIn(msgspec.Struct, frozen=True):
    """A new session: the token goes into the cookie and nowhere else."""

    actor: Actor
    token: str
    ends_at: datetime


async def sign_in(
    connection: Connection,
    email: str,
    password: str,
    *,
    at: datetime,
    network: str = "",
    agent: str = "",
    former: str | None = None,
) -> SignedIn:
    """Start a session; the `former` token in the browser ends (no session survives a sign-in).

    Errors: `sign_in_refused` (the same for an unknown address, and as slow), `too_many_attempts`.
    """
    email = email.strip().lower()
    keys = counters(email, network)
    await count_attempt(connection, keys, at)
    row = await connection.fetchrow(
        "select id, email, name, role, language, password_hash from org_person"
        " where lower(email) = $1 and active",
        email,
    )
    kept = row["password_hash"] if row is not None else await _nobodys_hash()
    fits, fresh = await verified(password, kept)
    if row is None or not fits:
        raise SignInRefused
    await forget_attempts(connection, keys, at)
    token = secrets.token_urlsafe(32)
    actor = _actor(row, token_hash(token))
    async with connection.transaction():
        await connection.execute(
            "delete from org_session where token_hash = $1 or ends_at < $2 or seen_at < $3",
            token_hash(former or ""),
            at,
            at - IDLE,
        )
        await connection.execute(
            "insert into org_session (token_hash, person, created_at, seen_at, ends_at, agent)"
            " values ($1, $2, $3, $3, $4, $5)",
            actor.session,
            actor.id,
            at,
            at + LONGEST,
            agent[:_AGENT_LENGTH],
        )
        await connection.execute(
            "update org_person set signed_in_at = $2, password_hash = coalesce($3, password_hash)"
            " where id = $1",
            actor.id,
            at,
            fresh,
        )
        await record(connection, actor, "session.started", ("person", actor.id), at=at)
    return SignedIn(actor=actor, token=token, ends_at=at + LONGEST)


async def change_password(
    connection: Connection,
    actor: Actor,
    current: str,
    password: str,
    *,
    at: datetime,
    network: str = "",
) -> None:
    """Let a person choose another password, proving the current one; every session of theirs ends.

    Errors: `sign_in_refused`, `too_many_attempts`, `password_weak`, `person_unknown` for a key.
    """
    kept = await connection.fetchval(
        "select password_hash from org_person where id = $1 and active", actor.id
    )
    if kept is None:
        raise PersonUnknown
    keys = counters(actor.email or "", network)
    await count_attempt(connection, keys, at)
    fits, _fresh = await verified(current, kept)
    if not fits:
        raise SignInRefused
    await forget_attempts(connection, keys, at)
    await change_person(connection, actor.id, by=actor, at=at, password=password)


async def sign_out(connection: Connection, actor: Actor, *, at: datetime) -> None:
    """End the session that the actor came with."""
    async with connection.transaction():
        await connection.execute("delete from org_session where token_hash = $1", actor.session)
        await record(connection, actor, "session.ended", ("person", actor.id), at=at)


async def session_actor(connection: Connection, token: str, at: datetime) -> Actor | None:
    """Whose session the token is; None when it is nobody's or has ended."""
    kept = token_hash(token)
    row = await connection.fetchrow(_FIND, kept, at, at - IDLE)
    if row is None:
        return None
    if row["seen_at"] < at - _SEEN_EVERY:
        await connection.execute(
            "update org_session set seen_at = $2 where token_hash = $1 and seen_at < $2", kept, at
        )
    return _actor(row, kept)


def csrf_token(secret: bytes, session: bytes) -> str:
    """The token that a session's own pages send back with every change."""
    return digest(secret, b"csrf" + session, "sha256").hex()


def check_csrf(secret: bytes, session: bytes, given: str | None) -> None:
    """Refuse with `csrf_mismatch` unless `given` is the session's token."""
    expected = csrf_token(secret, session)
    if given is None or not compare_digest(expected.encode(), given.encode()):
        raise CsrfMismatch


def token_hash(token: str) -> bytes:
    """What is kept of a random token; 256 random bits need no salt and no slow hash."""
    return sha256(token.encode()).digest()


def _actor(row: Any, session: bytes) -> Actor:
    return Actor(
        kind="person",
        id=row["id"],
        name=row["name"],
        permissions=ROLES[row["role"]].permissions,
        role=row["role"],
        email=row["email"],
        language=row["language"],
        session=session,
    )


_nobody: list[str] = []


async def _nobodys_hash() -> str:
    # An unknown address must cost as much time as a wrong password.
    if not _nobody:
        _nobody.append(await hashed(secrets.token_urlsafe(32)))
    return _nobody[0]
