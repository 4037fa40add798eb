"""Refunds, late tickets and spends are the same on every machine, and what they promise to be."""

import numpy as np

from shuke.cli.demo import draw, nothing
from shuke.cli.demo.dataset import Year
from shuke.cli.demo.draw import DAY_SECONDS, Draws, refund_lines, words


def test_words_are_splitmix64() -> None:
    # Pinned: another value would draw another year.
    assert words(np.array([0, 1, 41_481_282_915]), "refund").tolist() == [
        16595078851332526949,
        2252737994542902319,
        15216007556612774311,
    ]


def test_draws_are_exact_shares(draws: Draws) -> None:
    assert len(draws.refunded) == len(set(draws.refunded.tolist())) == 7_792
    assert draws.partial_refunds == 3_896
    assert len(draws.late) == len(set(draws.late.tolist())) == 1_558
    assert len(draws.spent_at) == 6_166
    assert int(draws.spent_points.sum()) == 1_083_200


def test_draws_are_the_same_again(year: Year, draws: Draws) -> None:
    one, two = draws, draw(year)
    for name in ("refunded", "refunded_at", "partial", "late", "late_at", "spent_at"):
        assert getattr(one, name).tolist() == getattr(two, name).tolist()


def test_refunds_come_within_thirty_days_and_within_the_year(year: Year, draws: Draws) -> None:
    waited = draws.refunded_at - year.paid_at[draws.refunded]
    assert waited.min() >= DAY_SECONDS
    assert waited.max() <= 30 * DAY_SECONDS
    assert draws.refunded_at.max() <= year.paid_at[-1]
    assert year.total_cents[draws.refunded].min() > 0


def test_late_tickets_come_one_to_twenty_days_late_and_within_the_year(
    year: Year, draws: Draws
) -> None:
    waited = draws.late_at - year.paid_at[draws.late]
    assert waited.min() >= DAY_SECONDS
    assert waited.max() <= 20 * DAY_SECONDS
    assert draws.late_at.max() <= year.paid_at[-1]


def test_partial_refunds_give_back_less_than_the_order_and_no_line_twice(
    year: Year, draws: Draws
) -> None:
    halves = 0
    for row in draws.refunded[draws.partial].tolist():
        start = int(year.line_start[row])
        lines = refund_lines(year, row)
        assert 0 < sum(cents for _, cents in lines) < year.total_cents[row]
        assert [line for line, _ in lines] == sorted({line for line, _ in lines})
        paid = [int(year.paid_cents[start + line - 1]) for line, _ in lines]
        assert all(0 < cents <= whole for (_, cents), whole in zip(lines, paid, strict=True))
        halves += [cents for _, cents in lines] != paid
    assert halves > 700


def test_some_orders_are_refunded_after_points_were_spent(year: Year, draws: Draws) -> None:
    spends: dict[int, list[int]] = {}
    for household, at in zip(draws.spent_by.tolist(), draws.spent_at.tolist(), strict=True):
        spends.setdefault(household, []).append(at)
    after = sum(
        any(paid < spent < at for spent in spends.get(household, ()))
        for household, paid, at in zip(
            year.household[draws.refunded].tolist(),
            year.paid_at[draws.refunded].tolist(),
            draws.refunded_at.tolist(),
            strict=True,
        )
    )
    assert after == 1_152


def test_spends_are_whole_hundreds_below_the_limit(draws: Draws) -> None:
    points = draws.spent_points
    assert (points % 100 == 0).all()
    assert points.min() == 100
    assert points.max() <= 2_000


def test_a_plain_year_draws_nothing() -> None:
    draws = nothing()
    assert len(draws.refunded) == len(draws.late) == len(draws.spent_at) == 0
    assert draws.partial_refunds == 0
