"""Member: who somebody is.

One member behind many identities; a declared profile, whose identifying part is sealed and never
folded; a slice of the state that counts orders and spend; new-member gifts, each exactly once.
Reads give masked values unless the caller may see them; export and erasure of a person's own data.
"""

# fmt: off
# ruff: noqa: I001 - several names a line, so that the door fits on one screen
from shuke.member.fold import (
    ARRIVE, COUNT, SURVIVING, IdentityLast, IdentityTaken, IdentityUnknown, MemberErased, erase,
    stay_erased,
)
from shuke.member.gift import GiftDue, NewMemberGift, due_gifts, give_gifts
from shuke.member.identity import (
    IDENTITY_KINDS, IdentityInvalid, IdentityKind, IdentityKindUnknown, claims, mask, mask_name,
    normalise, region_of,
)
from shuke.member.listing import (
    CursorInvalid, MemberFilter, MemberPage, MemberRow, Reader, SortColumn, every_subject,
    list_members,
)
from shuke.member.privacy import PERSONAL, PersonalTable, export_person
from shuke.member.profile import (
    ProfileField, ProfileFieldUnknown, ProfileTooLarge, ProfileValueInvalid, check_profile,
    fields_of, identifying_fields,
)
from shuke.member.read import (
    Card, IdentityEntry, ProfileEntry, cards, data_keys, find, identities, identity_value, known,
    owners, profile, reveal, search,
)
from shuke.member.room import ROOM
from shuke.member.state import MemberSlice, columns

REDUCERS = (*ARRIVE, *COUNT)

__all__ = [
    "ARRIVE", "COUNT", "IDENTITY_KINDS", "PERSONAL", "REDUCERS", "ROOM", "SURVIVING", "Card",
    "CursorInvalid", "GiftDue", "IdentityEntry", "IdentityInvalid", "IdentityKind",
    "IdentityKindUnknown", "IdentityLast", "IdentityTaken", "IdentityUnknown", "MemberErased",
    "MemberFilter", "MemberPage", "MemberRow", "MemberSlice", "NewMemberGift", "PersonalTable",
    "ProfileEntry", "ProfileField", "ProfileFieldUnknown", "ProfileTooLarge", "ProfileValueInvalid",
    "Reader", "SortColumn", "cards", "check_profile", "claims", "columns", "data_keys", "due_gifts",
    "erase", "every_subject", "export_person", "fields_of", "find", "give_gifts",
    "identifying_fields", "identities", "identity_value", "known", "list_members", "mask",
    "mask_name", "normalise", "owners", "profile", "region_of", "reveal", "search", "stay_erased",
]
# fmt: on
