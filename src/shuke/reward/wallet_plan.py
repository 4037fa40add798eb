"""What the wallet asks of a release, compiled once: issue rules by event type, claim conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shuke.engine import Compiling
from shuke.reward.limit import counted_as
from shuke.reward.limit import limited as is_limited
from shuke.rule import Judge, compile_condition

if TYPE_CHECKING:
    from shuke.reward.document import Coupon, Offer
    from shuke.reward.gift_document import Gift
    from shuke.reward.pack_document import Pack
    from shuke.reward.wallet_document import IssueRule


@dataclass(frozen=True, slots=True)
class RulePlan:
    """An issue rule of a release."""

    key: str
    version: int
    template: str | None
    count: int
    pack: str | None
    condition: Judge | None


@dataclass(frozen=True, slots=True)
class WalletPlan:
    """The wallet's part of a release's rewards."""

    rules: dict[str, tuple[RulePlan, ...]]
    """Issue rules by the event type they listen to, in the order of their keys."""
    claim_if: dict[str, Judge]
    """Who may claim, by template; a template that is missing asks nothing."""
    limited: frozenset[str]
    """What counts how many a member ever got."""
    gifts: dict[str, Gift]
    gift_if: dict[str, Judge]
    """Who may redeem, by gift; a gift that is missing asks nothing."""
    packs: dict[str, Pack]
    pack_if: dict[str, Judge]
    """Who may claim, by pack; a pack that is missing asks nothing."""
    openers: dict[str, tuple[tuple[str, Judge | None], ...]]
    """Hidden gifts by the event type that opens them, each with its condition."""


def wallet_plan(compiling: Compiling) -> WalletPlan:
    """Compile what the wallet needs of a release."""
    catalogue = compiling.catalogue
    rules: dict[str, tuple[RulePlan, ...]] = {}
    documents: dict[str, IssueRule] = dict(compiling.documents.get("issue_rule", {}))
    for key, document in sorted(documents.items()):
        condition = None
        if document.condition is not None:
            condition = compile_condition(document.condition, catalogue)
        version = compiling.version("issue_rule", key)
        one = RulePlan(key, version, document.coupon, document.count, document.pack, condition)
        rules[document.when] = (*rules.get(document.when, ()), one)
    coupons: dict[str, Coupon] = dict(compiling.documents.get("coupon", {}))
    claim_if = {
        key: compile_condition(coupon.claim_if, catalogue)
        for key, coupon in coupons.items()
        if coupon.claim_if is not None
    }
    gifts: dict[str, Gift] = dict(sorted(compiling.documents.get("gift", {}).items()))
    gift_if = {
        key: compile_condition(gift.condition, catalogue)
        for key, gift in gifts.items()
        if gift.condition is not None
    }
    packs: dict[str, Pack] = dict(sorted(compiling.documents.get("pack", {}).items()))
    pack_if = {
        key: compile_condition(pack.claim_if, catalogue)
        for key, pack in packs.items()
        if pack.claim_if is not None
    }
    openers: dict[str, tuple[tuple[str, Judge | None], ...]] = {}
    for key, gift in gifts.items():
        if gift.opened_by is not None:
            asked = gift.opened_by.condition
            judge = None if asked is None else compile_condition(asked, catalogue)
            when = gift.opened_by.when
            openers[when] = (*openers.get(when, ()), (key, judge))
    limited = {key for key, its in coupons.items() if its.per_member is not None}
    limited |= {f"gift:{key}" for key, its in gifts.items() if its.per_member or its.per_period}
    limited |= {f"pack:{key}" for key, its in packs.items() if its.per_member}
    offers: dict[str, Offer] = dict(compiling.documents.get("offer", {}))
    limited |= {counted_as(key) for key, its in offers.items() if is_limited(its)}
    return WalletPlan(rules, claim_if, frozenset(limited), gifts, gift_if, packs, pack_if, openers)
