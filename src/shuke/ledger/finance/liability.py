"""The contract liability of points (IFRS 15, ASC 606, CAS 14), in whole cents; pure reckoning.

A sale that earns points is paid for two things: the goods, and the right to use the points later.
The price is shared by relative stand-alone price; the points' share is a liability until they are
used, recognised as used ÷ expected to be used, with what is left at the last expiry. An estimate
that changes is caught up with at once, over everything that was used so far.
"""

from __future__ import annotations

from fractions import Fraction

import msgspec

from shuke.ledger.brand import MAIN
from shuke.ledger.valuation import Worth


class Pool(msgspec.Struct, kw_only=True, frozen=True):
    """The points of one month of earning, brand and funder: points, and the money that stands for
    them."""

    month: int
    """E.g. 202611; 0 for points without a month."""
    funder: str
    brand: str = MAIN
    points: int = 0
    """Issued less reversed, adjusted."""
    used: int = 0
    """Spent less returned, and what settled debts."""
    expired: int = 0
    expected: int = 0
    """Used in the end by the estimate."""
    deferred_cents: int = 0
    recognised_cents: int = 0

    @property
    def held(self) -> int:
        """What members hold of them."""
        return self.points - self.used - self.expired

    @property
    def liability_cents(self) -> int:
        """What is deferred and not recognised yet."""
        return self.deferred_cents - self.recognised_cents


class Moved(msgspec.Struct):
    """What a period moved in a pool, in points, each of them zero or above but `used`."""

    sold: int = 0
    free: int = 0
    taken: int = 0
    used: int = 0
    expired: int = 0
    paid_cents: int = 0
    """What the orders cost that earned `sold`."""


class Movement(msgspec.Struct, kw_only=True):
    """How a liability went from opening to closing, in cents:
    opening + allocated + provided − reversed − redeemed − breakage − catch_up = closing."""

    opening: int = 0
    allocated: int = 0
    """The points' share of the sales that earned them."""
    provided: int = 0
    """Points given without a sale, at their stand-alone price."""
    reversed: int = 0
    """Went back to the price of refunded sales, or left by an adjustment."""
    redeemed: int = 0
    """Revenue for points used, at what is deferred for each."""
    breakage: int = 0
    """Revenue for points that nobody is expected to use, and the rest at expiry."""
    catch_up: int = 0
    """Revenue (below zero: taken back) because the estimate changed, on what was used before."""
    closing: int = 0

    def plus(self, other: Movement) -> Movement:
        """Both together."""
        return Movement(
            **{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__}
        )


def rounded(value: Fraction) -> int:
    """Half away from zero, as accountants round."""
    return int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))


def stand_alone_cents(points: int, worth: Worth, rate_bp: int) -> Fraction:
    """Stand-alone price of points: worth × the part that is expected to be used."""
    return Fraction(points * worth.cents * rate_bp, worth.points * 10_000)


def allocate(paid_cents: int, points: int, worth: Worth, rate_bp: int) -> int:
    """The points' share of a price by relative stand-alone price; the goods' is what was paid."""
    own = stand_alone_cents(points, worth, rate_bp)
    whole = paid_cents + own
    return rounded(paid_cents * own / whole) if whole else 0


def expected_by_rate(points: int, used: int, held: int, rate_bp: int) -> int:
    """Used in the end at a flat rate: never less than was used, nor more than still can be."""
    return min(used + held, max(used, rounded(Fraction(points * rate_bp, 10_000))))


def advance(
    pool: Pool, moved: Moved, expected: int, worth: Worth, rate_bp: int
) -> tuple[Pool, Movement]:
    """A pool one period on: recognised is deferred × used ÷ expected, the change is told apart."""
    allocated = allocate(moved.paid_cents, moved.sold, worth, rate_bp)
    provided = rounded(stand_alone_cents(moved.free, worth, rate_bp))
    before = pool.points + moved.sold + moved.free
    full = pool.deferred_cents + allocated + provided
    back = rounded(Fraction(full * min(moved.taken, before), before)) if before > 0 else 0
    points, used = before - moved.taken, pool.used + moved.used
    deferred = full - back
    expired = pool.expired + moved.expired
    held = points - used - expired
    if held <= 0:
        expected, recognised = used, deferred
    else:
        recognised = rounded(Fraction(deferred * used, expected)) if expected > 0 else 0
        recognised = min(deferred, max(0, recognised))
    caught = 0
    if held > 0 and expected > 0 and pool.used and pool.points and points > 0:
        # The new estimate on the old points, as if it had been known when they were used.
        then = Fraction(pool.deferred_cents * pool.used * points, expected * pool.points)
        caught = min(pool.deferred_cents, rounded(then)) - pool.recognised_cents
    redeemed = rounded(Fraction(deferred * moved.used, points)) if points > 0 else 0
    gained = recognised - pool.recognised_cents
    after = Pool(
        month=pool.month, funder=pool.funder, brand=pool.brand,
        points=points, used=used, expired=expired,
        expected=expected, deferred_cents=deferred, recognised_cents=recognised,
    )  # fmt: skip
    return after, Movement(
        opening=pool.liability_cents, allocated=allocated, provided=provided, reversed=back,
        redeemed=redeemed, breakage=gained - caught - redeemed, catch_up=caught,
        closing=after.liability_cents,
    )  # fmt: skip
