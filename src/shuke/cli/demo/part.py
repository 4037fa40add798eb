"""A helping process: it folds some of the year's streams, phase by phase, as it is told.

Orders come as lines on stdin: first an `Assignment`, then one `Step` each; answers go to stdout.
The year is read again here, because columns are faster read than sent.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from typing import Final, Literal

import msgspec

from shuke.cli.demo.fold import Folding, Tally, ticks
from shuke.cli.demo.stream import Stream
from shuke.cli.demo.year import split_year
from shuke.cli.memory import settled_in
from shuke.engine import tick_due
from shuke.kernel import ShukeError, Text, configure_logs, load_settings
from shuke.runtime import Shuke, running

TELL_EVERY_SECONDS: Final = 0.25


class HelperFailed(ShukeError):
    """A helping process ended before its work was done."""

    code = "demo_helper_failed"
    status = 500
    title = Text(en="A helping process of the demo ended early", zh="演示的辅助进程提前结束")


class Assignment(msgspec.Struct):
    """What a helper folds, and where it begins."""

    data_dir: str
    database_url: str
    weeks: int
    plain: bool
    positions: dict[int, int]
    households: list[int] | None = None


class Step(msgspec.Struct):
    """Fold up to a phase's end, or run the ticks of its end."""

    what: Literal["fold", "tick"]
    phase: int


class Word(msgspec.Struct):
    """What a helper says: where it is, and whether its step is done."""

    positions: dict[int, int]
    done: bool = False
    tally: Tally | None = None


async def carry_out(shuke: Shuke, folding: Folding, whole: Stream, step: Step) -> None:
    """One step, in whatever process."""
    moments = ticks(whole.starts_at, whole.ends_at)
    moment = moments[step.phase]
    if step.what == "tick":
        await tick_due(shuke.intake, moment)
    else:
        await folding.until(None if step.phase == len(moments) - 1 else moment)


class Helper:
    """The other end: a helping process as its master sees it."""

    def __init__(self, assignment: Assignment, moved: Callable[[dict[int, int]], None]) -> None:
        self.assignment = assignment
        self.moved = moved
        self.tally = Tally()
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process; it reads the year while others work."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "shuke.cli.demo.part",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        await self._send(self.assignment)

    async def do(self, step: Step) -> None:
        """Have a step carried out. Raises HelperFailed."""
        assert self.process is not None
        assert self.process.stdout is not None
        await self._send(step)
        async for line in self.process.stdout:
            word = msgspec.json.decode(line, type=Word)
            self.moved(word.positions)
            if word.done:
                if word.tally is not None:
                    self.tally = word.tally
                return
        raise HelperFailed(
            Text(
                en=f"Status {await self.process.wait()}; start the demo again to go on.",
                zh=f"状态 {await self.process.wait()}；重新运行演示即可继续。",
            )
        )

    async def stop(self) -> None:
        """Let the process end; kill it when it does not."""
        if self.process is None or self.process.returncode is not None:
            return
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), 10)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    async def _send(self, message: Assignment | Step) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(msgspec.json.encode(message) + b"\n")
        await self.process.stdin.drain()


async def help_out(assignment: Assignment) -> None:
    """Carry out steps from stdin until it closes."""
    settings = msgspec.structs.replace(
        load_settings(data_dir=None, environ={"SHUKE_DATA_DIR": assignment.data_dir}),
        database_url=assignment.database_url,
    )
    configure_logs(settings)
    households = None if assignment.households is None else frozenset(assignment.households)
    whole, streams = split_year(assignment.weeks, plain=assignment.plain, households=households)
    told = 0.0

    def moved() -> None:
        nonlocal told
        now = time.perf_counter()
        if now - told >= TELL_EVERY_SECONDS:
            told = now
            _say(Word(folding.positions))

    async with running(settings, lanes=2, readers=1) as shuke:
        folding = Folding(
            shuke.intake,
            {number: streams[number] for number in assignment.positions},
            dict(assignment.positions),
            moved,
        )
        settled_in()
        while line := await asyncio.to_thread(sys.stdin.readline):
            step = msgspec.json.decode(line, type=Step)
            await carry_out(shuke, folding, whole, step)
            _say(Word(folding.positions, done=True, tally=folding.tally))


def _say(word: Word) -> None:
    print(msgspec.json.encode(word).decode(), flush=True)


def main() -> None:
    """Serve one master."""
    from shuke.cli.place import waited

    assignment = msgspec.json.decode(sys.stdin.readline(), type=Assignment)
    waited(help_out(assignment))


if __name__ == "__main__":
    main()
