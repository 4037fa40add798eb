"""Checking coupons and offers before they are saved: what types alone cannot find."""

from __future__ import annotations

from shuke.engine import Checking
from shuke.kernel import Text
from shuke.reward.document import Coupon, FixedDays, Offer
from shuke.reward.terms import Terms
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
    return found


def check_offer(document: Offer, checking: Checking) -> list[Problem]:
    """Everything wrong with an offer among the other documents."""
    found = _terms(document.terms, checking)
    if document.first and document.last and document.last < document.first:
        found.append(_backwards("/last"))
    return found


def _terms(terms: Terms, checking: Checking) -> list[Problem]:
    found: list[Problem] = []
    if terms.condition is not None:
        found += check(terms.condition, checking.catalogue, "/terms/if", events=EVENTS)
    if terms.lines is not None:
        found += check(terms.lines, checking.catalogue, "/terms/lines", events=EVENTS, on_line=True)
    return found


def _backwards(place: str) -> Problem:
    return Problem(
        "range_impossible",
        place,
        Text(en="The last day is before the first.", zh="最后一天早于第一天。"),
    )
