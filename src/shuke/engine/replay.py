"""Replay: folding the log of one subject again, to the same bytes.

The log's rows hold every input, so nothing is read but them, and a checkpoint to begin at when a
newer engine took over. `Replay` goes row by row; `verify` compares where it ends with what is
stored, `explain` stops before an event and folds it with explanations switched on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol

import msgspec

from shuke.engine.application import Application
from shuke.engine.checkpoint import Checkpoint
from shuke.engine.erase import ERASED
from shuke.engine.release import Releases
from shuke.engine.seat import decode_given
from shuke.engine.turn import Event, Given, Records, Turn

LOG_OF_SUBJECT = """
select bucket, subject, seq, at, time, type, source, id, release, engine, given, data, effects
from engine_log
where bucket = $1 and subject = $2 and seq <= $3
order by seq
"""


class Book(Protocol):
    """The releases that a replay may know."""

    def upto(self, horizon: int) -> Releases:
        """Those that a fold with this horizon knew."""


class OpenRecords(Records):
    """In a replay every record is one that the replay has written, or there is none."""

    __slots__ = ()

    def get(self, kind: str, key: str) -> Any | None:
        """The record as the replay has left it so far."""
        return self.loaded.get((kind, key))


class Past(dict[int, Event]):
    """The subject's earlier events; those before a checkpoint are read when asked for."""

    def __init__(self, replay: Replay) -> None:
        super().__init__()
        self.replay = replay
        self.rows: dict[int, Any] = {}

    def get(self, seq: int, default: Any = None) -> Any:
        """The event with this number."""
        if seq in self.rows:
            self[seq] = self.replay.event(self.rows.pop(seq))
        return super().get(seq, default)


class Replay:
    """One subject's log, folded again row by row."""

    __slots__ = ("app", "book", "due", "past", "records", "seq", "state")

    turning: ClassVar[type[Turn]] = Turn
    """What a fold's turn is made of."""

    def __init__(self, app: Application, book: Book) -> None:
        self.app = app
        self.book = book
        self.state = app.new_state()
        self.records = OpenRecords({})
        self.past = Past(self)
        self.due: Any = None
        self.seq = 0

    def begin(self, checkpoint: Checkpoint, log: Sequence[Any]) -> Sequence[Any]:
        """Stand where a checkpoint stood; answer the rows of the log that come after it."""
        self.state = self.app.decode_state(checkpoint.state)
        self.due = self.app.due(self.state)
        self.seq = checkpoint.seq
        for (kind, key), data in checkpoint.records.items():
            self.records.loaded[kind, key] = self.app.decode_record(kind, data)
        self.past.rows = {row["seq"]: row for row in log if row["seq"] <= checkpoint.seq}
        return [row for row in log if row["seq"] > checkpoint.seq]

    def step(self, row: Any, trace: list[Any] | None = None) -> Turn:
        """Fold the next log row and answer the turn, whose facts and effects are complete.

        Raises AssertionError when a row is missing: a log without gaps is a law.
        """
        assert row["seq"] == self.seq + 1, f"log row {self.seq + 1} of {row['subject']} is missing"
        event = self.event(row)
        releases = self.book.upto(row["release"])
        turn = self.turning(
            event, self.state, self.records, releases, decode_given(row["given"]), self.past, trace
        )
        self.due = self.app.fold(turn, self.due)
        if event.type == ERASED:
            self.records.loaded.clear()
        self.seq = row["seq"]
        self.past[self.seq] = event
        return turn

    def advance(self, at: datetime, horizon: int) -> None:
        """Let every timer run that is due by a moment, though no event has come since."""
        event = Event("", "", "tick", at, at, "", None, self.seq + 1)
        turn = Turn(event, self.state, self.records, self.book.upto(horizon), Given(), self.past)
        self.due = self.app.run_due(turn, self.due)

    def event(self, row: Any) -> Event:
        """A log row as the event that was folded."""
        releases = self.book.upto(row["release"])
        event_type = releases.at(row["at"]).catalogue.event_types.get(row["type"])
        if event_type is None:
            # The type was archived since: the release of the event's own time knows it.
            event_type = releases.at(row["time"]).catalogue.event_type(row["type"])
        return Event(
            row["source"],
            row["id"],
            row["type"],
            row["time"],
            row["at"],
            row["subject"],
            event_type.read(row["data"]),
            row["seq"],
        )


_json = msgspec.json.Encoder()


def effects_of(turn: Turn) -> bytes:
    """A turn's effects as they are kept in the log."""
    return _json.encode(turn.effects) if turn.effects else b"[]"
