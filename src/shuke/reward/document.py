"""The documents of rewards: `coupon` (a template) and `offer`.

A coupon template, of which each member may hold two, valid for 14 days from the day of issue::

    kind: coupon
    key: dairy-5-off-30
    name: {en: 5 off 30 on dairy, zh: 乳品满30减5}
    terms:
      discount: {how: amount_off, off_cents: 500}
      lines: {attribute: line.category, op: is, value: dairy}
      from_cents: 3000
    valid: {how: relative, days: 14}
    per_member: 2
    stock: 10000
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from shuke.engine import Document, Key
from shuke.reward.terms import Cents, Terms
from shuke.rule import Condition

Limit = Annotated[int, Meta(ge=1, le=2**53)]
Funder = Annotated[str, Meta(min_length=1, max_length=64)]


Count = Annotated[int, Meta(ge=1, le=10_000)]


class PerPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """So many a member and day, week (from Monday) or month."""

    every: Literal["day", "week", "month"]
    count: Count


class FixedDays(Struct, tag_field="how", tag="fixed", frozen=True, forbid_unknown_fields=True):
    """Valid on business days from the first to the last, both included."""

    first: date
    last: date


class RelativeDays(
    Struct, tag_field="how", tag="relative", frozen=True, forbid_unknown_fields=True
):
    """Valid for so many business days, the first one `after` days after the day of issue.

    Issued on the 1st with 14 days: from the 1st to the end of the 14th.
    """

    days: Annotated[int, Meta(ge=1, le=3660)]
    after: Annotated[int, Meta(ge=0, le=366)] = 0


Validity = FixedDays | RelativeDays


class Coupon(Document, tag="coupon"):
    """A coupon template: what its coupons take off, who may have how many, and for how long."""

    terms: Terms
    valid: Validity
    claimable: bool = False
    """Members may take it themselves."""
    claim_if: Condition | None = None
    """Who may: asked about the member and the calendar when it is claimed."""
    stock: Limit | None = None
    budget_cents: Cents | None = None
    """What its coupons may take off in all; counted when they are redeemed."""
    budget: Key | None = None
    """A budget that it shares with others."""
    per_member: Annotated[int, Meta(ge=1, le=100)] | None = None
    """How many one member may ever get."""
    giftable: bool = False
    codes: Literal["none", "generated", "imported"] = "none"
    on_refund: Literal["return", "keep"] = "return"
    """Whether a coupon comes back when its whole order is refunded."""
    returned_days: Annotated[int, Meta(ge=0, le=366)] = 0
    """A coupon that comes back is valid for at least so many days from the refund; with 0, one
    whose last day has passed stays expired."""
    funder: Funder | None = None


class Offer(Document, tag="offer"):
    """A discount that applies by itself while it is open."""

    terms: Terms
    first: date | None = None
    last: date | None = None
    """Business days on which it is open, both included."""
    budget_cents: Cents | None = None
    """What it may take off in all."""
    budget_uses: Limit | None = None
    """How many orders may use it in all."""
    budget: Key | None = None
    """A budget that it shares with others."""
    per_member: Count | None = None
    """How many orders of one member may use it."""
    per_period: PerPeriod | None = None
    funder: Funder | None = None
