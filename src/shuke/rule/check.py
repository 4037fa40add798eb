"""Checking a condition before it is saved: everything wrong with it, with places and remedies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from shuke.kernel import ShukeError, Text
from shuke.rule.attribute import Attribute
from shuke.rule.bound import Bound, attributes, bind
from shuke.rule.catalogue import Catalogue
from shuke.rule.condition import Condition
from shuke.rule.contradiction import contradictions
from shuke.rule.problem import Problem


class ConditionInvalid(ShukeError):
    """A condition that was not checked before use is wrong."""

    code = "condition_invalid"
    status = 422
    title = Text(en="The condition is not valid", zh="条件不成立")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message, place=problems[0].place, flaws=problems)


def check(
    condition: Condition,
    catalogue: Catalogue,
    path: str = "",
    *,
    events: Collection[str] | None = None,
    on_line: bool = False,
) -> list[Problem]:
    """Everything wrong with a condition; `path` is the JSON pointer of where it stands.

    `events` are the event types that the condition will meet: an attribute must be known for all
    of them. None leaves that unchecked; an empty collection allows only what every event has.
    `on_line` is for conditions on one order line (eligible lines of an earning rule).
    """
    bound, problems = bind(condition, catalogue, path, events, on_line=on_line)
    if bound is None:
        return problems
    return contradictions(bound)


def bound_of(condition: Condition, catalogue: Catalogue, *, on_line: bool = False) -> Bound:
    """The bound tree of a condition that is used. Raises ConditionInvalid with its problems."""
    bound, problems = bind(condition, catalogue, on_line=on_line)
    if bound is None:
        raise ConditionInvalid(problems)
    return bound


def attributes_read(
    condition: Condition, catalogue: Catalogue, *, on_line: bool = False
) -> list[Attribute]:
    """The attributes a condition reads, each once, in order. Raises ConditionInvalid."""
    bound = bound_of(condition, catalogue, on_line=on_line)
    return list({a.name: a for a in attributes(bound)}.values())


def state_attributes(
    condition: Condition, catalogue: Catalogue, *, on_line: bool = False
) -> set[str]:
    """The names of the member state's attributes that a condition reads."""
    return {
        attribute.name
        for attribute in attributes_read(condition, catalogue, on_line=on_line)
        if attribute.room is not None
    }
