"""A person's own data: what is handed out on request, and what goes when a person asks to go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import asyncpg
import msgspec

from shuke.engine import Keyring
from shuke.member.listing import Reader
from shuke.member.read import data_keys, identities

Export = Callable[[Reader, Keyring, str], Awaitable[Any]]
Erase = Callable[["asyncpg.Connection[asyncpg.Record]", str, datetime], Awaitable[None]]


class PersonalTable(msgspec.Struct, frozen=True):
    """A table with data of a person, who exports it and who erases it.

    `export(reader, keyring, subject)` answers plain values; `erase(connection, subject, at)` runs
    in the caller's transaction, after the member's state was locked.
    """

    table: str
    export: Export
    erase: Erase


async def export_identities(reader: Reader, keyring: Keyring, subject: str) -> list[dict[str, Any]]:
    """The identities of a person in clear."""
    return [
        {"kind": one.kind, "value": one.value, "linked_at": one.linked_at}
        for one in await identities(reader, keyring, subject, unmask=True)
    ]


async def export_sealed(reader: Reader, keyring: Keyring, subject: str) -> list[dict[str, Any]]:
    """The identifying profile values of a person in clear."""
    rows = await reader.fetch(
        """
        select field, sealed, updated_at from member_sealed
        where subject = $1 and sealed is not null order by field
        """,
        subject,
    )
    key = (await data_keys(reader, keyring, [subject])).get(subject)
    if key is None:
        return []
    return [
        {
            "field": row["field"],
            "value": key.unseal(row["sealed"], f"profile:{row['field']}"),
            "updated_at": row["updated_at"],
        }
        for row in rows
    ]


async def export_key(_reader: Reader, _keyring: Keyring, _subject: str) -> None:
    """A key is not data of the person; what it seals is exported by the other tables."""


async def erase_identities(
    connection: asyncpg.Connection[asyncpg.Record], subject: str, _at: datetime
) -> None:
    """Forget under which names the person was known."""
    await connection.execute("delete from engine_identity where subject = $1", subject)


async def erase_sealed(
    connection: asyncpg.Connection[asyncpg.Record], subject: str, _at: datetime
) -> None:
    """Forget the identifying profile."""
    await connection.execute("delete from member_sealed where subject = $1", subject)


async def destroy_key(
    connection: asyncpg.Connection[asyncpg.Record], subject: str, at: datetime
) -> None:
    """Destroy the data key: from now on nothing sealed for this person opens, in any copy.

    The row stays as the record of when, so that a restored backup can be destroyed again.
    """
    await connection.execute(
        """
        update engine_seal_key set wrapped = ''::bytea, destroyed_at = $2
        where subject = $1 and destroyed_at is null
        """,
        subject,
        at,
    )


PERSONAL: tuple[PersonalTable, ...] = (
    PersonalTable("engine_identity", export_identities, erase_identities),
    PersonalTable("member_sealed", export_sealed, erase_sealed),
    PersonalTable("engine_seal_key", export_key, destroy_key),
)
"""In the order of erasing: the key goes last, so that an interrupted erasure can be seen."""


async def export_person(reader: Reader, keyring: Keyring, subject: str) -> dict[str, Any]:
    """Everything this room keeps about a person, in clear, by table."""
    found = {}
    for personal in PERSONAL:
        value = await personal.export(reader, keyring, subject)
        if value is not None:
            found[personal.table] = value
    return found


async def erase_person(
    connection: asyncpg.Connection[asyncpg.Record], keyring: Keyring, subject: str, at: datetime
) -> None:
    """Erase this room's data of a person and the key to all that was sealed; once is enough."""
    for personal in PERSONAL:
        await personal.erase(connection, subject, at)
    keyring.forget()
