"""The `currency` document: what a currency is, when it becomes usable, when it expires."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from shuke.engine import Checking, Document, Kind
from shuke.kernel import Text
from shuke.rule import Problem

Days = Annotated[int, Meta(ge=1, le=90)]
"""How long points may wait; the bound keeps the waiting lots of a daily buyer in a small state."""

Months = Annotated[int, Meta(ge=1, le=120)]


class AtOnce(Struct, tag_field="when", tag="at_once", frozen=True, forbid_unknown_fields=True):
    """Usable from the moment it is issued."""


class AfterDays(
    Struct, tag_field="when", tag="after_days", frozen=True, forbid_unknown_fields=True
):
    """Pending for whole business days: issued on the 1st, 14 days, usable from the 15th 00:00."""

    days: Days


class OnEvent(Struct, tag_field="when", tag="on_event", frozen=True, forbid_unknown_fields=True):
    """Pending until the order is completed, or so many days when that is never heard."""

    fallback_days: Days
    event: Literal["order.completed"] = "order.completed"


Usable = AtOnce | AfterDays | OnEvent


class Never(Struct, tag_field="rule", tag="never", frozen=True, forbid_unknown_fields=True):
    """Does not expire."""


class MonthsFromEarning(
    Struct, tag_field="rule", tag="months_from_earning", frozen=True, forbid_unknown_fields=True
):
    """Some months after the day of earning: to the day, or to the end of that month."""

    months: Months
    to: Literal["exact", "end_of_month"] = "end_of_month"


class EndOfMonth(
    Struct, tag_field="rule", tag="end_of_month", frozen=True, forbid_unknown_fields=True
):
    """The end of the month of earning, or of the month `months` later."""

    months: Annotated[int, Meta(ge=0, le=120)] = 0


class EndOfYear(
    Struct, tag_field="rule", tag="end_of_year", frozen=True, forbid_unknown_fields=True
):
    """31 December of the year of earning, or of the year `years` later."""

    years: Annotated[int, Meta(ge=0, le=10)] = 0


class FixedDate(
    Struct, tag_field="rule", tag="fixed_date", frozen=True, forbid_unknown_fields=True
):
    """One date for all; what is issued after it has expired already."""

    date: date


class Inactivity(
    Struct, tag_field="rule", tag="inactivity", frozen=True, forbid_unknown_fields=True
):
    """All of it together, when nothing was earned or spent for so many months."""

    months: Months


Expiry = Never | MonthsFromEarning | EndOfMonth | EndOfYear | FixedDate | Inactivity


class OnlyPending(
    Struct, tag_field="policy", tag="only_pending", frozen=True, forbid_unknown_fields=True
):
    """A refund takes back only what is not usable yet."""


class WithinBalance(
    Struct, tag_field="policy", tag="within_balance", frozen=True, forbid_unknown_fields=True
):
    """A refund takes back what it can, down to a balance of zero; the rest is let go."""


class BelowZero(
    Struct, tag_field="policy", tag="below_zero", frozen=True, forbid_unknown_fields=True
):
    """A refund takes back all; the balance may fall to minus `floor` (None: without limit)."""

    floor: Annotated[int, Meta(ge=0, le=2**53)] | None = None


Refund = OnlyPending | WithinBalance | BelowZero


class Currency(Document, tag="currency"):
    """Something members hold: points, growth value, stored value."""

    unit: Text
    """The measure word, e.g. {en: points, zh: 分}."""
    spendable: bool = True
    funder: Annotated[str, Meta(min_length=1, max_length=64)] = "brand"
    """Who pays for what is issued, unless the issuing rule names another."""
    usable: Usable = field(default_factory=AtOnce)
    expiry: Expiry = field(default_factory=Never)
    refund: Refund = field(default_factory=BelowZero)
    returned_life_days: Annotated[int, Meta(ge=1, le=366)] = 30
    """Spent points that come back stay usable for at least so many days after the return."""


def waiting_days(usable: Usable) -> int:
    """The longest time in days that an issued point may be pending."""
    match usable:
        case AfterDays(days=days):
            return days
        case OnEvent(fallback_days=days):
            return days
        case _:
            return 0


def check_currency(document: Currency, _checking: Checking) -> list[Problem]:
    """What types cannot say: points must not expire of inactivity while they are pending."""
    expiry, wait = document.expiry, waiting_days(document.usable)
    if isinstance(expiry, Inactivity) and wait > expiry.months * 28:
        months = -(-wait // 28)
        return [
            Problem(
                code="range_impossible",
                place="/expiry/months",
                message=Text(
                    en=f"Points wait {wait} days to become usable but expire after "
                    f"{expiry.months} month(s) without activity.",
                    zh=f"积分要等 {wait} 天才可用，却在 {expiry.months} 个月无活动后到期。",
                ),
                suggestion=str(months),
            )
        ]
    return []


KIND = Kind("currency", Currency, Text(en="Currency", zh="币种"), "ledger", check_currency)
