"""Replay, verify, explain and the feed, over generated histories of the tiny programme."""

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.tiny import event, open_intake, paid, tiny

from shuke.engine import Incoming, ReleaseBook
from shuke.engine.explain import EventUnknown, explain
from shuke.engine.feed import broken_chain, read, sequence
from shuke.engine.pending import deliver, refold, tick_due
from shuke.engine.verify import verify_buckets, verify_whole
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["paid", "refund", "seat", "spend", "wait", "broken"]),
        st.integers(0, 3),
        st.integers(1, 2000),
    ),
    max_size=40,
)


def incoming(number: int, what: str, card: int, cents: int) -> Incoming:
    subject = f"card:{card}"
    if what == "refund":
        data = {"order_id": f"O{number // 2}", "refund_id": f"R{number}", "amount_cents": cents}
        return event(f"E{number}", "order.refunded", data, subject)
    if what == "seat":
        return event(f"E{number}", "event.attended", {"code": "gala"}, subject)
    if what == "spend":
        data = {"currency": "points", "amount": cents, "spend_id": f"S{number}"}
        return event(f"E{number}", "points.spend", data, subject)
    return paid(f"O{number}", subject, cents, store="broken" if what == "broken" else None)


async def verified(pool: Pool) -> list[tuple[str, str]]:
    app = tiny()
    async with pool.acquire() as connection:
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        return report.flaws + await verify_whole(connection)


async def wipe(pool: Pool) -> None:
    await pool.execute(
        "truncate engine_state, engine_log, engine_key, engine_record, engine_stock,"
        " engine_identity, engine_seal_key, engine_inbox, engine_queue, engine_batch"
    )


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, size=st.integers(1, 7))
async def test_folding_again_gives_the_same(
    pool: Pool, clock: MovableClock, steps: list[tuple[str, int, int]], size: int
) -> None:
    """Laws 2, 3 and 5: any cut of the stream gives the same states, and replay agrees."""
    seen = []
    start = clock.now()
    for cut in (1, size):
        await wipe(pool)
        clock.set(start)
        intake = await open_intake(pool, clock, lanes=1 if cut == 1 else 3)
        waiting: list[Incoming] = []
        for number, (what, card, cents) in enumerate(steps):
            if what == "wait":
                await intake.submit(waiting)
                waiting = []
                clock.advance(timedelta(days=cents % 9))
                await tick_due(intake, clock.now())
            else:
                waiting.append(incoming(number, what, card, cents))
            if len(waiting) >= cut:
                await intake.submit(waiting)
                waiting = []
        await intake.submit(waiting)
        await intake.stop()
        assert await verified(pool) == []
        rows = await pool.fetch(
            "select i.hash, s.seq, s.state from engine_state s"
            " join engine_identity i using (subject) order by i.hash"
        )
        seen.append([(row["hash"], row["seq"], row["state"]) for row in rows])
    if not any(what == "seat" for what, _card, _cents in steps):
        # Who gets the last seat depends on who comes first; everything else does not.
        assert seen[0] == seen[1]


async def test_verify_tells_what_was_changed(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    await intake.submit([paid("A1"), paid("A2"), paid("B1", "card:2")])
    await intake.stop()
    assert await verified(pool) == []
    await pool.execute(
        "update engine_log set data = replace(convert_from(data, 'utf8'), '1000',"
        " '2000')::bytea where id = 'A2'"
    )
    flaws = [what for _subject, what in await verified(pool)]
    assert "event 2 has other effects when folded again" in flaws
    assert "the state differs from folding the log again" in flaws


async def test_explain_replays_to_the_moment(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    outcomes = await intake.submit([paid("A1"), paid("A2", cents=500), paid("A3")])
    subject = outcomes[0].subject
    assert subject is not None
    async with pool.acquire() as connection:
        told = await explain(connection, intake.batcher.book, subject, 2)
        assert told.verified
        assert told.before.purse.spent_cents == 1000
        assert told.turn.state.purse.spent_cents == 1500
        with pytest.raises(EventUnknown):
            await explain(connection, intake.batcher.book, subject, 4)
    await intake.stop()


async def test_the_feed_skips_nothing(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock, lanes=4)
    for round_ in range(5):
        await intake.submit([paid(f"A{round_}-{n}", f"card:{n}") for n in range(20)])
        async with pool.acquire() as connection:
            await sequence(connection)
    async with pool.acquire() as connection:
        seen: list[Any] = []
        position = 0
        while (page := await read(connection, position, 3)).rows:
            seen.extend(page.rows)
            position = page.position
        assert len(seen) == 100
        assert await broken_chain(connection) is None
        by_subject: dict[str, list[int]] = {}
        for row in seen:
            by_subject.setdefault(row["subject"], []).append(row["seq"])
        assert all(its == sorted(its) for its in by_subject.values())
        await pool.execute("update engine_batch set hash = 'x' where position = 3")
        assert await broken_chain(connection) == 3
    await intake.stop()


async def test_an_open_foreign_transaction_holds_nobody_up(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    async with pool.acquire() as foreign, foreign.transaction():
        await foreign.execute("create table elsewhere (id int)")
        await intake.submit([paid("A1")])
        async with pool.acquire() as connection:
            assert await sequence(connection) == 1
            assert len((await read(connection, 0)).rows) == 1
    await intake.stop()


async def test_events_between_members_happen_once(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    [friend] = await intake.submit([paid("F1", "card:friend")])
    await intake.submit([paid("A1", store="friendly", channel=friend.subject)])
    assert await deliver(pool, intake, clock.now()) == 1
    assert await deliver(pool, intake, clock.now()) == 0
    app = tiny()
    state = await pool.fetchval("select state from engine_state where subject = $1", friend.subject)
    assert app.decode_state(state).purse.greetings == 1
    assert await verified(pool) == []
    await intake.stop()


async def test_a_failed_event_is_repaired_and_folded(pool: Pool, clock: MovableClock) -> None:
    intake = await open_intake(pool, clock)
    await intake.submit([paid("A1"), paid("A2", store="broken")])
    entry = await pool.fetchval("select id from engine_inbox")
    again = await refold(pool, intake, entry, clock.now())
    assert again.status == "failed"
    assert await pool.fetchval("select tries from engine_inbox") == 2
    repaired = await refold(pool, intake, entry, clock.now(), paid("A2").data)
    assert (repaired.status, repaired.seq) == ("accepted", 2)
    assert await pool.fetchval("select status from engine_inbox") == "folded"
    assert await verified(pool) == []
    await intake.stop()
