"""The document of stored value: `stored_value`.

Pay in 500.00 and get 80.00 more, 1,000.00 and get 200.00 more; principal is spent first, the bonus
lives for a year::

    kind: stored_value
    key: wallet
    name: {en: Wallet, zh: 储值余额}
    steps:
      - {from_cents: 50000, bonus_cents: 8000}
      - {from_cents: 100000, bonus_cents: 20000}
    spends: principal_first
    bonus_expiry: {rule: months_from_earning, months: 12}

Amounts are in minor units of the programme's money. What each word means to the cent is written in
docs/algorithms/stored-value.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct, field

from shuke.engine import Checking, Document, Kind
from shuke.kernel import Text
from shuke.ledger.document import (
    Currency,
    EndOfMonth,
    EndOfYear,
    FixedDate,
    MonthsFromEarning,
    Never,
    WithinBalance,
)
from shuke.ledger.pot_name import BONUS, PRINCIPAL, pot_names
from shuke.rule import Problem

Cents = Annotated[int, Meta(ge=1, le=10**12)]
Spends = Literal["principal_first", "bonus_first", "in_proportion"]
OnRefund = Literal["in_proportion", "value_first", "value_last"]
BonusExpiry = Never | MonthsFromEarning | EndOfMonth | EndOfYear | FixedDate


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """Whoever pays in so much at once gets so much more; the highest step reached counts."""

    from_cents: Cents
    bonus_cents: Cents


class StoredValue(Document, tag="stored_value"):
    """Money that members pay in beforehand: principal, and a bonus that is kept apart from it."""

    steps: Annotated[list[Step], Meta(max_length=20)] = []
    """In rising order of `from_cents`."""
    spends: Spends = "principal_first"
    """Out of which of the two an amount is taken; `in_proportion` to what is left of each."""
    least_cents: Cents = 100
    most_cents: Cents = 500_000
    """One top-up."""
    balance_cents: Cents | None = 500_000
    """The most principal a member may have, what is held for orders included."""
    day_cents: Cents | None = None
    """The most a member may pay in on one business day."""
    bonus_expiry: BonusExpiry = field(default_factory=Never)
    """Principal never expires."""
    returned_life_days: Annotated[int, Meta(ge=1, le=366)] = 30
    """Bonus that comes back from a refund lives at least so many days more."""
    on_refund: OnRefund = "in_proportion"
    """How a refund of an order that was paid with stored value and other money is shared."""
    spent_bonus: Literal["deduct", "let_go"] = "deduct"
    """When a top-up is paid out whose bonus is spent: what was spent is kept back, or not."""
    earns: bool = True
    """Whether the part of an order that stored value pays earns points."""
    funder: Annotated[str, Meta(min_length=1, max_length=64)] = "brand"
    """Who pays for the bonus."""


_NAMES: Final = {
    PRINCIPAL: Text(en="principal", zh="本金"),
    BONUS: Text(en="bonus", zh="赠送"),
}
_UNIT: Final = Text(en="cents", zh="分")


def pots(document: StoredValue) -> tuple[Currency, Currency]:
    """Principal and bonus as the ledger knows them: two currencies whose unit is the cent."""
    principal, bonus = pot_names(document.key)
    return (
        Currency(
            key=principal,
            name=_named(document, PRINCIPAL),
            unit=_UNIT,
            funder=document.funder,
            refund=WithinBalance(),
        ),
        Currency(
            key=bonus,
            name=_named(document, BONUS),
            unit=_UNIT,
            funder=document.funder,
            expiry=document.bonus_expiry,
            refund=WithinBalance(),
            returned_life_days=document.returned_life_days,
        ),
    )


def _named(document: StoredValue, part: str) -> Text:
    name, own = document.name, _NAMES[part]
    return Text(en=f"{name.en}, {own.en}", zh=f"{name.zh}{own.zh}")


def check_value(document: StoredValue, _checking: Checking) -> list[Problem]:
    """What types cannot say: steps rise, and no limit makes another one unreachable."""
    found: list[Problem] = []
    for place, (one, other) in enumerate(pairwise(document.steps), 1):
        if other.from_cents <= one.from_cents or other.bonus_cents < one.bonus_cents:
            found.append(
                Problem(
                    "steps_not_rising",
                    f"/steps/{place}",
                    Text(
                        en="Each step asks for more than the one before and gives no less.",
                        zh="每一档的起点须高于上一档，赠送不得低于上一档。",
                    ),
                )
            )
    if document.steps and document.steps[-1].from_cents > document.most_cents:
        found.append(
            Problem(
                "step_unreachable",
                f"/steps/{len(document.steps) - 1}/from_cents",
                Text(
                    en="A single top-up may not be as large as this step asks for.",
                    zh="单笔充值上限低于这一档的起点，永远达不到。",
                ),
                suggestion=str(document.most_cents),
            )
        )
    lowest = min(
        (limit for limit in (document.balance_cents, document.day_cents) if limit is not None),
        default=None,
    )
    if document.least_cents > document.most_cents or (
        lowest is not None and lowest < document.least_cents
    ):
        found.append(
            Problem(
                "range_impossible",
                "/least_cents",
                Text(
                    en="No amount is at least this and within the other limits.",
                    zh="没有金额能同时满足单笔下限与其他上限。",
                ),
            )
        )
    return found


KIND = Kind("stored_value", StoredValue, Text(en="Stored value", zh="储值"), "ledger", check_value)
