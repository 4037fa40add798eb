"""The application: all rooms put together, ready to fold.

`Application` is built once per process from the list of rooms and reducers in `shuke.app`. It makes
the state's struct from the rooms' slices, compiles releases, and folds one event on one subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from shuke.engine.definition import KINDS, Document, Documents, Kind, programme_of
from shuke.engine.limits import STATE_LIMIT_BYTES, TIMERS_PER_FOLD, StateTooLarge, TimersStuck
from shuke.engine.release import Compiling, Release
from shuke.engine.room import Reducer, Room
from shuke.engine.turn import Turn
from shuke.rule import STANDARD_EVENTS, Catalogue, EventType

Columns = Callable[[Any, Release], tuple[Any, ...]]
"""The indexed columns of a state under a release, in the order of `COLUMN_NAMES`."""

COLUMN_NAMES = (
    "tier",
    "stage",
    "registered_at",
    "last_order_at",
    "balance",
    "orders",
    "channel",
    "provisional",
)
IS_MEMBER = "kind = 'member' and merged_into is null and (provisional or registered_at is not null)"
"""The SQL condition of a row of engine_state that is a member: something has happened to it. So
written, an index that no order touches answers it (engine_state_member, decision 0151)."""


class Application:
    """The rooms, put together.

    `reducers` run in their order for each event. `columns(state)` gives the indexed columns.
    """

    def __init__(
        self,
        rooms: Sequence[Room],
        reducers: Sequence[Reducer],
        columns: Columns,
        event_types: Callable[[Documents], Iterable[EventType]] = lambda _documents: (),
        extra_kinds: Sequence[Kind] = (),
    ) -> None:
        self.rooms = tuple(rooms)
        self.reducers = tuple(reducers)
        self.columns = columns
        self._custom_event_types = event_types
        slices = [room.slice for room in rooms if room.slice is not None]
        self.slices = tuple(slices)
        self.state_type: type[msgspec.Struct] = msgspec.defstruct(
            "State",
            [(s.name, s.struct, msgspec.field(default_factory=s.struct)) for s in slices],
            array_like=True,
            gc=True,
        )
        self._state_encoder = msgspec.msgpack.Encoder()
        self._state_decoder = msgspec.msgpack.Decoder(self.state_type)
        self.timers = tuple(timer for room in rooms for timer in room.timers)
        self.kinds: dict[str, Kind] = {
            kind.name: kind
            for kind in (*KINDS, *extra_kinds, *(k for room in rooms for k in room.kinds))
        }
        self.record_kinds = {record.name: record for room in rooms for record in room.records}
        self.asking_origin = frozenset(
            name for record in self.record_kinds.values() for name in record.asks_origin
        )
        self._record_decoders = {
            name: msgspec.msgpack.Decoder(record.struct)
            for name, record in self.record_kinds.items()
        }
        self.fact_tables = {fact.name: fact for room in rooms for fact in room.facts}
        self.look_ups = {name: its for room in rooms for name, its in (room.look_ups or {}).items()}
        self.settles = frozenset(kind for room in rooms for kind in room.settles)
        self._by_type: dict[str, tuple[Reducer, ...]] = {}

    # -- states and records ------------------------------------------------------------------

    def new_state(self) -> Any:
        """The state of a subject that nothing has happened to."""
        return self.state_type()

    def decode_state(self, data: bytes) -> Any:
        """A state from its bytes; empty bytes are a new state."""
        return self._state_decoder.decode(data) if data else self.state_type()

    def encode_state(self, state: Any) -> bytes:
        """A state's bytes. Raises StateTooLarge above the hard limit."""
        data = self._state_encoder.encode(state)
        if len(data) > STATE_LIMIT_BYTES:
            raise StateTooLarge(len(data), self.slice_sizes(state))
        return data

    def slice_sizes(self, state: Any) -> dict[str, int]:
        """Bytes of each room's slice, by name."""
        return {
            s.name: len(self._state_encoder.encode(getattr(state, s.name))) for s in self.slices
        }

    def decode_record(self, kind: str, data: bytes) -> Any:
        """A record from its bytes."""
        return self._record_decoders[kind].decode(data)

    def origin_of(self, kind: str, event_type: str, data: bytes | None) -> tuple[int, Any] | None:
        """Where in the log a record was made, when events of this type ask for that row."""
        record = self.record_kinds[kind]
        if data is None or record.origin is None or event_type not in record.asks_origin:
            return None
        return record.origin(self.decode_record(kind, data))

    def encode_record(self, record: Any) -> bytes:
        """A record's bytes."""
        return self._state_encoder.encode(record)

    def due(self, state: Any) -> datetime | None:
        """The next moment at which the state may change by itself."""
        earliest = 0
        # A few times for every event: numbers are compared, and one of them is made a moment.
        for timer in self.timers:
            due = timer.due(state)
            if due and (due < earliest or not earliest):
                earliest = due
        return datetime.fromtimestamp(earliest, UTC) if earliest else None

    def timer_records(self, state: Any, until: datetime) -> list[tuple[str, str]]:
        """The records that timers up to a moment will read."""
        named: list[tuple[str, str]] = []
        for timer in self.timers:
            if timer.records is not None:
                named.extend(timer.records(state, until))
        return named

    def unsettled(self, state: Any, release: Release, day: int) -> bool:
        """Whether a release changes a state by itself, so that a tick has something to settle."""
        return any(
            room.unsettled is not None and room.unsettled(state, release, day)
            for room in self.rooms
        )

    # -- definitions --------------------------------------------------------------------------

    def decode_document(self, kind: str, value: Mapping[str, Any]) -> Document:
        """A document from plain values that were checked when saved."""
        document: Document = msgspec.convert(
            {**value, "kind": kind}, self.kinds[kind].document, strict=False
        )
        return document

    def catalogue(self, documents: Documents) -> Catalogue:
        """The events and attributes that conditions may use under these documents."""
        money = programme_of(documents).money
        catalogue = Catalogue(
            STANDARD_EVENTS,
            currency=money.currency,
            minor_digits=money.minor_digits,
            calendars={
                key: (its.name, [named.date for named in its.days])
                for key, its in sorted(documents.get("calendar", {}).items())
            },
        )
        for event_type in self._custom_event_types(documents):
            catalogue.add_event_type(event_type)
        for room in self.rooms:
            for event_type in room.event_types:
                catalogue.add_event_type(event_type)
            if room.attributes is not None:
                catalogue.add(*room.attributes(documents))
        return catalogue

    def compile(
        self,
        id: int,
        effective_at: datetime,
        documents: Documents,
        versions: Mapping[tuple[str, str], int],
    ) -> Release:
        """Make a release of checked documents: every room's plan, in the order of the rooms."""
        release = Release(id, effective_at, documents, versions, self.catalogue(documents))
        compiling = Compiling(documents, versions, release.catalogue, release.zone, release.plans)
        for room in self.rooms:
            if room.plan is not None:
                release.plans[room.name] = room.plan(compiling)
        return release

    # -- the fold -----------------------------------------------------------------------------

    def reducers_for(self, event_type: str) -> tuple[Reducer, ...]:
        """The reducers that want an event type, in order."""
        found = self._by_type.get(event_type)
        if found is None:
            found = self._by_type[event_type] = tuple(
                r for r in self.reducers if r.types is None or event_type in r.types
            )
        return found

    def fold(self, turn: Turn, due: datetime | None) -> datetime | None:
        """Fold one event: first every timer due by `at`, each at its own moment, then the event.

        `due` is the state's next moment as last computed; the answer is the next one. Raises what
        a reducer raises; the state is then half-changed and must be thrown away.
        """
        at = turn.event.at
        if due is not None and due <= at:
            self._run_timers(turn, due, at)
        for reducer in self.reducers_for(turn.event.type):
            reducer.fold(turn)
        return self.due(turn.state)

    def run_due(self, turn: Turn, due: datetime | None) -> datetime | None:
        """Run every timer due by the turn's moment and nothing else; answer the next moment."""
        if due is not None and due <= turn.event.at:
            self._run_timers(turn, due, turn.event.at)
        return self.due(turn.state)

    def _run_timers(self, turn: Turn, due: datetime, at: datetime) -> None:
        moment: datetime | None = due
        for _step in range(TIMERS_PER_FOLD):
            if moment is None or moment > at:
                turn.move_to(at, ticking=False)
                return
            turn.move_to(moment, ticking=True)
            seconds = moment.timestamp()
            for timer in self.timers:
                if 0 < timer.due(turn.state) <= seconds:
                    timer.tick(turn)
            moment = self.due(turn.state)
        raise TimersStuck(turn.subject)
