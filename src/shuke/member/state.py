"""The member slice: what the fold must know of a person, and nothing that identifies one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

SLICE_LIMIT_BYTES = 4096
ERASED = -1
"""Stands for `created_at` of a member who was erased: nothing else is left in the slice."""
PROFILE_LIMIT_BYTES = 2048

Stored = bool | int | str
"""A describing profile value in the state: a date is its ordinal, a month-day is month·100+day."""


class MemberSlice(msgspec.Struct, array_like=True):
    """One member. Moments are Unix seconds and days are ordinals; 0 means never.

    Fields are only ever appended. `orders` counts paid orders and never falls; `spent_cents` is
    what was paid less what was given back, and below zero while a refund waits for its order.
    """

    created_at: int = 0
    registered_at: int = 0
    registered_day: int = 0
    channel: str | None = None
    code: str | None = None
    provisional: bool = False
    identities: int = 0
    orders: int = 0
    spent_cents: int = 0
    first_order_at: int = 0
    last_order_at: int = 0
    last_order_day: int = 0
    profile: dict[str, Stored] = {}
    gifts: list[str] = []
    """Keys of the new-member gifts that were given: each once, whatever happens later."""

    @property
    def erased(self) -> bool:
        """Nothing may happen to this member any more."""
        return self.created_at == ERASED

    @property
    def birthday(self) -> int | None:
        """The profile field `birthday` as the ordinal of the date of birth.

        Declared as a month-day it lies in the year 4: a leap year, and before any lunar table.
        """
        value = self.profile.get("birthday")
        if type(value) is not int:
            return None
        if value <= 1231:
            return date(4, value // 100, value % 100).toordinal()
        return value


def moment(seconds: int) -> datetime | None:
    """Unix seconds of the slice as an aware UTC moment; None for never."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def columns(
    member: MemberSlice,
) -> tuple[datetime | None, datetime | None, int, str | None, bool]:
    """The indexed columns: registered_at, last_order_at, orders, channel, provisional."""
    return (
        moment(member.registered_at),
        moment(member.last_order_at),
        member.orders,
        member.channel,
        member.provisional,
    )
