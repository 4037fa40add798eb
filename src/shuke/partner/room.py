"""What partners bring to the engine."""

from __future__ import annotations

from typing import Final

from shuke.engine import Reducer, Room, Slice
from shuke.partner.document import KINDS, plan
from shuke.partner.exchange import exchange, reverse, settle
from shuke.partner.law import LAWS
from shuke.partner.state import ENTRIES, EXCHANGE, LIMIT_BYTES, PartnerSlice

ROOM: Final = Room(
    name="partner",
    slice=Slice("partner", PartnerSlice, LIMIT_BYTES),
    records=(EXCHANGE,),
    facts=(ENTRIES,),
    kinds=KINDS,
    plan=plan,
    laws=LAWS,
)

COMMANDS: tuple[Reducer, ...] = (
    Reducer("partner.exchange", exchange, frozenset({"partner.exchange"})),
    Reducer("partner.reverse", reverse, frozenset({"partner.reverse"})),
)
"""Each answers to one event type."""

SETTLE: tuple[Reducer, ...] = (Reducer("partner.settle", settle),)
"""After the rewards: whatever they said of a joint coupon or a shared benefit is written down."""
