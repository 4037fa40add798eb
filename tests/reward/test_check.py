"""What is refused before a coupon, an offer or a payment by points is saved."""

from __future__ import annotations

from typing import Any

import pytest
from tests.program.harness import document, points, problems
from tests.reward.harness import coupon, offer


def steps(*some: tuple[int, int]) -> dict[str, Any]:
    return {"how": "steps", "steps": [{"from_cents": f, "off_cents": o} for f, o in some]}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (offer("o", steps((10000, 800), (20000, 2000))), []),
        (
            offer("o", steps((10000, 800), (10000, 900))),
            [("steps_fall", "/terms/discount/steps/1", None)],
        ),
        (
            offer("o", steps((10000, 800), (20000, 700))),
            [("steps_fall", "/terms/discount/steps/1", None)],
        ),
        (
            offer("o", steps((100, 800))),
            [("step_above_threshold", "/terms/discount/steps/0", None)],
        ),
        (
            offer("o", {"how": "free_shipping"}, level="order"),
            [("level_settled", "/terms/level", None)],
        ),
        (offer("o", {"how": "amount_off", "off_cents": 1}, level="line"), []),
        (
            offer("o", {"how": "free_shipping"}, first="2026-03-02", last="2026-03-01"),
            [("range_impossible", "/last", None)],
        ),
        (
            coupon(
                "c",
                {"how": "free_shipping"},
                valid={"how": "fixed", "first": "2026-03-02", "last": "2026-03-01"},
            ),
            [("range_impossible", "/valid/last", None)],
        ),
        (
            coupon(
                "c",
                {"how": "free_shipping"},
                lines={"attribute": "line.categori", "op": "is", "value": "x"},
            ),
            [("attribute_unknown", "/terms/lines/attribute", "line.category")],
        ),
    ],
)
def test_terms(one: Any, expected: list[Any]) -> None:
    assert problems(one) == expected


def payment(key: str = "pay", **fields: Any) -> Any:
    return document(
        "points_payment", key, **{"currency": "points", "points": 100, "cents": 100, **fields}
    )


def test_payment_by_points() -> None:
    assert problems(payment(), points()) == []
    assert problems(payment(currency="point"), points()) == [
        ("reference_unknown", "/currency", "points")
    ]
    assert problems(payment(), points(spendable=False)) == [
        ("currency_not_spendable", "/currency", None)
    ]
    assert problems(payment(points=3, cents=1, step=2), points()) == [
        ("step_not_whole", "/step", None)
    ]
    assert problems(payment("two"), payment("one"), points()) == [
        ("currency_repeated", "/currency", None)
    ]
