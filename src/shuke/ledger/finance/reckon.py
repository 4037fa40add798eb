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
from shuke.ledger.rollforward import RollForward, add
from shuke.ledger.valuation import Manual, PointsValuation, Worth

MONTHS: Final = """
select funder, earn_month, date_trunc('month', posted_on)::date as month, kind, sold,
       sum(amount)::bigint as amount
from ledger_day where currency = $1 and posted_on <= $2
group by 1, 2, 3, 4, 5
"""
SALES: Final = """
select earn_month, date_trunc('month', posted_on)::date as month,
       sum(paid_cents)::bigint as paid_cents
from ledger_sale where currency = $1 and posted_on <= $2 group by 1, 2
"""

KEPT_MONTHS: Final = 36

DEBTS: Final = ""
"""The funder of what belongs to no lot."""


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


class CurrencyMonth(msgspec.Struct, kw_only=True):
    """One currency in one month: points, and money where the currency is valued."""

    currency: str
    points: RollForward
    funders: dict[str, RollForward]
    liability: Movement | None = None
    by_funder: dict[str, Movement] = {}
    estimate: Estimate | None = None
    pools: list[Pool] = []
    """Those with points or money left, or so young that spent points may come back to them."""


class Valued(msgspec.Struct, frozen=True):
    """What a currency is by the release of a month's end."""

    release: int
    currency: Currency | None
    valuation: PointsValuation | None


class Books(msgspec.Struct):
    """A currency's movements: (funder, earn month) → month of posting → (kind, sold) → points."""

    currency: str
    moved: dict[tuple[str, int], dict[date, dict[tuple[str, bool], int]]]
    sales: dict[date, dict[int, int]]

    def first(self) -> date | None:
        """The first month in which anything was posted."""
        return min((month for own in self.moved.values() for month in own), default=None)


async def read_books(connection: Connection, currency: str, last: date) -> Books:
    """What the books hold of a currency up to a day. A year is some hundred rows."""
    books = Books(currency, defaultdict(lambda: defaultdict(dict)), defaultdict(dict))
    for row in await connection.fetch(MONTHS, currency, last):
        own = books.moved[row["funder"], row["earn_month"]][row["month"]]
        own[row["kind"], row["sold"]] = row["amount"]
    for row in await connection.fetch(SALES, currency, last):
        books.sales[row["month"]][row["earn_month"]] = row["paid_cents"]
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
    for (_funder, earn_month), months in books.moved.items():
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
    pools = {(pool.funder, pool.month): pool for pool in (before.pools if before else ())}
    opening = _opening(books, months[0]) if months else {}
    found = []
    for month in months:
        its = valued(month)
        made = CurrencyMonth(
            currency=books.currency, points=RollForward(day=None, opening=0), funders={}
        )
        _roll(made, books, month, opening)
        opening = {name: each.closing for name, each in made.funders.items()}
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
        found.append(made)
    return found


def _seed(books: Books, month: date, rate_bp: int, worth: Worth) -> dict[tuple[str, int], Pool]:
    """Pools of points from before the currency was first valued, at their stand-alone price."""
    found = {}
    for key, months in sorted(books.moved.items()):
        before = [_moved(kinds) for when, kinds in months.items() if when < month]
        points = sum(each.sold + each.free - each.taken for each in before)
        used = sum(each.used for each in before)
        expired = sum(each.expired for each in before)
        if key[0] == DEBTS or points - used - expired <= 0:
            continue
        expected = expected_by_rate(points, used, points - used - expired, rate_bp)
        deferred = rounded(stand_alone_cents(expected, worth, 10_000))
        found[key] = Pool(
            month=key[1], funder=key[0], points=points, used=used, expired=expired,
            expected=expected, deferred_cents=deferred,
            recognised_cents=rounded(Fraction(deferred * used, expected)) if expected else 0,
        )  # fmt: skip
    return found


def _provide(made: CurrencyMonth, seeded: Mapping[tuple[str, int], Pool]) -> None:
    """What was first valued in this month did not open it: it was provided for in it."""
    for (funder, _month), pool in seeded.items():
        for movement in (made.liability, made.by_funder.get(funder)):
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


def _opening(books: Books, first: date) -> dict[str, int]:
    opening: dict[str, int] = defaultdict(int)
    for (funder, _earn_month), months in books.moved.items():
        for month, kinds in months.items():
            if month < first:
                opening[funder] += sum(kinds.values())
    return opening


def _roll(made: CurrencyMonth, books: Books, month: date, opening: Mapping[str, int]) -> None:
    rolled = {name: RollForward(day=None, opening=amount) for name, amount in opening.items()}
    for (funder, _earn_month), months in books.moved.items():
        for (kind, _sold), amount in months.get(month, {}).items():
            own = rolled.setdefault(funder, RollForward(day=None, opening=0))
            add(own, kind, amount)
            add(made.points, kind, amount)
    made.points.opening = sum(opening.values())
    made.points.close()
    made.funders = {name: rolled[name].close() for name in sorted(rolled)}


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
    pools: Mapping[tuple[str, int], Pool],
    development: Development | None,
    worth: Worth,
) -> dict[tuple[str, int], Pool]:
    """Every pool one month on; those that are empty and settled are dropped."""
    assert made.estimate is not None
    rate, ends = made.estimate.rate_bp, {}
    if made.estimate.method == "auto" and development is not None:
        ends = development.ultimates
    moved = {
        key: _moved(months[month])
        for key, months in books.moved.items()
        if month in months and key[0] != DEBTS
    }
    _share_sales(moved, books.sales.get(month, {}))
    keys = sorted({*pools, *moved})
    whole: dict[int, int] = defaultdict(int)
    later: dict[tuple[str, int], tuple[int, int, int]] = {}
    for key in keys:
        pool, move = pools.get(key) or Pool(month=key[1], funder=key[0]), moved.get(key) or Moved()
        points = pool.points + move.sold + move.free - move.taken
        used = pool.used + move.used
        later[key] = points, used, points - used - pool.expired - move.expired
        whole[key[1]] += points
    after: dict[tuple[str, int], Pool] = {}
    total = Movement()
    for key in keys:
        pool, move = pools.get(key) or Pool(month=key[1], funder=key[0]), moved.get(key) or Moved()
        points, used, held = later[key]
        end = ends.get(key[1])
        if end is not None and whole[key[1]]:
            # A month's funders share its end by their points.
            share = end.expected * points // whole[key[1]]
            expected = min(used + held, max(used, share))
        else:
            expected = expected_by_rate(points, used, held, rate)
        pool, movement = advance(pool, move, expected, worth, rate)
        made.estimate.expected += pool.expected
        total = total.plus(movement)
        made.by_funder[key[0]] = made.by_funder.get(key[0], Movement()).plus(movement)
        if pool.held or pool.liability_cents or age_at(key[1], month) <= KEPT_MONTHS:
            after[key] = pool
    made.liability = total
    return after


def _share_sales(moved: Mapping[tuple[str, int], Moved], sales: Mapping[int, int]) -> None:
    """Give what the orders of a month of earning cost to its funders, by the points they sold."""
    for earn_month, paid_cents in sales.items():
        own = [(key, move) for key, move in sorted(moved.items()) if key[1] == earn_month]
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
