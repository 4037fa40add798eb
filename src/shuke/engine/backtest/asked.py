"""What was asked of scarce counters, read from the log where an event says it without its member.

An accepted event of a kind whose room knows `asks_of` needs no fold: what it took is what it names
under the release in force. Whoever has one that says less is folded as he was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from shuke.engine.backtest.course import Ask, Plot
from shuke.engine.connection import Connection
from shuke.engine.replay import Replay
from shuke.engine.seat import decode_given

# A member with a checkpoint is followed from there on only: a fold must find out where that is.
ASKING = """
select l.subject, l.seq, l.at, l.time, l.type, l.source, l.id, l.release, l.given, l.data,
       exists (select from engine_checkpoint as c
               where c.bucket = l.bucket and c.subject = l.subject) as checkpointed
from engine_log as l
join engine_state as s using (bucket, subject)
where l.bucket = any($1::smallint[]) and l.type = any($2) and l.at < $3 and s.kind <> 'erased'
order by l.bucket, l.subject, l.seq
"""


async def asked_alone(
    connection: Connection,
    plot: Plot,
    pages: Sequence[tuple[int, int]],
    types: Sequence[str],
    without: Collection[str],
) -> tuple[list[Ask], list[str]]:
    """What events of these types asked, and the members that a fold must ask.

    `without` are members whose log does not fold: they ask nothing.
    """
    # One walk through the log and not one a page: nothing finds events by their type.
    buckets = [bucket for low, high in pages for bucket in range(low, high)]
    asks: list[Ask] = []
    fold: dict[str, None] = {}
    reader = Replay(plot.app, plot.book)
    for row in await connection.fetch(ASKING, buckets, types, plot.until):
        subject = row["subject"]
        if subject in fold or subject in without:
            continue
        its = None if row["checkpointed"] else _of_row(plot, reader, row)
        if its is None:
            fold[subject] = None
        else:
            asks += its
    return [ask for ask in asks if ask.subject not in fold], list(fold)


def _of_row(plot: Plot, reader: Replay, row: Any) -> list[Ask] | None:
    if decode_given(row["given"]).refused:
        return None
    event = reader.event(row)
    release = plot.book.upto(row["release"]).at(event.at)
    taken: dict[str, tuple[int, int]] = {}
    for room in plot.app.rooms:
        if room.asked_by is None:
            continue
        its = None if room.asks_of is None else room.asks_of(event, release)
        if its is None:
            return None
        taken |= its
    place = str(event.seq)
    return [
        Ask(event.at, event.subject, event.seq, place, stock, amount, 0, size, False)
        for stock, (amount, size) in taken.items()
    ]
