"""A member's own page: sending points to a friend, and the family."""

from typing import Any

from shuke.api import families, transferring
from shuke.api.act import act, note
from shuke.api.ask import Ask
from shuke.api.families import Accepting, Founding, MyFamily, Naming, Putting, Sharing
from shuke.api.operation import MEMBER, route
from shuke.api.person import Held, held
from shuke.api.transferring import Sending, TakingBack, TransfersShown
from shuke.kernel import ShukeError
from shuke.org import count_attempt, forget_attempts, guesses


@route("GET", "/v1/me/transfers", needs=MEMBER)
async def my_transfers(ask: Ask[None, None]) -> TransfersShown:
    """What I may send, what I have sent and what comes."""
    return await transferring.shown(ask, await held(ask, ask.actor.id))


@route(
    "POST", "/v1/me/transfers", needs=MEMBER, act=True,
    example={"to": "phone:+8613800000000", "currency": "points", "amount": 100},
)  # fmt: skip
async def send_my_points(ask: Ask[None, Sending]) -> TransfersShown:
    """Send points to somebody whose phone number or card I know.

    Who tries one number after the other waits longer and longer, as with codes.
    """
    found = await held(ask, ask.actor.id)
    await transferring.send(ask, found, await _known(ask, found, ask.body.to))
    return await transferring.shown(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/transfers/{transfer}/take-back", needs=MEMBER, act=True, example={})
async def take_back_my_points(ask: Ask[None, TakingBack]) -> TransfersShown:
    """Take back what I have sent, until the cooling-off is over."""
    data = {"transfer_id": ask.path["transfer"]}
    await act(ask, "points.take_back", f"member:{ask.actor.id}", data)
    return await transferring.shown(ask, await held(ask, ask.actor.id))


@route("GET", "/v1/me/family", needs=MEMBER)
async def my_family(ask: Ask[None, None]) -> MyFamily:
    """My family, and the invitations that I have."""
    return await families.shown(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/family", needs=MEMBER, act=True, example={"terms": "family"})
async def found_my_family(ask: Ask[None, Founding]) -> MyFamily:
    """Found a family."""
    return await _own(ask, "family.found", {"terms": ask.body.terms})


@route(
    "POST", "/v1/me/family/invites", needs=MEMBER, act=True,
    example={"member": "phone:+8613800000000"},
)  # fmt: skip
async def invite_to_my_family(ask: Ask[None, Naming]) -> MyFamily:
    """Invite somebody whose phone number or card I know; only a head may."""
    found = await held(ask, ask.actor.id)
    other = await _known(ask, found, ask.body.member)
    ask.body = Naming(other.subject)
    await families.invite(ask, found)
    return await families.shown(ask, await held(ask, ask.actor.id))


@route(
    "POST", "/v1/me/family/accept", needs=MEMBER, act=True,
    example={"family": "01JD8Z0000000000000000000A"},
)  # fmt: skip
async def accept_my_family(ask: Ask[None, Accepting]) -> MyFamily:
    """Accept an invitation."""
    return await _own(ask, "family.accept", {"family": ask.body.family})


@route("POST", "/v1/me/family/points", needs=MEMBER, act=True, example={"amount": 100})
async def put_into_my_family(ask: Ask[None, Putting]) -> MyFamily:
    """Put points into the pool."""
    return await _own(ask, "family.contribute", {"amount": ask.body.amount})


@route("POST", "/v1/me/family/share", needs=MEMBER, act=True, example={"percent": 20})
async def share_with_my_family(ask: Ask[None, Sharing]) -> MyFamily:
    """From now on so much of what I earn goes into the pool by itself."""
    return await _own(ask, "family.share", {"percent": ask.body.percent})


@route(
    "POST", "/v1/me/family/remove", needs=MEMBER, act=True,
    example={"member": "01JD8Z0000000000000000000A"},
)  # fmt: skip
async def remove_from_my_family(ask: Ask[None, Naming]) -> MyFamily:
    """Remove a member of the family; only a head may."""
    found = await held(ask, ask.actor.id)
    data = {"by": found.subject, "member": ask.body.member}
    await act(ask, "family.remove", f"member:{families.family_of(found)}", data)
    return await families.shown(ask, await held(ask, ask.actor.id))


@route("POST", "/v1/me/family/leave", needs=MEMBER, act=True)
async def leave_my_family(ask: Ask[None, None]) -> MyFamily:
    """Leave; when a head leaves, the family is dissolved."""
    return await _own(ask, "family.leave", {})


async def _own(ask: Ask[Any, Any], kind: str, data: dict[str, Any]) -> MyFamily:
    await act(ask, kind, f"member:{ask.actor.id}", data)
    return await families.shown(ask, await held(ask, ask.actor.id))


async def _known(ask: Ask[Any, Any], found: Held, to: str) -> Held:
    """Somebody by an identity that the member has typed: counted before it is looked up."""
    counters = guesses(found.subject, ask.actor.id)
    async with ask.connection() as connection:
        await count_attempt(connection, counters, ask.now)
    try:
        other = await transferring.resolved(ask, to)
    except ShukeError as error:
        who = ("member", found.subject)
        await note(ask, "transfer.unknown", who, after={"code": error.code}, apart=True)
        raise
    async with ask.connection() as connection:
        await forget_attempts(connection, counters, ask.now)
    return other
