"""The golden log's member with a hidden gift: opened, redeemed, looked at, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""

CODES = {"codes": 3}


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    line = {"sku": "s1", "category": "dairy", "paid_cents": 3000}
    order = {"order_id": "GF1", "total_cents": 3000, "lines": [line], "store": "cinema"}
    yield 0, "points.open", {"currency": "points", "lots": [{"amount": 400}]}, {}
    yield 0, "order.paid", order, {}
    yield 0, "gift.redeem", {"gift": "film", "redemption_id": "GF-1"}, CODES
    yield 0, "gift.redeem", {"gift": "film", "redemption_id": "GF-2"}, CODES
    yield 1, "gift.reveal", {"redemption_id": "GF-1"}, {}
    yield 0, "gift.reveal", {"redemption_id": "GF-1"}, {}
    yield 0, "gift.reverse", {"redemption_id": "GF-2", "reason": "golden"}, {}
