"""The course of one member: his log folded as it was up to a moment, and by a draft from then on.

A back-test follows members on two courses: what was, and what would have been. Both hear what they
are told in the log row's `given`, or what a round of the back-test tells instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, ClassVar

import msgspec

from shuke.engine.history import SOURCE as HISTORY_SOURCE
from shuke.engine.history import Beside, leads_to
from shuke.engine.publication import ReleaseBook
from shuke.engine.release import Release, Releases
from shuke.engine.replay import Book, OpenRecords, Replay
from shuke.engine.seat import decode_given
from shuke.engine.turn import Event, Given, Turn
from shuke.kernel import ShukeError
from shuke.rule import HISTORY_REPLAYED, EventInvalid

QUEUE_SOURCE = "shuke:queue"
NOTHING: dict[str, tuple[int, int]] = {}
INSTANT = timedelta(microseconds=1)

_json = msgspec.json.Encoder()
_msgpack = msgspec.msgpack


class Ask(msgspec.Struct, array_like=True, gc=False):
    """What an event asked of a scarce counter: `amount` wanted (0: nothing), `back` given back.

    `row` is the event's place in the log, or a name for what is not in the log.
    """

    at: datetime
    subject: str
    seq: int
    row: str
    stock: str
    amount: int
    back: int
    size: int
    refused: bool


class Carried(msgspec.Struct, array_like=True, gc=False):
    """An event that one member sent another. `data` is JSON."""

    key: str
    target: str
    type: str
    at: datetime
    time: datetime
    data: str
    depth: int


class Change(msgspec.Struct):
    """What a member hears otherwise than his log says."""

    refused: dict[str, list[str]] = {}
    """By row: the counters that refuse it."""
    dropped: list[str] = []
    """Keys of events that nobody sends him any more."""
    altered: dict[str, str] = {}
    """By key: what is sent to him now (JSON)."""
    added: dict[str, Carried] = {}
    """By key: what is sent to him only now."""


class Asking(Turn):
    """A turn that also remembers what was refused."""

    __slots__ = ("wanted",)

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.wanted: dict[str, tuple[int, int]] = NOTHING

    def take(self, stock: str, amount: int, size: int) -> bool:
        """As `Turn.take`."""
        granted = super().take(stock, amount, size)
        if not granted:
            before, _size = self.wanted.get(stock, (0, size))
            self.wanted = {**self.wanted, stock: (before + amount, size)}
        return granted


class Lenient(Releases):
    """Releases of which any may be asked for by its number."""

    __slots__ = ()

    def of(self, id: int) -> Release:
        """A release by its number."""
        return self._make(id)


class Drafted:
    """The releases as they were before a moment, and the draft alone from then on."""

    def __init__(self, book: ReleaseBook, draft: Release, since: datetime) -> None:
        self.book = book
        self.draft = draft
        self.since = since
        self._upto: dict[int, Releases] = {}

    def upto(self, horizon: int) -> Releases:
        """As `ReleaseBook.upto`."""
        found = self._upto.get(horizon)
        if found is None:
            before = [one for one in self.book.effective(horizon) if one[0] < self.since]
            found = Lenient([*before, (self.since, self.draft.id)], self._make)
            self._upto[horizon] = found
        return found

    def _make(self, id: int) -> Release:
        return self.draft if id == self.draft.id else self.book.compiled(id)


class Layer(OpenRecords):
    """Records over others that stay as they are until the layer is kept."""

    __slots__ = ("below",)

    def __init__(self, below: dict[tuple[str, str], Any]) -> None:
        super().__init__({})
        self.below = below

    def get(self, kind: str, key: str) -> Any | None:
        """The record, copied when it is first asked for."""
        name = kind, key
        if name not in self.loaded:
            self.loaded[name] = deepcopy(self.below.get(name))
        return self.loaded[name]


class Restart(Exception):
    """An event of this type failed unguarded: the member is to be folded again, guarded."""

    def __init__(self, type: str) -> None:
        super().__init__(type)
        self.type = type


class Plot:
    """What all courses of a back-test share: the draft, the range and what was learnt."""

    def __init__(self, book: ReleaseBook, draft: Release, since: datetime, until: datetime) -> None:
        self.app = book.app
        self.book = book
        self.draft = draft
        self.since = since
        self.until = until
        self.drafted = Drafted(book, draft, since)
        self.before = book.upto(book.newest).at(since - INSTANT)
        self.risky: set[str] = set()
        """Types of which an event was refused: such events are folded on a copy."""
        self.beside: Beside | None = None
        names = [
            name
            for room in self.app.rooms
            if room.memory is not None
            for name in room.memory.beginning(draft, self.before)
        ]
        if names:
            self.beside = Beside(book, draft, names)
        self.reads: dict[str, Callable[[bytes], Any]] = {
            name: kind.read for name, kind in draft.catalogue.event_types.items()
        }


class Course(Replay):
    """One member's course. Read what it heard from its fields when `was` or `would` is done."""

    __slots__ = (
        "asks", "change", "delivered", "facts", "failed", "folded", "heard", "left_out", "plot",
        "refused", "sent", "shift", "subject", "told",
    )  # fmt: skip

    turning: ClassVar[type[Turn]] = Asking

    def __init__(self, plot: Plot, subject: str, change: Change | None = None) -> None:
        super().__init__(plot.app, plot.book)
        self.plot = plot
        self.subject = subject
        self.change = change
        self.shift = 0
        """How many events were folded that are not in the log."""
        self.asks: list[Ask] = []
        self.sent: list[Carried] = []
        self.delivered: list[str] = []
        self.facts: list[list[tuple[str, tuple[Any, ...]]]] = []
        self.heard: Counter[str] = Counter()
        self.folded: Counter[str] = Counter()
        self.refused: Counter[tuple[str, str]] = Counter()
        self.left_out: Counter[str] = Counter()
        self.failed: list[str] = []
        self.told: Counter[str] = Counter()
        """Counters that refused the recorded events of the range."""

    # -- what was -----------------------------------------------------------------------------

    def was(self, rows: Sequence[Any]) -> None:
        """Fold the log as it was up to the end of the range; asks and sends are remembered."""
        since, until = self.plot.since, self.plot.until
        begun = False
        for row in rows:
            if row["at"] >= until:
                break
            if not begun and row["at"] >= since:
                begun = True
                self._reach(since)
            turn = self.step(row)
            self._remember(turn, str(row["seq"]))
            if row["source"] == QUEUE_SOURCE and begun:
                self.delivered.append(row["id"])
        if not begun:
            self._reach(since)
        self._remember(self._advance(until - INSTANT, self.plot.book), "until")

    # -- what would have been -----------------------------------------------------------------

    def would(self, rows: Sequence[Any]) -> None:
        """Fold the log as it was before the range and by the draft within it.

        Raises Restart when an event failed whose type had not been known to fail.
        """
        plot, place = self.plot, 0
        for row in rows:
            if row["at"] >= plot.since:
                break
            self._remember(self.step(row), str(row["seq"]))
            place += 1
        self._reach(plot.since)
        before = rows[:place]
        if before:
            self._settle(before)
        for row, carried in self._stream(rows, place):
            if carried is not None:
                self._carry(carried)
            else:
                self._recorded(row)
        self._keep(self._advance(plot.until - INSTANT, plot.drafted), "until")

    def _stream(self, rows: Sequence[Any], place: int) -> Iterator[tuple[Any, Carried | None]]:
        """Recorded rows of the range, with what is carried in at its moment."""
        until = self.plot.until
        added = []
        if self.change is not None and self.change.added:
            added = sorted(self.change.added.values(), key=lambda one: (one.at, one.key))
        for number in range(place, len(rows)):
            row = rows[number]
            if row["at"] >= until:
                break
            while added and added[0].at < row["at"]:
                yield None, added.pop(0)
            yield row, None
        for one in added:
            if one.at < until:
                yield None, one

    def _recorded(self, row: Any) -> None:
        """A row of the log, heard by the draft."""
        kind, change = row["type"], self.change
        self.heard[kind] += 1
        given = decode_given(row["given"])
        if given.refused:
            self.told.update(given.refused)
        place = str(row["seq"])
        data = row["data"]
        if row["source"] == QUEUE_SOURCE:
            self.delivered.append(row["id"])
            if change is not None:
                if row["id"] in change.dropped:
                    return
                data = change.altered.get(row["id"], data)
        if change is not None and place in change.refused:
            given.refused = change.refused[place]
        if row["source"] == HISTORY_SOURCE and not self._same_history(row):
            return
        event = self._read(
            row["source"], row["id"], kind, row["time"], row["at"], data, row["seq"] + self.shift
        )
        if event is not None:
            self._fold(event, given, row["release"], place, 0)

    def _carry(self, one: Carried) -> None:
        """An event that only the draft sends."""
        event = self._read(
            QUEUE_SOURCE, one.key, one.type, one.time, one.at, one.data.encode(), self.seq + 1
        )
        if event is None:
            return
        place = "+" + one.key
        given = Given(refused=(self.change or Change()).refused.get(place, []))
        if self._fold(event, given, self.plot.book.newest, place, one.depth):
            self.shift += 1

    def _read(
        self, source: str, id: str, kind: str, time: datetime, at: datetime, data: Any, seq: int
    ) -> Event | None:
        read = self.plot.reads.get(kind)
        if read is None:
            self.left_out[kind] += 1
            return None
        try:
            return Event(source, id, kind, time, at, self.subject, read(data), seq)
        except (EventInvalid, msgspec.MsgspecError):
            self.refused[kind, EventInvalid.code] += 1
            return None

    def _fold(self, event: Event, given: Given, horizon: int, place: str, depth: int) -> bool:
        releases = self.plot.drafted.upto(horizon)
        guarded = event.type in self.plot.risky
        records, saved = self.records, b""
        if guarded:
            records = Layer(self.records.loaded)
            saved = _msgpack.encode(self.state)
        turn = Asking(event, self.state, records, releases, given, self.past)
        turn.depth = depth
        try:
            due = self.app.fold(turn, self.due)
        except Exception as error:
            if not guarded:
                raise Restart(event.type) from error
            self.state = self.app.decode_state(saved)
            code = error.code if isinstance(error, ShukeError) else "fold_failed"
            if not isinstance(error, ShukeError):
                self.failed.append(f"{event.type} ({place}): {error!r}")
            self.refused[event.type, code] += 1
            return False
        if guarded:
            self.records.loaded.update(records.loaded)
        self.due = due
        self.seq = event.seq
        self.past[event.seq] = event
        self.folded[event.type] += 1
        self._keep(turn, place)
        return True

    def _settle(self, before: Sequence[Any]) -> None:
        """What publishing the draft would have changed of the member by itself."""
        plot = self.plot
        if plot.beside is not None and (names := self._lacking(plot.beside.names)):
            self._bring_in(before, names)
            return
        today = plot.since.astimezone(plot.draft.zone).toordinal()
        if plot.draft is not plot.before and self.app.unsettled(self.state, plot.draft, today):
            self._inserted("tick", "settled", None, Given())

    def _lacking(self, names: list[str]) -> list[str]:
        return [
            name
            for room in self.app.rooms
            if room.memory is not None
            for name in room.memory.lacking(self.state, self.plot.draft)
            if name in names
        ]

    def _bring_in(self, before: Sequence[Any], names: list[str]) -> None:
        plot = self.plot
        beside = Replay(self.app, Beside(plot.book, plot.draft, names))
        for row in before:
            beside.step(row)
        beside.advance(plot.since - INSTANT, plot.book.newest)
        data, facts = leads_to(beside, plot.draft, names)
        told = _msgpack.decode(_msgpack.encode(facts))
        self._inserted(HISTORY_REPLAYED.name, "history", data, Given(facts=told))

    def _inserted(self, kind: str, place: str, data: Any, given: Given) -> None:
        """An event of the range's first moment that is not in the log."""
        at = self.plot.since
        event = Event("", "", kind, at, at, self.subject, data, self.seq + 1)
        self.shift += 1
        self._fold(event, given, self.plot.book.newest, "+" + place, 0)
        self.folded[kind] -= 1

    def _same_history(self, row: Any) -> bool:
        """Whether a recorded history is still what the draft would bring in, and still to come."""
        data = HISTORY_REPLAYED.read(row["data"])
        known = self.plot.book.compiled(data.release)
        beside = self.plot.beside
        return all(
            _document(known, name) == _document(self.plot.draft, name)
            and (beside is None or name not in beside.names)
            for name in data.definitions
        )

    def run_out(self) -> list[tuple[str, tuple[Any, ...]]]:
        """Let the timers run to the end of the range as it was; answer their facts."""
        return self._advance(self.plot.until - INSTANT, self.plot.book).facts

    def let_go(self) -> None:
        """The log is needed no more: what refers to itself is freed without a search for it."""
        self.past.clear()
        del self.past.replay

    # -- both ---------------------------------------------------------------------------------

    def _reach(self, since: datetime) -> None:
        """Let what was due before the range happen as it did."""
        if self.due is not None and self.due < since:
            self._remember(self._advance(since - INSTANT, self.plot.book), "since")

    def _advance(self, at: datetime, book: Book) -> Turn:
        event = Event("", "", "tick", at, at, self.subject, None, self.seq + 1)
        place = "until" if at >= self.plot.since else "since"
        refused = [] if self.change is None else self.change.refused.get(place, [])
        turn = Asking(
            event,
            self.state,
            self.records,
            book.upto(self.plot.book.newest),
            Given(refused=refused),
            self.past,
        )
        self.due = self.app.run_due(turn, self.due)
        return turn

    def _keep(self, turn: Turn, place: str) -> None:
        if turn.facts:
            self.facts.append(turn.facts)
        if turn.takes or turn.sent or turn.wanted:  # type: ignore[attr-defined]
            self._remember(turn, place)

    def _remember(self, turn: Any, place: str) -> None:
        event = turn.event
        for stock in turn.takes.keys() | turn.wanted.keys():
            net, size = turn.takes.get(stock, (0, 0))
            wanted, wanted_size = turn.wanted.get(stock, (0, 0))
            if wanted:
                ask = (wanted, max(-net, 0), wanted_size, True)
            else:
                ask = (max(net, 0), max(-net, 0), size, False)
            self.asks.append(Ask(event.at, self.subject, event.seq, place, stock, *ask))
        for number, one in enumerate(turn.sent):
            key = f"{self.subject}:{place}:{number}:{one.target}"
            data = _json.encode(one.data).decode()
            self.sent.append(
                Carried(key, one.target, one.type, event.at, event.time, data, one.depth)
            )


def _document(release: Release, name: str) -> Any:
    kind, _slash, key = name.partition("/")
    return release.documents.get(kind, {}).get(key)
