"""The intake: the one door for events, with lanes and group commit.

Requests queue by bucket into lanes, each with a connection. A lane takes what is queued, one batch
at a time: the more comes in, the larger the batches and the higher the throughput. Callers who were
answered together ask again together: a lane waits for them a few milliseconds, for a lone caller
never (decision 0152).
Bulk has lanes of its own beside those of live traffic, so that a live event waits for no batch of
an import; where both want a member, bulk steps back.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from datetime import datetime

import asyncpg
import structlog

from shuke.engine.arrival import Arrival, Incoming, Outcome
from shuke.engine.batch import Batcher
from shuke.engine.connection import Connection, Pool
from shuke.engine.identify import UNLINKED
from shuke.engine.limits import (
    EVENTS_PER_REQUEST,
    BatchTooLarge,
    DatabaseAway,
    EngineOutdated,
    FoldFailed,
)
from shuke.engine.release import Release
from shuke.kernel import ShukeError, Text

log = structlog.get_logger(__name__)

LIVE_BATCH = 256
"""Events in one batch of live traffic. Larger ones push the p99 of the others."""
BULK_BATCH = 400
"""Events in one batch of an import while nothing live comes."""
CALM_BATCH = 24
"""The same while live events come: they share the thread, and members stay locked for as long."""
CALM_LIGHT = 128
"""The same of events that cost a third of an order, each of another member: more of them share the
statements of a batch."""
CALM_SECONDS = 1.0
"""How long after a live event bulk batches stay small."""
BULK_REQUEST = 32
"""A request with more events than this is bulk: whoever sends hundreds does not wait at a till."""
GATHER_MOST = 48
"""A live batch of so many events waits for nobody: more of them would save little."""
GATHER_SECONDS = 0.004
"""How long after a batch the next one waits for the callers of that one; less than it takes."""
SKIPS = 2
"""How often a live event goes round a member whom another process holds, before it waits for him:
whoever waits at once makes the rest of the batch wait as well."""
LEARN_SECONDS = 1.0
"""How soon a process that folds nothing learns of a release."""
RETRIES = 8
AWAY = (
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    OSError,
)
AGAIN = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.UniqueViolationError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
)


class Waiter:
    """One caller: wakes when all its events have their outcome."""

    __slots__ = ("future", "left")

    def __init__(self, left: int) -> None:
        self.left = left
        self.future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def one_done(self) -> None:
        self.left -= 1
        if self.left == 0 and not self.future.done():
            self.future.set_result(None)


class Lane:
    """A queue with a connection, of live traffic or of bulk."""

    __slots__ = ("_crowd", "_ended", "_enough", "_wanted", "bulk", "queue", "task", "wake")

    def __init__(self, *, bulk: bool) -> None:
        self.bulk = bulk
        self.queue: deque[Arrival] = deque()
        self.wake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None
        self._crowd = 0
        """Events of the last batch, and those that came meanwhile: so many callers are at it."""
        self._ended = 0.0
        self._wanted = 0
        """How many events `gather` waits for; 0 while it does not."""
        self._enough = asyncio.Event()

    def put(self, arrival: Arrival) -> None:
        """Queue an event."""
        self.queue.append(arrival)
        self.wake.set()
        if self._wanted and len(self.queue) >= self._wanted:
            self._enough.set()

    def ended(self, events: int) -> None:
        """A batch of so many events was answered."""
        self._ended = time.monotonic()
        self._crowd = events + len(self.queue)

    async def gather(self) -> None:
        """Wait for the callers of the last batch, as long as they may be expected."""
        wanted = min(self._crowd, GATHER_MOST)
        left = self._ended + GATHER_SECONDS - time.monotonic()
        if self.bulk or wanted <= 1 or len(self.queue) >= wanted or left <= 0:
            return
        self._wanted = wanted
        self._enough.clear()
        timer = asyncio.get_running_loop().call_later(left, self._enough.set)
        try:
            await self._enough.wait()
        finally:
            timer.cancel()
            self._wanted = 0

    def take(self, limit: int) -> list[Arrival]:
        """The next batch: at most so many events.

        The same key twice ends a batch, and unlinking an identity is a batch of its own: whose the
        identity is must be settled for the events before it and after it.
        """
        queue = self.queue
        batch: list[Arrival] = []
        keys: set[tuple[str, str]] = set()
        while queue and len(batch) < limit:
            if queue[0].key in keys or (batch and UNLINKED in (queue[0].kind, batch[-1].kind)):
                break
            arrival = queue.popleft()
            keys.add(arrival.key)
            batch.append(arrival)
        return batch


class Intake:
    """The door. `start` and `stop` bracket its life; `submit` is its one act."""

    def __init__(self, pool: Pool, batcher: Batcher, lanes: int = 2) -> None:
        self.pool = pool
        self.batcher = batcher
        self.live = [Lane(bulk=False) for _ in range(lanes)]
        self.bulk = [Lane(bulk=True) for _ in range(lanes)]
        self.closed = False
        self.live_until = 0.0
        self.learning: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Learn the releases and open the lanes."""
        async with self.pool.acquire() as connection:
            await self.batcher.book.refresh(connection)
        for lane in (*self.live, *self.bulk):
            lane.task = asyncio.create_task(self._run(lane))
        self.learning = asyncio.create_task(self._keep_learning())

    async def stop(self) -> None:
        """Finish what is queued, then close."""
        self.closed = True
        lanes = (*self.live, *self.bulk)
        for lane in lanes:
            lane.wake.set()
        await asyncio.gather(*(lane.task for lane in lanes if lane.task is not None))
        if self.learning is not None:
            self.learning.cancel()
            await asyncio.wait([self.learning])

    async def submit(
        self, incoming: Sequence[Incoming], *, imported: bool = False, light: bool = False
    ) -> list[Outcome]:
        """Fold events and answer each with its outcome, in the order they were given.

        `imported` events carry their own past: `at` is what they say or their `time`, and lateness
        is not judged. They, requests of many events and `light` ones (cheap, each of another
        member) are bulk and step back for live ones.
        Raises BatchTooLarge above 1,000; an error of one event is in its outcome.
        """
        if len(incoming) > EVENTS_PER_REQUEST:
            raise BatchTooLarge(
                Text(
                    en=f"{len(incoming)} events were sent, {EVENTS_PER_REQUEST} are allowed.",
                    zh=f"送来 {len(incoming)} 条事件，一次最多 {EVENTS_PER_REQUEST} 条。",
                ),
                hint=Text(en="Send them in several requests.", zh="请分几次送。"),
            )
        now = self.batcher.clock.now()
        release = self.batcher.book.current(now)
        entries = [self._receive(one, release, now) for one in incoming]
        standing = [entry for entry in entries if isinstance(entry, Arrival)]
        if len(standing) < len(entries) and await self._learn():
            # What another process has just published may allow it.
            release = self.batcher.book.current(now)
            entries = [
                self._receive(one, release, now) if isinstance(entry, Outcome) else entry
                for one, entry in zip(incoming, entries, strict=True)
            ]
            standing = [entry for entry in entries if isinstance(entry, Arrival)]
        for arrival in standing:
            arrival.imported = imported
            arrival.light = light
        if standing:
            await self._pass(standing, bulk=light or imported or len(incoming) > BULK_REQUEST)
        return [_outcome(entry) for entry in entries]

    def _receive(self, incoming: Incoming, release: Release, now: datetime) -> Outcome | Arrival:
        try:
            return self.batcher.identifier.receive(incoming, release, now)
        except ShukeError as error:
            return Outcome("refused", incoming.source, incoming.id, problem=error)

    async def _learn(self) -> bool:
        """Look for new releases; whether there are any. False while the database is away."""
        book = self.batcher.book
        before = book.newest
        try:
            async with self.pool.acquire() as connection:
                await book.refresh(connection)
        except AWAY + AGAIN:
            return False
        return book.newest > before

    async def _keep_learning(self) -> None:
        """A process that folds nothing learns of a release all the same: people read from it."""
        while True:
            await asyncio.sleep(LEARN_SECONDS)
            try:
                await self._learn()
            except Exception:
                log.exception("releases_not_read")

    async def _pass(self, arrivals: Sequence[Arrival], *, bulk: bool) -> None:
        if not bulk:
            self.live_until = time.monotonic() + CALM_SECONDS
        waiter = Waiter(len(arrivals))
        lanes = self.bulk if bulk else self.live
        count = len(lanes)
        for arrival in arrivals:
            arrival.waiter = waiter
            lanes[arrival.lane_key % count].put(arrival)
        await waiter.future

    # -- lanes --------------------------------------------------------------------------------

    async def _run(self, lane: Lane) -> None:
        while True:
            if not lane.queue:
                if self.closed:
                    return
                lane.wake.clear()
                await lane.wake.wait()
                continue
            await lane.gather()
            batch = lane.take(self._limit(lane))
            patient = not lane.bulk and any(arrival.skips >= SKIPS for arrival in batch)
            skipped = await self._settle(batch, patient=patient)
            lane.ended(len(batch) - len(skipped))
            if not skipped:
                continue
            lane.queue.extendleft(reversed(skipped))
            for arrival in skipped:
                arrival.skips += 1 if len(skipped) < len(batch) else SKIPS
            if lane.bulk:
                # Somebody else holds these members; let him go on before asking again.
                await asyncio.sleep(0.005)

    def bulk_size(self, *, light: bool) -> int:
        """How many events a batch of bulk may have now: few while live ones come."""
        if time.monotonic() >= self.live_until:
            return BULK_BATCH
        return CALM_LIGHT if light else CALM_BATCH

    def _limit(self, lane: Lane) -> int:
        return self.bulk_size(light=lane.queue[0].light) if lane.bulk else LIVE_BATCH

    async def _settle(self, batch: Sequence[Arrival], *, patient: bool) -> list[Arrival]:
        """Run a batch to its end, whatever PostgreSQL does; whatever was dealt with is answered."""
        try:
            skipped = await self._attempt(batch, patient=patient)
        except Exception as error:
            log.exception("batch_failed", events=len(batch))
            for arrival in batch:
                if arrival.outcome is None:
                    arrival.outcome = _failed(arrival, error)
            skipped = []
        left = set(map(id, skipped))
        for arrival in batch:
            if id(arrival) not in left:
                arrival.waiter.one_done()
        return skipped

    async def _attempt(self, batch: Sequence[Arrival], *, patient: bool) -> list[Arrival]:
        for attempt in range(RETRIES):
            try:
                async with self.pool.acquire() as connection:
                    return await self._run_on(connection, batch, patient=patient)
            except EngineOutdated:
                raise
            except AGAIN as error:
                # Another transaction was faster, or PostgreSQL is going down: look again.
                _forget(batch)
                if attempt == RETRIES - 1 and len(batch) == 1:
                    raise
                if isinstance(error, asyncpg.UniqueViolationError) and attempt >= 2:
                    return await self._halves(batch, patient=patient)
            except AWAY:
                _forget(batch)
                if attempt == RETRIES - 1:
                    raise
            except Exception:
                # A value that no column holds, a law of the database, whatever it was: some event
                # of the batch is the cause, and the others shall not suffer for it.
                _forget(batch)
                if len(batch) == 1:
                    raise
                return await self._halves(batch, patient=patient)
            await asyncio.sleep(min(0.05 * 2**attempt, 2.0))
        return await self._halves(batch, patient=patient)

    async def _run_on(
        self, connection: Connection, batch: Sequence[Arrival], *, patient: bool
    ) -> list[Arrival]:
        try:
            return await self.batcher.run(connection, batch, patient=patient)
        except asyncpg.InternalClientError:
            # It was cut off in the middle of something, and would never be of use again.
            connection.terminate()
            raise

    async def _halves(self, batch: Sequence[Arrival], *, patient: bool) -> list[Arrival]:
        """Something failed for some event's sake: find it by halving, the others go on."""
        if len(batch) == 1:
            return await self._attempt(batch, patient=patient)
        middle = len(batch) // 2
        skipped: list[Arrival] = []
        for half in (batch[:middle], batch[middle:]):
            try:
                skipped.extend(await self._attempt(half, patient=patient))
            except Exception as error:
                log.exception("batch_half_failed", events=len(half))
                for arrival in half:
                    if arrival.outcome is None:
                        arrival.outcome = _failed(arrival, error)
        return skipped


def _forget(batch: Sequence[Arrival]) -> None:
    """The transaction is gone: what it decided for these events did not happen."""
    for arrival in batch:
        arrival.outcome = None
        arrival.restore()


def _failed(arrival: Arrival, error: Exception) -> Outcome:
    problem: ShukeError
    if isinstance(error, ShukeError):
        problem = error
    elif isinstance(error, AWAY + AGAIN):
        problem = DatabaseAway(
            Text(
                en="The database did not answer; it is not known whether the event was kept.",
                zh="数据库没有应答，不确定事件是否已入账。",
            ),
            hint=Text(
                en="Send the same event again: it counts once.", zh="请原样重送：只会算一次。"
            ),
        )
    else:
        problem = FoldFailed(
            Text(en="The event could not be stored.", zh="事件无法存储。"), reason=str(error)[:200]
        )
    return Outcome("refused", arrival.source, arrival.id, arrival.subject, problem=problem)


def _outcome(entry: Outcome | Arrival) -> Outcome:
    if isinstance(entry, Outcome):
        return entry
    assert entry.outcome is not None
    return entry.outcome
