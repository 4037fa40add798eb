"""Moving the year to today: by whole weeks of local time, so weekday and hour stay what they were.

Worked: on 22 November 2026 the year, which ends on Sunday 31 December 2017 at 23:01 in its stores'
zone, moves by 463 weeks and ends on Sunday 15 November 2026 at 23:01 there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from shuke.cli.demo.dataset import ZONE, Ints

YEAR_ENDS: Final = 1_514_779_280
"""The last purchase: 31 December 2017, 23:01:20 in New York, in seconds, UTC."""
DAY_SECONDS: Final = 86_400
WEEK_SECONDS: Final = 7 * DAY_SECONDS
_HOUR: Final = 3_600


def weeks_to(now: datetime, end: int) -> int:
    """By how many weeks to move a year ending at `end` (seconds, UTC) into the last seven days."""
    zone = ZoneInfo(ZONE)
    local_now = int(now.astimezone(zone).replace(tzinfo=UTC).timestamp())
    local_end = int(local_seconds(np.array([end]))[0])
    return max((local_now - local_end) // WEEK_SECONDS, 0)


def shifted(seconds: Ints, weeks: int) -> Ints:
    """Moments (seconds, UTC) moved by whole weeks on the stores' clocks; 0 changes nothing."""
    if weeks == 0:
        return seconds
    return utc_seconds(local_seconds(seconds) + weeks * WEEK_SECONDS)


def local_seconds(seconds: Ints) -> Ints:
    """What the stores' clocks show, as if it were UTC."""
    return seconds + _by_hour(seconds, _offset_at)


def utc_seconds(local: Ints) -> Ints:
    """The reverse of `local_seconds`."""
    # An hour that a clock change skips or repeats takes the offset from before the change.
    return local - _by_hour(local, _offset_of_local)


def _by_hour(seconds: Ints, offset: Callable[[int], int]) -> Ints:
    # Offsets change on the hour, so 8,760 look-ups serve every moment of a year.
    hours, place = np.unique(seconds // _HOUR, return_inverse=True)
    return np.array([offset(int(hour) * _HOUR) for hour in hours], np.int64)[place]


def _offset_at(seconds: int) -> int:
    return _offset(datetime.fromtimestamp(seconds, ZoneInfo(ZONE)))


def _offset_of_local(seconds: int) -> int:
    return _offset(datetime.fromtimestamp(seconds, UTC).replace(tzinfo=ZoneInfo(ZONE)))


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return int(offset.total_seconds())
