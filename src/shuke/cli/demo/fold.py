"""Folding the year: eight streams by household through the intake, ticks between the months.

A stream sends a chunk when the one before is committed, so each member's events keep their order.
Ticks run at fixed moments of the year with everything before them committed and nothing after
them sent. So an interrupted year, sent on from its checkpoint, ends in the same log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from shuke.cli.demo.dataset import ZONE
from shuke.cli.demo.stream import Stream
from shuke.engine import Intake, Outcome

CHUNK_EVENTS: Final = 200
"""Events of a stream that are on their way at once."""
MADE_AT_ONCE: Final = 2_000
"""Events made at once: columns want long strides."""


@dataclass(slots=True)
class Tally:
    """What became of the events sent."""

    accepted: int = 0
    duplicates: int = 0
    refused: int = 0
    first_problem: str | None = None

    @property
    def events(self) -> int:
        """All events that were answered."""
        return self.accepted + self.duplicates + self.refused

    def count(self, outcomes: Sequence[Outcome]) -> None:
        """Add the outcomes of a chunk."""
        for outcome in outcomes:
            if outcome.status in ("accepted", "waiting"):
                self.accepted += 1
            elif outcome.status == "duplicate":
                self.duplicates += 1
            else:
                self.refused += 1
                if self.first_problem is None:
                    self.first_problem = f"{outcome.id}: {outcome.problem}"

    def add(self, other: Tally) -> None:
        """Add what another process counted."""
        self.accepted += other.accepted
        self.duplicates += other.duplicates
        self.refused += other.refused
        self.first_problem = self.first_problem or other.first_problem


@dataclass(slots=True)
class Folding:
    """Some streams of the year on one intake."""

    intake: Intake
    streams: dict[int, Stream]
    positions: dict[int, int]
    moved: Callable[[], None]
    tally: Tally = field(default_factory=Tally)

    async def until(self, moment: datetime | None) -> None:
        """Fold every event that arrives before a moment; None: all that are left."""
        await asyncio.gather(*(self._stream(number, moment) for number in self.streams))

    async def _stream(self, number: int, moment: datetime | None) -> None:
        stream = self.streams[number]
        stop = len(stream) if moment is None else stream.position_of(moment)
        while (start := self.positions[number]) < stop:
            made = stream.chunk(start, min(start + MADE_AT_ONCE, stop))
            for place in range(0, len(made), CHUNK_EVENTS):
                chunk = [arriving.event for arriving in made[place : place + CHUNK_EVENTS]]
                self.tally.count(await self.intake.submit(chunk, imported=True))
                self.positions[number] += len(chunk)
                self.moved()


def ticks(starts_at: datetime, ends_at: datetime) -> list[datetime]:
    """The moments at which timers run: each first of a month within the year, and its end."""
    zone = ZoneInfo(ZONE)
    local = starts_at.astimezone(zone)
    year, month = local.year, local.month
    moments: list[datetime] = []
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        first = datetime(year, month, 1, tzinfo=zone).astimezone(UTC)
        if first >= ends_at:
            return [*moments, ends_at]
        moments.append(first)
