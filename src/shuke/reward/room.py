"""What rewards bring to the engine: the kinds of definition and the plan."""

from __future__ import annotations

from typing import Final

from shuke.engine import Kind, Room
from shuke.kernel import Text
from shuke.reward.check import check_coupon, check_offer
from shuke.reward.document import Coupon, Offer
from shuke.reward.plan import plan

KINDS: Final = (
    Kind("coupon", Coupon, Text(en="Coupon template", zh="券模板"), "reward", check_coupon),
    Kind("offer", Offer, Text(en="Offer", zh="优惠"), "reward", check_offer),
)

ROOM: Final = Room(name="reward", kinds=KINDS, plan=plan)
