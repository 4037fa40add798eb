"""Events of holding: points are spent, given back, adjusted, brought in; and the engine's tick."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventInvalid, EventType, Id, Label

Reason = Annotated[str, Meta(min_length=1, max_length=512)]
Positive = Annotated[int, Meta(ge=1, le=2**63 - 1)]


class PointsSpend(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """The member spends `amount` of a currency; `spend_id` names the spend for giving it back."""

    currency: Label
    amount: Positive
    spend_id: Id
    reason: Reason | None = None


class PointsReturn(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A spend is undone, in part when `amount` is given."""

    spend_id: Id
    amount: Positive | None = None
    reason: Reason | None = None


class PointsAdjust(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """An operator corrects a balance by `amount` (signed, not zero); what is given is of the
    `brand` named, else of the main one."""

    currency: Label
    amount: Annotated[int, Meta(ge=-(2**63) + 1, le=2**63 - 1)]
    reason: Reason
    operator: Label | None = None
    brand: Label | None = None


class OpeningLot(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A lot brought in from elsewhere; the last usable day is `expires_on`. Without a `brand` it is
    of the main one."""

    amount: Positive
    usable_on: date | None = None
    expires_on: date | None = None
    brand: Label | None = None


class PointsOpen(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The opening balance of a currency, brought in from elsewhere."""

    currency: Label
    lots: Annotated[list[OpeningLot], Meta(min_length=1, max_length=1000)]


class Tick(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A moment at which the member may change by itself has come."""


class HistoryReplayed(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What the log holds was counted for definitions that begin with history.

    `definitions` are `kind/key`, `orders` those whose records now say what counts of them; where
    it led to was told to the fold and stands beside this in the log.
    """

    release: int
    definitions: list[str]
    orders: list[str] = []


class AdjustmentEmpty(EventInvalid):
    """An adjustment by nothing."""

    code = "adjustment_empty"
    title = Text(en="The adjustment is zero", zh="调整数量为 0")


class LotDatesContradict(EventInvalid):
    """A lot expires before it becomes usable."""

    code = "lot_dates_contradict"
    title = Text(en="The lot would expire before it is usable", zh="批次到期日早于可用日")


def check_adjust(data: PointsAdjust) -> None:
    """Raise AdjustmentEmpty for an amount of zero."""
    if data.amount == 0:
        raise AdjustmentEmpty(place="/data/amount")


def check_open(data: PointsOpen) -> None:
    """Raise LotDatesContradict for a lot that expires before it is usable."""
    for index, lot in enumerate(data.lots):
        if lot.usable_on and lot.expires_on and lot.expires_on < lot.usable_on:
            raise LotDatesContradict(place=f"/data/lots/{index}/expires_on")


_CURRENCY = Attribute(
    "points.currency", "text", Text(en="currency", zh="币种"), "t.data.currency", False
)
_AMOUNT = Attribute("points.amount", "int", Text(en="points", zh="积分数"), "t.data.amount", False)
_REASON = Attribute("points.reason", "text", Text(en="reason", zh="原因"), "t.data.reason")

POINTS_SPEND = EventType(
    "points.spend",
    PointsSpend,
    Text(en="Points spent", zh="消费积分"),
    phrase=Text(en="a member spends points", zh="会员使用积分"),
    records=lambda data: [("spend", data.spend_id)],
    attributes=(_CURRENCY, _AMOUNT, _REASON),
)

POINTS_RETURN = EventType(
    "points.return",
    PointsReturn,
    Text(en="Points given back", zh="退回积分"),
    phrase=Text(en="spent points are given back", zh="退回会员用掉的积分"),
    records=lambda data: [("spend", data.spend_id)],
    attributes=(_REASON,),
)

POINTS_ADJUST = EventType(
    "points.adjust",
    PointsAdjust,
    Text(en="Points adjusted", zh="调整积分"),
    phrase=Text(en="a member's points are adjusted", zh="调整会员积分"),
    validate=check_adjust,
    attributes=(_CURRENCY, _AMOUNT, _REASON),
)

POINTS_OPEN = EventType(
    "points.open",
    PointsOpen,
    Text(en="Opening balance", zh="期初导入"),
    phrase=Text(en="an opening balance is brought in", zh="导入会员期初余额"),
    validate=check_open,
    attributes=(_CURRENCY,),
)

TICK = EventType(
    "tick",
    Tick,
    Text(en="Timer", zh="到时"),
    phrase=Text(en="a due moment comes", zh="到了约定时刻"),
    internal=True,
)

HISTORY_REPLAYED = EventType(
    "history.replayed",
    HistoryReplayed,
    Text(en="History counted", zh="历史已计入"),
    phrase=Text(en="a member's history is counted", zh="计入会员的历史"),
    records=lambda data: [("order", order_id) for order_id in data.orders],
    internal=True,
)

HOLDING = (POINTS_SPEND, POINTS_RETURN, POINTS_ADJUST, POINTS_OPEN, TICK, HISTORY_REPLAYED)
