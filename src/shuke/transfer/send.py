"""The sender's side: points are set aside, offered, taken back, or close and leave.

Until the cooling-off is over the points lie here, held; so taking back is decided by one member's
state alone and never races with anybody. Only what the other has accepted leaves.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger import Cause, put_back, send_off, set_aside, spend_held
from shuke.rule import TRANSFER_ARRIVE
from shuke.transfer.error import (
    AmountOutside,
    LotsTooManySent,
    NotRegistered,
    NotTransferable,
    TransferConditionUnmet,
    TransferLimitReached,
    TransferOver,
    TransferRepeated,
    TransfersTooMany,
    TransferToSelf,
    TransferUnknown,
)
from shuke.transfer.fact import TransferRecord, moment, note_transfer, seconds_of
from shuke.transfer.state import (
    MAX_LOTS,
    MAX_OPEN,
    UNANSWERED_SECONDS,
    Sending,
    TransferSlice,
    count,
    left,
)
from shuke.transfer.terms import TransferPlan, TransferTerms


def fee_spend_of(transfer_id: str) -> str:
    """The number under which the fee of a transfer is spent."""
    return f"transfer:{transfer_id}"


def terms_of(turn: Turn, currency: str) -> TransferTerms:
    """The terms in force for a currency. Raises NotTransferable."""
    plan: TransferPlan = turn.current.plans["transfer"]
    terms = plan.terms.get(currency)
    if terms is None:
        names = ", ".join(sorted(plan.terms)) or "–"
        raise NotTransferable(
            Text(
                en=f"{currency!r} cannot be sent; there are terms for: {names}.",
                zh=f"{currency!r} 不能转赠；可转赠的币种：{names}。",
            ),
            place="/data/currency",
        )
    return terms


def send(turn: Turn) -> None:
    """The reducer of points.send."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    if turn.records.get("transfer", data.transfer_id) is not None:
        raise TransferRepeated(place="/data/transfer_id")
    terms = terms_of(turn, data.currency)
    _check(turn, terms)
    amount, fee = data.amount, terms.fee(data.amount)
    cause = Cause(key=data.transfer_id)
    draws = set_aside(turn, data.currency, amount, cause)
    paid = set_aside(turn, data.currency, fee, cause) if fee else []
    if len(draws) + len(paid) > MAX_LOTS:
        raise LotsTooManySent(place="/data/amount")
    until = seconds_of(turn) + terms.cooling_hours * 3600
    one = Sending(data.transfer_id, data.to, data.currency, draws, paid, turn.today, until)
    own.out.append(one)
    own.sent[one.currency] = count(own.sent.get(one.currency, []), turn.today, amount)
    turn.records.put("transfer", one.id, TransferRecord("open", one.to, one.currency, amount, fee))
    _note(turn, one, "sent")
    turn.effect("transfer.sent", **_fields(one), until=moment(until))
    turn.send(
        one.to,
        "transfer.offer",
        {
            "number": number_of(turn.subject, one.id),
            "transfer_id": one.id,
            "giver": turn.subject,
            "currency": one.currency,
            "amount": amount,
            "lots": len(draws),
            "until_seconds": until,
        },
    )
    schedule(turn)


def _check(turn: Turn, terms: TransferTerms) -> None:
    data = turn.data
    own: TransferSlice = turn.state.transfer
    if turn.state.member.provisional:
        raise NotRegistered(place="/subject")
    if data.to == turn.subject:
        raise TransferToSelf(place="/data/to")
    judge = turn.current.plans["transfer"].sends.get(data.currency)
    if judge is not None and not judge(turn):
        raise TransferConditionUnmet(place="/data/currency")
    if data.amount < terms.least or (terms.most is not None and data.amount > terms.most):
        raise AmountOutside(
            Text(
                en=f"A transfer is of at least {terms.least}"
                + ("." if terms.most is None else f" and at most {terms.most}."),
                zh=f"每笔至少 {terms.least}"
                + ("。" if terms.most is None else f"，至多 {terms.most}。"),
            ),
            place="/data/amount",
            least=terms.least,
            most=terms.most,
        )
    may = left(own.sent.get(data.currency, []), terms.sends, turn.today)
    if may is not None and data.amount > may:
        raise TransferLimitReached(
            Text(en=f"{may} may still be sent.", zh=f"还可转赠 {may}。"),
            place="/data/amount",
            left=may,
        )
    if len(own.out) >= MAX_OPEN:
        raise TransfersTooMany(place="/data")


def take_back(turn: Turn) -> None:
    """The reducer of points.take_back. Asked again, the answer is the same and nothing happens."""
    data = turn.data
    one = find(turn.state.transfer, data.transfer_id)
    if one is not None:
        give_up(turn, one, "taken_back")
        schedule(turn)
        return
    record: TransferRecord | None = turn.records.get("transfer", data.transfer_id)
    if record is None:
        raise TransferUnknown(place="/data/transfer_id")
    if record.ended != "taken_back":
        raise TransferOver(place="/data/transfer_id", ended=record.ended)
    turn.effect(
        "transfer.taken_back",
        transfer_id=data.transfer_id,
        currency=record.currency,
        amount=record.amount,
        member=record.to,
        fee=record.fee,
        again=True,
    )


def answer(turn: Turn) -> None:
    """The reducer of transfer.answer: the other one takes it, or not."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    one = find(own, data.transfer_id)
    if one is None or one.to != data.by:
        if data.accepted:
            # It was taken back meanwhile, and whoever waits for it must hear of that.
            _withdraw(turn, data.transfer_id, data.by)
        return
    if not data.accepted:
        give_up(turn, one, "declined", data.reason)
    else:
        own.out[own.out.index(one)] = accepted = msgspec.structs.replace(one, accepted=True)
        if accepted.until_seconds <= int(turn.now.timestamp()):
            close(turn, accepted)
    schedule(turn)


def close(turn: Turn, one: Sending) -> None:
    """The cooling-off is over: the points leave, the fee is spent."""
    own: TransferSlice = turn.state.transfer
    own.out.remove(one)
    cause = Cause(key=one.id)
    lots = send_off(turn, one.currency, one.draws, cause)
    if one.fee:
        spend_held(turn, one.currency, one.fee, fee_spend_of(one.id), cause)
    turn.records.put("transfer", one.id, _record(one, "closed"))
    _note(turn, one, "closed")
    turn.effect("transfer.closed", **_fields(one))
    turn.send(
        one.to,
        TRANSFER_ARRIVE,
        {
            "number": number_of(turn.subject, one.id),
            "giver": turn.subject,
            "currency": one.currency,
            "lots": lots,
        },
    )


def give_up(turn: Turn, one: Sending, change: str, reason: str | None = None) -> None:
    """It does not come about: points and fee go back to their lots, and count for nothing."""
    own: TransferSlice = turn.state.transfer
    own.out.remove(one)
    put_back(turn, one.currency, [*one.draws, *one.fee], Cause(key=one.id))
    own.sent[one.currency] = count(own.sent.get(one.currency, []), one.day, -amount_of(one.draws))
    turn.records.put("transfer", one.id, _record(one, change))
    _note(turn, one, change, reason)
    turn.effect(f"transfer.{change}", **_fields(one), reason=reason)
    if change != "declined" or reason == "unanswered":
        _withdraw(turn, one.id, one.to)


def tick(turn: Turn) -> None:
    """The room's timer: close what is accepted and due, give up what nobody answered."""
    own: TransferSlice = turn.state.transfer
    now = int(turn.now.timestamp())
    for one in list(own.out):
        if one.accepted and one.until_seconds <= now:
            close(turn, one)
        elif one.until_seconds + UNANSWERED_SECONDS <= now:
            give_up(turn, one, "declined", "unanswered")
    schedule(turn)


def schedule(turn: Turn) -> None:
    """Note when an open transfer next changes by itself."""
    own: TransferSlice = turn.state.transfer
    own.due_seconds = min(
        (
            one.until_seconds if one.accepted else one.until_seconds + UNANSWERED_SECONDS
            for one in own.out
        ),
        default=0,
    )


def find(own: TransferSlice, transfer_id: str) -> Sending | None:
    """The open transfer of this number."""
    return next((one for one in own.out if one.id == transfer_id), None)


def number_of(giver: str, transfer_id: str) -> str:
    """A transfer's number among all members'."""
    return f"{giver}:{transfer_id}"


def amount_of(draws: list[Any]) -> int:
    """The points of some lots."""
    return sum(lot[3] for lot in draws)


def _withdraw(turn: Turn, transfer_id: str, to: str) -> None:
    turn.send(to, "transfer.withdraw", {"number": number_of(turn.subject, transfer_id)})


def _record(one: Sending, ended: str) -> TransferRecord:
    return TransferRecord(ended, one.to, one.currency, amount_of(one.draws), amount_of(one.fee))


def _note(turn: Turn, one: Sending, change: str, reason: str | None = None) -> None:
    note_transfer(
        turn,
        number_of(turn.subject, one.id),
        "out",
        one.to,
        one.currency,
        amount_of(one.draws),
        change,
        fee=amount_of(one.fee),
        reason=reason,
    )


def _fields(one: Sending) -> dict[str, Any]:
    return {
        "transfer_id": one.id,
        "currency": one.currency,
        "amount": amount_of(one.draws),
        "member": one.to,
        "fee": amount_of(one.fee),
    }
