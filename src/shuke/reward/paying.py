"""A paid order is priced by the engine that quotes, and what the till took off is compared with it.

The money is taken already, so an order is never refused for a difference: it is written down and
shown. A discount is taken to have given what the engine reckons for it, and no more than the till
took off in all; what a hold promised is priced at the hold's moment and never above what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from shuke.engine import FactTable, Release, Turn
from shuke.kernel import share_out
from shuke.ledger import date_of
from shuke.reward import used as using
from shuke.reward.budget import asked_of
from shuke.reward.cart import Basket, cart_of
from shuke.reward.deal import Deal
from shuke.reward.held import HeldCoupon
from shuke.reward.limit import UNCOUNTED, count_use, undo_use
from shuke.reward.plan import Plan
from shuke.reward.pricing import SHIPPING
from shuke.reward.quote import Quote, quote
from shuke.reward.state import Held, Hold, Take
from shuke.reward.used import Used

PRICING_FACTS: Final = FactTable(
    "reward_pricing",
    (
        "at",
        "day",
        "order_id",
        "release",
        "hold_id",
        "store",
        "channel",
        "list_cents",
        "expected_cents",
        "paid_cents",
        "difference_cents",
        "lines_off",
    ),
)
"""One row for each order that was priced: `difference_cents` is what was paid above what the engine
expected (below zero: the till took more off), `lines_off` on how many lines the two differ."""


class Given(NamedTuple):
    """One discount of an order: what it gave, and what the engine reckons (None: not compared)."""

    deal: Deal
    coupon: str
    release: int
    cents: int
    expected: int | None
    parts: list[tuple[int, int]]
    period: int | None
    """The period in which a hold has counted it; None: it is counted now."""


class Priced(NamedTuple):
    """An order as the engine reckons it, beside what was paid."""

    basket: Basket
    found: Quote
    gave: list[Given]
    expected: list[int]
    """What should have been paid for each line, and last for delivery."""
    paid: list[int]
    points: list[int]
    """What points pay of each line, and last of delivery."""

    @property
    def difference(self) -> int:
        """What was paid above what was expected."""
        return sum(self.paid) - sum(self.expected)

    @property
    def lines_off(self) -> int:
        """On how many lines, delivery counted as one, the two differ."""
        return sum(one != other for one, other in zip(self.paid, self.expected, strict=True))


def price_order(
    turn: Turn, hold: Hold | None, coupons: Sequence[Held], *, telling: bool = False
) -> Priced | None:
    """What the engine says of the order that is being paid; None where there is nothing to say.

    `coupons` are those that it names beside its hold; they may be used, the wallet has said so.
    """
    data = turn.data
    release, moment = _moment(turn, hold)
    plan: Plan = release.plans["reward"]
    if not (plan.offer_deals or hold or coupons):
        return None
    cart = cart_of(data)
    if cart is None:
        return None
    basket = Basket(cart, turn.state, release, moment)
    locked = [] if hold is None else _locked(turn, hold)
    offers = {one.offer for one in hold.offers} if hold is not None else set()
    named = None if data.offers is None and not offers else offers | {*(data.offers or ())}
    found = quote(
        basket,
        [_held(one, basket.day) for one in (*locked, *coupons)],
        offers=named,
        promised={*offers, *(one.id for one in (*locked, *coupons))},
        funded={*offers, *_funded(hold)},
        book=turn.release_of,
        left=dict.fromkeys(turn.given.refused, 0),
        telling=telling,
    )
    return _compared(turn, hold, basket, found)


def _moment(turn: Turn, hold: Hold | None) -> tuple[Release, datetime]:
    """By which release and at which moment an order is priced: its hold's, or its own."""
    if hold is None or not hold.made_seconds:
        return turn.release, turn.time
    return turn.release_of(hold.release), datetime.fromtimestamp(hold.made_seconds, UTC)


def _locked(turn: Turn, hold: Hold) -> list[Held]:
    reward = turn.state.reward
    return [reward.coupons[reward.find(one.coupon)] for one in hold.coupons]


def _funded(hold: Hold | None) -> list[str]:
    """The coupons whose discount a hold has taken from their budgets."""
    return [] if hold is None else [o.coupon for o in hold.coupons if o.discount_cents >= 0]


def _held(one: Held, day: int) -> HeldCoupon:
    """The wallet, which goes by the door's clock, has said that it may be used."""
    return HeldCoupon(
        one.id, one.template, min(one.first, day), max(one.last, day), release=one.release
    )


def _compared(turn: Turn, hold: Hold | None, basket: Basket, found: Quote) -> Priced:
    data = turn.data
    last = len(basket.prices)
    parts = _parts(found, last)
    said = _terms(hold)
    for its, by_line in parts.items():
        most = said.get(its[2] or its[1])
        if most is not None and sum(by_line.values()) > most:
            parts[its] = _scaled(by_line, most)
    expected = [*basket.prices, basket.shipping]
    for by_line in parts.values():
        for line, cents in by_line.items():
            expected[line] -= cents
    points = share_out(min(_worth(basket, hold), sum(expected)), expected)
    expected = [one - its for one, its in zip(expected, points, strict=True)]
    paid = [*(line.paid_cents for line in data.lines), data.shipping_cents]
    off = sum(basket.prices) + basket.shipping - sum(paid) - sum(points)
    reckoned = [sum(by_line.values()) for by_line in parts.values()]
    gave = reckoned
    if off < sum(reckoned):
        gave = share_out(max(off, 0), reckoned)
    given = [
        _given(turn, hold, basket, its, by_line, cents)
        for (its, by_line), cents in zip(parts.items(), gave, strict=True)
    ]
    return Priced(basket, found, given, expected, paid, points)


_Its = tuple[str, str, str]
"""(source, key, coupon)."""


def _parts(found: Quote, last: int) -> dict[_Its, dict[int, int]]:
    """What each discount takes off each line; delivery is the last."""
    parts: dict[_Its, dict[int, int]] = {}
    lines = [*(line.discounts for line in found.lines), found.shipping_discounts]
    for place, discounts in enumerate(lines):
        for one in discounts:
            parts.setdefault((one.source, one.key, one.coupon or ""), {})[place] = one.cents
    assert all(place <= last for by_line in parts.values() for place in by_line)
    return parts


def _terms(hold: Hold | None) -> dict[str, int]:
    """The most that discounts of a hold take off, as it says: offers by key, coupons by id."""
    if hold is None:
        return {}
    said = {one.coupon: one.discount_cents for one in hold.coupons if one.discount_cents >= 0}
    return said | {one.offer: one.cents for one in hold.offers}


def _scaled(parts: dict[int, int], most: int) -> dict[int, int]:
    """As much of some parts, in proportion."""
    shares = share_out(most, list(parts.values()))
    return {line: cents for line, cents in zip(parts, shares, strict=True) if cents}


def _worth(basket: Basket, hold: Hold | None) -> int:
    """What the points of a hold pay, in cents; a currency that pays nothing is no payment here."""
    payments = basket.release.plans["reward"].payments
    worth = 0
    for one in hold.points if hold is not None else ():
        payment = payments.get(one.currency)
        if payment is not None:
            worth += sum(lot[3] for lot in one.draws) * payment.cents // payment.points
    return worth


def _given(
    turn: Turn, hold: Hold | None, basket: Basket, its: _Its, by_line: dict[int, int], cents: int
) -> Given:
    source, key, coupon = its
    expected = sum(by_line.values())
    last = len(basket.prices)
    if cents < expected:
        by_line = _scaled(by_line, cents)
    parts = [(SHIPPING if line == last else line, off) for line, off in sorted(by_line.items())]
    if source == "offer":
        plan: Plan = basket.release.plans["reward"]
        period = _periods(hold).get(key)
        deal = plan.offer_deals[key]
        return Given(deal, "", basket.release.id, cents, expected, parts, period)
    reward = turn.state.reward
    release = reward.coupons[reward.find(coupon)].release
    deal = turn.release_of(release).plans["reward"].coupon_deals[key]
    return Given(deal, coupon, release, cents, expected, parts, UNCOUNTED)


def _periods(hold: Hold | None) -> dict[str, int]:
    return {} if hold is None else {one.offer: one.period for one in hold.offers}


def as_held(turn: Turn, hold: Hold | None, coupons: Sequence[Held]) -> list[Given]:
    """What discounts gave of an order that cannot be priced: what its hold says of each."""
    gave = []
    locked: list[Held] = []
    if hold is not None:
        locked = _locked(turn, hold)
        for one in hold.offers:
            deal = turn.release_of(hold.release).plans["reward"].offer_deals[one.offer]
            gave.append(Given(deal, "", hold.release, one.cents, None, [], one.period))
    said = _terms(hold)
    for held in (*locked, *coupons):
        deal = turn.release_of(held.release).plans["reward"].coupon_deals[held.template]
        if held.id in said or deal.counters:
            cents = said.get(held.id, 0)
            gave.append(Given(deal, held.id, held.release, cents, None, [], UNCOUNTED))
    return gave


def settle(turn: Turn, order_id: str | None, gave: Iterable[Given], hold: Hold | None) -> None:
    """Count down what the discounts of an order gave: limits, and counters less what is held."""
    plan: Plan = turn.current.plans["reward"]
    refused = turn.given.refused
    takes: list[Take] = []
    used: list[Used] = []
    for one in gave:
        counters = [c for c in plan.counters_of(one.deal) if c.stock not in refused]
        if not (one.cents or one.coupon):
            continue  # The till did not apply it: it is not used.
        period = one.period
        if period is None:
            period = count_use(turn, one.deal.document, turn.day)
        takes += asked_of(counters, one.cents)
        its = Used(
            one.deal.source,
            one.deal.key,
            one.coupon,
            one.release,
            one.cents,
            one.parts,
            [(c.stock, c.size) for c in counters if c.money],
            [(c.stock, c.size) for c in counters if not c.money],
            period,
        )
        using.note(turn, one.deal, order_id, its, one.expected)
        used.append(its)
    _take(turn, takes, hold)
    applied = {one.key for one in used}
    for held in hold.offers if hold is not None else ():
        if held.offer not in applied:
            undo_use(turn, held.offer, held.period)
    if order_id is not None:
        using.remember(turn, order_id, used)


def _take(turn: Turn, takes: list[Take], hold: Hold | None) -> None:
    """Take what a hold has not taken yet, and give back what it took too much."""
    net: dict[str, list[int]] = {}
    for one in takes:
        net.setdefault(one.stock, [0, one.size])[0] += one.amount
    for one in hold.takes if hold is not None else ():
        net.setdefault(one.stock, [0, one.size])[0] -= one.amount
    for stock, (amount, size) in net.items():
        if amount > 0:
            turn.take(stock, amount, size)
        elif amount < 0:
            turn.put_back(stock, -amount, size)


def write_down(turn: Turn, priced: Priced) -> None:
    """The comparison of a paid order: a fact, and an effect for the till."""
    data = turn.data
    listed = sum(priced.basket.prices) + priced.basket.shipping
    expected, difference = sum(priced.expected), priced.difference
    turn.fact(
        "reward_pricing",
        turn.now,
        date_of(turn.today),
        data.order_id,
        priced.basket.release.id,
        data.hold_id,
        data.store,
        data.channel,
        listed,
        expected,
        data.total_cents,
        difference,
        priced.lines_off,
    )
    turn.effect(
        "order.priced",
        order_id=data.order_id,
        list_cents=listed,
        expected_cents=expected,
        paid_cents=data.total_cents,
        difference_cents=difference,
        lines_off=priced.lines_off,
    )
