"""Condition documents: what operators write in JSON or YAML.

One struct stands for all shapes, because JSON does not name them; exactly one shape is allowed:

- `{all: […]}`, `{any: […]}`, `{none: […]}`
- `{attribute: "order.total_cents", op: "at_least", value: 5000}`
- `{lines: "any" | "every", where: <condition over line.*>}`
- `{lines: "sum", of: "line.paid_cents", where?: …, op: …, value: …}`
- `{lines: "count", where?: …, op: …, value: …}`
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import force_setattr

MAX_DEPTH: Final = 8
MAX_NODES: Final = 200
MAX_VALUES: Final = 1000
MAX_TEXT: Final = 256

GroupOp = Literal["all", "any", "none"]
LinesOp = Literal["any", "every", "sum", "count"]

SHAPE: Final = "A condition has exactly one of all, any, none, attribute, lines"
EMPTY: Final = "A group needs at least one condition"


class Condition(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One condition. Making one of no shape or of two raises ValueError (msgspec adds the place).

    `value` holds what JSON holds: text for dates ("2026-11-21"), moments (RFC 3339) and times of
    day ("14:30"); minor units for money.
    """

    all: tuple[Condition, ...] | None = None
    any: tuple[Condition, ...] | None = None
    none: tuple[Condition, ...] | None = None
    attribute: str | None = None
    lines: LinesOp | None = None
    where: Condition | None = None
    of: str | None = None
    op: str | bool | None = None
    value: Any = None

    def __post_init__(self) -> None:
        shapes = (self.all, self.any, self.none, self.attribute, self.lines)
        if sum(shape is not None for shape in shapes) != 1:
            raise ValueError(SHAPE)
        if self.members == () and self.attribute is None and self.lines is None:
            raise ValueError(EMPTY)
        allowed = self._allowed()
        for name in ("where", "of", "op", "value"):
            if name not in allowed and getattr(self, name) is not None:
                raise ValueError(f"`{name}` does not belong to this condition")
        for name in ("where", "of", "op"):
            if allowed.get(name) and getattr(self, name) is None:
                raise ValueError(f"`{name}` is missing")
        if self.op is True:
            # YAML 1.1 reads a bare `on` as true.
            force_setattr(self, "op", "on")
        elif self.op is False:
            raise ValueError("`op` must be text")
        force_setattr(self, "value", _plain(self.value))

    def _allowed(self) -> dict[str, bool]:
        """The companion fields this shape may have, and whether it must."""
        if self.attribute is not None:
            return {"op": True, "value": False}
        if self.lines in ("any", "every"):
            return {"where": True}
        if self.lines == "sum":
            return {"where": False, "of": True, "op": True, "value": False}
        if self.lines == "count":
            return {"where": False, "op": True, "value": False}
        return {}

    @property
    def group(self) -> GroupOp | None:
        """Which group this is, or None for a leaf."""
        if self.all is not None:
            return "all"
        if self.any is not None:
            return "any"
        return "none" if self.none is not None else None

    @property
    def members(self) -> tuple[Condition, ...]:
        """The members of a group; empty for a leaf."""
        return self.all or self.any or self.none or ()

    def inner(self) -> Iterator[tuple[str, Condition]]:
        """The conditions directly inside, each with its JSON pointer from here."""
        for index, member in enumerate(self.members):
            yield f"/{self.group}/{index}", member
        if self.where is not None:
            yield "/where", self.where


def _plain(value: Any) -> Any:
    """YAML makes dates and moments of what JSON writes as text: back to text."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def all_of(*members: Condition) -> Condition:
    """Every member holds."""
    return Condition(all=members)


def any_of(*members: Condition) -> Condition:
    """At least one member holds."""
    return Condition(any=members)


def none_of(*members: Condition) -> Condition:
    """No member holds."""
    return Condition(none=members)


def compare(attribute: str, op: str, value: Any = None) -> Condition:
    """An attribute compared with a value."""
    return Condition(attribute=attribute, op=op, value=value)
