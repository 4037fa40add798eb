"""The real year, read once for all tests of the demo."""

import pytest

from shuke.cli.demo import Stream, draw, load_demographics, load_year
from shuke.cli.demo.dataset import Year
from shuke.cli.demo.draw import Draws
from shuke.cli.demo.wallet import draw_wallets


@pytest.fixture(scope="session")
def year() -> Year:
    return load_year()


@pytest.fixture(scope="session")
def draws(year: Year) -> Draws:
    return draw(year)


@pytest.fixture(scope="session")
def stream(year: Year, draws: Draws) -> Stream:
    wallets = draw_wallets(year, draws.late)
    return Stream(year, draws, load_demographics(), weeks=463, wallets=wallets)
