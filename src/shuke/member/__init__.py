"""Member: who somebody is.

One member behind many identities; a declared profile, whose identifying part is sealed and never
folded; a slice of the state that counts orders and spend; new-member gifts, each exactly once.
Reads give masked values unless the caller may see them; export and erasure of a person's own data.
"""

from shuke.member.fold import (
    ARRIVE,
    COUNT,
    IdentityLast,
    IdentityTaken,
    IdentityUnknown,
)
from shuke.member.gift import GiftDue, NewMemberGift, due_gifts, give_gifts
from shuke.member.identity import (
    IDENTITY_KINDS,
    IdentityInvalid,
    IdentityKindUnknown,
    claims,
    mask,
    mask_name,
    normalise,
    region_of,
)
from shuke.member.profile import (
    ProfileField,
    ProfileFieldUnknown,
    ProfileTooLarge,
    ProfileValueInvalid,
    check_profile,
    identifying_fields,
)
from shuke.member.room import ROOM
from shuke.member.state import MemberSlice, columns

REDUCERS = (*ARRIVE, *COUNT)

__all__ = [
    "ARRIVE",
    "COUNT",
    "IDENTITY_KINDS",
    "REDUCERS",
    "ROOM",
    "GiftDue",
    "IdentityInvalid",
    "IdentityKindUnknown",
    "IdentityLast",
    "IdentityTaken",
    "IdentityUnknown",
    "MemberSlice",
    "NewMemberGift",
    "ProfileField",
    "ProfileFieldUnknown",
    "ProfileTooLarge",
    "ProfileValueInvalid",
    "check_profile",
    "claims",
    "columns",
    "due_gifts",
    "give_gifts",
    "identifying_fields",
    "mask",
    "mask_name",
    "normalise",
    "region_of",
]
