"""The catalogue of one release: its event types, attributes and effects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from shuke.kernel import Text
from shuke.rule.attribute import Attribute, nearest
from shuke.rule.benefiting import BENEFITING
from shuke.rule.calendar import CALENDAR, Calendars, named_days
from shuke.rule.event import EventType, EventTypeUnknown
from shuke.rule.holding import HOLDING
from shuke.rule.joining import JOINING
from shuke.rule.partnering import PARTNERING
from shuke.rule.paying import PAYING
from shuke.rule.rewarding import REWARDING
from shuke.rule.storing import STORING
from shuke.rule.taking_part import TAKING_PART
from shuke.rule.trade import TRADE
from shuke.rule.transferring import TRANSFERRING

STANDARD_EVENTS: tuple[EventType, ...] = (
    *TRADE,
    *JOINING,
    *HOLDING,
    *TAKING_PART,
    *REWARDING,
    *PAYING,
    *BENEFITING,
    *STORING,
    *TRANSFERRING,
    *PARTNERING,
)

EVENT: Final = (
    Attribute("event.type", "text", Text(en="event type", zh="事件类型"), "t.event.type", False),
    Attribute("event.source", "text", Text(en="source", zh="来源系统"), "t.event.source", False),
    Attribute(
        "event.channel",
        "text",
        Text(en="channel of the event", zh="事件渠道"),
        'getattr(t.data, "channel", None)',
    ),
)


class Catalogue:
    """Event types and attributes by name; built once per release, then only read.

    `currency` (ISO 4217) and `minor_digits` say how amounts of `cents` attributes are written;
    `calendars` are the named days that conditions may ask for.
    """

    def __init__(
        self,
        event_types: Iterable[EventType] = STANDARD_EVENTS,
        *,
        currency: str = "CNY",
        minor_digits: int = 2,
        calendars: Calendars | None = None,
    ) -> None:
        self.currency = currency
        self.minor_digits = minor_digits
        self.event_types: dict[str, EventType] = {}
        self.attributes: dict[str, Attribute] = {}
        self.readers: dict[str, Callable[[Any, Any], Any]] = {}
        """Ways to read single attributes, kept by `explain` as it needs them."""
        self.add(*EVENT, *CALENDAR, *named_days(calendars or {}))
        for event_type in event_types:
            self.add_event_type(event_type)

    def add(self, *attributes: Attribute) -> None:
        """Register attributes. The same name twice must mean the same, on other event types.

        Raises ValueError when a name is taken by another meaning.
        """
        for attribute in attributes:
            known = self.attributes.get(attribute.name)
            if known is not None and known != attribute:
                attribute = _joined(known, attribute)
            self.attributes[attribute.name] = attribute

    def add_event_type(self, event_type: EventType) -> None:
        """Register an event type and its attributes. Raises ValueError for a taken name.

        A declared one whose name is taken is left out instead: publishing refuses it, but the
        draft that has it must still be readable.
        """
        if event_type.name in self.event_types:
            if event_type.custom:
                return
            raise ValueError(f"event type {event_type.name!r} is registered twice")
        self.event_types[event_type.name] = event_type
        for attribute in event_type.scoped_attributes():
            self.add(self._own_name(attribute, event_type))

    def _own_name(self, attribute: Attribute, event_type: EventType) -> Attribute:
        """Fields of declared event types that mean two things get the event type in their name.

        Publishing refuses such fields; a draft that has them must still be readable.
        """
        known = self.attributes.get(attribute.name)
        if not event_type.custom or known is None or _alike(known, attribute):
            return attribute
        field = attribute.name.removeprefix("data.")
        return replace(attribute, name=f"data.{event_type.name}.{field}")

    def event_type(self, name: str) -> EventType:
        """The event type of this name. Raises EventTypeUnknown with the nearest one."""
        found = self.event_types.get(name)
        if found is None:
            raise _unknown(name, nearest(name, list(self.event_types)))
        return found

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of this name, if there is one."""
        return self.attributes.get(name)

    def attributes_of(self, event: str | None) -> list[Attribute]:
        """What conditions may ask when this event comes (None: what any event allows)."""
        return [
            attribute
            for attribute in self.attributes.values()
            if attribute.events is None or event in attribute.events
        ]


def _joined(known: Attribute, other: Attribute) -> Attribute:
    """One attribute for both sets of event types. Raises ValueError when they mean two things."""
    if not _alike(known, other):
        raise ValueError(f"attribute {known.name!r} is registered twice with two meanings")
    events = None
    if known.events is not None and other.events is not None:
        events = known.events | other.events
    return replace(
        known,
        events=events,
        optional=known.optional or other.optional,
        least=_wider(min, known.least, other.least),
        most=_wider(max, known.most, other.most),
    )


def _alike(one: Attribute, other: Attribute) -> bool:
    """Whether two attributes read the same thing in the same way, whatever they are called."""
    return (
        (one.type, one.expr, one.ordered) == (other.type, other.expr, other.ordered)
        and [choice.value for choice in one.values] == [choice.value for choice in other.values]
        and dict(one.uses) == dict(other.uses)
    )


def _wider(pick: Callable[[int, int], int], one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else pick(one, other)


def _unknown(name: str, near: str | None) -> EventTypeUnknown:
    hint = None
    if near is not None:
        hint = Text(en=f"Did you mean {near!r}?", zh=f"是不是 {near!r}？")
    return EventTypeUnknown(
        Text(en=f"There is no event type {name!r}.", zh=f"没有事件类型 {name!r}。"),
        hint=hint,
        place="/type",
        suggestion=near,
    )
