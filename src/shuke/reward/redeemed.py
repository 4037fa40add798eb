"""What an order has redeemed, kept beside the state for its refund."""

from __future__ import annotations

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.reward.state import FREE, Held


class Redeemed(msgspec.Struct, array_like=True, gc=False):
    """The record of what an order has redeemed: coupons, and what each took off (-1: not said)."""

    coupons: list[tuple[Held, int]]


REDEEMED = RecordKind("order_redeemed", Redeemed)


def remember(turn: Turn, order_id: str, redeemed: list[tuple[Held, int | None]]) -> None:
    """Keep what an order redeemed, for its refund."""
    if not redeemed:
        return
    before: Redeemed | None = turn.records.get("order_redeemed", order_id)
    coupons = [] if before is None else list(before.coupons)
    coupons += [
        (held._replace(status=FREE), -1 if cents is None else cents) for held, cents in redeemed
    ]
    turn.records.put("order_redeemed", order_id, Redeemed(coupons))
