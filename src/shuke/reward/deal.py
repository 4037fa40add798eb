"""One offer or coupon template, compiled: whether it could apply, and what it takes off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal

from shuke.kernel import share_out
from shuke.reward import item
from shuke.reward.budget import counters_of
from shuke.reward.budget_document import Budget
from shuke.reward.document import Coupon, Offer
from shuke.reward.terms import (
    AmountOff,
    Bundle,
    Discount,
    Exchange,
    FreeShipping,
    NthItem,
    PercentOff,
    Present,
    Steps,
    Terms,
    level_of,
)
from shuke.rule import Catalogue, Condition, compile_condition, compile_line_places

Source = Literal["offer", "coupon"]
ALL_DAYS: Final = (1, 3_652_059)
_NEEDED: Final = frozenset({"line.sku", "line.category", "line.brand", "line.department"})

Need = frozenset[tuple[str, str]]
"""Values of which a cart must have one, as (field of a line, value)."""


class Deal:
    """An offer or a coupon template, ready to price carts."""

    __slots__ = (
        "alone",
        "amount",
        "bends",
        "condition",
        "counters",
        "discount",
        "document",
        "first",
        "from_cents",
        "funder",
        "group",
        "key",
        "last",
        "level",
        "marks",
        "needs",
        "percent",
        "places",
        "priority",
        "sku",
        "source",
        "stores",
        "terms",
    )

    def __init__(
        self,
        source: Source,
        document: Coupon | Offer,
        catalogue: Catalogue,
        budgets: Mapping[str, Budget],
    ) -> None:
        terms = document.terms
        self.source = source
        self.document = document
        self.key = document.key
        self.terms: Terms = terms
        self.discount = terms.discount
        self.level = level_of(terms)
        self.group = terms.stacking.group
        self.alone = terms.stacking.alone
        self.priority = terms.priority
        self.from_cents = terms.from_cents or 0
        self.amount = _amount(terms.discount, self.from_cents)
        """What is taken off lines that come to so much (for delivery: the most, if reached)."""
        self.marks = _marks(terms.discount, self.from_cents)
        """What lines must come to for more to be taken off, rising."""
        self.bends = _bends(terms.discount)
        """Up to where an amount is all that the lines come to."""
        self.stores = frozenset(terms.stores) if terms.stores is not None else None
        self.first, self.last = ALL_DAYS
        if isinstance(document, Offer):
            self.first = document.first.toordinal() if document.first else self.first
            self.last = document.last.toordinal() if document.last else self.last
        self.counters = counters_of(document, budgets)
        """What it takes from when it is used."""
        shared = budgets.get(document.budget) if document.budget is not None else None
        self.funder = document.funder or (None if shared is None else shared.funder)
        self.condition: Callable[[Any], bool] | None = None
        if terms.condition is not None:
            self.condition = compile_condition(terms.condition, catalogue)
        self.places: Callable[[Any], list[int]] | None = None
        """The lines that count; None: all of them."""
        if terms.lines is not None:
            self.places = compile_line_places(terms.lines, catalogue)
        self.sku = getattr(terms.discount, "sku", None)
        """The product that is exchanged or given; it does not count towards its own threshold."""
        self.percent = terms.discount.percent if isinstance(terms.discount, PercentOff) else None
        self.needs = _needs(terms)

    def counted(self, basket: Any) -> list[int]:
        """The lines that count towards the threshold and, unless it has a product, are priced."""
        found = list(range(len(basket.prices))) if self.places is None else self.places(basket)
        if self.sku is None:
            return found
        lines = basket.data.lines
        return [place for place in found if lines[place].sku != self.sku]

    def short(self, comes_to: int) -> int:
        """How much more the lines must come to before anything is taken off; 0: enough."""
        return max(0, self.marks[0] - comes_to) if self.marks else 0

    def marks_between(self, low: int, high: int) -> list[int] | None:
        """Where, above `low` and up to `high`, the amount jumps or ends to rise cent by cent.

        None: at too many places. An amount rises cent by cent where it is more than the lines.
        """
        marks = [*self.marks, *(min(bend, high) for bend in self.bends)]
        per = getattr(self.discount, "per_cents", None)
        if per is not None:
            first, last = low // per + 1, high // per
            if last - first >= _MARKS or getattr(self.discount, "off_cents", 0) > per:
                return None
            marks += [per * times for times in range(first, last + 1)]
        return [mark for mark in marks if low < mark <= high]

    def by_line(self, counted: list[int], basket: Any) -> item.Off:
        """What a line discount takes off each line, at prices before any discount."""
        prices, quantities = basket.prices, basket.quantities
        comes_to = sum(prices[place] for place in counted)
        if comes_to < self.from_cents:
            return {}
        match self.discount:
            case NthItem(nth=nth, percent=percent, times=times):
                its = item.runs(counted, prices, quantities)
                return item.nth_item(its, nth, percent, times)
            case Bundle(count=count, price_cents=price, times=times):
                return item.bundle(item.runs(counted, prices, quantities), count, price, times)
            case Exchange(price_cents=price):
                return item.at_price(item.runs(self.products(basket), prices, quantities), 1, price)
            case Present(quantity=quantity):
                its = item.runs(self.products(basket), prices, quantities)
                return item.at_price(its, quantity, 0)
        return shared(self.amount(comes_to), counted, prices)

    def products(self, basket: Any) -> list[int]:
        """The lines of the product that is exchanged or given."""
        return [place for place, line in enumerate(basket.data.lines) if line.sku == self.sku]


def _amount(discount: Discount, least: int) -> Callable[[int], int]:
    """The function of a discount from what its lines come to; items have theirs in `by_line`."""
    match discount:
        case AmountOff(off_cents=off, per_cents=per, max_cents=limit):
            most = _ALL if limit is None else limit
            if per is None:
                return lambda sum_: min(off, most, sum_) if sum_ >= least else 0
            return lambda sum_: min(sum_ // per * off, most, sum_) if sum_ >= least else 0
        case PercentOff(percent=percent, max_cents=limit):
            most = _ALL if limit is None else limit
            return lambda sum_: min((sum_ * percent + 50) // 100, most) if sum_ >= least else 0
        case Steps(steps=steps):
            falling = [(step.from_cents, step.off_cents) for step in reversed(steps)]

            def highest(sum_: int) -> int:
                if sum_ >= least:
                    for from_, off in falling:
                        if sum_ >= from_:
                            return min(off, sum_)
                return 0

            return highest
        case FreeShipping(max_cents=limit):
            most = _ALL if limit is None else limit
            return lambda sum_: most if sum_ >= least else 0
    return lambda _sum: 0


def _marks(discount: Discount, least: int) -> list[int]:
    match discount:
        case AmountOff(per_cents=int(per)):
            return [max(least, per)]
        case Steps(steps=steps):
            return sorted({max(least, step.from_cents) for step in steps})
    return [least] if least else []


def _bends(discount: Discount) -> list[int]:
    match discount:
        case AmountOff(off_cents=off, per_cents=None, max_cents=limit):
            return [off if limit is None else min(off, limit)]
        case Steps(steps=steps):
            return [step.off_cents for step in steps]
    return []


_MARKS: Final = 16
_ALL: Final = 2**60
"""More than anything costs."""


def shared(amount: int, counted: list[int], prices: Sequence[int]) -> item.Off:
    """An amount on lines in proportion to their prices, by largest remainder."""
    if not amount:
        return {}
    parts = share_out(amount, [prices[place] for place in counted])
    return {place: part for place, part in zip(counted, parts, strict=True) if part}


def _needs(terms: Terms) -> Need | None:
    """What a cart must have for the discount to be looked at; None: it may always apply."""
    sku = getattr(terms.discount, "sku", None)
    if sku is not None:
        return frozenset({("sku", sku)})
    return None if terms.lines is None else _wanted(terms.lines)


def _wanted(lines: Condition) -> Need | None:
    """Values of which a line that meets the condition surely has one."""
    if lines.attribute in _NEEDED:
        field = lines.attribute.removeprefix("line.")
        if lines.op == "is" and isinstance(lines.value, str):
            return frozenset({(field, lines.value)})
        if lines.op == "in" and isinstance(lines.value, list):
            return frozenset((field, str(value)) for value in lines.value)
    for part in lines.all or ():
        found = _wanted(part)
        if found is not None:
            return found
    return None
