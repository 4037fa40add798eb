"""Packs: coupons of several templates at once, by hand, claim, code, rule or gift; all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shuke.engine import Turn
from shuke.kernel import ShukeError, Text
from shuke.reward.error import (
    ClaimConditionUnmet,
    CouponOutOfStock,
    NotClaimable,
    PackLimitReached,
    PackOutOfStock,
    PackUnknown,
    WalletFull,
)
from shuke.reward.issued import Issued, Packed, stock_of
from shuke.reward.life import schedule
from shuke.reward.pack_document import Pack
from shuke.reward.state import COUPON_BYTES, MAX_COUPONS, Held, RewardSlice, roomy
from shuke.reward.supposed import Supposed
from shuke.reward.wallet import give_out, take, why_not
from shuke.reward.wallet import stock_of as coupon_stock

if TYPE_CHECKING:
    from shuke.engine import Release

PACK_CODE = "pack:"
"""A code of a pack is kept under this and the pack's key; a template's key has no colon."""


def why_no_pack(turn: Turn | Supposed, release: Release, pack: Pack) -> ShukeError | None:
    """What keeps a member from getting a pack, stock aside; the first thing that does."""
    reward: RewardSlice = turn.state.reward
    if pack.per_member is not None:
        got = reward.got.get(stock_of(pack.key), [0])[0]
        if got >= pack.per_member:
            return PackLimitReached(
                Text(
                    en=f"A member gets at most {pack.per_member}, this one had {got}.",
                    zh=f"每位会员最多 {pack.per_member} 个，已领 {got} 个。",
                ),
                place="/data/pack",
            )
    total = sum(item.count for item in pack.items)
    if len(reward.coupons) + total > MAX_COUPONS or not roomy(reward, total * COUPON_BYTES):
        return WalletFull(
            Text(
                en=f"A member holds at most {MAX_COUPONS} live coupons, the pack has {total}.",
                zh=f"每位会员最多持有 {MAX_COUPONS} 张有效券，该礼包有 {total} 张。",
            ),
            place="/data/pack",
        )
    templates = release.plans["reward"].coupons
    for item in pack.items:
        problem = why_not(turn, templates[item.coupon], item.count)
        if problem is not None:
            name, why = templates[item.coupon].name, problem.detail
            # Of several coupons it is told which one keeps the pack back.
            problem.detail = Text(en=f"“{name.en}”: {why.en}", zh=f"「{name.zh}」：{why.zh}")
            problem.place = "/data/pack"
            return problem
    return None


def give_pack(
    turn: Turn, release: Release, pack: Pack, cause: str, order_id: str | None = None
) -> Issued | ShukeError:
    """Put a whole pack into the wallet, or answer why not, and then nothing was taken."""
    problem = why_no_pack(turn, release, pack) or _take_all(turn, release, pack)
    if problem is not None:
        return problem
    if pack.per_member is not None:
        turn.state.reward.got.setdefault(stock_of(pack.key), [0])[0] += 1
    templates = release.plans["reward"].coupons
    coupons: list[Held] = [
        give_out(turn, release, templates[item.coupon], stock_of(pack.key), nth, order_id)
        for item in pack.items
        for nth in range(item.count)
    ]
    ids = [held.id for held in coupons]
    turn.effect("pack.issued", pack=pack.key, cause=cause, coupons=ids)
    schedule(turn)
    return Issued(coupons, [Packed(pack.key, release.id, ids)])


def _take_all(turn: Turn, release: Release, pack: Pack) -> ShukeError | None:
    """Take the stock of the pack and of each of its coupons; what was taken goes back when one
    of them is refused."""
    if pack.stock is not None and not turn.take(stock_of(pack.key), 1, pack.stock):
        return PackOutOfStock(place="/data/pack")
    templates = release.plans["reward"].coupons
    for place, item in enumerate(pack.items):
        if take(turn, templates[item.coupon], item.count):
            continue
        for taken in pack.items[:place]:
            size = templates[taken.coupon].stock
            if size is not None:
                turn.put_back(coupon_stock(taken.coupon), taken.count, size)
        if pack.stock is not None:
            turn.put_back(stock_of(pack.key), 1, pack.stock)
        name = templates[item.coupon].name
        return CouponOutOfStock(
            Text(
                en=f"Of “{name.en}” too few are left for the pack.",
                zh=f"「{name.zh}」的余量不够组成礼包。",
            ),
            place="/data/pack",
        )
    return None


def known_pack(turn: Turn, key: str, place: str = "/data/pack") -> Pack:
    """The pack in the release now in force. Raises PackUnknown."""
    pack: Pack | None = turn.current.plans["reward"].wallet.packs.get(key)
    if pack is None:
        raise PackUnknown(
            Text(en=f"There is no pack called {key!r}.", zh=f"没有名为 {key!r} 的礼包。"),
            place=place,
        )
    return pack


def issue_pack(turn: Turn) -> None:
    """The reducer of pack.issue."""
    give_or_refuse(turn, known_pack(turn, turn.data.pack), "hand")


def claim_pack(turn: Turn) -> None:
    """The reducer of pack.claim."""
    pack = known_pack(turn, turn.data.pack)
    if not pack.claimable or pack.codes != "none":
        raise NotClaimable(place="/data/pack")
    check_claim(turn, pack)
    give_or_refuse(turn, pack, "claim")


def check_claim(turn: Turn, pack: Pack) -> None:
    """Raise ClaimConditionUnmet for a member who may not have it."""
    judge = turn.current.plans["reward"].wallet.pack_if.get(pack.key)
    if judge is not None and not judge(turn):
        raise ClaimConditionUnmet(place="/data/pack")


def give_or_refuse(turn: Turn, pack: Pack, cause: str) -> Issued:
    """Give a pack of the release in force, or raise what is in the way."""
    given = give_pack(turn, turn.current, pack, cause)
    if isinstance(given, ShukeError):
        raise given
    return given
