"""What members get for what they do: points by earning rules, and tiers.

Rules judge an event with the member as it was before; what they gave is kept with the order, so a
refund takes back exactly what the refunded share had earned, by the release of the purchase.
Tiers are judged afterwards, from counters that refunds lower to the same day they had raised.
Documents: `earning_rule`, `earning_cap`, `tier_set`; see docs/algorithms/{earning,tiers}.md.
"""

from shuke.program.document import EarningCap, EarningRule
from shuke.program.ladder import TierSet

__all__ = ["EarningCap", "EarningRule", "TierSet"]
