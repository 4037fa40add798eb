"""The member's side of a family: founding, joining, putting points in, leaving."""

from __future__ import annotations

from typing import Any

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger import Cause, LedgerSlice, iso, send_off, set_aside
from shuke.rule import FAMILY_OPEN, TRANSFER_ARRIVE
from shuke.transfer.error import (
    FamilyAlready,
    FamilyConditionUnmet,
    FamilyInviteUnknown,
    FamilyLimitReached,
    FamilyNotIn,
    FamilyTermsUnknown,
    FamilyTooSoon,
    LotsTooManySent,
    NotRegistered,
)
from shuke.transfer.state import MAX_INVITES, MAX_LOTS, Invite, Mine, TransferSlice, count, left
from shuke.transfer.terms import FamilyTerms


def found(turn: Turn) -> None:
    """The reducer of family.found."""
    key = turn.data.terms
    terms = _terms(turn, key, "/data/terms")
    _free(turn, terms)
    judge = turn.current.plans["transfer"].founds.get(key)
    if judge is not None and not judge(turn):
        raise FamilyConditionUnmet(place="/data/terms")
    own: TransferSlice = turn.state.transfer
    family = turn.derive("family")
    own.mine = Mine(family, key, terms.currency, head=True, joined=True)
    own.invites = []
    turn.effect("family.joined", family=family, member=turn.subject, terms=key)
    turn.send(family, FAMILY_OPEN, {"terms": key, "currency": terms.currency, "head": turn.subject})


def invited(turn: Turn) -> None:
    """The reducer of family.invited: it waits to be accepted, or passes."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    others = [one for one in own.invites if one.family != data.family]
    invite = Invite(data.family, data.head, data.terms, data.currency, data.until_seconds)
    own.invites = [*others, invite][-MAX_INVITES:]
    turn.effect("family.invited", family=data.family, member=data.head)


def accept(turn: Turn) -> None:
    """The reducer of family.accept: the member asks; the family lets them in."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    now = int(turn.now.timestamp())
    invite = next((one for one in own.invites if one.family == data.family), None)
    if invite is None or invite.until_seconds <= now:
        raise FamilyInviteUnknown(place="/data/family")
    _free(turn, _terms(turn, invite.terms, "/data/family"))
    own.mine = Mine(invite.family, invite.terms, invite.currency)
    own.invites.remove(invite)
    turn.effect("family.asked", family=invite.family, member=turn.subject)
    turn.send(invite.family, "family.join", {"member": turn.subject})


def joined(turn: Turn) -> None:
    """The reducer of family.joined: the family has answered."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    mine = own.mine
    if mine is None or mine.family != data.family:
        # The member has left meanwhile; that is on its way to the family.
        return
    if data.accepted:
        mine.joined = True
        own.invites = []
        turn.effect("family.joined", family=data.family, member=turn.subject)
    else:
        own.mine = None
        turn.effect("family.refused", family=data.family, member=turn.subject, reason=data.reason)


def contribute(turn: Turn) -> None:
    """The reducer of family.contribute."""
    mine = _joined(turn)
    terms = _terms(turn, mine.terms, "/subject")
    amount = turn.data.amount
    may = left(turn.state.transfer.put, terms.puts, turn.today)
    if may is not None and amount > may:
        raise FamilyLimitReached(
            Text(en=f"{may} may still be put in.", zh=f"还可存入 {may}。"),
            place="/data/amount",
            left=may,
        )
    draws = set_aside(turn, mine.currency, amount, Cause(key=mine.family))
    if len(draws) > MAX_LOTS:
        raise LotsTooManySent(place="/data/amount")
    _put(turn, mine, amount, draws)


def set_share(turn: Turn) -> None:
    """The reducer of family.share."""
    mine = _joined(turn)
    mine.percent = turn.data.percent
    turn.effect("family.shared", family=mine.family, member=turn.subject, percent=turn.data.percent)


def share(turn: Turn) -> None:
    """For every event, after the ledger: a share of what was earned and is usable goes in.

    Whole points, rounded down; never more than is usable, than the limits allow or than one
    transfer carries. A later refund is the member's own affair: the pool keeps what it got.
    """
    mine: Mine | None = turn.state.transfer.mine
    if mine is None or not mine.percent or not mine.joined:
        return
    earned = _earned(turn, mine.currency)
    if not earned:
        return
    terms: FamilyTerms | None = turn.current.plans["transfer"].families.get(mine.terms)
    ledger: LedgerSlice = turn.state.ledger
    pot = ledger.pots[mine.currency]
    may = sum(lot[3] for lot in pot.lots[:MAX_LOTS])
    if terms is None:
        return
    limit = left(turn.state.transfer.put, terms.puts, turn.today)
    amount = min(earned * mine.percent // 100, may, may if limit is None else limit)
    if amount > 0:
        _put(turn, mine, amount, set_aside(turn, mine.currency, amount, Cause(key=mine.family)))


def _earned(turn: Turn, currency: str) -> int:
    """What this event, and the timers before it, made usable of what was issued."""
    today, earned = iso(turn.today) or "", 0
    for effect in turn.effects:
        kind = effect["type"]
        if (kind == "points.usable" and effect["currency"] == currency) or (
            kind == "points.credited"
            and effect["currency"] == currency
            and (effect["usable_on"] or today) <= today
        ):
            earned += effect["amount"]
    return earned


def _put(turn: Turn, mine: Mine, amount: int, draws: list[Any]) -> None:
    own: TransferSlice = turn.state.transfer
    lots = send_off(turn, mine.currency, draws, Cause(key=mine.family))
    own.put = count(own.put, turn.today, amount)
    turn.effect(
        "family.put",
        family=mine.family,
        member=turn.subject,
        currency=mine.currency,
        amount=amount,
    )
    turn.send(
        mine.family,
        TRANSFER_ARRIVE,
        {
            "number": f"{turn.subject}:{turn.event.seq}:{len(turn.sent)}",
            "giver": turn.subject,
            "currency": mine.currency,
            "lots": lots,
        },
    )


def leave(turn: Turn) -> None:
    """The reducer of family.leave: what the terms give back comes as any other transfer."""
    own: TransferSlice = turn.state.transfer
    mine = own.mine
    if mine is None:
        raise FamilyNotIn(place="/subject")
    _gone(turn, mine, "left")
    turn.send(mine.family, "family.quit", {"member": turn.subject})


def put_out(turn: Turn) -> None:
    """The reducer of family.left: the head removed the member, or dissolved the family."""
    mine: Mine | None = turn.state.transfer.mine
    if mine is not None and mine.family == turn.data.family:
        _gone(turn, mine, turn.data.reason)


def _gone(turn: Turn, mine: Mine, reason: str) -> None:
    own: TransferSlice = turn.state.transfer
    own.mine = None
    own.left_day = turn.today
    turn.effect("family.left", family=mine.family, member=turn.subject, reason=reason)


def _free(turn: Turn, terms: FamilyTerms) -> None:
    """Raise what keeps a member from belonging to a family."""
    own: TransferSlice = turn.state.transfer
    if turn.state.member.provisional:
        raise NotRegistered(place="/subject")
    if own.mine is not None:
        raise FamilyAlready(place="/subject")
    if own.left_day and turn.today < own.left_day + terms.rejoin_days:
        until = own.left_day + terms.rejoin_days
        raise FamilyTooSoon(
            Text(
                en=f"The member may join a family again on {iso(until)}.",
                zh=f"会员自 {iso(until)} 起可再次加入家庭。",
            ),
            place="/subject",
            on=iso(until),
        )


def _terms(turn: Turn, key: str, place: str) -> FamilyTerms:
    terms: FamilyTerms | None = turn.current.plans["transfer"].families.get(key)
    if terms is None:
        raise FamilyTermsUnknown(
            Text(en=f"There are no family terms {key!r}.", zh=f"没有家庭条款 {key!r}。"),
            place=place,
        )
    return terms


def _joined(turn: Turn) -> Mine:
    mine: Mine | None = turn.state.transfer.mine
    if mine is None or not mine.joined:
        raise FamilyNotIn(place="/subject")
    return mine
