"""Definitions: what operators configure, as typed documents with versions.

A document is a `Document` struct tagged by `kind`. A room declares its kinds; the engine knows two
itself: `programme` (zone, money, how late an event may come) and `calendar` (named days).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from shuke.kernel import Text
from shuke.rule import Catalogue, Problem, nearest

Key = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
"""A definition's key: lower-case letters, digits, `-` and `_`, at most 64."""


class Document(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every definition has. Sub-classes set `tag` to their kind."""

    key: Key
    name: Text
    note: str | None = None
    start: Literal["now", "history"] = "now"
    """Where a definition with memory begins: at its publication or each member's first event."""


Documents = Mapping[str, Mapping[str, Any]]
"""All documents of a release or draft: kind → key → document."""


@dataclass(frozen=True, slots=True)
class Checking:
    """What a check may look at: the whole proposed set, and the attributes and events it knows."""

    documents: Documents
    catalogue: Catalogue

    def missing(self, kind: str, key: str, place: str) -> Problem | None:
        """A problem when `key` names no document of `kind`, with the nearest one that exists."""
        known = self.documents.get(kind, {})
        if key in known:
            return None
        return Problem(
            code="reference_unknown",
            place=place,
            message=Text(
                en=f"There is no {kind} called {key!r}.",
                zh=f"没有名为 {key!r} 的{kind}。",
            ),
            suggestion=nearest(key, list(known)),
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of definition. `check` finds what types alone cannot, over the whole proposed set."""

    name: str
    document: type[Any]
    """A `Document`, or a struct with the same key, name and note."""
    title: Text
    room: str
    check: Callable[[Any, Checking], list[Problem]] = field(default=lambda _doc, _checking: [])
    singleton: bool = False


class Money(msgspec.Struct, forbid_unknown_fields=True):
    """The money amounts are in."""

    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "CNY"
    minor_digits: Annotated[int, msgspec.Meta(ge=0, le=4)] = 2


class Programme(Document, tag="programme"):
    """The programme itself; exactly one, key `programme`."""

    zone: str = "Asia/Shanghai"
    money: Money = msgspec.field(default_factory=Money)
    lateness_days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 30
    """How late an event may come and still be judged by the release of its own time."""
    future_skew_seconds: Annotated[int, msgspec.Meta(ge=0, le=86400)] = 300
    """How far ahead of the door's clock a source's clock may be."""


class NamedDay(msgspec.Struct, forbid_unknown_fields=True):
    """A holiday or member day."""

    date: date
    name: Text


class Calendar(Document, tag="calendar"):
    """Named days that conditions may ask for."""

    days: list[NamedDay] = []


def _check_programme(document: Programme, _checking: Checking) -> list[Problem]:
    if document.zone in available_timezones():
        return []
    return [
        Problem(
            code="zone_unknown",
            place="/zone",
            message=Text(
                en=f"{document.zone!r} is not a time zone.",
                zh=f"没有 {document.zone!r} 这个时区。",
            ),
            suggestion=nearest(document.zone, sorted(available_timezones())),
        )
    ]


KINDS = (
    Kind(
        "programme",
        Programme,
        Text(en="Programme", zh="方案"),
        "engine",
        _check_programme,
        singleton=True,
    ),
    Kind("calendar", Calendar, Text(en="Calendar", zh="日历"), "engine"),
)

DEFAULT_PROGRAMME = Programme(key="programme", name=Text(en="Programme", zh="会员方案"))


def programme_of(documents: Documents) -> Programme:
    """The programme document of a set, or the default one."""
    found = documents.get("programme", {}).get("programme", DEFAULT_PROGRAMME)
    assert isinstance(found, Programme)
    return found


def zone_of(documents: Documents) -> ZoneInfo:
    """The programme's zone."""
    return ZoneInfo(programme_of(documents).zone)
