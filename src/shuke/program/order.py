"""The record of an order: what its judgement saw and gave, and what was given back of it.

It lies beside the member's state and is read only when the order is named, so a refund years later
is exact. The order's lines are not in it: they are in the log, at `seq`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.kernel import ShukeError, Text, share_out
from shuke.ledger import Part
from shuke.rule import Line, OrderPaid, OrderRefunded

MAX_REFUNDS: Final = 200
"""Refunds of one order."""


class Credit(msgspec.Struct, array_like=True):
    """What one rule gave for the order and still stands; `rule` is its place in the release."""

    rule: int
    points: int
    parts: list[Part]


class LineBack(msgspec.Struct, array_like=True):
    """What was given back of one line (counted from 0): pieces and money."""

    line: int
    quantity: int
    cents: int


class Order(msgspec.Struct, array_like=True):
    """The record of one order; `seq` 0 while refunds wait for an order not heard of yet."""

    seq: int = 0
    at: datetime | None = None
    release: int = 0
    seen: list[Any] = []
    """The member's attributes that the judgement read, in the order of the release's plan."""
    credits: list[Credit] = []
    rooms: list[int] = []
    """`[cap, room, …]`: what caps and budgets had left for it, where that was not all."""
    counted: dict[str, int] = {}
    """What stands of the order in each tier set that counts orders or spend."""
    back: list[LineBack] = []
    back_shipping_cents: int = 0
    back_any_cents: int = 0
    """Given back without saying for which line."""
    refunds: list[str] = []
    completed: bool = False
    waiting: list[tuple[str, int, list[tuple[int, int, int]]]] = []
    """Refunds that came first: (refund id, cents, [(line, quantity or -1, cents), …])."""
    told: dict[str, list[Any]] = {}
    """The member's attributes that a tier set read for itself, where the release did not count the
    order for it."""


def _origin(order: Order) -> tuple[int, datetime] | None:
    return None if order.at is None else (order.seq, order.at)


ORDER = RecordKind("order", Order, _origin, frozenset({"order.refunded"}))


class OrderRepeated(ShukeError):
    """An order of this number was paid before, in another event."""

    code = "order_repeated"
    status = 409
    title = Text(en="This order was paid already", zh="该订单已付过款")


class RefundRepeated(ShukeError):
    """A refund of this number came before, in another event."""

    code = "refund_repeated"
    status = 409
    title = Text(en="This refund was made already", zh="该退款已处理过")


class RefundTooLarge(ShukeError):
    """More would be given back than was paid. Nothing was changed."""

    code = "refund_too_large"
    status = 422
    title = Text(en="The refund is above the purchase", zh="退款超过付款")


def give_back(record: Order, paid: OrderPaid, refund: OrderRefunded) -> Order:
    """The record with one more refund in it; `record` itself is not changed.

    Lines name their own money and pieces; with lines, the rest is shipping; without, the amount
    belongs to the whole order. Raises RefundTooLarge, RefundRepeated.
    """
    if refund.refund_id in record.refunds:
        raise RefundRepeated(
            Text(
                en=f"Refund {refund.refund_id} of order {refund.order_id} is in the books.",
                zh=f"订单 {refund.order_id} 的退款 {refund.refund_id} 已入账。",
            ),
            place="/data/refund_id",
        )
    if len(record.refunds) >= MAX_REFUNDS:
        raise RefundTooLarge(
            Text(
                en=f"An order takes at most {MAX_REFUNDS} refunds.",
                zh=f"一个订单最多 {MAX_REFUNDS} 次退款。",
            )
        )
    back = {one.line: one for one in record.back}
    shipping, unnamed = record.back_shipping_cents, record.back_any_cents
    for index, line in enumerate(refund.lines):
        back[line.line - 1] = _line_back(paid, back, line.line - 1, line, index)
    if refund.lines:
        shipping += refund.amount_cents - sum(line.amount_cents for line in refund.lines)
    else:
        unnamed += refund.amount_cents
    total = shipping + unnamed + sum(one.cents for one in back.values())
    if shipping > paid.shipping_cents or total > paid.total_cents:
        raise _too_large(paid.order_id, total, paid.total_cents, "/data/amount_cents")
    return msgspec.structs.replace(
        record,
        back=[back[line] for line in sorted(back)],
        back_shipping_cents=shipping,
        back_any_cents=unnamed,
        refunds=[*record.refunds, refund.refund_id],
    )


def _line_back(
    paid: OrderPaid, back: dict[int, LineBack], place: int, line: Any, index: int
) -> LineBack:
    if place >= len(paid.lines):
        raise RefundTooLarge(
            Text(
                en=f"The order has {len(paid.lines)} lines, there is no line {place + 1}.",
                zh=f"订单有 {len(paid.lines)} 行，没有第 {place + 1} 行。",
            ),
            place=f"/data/lines/{index}/line",
        )
    bought = paid.lines[place]
    before = back.get(place) or LineBack(place, 0, 0)
    cents = before.cents + line.amount_cents
    quantity = before.quantity + (line.quantity or 0)
    if cents > bought.paid_cents:
        where = f"/data/lines/{index}/amount_cents"
        raise _too_large(paid.order_id, cents, bought.paid_cents, where)
    if quantity > bought.quantity:
        raise RefundTooLarge(
            Text(
                en=f"Line {place + 1} has {bought.quantity} pieces, {quantity} would go back.",
                zh=f"第 {place + 1} 行共 {bought.quantity} 件，退回会达到 {quantity} 件。",
            ),
            place=f"/data/lines/{index}/quantity",
        )
    return LineBack(place, quantity, cents)


def _too_large(order_id: str, cents: int, paid_cents: int, place: str) -> RefundTooLarge:
    return RefundTooLarge(
        Text(
            en=f"Refunds of order {order_id} would reach {cents} cents of {paid_cents} paid.",
            zh=f"订单 {order_id} 的退款会达到 {cents} 分，付款只有 {paid_cents} 分。",
        ),
        place=place,
    )


def back_cents(record: Order) -> int:
    """What of an order has been given back, in all."""
    unnamed = record.back_shipping_cents + record.back_any_cents
    return unnamed + sum(one.cents for one in record.back)


def kept(record: Order, paid: OrderPaid) -> OrderPaid | None:
    """What the member kept of an order: the order as if only that had been bought; None: nothing.

    It depends only on the sums given back, not on their order. An amount without lines is shared
    out over what is left of every line and of the shipping, by largest remainder. A line is gone
    when its money or all of its pieces went back; without goods there is no order.
    """
    rest = [line.paid_cents for line in paid.lines]
    pieces = [line.quantity for line in paid.lines]
    for one in record.back:
        rest[one.line] -= one.cents
        pieces[one.line] -= one.quantity
    shipping = paid.shipping_cents - record.back_shipping_cents
    if record.back_any_cents:
        off = share_out(record.back_any_cents, [*rest, shipping])
        shipping -= off.pop()
        rest = [cents - less for cents, less in zip(rest, off, strict=True)]
    lines: list[Line] = []
    goods = 0
    for line, cents, quantity in zip(paid.lines, rest, pieces, strict=True):
        if (line.paid_cents and not cents) or (line.quantity and quantity <= 0):
            continue
        goods += cents
        if cents == line.paid_cents and quantity == line.quantity:
            lines.append(line)
        else:
            lines.append(msgspec.structs.replace(line, paid_cents=cents, quantity=quantity))
    paid_goods = paid.total_cents - paid.shipping_cents
    if (paid_goods and not goods) or not (lines or goods + shipping):
        return None
    return msgspec.structs.replace(
        paid, lines=lines, shipping_cents=shipping, total_cents=goods + shipping
    )


class Kept(NamedTuple):
    """What is kept of an order, as fractions (numerator, denominator)."""

    lines: list[tuple[int, int]]
    """Of each line: of its money, or of its pieces where it cost nothing."""
    shipping: tuple[int, int]
    whole: tuple[int, int]
    gone: bool
    """Nothing that makes an order is kept."""


def order_kept(turn: Turn, order_id: str) -> Kept | None:
    """What is kept of an order of this member that was paid and refunded; None: nothing went back.

    The event names the record, and asks for the purchase.
    """
    record: Order | None = turn.records.get("order", order_id)
    if record is None or record.at is None or not record.refunds:
        return None
    paid = turn.event if record.seq == turn.event.seq else turn.past(record.seq, record.at)
    return kept_shares(record, paid.data)


def kept_shares(record: Order, paid: OrderPaid) -> Kept:
    """What is kept of each part of an order, in exact fractions: they depend only on the sums given
    back, and never rise when more is. An amount without lines is of everything that is left."""
    gone = kept(record, paid) is None
    back = {one.line: one for one in record.back}
    none = LineBack(0, 0, 0)
    shipping = paid.shipping_cents - record.back_shipping_cents
    left = [line.paid_cents - back.get(place, none).cents for place, line in enumerate(paid.lines)]
    whole = sum(left) + shipping
    # Of what is left after the lines that were named, this much stays.
    stays, of = (whole - record.back_any_cents, whole) if whole else (1, 1)
    if gone:
        stays = 0

    def share(rest: int, full: int) -> tuple[int, int]:
        return (rest * stays, full * of) if full else (stays, of)

    lines = []
    for place, line in enumerate(paid.lines):
        pieces = line.quantity - back.get(place, none).quantity
        if line.quantity and pieces <= 0:
            lines.append((0, 1))
        elif line.paid_cents:
            lines.append(share(left[place], line.paid_cents))
        else:
            lines.append(share(pieces, line.quantity))
    return Kept(lines, share(shipping, paid.shipping_cents), share(whole, paid.total_cents), gone)
