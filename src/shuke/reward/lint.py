"""Looking a release over before it is published: what it may cost at worst, and what is no use.

Nothing here refuses anything; a warning says what an operator may not have meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from shuke.engine import Release
from shuke.kernel import Text
from shuke.reward.cart import Basket, Cart, CartLine, Cents, Label
from shuke.reward.deal import Deal
from shuke.reward.document import Coupon, FixedDays, Offer
from shuke.reward.plan import Plan
from shuke.reward.pricing import Candidate, Pricing, sum_at
from shuke.reward.reason import shown
from shuke.reward.search import best
from shuke.reward.shadow import shadows
from shuke.rule import Catalogue, Condition, all_of, check, compare

DEEP_PERCENT: Final = 70
"""From so much off on, a worst case is worth a warning where costs are not known."""
QUANTITIES: Final = 12
MOST_PIECES: Final = 1_000
_WORK: Final = 3_000


class Product(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A product as it is sold: what one costs the buyer, and what it costs the shop."""

    sku: Label
    unit_cents: Annotated[int, Meta(ge=1, le=2**40)]
    cost_cents: Cents | None = None
    name: Annotated[str, Meta(max_length=256)] | None = None
    department: Label | None = None
    category: Label | None = None
    brand: Label | None = None


class Warned(Struct, frozen=True, omit_defaults=True):
    """Something that may not be meant: of a document, or of a product (`sku`)."""

    code: str
    text: Text
    kind: str | None = None
    key: str | None = None
    sku: str | None = None


class Worst(Struct, frozen=True):
    """The lowest price of a product that was found: so many of it, alone in the cart, every
    condition met, one coupon of each template in hand. `by` are the keys of what is taken off."""

    sku: str
    quantity: int
    list_cents: int
    payable_cents: int
    cost_cents: int | None
    by: list[str]
    optimal: bool

    @property
    def percent_off(self) -> int:
        """How many per cent are taken off, rounded down."""
        return (self.list_cents - self.payable_cents) * 100 // self.list_cents


class Looked(Struct, frozen=True):
    """What was found: warnings, and the worst case of each product asked about."""

    warnings: list[Warned]
    worst: list[Worst]


def lint(release: Release, today: int, products: Sequence[Product] = ()) -> Looked:
    """Look over the offers and coupons of a release as of a business day (an ordinal)."""
    plan: Plan = release.plans["reward"]
    found: list[Warned] = []
    deals = [*plan.offer_deals.values(), *plan.coupon_deals.values()]
    live = []
    for deal in deals:
        over = _over(deal, today)
        if over is not None:
            found.append(over)
            continue
        live.append(deal)
        found += _unlimited(deal)
        found += _impossible(deal, release.catalogue)
    for deal, other in shadows(live, today):
        found.append(
            _of(
                deal,
                "shadowed",
                Text(
                    en=f"“{other.document.name.en}” always takes at least as much off, and the two "
                    "do not go together: without this one no cart would cost more.",
                    zh=f"「{other.document.name.zh}」的优惠总不低于它，且二者互斥："
                    "没有本项，任何购物车都不会更贵。",
                ),
            )
        )
    worst = [its for its in (_worst(release, live, one) for one in products) if its is not None]
    worst.sort(key=lambda one: (-one.percent_off, one.sku))
    found += [warned for one in worst for warned in _deep(one, release)]
    return Looked(found, worst)


def _of(deal: Deal, code: str, text: Text) -> Warned:
    return Warned(code, text, deal.source, deal.key)


def _over(deal: Deal, today: int) -> Warned | None:
    last = deal.last
    document: Coupon | Offer = deal.document
    if isinstance(document, Coupon) and isinstance(document.valid, FixedDays):
        last = document.valid.last.toordinal()
    if last >= today:
        return None
    day = date.fromordinal(last).isoformat()
    return _of(
        deal,
        "over",
        Text(en=f"It ended on {day}: nobody gets it any more.", zh=f"已于 {day} 结束，不再生效。"),
    )


def _unlimited(deal: Deal) -> Iterable[Warned]:
    document = deal.document
    if isinstance(document, Offer):
        if not deal.counters and document.last is None:
            yield _of(
                deal,
                "limit_missing",
                Text(
                    en="It has neither a budget nor a last day.",
                    zh="既没有预算，也没有结束日期。",
                ),
            )
        return
    if document.stock is None and not deal.counters:
        yield _of(
            deal,
            "limit_missing",
            Text(en="It has neither a stock nor a budget.", zh="既没有库存，也没有预算。"),
        )
    if document.claimable and document.per_member is None:
        yield _of(
            deal,
            "per_member_missing",
            Text(
                en="Members may claim as many as they like.",
                zh="会员可以不限次数领取。",
            ),
        )


def _impossible(deal: Deal, catalogue: Catalogue) -> Iterable[Warned]:
    """A threshold or stores that its own condition rules out."""
    if deal.terms.condition is None:
        return
    least = deal.short(0)
    parts: list[Condition] = [deal.terms.condition]
    if least:
        parts += [
            compare("order.total_cents", "at_least", least),
            compare("order.goods_cents", "at_least", least),
        ]
    if deal.terms.stores is not None:
        parts.append(compare("order.store", "in", deal.terms.stores))
    flat = [member for part in parts for member in (part.all or (part,))]
    problems = check(all_of(*flat), catalogue, events=("order.paid",)) if len(flat) > 1 else []
    if problems:
        yield _of(
            deal,
            "impossible",
            Text(
                en=f"Its condition and its threshold or stores exclude each other: "
                f"{problems[0].message.en}",
                zh=f"条件与门槛或门店互相矛盾：{problems[0].message.zh}",
            ),
        )


def _worst(release: Release, deals: list[Deal], product: Product) -> Worst | None:
    """The deepest price of a product over the quantities at which something begins to apply."""
    deepest: Worst | None = None
    for quantity in _quantities(release, deals, product):
        its = _at(release, deals, product, quantity)
        if deepest is None or (
            its.payable_cents * deepest.list_cents < deepest.payable_cents * its.list_cents
        ):
            deepest = its
    return deepest


def _quantities(release: Release, deals: list[Deal], product: Product) -> list[int]:
    """One piece, and as many as make each bundle or reach each threshold; the fewest first.

    A threshold of the order is met by more pieces where line discounts have lowered their price.
    """
    lines = [deal for deal in deals if deal.level == "line"]
    found = {1}
    for deal in deals:
        found.update(
            many
            for name in ("nth", "count")
            if (many := getattr(deal.discount, name, None)) is not None
        )
        for mark in deal.marks:
            pieces = -(-mark // product.unit_cents)
            found.add(pieces)
            if deal.level == "order" and pieces <= MOST_PIECES:
                lowered = _at(release, lines, product, pieces).payable_cents
                found.add(-(-mark * pieces // lowered) if lowered else pieces)
    return sorted(many for many in found if many <= MOST_PIECES)[:QUANTITIES]


def _at(release: Release, deals: list[Deal], product: Product, quantity: int) -> Worst:
    line = CartLine(
        sku=product.sku,
        quantity=quantity,
        unit_cents=product.unit_cents,
        name=product.name,
        department=product.department,
        category=product.category,
        brand=product.brand,
    )
    # Conditions are not asked, so neither the member nor the moment matters.
    basket = Basket(Cart(lines=[line]), None, release, release.effective_at)
    candidates = []
    for deal in deals:
        if deal.level == "shipping":
            continue
        counted = deal.counted(basket)
        if sum_at(basket.prices, counted) < deal.from_cents or (
            deal.sku is not None and deal.sku != product.sku
        ):
            continue
        off = deal.by_line(counted, basket) if deal.level == "line" else {}
        candidates.append(Candidate(deal, None, counted, off))
    pricing = Pricing(basket.prices, [0], 0, candidates)
    found = best(pricing, _WORK)
    cost = None if product.cost_cents is None else product.cost_cents * quantity
    return Worst(
        product.sku,
        quantity,
        basket.prices[0],
        found.priced.total,
        cost,
        [pricing.candidates[rank].deal.key for rank in sorted(found.ranks)],
        found.optimal,
    )


def _deep(one: Worst, release: Release) -> Iterable[Warned]:
    if not one.by:
        return
    paid, full = shown(one.payable_cents, release), shown(one.list_cents, release)
    by = ", ".join(one.by)
    if one.cost_cents is not None:
        if one.payable_cents <= one.cost_cents:
            cost = shown(one.cost_cents, release)
            yield Warned(
                "at_cost_or_below",
                Text(
                    en=f"{one.quantity} × {one.sku} may sell for {paid} and cost {cost}: {by}.",
                    zh=f"{one.sku} × {one.quantity} 最低 {paid}，成本 {cost}：{by}。",
                ),
                sku=one.sku,
            )
    elif one.percent_off >= DEEP_PERCENT:
        yield Warned(
            "deep_discount",
            Text(
                en=f"{one.quantity} × {one.sku} may sell for {paid} instead of {full}: {by}.",
                zh=f"{one.sku} × {one.quantity} 最低 {paid}，原价 {full}：{by}。",
            ),
            sku=one.sku,
        )


def products_of(lines: Iterable[Any], most: int) -> list[Product]:
    """Products of order lines, each at the highest price before discounts that was seen."""
    found: dict[str, Product] = {}
    for line in lines:
        full = line.list_cents
        if full is None:
            full = line.paid_cents + line.discount_cents
        unit = full // max(line.quantity, 1)
        known = found.get(line.sku)
        if unit >= 1 and (known is None or unit > known.unit_cents):
            if known is None and len(found) >= most:
                continue
            found[line.sku] = Product(
                line.sku,
                unit,
                name=line.name,
                department=line.department,
                category=line.category,
                brand=line.brand,
            )
    return [found[sku] for sku in sorted(found)]
