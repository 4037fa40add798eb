"""What takes money off a cart: the discount, what it counts on, and how it goes with others.

Coupons and offers share these terms: an offer applies by itself, a coupon when its holder uses it.
What each means to the last cent is written in docs/algorithms/quote.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from shuke.engine import Key
from shuke.rule import Condition

Cents = Annotated[int, Meta(ge=1, le=2**53)]
Price = Annotated[int, Meta(ge=0, le=2**53)]
Percent = Annotated[int, Meta(ge=1, le=100)]
Sku = Annotated[str, Meta(min_length=1, max_length=128)]
MAX_STEPS = 10


class AmountOff(Struct, tag_field="how", tag="amount_off", frozen=True, forbid_unknown_fields=True):
    """So much off (立减); with `per_cents` again for each full amount (每满减)."""

    off_cents: Cents
    per_cents: Cents | None = None
    max_cents: Cents | None = None


class PercentOff(
    Struct, tag_field="how", tag="percent_off", frozen=True, forbid_unknown_fields=True
):
    """So many per cent off (15 is 85 折), at most `max_cents`."""

    percent: Percent
    max_cents: Cents | None = None


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """From so much on, so much off."""

    from_cents: Cents
    off_cents: Cents


class Steps(Struct, tag_field="how", tag="steps", frozen=True, forbid_unknown_fields=True):
    """Spend more, save more (阶梯满减): the highest step that is reached counts."""

    steps: Annotated[list[Step], Meta(min_length=1, max_length=MAX_STEPS)]


class NthItem(Struct, tag_field="how", tag="nth_item", frozen=True, forbid_unknown_fields=True):
    """Of every `nth` items the cheapest is so many per cent off (第二件半价)."""

    nth: Annotated[int, Meta(ge=2, le=100)] = 2
    percent: Percent = 50
    times: Annotated[int, Meta(ge=1, le=1000)] | None = None


class Bundle(Struct, tag_field="how", tag="bundle", frozen=True, forbid_unknown_fields=True):
    """Any `count` items for one price (任选 N 件)."""

    count: Annotated[int, Meta(ge=2, le=100)]
    price_cents: Price
    times: Annotated[int, Meta(ge=1, le=1000)] | None = None


class FreeShipping(
    Struct, tag_field="how", tag="free_shipping", frozen=True, forbid_unknown_fields=True
):
    """Delivery is free (包邮), up to `max_cents`."""

    max_cents: Cents | None = None


class Exchange(Struct, tag_field="how", tag="exchange", frozen=True, forbid_unknown_fields=True):
    """One item of a product at a set price when it lies in the cart (换购)."""

    sku: Sku
    price_cents: Price


class Present(Struct, tag_field="how", tag="present", frozen=True, forbid_unknown_fields=True):
    """An item of a product for nothing when it lies in the cart (满赠)."""

    sku: Sku
    quantity: Annotated[int, Meta(ge=1, le=100)] = 1


Discount = AmountOff | PercentOff | Steps | NthItem | Bundle | FreeShipping | Exchange | Present

Level = Literal["line", "order", "shipping"]
"""Line discounts come first, then those on the order, then those on delivery."""


class Stacking(Struct, frozen=True, forbid_unknown_fields=True):
    """How a discount goes with others: of one `group` at most one applies, `alone` with none."""

    group: Key | None = None
    alone: bool = False


class Terms(Struct, frozen=True, forbid_unknown_fields=True, rename={"condition": "if"}):
    """When and on what a discount applies.

    `if` asks about the cart (attributes of `order.paid`), the member and the calendar; `lines`
    chooses the lines that count and are discounted; `from_cents` is what those must come to.
    `level` is for amounts, percentages and steps, which may be taken from lines or from the order;
    without it a percentage off chosen lines is taken from lines, everything else from the order.
    """

    discount: Discount
    condition: Condition | None = None
    lines: Condition | None = None
    from_cents: Cents | None = None
    stores: Annotated[list[str], Meta(min_length=1, max_length=1000)] | None = None
    level: Literal["line", "order"] | None = None
    stacking: Stacking = Stacking()
    priority: Annotated[int, Meta(ge=0, le=1000)] = 100
    """Of two that take the same off, the lower number is used."""


def level_of(terms: Terms) -> Level:
    """When the discount is taken: from lines first, then from the order, then from delivery."""
    match terms.discount:
        case FreeShipping():
            return "shipping"
        case AmountOff() | PercentOff() | Steps():
            chosen = isinstance(terms.discount, PercentOff) and terms.lines is not None
            return terms.level or ("line" if chosen else "order")
        case _:
            return "line"
