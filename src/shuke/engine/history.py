"""History: definitions with memory that begin with what the log holds, member by member.

A member's log is folded again, unlocked, under its own releases with the wanted memories beside
their own; under the member's lock come the rows that were added meanwhile and every timer due by
then, and the end is brought in as one internal event. Replay hears it again in that event's
`given`. See docs/decisions/0060.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from shuke.engine.arrival import Arrival, Incoming, bucket_of
from shuke.engine.connection import Connection
from shuke.engine.publication import ReleaseBook
from shuke.engine.release import Release, Releases
from shuke.engine.replay import Replay
from shuke.rule import HISTORY_REPLAYED, HistoryReplayed

if TYPE_CHECKING:
    from shuke.engine.batch import Work

SOURCE = "shuke:history"
PAGE = 1000
"""Log rows of a member that are read at once."""
FOLDS_IN_A_ROW = 32
"""Events folded before others may have the thread."""
SAMPLE_MEMBERS = 40
SAMPLE_SECONDS = 0.25
"""How many members, and how long, a sample is replayed to learn the rate."""

LOG_AFTER = """
select l.bucket, l.subject, l.seq, l.at, l.time, l.type, l.source, l.id, l.release, l.engine,
       l.given, l.data, l.effects
from unnest($1::smallint[], $2::text[], $3::bigint[]) as from_here (bucket, subject, seq)
cross join lateral (
    select * from engine_log as its
    where its.bucket = from_here.bucket and its.subject = from_here.subject
      and its.seq > from_here.seq
    order by its.seq limit $4
) as l
order by l.subject, l.seq
"""

SAMPLE = """
select bucket, subject, seq from engine_state where seq > 0 order by bucket, subject limit $1
"""

TOTAL = "select count(*) as members, coalesce(sum(seq), 0)::bigint as events from engine_state"

_json = msgspec.json.Encoder()
_msgpack = msgspec.msgpack


@dataclass(frozen=True, slots=True)
class Cost:
    """What publishing would replay: definitions, members, events, and about how long it takes."""

    definitions: list[str]
    members: int
    events: int
    seconds: float


class Beside:
    """A book of releases with memories of a wanted release beside their own.

    Only plans are exchanged: conditions and rules are the very ones that judged, so the log folds
    as it did.
    """

    def __init__(self, book: ReleaseBook, wanted: Release, names: Sequence[str]) -> None:
        self.app = book.app
        self.book = book
        self.wanted = wanted
        self.names = list(names)
        self._made: dict[int, Release] = {}
        self._upto: dict[int, Releases] = {}

    def upto(self, horizon: int) -> Releases:
        """As `ReleaseBook.upto`."""
        found = self._upto.get(horizon)
        if found is None:
            found = self._upto[horizon] = Releases(self.book.effective(horizon), self._release)
        return found

    def _release(self, id: int) -> Release:
        made = self._made.get(id)
        if made is None:
            made = self._made[id] = copy(self.book.compiled(id))
            made.plans = {
                **made.plans,
                **{
                    room.name: room.memory.beside(made.plans[room.name], self.wanted, self.names)
                    for room in self.app.rooms
                    if room.memory is not None
                },
            }
        return made


@dataclass(slots=True)
class Shelf:
    """The books that a run has made, by what is wanted."""

    book: ReleaseBook
    made: dict[tuple[int, tuple[str, ...]], Beside] = field(default_factory=dict)

    def of(self, release: Release, names: Sequence[str]) -> Beside:
        """The book with these memories of a release."""
        key = release.id, tuple(names)
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = Beside(self.book, release, names)
        return found


def lacking(book: ReleaseBook, state: Any, release: Release) -> list[str]:
    """The definitions whose history a member lacks under a release."""
    return [
        name
        for room in book.app.rooms
        if room.memory is not None
        for name in room.memory.lacking(state, release)
    ]


def beginning(book: ReleaseBook, release: Release, before: Release) -> list[str]:
    """The definitions that begin with history when one release follows another."""
    return [
        name
        for room in book.app.rooms
        if room.memory is not None
        for name in room.memory.beginning(release, before)
    ]


async def catch_up(
    connection: Connection, replays: Mapping[str, Replay], breathe: Any
) -> dict[str, str]:
    """Fold what the log holds beyond where each replay stands; answer those that do not fold."""
    left = dict(replays)
    failed: dict[str, str] = {}
    while left:
        rows = await connection.fetch(
            LOG_AFTER,
            [bucket_of(subject) for subject in left],
            list(left),
            [replay.seq for replay in left.values()],
            PAGE,
        )
        seen: dict[str, int] = {}
        for row in rows:
            subject = row["subject"]
            if subject in failed:
                continue
            try:
                left[subject].step(row)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is this member's flaw
                failed[subject] = f"event {row['seq']} does not fold: {error!r}"
            seen[subject] = seen.get(subject, 0) + 1
            await breathe()
        left = {
            subject: left[subject]
            for subject, number in seen.items()
            if number == PAGE and subject not in failed
        }
    return failed


def leads_to(
    replay: Replay, release: Release, names: Sequence[str]
) -> tuple[HistoryReplayed, dict[str, Any]]:
    """The event that brings a replay's memories of a release in, and what its fold is told."""
    facts: dict[str, Any] = {}
    orders: set[str] = set()
    for room in replay.app.rooms:
        if room.memory is not None:
            brought = room.memory.brought(replay.state, replay.records.loaded, names)
            facts |= brought.facts
            orders |= set(brought.orders)
    return HistoryReplayed(release.id, list(names), sorted(orders)), facts


def arrival_of(work: Work, row: Any, replay: Replay) -> Arrival:
    """The event that brings in where a member's replay leads to at the batch's moment."""
    assert isinstance(replay.book, Beside)
    names = replay.book.names
    last_at = row["last_at"]
    at = work.now if last_at is None else max(work.now, last_at)
    replay.advance(at, work.horizon)
    release = work.releases.at(at)
    data, facts = leads_to(replay, release, names)
    subject = row["subject"]
    # A member lacks a release's history once, and the place in the log makes sure of it.
    incoming = Incoming(
        SOURCE, f"{release.id}:{subject}:{row['seq'] + 1}", HISTORY_REPLAYED.name, "", b""
    )
    arrival = Arrival(incoming, HISTORY_REPLAYED, data)
    arrival.subject = subject
    arrival.encoded = _json.encode(data)
    arrival.hash = b"history"
    # As replay will read it: what was told is plain values.
    arrival.told = _msgpack.decode(_msgpack.encode(facts))
    return arrival


async def cost(
    connection: Connection, book: ReleaseBook, release: Release, names: list[str]
) -> Cost:
    """What bringing in the history of these definitions costs, by the measured rate of a sample."""
    total = await connection.fetchrow(TOTAL)
    assert total is not None
    rows = await connection.fetch(SAMPLE, SAMPLE_MEMBERS)
    beside = Beside(book, release, names)
    replays: list[Replay] = []
    began = time.perf_counter()

    async def breathe() -> None:
        # Somebody waits for the answer, and others for the thread.
        if sum(replay.seq for replay in replays) % FOLDS_IN_A_ROW == 0:
            await asyncio.sleep(0)
        if time.perf_counter() - began > SAMPLE_SECONDS:
            raise _Enough

    try:
        for row in rows:
            replays.append(Replay(book.app, beside))
            await catch_up(connection, {row["subject"]: replays[-1]}, breathe)
    except _Enough:
        pass
    spent, events = time.perf_counter() - began, sum(replay.seq for replay in replays)
    seconds = spent / events * total["events"] if events else 0.0
    return Cost(names, total["members"], total["events"], seconds)


class _Enough(Exception):
    """The sample is large enough."""
