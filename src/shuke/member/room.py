"""The room as the engine sees it: slice, attributes, definition kinds and what they compile to."""

from __future__ import annotations

from dataclasses import dataclass

from shuke.engine import Compiling, Room, Slice
from shuke.member.attribute import attributes
from shuke.member.gift import NEW_MEMBER_GIFT, GiftPlan, plan_gifts
from shuke.member.law import LAWS
from shuke.member.profile import PROFILE_FIELD, Fields
from shuke.member.state import SLICE_LIMIT_BYTES, MemberSlice


@dataclass(frozen=True, slots=True)
class MemberPlan:
    """What the room's documents of one release compile to."""

    fields: Fields
    gifts: tuple[GiftPlan, ...]


def plan(compiling: Compiling) -> MemberPlan:
    """Compile the room's documents."""
    return MemberPlan(
        Fields.of(compiling.documents.get("profile_field", {})), plan_gifts(compiling)
    )


ROOM = Room(
    name="member",
    slice=Slice("member", MemberSlice, SLICE_LIMIT_BYTES),
    kinds=(PROFILE_FIELD, NEW_MEMBER_GIFT),
    attributes=attributes,
    plan=plan,
    laws=LAWS,
)
