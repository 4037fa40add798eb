"""Points as part of the payment: how many at most, and how they lie on the lines."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.engine import Checking, Document, Key
from shuke.kernel import ShukeError, Text, share_out
from shuke.reward.terms import Cents, Percent
from shuke.rule import Problem

Points = Annotated[int, Meta(ge=1, le=2**53)]


class PointsPayment(Document, tag="points_payment"):
    """At which rate points of a currency pay, and up to what share of an order.

    100 points are worth 1.00, in steps of 100, for at most half of what is to be paid::

        kind: points_payment
        key: points
        name: {en: Pay with points, zh: 积分抵现}
        currency: points
        points: 100
        cents: 100
        step: 100
        ceiling_percent: 50
    """

    currency: Key
    points: Points
    cents: Cents
    """So many points are worth so many cents."""
    step: Points = 1
    """Points are taken in multiples of this, which must be worth whole cents."""
    ceiling_percent: Percent = 100
    """Of what is to be paid after discounts, delivery included."""
    from_cents: Cents | None = None
    """What is to be paid must come to this."""


def check_payment(document: PointsPayment, checking: Checking) -> list[Problem]:
    """Everything wrong with it among the other documents."""
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
                    en=f"{document.currency!r} is never spent, so it pays nothing.",
                    zh=f"{document.currency!r} 不可花费，不能用来抵现。",
                ),
            )
        )
    if document.step * document.cents % document.points:
        found.append(
            Problem(
                "step_not_whole",
                "/step",
                Text(
                    en=f"A step of {document.step} is not worth whole cents.",
                    zh=f"每 {document.step} 分抵现不是整分钱。",
                ),
            )
        )
    for key, other in checking.documents.get("points_payment", {}).items():
        if key < document.key and other.currency == document.currency:
            found.append(
                Problem(
                    "currency_repeated",
                    "/currency",
                    Text(
                        en=f"{key!r} says already at which rate {document.currency!r} pays.",
                        zh=f"{key!r} 已规定 {document.currency!r} 的抵现比例。",
                    ),
                )
            )
    return found


class PointsNotTaken(ShukeError):
    """Points of this currency pay nothing."""

    code = "points_not_taken"
    status = 422
    title = Text(en="These points are not taken as payment", zh="该积分不能抵现")


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """Points that somebody wants to pay with; without `points` as many as may be."""

    currency: Key
    points: Annotated[int, Meta(ge=0, le=2**53)] | None = None


class PointsUse(Struct):
    """What points of one currency may pay of a quote, and what they do pay.

    `lines` and `shipping_cents` say where the points lie, so that a refund finds them.
    """

    currency: str
    balance: int
    most_points: int
    most_cents: int
    points: int = 0
    cents: int = 0
    lines: list[int] = []
    shipping_cents: int = 0
    cut: bool = False
    """Fewer than were wanted."""


def most(document: PointsPayment, balance: int, to_pay_cents: int) -> int:
    """The most points that may pay: within the balance, the ceiling, and in whole steps."""
    if balance <= 0 or to_pay_cents < (document.from_cents or 0):
        return 0
    ceiling = to_pay_cents * document.ceiling_percent // 100
    points = min(balance, ceiling * document.points // document.cents)
    return points - points % document.step


def use(
    document: PointsPayment,
    balance: int,
    prices: list[int],
    shipping: int,
    wanted: Wanted | None,
) -> PointsUse:
    """What points may pay of these prices and, when they are wanted, what they do pay."""
    to_pay = sum(prices) + shipping
    limit = most(document, balance, to_pay)
    worth = document.cents
    found = PointsUse(document.currency, balance, limit, limit * worth // document.points)
    if wanted is None:
        return found
    asked = limit if wanted.points is None else wanted.points
    points = min(limit, asked)
    found.points = points - points % document.step
    found.cut = found.points < asked
    found.cents = found.points * worth // document.points
    *found.lines, found.shipping_cents = share_out(found.cents, [*prices, shipping])
    return found
