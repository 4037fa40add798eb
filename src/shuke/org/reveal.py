"""Seeing a member's identifying fields in clear: with a reason, for five minutes, audited."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from shuke.kernel import new_id
from shuke.org.actor import Actor
from shuke.org.audit import record
from shuke.org.sql import Connection

OPEN_FOR: Final = timedelta(minutes=5)


async def reveal(
    connection: Connection,
    actor: Actor,
    member: str,
    fields: Sequence[str],
    reason: str,
    *,
    at: datetime,
    trace: str | None = None,
) -> datetime:
    """Let the actor see the member's fields in clear; return until when.

    Errors: `not_allowed` without the permission `members:reveal`.
    """
    actor.need("members:reveal")
    until = at + OPEN_FOR
    async with connection.transaction():
        await connection.execute(
            "insert into org_reveal (id, person, member, fields, reason, at, until)"
            " values ($1, $2, $3, $4, $5, $6, $7)",
            new_id(),
            actor.id,
            member,
            list(fields),
            reason,
            at,
            until,
        )
        await record(
            connection,
            actor,
            "member.revealed",
            ("member", member),
            at=at,
            after={"fields": list(fields)},
            reason=reason,
            trace=trace,
        )
    return until


async def revealed(
    connection: Connection, actor: Actor, member: str, at: datetime
) -> frozenset[str]:
    """The member's fields that the actor may see in clear now."""
    if not actor.may("members:reveal"):
        return frozenset()
    rows = await connection.fetch(
        "select distinct unnest(fields) as field from org_reveal"
        " where person = $1 and member = $2 and until > $3",
        actor.id,
        member,
        at,
    )
    return frozenset(row["field"] for row in rows)
