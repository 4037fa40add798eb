"""What the discounts of an order really gave, kept for its refund; what is refunded comes back.

A budget has back what is not kept any more: of each part of a discount the share of its line that
went back, in whole cents, the last of them with the last of the line. It depends only on the sums
given back and never falls, so any number of partial refunds in any order ends as one full refund.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

import msgspec

from shuke.engine import FactTable, RecordKind, Turn
from shuke.ledger import date_of
from shuke.reward.deal import Deal
from shuke.reward.limit import undo_use
from shuke.reward.pricing import SHIPPING

DISCOUNT_FACTS: Final = FactTable(
    "reward_discount",
    (
        "at",
        "day",
        "order_id",
        "act",
        "source",
        "discount",
        "version",
        "release",
        "coupon",
        "cents",
        "expected_cents",
        "budget",
        "funder",
    ),
)
"""One row for each discount that an order `used`, one for what `returned` with a refund: `cents` is
what it gave, `expected_cents` what the engine had reckoned, null when nothing was compared."""


class Used(msgspec.Struct, array_like=True, gc=False):
    """One discount of an order: what it gave, on which lines, and out of what."""

    source: str
    key: str
    coupon: str
    release: int
    cents: int
    parts: list[tuple[int, int]]
    """(line, cents), -1 for delivery; empty: on the order as a whole."""
    money: list[tuple[str, int]]
    """(counter, size) of each that gave the cents."""
    uses: list[tuple[str, int]]
    """(counter, size) of each that gave a use."""
    period: int
    """The period in which the member's limit counts it; -1: no limit."""
    back: int = 0
    """What came back so far."""
    undone: bool = False
    """Its use came back: nothing that it gave is kept."""


class Discounts(msgspec.Struct, array_like=True, gc=False):
    """The record of what the discounts of an order gave."""

    used: list[Used]


DISCOUNTS = RecordKind("order_discounts", Discounts)


class Kept(Protocol):
    """What is kept of an order, as fractions (numerator, denominator): of each line, of delivery,
    of all of it."""

    @property
    def lines(self) -> Sequence[tuple[int, int]]: ...
    @property
    def shipping(self) -> tuple[int, int]: ...
    @property
    def whole(self) -> tuple[int, int]: ...
    @property
    def gone(self) -> bool: ...


def note(turn: Turn, deal: Deal, order_id: str | None, used: Used, expected: int | None) -> None:
    """Write down that an order used a discount."""
    _fact(turn, deal, used, order_id, "used", used.cents, expected)
    if used.source == "offer":
        turn.effect("offer.used", offer=used.key, order_id=order_id, discount_cents=used.cents)


def remember(turn: Turn, order_id: str, used: list[Used]) -> None:
    """Keep what discounts gave, for the refund."""
    if not used:
        return
    before: Discounts | None = turn.records.get("order_discounts", order_id)
    kept = [] if before is None else list(before.used)
    turn.records.put("order_discounts", order_id, Discounts([*kept, *used]))


def give_back(turn: Turn, order_id: str, kept: Callable[[], Kept | None]) -> None:
    """Part of the reducer of order.refunded: budgets and limits have back what is not kept."""
    record: Discounts | None = turn.records.loaded.get(("order_discounts", order_id))
    share = None if record is None else kept()
    if record is None or share is None:
        return
    after = [_lowered(turn, order_id, one, share) for one in record.used]
    if after != record.used:
        left = [one for one in after if not one.undone]
        turn.records.put("order_discounts", order_id, Discounts(left) if left else None)


def _lowered(turn: Turn, order_id: str, one: Used, kept: Kept) -> Used:
    stands = _stands(one, kept)
    back = one.cents - one.back - stands
    undone = not stands
    if not back and not undone:
        return one
    for stock, size in one.money if back else ():
        turn.put_back(stock, back, size)
    if undone:
        for stock, size in one.uses:
            turn.put_back(stock, 1, size)
        undo_use(turn, one.key, one.period)
    _fact(turn, deal_of(turn, one), one, order_id, "returned", back, None)
    turn.effect(
        "discount.returned",
        source=one.source,
        discount=one.key,
        order_id=order_id,
        discount_cents=back,
        **({"coupon": one.coupon} if one.coupon else {}),
    )
    return msgspec.structs.replace(one, back=one.back + back, undone=undone)


def _stands(one: Used, kept: Kept) -> int:
    """What still stands of a discount: each part's share of what is kept, rounded up."""
    if not one.parts:
        return _share(one.cents, kept.whole)
    return sum(
        _share(cents, kept.shipping if line == SHIPPING else kept.lines[line])
        for line, cents in one.parts
    )


def _share(cents: int, kept: tuple[int, int]) -> int:
    part, whole = kept
    return -(-cents * part // whole) if whole else 0


def deal_of(turn: Turn, one: Used) -> Deal:
    """The discount as it was when it was used."""
    plan = turn.release_of(one.release).plans["reward"]
    deals: dict[str, Deal] = plan.offer_deals if one.source == "offer" else plan.coupon_deals
    return deals[one.key]


def _fact(
    turn: Turn,
    deal: Deal,
    used: Used,
    order_id: str | None,
    act: str,
    cents: int,
    expected: int | None,
) -> None:
    turn.fact(
        "reward_discount",
        turn.now,
        date_of(turn.today),
        order_id,
        act,
        used.source,
        used.key,
        turn.release_of(used.release).versions.get((used.source, used.key), 0),
        used.release,
        used.coupon or None,
        cents,
        expected,
        deal.document.budget,
        deal.funder,
    )
