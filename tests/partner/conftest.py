"""A corner shop with a partner: the application, PostgreSQL, its clock."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.flow.shop import Shop, at, opened

from shuke.kernel import MovableClock

PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")


@pytest.fixture
def clock() -> MovableClock:
    """Noon of Monday, 5 January 2026 in Shanghai, until the test moves it."""
    return MovableClock(at("2026-01-05"))


@pytest.fixture
async def shop(database_url: str, clock: MovableClock, tmp_path: Path) -> AsyncIterator[Shop]:
    """The shop with its programme published, in force since New Year."""
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME, since="2026-01-01 00:00")
        yield shop


@pytest.fixture
async def other(
    database_url: str, clock: MovableClock, tmp_path: Path, shop: Shop
) -> AsyncIterator[Shop]:
    """A second application on the same database, with lanes and connections of its own."""
    async with opened(database_url, clock, tmp_path) as second:
        yield second
