"""What something has brought into a wallet, so that undoing it withdraws what is unused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.reward.life import effect_fields, end, replace, template_of
from shuke.reward.state import DOOMED, FREE, LOCKED, Held, RewardSlice
from shuke.reward.wallet import stock_of as coupon_stock

if TYPE_CHECKING:
    from shuke.reward.pack_document import Pack


class Packed(NamedTuple):
    """A pack that was issued: under which release, and the ids of its coupons."""

    pack: str
    release: int
    coupons: list[str]


class Issued(msgspec.Struct, array_like=True, gc=False):
    """The record of what an order, a plan or a redemption has brought."""

    coupons: list[Held]
    packs: list[Packed] = []

    def add(self, other: Issued) -> None:
        """What it has brought besides."""
        self.coupons = [*self.coupons, *other.coupons]
        self.packs = [*self.packs, *other.packs]


ISSUED = RecordKind("order_issued", Issued)
PLAN_ISSUED = RecordKind("plan_issued", Issued)


def stock_of(pack: str) -> str:
    """The counter of a pack; the wallet counts what a member had under the same name."""
    return f"pack:{pack}"


def unused(turn: Turn, issued: Issued) -> bool:
    """Whether every coupon is still in the wallet and free."""
    reward: RewardSlice = turn.state.reward
    places = [reward.find(held.id) for held in issued.coupons]
    return all(place >= 0 and reward.coupons[place].status == FREE for place in places)


def live_only(turn: Turn, issued: Issued) -> Issued:
    """Without what has ended: it cannot be withdrawn any more."""
    reward: RewardSlice = turn.state.reward
    coupons = [held for held in issued.coupons if reward.find(held.id) >= 0]
    left = {held.id for held in coupons}
    return Issued(coupons, [one for one in issued.packs if left & {*one.coupons}])


def withdraw(turn: Turn, issued: Issued, cause: str, order_id: str | None = None) -> None:
    """Take back what is unused, and give back its stock and its place under the limits. A pack
    counts as taken back when all of it is."""
    gone = {held.id for held in issued.coupons if _withdraw(turn, held, cause, order_id)}
    for packed in issued.packs:
        if not gone.issuperset(packed.coupons):
            continue
        pack: Pack = turn.release_of(packed.release).plans["reward"].wallet.packs[packed.pack]
        if pack.stock is not None:
            turn.put_back(stock_of(packed.pack), 1, pack.stock)
        _uncount(turn, stock_of(packed.pack))


def _withdraw(turn: Turn, held: Held, cause: str, order_id: str | None) -> bool:
    reward: RewardSlice = turn.state.reward
    place = reward.find(held.id)
    named = {} if order_id is None else {"order_id": order_id}
    if place < 0 or reward.coupons[place].status != FREE:
        if place >= 0 and reward.coupons[place].status == LOCKED:
            replace(turn, place, DOOMED)
        reason = "ended" if place < 0 else "locked"
        turn.effect("coupon.kept", **effect_fields(held), **named, reason=reason)
        return False
    template = template_of(turn, held)
    end(turn, held, "void", cause, order_id=order_id)
    turn.effect("coupon.voided", **effect_fields(held), cause=cause, **named)
    if template.stock is not None:
        turn.put_back(coupon_stock(held.template), 1, template.stock)
    _uncount(turn, held.template)
    return True


def _uncount(turn: Turn, name: str) -> None:
    got = turn.state.reward.got.get(name)
    if got is not None and got[0]:
        got[0] -= 1
