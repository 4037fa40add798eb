"""The wallet: a member's live coupons, what open holds have taken, and how much there was of each.

Only what is live is here. A coupon that ended is a record beside the state, its story is in the
facts; so the state does not grow with what a member ever had.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

import msgspec

from shuke.ledger import Lot

LIMIT_BYTES: Final = 6144
"""The slice's byte limit (law 10)."""

RESERVED_BYTES: Final = 1024
"""Of the limit, for coupons that come back from a refund or a gift."""

COUPON_BYTES: Final = 128
"""The most that one live coupon takes."""

MAX_COUPONS: Final = 60
"""Live coupons of one member; what comes back from a refund or a gift may go above it."""

MAX_HOLDS: Final = 8
"""Open holds of one member."""

FREE: Final = 0
LOCKED: Final = 1
DOOMED: Final = 2
"""Locked, and void as soon as it is released: its order was refunded."""

FOREVER: Final = date.max.toordinal()


class Held(NamedTuple):
    """A live coupon; `release` is the one it was issued under, days are business days, ordinals."""

    id: str
    template: str
    release: int
    first: int
    last: int
    status: int = FREE


class Points(NamedTuple):
    """Points of one currency that a hold has taken, and out of which lots."""

    currency: str
    draws: list[Lot]


class Locked(NamedTuple):
    """A coupon that a hold has locked; -1 when nobody said what it takes off."""

    coupon: str
    discount_cents: int


class Take(NamedTuple):
    """What a hold has taken from a scarce counter."""

    stock: str
    amount: int
    size: int


class Used(NamedTuple):
    """Uses of a benefit that a hold has taken, and the period they count in."""

    benefit: str
    version: int
    period: int
    times: int


class HeldOffer(NamedTuple):
    """An offer that a hold has taken out of its budgets, and the period its use counts in."""

    offer: str
    cents: int
    period: int


class Hold(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """An open hold: everything that confirming or releasing it needs."""

    id: str
    until_seconds: int
    """When it runs out, in seconds since 1970 (UTC)."""
    points: list[Points] = []
    coupons: list[Locked] = []
    takes: list[Take] = []
    order_id: str = ""
    uses: list[Used] = []
    offers: list[HeldOffer] = []
    release: int = 0
    made_seconds: int = 0
    """The release in force when it was made, and when that was (seconds since 1970): its discounts
    keep these terms."""


class RewardSlice(msgspec.Struct, array_like=True, gc=False):
    """The wallet."""

    coupons: list[Held] = []
    holds: list[Hold] = []
    got: dict[str, list[int]] = {}
    """How many a member ever got of a limited template or gift: `[in all, period, in it]`."""
    due_seconds: int = 0
    """When the slice next changes by itself, in seconds since 1970 (UTC); 0: never."""
    used: dict[str, list[int]] = {}
    """How often a benefit with a quota was used: `[period, in it]`."""
    opened: list[str] = []
    """Hidden gifts that the member has opened."""

    def find(self, coupon: str) -> int:
        """The place of a coupon in the wallet; -1 when it is not there."""
        for place, held in enumerate(self.coupons):
            if held.id == coupon:
                return place
        return -1


_encode = msgspec.msgpack.Encoder().encode


def roomy(reward: RewardSlice, more_bytes: int, *, back: bool = False) -> bool:
    """Whether so many bytes more fit; what comes `back` may use what is reserved for it."""
    limit = LIMIT_BYTES if back else LIMIT_BYTES - RESERVED_BYTES
    return len(_encode(reward)) + more_bytes <= limit
