"""The documents of earning: `earning_rule` and `earning_cap`.

Dairy points, doubled, for Silver members, with a cap, a budget and an end::

    kind: earning_rule
    key: dairy-double
    name: {en: Dairy double, zh: 乳品双倍}
    when: order.paid
    if:
      all:
        - {attribute: member.tier.main, op: at_least, value: silver}
        - {attribute: calendar.weekday, op: in, value: [3, 6]}
    give:
      how: per_amount            # or fixed, or multiply
      currency: points
      per_cents: 100             # 1 point per 1.00 paid …
      points: 1
      times: 2                   # … times 2
      of: line.paid_cents
      lines: {attribute: line.category, op: is, value: dairy}
    round: {mode: down, at: total}
    stack: {group: dairy, mode: best}
    caps:
      - {every: day, points: 500}
      - {every: month, uses: 10}
    budget_points: 1000000
    valid: {from: 2026-01-01, to: 2026-12-31}

A multiplier on what other rules give, and one sum over all rules of a currency::

    kind: earning_rule                      kind: earning_cap
    key: member-day                         key: points-per-day
    name: {en: Member day, zh: 会员日}       name: {en: Daily cap, zh: 每日上限}
    when: order.paid                        currency: points
    if: {attribute: calendar.day_of_month,  every: day
         op: is, value: 18}                 points: 2000
    give: {how: multiply, currency: points, times: "3/2"}

What each means to the last point is written in docs/algorithms/earning.md.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from shuke.engine import Document, Key
from shuke.kernel import Every
from shuke.rule import Condition

RoundingMode = Literal["down", "up", "half_up", "half_even"]
StackMode = Literal["best", "sum", "product"]

Points = Annotated[int, Meta(ge=1, le=1_000_000_000)]
Limit = Annotated[int, Meta(ge=1, le=2**53)]
Factor = int | float | Annotated[str, Meta(pattern=r"^\d{1,9}([.]\d{1,6}|/[1-9]\d{0,5})?$")]
"""A factor above 1, exact: 2, 1.5 (read by its decimal spelling), "3/2"."""

FACTOR_MAX: Final = 1000
MAX_CAPS: Final = 5


class PerAmount(Struct, tag_field="how", tag="per_amount", frozen=True, forbid_unknown_fields=True):
    """So many points per amount: of the lines that match, or of an amount of the event.

    Exactly one of `per_cents` (when `of` is money) and `per_count` (when it is a count).
    """

    currency: Key
    points: Points = 1
    per_cents: Limit | None = None
    per_count: Limit | None = None
    of: str = "line.paid_cents"
    lines: Condition | None = None
    """Which order lines count; None: all of them."""
    times: Factor = 1
    whole: bool = False
    """Only full steps count: 10 points for each full 100.00, nothing for a started one."""


class Fixed(Struct, tag_field="how", tag="fixed", frozen=True, forbid_unknown_fields=True):
    """A fixed number of points each time."""

    currency: Key
    points: Points


class Multiply(Struct, tag_field="how", tag="multiply", frozen=True, forbid_unknown_fields=True):
    """Adds (times - 1) × the points that other rules of this event give in the same currency.

    `on` names those rules; None means every rule that gives per amount. With `lines` only their
    points on the lines that match are multiplied.
    """

    currency: Key
    times: Factor
    lines: Condition | None = None
    on: list[Key] | None = None


Give = PerAmount | Fixed | Multiply


class Rounding(Struct, frozen=True, forbid_unknown_fields=True):
    """How and where whole points are made: of the rule's total, or of every line by itself."""

    mode: RoundingMode = "down"
    at: Literal["total", "line"] = "total"


class Stack(Struct, frozen=True, forbid_unknown_fields=True):
    """How rules of one group and currency go together; all of a group state the same mode.

    `best`: only the rule that gives most. `sum`: each on its own. `product`: multipliers one on
    top of the other, in the order of their keys.
    """

    group: Key
    mode: StackMode = "best"


class Cap(Struct, frozen=True, forbid_unknown_fields=True):
    """At most so many points, or so many uses, per member and period; one of the two."""

    every: Every
    points: Limit | None = None
    uses: Limit | None = None


class Valid(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """Business days on which the rule is open, both ends included."""

    first: date | None = None
    last: date | None = None


class EarningRule(Document, tag="earning_rule", rename={"condition": "if"}):
    """When an event comes, if a condition holds, give points."""

    when: str
    give: Give
    condition: Condition | None = None
    round: Rounding = Rounding()
    stack: Stack | None = None
    caps: Annotated[list[Cap], Meta(max_length=MAX_CAPS)] = []
    budget_points: Limit | None = None
    """What the rule may give to all members together."""
    valid: Valid = Valid()
    funder: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """Who pays for the points; None: the currency's own funder."""


class EarningCap(Document, tag="earning_cap"):
    """A cap per member over several rules of a currency, taken in the order of their keys."""

    currency: Key
    every: Every
    points: Limit
    rules: list[Key] | None = None
    """The rules it covers; None: every rule that gives this currency."""


def fraction(factor: float | str) -> Fraction:
    """A factor, exactly: 1.1 is 11/10 because that is what was written."""
    return Fraction(str(factor)) if isinstance(factor, float) else Fraction(factor)
