"""Whole units shared out exactly."""

from __future__ import annotations

from collections.abc import Sequence


def share_out(total: int, weights: Sequence[int]) -> list[int]:
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
