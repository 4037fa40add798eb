"""The document of tiers: `tier_set`.

Four tiers by growth value of the last 365 days::

    kind: tier_set
    key: main
    name: {en: Member tiers, zh: 会员等级}
    measure: {how: earned, currency: growth}
    window: {how: rolling, days: 365}
    tiers:
      - {key: basic, name: {en: Basic, zh: 普通}, at: 0}
      - {key: silver, name: {en: Silver, zh: 银卡}, at: 500, keep: 400}
      - {key: gold, name: {en: Gold, zh: 金卡}, at: 2000, keep: 1600}
    downgrade: {mode: one_step, grace_days: 30}
    announce_days: 30

Spend on dairy within the calendar year::

    measure: {how: spend, lines: {attribute: line.category, op: is, value: dairy}}
    window: {how: calendar_year}
    downgrade: {mode: recompute}

What each means to the day is written in docs/algorithms/tiers.md.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field

from shuke.engine import Document, Key
from shuke.kernel import Text
from shuke.rule import Condition

MAX_TIERS: Final = 20

Threshold = Annotated[int, Meta(ge=0, le=2**53)]


class Earned(Struct, tag_field="how", tag="earned", frozen=True, forbid_unknown_fields=True):
    """What was issued of a currency: by rules, opening balances and adjustments; spending it,
    getting it back and its expiry never count, and a refund takes off what the order had earned."""

    currency: Key


class Spend(Struct, tag_field="how", tag="spend", frozen=True, forbid_unknown_fields=True):
    """Minor units paid on order lines (`lines`: only those that match), less what was refunded."""

    lines: Condition | None = None


class Orders(Struct, tag_field="how", tag="orders", frozen=True, forbid_unknown_fields=True):
    """The number of orders (`if`: only those that meet it) that were not wholly refunded."""

    condition: Condition | None = field(default=None, name="if")


class Reading(Struct, tag_field="how", tag="attribute", frozen=True, forbid_unknown_fields=True):
    """A whole-number attribute of the member, as it is after each event; needs window `ever`."""

    attribute: str


Measure = Earned | Spend | Orders | Reading


class CalendarYear(
    Struct, tag_field="how", tag="calendar_year", frozen=True, forbid_unknown_fields=True
):
    """From 1 January; judged at the end of 31 December."""


class MemberYear(
    Struct, tag_field="how", tag="member_year", frozen=True, forbid_unknown_fields=True
):
    """From the day of the year on which the member was first seen; judged the day before."""


class SincePromotion(
    Struct, tag_field="how", tag="since_promotion", frozen=True, forbid_unknown_fields=True
):
    """From the last change of tier, judged every `days` days; counting begins again each time."""

    days: Annotated[int, Meta(ge=1, le=3660)] = 365


class Rolling(Struct, tag_field="how", tag="rolling", frozen=True, forbid_unknown_fields=True):
    """The last `days` business days, today included; judged whenever a day leaves the window.

    A tier once reached is held at least `hold_days`.
    """

    days: Annotated[int, Meta(ge=1, le=1100)] = 365
    hold_days: Annotated[int, Meta(ge=0, le=3660)] = 0


class Ever(Struct, tag_field="how", tag="ever", frozen=True, forbid_unknown_fields=True):
    """From the beginning; a tier is never lost by time."""


Window = CalendarYear | MemberYear | SincePromotion | Rolling | Ever


class Tier(Struct, frozen=True, forbid_unknown_fields=True):
    """One tier: reached `at` this much (the threshold itself counts), kept with `keep`."""

    key: Key
    name: Text
    at: Threshold
    keep: Threshold | None = None
    """None: as much as reached it."""

    @property
    def keeps(self) -> int:
        """What must be met to keep the tier."""
        return self.at if self.keep is None else self.keep


class Downgrade(Struct, frozen=True, forbid_unknown_fields=True):
    """What happens when the keep requirement is missed: one tier down, or to what is met.

    It takes effect at the beginning of the business day `grace_days` after the first day without;
    what comes in those days still helps to keep the tier.
    """

    mode: Literal["one_step", "recompute"] = "recompute"
    grace_days: Annotated[int, Meta(ge=0, le=366)] = 0


class TierSet(Document, tag="tier_set"):
    """A ladder of tiers, lowest first; the first is every member's and stands at 0."""

    measure: Measure
    window: Window
    tiers: Annotated[list[Tier], Meta(min_length=1, max_length=MAX_TIERS)]
    downgrade: Downgrade = Downgrade()
    announce_days: Annotated[int, Meta(ge=0, le=366)] = 30
    """How many days ahead a drop is announced; 0: not at all."""
    after_refund: Literal["stay", "recompute"] = "stay"
    """Whether a refund below the threshold takes back at once the promotion it had brought."""
