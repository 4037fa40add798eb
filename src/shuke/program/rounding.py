"""Whole points from exact fractions, and whole points shared out over lines.

Everything is integer arithmetic: a fraction is a numerator and a positive denominator, and is not
negative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` (not negative) out in proportion to the weights, by largest remainder.

    Hamilton's method: everyone gets the whole part of the exact share; what is left goes one each
    to the largest remainders, the earlier first where they tie. The shares sum to `total`, and no
    share is above its weight when `total` is not above their sum. All weights zero: all to the
    first.
    """
    whole = sum(weights)
    if not whole:
        return [total, *([0] * (len(weights) - 1))] if weights else []
    scaled = [total * weight for weight in weights]
    found = [one // whole for one in scaled]
    left = total - sum(found)
    if left:
        rest = [one % whole for one in scaled]
        # A stable sort: of equal remainders the earlier comes first.
        for i in sorted(range(len(rest)), key=rest.__getitem__, reverse=True)[:left]:
            found[i] += 1
    return found
