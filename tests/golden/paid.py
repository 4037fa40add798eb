"""The golden log's member with a paid plan and benefits: everything that can happen to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    paid = {"plan": "monthly", "order_id": "P1", "paid_cents": 900}
    yield 0, "plan.try", {"plan": "monthly", "auto_renew": True}, {}
    yield 1, "plan.paid", paid, {}
    yield 1, "plan.renew", {"plan": "monthly", "auto_renew": False}, {}
    # Both periods end, each with a notice before.
    yield 60, "tick", {}, {}
    yield 1, "plan.paid", {**paid, "order_id": "P2"}, {}
    yield 2, "plan.cancel", {"plan": "monthly", "reason": "golden"}, {}
    yield 0, "benefit.use", {"benefit": "tea", "use_id": "B1", "channel": "store"}, {}
    yield 0, "benefit.return", {"use_id": "B1", "reason": "golden"}, {}
