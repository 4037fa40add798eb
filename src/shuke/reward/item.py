"""Discounts on single items: the nth one, a bundle, one at a set price, one for nothing.

Items are not spread out one by one: a line of a million is one or two runs of equal price.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shuke.kernel import share_out

Run = tuple[int, int, int]
"""(price of an item, how many, line)."""

Off = dict[int, int]
"""What is taken off, by line."""


def runs(places: Iterable[int], prices: Sequence[int], quantities: Sequence[int]) -> list[Run]:
    """The items of some lines, dearest first, the earlier line first where they tie.

    A line's price lies on its items by largest remainder: 10.00 for three is 3.34, 3.33, 3.33.
    """
    found: list[tuple[int, int, int]] = []
    for line in places:
        each, dearer = divmod(prices[line], quantities[line])
        if dearer:
            found.append((each + 1, dearer, line))
        found.append((each, quantities[line] - dearer, line))
    found.sort(key=lambda run: (-run[0], run[2]))
    return found


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def nth_item(items: Sequence[Run], nth: int, percent: int, times: int | None) -> Off:
    """Of every `nth` items, dearest first, the cheapest is so many per cent off."""
    off: Off = {}
    before = done = 0
    for price, many, line in items:
        after = before + many
        hits = after // nth - before // nth
        before = after
        if times is not None:
            hits = min(hits, times - done)
        done += hits
        taken = half_up(price * percent, 100) * hits
        if taken:
            off[line] = off.get(line, 0) + taken
    return off


def bundle(items: Sequence[Run], count: int, price: int, times: int | None) -> Off:
    """Every `count` items, dearest first, for one price, as long as that is less."""
    off: Off = {}
    left = times if times is not None else sum(many for _price, many, _line in items)
    need = count
    parts: Off = {}
    for each, many, line in items:
        while many and left:
            if need == count and many >= count:
                # Whole bundles of one run are all alike.
                saved = each * count - price
                if saved <= 0:
                    return off
                whole = min(many // count, left)
                off[line] = off.get(line, 0) + saved * whole
                many -= whole * count
                left -= whole
                continue
            some = min(many, need)
            parts[line] = parts.get(line, 0) + each * some
            many -= some
            need -= some
            if not need:
                saved = sum(parts.values()) - price
                if saved <= 0:
                    return off
                for its, share in zip(parts, share_out(saved, [*parts.values()]), strict=True):
                    off[its] = off.get(its, 0) + share
                left -= 1
                need, parts = count, {}
    return off


def at_price(items: Sequence[Run], quantity: int, price: int) -> Off:
    """The dearest `quantity` items at a set price each."""
    off: Off = {}
    for each, many, line in items:
        some = min(many, quantity)
        if some <= 0 or each <= price:
            break
        off[line] = off.get(line, 0) + (each - price) * some
        quantity -= some
    return off
