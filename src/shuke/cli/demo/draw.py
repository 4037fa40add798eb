"""What the data does not have, drawn by a fixed seed: refunds, late tickets, points spent.

A draw is a hash of the basket's number, so it depends on nothing but the data and the seed, on any
machine and in any version of any library.

- Refunds: 5 % of all orders (7,792), 1 to 30 days after the purchase. Every second one is whole;
  the others give back a third of the lines (rounded up), every fourth of these only half of each
  line's amount.
- Late tickets: 1 % of all orders (1,558) come in 1 to 20 days after their own time.
- Spends: at one purchase in five, a member who surely can spends hundreds of points at the till.
  "Surely" counts only what the base rule gave on purchases from 9 to 150 days ago, less every
  spend of that time and more than any refund can have taken, so no spend is ever refused.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from shuke.cli.demo.dataset import Flags, Ints, Year

SEED: Final = 20170101
REFUND_SHARE: Final = 0.05
LATE_SHARE: Final = 0.01
SPEND_ONE_IN: Final = 5
SPEND_STEP: Final = 100
SPEND_AT_MOST: Final = 2_000

DAY_SECONDS: Final = 86_400
_USABLE_AFTER: Final = 9 * DAY_SECONDS
_COUNTED_UNTIL: Final = 150 * DAY_SECONDS

# More than all rules together can have given for an order: five times the base rule and the fixed
# bonuses; and the deepest debt that the programme's refund policy leaves open.
_REFUND_TIMES: Final = 5
_REFUND_FIXED: Final = 150
_DEBT_FLOOR: Final = 200

Words = np.ndarray[Any, np.dtype[np.uint64]]


@dataclass(frozen=True, slots=True)
class Draws:
    """What was drawn; orders are named by their row in the year. All moments in seconds, UTC."""

    refunded: Ints
    refunded_at: Ints
    partial: Flags
    late: Ints
    late_at: Ints
    spent_by: Ints
    """Household per spend."""
    spent_at: Ints
    spent_points: Ints

    @property
    def partial_refunds(self) -> int:
        """How many refunds give back only a part."""
        return int(self.partial.sum())


def nothing() -> Draws:
    """The plain year: no refunds, no late tickets, no spends."""
    none = np.array([], np.int64)
    return Draws(none, none, none.astype(np.bool_), none, none, none, none, none)


def draw(year: Year) -> Draws:
    """Draw refunds, late tickets and spends for a year."""
    refunded, refunded_at, partial = _refunds(year)
    late, late_at = _late(year)
    spent_by, spent_at, spent_points = _spends(year, refunded, refunded_at, late)
    return Draws(refunded, refunded_at, partial, late, late_at, spent_by, spent_at, spent_points)


def words(numbers: Ints, purpose: str) -> Words:
    """One 64-bit word per number: SplitMix64 (Steele, Lea, Flood 2014) of number, seed, purpose."""
    salt = SEED
    for letter in purpose.encode():
        salt = (salt * 1_000_003 + letter) % 2**63
    state = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(salt)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


def refund_lines(year: Year, row: int) -> list[tuple[int, int]]:
    """What a partial refund gives back: (line, cents), lines counted from 1, in their order."""
    start, stop = int(year.line_start[row]), int(year.line_start[row + 1])
    paid = year.paid_cents[start:stop]
    paying = np.flatnonzero(paid > 0)
    basket = int(year.basket[row])
    ranks = words(paying + np.int64(basket * 512), "refund line")
    chosen = np.sort(paying[np.argsort(ranks, kind="stable")[: -(-len(paying) // 3)]])
    half = int(words(np.array([basket]), "refund half")[0] % np.uint64(4)) == 0
    return [(int(i) + 1, max(int(paid[i]) // 2, 1) if half else int(paid[i])) for i in chosen]


def _refunds(year: Year) -> tuple[Ints, Ints, Flags]:
    delays = _between(year, "refund delay", 1 * DAY_SECONDS, 30 * DAY_SECONDS)
    fits = (year.paid_at + delays <= year.paid_at[-1]) & (year.total_cents > 0)
    paying_lines = np.add.reduceat((year.paid_cents > 0).astype(np.int64), year.line_start[:-1])
    chosen = _lowest(year, "refund", fits, REFUND_SHARE)
    splits = chosen[paying_lines[chosen] > 1]
    ranks = words(year.basket[splits], "refund partial")
    halves = splits[np.argsort(ranks, kind="stable")[: len(chosen) // 2]]
    return chosen, (year.paid_at + delays)[chosen], np.isin(chosen, halves)


def _late(year: Year) -> tuple[Ints, Ints]:
    delays = _between(year, "late delay", 1 * DAY_SECONDS, 20 * DAY_SECONDS)
    fits = year.paid_at + delays <= year.paid_at[-1]
    chosen = _lowest(year, "late", fits, LATE_SHARE)
    return chosen, (year.paid_at + delays)[chosen]


def _lowest(year: Year, purpose: str, fits: Flags, share: float) -> Ints:
    """The rows with the lowest words among those that fit: an exact share of all orders."""
    candidates = np.flatnonzero(fits)
    ranks = words(year.basket[candidates], purpose)
    count = round(len(year.basket) * share)
    return np.sort(candidates[np.argsort(ranks, kind="stable")[:count]])


def _between(year: Year, purpose: str, low: int, high: int) -> Ints:
    drawn = words(year.basket, purpose) % np.uint64(high - low + 1)
    return drawn.astype(np.int64) + low


def _spends(year: Year, refunded: Ints, refunded_at: Ints, late: Ints) -> tuple[Ints, Ints, Ints]:
    base = year.earning_cents // 100
    taken = np.zeros(len(base), np.int64)
    taken[refunded] = base[refunded] * _REFUND_TIMES + _REFUND_FIXED
    base[late] = 0
    # Per purchase: +points once they count, out again when they get old; refunds the other way.
    moves: list[tuple[int, int, int, int]] = []
    moves += _moves(year.paid_at + _USABLE_AFTER, year.household, base)
    moves += _moves(year.paid_at + _COUNTED_UNTIL, year.household, -base)
    moves += _moves(refunded_at, year.household[refunded], -taken[refunded])
    moves += _moves(refunded_at + _COUNTED_UNTIL, year.household[refunded], taken[refunded])
    chance = words(year.basket, "spend")
    wishes = np.flatnonzero(chance % np.uint64(SPEND_ONE_IN) == 0)
    wishes = wishes[~np.isin(wishes, late)]
    share = (chance[wishes] >> np.uint64(8)) % np.uint64(100)
    asked = zip(
        (year.paid_at[wishes] - 30).tolist(),
        (1,) * len(wishes),
        year.household[wishes].tolist(),
        (share.astype(np.int64) + 1).tolist(),
        strict=True,
    )
    return _walk(sorted([*moves, *asked]))


def _moves(at: Ints, household: Ints, points: Ints) -> list[tuple[int, int, int, int]]:
    some = np.flatnonzero(points)
    return list(
        zip(
            at[some].tolist(),
            (0,) * len(some),
            household[some].tolist(),
            points[some].tolist(),
            strict=True,
        )
    )


def _walk(steps: list[tuple[int, int, int, int]]) -> tuple[Ints, Ints, Ints]:
    """Go through the year once and grant each wish what surely is there, in whole hundreds."""
    sure: dict[int, int] = {}
    back: deque[tuple[int, int, int]] = deque()
    found: list[tuple[int, int, int]] = []
    for at, wish, household, amount in steps:
        while back and back[0][0] <= at:
            _, who, points = back.popleft()
            sure[who] = sure.get(who, 0) + points
        if not wish:
            sure[household] = sure.get(household, 0) + amount
            continue
        most = min(sure.get(household, 0) - _DEBT_FLOOR, SPEND_AT_MOST) // SPEND_STEP
        if most <= 0:
            continue
        points = (most * amount + 99) // 100 * SPEND_STEP
        sure[household] -= points
        back.append((at + _COUNTED_UNTIL, household, points))
        found.append((household, at, points))
    columns = np.array(found, np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]
