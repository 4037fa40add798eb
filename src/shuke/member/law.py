"""What holds of every member slice, whatever happened: used by tests and by `shuke verify`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shuke.member.state import ERASED, MemberSlice


def whole(member: MemberSlice, _facts: Any) -> list[str]:
    """A member is somebody: found by some name, and either provisional or registered."""
    if member.erased:
        return [] if member == MemberSlice(created_at=ERASED) else ["erased, but not empty"]
    broken = []
    if member.created_at and member.identities < 1:
        broken.append("no identity leads to it")
    if member.provisional == bool(member.registered_at) and member.created_at:
        broken.append("provisional and registered at once, or neither")
    if bool(member.registered_at) != bool(member.registered_day):
        broken.append("a moment of registration without its day")
    if member.gifts and not member.registered_at:
        broken.append("a new-member gift without a registration")
    if len(set(member.gifts)) != len(member.gifts):
        broken.append("a new-member gift was given twice")
    return broken


def counted(member: MemberSlice, _facts: Any) -> list[str]:
    """Orders and their moments agree."""
    broken = []
    if bool(member.orders) != bool(member.last_order_at):
        broken.append(f"{member.orders} orders, the last at {member.last_order_at}")
    if member.first_order_at > member.last_order_at:
        broken.append("the first order is later than the last")
    return broken


LAWS: Mapping[str, Callable[[MemberSlice, Any], list[str]]] = {
    "whole": whole,
    "counted": counted,
}
