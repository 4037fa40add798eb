"""What a member is entitled to at a moment: every benefit, used and left, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shuke.engine import Release
from shuke.reward.benefit import BenefitPlan
from shuke.reward.benefit_document import Benefit
from shuke.rule import Node, explain


class Asking:
    """A member at a moment, as conditions see him; the use itself is not known yet."""

    __slots__ = ("_local", "at", "data", "day", "event", "release", "state", "time", "today")

    def __init__(self, state: Any, release: Release, moment: datetime) -> None:
        self.state = state
        self.release = release
        self.time = self.at = moment
        self._local = moment.astimezone(release.zone)
        self.day = self.today = self._local.toordinal()
        self.data = NOTHING_YET
        self.event = NOTHING_YET

    @property
    def local(self) -> datetime:
        """The moment in the programme's zone."""
        return self._local


class _NothingYet:
    """Stands for the data of a use: nothing is known of it."""

    benefit = ""
    channel = None
    store = None
    type = "benefit.use"
    source = ""


NOTHING_YET = _NothingYet()


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One benefit for one member: `left` is None without a quota."""

    benefit: Benefit
    entitled: bool
    used: int
    left: int | None
    renews_day: int | None
    """The business day (ordinal) on which the quota begins anew; None without one, or never."""
    why: Node | None
    """The condition as a tree with what was seen; None when there is none."""


def entitlements(release: Release, state: Any, moment: datetime) -> list[Entitlement]:
    """Every benefit of the release for a member's state, by key."""
    plans: dict[str, BenefitPlan] = release.plans["reward"].benefits
    asking = Asking(state, release, moment)
    found = []
    for plan in plans.values():
        condition = plan.document.condition
        entitled = plan.condition is None or bool(plan.condition(asking))
        found.append(
            Entitlement(
                plan.document,
                entitled,
                plan.used(state.reward.used, asking.today),
                plan.left(state.reward.used, asking.today),
                plan.renews(asking.today),
                None if condition is None else explain(condition, asking, release.catalogue),
            )
        )
    return found
