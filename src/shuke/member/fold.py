"""The member's reducers: ARRIVE before anything is judged, COUNT after the points are posted."""

from __future__ import annotations

from typing import Any

import msgspec

from shuke.engine import Reducer, Turn, is_sealed
from shuke.kernel import ShukeError, Text
from shuke.member.profile import (
    Fields,
    ProfileFieldUnknown,
    ProfileTooLarge,
    ProfileValueInvalid,
    fields_of,
)
from shuke.member.state import ERASED, PROFILE_LIMIT_BYTES, MemberSlice
from shuke.rule import FAMILY_OPEN, STANDARD_EVENTS

SURVIVING = frozenset(one.name for one in STANDARD_EVENTS if one.survives)
"""What an erased member still answers to: something of somebody else's comes with it."""

_packed = msgspec.msgpack.Encoder()


class IdentityTaken(ShukeError):
    """Another member has the identity."""

    code = "identity_taken"
    status = 409
    title = Text(en="The identity belongs to another member", zh="该身份属于另一位会员")


class IdentityUnknown(ShukeError):
    """The member does not have the identity that is to be unlinked."""

    code = "identity_unknown"
    status = 404
    title = Text(en="The member does not have this identity", zh="会员没有这个身份")


class IdentityLast(ShukeError):
    """Without any identity a member could never be found again."""

    code = "identity_last"
    status = 409
    title = Text(en="This is the member's last identity", zh="这是会员最后一个身份")


class MemberErased(ShukeError):
    """The member was erased; nobody can act on, or learn of, what is left."""

    code = "member_erased"
    status = 410
    title = Text(en="The member was erased", zh="会员已被抹除")


def arrive(turn: Turn) -> None:
    """Bring a member into being: provisional when an unknown identity did anything but register.

    Effect `member.provisional {}`. For an event that names `taken` identities: IdentityTaken; for
    a member who was erased: MemberErased.
    """
    member: MemberSlice = turn.state.member
    given = turn.given
    if member.created_at == ERASED:
        if turn.event.type in SURVIVING:
            return
        raise MemberErased(place="/subject")
    if turn.event.type == FAMILY_OPEN:
        return
    if given.facts:
        _link(turn, member)
    if given.created:
        member.created_at = int(turn.time.timestamp())
        member.identities += 1
        member.provisional = turn.event.type != "member.registered"
        if member.provisional:
            turn.effect("member.provisional")


def erase(turn: Turn) -> None:
    """`member.erased`: the slice, which is empty by now, says so. Effect `member.erased`."""
    turn.state.member.created_at = ERASED
    turn.effect("member.erased")


def stay_erased(turn: Turn) -> None:
    """The same for whatever still reached the member, without saying it again."""
    turn.state.member.created_at = ERASED


def register(turn: Turn) -> None:
    """`member.registered`: the member becomes, or already is, a registered one.

    A provisional member keeps everything it has. Registering again changes the profile only: the
    first channel stands. Effects `member.registered {channel, code, was_provisional}` once, later
    `member.updated {fields}`.
    """
    member: MemberSlice = turn.state.member
    changed = _write_profile(turn, member)
    if member.registered_at:
        if changed:
            turn.effect("member.updated", fields=changed)
        return
    member.registered_at = int(turn.time.timestamp())
    member.registered_day = turn.day
    if not member.created_at:
        member.created_at = member.registered_at
    member.channel = turn.data.channel
    member.code = turn.data.code
    was_provisional = member.provisional
    member.provisional = False
    turn.effect(
        "member.registered",
        channel=member.channel,
        code=member.code,
        was_provisional=was_provisional,
    )


def update(turn: Turn) -> None:
    """`member.updated`: change the named fields. Effect `member.updated {fields}`."""
    changed = _write_profile(turn, turn.state.member)
    if changed:
        turn.effect("member.updated", fields=changed)


def unlink(turn: Turn) -> None:
    """`identity.unlinked`: one identity fewer. Raises IdentityUnknown, IdentityLast."""
    member: MemberSlice = turn.state.member
    if not turn.given.facts.get("held"):
        raise IdentityUnknown(place="/data/value")
    if member.identities <= 1:
        raise IdentityLast(
            hint=Text(en="Link another identity first.", zh="请先绑定另一个身份。"),
            place="/data/value",
        )
    member.identities -= 1
    turn.effect("identity.unlinked", identity=turn.data.kind)


def count(turn: Turn) -> None:
    """`order.paid`: one order more. Late orders move the first order, never the last one back."""
    member: MemberSlice = turn.state.member
    at = int(turn.time.timestamp())
    member.orders += 1
    member.spent_cents += turn.data.total_cents
    if at > member.last_order_at or not member.last_order_at:
        member.last_order_at = at
        member.last_order_day = turn.day
    if at < member.first_order_at or not member.first_order_at:
        member.first_order_at = at


def uncount(turn: Turn) -> None:
    """`order.refunded`: less was spent, at once even when the order is yet to be heard of."""
    turn.state.member.spent_cents -= turn.data.amount_cents


def forgive(turn: Turn) -> None:
    """A refund that waited and never fitted an order (effect `refund.dropped`) was none."""
    for effect in turn.effects:
        if effect["type"] == "refund.dropped":
            turn.state.member.spent_cents += effect["amount_cents"]


def _link(turn: Turn, member: MemberSlice) -> None:
    """What the engine did about the identities of this event: `taken` and `linked` kinds."""
    taken = turn.given.facts.get("taken")
    if taken:
        raise IdentityTaken(
            Text(
                en=f"Another member has this {taken[0]}.",
                zh=f"另一位会员已有这个 {taken[0]}。",
            ),
            hint=Text(
                en="Unlink it there first, or send the event for that member.",
                zh="请先在那位会员处解绑，或把事件送给那位会员。",
            ),
            place=_place_of(turn.data, taken[0]),
            identity=taken[0],
        )
    for kind in turn.given.facts.get("linked", ()):
        member.identities += 1
        turn.effect("identity.linked", identity=kind)


def _place_of(data: Any, kind: str) -> str:
    for place, identity in enumerate(getattr(data, "identities", ())):
        if identity.kind == kind:
            return f"/data/identities/{place}/value"
    return "/data/value"


def _write_profile(turn: Turn, member: MemberSlice) -> list[str]:
    """Keep the describing values; answer the fields that changed or were sealed, in order."""
    profile = turn.data.profile
    if not profile:
        return []
    fields = fields_of(turn.current)
    changed = []
    for key, value in profile.items():
        if is_sealed(value):
            # It may have been a describing field under an earlier release.
            member.profile.pop(key, None)
            changed.append(key)
        elif value is None:
            known = member.profile.pop(key, None) is not None
            if known or key in fields.identifying:
                changed.append(key)
        elif _describe(member, fields, key, value):
            changed.append(key)
    if len(_packed.encode(member.profile)) > PROFILE_LIMIT_BYTES:
        raise ProfileTooLarge(
            hint=Text(en="Shorten or remove describing fields.", zh="请缩短或移除一些描述性字段。"),
            place="/data/profile",
        )
    return changed


def _describe(member: MemberSlice, fields: Fields, key: str, value: Any) -> bool:
    """Set one describing value; whether it changed.

    The door checked it by the release of that moment; a release published in between may see it
    otherwise, and what it takes for identifying must not be folded in clear.
    """
    place = f"/data/profile/{key}"
    if key not in fields.by_key:
        raise ProfileFieldUnknown(place=place)
    if key in fields.identifying:
        raise ProfileValueInvalid(
            hint=Text(en="Send the event again.", zh="请重新发送该事件。"), place=place
        )
    try:
        stored = fields.stored(key, value)
    except ValueError as error:
        raise ProfileValueInvalid(place=place) from error
    if key in member.profile and member.profile[key] == stored:
        return False
    member.profile[key] = stored
    return True


ARRIVE: tuple[Reducer, ...] = (
    Reducer("member.arrive", arrive),
    Reducer("member.register", register, frozenset(("member.registered",))),
    Reducer("member.update", update, frozenset(("member.updated",))),
    Reducer("member.unlink", unlink, frozenset(("identity.unlinked",))),
)
COUNT: tuple[Reducer, ...] = (
    Reducer("member.count", count, frozenset(("order.paid",))),
    Reducer("member.uncount", uncount, frozenset(("order.refunded",))),
    # For every event: what waits too long is dropped by a timer, before whatever event comes.
    Reducer("member.forgive", forgive),
)
