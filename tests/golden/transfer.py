"""The golden log's member who sends and gets points, and a family: everything that can happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""
LOT = [739_900, 24306, "brand", 40]


def offer(number: str) -> dict[str, Any]:
    """What somebody else would send."""
    return {
        "number": f"01OTHER:{number}", "transfer_id": number, "giver": "01OTHER",
        "currency": "points", "amount": 40, "lots": 1, "until_seconds": 1_800_000_000,
    }  # fmt: skip


def arrive(number: str, giver: str) -> dict[str, Any]:
    """What somebody else has sent."""
    return {"number": number, "giver": giver, "currency": "points", "lots": [LOT]}


def script(replay: Replay) -> Iterator[Happening]:
    """What happens to a member, one after the other."""
    identity = {"kind": "card", "value": "s1:golden"}
    registered = {"channel": "store", "identities": [identity]}
    yield 0, "member.registered", registered, {"linked": ["card"]}
    yield 0, "points.adjust", {"currency": "points", "amount": 500, "reason": "golden"}, {}
    send = {"to": "01OTHER", "currency": "points", "amount": 50}
    yield 0, "points.send", {"transfer_id": "T1", **send}, {}
    yield 0, "transfer.answer", {"transfer_id": "T1", "by": "01OTHER", "accepted": True}, {}
    yield 2, "tick", {}, {}
    yield 0, "points.send", {"transfer_id": "T2", **send}, {}
    yield 0, "points.take_back", {"transfer_id": "T2", "reason": "golden"}, {}
    yield 0, "points.send", {"transfer_id": "T3", **send}, {}
    declined = {"transfer_id": "T3", "by": "01OTHER", "accepted": False, "reason": "limit"}
    yield 0, "transfer.answer", declined, {}
    yield 0, "transfer.offer", offer("1"), {}
    yield 0, "transfer.withdraw", {"number": "01OTHER:1"}, {}
    yield 0, "transfer.offer", offer("2"), {}
    yield 0, "transfer.arrive", arrive("01OTHER:2", "01OTHER"), {}
    yield 1, "family.found", {"terms": "family"}, {}
    yield 0, "family.contribute", {"amount": 30}, {}
    yield 0, "family.share", {"percent": 10}, {}
    order = {"order_id": "F1", "total_cents": 9900}
    yield 0, "order.paid", {**order, "lines": [{"sku": "s1", "paid_cents": 9900}]}, {}
    mine = replay.state.transfer.mine.family
    yield 0, "family.left", {"family": mine, "reason": "dissolved"}, {}
    invited = {
        "family": "01FAMILY", "head": "01OTHER", "terms": "family", "currency": "points",
        "until_seconds": 1_900_000_000,
    }  # fmt: skip
    refused = {"family": "01FAMILY", "accepted": False, "reason": "family_full"}
    for answer in (refused, {"family": "01FAMILY", "accepted": True}):
        yield 1, "family.invited", invited, {}
        yield 0, "family.accept", {"family": "01FAMILY"}, {}
        yield 0, "family.joined", answer, {}
    yield 0, "family.leave", {}, {}


def family_script(_replay: Replay) -> Iterator[Happening]:
    """What happens to a family, one after the other."""
    yield 0, "family.open", {"terms": "family", "currency": "points", "head": "01HEAD"}, {}
    for member in ("01OTHER", "01THIRD"):
        yield 0, "family.invite", {"by": "01HEAD", "member": member}, {}
        yield 0, "family.join", {"member": member}, {}
    yield 0, "transfer.arrive", arrive("01OTHER:5:0", "01OTHER"), {}
    yield 0, "transfer.arrive", arrive("01NOBODY:5:0", "01NOBODY"), {}
    yield 0, "family.spend", {"by": "01THIRD", "amount": 15, "spend_id": "P1"}, {}
    yield 0, "family.return", {"spend_id": "P1", "amount": 5, "reason": "golden"}, {}
    yield 0, "family.remove", {"by": "01HEAD", "member": "01THIRD"}, {}
    yield 0, "family.quit", {"member": "01HEAD"}, {}
