"""The golden log's member with stored value: everything that can happen to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    wallet = {"value": "wallet"}
    yield 0, "value.top_up", {**wallet, "top_up_id": "T1", "amount_cents": 50000}, {}
    yield 1, "value.top_up", {**wallet, "top_up_id": "T2", "amount_cents": 9000}, {}
    yield 0, "value.spend", {**wallet, "spend_id": "V1", "amount_cents": 5801}, {}
    yield 0, "value.return", {"spend_id": "V1", "amount_cents": 1000}, {}
    # An order that is paid with it in part, one line of which comes back.
    order = {
        "order_id": "VO1",
        "total_cents": 10000,
        "lines": [{"sku": "s1", "paid_cents": 4000}, {"sku": "s2", "paid_cents": 6000}],
        "stored_value": {**wallet, "amount_cents": 7000},
    }
    yield 1, "order.paid", order, {}
    back = {"order_id": "VO1", "refund_id": "VR1", "amount_cents": 3333}
    yield 1, "order.refunded", back, {}
    # Held for an order, and held for nothing.
    hold = {"hold_id": "VH1", "order_id": "VO2", "stored_value": {**wallet, "amount_cents": 2900}}
    yield 1, "hold.make", hold, {}
    yield 0, "order.paid", {"order_id": "VO2", "total_cents": 2900, "hold_id": "VH1"}, {}
    yield 0, "hold.make", {"hold_id": "VH2", "stored_value": {**wallet, "amount_cents": 100}}, {}
    yield 0, "hold.release", {"hold_id": "VH2"}, {}
    yield 1, "value.freeze", {**wallet, "frozen": True, "reason": "golden"}, {}
    yield 0, "value.adjust", {**wallet, "bonus_cents": 300, "reason": "golden"}, {}
    yield 0, "value.freeze", {**wallet, "frozen": False, "reason": "golden"}, {}
    refund = {**wallet, "refund_id": "VP1", "top_up_id": "T1", "amount_cents": 20000}
    yield 1, "value.refund", refund, {}
    # The bonus expires, and what is left of the principal goes home.
    yield 70, "tick", {}, {}
    yield 0, "value.refund", {**wallet, "refund_id": "VP2"}, {}
