"""Conditions that can never hold: bounds inside one `all` that leave no value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.bound import Bound, Comparison, Group, Lines, rank, shape
from shuke.rule.problem import Problem

_WHOLE = ("int", "cents", "date", "enum", "time")


@dataclass(slots=True)
class _Room:
    """What is left for one attribute: bounds, allowed values, and whether it must be missing."""

    title: Text
    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False
    allowed: set[Any] | None = None
    banned: set[Any] = field(default_factory=set)
    whole: bool = False
    optional: bool = True
    absent: bool = False
    compared: bool = False

    def empty(self) -> bool:
        if self.absent:
            return self.compared or not self.optional
        if self.low > self.high or (self.low == self.high and (self.open_low or self.open_high)):
            return True
        if self.allowed is None:
            # Only a handful of whole numbers can all be ruled out one by one.
            few = self.whole and self.high - self.low < len(self.banned)
            return few and all(v in self.banned for v in range(int(self.low), int(self.high) + 1))
        return all(value in self.banned or self.outside(value) for value in self.allowed)

    def outside(self, value: Any) -> bool:
        """Whether a value lies beyond the bounds; what is not a number has none."""
        if not isinstance(value, (int, float)):
            return False
        below = value < self.low or (self.open_low and value == self.low)
        return below or value > self.high or (self.open_high and value == self.high)


def contradictions(bound: Bound) -> list[Problem]:
    """A problem for every part that can never hold, at the comparison that closes the room."""
    return list(_walk(bound))


def _walk(bound: Bound) -> Iterator[Problem]:
    if isinstance(bound, (Comparison, Lines)):
        yield from _leaf(bound, {})
        return
    if bound.op != "all":
        for member in bound.members:
            yield from _walk(member)
        return
    rooms: dict[object, _Room] = {}
    for leaf in _conjuncts(bound):
        if isinstance(leaf, Group):
            yield from _walk(leaf)
        else:
            yield from _leaf(leaf, rooms)


def _leaf(leaf: Comparison | Lines, rooms: dict[object, _Room]) -> Iterator[Problem]:
    if isinstance(leaf, Lines) and leaf.where is not None:
        yield from _walk(leaf.where)
    found = _narrow(leaf, rooms)
    if found is not None:
        yield found


def _conjuncts(group: Group) -> Iterator[Bound]:
    """The members, with those of an `all` directly inside an `all` among them."""
    for member in group.members:
        if isinstance(member, Group) and member.op == "all":
            yield from _conjuncts(member)
        else:
            yield member


def _narrow(leaf: Comparison | Lines, rooms: dict[object, _Room]) -> Problem | None:
    if isinstance(leaf, Comparison):
        key: object = leaf.attribute.name
        attribute = leaf.attribute
    elif leaf.measure is not None:
        key = (leaf.kind, shape(leaf.where), leaf.of.name if leaf.of else "")
        attribute = leaf.measure
    else:
        return None
    assert leaf.operator is not None
    room = rooms.setdefault(key, _room(attribute))
    if room.empty():
        return None
    _apply(room, attribute, leaf.operator.op, leaf.value)
    return _closed(room, leaf.place) if room.empty() else None


def _room(attribute: Attribute) -> _Room:
    """What an attribute can be at all."""
    least = -inf if attribute.least is None else attribute.least
    most = inf if attribute.most is None else attribute.most
    if attribute.type == "enum":
        least, most = 0, len(attribute.values) - 1
    return _Room(
        attribute.title,
        least,
        most,
        allowed={True, False} if attribute.type == "bool" else None,
        whole=attribute.type in _WHOLE,
        optional=attribute.optional,
    )


def _apply(room: _Room, attribute: Attribute, op: str, value: Any) -> None:
    if op == "absent":
        room.absent = True
        return
    if attribute.type == "texts":
        return
    room.compared = True
    if op in ("is", "on", "in"):
        one = set(value) if op == "in" else {value}
        ranks = {rank(attribute, single) for single in one}
        room.allowed = ranks if room.allowed is None else room.allowed & ranks
    elif op in ("is_not", "not_in"):
        many = value if op == "not_in" else (value,)
        room.banned |= {rank(attribute, single) for single in many}
    elif attribute.type not in ("moment", "text", "bool"):
        _bound(room, attribute, op, value)


def _bound(room: _Room, attribute: Attribute, op: str, value: Any) -> None:
    step = 1 if attribute.type in _WHOLE else 0
    if op == "between":
        low, high = rank(attribute, value[0]), rank(attribute, value[1])
        if low <= high:
            _raise(room, low, closed=True)
            _lower(room, high, closed=True)
    elif op in ("at_least", "more_than", "after"):
        more = op != "at_least"
        _raise(room, rank(attribute, value) + (step if more else 0), closed=bool(step) or not more)
    elif op in ("at_most", "less_than", "before"):
        less = op != "at_most"
        _lower(room, rank(attribute, value) - (step if less else 0), closed=bool(step) or not less)


def _raise(room: _Room, low: float, *, closed: bool) -> None:
    if low > room.low or (low == room.low and not closed):
        room.low, room.open_low = low, not closed


def _lower(room: _Room, high: float, *, closed: bool) -> None:
    if high < room.high or (high == room.high and not closed):
        room.high, room.open_high = high, not closed


def _closed(room: _Room, place: str) -> Problem:
    return Problem(
        "range_impossible",
        place,
        Text(
            en=f"“{room.title.en}” can never meet this together with the conditions before it.",
            zh=f"「{room.title.zh}」不可能满足这一条，或不能与前面的条件同时满足。",
        ),
    )
