"""A cart: what somebody is about to buy, and how conditions see it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from shuke.engine import Release
from shuke.kernel import ShukeError, Text
from shuke.reward.supposed import Supposed
from shuke.rule import Line, OrderPaid, says_list_prices

MAX_LINES: Final = 500
MAX_CENTS: Final = 2**53
Cents = Annotated[int, Meta(ge=0, le=MAX_CENTS)]
Label = Annotated[str, Meta(min_length=1, max_length=128)]


class CartInvalid(ShukeError):
    """The cart cannot be priced."""

    code = "cart_invalid"
    status = 422
    title = Text(en="The cart cannot be priced", zh="购物车无法报价")


class CartLine(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One line: so many items of a product, at `unit_cents` each or `list_cents` together.

    Nothing is discounted below `floor_cents` (of the line) nor below `cost_cents` (of each item).
    """

    sku: Label
    quantity: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    unit_cents: Cents | None = None
    list_cents: Cents | None = None
    name: Annotated[str, Meta(max_length=256)] | None = None
    department: Label | None = None
    category: Label | None = None
    brand: Label | None = None
    cost_cents: Cents | None = None
    floor_cents: Cents | None = None


class Cart(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """What somebody is about to buy, where, and what its delivery costs."""

    lines: Annotated[list[CartLine], Meta(min_length=1, max_length=MAX_LINES)]
    shipping_cents: Cents = 0
    store: Label | None = None
    region: Label | None = None
    channel: Label | None = None
    tender: Label | None = None


class Basket(Supposed):
    """A cart as conditions see it: the order that it would become, for a member, at a moment.

    Prices are those before any discount.
    """

    __slots__ = ("floors", "prices", "quantities", "shipping")

    def __init__(
        self,
        cart: Cart,
        state: Any,
        release: Release,
        moment: datetime,
        coupons: list[str] | None = None,
    ) -> None:
        self.prices = [_price(line, place) for place, line in enumerate(cart.lines)]
        total = sum(self.prices) + cart.shipping_cents
        if total > MAX_CENTS:
            raise CartInvalid(
                Text(en="The cart comes to more than can be counted.", zh="购物车合计过大。"),
                place="/cart/lines",
            )
        self.quantities = [line.quantity for line in cart.lines]
        self.floors = [
            _floor(line, price) for line, price in zip(cart.lines, self.prices, strict=True)
        ]
        self.shipping = cart.shipping_cents
        order = order_of(cart, self.prices, self.shipping, coupons or [])
        super().__init__("order.paid", order, state, release, moment)


def order_of(
    cart: Cart,
    paid: list[int],
    shipping_cents: int,
    coupons: list[str],
    listed: list[int] | None = None,
) -> OrderPaid:
    """The order that a cart becomes at these prices; `listed` are those before discounts."""
    before = listed or paid
    return OrderPaid(
        order_id="quote",
        total_cents=sum(paid) + shipping_cents,
        lines=[
            Line(
                line.sku,
                price,
                line.name,
                line.department,
                line.category,
                line.brand,
                line.quantity,
                full - price,
                full,
            )
            for line, price, full in zip(cart.lines, paid, before, strict=True)
        ],
        store=cart.store,
        region=cart.region,
        channel=cart.channel,
        shipping_cents=shipping_cents,
        coupons=coupons,
        tender=cart.tender,
    )


def cart_of(order: OrderPaid) -> Cart | None:
    """The cart that an order was, by the prices before discounts that it says; None: it says none.

    An order says them when `list_cents` stands on any of its lines; on the others it is what was
    paid and taken off. A list price below what was paid is not believed.
    """
    if not order.lines or not says_list_prices(order):
        return None
    lines = [
        CartLine(
            line.sku,
            line.quantity or 1,
            None,
            max(_listed(line), line.paid_cents),
            line.name,
            line.department,
            line.category,
            line.brand,
            None,
            line.floor_cents,
        )
        for line in order.lines
    ]
    shipping = max(order.shipping_list_cents or 0, order.shipping_cents)
    if sum(line.list_cents or 0 for line in lines) + shipping > MAX_CENTS:
        return None
    return Cart(lines, shipping, order.store, order.region, order.channel, order.tender)


def _listed(line: Line) -> int:
    if line.list_cents is not None:
        return line.list_cents
    return line.paid_cents + line.discount_cents


def _price(line: CartLine, place: int) -> int:
    if (line.unit_cents is None) == (line.list_cents is None):
        raise CartInvalid(
            Text(
                en=f"Line {place + 1} needs either `unit_cents` or `list_cents`.",
                zh=f"第 {place + 1} 行要写 `unit_cents` 或 `list_cents`，二者取一。",
            ),
            place=f"/cart/lines/{place}",
        )
    if line.list_cents is not None:
        return line.list_cents
    assert line.unit_cents is not None
    return line.unit_cents * line.quantity


def _floor(line: CartLine, price: int) -> int:
    """The least that may be paid for a line; a line sold below it already is left as it is."""
    cost = (line.cost_cents or 0) * line.quantity
    return min(price, max(line.floor_cents or 0, cost))
