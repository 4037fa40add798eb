"""What members may use: coupons and offers, and what they take off a cart.

An offer applies by itself, a coupon when its holder uses it; both share their terms. A quote prices
a cart without changing anything, and the same engine prices the order when it is paid.
Documents: `coupon`, `offer`; see docs/algorithms/quote.md.
"""

from shuke.reward.document import Coupon, Offer
from shuke.reward.plan import Plan
from shuke.reward.room import KINDS, ROOM

__all__ = ["KINDS", "ROOM", "Coupon", "Offer", "Plan"]
