"""The demo's programme: the YAML beside this file, published before the year begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final

from shuke.engine import Document, apply_documents, publish, read_document, read_yaml
from shuke.runtime import Shuke

PUBLISHER: Final = "demo"
BEFORE_THE_YEAR: Final = timedelta(days=7)


def programme_yaml() -> str:
    """All documents of the programme, in the order of their files."""
    folder = files(__package__).joinpath("programme")
    parts = sorted(
        (part for part in folder.iterdir() if part.name.endswith(".yaml")),
        key=lambda part: part.name,
    )
    return "\n---\n".join(part.read_text(encoding="utf-8") for part in parts)


def programme(shuke: Shuke, coupons: Sequence[dict[str, Any]] = ()) -> list[Document]:
    """The programme's documents and these coupons. Raises DefinitionInvalid."""
    return [
        *read_yaml(shuke.app, programme_yaml()),
        *(read_document(shuke.app, one) for one in coupons),
    ]


async def publish_programme(
    shuke: Shuke, starts_at: datetime, coupons: Sequence[dict[str, Any]] = ()
) -> int:
    """Publish the programme as of a week before the year; answer the release's number."""
    now = shuke.clock.now()
    async with shuke.pool.acquire() as connection, connection.transaction():
        await apply_documents(
            connection, shuke.book, programme(shuke, coupons), by=PUBLISHER, now=now, whole=True
        )
        return await publish(
            connection,
            shuke.book,
            by=PUBLISHER,
            now=now,
            note="The demo's programme, in force a week before its year.",
            effective_at=starts_at - BEFORE_THE_YEAR,
        )
