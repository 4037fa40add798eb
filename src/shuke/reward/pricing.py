"""A cart with some discounts taken off: lines first, then the order, then delivery."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from shuke.kernel import share_out
from shuke.reward.deal import Deal


class Candidate:
    """A discount that could apply to the cart, with what it is reckoned from."""

    __slots__ = ("alone", "deal", "group", "id", "off", "places", "rank")

    def __init__(self, deal: Deal, id: str | None, places: list[int], off: dict[int, int]) -> None:
        self.deal = deal
        self.id = id
        self.places = places
        """The lines that count for it."""
        self.off = off
        """What a line discount takes off each line, before floors."""
        self.group = deal.group
        self.alone = deal.alone
        self.rank = 0
        """Its place in the order in which discounts of a level are taken."""

    @property
    def order(self) -> tuple[bool, int, str, str]:
        """Offers before coupons, then by priority, then by key."""
        return self.deal.source == "coupon", self.deal.priority, self.deal.key, self.id or ""


class Priced:
    """A cart with some discounts taken off."""

    __slots__ = ("before_order", "prices", "shipping", "taken", "total")

    def __init__(self) -> None:
        self.taken: dict[int, dict[int, int]] = {}
        """By rank, what was taken off each line; -1 stands for delivery."""
        self.prices: list[int] = []
        self.before_order: list[int] = []
        """Prices after line discounts: what order discounts are reckoned on."""
        self.shipping = 0
        self.total = 0

    def cents(self, rank: int) -> int:
        """What a discount took off in all."""
        return sum(self.taken.get(rank, {}).values())


SHIPPING: Final = -1


class Pricing:
    """A cart's prices and floors, and the candidates in their order."""

    def __init__(
        self,
        prices: Sequence[int],
        floors: Sequence[int],
        shipping: int,
        candidates: Iterable[Candidate],
    ) -> None:
        self.prices = list(prices)
        self.floors = list(floors)
        self.shipping = shipping
        self.candidates = sorted(candidates, key=lambda one: one.order)
        for rank, one in enumerate(self.candidates):
            one.rank = rank

    def price(self, ranks: Iterable[int]) -> Priced:
        """The cart with these discounts: lines first, then the order, then delivery."""
        found = Priced()
        chosen = [self.candidates[rank] for rank in sorted(ranks)]
        prices, floors = self.prices[:], self.floors
        for one in chosen:
            if one.deal.level == "line":
                for line, off in one.off.items():
                    off = min(off, prices[line] - floors[line])
                    if off:
                        prices[line] -= off
                        found.taken.setdefault(one.rank, {})[line] = off
        found.before_order = start = prices[:]
        for one in chosen:
            if one.deal.level == "order":
                amount = one.deal.amount(sum_at(start, one.places))
                its = spread(amount, one.places, start, prices, floors)
                if its:
                    found.taken[one.rank] = its
        left = self.shipping
        for one in chosen:
            if one.deal.level == "shipping":
                off = min(one.deal.amount(sum_at(prices, one.places)), left)
                if off:
                    left -= off
                    found.taken[one.rank] = {SHIPPING: off}
        found.prices, found.shipping = prices, left
        found.total = sum(prices) + left
        return found


def sum_at(prices: Sequence[int], places: Sequence[int]) -> int:
    """What some lines come to."""
    if len(places) == len(prices):
        return sum(prices)
    total = 0
    for place in places:
        total += prices[place]
    return total


def spread(
    amount: int,
    places: Sequence[int],
    weights: Sequence[int],
    prices: list[int],
    floors: Sequence[int],
) -> dict[int, int]:
    """Take an amount off lines in proportion to `weights`; what a floor refuses, others bear.

    Changes `prices`; answers what was taken off each line.
    """
    taken: dict[int, int] = {}
    open_ = [place for place in places if prices[place] > floors[place]]
    while amount and open_:
        parts = share_out(amount, [weights[place] for place in open_])
        for place, part in zip(open_, parts, strict=True):
            off = min(part, prices[place] - floors[place])
            if off:
                prices[place] -= off
                amount -= off
                taken[place] = taken.get(place, 0) + off
        open_ = [place for place in open_ if prices[place] > floors[place]]
    return taken
