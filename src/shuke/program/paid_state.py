"""A member's standing in paid plans: part of the programme's slice."""

from __future__ import annotations

import msgspec

Period = tuple[int, int, int]
"""(first day, last day, paid cents); a trial has 0 cents."""


class Paid(msgspec.Struct, array_like=True, gc=False):
    """A member's standing in one plan. Days are ordinals."""

    periods: list[Period] = []
    """The present one and those ahead; the last one that ended, while its grace lasts."""
    auto_renew: bool = False
    tried: bool = False
    told: int = 0
    """The last day that a notice was given for."""
    ended: int = 0
    """The last day when the plan has ended and that was said."""

    def active(self, day: int) -> bool:
        """Whether a period covers a day."""
        return any(first <= day <= last for first, last, _cents in self.periods)

    def last(self) -> int:
        """The last day that is paid for; 0 when there is none."""
        return self.periods[-1][1] if self.periods else 0
