"""Refunds of orders not heard of yet: they wait, few and not for ever, until the order comes."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from shuke.engine import Turn
from shuke.kernel import ShukeError, Text
from shuke.program.order import Order, RefundRepeated
from shuke.program.state import ProgramSlice
from shuke.rule import OrderRefunded, RefundLine

PER_ORDER: Final = 20
PER_MEMBER: Final = 50
DAYS: Final = 90
"""How many refunds may wait for one order, for one member, and for how many days."""
NAMES_BYTES: Final = 2000
"""The bytes of all order ids that are waited for: they stand in the member's state."""

NO_QUANTITY: Final = -1


class TooManyWaiting(ShukeError):
    """Too many refunds wait for orders that have not come."""

    code = "too_many_waiting"
    status = 422
    title = Text(en="Too many refunds wait for their orders", zh="等待订单的退款过多")


def wait(turn: Turn, record: Order | None, refund: OrderRefunded) -> None:
    """Keep a refund until its order comes. Raises TooManyWaiting, RefundRepeated."""
    record = record or Order()
    if any(refund.refund_id == waiting[0] for waiting in record.waiting):
        raise RefundRepeated(
            Text(
                en=f"Refund {refund.refund_id} waits for order {refund.order_id} already.",
                zh=f"退款 {refund.refund_id} 已在等待订单 {refund.order_id}。",
            ),
            place="/data/refund_id",
        )
    until = _enter(turn, refund.order_id, len(record.waiting))
    lines = [
        (line.line, NO_QUANTITY if line.quantity is None else line.quantity, line.amount_cents)
        for line in refund.lines
    ]
    entry = (refund.refund_id, refund.amount_cents, lines)
    record = msgspec.structs.replace(record, waiting=[*record.waiting, entry])
    turn.records.put("order", refund.order_id, record)
    _say(turn, refund.order_id, refund.refund_id, until)


def wait_completed(turn: Turn, record: Order | None, order_id: str) -> None:
    """Remember that an order not heard of yet is completed. Raises TooManyWaiting."""
    record = record or Order()
    if record.completed:
        return
    until = _enter(turn, order_id, len(record.waiting))
    turn.records.put("order", order_id, msgspec.structs.replace(record, completed=True))
    _say(turn, order_id, None, until)


def _say(turn: Turn, order_id: str, refund_id: str | None, until: int) -> None:
    last = date.fromordinal(until).isoformat()
    turn.effect("order.waiting", order_id=order_id, refund_id=refund_id, until=last)


def _enter(turn: Turn, order_id: str, number: int) -> int:
    """Count one more that waits; answer the last day it does. Raises TooManyWaiting."""
    program: ProgramSlice = turn.state.program
    others = [one[1] for one in program.waiting if one[1] != order_id]
    size = sum(len(name.encode()) for name in (*others, order_id))
    waiting = sum(one[2] for one in program.waiting)
    if number >= PER_ORDER or waiting >= PER_MEMBER or size > NAMES_BYTES:
        raise TooManyWaiting(
            Text(
                en=f"At most {PER_ORDER} refunds wait for an order and {PER_MEMBER} for a member.",
                zh=f"每个订单最多 {PER_ORDER} 笔、每位会员最多 {PER_MEMBER} 笔退款可以等待。",
            ),
            hint=Text(en="Send the orders first.", zh="先发送订单。"),
        )
    until, count = turn.today + DAYS, 1
    for day, known, number in program.waiting:
        if known == order_id:
            until, count = day, number + 1
    leave(program, order_id)
    program.waiting = sorted([*program.waiting, (until, order_id, count)])
    return until


def leave(program: ProgramSlice, order_id: str) -> None:
    """Nothing waits for this order any more."""
    if program.waiting:
        program.waiting = [one for one in program.waiting if one[1] != order_id]


def refunds_of(record: Order, order_id: str) -> list[OrderRefunded]:
    """The refunds that wait in a record, as they came."""
    return [
        OrderRefunded(
            order_id,
            refund_id,
            cents,
            [
                RefundLine(line, amount, None if quantity == NO_QUANTITY else quantity)
                for line, quantity, amount in lines
            ],
        )
        for refund_id, cents, lines in record.waiting
    ]


def next_waiting(program: ProgramSlice) -> int:
    """The business day at whose beginning something that waits is dropped; 0 when nothing is."""
    return program.waiting[0][0] + 1 if program.waiting else 0


def drop_waiting(turn: Turn) -> None:
    """Drop what has waited too long, with an effect for each refund."""
    program: ProgramSlice = turn.state.program
    today = turn.today
    while program.waiting and program.waiting[0][0] < today:
        order_id = program.waiting[0][1]
        record: Order | None = turn.records.get("order", order_id)
        for refund_id, cents, _lines in record.waiting if record is not None else []:
            turn.effect(
                "refund.dropped",
                order_id=order_id,
                refund_id=refund_id,
                amount_cents=cents,
                reason="order_unknown",
            )
        turn.records.put("order", order_id, None)
        leave(program, order_id)
