"""The worked numbers of docs/algorithms/liability.md."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuke.ledger.finance.estimate import Cohort, develop
from shuke.ledger.finance.liability import (
    Moved,
    Pool,
    advance,
    allocate,
    expected_by_rate,
    rounded,
    stand_alone_cents,
)
from shuke.ledger.finance.reckon import age_at, last_age, months_between
from shuke.ledger.valuation import Worth

from .harness import currency
from .test_worked import table

ONE = Worth(points=100, cents=100)
"""A point buys for one cent."""
DEFERRED = Pool(month=202601, funder="brand", points=10_000, deferred_cents=9_000)


def revenue(movement) -> int:
    return movement.redeemed + movement.breakage + movement.catch_up


def test_the_figures_of_the_field_notes() -> None:
    """10,000 points, 9,000 deferred, 9,700 expected: 4,500 used are worth 4,175."""
    first, moved = advance(DEFERRED, Moved(used=4_500), 9_700, ONE, 9_700)
    assert (first.recognised_cents, first.liability_cents, revenue(moved)) == (4_175, 4_825, 4_175)
    assert (moved.redeemed, moved.breakage, moved.catch_up) == (4_050, 125, 0)
    # Then 4,000 more, and 9,900 are expected now: 3,552.
    second, moved = advance(first, Moved(used=4_000), 9_900, ONE, 9_900)
    assert (second.recognised_cents, revenue(moved), moved.closing) == (7_727, 3_552, 1_273)
    assert moved.catch_up == 4_091 - 4_175
    # With 9,200 expected: 4,140.
    other, moved = advance(first, Moved(used=4_000), 9_200, ONE, 9_200)
    assert (other.recognised_cents, revenue(moved), moved.closing) == (8_315, 4_140, 685)
    assert moved.catch_up == 4_402 - 4_175


def test_the_rest_at_expiry() -> None:
    """What was not used by the last day is revenue with it."""
    first, _moved = advance(DEFERRED, Moved(used=4_500), 9_700, ONE, 9_700)
    last, moved = advance(first, Moved(expired=5_500), 4_500, ONE, 9_700)
    assert (last.held, last.liability_cents, last.recognised_cents) == (0, 0, 9_000)
    assert (moved.redeemed, moved.breakage, moved.catch_up) == (0, 4_825, 0)


def test_a_price_is_shared_by_relative_stand_alone_price() -> None:
    """IFRS 15, example 52: 100,000 paid, 10,000 points worth 1 each, 95 % of them used."""
    worth = Worth(points=1, cents=100)
    assert stand_alone_cents(10_000, worth, 9_500) == 950_000
    assert allocate(10_000_000, 10_000, worth, 9_500) == 867_580
    goods = 10_000_000 - 867_580
    assert (rounded(Fraction(goods, 100)), rounded(Fraction(867_580, 100))) == (91_324, 8_676)
    # 4,500 used by the end of the year, 9,500 still expected: 4,110.
    sold = Moved(sold=10_000, paid_cents=10_000_000, used=4_500)
    pool, moved = advance(Pool(month=202601, funder="brand"), sold, 9_500, worth, 9_500)
    assert (moved.allocated, rounded(Fraction(revenue(moved), 100))) == (867_580, 4_110)
    # A year later 8,500 of them, 9,700 expected: 3,493.
    pool, moved = advance(pool, Moved(used=4_000), 9_700, worth, 9_700)
    assert rounded(Fraction(revenue(moved), 100)) == 3_493


def test_points_without_a_sale_and_refunds() -> None:
    """Gifts are provided for at their price; what a refund takes back leaves with its share."""
    gift, moved = advance(Pool(month=202601, funder="brand"), Moved(free=1_000), 900, ONE, 9_000)
    assert (moved.provided, gift.liability_cents) == (900, 900)
    less, moved = advance(gift, Moved(taken=250), 675, ONE, 9_000)
    assert (moved.reversed, less.points, less.liability_cents) == (225, 750, 675)


def test_an_expectation_lies_between_used_and_possible() -> None:
    assert expected_by_rate(1_000, 200, 700, 9_000) == 900
    assert expected_by_rate(1_000, 950, 50, 9_000) == 950
    assert expected_by_rate(1_000, 200, 300, 9_000) == 500


MOVES = st.builds(
    Moved,
    sold=st.integers(0, 5_000),
    free=st.integers(0, 500),
    taken=st.integers(0, 800),
    used=st.integers(-50, 2_000),
    expired=st.integers(0, 900),
    paid_cents=st.integers(0, 10**6),
)


@given(moves=st.lists(MOVES, max_size=12), rate=st.integers(1, 10_000))
def test_every_movement_closes_and_nothing_is_recognised_twice(moves, rate) -> None:
    pool = Pool(month=202601, funder="brand")
    for move in moves:
        points = pool.points + move.sold + move.free - move.taken
        used = pool.used + move.used
        held = points - used - pool.expired - move.expired
        if min(points, used, held) < 0:
            continue
        expected = expected_by_rate(points, used, held, rate)
        before, (pool, its) = pool, advance(pool, move, expected, ONE, rate)
        assert its.opening == before.liability_cents
        assert its.closing == pool.liability_cents >= 0
        assert its.closing == (
            its.opening + its.allocated + its.provided - its.reversed
            - its.redeemed - its.breakage - its.catch_up
        )  # fmt: skip
        assert 0 <= pool.recognised_cents <= pool.deferred_cents
        if held == 0:
            assert pool.liability_cents == 0


COHORTS = (
    Cohort(202601, 1_000, (100, 200, 100), 400, 600, 2),
    Cohort(202602, 1_000, (140, 160), 300, 700, 2),
    Cohort(202603, 2_000, (240,), 240, 1_760, 2),
)


def test_the_estimate_of_the_document() -> None:
    """Three months, three ages: 480 of 4,000, 360 of 2,000, 100 of 1,000."""
    found = develop(COHORTS)
    assert found is not None
    assert [(age.rate, age.exposure) for age in found.ages] == [
        (0.12, 4_000),
        (0.18, 2_000),
        (0.1, 1_000),
    ]
    # (1000 · 0.02² + 1000 · 0.02² + 2000 · 0²) / 2 and 2 · 1000 · 0.02² / 1, then none is seen.
    assert [round(age.variance, 12) for age in found.ages] == [0.4, 0.8, 0.8]
    assert found.ultimates[202601].expected == 400
    assert found.ultimates[202602].expected == 300 + 100
    assert found.ultimates[202603].expected == 240 + 360 + 200
    # 202603: 2000 · (0.8 + 0.8) + 2000² · (0.8 / 2000 + 0.8 / 1000) = 3,200 + 4,800; √8000 = 89.4.
    low, high = found.ultimates[202603].low, found.ultimates[202603].high
    assert (low, high) == (624, 976)
    # In all: 800 expected of the last month, age 1 misses 2,000 points and age 2 3,000.
    # 2000 · 0.8 + 2000² · 0.8 / 2000 + 3000 · 0.8 + 3000² · 0.8 / 1000 = 12,800; √12800 = 113.1.
    assert (found.total.expected, found.total.low, found.total.high) == (1_600, 1_378, 1_822)
    assert found.rate_bp(2) == 4_000


def test_two_months_estimate_nothing() -> None:
    assert develop(COHORTS[:2]) is None
    assert develop((*COHORTS[:2], Cohort(202604, 500, (), 0, 500, 2))) is None


def test_nothing_is_expected_beyond_what_is_held() -> None:
    young = Cohort(202603, 2_000, (240,), 240, 100, 2)
    found = develop((*COHORTS[:2], young))
    assert found is not None
    assert found.ultimates[202603].expected == 340


def test_ages_end_with_the_currencys_rule() -> None:
    half = currency(expiry={"rule": "months_from_earning", "months": 6, "to": "end_of_month"})
    assert last_age(half, 202601) == 6
    assert last_age(currency(expiry={"rule": "end_of_year"}), 202603) == 9
    assert last_age(currency(), 202603) is None
    assert last_age(currency(expiry={"rule": "inactivity", "months": 3}), 202603) is None
    assert age_at(202611, date(2027, 2, 1)) == 3
    assert months_between(date(2026, 11, 23), date(2027, 1, 2)) == [
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "whole"), [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("49/100", 0)])
def test_halves_are_rounded_away_from_zero(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole


def test_the_tables_of_the_document() -> None:
    doc = Path(__file__).parents[2] / "docs" / "algorithms" / "liability.md"
    rows = table(doc, "issued")
    found = develop(COHORTS)
    assert found is not None
    for cells, cohort in zip(rows, COHORTS, strict=True):
        assert int(cells[0]) == cohort.issued
        assert [int(cell) for cell in cells[1:4] if cell != "–"] == list(cohort.by_age)
        assert int(cells[4]) == found.ultimates[cohort.month].expected
    pool = DEFERRED
    for cells in table(doc, "expected"):
        expected, used, *shown = map(int, cells)
        pool, its = advance(pool, Moved(used=used), expected, ONE, 9_700)
        assert shown == [pool.recognised_cents, revenue(its), its.catch_up, its.closing]
