"""What counts once: the hash of a link or a code, kept until it would have run out anyway."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from shuke.org import Connection


async def use_once(connection: Connection, what: str, ends_at: datetime, at: datetime) -> bool:
    """Whether `what` was used for the first time; of callers at once it is so for one.

    In a transaction the others wait for its end: a use that is rolled back has not happened.
    """
    await connection.execute("delete from visit_used where ends_at < $1", at)
    done = await connection.execute(
        "insert into visit_used (mark, ends_at) values ($1, $2) on conflict (mark) do nothing",
        sha256(what.encode()).digest(),
        ends_at,
    )
    return done.endswith(" 1")
