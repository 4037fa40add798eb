"""One subject in a batch: its locked state, its events, and what folding them produced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import msgspec

from shuke.engine.application import Application
from shuke.engine.arrival import QUEUE_SOURCE, Arrival, Outcome
from shuke.engine.limits import FoldFailed, StateTooLarge, TimeTooOld
from shuke.engine.release import Releases
from shuke.engine.turn import Event, Given, PastMissing, Records, Turn
from shuke.kernel import ShukeError, Text

_json = msgspec.json.Encoder()
_msgpack = msgspec.msgpack.Encoder()
_MICROSECOND = timedelta(microseconds=1)


class Folded:
    """One folded event: what its log row, facts, takes and sent events are made of."""

    __slots__ = ("arrival", "effects", "event", "facts", "given", "sent", "takes", "waits")

    def __init__(self, arrival: Arrival, turn: Turn) -> None:
        self.arrival = arrival
        self.event = turn.event
        self.given = turn.given
        self.effects = _json.encode(turn.effects) if turn.effects else b"[]"
        self.facts = turn.facts
        self.takes = turn.takes
        self.sent = turn.sent
        self.waits = turn.waits


class Seat:
    """One subject in a batch."""

    __slots__ = (
        "_unfolded",
        "arrivals",
        "bucket",
        "due",
        "engine",
        "failures",
        "folded",
        "former_engines",
        "last_at",
        "past",
        "raw",
        "raw_records",
        "records",
        "refused_stock",
        "seq",
        "start_due",
        "start_last_at",
        "start_seq",
        "state",
        "subject",
        "written",
    )

    def __init__(
        self,
        bucket: int,
        subject: str,
        seq: int,
        last_at: Any,
        due: Any,
        raw: bytes,
        engine: int,
    ) -> None:
        self.bucket = bucket
        self.subject = subject
        self.start_seq = self.seq = seq
        self.start_last_at: datetime | None = last_at
        self.last_at: datetime | None = last_at
        self.start_due: datetime | None = due
        self.due: datetime | None = due
        self.raw = raw
        self.engine = engine
        self.arrivals: list[Arrival] = []
        self.raw_records: dict[tuple[str, str], bytes | None] = {}
        self.former_engines: dict[tuple[str, str], int] = {}
        self.past: dict[int, Event] = {}
        self.refused_stock: dict[tuple[str, str], list[str]] = {}
        self.failures: list[tuple[Arrival, Exception]] = []
        self.state: Any = None
        self._unfolded: Any = None
        self.records: Records | None = None
        self.folded: list[Folded] = []
        self.written = b""

    def fold(
        self, app: Application, releases: Releases, now: datetime, lateness: timedelta
    ) -> None:
        """Fold all events that still stand, from the stored state. Raises PastMissing.

        An event that fails undoes itself alone: the others are folded again without it.
        """
        while not self._attempt(app, releases, now, lateness):
            pass

    def peek(self, app: Application) -> Any:
        """The stored state, to be read only: the first fold goes on with it."""
        self._unfolded = app.decode_state(self.raw)
        return self._unfolded

    def _attempt(
        self, app: Application, releases: Releases, now: datetime, lateness: timedelta
    ) -> bool:
        self.state, self._unfolded = self._unfolded or app.decode_state(self.raw), None
        self.seq = self.start_seq
        self.last_at = self.start_last_at
        self.due = self.start_due
        self.folded = []
        decode = app.decode_record
        self.records = Records(
            {
                name: None if data is None else decode(name[0], data)
                for name, data in self.raw_records.items()
            }
        )
        for arrival in self.arrivals:
            if arrival.outcome is not None:
                continue
            try:
                self._fold_one(app, releases, arrival, now, lateness)
            except PastMissing:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it was, it is this event's alone
                self._set_aside(arrival, error)
                return not self._standing()
        if self.folded:
            try:
                self.written = app.encode_state(self.state)
            except (StateTooLarge, TypeError, OverflowError, msgspec.MsgspecError) as error:
                # The state outgrew its limit: the newest event is the one that may not come in.
                self._set_aside(self.folded[-1].arrival, error)
                return False
        return True

    def _standing(self) -> bool:
        return any(arrival.outcome is None for arrival in self.arrivals)

    def _set_aside(self, arrival: Arrival, error: Exception) -> None:
        arrival.subject = self.subject
        if isinstance(error, ShukeError) and error.status < 500:
            arrival.refuse(error)
            return
        self.failures.append((arrival, error))
        arrival.outcome = Outcome(
            "failed",
            arrival.source,
            arrival.id,
            self.subject,
            problem=FoldFailed(
                Text(
                    en="The event waits in the inbox; nothing else was changed.",
                    zh="事件已放进失败收件箱，没有改变任何数据。",
                )
            ),
        )

    def _fold_one(
        self,
        app: Application,
        releases: Releases,
        arrival: Arrival,
        now: datetime,
        lateness: timedelta,
    ) -> None:
        time = arrival.time
        at = arrival.came_at or time if arrival.imported else None
        at = at or now
        if self.last_at is not None and at < self.last_at:
            at = self.last_at
        if time is None:
            time = at
        elif at - time > lateness and not arrival.imported and arrival.source != QUEUE_SOURCE:
            # What a subject sent is never too late: it left there, and must arrive here.
            raise TimeTooOld(
                Text(
                    en=f"Events may come {lateness.days} days late; this one is older.",
                    zh=f"事件最多可迟到 {lateness.days} 天，这一条更早。",
                ),
                hint=Text(en="Send it as an import.", zh="请用导入的方式补录。"),
                place="/time",
            )
        event = Event(
            arrival.source,
            arrival.id,
            arrival.event_type.name,
            time,
            at,
            self.subject,
            arrival.data,
            self.seq + 1,
        )
        given = Given(
            refused=self.refused_stock.get(arrival.key, []),
            created=self.seq == 0,
            facts=arrival.told or {},
        )
        assert self.records is not None
        turn = Turn(event, self.state, self.records, releases, given, self.past)
        turn.depth = arrival.depth
        self.due = app.fold(turn, self.due)
        self.seq += 1
        self.last_at = at
        self.past[self.seq] = event
        self.folded.append(Folded(arrival, turn))


def encode_given(given: Given) -> bytes | None:
    """The bytes of what the fold was told, or None when it was told nothing."""
    if not given.refused and not given.created and not given.facts:
        return None
    return _msgpack.encode(given)


_given_decoder = msgspec.msgpack.Decoder(Given)


def decode_given(data: bytes | None) -> Given:
    """The reverse of `encode_given`."""
    return Given() if data is None else _given_decoder.decode(data)
