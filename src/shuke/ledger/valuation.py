"""The `points_valuation` document: what a point is worth and how much of what is issued is used."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct, field

from shuke.engine import Checking, Document, Key, Kind
from shuke.kernel import Text
from shuke.rule import Problem

BasisPoints = Annotated[int, Meta(ge=1, le=10_000)]
"""Of 10,000: 9,700 is 97 %."""


class Worth(Struct, frozen=True, forbid_unknown_fields=True):
    """What so many points buy: the stand-alone price of a point that is used."""

    points: Annotated[int, Meta(ge=1, le=10**9)] = 100
    cents: Annotated[int, Meta(ge=1, le=10**9)] = 100


class Manual(Struct, tag_field="method", tag="manual", frozen=True, forbid_unknown_fields=True):
    """Somebody's judgement: so much of every month's points will be used in the end."""

    expected_bp: BasisPoints


class Auto(Struct, tag_field="method", tag="auto", frozen=True, forbid_unknown_fields=True):
    """Reckoned from how earlier months were used; `fallback_bp` until three months can tell."""

    fallback_bp: BasisPoints


class PointsValuation(Document, tag="points_valuation"):
    """The estimate behind the contract liability of one currency; each publication is a version."""

    currency: Key
    worth: Worth = field(default_factory=Worth)
    redemption: Manual | Auto = field(default_factory=lambda: Auto(9_000))


def check_valuation(document: PointsValuation, checking: Checking) -> list[Problem]:
    """What types cannot say: the currency is one that is spent, and nobody else values it."""
    missing = checking.missing("currency", document.currency, "/currency")
    if missing is not None:
        return [missing]
    if not checking.documents["currency"][document.currency].spendable:
        return [
            Problem(
                code="currency_not_spendable",
                place="/currency",
                message=Text(
                    en="Members do not spend this currency, so nothing is owed for it.",
                    zh="会员不花用这个币种，因此没有负债。",
                ),
            )
        ]
    others = [
        key
        for key, its in sorted(checking.documents.get("points_valuation", {}).items())
        if key != document.key and its.currency == document.currency
    ]
    if others:
        return [
            Problem(
                code="valuation_repeated",
                place="/currency",
                message=Text(
                    en=f"{others[0]} values {document.currency} already.",
                    zh=f"{others[0]} 已经为 {document.currency} 计价。",
                ),
            )
        ]
    return []


KIND = Kind(
    "points_valuation",
    PointsValuation,
    Text(en="Points valuation", zh="积分计价"),
    "ledger",
    check_valuation,
)
