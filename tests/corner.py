"""What the rooms' tests share: a corner shop on PostgreSQL, and a copy of a fold in memory."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.flow.shop import Shop, at, opened

from shuke.engine import Replay
from shuke.kernel import MovableClock


@pytest.fixture
def clock() -> MovableClock:
    """Noon of Monday, 5 January 2026 in Shanghai, until the test moves it."""
    return MovableClock(at("2026-01-05"))


@pytest.fixture
async def shop(
    database_url: str, clock: MovableClock, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Shop]:
    """The shop with the room's own `programme.yaml` published, in force since New Year."""
    programme = (request.path.parent / "programme.yaml").read_text("utf-8")
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(programme, since="2026-01-01 00:00")
        yield shop


@pytest.fixture
async def other(
    database_url: str, clock: MovableClock, tmp_path: Path, shop: Shop
) -> AsyncIterator[Shop]:
    """A second application on the same database, with lanes and connections of its own."""
    async with opened(database_url, clock, tmp_path) as second:
        yield second


def copied(replay: Replay) -> Replay:
    """A replay that stands where another one stands and shares nothing with it."""
    app = replay.app
    other = Replay(app, replay.book)
    other.state = app.decode_state(app.encode_state(replay.state))
    other.due, other.seq = replay.due, replay.seq
    other.past.update(replay.past)
    for name, record in replay.records.loaded.items():
        if record is not None:
            other.records.loaded[name] = app.decode_record(name[0], app.encode_record(record))
    return other
