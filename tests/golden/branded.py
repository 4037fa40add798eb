"""The golden log's member who buys from two brands of the group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def order(number: str, cents: int, **where: str) -> dict[str, Any]:
    """An order of one line, somewhere."""
    lines = [{"sku": "s1", "paid_cents": cents}]
    return {"order_id": number, "total_cents": cents, "lines": lines, **where}


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    points = {"currency": "points", "reason": "golden"}
    yield 0, "order.paid", order("B1", 9900, store="sprout-1"), {}
    yield 1, "order.paid", order("B2", 4900, channel="sprout-app"), {}
    yield 1, "order.paid", order("B3", 2900, store="S1"), {}
    yield 20, "points.spend", {"currency": "points", "amount": 60, "spend_id": "BS1"}, {}
    yield 0, "points.adjust", {**points, "amount": 30, "brand": "sprout"}, {}
    lots = [{"amount": 5, "brand": "sprout"}, {"amount": 6}]
    yield 0, "points.open", {"currency": "points", "lots": lots}, {}
    yield 1, "order.refunded", {"order_id": "B1", "refund_id": "BR1", "amount_cents": 9900}, {}
    yield 1, "points.return", {"spend_id": "BS1", "amount": 25}, {}
    arrived = [[739_900, 24306, ["brand", "sprout"], 40]]
    yield 0, "transfer.arrive", {
        "number": "01OTHER:9", "giver": "01OTHER", "currency": "points", "lots": arrived
    }, {}  # fmt: skip
    top_up = {"value": "wallet", "top_up_id": "BT1", "amount_cents": 50000, "store": "sprout-2"}
    yield 1, "value.top_up", top_up, {}
    yield 400, "tick", {}, {}
