"""What an order has redeemed, kept beside the state for its refund."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.reward.state import FREE, Held


class Redeemed(msgspec.Struct, array_like=True, gc=False):
    """The record of the coupons that an order has redeemed, each with what goes back to its budget
    when all of the order is refunded (-1: nothing; `order_discounts` knows what they gave)."""

    coupons: list[tuple[Held, int]]


REDEEMED = RecordKind("order_redeemed", Redeemed)


def remember(turn: Turn, order_id: str, redeemed: Sequence[Held]) -> None:
    """Keep what an order redeemed, for its refund."""
    if not redeemed:
        return
    before: Redeemed | None = turn.records.get("order_redeemed", order_id)
    coupons = [] if before is None else list(before.coupons)
    coupons += [(held._replace(status=FREE), -1) for held in redeemed]
    turn.records.put("order_redeemed", order_id, Redeemed(coupons))
