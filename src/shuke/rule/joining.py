"""Events of belonging: a member registers, changes the profile, gains or loses an identity."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from shuke.kernel import Text
from shuke.rule.attribute import Attribute
from shuke.rule.event import EventType, Label

Secret = Annotated[str, Meta(min_length=1, max_length=512)]
"""An identity's value: at most 128 characters as typed, longer once it is sealed."""

ProfileValue = bool | int | float | Annotated[str, Meta(max_length=2048)] | list[str] | None
"""A profile field's value; None removes it. The member room checks it against the field's type."""

Profile = Annotated[dict[str, ProfileValue], Meta(max_length=200)]


class Identity(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One identity: `phone`, `card`, `email`, `openid`, `unionid`, `shop`."""

    kind: Label
    value: Secret


class MemberRegistered(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A member registered; `code` is the source code of the recruitment channel."""

    channel: Label | None = None
    code: Label | None = None
    identities: Annotated[list[Identity], Meta(max_length=20)] = []
    profile: Profile = {}


class MemberUpdated(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields of the profile changed; those not named stay."""

    profile: Profile


class IdentityLinked(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The member has one more identity."""

    kind: Label
    value: Secret


class IdentityUnlinked(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The identity is no longer the member's."""

    kind: Label
    value: Secret


class MemberErased(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Everything that tells who the member was is destroyed. There is no way back."""


_KIND = Attribute(
    "identity.kind", "text", Text(en="kind of identity", zh="身份种类"), "t.data.kind", False
)

MEMBER_REGISTERED = EventType(
    "member.registered",
    MemberRegistered,
    Text(en="Member registered", zh="会员注册"),
    phrase=Text(en="a member registers", zh="会员注册"),
    identifying=("/identities/*/value", "/profile/*"),
    attributes=(
        Attribute(
            "registration.channel",
            "text",
            Text(en="recruitment channel", zh="招募渠道"),
            "t.data.channel",
        ),
        Attribute("registration.code", "text", Text(en="channel code", zh="渠道码"), "t.data.code"),
    ),
)

MEMBER_UPDATED = EventType(
    "member.updated",
    MemberUpdated,
    Text(en="Profile changed", zh="资料变更"),
    phrase=Text(en="a member's profile changes", zh="会员资料变更"),
    identifying=("/profile/*",),
)

IDENTITY_LINKED = EventType(
    "identity.linked",
    IdentityLinked,
    Text(en="Identity linked", zh="绑定身份"),
    phrase=Text(en="a member links an identity", zh="会员绑定身份"),
    identifying=("/value",),
    attributes=(_KIND,),
)

IDENTITY_UNLINKED = EventType(
    "identity.unlinked",
    IdentityUnlinked,
    Text(en="Identity unlinked", zh="解绑身份"),
    phrase=Text(en="a member unlinks an identity", zh="会员解绑身份"),
    identifying=("/value",),
    attributes=(_KIND,),
)

MEMBER_ERASED = EventType(
    "member.erased",
    MemberErased,
    Text(en="Member erased", zh="会员抹除"),
    phrase=Text(en="a member is erased", zh="会员被抹除"),
)

JOINING = (MEMBER_REGISTERED, MEMBER_UPDATED, IDENTITY_LINKED, IDENTITY_UNLINKED, MEMBER_ERASED)
