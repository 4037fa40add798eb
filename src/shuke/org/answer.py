"""Answers kept for retries: the same `Idempotency-Key` is the same act, and is answered alike.

The answer is written in the transaction of the act. It is sealed under a key made of the
installation's secret and the caller's own `Idempotency-Key`, which is never stored: neither the
database nor the database with the secret can open it, only a caller who asks again.
"""

import hmac
import os
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shuke.org.actor import Actor
from shuke.org.error import KeyReused
from shuke.org.sql import Connection

KEPT_FOR: Final = timedelta(hours=24)
"""How long a retry is known, unless a route says otherwise."""
_NONCE_BYTES: Final = 12
_CLEARED_AT_ONCE: Final = 1_000


class KeptAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An answer as it was first given."""

    status: int
    headers: dict[str, str]
    body: bytes


class Claim:
    """One act under one `Idempotency-Key` of one actor.

    `asked` is what was asked for, in one canonical form. The same key for something else is
    `idempotency_key_reused`.
    """

    __slots__ = ("_cipher", "_hash", "place")

    def __init__(self, secret: bytes, actor: Actor, key: str, asked: bytes) -> None:
        who = f"{actor.source}\0{key}".encode()
        self.place = _keyed(secret, b"place", who)
        self._hash = _keyed(secret, b"asked", who + b"\0" + asked)
        self._cipher = AESGCM(_keyed(secret, b"seal", who))

    async def take(
        self,
        connection: Connection,
        *,
        at: datetime,
        lasts: timedelta = KEPT_FOR,
        member: str | None = None,
    ) -> KeptAnswer | None:
        """The first answer, or None: then the act is the caller's to do in this transaction.

        While somebody else does it, this waits for their commit. Errors: `idempotency_key_reused`.
        """
        assert connection.is_in_transaction(), "an answer belongs to the act it tells of"
        # The row is what callers of one key queue at. A key that has run out begins anew.
        claimed = await connection.fetchval(
            """
            insert into org_answer as kept (place, hash, sealed, member, at, ends_at)
            values ($1, $2, '', $3, $4, $5)
            on conflict (place) do update set hash = excluded.hash, sealed = '',
                member = excluded.member, at = excluded.at, ends_at = excluded.ends_at
            where kept.ends_at <= excluded.at
            returning true
            """,
            self.place,
            self._hash,
            member,
            at,
            at + lasts,
        )
        if claimed:
            return None
        row = await connection.fetchrow(
            "select hash, sealed from org_answer where place = $1", self.place
        )
        assert row is not None, "a row that was in the way stays until it runs out"
        if not hmac.compare_digest(row["hash"], self._hash):
            raise KeyReused
        sealed = row["sealed"]
        opened = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self.place)
        return msgspec.msgpack.decode(opened, type=KeptAnswer)

    async def keep(self, connection: Connection, answer: KeptAnswer) -> None:
        """Keep the answer, in the transaction that took the claim."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, msgspec.msgpack.encode(answer), self.place)
        await connection.execute(
            "update org_answer set sealed = $2 where place = $1", self.place, nonce + sealed
        )


async def clear_answers(connection: Connection, at: datetime) -> int:
    """Throw away answers that have run out, a thousand at once; how many there were."""
    done = await connection.execute(
        """
        delete from org_answer where place in (
            select place from org_answer where ends_at <= $1
            order by ends_at limit $2 for update skip locked)
        """,
        at,
        _CLEARED_AT_ONCE,
    )
    return int(done.rpartition(" ")[2])


def _keyed(secret: bytes, purpose: bytes, what: bytes) -> bytes:
    return hmac.new(secret, b"org_answer\0" + purpose + b"\0" + what, sha256).digest()
