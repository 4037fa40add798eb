"""Finance: roll-forward, ageing, redemption by month of earning, liability, and closing a month."""

from collections.abc import Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final, Literal, TypeVar

import msgspec
from msgspec import Meta

from shuke import ledger
from shuke.api.act import note
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.api.problem import NotFound
from shuke.kernel import Text
from shuke.ledger import finance, value

T = TypeVar("T")
Funder = Annotated[str, Meta(max_length=64, description="A funder; empty for debts.")]
BookKey = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}(:(principal|bonus))?$",
        description="A currency; or a pot of a stored value, in minor units: `wallet:principal`.",
    ),
]
BrandKey = Annotated[
    str, Meta(max_length=64, description="A brand: `main` or a definition's key; empty for debts.")
]
MonthName = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class RollQuery(msgspec.Struct, kw_only=True, rename={"first": "from", "last": "to"}):
    """Which currency, which business days (both included), in which steps, of which brand and
    funder."""

    currency: BookKey
    first: Annotated[date, Meta(description="First business day.")]
    last: Annotated[date, Meta(description="Last business day, included.")]
    step: Literal["day", "month"] = "day"
    funder: Funder | None = None
    brand: BrandKey | None = None


class BrandRoll(msgspec.Struct):
    """The range of one brand; the empty one stands for debts, which belong to no lot."""

    brand: str
    title: str
    total: ledger.RollForward


class FunderRoll(msgspec.Struct):
    """The range of one funder; the empty one stands for debts, which belong to no lot."""

    funder: str
    total: ledger.RollForward


class FinanceRoll(msgspec.Struct, kw_only=True):
    """The roll-forward as the books count it. `difference` is 0: it closes."""

    currency: str
    items: list[ledger.RollForward]
    total: ledger.RollForward
    funders: list[FunderRoll]
    """Of the brand that was asked for, or of all."""
    brands: list[BrandRoll]
    """Of the funder that was asked for, or of all."""
    difference: int
    behind: int
    """Batches of the log that are not in these figures yet."""


class HeldQuery(msgspec.Struct, kw_only=True):
    """Which currency, of which brand; the forecast by day or by month."""

    currency: BookKey
    step: Literal["day", "month"] = "month"
    brand: BrandKey | None = None


class CohortQuery(msgspec.Struct, kw_only=True):
    """Which currency."""

    currency: BookKey


class LiabilityQuery(CohortQuery, kw_only=True):
    """Which currency, of which brand."""

    brand: BrandKey | None = None


class BrandAmount(msgspec.Struct):
    """What members hold of one brand's points, as a brand is called."""

    brand: str
    title: str
    pending: int
    usable: int


class AgeingShown(msgspec.Struct, kw_only=True):
    """What members hold of a currency by age, and what will expire when if nobody spends."""

    currency: str
    as_of: date
    usable: int
    pending: int
    debts: int
    outstanding: int
    bands: list[finance.AgeBand]
    forecast: list[finance.ExpiryStep]
    overdue: int
    undated: int
    by_activity: int
    behind: int
    brands: list[BrandAmount]
    """Of all brands, also when one was asked for."""


class CohortsShown(finance.Triangle, kw_only=True):
    """Redemption by month of earning, and how much of each is expected in the end."""

    currency: str


class CurrencyPeriod(finance.CurrencyMonth, kw_only=True):
    """One currency in a period, with its name."""

    title: str


class PeriodShown(msgspec.Struct, kw_only=True):
    """A month of the books. A closed one has its hash and never changes."""

    month: str
    status: Literal["closed", "open", "running"]
    may_close: bool
    """It has ended, and no earlier one is open."""
    closed_at: datetime | None
    closed_by: str | None
    reason: str | None
    hash: str | None
    currencies: list[CurrencyPeriod]


class BrandLiability(msgspec.Struct):
    """A month of the contract liability for one brand's points, in cents."""

    brand: str
    title: str
    movement: finance.Movement


class LiabilityMonth(msgspec.Struct, kw_only=True):
    """A month of the contract liability, in cents. The estimate is of all brands together."""

    month: str
    status: Literal["closed", "open", "running"]
    movement: finance.Movement
    estimate: finance.Estimate
    brands: list[BrandLiability]
    """Of all brands, also when one was asked for."""


class LiabilityShown(msgspec.Struct, kw_only=True):
    """The contract liability of a currency month by month. Empty: it has no valuation."""

    currency: str
    title: str
    money: str
    minor_digits: int
    items: list[LiabilityMonth]
    behind: int
    """Batches of the log that are not in the open months' figures yet."""


class Closing(msgspec.Struct, forbid_unknown_fields=True):
    """Why a period is closed now; `anyway` although something of it has not been counted."""

    reason: Annotated[str, Meta(min_length=2, max_length=500)]
    anyway: bool = False


@route("GET", "/v1/finance/rollforward", needs="ledger:read")
async def finance_roll(ask: Ask[RollQuery, None]) -> FinanceRoll:
    """Opening + issued − reversed − spent + returned − expired ± adjusted = closing.

    By day or month, of all brands and funders or one, out of the books: fast whatever was written.
    """
    query = ask.query
    found = await finance.rolled(
        ask.shuke.pool, query.currency, query.first, query.last,
        step=query.step, funder=query.funder, brand=query.brand,
    )  # fmt: skip
    return FinanceRoll(
        currency=query.currency,
        items=found.items,
        total=found.total,
        funders=[FunderRoll(name, total) for name, total in found.funders.items()],
        brands=[
            BrandRoll(key, brand_title(ask, key), total) for key, total in _in_order(found.brands)
        ],
        difference=found.total.closing - found.items[-1].closing,
        behind=found.behind,
    )


@route("GET", "/v1/finance/ageing", needs="ledger:read")
async def finance_ageing(ask: Ask[HeldQuery, None]) -> AgeingShown:
    """What members hold by month of earning, and what expires when, if nobody spends."""
    document = currency_of(ask, ask.query.currency)
    today = _today(ask)
    found = await finance.ageing(
        ask.shuke.pool,
        ask.shuke.app.decode_state,
        ask.query.currency,
        today,
        step=ask.query.step,
        inactivity=finance.ends_with_inactivity(document),
        brand=ask.query.brand,
    )
    told = msgspec.structs.asdict(found)
    told["brands"] = [
        BrandAmount(key, brand_title(ask, key), its.pending, its.usable)
        for key, its in _in_order(found.brands)
    ]
    return AgeingShown(**told, currency=ask.query.currency, as_of=today)


@route("GET", "/v1/finance/cohorts", needs="ledger:read")
async def finance_cohorts(ask: Ask[CohortQuery, None]) -> CohortsShown:
    """What of each month's points was used by age, and is expected to be used in the end (95 %)."""
    document = currency_of(ask, ask.query.currency)
    async with _snapshot(ask) as connection:
        found = await finance.triangle(connection, ask.query.currency, document, _today(ask))
    return CohortsShown(**msgspec.structs.asdict(found), currency=ask.query.currency)


@route("GET", "/v1/finance/liability", needs="ledger:read")
async def finance_liability(ask: Ask[LiabilityQuery, None]) -> LiabilityShown:
    """The contract liability month by month, of all brands or one, with the estimate each was
    reckoned with."""
    key, brand = ask.query.currency, ask.query.brand
    found = await _periods(ask)
    async with ask.connection() as connection:
        behind = await finance.behind(connection)
    items = [
        LiabilityMonth(
            month=period.month,
            status=period.status,
            movement=_movement(its, brand),
            estimate=its.estimate,
            brands=[
                BrandLiability(one, brand_title(ask, one), own.liability)
                for one, own in _in_order(its.by_brand())
                if own.liability is not None
            ],
        )
        for period in found
        for its in period.currencies
        if its.currency == key and its.liability is not None and its.estimate is not None
    ]
    money = ask.release.programme.money
    return LiabilityShown(
        currency=key, title=_title(ask, key), money=money.currency,
        minor_digits=money.minor_digits, items=items, behind=behind,
    )  # fmt: skip


def _movement(its: finance.CurrencyMonth, brand: str | None) -> finance.Movement:
    """Of a brand that had nothing yet: nothing."""
    own = its if brand is None else its.by_brand().get(brand)
    return (own and own.liability) or finance.Movement()


@route("GET", "/v1/finance/periods", needs="ledger:read")
async def finance_periods(ask: Ask[None, None]) -> Page[PeriodShown]:
    """The last ten years' months, newest first: the closed as they were closed, the open as they
    stand. Their pools are left out."""
    found = await _periods(ask)
    for period in found:
        for its in period.currencies:
            its.pools = []
    return Page(found[::-1], total=len(found))


@route("GET", "/v1/finance/periods/{month}", needs="ledger:read")
async def finance_period(ask: Ask[None, None]) -> PeriodShown:
    """One month with its pools; `month` is e.g. 2026-11."""
    wanted = month_of(ask)
    for period in await _periods(ask):
        if period.month == f"{wanted:%Y-%m}":
            return period
    raise finance.PeriodUnknown


@route(
    "POST",
    "/v1/finance/periods/{month}/close",
    needs="finance:close",
    once=True,
    example={"reason": "Month end"},
)
async def close_period(ask: Ask[None, Closing]) -> PeriodShown:
    """Close a month for good: its figures stay, and what comes late is posted in the month after.

    Months are closed one after another, once they have ended and all of them is counted.
    """
    month = month_of(ask)
    zone = ask.release.zone
    after = finance.next_month(month)
    async with ask.connection() as connection:
        made = await finance.close(
            connection,
            month,
            by=ask.actor.name or ask.actor.id,
            at=ask.now,
            today=_today(ask),
            ends_at=datetime(after.year, after.month, 1, tzinfo=zone),
            reason=ask.body.reason,
            release=ask.release.id,
            valuing=_valuing(ask),
            anyway=ask.body.anyway,
        )
    told = _shown(ask, made, open_first=None)
    await note(
        ask,
        "period.closed",
        ("period", told.month),
        after={"hash": told.hash, "anyway": ask.body.anyway},
        reason=ask.body.reason,
    )
    return told


async def _periods(ask: Ask[Any, Any]) -> list[PeriodShown]:
    async with _snapshot(ask) as connection:
        found = await finance.periods(connection, _today(ask), _valuing(ask))
    first = next((period.month for period in found if period.closed_at is None), None)
    return [_shown(ask, period, open_first=first) for period in found]


async def found_period(ask: Ask[Any, Any], month: date) -> finance.Period:
    """One month as it was closed, or as it stands. Errors: `period_unknown`."""
    async with _snapshot(ask) as connection:
        for period in await finance.periods(connection, _today(ask), _valuing(ask)):
            if period.month == month:
                return period
    raise finance.PeriodUnknown


@asynccontextmanager
async def _snapshot(ask: Ask[Any, Any]) -> Any:
    """One moment of the books, however many statements read it."""
    async with (
        ask.shuke.pool.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        yield connection


def _shown(ask: Ask[Any, Any], period: finance.Period, open_first: date | None) -> PeriodShown:
    closed, running = period.closed_at is not None, period.month == _today(ask).replace(day=1)
    return PeriodShown(
        month=f"{period.month:%Y-%m}",
        status="closed" if closed else "running" if running else "open",
        may_close=not closed and not running and period.month == open_first,
        closed_at=period.closed_at,
        closed_by=period.closed_by,
        reason=period.reason,
        hash=period.hash,
        currencies=[
            CurrencyPeriod(
                **{name: getattr(its, name) for name in its.__struct_fields__},
                title=_title(ask, its.currency),
            )
            for its in period.currencies
        ],
    )


def _valuing(ask: Ask[Any, Any]) -> Callable[[str, date], finance.Valued]:
    """Currency and valuation by the release in force at a month's end, or now."""
    book, now, zone = ask.shuke.book, ask.now, ask.release.zone

    def valued(currency: str, month: date) -> finance.Valued:
        after = finance.next_month(month)
        ends_at = datetime(after.year, after.month, 1, tzinfo=zone) - timedelta(microseconds=1)
        release = book.current(min(now, ends_at))
        valuations = release.documents.get("points_valuation", {}).values()
        return finance.Valued(
            release.id,
            release.documents.get("currency", {}).get(currency),
            next((its for its in valuations if its.currency == currency), None),
        )

    return valued


def _title(ask: Ask[Any, Any], currency: str) -> str:
    document = currency_of(ask, currency)
    return currency if document is None else ask.say(document.name)


_DEBTS: Final = Text(en="Debts", zh="欠分")
_MAIN: Final = Text(en="Main brand", zh="主品牌")


def _in_order(brands: Mapping[str, T]) -> list[tuple[str, T]]:
    """The main brand first, debts last."""
    return sorted(brands.items(), key=lambda one: (not one[0], one[0] != ledger.MAIN, one[0]))


def brand_title(ask: Ask[Any, Any], key: str) -> str:
    """What a brand is called; its key when it was withdrawn."""
    if not key:
        return ask.say(_DEBTS)
    document = ask.release.documents.get("brand", {}).get(key)
    if document is not None:
        return ask.say(document.name)
    return ask.say(_MAIN) if key == ledger.MAIN else key


def currency_of(ask: Ask[Any, Any], key: str) -> ledger.Currency | None:
    """A currency of the release in force, or a pot of a stored value, which is kept like one."""
    documents = ask.release.documents
    return documents.get("currency", {}).get(key) or value.pot_currencies(documents).get(key)


def _today(ask: Ask[Any, Any]) -> date:
    return ask.now.astimezone(ask.release.zone).date()


def month_of(ask: Ask[Any, Any]) -> date:
    """The month of the path. Errors: `not_found`."""
    try:
        return msgspec.convert(f"{msgspec.convert(ask.path['month'], MonthName)}-01", date)
    except msgspec.ValidationError as error:
        raise NotFound(Text(en="There is no such month.", zh="没有这个月份。")) from error
