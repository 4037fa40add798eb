"""What members may use: coupons and offers, and what they take off a cart.

An offer applies by itself, a coupon when its holder uses it; both share their terms. A quote prices
a cart without changing anything, and the same engine prices the order when it is paid.
A wallet holds a member's coupons; a hold keeps points and coupons for an order that is not paid
yet, all or nothing. Gifts are redeemed for points, benefits used as often as their quota allows.
Documents: `coupon`, `offer`, `issue_rule`, `points_payment`, `gift`, `benefit`; see
docs/algorithms/{quote,hold}.md.
"""

# fmt: off
# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.reward import draw
from shuke.reward.benefit_document import Benefit
from shuke.reward.budget import Counter, coupon_budget, shared_counters
from shuke.reward.budget_document import Budget
from shuke.reward.cart import Basket, Cart, CartInvalid, CartLine, order_of
from shuke.reward.code import (
    CODE_KIND, MOST_AT_ONCE, add_codes, make_codes, normal, normal_codes,
)
from shuke.reward.document import Coupon, Offer
from shuke.reward.ending import last_day
from shuke.reward.entitlement import Entitlement, entitlements
from shuke.reward.error import (
    CodeUnknown, GiftClosed, GiftConditionUnmet, GiftLimitReached, GiftNotGiven, HoldUnknown,
)
from shuke.reward.gift import refusal as gift_refusal
from shuke.reward.gift import stock_of as gift_stock
from shuke.reward.gift_code import (
    add_gift_codes,
    assign_code,
    pool_of,
    pool_sizes,
    seen_code,
    seen_codes,
)
from shuke.reward.gift_document import Donation, Gift, VirtualCode
from shuke.reward.gift_sentence import benefit_sentence, gift_sentence, pack_sentence
from shuke.reward.hidden import is_hidden, opened_of
from shuke.reward.held import HeldCoupon, held_of
from shuke.reward.lint import Looked, Product, Warned, Worst, lint, products_of
from shuke.reward.order import refund
from shuke.reward.pack import PACK_CODE, why_no_pack
from shuke.reward.pack_document import Pack
from shuke.reward.payment import PointsNotTaken, PointsPayment, PointsUse, Wanted
from shuke.reward.plan import Plan
from shuke.reward.quote import Judged, LinePrice, Part, Quote, quote
from shuke.reward.reason import Reason
from shuke.reward.room import COMMANDS, JUDGE, KINDS, ROOM
from shuke.reward.sentence import budget_sentence, sentence
from shuke.reward.state import FREE, Held, Hold, RewardSlice
from shuke.reward.supposed import Supposed
from shuke.reward.value_payment import ValueUse, ValueWanted
from shuke.reward.wallet import stock_of as coupon_stock
from shuke.reward.wallet import why_not as why_no_coupon

__all__ = [
    "CODE_KIND", "COMMANDS", "FREE", "JUDGE", "KINDS", "MOST_AT_ONCE", "PACK_CODE", "ROOM",
    "Basket", "Benefit", "Budget", "Cart", "CartInvalid", "CartLine", "CodeUnknown", "Counter",
    "Coupon", "Donation", "Entitlement", "Gift", "GiftClosed", "GiftConditionUnmet",
    "GiftLimitReached", "GiftNotGiven", "Held", "HeldCoupon", "Hold", "HoldUnknown", "Judged",
    "LinePrice", "Looked", "Offer", "Pack", "Part", "Plan", "PointsNotTaken", "PointsPayment",
    "PointsUse", "Product", "Quote", "Reason", "RewardSlice", "Supposed", "ValueUse", "ValueWanted",
    "VirtualCode", "Wanted", "Warned", "Worst", "add_codes", "add_gift_codes", "assign_code",
    "benefit_sentence", "budget_sentence", "coupon_budget", "coupon_stock", "draw",
    "entitlements", "gift_refusal", "gift_sentence", "gift_stock", "held_of", "is_hidden",
    "last_day", "lint", "make_codes", "normal", "normal_codes", "opened_of", "order_of",
    "pack_sentence", "pool_of", "pool_sizes", "products_of", "quote", "refund", "seen_code",
    "seen_codes", "sentence", "shared_counters", "why_no_coupon", "why_no_pack",
]
# fmt: on
