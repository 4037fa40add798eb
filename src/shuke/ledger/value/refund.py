"""Paying principal out: of one top-up, whose bonus goes with it, or of the balance."""

from __future__ import annotations

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.entry import ISSUED, Cause
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw
from shuke.ledger.pot_name import PRINCIPAL, value_of
from shuke.ledger.reversal import recover
from shuke.ledger.state import LedgerSlice, pot_of
from shuke.ledger.value.error import (
    TopUpUnknown,
    ValueNotSettled,
    ValueRefundRepeated,
    ValueRefundTooLarge,
    said,
)
from shuke.ledger.value.holding import thawed, value_balance
from shuke.ledger.value.plan import ValuePlan
from shuke.ledger.value.record import TopUp, ValueRefund


def refund(turn: Turn) -> None:
    """The reducer of value.refund."""
    data = turn.data
    plan = thawed(turn, data.value)
    if turn.records.get("value_refund", data.refund_id) is not None:
        raise ValueRefundRepeated(
            Text(
                en=f"Something was already paid out under {data.refund_id!r}.",
                zh=f"编号 {data.refund_id!r} 已有一笔退款。",
            ),
            place="/data/refund_id",
        )
    cause = Cause(key=data.refund_id, note=data.reason)
    if data.top_up_id is None:
        amount, withdrawn, kept_back = _of_balance(turn, plan, cause)
    else:
        amount, withdrawn, kept_back = _of_top_up(turn, plan, data.top_up_id, cause)
    paid_out = amount - kept_back
    made = ValueRefund(plan.key, amount, paid_out, withdrawn)
    turn.records.put("value_refund", data.refund_id, made)
    turn.effect(
        "value.refunded",
        value=plan.key,
        refund_id=data.refund_id,
        principal_cents=amount,
        bonus_cents=withdrawn,
        paid_out_cents=paid_out,
        top_up_id=data.top_up_id,
    )
    schedule(turn, turn.state.ledger)


def _of_balance(turn: Turn, plan: ValuePlan, cause: Cause) -> tuple[int, int, int]:
    """Of the principal that is left; of the bonus that is left goes the same part, rounded up."""
    has = value_balance(turn.state.ledger, plan.key, turn.today)
    amount = _amount(turn, has.principal)
    withdrawn = -(-has.bonus * amount // has.principal)
    _leave(turn, plan, amount, cause)
    if withdrawn:
        bonus = plan.bonus.currency
        pot = pot_of(turn.state.ledger, bonus)
        draw(turn, pot, bonus, "reverse", ISSUED, withdrawn, cause)
    return amount, withdrawn, 0


def _of_top_up(turn: Turn, plan: ValuePlan, id: str, cause: Cause) -> tuple[int, int, int]:
    """Of one top-up: its bonus goes in proportion, wherever it is by now.

    What of that bonus has expired is gone; what was spent is taken from other bonus, and what is
    missing then is kept back of the payout, or let go, as the document says.
    """
    record: TopUp | None = turn.records.get("top_up", id)
    if record is None or record.value != plan.key:
        raise TopUpUnknown(place="/data/top_up_id")
    has = value_balance(turn.state.ledger, plan.key, turn.today)
    amount = _amount(turn, min(record.principal - record.refunded, has.principal))
    refunded = record.refunded + amount
    stays = record.bonus * (record.principal - refunded) // record.principal
    due = record.bonus - stays - record.withdrawn
    _leave(turn, plan, amount, cause)
    withdrawn = kept_back = 0
    if due:
        assert record.part is not None, "a bonus lies somewhere"
        part = msgspec.structs.replace(record.part, amount=due)
        back = recover(turn, plan.bonus.currency, due, [part], cause)
        withdrawn = back.taken
        if plan.document.spent_bonus == "deduct":
            kept_back = min(back.shortfall, amount)
    record = msgspec.structs.replace(record, refunded=refunded, withdrawn=record.withdrawn + due)
    turn.records.put("top_up", id, record)
    return amount, withdrawn, kept_back


def _amount(turn: Turn, most: int) -> int:
    """What is to leave the principal: as asked for, or all that can."""
    asked = turn.data.amount_cents
    amount: int = most if asked is None else asked
    if not most or amount > most:
        raise ValueRefundTooLarge(
            Text(
                en=f"{said(turn, most)} of principal can be paid out.",
                zh=f"可退本金为 {said(turn, most)}。",
            ),
            hint=Text(
                en="What is held for an order can be paid out once the hold is released.",
                zh="为订单预占的部分须先放回才能退。",
            ),
            place="/data/amount_cents",
            left_cents=most,
        )
    return amount


def _leave(turn: Turn, plan: ValuePlan, amount: int, cause: Cause) -> None:
    principal = plan.principal.currency
    pot = pot_of(turn.state.ledger, principal)
    draw(turn, pot, principal, "reverse", ISSUED, amount, cause)


def settled(turn: Turn) -> None:
    """Raise ValueNotSettled while the member has principal: it is theirs, and must be paid out."""
    ledger: LedgerSlice = turn.state.ledger
    for pot in ledger.pots:
        key, part = value_of(pot) or ("", "")
        left = ledger.usable(pot) + ledger.held.get(pot, 0)
        if part == PRINCIPAL and left:
            raise ValueNotSettled(
                Text(
                    en=f"The member has {said(turn, left)} of principal in {key!r}.",
                    zh=f"该会员在 {key!r} 还有本金 {said(turn, left)}。",
                ),
                hint=Text(en="Pay it out first.", zh="请先退还本金。"),
                value=key,
                left_cents=left,
            )
