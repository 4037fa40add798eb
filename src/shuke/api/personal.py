"""A member's identities, what may be seen in clear, adjustments, and what they hold and reach."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from shuke import member
from shuke.api.act import Done, act, done_before
from shuke.api.ask import Ask
from shuke.api.members import Identity
from shuke.api.operation import route
from shuke.api.page import Page
from shuke.api.person import (
    IdentityShown,
    ProfileShown,
    held,
    identities,
    shown_profile,
)
from shuke.api.problem import NotFound
from shuke.api.standing import TierShown, tiers
from shuke.kernel import ShukeError, Text
from shuke.org import OPEN_FOR, finish_erasures, reveal

Reason = Annotated[str, Meta(min_length=2, max_length=500)]
Field = Annotated[str, Meta(min_length=1, max_length=80)]


class Revealing(msgspec.Struct, forbid_unknown_fields=True):
    """What to see in clear and why: profile fields, or `identity.phone`, `identity.card` …"""

    fields: Annotated[list[Field], Meta(min_length=1, max_length=20)]
    reason: Reason


class ClearIdentity(msgspec.Struct):
    """An identity in clear."""

    kind: str
    value: str


class Revealed(msgspec.Struct):
    """The values in clear, and until when they stay so for this person."""

    until: datetime
    identities: list[ClearIdentity]
    profile: dict[str, Any]


class Adjustment(msgspec.Struct, forbid_unknown_fields=True):
    """Points to add or to take off, and why."""

    currency: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
    amount: Annotated[int, Meta(ge=-(2**53), le=2**53)]
    reason: Reason
    brand: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    """Whose the added points are; without it, the main brand's."""


def branded(brand: str | None) -> dict[str, Any]:
    """The brand as an event says it: only when one was named."""
    return {} if brand is None else {"brand": brand}


class ProfileChange(msgspec.Struct, forbid_unknown_fields=True):
    """Profile fields to change; null empties one."""

    profile: dict[str, Any]


class Erasing(msgspec.Struct, forbid_unknown_fields=True):
    """The member's id once more, and why (kept in the audit; name nobody in it)."""

    confirm: Annotated[str, Meta(max_length=64)]
    reason: Reason


class ErasureUnconfirmed(ShukeError):
    """An erasure that does not repeat whom it is about."""

    code = "erasure_unconfirmed"
    status = 422
    title = Text(en="The erasure is not confirmed", zh="抹除未确认")

    def __init__(self) -> None:
        super().__init__(
            Text(
                en="Erasing destroys a member's data for good, in every backup too.",
                zh="抹除会永久销毁会员数据，备份中的也无法恢复。",
            ),
            hint=Text(
                en="Repeat the member's id in `confirm`.", zh="请在 confirm 中再写一遍会员编号。"
            ),
            place="/confirm",
        )


@route("GET", "/v1/members/{member}/identities", needs="members:read")
async def list_identities(ask: Ask[None, None]) -> Page[IdentityShown]:
    """The names under which a member is known, masked unless revealed."""
    found = await held(ask, ask.path["member"])
    shown = await identities(ask, found.subject)
    return Page(shown, total=len(shown))


@route(
    "POST",
    "/v1/members/{member}/identities",
    needs="members:write",
    status=201,
    act=True,
    example={"kind": "card", "value": "VIP10086"},
)
async def link_identity(ask: Ask[None, Identity]) -> Done:
    """Give a member one more identity. 409 `identity_taken` when another member has it."""
    found = await held(ask, ask.path["member"])
    return await act(
        ask,
        "identity.linked",
        f"member:{found.subject}",
        {"kind": ask.body.kind, "value": ask.body.value},
        audited={"kind": ask.body.kind},
    )


@route("DELETE", "/v1/members/{member}/identities/{kind}/{ref}", needs="members:write", act=True)
async def unlink_identity(ask: Ask[None, None]) -> Done:
    """Take an identity away (`ref` as listed). 409 `identity_last` for the last one."""
    found = await held(ask, ask.path["member"])
    kind, ref = ask.path["kind"], ask.path["ref"]
    value = await member.identity_value(ask.shuke.pool, ask.shuke.keyring, found.subject, kind, ref)
    if value is None:
        before = await done_before(ask, "identity.unlinked", found.subject, {"kind": kind})
        if before is not None:
            return before
        raise NotFound(Text(en="The member has no such identity.", zh="会员没有这个身份。"))
    return await act(
        ask,
        "identity.unlinked",
        f"member:{found.subject}",
        {"kind": kind, "value": value},
        audited={"kind": kind},
    )


@route(
    "POST",
    "/v1/members/{member}/reveal",
    needs="members:reveal",
    once=OPEN_FOR,
    example={"fields": ["name", "identity.phone"], "reason": "Caller wants to check the number"},
)
async def reveal_member(ask: Ask[None, Revealing]) -> Revealed:
    """See identifying values in clear for five minutes. The reason is kept in the audit."""
    found = await held(ask, ask.path["member"])
    values = await member.reveal(ask.shuke.pool, ask.shuke.keyring, found.subject, ask.body.fields)
    async with ask.connection() as connection:
        until = await reveal(
            connection,
            ask.actor,
            found.subject,
            ask.body.fields,
            ask.body.reason,
            at=ask.now,
            trace=ask.trace,
        )
    return Revealed(
        until,
        [
            ClearIdentity(name.removeprefix("identity."), value)
            for name, several in values.items()
            if name.startswith("identity.")
            for value in several
        ],
        {name: value for name, value in values.items() if not name.startswith("identity.")},
    )


@route("PATCH", "/v1/members/{member}/profile", needs="members:write", act=True)
async def change_profile(ask: Ask[None, ProfileChange]) -> list[ProfileShown]:
    """Change declared profile fields; identifying ones are sealed at the door."""
    found = await held(ask, ask.path["member"])
    await act(
        ask,
        "member.updated",
        f"member:{found.subject}",
        {"profile": ask.body.profile},
        audited={"fields": sorted(ask.body.profile)},
    )
    return await shown_profile(ask, await held(ask, found.subject))


@route(
    "POST",
    "/v1/members/{member}/adjust",
    needs="points:adjust",
    act=True,
    example={"currency": "points", "amount": 200, "reason": "Goodwill for a late delivery"},
)
async def adjust_points(ask: Ask[None, Adjustment]) -> Done:
    """Add or take off points by hand; the reason stands in the statement and in the audit."""
    body = ask.body
    ask.actor.need_limit(body.amount)
    found = await held(ask, ask.path["member"])
    return await act(
        ask,
        "points.adjust",
        f"member:{found.subject}",
        {
            "currency": body.currency,
            "amount": body.amount,
            "reason": body.reason,
            "operator": ask.actor.id,
            **branded(body.brand),
        },
        audited={"currency": body.currency, "amount": body.amount, **branded(body.brand)},
        reason=body.reason,
    )


@route(
    "POST",
    "/v1/members/{member}/erase",
    needs="members:erase",
    act=True,
    example={"confirm": "01J9ZK3V7Q8R5T2W4Y6A8C0E1G", "reason": "The member asked for it"},
)
async def erase_member(ask: Ask[None, Erasing]) -> Done:
    """Erase a member for good: keys, identities, profile, state and notes are destroyed.

    What they held expires, what they owed is forgiven; sums and chains stay whole. Nobody can undo
    it, not from a backup either. `confirm` repeats the member's id. Asked again: 410.
    """
    subject = ask.path["member"]
    if ask.body.confirm != subject:
        raise ErasureUnconfirmed
    before = await done_before(ask, "member.erased", subject, {})
    if before is None:
        found = await held(ask, subject)
        before = await act(
            ask, "member.erased", f"member:{found.subject}", {}, audited={}, reason=ask.body.reason
        )
    await finish_erasures(ask.shuke.pool, ask.now)
    return before


@route("GET", "/v1/members/{member}/tier", needs="members:read")
async def member_tiers(ask: Ask[None, None]) -> Page[TierShown]:
    """Tier, progress, and what is announced, in every tier set."""
    shown = tiers(ask, await held(ask, ask.path["member"]))
    return Page(shown, total=len(shown))
