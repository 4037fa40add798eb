"""The programme's invariants, as functions that answer what is broken; an empty list is fine."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import msgspec

from shuke.program.standing_plan import ROLLING
from shuke.program.state import LIMIT_BYTES, ProgramSlice
from shuke.program.waiting import PER_MEMBER, PER_ORDER


def windows_are_sound(program: ProgramSlice, _facts: Any) -> list[str]:
    """A rolling window's sum is the sum of its days; days rise, and none of them is empty."""
    broken = []
    for key, standing in program.sets.items():
        if standing.shape & 7 != ROLLING:
            continue
        gaps, amounts = standing.counts[::2], standing.counts[1::2]
        if standing.total != sum(amounts):
            broken.append(f"{key}: total {standing.total}, its days hold {sum(amounts)}")
        if standing.last != sum(gaps):
            broken.append(f"{key}: last day {standing.last}, its days end on {sum(gaps)}")
        if any(gap <= 0 for gap in gaps) or not all(amounts):
            broken.append(f"{key}: a day is empty or out of order: {standing.counts}")
    return broken


def caps_are_sound(program: ProgramSlice, _facts: Any) -> list[str]:
    """Use of a cap is above zero, its periods rise."""
    broken = []
    for key, counter in program.caps.items():
        if not counter or any(used <= 0 for used in counter[1::2]):
            broken.append(f"{key}: a period without use: {counter}")
        if any(a >= b for a, b in pairwise(counter[::2])):
            broken.append(f"{key}: periods are not in order: {counter}")
    return broken


def waiting_is_bounded(program: ProgramSlice, _facts: Any) -> list[str]:
    """Few refunds wait, each order once, the first to be dropped first."""
    numbers = [number for _day, _order_id, number in program.waiting]
    orders = {order_id for _day, order_id, _number in program.waiting}
    # A completion may wait besides the refunds of an order.
    if sum(numbers) > PER_MEMBER or any(not 0 < n <= PER_ORDER + 1 for n in numbers):
        return [f"{sum(numbers)} refunds wait: {program.waiting}"]
    if len(orders) != len(program.waiting) or program.waiting != sorted(program.waiting):
        return [f"what waits is not sorted and single: {program.waiting}"]
    return []


def size_is_bounded(program: ProgramSlice, _facts: Any) -> list[str]:
    """Law 10: the slice stays inside its byte limit."""
    size = len(msgspec.msgpack.encode(program))
    return [f"the slice has {size} bytes of {LIMIT_BYTES}"] if size > LIMIT_BYTES else []


LAWS: Final = {
    "windows_are_sound": windows_are_sound,
    "caps_are_sound": caps_are_sound,
    "waiting_is_bounded": waiting_is_bounded,
    "size_is_bounded": size_is_bounded,
}
