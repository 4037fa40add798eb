"""Back-tests of the tiny programme: the live release gives the past again, and rounds settle."""

from datetime import datetime, timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.engine.test_replay import incoming, wipe
from tests.engine.tiny import (
    KEYRING,
    REDUCERS,
    ROOM,
    RULES,
    columns,
    event,
    open_intake,
    paid,
    tiny,
)
from tests.engine.tiny import on_paid as tiny_paid

from shuke.engine import (
    Application,
    Batcher,
    Identifier,
    Incoming,
    Intake,
    Programme,
    Reducer,
    ReleaseBook,
    Turn,
    publish,
    save_draft,
)
from shuke.engine.backtest import OwnHand, Plot, Told, asked_in, pages, run
from shuke.engine.pending import deliver, tick_due
from shuke.kernel import MovableClock, Text

Pool: TypeAlias = "asyncpg.Pool[Any]"


async def trial(
    pool: Pool,
    since: datetime,
    until: datetime,
    hands: int,
    *,
    seats: int | None,
    app: Application,
) -> tuple[Told, dict[str, tuple[Any, Any]]]:
    """The live release back-tested, with so many seats, and everybody's state as it was and by
    the draft."""
    book = ReleaseBook(app)
    states: dict[str, tuple[Any, Any]] = {}
    connections = [await pool.acquire() for _ in range(hands)]
    try:
        await book.refresh(connections[0])
        documents: dict[str, Any] = {}
        if seats is not None:
            name = Text(en="Tiny", zh="小店")
            documents["programme"] = {
                "programme": Programme(key="programme", name=name, lateness_days=seats)
            }
        draft = app.compile(book.newest + 1, since, documents, {})
        every = await pages(connections[0])
        own = [
            OwnHand(
                connection,
                Plot(book, draft, since, until),
                every[n::hands],
                keep=lambda member, was, draft: states.update({member: (was, draft)}),
            )
            for n, connection in enumerate(connections)
        ]
        return await run(own, since, asked=await asked_in(connections[0], app)), states
    finally:
        for connection in connections:
            await pool.release(connection)


@pytest.mark.slow
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["paid", "refund", "seat", "spend", "wait", "broken", "send"]),
            st.integers(0, 3),
            st.integers(1, 2000),
        ),
        max_size=40,
    ),
    size=st.integers(1, 7),
    from_day=st.integers(-1, 30),
    days=st.integers(1, 60),
)
@example(steps=[("seat", n % 4, 1) for n in range(12)], size=5, from_day=-1, days=60)
@example(
    steps=[("seat", 0, 1), ("seat", 1, 1), ("send", 2, 1), ("wait", 0, 5), *[("seat", 2, 1)] * 6],
    size=3,
    from_day=2,
    days=60,
)
async def test_the_live_release_gives_the_past_again(
    pool: Pool,
    clock: MovableClock,
    steps: list[tuple[str, int, int]],
    size: int,
    from_day: int,
    days: int,
) -> None:
    await wipe(pool)
    start = clock.now()
    intake = await open_intake(pool, clock, lanes=3)
    waiting: list[Incoming] = []
    for number, (what, card, cents) in enumerate(steps):
        if what == "wait":
            await intake.submit(waiting)
            waiting = []
            clock.advance(timedelta(days=cents % 9))
            if cents % 2:
                await deliver(pool, intake, clock.now())
                await tick_due(intake, clock.now())
        elif what == "send":
            target = f"card:{cents % 4}"
            waiting.append(paid(f"O{number}", f"card:{card}", store="friendly", channel=target))
        else:
            waiting.append(incoming(number, what, card, cents))
        if len(waiting) >= size:
            await intake.submit(waiting)
            waiting = []
    await intake.submit(waiting)
    await intake.stop()
    since = start + timedelta(days=from_day)
    told, states = await trial(pool, since, since + timedelta(days=days), 2, seats=None, app=tiny())
    app = tiny()
    assert told.left == told.unknown == 0
    assert told.compared.failed == told.compared.failures == []
    assert told.compared.refused == told.compared.left_out == {}
    assert told.compared.heard == told.compared.folded
    assert told.was == told.draft
    for was, draft in states.values():
        assert app.encode_state(was) == app.encode_state(draft)
    clock.set(start)


def on_attended(turn: Turn) -> None:
    """As the tiny programme's, but a release says how many seats there are."""
    if turn.take("seats", 1, turn.current.programme.lateness_days):
        turn.state.purse.seats += 1


def on_paid(turn: Turn) -> None:
    """As the tiny programme's, but it greets only where a release allows it."""
    tiny_paid(turn)
    if turn.current.programme.lateness_days == 1 and turn.data.store == "friendly":
        turn.sent.clear()
    if turn.current.programme.lateness_days == 3 and turn.data.store == "distant":
        turn.send(turn.data.channel, "member.checked_in", {})


def varying() -> Application:
    """The tiny programme with what a release may change."""
    changed = {
        "paid": Reducer("paid", on_paid, frozenset({"order.paid"})),
        "attended": Reducer("attended", on_attended, frozenset({"event.attended"})),
    }
    return Application([ROOM], [changed.get(r.name, r) for r in REDUCERS], columns)


async def test_rounds_carry_seats_and_greetings_between_members(
    pool: Pool, clock: MovableClock
) -> None:
    """Two seats for three became one, then three; who is greeted changes with the release."""
    app = varying()
    batcher = Batcher(app, ReleaseBook(app), Identifier(KEYRING, RULES), clock)
    intake = Intake(pool, batcher, 1)
    start = clock.now()
    async with pool.acquire() as connection:
        await put(connection, batcher.book, 2, start)
    await intake.start()
    for number in (1, 2, 3):
        clock.advance(timedelta(minutes=1))
        seat = event(f"E{number}", "event.attended", {"code": "gala"}, f"card:{number}")
        assert (await intake.submit([seat]))[0].status == "accepted"
    clock.advance(timedelta(minutes=1))
    await intake.submit([paid("O1", "card:1", store="friendly", channel="card:2")])
    await intake.submit([paid("O2", "card:1", store="distant", channel="card:2")])
    async with pool.acquire() as connection:
        assert await asked_in(connection, app) is None
        await deliver(pool, intake, clock.now())
        assert await asked_in(connection, app) is None
    await intake.stop()
    until = clock.now() + timedelta(days=30)
    for seats, expected, rounds in (
        (2, ([1, 1, 0], [0, 1, 0]), 0),
        (1, ([1, 0, 0], [0, 0, 0]), 1),
        (3, ([1, 1, 1], [0, 2, 0]), 1),
    ):
        told, states = await trial(pool, start, until, 2, seats=seats, app=app)
        ends = {subject: draft.purse for subject, (_was, draft) in states.items()}
        cards = await pool.fetch("select subject from engine_log where type = 'event.attended'"
                                 " order by at")  # fmt: skip
        purses = [ends[row["subject"]] for row in cards]
        assert ([p.seats for p in purses], [p.greetings for p in purses]) == expected
        assert (told.rounds, told.left, told.unknown) == (rounds, 0, 0)
        assert [ask.refused for ask in told.was] == [False, False, True]


async def put(connection: Any, book: ReleaseBook, lateness_days: int, at: datetime) -> None:
    """Publish a programme."""
    programme = {
        "kind": "programme",
        "key": "programme",
        "name": {"en": "Tiny", "zh": "小店"},
        "lateness_days": lateness_days,
    }
    await save_draft(connection, book, programme, by="test", now=at)
    await publish(connection, book, by="test", now=at, effective_at=at - timedelta(days=1))
