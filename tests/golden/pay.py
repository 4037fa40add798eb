"""The golden log's member whose orders say list prices: offers, budgets, and the till beside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def script(replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""

    def order(number: int, *paid: int, **more: Any) -> dict[str, Any]:
        lines = [
            {"sku": f"s{place}", "category": category, "paid_cents": cents, "list_cents": 4000}
            for place, (cents, category) in enumerate(zip(paid, ("dairy", "bread"), strict=False))
        ]
        data = {"order_id": f"PY{number}", "total_cents": sum(paid), "lines": lines}
        return {**data, "store": "till", **more}

    def refund(number: int, nth: int, cents: int, *line: int) -> dict[str, Any]:
        lines = [{"line": line[0], "amount_cents": cents}] if line else []
        data = {"order_id": f"PY{number}", "refund_id": f"PR{nth}", "amount_cents": cents}
        return {**data, "lines": lines}

    yield 0, "points.open", {"currency": "points", "lots": [{"amount": 400}]}, {}
    # 8.00 off, a quarter of it given back with the milk, and the rest with all.
    yield 0, "order.paid", order(1, 3600, 3600), {}
    yield 1, "order.refunded", refund(1, 1, 1800, 1), {}
    yield 1, "order.refunded", refund(1, 2, 5400), {}
    # The till takes too little off, and too much.
    yield 0, "order.paid", order(2, 4000, 3900), {}
    yield 0, "order.paid", order(3, 3000, 3000, offers=["basket"]), {}
    # A coupon and a hold, priced at the hold's moment; the order comes days later.
    yield 0, "coupon.issue", {"coupon": "off"}, {}
    coupon = replay.state.reward.coupons[0].id
    held = {
        "hold_id": "PH1",
        "coupons": [{"coupon": coupon, "discount_cents": 500}],
        "offers": [{"offer": "basket", "discount_cents": 800}],
        "points": [{"currency": "points", "amount": 100}],
        "lasts_seconds": 400000,
    }
    yield 0, "hold.make", held, {}
    yield 3, "order.paid", order(4, 3300, 3300, hold_id="PH1"), {}
    yield 0, "order.refunded", refund(4, 3, 6600), {}
    # Held and let go, held and confirmed alone.
    offers = {"offers": [{"offer": "basket", "discount_cents": 700}]}
    yield 1, "hold.make", {"hold_id": "PH2", **offers}, {}
    yield 0, "hold.release", {"hold_id": "PH2"}, {}
    yield 0, "hold.make", {"hold_id": "PH3", **offers}, {}
    yield 0, "hold.confirm", {"hold_id": "PH3", "order_id": "PY5"}, {}
    # Its budget has run out.
    yield 0, "order.paid", order(6, 3600, 3600), {}
