"""The golden log's member with coupons and holds: everything that can happen to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""

HASH = "0" * 32


def script(replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other; the wallet is read where a coupon has to be named."""

    def coupon(place: int = 0) -> str:
        found: str = replay.state.reward.coupons[place].id
        return found

    def locked(**more: Any) -> dict[str, Any]:
        return {"coupons": [{"coupon": coupon(), "discount_cents": 500}], **more}

    def order(order_id: str, **more: Any) -> dict[str, Any]:
        line = {"sku": "s1", "category": "dairy", "paid_cents": 3000}
        return {"order_id": order_id, "total_cents": 3000, "lines": [line], **more}

    def refund(order_id: str, cents: int, nth: int = 1) -> dict[str, Any]:
        return {"order_id": order_id, "refund_id": f"R{nth}", "amount_cents": cents}

    points = [{"currency": "points", "amount": 60}]
    yield 0, "points.open", {"currency": "points", "lots": [{"amount": 400}, {"amount": 50}]}, {}
    yield 0, "coupon.claim", {"coupon": "off"}, {}
    yield 0, "hold.make", {"hold_id": "H1", "points": points, **locked(order_id="RW1")}, {}
    yield 0, "order.paid", order("RW1", hold_id="H1", store="rewards"), {}
    yield 1, "order.refunded", refund("RW1", 1000), {}
    yield 1, "order.refunded", refund("RW1", 2000, 2), {}
    yield 0, "hold.make", {"hold_id": "H2", "points": points, **locked(lasts_seconds=86400)}, {}
    yield 0, "hold.release", {"hold_id": "H2"}, {}
    yield 0, "hold.release", {"hold_id": "H2", "reason": "again"}, {}
    yield 0, "hold.make", {"hold_id": "H3", **locked(lasts_seconds=600)}, {}
    # It runs out, and the coupon with its day.
    yield 9, "tick", {}, {}
    yield 0, "coupon.issue", {"coupon": "off"}, {}
    yield 0, "coupon.claim_code", {"code_hash": HASH}, {"code": "coded"}
    yield 0, "coupon.give", {"coupon": coupon(), "to": "01GOLDEN01"}, {}
    yield 0, "coupon.void", {"coupon": coupon(), "reason": "golden"}, {}
    given = {"coupon": "SC-GOLDEN", "template": "off", "release": 2, "giver": "01GOLDEN02"}
    day = replay.state.ledger.next_day
    yield 0, "coupon.receive", {**given, "first": day - 60, "last": day + 60}, {}
    yield 0, "order.paid", order("RW2", coupons=[coupon(), "shop-own"]), {}
    yield 0, "hold.make", {"hold_id": "H4", "points": points}, {}
    yield 0, "hold.confirm", {"hold_id": "H4", "order_id": "RW3"}, {}
    yield 0, "hold.confirm", {"hold_id": "H4", "order_id": "RW3"}, {}
    yield 0, "gift.redeem", {"gift": "mug", "redemption_id": "G1"}, {}
    yield 0, "gift.redeem", {"gift": "mug", "redemption_id": "G2"}, {}
    yield 0, "gift.fulfil", {"redemption_id": "G1"}, {}
    yield 1, "gift.reverse", {"redemption_id": "G2", "reason": "golden"}, {}
    # What an order has brought cannot be withdrawn while it is held.
    yield 1, "order.paid", order("RW4", store="rewards"), {}
    yield 0, "hold.make", {"hold_id": "H5", **locked(lasts_seconds=604800)}, {}
    yield 0, "order.paid", order("RW5", store="rewards"), {}
    yield 1, "order.refunded", refund("RW4", 3000, 3), {}
    yield 0, "gift.redeem", {"gift": "voucher", "redemption_id": "G3"}, {}
    yield 8, "tick", {}, {}
