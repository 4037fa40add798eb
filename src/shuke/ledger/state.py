"""The ledger's slice of a member's state: one pot per currency, its lots sorted by expiry.

A lot is a plain tuple so that `bisect` finds it, and everything is kept sorted: the next lot to
expire and the next to become usable are always the first. Lots are looked up by what they are
(expiry day, month, funder), never by a number, so two orders of a day share one.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final, NamedTuple

import msgspec

from shuke.ledger.date import IDLE, NEVER

LIMIT_BYTES: Final = 6144
"""The slice's byte limit (law 10)."""

MONTHLY_FROM: Final = 36
"""With so many lots, a new lot lives on to the end of its last month, so that lots merge."""

YEARLY_FROM: Final = 72
"""With so many lots, a new lot lives on to the end of its last year."""

MAX_WAITS: Final = 100
"""How many waiting lots an opening balance may fill; credits wait 90 days at the most."""

LAPSED_DAYS: Final = 90
"""How long an expired lot is remembered, so that a refund does not charge it a second time."""

Lot = tuple[int, int, int, int]
"""(expiry day, month, funder, amount): month 0 for lots merged over months."""

Source = str | tuple[str, str]
"""Who pays for a lot; (who pays, brand) where it is not of the main brand."""

Wait = tuple[int, int, int, int, int]
"""(usable day, expiry day, month, funder, amount)."""


class Pot(msgspec.Struct, array_like=True, gc=False):
    """What a member holds of one currency.

    `usable` is the sum of `lots`, or minus the debt, and then there are no lots. Days are ordinals.
    """

    usable: int = 0
    pending: int = 0
    lots: list[Lot] = []
    waits: list[Wait] = []
    lapsed: list[Lot] = []
    """Lots that expired in the last days: their first number is the last day they lived."""
    funders: list[Source] = []
    """Who pays, and for which brand; lots hold the place in this list."""
    idle_day: int = 0
    """The last day of the lots that live by activity; 0 when there are none."""

    def next_day(self) -> int:
        """The business day at whose beginning the pot changes by itself; NEVER if it does not."""
        day = NEVER
        if self.lots:
            day = self.lots[0][0] + 1
        if self.waits and self.waits[0][0] < day:
            day = self.waits[0][0]
        if self.idle_day and self.idle_day < day:
            day = self.idle_day + 1
        return day


class Standing(msgspec.Struct, array_like=True, gc=False):
    """What a member's stored value is beside its two pots."""

    frozen: bool = False
    day: int = 0
    """The business day (ordinal) that `day_cents` was paid in on."""
    day_cents: int = 0


class LedgerSlice(msgspec.Struct, array_like=True, gc=False):
    """All pots of a member and the next moment at which one of them changes by itself."""

    pots: dict[str, Pot] = {}
    next_day: int = NEVER
    due_seconds: int = 0
    """That moment in seconds since 1970 (UTC); 0 when there is none."""
    held: dict[str, int] = {}
    """What open holds have taken out of the lots, by currency; the holds say from which."""
    values: dict[str, Standing] = {}
    """By stored value, once something was paid in or it was frozen."""

    def usable(self, currency: str) -> int:
        """What can be spent now; negative when the member owes."""
        pot = self.pots.get(currency)
        return 0 if pot is None else pot.usable

    def pending(self, currency: str) -> int:
        """What is issued but not usable yet."""
        pot = self.pots.get(currency)
        return 0 if pot is None else pot.pending

    def expiring(self, currency: str, today: int, days: int) -> int:
        """What will have expired `days` days from now if nothing happens: last day < today + days.

        Counts usable lots only; with 30 days, a lot whose last day is the 29th day after today is
        in, one that still lives on the 30th is out.
        """
        pot = self.pots.get(currency)
        if pot is None:
            return 0
        total, end = 0, today + days
        for until, _month, _funder, amount in pot.lots:
            if (pot.idle_day if until == IDLE else until) < end:
                total += amount
        return total


class Balance(NamedTuple):
    """What a member holds of a currency: `usable` and `debt` are never both above zero."""

    usable: int
    pending: int
    debt: int


def balance(ledger: LedgerSlice, currency: str, day: int) -> Balance:
    """The balance on a business day not before the state's own, with what falls due until then."""
    pot = ledger.pots.get(currency)
    if pot is None:
        return Balance(0, 0, 0)
    usable, pending = pot.usable, pot.pending
    if pot.next_day() <= day:
        for until, _month, _funder, amount in pot.lots:
            if until < day or (until == IDLE and pot.idle_day < day):
                usable -= amount
        for start, until, _month, _funder, amount in pot.waits:
            if start <= day:
                pending -= amount
                if until >= day and not (until == IDLE and pot.idle_day < day):
                    usable += amount
    return Balance(max(usable, 0), pending, max(-usable, 0))


def pot_of(ledger: LedgerSlice, currency: str) -> Pot:
    """The member's pot of a currency, made when it is the first time."""
    pot = ledger.pots.get(currency)
    if pot is None:
        pot = ledger.pots[currency] = Pot()
    return pot


def funder_of(pot: Pot, source: Source) -> int:
    """The source's place in the pot's list, which only grows: parts of orders point into it."""
    funders = pot.funders
    if source in funders:
        return funders.index(source)
    funders.append(source)
    return len(funders) - 1


def split(source: Source) -> tuple[str, str | None]:
    """(who pays, brand): None is the main brand."""
    return source if isinstance(source, tuple) else (source, None)


def put(lots: list[Lot], until: int, month: int, funder: int, amount: int) -> None:
    """Add to the lot of this expiry, month and funder, or make it, in its place."""
    key = (until, month, funder, 0)
    place = bisect_left(lots, key)
    if place < len(lots):
        lot = lots[place]
        if lot[0] == until and lot[1] == month and lot[2] == funder:
            lots[place] = (until, month, funder, lot[3] + amount)
            return
    lots.insert(place, (until, month, funder, amount))


def take(lots: list[Lot], until: int, month: int, funder: int, amount: int) -> int:
    """Take up to `amount` from one lot; answer how much there was."""
    place = bisect_left(lots, (until, month, funder, 0))
    if place == len(lots):
        return 0
    lot = lots[place]
    if lot[0] != until or lot[1] != month or lot[2] != funder:
        return 0
    left = lot[3] - amount
    if left > 0:
        lots[place] = (until, month, funder, left)
        return amount
    del lots[place]
    return lot[3]


def put_wait(waits: list[Wait], wait: Wait) -> None:
    """Add to the waiting lot of these days, month and funder, or make it, in its place."""
    start, until, month, funder, amount = wait
    if waits and waits[-1][:4] == wait[:4]:
        # Mostly it is the lot that the same order has just made.
        waits[-1] = (start, until, month, funder, waits[-1][4] + amount)
        return
    place = _place(waits, start, until, month, funder)
    if place >= 0:
        waits[place] = (start, until, month, funder, waits[place][4] + amount)
    else:
        waits.insert(~place, wait)


def take_wait(waits: list[Wait], wait: Wait) -> int:
    """Take up to the amount from one waiting lot; answer how much there was."""
    start, until, month, funder, amount = wait
    place = _place(waits, start, until, month, funder)
    if place < 0:
        return 0
    held = waits[place][4]
    if held > amount:
        waits[place] = (start, until, month, funder, held - amount)
        return amount
    del waits[place]
    return held


def _place(waits: list[Wait], start: int, until: int, month: int, funder: int) -> int:
    """Where the waiting lot stands; when there is none, ~place of where it would."""
    place = bisect_left(waits, (start, until, month, funder, 0))
    if place < len(waits):
        wait = waits[place]
        if wait[0] == start and wait[1] == until and wait[2] == month and wait[3] == funder:
            return place
    return ~place
