"""The document `budget`: what several offers and coupon templates may take off together.

A campaign has 50,000.00 and 20,000 uses, whichever is over first; the brand pays::

    kind: budget
    key: spring
    name: {en: Spring campaign, zh: 春季活动}
    cents: 5000000
    uses: 20000
    funder: brand
"""

from __future__ import annotations

from shuke.engine import Checking, Document
from shuke.kernel import Text
from shuke.reward.document import Funder, Limit
from shuke.reward.terms import Cents
from shuke.rule import Problem


class Budget(Document, tag="budget"):
    """Money, uses or both, for every offer and coupon template that names it."""

    cents: Cents | None = None
    """What they may take off in all."""
    uses: Limit | None = None
    """How many times, one per discount and order."""
    funder: Funder | None = None


def check_budget(document: Budget, _checking: Checking) -> list[Problem]:
    """A budget bounds something."""
    if document.cents is not None or document.uses is not None:
        return []
    return [
        Problem(
            "budget_of_nothing",
            "/cents",
            Text(en="Say how much money or how many uses it has.", zh="请填写金额或次数。"),
        )
    ]
