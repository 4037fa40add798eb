"""One-time codes for signing in: six digits, ten minutes, five tries, kept as a keyed hash."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest, digest
from typing import Final

from shuke.kernel import ShukeError, Text
from shuke.org import Connection

PASSCODE_LASTS: Final = timedelta(minutes=10)
_TRIES: Final = 5
_DIGITS: Final = 6


class PasscodeRefused(ShukeError):
    """A wrong code, an old one, or one for nobody; which of them is not told."""

    code = "passcode_refused"
    status = 403
    title = Text(en="The code does not fit", zh="验证码不对")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The code does not fit, has expired, or was tried too often.",
                zh="验证码不对、已过期，或试得太多次。",
            ),
            hint=Text(en="Ask for a new code.", zh="请重新获取验证码。"),
            place="/code",
        )


async def make_passcode(connection: Connection, secret: bytes, subject: str, at: datetime) -> str:
    """A new code for a member; the one before ends."""
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
    await connection.execute(
        """
        insert into visit_passcode (subject, hash, ends_at, tries) values ($1, $2, $3, 0)
        on conflict (subject) do update
            set hash = excluded.hash, ends_at = excluded.ends_at, tries = 0
        """,
        subject,
        _hash(secret, subject, code),
        at + PASSCODE_LASTS,
    )
    await connection.execute("delete from visit_passcode where ends_at < $1", at)
    return code


async def try_passcode(
    connection: Connection, secret: bytes, subject: str | None, code: str, at: datetime
) -> bool:
    """Whether the code fits; then it is used up. Each try is counted before it is looked at."""
    row = await connection.fetchrow(
        "update visit_passcode set tries = tries + 1"
        " where subject = $1 and ends_at > $2 and tries < $3 returning hash",
        subject or "",
        at,
        _TRIES,
    )
    if row is None or not compare_digest(row["hash"], _hash(secret, subject or "", code)):
        return False
    # Of two that come with the right code at once one deletes the row.
    done = await connection.execute(
        "delete from visit_passcode where subject = $1 and hash = $2", subject, row["hash"]
    )
    return done.endswith(" 1")


def _hash(secret: bytes, subject: str, code: str) -> bytes:
    return digest(secret, b"member_passcode\0" + f"{subject}\0{code}".encode(), "sha256")
