"""One hand of a back-test: reads pages of the log, folds member by member, adds up."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

from shuke.engine import version
from shuke.engine.arrival import bucket_of
from shuke.engine.backtest.asked import asked_alone
from shuke.engine.backtest.comparing import Adder, Compared, Gains, Member, Sums, add_up, rows_of
from shuke.engine.backtest.course import INSTANT, Change, Course, Plot, Restart
from shuke.engine.backtest.rounds import Heard
from shuke.engine.backtest.whole import Found
from shuke.engine.checkpoint import Checkpoint, records_at
from shuke.engine.connection import Connection

PAGE_MEMBERS = 500
KEPT_EVENTS = 40_000
"""Events of members whose course is kept until all is known: some 50 MB."""

OF_BUCKETS = "{p}bucket >= $1 and {p}bucket < $2 and {p}subject <> all($3::text[])"
OF_MEMBERS = (
    "({p}bucket, {p}subject) in (select * from unnest($1::smallint[], $2::text[]))"
    " and {p}subject <> all($3::text[])"
)

LOG = """
select subject, seq, at, time, type, source, id, release, engine, given, data
from engine_log where {where} and at < $4
order by bucket, subject, seq
"""

STATES = """
select subject, kind, seq, last_at, due_at, engine, state
from engine_state where {where} and seq > 0
order by bucket, subject
"""

CHECKPOINTS = """
select distinct on (c.bucket, c.subject) c.subject, c.seq, c.engine, c.state
from engine_checkpoint as c
join engine_log as l on l.bucket = c.bucket and l.subject = c.subject and l.seq = c.seq
where {where} and l.at < $4
order by c.bucket, c.subject, c.seq desc
"""

RECORDS = "select subject, kind, key, engine, data from engine_record where {where}"
RECORDS_PAST = "select subject, kind, key, engine, was, data from engine_record_past where {where}"

NAMED_RECORDS = """
select r.subject, r.kind, r.key, r.data
from unnest($1::smallint[], $2::text[], $3::text[], $4::text[]) as n (bucket, subject, kind, key)
join engine_record as r using (bucket, subject, kind, key)
"""

Rows = dict[str, list[Any]]


class Part:
    """Some buckets or some members, as a condition and its values."""

    def __init__(self, its: tuple[int, int] | Sequence[str], without: Sequence[str] = ()) -> None:
        self.its = its
        self.without = list(without)

    def where(self, prefix: str = "") -> str:
        """The condition; it has the values $1 to $3."""
        return (OF_BUCKETS if isinstance(self.its, tuple) else OF_MEMBERS).format(p=prefix)

    def values(self) -> tuple[Any, Any, list[str]]:
        """What the condition is asked with."""
        if isinstance(self.its, tuple):
            return *self.its, self.without
        return [bucket_of(subject) for subject in self.its], list(self.its), self.without


class OwnHand:
    """Folds pages with a connection of its own. `progress` is told events, as they are folded."""

    def __init__(
        self,
        connection: Connection,
        plot: Plot,
        pages: Sequence[tuple[int, int]],
        progress: Callable[[int], None] = lambda _events: None,
        keep: Callable[[str, Any, Any], None] | None = None,
        rest: Callable[[], object] = lambda: None,
    ) -> None:
        self.connection = connection
        self.plot = plot
        self.pages = pages
        self.progress = progress
        self.keep = keep
        """Told (member, state that was, state by the draft) of whoever is added up."""
        self.rest = rest
        """Called between pages, when nothing of a page is held any more."""
        self.kept: dict[str, Course] = {}
        """Held members' courses: whoever hears nothing else is added up without another fold."""
        self.room = KEPT_EVENTS
        self.adder = Adder(plot.app, plot.since, plot.until)
        self.broken: set[str] = set()
        """Members whose log does not fold."""
        self.erased: list[str] = []
        """Members of the page at hand who were erased."""
        self.was = plot.book.upto(plot.book.newest).at(plot.until - INSTANT)

    async def first(self) -> Found:
        """As `Hand.first`."""
        found = Found(Compared(), Heard())
        for page in self.pages:
            await self._page(Part(page), {}, found, hold=True)
            self.rest()
        return found

    async def past(self, asked: Collection[str] | None) -> Heard:
        """As `Hand.past`."""
        heard = Heard()
        for part in await self._who(asked, heard):
            async for read, subject, rows in self._members(part, Compared()):
                course = Course(self.plot, subject)
                rows = rows if asked is None else _until(rows, asked)
                # Whoever does not fold was told of by the first pass.
                with suppress(Exception):
                    course.was(_begun(course, read, rows))
                    _hear(heard, course)
                course.let_go()
                self.progress(len(rows))
            self.rest()
        return heard

    async def _who(self, asked: Collection[str] | None, heard: Heard) -> list[Part]:
        """Everybody in the pages, or of those who had an event of these types whoever must be
        folded to know what he asked; what the others asked is heard at once."""
        if asked is None:
            return [Part(page) for page in self.pages]
        asks, fold = await asked_alone(
            self.connection, self.plot, self.pages, list(asked), self.broken
        )
        heard.asks += asks
        return list(_some(fold))

    async def again(self, changes: Mapping[str, Change]) -> Heard:
        """As `Hand.again`."""
        heard = Heard()
        for part in _some(list(changes)):
            async for read, subject, rows in self._members(part, Compared()):
                course = self._fold(read, subject, rows, changes[subject])
                if course is not None:
                    _hear(heard, course)
                self.progress(len(rows))
            self.rest()
        return heard

    async def last(self, subjects: Sequence[str] | None, changes: Mapping[str, Change]) -> Compared:
        """As `Hand.last`."""
        found = Found(Compared(), Heard())
        parts = [Part(page) for page in self.pages] if subjects is None else _some(subjects)
        for part in parts:
            await self._page(part, changes, found, hold=False)
            self.rest()
        return found.compared

    # -- a page -------------------------------------------------------------------------------

    async def _page(
        self, part: Part, changes: Mapping[str, Change], found: Found, *, hold: bool
    ) -> None:
        compared = found.compared
        page = _Page(self.plot, self.adder, compared, self.was, self.keep)
        held: list[str] = []
        async for read, subject, rows in self._members(part, compared):
            change = changes.get(subject)
            course = None if change is not None else self.kept.pop(subject, None)
            if course is None:
                course = self._fold(read, subject, rows, change, compared.failed)
                self.progress(len(rows))
            if course is None:
                held.append(subject)
                continue
            if hold and (course.asks or course.sent or course.delivered or course.told):
                _hear(found.heard, course)
                found.held.append(subject)
                held.append(subject)
                if self.room >= len(rows):
                    self.room -= len(rows)
                    self.kept[subject] = course
                continue
            page.was(course, rows, read)
            page.would(course)
        await self._finish(part, page, held)

    async def _finish(self, part: Part, page: _Page, held: Sequence[str]) -> None:
        """The members whose timers are due without an event, and what was recorded of all."""
        await self._due(page)
        part = Part(part.its, [*held, *self.erased])
        for flow in self.adder.flows:
            by = ", ".join(flow.by)
            week = f"date_trunc('week', {flow.day})::date"
            kept = f"{flow.table} where {part.where()} and {flow.at} >= $4 and {flow.at} < $5"
            values = (*part.values(), self.plot.since, self.plot.until)
            for row in await self.connection.fetch(
                f"select {by}, {week} as week,"
                f" coalesce(sum({flow.amount}), 0)::bigint, count(*)"
                f" from {kept} group by {by}, week",
                *values,
            ):
                *key, amount, rows = row
                sums = page.sums_was.setdefault((flow.table, *key), [0, 0])
                sums[0] += amount
                sums[1] += rows
            if not flow.signs:
                continue
            signs = " ".join(f"when '{kind}' then {sign}" for kind, sign in flow.signs.items())
            for subject, own, gain in await self.connection.fetch(
                f"select subject, {flow.own}, sum({flow.amount} * case {flow.sign_by} {signs} end)"
                f"::bigint from {kept} and {flow.sign_by} = any($6) group by 1, 2",
                *values,
                list(flow.signs),
            ):
                page.gains_was.setdefault(subject, Counter())[own] += gain
        page.close()

    async def _due(self, page: _Page) -> None:
        named = [
            (bucket_of(course.subject), course.subject, kind, key)
            for course in page.due
            for kind, key in self.plot.app.timer_records(course.state, self.plot.until)
        ]
        courses = {course.subject: course for course in page.due}
        if named:
            columns = map(list, zip(*named, strict=True))
            for row in await self.connection.fetch(NAMED_RECORDS, *columns):
                record = self.plot.app.decode_record(row["kind"], row["data"])
                courses[row["subject"]].records.loaded[row["kind"], row["key"]] = record
        for course in page.due:
            page.run_out(course)

    # -- members ------------------------------------------------------------------------------

    async def _members(
        self, part: Part, compared: Compared
    ) -> AsyncIterator[tuple[_Read, str, list[Any]]]:
        fetch = self.connection.fetch
        states = await fetch(STATES.format(where=part.where()), *part.values())
        erased = [row["subject"] for row in states if row["kind"] == "erased"]
        self.erased = erased
        compared.erased += len(erased)
        part = Part(part.its, erased)
        log = await fetch(LOG.format(where=part.where()), *part.values(), self.plot.until)
        read = _Read({row["subject"]: row for row in states})
        checkpoints = await fetch(
            CHECKPOINTS.format(where=part.where("c.")), *part.values(), self.plot.since
        )
        if checkpoints:
            read.checkpoints = {row["subject"]: row for row in checkpoints}
            some = Part([row["subject"] for row in checkpoints])
            for query, into in ((RECORDS, read.records), (RECORDS_PAST, read.records_past)):
                for row in await fetch(query.format(where=some.where()), *some.values()):
                    into.setdefault(row["subject"], []).append(row)
        for folded, (subject, rows) in enumerate(_grouped(log)):
            if folded % 8 == 0:
                await asyncio.sleep(0)
            yield read, subject, rows

    def _fold(
        self,
        read: _Read,
        subject: str,
        rows: list[Any],
        change: Change | None,
        failed: list[tuple[str, str]] | None = None,
    ) -> Course | None:
        """The member by the draft; None when his log does not fold."""
        while True:
            course = Course(self.plot, subject, change)
            try:
                course.would(_begun(course, read, rows))
            except Restart as again:
                self.plot.risky.add(again.type)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is this member's flaw
                self.broken.add(subject)
                if failed is not None:
                    failed.append((subject, f"event {course.seq + 1} does not fold: {error!r}"))
                return None
            else:
                course.let_go()
                return course


class _Read:
    """What was read of a page beside the log."""

    def __init__(self, states: dict[str, Any]) -> None:
        self.states = states
        self.checkpoints: dict[str, Any] = {}
        self.records: Rows = {}
        self.records_past: Rows = {}


class _Page:
    """Adding up the members of one page."""

    def __init__(self, plot: Plot, adder: Adder, into: Compared, was: Any, keep: Any) -> None:
        self.plot = plot
        self.adder = adder
        self.into = into
        self.release_was = was
        self.keep = keep
        self.sums_was: Sums = {}
        self.sums_draft: Sums = {}
        self.gains_was: dict[str, Counter[str]] = {}
        self.gains_draft: dict[str, Counter[str]] = {}
        self.states: dict[str, tuple[Any, Any]] = {}
        self.due: list[Course] = []

    def would(self, course: Course) -> None:
        """Add what would have been."""
        into = self.into
        self.gains_draft[course.subject] = self.adder.add(course.facts, self.sums_draft)
        into.members += 1
        into.events += sum(course.heard.values())
        add_up(into.heard, course.heard)
        add_up(into.folded, +course.folded)
        add_up(into.left_out, course.left_out)
        add_up(into.told, course.told)
        for (kind, code), number in course.refused.items():
            add_up(into.refused.setdefault(kind, {}), {code: number})
        into.failures += [(course.subject, why) for why in course.failed]

    def was(self, draft: Course, rows: list[Any], read: _Read) -> None:
        """Find out where the member was at the end of the range."""
        row = read.states[draft.subject]
        plot, subject = self.plot, row["subject"]
        self.into.older += any(its["engine"] != version.ENGINE for its in rows)
        course = Course(plot, subject)
        if row["last_at"] >= plot.until:
            course.was(_begun(course, read, rows))
        else:
            course.state = plot.app.decode_state(row["state"])
            course.due, course.seq = row["due_at"], row["seq"]
            if course.due is not None and course.due < plot.until:
                self.due.append(course)
        self.states[subject] = course.state, draft.state

    def run_out(self, course: Course) -> None:
        """Let a member's timers run to the end of the range, as they will or did."""
        facts = course.run_out()
        self.gains_was[course.subject] = self.adder.add([facts], self.sums_was)

    def close(self) -> None:
        """Everything was read: compare."""
        into = self.into
        for room in self.plot.app.rooms:
            if room.holds is not None:
                for states in self.states.values():
                    for side, state in enumerate(states):
                        for (what, part), number in room.holds(state).items():
                            pair = into.holds.setdefault(what, {}).setdefault(part, [0, 0])
                            pair[side] += number
        for subject, (was, draft) in self.states.items():
            self._member(subject, was, draft)
            if self.keep is not None:
                self.keep(subject, was, draft)
        into.join(Compared(sums=rows_of(self.sums_was, self.sums_draft)))
        for gains in into.gains.values():
            gains.trim()

    def _member(self, subject: str, was: Any, draft: Any) -> None:
        ranks_was: dict[str, str] = {}
        ranks_draft: dict[str, str] = {}
        for room in self.plot.app.rooms:
            if room.ranks is not None:
                ranks_was |= room.ranks(was, self.release_was)
                ranks_draft |= room.ranks(draft, self.plot.draft)
        for ladder in ranks_was.keys() | ranks_draft.keys():
            cells = self.into.moves.setdefault(ladder, {}).setdefault(ranks_was.get(ladder, ""), {})
            add_up(cells, {ranks_draft.get(ladder, ""): 1})
        gains_was = self.gains_was.get(subject, Counter())
        gains_draft = self.gains_draft[subject]
        for what in gains_was.keys() | gains_draft.keys():
            self.into.gains.setdefault(what, Gains()).add(
                Member(subject, gains_was[what], gains_draft[what], ranks_was, ranks_draft)
            )


def _begun(course: Course, read: _Read, rows: list[Any]) -> Sequence[Any]:
    """The rows to fold: those after the last checkpoint before the range, if there is one."""
    row = read.checkpoints.get(course.subject)
    if row is None:
        return rows
    records = records_at(
        row["engine"],
        read.records.get(course.subject, []),
        read.records_past.get(course.subject, []),
    )
    return course.begin(Checkpoint(row["seq"], row["engine"], row["state"], records), rows)


def _until(rows: list[Any], types: Collection[str]) -> list[Any]:
    """The rows until the last one of these types: nothing is asked after it."""
    last = max((n for n, row in enumerate(rows) if row["type"] in types), default=-1)
    return rows[: last + 1]


def _hear(heard: Heard, course: Course) -> None:
    heard.asks += course.asks
    heard.sent += course.sent
    heard.delivered += [(key, course.subject) for key in course.delivered]


def _some(subjects: Sequence[str]) -> Iterator[Part]:
    for place in range(0, len(subjects), PAGE_MEMBERS):
        yield Part(list(subjects[place : place + PAGE_MEMBERS]))


def _grouped(rows: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    for subject, its in groupby(rows, lambda row: row["subject"]):
        yield subject, list(its)
