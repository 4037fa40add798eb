"""What `shuke backtest` is asked for: drafts, a release or files."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from shuke.backtest import BacktestResult, Wanted, backtested
from shuke.engine import Document, ReleaseUnknown, read_folder
from shuke.engine.backtest import Candidate, of_documents, of_drafts, of_release
from shuke.kernel import Settings, Text
from shuke.runtime import Shuke, running

DRAFTS = "drafts"
_NUMBER = re.compile(r"(?:R-)?(\d{1,9})", re.IGNORECASE)

Moved = Callable[[int, int, float], None]
"""Told (events done, events in all, seconds)."""


class Asked(msgspec.Struct):
    """What to back-test, as it was called."""

    release: str
    first: date | None
    last: date | None
    top: int
    processes: int | None
    whole: bool = False


async def backtest_all(settings: Settings, asked: Asked, moved: Moved) -> BacktestResult:
    """Back-test what is asked for."""
    started = time.perf_counter()
    async with running(settings, lanes=1, readers=2) as shuke:
        candidate = await _candidate(shuke, asked)
        wanted = Wanted(candidate, asked.first, asked.last, asked.top, asked.processes)
        return await backtested(
            shuke,
            wanted,
            lambda done, total: moved(done, total, time.perf_counter() - started),
        )


async def _candidate(shuke: Shuke, asked: Asked) -> Candidate:
    now = shuke.clock.now()
    async with shuke.pool.acquire() as connection:
        if asked.release == DRAFTS:
            return await of_drafts(connection, shuke.book, now)
        number = _NUMBER.fullmatch(asked.release)
        if number is not None:
            return await of_release(connection, shuke.book, int(number[1]), now)
        documents = _documents(shuke, asked.release)
        return await of_documents(connection, shuke.book, documents, now, whole=asked.whole)


def _documents(shuke: Shuke, path: str) -> list[Document]:
    folder = Path(path)
    if not folder.exists():
        raise ReleaseUnknown(
            Text(
                en=f"{path} is neither `drafts`, a release nor a file.",
                zh=f"{path} 既不是 drafts，也不是发布版编号或文件。",
            )
        )
    return read_folder(shuke.book, folder)
