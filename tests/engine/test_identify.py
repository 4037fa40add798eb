"""Several identity events in one request, and a member who registers by another identity."""

from typing import Any, TypeAlias

import asyncpg
import msgspec
from tests.law.history import open_door

from shuke.app import application
from shuke.engine import Incoming
from shuke.kernel import MovableClock

Pool: TypeAlias = "asyncpg.Pool[Any]"


def event(number: int, kind: str, data: dict[str, Any], subject: str = "card:1") -> Incoming:
    return Incoming("shop", f"E{number}", kind, subject, msgspec.json.encode(data))


def order(number: int, subject: str) -> Incoming:
    data = {
        "order_id": f"O{number}",
        "total_cents": 500,
        "lines": [{"sku": "a", "paid_cents": 500}],
    }
    return event(number, "order.paid", data, subject)


PHONE = {"kind": "phone", "value": "+8613800000001"}


async def identities(pool: Pool) -> list[str]:
    rows = await pool.fetch("select kind from engine_identity order by kind")
    return [row["kind"] for row in rows]


async def held(pool: Pool) -> list[int]:
    app = application()
    rows = await pool.fetch("select state from engine_state")
    return [app.decode_state(row["state"]).member.identities for row in rows]


async def test_linked_and_unlinked_in_one_request(pool: Pool, clock: MovableClock) -> None:
    intake = await open_door(pool, clock, lanes=1)
    outcomes = await intake.submit(
        [
            order(1, "card:1"),
            event(2, "identity.linked", PHONE),
            event(3, "identity.unlinked", PHONE),
            event(4, "identity.unlinked", PHONE),
            event(5, "identity.linked", PHONE),
        ]
    )
    told = [o.problem.code if o.problem else o.status for o in outcomes]
    assert told == ["accepted", "accepted", "accepted", "identity_unknown", "accepted"]
    assert await identities(pool) == ["card", "phone"]
    assert await held(pool) == [2]
    await intake.stop()


async def test_who_shopped_by_card_and_registers_by_phone_is_one_member(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_door(pool, clock, lanes=2)
    [first] = await intake.submit([order(1, "card:1")])
    data = {"channel": "app", "identities": [{"kind": "card", "value": "1"}]}
    [registered] = await intake.submit(
        [event(2, "member.registered", data, "phone:+8613800000001")]
    )
    assert registered.status == "accepted"
    assert registered.subject == first.subject
    [again] = await intake.submit([order(3, "phone:+8613800000001")])
    assert (again.subject, again.seq) == (first.subject, 3)
    assert await identities(pool) == ["card", "phone"]
    assert await held(pool) == [2]
    await intake.stop()


async def test_a_command_before_the_first_order_finds_nobody(
    pool: Pool, clock: MovableClock
) -> None:
    intake = await open_door(pool, clock, lanes=1)
    spend = {"currency": "points", "amount": 1, "spend_id": "S1"}
    outcomes = await intake.submit(
        [event(1, "points.spend", spend), order(2, "card:1"), event(3, "points.spend", spend)]
    )
    told = [o.problem.code if o.problem else o.status for o in outcomes]
    assert told == ["subject_unknown", "accepted", "points_insufficient"]
    await intake.stop()
