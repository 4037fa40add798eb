"""Event types: what may come in, what it must look like, and what it lets conditions ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.kernel import ShukeError, Text
from shuke.rule.attribute import Attribute
from shuke.rule.invalid import translate
from shuke.rule.problem import Problem

Id = Annotated[str, Meta(min_length=1, max_length=128)]
"""An identifier given by a source."""

Label = Annotated[str, Meta(min_length=1, max_length=128)]
"""A short name of a store, category, channel …"""

Amount = Annotated[int, Meta(ge=0, le=2**63 - 1)]
"""Money in minor units, or points; at most what a PostgreSQL bigint holds."""


class EventInvalid(ShukeError):
    """The event's data is not what its type asks for."""

    code = "event_invalid"
    status = 422
    title = Text(en="The event is not valid", zh="事件不合格式")


class AmountNegative(EventInvalid):
    """An amount is below zero."""

    code = "amount_negative"
    title = Text(en="An amount is negative", zh="金额为负")


class AmountTooLarge(EventInvalid):
    """An amount does not fit into 64 bits."""

    code = "amount_too_large"
    title = Text(en="An amount is too large", zh="金额过大")


class EventMismatch(EventInvalid):
    """Parts of the event contradict each other."""

    code = "event_mismatch"
    title = Text(en="The event contradicts itself", zh="事件自相矛盾")


class EventTypeUnknown(ShukeError):
    """No event type has this name."""

    code = "event_type_unknown"
    status = 422
    title = Text(en="Unknown event type", zh="未知的事件类型")


def _none(_data: Any) -> list[tuple[str, str]]:
    return []


def _fine(_data: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event.

    `data` is the struct of its data; `phrase` is how a rule sentence names it ("a member pays an
    order"); `records(data)` names the records beside the state as (kind, key); `validate(data)`
    raises EventInvalid for what types cannot say; `identifying` are JSON pointers (with `*`) of
    values that are sealed at the door; `attributes` are what conditions may ask of it;
    `internal` types are made by the engine and refused at the door; of these, what `survives` is
    folded for a member who was erased too, because something of somebody else's comes with it, and
    one that `makes` a kind of subject brings it into being.
    """

    name: str
    data: type[msgspec.Struct]
    title: Text
    phrase: Text
    records: Callable[[Any], list[tuple[str, str]]] = _none
    validate: Callable[[Any], None] = _fine
    identifying: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    internal: bool = False
    survives: bool = False
    makes: str | None = None
    custom: bool = field(default=False, compare=False)

    def decode(self, raw: bytes | msgspec.Raw | str) -> Any:
        """Read and validate data from JSON. Raises EventInvalid (or a child) with the place."""
        try:
            data = _decoder(self.data).decode(raw)
        except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
            raise invalid(error, self.data) from error
        self.validate(data)
        return data

    def read(self, raw: bytes | msgspec.Raw) -> Any:
        """Read data that was validated when it came in (replay). Same errors, less work."""
        try:
            return _decoder(self.data).decode(raw)
        except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
            raise invalid(error, self.data) from error

    def convert(self, value: Any) -> Any:
        """Make and validate data from plain Python values. Same errors as `decode`."""
        try:
            data = msgspec.convert(value, self.data)
        except (msgspec.ValidationError, RecursionError) as error:
            raise invalid(error, self.data) from error
        self.validate(data)
        return data

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the data."""
        return msgspec.json.schema(self.data)

    def scoped_attributes(self) -> tuple[Attribute, ...]:
        """The attributes, each limited to this event type."""
        mine = frozenset((self.name,))
        return tuple(replace(attribute, events=mine) for attribute in self.attributes)


@lru_cache(maxsize=512)
def _decoder(data: type[msgspec.Struct]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(data)


def invalid(error: Exception, data: type | None = None, base: str = "/data") -> EventInvalid:
    """The error a caller gets for what msgspec found; `base` is the pointer of the decoded part."""
    problem: Problem = translate(error, data, base)
    kind = EventInvalid
    if problem.code == "amount_negative":
        kind = AmountNegative
    elif problem.code == "amount_too_large":
        kind = AmountTooLarge
    return kind(problem.message, place=problem.place)
