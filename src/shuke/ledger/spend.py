"""Spending, and giving spent points back to the lots they came from."""

from __future__ import annotations

import msgspec

from shuke.engine import RecordKind, Turn
from shuke.kernel import Text
from shuke.ledger.credit import checked_amount, rules_of
from shuke.ledger.date import IDLE
from shuke.ledger.entry import SPENT, Cause
from shuke.ledger.error import (
    ReturnTooLarge,
    SpendRepeated,
    SpendUnknown,
    insufficient,
    not_spendable,
)
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw, receive, roomy
from shuke.ledger.reversal import current_rules
from shuke.ledger.state import LedgerSlice, Lot, pot_of


class Spend(msgspec.Struct, array_like=True, gc=False):
    """The record of one spend (kind `spend`): which lots paid, less what has come back."""

    currency: str
    amount: int
    draws: list[Lot]
    rule: str | None = None
    version: int | None = None

    @property
    def left(self) -> int:
        """What may still be returned."""
        return sum(lot[3] for lot in self.draws)


SPEND = RecordKind("spend", Spend)


def spend(turn: Turn, currency: str, amount: int, spend_id: str, cause: Cause) -> None:
    """Spend `amount`, soonest-expiring points first, under a number of the caller's.

    The event names the record ("spend", spend_id). Nothing is taken when the member has less:
    raises InsufficientPoints; also SpendRepeated, CurrencyNotSpendable, CurrencyUnknown,
    AmountInvalid.
    """
    rules = rules_of(turn, currency)
    checked_amount(amount)
    if not rules.spendable:
        raise not_spendable(currency)
    if turn.records.get("spend", spend_id) is not None:
        raise SpendRepeated(
            Text(
                en=f"Something was already spent under {spend_id!r}.",
                zh=f"编号 {spend_id!r} 已有一笔消费。",
            ),
            place="/data/spend_id",
        )
    ledger: LedgerSlice = turn.state.ledger
    usable = ledger.usable(currency)
    if usable < amount:
        raise insufficient(currency, amount, usable)
    pot = pot_of(ledger, currency)
    draws = draw(turn, pot, currency, "spend", SPENT, amount, cause)
    if pot.idle_day and rules.idle_months:
        pot.idle_day = max(pot.idle_day, rules.idle_until(turn.today))
    turn.records.put("spend", spend_id, Spend(currency, amount, draws, cause.rule, cause.version))
    turn.effect("points.spent", currency=currency, amount=amount, spend_id=spend_id)
    schedule(turn, ledger)


def give_back(turn: Turn, spend_id: str, amount: int | None, cause: Cause) -> int:
    """Return `amount` of a spend (None: all that is left) and answer how much came back.

    The points go back to their lots, the longest-lived first, and live at least as long as the
    currency promises for returned points. Raises SpendUnknown, ReturnTooLarge.
    """
    record: Spend | None = turn.records.get("spend", spend_id)
    if record is None:
        raise SpendUnknown(
            Text(
                en=f"Nothing was spent under {spend_id!r}.",
                zh=f"没有编号为 {spend_id!r} 的消费。",
            ),
            place="/data/spend_id",
        )
    left = record.left
    wanted = left if amount is None else checked_amount(amount)
    if not left or wanted > left:
        raise ReturnTooLarge(
            Text(
                en=f"{left} of {spend_id!r} can still be returned.",
                zh=f"{spend_id!r} 还可退回 {left}。",
            ),
            place="/data/amount",
            left=left,
        )
    ledger: LedgerSlice = turn.state.ledger
    draws = put_back(turn, record.currency, record.draws, wanted, cause)
    turn.records.put("spend", spend_id, msgspec.structs.replace(record, draws=draws))
    turn.effect("points.returned", currency=record.currency, amount=wanted, spend_id=spend_id)
    schedule(turn, ledger)
    return wanted


def put_back(turn: Turn, currency: str, drawn: list[Lot], wanted: int, cause: Cause) -> list[Lot]:
    """Put back into lots what the last draws took; answer the draws that remain."""
    draws = list(drawn)
    pot = pot_of(turn.state.ledger, currency)
    soonest = turn.today + current_rules(turn, currency).returned_life_days
    while wanted:
        until, month, place, held = draws.pop()
        part = min(held, wanted)
        if part < held:
            draws.append((until, month, place, held - part))
        wanted -= part
        if until == IDLE:
            pot.idle_day = max(pot.idle_day, soonest)
        elif until < soonest:
            until, month = roomy(pot, soonest, month)
        receive(turn, pot, currency, "return", SPENT, (until, month, place, part), cause)
    return draws
