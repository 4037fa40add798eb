"""The audit: who did what, on what, why; append-only, each row sealed with the one before.

A row is written in the transaction of what it tells of. The chain is
`hash(n) = SHA-256(hash(n-1) ‖ canonical JSON of row n)`: a changed, removed or inserted row shows.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

import msgspec

from shuke.org.actor import Actor
from shuke.org.sql import Connection

_LOCK: Final = 0x5348_4155_4449
_START: Final = bytes(32)
_COLUMNS: Final = (
    "n, at, actor_kind, actor, actor_name, act, target_kind, target, "
    "before::text as before, after::text as after, reason, trace, previous, hash"
)


class Entry(msgspec.Struct, frozen=True):
    """One row of the audit, as it is read."""

    n: int
    at: datetime
    actor_kind: str
    actor: str
    actor_name: str
    act: str
    target_kind: str
    target: str
    before: Any
    after: Any
    reason: str | None
    trace: str | None
    hash: str


async def record(
    connection: Connection,
    actor: Actor,
    act: str,
    target: tuple[str, str],
    *,
    at: datetime,
    before: Any = None,
    after: Any = None,
    reason: str | None = None,
    trace: str | None = None,
) -> int:
    """Append a row inside the caller's transaction; return its number.

    `target` is (kind, id); `before` and `after` hold no personal data in clear. The lock is held
    to the end of the transaction, so do this last.
    """
    assert connection.is_in_transaction(), "an audit row belongs to the act it tells of"
    await connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
    last = await connection.fetchrow("select n, hash from org_audit order by n desc limit 1")
    n = 1 if last is None else last["n"] + 1
    previous = _START if last is None else last["hash"]
    row = (
        n,
        at,
        actor.kind,
        actor.id,
        actor.name,
        act,
        *target,
        _json(before),
        _json(after),
        reason,
        trace,
    )
    await connection.execute(
        "insert into org_audit (n, at, actor_kind, actor, actor_name, act, target_kind, target,"
        " before, after, reason, trace, previous, hash)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        *row,
        previous,
        _sealed(previous, row),
    )
    return n


async def audit(
    connection: Connection,
    *,
    before: int | None = None,
    target: tuple[str | None, str | None] = (None, None),
    actor: str | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Rows, latest first, older than row `before`, of one target or actor when given."""
    asked = statement_of(before=before, target=target, actor=actor, limit=limit)
    return [_entry(row) for row in await connection.fetch(*asked)]


def statement_of(
    *, before: int | None, target: tuple[str | None, str | None], actor: str | None, limit: int
) -> tuple[Any, ...]:
    """The statement of a page and its values; only what is asked for is in it, so that an index
    fits it."""
    asked = (("n <", before), ("target_kind =", target[0]), ("target =", target[1]))
    conditions, values = ["true"], []
    for comparison, value in (*asked, ("actor =", actor)):
        if value is not None:
            values.append(value)
            conditions.append(f"{comparison} ${len(values)}")
    statement = (
        f"select {_COLUMNS} from org_audit where {' and '.join(conditions)}"
        f" order by n desc limit {int(limit)}"
    )
    return statement, *values


async def broken_link(connection: Connection) -> int | None:
    """The first row whose hash does not follow from the one before; None when all do."""
    expected, previous = 1, _START
    async with connection.transaction(readonly=True):
        async for row in connection.cursor(f"select {_COLUMNS} from org_audit order by n"):
            values = tuple(row)[:-2]
            if row["n"] != expected or row["previous"] != previous:
                return expected
            if _sealed(previous, values) != row["hash"]:
                return expected
            expected, previous = expected + 1, row["hash"]
    return None


def _entry(row: Any) -> Entry:
    values = dict(row)
    del values["previous"]
    for side in ("before", "after"):
        values[side] = None if values[side] is None else msgspec.json.decode(values[side])
    values["hash"] = values["hash"].hex()
    return Entry(**values)


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value, order="sorted").decode()


def _sealed(previous: bytes, row: Sequence[Any]) -> bytes:
    return sha256(previous + msgspec.json.encode(row)).digest()
