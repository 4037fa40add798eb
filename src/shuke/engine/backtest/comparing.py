"""What a back-test adds up: sums of facts by week, what members gain and hold, where they stand.

Everything here is added without regard to order, so processes add up their own members and their
sums are joined. Of single members only the extremes are kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any, Final

import msgspec

from shuke.engine.application import Application
from shuke.engine.room import Flow

Sums = dict[tuple[Any, ...], list[int]]
"""(fact table, the columns of its flow, the Monday of the week) → [amount, rows]."""

BOUNDS: Final = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))
"""Where the bars of a histogram begin, on either side of zero."""
MOST_EXTREMES: Final = 100


class Row(msgspec.Struct, array_like=True, gc=False):
    """One sum, as it travels."""

    table: str
    by: list[str | None]
    week: date
    was: int
    draft: int
    rows_was: int
    rows_draft: int


class Member(msgspec.Struct, array_like=True, gc=False):
    """A member whose gain differs."""

    subject: str
    was: int
    draft: int
    ranks_was: dict[str, str]
    ranks_draft: dict[str, str]


class Gains(msgspec.Struct):
    """How the gains of one thing differ over members."""

    winners: int = 0
    losers: int = 0
    same: int = 0
    bars: dict[int, int] = {}
    """Members by bar: n counts from 1 upwards from `BOUNDS[n - 1]`, -n downwards; 0: the same."""
    top: list[Member] = []
    bottom: list[Member] = []

    def add(self, member: Member) -> None:
        """Count one member."""
        difference = member.draft - member.was
        bar = bisect_right(BOUNDS, abs(difference))
        self.bars[bar if difference > 0 else -bar] = (
            self.bars.get(bar if difference > 0 else -bar, 0) + 1
        )
        if difference > 0:
            self.winners += 1
            self.top.append(member)
        elif difference < 0:
            self.losers += 1
            self.bottom.append(member)
        else:
            self.same += 1
        if len(self.top) > 4 * MOST_EXTREMES or len(self.bottom) > 4 * MOST_EXTREMES:
            self.trim()

    def trim(self) -> None:
        """Keep the extremes alone."""
        self.top = sorted(self.top, key=lambda one: (one.was - one.draft, one.subject))
        self.bottom = sorted(self.bottom, key=lambda one: (one.draft - one.was, one.subject))
        del self.top[MOST_EXTREMES:]
        del self.bottom[MOST_EXTREMES:]

    def join(self, other: Gains) -> None:
        """Add another part's."""
        self.winners += other.winners
        self.losers += other.losers
        self.same += other.same
        for bar, members in other.bars.items():
            self.bars[bar] = self.bars.get(bar, 0) + members
        self.top += other.top
        self.bottom += other.bottom
        self.trim()


class Compared(msgspec.Struct):
    """What was beside what would have been, added up over members."""

    members: int = 0
    events: int = 0
    sums: list[Row] = []
    holds: dict[str, dict[str, list[int]]] = {}
    """By what and part: [was, draft]."""
    moves: dict[str, dict[str, dict[str, int]]] = {}
    """By ladder: members by where they were and where they would have been; "" where the ladder
    is not there."""
    gains: dict[str, Gains] = {}
    heard: dict[str, int] = {}
    """Events of the range by type."""
    folded: dict[str, int] = {}
    """Those that the draft accepts, with those that only it sends."""
    refused: dict[str, dict[str, int]] = {}
    """Those that it refuses, by type and code."""
    left_out: dict[str, int] = {}
    """Those whose type it does not know."""
    told: dict[str, int] = {}
    """How often each scarce counter had refused."""
    failed: list[tuple[str, str]] = []
    """(subject, why) of members that do not fold."""
    failures: list[tuple[str, str]] = []
    """(subject, why) of events that fail by the draft for no fault of theirs."""
    erased: int = 0
    older: int = 0
    """Members of whose log an older engine folded some."""

    def join(self, other: Compared) -> None:
        """Add another part's."""
        self.members += other.members
        self.events += other.events
        self.erased += other.erased
        self.older += other.older
        self.sums = _joined(self.sums, other.sums)
        for what, parts in other.holds.items():
            for part, pair in parts.items():
                mine = self.holds.setdefault(what, {}).setdefault(part, [0, 0])
                mine[0] += pair[0]
                mine[1] += pair[1]
        for ladder, rows in other.moves.items():
            for was, cells in rows.items():
                add_up(self.moves.setdefault(ladder, {}).setdefault(was, {}), cells)
        for what, gains in other.gains.items():
            self.gains.setdefault(what, Gains()).join(gains)
        add_up(self.heard, other.heard)
        add_up(self.folded, other.folded)
        add_up(self.left_out, other.left_out)
        add_up(self.told, other.told)
        for kind, codes in other.refused.items():
            add_up(self.refused.setdefault(kind, {}), codes)
        self.failed = (self.failed + other.failed)[:MOST_EXTREMES]
        self.failures = (self.failures + other.failures)[:MOST_EXTREMES]


def add_up(into: dict[str, int], other: Mapping[str, int]) -> None:
    """Add counts to counts."""
    for name, number in other.items():
        into[name] = into.get(name, 0) + number


def _joined(one: list[Row], other: list[Row]) -> list[Row]:
    if not one or not other:
        return one or other
    found: dict[Any, Row] = {(row.table, *row.by, row.week): row for row in one}
    for row in other:
        mine = found.get((row.table, *row.by, row.week))
        if mine is None:
            found[row.table, *row.by, row.week] = row
            continue
        mine.was += row.was
        mine.draft += row.draft
        mine.rows_was += row.rows_was
        mine.rows_draft += row.rows_draft
    return list(found.values())


class Adder:
    """Adds up the facts of folds as the database adds up those that were kept."""

    def __init__(self, app: Application, since: datetime, until: datetime) -> None:
        self.since = since
        self.until = until
        self.flows: tuple[Flow, ...] = tuple(flow for room in app.rooms for flow in room.flows)
        self.places: dict[str, Any] = {}
        for flow in self.flows:
            columns = app.fact_tables[flow.table].columns
            # The first value of a fact is its number within the event.
            place = {column: 1 + n for n, column in enumerate(columns)}
            self.places[flow.table] = (
                itemgetter(*(place[column] for column in flow.by)),
                place[flow.at],
                place[flow.day],
                place[flow.amount],
                place[flow.own] if flow.signs else 0,
                place[flow.sign_by],
                flow.signs,
            )
        self._mondays: dict[date, date] = {}

    def add(self, facts: Iterable[list[tuple[str, tuple[Any, ...]]]], into: Sums) -> Counter[str]:
        """Add a member's facts; answer his gains by what."""
        gains: Counter[str] = Counter()
        places, since, until = self.places, self.since, self.until
        mondays = self._mondays
        for some in facts:
            for table, values in some:
                found = places.get(table)
                if found is None:
                    continue
                by, at, day, amount, own, sign_by, signs = found
                if not since <= values[at] < until:
                    continue
                its = values[day]
                monday = mondays.get(its)
                if monday is None:
                    monday = mondays[its] = its - timedelta(days=its.weekday())
                number = values[amount] or 0
                key = (table, *by(values), monday)
                sums = into.get(key)
                if sums is None:
                    into[key] = [number, 1]
                else:
                    sums[0] += number
                    sums[1] += 1
                sign = signs.get(values[sign_by])
                if sign is not None:
                    gains[values[own]] += sign * number
        return gains


def rows_of(was: Sums, draft: Sums) -> list[Row]:
    """Both sides of every sum."""
    nothing = [0, 0]
    return [
        Row(
            key[0],
            list(key[1:-1]),
            key[-1],
            was.get(key, nothing)[0],
            draft.get(key, nothing)[0],
            was.get(key, nothing)[1],
            draft.get(key, nothing)[1],
        )
        for key in was.keys() | draft.keys()
    ]
