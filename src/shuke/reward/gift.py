"""Redeeming gifts: points, stock and limits in one fold; then fulfilled, or reversed.

    claimed → fulfilled | reversed

A donation is fulfilled when its result is told to the donor, and reversed as long as it was not.

Coupons, packs and imported codes are fulfilled at once, and reversed as long as nobody has used any
of it, or looked at the code.

A flash sale is a gift that opens at a moment and has a stock: callers are answered in the order of
the log, and the counter never goes below nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from shuke.engine import Event, FactTable, RecordKind, Release, Turn
from shuke.kernel import PERIOD, ShukeError, Text
from shuke.ledger import Cause, date_of, give_back, spend
from shuke.reward.error import (
    CouponOutOfStock,
    DonationAwaitsResult,
    DonationMissing,
    GiftClosed,
    GiftCodeMissing,
    GiftConditionUnmet,
    GiftCountInvalid,
    GiftLimitReached,
    GiftNotGiven,
    GiftOutOfStock,
    GiftPriceMismatch,
    GiftUnknown,
    RedemptionEnded,
    RedemptionRepeated,
    RedemptionUnknown,
)
from shuke.reward.gift_code import pool_of, take_code
from shuke.reward.gift_document import CouponGift, Donation, Gift, PackGift, VirtualCode
from shuke.reward.hidden import is_hidden
from shuke.reward.issued import Issued, unused, withdraw
from shuke.reward.life import schedule
from shuke.reward.pack import give_or_refuse, known_pack
from shuke.reward.state import RewardSlice
from shuke.reward.supposed import Supposed
from shuke.reward.wallet import give_out, known_template, take, why_not
from shuke.rule import Judge, gift_spend_of

GIFT_FACTS: Final = FactTable(
    "reward_gift",
    (
        "at",
        "day",
        "redemption",
        "gift",
        "version",
        "release",
        "step",
        "currency",
        "points",
        "amount_cents",
        "funder",
        "pieces",
    ),
)
"""One row a step of a redemption: what it cost, and who pays for it; `pieces` of donations only."""

Step = Literal["claimed", "fulfilled", "reversed"]
UNBOUNDED: Final = 2**53
ASK: Final = frozenset({"gift.redeem", "gift.grant", "gift.reverse"})
"""The events that take from a gift's stock or put back."""


class Redemption(msgspec.Struct, array_like=True, gc=False):
    """The record of one redemption."""

    gift: str
    release: int
    step: str
    period: int = 0
    """The period it counts in."""
    brought: Issued | None = None
    """The coupons that it gave."""
    codes: int = 0
    """Of so many codes it took one; 0: none."""
    seen: bool = False
    """The member has looked at the code."""
    count: int = 1
    """Pieces of a donation."""
    free: bool = False
    """Given by the brand: nothing was spent, and it does not count towards the member's limits."""


REDEMPTION = RecordKind("redemption", Redemption)


def stock_of(gift: str) -> str:
    """The counter of a gift."""
    return f"gift:{gift}"


def asked_by(stock: str) -> frozenset[str] | None:
    """A gift's stock, and its codes, are asked by what happens to gifts only."""
    name = stock.partition(":")[0]
    return ASK if name in ("gift", "gift_code") else None


def asks_of(event: Event, release: Release) -> Mapping[str, tuple[int, int]] | None:
    """What redeeming or granting took: a gift's stock, as its definition says. What a gift brings
    may take from elsewhere, and only a record knows what is reversed."""
    if event.type not in ("gift.redeem", "gift.grant"):
        return None
    gift: Gift | None = release.plans["reward"].wallet.gifts.get(event.data.gift)
    if gift is None or isinstance(gift.gives, CouponGift | PackGift) or _imported(gift):
        return None
    size = _counted(gift)
    return {} if size is None else {stock_of(gift.key): (getattr(event.data, "count", 1), size)}


def counted_as(gift: str) -> str:
    """Under this name the wallet counts how many a member had."""
    return f"gift:{gift}"


def period_of(gift: Gift, day: int) -> int:
    """The number of the period that a business day lies in; 0 when the gift has none."""
    return 0 if gift.per_period is None else PERIOD[gift.per_period.every](day)


def refusal(
    turn: Turn | Supposed, gift: Gift, judge: Judge | None, count: int = 1
) -> ShukeError | None:
    """Why a member cannot redeem so many of a gift now, price and stock aside."""
    now, reward = turn.now, turn.state.reward
    if gift.opens_at is not None and now < gift.opens_at:
        return GiftClosed(
            Text(en="It has not opened yet.", zh="尚未开始。"),
            place="/data/gift",
            opens_at=gift.opens_at.isoformat(),
        )
    if gift.closes_at is not None and now >= gift.closes_at:
        return GiftClosed(Text(en="It is over.", zh="已经结束。"), place="/data/gift")
    total, period, used = reward.got.get(counted_as(gift.key), [0, 0, 0])
    if gift.per_member is not None and total + count > gift.per_member:
        return GiftLimitReached(
            Text(
                en=f"A member gets at most {gift.per_member}.",
                zh=f"每位会员最多 {gift.per_member} 份。",
            ),
            place="/data/gift",
        )
    every = gift.per_period
    used = used if period == period_of(gift, turn.today) else 0
    if every is not None and used + count > every.count:
        return GiftLimitReached(
            Text(
                en=f"A member gets at most {every.count} in this period.",
                zh=f"本周期每位会员最多 {every.count} 份。",
            ),
            place="/data/gift",
        )
    if judge is not None and not judge(turn):
        return GiftConditionUnmet(place="/data/gift")
    return None


def redeem(turn: Turn) -> None:
    """The reducer of gift.redeem: all of it, or nothing."""
    data = turn.data
    gift = _new(turn, hidden=False)
    plan = turn.current.plans["reward"].wallet
    count = data.count
    if count > 1 and not isinstance(gift.gives, Donation):
        raise GiftCountInvalid(place="/data/count")
    problem = refusal(turn, gift, plan.gift_if.get(gift.key), count)
    if problem is not None:
        raise problem
    if (data.paid_cents or 0) != (gift.money_cents or 0):
        raise GiftPriceMismatch(
            Text(
                en=f"It costs {gift.money_cents or 0} cents, {data.paid_cents or 0} were paid.",
                zh=f"需付 {gift.money_cents or 0} 分，实付 {data.paid_cents or 0} 分。",
            ),
            place="/data/paid_cents",
        )
    if gift.points is not None:
        cause = Cause(rule=f"gift:{gift.key}", version=_version(turn, turn.current.id, gift.key),
                      key=data.redemption_id)  # fmt: skip
        price = gift.points
        spend(turn, price.currency, price.amount * count, gift_spend_of(data.redemption_id), cause)
    _take_stock(turn, gift, count)
    period = _count(turn, gift, count)
    record = Redemption(gift.key, turn.current.id, "claimed", period, count=count)
    _hand_out(turn, gift, data.redemption_id, record, "gift.redeemed")


def grant(turn: Turn) -> None:
    """The reducer of gift.grant: the brand gives one for nothing, by hand or as a draw's prize.

    Price, opening times, audience and limits say who may redeem it, and are not asked; stock is.
    """
    data = turn.data
    gift = _new(turn, hidden=True)
    if isinstance(gift.gives, Donation):
        raise GiftNotGiven(place="/data/gift")
    _take_stock(turn, gift, 1)
    record = Redemption(gift.key, turn.current.id, "claimed", free=True)
    _hand_out(turn, gift, data.redemption_id, record, "gift.granted")


def _new(turn: Turn, *, hidden: bool) -> Gift:
    """The gift that is named, for a redemption that is not there yet; one that the member does not
    see only when `hidden`: whoever guesses its name learns nothing."""
    data = turn.data
    gift: Gift | None = turn.current.plans["reward"].wallet.gifts.get(data.gift)
    if gift is None or (is_hidden(turn, gift) and not hidden):
        raise GiftUnknown(
            Text(
                en=f"There is no gift called {data.gift!r}.", zh=f"没有名为 {data.gift!r} 的礼品。"
            ),
            place="/data/gift",
        )
    if turn.records.get("redemption", data.redemption_id) is not None:
        raise RedemptionRepeated(place="/data/redemption_id")
    return gift


def _take_stock(turn: Turn, gift: Gift, count: int) -> None:
    size = _counted(gift)
    if size is not None and not turn.take(stock_of(gift.key), count, size):
        raise GiftOutOfStock(place="/data/gift")


def _hand_out(turn: Turn, gift: Gift, number: str, record: Redemption, said: str) -> None:
    """Write it down, with what it brings at once."""
    _note(turn, number, record, gift, "claimed")
    turn.effect(said, gift=gift.key, redemption_id=number)
    brought, codes = _brought(turn, gift), _codes(turn, gift)
    if brought is not None or codes:
        record = msgspec.structs.replace(record, step="fulfilled", brought=brought, codes=codes)
        _note(turn, number, record, gift, "fulfilled")
        turn.effect("gift.fulfilled", gift=gift.key, redemption_id=number)


def _counted(gift: Gift) -> int | None:
    """The size of its counter; None without one. A donation counts without a goal as well: one
    that is set later begins with what was given."""
    return UNBOUNDED if gift.stock is None and isinstance(gift.gives, Donation) else gift.stock


def _count(turn: Turn, gift: Gift, count: int) -> int:
    """Count so many more for the member where there is a limit; answer the period."""
    period = period_of(gift, turn.today)
    if gift.per_member is None and gift.per_period is None:
        return period
    reward: RewardSlice = turn.state.reward
    total, before, used = reward.got.get(counted_as(gift.key), [0, 0, 0])
    used = used if before == period else 0
    reward.got[counted_as(gift.key)] = [total + count, period, used + count]
    return period


def _brought(turn: Turn, gift: Gift) -> Issued | None:
    """What a gift gives by itself: coupons or a pack; None for what somebody hands over."""
    match gift.gives:
        case CouponGift() as gives:
            return _give_coupons(turn, gives, gift.key)
        case PackGift(pack=key):
            try:
                return give_or_refuse(turn, known_pack(turn, key), f"gift:{gift.key}")
            except ShukeError as error:
                error.place = "/data/gift"
                raise
    return None


def _codes(turn: Turn, gift: Gift) -> int:
    """Take one of the imported codes; 0 when the gift gives none."""
    return take_code(turn, gift.key) if _imported(gift) else 0


def _imported(gift: Gift) -> bool:
    return isinstance(gift.gives, VirtualCode) and gift.gives.source == "imported"


def reveal(turn: Turn) -> None:
    """The reducer of gift.reveal: the member looks at a code. Asked again, nothing happens."""
    data = turn.data
    record: Redemption | None = turn.records.get("redemption", data.redemption_id)
    if record is None:
        raise RedemptionUnknown(place="/data/redemption_id")
    if not record.codes or record.step != "fulfilled":
        raise GiftCodeMissing(place="/data/redemption_id")
    said: dict[str, Any] = {"gift": record.gift, "redemption_id": data.redemption_id}
    if record.seen:
        turn.effect("gift.revealed", **said, again=True)
        return
    record = msgspec.structs.replace(record, seen=True)
    turn.records.put("redemption", data.redemption_id, record)
    turn.effect("gift.revealed", **said)


def _give_coupons(turn: Turn, gives: CouponGift, gift: str) -> Issued:
    template = known_template(turn, gives.coupon)
    problem = why_not(turn, template, gives.count)
    if problem is None and not take(turn, template, gives.count):
        problem = CouponOutOfStock()
    if problem is not None:
        problem.place = "/data/gift"
        raise problem
    coupons = [
        give_out(turn, turn.current, template, f"gift:{gift}", nth, None)
        for nth in range(gives.count)
    ]
    schedule(turn)
    return Issued(coupons)


def fulfil(turn: Turn) -> None:
    """The reducer of gift.fulfil. Asked again, nothing happens."""
    data = turn.data
    record = _open(turn, data.redemption_id, "fulfilled")
    said: dict[str, Any] = {"gift": record.gift, "redemption_id": data.redemption_id}
    if record.step == "fulfilled":
        turn.effect("gift.fulfilled", **said, again=True)
        return
    gift = _gift_of(turn, record)
    if isinstance(gift.gives, Donation):
        raise DonationAwaitsResult(place="/data/redemption_id")
    record = msgspec.structs.replace(record, step="fulfilled")
    _note(turn, data.redemption_id, record, gift, "fulfilled")
    turn.effect("gift.fulfilled", **said)


def reverse(turn: Turn) -> None:
    """The reducer of gift.reverse: points and stock go back, of one that is not fulfilled, or whose
    coupons nobody has used or whose code nobody has seen."""
    data = turn.data
    record = _reversible(turn, data.redemption_id)
    said: dict[str, Any] = {"gift": record.gift, "redemption_id": data.redemption_id}
    if record.step == "reversed":
        turn.effect("gift.reversed", **said, again=True)
        return
    gift = _gift_of(turn, record)
    if record.codes:
        turn.put_back(pool_of(gift.key), 1, record.codes)
    if record.brought is not None:
        withdraw(turn, record.brought, "gift_reversed")
        schedule(turn)
    if gift.points is not None and not record.free:
        # What comes back of a project is seen in the books as what went to it.
        rule = f"gift:{gift.key}" if isinstance(gift.gives, Donation) else None
        cause = Cause(rule=rule, key=data.redemption_id, note=data.reason)
        give_back(turn, gift_spend_of(data.redemption_id), None, cause)
    size = _counted(gift)
    if size is not None:
        turn.put_back(stock_of(gift.key), record.count, size)
    got = turn.state.reward.got.get(counted_as(gift.key))
    if got is not None and not record.free:
        got[0] -= record.count
        if got[1] == record.period:
            got[2] -= record.count
    record = msgspec.structs.replace(record, step="reversed")
    _note(turn, data.redemption_id, record, gift, "reversed")
    turn.effect("gift.reversed", **said)


def _reversible(turn: Turn, redemption_id: str) -> Redemption:
    record: Redemption | None = turn.records.get("redemption", redemption_id)
    if record is not None and record.step == "fulfilled" and record.brought is not None:
        if unused(turn, record.brought):
            return record
        raise RedemptionEnded(
            Text(en="Some of its coupons were used.", zh="它的券已有使用。"),
            place="/data/redemption_id",
            step=record.step,
        )
    if record is not None and record.step == "fulfilled" and record.codes:
        if not record.seen:
            return record
        raise RedemptionEnded(
            Text(en="The member has seen the code.", zh="会员已看过兑换码。"),
            place="/data/redemption_id",
            step=record.step,
        )
    return _open(turn, redemption_id, "reversed")


def report(turn: Turn) -> None:
    """The reducer of donation.report: what of the named donations still stands is fulfilled.

    Told another result later, the member hears of it again.
    """
    data = turn.data
    pieces = points = 0
    currency = ""
    for number in dict.fromkeys(data.redemptions):
        record: Redemption | None = turn.records.get("redemption", number)
        if record is None or record.gift != data.gift or record.step == "reversed":
            continue
        gift = _gift_of(turn, record)
        if not isinstance(gift.gives, Donation) or gift.points is None:
            continue
        pieces += record.count
        points += gift.points.amount * record.count
        currency = gift.points.currency
        if record.step == "claimed":
            record = msgspec.structs.replace(record, step="fulfilled")
            _note(turn, number, record, gift, "fulfilled")
    if not pieces:
        raise DonationMissing(place="/data/redemptions")
    turn.effect(
        "donation.reported",
        gift=data.gift,
        report_id=data.report_id,
        pieces=pieces,
        currency=currency,
        points=points,
    )


def _open(turn: Turn, redemption_id: str, wanted: Step) -> Redemption:
    """The redemption, when it is open or has ended as is wanted."""
    record: Redemption | None = turn.records.get("redemption", redemption_id)
    if record is None:
        raise RedemptionUnknown(place="/data/redemption_id")
    if record.step not in ("claimed", wanted):
        raise RedemptionEnded(
            Text(en=f"The redemption is {record.step}.", zh=_ENDED_ZH[record.step]),
            place="/data/redemption_id",
            step=record.step,
        )
    return record


_ENDED_ZH: Final = {"fulfilled": "该兑换已履约。", "reversed": "该兑换已撤销。"}


def _gift_of(turn: Turn, record: Redemption) -> Gift:
    """The gift as it was redeemed."""
    gift: Gift = turn.release_of(record.release).plans["reward"].wallet.gifts[record.gift]
    return gift


def _version(turn: Turn, release: int, gift: str) -> int:
    return turn.release_of(release).versions.get(("gift", gift), 0)


def _note(turn: Turn, redemption_id: str, record: Redemption, gift: Gift, step: Step) -> None:
    """Write a step down: a fact, and the record."""
    price = None if record.free else gift.points
    turn.fact(
        "reward_gift",
        turn.now,
        date_of(turn.today),
        redemption_id,
        record.gift,
        _version(turn, record.release, record.gift),
        record.release,
        step,
        None if price is None else price.currency,
        0 if price is None else price.amount * record.count,
        0 if record.free else gift.money_cents or 0,
        gift.funder,
        record.count if isinstance(gift.gives, Donation) else None,
    )
    turn.records.put("redemption", redemption_id, record)
