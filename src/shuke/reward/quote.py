"""Pricing a cart: what every line costs, which offers and coupons apply, and why the others not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from shuke import ledger
from shuke.engine import Release
from shuke.kernel import Text
from shuke.reward import reason
from shuke.reward.budget import Counter
from shuke.reward.cart import Basket
from shuke.reward.deal import Deal, Source
from shuke.reward.held import USABLE, HeldCoupon
from shuke.reward.limit import used_up
from shuke.reward.payment import PointsNotTaken, PointsUse, Wanted, use
from shuke.reward.plan import Plan
from shuke.reward.pricing import SHIPPING, Candidate, Priced, Pricing, sum_at
from shuke.reward.reason import Reason
from shuke.reward.search import MAX_WORK, Found, best, exactly
from shuke.reward.value_payment import ValueNotTaken, ValueUse, ValueWanted, use_value
from shuke.rule import Node, explain, first_failed


class Part(Struct, frozen=True):
    """What one discount takes off a line or off delivery."""

    source: Source
    key: str
    coupon: str | None
    cents: int


class LinePrice(Struct):
    """One line: its price before discounts, what was taken off by what, and what is to be paid."""

    sku: str
    list_cents: int
    payable_cents: int
    discounts: list[Part]
    points_cents: int = 0
    """What points pay of it."""


class Judged(Struct):
    """An offer or a coupon: what it takes off, or why it does not apply."""

    source: Source
    key: str
    name: Text | None
    coupon: str | None
    applied: bool
    cents: int = 0
    reason: Reason | None = None


class Quote(Struct):
    """A priced cart. The lines and the delivery add up to `total_cents`."""

    lines: list[LinePrice]
    list_cents: int
    discount_cents: int
    shipping_cents: int
    shipping_discounts: list[Part]
    total_cents: int
    points: list[PointsUse]
    to_pay_cents: int
    """The total less what points pay: the total of the order."""
    judged: list[Judged]
    optimal: bool
    """Whether no other combination is cheaper; False where the search ended at its bound."""
    nodes: int
    stored_values: list[ValueUse] = []
    """What stored value may pay of `to_pay_cents`, and what it does."""

    @property
    def due_cents(self) -> int:
        """What is left to be paid otherwise."""
        return self.to_pay_cents - sum(one.cents for one in self.stored_values)

    @property
    def unearned_cents(self) -> int:
        """What is paid with stored value that earns nothing."""
        return sum(one.cents for one in self.stored_values if not one.earns)

    @property
    def coupons_used(self) -> list[str]:
        """The ids of the coupons that apply."""
        return [one.coupon for one in self.judged if one.applied and one.coupon is not None]

    def paid(self) -> list[int]:
        """What is paid in money for each line."""
        return [line.payable_cents - line.points_cents for line in self.lines]


class _Quoting:
    """One quote in the making."""

    def __init__(
        self,
        plan: Plan,
        basket: Basket,
        promised: Collection[str],
        funded: Collection[str],
        *,
        telling: bool,
    ):
        self.plan = plan
        self.basket = basket
        self.promised = promised
        self.funded = funded
        self.telling = telling
        self.judged: list[Judged] = []
        self.candidates: list[Candidate] = []

    def consider(self, deal: Deal, coupon: HeldCoupon | None, why: Reason | None) -> bool:
        """Make a candidate of it, or note why it is none. True when it is one."""
        candidate = None
        given = (deal.key if coupon is None else coupon.id) in self.promised
        if why is None or given:
            why = None
            found = self._candidate(deal, None if coupon is None else coupon.id, given)
            if isinstance(found, Reason):
                why = found
            else:
                candidate = found
        if candidate is not None:
            self.candidates.append(candidate)
            return True
        self.judged.append(_judged(deal, None if coupon is None else coupon.id, why))
        return False

    def _candidate(self, deal: Deal, id: str | None, given: bool) -> Candidate | Reason:
        basket = self.basket
        data = basket.data
        if deal.stores is not None and data.store not in deal.stores:
            return reason.STORE
        if not given:
            if deal.condition is not None and not deal.condition(basket):
                return reason.condition(self._failed(deal) if self.telling else None)
            if used_up(basket.state.reward, deal.document, basket.day):
                return reason.LIMIT
        if deal.sku is not None and not deal.products(basket):
            return reason.not_in_cart(deal.sku)
        counted = deal.counted(basket)
        if not counted and deal.sku is None:
            return reason.NO_LINE
        short = deal.short(sum_at(basket.prices, counted))
        if short:
            return reason.threshold(short, basket.release)
        off = deal.by_line(counted, basket) if deal.level == "line" else {}
        candidate = Candidate(deal, id, counted, off)
        most = self._most(candidate)
        if not most:
            return reason.NOTHING_OFF
        return candidate

    def _most(self, one: Candidate) -> int:
        basket = self.basket
        if one.deal.level == "line":
            return sum(
                min(off, basket.prices[line] - basket.floors[line]) for line, off in one.off.items()
            )
        amount = one.deal.amount(sum_at(basket.prices, one.places))
        if one.deal.level == "shipping":
            return min(amount, basket.shipping)
        room = sum(basket.prices[place] - basket.floors[place] for place in one.places)
        return min(amount, room)

    def _failed(self, deal: Deal) -> Node | None:
        assert deal.terms.condition is not None
        return first_failed(explain(deal.terms.condition, self.basket, place="/terms/if"))


def quote(
    basket: Basket,
    held: Sequence[HeldCoupon] = (),
    chosen: Collection[str] | None = None,
    wanted: Wanted | None = None,
    stored: ValueWanted | None = None,
    *,
    offers: Collection[str] | None = None,
    promised: Collection[str] = (),
    funded: Collection[str] = (),
    book: Callable[[int], Release] | None = None,
    left: Mapping[str, int] | None = None,
    telling: bool = True,
    every: bool = False,
    max_work: int = MAX_WORK,
) -> Quote:
    """Price a basket by its release: the best combination of its offers and the coupons held.

    With `chosen` only those coupons may be used. With `offers` exactly those are used, with the
    coupons, if they go together. What is `promised` (offers by key, coupons by id) is not asked for
    days, conditions or limits, what is `funded` not for budgets: a hold has done that. `book` finds
    the release that a coupon was issued under; without it all are priced by the basket's. `left`
    says what counters have left; where nothing is said there is enough. `telling` adds the first
    part of a condition that failed, `every` tells also of offers that no line or store could bring
    in. Raises PointsNotTaken, ValueNotTaken. Nothing is changed anywhere.
    """
    plan: Plan = basket.release.plans["reward"]
    making = _Quoting(plan, basket, promised, funded, telling=telling)
    _consider_offers(making, offers, every)
    _consider_coupons(making, held, chosen, book)
    found, pricing = _within_budgets(making, left or {}, offers is not None, max_work)
    judged = [*making.judged, *_judged_all(basket, pricing, found)]
    judged.sort(key=lambda one: (one.source == "coupon", one.key, one.coupon or ""))
    told = _told(basket, pricing, found, judged, _points(plan, basket, found.priced, wanted))
    told.stored_values = _stored(basket, told.to_pay_cents, stored)
    return told


def _within_budgets(
    making: _Quoting, left: Mapping[str, int], exact: bool, max_work: int
) -> tuple[Found, Pricing]:
    """The best combination, without those whose counters have less left than it asks of them."""
    basket, candidates = making.basket, making.candidates
    while True:
        pricing = Pricing(basket.prices, basket.floors, basket.shipping, candidates)
        found = (exactly(pricing) if exact else None) or best(pricing, max_work)
        over = _overspent(making, pricing, found, left) if left else {}
        if not over:
            return found, pricing
        candidates = []
        for one in pricing.candidates:
            if one.rank in over:
                making.judged.append(_judged(one.deal, one.id, over[one.rank]))
            else:
                candidates.append(one)


def _overspent(
    making: _Quoting, pricing: Pricing, found: Found, left: Mapping[str, int]
) -> dict[int, Reason]:
    """The discounts, by rank, that ask more of a counter than it has left, together or alone."""
    askers: dict[Counter, list[int]] = {}
    for rank in sorted(found.ranks):
        one = pricing.candidates[rank]
        if (one.id or one.deal.key) not in making.funded:
            for counter in making.plan.counters_of(one.deal):
                askers.setdefault(counter, []).append(rank)
    over: dict[int, Reason] = {}
    for counter, ranks in askers.items():
        asked = sum(counter.asked(found.priced.cents(rank)) for rank in ranks)
        has = left.get(counter.stock, asked)
        if asked > has:
            why = reason.budget(counter, asked, max(has, 0), making.basket.release)
            over.update(dict.fromkeys(ranks, why))
    return over


def _consider_offers(making: _Quoting, named: Collection[str] | None, every: bool) -> None:
    plan, basket = making.plan, making.basket
    deals: Iterable[Deal]
    if named is not None:
        deals = [plan.offer_deals[key] for key in sorted(set(named)) if key in plan.offer_deals]
        for key in sorted(set(named) - plan.offer_deals.keys()):
            making.judged.append(Judged("offer", key, None, None, False, 0, reason.OFFER_UNKNOWN))
    else:
        deals = plan.offer_deals.values() if every else plan.candidates(basket.data)
    for deal in deals:
        making.consider(deal, None, _open(deal.first, deal.last, basket.day))


def _consider_coupons(
    making: _Quoting,
    held: Sequence[HeldCoupon],
    chosen: Collection[str] | None,
    book: Callable[[int], Release] | None,
) -> None:
    used: set[str] = set()
    for coupon in sorted(held, key=lambda one: (one.last, one.id)):
        plan = making.plan
        if book is not None and coupon.release:
            plan = book(coupon.release).plans["reward"]
        deal = plan.coupon_deals.get(coupon.template)
        if deal is None:
            making.judged.append(
                Judged("coupon", coupon.template, None, coupon.id, False, 0, reason.UNKNOWN)
            )
            continue
        why = None
        if coupon.status != USABLE:
            why = reason.status(coupon.status)
        elif chosen is not None and coupon.id not in chosen:
            why = reason.NOT_CHOSEN
        elif (dated := _open(coupon.first, coupon.last, making.basket.day)) is not None:
            why = dated
        elif coupon.template in used:
            why = reason.SAME_TEMPLATE
        if making.consider(deal, coupon, why):
            used.add(coupon.template)
    known = {coupon.id for coupon in held}
    for unknown in sorted(set(chosen or ()) - known):
        making.judged.append(Judged("coupon", "", None, unknown, False, 0, reason.NOT_HELD))


def _open(first: int, last: int, day: int) -> Reason | None:
    if day < first:
        return reason.not_yet(first)
    return reason.expired(last) if day > last else None


def _judged(deal: Deal, id: str | None, why: Reason | None) -> Judged:
    return Judged(deal.source, deal.key, deal.document.name, id, False, 0, why)


def _judged_all(basket: Basket, pricing: Pricing, found: Found) -> list[Judged]:
    """Every candidate: what it takes, or what is better."""
    made = []
    for one in pricing.candidates:
        if one.rank in found.ranks:
            its = _judged(one.deal, one.id, None)
            its.applied, its.cents = True, found.priced.cents(one.rank)
        else:
            its = _judged(one.deal, one.id, _why_not(basket, pricing, found, one))
        made.append(its)
    return made


def _why_not(basket: Basket, pricing: Pricing, found: Found, one: Candidate) -> Reason:
    used = [pricing.candidates[rank] for rank in sorted(found.ranks)]
    for other in used:
        if one.alone or other.alone:
            return reason.alone(other.deal.key, other.deal.document.name)
    for other in used:
        if one.group is not None and one.group == other.group:
            return reason.excluded(other.deal.key, other.deal.document.name)
    priced = found.priced
    if one.deal.level != "line":
        start = priced.before_order if one.deal.level == "order" else priced.prices
        short = one.deal.short(sum_at(start, one.places))
        if short:
            return reason.threshold(short, basket.release)
    beside = pricing.price(found.ranks | {one.rank})
    if not beside.cents(one.rank):
        return reason.NOTHING_OFF
    return reason.worse(beside.total - priced.total, basket.release)


def _points(plan: Plan, basket: Basket, priced: Priced, wanted: Wanted | None) -> list[PointsUse]:
    if wanted is not None and wanted.currency not in plan.payments:
        raise PointsNotTaken(
            Text(
                en=f"No document says what {wanted.currency!r} pays.",
                zh=f"没有定义规定 {wanted.currency!r} 如何抵现。",
            ),
            place="/points/currency",
        )
    return [
        use(
            payment,
            ledger.balance(basket.state.ledger, currency, basket.today).usable,
            priced.prices,
            priced.shipping,
            wanted if wanted is not None and wanted.currency == currency else None,
        )
        for currency, payment in sorted(plan.payments.items())
    ]


def _stored(basket: Basket, to_pay: int, wanted: ValueWanted | None) -> list[ValueUse]:
    plans: dict[str, ledger.value.ValuePlan] = basket.release.plans["ledger"].values
    if wanted is not None and wanted.value not in plans:
        raise ValueNotTaken(place="/stored_value/value")
    return [
        use_value(
            one,
            basket.state.ledger,
            basket.today,
            to_pay,
            wanted if wanted is not None and wanted.value == key else None,
        )
        for key, one in plans.items()
    ]


def _told(
    basket: Basket,
    pricing: Pricing,
    found: Found,
    judged: list[Judged],
    points: list[PointsUse],
) -> Quote:
    priced = found.priced
    lines = [
        LinePrice(line.sku, full, payable, [])
        for line, full, payable in zip(basket.data.lines, basket.prices, priced.prices, strict=True)
    ]
    shipping: list[Part] = []
    for rank in sorted(priced.taken):
        one = pricing.candidates[rank]
        for place, cents in sorted(priced.taken[rank].items()):
            part = Part(one.deal.source, one.deal.key, one.id, cents)
            (shipping if place == SHIPPING else lines[place].discounts).append(part)
    paying = 0
    for its in points:
        paying += its.cents
        for line, cents in zip(lines, its.lines, strict=False):
            line.points_cents += cents
    full = sum(basket.prices) + basket.shipping
    return Quote(
        lines,
        full,
        full - priced.total,
        priced.shipping,
        shipping,
        priced.total,
        points,
        priced.total - paying,
        judged,
        found.optimal,
        found.nodes,
    )
