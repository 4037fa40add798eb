"""Points between members: sent to one another, pooled in a family.

What a member sends stays in his own state, held, until the cooling-off is over: so he can take it
back and nobody races with him. Then its lots leave and arrive exactly once, with the days they had.
A family is a subject of its own whose lots are the pool; members and families tell each other by
events. Documents: `transfer_terms`, `family_terms`; see docs/algorithms/transfer.md.
"""

from shuke.transfer.error import REASONS, FamilyNotIn, FamilyUnknown, NotRegistered
from shuke.transfer.read import (
    FamilyLine,
    TransferLine,
    family_lines,
    family_of,
    in_transit,
    transfers,
)
from shuke.transfer.room import COMMANDS, GUARD, LATE, ROOM, SHARE
from shuke.transfer.state import (
    Coming,
    Invite,
    Mine,
    Part,
    Pool,
    Sending,
    TransferSlice,
    left,
)
from shuke.transfer.terms import FamilyTerms, TransferPlan, TransferTerms

__all__ = [
    "COMMANDS", "GUARD", "LATE", "REASONS", "ROOM", "SHARE", "Coming", "FamilyLine", "FamilyNotIn",
    "FamilyTerms", "FamilyUnknown", "Invite", "Mine", "NotRegistered", "Part", "Pool", "Sending",
    "TransferLine", "TransferPlan", "TransferSlice", "TransferTerms", "family_lines", "family_of",
    "in_transit", "left", "transfers",
]  # fmt: skip
