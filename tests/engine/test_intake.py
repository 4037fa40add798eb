"""The door: one event, many events, the same event, and events that are refused or fail."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest
from tests.engine.tiny import Purse, event, open_intake, paid, purses

from shuke.engine import Intake
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"


@pytest.fixture
async def intake(pool: Pool, clock: MovableClock) -> AsyncIterator[Intake]:
    opened = await open_intake(pool, clock)
    yield opened
    await opened.stop()


async def counts(pool: Pool) -> tuple[int, ...]:
    tables = ("engine_log", "engine_key", "engine_state", "engine_record", "engine_identity")
    return tuple([await pool.fetchval(f"select count(*) from {table}") for table in tables])


async def test_an_order_of_an_unknown_card_makes_a_member(intake: Intake, pool: Pool) -> None:
    [outcome] = await intake.submit([paid("A1")])
    assert outcome.status == "accepted"
    assert outcome.seq == 1
    assert msgspec.json.decode(outcome.effects) == [{"type": "order.kept", "cents": 1000}]
    [(subject, purse)] = (await purses(pool)).items()
    assert subject == outcome.subject
    assert (purse.spent_cents, purse.orders) == (1000, 1)
    assert await counts(pool) == (1, 1, 1, 1, 1)


async def test_the_same_event_twice_is_the_event_once(intake: Intake, pool: Pool) -> None:
    [first] = await intake.submit([paid("A1")])
    [again] = await intake.submit([paid("A1")])
    assert (again.status, again.seq, again.effects) == ("duplicate", 1, first.effects)
    assert await counts(pool) == (1, 1, 1, 1, 1)


async def test_twins_in_one_request(intake: Intake, pool: Pool) -> None:
    outcomes = await intake.submit([paid("A1"), paid("A2"), paid("A1")])
    assert [o.status for o in outcomes] == ["accepted", "accepted", "duplicate"]
    [purse] = (await purses(pool)).values()
    assert purse.orders == 2


async def test_the_same_id_with_other_content_is_a_conflict(intake: Intake, pool: Pool) -> None:
    await intake.submit([paid("A1")])
    before = await counts(pool)
    [other] = await intake.submit([paid("A1", cents=2000)])
    [elsewhere] = await intake.submit([paid("A1", subject="card:2")])
    for outcome in (other, elsewhere):
        assert outcome.status == "refused"
        assert outcome.problem is not None
        assert outcome.problem.code == "event_key_reused"
    assert await counts(pool) == before


async def test_a_refused_command_changes_nothing(intake: Intake, pool: Pool) -> None:
    await intake.submit([paid("A1")])
    before = await counts(pool)
    spend = {"currency": "points", "amount": 5000, "spend_id": "S1"}
    [outcome] = await intake.submit([event("S1", "points.spend", spend)])
    assert outcome.status == "refused"
    assert outcome.problem is not None
    assert outcome.problem.code == "not_enough"
    assert await counts(pool) == before
    [purse] = (await purses(pool)).values()
    assert purse.greetings == 0


async def test_a_command_for_nobody_makes_nobody(intake: Intake, pool: Pool) -> None:
    spend = {"currency": "points", "amount": 1, "spend_id": "S1"}
    [outcome] = await intake.submit([event("S1", "points.spend", spend, "card:nobody")])
    assert outcome.problem is not None
    assert outcome.problem.code == "subject_unknown"
    assert await counts(pool) == (0, 0, 0, 0, 0)


async def test_a_refused_first_event_leaves_no_member(intake: Intake, pool: Pool) -> None:
    refund = {"order_id": "A9", "refund_id": "R1", "amount_cents": 10}
    [outcome] = await intake.submit([event("R1", "order.refunded", refund, "card:new")])
    assert outcome.status == "refused"
    assert await counts(pool) == (0, 0, 0, 0, 0)


async def test_a_failing_fold_undoes_itself_alone(intake: Intake, pool: Pool) -> None:
    outcomes = await intake.submit(
        [paid("A1"), paid("A2", store="broken"), paid("A3"), paid("B1", "card:2")]
    )
    assert [o.status for o in outcomes] == ["accepted", "failed", "accepted", "accepted"]
    by_orders = sorted((p.orders, p.spent_cents) for p in (await purses(pool)).values())
    assert by_orders == [(1, 1000), (2, 2000)]
    row = await pool.fetchrow("select * from engine_inbox")
    assert row is not None
    assert (row["event_id"], row["code"], row["status"]) == ("A2", "RuntimeError", "open")
    assert await pool.fetchval("select count(*) from engine_key where id = 'A2'") == 0


async def test_a_state_that_grows_too_large_fails_its_event(intake: Intake, pool: Pool) -> None:
    outcomes = await intake.submit([paid("A1"), paid("A2", store="swollen")])
    assert [o.status for o in outcomes] == ["accepted", "failed"]
    [purse] = (await purses(pool)).values()
    assert purse.spent_cents == 1000


async def test_a_refund_reads_the_purchase_again(intake: Intake, pool: Pool) -> None:
    refund = {"order_id": "A1", "refund_id": "R1", "amount_cents": 300}
    await intake.submit([paid("A1")])
    [outcome] = await intake.submit([event("R1", "order.refunded", refund)])
    assert msgspec.json.decode(outcome.effects) == [
        {"type": "order.returned", "cents": 300, "of": 1000}
    ]
    both = await intake.submit(
        [paid("A2"), event("R2", "order.refunded", {**refund, "order_id": "A2"})]
    )
    assert [o.status for o in both] == ["accepted", "accepted"]
    [purse] = (await purses(pool)).values()
    assert purse.spent_cents == 1400


async def test_stock_is_never_exceeded(intake: Intake, pool: Pool) -> None:
    attended = [
        event(f"E{n}", "event.attended", {"code": "gala"}, f"card:{n % 16}") for n in range(64)
    ]
    answers = await asyncio.gather(*[intake.submit([one]) for one in attended])
    said = [msgspec.json.decode(o.effects)[0]["type"] for [o] in answers]
    assert said.count("seat.given") == 5
    assert said.count("seat.refused") == 59
    assert sum(p.seats for p in (await purses(pool)).values()) == 5
    assert await pool.fetchval("""select "left" from engine_stock where id = 'seats'""") == 0


async def test_timers_run_at_their_own_moment(
    intake: Intake, pool: Pool, clock: MovableClock
) -> None:
    start = clock.now()
    await intake.submit([paid("A1")])
    clock.advance(timedelta(days=30))
    [outcome] = await intake.submit([paid("A2")])
    due = (start + timedelta(days=7)).isoformat()
    assert msgspec.json.decode(outcome.effects)[0] == {"type": "rested", "at": due}
    [purse] = (await purses(pool)).values()
    assert purse.rests == 1


async def test_ticks_are_log_rows(intake: Intake, pool: Pool, clock: MovableClock) -> None:
    await intake.submit([paid("A1"), paid("B1", "card:2")])
    now = clock.advance(timedelta(days=8))
    async with pool.acquire() as connection:
        assert await intake.batcher.run_due(connection, now, 100) == 2
        assert await intake.batcher.run_due(connection, now, 100) == 0
    assert all(p.rests == 1 for p in (await purses(pool)).values())
    types = await pool.fetch("select type, seq from engine_log order by seq, type")
    assert [tuple(r) for r in types] == [("order.paid", 1)] * 2 + [("tick", 2)] * 2


async def test_an_event_from_the_future_is_refused(
    intake: Intake, pool: Pool, clock: MovableClock
) -> None:
    late = paid("A1", time=clock.now() + timedelta(hours=1))
    old = paid("A2", time=clock.now() - timedelta(days=3650))
    outcomes = await intake.submit([late, old])
    assert [o.problem.code for o in outcomes if o.problem] == ["time_in_future", "time_too_old"]
    assert await counts(pool) == (0, 0, 0, 0, 0)
    [imported] = await intake.submit([old], imported=True)
    assert imported.status == "accepted"


async def test_at_never_goes_back(intake: Intake, pool: Pool, clock: MovableClock) -> None:
    await intake.submit([paid("A1")])
    clock.advance(timedelta(hours=-5))
    await intake.submit([paid("A2")])
    rows = await pool.fetch("select at from engine_log order by seq")
    assert rows[0]["at"] == rows[1]["at"]


@pytest.mark.parametrize(
    ("incoming", "code"),
    [
        (event("X", "order.paid", {"order_id": "X"}), "event_invalid"),
        (event("X", "order.payed", {}), "event_type_unknown"),
        (event("X", "tick", {}), "event_invalid"),
        (event("X", "member.checked_in", {}, "nobody"), "subject_invalid"),
        (event("", "member.checked_in", {}), "event_invalid"),
        (event("X", "event.attended", {"code": "a\0b"}), "character_invalid"),
        (event("X", "order.paid", {"order_id": "X", "total_cents": -1}), "amount_negative"),
        (event("X", "order.paid", {"order_id": "X", "total_cents": 2**63}), "amount_too_large"),
        (event("X", "order.paid", {"order_id": "X", "total_cents": 5}), "order_total_mismatch"),
    ],
)
async def test_bad_events_change_nothing(
    intake: Intake, pool: Pool, incoming: Any, code: str
) -> None:
    [outcome] = await intake.submit([incoming])
    assert outcome.status == "refused"
    assert outcome.problem is not None
    assert outcome.problem.code == code
    assert await counts(pool) == (0, 0, 0, 0, 0)


async def test_64_callers_on_one_member(intake: Intake, pool: Pool) -> None:
    answers = await asyncio.gather(*[intake.submit([paid(f"A{n}")]) for n in range(64)])
    assert sorted(o.seq for [o] in answers) == list(range(1, 65))
    assert list((await purses(pool)).values()) == [
        Purse(64_000, 64, 0, 0, next(iter((await purses(pool)).values())).rest_seconds, 0)
    ]


async def test_two_processes_retry_the_same_events(pool: Pool, clock: MovableClock) -> None:
    one = await open_intake(pool, clock)
    two = await open_intake(pool, clock)
    orders = [paid(f"A{n}", f"card:{n % 7}") for n in range(100)]
    answers = await asyncio.gather(
        *[door.submit([order]) for order in orders for door in (one, two)]
    )
    assert sorted(o.status for [o] in answers) == ["accepted"] * 100 + ["duplicate"] * 100
    assert sum(p.orders for p in (await purses(pool)).values()) == 100
    assert len(await purses(pool)) == 7
    await one.stop()
    await two.stop()


async def test_a_backslash_before_u0000_is_no_nul(intake: Intake, pool: Pool) -> None:
    written = event("X", "event.attended", {"code": r"a\u0000b"})
    assert rb"\\u0000" in written.data
    [outcome] = await intake.submit([written])
    assert outcome.status == "accepted"
    behind = event("Y", "event.attended", {"code": "\\\0"})
    [refused] = await intake.submit([behind])
    assert refused.problem is not None
    assert refused.problem.code == "character_invalid"
