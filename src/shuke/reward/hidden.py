"""Hidden gifts: nobody sees one until an event of his has met its condition.

An order of exactly 521.00 opens a gift that no list shows before. What opened stays open, a refund
included: a surprise is not taken back.
"""

from __future__ import annotations

from shuke.engine import Turn
from shuke.reward.gift_document import Gift
from shuke.reward.state import RewardSlice, roomy
from shuke.reward.supposed import Supposed

_COUNTED = 2**53
"""More than will ever open: the counter counts, it does not limit."""
_BYTES = 66
"""The most that one opened gift takes in the state."""


def opened_of(gift: str) -> str:
    """The counter of how many members have opened a gift."""
    return f"gift_opened:{gift}"


def is_hidden(turn: Turn | Supposed, gift: Gift) -> bool:
    """Whether the member has not opened it yet."""
    return gift.opened_by is not None and gift.key not in turn.state.reward.opened


def open_hidden(turn: Turn) -> None:
    """Part of the reducer of every event: it may open hidden gifts."""
    openers = turn.release.plans["reward"].wallet.openers.get(turn.event.type)
    if openers is None:
        return
    reward: RewardSlice = turn.state.reward
    gifts = turn.current.plans["reward"].wallet.gifts
    for key, judge in openers:
        if key in reward.opened or not (judge is None or judge(turn)):
            continue
        reward.opened = [one for one in reward.opened if one in gifts]
        if not roomy(reward, _BYTES):
            continue
        reward.opened.append(key)
        turn.take(opened_of(key), 1, _COUNTED)
        turn.effect("gift.opened", gift=key)
