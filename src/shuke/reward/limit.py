"""How often a member may use an offer: counted when an order uses it, undone with its refund."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from shuke.kernel import PERIOD
from shuke.reward.document import Coupon, Offer
from shuke.reward.state import RewardSlice, roomy

if TYPE_CHECKING:
    from shuke.engine import Turn

UNCOUNTED: Final = -1
"""The period of a use that no limit counts."""

_ENTRY_BYTES: Final = 96
"""The most that the count of one offer takes in the state."""


def counted_as(offer: str) -> str:
    """Under this name the wallet counts how often a member used an offer."""
    return f"offer:{offer}"


def limited(document: Coupon | Offer) -> bool:
    """Whether it counts how often a member uses it."""
    return isinstance(document, Offer) and bool(document.per_member or document.per_period)


def period_of(offer: Offer, day: int) -> int:
    """The number of the period that a business day lies in; 0 when the offer has none."""
    return 0 if offer.per_period is None else PERIOD[offer.per_period.every](day)


def used_up(reward: RewardSlice, document: Any, day: int) -> bool:
    """Whether a member may not use an offer once more on a business day.

    A state that is full to its last byte cannot count one more offer, so that one does not apply.
    """
    if not limited(document):
        return False
    found = reward.got.get(counted_as(document.key))
    if found is None:
        return not roomy(reward, _ENTRY_BYTES)
    total, period, used = found
    if document.per_member is not None and total >= document.per_member:
        return True
    every = document.per_period
    return every is not None and period == period_of(document, day) and used >= every.count


def count_use(turn: Turn, document: Any, day: int) -> int:
    """Count one use; answer the period it counts in, to undo it with."""
    if not limited(document):
        return UNCOUNTED
    got: dict[str, list[int]] = turn.state.reward.got
    total, before, used = got.get(counted_as(document.key), [0, 0, 0])
    period = period_of(document, day)
    # A late ticket of a former period must not open the present one anew.
    if period < before:
        period = before
    got[counted_as(document.key)] = [total + 1, period, used + 1 if period == before else 1]
    forget(turn)
    return period


def undo_use(turn: Turn, offer: str, period: int) -> None:
    """Count one use less; within its period that has it back as well."""
    found = turn.state.reward.got.get(counted_as(offer))
    if found is None or period == UNCOUNTED:
        return
    found[0] = max(found[0] - 1, 0)
    if found[1] == period:
        found[2] = max(found[2] - 1, 0)
    if not found[0]:
        del turn.state.reward.got[counted_as(offer)]


def forget(turn: Turn) -> None:
    """Counts of limits that no release in force has any more."""
    limits = turn.current.plans["reward"].wallet.limited
    got: dict[str, list[int]] = turn.state.reward.got
    for key in [key for key in got if key not in limits]:
        del got[key]
