"""A currency's months, reckoned from the books: roll-forward, pools, estimate, liability.

Months that are closed are taken as they were closed; the open ones follow from the last closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from shuke.ledger.brand import MAIN
from shuke.ledger.date import month_end, month_number, month_of
from shuke.ledger.document import Currency, Never
from shuke.ledger.finance.daily import Connection
from shuke.ledger.finance.estimate import Cohort, Development, develop
from shuke.ledger.finance.liability import (
    Moved,
    Movement,
    Pool,
    advance,
    expected_by_rate,
    rounded,
    stand_alone_cents,
)
from shuke.ledger.plan import expiry_day
from shuke.ledger.rollforward import NAMES, RollForward, add
from shuke.ledger.valuation import Manual, PointsValuation, Worth

MONTHS: Final = """
select brand, funder, earn_month, date_trunc('month', posted_on)::date as month, kind, sold,
       sum(amount)::bigint as amount
from ledger_day where currency = $1 and posted_on <= $2
group by 1, 2, 3, 4, 5, 6
"""
SALES: Final = """
select brand, earn_month, date_trunc('month', posted_on)::date as month,
       sum(paid_cents)::bigint as paid_cents
from ledger_sale where currency = $1 and posted_on <= $2 group by 1, 2, 3
"""

KEPT_MONTHS: Final = 36

DEBTS: Final = ""
"""The funder, and the brand, of what belongs to no lot."""

PoolKey = tuple[str, str, int]
"""(brand, funder, month of earning)."""


class Estimate(msgspec.Struct, kw_only=True):
    """The estimate a month was reckoned with, and where it came from."""

    valuation: str
    release: int
    method: str
    """`manual`, `auto`, or `fallback` while months are too few for `auto`."""
    rate_bp: int
    """Of a new point, of 10,000."""
    worth_points: int
    worth_cents: int
    note: str | None = None
    expected: int = 0
    """Points used in the end, of all cohorts so far."""
    low: int | None = None
    high: int | None = None


class BrandMonth(msgspec.Struct, kw_only=True):
    """One brand's part of a currency's month: points, and money where the currency is valued."""

    points: RollForward
    funders: dict[str, RollForward] = {}
    liability: Movement | None = None
    by_funder: dict[str, Movement] = {}


class CurrencyMonth(msgspec.Struct, kw_only=True):
    """One currency in one month: points, and money where the currency is valued."""

    currency: str
    points: RollForward
    funders: dict[str, RollForward]
    liability: Movement | None = None
    by_funder: dict[str, Movement] = {}
    brands: dict[str, BrandMonth] = {}
    """Which sum up to the rest; the empty one stands for debts. None while there is one brand."""
    estimate: Estimate | None = None
    pools: list[Pool] = []
    """Those with points or money left, or so young that spent points may come back to them."""

    def by_brand(self) -> dict[str, BrandMonth]:
        """The same by brand, also where there is only one."""
        whole = BrandMonth(
            points=self.points, funders=self.funders, liability=self.liability,
            by_funder=self.by_funder,
        )  # fmt: skip
        return self.brands or {MAIN: whole}


class Valued(msgspec.Struct, frozen=True):
    """What a currency is by the release of a month's end."""

    release: int
    currency: Currency | None
    valuation: PointsValuation | None


class Books(msgspec.Struct):
    """A currency's movements by pool: month of posting → (kind, sold) → points; and what was paid
    by month of posting, for (brand, month of earning)."""

    currency: str
    moved: dict[PoolKey, dict[date, dict[tuple[str, bool], int]]]
    sales: dict[date, dict[tuple[str, int], int]]

    def first(self) -> date | None:
        """The first month in which anything was posted."""
        return min((month for own in self.moved.values() for month in own), default=None)


async def read_books(connection: Connection, currency: str, last: date) -> Books:
    """What the books hold of a currency up to a day. A year is some hundred rows."""
    books = Books(currency, defaultdict(lambda: defaultdict(dict)), defaultdict(dict))
    for row in await connection.fetch(MONTHS, currency, last):
        own = books.moved[row["brand"], row["funder"], row["earn_month"]][row["month"]]
        own[row["kind"], row["sold"]] = row["amount"]
    for row in await connection.fetch(SALES, currency, last):
        books.sales[row["month"]][row["brand"], row["earn_month"]] = row["paid_cents"]
    return books


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from one to another, both included."""
    return [
        date(month // 12, month % 12 + 1, 1)
        for month in range(month_of(first.toordinal()), month_of(last.toordinal()) + 1)
    ]


def age_at(earn_month: int, month: date) -> int:
    """Whole months from the month of earning to another; 0 within the same one."""
    return max(0, month.year * 12 + month.month - 1 - index_of(earn_month))


def index_of(number: int) -> int:
    """`year * 12 + month - 1` of a month as people read it, e.g. 202611."""
    return number // 100 * 12 + number % 100 - 1


def last_age(currency: Currency | None, earn_month: int) -> int | None:
    """The age at which a month's points expire by the currency's rule; None: by no date."""
    if currency is None or isinstance(currency.expiry, Never):
        return None
    index = index_of(earn_month)
    start = date(index // 12, index % 12 + 1, 1).toordinal()
    until = date.fromordinal(expiry_day(currency.expiry, month_end(start)))
    months = until.year * 12 + until.month - 1 - index
    # "Inactivity" stands for a day at the end of the calendar.
    return max(0, months) if until.year < date.max.year else None


def cohorts_of(books: Books, through: date, over: date, currency: Currency | None) -> list[Cohort]:
    """Every month of earning, as it stands at the end of `through`; ages are seen up to `over`,
    the last month that has ended."""
    by_month: dict[int, dict[date, dict[tuple[str, bool], int]]] = defaultdict(dict)
    for (_brand, _funder, earn_month), months in books.moved.items():
        for month, kinds in months.items():
            if earn_month and month <= through:
                own = by_month[earn_month].setdefault(month, defaultdict(int))
                for kind, amount in kinds.items():
                    own[kind] += amount
    found = []
    for earn_month, months in sorted(by_month.items()):
        moved = {month: _moved(kinds) for month, kinds in months.items()}
        issued = sum(each.sold + each.free - each.taken for each in moved.values())
        used = sum(each.used for each in moved.values())
        held = issued - used - sum(each.expired for each in moved.values())
        begun = date(earn_month // 100, earn_month % 100, 1)
        seen = age_at(earn_month, over) + 1 if over >= begun else 0
        by_age = [0] * seen
        for month, each in moved.items():
            if month <= over and seen:
                by_age[min(age_at(earn_month, month), seen - 1)] += each.used
        life = last_age(currency, earn_month)
        found.append(
            Cohort(earn_month, issued, tuple(by_age), used, max(held, 0),
                   seen if life is None else life)
        )  # fmt: skip
    return found


def reckon(
    books: Books,
    months: Sequence[date],
    before: CurrencyMonth | None,
    valued: Callable[[date], Valued],
    over: date,
) -> list[CurrencyMonth]:
    """The months one after another, from the figures of the month before the first of them."""
    pools = {
        (pool.brand, pool.funder, pool.month): pool for pool in (before.pools if before else ())
    }
    opening = _opening(books, months[0]) if months else {}
    found = []
    for month in months:
        its = valued(month)
        made = CurrencyMonth(
            currency=books.currency, points=RollForward(day=None, opening=0), funders={}
        )
        opening = _roll(made, books, month, opening)
        valuation = its.valuation
        if valuation is not None:
            cohorts = cohorts_of(books, month, min(month, over), its.currency)
            development = develop(cohorts)
            made.estimate = _estimate(its, valuation, development)
            seeded = (
                _seed(books, month, made.estimate.rate_bp, valuation.worth) if not pools else {}
            )
            pools = pools or seeded
            pools = _advance(made, books, month, pools, development, valuation.worth)
            _provide(made, seeded)
            made.pools = [pools[key] for key in sorted(pools)]
        if made.brands.keys() <= {MAIN, DEBTS}:
            made.brands = {}
        found.append(made)
    return found


def _seed(books: Books, month: date, rate_bp: int, worth: Worth) -> dict[PoolKey, Pool]:
    """Pools of points from before the currency was first valued, at their stand-alone price."""
    found = {}
    for key, months in sorted(books.moved.items()):
        before = [_moved(kinds) for when, kinds in months.items() if when < month]
        points = sum(each.sold + each.free - each.taken for each in before)
        used = sum(each.used for each in before)
        expired = sum(each.expired for each in before)
        if key[1] == DEBTS or points - used - expired <= 0:
            continue
        expected = expected_by_rate(points, used, points - used - expired, rate_bp)
        deferred = rounded(stand_alone_cents(expected, worth, 10_000))
        found[key] = Pool(
            month=key[2], funder=key[1], brand=key[0], points=points, used=used, expired=expired,
            expected=expected, deferred_cents=deferred,
            recognised_cents=rounded(Fraction(deferred * used, expected)) if expected else 0,
        )  # fmt: skip
    return found


def _provide(made: CurrencyMonth, seeded: Mapping[PoolKey, Pool]) -> None:
    """What was first valued in this month did not open it: it was provided for in it."""
    for (brand, funder, _month), pool in seeded.items():
        own = made.brands[brand]
        for movement in (
            made.liability, made.by_funder.get(funder), own.liability, own.by_funder.get(funder),
        ):  # fmt: skip
            assert movement is not None
            movement.opening -= pool.liability_cents
            movement.provided += pool.liability_cents


def _moved(kinds: Mapping[tuple[str, bool], int]) -> Moved:
    """What the kinds of entries mean for a pool."""
    moved = Moved()
    for (kind, sold), amount in kinds.items():
        match kind:
            case "issue" if sold:
                moved.sold += amount
            case "issue" | "open":
                moved.free += amount
            case "reverse":
                moved.taken -= amount
            case "adjust":
                moved.free += max(amount, 0)
                moved.taken += max(-amount, 0)
            case "spend" | "confirm" | "return" | "settle":
                moved.used -= amount
            case "expire":
                moved.expired -= amount
            case "send" | "receive":
                pass  # Whoever has the points, they are still to be used.
            case _:
                raise AssertionError(f"no finance of a {kind}")
    return moved


Opening = dict[tuple[str, str], int]
"""(brand, funder) → points."""


def _opening(books: Books, first: date) -> Opening:
    opening: Opening = defaultdict(int)
    for (brand, funder, _earn_month), months in books.moved.items():
        for month, kinds in months.items():
            if month < first:
                opening[brand, funder] += sum(kinds.values())
    return opening


def _roll(made: CurrencyMonth, books: Books, month: date, opening: Opening) -> Opening:
    """Points of a month, in all, by funder, by brand and by both; answer what the next opens at."""
    rolled = {source: RollForward(day=None, opening=held) for source, held in opening.items()}
    for (brand, funder, _earn_month), months in books.moved.items():
        for (kind, _sold), amount in months.get(month, {}).items():
            own = rolled.setdefault((brand, funder), RollForward(day=None, opening=0))
            add(own, kind, amount)
    for (brand, funder), own in sorted(rolled.items()):
        its = made.brands.setdefault(brand, BrandMonth(points=RollForward(day=None, opening=0)))
        its.funders[funder] = own.close()
        _join(its.points, own)
        _join(made.funders.setdefault(funder, RollForward(day=None, opening=0)), own)
        _join(made.points, own)
    made.funders = dict(sorted(made.funders.items()))
    return {source: own.closing for source, own in rolled.items()}


def _join(whole: RollForward, part: RollForward) -> None:
    whole.opening += part.opening
    for name in NAMES:
        setattr(whole, name, getattr(whole, name) + getattr(part, name))
    whole.close()


def _estimate(its: Valued, valuation: PointsValuation, development: Development | None) -> Estimate:
    how = valuation.redemption
    estimate = Estimate(
        valuation=valuation.key, release=its.release, method="manual", rate_bp=0,
        worth_points=valuation.worth.points, worth_cents=valuation.worth.cents,
        note=valuation.note,
    )  # fmt: skip
    if isinstance(how, Manual):
        estimate.rate_bp = how.expected_bp
    elif development is None:
        estimate.method, estimate.rate_bp = "fallback", how.fallback_bp
    else:
        newest = max(development.ultimates)
        life = last_age(its.currency, newest)
        ages = len(development.ages) - 1 if life is None else life
        estimate.method, estimate.rate_bp = "auto", development.rate_bp(ages)
        estimate.low, estimate.high = development.total.low, development.total.high
    return estimate


def _advance(
    made: CurrencyMonth,
    books: Books,
    month: date,
    pools: Mapping[PoolKey, Pool],
    development: Development | None,
    worth: Worth,
) -> dict[PoolKey, Pool]:
    """Every pool one month on; those that are empty and settled are dropped."""
    assert made.estimate is not None
    rate, ends = made.estimate.rate_bp, {}
    if made.estimate.method == "auto" and development is not None:
        ends = development.ultimates
    moved = {
        key: _moved(months[month])
        for key, months in books.moved.items()
        if month in months and key[1] != DEBTS
    }
    _share_sales(moved, books.sales.get(month, {}))
    keys = sorted({*pools, *moved})
    whole: dict[int, int] = defaultdict(int)
    later: dict[PoolKey, tuple[int, int, int]] = {}
    for key in keys:
        pool, move = pools.get(key) or _empty(key), moved.get(key) or Moved()
        points = pool.points + move.sold + move.free - move.taken
        used = pool.used + move.used
        later[key] = points, used, points - used - pool.expired - move.expired
        whole[key[2]] += points
    after: dict[PoolKey, Pool] = {}
    total = Movement()
    for key in keys:
        pool, move = pools.get(key) or _empty(key), moved.get(key) or Moved()
        points, used, held = later[key]
        end = ends.get(key[2])
        if end is not None and whole[key[2]]:
            # A month's brands and funders share its end by their points.
            share = end.expected * points // whole[key[2]]
            expected = min(used + held, max(used, share))
        else:
            expected = expected_by_rate(points, used, held, rate)
        pool, movement = advance(pool, move, expected, worth, rate)
        made.estimate.expected += pool.expected
        total = total.plus(movement)
        brand, funder, _month = key
        its = made.brands.setdefault(brand, BrandMonth(points=RollForward(day=None, opening=0)))
        its.liability = (its.liability or Movement()).plus(movement)
        for sums in (made.by_funder, its.by_funder):
            sums[funder] = sums.get(funder, Movement()).plus(movement)
        if pool.held or pool.liability_cents or age_at(key[2], month) <= KEPT_MONTHS:
            after[key] = pool
    made.by_funder = dict(sorted(made.by_funder.items()))
    made.liability = total
    return after


def _empty(key: PoolKey) -> Pool:
    return Pool(month=key[2], funder=key[1], brand=key[0])


def _share_sales(moved: Mapping[PoolKey, Moved], sales: Mapping[tuple[str, int], int]) -> None:
    """Give what a brand's orders of a month of earning cost to its funders, by the points they
    sold."""
    for (brand, earn_month), paid_cents in sales.items():
        own = [
            (key, move)
            for key, move in sorted(moved.items())
            if key[0] == brand and key[2] == earn_month
        ]
        sold = sum(move.sold for _key, move in own)
        given = 0
        for place, (_key, move) in enumerate(own):
            last = place == len(own) - 1
            share = paid_cents - given if last else paid_cents * move.sold // max(sold, 1)
            move.paid_cents = share if sold else 0
            given += share


def number_of(month: date) -> int:
    """A month as people read it, e.g. 202611."""
    number = month_number(month.year * 12 + month.month - 1)
    assert number is not None
    return number
