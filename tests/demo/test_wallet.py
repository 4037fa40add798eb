"""Stored value of the demo: the same on every machine, and never more than is surely there."""

from collections import defaultdict

import pytest

from shuke.app import application
from shuke.cli.demo.dataset import Year
from shuke.cli.demo.draw import DAY_SECONDS, Draws
from shuke.cli.demo.programme import programme_yaml
from shuke.cli.demo.wallet import (
    BONUS,
    BONUS_COUNTED_SECONDS,
    PAID_BEFORE_SECONDS,
    WALLET,
    Wallets,
    draw_wallets,
)
from shuke.engine import kind_of, plain, read_yaml


@pytest.fixture(scope="module")
def wallets(year: Year, draws: Draws) -> Wallets:
    return draw_wallets(year, draws.late)


def test_the_same_again(year: Year, draws: Draws, wallets: Wallets) -> None:
    assert wallets == draw_wallets(year, draws.late)
    assert len(wallets.top_ups) == 596
    assert len({one.household for one in wallets.top_ups}) == 125
    assert sum(one.cents for one in wallets.top_ups) == 7_355_000
    assert (len(wallets.paid), sum(wallets.paid.values())) == (3_294, 7_047_301)


def test_late_tickets_pay_otherwise_and_nobody_pays_more_than_the_order(
    year: Year, draws: Draws, wallets: Wallets
) -> None:
    assert not set(draws.late.tolist()) & wallets.paid.keys()
    assert all(0 < cents <= year.total_cents[row] for row, cents in wallets.paid.items())
    assert all(one.at == year.paid_at[one.row] - PAID_BEFORE_SECONDS for one in wallets.top_ups)


def test_what_is_spent_was_there(year: Year, wallets: Wallets) -> None:
    """Bonus counts for 150 days and is spent first, principal for ever: no payment is refused."""
    moves = [(one.at, 0, one.household, one.cents) for one in wallets.top_ups]
    moves += [
        (int(year.paid_at[row]), 1, int(year.household[row]), cents)
        for row, cents in wallets.paid.items()
    ]
    had: dict[int, list[list[int]]] = defaultdict(list)
    for at, spends, household, cents in sorted(moves):
        lots = had[household]
        if not spends:
            lots += [[at + BONUS_COUNTED_SECONDS, BONUS[cents]], [2**62, cents]]
            continue
        left = cents
        for lot in sorted(lots):
            taken = min(left, lot[1]) if lot[0] > at else 0
            lot[1] -= taken
            left -= taken
        assert left == 0


def test_the_programme_says_the_same() -> None:
    found = {
        document.key: plain(document)
        for document in read_yaml(application(), programme_yaml())
        if kind_of(document) == "stored_value"
    }
    steps = found[WALLET]["steps"]
    assert {one["from_cents"]: one["bonus_cents"] for one in steps} == BONUS
    assert found[WALLET]["spends"] == "bonus_first"
    # What is counted on ends before the bonus does.
    months = found[WALLET]["bonus_expiry"]["months"]
    assert months * 30 * DAY_SECONDS > BONUS_COUNTED_SECONDS
