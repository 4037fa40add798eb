"""Member codes: twenty digits that change each minute, made on the phone, read once by a till.

Twelve digits say whose code it is; they are drawn anew each day. Eight are a keyed hash of the
minute, so that a phone with the day's key makes them without a network.
"""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from hmac import compare_digest, digest
from typing import Final

import msgspec

from shuke.kernel import ShukeError, Text
from shuke.org import Connection
from shuke.visit.used import use_once

CODE_SECONDS: Final = 60
"""How long one code is shown; the till takes the one before as well."""
_HANDLE_DIGITS: Final = 12
_PROOF_DIGITS: Final = 8
_CODE: Final = re.compile(r"([0-9]{12})([0-9]{8})")
_OLD_WINDOWS: Final = 60
"""Codes of the last hour are told to be old rather than wrong."""


class CodeUnknown(ShukeError):
    """Not a code of a member; whether the number or the proof is wrong is not told."""

    code = "member_code_unknown"
    status = 404
    title = Text(en="This is not a member code", zh="这不是会员码")

    def __init__(self) -> None:
        super().__init__(
            Text(en="No member shows this code today.", zh="今天没有会员出示这个码。"),
            hint=Text(en="Scan the code again.", zh="请重新扫描会员码。"),
            place="/code",
        )


class CodeExpired(ShukeError):
    """A code that was shown some minutes ago: a picture of it, perhaps."""

    code = "member_code_expired"
    status = 410
    title = Text(en="The code has expired", zh="会员码已过期")

    def __init__(self) -> None:
        super().__init__(
            Text(en="A code can be read for two minutes at most.", zh="会员码最多两分钟内有效。"),
            hint=Text(en="Scan what the phone shows now.", zh="请扫描手机上当前显示的码。"),
            place="/code",
        )


class CodeUsed(ShukeError):
    """A code that a till has read before."""

    code = "member_code_used"
    status = 409
    title = Text(en="The code was read before", zh="会员码已被读取")

    def __init__(self) -> None:
        super().__init__(
            Text(en="Each code is read once.", zh="每个会员码只能读取一次。"),
            hint=Text(
                en="Wait for the next code; a retry sends the same Idempotency-Key.",
                zh="请等下一个码；重试时请带同一个 Idempotency-Key。",
            ),
            place="/code",
        )


class CodeKey(msgspec.Struct, frozen=True):
    """With what a phone makes codes until the day ends."""

    handle: str
    key: bytes
    ends_at: datetime


async def code_key(
    connection: Connection, secret: bytes, subject: str, ends_at: datetime, at: datetime
) -> CodeKey:
    """The member's key until `ends_at`, the end of the business day; the same on every phone."""
    row = await connection.fetchrow(
        """
        insert into visit_code as kept (subject, handle, ends_at) values ($1, $2, $3)
        on conflict (subject) do update set
            handle = case when kept.ends_at <= $4 then excluded.handle else kept.handle end,
            ends_at = case when kept.ends_at <= $4 then excluded.ends_at else kept.ends_at end
        returning handle, ends_at
        """,
        subject,
        f"{secrets.randbelow(10**_HANDLE_DIGITS):0{_HANDLE_DIGITS}d}",
        ends_at,
        at,
    )
    assert row is not None, "an upsert returns its row"
    return CodeKey(row["handle"], _key(secret, subject, row["handle"]), row["ends_at"])


async def read_code(connection: Connection, secret: bytes, code: str, at: datetime) -> str | None:
    """Whose code it is, using it up; None for what is no code of anybody.

    Errors: `member_code_expired`, `member_code_used`.
    """
    parts = _CODE.fullmatch(code)
    if parts is None:
        return None
    row = await connection.fetchrow(
        "select subject from visit_code where handle = $1 and ends_at > $2", parts[1], at
    )
    if row is None:
        return None
    key = _key(secret, row["subject"], parts[1])
    now = int(at.timestamp()) // CODE_SECONDS
    # One ahead: a phone's clock may be a little fast.
    for window in range(now + 1, now - _OLD_WINDOWS, -1):
        if compare_digest(_proof(key, window), parts[2]):
            break
    else:
        return None
    if window < now - 1:
        raise CodeExpired
    ends_at = datetime.fromtimestamp((window + 3) * CODE_SECONDS, UTC)
    if not await use_once(connection, f"code\0{code}\0{window}", ends_at, at):
        raise CodeUsed
    subject: str = row["subject"]
    return subject


def member_code(held: CodeKey, at: datetime) -> str:
    """The code that a phone with this key shows at a moment."""
    return held.handle + _proof(held.key, int(at.timestamp()) // CODE_SECONDS)


def _proof(key: bytes, window: int) -> str:
    raw = digest(key, window.to_bytes(8, "big"), "sha256")
    return f"{int.from_bytes(raw[:8], 'big') % 10**_PROOF_DIGITS:0{_PROOF_DIGITS}d}"


def _key(secret: bytes, subject: str, handle: str) -> bytes:
    return digest(secret, b"member_code\0" + f"{subject}\0{handle}".encode(), "sha256")
