"""The coupons that a member holds, as a quote sees them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from shuke.reward.state import FREE

LOCKED = "locked"
USABLE = "issued"
"""The one status in which a coupon may be used."""


class HeldCoupon(Struct, frozen=True, gc=False):
    """A coupon of a member: its template, its first and last business day (ordinals), its status.

    `status` is `issued` while it may be used; `locked`, `redeemed`, `expired`, `void`, `given` say
    why it may not.
    """

    id: str
    template: str
    first: int
    last: int
    status: str = USABLE
    release: int = 0
    """The release it was issued under, whose terms it keeps; 0: the one that prices."""


def held_of(state: Any) -> list[HeldCoupon]:
    """The live coupons in a member's wallet."""
    return [
        HeldCoupon(
            one.id,
            one.template,
            one.first,
            one.last,
            USABLE if one.status == FREE else LOCKED,
            one.release,
        )
        for one in state.reward.coupons
    ]
