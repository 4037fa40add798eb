"""One process of a back-test: it reads its share, does what it is told, and answers."""

from __future__ import annotations

import asyncio
import gc
import sys
from typing import Any, Final, TypeVar

import msgspec

from shuke.app import application
from shuke.backtest.share import Command, Share
from shuke.engine import ReleaseBook
from shuke.engine.backtest import OwnHand, Plot
from shuke.kernel import open_pool

TELL_EVERY: Final = 500

T = TypeVar("T")


async def _serve() -> None:
    """The process: its share, then commands until there are no more."""
    out = sys.stdout.buffer
    share = await _line(Share)
    assert share is not None
    told = 0

    def moved(events: int) -> None:
        nonlocal told
        told += events
        if told >= TELL_EVERY:
            out.write(b"+%d\n" % told)
            out.flush()
            told = 0

    pool = await open_pool(share.database_url, min_size=1, max_size=1)
    async with pool.acquire() as connection:
        app = application()
        book = ReleaseBook(app)
        await book.refresh(connection)
        draft = share.candidate.compile(app, book, share.since)
        plot = Plot(book, draft, share.since, share.until)
        hand = OwnHand(connection, plot, share.pages, moved, rest=gc.collect)
        # A fold leaves next to nothing that refers to itself; a third of its time went into
        # looking for it. So it is looked for between pages, when hardly anything else is there.
        gc.collect()
        gc.freeze()
        gc.disable()
        while (command := await _line(Command)) is not None:
            answer = msgspec.json.encode(await _done(hand, command))
            out.write(b"+%d\n=%d\n" % (told, len(answer)))
            told = 0
            out.write(answer)
            out.flush()
    await pool.close()


async def _done(hand: OwnHand, command: Command) -> Any:
    match command.do:
        case "first":
            return await hand.first()
        case "past":
            return await hand.past(command.asked)
        case "again":
            return await hand.again(command.changes)
        case "last":
            return await hand.last(command.subjects, command.changes)


async def _line(kind: type[T]) -> T | None:
    line = await asyncio.to_thread(sys.stdin.buffer.readline)
    return msgspec.json.decode(line, type=kind) if line else None


if __name__ == "__main__":
    asyncio.run(_serve())
