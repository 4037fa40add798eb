"""The year moves by whole weeks on the stores' clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shuke.cli.demo.dataset import ZONE, Year
from shuke.cli.demo.moment import shifted, weeks_to

END = int(datetime(2018, 1, 1, 4, 1, 20, tzinfo=UTC).timestamp())
"""2017-12-31 23:01:20 in New York."""


def test_worked_example() -> None:
    weeks = weeks_to(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), END)
    assert weeks == 463
    moved = datetime.fromtimestamp(int(shifted(np.array([END]), weeks)[0]), ZoneInfo(ZONE))
    assert moved.isoformat() == "2026-11-15T23:01:20-05:00"


@given(st.integers(0, 42 * 365 * 86_400))
def test_the_year_always_ends_within_the_last_seven_days(seconds_later: int) -> None:
    now = datetime.fromtimestamp(END + seconds_later, UTC)
    end = int(shifted(np.array([END]), weeks_to(now, END))[0])
    # An hour of grace: a clock change may lie between.
    age = now - datetime.fromtimestamp(end, UTC)
    assert timedelta(hours=-1) <= age < timedelta(days=7, hours=1)


def test_weekday_and_time_of_day_stay(year: Year) -> None:
    rows = np.arange(0, len(year.basket), 997)
    zone = ZoneInfo(ZONE)
    moved = shifted(year.paid_at, 463)
    for before, after in zip(year.paid_at[rows].tolist(), moved[rows].tolist(), strict=True):
        old, new = (datetime.fromtimestamp(moment, zone) for moment in (before, after))
        assert (old.weekday(), old.time()) == (new.weekday(), new.time())


def test_hours_that_a_clock_change_skips_or_repeats_keep_the_offset_from_before() -> None:
    zone = ZoneInfo(ZONE)
    # 2017-03-12 02:30 does not exist in New York; 2017-11-05 01:30 comes twice.
    week_before = int(datetime(2017, 3, 5, 2, 30, tzinfo=zone).timestamp())
    assert (
        datetime.fromtimestamp(int(shifted(np.array([week_before]), 1)[0]), zone).isoformat()
        == "2017-03-12T03:30:00-04:00"
    )
    week_before = int(datetime(2017, 10, 29, 1, 30, tzinfo=zone).timestamp())
    assert (
        datetime.fromtimestamp(int(shifted(np.array([week_before]), 1)[0]), zone).isoformat()
        == "2017-11-05T01:30:00-04:00"
    )


def test_no_weeks_is_the_year_itself(year: Year) -> None:
    assert shifted(year.paid_at, 0) is year.paid_at
