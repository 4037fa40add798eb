"""The receiver's side: an offer is judged once, and what was accepted always arrives."""

from __future__ import annotations

from shuke.engine import Turn
from shuke.ledger import Cause, LedgerSlice, take_in
from shuke.transfer.fact import moment, note_transfer
from shuke.transfer.pool import arrive_in_pool
from shuke.transfer.state import MAX_COMING, MAX_POT_LOTS, Coming, TransferSlice, count, left
from shuke.transfer.terms import TransferPlan


def offer(turn: Turn) -> None:
    """The reducer of transfer.offer. The answer goes to the sender, whatever it is."""
    data = turn.data
    reason = _why_not(turn)
    answer = {"transfer_id": data.transfer_id, "by": turn.subject, "accepted": reason is None}
    if reason is not None:
        turn.send(data.giver, "transfer.answer", {**answer, "reason": reason})
        return
    own: TransferSlice = turn.state.transfer
    one = Coming(
        data.number,
        data.giver,
        data.currency,
        data.amount,
        data.lots,
        turn.today,
        data.until_seconds,
    )
    own.coming.append(one)
    own.got[one.currency] = count(own.got.get(one.currency, []), turn.today, one.amount)
    _note(turn, one, "coming")
    turn.effect(
        "transfer.coming",
        transfer_id=one.number,
        currency=one.currency,
        amount=one.amount,
        member=one.giver,
        until=moment(one.until_seconds),
    )
    turn.send(data.giver, "transfer.answer", answer)


def _why_not(turn: Turn) -> str | None:
    """What keeps the member from receiving what is offered."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    plan: TransferPlan = turn.current.plans["transfer"]
    if turn.state.member.erased or own.pool is not None:
        return "erased"
    if turn.state.member.provisional:
        return "provisional"
    terms = plan.terms.get(data.currency)
    if terms is None:
        return "no_terms"
    if len(own.coming) >= MAX_COMING:
        return "too_many"
    ledger: LedgerSlice = turn.state.ledger
    pot = ledger.pots.get(data.currency)
    lots = 0 if pot is None else len(pot.lots) + len(pot.waits)
    if lots + data.lots + sum(one.lots for one in own.coming) > MAX_POT_LOTS:
        return "full"
    may = left(own.got.get(data.currency, []), terms.receives, turn.today)
    if may is not None and data.amount > may:
        return "limit"
    return None


def withdraw(turn: Turn) -> None:
    """The reducer of transfer.withdraw: it does not come, and counts for nothing."""
    one = _drop(turn.state.transfer, turn.data.number)
    if one is None:
        return
    own: TransferSlice = turn.state.transfer
    own.got[one.currency] = count(own.got.get(one.currency, []), one.day, -one.amount)
    _note(turn, one, "withdrawn")
    turn.effect(
        "transfer.withdrawn",
        transfer_id=one.number,
        currency=one.currency,
        amount=one.amount,
        member=one.giver,
    )


def arrive(turn: Turn) -> None:
    """The reducer of transfer.arrive: lots that left another subject are here, with their days."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    if own.pool is not None:
        arrive_in_pool(turn, own.pool)
        return
    _drop(own, data.number)
    amount = take_in(turn, data.currency, data.lots, Cause(key=data.number))
    note_transfer(turn, data.number, "in", data.giver, data.currency, amount, "received")
    turn.effect(
        "transfer.received",
        transfer_id=data.number,
        currency=data.currency,
        amount=amount,
        member=data.giver,
    )


def _drop(own: TransferSlice, number: str) -> Coming | None:
    for one in own.coming:
        if one.number == number:
            own.coming.remove(one)
            return one
    return None


def _note(turn: Turn, one: Coming, change: str) -> None:
    note_transfer(turn, one.number, "in", one.giver, one.currency, one.amount, change)
