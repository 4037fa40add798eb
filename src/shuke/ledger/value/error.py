"""What stored value refuses, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shuke.kernel import ShukeError, Text
from shuke.rule import money

if TYPE_CHECKING:
    from shuke.engine import Turn


class ValueUnknown(ShukeError):
    """No stored value in force has this key."""

    code = "value_unknown"
    status = 404
    title = Text(en="No such stored value", zh="没有这种储值")


class ValueFrozen(ShukeError):
    """The member's stored value is frozen. Nothing was changed."""

    code = "value_frozen"
    status = 409
    title = Text(en="The stored value is frozen", zh="该储值已冻结")


class ValueInsufficient(ShukeError):
    """The member has less than is asked for. Nothing was taken."""

    code = "value_insufficient"
    status = 422
    title = Text(en="Not enough stored value", zh="储值余额不足")


class TopUpRepeated(ShukeError):
    """Another event has topped up under this number."""

    code = "top_up_repeated"
    status = 409
    title = Text(en="This top-up has already happened", zh="该笔充值已入账")


class TopUpOutOfLimits(ShukeError):
    """The amount is outside the limits of a top-up, a day or a balance. Nothing was changed."""

    code = "top_up_limit"
    status = 422
    title = Text(en="The top-up is outside its limits", zh="充值超出限额")


class TopUpUnknown(ShukeError):
    """The member has no top-up of this number in this stored value."""

    code = "top_up_unknown"
    status = 404
    title = Text(en="No such top-up", zh="没有这笔充值")


class ValueSpendRepeated(ShukeError):
    """Stored value was already spent under this number, or for this order."""

    code = "value_spend_repeated"
    status = 409
    title = Text(en="This spend has already happened", zh="该笔储值消费已发生")


class ValueSpendUnknown(ShukeError):
    """No stored value was spent under this number."""

    code = "value_spend_unknown"
    status = 404
    title = Text(en="Unknown spend of stored value", zh="没有这笔储值消费")


class ValueReturnTooLarge(ShukeError):
    """More is to be given back than is left of the spend."""

    code = "value_return_too_large"
    status = 422
    title = Text(en="More than was spent", zh="退回超过消费")


class ValueRefundRepeated(ShukeError):
    """Another event has paid out under this number."""

    code = "value_refund_repeated"
    status = 409
    title = Text(en="This refund has already happened", zh="该笔退款已发生")


class ValueRefundTooLarge(ShukeError):
    """More is to be paid out than is left of the principal. Nothing was changed."""

    code = "value_refund_too_large"
    status = 422
    title = Text(en="The refund is above the principal", zh="退款超过本金")


class ValueAboveTotal(ShukeError):
    """Stored value would pay more than the order costs. Nothing was changed."""

    code = "value_above_total"
    status = 422
    title = Text(en="More stored value than the order costs", zh="储值支付超过订单金额")


class ValueDiffers(ShukeError):
    """The order names another payment than the hold that it confirms."""

    code = "value_differs"
    status = 409
    title = Text(en="The order and its hold contradict each other", zh="订单与预占的储值不一致")


class ValueNotSettled(ShukeError):
    """A member whose principal has not been paid out cannot be erased."""

    code = "value_not_settled"
    status = 409
    title = Text(en="There is principal left", zh="尚有储值本金未退")


def said(turn: Turn, cents: int) -> str:
    """An amount as people write it, in the programme's money."""
    its = turn.current.programme.money
    return money(cents, its.currency, its.minor_digits)


def not_enough(turn: Turn, key: str, wanted: int, left: int, place: str) -> ValueInsufficient:
    """The error for a spend above what is left."""
    return ValueInsufficient(
        Text(
            en=f"{said(turn, wanted)} of {key!r} are asked for, there are {said(turn, left)}.",
            zh=f"需要 {said(turn, wanted)}，{key!r} 只有 {said(turn, left)}。",
        ),
        hint=Text(en="Top up, or pay the rest otherwise.", zh="请充值，或用其他方式支付差额。"),
        place=place,
        wanted_cents=wanted,
        left_cents=left,
    )


def outside(turn: Turn, limit: str, cents: int, sentence: Text) -> TopUpOutOfLimits:
    """The error for a top-up that a limit forbids; `{}` in the sentence is the limit."""
    amount = said(turn, cents)
    return TopUpOutOfLimits(
        Text(en=sentence.en.format(amount), zh=sentence.zh.format(amount)),
        place="/data/amount_cents",
        limit=limit,
        limit_cents=cents,
    )
