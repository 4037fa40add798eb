"""Exchange of points with a partner, and what coupons and benefits mean for its statement."""

from __future__ import annotations

from typing import Any

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger import Cause, credit, date_of, give_back, spend, take_back
from shuke.partner.document import WHOLE_BP, Exchange, Partner, PartnerPlan
from shuke.partner.error import (
    ExchangeLimitReached,
    ExchangeMonthFull,
    ExchangeNotOffered,
    ExchangeOdd,
    ExchangeRepeated,
    ExchangerProvisional,
    ExchangeUnknown,
    PartnerUnknown,
)
from shuke.partner.state import ExchangeRecord, PartnerSlice
from shuke.rule import exchange_of, exchange_spend_of


def month_of(day: int) -> int:
    """The month of a business day as people read it, e.g. 202611."""
    at = date_of(day)
    return at.year * 100 + at.month


def counter_of(partner: str, way: str, month: int) -> str:
    """The counter of our points of all members in a month."""
    return f"partner:{partner}:{way}:{month}"


def exchange(turn: Turn) -> None:
    """The reducer of partner.exchange."""
    data = turn.data
    terms = _terms(turn)
    key = exchange_of(data.partner, data.reference)
    if turn.records.get("exchange", key) is not None:
        raise ExchangeRepeated(place="/data/reference")
    if turn.state.member.provisional:
        raise ExchangerProvisional(place="/subject")
    step = terms.points if data.way == "out" else terms.theirs
    steps, odd = divmod(data.amount, step)
    if odd:
        raise ExchangeOdd(
            Text(en=f"Steps of {step} are exchanged.", zh=f"须为 {step} 的整数倍。"),
            place="/data/amount",
            step=step,
        )
    points, theirs, cents = steps * terms.points, steps * terms.theirs, steps * terms.cents
    month = month_of(turn.today)
    _count(turn, terms, points)
    if terms.month is not None and not turn.take(
        counter_of(data.partner, data.way, month), points, terms.month
    ):
        raise ExchangeMonthFull(place="/data/amount")
    record = ExchangeRecord(
        data.way, terms.currency, points, theirs, cents, turn.today, month, terms.month or 0
    )
    cause = Cause(key=data.reference)
    if data.way == "out":
        spend(turn, terms.currency, points, exchange_spend_of(data.partner, data.reference), cause)
        record.cents = -cents
    else:
        record.parts = credit(turn, terms.currency, points, cause, funder=data.partner)
    turn.records.put("exchange", key, record)
    _say(turn, record, "exchanged")


def reverse(turn: Turn) -> None:
    """The reducer of partner.reverse. Asked again, the answer is the same and nothing happens."""
    data = turn.data
    key = exchange_of(data.partner, data.reference)
    record: ExchangeRecord | None = turn.records.get("exchange", key)
    if record is None:
        raise ExchangeUnknown(place="/data/reference")
    if record.reversed:
        turn.effect("partner.reversed", **_fields(data, record), again=True)
        return
    cause = Cause(key=data.reference, note=data.reason)
    if record.way == "out":
        give_back(turn, exchange_spend_of(data.partner, data.reference), None, cause)
    else:
        take_back(turn, record.currency, record.points, record.parts, cause)
    if record.size:
        counter = counter_of(data.partner, record.way, record.month)
        turn.put_back(counter, record.points, record.size)
    own: PartnerSlice = turn.state.partner
    counted = own.today.get(f"{data.partner}:{record.way}")
    if counted is not None and counted[0] == record.day:
        counted[1] -= record.points
    turn.records.put("exchange", key, msgspec.structs.replace(record, reversed=True, parts=[]))
    _say(turn, record, "reversed")


def settle(turn: Turn) -> None:
    """For every event, after the rewards: what coupons and benefits mean for a partner."""
    plan: PartnerPlan = turn.current.plans["partner"]
    if not plan.watches:
        return
    for effect in turn.effects:
        match effect["type"]:
            case "coupon.redeemed":
                _coupon(turn, plan, effect, back=False)
            case "coupon.returned":
                _coupon(turn, plan, effect, back=True)
            case "benefit.used":
                _benefit(turn, plan, effect, back=False)
            case "benefit.returned":
                _benefit(turn, plan, effect, back=True)


def share_of(cents: int, share_bp: int) -> int:
    """What a partner bears of what a coupon took off, half a cent rounded up."""
    return (cents * share_bp * 2 + WHOLE_BP) // (2 * WHOLE_BP)


def _coupon(turn: Turn, plan: PartnerPlan, effect: dict[str, Any], *, back: bool) -> None:
    off = effect.get("discount_cents") or 0
    for partner, share_bp in plan.coupons.get(effect["template"], ()):
        cents = 0 if back else share_of(off, share_bp)
        _entry(turn, partner, "coupon", back, effect["template"], effect["coupon"], 1, off, cents)


def _benefit(turn: Turn, plan: PartnerPlan, effect: dict[str, Any], *, back: bool) -> None:
    for partner, cents in plan.benefits.get(effect["benefit"], ()):
        count = effect["count"]
        owed = 0 if back else cents * count
        _entry(turn, partner, "benefit", back, effect["benefit"], effect["use_id"], count, 0, owed)


def _terms(turn: Turn) -> Exchange:
    data = turn.data
    plan: PartnerPlan = turn.current.plans["partner"]
    partner: Partner | None = plan.partners.get(data.partner)
    if partner is None:
        raise PartnerUnknown(
            Text(en=f"There is no partner {data.partner!r}.", zh=f"没有合作方 {data.partner!r}。"),
            place="/data/partner",
        )
    terms = partner.exchange(data.way)
    if terms is None:
        raise ExchangeNotOffered(place="/data/way")
    return terms


def _count(turn: Turn, terms: Exchange, points: int) -> None:
    """Count our points within the member's limit of the day. Raises ExchangeLimitReached."""
    own: PartnerSlice = turn.state.partner
    # Only today's counts are kept, so the slice does not grow with partners of the past.
    own.today = {name: its for name, its in own.today.items() if its[0] == turn.today}
    if terms.member_day is None:
        return
    name = f"{turn.data.partner}:{turn.data.way}"
    counted = own.today.get(name, [turn.today, 0])
    left = terms.member_day - counted[1]
    if points > left:
        raise ExchangeLimitReached(
            Text(en=f"{left} points are left today.", zh=f"今日还可互兑 {left} 积分。"),
            place="/data/amount",
            left=left,
        )
    own.today[name] = [turn.today, counted[1] + points]


def _say(turn: Turn, record: ExchangeRecord, change: str) -> None:
    back = change == "reversed"
    data = turn.data
    sign = -1 if back else 1
    _entry(
        turn, data.partner, record.way, back, record.currency, data.reference,
        record.points, record.theirs, sign * record.cents,
    )  # fmt: skip
    turn.effect(f"partner.{change}", **_fields(data, record))


def _fields(data: Any, record: ExchangeRecord) -> dict[str, Any]:
    return {
        "partner": data.partner,
        "way": record.way,
        "reference": data.reference,
        "currency": record.currency,
        "points": record.points,
        "theirs": record.theirs,
        "cents": record.cents,
    }


def _entry(
    turn: Turn,
    partner: str,
    kind: str,
    back: bool,
    key: str,
    ref: str,
    count: int,
    amount: int,
    cents: int,
) -> None:
    turn.fact(
        "partner_entry",
        turn.now,
        date_of(turn.today),
        partner,
        kind,
        back,
        key,
        ref,
        count,
        amount,
        cents,
    )
