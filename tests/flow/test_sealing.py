"""The whole application: what identifies a person is nowhere in clear, and everything works."""

from collections.abc import AsyncIterator
from typing import Any, TypeAlias

import asyncpg
import msgspec
import pytest

from shuke.app import IDENTITY_RULES, application
from shuke.engine import Batcher, Identifier, Incoming, Intake, Keyring, Outcome, ReleaseBook
from shuke.engine.explain import explain
from shuke.engine.publish import publish, save_draft
from shuke.engine.verify import verify_buckets, verify_whole
from shuke.kernel import MovableClock
from shuke.member import find

Pool: TypeAlias = "asyncpg.Pool[Any]"

KEYRING = Keyring(b"m" * 32, b"i" * 32)
PHONE = "phone:138 1234 5678"
CARD = "card:vip-10086"
SECRETS = ("13812345678", "138 1234 5678", "vip-10086", "VIP-10086", "San.Zhang", "张三丰")


def named(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


PROGRAMME: tuple[dict[str, Any], ...] = (
    {
        "kind": "currency",
        "key": "points",
        "name": named("Points", "积分"),
        "unit": named("points", "分"),
    },
    {
        "kind": "profile_field",
        "key": "name",
        "name": named("Name", "姓名"),
        "type": "text",
        "class": "identifying",
    },
    {
        "kind": "profile_field",
        "key": "city",
        "name": named("City", "城市"),
        "type": "text",
        "class": "describing",
    },
    {
        "kind": "new_member_gift",
        "key": "hello",
        "name": named("Welcome", "欢迎礼"),
        "currency": "points",
        "amount": 88,
    },
    {
        "kind": "event_type",
        "key": "fitting",
        "type": "fitting.booked",
        "name": named("Fitting booked", "预约试衣"),
        "fields": [
            {
                "name": "companion",
                "type": "text",
                "title": named("Companion", "同行人"),
                "identifying": True,
            },
            {"name": "room", "type": "text", "title": named("Room", "房间")},
        ],
    },
)


class Shop:
    """The open shop."""

    def __init__(self, pool: Pool, intake: Intake) -> None:
        self.pool = pool
        self.intake = intake
        self.book = intake.batcher.book
        self.number = 0

    async def send(self, event_type: str, data: dict[str, Any], subject: str = PHONE) -> Outcome:
        self.number += 1
        raw = msgspec.json.encode(data)
        incoming = Incoming("till", f"E{self.number}", event_type, subject, raw)
        [outcome] = await self.intake.submit([incoming])
        return outcome

    async def year(self) -> str:
        """A member's life: order by card, registration by it, more names, refunds, a booking."""
        order = {"order_id": "A1", "total_cents": 500, "lines": [{"sku": "m", "paid_cents": 500}]}
        person = {
            "identities": [
                {"kind": "phone", "value": "138 1234 5678"},
                {"kind": "email", "value": "San.Zhang@Example.com"},
            ],
            "profile": {"name": "张三丰", "city": "上海"},
        }
        refund = {"order_id": "A1", "refund_id": "R1", "amount_cents": 200}
        booked = {"companion": "张三丰", "room": "nine"}
        outcomes = [
            await self.send("order.paid", order, CARD),
            await self.send("member.registered", person, CARD),
            await self.send("member.updated", {"profile": {"name": "张三丰"}}),
            await self.send("order.refunded", refund),
            await self.send("fitting.booked", booked),
            await self.send("identity.linked", {"kind": "card", "value": "VIP-10086"}),
        ]
        assert [o.status for o in outcomes] == ["accepted"] * 6, [o.problem for o in outcomes]
        [subject] = {outcome.subject for outcome in outcomes}
        assert subject is not None
        return subject


@pytest.fixture
async def shop(pool: Pool, clock: MovableClock) -> AsyncIterator[Shop]:
    app = application()
    book = ReleaseBook(app)
    async with pool.acquire() as connection:
        for document in PROGRAMME:
            await save_draft(connection, book, document, by="tester", now=clock.now())
        await publish(connection, book, by="tester", now=clock.now())
    intake = Intake(pool, Batcher(app, book, Identifier(KEYRING, IDENTITY_RULES), clock))
    await intake.start()
    yield Shop(pool, intake)
    await intake.stop()


async def tables(pool: Pool) -> dict[str, bytes]:
    """Every table's rows, as bytes."""
    found = {}
    for (table,) in await pool.fetch(
        "select tablename from pg_tables where schemaname = 'public' order by tablename"
    ):
        rows = bytearray()
        for row in await pool.fetch(f'select * from "{table}"'):
            for value in row.values():
                rows += value if isinstance(value, bytes) else str(value).encode()
                rows += b"\n"
        found[table] = bytes(rows)
    return found


async def test_no_table_holds_a_person_in_clear(shop: Shop, pool: Pool) -> None:
    await shop.year()
    kept = await tables(pool)
    assert "上海".encode() in kept["engine_state"]
    assert b"nine" in kept["engine_log"]
    found = [
        (table, secret)
        for table, rows in kept.items()
        for secret in SECRETS
        if secret.encode() in rows
    ]
    assert found == []


async def test_replay_never_needs_what_is_sealed(shop: Shop, pool: Pool) -> None:
    subject = await shop.year()
    async with pool.acquire() as connection:
        app = application()
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        assert (report.members, report.events, report.flaws) == (1, 6, [])
        assert await verify_whole(connection) == []
        explained = await explain(connection, shop.book, subject, 2)
        assert explained.verified
        await connection.execute(
            "update engine_seal_key set wrapped = '', destroyed_at = now() where subject = $1",
            subject,
        )
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        assert (report.members, report.events, report.flaws) == (1, 6, [])
        # An erased member cannot be folded again: what is left is nothing, and the books.
        await shop.send("member.erased", {}, f"member:{subject}")
        report = await verify_buckets(connection, app, ReleaseBook(app), 0, 1024)
        assert (report.members, report.events, report.flaws) == (1, 0, [])
        assert await verify_whole(connection) == []
    assert await find(pool, KEYRING, PHONE, "CN") is None


async def test_the_gift_comes_with_the_registration_and_once(shop: Shop, pool: Pool) -> None:
    subject = await shop.year()
    again = await shop.send("member.registered", {}, CARD)
    assert again.subject == subject
    assert msgspec.json.decode(again.effects) == []
    given = await pool.fetch("select effects from engine_log where type = 'member.registered'")
    assert sum(bytes(row["effects"]).count(b"gift.given") for row in given) == 1
    app = application()
    state = app.decode_state(
        await pool.fetchval("select state from engine_state where subject = $1", subject)
    )
    assert state.ledger.usable("points") == 88
    assert state.member.spent_cents == 300


async def test_a_refund_that_came_first_counts_once(shop: Shop, pool: Pool) -> None:
    refund = {"order_id": "B1", "refund_id": "R9", "amount_cents": 200}
    order = {"order_id": "B1", "total_cents": 500, "lines": [{"sku": "m", "paid_cents": 500}]}
    waiting = await shop.send("order.refunded", refund, CARD)
    assert waiting.status in ("accepted", "waiting")
    paid = await shop.send("order.paid", order, CARD)
    app = application()
    state = app.decode_state(
        await pool.fetchval("select state from engine_state where subject = $1", paid.subject)
    )
    assert (state.member.orders, state.member.spent_cents) == (1, 300)


async def test_a_failing_fold_keeps_the_inbox_sealed(
    shop: Shop, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> None:
        raise RuntimeError("broken")

    subject = await shop.year()
    monkeypatch.setattr(shop.book.app, "fold", broken)
    failed = await shop.send("member.updated", {"profile": {"name": "张三丰"}})
    assert (failed.status, failed.subject) == ("failed", subject)
    kept = await tables(pool)
    assert kept["engine_inbox"] != b""
    assert [s for s in SECRETS if s.encode() in kept["engine_inbox"]] == []
