"""One reservation over points, stored value, coupons, benefits and budgets: all of it or nothing.

An open hold lies in the state, so confirming and running out load nothing; a closed one is a
record, so that asking again hears the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.kernel import ShukeError, Text
from shuke.ledger import Cause, let_go, spend_held, value
from shuke.ledger import hold as hold_points
from shuke.reward.benefit import Use, take_use, undo
from shuke.reward.budget import asked_of
from shuke.reward.error import (
    CouponBudgetSpent,
    CouponNotYetValid,
    HoldConfirmed,
    HoldExpired,
    HoldOfAnotherOrder,
    HoldReleased,
    HoldRepeated,
    HoldsTooMany,
    HoldUnknown,
    OfferBudgetSpent,
    OfferClosed,
    OfferLimitReached,
    OfferUnknown,
)
from shuke.reward.life import effect_fields, end, note, replace, schedule
from shuke.reward.limit import count_use, undo_use, used_up
from shuke.reward.paying import as_held, settle
from shuke.reward.plan import Plan
from shuke.reward.redeemed import remember
from shuke.reward.state import (
    DOOMED,
    FREE,
    LOCKED,
    MAX_HOLDS,
    Held,
    HeldOffer,
    Hold,
    Locked,
    Points,
    RewardSlice,
    Take,
    Used,
    roomy,
)
from shuke.reward.supposed import Supposed
from shuke.reward.wallet import held_coupon
from shuke.rule import BenefitReturn, BenefitUse, spend_of, use_of

Ending = Literal["confirmed", "released", "expired"]


class HoldRecord(msgspec.Struct, array_like=True, gc=False):
    """How a hold ended; `open` until then."""

    ended: str
    order_id: str = ""


HOLD = RecordKind("hold", HoldRecord)
_ENDED = {"released": HoldReleased, "expired": HoldExpired, "confirmed": HoldConfirmed}


def make(turn: Turn) -> None:
    """The reducer of hold.make. What is missing refuses all of it."""
    data = turn.data
    reward: RewardSlice = turn.state.reward
    if turn.records.get("hold", data.hold_id) is not None or _find(reward, data.hold_id) >= 0:
        raise HoldRepeated(place="/data/hold_id")
    if len(reward.holds) >= MAX_HOLDS:
        raise HoldsTooMany(
            Text(
                en=f"A member has at most {MAX_HOLDS} open holds.",
                zh=f"每位会员最多同时有 {MAX_HOLDS} 笔预占。",
            )
        )
    cause = Cause(key=data.hold_id)
    points = [
        Points(one.currency, hold_points(turn, one.currency, one.amount, cause))
        for one in data.points
        if _unspent(turn, data.hold_id, one.currency)
    ]
    if data.stored_value is not None:
        stored = data.stored_value
        drawn = value.hold_value(turn, stored.value, stored.amount_cents, data.hold_id)
        points += [Points(pot, draws) for pot, draws in drawn]
    coupons: list[Locked] = []
    takes: list[Take] = []
    for place, one in enumerate(data.coupons):
        held = usable_coupon(turn, one.coupon, f"/data/coupons/{place}/coupon")
        takes += reserve(turn, held, one.discount_cents)
        replace(turn, reward.find(held.id), LOCKED)
        note(turn, held, "locked", data.hold_id, order_id=data.order_id)
        turn.effect("coupon.locked", **effect_fields(held), cause=data.hold_id)
        coupons.append(Locked(held.id, -1 if one.discount_cents is None else one.discount_cents))
    offers = [_offer(turn, one, place, takes) for place, one in enumerate(data.offers)]
    uses = [_use(turn, one.benefit, one.count, place) for place, one in enumerate(data.benefits)]
    # A whole second, and never before what was asked for.
    begun = int(turn.now.timestamp()) + bool(turn.now.microsecond)
    until = begun + data.lasts_seconds
    order_id = data.order_id or ""
    # Prices are those of the second in which it was made: the next one may be another day.
    terms = (turn.current.id, int(turn.now.timestamp()))
    hold = Hold(data.hold_id, until, points, coupons, takes, order_id, uses, offers, *terms)
    reward.holds.append(hold)
    if not roomy(reward, 0):
        raise HoldsTooMany
    turn.records.put("hold", hold.id, HoldRecord("open", hold.order_id))
    turn.effect("hold.made", **_fields(hold), until=_moment(until))
    schedule(turn)


def _unspent(turn: Turn, hold_id: str, currency: str) -> bool:
    if turn.records.get("spend", spend_of(hold_id, currency)) is not None:
        raise HoldRepeated(place="/data/hold_id")
    return True


def _use(turn: Turn, benefit: str, count: int, place: int) -> Used:
    """Use a benefit for the hold; its quota is gone for everybody else until the hold ends."""
    hold = turn.data
    number = use_of(hold.hold_id, benefit)
    data = BenefitUse(benefit, number, count, hold.channel, hold.store, hold.order_id)
    supposed = Supposed("benefit.use", data, turn.state, turn.current, turn.now, turn.event.source)
    try:
        record = take_use(turn, data, supposed)
    except ShukeError as error:
        error.place = f"/data/benefits/{place}/benefit"
        raise
    return Used(record.benefit, record.version, record.period, record.count)


def _offer(turn: Turn, wanted: Any, place: int, takes: list[Take]) -> HeldOffer:
    """Take what an offer gives out of its budgets, and count its use."""
    plan: Plan = turn.current.plans["reward"]
    where = f"/data/offers/{place}/offer"
    deal = plan.offer_deals.get(wanted.offer)
    if deal is None:
        raise OfferUnknown(place=where, offer=wanted.offer)
    if not deal.first <= turn.today <= deal.last:
        raise OfferClosed(place=where, offer=deal.key)
    if used_up(turn.state.reward, deal.document, turn.today):
        raise OfferLimitReached(place=where, offer=deal.key)
    for one in asked_of(deal.counters, wanted.discount_cents):
        if not turn.take(*one):
            raise OfferBudgetSpent(place=where, offer=deal.key)
        takes.append(one)
    return HeldOffer(deal.key, wanted.discount_cents, count_use(turn, deal.document, turn.today))


def usable_coupon(turn: Turn, coupon: str, place: str) -> Held:
    """A coupon of the member's that may be used today. Raises what keeps it from that."""
    held = held_coupon(turn, coupon, place)
    if held.first > turn.today:
        raise CouponNotYetValid(place=place, coupon=coupon)
    return held


def reserve(turn: Turn, held: Held, cents: int | None) -> list[Take]:
    """Take what a coupon takes off from its budgets. Raises CouponBudgetSpent."""
    now: Plan = turn.current.plans["reward"]
    deal = turn.release_of(held.release).plans["reward"].coupon_deals[held.template]
    # How much there is, is what the release in force says; the rest is what was promised.
    takes = asked_of(now.counters_of(deal), cents or 0)
    for one in takes:
        if not turn.take(*one):
            raise CouponBudgetSpent(coupon=held.id)
    return takes


def confirm(turn: Turn) -> None:
    """The reducer of hold.confirm. Asked again, the answer is the same and nothing happens."""
    data = turn.data
    hold = open_hold(turn, data.hold_id, "confirmed")
    if hold is None:
        turn.effect("hold.confirmed", hold_id=data.hold_id, again=True)
        return
    gave = as_held(turn, hold, ())
    redeemed = redeem_hold(turn, hold, data.order_id, {})
    settle(turn, data.order_id, gave, hold)
    if data.order_id is not None:
        remember(turn, data.order_id, redeemed)


def release(turn: Turn) -> None:
    """The reducer of hold.release. Asked again, nothing happens."""
    data = turn.data
    hold = open_hold(turn, data.hold_id, "released")
    if hold is None:
        turn.effect("hold.released", hold_id=data.hold_id, again=True)
        return
    let_hold_go(turn, hold, "released")
    schedule(turn)


def open_hold(turn: Turn, hold_id: str, wanted: Ending) -> Hold | None:
    """The open hold of this number; None for one that has ended as is wanted.

    Raises HoldUnknown, or how it ended otherwise: HoldReleased, HoldExpired, HoldConfirmed.
    """
    reward: RewardSlice = turn.state.reward
    place = _find(reward, hold_id)
    if place >= 0:
        return reward.holds[place]
    record: HoldRecord | None = turn.records.get("hold", hold_id)
    if record is None:
        raise HoldUnknown(place="/data/hold_id")
    if record.ended == wanted:
        return None
    raise _ENDED[record.ended](place="/data/hold_id")


def redeem_hold(
    turn: Turn, hold: Hold, order_id: str | None, gave: Mapping[str, int]
) -> list[Held]:
    """Spend and redeem what a hold holds; answer its coupons.

    `gave` tells what they took off, by id; of the others it is what the hold says.
    """
    check_order(hold, order_id)
    reward: RewardSlice = turn.state.reward
    reward.holds.remove(hold)
    stored = []
    for one in hold.points:
        if value.value_of(one.currency) is not None:
            stored.append((one.currency, one.draws))
            continue
        cause = Cause(key=order_id or hold.id)
        spend_held(turn, one.currency, one.draws, spend_of(hold.id, one.currency), cause)
    if stored:
        value.spend_held_value(turn, stored, hold.id, order_id)
    redeemed = []
    for locked in hold.coupons:
        held = reward.coupons[reward.find(locked.coupon)]
        cents = None if locked.discount_cents < 0 else locked.discount_cents
        redeem_coupon(turn, held, hold.id, order_id, gave.get(held.id, cents))
        redeemed.append(held)
    turn.records.put("hold", hold.id, HoldRecord("confirmed", order_id or ""))
    turn.effect("hold.confirmed", hold_id=hold.id, order_id=order_id)
    schedule(turn)
    return redeemed


def check_order(hold: Hold, order_id: str | None) -> None:
    """Raise HoldOfAnotherOrder for a hold that was made for an order other than this one."""
    if hold.order_id and hold.order_id != order_id:
        raise HoldOfAnotherOrder(
            Text(
                en=f"The hold was made for order {hold.order_id}: name that one.",
                zh=f"该预占属于订单 {hold.order_id}，请写明该订单。",
            ),
            place="/data/order_id",
            order_id=hold.order_id,
        )


def redeem_coupon(
    turn: Turn, held: Held, cause: str | None, order_id: str | None, cents: int | None
) -> None:
    """It was used: it leaves the wallet."""
    end(turn, held, "redeemed", cause, order_id=order_id, cents=cents)
    turn.effect(
        "coupon.redeemed",
        **effect_fields(held),
        cause=cause,
        order_id=order_id,
        discount_cents=cents,
    )


def let_hold_go(turn: Turn, hold: Hold, ended: Ending) -> None:
    """Give back what a hold holds: points to their lots, coupons to the wallet, takes to stock."""
    reward: RewardSlice = turn.state.reward
    reward.holds.remove(hold)
    for one in hold.points:
        let_go(turn, one.currency, one.draws, Cause(key=hold.id))
    for taken in hold.takes:
        turn.put_back(*taken)
    for locked in hold.coupons:
        place = reward.find(locked.coupon)
        doomed = reward.coupons[place].status == DOOMED
        held = replace(turn, place, FREE)
        note(turn, held, "released", hold.id)
        turn.effect("coupon.released", **effect_fields(held), cause=hold.id)
        if doomed:
            end(turn, held, "void", "refund")
            turn.effect("coupon.voided", **effect_fields(held), cause="refund")
    for offer in hold.offers:
        undo_use(turn, offer.offer, offer.period)
    for used in hold.uses:
        undo(turn, BenefitReturn(use_of(hold.id, used.benefit)), Use(*used))
    turn.records.put("hold", hold.id, HoldRecord(ended, hold.order_id))
    said = {"released": "hold.released", "expired": "hold.expired"}[ended]
    turn.effects.append({**_fields(hold), "type": said})


def tick(turn: Turn) -> None:
    """The room's timer: holds run out at their second, coupons at the end of their last day."""
    reward: RewardSlice = turn.state.reward
    now = int(turn.now.timestamp())
    for hold in [one for one in reward.holds if one.until_seconds <= now]:
        let_hold_go(turn, hold, "expired")
    schedule(turn)


def write_off(turn: Turn) -> None:
    """The member is erased: holds are given back, so the ledger is whole, and coupons are void."""
    reward: RewardSlice = turn.state.reward
    for hold in list(reward.holds):
        let_hold_go(turn, hold, "released")
    for held in list(reward.coupons):
        end(turn, held, "void", "erased")
        turn.effect("coupon.voided", **effect_fields(held), cause="erased")
    schedule(turn)


def _find(reward: RewardSlice, hold_id: str) -> int:
    for place, hold in enumerate(reward.holds):
        if hold.id == hold_id:
            return place
    return -1


def _fields(hold: Hold) -> dict[str, Any]:
    return {"hold_id": hold.id, "order_id": hold.order_id or None}


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
