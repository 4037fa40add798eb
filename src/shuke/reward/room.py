"""What rewards bring to the engine: the kinds of definition and the plan."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from shuke.engine import Compiling, Flow, Kind, Reducer, Room, Slice, Timer
from shuke.kernel import Text
from shuke.reward.benefit import BENEFIT_FACTS, USE, benefit_plans, give_back, use
from shuke.reward.benefit_document import Benefit, check_benefit
from shuke.reward.budget_document import Budget, check_budget
from shuke.reward.check import check_coupon, check_offer
from shuke.reward.claiming import claim_code
from shuke.reward.code import look_up
from shuke.reward.document import Coupon, Offer
from shuke.reward.gift import (
    GIFT_FACTS,
    REDEMPTION,
    asked_by,
    asks_of,
    fulfil,
    grant,
    redeem,
    report,
    reveal,
    reverse,
)
from shuke.reward.gift_code import look_up_pool
from shuke.reward.gift_document import Gift, check_gift
from shuke.reward.hold import HOLD, confirm, make, release, tick, write_off
from shuke.reward.issued import ISSUED, PLAN_ISSUED
from shuke.reward.law import LAWS
from shuke.reward.life import COUPON, COUPON_FACTS
from shuke.reward.order import cancel_plan, on_event
from shuke.reward.pack import claim_pack, issue_pack
from shuke.reward.pack_document import Pack, check_pack
from shuke.reward.paying import PRICING_FACTS
from shuke.reward.payment import PointsPayment, check_payment
from shuke.reward.plan import Plan, plan
from shuke.reward.redeemed import REDEEMED
from shuke.reward.state import LIMIT_BYTES, RewardSlice
from shuke.reward.used import DISCOUNT_FACTS, DISCOUNTS
from shuke.reward.wallet import claim, give, issue, receive, void
from shuke.reward.wallet_document import IssueRule, check_issue_rule
from shuke.reward.wallet_plan import wallet_plan

KINDS: Final = (
    Kind("coupon", Coupon, Text(en="Coupon template", zh="券模板"), "reward", check_coupon),
    Kind("budget", Budget, Text(en="Budget", zh="预算"), "reward", check_budget),
    Kind("offer", Offer, Text(en="Offer", zh="优惠"), "reward", check_offer),
    Kind("issue_rule", IssueRule, Text(en="Issue rule", zh="发券规则"), "reward", check_issue_rule),
    Kind(
        "points_payment",
        PointsPayment,
        Text(en="Points as payment", zh="积分抵现"),
        "reward",
        check_payment,
    ),
    Kind("gift", Gift, Text(en="Gift", zh="礼品"), "reward", check_gift),
    Kind("pack", Pack, Text(en="Pack", zh="礼包"), "reward", check_pack),
    Kind("benefit", Benefit, Text(en="Benefit", zh="权益"), "reward", check_benefit),
)


def _plan(compiling: Compiling) -> Plan:
    made = plan(compiling)
    made.wallet = wallet_plan(compiling)
    made.benefits = benefit_plans(compiling)
    return made


FLOWS: Final = (
    Flow("reward_coupon", by=("template", "change", "funder"), amount="amount_cents"),
    Flow("reward_gift", by=("gift", "step", "funder"), amount="amount_cents"),
    Flow("reward_benefit", by=("benefit", "act", "funder"), amount="cost_cents"),
    Flow("reward_discount", by=("discount", "act", "source", "funder"), amount="cents"),
)
"""What a back-test adds up: what happened to coupons, gifts and benefits, what discounts gave, and
the money of it."""

ROOM: Final = Room(
    name="reward",
    slice=Slice("reward", RewardSlice, LIMIT_BYTES),
    timers=(Timer("reward", attrgetter("reward.due_seconds"), tick),),
    records=(COUPON, HOLD, REDEEMED, ISSUED, PLAN_ISSUED, REDEMPTION, USE, DISCOUNTS),
    facts=(COUPON_FACTS, GIFT_FACTS, BENEFIT_FACTS, DISCOUNT_FACTS, PRICING_FACTS),
    kinds=KINDS,
    plan=_plan,
    flows=FLOWS,
    asked_by=asked_by,
    asks_of=asks_of,
    look_ups={
        "coupon.claim_code": look_up,
        "gift.redeem": look_up_pool,
        "gift.grant": look_up_pool,
    },
    laws=LAWS,
)

JUDGE: tuple[Reducer, ...] = (Reducer("reward.event", on_event),)
"""Runs before the event changes the member: rules see him as he was."""

COMMANDS: tuple[Reducer, ...] = tuple(
    Reducer(f"reward.{kind}", fold, frozenset({kind}))
    for kind, fold in (
        ("coupon.issue", issue),
        ("coupon.claim", claim),
        ("coupon.claim_code", claim_code),
        ("coupon.give", give),
        ("coupon.receive", receive),
        ("coupon.void", void),
        ("pack.issue", issue_pack),
        ("pack.claim", claim_pack),
        ("plan.cancel", cancel_plan),
        ("hold.make", make),
        ("hold.confirm", confirm),
        ("hold.release", release),
        ("gift.redeem", redeem),
        ("gift.grant", grant),
        ("gift.fulfil", fulfil),
        ("gift.reverse", reverse),
        ("gift.reveal", reveal),
        ("donation.report", report),
        ("benefit.use", use),
        ("benefit.return", give_back),
        ("member.erased", write_off),
    )
)
"""Each answers to one event type. What an erased member held goes back before the ledger ends."""
