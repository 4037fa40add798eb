"""The golden log's member who is given gifts: one handed over, one taken back, and a code."""

from __future__ import annotations

from collections.abc import Iterator

from tests.golden.gift import CODES, Happening

from shuke.engine import Replay


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    said = {"reason": "golden"}
    yield 0, "gift.grant", {"gift": "mug", "redemption_id": "GV-1", **said}, {}
    yield 0, "gift.grant", {"gift": "mug", "redemption_id": "GV-2", **said}, {}
    yield 0, "gift.grant", {"gift": "film", "redemption_id": "GV-3", **said}, CODES
    yield 1, "gift.fulfil", {"redemption_id": "GV-1"}, {}
    yield 0, "gift.reverse", {"redemption_id": "GV-2", **said}, {}
