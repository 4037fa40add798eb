"""An event that has not come: what conditions would see if it came now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shuke.engine import Event, Release


class Supposed:
    """A member at a moment with an event that nobody has sent; it looks like a turn to conditions.

    `kind` and `data` are the event's type and data, as far as they are known.
    """

    __slots__ = ("_local", "at", "data", "day", "event", "now", "release", "state", "time", "today")

    def __init__(
        self,
        kind: str,
        data: Any,
        state: Any,
        release: Release,
        moment: datetime,
        source: str = "",
    ) -> None:
        self.event = Event(source, "", kind, moment, moment, "", data, 0)
        self.data = data
        self.state = state
        self.release = release
        self.time = self.at = self.now = moment
        self._local = moment.astimezone(release.zone)
        self.day = self.today = self._local.toordinal()
        """The business day in the programme's zone."""

    @property
    def local(self) -> datetime:
        """The moment in the programme's zone."""
        return self._local
