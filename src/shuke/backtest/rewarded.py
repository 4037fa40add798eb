"""Coupons, gifts and benefits in a back-test, and what everything costs in money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from shuke.backtest.figure import Figure, pair
from shuke.engine import Documents
from shuke.engine.backtest import Row
from shuke.kernel import Text

_TABLES: Final = {"reward_coupon": "coupon", "reward_gift": "gift", "reward_benefit": "benefit"}
_UNSAID: Final = frozenset({"locked", "released", "given", "received"})
"""Changes that give nobody anything and take nothing from the brand."""
_DISCOUNTS: Final = "reward_discount"
_SIGNS: Final = {"used": 1, "returned": -1}


class ActCompared(msgspec.Struct):
    """How often something happened, and the minor units that the facts say of it: what an offer
    gave or a coupon was said to take off, what was paid for a gift, what a benefit's use costs."""

    act: str
    times: Figure = pair()
    cents: Figure = pair()


class RewardCompared(msgspec.Struct):
    """A coupon template, an offer, a gift or a benefit; `acts` in the order of their names."""

    kind: str
    key: str
    name: Text
    acts: list[ActCompared]


class CostCompared(msgspec.Struct):
    """What the programme costs in minor units.

    `points` is what was issued less what was taken back, at the worth that the currency's valuation
    says and as if all of it were used (None: no currency has a valuation); `coupons` and `offers`
    what they took off orders less what refunds brought back; `benefits` what uses cost; `total` the
    sum of them.
    """

    points: Figure | None
    coupons: Figure = pair()
    offers: Figure = pair()
    benefits: Figure = pair()
    total: Figure = pair()


def rewards_of(sums: Iterable[Row], live: Documents, draft: Documents) -> list[RewardCompared]:
    """Every reward of which something happened on either side, by kind and key."""
    found: dict[tuple[str, str], dict[str, ActCompared]] = {}
    for row in sums:
        kind = _TABLES.get(row.table)
        if row.table == _DISCOUNTS and row.by[2] == "offer":
            kind = "offer"
        if kind is None or row.by[1] in _UNSAID:
            continue
        key, act = str(row.by[0]), str(row.by[1])
        its = found.setdefault((kind, key), {}).setdefault(act, ActCompared(act))
        its.times.add(row.rows_was, row.rows_draft)
        its.cents.add(row.was, row.draft)
    return [
        RewardCompared(
            kind, key, _name(kind, key, live, draft), [acts[act] for act in sorted(acts)]
        )
        for (kind, key), acts in sorted(found.items())
    ]


def worth(amount: int, currency: str, documents: Documents) -> int | None:
    """What points of a currency are worth if all are used, in whole minor units, halves up."""
    for document in documents.get("points_valuation", {}).values():
        value: Any = document
        if value.currency == currency:
            points: int = value.worth.points
            cents: int = value.worth.cents
            return (2 * amount * cents + points) // (2 * points)
    return None


def cost_of(
    sums: Iterable[Row], points: Mapping[str, Figure], live: Documents, draft: Documents
) -> CostCompared:
    """Add up the cost; `points` are the net figures by currency."""
    cost = CostCompared(None)
    for currency, net in points.items():
        was, now = worth(net.was, currency, live), worth(net.draft, currency, draft)
        if was is not None or now is not None:
            cost.points = cost.points or Figure()
            cost.points.add(was or 0, now or 0)
    for row in sums:
        if row.table == _DISCOUNTS:
            its = cost.offers if row.by[2] == "offer" else cost.coupons
        elif row.table == "reward_benefit":
            its = cost.benefits
        else:
            continue
        sign = _SIGNS[str(row.by[1])]
        its.add(sign * row.was, sign * row.draft)
    for part in (cost.points, cost.coupons, cost.offers, cost.benefits):
        if part is not None:
            cost.total.add(part.was, part.draft)
    return cost


def _name(kind: str, key: str, live: Documents, draft: Documents) -> Text:
    document: Any = draft.get(kind, {}).get(key) or live.get(kind, {}).get(key)
    return Text(en=key, zh=key) if document is None else document.name
