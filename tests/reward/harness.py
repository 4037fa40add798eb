"""Carts priced by hand: documents as YAML would give them, no database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.program.harness import APP, ZONE, document, release

from shuke.engine import Release
from shuke.reward import Basket, Cart, CartLine, HeldCoupon, Quote, Wanted, quote

__all__ = ["APP", "basket", "coupon", "document", "held", "line", "offer", "price", "release"]

TODAY = "2026-03-02"
FIRST = datetime.fromisoformat(TODAY).toordinal()


def offer(key: str, discount: dict[str, Any], **more: Any) -> Any:
    """An offer; words that are not terms are the document's own."""
    return _made("offer", key, discount, more)


def coupon(key: str, discount: dict[str, Any], **more: Any) -> Any:
    """A coupon template, valid for 14 days."""
    return _made("coupon", key, discount, {"valid": {"how": "relative", "days": 14}, **more})


def _made(kind: str, key: str, discount: dict[str, Any], more: dict[str, Any]) -> Any:
    terms = {"discount": discount}
    for name in ("if", "lines", "from_cents", "stores", "stacking", "priority", "level"):
        if name in more:
            terms[name] = more.pop(name)
    return document(kind, key, terms=terms, **more)


def held(template: str, id: str | None = None, *, days: int = 14, **more: Any) -> HeldCoupon:
    """A coupon issued today."""
    fields = {"first": FIRST, "last": FIRST + days - 1, **more}
    return HeldCoupon(id or f"c-{template}", template, **fields)


def line(list_cents: int, sku: str = "A", quantity: int = 1, **more: Any) -> CartLine:
    """A line that comes to so much."""
    return CartLine(sku=sku, quantity=quantity, list_cents=list_cents, **more)


def basket(
    made: Release, *lines: CartLine, at: str = f"{TODAY} 12:00", state: Any = None, **cart: Any
) -> Basket:
    """A cart before a release, for nobody unless a state is given."""
    moment = datetime.fromisoformat(f"{at}+08:00")
    whole = Cart(lines=list(lines), **cart)
    return Basket(whole, state if state is not None else APP.new_state(), made, moment)


def price(
    documents: list[Any],
    *lines: CartLine,
    coupons: list[HeldCoupon] | None = None,
    chosen: list[str] | None = None,
    points: Wanted | None = None,
    left: dict[str, int] | None = None,
    every: bool = False,
    max_work: int | None = None,
    **cart: Any,
) -> Quote:
    """The quote of a cart under these documents; coupons of every template unless told."""
    made = release(*documents, zone=ZONE)
    if coupons is None:
        coupons = [held(d.key) for d in documents if d.__struct_config__.tag == "coupon"]
    more = {} if max_work is None else {"max_work": max_work}
    return quote(
        basket(made, *lines, **cart),
        coupons,
        chosen,
        points,
        left=left,
        every=every,
        **more,
    )
