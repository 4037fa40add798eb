"""A row of the log as it is shown: titled, summed up, with sealed values hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Raw

from shuke.engine import is_sealed

if TYPE_CHECKING:
    from shuke.api.ask import Ask

HIDDEN: Final = "****"
_SUMMED: Final = (
    "order_id",
    "refund_id",
    "spend_id",
    "store",
    "region",
    "channel",
    "total_cents",
    "amount_cents",
    "currency",
    "amount",
    "reason",
    "code",
    "kind",
    "sku",
    "rating",
    "what",
)


def event_title(ask: Ask[Any, Any], kind: str) -> str:
    """The event type's name; types that were archived keep their bare name."""
    known = ask.release.catalogue.event_types.get(kind)
    return kind if known is None else ask.say(known.title)


def shown_data(data: bytes) -> Any:
    """An event's data without what names a person."""
    return _hidden(msgspec.json.decode(data))


def summary(data: bytes) -> dict[str, Any]:
    """The few values of an event that a line of a list shows."""
    value = msgspec.json.decode(data)
    if not isinstance(value, dict):
        return {}
    found = {name: _hidden(value[name]) for name in _SUMMED if name in value}
    lines = value.get("lines")
    if isinstance(lines, list):
        found["lines"] = len(lines)
    return found


def effects_of(row: Any) -> Raw:
    """The effects, as they were said to the caller."""
    return Raw(bytes(row["effects"]))


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return HIDDEN if is_sealed(value) else value
    if isinstance(value, list):
        return [_hidden(part) for part in value]
    if isinstance(value, dict):
        return {name: _hidden(part) for name, part in value.items()}
    return value
