"""What comes in at the door and what goes back: an event as sent, checked, and its outcome."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zlib import crc32

import msgspec

from shuke.engine.limits import (
    DATA_LIMIT_BYTES,
    CharacterInvalid,
    SubjectInvalid,
    TimeInFuture,
    TimeTooOld,
)
from shuke.kernel import ShukeError, Text
from shuke.rule import Catalogue, EventInvalid, EventType

BUCKETS = 1024

_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
"""An escaped NUL in JSON; after an escaped backslash, `u0000` are five ordinary characters."""
EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)
"""No event may claim an earlier time: members' moments are kept as seconds since 1970."""
LATEST_YEAR = 9000
QUEUE_SOURCE = "shuke:queue"
"""The source of events that subjects send each other; nobody else may use it."""

Status = Literal["accepted", "duplicate", "refused", "failed"]


class Incoming(msgspec.Struct, gc=False):
    """An event as a caller sends it. `data` is JSON; `subject` is `kind:value`.

    Without `time` the event happened when it came in. `depth` counts the events that caused it.
    `known_hash` stands for the content when a repaired event is folded in place of what came: its
    source may send that again and is to hear that it counts.
    """

    source: str
    id: str
    type: str
    subject: str
    data: bytes
    time: datetime | None = None
    depth: int = 0
    at: datetime | None = None
    """When an imported event came in, if that was not at its `time`; ignored for live ones."""
    known_hash: bytes | None = None


class Outcome(msgspec.Struct, gc=False):
    """What became of one event. `effects` is a JSON array, written once and the same for ever.

    `problem` is set when the status is `refused` (nothing was kept) or `failed` (it is in the
    inbox).
    """

    status: Status
    source: str
    id: str
    subject: str | None = None
    seq: int = 0
    effects: bytes = b"[]"
    problem: ShukeError | None = None


class Arrival:
    """One event on its way through a batch. Slots: this is made once per event."""

    __slots__ = (
        "came_at",
        "claims",
        "data",
        "depth",
        "encoded",
        "event_type",
        "hash",
        "id",
        "imported",
        "key",
        "lane_key",
        "light",
        "original",
        "outcome",
        "reference",
        "sealed_rows",
        "skips",
        "source",
        "subject",
        "tick",
        "time",
        "told",
        "value",
        "waiter",
    )

    def __init__(self, incoming: Incoming, event_type: EventType, data: Any) -> None:
        self.source = incoming.source
        self.id = incoming.id
        self.key = (incoming.source, incoming.id)
        self.event_type = event_type
        self.data = data
        self.time = incoming.time
        self.came_at = incoming.at
        self.depth = incoming.depth
        self.imported = False
        self.tick = False
        self.light = False
        self.skips = 0
        self.subject: str | None = None
        self.reference: tuple[str, bytes] | None = None
        self.value: str | None = None
        self.claims: Any = None
        self.sealed_rows: Any = None
        self.told: dict[str, Any] | None = None
        self.lane_key = 0
        self.encoded = b""
        self.hash = b""
        self.outcome: Outcome | None = None
        self.waiter: Any = None
        self.original: tuple[Any, bytes, Any, str | None] = (data, b"", None, None)

    @property
    def kind(self) -> str:
        """The event type's name."""
        return self.event_type.name

    def keep_original(self) -> None:
        """Remember the data as it came, before it is sealed: a batch may have to be run again."""
        self.original = (self.data, self.encoded, self.claims, self.subject)

    def restore(self) -> None:
        """Undo what a batch that did not commit has changed."""
        self.data, self.encoded, self.claims, self.subject = self.original
        self.sealed_rows = None
        self.told = None

    def refuse(self, error: ShukeError) -> None:
        """Answer the caller with an error; nothing of the event is kept."""
        self.outcome = Outcome("refused", self.source, self.id, self.subject, problem=error)


def bucket_of(subject: str) -> int:
    """The bucket of a subject id: 0–1023."""
    return crc32(subject.encode()) % BUCKETS


def read(incoming: Incoming, catalogue: Catalogue, now: datetime, skew: timedelta) -> Arrival:
    """Check an event as far as it can be without its member. Raises ShukeError with the place."""
    if not incoming.source or len(incoming.source) > 128:
        raise _required("source")
    if not incoming.id or len(incoming.id) > 256:
        raise _required("id")
    event_type = catalogue.event_type(incoming.type)
    if event_type.internal and incoming.source != QUEUE_SOURCE:
        raise EventInvalid(
            Text(
                en=f"Events of type {incoming.type!r} are made by Shuke itself.",
                zh=f"{incoming.type!r} 类事件只由系统自己产生。",
            ),
            place="/type",
        )
    if len(incoming.data) > DATA_LIMIT_BYTES:
        raise EventInvalid(
            Text(
                en=f"The data has {len(incoming.data)} bytes, {DATA_LIMIT_BYTES} are allowed.",
                zh=f"data 有 {len(incoming.data)} 字节，最多 {DATA_LIMIT_BYTES}。",
            ),
            place="/data",
        )
    # The plain search first: it is all that an ordinary event pays.
    if b"\\u0000" in incoming.data and _NUL.search(incoming.data):
        raise CharacterInvalid(place="/data")
    for place in ("source", "id", "subject"):
        if not _storable(getattr(incoming, place)):
            raise CharacterInvalid(place=f"/{place}")
    if incoming.time is not None:
        incoming.time = _checked_time(incoming.time, now, skew)
    return Arrival(incoming, event_type, event_type.decode(incoming.data))


def _storable(text: str) -> bool:
    """Whether PostgreSQL can hold the text: no NUL, no half of a surrogate pair."""
    if text.isascii():
        return "\0" not in text
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _checked_time(time: datetime, now: datetime, skew: timedelta) -> datetime:
    """The time in UTC. Raises EventInvalid, TimeInFuture, TimeTooOld."""
    if time.tzinfo is None:
        raise EventInvalid(
            Text(en="The time needs a zone, e.g. Z or +08:00.", zh="时间要带时区，如 +08:00。"),
            place="/time",
        )
    if not EARLIEST.year <= time.year <= LATEST_YEAR:
        # Near the ends of the calendar even another zone is out of range.
        late = time.year > EARLIEST.year
        raise _in_future(time, skew) if late else _before_all(time)
    time = time.astimezone(UTC)
    if time < EARLIEST:
        raise _before_all(time)
    if time - now > skew:
        raise _in_future(time, skew)
    return time


def _in_future(time: datetime, skew: timedelta) -> TimeInFuture:
    return TimeInFuture(
        Text(
            en=f"{time.isoformat()} is later than now plus {skew.total_seconds():.0f} s.",
            zh=f"{time.isoformat()} 比现在晚了超过 {skew.total_seconds():.0f} 秒。",
        ),
        place="/time",
    )


def _before_all(time: datetime) -> TimeTooOld:
    return TimeTooOld(
        Text(
            en=f"{time.isoformat()} is before {EARLIEST.year}.",
            zh=f"{time.isoformat()} 早于 {EARLIEST.year} 年。",
        ),
        place="/time",
    )


def split_subject(subject: str) -> tuple[str, str]:
    """`kind:value` in its two parts. Raises SubjectInvalid."""
    kind, colon, value = subject.partition(":")
    if not colon or not kind or not value or len(subject) > 512:
        raise SubjectInvalid(
            Text(
                en="A subject is written kind:value, e.g. phone:+8613800000000 or card:10086.",
                zh="主体写作 种类:值，例如 phone:+8613800000000 或 card:10086。",
            ),
            place="/subject",
        )
    return kind, value


def _required(name: str) -> EventInvalid:
    return EventInvalid(
        Text(
            en=f"{name!r} must have 1 to {256 if name == 'id' else 128} characters.",
            zh=f"{name!r} 须为 1 到 {256 if name == 'id' else 128} 个字符。",
        ),
        place=f"/{name}",
    )
