"""The invariants of exchanges, as functions that answer what is broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from shuke.partner.state import LIMIT_BYTES, PartnerSlice

Facts = Mapping[str, Sequence[Mapping[str, Any]]]


def exchanges_come_back_once(_own: PartnerSlice, facts: Facts) -> list[str]:
    """Each reference is exchanged once, and comes back at most once, for the same amounts."""
    now: dict[tuple[str, str], tuple[int, int, int]] = {}
    over: set[tuple[str, str]] = set()
    broken = []
    for row in facts["partner_entry"]:
        if row["kind"] not in ("out", "in"):
            continue
        name = (row["partner"], row["ref"])
        sums = (row["count"], row["amount"], row["cents"])
        if not row["back"]:
            if name in now:
                broken.append(f"exchange {name} happened twice")
            now[name] = sums
        elif name in over or now.get(name) != (sums[0], sums[1], -sums[2]):
            broken.append(f"exchange {name} came back as {sums}, it was {now.get(name)}")
        else:
            over.add(name)
    return broken


def state_is_small(own: PartnerSlice, _facts: Facts) -> list[str]:
    """Law 10: the slice stays inside its byte limit."""
    size = len(msgspec.msgpack.encode(own))
    return [f"the slice has {size} bytes of {LIMIT_BYTES}"] if size > LIMIT_BYTES else []


LAWS: Final = {
    "exchanges_come_back_once": exchanges_come_back_once,
    "state_is_small": state_is_small,
}
