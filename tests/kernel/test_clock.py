"""Clocks: aware, in UTC, and moved only when a test moves them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shuke.kernel import MovableClock, SystemClock

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_movable_clock_moves_forth_and_back() -> None:
    clock = MovableClock(NOON)
    assert clock.now() == NOON
    assert clock.now().tzinfo is UTC
    assert clock.advance(timedelta(days=1)) == NOON + timedelta(days=1)
    assert clock.advance(timedelta(days=-2)) == NOON - timedelta(days=1)
    assert clock.set(NOON) == NOON


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        MovableClock(datetime(2026, 3, 2))  # noqa: DTZ001 - what is refused
