"""What rules judge: an event with the member as it was before, or what was kept of it later.

Member state is read once, into `seen`; conditions read it from there and from nowhere else. So a
refund years later is judged by the very conditions and values of the purchase.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from shuke.engine import Event, Release, Turn
from shuke.kernel import share_out
from shuke.rule import Attribute, Catalogue, OrderPaid

See = Callable[[Any], list[Any]]
"""Reads the member's attributes that the rules of an event type ask for, from a turn."""


class Case:
    """Looks like a turn to conditions, but holds no state: only the values that were `seen`."""

    __slots__ = (
        "_local",
        "at",
        "data",
        "day",
        "event",
        "given",
        "release",
        "seen",
        "subject",
        "time",
    )

    def __init__(self, event: Event, data: Any, release: Release, seen: list[Any]) -> None:
        self.event = event
        self.data = data
        self.release = release
        self.seen = seen
        self.subject = event.subject
        self.time = event.time
        self.at = event.at
        self._local: datetime | None = None
        self.day = 0

    @property
    def local(self) -> datetime:
        """The event's `time` in the programme's zone."""
        local = self._local
        if local is None:
            local = self._local = self.time.astimezone(self.release.zone)
        return local

    @property
    def today(self) -> int:
        """The business day of the event's `time`: rules know no other."""
        return self.day


def of_turn(turn: Turn, see: See | None) -> Case:
    """The event of a turn, judged now."""
    case = Case(turn.event, turn.data, turn.release, see(turn) if see is not None else [])
    case.day = turn.day
    return case


def of_past(event: Event, data: Any, release: Release, seen: list[Any]) -> Case:
    """An earlier event, with other data: what was kept of it."""
    case = Case(event, data, release, seen)
    case.day = case.local.toordinal()
    return case


def earning_part(case: Case, unearned_cents: int) -> Case | None:
    """The case without the part of an order that is paid with what earns nothing; None: all of it.

    That part lies on the lines and the shipping in proportion, by largest remainder.
    """
    if not unearned_cents:
        return case
    data = earning_data(case.data, unearned_cents)
    if data is None:
        return None
    part = Case(case.event, data, case.release, case.seen)
    part.day = case.day
    return part


def earning_data(paid: OrderPaid, unearned_cents: int) -> OrderPaid | None:
    """An order less the part that earns nothing; None when nothing is left."""
    if unearned_cents >= paid.total_cents:
        return None
    weights = [*(line.paid_cents for line in paid.lines), paid.shipping_cents]
    *off, shipping = share_out(unearned_cents, weights)
    return msgspec.structs.replace(
        paid,
        lines=[
            msgspec.structs.replace(line, paid_cents=line.paid_cents - less)
            for line, less in zip(paid.lines, off, strict=True)
        ],
        shipping_cents=paid.shipping_cents - shipping,
        total_cents=paid.total_cents - unearned_cents,
    )


def seeing(catalogue: Catalogue, names: Iterable[str]) -> tuple[See | None, Catalogue]:
    """How to read these attributes of the member, and the catalogue that reads them from `seen`."""
    attributes = [catalogue.attributes[name] for name in sorted(names)]
    if not attributes:
        return None, catalogue
    blind = copy(catalogue)
    blind.attributes = dict(catalogue.attributes)
    blind.readers = {}
    for place, attribute in enumerate(attributes):
        blind.attributes[attribute.name] = replace(attribute, expr=f"t.seen[{place}]", uses={})
    return _reader(attributes), blind


def _reader(attributes: list[Attribute]) -> See:
    """One function for all of them. Lists are copied: the state changes after it was seen."""
    space: dict[str, Any] = {}
    parts = []
    for attribute in attributes:
        for name, value in attribute.uses.items():
            assert space.setdefault(name, value) is value, f"{name} means two things"
        parts.append(f"[*{attribute.expr}]" if attribute.type == "texts" else attribute.expr)
    source = f"def see(t):\n    return [{', '.join(parts)}]\n"
    # The expressions are written in this code base; nothing a user typed is in them.
    exec(compile(source, "<seen>", "exec"), space)  # noqa: S102
    see: See = space["see"]
    return see
