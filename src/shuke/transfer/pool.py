"""The family's side: a subject of its own, whose lots in the ledger are the pool.

It never writes a member: who joins, leaves or gets points back hears of it by an event, once.
"""

from __future__ import annotations

from typing import Any

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger import (
    Cause,
    LedgerSlice,
    give_back,
    send_off,
    set_aside,
    spend,
    take_in,
)
from shuke.rule import FAMILY_OPEN, OF_FAMILIES, TRANSFER_ARRIVE
from shuke.transfer.error import (
    FamilyFull,
    FamilyLimitReached,
    FamilyNoMember,
    FamilyNotHead,
    FamilyNotIn,
    FamilyTermsUnknown,
    FamilyUnknown,
)
from shuke.transfer.fact import FamilySpent, moment, note_family, seconds_of
from shuke.transfer.state import MAX_POT_LOTS, Part, Pool, TransferSlice, count, left
from shuke.transfer.terms import FamilyTerms

ALLOWED = OF_FAMILIES | {
    FAMILY_OPEN, TRANSFER_ARRIVE, "transfer.offer", "points.adjust", "tick", "history.replayed",
}  # fmt: skip
"""What a family answers to."""


def guard(turn: Turn) -> None:
    """Before anything else: members do what members do, families what families do."""
    pool = turn.state.transfer.pool
    kind = turn.event.type
    if pool is None:
        if kind in OF_FAMILIES:
            raise FamilyUnknown(place="/subject")
    elif kind not in ALLOWED:
        raise FamilyNoMember(place="/subject")


def open_pool(turn: Turn) -> None:
    """The reducer of family.open: once, whatever comes later."""
    data = turn.data
    own: TransferSlice = turn.state.transfer
    if own.pool is not None or not turn.given.created:
        return
    own.pool = Pool(data.terms, data.currency, data.head, {data.head: Part(turn.today)})
    note_family(turn, data.head, "opened", key=data.terms)
    turn.effect("family.opened", family=turn.subject, member=data.head, terms=data.terms)


def invite(turn: Turn) -> None:
    """The reducer of family.invite."""
    data, pool = turn.data, _pool(turn)
    terms = _terms(turn, pool)
    _only_head(pool, data.by)
    _forget_invites(turn, pool)
    if data.member in pool.members:
        raise FamilyFull(
            Text(en="The member is in the family.", zh="会员已在该家庭中。"), place="/data/member"
        )
    if len(pool.members) + len({*pool.invites, data.member}) > terms.size:
        raise FamilyFull(
            Text(
                en=f"A family has at most {terms.size} members, invitations among them.",
                zh=f"家庭至多 {terms.size} 人，含未答复的邀请。",
            ),
            place="/data/member",
        )
    until = seconds_of(turn) + terms.invite_days * 86_400
    pool.invites[data.member] = until
    note_family(turn, data.member, "invited")
    turn.effect("family.invited", family=turn.subject, member=data.member, until=moment(until))
    turn.send(
        data.member,
        "family.invited",
        {
            "family": turn.subject,
            "head": pool.head,
            "terms": pool.terms,
            "currency": pool.currency,
            "until_seconds": until,
        },
    )


def join(turn: Turn) -> None:
    """The reducer of family.join: whoever was invited is let in, if there is still room."""
    data = turn.data
    pool = turn.state.transfer.pool
    _forget_invites(turn, pool)
    terms: FamilyTerms | None = turn.current.plans["transfer"].families.get(pool.terms)
    reason = None
    if not pool.head or pool.invites.pop(data.member, None) is None:
        reason = "not_invited"
    elif terms is None or len(pool.members) >= terms.size:
        reason = "family_full"
    answer: dict[str, Any] = {"family": turn.subject, "accepted": reason is None}
    if reason is None:
        pool.members[data.member] = Part(turn.today)
        note_family(turn, data.member, "joined")
        turn.effect("family.joined", family=turn.subject, member=data.member)
    else:
        answer["reason"] = reason
    turn.send(data.member, "family.joined", answer)


def arrive_in_pool(turn: Turn, pool: Pool) -> None:
    """Lots of a member. What comes of nobody who belongs here, or does not fit, goes back."""
    data = turn.data
    cause = Cause(key=data.number)
    amount = take_in(turn, data.currency, data.lots, cause)
    part = pool.members.get(data.giver)
    ledger: LedgerSlice = turn.state.ledger
    pot = ledger.pots[data.currency]
    if part is not None and len(pot.lots) <= MAX_POT_LOTS:
        part.put += amount
        note_family(turn, data.giver, "put", currency=data.currency, amount=amount)
        turn.effect(
            "family.put",
            family=turn.subject,
            member=data.giver,
            currency=data.currency,
            amount=amount,
        )
        return
    _pay_out(turn, data.currency, data.giver, amount, cause)


def spend_pool(turn: Turn) -> None:
    """The reducer of family.spend."""
    data, pool = turn.data, _pool(turn)
    terms = _terms(turn, pool)
    part = pool.members.get(data.by)
    if part is None:
        raise FamilyNotIn(place="/data/by")
    may = left(part.counted, terms.spends, turn.today)
    if may is not None and data.amount > may:
        raise FamilyLimitReached(
            Text(en=f"{may} may still be spent.", zh=f"还可使用 {may}。"),
            place="/data/amount",
            left=may,
        )
    cause = Cause(key=data.spend_id, note=data.reason)
    spend(turn, pool.currency, data.amount, data.spend_id, cause)
    part.took += data.amount
    part.counted = count(part.counted, turn.today, data.amount)
    turn.records.put("family_spend", data.spend_id, FamilySpent(data.by, turn.today))
    _tell(turn, "spent", data.by, pool.currency, data.amount, data.spend_id)


def return_pool(turn: Turn) -> None:
    """The reducer of family.return: to the pool, and to whoever had spent it."""
    data, pool = turn.data, turn.state.transfer.pool
    amount = give_back(turn, data.spend_id, data.amount, Cause(key=data.spend_id, note=data.reason))
    spent: FamilySpent | None = turn.records.get("family_spend", data.spend_id)
    assert spent is not None, "what a pool spends says who spent it"
    part = pool.members.get(spent.member)
    if part is not None:
        part.took -= amount
        part.counted = count(part.counted, spent.day, -amount)
    _tell(turn, "returned", spent.member, pool.currency, amount, data.spend_id)


def remove(turn: Turn) -> None:
    """The reducer of family.remove."""
    data, pool = turn.data, _pool(turn)
    _only_head(pool, data.by)
    if data.member == pool.head or data.member not in pool.members:
        raise FamilyNotIn(place="/data/member")
    _let_out(turn, pool, data.member, "removed")
    turn.send(data.member, "family.left", {"family": turn.subject, "reason": "removed"})


def quit_pool(turn: Turn) -> None:
    """The reducer of family.quit: a member has left, or was erased, whose points then stay."""
    data, pool = turn.data, turn.state.transfer.pool
    pool.invites.pop(data.member, None)
    if data.member not in pool.members:
        return
    if data.member == pool.head:
        _dissolve(turn, pool, erased=data.erased)
    else:
        _let_out(turn, pool, data.member, "left", gives=not data.erased)


def _dissolve(turn: Turn, pool: Pool, *, erased: bool) -> None:
    """Each gets what is theirs in the order of joining, and the head the rest."""
    head = pool.head
    for member in [name for name in pool.members if name != head]:
        _let_out(turn, pool, member, "dissolved")
        turn.send(member, "family.left", {"family": turn.subject, "reason": "dissolved"})
    rest = max(turn.state.ledger.usable(pool.currency), 0)
    pool.members.pop(head)
    pool.invites.clear()
    pool.head = ""
    if rest:
        # To a head who was erased too: it arrives nowhere, and expires there.
        _pay_out(turn, pool.currency, head, rest, Cause(key=turn.subject))
    note_family(turn, head, "dissolved", currency=pool.currency, amount=rest,
                reason="erased" if erased else "left")  # fmt: skip
    turn.effect("family.dissolved", family=turn.subject, member=head, amount=rest)


def _let_out(turn: Turn, pool: Pool, member: str, reason: str, *, gives: bool = True) -> None:
    """A member is no longer in the family; what is theirs by the terms goes back to them."""
    terms: FamilyTerms | None = turn.current.plans["transfer"].families.get(pool.terms)
    part = pool.members.pop(member)
    own = 0
    if gives and (terms is None or terms.leaving == "own"):
        there = max(turn.state.ledger.usable(pool.currency), 0)
        own = min(max(part.put - part.took, 0), there)
    if own:
        _pay_out(turn, pool.currency, member, own, Cause(key=turn.subject))
    note_family(turn, member, "left", currency=pool.currency, amount=own, reason=reason)
    turn.effect(
        "family.left",
        family=turn.subject,
        member=member,
        reason=reason,
        currency=pool.currency,
        amount=own,
    )


def _pay_out(turn: Turn, currency: str, member: str, amount: int, cause: Cause) -> None:
    """Send points of the pool to a member, the soonest-expiring first."""
    amount = min(amount, max(turn.state.ledger.usable(currency), 0))
    if not amount:
        return
    lots = send_off(turn, currency, set_aside(turn, currency, amount, cause), cause)
    number = f"{turn.subject}:{turn.event.seq}:{len(turn.sent)}"
    turn.send(
        member,
        TRANSFER_ARRIVE,
        {"number": number, "giver": turn.subject, "currency": currency, "lots": lots},
    )
    turn.effect(
        "transfer.returned",
        transfer_id=number,
        currency=currency,
        amount=amount,
        member=member,
    )


def _pool(turn: Turn) -> Pool:
    """The pool, of a family that is not dissolved. Raises FamilyUnknown."""
    pool: Pool = turn.state.transfer.pool
    if not pool.head:
        raise FamilyUnknown(
            Text(en="The family was dissolved.", zh="该家庭已解散。"), place="/subject"
        )
    return pool


def _terms(turn: Turn, pool: Pool) -> FamilyTerms:
    terms: FamilyTerms | None = turn.current.plans["transfer"].families.get(pool.terms)
    if terms is None:
        raise FamilyTermsUnknown(place="/subject")
    return terms


def _only_head(pool: Pool, by: str) -> None:
    if by != pool.head:
        raise FamilyNotHead(place="/data/by")


def _forget_invites(turn: Turn, pool: Pool) -> None:
    now = int(turn.now.timestamp())
    pool.invites = {member: until for member, until in pool.invites.items() if until > now}


def _tell(turn: Turn, change: str, member: str, currency: str, amount: int, spend_id: str) -> None:
    note_family(turn, member, change, currency=currency, amount=amount, key=spend_id)
    turn.effect(
        f"family.{change}",
        family=turn.subject,
        member=member,
        currency=currency,
        amount=amount,
        spend_id=spend_id,
    )
