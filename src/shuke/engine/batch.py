"""A batch: some events of some members in one transaction, read, folded and written whole.

The number of statements does not depend on the number of events. See architecture.md, "A batch is
one transaction": identities → members → stock, then everything is written and the callers answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from shuke.engine import batch_sql as sql
from shuke.engine import version
from shuke.engine.application import Application
from shuke.engine.arrival import Arrival, Outcome, bucket_of
from shuke.engine.connection import Connection
from shuke.engine.identify import Identifier, Reference, names_of
from shuke.engine.limits import (
    REFOLDS_PER_BATCH,
    EngineOutdated,
    KeyReused,
    SubjectUnknown,
)
from shuke.engine.partition import Partitions
from shuke.engine.publication import ReleaseBook
from shuke.engine.seal import CONTENT_BYTES
from shuke.engine.seat import Seat
from shuke.engine.stock import grant
from shuke.engine.turn import Event, PastMissing
from shuke.engine.write import write
from shuke.kernel import Clock, Text

FOLDS_IN_A_ROW = 16
"""Events folded before others may have the thread: about a millisecond."""


Make = Callable[["Work", Sequence[Any]], Awaitable[list[Arrival]]]
"""Makes events for locked members: see `Batcher.run_made`."""


class Batcher:
    """Runs batches on connections it is given. One per process; it holds no state of members."""

    def __init__(
        self, app: Application, book: ReleaseBook, identifier: Identifier, clock: Clock
    ) -> None:
        self.app = app
        self.book = book
        self.identifier = identifier
        self.clock = clock
        self.partitions = Partitions()

    async def run(
        self, connection: Connection, arrivals: Sequence[Arrival], *, patient: bool
    ) -> list[Arrival]:
        """Fold events in one transaction; every arrival that is dealt with has its outcome.

        Members that another process has locked are waited for when `patient`; otherwise their
        events come back in the answer. Raises what PostgreSQL raises, with nothing changed.
        """
        await self.partitions.ahead(connection, _moments(arrivals, self.clock.now()))
        async with connection.transaction():
            named, references = names_of(arrivals)
            head, owners = await self._head(connection, references)
            work = Work(self, connection, head, arrivals)
            work.made = await self.identifier.resolve(connection, named, owners, work.now)
            skipped = await work.run(patient=patient)
        self.partitions.remember(work.months)
        return skipped

    async def run_due(self, connection: Connection, until: datetime, limit: int) -> int:
        """Fold a tick into subjects whose timer is due; return how many there were."""
        await self.partitions.ahead(connection, [until])
        async with connection.transaction():
            head, _owners = await self._head(connection, [])
            rows = await connection.fetch(sql.DUE, until, limit)
            if not rows:
                return 0
            work = Work(self, connection, head, [])
            await work.run_ticks(rows, until)
        self.partitions.remember(work.months)
        return len(rows)

    async def run_tick(self, connection: Connection, subject: str, until: datetime) -> Outcome:
        """Fold a tick into one member now, though one that failed may be waiting for its time.

        Whoever is not due any more, since another event ran his timers, has nothing to fold: his
        last place in the log is answered.
        """
        async with connection.transaction():
            head, _owners = await self._head(connection, [])
            work = Work(self, connection, head, [])
            [row] = await connection.fetch(sql.LOCK, [bucket_of(subject)], [subject])
            if row["due_at"] is None or row["due_at"] > until:
                return Outcome("duplicate", "shuke:timer", "", subject, row["seq"])
            await work.run_ticks([row], until)
        self.partitions.remember(work.months)
        [arrival] = work.seats[subject].arrivals
        assert arrival.outcome is not None
        return arrival.outcome

    async def run_made(
        self, connection: Connection, subjects: Sequence[str], make: Make
    ) -> dict[str, Outcome]:
        """Fold an event that `make` gives into each of these members, or none, under their locks.

        `make(work, rows)` answers arrivals with their subjects. Nothing of an event that fails is
        kept, not even in the inbox: whoever made it hears of it in the answer.
        """
        async with connection.transaction():
            head, _owners = await self._head(connection, [])
            work = Work(self, connection, head, [])
            outcomes = await work.run_made(subjects, make)
        self.partitions.remember(work.months)
        return outcomes

    async def _head(
        self, connection: Connection, references: Sequence[Reference]
    ) -> tuple[Any, dict[Reference, str]]:
        """What a batch begins with: may this process write, which releases are there, and whose
        the named identities are."""
        rows = await connection.fetch(
            sql.HEAD, [kind for kind, _hash in references], [hash_ for _kind, hash_ in references]
        )
        head = rows[0]
        if head["epoch"] > version.EPOCH or head["engine"] > version.ENGINE:
            raise _outdated()
        if head["epoch"] < version.EPOCH or head["engine"] < version.ENGINE:
            await connection.execute(sql.TAKE_OVER, version.EPOCH, version.ENGINE)
        await self.book.reach(connection, head["horizon"])
        return head, {
            (row["kind"], row["hash"]): row["subject"] for row in rows if row["kind"] is not None
        }


def _moments(arrivals: Sequence[Arrival], now: datetime) -> Iterator[datetime]:
    """When these events will have come in, unless their member's last one came in later."""
    yield now
    for arrival in arrivals:
        if arrival.imported:
            yield (arrival.came_at or arrival.time or now).astimezone(UTC)


class Work:
    """One batch while it runs."""

    def __init__(
        self,
        batcher: Batcher,
        connection: Connection,
        head: Any,
        arrivals: Sequence[Arrival],
    ) -> None:
        self.batcher = batcher
        self.app = batcher.app
        self.connection = connection
        self.horizon: int = head["horizon"]
        self.batch: int = head["batch"]
        self.failures: bool = head["failures"]
        """Whether the inbox holds open entries."""
        self.arrivals = arrivals
        self.releases = batcher.book.upto(self.horizon)
        self.now = batcher.clock.now()
        self.current = self.releases.at(self.now)
        self.lateness = timedelta(days=self.current.programme.lateness_days)
        self.seats: dict[str, Seat] = {}
        self.made: dict[str, Any] = {}
        self.months: set[tuple[int, int]] = set()
        """Months of the log whose partition this batch made sure of."""

    async def run(self, *, patient: bool) -> list[Arrival]:
        await self.batcher.identifier.claim(self.connection, self.arrivals, self.current, self.now)
        await self._make_subjects()
        skipped = await self._lock(patient=patient)
        await self._read()
        await self._fold()
        await self._write()
        return skipped

    async def run_made(self, subjects: Sequence[str], make: Make) -> dict[str, Outcome]:
        rows = await self.connection.fetch(
            sql.LOCK, [bucket_of(subject) for subject in subjects], list(subjects)
        )
        made = {arrival.subject: arrival for arrival in await make(self, rows)}
        for row in rows:
            if row["subject"] in made:
                self._seat(row).arrivals.append(made[row["subject"]])
        await self._read()
        await self._fold()
        for seat in self.seats.values():
            seat.failures = []
        await self._write()
        return {
            seat.subject: arrival.outcome
            for seat in self.seats.values()
            for arrival in seat.arrivals
            if arrival.outcome is not None
        }

    async def run_ticks(self, rows: Iterable[Any], until: datetime) -> None:
        self.now = until
        for row in rows:
            seat = self._seat(row)
            seat.arrivals.append(self.batcher.identifier.tick(seat.subject, seat.seq, until))
        await self._read()
        await self._fold()
        await self._write()

    # -- reading ------------------------------------------------------------------------------

    async def _make_subjects(self) -> None:
        """Bring into being what events of this batch make: a family is no member and has no name.

        What is there already stays.
        """
        made = {a.subject: a.event_type.makes for a in self.arrivals if a.event_type.makes}
        if made:
            subjects = sorted(subject for subject in made if subject)
            kinds = [made[subject] for subject in subjects]
            await self.connection.execute(
                sql.MAKE_SUBJECTS, [bucket_of(subject) for subject in subjects], subjects, kinds
            )

    async def _lock(self, *, patient: bool) -> list[Arrival]:
        by_subject: dict[str, list[Arrival]] = {}
        for arrival in self.arrivals:
            if arrival.outcome is None:
                assert arrival.subject is not None
                by_subject.setdefault(arrival.subject, []).append(arrival)
        subjects = sorted(by_subject)
        rows = await self.connection.fetch(
            sql.LOCK if patient else sql.LOCK_FREE,
            [bucket_of(subject) for subject in subjects],
            subjects,
        )
        for row in rows:
            seat = self._seat(row)
            seat.arrivals = by_subject.pop(seat.subject)
        if not by_subject:
            return []
        return await self._not_locked(by_subject, patient=patient)

    def _seat(self, row: Any) -> Seat:
        if row["engine"] > version.ENGINE:
            # A newer process took over while this batch waited for the member.
            raise _outdated()
        seat = Seat(
            row["bucket"],
            row["subject"],
            row["seq"],
            row["last_at"],
            row["due_at"],
            row["state"],
            row["engine"],
        )
        self.seats[seat.subject] = seat
        return seat

    async def _not_locked(
        self, by_subject: dict[str, list[Arrival]], *, patient: bool
    ) -> list[Arrival]:
        subjects = list(by_subject)
        known: set[str] = set()
        if not patient:
            known = {
                row["subject"]
                for row in await self.connection.fetch(
                    sql.EXISTING,
                    [bucket_of(subject) for subject in subjects],
                    subjects,
                )
            }
        skipped: list[Arrival] = []
        for subject, arrivals in by_subject.items():
            if subject in known:
                skipped.extend(arrivals)
                continue
            for arrival in arrivals:
                arrival.refuse(
                    SubjectUnknown(
                        Text(
                            en=f"There is no member {subject!r}.",
                            zh=f"没有编号为 {subject!r} 的会员。",
                        ),
                        place="/subject",
                    )
                )
        return skipped

    async def _read(self) -> None:
        """Read what came before of these events, and the records they name; answer the former."""
        standing = [a for seat in self.seats.values() for a in seat.arrivals if not a.tick]
        # Nobody has this identity now; who sent the event before may have had it.
        standing += [
            a
            for a in self.arrivals
            if a.outcome is not None and isinstance(a.outcome.problem, SubjectUnknown)
        ]
        wanted = self._named_records()
        if not standing and not wanted:
            return
        columns = map(list, zip(*wanted, strict=True)) if wanted else ([], [], [], [])
        rows = await self.connection.fetch(
            sql.READ, [a.source for a in standing], [a.id for a in standing], *columns
        )
        known = []
        for row in rows:
            if row["source"] is not None:
                known.append(row)
                continue
            seat, name = self.seats[row["subject"]], (row["kind"], row["key"])
            seat.raw_records[name] = row["data"]
            if row["engine"] != version.ENGINE:
                seat.former_engines[name] = row["engine"]
        if known:
            await self._answer_known(standing, known)
        await self._load_origins()
        if self.app.look_ups:
            await self._look_up(standing)

    async def _look_up(self, standing: Sequence[Arrival]) -> None:
        """Ask what is in no state and no event, where an event type asks for something."""
        for name, look_up in self.app.look_ups.items():
            asking = [a for a in standing if a.event_type.name == name and a.outcome is None]
            if asking:
                answers = await look_up(self.connection, [a.data for a in asking])
                for arrival, told in zip(asking, answers, strict=True):
                    arrival.told = {**(arrival.told or {}), **told} if told else arrival.told

    async def _answer_known(self, standing: Sequence[Arrival], rows: Sequence[Any]) -> None:
        """Answer events whose key came before: the first outcome again, or a conflict."""
        known = {(row["source"], row["id"]): row for row in rows}
        effects = await self.connection.fetch(
            sql.EFFECTS,
            [row["bucket"] for row in rows],
            [row["subject"] for row in rows],
            [row["seq"] for row in rows],
            [row["at"] for row in rows],
        )
        said = {(row["subject"], row["seq"]): row["effects"] for row in effects}
        for arrival in standing:
            row = known.get(arrival.key)
            if row is None:
                continue
            if not _same(row, arrival):
                arrival.refuse(_reused(arrival))
            else:
                arrival.outcome = Outcome(
                    "duplicate",
                    arrival.source,
                    arrival.id,
                    row["subject"],
                    row["seq"],
                    said.get((row["subject"], row["seq"]), b"[]"),
                )

    def _named_records(self) -> list[tuple[int, str, str, str]]:
        """The records that events and due timers name; until it is read, each is None."""
        wanted: list[tuple[int, str, str, str]] = []
        for seat in self.seats.values():
            names: dict[tuple[str, str], None] = {}
            until = self.now
            for arrival in seat.arrivals:
                if arrival.outcome is None:
                    for name in arrival.event_type.records(arrival.data):
                        names[name] = None
                    came_at = arrival.came_at or arrival.time
                    if arrival.imported and came_at is not None:
                        until = max(until, came_at)
            if seat.due is not None and seat.due <= until:
                for name in self.app.timer_records(seat.peek(self.app), until):
                    names[name] = None
            for kind, key in names:
                seat.raw_records[kind, key] = None
                wanted.append((seat.bucket, seat.subject, kind, key))
        return wanted

    async def _load_origins(self) -> None:
        """Read the log rows that made the records which refunds will be judged by."""
        wanted: list[tuple[int, str, int, datetime]] = []
        for seat in self.seats.values():
            for arrival in seat.arrivals:
                if arrival.outcome is not None or arrival.kind not in self.app.asking_origin:
                    continue
                for kind, key in arrival.event_type.records(arrival.data):
                    data = seat.raw_records.get((kind, key))
                    origin = self.app.origin_of(kind, arrival.kind, data)
                    if origin is not None:
                        wanted.append((seat.bucket, seat.subject, *origin))
        if wanted:
            await self._load_past(wanted)

    # -- folding ------------------------------------------------------------------------------

    async def _fold(self) -> None:
        again: Iterable[Seat] = list(self.seats.values())
        for _round in range(REFOLDS_PER_BATCH):
            folded = 0
            for seat in again:
                await self._fold_seat(seat)
                folded += len(seat.arrivals)
                if folded >= FOLDS_IN_A_ROW:
                    # The other lanes and the callers' sockets share this thread.
                    folded = 0
                    await asyncio.sleep(0)
            again = await grant(self.connection, self.seats.values())
            if not again:
                return
        raise RuntimeError("stock was refused again and again; the batch does not settle")

    async def _fold_seat(self, seat: Seat) -> None:
        for _missing in range(REFOLDS_PER_BATCH * 10):
            try:
                seat.fold(self.app, self.releases, self.now, self.lateness)
                return
            except PastMissing as missing:
                await self._load_past([(seat.bucket, seat.subject, missing.seq, missing.at)])
                if missing.seq not in seat.past:
                    raise RuntimeError(f"log row {missing.seq} of {seat.subject} is gone") from None
        raise RuntimeError(f"the past of {seat.subject} is asked for without end")

    async def _load_past(self, wanted: Sequence[tuple[int, str, int, datetime]]) -> None:
        rows = await self.connection.fetch(sql.PAST, *map(list, zip(*wanted, strict=True)))
        for row in rows:
            event_type = self.current.catalogue.event_type(row["type"])
            self.seats[row["subject"]].past[row["seq"]] = Event(
                row["source"],
                row["id"],
                row["type"],
                row["time"],
                row["at"],
                row["subject"],
                event_type.read(row["data"]),
                row["seq"],
            )

    # -- writing ------------------------------------------------------------------------------

    async def _write(self) -> None:
        await write(self)


def _same(row: Any, arrival: Arrival) -> bool:
    """Whether an event is one that came before: its content, and its member or his identity then.

    An identity may have been linked to somebody else since; what it said is said all the same.
    """
    known: bytes = row["hash"]
    if known[:CONTENT_BYTES] != arrival.hash[:CONTENT_BYTES]:
        return False
    named = known[CONTENT_BYTES:]
    return row["subject"] == arrival.subject or bool(
        named and named == arrival.hash[CONTENT_BYTES:]
    )


def _outdated() -> EngineOutdated:
    return EngineOutdated(
        Text(
            en="A newer Shuke has taken over this database. Upgrade this process.",
            zh="更新版本的熟客已接管此数据库，请升级本进程。",
        )
    )


def _reused(arrival: Arrival) -> KeyReused:
    return KeyReused(
        Text(
            en=f"{arrival.source}/{arrival.id} came before with another content or member.",
            zh=f"{arrival.source}/{arrival.id} 曾以不同的内容或会员送来过。",
        ),
        hint=Text(
            en="Send a new event under a new id; what was kept stays.",
            zh="新事件请用新编号；已入账的不变。",
        ),
        place="/id",
    )
