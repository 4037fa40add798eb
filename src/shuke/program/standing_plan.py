"""A tier set, compiled: thresholds by rank, the window, and how its measure is read."""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable
from typing import Any, Final, Literal, Protocol

import msgspec

from shuke.program.ladder import (
    CalendarYear,
    Earned,
    MemberYear,
    Reading,
    Rolling,
    SincePromotion,
    TierSet,
)
from shuke.program.state import Standing
from shuke.rule import Catalogue

WindowKind = Literal["years", "rolling", "since", "ever"]


ROLLING: Final = 3
"""The kind of counters by day in a shape."""


class OwnTally(Protocol):
    """How a set counts an order by itself: with the member's values that only it reads."""

    def seen(self, turn: Any) -> list[Any]:
        """The member's attributes that it reads, before the order changes them."""

    def of(self, event: Any, data: Any, release: Any, seen: list[Any]) -> int:
        """What an order, or what was kept of it, adds to the set."""


class SetPlan:
    """One tier set of a release; ranks count from 0, the lowest."""

    __slots__ = (
        "after_refund",
        "anniversary",
        "announce_days",
        "ats",
        "currency",
        "days",
        "document",
        "grace_days",
        "history",
        "hold_days",
        "keeps",
        "key",
        "kind",
        "measures",
        "one_step",
        "own",
        "rank",
        "read",
        "shape",
        "tiers",
    )

    def __init__(self, document: TierSet) -> None:
        self.document = document
        self.key = document.key
        self.tiers = [tier.key for tier in document.tiers]
        self.ats = [tier.at for tier in document.tiers]
        self.keeps = [tier.keeps for tier in document.tiers]
        self.rank = {key: rank for rank, key in enumerate(self.tiers)}
        self.one_step = document.downgrade.mode == "one_step"
        self.grace_days = document.downgrade.grace_days
        self.announce_days = document.announce_days
        self.after_refund = document.after_refund == "recompute"
        self.currency = document.measure.currency if isinstance(document.measure, Earned) else None
        self.read: Callable[[Any], int] | None = None
        """Reads the measure of a turn, where that is an attribute."""
        self.history = document.start == "history"
        """Whether a member's memory begins with what the log holds, and not now."""
        self.own: OwnTally | None = None
        """Counts an order that no release of its time counted for this set."""
        self.kind: WindowKind = "ever"
        self.anniversary = False
        self.days = self.hold_days = 0
        match document.window:
            case CalendarYear():
                self.kind = "years"
            case MemberYear():
                self.kind, self.anniversary = "years", True
            case SincePromotion(days=days):
                self.kind, self.days = "since", days
            case Rolling(days=days, hold_days=hold_days):
                self.kind, self.days, self.hold_days = "rolling", days, hold_days
            case _:
                pass
        self.shape = _shape(self, document)
        """How a standing's counters are to be read, and a hash of what they measure."""
        self.measures = self.shape >> 3
        """The hash alone: the same for two windows over the same measure."""

    def fits(self, standing: Standing) -> bool:
        """Whether a standing's counters are of this set, and hold all that its history asks for:
        everything since the member's first event."""
        if standing.shape != self.shape:
            return False
        if not self.history or standing.waits:
            return True
        return not standing.begun and (self.kind != "rolling" or standing.reach >= self.days)

    def reached(self, have: int) -> int:
        """The highest rank whose threshold is met; the threshold itself counts."""
        return max(bisect_right(self.ats, have) - 1, 0)


def _shape(plan: SetPlan, document: TierSet) -> int:
    """Three bits for the kind of counters, thirteen for the measure: a small number."""
    kind = {"years": 2 if plan.anniversary else 1, "rolling": ROLLING, "since": 4, "ever": 0}
    measure = zlib.crc32(msgspec.json.encode(document.measure, order="deterministic"))
    return kind[plan.kind] | (measure & 0x1FFF) << 3


def plan_set(document: TierSet, catalogue: Catalogue) -> SetPlan:
    """Compile a tier set."""
    made = SetPlan(document)
    if isinstance(document.measure, Reading):
        attribute = catalogue.attributes[document.measure.attribute]
        space: dict[str, Any] = dict(attribute.uses)
        source = f"def read(t):\n    return ({attribute.expr}) or 0\n"
        # The expression is an attribute's, written in this code base.
        exec(compile(source, "<measure>", "exec"), space)  # noqa: S102
        made.read = space["read"]
    return made
