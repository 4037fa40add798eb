"""The time, always aware UTC; tests and the demo move it, nothing sleeps for it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever needs the time asks for one of these; nobody calls ``datetime.now`` himself."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    __slots__ = ()

    def now(self) -> datetime:
        """The present moment by the machine, aware, in UTC."""
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until it is moved; it may also be set back, as real ones are."""

    __slots__ = ("_now",)

    def __init__(self, start: datetime) -> None:
        self._now = _in_utc(start)

    def now(self) -> datetime:
        """The moment it was last moved to, aware, in UTC."""
        return self._now

    def advance(self, delta: timedelta) -> datetime:
        """Move by ``delta`` (which may be negative) and say where it stands now."""
        self._now += delta
        return self._now

    def set(self, moment: datetime) -> datetime:
        """Move to ``moment`` (aware) and say where it stands now, in UTC."""
        self._now = _in_utc(moment)
        return self._now


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock needs an aware time: give it a zone")
    return moment.astimezone(UTC)
