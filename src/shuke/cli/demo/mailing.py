"""The year's real coupons: what 27 campaigns sent to whom, and which were used on which order.

The data says which products a coupon is for, which households a campaign was sent to, and on which
day a household used which coupon; it does not say what a coupon took off nor, for the large (type
A) campaigns, which of their coupons a household got. So:

- a coupon takes off the median of what the lines of its products lost to a coupon on the days it
  was used, and the median of all coupons where it never was;
- a household gets the coupons that it used and, up to `PER_MAILING` in all, others of the campaign
  drawn by a fixed seed;
- a use belongs to the household's first order of that day that holds a product of the coupon with a
  coupon's discount, else with such a product, else to the first order of the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc

from shuke.cli.demo.dataset import Year, read_table
from shuke.cli.demo.moment import DAY_SECONDS, local_seconds, utc_seconds

PER_MAILING: Final = 8
MOST_SKUS: Final = 60
"""A coupon for more products than this is for their categories."""
MOST_CATEGORIES: Final = 12
MAILED_AT_SECONDS: Final = 9 * 3_600
"""Mailings go out at nine in the morning of their first day."""
SEED: Final = 20_170_101
EPOCH: Final = date(1970, 1, 1)
_AFTER_ALL: Final = 10**9


@dataclass(frozen=True, slots=True)
class Template:
    """A coupon of a campaign: what it takes off which products on which days of 2017."""

    campaign: int
    upc: int
    off_cents: int
    skus: tuple[str, ...]
    categories: tuple[str, ...]
    first: date
    last: date

    @property
    def key(self) -> str:
        """The key of its document."""
        return f"c{self.campaign:02d}-{self.upc}"

    def last_day(self, weeks: int) -> int:
        """Its last day when the year is moved, in days since 1970."""
        return (self.last - EPOCH).days + 7 * weeks


@dataclass(frozen=True, slots=True)
class Mail:
    """One coupon for one household; `used_on` is the row of the order it is used on, or -1."""

    household: int
    template: int
    number: int
    """Counts the household's coupons, from 1."""
    mailed_at: int
    """Seconds since 1970, UTC, in 2017."""
    used_on: int


@dataclass(frozen=True, slots=True)
class Mailings:
    """All templates, and what was sent in order of time."""

    templates: list[Template]
    mails: list[Mail]


NO_MAILINGS: Final = Mailings([], [])


def load_mailings(year: Year) -> Mailings:
    """Read the campaigns for the households of a year."""
    spans = _spans()
    products = _products_of_coupons()
    orders = _OrdersOfDays(year)
    uses = _uses(year, products, orders)
    worth = _worth(uses)
    usual = int(np.median([cents for found in worth.values() for cents in found]) if worth else 100)
    templates: list[Template] = []
    place: dict[tuple[int, int], int] = {}
    titles = _categories()
    for campaign, upc in sorted(products):
        first, last = spans[campaign]
        skus = products[campaign, upc]
        few = len(skus) <= MOST_SKUS
        place[campaign, upc] = len(templates)
        templates.append(
            Template(
                campaign,
                upc,
                int(np.median(worth[upc])) if upc in worth else usual,
                tuple(str(sku) for sku in sorted(skus)) if few else (),
                _most(titles[sku] for sku in skus if sku in titles),
                first,
                last,
            )
        )
    return Mailings(templates, _mails(year, place, spans, uses))


@dataclass(frozen=True, slots=True)
class _Use:
    household: int
    campaign: int
    upc: int
    order: int
    cents: int
    """What the order's line of the coupon's product lost to a coupon; 0 when none did."""


class _OrdersOfDays:
    """The orders of each household and local day, by row, in order of time."""

    def __init__(self, year: Year) -> None:
        days = local_seconds(year.paid_at) // DAY_SECONDS
        self.rows: dict[tuple[int, int], list[int]] = {}
        for row, (household, day) in enumerate(
            zip(year.household.tolist(), days.tolist(), strict=True)
        ):
            self.rows.setdefault((household, day), []).append(row)


def _uses(
    year: Year, products: dict[tuple[int, int], set[int]], orders: _OrdersOfDays
) -> list[_Use]:
    """Every redemption with its order; those of households outside the year are left out."""
    discounts = _coupon_discounts()
    found = []
    for row in read_table("coupon_redemptions").to_pylist():
        day = int(row["redemption_date"].replace(tzinfo=UTC).timestamp()) // DAY_SECONDS
        mine = products[row["campaign_id"], row["coupon_upc"]]
        best: tuple[int, int] | None = None
        for order in orders.rows.get((row["household_id"], day), ()):
            lines = discounts.get(int(year.basket[order]), {})
            # -1: none of the coupon's products is in it.
            cents = max((lines[product] for product in lines.keys() & mine), default=-1)
            if best is None or min(cents, 1) > min(best[1], 1):
                best = order, cents
        if best is not None:
            order, cents = best
            found.append(
                _Use(
                    row["household_id"], row["campaign_id"], row["coupon_upc"], order, max(cents, 0)
                )
            )
    return found


def _worth(uses: list[_Use]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for use in uses:
        if use.cents:
            found.setdefault(use.upc, []).append(use.cents)
    return found


def _mails(
    year: Year,
    place: dict[tuple[int, int], int],
    spans: dict[int, tuple[date, date]],
    uses: list[_Use],
) -> list[Mail]:
    """The coupons of every household of every campaign: those it used, then others by the seed."""
    used: dict[tuple[int, int], list[_Use]] = {}
    for use in uses:
        used.setdefault((use.campaign, use.household), []).append(use)
    offered: dict[int, list[int]] = {}
    for campaign, upc in sorted(place):
        offered.setdefault(campaign, []).append(upc)
    households, firsts = np.unique(year.household, return_index=True)
    joined = local_seconds(year.paid_at[firsts]) // DAY_SECONDS
    came = dict(zip(households.tolist(), joined.tolist(), strict=True))
    begins = int(year.paid_at[0])
    sent = {
        (row["campaign_id"], row["household_id"]) for row in read_table("campaigns").to_pylist()
    }
    mails: list[tuple[int, int, int, int]] = []
    for campaign, household in sorted(sent | used.keys()):
        # Whoever first came when a campaign was over cannot have had anything of it.
        if came.get(household, _AFTER_ALL) > (spans[campaign][1] - EPOCH).days:
            continue
        at = max(_mailed_at(spans[campaign][0]), begins)
        mine = [(use.upc, use.order) for use in used.get((campaign, household), [])]
        mails += [(at, household, place[campaign, upc], order) for upc, order in mine]
        others = [upc for upc in offered[campaign] if upc not in {upc for upc, _order in mine}]
        drawn = np.random.default_rng([SEED, campaign, household]).permutation(len(others))
        for pick in drawn[: max(PER_MAILING - len(mine), 0)].tolist():
            mails.append((at, household, place[campaign, others[pick]], -1))
    mails.sort()
    numbers: dict[int, int] = {}
    made = []
    for at, household, template, order in mails:
        numbers[household] = numbers.get(household, 0) + 1
        made.append(Mail(household, template, numbers[household], at, order))
    return made


def _mailed_at(day: date) -> int:
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    return int(utc_seconds(np.array([midnight + MAILED_AT_SECONDS]))[0])


def _spans() -> dict[int, tuple[date, date]]:
    return {
        row["campaign_id"]: (row["start_date"].date(), row["end_date"].date())
        for row in read_table("campaign_descriptions").to_pylist()
    }


def _products_of_coupons() -> dict[tuple[int, int], set[int]]:
    table = read_table("coupons")
    found: dict[tuple[int, int], set[int]] = {}
    columns = (table[name].to_pylist() for name in ("campaign_id", "coupon_upc", "product_id"))
    for campaign, upc, product in zip(*columns, strict=True):
        found.setdefault((campaign, upc), set()).add(product)
    return found


def _coupon_discounts() -> dict[int, dict[int, int]]:
    """By basket and product of the lines on redemption days: what a coupon took off, in cents."""
    households = pc.unique(read_table("coupon_redemptions", ["household_id"])["household_id"])
    table = read_table("transactions", ["household_id", "basket_id", "product_id", "coupon_disc"])
    table = table.filter(pc.is_in(table["household_id"], value_set=households))
    cents = np.rint(table["coupon_disc"].to_numpy() * 100).astype(np.int64).tolist()
    found: dict[int, dict[int, int]] = {}
    columns = (table[name].to_pylist() for name in ("basket_id", "product_id"))
    for basket, product, off in zip(*columns, cents, strict=True):
        lines = found.setdefault(basket, {})
        lines[product] = max(lines.get(product, 0), off)
    return found


def _categories() -> dict[int, str]:
    table = read_table("products", ["product_id", "product_category"])
    columns = (table[name].to_pylist() for name in table.column_names)
    return {product: name for product, name in zip(*columns, strict=True) if name is not None}


def _most(categories: Iterable[str]) -> tuple[str, ...]:
    """The most frequent ones first."""
    counts: dict[str, int] = {}
    for name in categories:
        counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name))[:MOST_CATEGORIES])


def documents(mailings: Mailings, weeks: int) -> list[dict[str, Any]]:
    """The coupon documents, moved by whole weeks."""
    moved = timedelta(weeks=weeks)
    return [
        {
            "kind": "coupon",
            "key": one.key,
            "name": _name(one),
            "note": f"Campaign {one.campaign}, UPC {one.upc}",
            "terms": {
                "discount": {"how": "amount_off", "off_cents": one.off_cents},
                "lines": {"attribute": "line.sku", "op": "in", "value": list(one.skus)}
                if one.skus
                else {"attribute": "line.category", "op": "in", "value": list(one.categories)},
            },
            "valid": {
                "how": "fixed",
                "first": str(one.first + moved),
                "last": str(one.last + moved),
            },
            "funder": "manufacturer",
        }
        for one in mailings.templates
    ]


def _name(one: Template) -> dict[str, str]:
    what = one.categories[0].capitalize() if one.categories else f"UPC {one.upc}"
    money = f"${one.off_cents / 100:.2f}"
    return {"en": f"{money} off {what}", "zh": f"{what} 减 {money}"}
