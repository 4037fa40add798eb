"""Verify: fold the whole log again and compare every state, record, fact and effect; check laws.

Members are split by bucket over processes. Nothing is written. A member that a newer engine took
over is folded from its last checkpoint; one that it has not met yet only keeps the laws. What
differs is told member by member, at most `MOST_FLAWS` of them, and counted beyond that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from shuke.engine import version
from shuke.engine.application import COLUMN_NAMES, Application
from shuke.engine.arrival import BUCKETS
from shuke.engine.asking import unsettled
from shuke.engine.checkpoint import Checkpoint, records_at
from shuke.engine.connection import Connection
from shuke.engine.erase import left_over
from shuke.engine.feed import broken_chain
from shuke.engine.publication import ReleaseBook
from shuke.engine.release import Release
from shuke.engine.replay import Replay, effects_of

MOST_FLAWS = 100

STATES = f"""
select bucket, subject, kind, seq, last_at, due_at, engine, state, {", ".join(COLUMN_NAMES)}
from engine_state
where bucket >= $1 and bucket < $2 and ($3::text[] is null or subject = any($3))
order by bucket, subject
"""

LOG = """
select bucket, subject, seq, at, time, type, source, id, release, given, data, effects
from engine_log
where bucket >= $1 and bucket < $2 and ($3::text[] is null or subject = any($3))
order by bucket, subject, seq
"""

RECORDS = """
select subject, kind, key, engine, data from engine_record
where bucket >= $1 and bucket < $2 and ($3::text[] is null or subject = any($3))
order by bucket, subject, kind, key
"""

RECORDS_PAST = """
select subject, kind, key, engine, was, data from engine_record_past
where bucket >= $1 and bucket < $2 and ($3::text[] is null or subject = any($3))
order by bucket, subject, kind, key
"""

CHECKPOINTS = """
select distinct on (bucket, subject) subject, seq, engine, state from engine_checkpoint
where bucket >= $1 and bucket < $2 and ($3::text[] is null or subject = any($3))
order by bucket, subject, seq desc
"""


@dataclass(slots=True)
class Report:
    """What was looked at and what was found. `flaws` are (subject, what).

    `events` were folded again; what lies before a checkpoint was not.
    """

    members: int = 0
    events: int = 0
    facts: int = 0
    records: int = 0
    wrong: int = 0
    flaws: list[tuple[str, str]] = field(default_factory=list)

    def add(self, subject: str, what: str) -> None:
        """Note a flaw."""
        self.wrong += 1
        if len(self.flaws) < MOST_FLAWS:
            self.flaws.append((subject, what))

    def join(self, other: Report) -> None:
        """Add another part's report."""
        self.members += other.members
        self.events += other.events
        self.facts += other.facts
        self.records += other.records
        self.wrong += other.wrong
        self.flaws = (self.flaws + other.flaws)[:MOST_FLAWS]


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything stored of one member."""

    state: Any
    log: Sequence[Any]
    records: dict[tuple[str, str], bytes]
    facts: dict[str, Sequence[Any]]
    checkpoint: Checkpoint | None


async def verify_buckets(
    connection: Connection,
    app: Application,
    book: ReleaseBook,
    first: int,
    last: int,
    *,
    members: Sequence[str] | None = None,
    from_start: bool = False,
    progress: Callable[[int], None] = lambda _events: None,
    now: datetime | None = None,
) -> Report:
    """Verify the members of buckets `first` to `last - 1` in one consistent snapshot.

    `members` are looked at alone if given; `from_start` ignores checkpoints. The columns that lists
    show are compared by the release in force `now`, unless a publication is still to be settled.
    """
    report = Report()
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        await book.refresh(connection)
        release: Release | None = None
        if not await unsettled(connection):
            release = book.current(now or await connection.fetchval("select now()"))
        step = max(1, (last - first) // 32)
        for low in range(first, last, step):
            part = (low, min(low + step, last), list(members) if members is not None else None)
            async for stored in _members(connection, app, part, from_start=from_start):
                _verify(app, book, stored, report)
                if release is not None:
                    _columns(app, stored, release, report)
                progress(len(stored.log))
            await asyncio.sleep(0)
    return report


async def verify_whole(connection: Connection) -> list[tuple[str, str]]:
    """The laws that no single member shows: the feed's chain, and stock within its bounds."""
    found: list[tuple[str, str]] = []
    position = await broken_chain(connection)
    if position is not None:
        found.append(("feed", f"the hash chain breaks at position {position}"))
    stock = await connection.fetch(
        'select id, size, "left" from engine_stock where "left" < 0 or "left" > size'
    )
    found += [("stock", f"{row['id']}: {row['left']} of {row['size']} left") for row in stock]
    keyless = await connection.fetch(
        """
        select l.source, l.id from engine_log as l
        left join engine_key as k using (source, id)
        where k.source is null and l.type <> 'tick' limit 20
        """
    )
    found += [("key", f"{row['source']}/{row['id']} is logged without its key") for row in keyless]
    stateless = await connection.fetch(
        """
        select l.subject from engine_log as l
        left join engine_state as s using (bucket, subject)
        where s.subject is null and l.seq = 1 limit 20
        """
    )
    found += [(row["subject"], "there is a log but no state") for row in stateless]
    return found + await left_over(connection)


async def _members(
    connection: Connection,
    app: Application,
    part: tuple[int, int, list[str] | None],
    *,
    from_start: bool,
) -> AsyncIterator[Stored]:
    log = _grouped(await connection.fetch(LOG, *part))
    records = _grouped(await connection.fetch(RECORDS, *part))
    facts = {
        table.name: _grouped(
            await connection.fetch(
                f"select * from {table.name} where bucket >= $1 and bucket < $2"
                " and ($3::text[] is null or subject = any($3)) order by subject, seq, n",
                *part,
            )
        )
        for table in app.fact_tables.values()
    }
    checkpoints: dict[str, Any] = {}
    past: dict[str, list[Any]] = {}
    if not from_start:
        found = await connection.fetch(CHECKPOINTS, *part)
        checkpoints = {row["subject"]: row for row in found}
        past = _grouped(await connection.fetch(RECORDS_PAST, *part)) if found else {}
    for state in await connection.fetch(STATES, *part):
        subject = state["subject"]
        now = records.pop(subject, [])
        yield Stored(
            state,
            log.pop(subject, []),
            {(row["kind"], row["key"]): row["data"] for row in now},
            {name: its.pop(subject, []) for name, its in facts.items()},
            None
            if from_start and state["kind"] != "erased"
            else _checkpoint(state, checkpoints.get(subject), now, past.pop(subject, [])),
        )


def _checkpoint(state: Any, row: Any, now: Sequence[Any], past: Sequence[Any]) -> Checkpoint | None:
    if state["kind"] == "erased":
        # What was erased cannot be folded again; what is left must be nothing, and keep the laws.
        return Checkpoint(state["seq"], version.ENGINE, state["state"])
    if state["seq"] and state["engine"] != version.ENGINE:
        # An older engine wrote it last, and only that one could fold it to the same bytes.
        records = {(its["kind"], its["key"]): its["data"] for its in now}
        return Checkpoint(state["seq"], version.ENGINE, state["state"], records)
    if row is None:
        return None
    records = records_at(row["engine"], now, past)
    return Checkpoint(row["seq"], row["engine"], row["state"], records)


def _grouped(rows: Iterable[Any]) -> dict[str, list[Any]]:
    return {subject: list(its) for subject, its in groupby(rows, lambda row: row["subject"])}


def _verify(app: Application, book: ReleaseBook, stored: Stored, report: Report) -> None:
    subject = stored.state["subject"]
    replay = Replay(app, book)
    log = stored.log
    if stored.checkpoint is not None:
        log = replay.begin(stored.checkpoint, log)
    begun = replay.seq
    report.members += 1
    report.events += len(log)
    report.records += len(stored.records)
    facts: dict[str, list[tuple[Any, ...]]] = {name: [] for name in app.fact_tables}
    try:
        for row in log:
            turn = replay.step(row)
            if effects_of(turn) != row["effects"]:
                report.add(subject, f"event {row['seq']} has other effects when folded again")
            for table, values in turn.facts:
                facts[table].append((turn.event.seq, *values))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is this member's flaw
        report.add(subject, f"event {replay.seq + 1} does not fold: {error!r}")
        return
    _compare(app, stored, replay, report)
    for name, rows in facts.items():
        report.facts += len(rows)
        values_of = itemgetter("seq", "n", *app.fact_tables[name].columns)
        if [values_of(row) for row in stored.facts[name] if row["seq"] > begun] != rows:
            report.add(subject, f"{name} has other rows than folding gives")
    _laws(app, stored, replay.state, report)


def _compare(app: Application, stored: Stored, replay: Replay, report: Report) -> None:
    subject = stored.state["subject"]
    if stored.state["seq"] != replay.seq:
        report.add(subject, f"the state is at {stored.state['seq']}, the log at {replay.seq}")
    kept = stored.state["state"]
    again = app.encode_state(replay.state)
    # A checkpoint's bytes may be of an older shape, whose fields were appended to since.
    if stored.log and again != kept and again != app.encode_state(app.decode_state(kept)):
        report.add(subject, "the state differs from folding the log again")
    due: datetime | None = stored.state["due_at"]
    if due != replay.due:
        report.add(subject, f"the timer is at {due}, folding gives {replay.due}")
    folded = {
        name: app.encode_record(record)
        for name, record in replay.records.loaded.items()
        if record is not None
    }
    names = {
        name
        for name, _data in folded.items() ^ stored.records.items()
        if folded.get(name) != _reshaped(app, name, stored.records.get(name))
    }
    if names:
        report.add(subject, f"records differ: {sorted(names)[:3]}")


def _columns(app: Application, stored: Stored, release: Release, report: Report) -> None:
    if not stored.state["seq"]:
        return
    told = app.columns(app.decode_state(stored.state["state"]), release)
    for name, value in zip(COLUMN_NAMES, told, strict=True):
        if stored.state[name] != value:
            shown = stored.state[name]
            report.add(
                stored.state["subject"], f"lists show {name} {shown}, the state says {value}"
            )


def _reshaped(app: Application, name: tuple[str, str], data: bytes | None) -> bytes | None:
    return None if data is None else app.encode_record(app.decode_record(name[0], data))


def _laws(app: Application, stored: Stored, state: Any, report: Report) -> None:
    for room in app.rooms:
        if not room.laws or room.slice is None:
            continue
        for name, law in room.laws.items():
            for broken in law(getattr(state, room.slice.name), stored.facts):
                report.add(stored.state["subject"], f"{room.name}.{name}: {broken}")


def shares(processes: int) -> list[tuple[int, int]]:
    """The buckets in as many equal parts."""
    return [(BUCKETS * n // processes, BUCKETS * (n + 1) // processes) for n in range(processes)]
