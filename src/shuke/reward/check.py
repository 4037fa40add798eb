"""Checking coupons and offers before they are saved: what types alone cannot find."""

from __future__ import annotations

from itertools import pairwise

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.reward.document import Coupon, FixedDays, Offer
from shuke.reward.terms import AmountOff, PercentOff, Steps, Terms
from shuke.rule import Problem, check

EVENTS = ("order.paid",)
"""A cart is asked as the order that it becomes."""


def check_coupon(document: Coupon, checking: Checking) -> list[Problem]:
    """Everything wrong with a coupon template among the other documents."""
    found = _terms(document.terms, checking)
    if document.claim_if is not None:
        found += check(document.claim_if, checking.catalogue, "/claim_if", events=("tick",))
    if isinstance(document.valid, FixedDays) and document.valid.last < document.valid.first:
        found.append(_backwards("/valid/last"))
    return found + _budget(document.budget, checking)


def check_offer(document: Offer, checking: Checking) -> list[Problem]:
    """Everything wrong with an offer among the other documents."""
    found = _terms(document.terms, checking)
    if document.first and document.last and document.last < document.first:
        found.append(_backwards("/last"))
    return found + _budget(document.budget, checking)


def _budget(budget: str | None, checking: Checking) -> list[Problem]:
    missing = None if budget is None else checking.missing("budget", budget, "/budget")
    return [] if missing is None else [missing]


def _terms(terms: Terms, checking: Checking) -> list[Problem]:
    found: list[Problem] = []
    if terms.condition is not None:
        found += check(terms.condition, checking.catalogue, "/terms/if", events=EVENTS)
    if terms.lines is not None:
        found += check(terms.lines, checking.catalogue, "/terms/lines", events=EVENTS, on_line=True)
    discount = terms.discount
    if terms.level is not None and not isinstance(discount, AmountOff | PercentOff | Steps):
        found.append(
            Problem(
                "level_settled",
                "/terms/level",
                Text(
                    en="Only amounts, percentages and steps may choose where they are taken from.",
                    zh="只有立减、折扣和阶梯满减可以选择从行还是从整单优惠。",
                ),
            )
        )
    if isinstance(discount, Steps):
        found += _steps(discount)
    return found


def _steps(discount: Steps) -> list[Problem]:
    """Whoever spends more must not save less."""
    found = []
    for place, (low, high) in enumerate(pairwise(discount.steps), 1):
        if high.from_cents <= low.from_cents or high.off_cents < low.off_cents:
            found.append(
                Problem(
                    "steps_fall",
                    f"/terms/discount/steps/{place}",
                    Text(
                        en="Each step begins higher than the one before, and takes no less off.",
                        zh="每一档的门槛要高于前一档，优惠不能更少。",
                    ),
                )
            )
    for place, step in enumerate(discount.steps):
        if step.off_cents > step.from_cents:
            found.append(
                Problem(
                    "step_above_threshold",
                    f"/terms/discount/steps/{place}",
                    Text(
                        en="A step takes off more than its threshold.",
                        zh="优惠金额高于门槛。",
                    ),
                )
            )
    return found


def _backwards(place: str) -> Problem:
    return Problem(
        "range_impossible",
        place,
        Text(en="The last day is before the first.", zh="最后一天早于第一天。"),
    )
