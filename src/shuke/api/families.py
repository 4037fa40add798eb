"""A member's family: who belongs to it, what is in the pool, and every act on it as one event."""

from datetime import date, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import ledger, transfer
from shuke.api.act import Done, act
from shuke.api.ask import Ask
from shuke.api.operation import route
from shuke.api.person import Held, held
from shuke.api.transferring import Key, Reason, Reference, moment, names_of, resolved
from shuke.kernel import Text

Amount = Annotated[int, Meta(ge=1, le=10**15)]
SpendId = Annotated[str, Meta(min_length=1, max_length=128)]


class FamilyMember(msgspec.Struct):
    """Somebody in a family: what they put into the pool and spent of it. `left` is what they may
    still spend today; null without a limit."""

    member: str
    name: str | None
    head: bool
    since: date
    put: int
    took: int
    left: int | None


class FamilyInvited(msgspec.Struct):
    """Somebody who is invited, and until when."""

    member: str
    name: str | None
    until: datetime


class FamilyLot(msgspec.Struct):
    """Points of the pool with the same last day; without one they stay."""

    amount: int
    expires_on: date | None


class FamilyEvent(msgspec.Struct):
    """A line of the family's story."""

    at: datetime
    member: str
    name: str | None
    change: str
    amount: int | None
    reason: str | None


class FamilyShown(msgspec.Struct):
    """A family. `joined` is false while it has not answered the member."""

    family: str
    terms: str
    title: str
    currency: str
    joined: bool
    head: bool
    percent: int
    size: int
    usable: int
    lots: list[FamilyLot]
    members: list[FamilyMember]
    invites: list[FamilyInvited]
    story: list[FamilyEvent]


class InviteShown(msgspec.Struct):
    """A family that would have the member."""

    family: str
    title: str
    head: str
    name: str | None
    until: datetime


class FamilyOffered(msgspec.Struct):
    """Terms under which the member could found a family."""

    terms: str
    title: str
    size: int
    leaving: str
    rejoin_days: int


class MyFamily(msgspec.Struct):
    """The member's family, the invitations they have, and what they could found."""

    family: FamilyShown | None
    invites: list[InviteShown]
    offered: list[FamilyOffered]
    free_on: date | None
    """The first day on which the member may join or found one again."""


class Founding(msgspec.Struct, forbid_unknown_fields=True):
    """Under which terms."""

    terms: Key


class Naming(msgspec.Struct, forbid_unknown_fields=True):
    """The member who is meant: an id, or a reference as `phone:+86138…`."""

    member: Reference


class Accepting(msgspec.Struct, forbid_unknown_fields=True):
    """The family whose invitation is accepted."""

    family: Annotated[str, Meta(min_length=1, max_length=64)]


class Putting(msgspec.Struct, forbid_unknown_fields=True):
    """How many points go into the pool."""

    amount: Amount


class Sharing(msgspec.Struct, forbid_unknown_fields=True):
    """How much of what is earned goes into the pool by itself."""

    percent: Annotated[int, Meta(ge=0, le=100)]


class PoolSpending(msgspec.Struct, forbid_unknown_fields=True):
    """What the member spends of the pool."""

    amount: Amount
    spend_id: SpendId | None = None
    reason: Reason | None = None


class PoolReturning(msgspec.Struct, forbid_unknown_fields=True):
    """What of a spend comes back; without an amount, all that is left of it."""

    spend_id: SpendId
    amount: Amount | None = None
    reason: Reason | None = None


class PoolSpent(Done):
    """Points of the pool were spent, under this number."""

    spend_id: str


@route("GET", "/v1/members/{member}/family", needs="members:read")
async def member_family(ask: Ask[None, None]) -> MyFamily:
    """The member's family with its pool, invitations, and what could be founded."""
    return await shown(ask, await held(ask, ask.path["member"]))


@route(
    "POST", "/v1/members/{member}/family", needs="transfers:write", act=True,
    example={"terms": "family"},
)  # fmt: skip
async def found_family(ask: Ask[None, Founding]) -> Done:
    """The member founds a family and is its head."""
    return await _own(ask, "family.found", {"terms": ask.body.terms})


@route(
    "POST", "/v1/members/{member}/family/invites", needs="transfers:write", act=True,
    example={"member": "phone:+8613800000000"},
)  # fmt: skip
async def invite_to_family(ask: Ask[None, Naming]) -> Done:
    """The head invites a member, who has so long to accept as the terms say."""
    return await invite(ask, await held(ask, ask.path["member"]))


@route(
    "POST", "/v1/members/{member}/family/accept", needs="transfers:write", act=True,
    example={"family": "01JD8Z0000000000000000000A"},
)  # fmt: skip
async def accept_family(ask: Ask[None, Accepting]) -> Done:
    """The member accepts an invitation; the family lets them in a moment later."""
    return await _own(ask, "family.accept", {"family": ask.body.family})


@route(
    "POST", "/v1/members/{member}/family/points", needs="transfers:write", act=True,
    example={"amount": 100},
)  # fmt: skip
async def put_into_family(ask: Ask[None, Putting]) -> Done:
    """Put points into the pool; they keep their last days."""
    return await _own(ask, "family.contribute", {"amount": ask.body.amount})


@route(
    "POST", "/v1/members/{member}/family/share", needs="transfers:write", act=True,
    example={"percent": 20},
)  # fmt: skip
async def share_with_family(ask: Ask[None, Sharing]) -> Done:
    """From now on so much of what the member earns goes into the pool by itself."""
    return await _own(ask, "family.share", {"percent": ask.body.percent})


@route(
    "POST", "/v1/members/{member}/family/spend", needs="events:write", act=True,
    example={"amount": 100, "spend_id": "O-1"},
)  # fmt: skip
async def spend_of_family(ask: Ask[None, PoolSpending]) -> PoolSpent:
    """Spend points of the pool for the member, within their limits: at the till, at once."""
    found = await held(ask, ask.path["member"])
    number = ask.number(ask.body.spend_id)
    data: dict[str, Any] = {
        "by": found.subject, "amount": ask.body.amount, "spend_id": number
    }  # fmt: skip
    if ask.body.reason is not None:
        data["reason"] = ask.body.reason
    done = await act(ask, "family.spend", f"member:{family_of(found)}", data)
    return PoolSpent(**msgspec.structs.asdict(done), spend_id=number)


@route(
    "POST", "/v1/members/{member}/family/return", needs="events:write", act=True,
    example={"spend_id": "O-1", "amount": 40},
)  # fmt: skip
async def return_to_family(ask: Ask[None, PoolReturning]) -> Done:
    """Undo a spend of the pool, all of it or in part."""
    found = await held(ask, ask.path["member"])
    data = {
        name: value
        for name, value in msgspec.to_builtins(ask.body).items()
        if value is not None
    }  # fmt: skip
    return await act(ask, "family.return", f"member:{family_of(found)}", data)


@route("POST", "/v1/members/{member}/family/remove", needs="transfers:write", act=True,
       example={"member": "01JD8Z0000000000000000000A"})  # fmt: skip
async def remove_from_family(ask: Ask[None, Naming]) -> Done:
    """The head removes a member, who gets back what the terms say."""
    return await remove(ask, await held(ask, ask.path["member"]))


@route("POST", "/v1/members/{member}/family/leave", needs="transfers:write", act=True)
async def leave_family(ask: Ask[None, None]) -> Done:
    """The member leaves; a head's leaving dissolves the family. What is theirs comes back."""
    return await _own(ask, "family.leave", {})


async def _own(ask: Ask[Any, Any], kind: str, data: dict[str, Any]) -> Done:
    found = await held(ask, ask.path["member"])
    return await act(ask, kind, f"member:{found.subject}", data, audited=data)


async def invite(ask: Ask[Any, Naming], found: Held) -> Done:
    """Invite somebody to the family of a head. Errors: `member_not_registered`, `not_found`."""
    other = await resolved(ask, ask.body.member)
    if other.row.provisional:
        raise transfer.NotRegistered(
            Text(en="Whom you invite has not registered.", zh="被邀请的会员尚未注册。"),
            place="/member",
        )
    data = {"by": found.subject, "member": other.subject}
    return await act(ask, "family.invite", f"member:{family_of(found)}", data, audited=data)


async def remove(ask: Ask[Any, Naming], found: Held) -> Done:
    """Remove somebody from the family of a head."""
    other = await resolved(ask, ask.body.member)
    data = {"by": found.subject, "member": other.subject}
    return await act(ask, "family.remove", f"member:{family_of(found)}", data, audited=data)


def family_of(found: Held) -> str:
    """The family that a member belongs to. Errors: `family_not_in`."""
    mine: transfer.Mine | None = found.state.transfer.mine
    if mine is None or not mine.joined:
        raise transfer.FamilyNotIn
    return mine.family


async def shown(ask: Ask[Any, Any], found: Held) -> MyFamily:
    """The family of a member, as they see it."""
    own: transfer.TransferSlice = found.state.transfer
    plan: transfer.TransferPlan = found.release.plans["transfer"]
    now = int(ask.now.timestamp())
    open_ = [one for one in own.invites if one.until_seconds > now]
    names = await names_of(ask, [one.head for one in open_])
    waits = [terms.rejoin_days for terms in plan.families.values()]
    free = own.left_day + min(waits) if own.left_day and waits else 0
    return MyFamily(
        await _family(ask, found),
        [
            InviteShown(
                one.family,
                _title(ask, found, one.terms),
                one.head,
                names.get(one.head),
                moment(found, one.until_seconds),
            )
            for one in open_
        ],
        []
        if own.mine is not None
        else [
            FamilyOffered(key, ask.say(terms.name), terms.size, terms.leaving, terms.rejoin_days)
            for key, terms in plan.families.items()
        ],
        date.fromordinal(free) if free > found.today else None,
    )


async def _family(ask: Ask[Any, Any], found: Held) -> FamilyShown | None:
    mine: transfer.Mine | None = found.state.transfer.mine
    if mine is None:
        return None
    raw = await transfer.family_of(ask.shuke.pool, found.state.transfer)
    state = ask.shuke.app.decode_state(raw or b"")
    pool: transfer.Pool | None = state.transfer.pool
    terms = found.release.plans["transfer"].families.get(mine.terms)
    made = FamilyShown(
        mine.family, mine.terms, _title(ask, found, mine.terms), mine.currency, mine.joined,
        mine.head, mine.percent, 0 if terms is None else terms.size, 0, [], [], [], [],
    )  # fmt: skip
    if pool is None or not mine.joined:
        return made
    lines = await transfer.family_lines(ask.shuke.pool, mine.family, 30)
    people = {*pool.members, *pool.invites, *(line.member for line in lines)}
    names = await names_of(ask, sorted(people))
    made.usable = ledger.balance(state.ledger, mine.currency, found.today)[0]
    made.lots = [
        FamilyLot(lot.amount, lot.expires_on)
        for lot in ledger.lots(state.ledger, mine.currency, found.today)
    ]
    made.members = [
        FamilyMember(
            name,
            names.get(name),
            name == pool.head,
            date.fromordinal(part.since_day),
            part.put,
            part.took,
            None if terms is None else transfer.left(part.counted, terms.spends, found.today),
        )
        for name, part in pool.members.items()
    ]
    now = int(ask.now.timestamp())
    made.invites = [
        FamilyInvited(name, names.get(name), moment(found, until))
        for name, until in pool.invites.items()
        if until > now
    ]
    made.story = [
        FamilyEvent(one.at, one.member, names.get(one.member), one.change, one.amount, one.reason)
        for one in lines
    ]
    return made


def _title(ask: Ask[Any, Any], found: Held, terms: str) -> str:
    document = found.release.plans["transfer"].families.get(terms)
    return terms if document is None else ask.say(document.name)
