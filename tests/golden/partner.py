"""The golden log's member who exchanges points with a partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shuke.engine import Replay

Happening = tuple[float, str, dict[str, Any], dict[str, Any]]
"""(days after the one before, type, data, given facts)."""


def script(_replay: Replay) -> Iterator[Happening]:
    """What happens, one after the other."""
    identity = {"kind": "card", "value": "s1:golden"}
    registered = {"channel": "store", "identities": [identity]}
    yield 0, "member.registered", registered, {"linked": ["card"]}
    yield 0, "points.adjust", {"currency": "points", "amount": 500, "reason": "golden"}, {}
    airline = {"partner": "airline"}
    yield 0, "partner.exchange", {**airline, "way": "out", "amount": 200, "reference": "A1"}, {}
    yield 0, "partner.exchange", {**airline, "way": "in", "amount": 100, "reference": "B1"}, {}
    for reference in ("A1", "B1", "B1"):
        yield 1, "partner.reverse", {**airline, "reference": reference, "reason": "golden"}, {}
    yield 0, "benefit.use", {"benefit": "tea", "use_id": "P1", "channel": "store"}, {}
