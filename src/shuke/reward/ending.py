"""When a reward is over by itself."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo
from typing import Any

from shuke.reward.document import Coupon, FixedDays, Offer
from shuke.reward.gift_document import Gift


def last_day(document: Any, zone: tzinfo) -> date | None:
    """The last business day on which a definition does anything; None without one.

    `zone` is the programme's; a gift that closes at midnight is open on the day before.
    """
    match document:
        case Coupon(valid=FixedDays(last=last)):
            return last
        case Offer(last=last):
            return last
        case Gift(closes_at=closes) if closes is not None:
            return (closes.astimezone(zone) - timedelta(microseconds=1)).date()
    return None
