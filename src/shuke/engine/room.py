"""What a room brings to the engine: its slice, reducers, timers, records, facts and definitions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from shuke.engine.definition import Documents, Kind
from shuke.engine.release import Release
from shuke.engine.turn import Event, Turn
from shuke.rule import Attribute, EventType


@dataclass(frozen=True, slots=True)
class Slice:
    """One room's part of a member's state: an array-like struct whose fields are only appended."""

    name: str
    struct: type[msgspec.Struct]
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class Reducer:
    """A function of the fold; `types` None means every event."""

    name: str
    fold: Callable[[Turn], None]
    types: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Timer:
    """The moments at which a slice changes by itself.

    `due(state)` is the next such moment in seconds since 1970 (UTC), 0 when there is none;
    `tick(turn)` acts at `turn.now`, which is that moment, and must move `due` on.
    `records(state, until)` names what ticks up to `until` will read.
    """

    name: str
    due: Callable[[Any], int]
    tick: Callable[[Turn], None]
    records: Callable[[Any, datetime], list[tuple[str, str]]] | None = None


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record beside the state, e.g. an order.

    `origin(record)` is the (seq, at) of the log row that made it, or None; events of the types in
    `asks_origin` read that row, so it is loaded with the record and not one by one.
    """

    name: str
    struct: type[msgspec.Struct]
    origin: Callable[[Any], tuple[int, datetime] | None] | None = None
    asks_origin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of facts: `columns` follow the common key `(bucket, subject, seq, n)`.

    `words` are those in which people wrote freely: they go when the member is erased.
    """

    name: str
    columns: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """Where a member's history leads to: what the fold of `history.replayed` is told (plain
    values), and the orders whose records it changes."""

    facts: dict[str, Any]
    orders: list[str]


@dataclass(frozen=True, slots=True)
class Memory:
    """A room's definitions with memory, which may begin with history.

    `lacking(state, release)` names (`kind/key`) those whose history a member lacks,
    `beginning(release, before)` those that begin with it when one release follows another.
    `beside(plan, wanted, names)` is the room's plan with memories of the release `wanted` beside
    its own, and `brought(state, records, names)` tells where these ended.
    """

    lacking: Callable[[Any, Release], list[str]]
    beginning: Callable[[Release, Release], list[str]]
    beside: Callable[[Any, Release, Sequence[str]], Any]
    brought: Callable[[Any, Mapping[tuple[str, str], Any], Sequence[str]], Brought]


LookUp = Callable[[Any, Sequence[Any]], Awaitable[list[dict[str, Any] | None]]]
"""`look_up(connection, data of events) -> facts`: what the fold of each event is told, in order.

It runs once a batch, after the members are locked, and reads what is in no state; its answers are
kept in the log, so replay hears them again."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What a back-test adds up of a fact table, for what was and for what would have been.

    `amount` is added by the columns `by` and the week of `day` (null adds nothing, the row counts);
    only rows whose `at` lies in the range count. A member's own gain is added by the column `own`:
    the amount times the sign that `signs` has for the column `sign_by` (absent: it is no gain).
    """

    table: str
    by: tuple[str, ...]
    amount: str
    own: str = "subject"
    sign_by: str = "day"
    signs: Mapping[str, int] = field(default_factory=dict)
    at: str = "at"
    day: str = "day"


@dataclass(frozen=True, slots=True)
class Room:
    """What one room brings. `plan` compiles the room's documents once per release."""

    name: str
    slice: Slice | None = None
    timers: tuple[Timer, ...] = ()
    records: tuple[RecordKind, ...] = ()
    facts: tuple[FactTable, ...] = ()
    kinds: tuple[Kind, ...] = ()
    event_types: tuple[EventType, ...] = ()
    attributes: Callable[[Documents], list[Attribute]] | None = None
    plan: Callable[[Any], Any] | None = None
    """`plan(compiling) -> Plan`; read back as `release.plans[room]`."""
    laws: Mapping[str, Callable[..., Any]] | None = None
    """Invariants by name: `law(state, facts) -> list[str]` of what is broken; `facts` are the
    member's rows by table, in the order of (seq, n)."""
    memory: Memory | None = None
    unsettled: Callable[[Any, Release, int], bool] | None = None
    """Whether a release changes a state by itself on a business day: a tick then settles it."""
    flows: tuple[Flow, ...] = ()
    """What a back-test adds up of this room's facts."""
    holds: Callable[[Any], dict[tuple[str, str], int]] | None = None
    """What a member holds at the end of a back-test: `holds(state)` by (what, part)."""
    asked_by: Callable[[str], frozenset[str] | None] | None = None
    """The only event types by which a counter of this name is asked; None: maybe by others. Known,
    a back-test folds only whoever had such an event as it was."""
    asks_of: Callable[[Event, Release], Mapping[str, tuple[int, int]] | None] | None = None
    """What an accepted event of such a type took of such counters, (amount, size) by name, where it
    says so without its member under the release in force; None: only a fold can tell."""
    ranks: Callable[[Any, Release], dict[str, str]] | None = None
    """Where a member stands at the end of a back-test: `ranks(state, release)` by ladder."""
    look_ups: Mapping[str, LookUp] | None = None
    """What is looked up for an event type before it is folded."""
    settles: frozenset[str] = frozenset()
    """The kinds of definition whose publication may change states or lists by itself."""
