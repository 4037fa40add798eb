"""A process of a back-test, seen from its parent: a hand of the engine behind two pipes.

The parent writes one command a line and reads `+events` while it works and `=bytes` before an
answer. A process ends when its parent closes the pipe or dies.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeVar

import msgspec

from shuke.engine.backtest import Candidate, Change, Compared, Found, Heard
from shuke.kernel import ShukeError, Text

T = TypeVar("T")


class Share(msgspec.Struct):
    """What a process works on."""

    database_url: str
    candidate: Candidate
    since: datetime
    until: datetime
    pages: list[tuple[int, int]]


class Command(msgspec.Struct):
    """What to do next."""

    do: Literal["first", "past", "again", "last"]
    subjects: list[str] | None = None
    changes: dict[str, Change] = {}
    asked: list[str] | None = None


class ProcessLost(ShukeError):
    """A process of a back-test ended before it answered."""

    code = "backtest_process_lost"
    status = 500
    title = Text(en="A process of the back-test ended", zh="回测的进程意外结束")


class OtherHand:
    """A hand in a process of its own."""

    def __init__(self, process: Process, moved: Callable[[int], None]) -> None:
        self.process = process
        self.moved = moved

    @classmethod
    async def start(cls, share: Share, moved: Callable[[int], None]) -> OtherHand:
        """Start a process and give it its share."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "shuke.backtest.process", stdin=PIPE, stdout=PIPE
        )
        hand = cls(process, moved)
        hand._write(share)
        return hand

    async def first(self) -> Found:
        """As `Hand.first`."""
        return await self._do(Command("first"), Found)

    async def past(self, asked: Collection[str] | None) -> Heard:
        """As `Hand.past`."""
        some = None if asked is None else list(asked)
        return await self._do(Command("past", asked=some), Heard)

    async def again(self, changes: Mapping[str, Change]) -> Heard:
        """As `Hand.again`."""
        return await self._do(Command("again", None, dict(changes)), Heard)

    async def last(self, subjects: Sequence[str] | None, changes: Mapping[str, Change]) -> Compared:
        """As `Hand.last`."""
        some = None if subjects is None else list(subjects)
        return await self._do(Command("last", some, dict(changes)), Compared)

    async def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()

    def _write(self, value: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(msgspec.json.encode(value) + b"\n")

    async def _do(self, command: Command, answer: type[T]) -> T:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._write(command)
        with contextlib.suppress(ConnectionError):
            await self.process.stdin.drain()
        while line := await self.process.stdout.readline():
            if line.startswith(b"+"):
                self.moved(int(line[1:]))
            elif line.startswith(b"="):
                body = await self.process.stdout.readexactly(int(line[1:]))
                return msgspec.json.decode(body, type=answer)
        status = await self.process.wait()
        raise ProcessLost(
            Text(
                en=f"It ended with status {status}; nothing was changed.",
                zh=f"进程以状态 {status} 结束，没有改变任何数据。",
            ),
            hint=Text(en="Try again, or with fewer processes.", zh="请重试，或减少进程数。"),
        )
