"""The catalogue: events, attributes, operators and effects that definitions may use."""

from typing import Any

from shuke.api.ask import Ask
from shuke.api.operation import SOMEBODY, route
from shuke.rule import catalogue_document


@route("GET", "/v1/catalogue", needs=SOMEBODY)
async def get_catalogue(ask: Ask[None, None]) -> dict[str, Any]:
    """Events with JSON Schemas, attributes, operators and effects, in the caller's language."""
    async with ask.connection() as connection:
        await ask.shuke.book.refresh(connection)
    return catalogue_document(ask.release.catalogue, ask.language)
