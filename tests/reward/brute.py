"""A second quote, written from docs/algorithms/quote.md and nothing else: every subset is priced.

It takes documents and carts as plain values, spreads lines out into single items, and uses exact
fractions; it is slow and shares no code with the room.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import Any

Cart = dict[str, Any]
Deal = dict[str, Any]


def by_remainder(amount: int, weights: list[int]) -> list[int]:
    total = sum(weights)
    if not total:
        return [amount] + [0] * (len(weights) - 1)
    exact = [Fraction(amount * weight, total) for weight in weights]
    whole = [int(one) for one in exact]
    for _ in range(amount - sum(whole)):
        rests = [one - its for one, its in zip(exact, whole, strict=True)]
        whole[rests.index(max(rests))] += 1
    return whole


def half_up(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def level(deal: Deal) -> str:
    how = deal["discount"]["how"]
    if how == "free_shipping":
        return "shipping"
    if how in ("nth_item", "bundle", "exchange", "present"):
        return "line"
    default = "line" if how == "percent_off" and deal.get("category") else "order"
    return deal.get("level") or default


def eligible(deal: Deal, cart: Cart) -> list[int]:
    sku = deal["discount"].get("sku")
    return [
        number
        for number, its in enumerate(cart["lines"])
        if (deal.get("category") is None or its["category"] == deal["category"])
        and (sku is None or its["sku"] != sku)
    ]


def amount(deal: Deal, comes_to: int) -> int:
    discount = deal["discount"]
    how = discount["how"]
    if comes_to < deal.get("from_cents", 0):
        return 0
    if how == "amount_off":
        off = discount["off_cents"]
        if discount.get("per_cents"):
            off *= comes_to // discount["per_cents"]
    elif how == "percent_off":
        off = half_up(Fraction(comes_to * discount["percent"], 100))
    else:
        off = 0
        for step in discount["steps"]:
            if comes_to >= step["from_cents"]:
                off = step["off_cents"]
    return min(off, discount.get("max_cents") or off, comes_to)


def items_of(cart: Cart, numbers: list[int]) -> list[tuple[int, int]]:
    """(price, line) of each item, dearest first."""
    found = []
    for number in numbers:
        its = cart["lines"][number]
        each = by_remainder(its["list_cents"], [1] * its["quantity"])
        found += [(price, number) for price in each]
    return sorted(found, key=lambda one: (-one[0], one[1]))


def line_off(deal: Deal, cart: Cart) -> list[int]:
    """What a line discount takes off each line, floors aside."""
    off = [0] * len(cart["lines"])
    counted = eligible(deal, cart)
    comes_to = sum(cart["lines"][number]["list_cents"] for number in counted)
    if comes_to < deal.get("from_cents", 0) or (not counted and not deal["discount"].get("sku")):
        return off
    discount = deal["discount"]
    how = discount["how"]
    if how in ("exchange", "present"):
        mine = [n for n, its in enumerate(cart["lines"]) if its["sku"] == discount["sku"]]
        many = 1 if how == "exchange" else discount["quantity"]
        for price, number in items_of(cart, mine)[:many]:
            off[number] += max(0, price - discount.get("price_cents", 0))
    elif how == "nth_item":
        nth = items_of(cart, counted)[discount["nth"] - 1 :: discount["nth"]]
        for price, number in nth[: discount.get("times")]:
            off[number] += half_up(Fraction(price * discount["percent"], 100))
    elif how == "bundle":
        count, items = discount["count"], items_of(cart, counted)
        groups = [items[n : n + count] for n in range(0, len(items) - count + 1, count)]
        for group in groups[: discount.get("times")]:
            saved = sum(price for price, _line in group) - discount["price_cents"]
            if saved > 0:
                lines = sorted({number for _price, number in group})
                lines.sort(key=[number for _price, number in group].index)
                worth = [sum(p for p, number in group if number == n) for n in lines]
                for number, part in zip(lines, by_remainder(saved, worth), strict=True):
                    off[number] += part
    else:
        parts = by_remainder(
            amount(deal, comes_to), [cart["lines"][n]["list_cents"] for n in counted]
        )
        for number, part in zip(counted, parts, strict=True):
            off[number] = part
    return off


def total(deals: list[Deal], cart: Cart) -> tuple[int, dict[str, int]]:
    """What the cart costs with these discounts, and what each takes off."""
    prices = [its["list_cents"] for its in cart["lines"]]
    floors = [min(its["list_cents"], its.get("floor_cents", 0)) for its in cart["lines"]]
    took: dict[str, int] = {}
    in_order = sorted(deals, key=lambda d: (d["kind"] == "coupon", d["priority"], d["key"]))
    for deal in in_order:
        if level(deal) == "line":
            for number, off in enumerate(line_off(deal, cart)):
                off = min(off, prices[number] - floors[number])
                prices[number] -= off
                took[deal["key"]] = took.get(deal["key"], 0) + off
    start = prices[:]
    for deal in in_order:
        if level(deal) == "order":
            counted = eligible(deal, cart)
            left = amount(deal, sum(start[number] for number in counted))
            while left and (free := [n for n in counted if prices[n] > floors[n]]):
                for number, part in zip(
                    free, by_remainder(left, [start[n] for n in free]), strict=True
                ):
                    part = min(part, prices[number] - floors[number])
                    prices[number] -= part
                    left -= part
                    took[deal["key"]] = took.get(deal["key"], 0) + part
    shipping = cart["shipping_cents"]
    for deal in in_order:
        if level(deal) == "shipping":
            counted = eligible(deal, cart)
            reached = sum(prices[number] for number in counted) >= deal.get("from_cents", 0)
            if counted and reached:
                off = min(shipping, deal["discount"].get("max_cents") or shipping)
                shipping -= off
                took[deal["key"]] = took.get(deal["key"], 0) + off
    return sum(prices) + shipping, took


def allowed(deals: tuple[Deal, ...]) -> bool:
    groups = [deal["group"] for deal in deals if deal.get("group")]
    if len(groups) != len(set(groups)):
        return False
    return len(deals) == 1 or not any(deal.get("alone") for deal in deals)


def best(deals: list[Deal], cart: Cart) -> int:
    """The lowest total of all combinations that are allowed."""
    return min(
        total(list(some), cart)[0]
        for size in range(len(deals) + 1)
        for some in combinations(deals, size)
        if allowed(some)
    )
