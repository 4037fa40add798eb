"""Paying with stored value: at once, out of a hold, and back again exactly as it was taken."""

from __future__ import annotations

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.entry import SPENT, Cause
from shuke.ledger.expiry import schedule
from shuke.ledger.hold import set_aside, use_up
from shuke.ledger.move import draw
from shuke.ledger.pot_name import pot_names, value_of
from shuke.ledger.spend import put_back
from shuke.ledger.state import LedgerSlice, Lot, pot_of
from shuke.ledger.value.error import (
    ValueAboveTotal,
    ValueDiffers,
    ValueReturnTooLarge,
    ValueSpendRepeated,
    ValueSpendUnknown,
    not_enough,
    said,
)
from shuke.ledger.value.holding import known, thawed, value_balance
from shuke.ledger.value.plan import ValuePlan, returned, split, value_back
from shuke.ledger.value.record import ValueSpend
from shuke.rule import paid_for, spent_under

Draws = tuple[str, list[Lot]]
"""A pot's name and what was taken out of it."""


def spend_value(turn: Turn) -> None:
    """The reducer of value.spend."""
    data = turn.data
    plan = thawed(turn, data.value)
    record_key = spent_under(data.spend_id)
    _unspent(turn, record_key, "/data/spend_id")
    cause = Cause(key=data.spend_id, note=data.reason)
    draws = _take(turn, plan, data.amount_cents, cause, "/data/amount_cents")
    _spent(turn, plan, record_key, draws, data.spend_id, None)


def return_value(turn: Turn) -> None:
    """The reducer of value.return."""
    data = turn.data
    record_key = spent_under(data.spend_id)
    record: ValueSpend | None = turn.records.get(*record_key)
    if record is None:
        raise ValueSpendUnknown(
            Text(
                en=f"No stored value was spent under {data.spend_id!r}.",
                zh=f"没有编号为 {data.spend_id!r} 的储值消费。",
            ),
            place="/data/spend_id",
        )
    left = record.amount - record.back
    wanted = left if data.amount_cents is None else data.amount_cents
    if not left or wanted > left:
        raise ValueReturnTooLarge(
            Text(
                en=f"{said(turn, left)} of {data.spend_id!r} can still be given back.",
                zh=f"{data.spend_id!r} 还可退回 {said(turn, left)}。",
            ),
            place="/data/amount_cents",
            left_cents=left,
        )
    cause = Cause(key=data.spend_id, note=data.reason)
    _give_back(turn, record_key, record, record.back + wanted, cause, spend_id=data.spend_id)


def pay_order(turn: Turn) -> None:
    """Part of order.paid, before it is judged: what it names pays, what its hold paid must fit."""
    data = turn.data
    named = data.stored_value
    if named is None and data.hold_id is None:
        return
    record_key = paid_for(data.order_id)
    record: ValueSpend | None = turn.records.get(*record_key)
    if named is not None:
        if named.amount_cents > data.total_cents:
            raise _above(turn, named.amount_cents, data.total_cents)
        if record is None:
            plan = thawed(turn, named.value, "/data/stored_value/value")
            cause = Cause(key=data.order_id)
            place = "/data/stored_value/amount_cents"
            draws = _take(turn, plan, named.amount_cents, cause, place)
            _spent(turn, plan, record_key, draws, None, data.order_id)
        elif (record.value, record.amount) != (named.value, named.amount_cents):
            raise ValueDiffers(
                Text(
                    en=f"{said(turn, record.amount)} of {record.value!r} paid for the order.",
                    zh=f"该订单已用 {record.value!r} 支付 {said(turn, record.amount)}。",
                ),
                hint=Text(
                    en="Name the same, or name the hold alone.", zh="请填写相同内容，或只写预占。"
                ),
                place="/data/stored_value",
            )
    elif record is not None and record.amount > data.total_cents:
        raise _above(turn, record.amount, data.total_cents)


def _above(turn: Turn, cents: int, total: int) -> ValueAboveTotal:
    return ValueAboveTotal(
        Text(
            en=f"{said(turn, cents)} would pay for an order of {said(turn, total)}.",
            zh=f"订单合计 {said(turn, total)}，储值支付却是 {said(turn, cents)}。",
        ),
        place="/data/stored_value/amount_cents",
    )


def unearned_cents(turn: Turn, order_id: str) -> int:
    """What stored value paid of an order, and still does, where that earns no points."""
    record: ValueSpend | None = turn.records.loaded.get(paid_for(order_id))
    return 0 if record is None or record.earns else record.amount - record.back


def refund_order(turn: Turn, order_id: str, refunded: int, total: int) -> None:
    """`refunded` of an order of `total` has gone back, in all: so much of it to stored value.

    It depends on the sum alone, so any number of partial refunds, in any order, put back what one
    full refund would.
    """
    record_key = paid_for(order_id)
    record: ValueSpend | None = turn.records.loaded.get(record_key)
    if record is None:
        return
    back = value_back(record.amount, total, refunded, record.on_refund)
    if back > record.back:
        _give_back(turn, record_key, record, back, Cause(key=order_id), order_id=order_id)


def hold_value(turn: Turn, key: str, amount: int, hold_id: str) -> list[Draws]:
    """Set an amount aside for an order that is not paid yet; answer what of which pot.

    Raises ValueInsufficient, ValueFrozen, ValueUnknown; then nothing was taken.
    """
    plan = thawed(turn, key, "/data/stored_value/value")
    _unspent(turn, spent_under(hold_id), "/data/hold_id")
    cause = Cause(key=hold_id)
    parts = _parts(turn, plan, amount, "/data/stored_value/amount_cents")
    draws = [(name, set_aside(turn, name, cents, cause)) for name, cents in parts if cents]
    schedule(turn, turn.state.ledger)
    return draws


def spend_held_value(turn: Turn, draws: list[Draws], hold_id: str, order_id: str | None) -> None:
    """What a hold has set aside of a stored value pays, for an order or for the hold itself."""
    found = value_of(draws[0][0])
    assert found is not None, "a pot of stored value"
    plan = known(turn, found[0])
    record_key = paid_for(order_id) if order_id else spent_under(hold_id)
    _unspent(turn, record_key, "/data/order_id")
    for name, lots in draws:
        use_up(turn, name, lots, Cause(key=order_id or hold_id))
    _spent(turn, plan, record_key, draws, None if order_id else hold_id, order_id)


def _unspent(turn: Turn, record_key: tuple[str, str], place: str) -> None:
    if turn.records.get(*record_key) is not None:
        raise ValueSpendRepeated(place=place)


def _parts(turn: Turn, plan: ValuePlan, amount: int, place: str) -> list[tuple[str, int]]:
    """What each pot pays of an amount. Raises ValueInsufficient."""
    has = value_balance(turn.state.ledger, plan.key, turn.today)
    if amount > has.usable:
        raise not_enough(turn, plan.key, amount, has.usable, place)
    shares = split(amount, has.principal, has.bonus, plan.document.spends)
    return list(zip(pot_names(plan.key), shares, strict=True))


def _take(turn: Turn, plan: ValuePlan, amount: int, cause: Cause, place: str) -> list[Draws]:
    ledger: LedgerSlice = turn.state.ledger
    return [
        (name, draw(turn, pot_of(ledger, name), name, "spend", SPENT, cents, cause))
        for name, cents in _parts(turn, plan, amount, place)
        if cents
    ]


def _spent(
    turn: Turn,
    plan: ValuePlan,
    record_key: tuple[str, str],
    draws: list[Draws],
    spend_id: str | None,
    order_id: str | None,
) -> None:
    """Keep what was taken for giving it back, and say it."""
    taken = dict(draws)
    principal, bonus = (taken.get(name, []) for name in pot_names(plan.key))
    record = ValueSpend(
        plan.key,
        sum(lot[3] for lot in principal),
        sum(lot[3] for lot in bonus),
        principal,
        bonus,
        plan.document.on_refund,
        plan.document.earns,
    )
    turn.records.put(*record_key, record)
    turn.effect(
        "value.spent",
        value=plan.key,
        principal_cents=record.principal,
        bonus_cents=record.bonus,
        spend_id=spend_id,
        order_id=order_id,
    )
    schedule(turn, turn.state.ledger)


def _give_back(
    turn: Turn,
    record_key: tuple[str, str],
    record: ValueSpend,
    back: int,
    cause: Cause,
    *,
    spend_id: str | None = None,
    order_id: str | None = None,
) -> None:
    """Put back what brings the sum that has come back to `back`."""
    before = returned(record.back, record.principal, record.bonus)
    after = returned(back, record.principal, record.bonus)
    principal, bonus = (now - had for now, had in zip(after, before, strict=True))
    own, extra = pot_names(record.value)
    turn.records.put(
        *record_key,
        msgspec.structs.replace(
            record,
            principal_draws=put_back(turn, own, record.principal_draws, principal, cause),
            bonus_draws=put_back(turn, extra, record.bonus_draws, bonus, cause),
            back=back,
        ),
    )
    turn.effect(
        "value.returned",
        value=record.value,
        principal_cents=principal,
        bonus_cents=bonus,
        spend_id=spend_id,
        order_id=order_id,
    )
    schedule(turn, turn.state.ledger)
