"""The documents of transfers and families, and what a release makes of them.

A friend gets up to 500 points, usable a day later; 5 points a transfer go to the brand::

    kind: transfer_terms
    key: friends
    name: {en: Points for friends, zh: 积分转赠}
    currency: points
    least: 10
    most: 500
    sends: {day: 500, year: 5000}
    receives: {day: 1000, year: 5000}
    fee_points: 5
    cooling_hours: 24

A family of up to six with one pool::

    kind: family_terms
    key: family
    name: {en: Family, zh: 家庭积分}
    currency: points
    size: 6
    spends: {day: 2000}
    rejoin_days: 90
    leaving: own

What each means to the point and the hour is written in docs/algorithms/transfer.md.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.engine import Checking, Compiling, Document, Key, Kind
from shuke.kernel import Text
from shuke.rule import Condition, Judge, Problem, check, compile_condition

Points = Annotated[int, Meta(ge=1, le=10**12)]
MOST_MEMBERS: Final = 12


class Within(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The most within a business day and within a calendar year; without one, any amount."""

    day: Points | None = None
    year: Points | None = None


class TransferTerms(Document, tag="transfer_terms", rename={"condition": "if"}):
    """How members send each other points of a currency: one document for each currency."""

    currency: Key
    least: Points = 1
    """The least in one transfer."""
    most: Points | None = None
    """The most in one transfer."""
    sends: Within = Within()
    """What one member may send."""
    receives: Within = Within()
    """What one member may receive."""
    fee_points: Annotated[int, Meta(ge=0, le=10**9)] = 0
    """What each transfer costs its sender besides."""
    fee_bp: Annotated[int, Meta(ge=0, le=10_000)] = 0
    """The same as a share of the amount, of 10,000, rounded up; both add up."""
    cooling_hours: Annotated[int, Meta(ge=0, le=720)] = 24
    """Until then the sender may take it back; after that it is the receiver's."""
    condition: Condition | None = None
    """Who may send."""

    def fee(self, amount: int) -> int:
        """What sending `amount` costs."""
        return self.fee_points - (-amount * self.fee_bp // 10_000)


class FamilyTerms(Document, tag="family_terms", rename={"condition": "if"}):
    """A pool of points that the members of a family fill and spend together."""

    currency: Key
    size: Annotated[int, Meta(ge=2, le=MOST_MEMBERS)] = 6
    """Members, the head among them."""
    invite_days: Annotated[int, Meta(ge=1, le=90)] = 7
    """How long an invitation stands."""
    rejoin_days: Annotated[int, Meta(ge=0, le=3660)] = 90
    """So long after leaving a family nobody joins or founds one again."""
    puts: Within = Within()
    """What one member may put in, by hand or by a share of what is earned."""
    spends: Within = Within()
    """What one member may spend of the pool."""
    leaving: Literal["own", "nothing"] = "own"
    """What a member gets who leaves: what was put in less what was spent, as far as it is there, or
    nothing. When the head leaves, each gets that and the head the rest."""
    condition: Condition | None = None
    """Who may found one."""


class TransferPlan:
    """The transfers and families of a release."""

    __slots__ = ("families", "founds", "sends", "terms")

    def __init__(self) -> None:
        self.terms: dict[str, TransferTerms] = {}
        """By currency."""
        self.sends: dict[str, Judge] = {}
        """Who may send, by currency; a currency that is missing asks nothing."""
        self.families: dict[str, FamilyTerms] = {}
        self.founds: dict[str, Judge] = {}


def plan(compiling: Compiling) -> TransferPlan:
    """Compile the terms of a release."""
    made = TransferPlan()
    documents: Any = compiling.documents
    for _key, terms in sorted(documents.get("transfer_terms", {}).items()):
        made.terms.setdefault(terms.currency, terms)
        if terms.condition is not None and terms.currency not in made.sends:
            made.sends[terms.currency] = compile_condition(terms.condition, compiling.catalogue)
    for key, family in sorted(documents.get("family_terms", {}).items()):
        made.families[key] = family
        if family.condition is not None:
            made.founds[key] = compile_condition(family.condition, compiling.catalogue)
    return made


def check_transfer(document: TransferTerms, checking: Checking) -> list[Problem]:
    """Everything wrong with transfer terms among the other documents."""
    found = _check(document, checking, "points.send")
    if document.most is not None and document.most < document.least:
        found.append(
            Problem(
                "range_impossible",
                "/most",
                Text(
                    en=f"At least {document.least} and at most {document.most}: nothing fits.",
                    zh=f"至少 {document.least} 却至多 {document.most}：没有可转的数量。",
                ),
                str(document.least),
            )
        )
    twins = [
        key
        for key, other in checking.documents.get("transfer_terms", {}).items()
        if other.currency == document.currency and key != document.key
    ]
    if twins:
        found.append(
            Problem(
                "terms_twice",
                "/currency",
                Text(
                    en=f"Transfers of this currency have terms already: {twins[0]!r}.",
                    zh=f"该币种的转赠已有条款：{twins[0]!r}。",
                ),
                None,
            )
        )
    return found


def check_family(document: FamilyTerms, checking: Checking) -> list[Problem]:
    """Everything wrong with family terms among the other documents."""
    return _check(document, checking, "family.found")


def _check(document: Any, checking: Checking, event: str) -> list[Problem]:
    found: list[Problem] = []
    missing = checking.missing("currency", document.currency, "/currency")
    if missing is not None:
        found.append(missing)
    elif not checking.documents["currency"][document.currency].spendable:
        found.append(
            Problem(
                "currency_not_spendable",
                "/currency",
                Text(
                    en=f"{document.currency!r} cannot be spent, so nobody can pass it on.",
                    zh=f"{document.currency!r} 不能消费，也就不能转给别人。",
                ),
                None,
            )
        )
    if document.condition is not None:
        found += check(document.condition, checking.catalogue, "/if", events=(event,))
    return found


KINDS: Final = (
    Kind(
        "transfer_terms",
        TransferTerms,
        Text(en="Transfer terms", zh="转赠条款"),
        "transfer",
        check_transfer,
    ),
    Kind("family_terms", FamilyTerms, Text(en="Family terms", zh="家庭条款"), "transfer",
         check_family),
)  # fmt: skip
