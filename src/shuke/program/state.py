"""The programme's slice of a member's state: standings in tier sets, use of caps, what waits.

Everything is a number or a short list, because the slice is read and written with every event:
a rolling window of 300 active days takes about one kilobyte and is decoded in microseconds.
"""

from __future__ import annotations

from typing import Final

import msgspec

from shuke.program.paid_state import Paid

LIMIT_BYTES: Final = 4096
"""The slice's byte limit (law 10)."""


WAITS: Final = -1


class Standing(msgspec.Struct, array_like=True):
    """Where a member stands in one tier set. Days are ordinals of business days, 0 for none.

    What `counts` holds depends on the window: for a rolling one `[first day, amount, days later,
    amount, …]`, for years `[year, amount, …]` of the last two, otherwise nothing.
    """

    tier: str
    since: int
    """The day the tier was reached."""
    first: int
    """The day the member was first seen in this set: member years begin on it."""
    ends: int = 0
    """The last day that is covered: by the period, or by what the window holds."""
    due: int = 0
    """The business day at whose beginning the standing may change by itself."""
    announced: int = 0
    """The drop day that was announced last, while it lies near."""
    before: str = ""
    """The tier before the last change."""
    seq: int = 0
    """The log place of the last change: what was bought up to it led to it."""
    total: int = 0
    """Sum of `counts` for a rolling window, otherwise what was counted since the last judgement."""
    last: int = 0
    """The last day in `counts` of a rolling window."""
    counts: list[int] = []
    shape: int = 0
    """What `counts` and `total` measure and how; other definitions begin anew."""
    begun: int = 0
    """The log place after which counting began: what came before was never counted here.
    `WAITS` while the member's history is to be brought in: until then nothing is counted or judged.
    """
    reach: int = 0
    """The business days that a rolling window has remembered: a shorter one forgot the others."""

    @property
    def waits(self) -> bool:
        """Whether the member's history is still to be brought in."""
        return self.begun == WAITS


class ProgramSlice(msgspec.Struct, array_like=True):
    """The programme's slice."""

    sets: dict[str, Standing] = {}
    caps: dict[str, list[int]] = {}
    """Use of each cap by period: `[period, used, …]`, latest last."""
    waiting: list[tuple[int, str, int]] = []
    """Orders that refunds wait for: (last day of waiting, order id, how many)."""
    due_seconds: int = 0
    """When tiers or waiting refunds next change by themselves, in seconds since 1970; 0: never."""
    paid: dict[str, Paid] = {}
    paid_due_seconds: int = 0
    """When a paid plan next changes by itself; 0: never."""

    def has_plan(self, key: str, day: int) -> bool:
        """Whether a paid plan covers a business day."""
        paid = self.paid.get(key)
        return paid is not None and paid.active(day)

    def tier(self, key: str, lowest: str) -> str:
        """The tier in a set; the lowest one before anything happened."""
        standing = self.sets.get(key)
        return lowest if standing is None else standing.tier
