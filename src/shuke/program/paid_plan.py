"""The document of paid membership: `paid_plan`.

88.00 a year, a free week first, a notice ten days before the end, refunds by the day::

    kind: paid_plan
    key: plus
    name: {en: Plus, zh: 悦享会员}
    price_cents: 8800
    months: 12
    trial_days: 7
    notice_days: 10
    grace_days: 14
    refund: pro_rata

What each means to the day and the cent is written in docs/algorithms/paid.md.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta

from shuke.engine import Checking, Compiling, Document
from shuke.rule import Problem

MOST_PERIODS = 12
"""So many periods may lie ahead of a member."""


class PaidPlan(Document, tag="paid_plan"):
    """What a member pays for by the period. Conditions ask `member.plan.<key>`."""

    price_cents: Annotated[int, Meta(ge=0, le=2**53)]
    """What the notice says; what was paid, the event says."""
    months: Annotated[int, Meta(ge=1, le=60)]
    trial_days: Annotated[int, Meta(ge=0, le=366)] = 0
    """A free period at the beginning, once for each member."""
    notice_days: Annotated[int, Meta(ge=0, le=90)] = 7
    """How many days before the end the member is told, of a renewal or of the end."""
    grace_days: Annotated[int, Meta(ge=0, le=90)] = 0
    """Paid so many days after the end, it is a renewal, and the plan counts as never ended."""
    refund: Literal["pro_rata", "none"] = "pro_rata"
    """What comes back for the days that are left when it is cancelled."""


def check_plan(_document: PaidPlan, _checking: Checking) -> list[Problem]:
    """Whatever the types allow will do."""
    return []


class PaidPlans:
    """The paid plans of a release, by key, with their versions."""

    __slots__ = ("by_key", "versions")

    def __init__(self, by_key: dict[str, PaidPlan], versions: dict[str, int]) -> None:
        self.by_key = by_key
        self.versions = versions


def paid_plans(compiling: Compiling) -> PaidPlans:
    """The paid plans of a release."""
    documents: dict[str, Any] = dict(compiling.documents.get("paid_plan", {}))
    keys = sorted(documents)
    return PaidPlans(
        {key: documents[key] for key in keys},
        {key: compiling.version("paid_plan", key) for key in keys},
    )
