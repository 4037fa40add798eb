"""Discounts that are of no use, because another one of their group never takes less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from shuke.reward.deal import Deal
from shuke.reward.limit import limited
from shuke.reward.terms import AmountOff, PercentOff, Steps

_FAR: Final = 2**53
_CURVES = AmountOff | PercentOff | Steps


def shadows(deals: Sequence[Deal], today: int) -> Iterator[tuple[Deal, Deal]]:
    """Every discount without which no cart would cost more, with the one in its way; each once.

    Only what can be shown is told: both of one group (or both alone), of one level, on the same
    lines; the other asks nothing that this one does not ask, and takes as much at every amount.
    Coupons are in nobody's way: a member may not hold them.
    """
    for deal in deals:
        for other in deals:
            if other is not deal and _shadows(other, deal, today):
                yield deal, other
                break


def _shadows(other: Deal, deal: Deal, today: int) -> bool:
    if other.source != "offer" or other.level != deal.level:
        return False
    together = deal.group is not None and deal.group == other.group
    if other.alone and not deal.alone:
        return False
    if not together and not (other.alone and deal.alone):
        return False
    if other.first > max(today, deal.first) or other.last < deal.last:
        return False
    if other.terms.lines != deal.terms.lines or (other.counters or limited(other.document)):
        return False
    if other.terms.condition not in (None, deal.terms.condition):
        return False
    if other.stores is not None and not (deal.stores is not None and deal.stores <= other.stores):
        return False
    return _takes_as_much(other, deal)


def _takes_as_much(other: Deal, deal: Deal) -> bool:
    """Whether `other` takes as much at every amount; of two that are equal the first is kept."""
    if not isinstance(other.discount, _CURVES) or not isinstance(deal.discount, _CURVES):
        return False
    points = {1, _FAR}
    for one in (other, deal):
        if getattr(one.discount, "per_cents", None) is not None:
            return False
        points.update(p for mark in one.marks for p in (mark, mark - 1))
        most = getattr(one.discount, "max_cents", None)
        off = getattr(one.discount, "off_cents", None)
        # A step takes no more than there is, so its curve bends where there is as much as it takes.
        steps = [step.off_cents for step in getattr(one.discount, "steps", ())]
        bends = [its for its in (most, off, *steps) if its is not None]
        points.update(p for its in bends for p in (its, its - 1))
        if one.percent is not None and most is not None:
            end = most * 100 // one.percent
            points.update(range(end - 1, end + 3))
    pairs = [(other.amount(p), deal.amount(p)) for p in points if p > 0]
    # Two curves may cross between the points where a percentage meets a fixed amount.
    if other.percent is None and deal.percent is not None:
        pairs += [
            (other.amount(p), deal.amount(p))
            for take, _its in list(pairs)
            for p in (take * 100 // deal.percent, take * 100 // deal.percent + 1)
            if p > 0
        ]
    if any(takes < its for takes, its in pairs):
        return False
    before = (other.priority, other.key) < (deal.priority, deal.key)
    return before or deal.source == "coupon" or any(takes > its for takes, its in pairs)
