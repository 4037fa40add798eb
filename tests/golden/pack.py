"""The golden log's member with packs: claimed, issued, given for orders, withdrawn, and missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""

    def order(number: int) -> dict[str, Any]:
        line = {"sku": "s1", "category": "dairy", "paid_cents": 3000}
        data = {"order_id": f"PK{number}", "total_cents": 3000, "lines": [line]}
        return {**data, "store": "packs"}

    yield 0, "pack.claim", {"pack": "bundle"}, {}
    yield 0, "pack.issue", {"pack": "bundle", "reason": "sorry"}, {}
    yield 0, "order.paid", order(1), {}
    yield 1, "order.refunded", {"order_id": "PK1", "refund_id": "PK", "amount_cents": 3000}, {}
    # At most three: one of the two comes too late.
    yield 0, "order.paid", order(2), {}
    yield 0, "order.paid", order(3), {}
