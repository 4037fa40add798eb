"""What is on its way between members, and the family that a member belongs to.

A family is a subject of its own: its state has a pool here and, like a member's, lots in the
ledger. A member's state names the family it belongs to.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from shuke.ledger import Lot
from shuke.transfer.terms import Within

LIMIT_BYTES: Final = 4096
"""The slice's byte limit (law 10)."""

MAX_OPEN: Final = 5
"""Transfers of one member that may be taken back still."""

MAX_COMING: Final = 10
"""Transfers on their way to one member."""

MAX_LOTS: Final = 24
"""Lots of one transfer: its draws lie in the state until it is closed."""

MAX_POT_LOTS: Final = 100
"""With so many lots of the currency, nothing more comes from others: nothing is merged for them."""

MAX_INVITES: Final = 5
"""Invitations that a member may have at a time; the oldest goes."""

UNANSWERED_SECONDS: Final = 7 * 86_400
"""An offer that nobody answers is over so long after its cooling-off."""

Counted = list[int]
"""[business day, points in it, year, points in it]."""


class Sending(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Points that were sent and are still here: out of which lots, for whom, until when."""

    id: str
    to: str
    currency: str
    draws: list[Lot]
    fee: list[Lot]
    day: int
    """The business day on which it counts."""
    until_seconds: int
    accepted: bool = False


class Coming(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Points on their way to this member."""

    number: str
    giver: str
    currency: str
    amount: int
    lots: int
    day: int
    until_seconds: int


class Invite(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """An invitation of a family."""

    family: str
    head: str
    terms: str
    currency: str
    until_seconds: int


class Mine(msgspec.Struct, array_like=True, gc=False):
    """The family that a member belongs to, or has asked to join."""

    family: str
    terms: str
    currency: str
    head: bool = False
    joined: bool = False
    percent: int = 0
    """So much of what is earned goes into the pool by itself."""


class Part(msgspec.Struct, array_like=True, gc=False):
    """A member's part in a pool: what was put in and what was spent."""

    since_day: int
    put: int = 0
    took: int = 0
    counted: Counted = []
    """What was spent, as limits count it."""


class Pool(msgspec.Struct, array_like=True, gc=False):
    """A family: its head and members in the order of joining; without a head it is dissolved."""

    terms: str
    currency: str
    head: str
    members: dict[str, Part] = {}
    invites: dict[str, int] = {}
    """Who is invited, until when in seconds since 1970 (UTC)."""


class TransferSlice(msgspec.Struct, array_like=True, gc=False):
    """A member's transfers and family, or, with a pool, a family."""

    out: list[Sending] = []
    coming: list[Coming] = []
    sent: dict[str, Counted] = {}
    """What was sent of each currency."""
    got: dict[str, Counted] = {}
    put: Counted = []
    """What was put into a family's pool."""
    due_seconds: int = 0
    """When the slice next changes by itself, in seconds since 1970 (UTC); 0: never."""
    mine: Mine | None = None
    invites: list[Invite] = []
    left_day: int = 0
    """When the member last left a family; 0: never."""
    pool: Pool | None = None


def left(counted: Counted, within: Within, day: int) -> int | None:
    """How much a limit still allows on a business day; None without a limit."""
    lefts = []
    if within.day is not None:
        lefts.append(within.day - (counted[1] if counted and counted[0] == day else 0))
    if within.year is not None:
        same = counted and counted[2] == date.fromordinal(day).year
        lefts.append(within.year - (counted[3] if same else 0))
    return max(min(lefts), 0) if lefts else None


def count(counted: Counted, day: int, amount: int) -> Counted:
    """Count an amount on a business day not before the last; below zero what came back of it.

    What comes back counts only in the day and the year in which it was counted.
    """
    year = date.fromordinal(day).year
    its = counted or [day, 0, year, 0]
    if amount < 0:
        in_day = its[1] + amount if its[0] == day else its[1]
        in_year = its[3] + amount if its[2] == year else its[3]
        return [its[0], max(in_day, 0), its[2], max(in_year, 0)]
    in_day = amount + (its[1] if its[0] == day else 0)
    in_year = amount + (its[3] if its[2] == year else 0)
    return [day, in_day, year, in_year]
