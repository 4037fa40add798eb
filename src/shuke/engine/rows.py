"""The rows of a folded batch, gathered member by member.

One pass: what a batch of 200 members folded does not fit into a core's cache, so that each further
walk over the seats costs more than what it does there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from shuke.engine import version
from shuke.engine.arrival import QUEUE_SOURCE, Arrival, Outcome
from shuke.engine.erase import ERASED
from shuke.engine.identify import UNLINKED
from shuke.engine.seat import Folded, Seat, encode_given

if TYPE_CHECKING:
    from shuke.engine.batch import Work

Row = tuple[Any, ...]

_json = msgspec.json.Encoder()


class Rows:
    """What the folded events of a batch write, and what their callers are answered."""

    __slots__ = (
        "_digest",
        "drops",
        "erased",
        "facts",
        "failed",
        "former",
        "keys",
        "log",
        "moments",
        "outcomes",
        "queued",
        "records",
        "sealed",
        "sent",
        "states",
        "unlinked",
        "waiting",
    )

    def __init__(self) -> None:
        self.log: list[Row] = []
        self.moments: set[datetime] = set()
        """When the log's rows came."""
        self.keys: list[Row] = []
        self.facts: dict[str, list[Row]] = {}
        self.states: list[Row] = []
        self.records: list[Row] = []
        self.drops: list[Row] = []
        """(bucket, subject, kind, key) of records that are gone."""
        self.sealed: dict[tuple[str, str], Row] = {}
        """(subject, field, sealed, at): the last one of each field."""
        self.unlinked: list[Row] = []
        """(kind, hash, subject) of identities that are nobody's any more."""
        self.sent: list[Row] = []
        """(key, target, type, time, data, depth) of events for others."""
        self.queued: list[str] = []
        """Keys of events that others had sent, which are folded now."""
        self.erased: list[Seat] = []
        """Members who are erased once all this is written."""
        self.failed: list[Seat] = []
        """Seats of which an event failed, whether or not another was folded."""
        self.former: list[Seat] = []
        """Seats of which an older engine left something."""
        self.waiting: list[str] = []
        """Members whose history has to be brought in."""
        self.outcomes: list[tuple[Arrival, Outcome]] = []
        """Said when everything is written."""
        self._digest = blake2b(digest_size=32)

    def digest(self) -> bytes:
        """The hash of what the batch adds to the log."""
        return self._digest.digest()


def gather(work: Work) -> Rows:
    """The rows of all that was folded, in the order of the seats."""
    rows = Rows()
    for seat in work.seats.values():
        if seat.failures:
            rows.failed.append(seat)
        if not seat.folded:
            continue
        if seat.engine != version.ENGINE or seat.former_engines:
            rows.former.append(seat)
        for folded in seat.folded:
            _add_event(rows, work, seat, folded)
        if any(folded.waits for folded in seat.folded):
            rows.waiting.append(seat.subject)
        # An erased member refuses whatever comes after: it can only be the last one.
        if seat.folded[-1].event.type == ERASED:
            rows.erased.append(seat)
        _add_state(rows, work, seat)
    return rows


def _add_event(rows: Rows, work: Work, seat: Seat, folded: Folded) -> None:
    event, arrival = folded.event, folded.arrival
    bucket, subject, seq, at, source = seat.bucket, seat.subject, event.seq, event.at, event.source
    rows.moments.add(at)
    rows.log.append(
        (
            bucket,
            subject,
            seq,
            at,
            event.time,
            event.type,
            source,
            event.id,
            work.horizon,
            version.ENGINE,
            work.batch,
            encode_given(folded.given),
            arrival.encoded,
            folded.effects,
        )
    )
    rows._digest.update(b"%b:%d:%b" % (subject.encode(), seq, arrival.hash))
    if not arrival.tick:
        rows.keys.append((source, event.id, arrival.hash, bucket, subject, seq, at))
        if source == QUEUE_SOURCE:
            rows.queued.append(event.id)
    for table, values in folded.facts:
        rows.facts.setdefault(table, []).append((bucket, subject, seq, *values))
    for one in folded.sent:
        data = _json.encode(one.data)
        rows.sent.append((one.key, one.target, one.type, event.time, data, one.depth))
    if arrival.sealed_rows:
        for field, sealed in arrival.sealed_rows:
            rows.sealed[subject, field] = (subject, field, sealed, at)
    if arrival.claims and event.type == UNLINKED:
        rows.unlinked += arrival.claims
    outcome = Outcome("accepted", arrival.source, arrival.id, subject, seq, folded.effects)
    rows.outcomes.append((arrival, outcome))


def _add_state(rows: Rows, work: Work, seat: Seat) -> None:
    """The state with its indexed columns, in the order of `sql.WRITE`, and the records."""
    bucket, subject = seat.bucket, seat.subject
    columns = work.app.columns(seat.state, work.current)
    state = (bucket, subject, seat.seq, seat.last_at, seat.due, seat.written, *columns)
    rows.states.append(state)
    assert seat.records is not None
    if not seat.records.changed:
        return
    for kind, key in sorted(seat.records.changed):
        record = seat.records.loaded[kind, key]
        if record is None:
            rows.drops.append((bucket, subject, kind, key))
        else:
            rows.records.append((bucket, subject, kind, key, work.app.encode_record(record)))


def columns(rows: Sequence[Row], width: int) -> Iterable[Sequence[Any]]:
    """Rows as the columns that `unnest` takes."""
    return zip(*rows, strict=True) if rows else ((),) * width
