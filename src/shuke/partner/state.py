"""How much of a member's points went to and came from partners today."""

from __future__ import annotations

from typing import Final

import msgspec

from shuke.engine import FactTable, RecordKind
from shuke.ledger import Part

LIMIT_BYTES: Final = 1024
"""The slice's byte limit (law 10)."""


class PartnerSlice(msgspec.Struct, array_like=True, gc=False):
    """Counts of limits by day."""

    today: dict[str, list[int]] = {}
    """[business day, our points in it] by partner and direction, e.g. `airline:out`."""


class ExchangeRecord(msgspec.Struct, array_like=True, gc=False):
    """One exchange, by the partner and its reference."""

    way: str
    currency: str
    points: int
    theirs: int
    cents: int
    day: int
    month: int
    """E.g. 202611: whose counter it was taken from, with this size (0: none)."""
    size: int
    parts: list[Part] = []
    """Where points that came in lie."""
    reversed: bool = False


EXCHANGE = RecordKind("exchange", ExchangeRecord)

ENTRIES = FactTable(
    "partner_entry",
    ("at", "day", "partner", "kind", "back", "key", "ref", "count", "amount", "cents"),
)
"""One row for whatever is settled. `cents` above zero the partner owes the brand. By kind:

- out, in: `key` the currency, `ref` the partner's reference, `count` our points, `amount` theirs;
- coupon: `key` the template, `ref` the coupon, `count` 1, `amount` what it took off;
- benefit: `key` the benefit, `ref` the use, `count` uses, `amount` 0.

`back`: it came back. Of coupons and uses the cents are then those of the row that came back, which
is found by its reference: what was agreed when it happened is what is undone."""
