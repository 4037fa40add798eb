"""Quotes: what a cart costs for a member, now, and why. Nothing is changed by asking."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke import member
from shuke.api.ask import Ask
from shuke.api.budgets import budgets_left
from shuke.api.operation import route
from shuke.api.person import held
from shuke.api.problem import NotFound, RequestInvalid
from shuke.api.trying import draft_release
from shuke.engine import Key, Release
from shuke.kernel import Text
from shuke.program import would_earn
from shuke.reward import (
    Basket,
    Cart,
    HeldCoupon,
    Judged,
    Part,
    PointsUse,
    Quote,
    Reason,
    ValueUse,
    ValueWanted,
    Wanted,
    held_of,
    order_of,
    quote,
)

CouponId = Annotated[str, Meta(min_length=1, max_length=128)]
Source = Literal["offer", "coupon"]
_REACH: Final = timedelta(days=3660)


class CouponTried(msgspec.Struct, forbid_unknown_fields=True):
    """A coupon to be priced as if the member held it, on business days that include both ends."""

    template: Key
    id: CouponId | None = None
    first: date | None = None
    last: date | None = None


class QuoteAsked(msgspec.Struct, forbid_unknown_fields=True):
    """A cart, for whom, and what he wants to use.

    Without `member` it is priced for somebody who never bought. Without `coupons` the best of those
    he holds are used; with it only those named, `[]` for none. `offers` prices with exactly those,
    as an order that names them is priced. `points` and `stored_value` are wanted as payment. `time`
    prices at another moment than now; `every` tells also of offers that neither a line nor the
    store could bring in. With `draft`, a coupon or offer, the cart is priced as if that were
    published (`definitions:read`).
    """

    cart: Cart
    member: Annotated[str, Meta(min_length=3, max_length=300)] | None = None
    coupons: Annotated[list[CouponId], Meta(max_length=100)] | None = None
    try_coupons: Annotated[list[CouponTried], Meta(max_length=100)] = []
    offers: Annotated[list[Key], Meta(max_length=50)] | None = None
    points: Wanted | None = None
    stored_value: ValueWanted | None = None
    time: Annotated[datetime, Meta(tz=True)] | None = None
    every: bool = False
    draft: dict[str, Any] | None = None


class Taken(msgspec.Struct):
    """What one discount takes off a line or off delivery."""

    source: Source
    key: str
    coupon: str | None
    cents: int


class LineQuoted(msgspec.Struct):
    """A line before and after discounts; of `payable_cents` points pay `points_cents`, so that the
    order's line is paid the rest. `floor_cents` is to be said by the order as well."""

    sku: str
    list_cents: int
    payable_cents: int
    points_cents: int
    discounts: list[Taken]
    floor_cents: int


class WhyNot(msgspec.Struct, kw_only=True):
    """Why an offer or coupon does not apply; the codes are in docs/algorithms/quote.md.

    `failed` is the first part of its condition that failed, with what was required and seen.
    """

    code: str
    message: str
    missing_cents: int | None = None
    less_cents: int | None = None
    other: str | None = None
    failed: dict[str, Any] | None = None


class Considered(msgspec.Struct):
    """An offer or coupon: what it takes off, or why it does not apply."""

    source: Source
    key: str
    name: str | None
    coupon: str | None
    applied: bool
    cents: int
    reason: WhyNot | None


class PointsQuoted(msgspec.Struct):
    """Points of a currency: how many may pay at most, and how many do. `cut`: fewer than wanted."""

    currency: str
    balance: int
    most_points: int
    most_cents: int
    points: int
    cents: int
    shipping_cents: int
    cut: bool


class ValueQuoted(msgspec.Struct):
    """A stored value: what the member has, what it may pay at most of `to_pay_cents`, and what it
    does pay, out of principal and bonus. `cut`: less than wanted."""

    value: str
    title: str
    principal_cents: int
    bonus_cents: int
    frozen: bool
    most_cents: int
    cents: int
    from_principal_cents: int
    from_bonus_cents: int
    cut: bool


class WouldEarn(msgspec.Struct):
    """What the order would earn, paid like this."""

    currency: str
    amount: int


class Quoted(msgspec.Struct):
    """A priced cart: lines and delivery add up to `total_cents`, less what points pay to
    `to_pay_cents`, the order's total; less what stored value pays to `due_cents`. `optimal`: no
    other combination is cheaper."""

    release: int
    lines: list[LineQuoted]
    list_cents: int
    discount_cents: int
    shipping_cents: int
    shipping_discounts: list[Taken]
    total_cents: int
    to_pay_cents: int
    points: list[PointsQuoted]
    considered: list[Considered]
    earned: list[WouldEarn]
    optimal: bool
    stored_values: list[ValueQuoted]
    due_cents: int


@route(
    "POST",
    "/v1/quotes",
    needs="quotes:read",
    example={
        "member": "phone:+8613800000000",
        "cart": {
            "store": "S1",
            "shipping_cents": 600,
            "lines": [
                {"sku": "milk", "category": "dairy", "quantity": 2, "unit_cents": 1250},
                {"sku": "bread", "category": "bakery", "list_cents": 900, "floor_cents": 500},
            ],
        },
        "points": {"currency": "points"},
    },
)
async def quote_cart(ask: Ask[None, QuoteAsked]) -> Quoted:
    """Price a cart: every line, each offer and coupon applied or why not, the best combination
    found, the most points that may pay, and what would be earned. Nothing is changed."""
    body = ask.body
    moment = _moment(ask)
    state = ask.shuke.app.new_state() if body.member is None else await _state(ask, body.member)
    release = live = ask.shuke.book.current(moment)
    if body.draft is not None:
        ask.actor.need("definitions:read")
        release = draft_release(ask, live, body.draft)
    basket = Basket(body.cart, state, release, moment)
    mine = [*held_of(state), *_tried(body.try_coupons, basket.day)]
    found = quote(
        basket,
        mine,
        body.coupons,
        body.points,
        body.stored_value,
        offers=body.offers,
        book=partial(_issued_under, ask, live),
        left=await budgets_left(ask, release),
        every=body.every,
    )
    paid = found.paid()
    shipping = found.shipping_cents - sum(one.shipping_cents for one in found.points)
    data = order_of(body.cart, paid, shipping, found.coupons_used, basket.prices)
    earned = would_earn(basket, data, release, moment, found.unearned_cents)
    return _shown(ask, live.id, found, earned, basket.floors)


def _issued_under(ask: Ask[None, QuoteAsked], live: Release, number: int) -> Release:
    """The release that a coupon was issued under, unless this process has not met it yet."""
    book = ask.shuke.book
    return book.compiled(number) if number <= book.newest else live


def _moment(ask: Ask[None, QuoteAsked]) -> datetime:
    """The moment to price at. Errors: `request_invalid` for one that no calendar here reaches."""
    moment = ask.body.time
    if moment is None:
        return ask.now
    if abs(moment - ask.now) > _REACH:
        raise RequestInvalid(
            Text(en="Carts are priced at most ten years from now.", zh="报价时间距今最多十年。"),
            place="/time",
        )
    return moment


async def _state(ask: Ask[Any, Any], reference: str) -> Any:
    """The member's state as it is, without a lock. Errors: `not_found`, `member_erased`."""
    kind, _, value = reference.partition(":")
    if kind != "member":
        region = member.region_of(ask.release.programme)
        found = await member.find(ask.shuke.pool, ask.shuke.keyring, reference, region)
        if found is None:
            raise NotFound(
                Text(en="There is no such member.", zh="没有这位会员。"), place="/member"
            )
        value = found
    return (await held(ask, value)).state


def _tried(coupons: list[CouponTried], today: int) -> list[HeldCoupon]:
    return [
        HeldCoupon(
            one.id or f"try-{number}",
            one.template,
            one.first.toordinal() if one.first else today,
            one.last.toordinal() if one.last else date.max.toordinal(),
        )
        for number, one in enumerate(coupons, 1)
    ]


def _shown(
    ask: Ask[Any, Any], release: int, found: Quote, earned: dict[str, int], floors: list[int]
) -> Quoted:
    return Quoted(
        release,
        [
            LineQuoted(
                line.sku,
                line.list_cents,
                line.payable_cents,
                line.points_cents,
                [_taken(part) for part in line.discounts],
                floor,
            )
            for line, floor in zip(found.lines, floors, strict=True)
        ],
        found.list_cents,
        found.discount_cents,
        found.shipping_cents,
        [_taken(part) for part in found.shipping_discounts],
        found.total_cents,
        found.to_pay_cents,
        [_points(one) for one in found.points],
        [_considered(ask, one) for one in found.judged],
        [WouldEarn(currency, amount) for currency, amount in earned.items()],
        found.optimal,
        [_stored(ask, one) for one in found.stored_values],
        found.due_cents,
    )


def _taken(part: Part) -> Taken:
    return Taken(part.source, part.key, part.coupon, part.cents)


def _points(one: PointsUse) -> PointsQuoted:
    return PointsQuoted(
        one.currency,
        one.balance,
        one.most_points,
        one.most_cents,
        one.points,
        one.cents,
        one.shipping_cents,
        one.cut,
    )


def _stored(ask: Ask[Any, Any], one: ValueUse) -> ValueQuoted:
    return ValueQuoted(
        one.value,
        ask.say(one.name),
        one.principal_cents,
        one.bonus_cents,
        one.frozen,
        one.most_cents,
        one.cents,
        one.from_principal_cents,
        one.from_bonus_cents,
        one.cut,
    )


def _considered(ask: Ask[Any, Any], one: Judged) -> Considered:
    return Considered(
        one.source,
        one.key,
        None if one.name is None else ask.say(one.name),
        one.coupon,
        one.applied,
        one.cents,
        None if one.reason is None else _why(ask, one.reason),
    )


def _why(ask: Ask[Any, Any], reason: Reason) -> WhyNot:
    failed = reason.failed
    return WhyNot(
        code=reason.code,
        message=ask.say(reason.text),
        missing_cents=reason.missing_cents,
        less_cents=reason.less_cents,
        other=reason.other,
        failed=None if failed is None else failed.document(ask.language),
    )
