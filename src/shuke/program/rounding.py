"""Whole points from exact fractions.

Everything is integer arithmetic: a fraction is a numerator and a positive denominator, and is not
negative.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Round = Callable[[int, int], int]
"""Rounds numerator / denominator (not negative) to a whole number."""


def down(numerator: int, denominator: int) -> int:
    """To the whole number below: 12.9 → 12."""
    return numerator // denominator


def up(numerator: int, denominator: int) -> int:
    """To the whole number above: 12.1 → 13."""
    return -(-numerator // denominator)


def half_up(numerator: int, denominator: int) -> int:
    """To the nearest, halves up: 12.5 → 13."""
    return (2 * numerator + denominator) // (2 * denominator)


def half_even(numerator: int, denominator: int) -> int:
    """To the nearest, halves to the even one: 12.5 → 12, 13.5 → 14."""
    whole, rest = divmod(numerator, denominator)
    if 2 * rest > denominator or (2 * rest == denominator and whole & 1):
        return whole + 1
    return whole


ROUNDING: Final[dict[str, Round]] = {
    "down": down,
    "up": up,
    "half_up": half_up,
    "half_even": half_even,
}
