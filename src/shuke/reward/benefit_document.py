"""The document of benefits: `benefit`.

Free delivery for gold members, four times a month::

    kind: benefit
    key: gold-delivery
    name: {en: Free delivery, zh: 免费配送}
    type: free_delivery
    about: {en: On any order, zh: 订单不限金额}
    if: {attribute: member.tier.main, op: at_least, value: gold}
    quota: {every: month, uses: 4}
    worth_cents: 600
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shuke.engine import Checking, Document
from shuke.kernel import Every, Text
from shuke.reward.terms import Cents
from shuke.rule import Condition, Problem, check

Sort = Literal[
    "discount",
    "member_price",
    "free_delivery",
    "birthday_gift",
    "limited_product",
    "seat",
    "priority",
    "adviser",
    "service",
]
MAX_USES = 1_000_000


class Quota(Struct, frozen=True, forbid_unknown_fields=True):
    """So many uses a member and period of the programme's calendar."""

    uses: Annotated[int, Meta(ge=1, le=MAX_USES)]
    every: Every = "month"


class Benefit(Document, tag="benefit", rename={"condition": "if", "sort": "type"}):
    """What a member is entitled to while the condition holds, whichever channel he asks in."""

    sort: Sort
    about: Text
    """What members read about it."""
    condition: Condition | None = None
    """Asks about the member, the calendar and where it is used; None: everybody."""
    quota: Quota | None = None
    stock: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    """How many uses there are for all members together, such as seats."""
    worth_cents: Cents | None = None
    """What one use is worth to the member."""
    cost_cents: Cents | None = None
    """What one use costs the brand."""
    funder: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


def check_benefit(document: Benefit, checking: Checking) -> list[Problem]:
    """Everything wrong with a benefit among the other documents."""
    found = [
        Problem(
            "text_missing",
            f"/about/{language}",
            Text(en="Members would read a blank.", zh="会员会看到空白。"),
        )
        for language in ("en", "zh")
        if not getattr(document.about, language).strip()
    ]
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=("benefit.use",))
    return found
