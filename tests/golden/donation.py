"""The golden log's member who donates: told of the result, and one donation taken back before."""

from __future__ import annotations

from collections.abc import Iterator

from tests.golden.gift import Happening

from shuke.engine import Replay


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    yield 0, "points.open", {"currency": "points", "lots": [{"amount": 400}]}, {}
    yield 0, "gift.redeem", {"gift": "lunch", "redemption_id": "DO-1", "count": 12}, {}
    yield 1, "gift.redeem", {"gift": "lunch", "redemption_id": "DO-2"}, {}
    yield 0, "gift.reverse", {"redemption_id": "DO-2", "reason": "golden"}, {}
    told = {"gift": "lunch", "redemptions": ["DO-1", "DO-2"]}
    yield 1, "donation.report", {**told, "report_id": "B1"}, {}
    yield 1, "donation.report", {**told, "report_id": "B2"}, {}
