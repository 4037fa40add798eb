"""Explain: why an event did what it did, from replaying its member up to that moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shuke.engine.arrival import bucket_of
from shuke.engine.checkpoint import last_before
from shuke.engine.connection import Connection
from shuke.engine.publication import ReleaseBook
from shuke.engine.replay import LOG_OF_SUBJECT, Replay, effects_of
from shuke.engine.turn import Turn
from shuke.kernel import ShukeError, Text


class EventUnknown(ShukeError):
    """The member has no event with this number."""

    code = "event_unknown"
    status = 404
    title = Text(en="No such event", zh="没有这个事件")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One event, folded again with its reasons.

    `turn` is complete: its facts, effects, releases and the state after it. `before` is the state
    before it. `reasons` are what the rooms said, as (room, reason). `verified` tells whether the
    fold said again what was stored.
    """

    turn: Turn
    before: Any
    reasons: list[tuple[str, Any]]
    release: int
    engine: int
    verified: bool


async def explain(connection: Connection, book: ReleaseBook, subject: str, seq: int) -> Explanation:
    """Explain one event of one member. Raises EventUnknown.

    Costs one fold per earlier event since the last engine upgrade; what an older engine folded is
    folded by this one, so it may not be `verified`.
    """
    await book.refresh(connection)
    rows: Sequence[Any] = await connection.fetch(LOG_OF_SUBJECT, bucket_of(subject), subject, seq)
    if not rows or rows[-1]["seq"] != seq:
        raise EventUnknown
    replay = Replay(book.app, book)
    checkpoint = await last_before(connection, bucket_of(subject), subject, seq)
    if checkpoint is not None:
        rows = replay.begin(checkpoint, rows)
    for row in rows[:-1]:
        replay.step(row)
    before = book.app.decode_state(book.app.encode_state(replay.state))
    reasons: list[tuple[str, Any]] = []
    turn = replay.step(rows[-1], reasons)
    return Explanation(
        turn,
        before,
        reasons,
        rows[-1]["release"],
        rows[-1]["engine"],
        effects_of(turn) == rows[-1]["effects"],
    )
