"""What a member is entitled to at a moment: every benefit, used and left, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shuke.engine import Release
from shuke.reward.benefit import BenefitPlan
from shuke.reward.benefit_document import Benefit
from shuke.reward.supposed import Supposed
from shuke.rule import BenefitUse, Node, explain


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
    found = []
    for key, plan in plans.items():
        # Where it would be used is not known yet.
        asking = Supposed("benefit.use", BenefitUse(key, ""), state, release, moment)
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
