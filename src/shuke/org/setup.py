"""The first run: whoever can read the server's output makes the first administrator, once."""

import base64
from datetime import datetime
from hmac import compare_digest, digest

from shuke.org.actor import SYSTEM
from shuke.org.error import SetupClosed, SetupTokenWrong
from shuke.org.person import Person, create_person
from shuke.org.sql import Connection
from shuke.org.throttle import count_attempt, counters


async def setup_token(connection: Connection, secret: bytes) -> str | None:
    """The token to print, the same in every process of an installation; None once it is set up."""
    nonce = await connection.fetchval("select nonce from org_setup")
    if nonce is None:
        return None
    raw = digest(secret, b"setup" + str(nonce).encode(), "sha256")[:20]
    text = base64.b32encode(raw).decode().lower()
    return "-".join(text[place : place + 8] for place in range(0, len(text), 8))


async def set_up(
    connection: Connection,
    secret: bytes,
    *,
    token: str,
    email: str,
    name: str,
    password: str,
    at: datetime,
    language: str = "zh-CN",
    network: str = "",
) -> Person:
    """Make the first administrator. Two at once: one wins, the other gets `setup_closed`.

    Errors: `setup_closed`, `setup_token_wrong`, `too_many_attempts`, those of `create_person`.
    """
    expected = await setup_token(connection, secret)
    if expected is None:
        raise SetupClosed
    if not compare_digest(expected.encode(), token.strip().encode()):
        await count_attempt(connection, counters("setup", network), at)
        raise SetupTokenWrong
    async with connection.transaction():
        if await connection.fetchval("select nonce from org_setup for update") is None:
            raise SetupClosed
        return await create_person(
            connection,
            email=email,
            name=name,
            password=password,
            role="administrator",
            by=SYSTEM,
            at=at,
            language=language,
        )
