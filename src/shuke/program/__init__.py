"""What members get for what they do: points by earning rules, and tiers.

Rules judge an event with the member as it was before; what they gave is kept with the order, so a
refund takes back exactly what the refunded share had earned, by the release of the purchase.
Tiers are judged afterwards, from counters that refunds lower on the day they had raised.
Documents: `earning_rule`, `earning_cap`, `tier_set`, `paid_plan`; see
docs/algorithms/{earning,tiers,paid}.md.
"""

from shuke.program.document import EarningCap, EarningRule
from shuke.program.explain import RefundTold, RuleTold, Step, Told
from shuke.program.foretell import would_earn
from shuke.program.ladder import Tier, TierSet
from shuke.program.order import Order, OrderRepeated, RefundRepeated, RefundTooLarge, order_kept
from shuke.program.paid import left_cents
from shuke.program.paid_plan import PaidPlan
from shuke.program.paid_read import PlanFigures, Renewals, plan_figures, renewals
from shuke.program.paid_sentence import paid_sentence
from shuke.program.paid_state import Paid
from shuke.program.plan import Plan
from shuke.program.progress import Progress, progress
from shuke.program.room import JUDGE, KINDS, QUALIFY, ROOM
from shuke.program.sentence import sentence
from shuke.program.state import ProgramSlice, Standing
from shuke.program.trial import Trial, try_event
from shuke.program.waiting import TooManyWaiting

REDUCERS = (*JUDGE, *QUALIFY)

__all__ = [
    "JUDGE",
    "KINDS",
    "QUALIFY",
    "REDUCERS",
    "ROOM",
    "EarningCap",
    "EarningRule",
    "Order",
    "OrderRepeated",
    "Paid",
    "PaidPlan",
    "Plan",
    "PlanFigures",
    "ProgramSlice",
    "Progress",
    "RefundRepeated",
    "RefundTold",
    "RefundTooLarge",
    "Renewals",
    "RuleTold",
    "Standing",
    "Step",
    "Tier",
    "TierSet",
    "Told",
    "TooManyWaiting",
    "Trial",
    "left_cents",
    "order_kept",
    "paid_sentence",
    "plan_figures",
    "progress",
    "renewals",
    "sentence",
    "try_event",
    "would_earn",
]
