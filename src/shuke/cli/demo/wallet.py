"""Stored value, which the data does not have, drawn by the fixed seed: who pays in and spends it.

One household in twenty has a wallet. When a purchase finds little in it, the household pays in 50,
100 or 200 dollars a minute before, in two of five cases; what is in the wallet from before pays for
30 to 100 % of two purchases in three. Late tickets are left out. Of what is spent only that is
counted which is surely there: the bonus for 150 of its 180 days or more, and nothing that a refund
brings back, so no payment is ever refused.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from shuke.cli.demo.dataset import Ints, Year
from shuke.cli.demo.draw import DAY_SECONDS, words

WALLET: Final = "wallet"
BONUS: Final = {5_000: 300, 10_000: 800, 20_000: 2_000}
"""What is paid in, and the bonus that the programme's steps give for it, in cents."""
ONE_IN: Final = 20
TENDERS: Final = ("card", "card", "cash", "wechat")

PAID_BEFORE_SECONDS: Final = 60
LITTLE_CENTS: Final = 2_000
LEAST_ORDER_CENTS: Final = 500
BONUS_COUNTED_SECONDS: Final = 150 * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class TopUp:
    """Money paid in at the till where the order of this row is paid."""

    row: int
    at: int
    """Seconds since 1970, UTC."""
    household: int
    number: int
    cents: int
    tender: str


@dataclass(frozen=True, slots=True)
class Wallets:
    """Every top-up, and what stored value pays of which order (by row), in cents."""

    top_ups: tuple[TopUp, ...] = ()
    paid: dict[int, int] = field(default_factory=dict)


NO_WALLETS: Final = Wallets()


@dataclass(slots=True)
class _Balance:
    """What a household surely has."""

    principal: int = 0
    bonus: deque[tuple[int, int]] = field(default_factory=deque)
    """(counted until, cents), the oldest first."""
    count: int = 0

    def at(self, moment: int) -> int:
        """All of it at a moment."""
        while self.bonus and self.bonus[0][0] <= moment:
            self.bonus.popleft()
        return self.principal + sum(cents for _until, cents in self.bonus)

    def spend(self, cents: int) -> None:
        """Take from the bonus first, as the programme does."""
        while cents and self.bonus:
            until, there = self.bonus.popleft()
            taken = min(cents, there)
            cents -= taken
            if there > taken:
                self.bonus.appendleft((until, there - taken))
        self.principal -= cents


def draw_wallets(year: Year, late: Ints) -> Wallets:
    """Who pays in when and how much, and what it pays; `late` are the rows of late tickets."""
    chosen = words(year.household, "wallet") % np.uint64(ONE_IN) == 0
    chosen &= year.total_cents >= LEAST_ORDER_CENTS
    chosen[late] = False
    rows = np.flatnonzero(chosen)
    chance = words(year.basket[rows], "wallet")
    balances: dict[int, _Balance] = {}
    top_ups: list[TopUp] = []
    paid: dict[int, int] = {}
    for row, at, household, total, word in zip(
        rows.tolist(), year.paid_at[rows].tolist(), year.household[rows].tolist(),
        year.total_cents[rows].tolist(), chance.tolist(), strict=True,
    ):  # fmt: skip
        own = balances.setdefault(household, _Balance())
        has = own.at(at)
        if has and word % 3:
            paid[row] = min(has, -(-total * (30 + (word >> 8) % 71) // 100))
            own.spend(paid[row])
            has -= paid[row]
        if has < LITTLE_CENTS and (word >> 16) % 5 < 2:
            cents = tuple(BONUS)[(word >> 24) % len(BONUS)]
            own.count += 1
            own.principal += cents
            own.bonus.append((at + BONUS_COUNTED_SECONDS, BONUS[cents]))
            tender = TENDERS[(word >> 32) % len(TENDERS)]
            before = at - PAID_BEFORE_SECONDS
            top_ups.append(TopUp(row, before, household, own.count, cents, tender))
    return Wallets(tuple(top_ups), paid)
