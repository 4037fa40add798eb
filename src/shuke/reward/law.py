"""The wallet's invariants, as functions that answer what is broken; an empty list is fine.

`facts` are a member's rows by table, in the order of (seq, n).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from shuke.reward.state import FREE, LIMIT_BYTES, LOCKED, MAX_HOLDS, RewardSlice

Facts = Mapping[str, Sequence[Mapping[str, Any]]]

AFTER: Final[dict[str | None, frozenset[str]]] = {
    None: frozenset({"issued", "received"}),
    **dict.fromkeys(
        ("issued", "received", "released", "returned"),
        frozenset({"locked", "redeemed", "expired", "void", "given"}),
    ),
    "locked": frozenset({"redeemed", "released"}),
    "redeemed": frozenset({"returned"}),
    "given": frozenset({"received"}),
    "expired": frozenset(),
    "void": frozenset(),
}
"""Which changes may follow which: so a coupon is redeemed once, unless it came back."""

LIVE: Final = frozenset({"issued", "received", "released", "returned"})


def coupons_change_in_order(_reward: RewardSlice, facts: Facts) -> list[str]:
    """Every coupon is in one state at a time, and goes from one to the next as it may."""
    now: dict[str, str] = {}
    broken = []
    for row in facts["reward_coupon"]:
        coupon, change = row["coupon"], row["change"]
        if change not in AFTER[now.get(coupon)]:
            broken.append(f"coupon {coupon} is {change} after it was {now.get(coupon)}")
        now[coupon] = change
    return broken


def wallet_is_what_facts_say(reward: RewardSlice, facts: Facts) -> list[str]:
    """The live coupons of the facts are those of the wallet, free or locked alike."""
    last: dict[str, tuple[str, str, int]] = {}
    for row in facts["reward_coupon"]:
        last[row["coupon"]] = (row["change"], row["template"], row["release"])
    told = {
        coupon: (change == "locked", template, release)
        for coupon, (change, template, release) in last.items()
        if change in LIVE or change == "locked"
    }
    held = {one.id: (one.status != FREE, one.template, one.release) for one in reward.coupons}
    if len(held) != len(reward.coupons):
        return ["a coupon is in the wallet twice"]
    return [
        f"coupon {coupon}: facts say {told.get(coupon)}, the wallet {held.get(coupon)}"
        for coupon in sorted({*told, *held})
        if told.get(coupon) != held.get(coupon)
    ]


def holds_are_sound(reward: RewardSlice, _facts: Facts) -> list[str]:
    """Every locked coupon is in exactly one hold, and a hold holds something."""
    locked = [one.coupon for hold in reward.holds for one in hold.coupons]
    own = [held.id for held in reward.coupons if held.status >= LOCKED]
    broken = []
    if sorted(locked) != sorted(own):
        broken.append(f"holds lock {sorted(locked)}, the wallet says {sorted(own)}")
    for hold in reward.holds:
        amounts = [lot[3] for one in hold.points for lot in one.draws]
        if not (hold.points or hold.coupons or hold.uses or hold.offers) or any(
            amount <= 0 for amount in amounts
        ):
            broken.append(f"hold {hold.id} holds nothing")
    if len(reward.holds) > MAX_HOLDS or len({hold.id for hold in reward.holds}) < len(reward.holds):
        broken.append(f"there are {len(reward.holds)} holds")
    return broken


def redemptions_step_once(_reward: RewardSlice, facts: Facts) -> list[str]:
    """A redemption is claimed once, then fulfilled at most once, and reversed at most once."""
    now: dict[str, str] = {}
    broken = []
    before: dict[str, set[str | None]] = {
        "claimed": {None},
        "fulfilled": {"claimed"},
        "reversed": {"claimed", "fulfilled"},
    }
    for row in facts["reward_gift"]:
        number, step = row["redemption"], row["step"]
        if now.get(number) not in before[step]:
            broken.append(f"redemption {number} is {step} after it was {now.get(number)}")
        now[number] = step
    return broken


def benefits_are_used_as_facts_say(reward: RewardSlice, facts: Facts) -> list[str]:
    """A use is undone at most once, and what is counted was used and not undone."""
    open_uses: dict[str, tuple[str, int]] = {}
    broken = []
    for row in facts["reward_benefit"]:
        use, held = row["use_id"], (row["benefit"], row["count"])
        if (row["act"] == "returned") != (open_uses.get(use) == held):
            broken.append(f"use {use} is {row['act']}, but open is {open_uses.get(use)}")
        if row["act"] == "used":
            open_uses[use] = held
        else:
            open_uses.pop(use, None)
    for benefit, (_period, count) in reward.used.items():
        used = sum(its for name, its in open_uses.values() if name == benefit)
        if not 0 < count <= used:
            broken.append(f"benefit {benefit} counts {count} uses of {used}")
    return broken


def discounts_come_back_once(_reward: RewardSlice, facts: Facts) -> list[str]:
    """Of what a discount gave for an order no more comes back than it gave."""
    stands: dict[tuple[Any, ...], int] = {}
    broken = []
    for row in facts["reward_discount"]:
        its = (row["order_id"], row["source"], row["discount"], row["coupon"])
        if row["act"] == "used":
            stands[its] = stands.get(its, 0) + row["cents"]
            continue
        stands[its] = stands.get(its, -1) - row["cents"]
        if stands[its] < 0:
            broken.append(f"of {its} more comes back than it gave")
    return broken


def offers_count_what_facts_say(reward: RewardSlice, facts: Facts) -> list[str]:
    """A member's limits count no more uses than orders and open holds have made."""
    used: dict[str, int] = {}
    for row in facts["reward_discount"]:
        if row["source"] == "offer" and row["act"] == "used":
            used[row["discount"]] = used.get(row["discount"], 0) + 1
    for hold in reward.holds:
        for one in hold.offers:
            used[one.offer] = used.get(one.offer, 0) + 1
    return [
        f"{key} counts {got[0]} uses of {used.get(key.removeprefix('offer:'), 0)}"
        for key, got in reward.got.items()
        if key.startswith("offer:") and not 0 < got[0] <= used.get(key.removeprefix("offer:"), 0)
    ]


def state_is_small(reward: RewardSlice, _facts: Facts) -> list[str]:
    """Law 10: the slice stays inside its byte limit."""
    size = len(msgspec.msgpack.encode(reward))
    return [f"the slice has {size} bytes of {LIMIT_BYTES}"] if size > LIMIT_BYTES else []


LAWS: Final = {
    "coupons_change_in_order": coupons_change_in_order,
    "wallet_is_what_facts_say": wallet_is_what_facts_say,
    "holds_are_sound": holds_are_sound,
    "redemptions_step_once": redemptions_step_once,
    "benefits_are_used_as_facts_say": benefits_are_used_as_facts_say,
    "discounts_come_back_once": discounts_come_back_once,
    "offers_count_what_facts_say": offers_count_what_facts_say,
    "state_is_small": state_is_small,
}
