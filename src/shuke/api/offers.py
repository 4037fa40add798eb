"""Offers and budgets in figures, and the paid orders where the till and the engine differ."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke.api.ask import Ask
from shuke.api.budgets import taken
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.reward import Counter, shared_counters

_DAYS = 30
_MOST = 500


class OfferFigure(msgspec.Struct):
    """An offer in 30 business days: how often it was used, what it gave, what came back with
    refunds; and the least that its own and its shared budget have left (null: no limit)."""

    offer: str
    used_30d: int
    off_cents_30d: int
    returned_cents_30d: int
    budget_left_cents: int | None
    uses_left: int | None


class BudgetFigure(msgspec.Struct):
    """A shared budget: who takes from it (`offer/key`, `coupon/key`), what they took, what is left
    (null: no limit)."""

    budget: str
    discounts: list[str]
    taken_cents: int
    left_cents: int | None
    uses: int
    uses_left: int | None


class OrderOff(msgspec.Struct, kw_only=True):
    """A paid order that the till charged otherwise than the engine reckons: `difference_cents` is
    what was paid above it (below zero: more was taken off), on `lines_off` lines; `seq` is the
    event to explain."""

    member: str
    seq: int
    at: datetime
    order_id: str
    hold_id: str | None
    store: str | None
    channel: str | None
    list_cents: int
    expected_cents: int
    paid_cents: int
    difference_cents: int
    lines_off: int


class OffSums(msgspec.Struct, kw_only=True):
    """All of them together, too little and too much apart: in one sum they would hide each
    other. `less_cents` is below zero; `stores` counts the stores."""

    less_orders: int
    less_cents: int
    more_orders: int
    more_cents: int
    stores: int


class OrdersOff(msgspec.Struct, kw_only=True):
    """The latest of them, how many there are, and what they sum up to."""

    items: list[OrderOff]
    total: int
    sums: OffSums


class OffQuery(msgspec.Struct, kw_only=True):
    """Of one store; of the last `days` business days; that differ by at least `least_cents` either
    way; `lines` tells as well of orders whose total agrees and lies differently on lines."""

    store: Annotated[str, Meta(min_length=1, max_length=128)] | None = None
    days: Annotated[int, Meta(ge=1, le=366)] = _DAYS
    least_cents: Annotated[int, Meta(ge=0, le=10**12)] = 0
    lines: bool = False


_OFFERS = """
select discount, count(*) filter (where act = 'used') as used,
       coalesce(sum(cents) filter (where act = 'used'), 0)::bigint as off,
       coalesce(sum(cents) filter (where act = 'returned'), 0)::bigint as returned
from reward_discount where day >= $1 and source = 'offer' group by discount
"""
_WHICH_OFF = """
from reward_pricing
where day >= $1 and ($2::text is null or store = $2)
  and (difference_cents <> 0 or lines_off > 0) and ($3 or difference_cents <> 0)
  and abs(difference_cents) >= $4
"""
_OFF = f"""
select subject as member, seq, at, order_id, hold_id, store, channel, list_cents, expected_cents,
       paid_cents, difference_cents, lines_off
{_WHICH_OFF} order by at desc, subject, seq limit $5
"""
_OFF_SUMS = f"""
select count(*) as orders,
       count(*) filter (where difference_cents < 0) as less_orders,
       coalesce(sum(difference_cents) filter (where difference_cents < 0), 0)::bigint as less_cents,
       count(*) filter (where difference_cents > 0) as more_orders,
       coalesce(sum(difference_cents) filter (where difference_cents > 0), 0)::bigint as more_cents,
       count(distinct coalesce(store, '')) as stores
{_WHICH_OFF}
"""


@route("GET", "/v1/offers/figures", needs="figures:read")
async def offer_figures(ask: Ask[None, None]) -> Page[OfferFigure]:
    """Every live offer: used in 30 business days, what it gave, and what its budget has left."""
    plan = ask.release.plans["reward"]
    async with ask.connection() as connection:
        told = {row["discount"]: row for row in await connection.fetch(_OFFERS, _since(ask, _DAYS))}
    gone = await taken(ask, [one.stock for one in plan.counters])
    items = []
    for key, deal in plan.offer_deals.items():
        row = told.get(key)
        used, off, back = (row["used"], row["off"], row["returned"]) if row else (0, 0, 0)
        money, uses = _left(deal.counters, gone)
        items.append(OfferFigure(key, used, off, back, money, uses))
    return Page(items, total=len(items))


@route("GET", "/v1/budgets/figures", needs="figures:read")
async def budget_figures(ask: Ask[None, None]) -> Page[BudgetFigure]:
    """Every shared budget: who takes from it, what they took so far, and what is left."""
    plan = ask.release.plans["reward"]
    counters = {key: shared_counters(budget) for key, budget in plan.budgets.items()}
    gone = await taken(ask, [one.stock for its in counters.values() for one in its])
    items = []
    for key, its in counters.items():
        names = [
            f"{deal.source}/{deal.key}"
            for deal in (*plan.offer_deals.values(), *plan.coupon_deals.values())
            if deal.document.budget == key
        ]
        cents = sum(gone.get(one.stock, 0) for one in its if one.money)
        uses = sum(gone.get(one.stock, 0) for one in its if not one.money)
        money_left, uses_left = _left(its, gone)
        items.append(BudgetFigure(key, names, cents, money_left, uses, uses_left))
    return Page(items, total=len(items))


@route("GET", "/v1/orders/off", needs="figures:read")
async def orders_off(ask: Ask[OffQuery, None]) -> OrdersOff:
    """Paid orders that the till charged otherwise than the engine reckons, latest first, at most
    500: a till with an old price, an offer it does not know, a discount that nothing explains.
    The sums are of all of them."""
    query = ask.query
    which = _since(ask, query.days), query.store, query.lines, query.least_cents
    async with ask.connection() as connection:
        rows = await connection.fetch(_OFF, *which, _MOST)
        [(orders, *sums)] = await connection.fetch(_OFF_SUMS, *which)
    names = OffSums.__struct_fields__
    return OrdersOff(
        items=[OrderOff(**row) for row in rows],
        total=orders,
        sums=OffSums(**dict(zip(names, sums, strict=True))),
    )


def _left(counters: Sequence[Counter], gone: dict[str, int]) -> tuple[int | None, int | None]:
    """The least that is left in money and in uses."""
    money = [max(one.size - gone.get(one.stock, 0), 0) for one in counters if one.money]
    uses = [max(one.size - gone.get(one.stock, 0), 0) for one in counters if not one.money]
    return min(money, default=None), min(uses, default=None)


def _since(ask: Ask[Any, Any], days: int) -> date:
    return ask.now.astimezone(ask.release.zone).date() - timedelta(days=days)
