"""The reading side on a real PostgreSQL: statement, balance in the past, roll-forward."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest

from shuke.engine import bucket_of
from shuke.ledger import (
    Cause,
    LotShown,
    RangeTooLong,
    StatementLine,
    balance,
    balance_as_of,
    credit,
    expiry_schedule,
    lots,
    open_differences,
    roll_forward,
    statement,
    summed,
    take_back,
)

from .harness import CAUSE, COLUMNS, Member, State, currency

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
ME = "01JMEMBER0000000000000000A"


def decode(data: bytes) -> Any:
    return msgspec.msgpack.decode(data, type=State)


async def keep(pool: Pool, member: Member, subject: str = ME) -> None:
    """Write a member's entries and state as a batch would."""
    member.close()
    bucket = bucket_of(subject)
    async with pool.acquire() as connection:
        await connection.copy_records_to_table(
            "ledger_entry",
            columns=("bucket", "subject", "seq", *COLUMNS),
            records=[
                (bucket, subject, row["seq"], *(row[column] for column in COLUMNS))
                for row in member.rows
            ],
        )
        await connection.execute(
            "insert into engine_state (bucket, subject, state) values ($1, $2, $3)",
            bucket,
            subject,
            msgspec.msgpack.encode(member.state),
        )


def busy() -> Member:
    """A member with every kind of entry: see `test_roll_forward_closes`."""
    points = currency(
        usable={"when": "after_days", "days": 2},
        expiry={"rule": "months_from_earning", "months": 1, "to": "exact"},
    )
    member = Member(points, currency("growth", spendable=False), start="2026-03-01T04:00")
    member.send(
        "points.open",
        currency="points",
        lots=[
            {"amount": 40, "expires_on": "2026-03-20"},
            {"amount": 60, "expires_on": "2026-03-25"},
        ],
    )
    turn = member.turn()
    parts = credit(turn, "points", 200, CAUSE)
    credit(turn, "growth", 20, Cause("growth", 1, "o-1"))
    member.to("2026-03-03")
    member.send("points.spend", currency="points", amount=90, spend_id="s", reason="mug")
    take_back(member.turn("order.refunded"), "points", 50, parts, CAUSE)
    member.to("2026-03-04")
    member.send("points.return", spend_id="s", amount=30)
    member.send("points.adjust", currency="points", amount=-5, reason="counted twice")
    return member.to("2026-04-05")


async def test_statement(pool: Pool) -> None:
    await keep(pool, busy())
    lines = await statement(pool, ME, "points")
    assert [
        (line.seq, line.kind, line.amount, line.balance_after, line.pending_after, line.key)
        for line in lines
    ] == [
        (9, "expire", -30, 0, 0, None),
        (9, "expire", -150, 30, 0, None),
        (9, "expire", -5, 180, 0, None),
        (8, "adjust", -5, 185, 0, None),
        (7, "return", 30, 190, 0, "s"),
        (5, "reverse", -50, 160, 0, "o-1"),
        (4, "spend", -90, 210, 0, "s"),  # out of two lots
        (3, "usable", 200, 300, 0, None),
        (2, "issue", 200, 100, 200, "o-1"),
        (1, "open", 100, 100, 0, None),  # two lots
    ]
    assert [str(line.expires_on) for line in lines[:3]] == [
        "2026-04-03",
        "2026-04-01",
        "2026-03-25",
    ]
    assert (lines[3].note, lines[6].note, lines[8].rule) == ("counted twice", "mug", "per-yuan")
    (growth,) = await statement(pool, ME, "growth")
    assert (growth.kind, growth.amount, growth.rule, growth.rule_version) == (
        "issue",
        20,
        "growth",
        1,
    )


async def test_a_settled_debt_is_one_line(pool: Pool) -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 50, CAUSE)
    member.send("points.spend", currency="points", amount=50, spend_id="s")
    take_back(member.turn("order.refunded"), "points", 50, parts, CAUSE)
    credit(member.turn(), "points", 80, CAUSE)
    await keep(pool, member)
    lines = await statement(pool, ME, "points")
    assert [(line.kind, line.amount, line.balance_after) for line in lines] == [
        ("issue", 80, 30),
        ("reverse", -50, -50),
        ("spend", -50, 0),
        ("issue", 50, 50),
    ]


async def test_statement_pages(pool: Pool) -> None:
    member = busy()
    await keep(pool, member)
    everything = await statement(pool, ME, limit=100)
    for size in (1, 2, 3):
        found: list[StatementLine] = []
        page = await statement(pool, ME, limit=size)
        while page:
            found += page
            page = await statement(pool, ME, older_than=page[-1].position, limit=size)
        assert found == everything
        back: list[StatementLine] = []
        page = await statement(pool, ME, newer_than=everything[-1].position, limit=size)
        while page:
            back += page
            page = await statement(pool, ME, newer_than=page[-1].position, limit=size)
        assert back == everything[-2::-1]
    assert await statement(pool, "01JNOBODY00000000000000000") == []


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-03-01T03:59:59", (0, 0)),
        ("2026-03-01T04:00", (100, 200)),
        ("2026-03-02T15:59:59", (100, 200)),
        ("2026-03-02T16:00", (300, 0)),
        ("2026-03-03T04:00", (160, 0)),
        ("2026-03-25T15:59", (185, 0)),
        ("2026-03-25T16:00", (180, 0)),
        ("2030-01-01T00:00", (0, 0)),
    ],
)
async def test_balance_as_of(pool: Pool, moment: str, expected: tuple[int, int]) -> None:
    await keep(pool, busy())
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert await balance_as_of(pool, ME, "points", at) == expected


async def test_roll_forward_closes(pool: Pool) -> None:
    await keep(pool, busy())
    other = Member(currency(), start="2026-03-03T04:00")
    credit(other.turn(), "points", 7, CAUSE)
    await keep(pool, other, "01JOTHER00000000000000000A")
    days = await roll_forward(pool, "points", date(2026, 3, 1), date(2026, 4, 5))
    assert len(days) == 36
    assert all(a.closing == b.opening for a, b in pairwise(days))
    moved = {
        day.day.isoformat(): {
            name: getattr(day, name)
            for name in day.__struct_fields__
            if name != "day" and getattr(day, name)
        }
        for day in days
        if day.day is not None and day.opening != day.closing
    }
    assert moved == {
        "2026-03-01": {"opened": 100, "issued": 200, "closing": 300},
        "2026-03-03": {"opening": 300, "issued": 7, "spent": 90, "reversed": 50, "closing": 167},
        "2026-03-04": {"opening": 167, "returned": 30, "adjusted": -5, "closing": 192},
        "2026-03-26": {"opening": 192, "expired": 5, "closing": 187},
        "2026-04-02": {"opening": 187, "expired": 150, "closing": 37},
        "2026-04-04": {"opening": 37, "expired": 30, "closing": 7},
    }
    total = summed(days)
    assert (total.opening, total.issued, total.expired, total.closing) == (0, 207, 185, 7)
    (late,) = await roll_forward(pool, "points", date(2026, 3, 10), date(2026, 3, 10))
    assert (late.opening, late.closing) == (192, 192)


async def test_roll_forward_of_the_document(pool: Pool) -> None:
    """The day of docs/algorithms/expiry.md."""
    member = Member(currency(), start="2026-03-01T04:00")
    member.send("points.open", currency="points", lots=[{"amount": 60, "expires_on": "2026-03-01"}])
    member.send("points.adjust", currency="points", amount=940, reason="opening")
    member.to("2026-03-02")
    parts = credit(member.turn(), "points", 300, CAUSE)
    take_back(member.turn("order.refunded"), "points", 40, parts, CAUSE)
    member.send("points.spend", currency="points", amount=200, spend_id="s")
    member.send("points.return", spend_id="s", amount=50)
    member.send("points.adjust", currency="points", amount=-10, reason="?")
    await keep(pool, member)
    (day,) = await roll_forward(pool, "points", date(2026, 3, 2), date(2026, 3, 2))
    assert msgspec.structs.asdict(day) == {
        "day": date(2026, 3, 2),
        "opening": 1000,
        "opened": 0,
        "issued": 300,
        "reversed": 40,
        "spent": 200,
        "returned": 50,
        "expired": 60,
        "adjusted": -10,
        "settled": 0,
        "transferred": 0,
        "closing": 1040,
    }


async def test_the_range_is_bounded(pool: Pool) -> None:
    for first, last in (("2026-03-02", "2026-03-01"), ("2000-01-01", "2026-01-01")):
        with pytest.raises(RangeTooLong):
            await roll_forward(pool, "points", date.fromisoformat(first), date.fromisoformat(last))


async def test_entries_are_held_against_states(pool: Pool) -> None:
    await keep(pool, busy())
    other = Member(currency())
    parts = credit(other.turn(), "points", 50, CAUSE)
    other.send("points.spend", currency="points", amount=50, spend_id="s")
    take_back(other.turn("order.refunded"), "points", 50, parts, CAUSE)
    await keep(pool, other, "01JOTHER00000000000000000A")
    assert await open_differences(pool, decode) == []
    await pool.execute(
        "update ledger_entry set amount = amount + 1 where kind = 'spend' and seq = 2"
    )
    assert await open_differences(pool, decode) == [
        "points: entries close at -51, members hold -50"
    ]


def test_lots_and_schedule() -> None:
    member = busy()
    day = member.today.toordinal()
    assert lots(member.state.ledger, "points", day) == []
    credit(member.turn(), "points", 10, CAUSE)
    member.send("points.adjust", currency="points", amount=4, reason="sorry")
    ledger = member.state.ledger
    usable = LotShown(
        amount=4,
        state="usable",
        earned_month=202604,
        expires_on=date(2026, 5, 5),
        funder="brand",
    )
    pending = LotShown(
        amount=10,
        state="pending",
        earned_month=202604,
        usable_on=date(2026, 4, 7),
        expires_on=date(2026, 5, 5),
        funder="brand",
    )
    assert lots(ledger, "points", day) == [usable, pending]
    assert [
        (e.on.isoformat(), e.amount, e.pending) for e in expiry_schedule(ledger, "points", day)
    ] == [("2026-05-05", 14, 10)]
    # Two days on, before the timer has run: what is read is what the timer will make of it.
    pending.state = "usable"
    assert lots(ledger, "points", day + 2) == [usable, pending]
    assert tuple(balance(ledger, "points", day + 2)) == (14, 0, 0)
    assert tuple(balance(ledger, "points", day + 31)) == (0, 0, 0)
    assert lots(ledger, "points", day + 31) == []
    assert expiry_schedule(ledger, "growth", day) == []


def test_a_debt_is_a_lot() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 50, CAUSE)
    member.send("points.spend", currency="points", amount=30, spend_id="s")
    take_back(member.turn("order.refunded"), "points", 50, parts, CAUSE)
    day = member.today.toordinal()
    assert lots(member.state.ledger, "points", day) == [LotShown(amount=30, state="debt")]
    assert tuple(balance(member.state.ledger, "points", day)) == (0, 0, 30)
