"""One event folded on one subject: what a reducer sees and what it may say.

A reducer reads `data`, `state`, `records` and the two releases, changes `state` and `records` in
place, and says everything else through the verbs below. Nothing here touches a clock, a socket or
chance, so folding the same inputs again gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from shuke.kernel import derived_id

if TYPE_CHECKING:
    from shuke.engine.release import Release, Releases


class Event(msgspec.Struct, frozen=True, gc=False):
    """One event as the fold sees it: sealed, typed, its subject resolved.

    `time` is the source's business time, `at` the door's (both aware UTC); `at` never goes back
    within a subject. `seq` counts the subject's log rows from 1.
    """

    source: str
    id: str
    type: str
    time: datetime
    at: datetime
    subject: str
    data: Any
    seq: int


class Given(msgspec.Struct, omit_defaults=True):
    """What the fold was told that is in no event: kept in the log row, so replay hears it again."""

    refused: list[str] = []
    """Stock ids whose take was refused: the fold must do without."""
    created: bool = False
    """This is the subject's first event: an unknown identity made it."""
    facts: dict[str, Any] = {}
    """Look-up answers, drawn codes, revealed seeds, by name."""


class Sent(msgspec.Struct, frozen=True):
    """An event for another subject; `key` makes it happen exactly once."""

    key: str
    target: str
    type: str
    data: Any
    depth: int


class PastMissing(Exception):
    """A reducer asked for an earlier event of the subject that the batch has not loaded."""

    def __init__(self, seq: int, at: datetime) -> None:
        super().__init__(f"log row {seq} is not loaded")
        self.seq = seq
        self.at = at


class Records:
    """The records beside one subject's state: orders, spends, holds; touched only when named.

    `get` answers what is stored or was put in this batch; a record that the event did not name is
    an error of the reducer, not an absent one, so it raises KeyError.
    """

    __slots__ = ("changed", "loaded")

    def __init__(self, loaded: dict[tuple[str, str], Any]) -> None:
        self.loaded = loaded
        self.changed: set[tuple[str, str]] = set()

    def get(self, kind: str, key: str) -> Any | None:
        """Return the record's struct, or None when there is none yet. Change it only by `put`."""
        return self.loaded[kind, key]

    def put(self, kind: str, key: str, record: msgspec.Struct | None) -> None:
        """Write a record; None deletes it."""
        self.loaded[kind, key] = record
        self.changed.add((kind, key))


class Turn:
    """The fold of one event on one subject.

    `release` is the one in force at the event's `time` (it judges purchases), `current` the one in
    force at `now` (it decides consequences). While timers run, `now` and `time` are the timer's due
    moment and `release is current`; afterwards `now == event.at`.
    """

    __slots__ = (
        "_local",
        "current",
        "data",
        "day",
        "depth",
        "effects",
        "event",
        "facts",
        "given",
        "now",
        "number",
        "past_events",
        "records",
        "release",
        "releases",
        "sent",
        "state",
        "subject",
        "takes",
        "ticking",
        "time",
        "today",
        "trace",
        "waits",
    )

    def __init__(
        self,
        event: Event,
        state: Any,
        records: Records,
        releases: Releases,
        given: Given,
        past_events: dict[int, Event],
        trace: list[Any] | None = None,
    ) -> None:
        self.event = event
        self.subject = event.subject
        self.data = event.data
        self.time = event.time
        self.now = event.at
        self.state = state
        self.records = records
        self.releases = releases
        self.current = releases.at(event.at)
        self.release = self.current if event.time == event.at else releases.at(event.time)
        self.given = given
        self.past_events = past_events
        self.trace = trace
        self.ticking = False
        self.waits = False
        """Whether the member now waits for the history of some definition to be brought in."""
        self.depth = 0
        self.number = 0
        self.effects: list[dict[str, Any]] = []
        self.facts: list[tuple[str, tuple[Any, ...]]] = []
        self.takes: dict[str, tuple[int, int]] = {}
        self.sent: list[Sent] = []
        self._local: datetime | None
        self.day: int
        """Business day of `time` (proleptic ordinal) in the programme's zone."""
        self.today: int
        """Business day of `now` (proleptic ordinal) in the programme's zone."""
        self._reckon_days()

    @property
    def at(self) -> datetime:
        """When the door saw the event (aware UTC)."""
        return self.event.at

    @property
    def local(self) -> datetime:
        """`time` in the programme's zone."""
        local = self._local
        if local is None:
            local = self._local = self.time.astimezone(self.release.zone)
        return local

    def release_of(self, id: int) -> Release:
        """A former release by its number: a refund is judged by the purchase's."""
        return self.releases.of(id)

    def move_to(self, now: datetime, *, ticking: bool) -> None:
        """Set the moment that is being judged: a timer's due moment, or the event's own."""
        self.now = now
        self.time = now if ticking else self.event.time
        self.current = self.releases.at(now)
        self.release = self.current if self.time == now else self.releases.at(self.time)
        self.ticking = ticking
        self._reckon_days()

    def _reckon_days(self) -> None:
        # Both days are asked for some twenty times an event, so they are plain attributes.
        local = self.now.astimezone(self.current.zone)
        self.today = local.toordinal()
        if self.time == self.now:
            self._local = local
            self.day = self.today
        else:
            self._local = None
            self.day = self.local.toordinal()

    def effect(self, kind: str, **fields: Any) -> None:
        """Say what happened, for the caller, the timeline and `explain`."""
        fields["type"] = kind
        self.effects.append(fields)

    def fact(self, table: str, *values: Any) -> int:
        """Append a fact row; return its number `n` within the event, part of the row's key."""
        self.number += 1
        self.facts.append((table, (self.number, *values)))
        return self.number

    def take(self, stock: str, amount: int, size: int) -> bool:
        """Take `amount` from a scarce counter; False when it was refused, and then nothing is.

        `size` is what the counter holds before anything was taken from it.
        """
        if stock in self.given.refused:
            return False
        taken, _size = self.takes.get(stock, (0, size))
        self.takes[stock] = (taken + amount, size)
        return True

    def put_back(self, stock: str, amount: int, size: int) -> None:
        """Give capacity back to a scarce counter."""
        taken, _size = self.takes.get(stock, (0, size))
        self.takes[stock] = (taken - amount, size)

    def send(self, target: str, kind: str, data: Any) -> None:
        """Queue an event for another subject, exactly once."""
        key = f"{self.subject}:{self.event.seq}:{len(self.sent)}:{target}"
        self.sent.append(Sent(key, target, kind, data, self.depth + 1))

    def derive(self, purpose: str) -> str:
        """An id that replay makes again: a hash of subject, seq and purpose."""
        return derived_id(self.subject, str(self.event.seq), purpose)

    def past(self, seq: int, at: datetime) -> Event:
        """An earlier event of this subject, by its place in the log (`at` finds the partition)."""
        event = self.past_events.get(seq)
        if event is None:
            raise PastMissing(seq, at)
        return event

    def explain(self, room: str, make: Callable[[], Any]) -> None:
        """Keep an explanation, made only when somebody asked for one."""
        if self.trace is not None:
            self.trace.append((room, make()))


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
