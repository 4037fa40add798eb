"""A process that folds the demo's orders, all lines and all rules, from JSON to commit."""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np

from shuke.cli.demo import load_year
from shuke.cli.demo.dataset import Year
from shuke.cli.memory import settled_in
from shuke.engine import Incoming
from shuke.kernel import MovableClock, load_settings
from shuke.runtime import running

STREAMS = 6
CHUNK_EVENTS = 200
YEAR_SECONDS = 366 * 86_400


class Assignment(msgspec.Struct):
    """Which orders to fold, and where."""

    data_dir: str
    database_url: str
    part: int
    parts: int
    first_at: datetime
    """The first order's moment: after everything that is in the database."""
    orders: int
    lanes: int = 2


class Answer(msgspec.Struct):
    """One round."""

    events: int
    seconds: float
    cpu_seconds: float
    refused: int
    first_problem: str | None = None


def orders_of(year: Year, assignment: Assignment) -> list[list[Incoming]]:
    """This process's orders under new numbers, as `STREAMS` lists by household: year after year."""
    mine = np.flatnonzero(year.household % assignment.parts == assignment.part)
    start = int(assignment.first_at.timestamp()) - int(year.paid_at[mine[0]])
    streams: list[list[Incoming]] = [[] for _ in range(STREAMS)]
    for nth in range(-(-assignment.orders // len(mine))):
        rows = mine[: assignment.orders - nth * len(mine)]
        later = start + nth * YEAR_SECONDS
        mark = f"ingest{nth}-"
        for row, data in zip(rows.tolist(), year.order_json(rows), strict=True):
            household = int(year.household[row])
            streams[household // assignment.parts % STREAMS].append(
                Incoming(
                    "bench",
                    f"{mark}{year.basket[row]}",
                    "order.paid",
                    f"card:{household}",
                    data.replace(b'{"order_id":"', b'{"order_id":"' + mark.encode(), 1),
                    datetime.fromtimestamp(later + int(year.paid_at[row]), UTC),
                )
            )
    return streams


async def fold(assignment: Assignment) -> None:
    """Fold in rounds: each line on stdin is a number of seconds."""
    settings = msgspec.structs.replace(
        load_settings(environ={"SHUKE_DATA_DIR": assignment.data_dir}),
        database_url=assignment.database_url,
    )
    streams = orders_of(load_year(), assignment)
    positions = [0] * STREAMS
    clock = MovableClock(assignment.first_at + timedelta(days=800))
    async with running(settings, clock=clock, lanes=assignment.lanes, readers=1) as shuke:
        settled_in()
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            answer = Answer(0, 0.0, 0.0, 0)
            started, cpu = time.perf_counter(), time.process_time()
            until = started + float(line)

            async def one(number: int, until: float = until, answer: Answer = answer) -> None:
                mine = streams[number]
                while positions[number] < len(mine) and time.perf_counter() < until:
                    place = positions[number]
                    outcomes = await shuke.intake.submit(
                        mine[place : place + CHUNK_EVENTS], imported=True
                    )
                    positions[number] += len(outcomes)
                    for outcome in outcomes:
                        if outcome.status == "accepted":
                            answer.events += 1
                        else:
                            answer.refused += 1
                            answer.first_problem = f"{outcome.status}: {outcome.problem}"

            await asyncio.gather(*(one(number) for number in range(STREAMS)))
            answer.seconds = time.perf_counter() - started
            answer.cpu_seconds = time.process_time() - cpu
            print(msgspec.json.encode(answer).decode(), flush=True)


def main() -> None:
    """Serve one assignment."""
    import uvloop

    uvloop.run(fold(msgspec.json.decode(sys.stdin.readline(), type=Assignment)))


if __name__ == "__main__":
    main()
