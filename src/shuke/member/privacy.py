"""A person's own data in this room, in clear: what is handed out on request.

Erasing is the engine's (`member.erased`): every table goes in the transaction of that event.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from shuke.engine import Keyring
from shuke.member.listing import Reader
from shuke.member.read import data_keys, identities

Export = Callable[[Reader, Keyring, str], Awaitable[Any]]


class PersonalTable(msgspec.Struct, frozen=True):
    """A table with data of a person; `export(reader, keyring, subject)` answers plain values."""

    table: str
    export: Export


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


PERSONAL: tuple[PersonalTable, ...] = (
    PersonalTable("engine_identity", export_identities),
    PersonalTable("member_sealed", export_sealed),
)
"""The tables of identities and of the sealed profile."""


async def export_person(reader: Reader, keyring: Keyring, subject: str) -> dict[str, Any]:
    """Everything this room keeps about a person, in clear, by table."""
    return {
        personal.table: await personal.export(reader, keyring, subject) for personal in PERSONAL
    }
