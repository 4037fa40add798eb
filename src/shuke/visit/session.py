"""Sessions of members on their own page: another cookie and another table than the operators'."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec

from shuke.kernel import ShukeError, Text
from shuke.org import Connection, check_csrf

MEMBER_COOKIE: Final = "shuke_member"
VISIT_IDLE: Final = timedelta(hours=12)
"""A session nobody uses ends after this."""
VISIT_LONGEST: Final = timedelta(days=7)
"""And every session after this."""
_SEEN_EVERY: Final = timedelta(minutes=1)
_LONGEST_TOKEN: Final = 200
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class MemberSignInNeeded(ShukeError):
    """No member is known to be asking."""

    code = "member_sign_in_needed"
    status = 401
    title = Text(en="Sign-in needed", zh="需要登录")

    def __init__(self) -> None:
        super().__init__(
            Text(en="This is for a member who is signed in.", zh="这里需要会员登录。"),
            hint=Text(
                en="Open the member page by its link from the brand's app.",
                zh="请从品牌的应用打开会员页。",
            ),
        )


class Visit(msgspec.Struct, frozen=True):
    """A member's session; `token` goes into the cookie and nowhere else."""

    subject: str
    token: str
    hash: bytes
    ends_at: datetime


async def begin_visit(
    connection: Connection, subject: str, at: datetime, former: str | None = None
) -> Visit:
    """Start a session; the `former` one of the same browser ends."""
    token = secrets.token_urlsafe(32)
    visit = Visit(subject, token, _hash(token), at + VISIT_LONGEST)
    await connection.execute(
        "delete from visit_session where token_hash = $1 or ends_at < $2 or seen_at < $3",
        _hash(former or ""),
        at,
        at - VISIT_IDLE,
    )
    await connection.execute(
        "insert into visit_session (token_hash, subject, created_at, seen_at, ends_at)"
        " values ($1, $2, $3, $3, $4)",
        visit.hash,
        subject,
        at,
        visit.ends_at,
    )
    return visit


async def visit_of(
    connection: Connection,
    secret: bytes,
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    method: str,
    at: datetime,
) -> Visit:
    """The session of a request; a change needs the session's CSRF token.

    An operator's cookie or key is nobody here. Errors: `member_sign_in_needed`, `csrf_mismatch`.
    """
    token = cookies.get(MEMBER_COOKIE)
    if not token or len(token) > _LONGEST_TOKEN:
        raise MemberSignInNeeded
    kept = _hash(token)
    row = await connection.fetchrow(
        "select subject, seen_at, ends_at from visit_session"
        " where token_hash = $1 and ends_at > $2 and seen_at > $3",
        kept,
        at,
        at - VISIT_IDLE,
    )
    if row is None:
        raise MemberSignInNeeded
    if method not in _SAFE:
        check_csrf(secret, kept, headers.get("x-csrf-token"))
    if row["seen_at"] < at - _SEEN_EVERY:
        await connection.execute(
            "update visit_session set seen_at = $2 where token_hash = $1 and seen_at < $2",
            kept,
            at,
        )
    return Visit(row["subject"], token, kept, row["ends_at"])


async def end_visit(connection: Connection, hash_: bytes) -> None:
    """End a session."""
    await connection.execute("delete from visit_session where token_hash = $1", hash_)


def _hash(token: str) -> bytes:
    # 256 random bits need no salt; the prefix keeps it apart from an operator's token.
    return sha256(b"member\0" + token.encode()).digest()
