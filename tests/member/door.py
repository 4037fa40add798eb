"""A running door with the member and ledger rooms on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeAlias

import asyncpg
import msgspec
from tests.member.harness import FIELDS, NAME

from shuke import ledger, member
from shuke.engine import (
    Application,
    Batcher,
    Identifier,
    IdentityRules,
    Incoming,
    Intake,
    Keyring,
    Outcome,
    Reducer,
    Release,
    ReleaseBook,
    Turn,
)
from shuke.engine.publish import publish, save_draft
from shuke.kernel import Clock
from shuke.ledger import Cause
from shuke.member import GiftDue, MemberSlice

Pool: TypeAlias = "asyncpg.Pool[Any]"

KEYRING = Keyring(b"m" * 32, b"i" * 32)
RULES = IdentityRules(
    normalise=lambda kind, value, release: member.normalise(
        kind, value, member.region_of(release.programme)
    ),
    hint=member.mask,
    claims=lambda data, release: member.claims(data, member.region_of(release.programme)),
    check=member.check_profile,
    profile_fields=member.identifying_fields,
)
GIFT = {"kind": "new_member_gift", "key": "hello", "name": NAME, "currency": "points", "amount": 88}
CURRENCY = {"kind": "currency", "key": "points", "name": NAME, "unit": {"en": "points", "zh": "分"}}


def _credit(turn: Turn, due: GiftDue) -> None:
    ledger.credit(turn, due.currency, due.amount, Cause(due.key, due.version))


def _gift(turn: Turn) -> None:
    member.give_gifts(turn, _credit)


def application() -> Application:
    """Member and ledger."""
    reducers = (
        *member.ARRIVE,
        Reducer("gift", _gift, frozenset({"member.registered"})),
        *ledger.COMMANDS,
        *member.COUNT,
    )
    return Application([member.ROOM, ledger.ROOM], reducers, _columns)


def _columns(state: Any, _release: Release) -> tuple[Any, ...]:
    registered_at, last_order_at, orders, channel, provisional = member.columns(state.member)
    return None, None, registered_at, last_order_at, 0, orders, channel, provisional


class Door:
    """The open door: send events, look at states."""

    def __init__(self, pool: Pool, intake: Intake) -> None:
        self.pool = pool
        self.intake = intake
        self.app = intake.batcher.app
        self.book = intake.batcher.book

    async def send(
        self,
        id: str,
        event_type: str,
        data: dict[str, Any],
        subject: str = "phone:13800000000",
        time: datetime | None = None,
    ) -> Outcome:
        """One event."""
        raw = msgspec.json.encode(data)
        [outcome] = await self.intake.submit([Incoming("test", id, event_type, subject, raw, time)])
        return outcome

    async def state(self, subject: str) -> Any:
        """A member's state."""
        raw = await self.pool.fetchval("select state from engine_state where subject = $1", subject)
        return self.app.decode_state(raw)

    async def member(self, subject: str) -> MemberSlice:
        """A member's slice."""
        slice_: MemberSlice = (await self.state(subject)).member
        return slice_


@asynccontextmanager
async def open_door(
    pool: Pool, clock: Clock, *more: dict[str, Any], keyring: Keyring = KEYRING
) -> AsyncIterator[Door]:
    """The door with the profile fields of the harness, one currency and `more` published."""
    app = application()
    book = ReleaseBook(app)
    fields = [{"kind": "profile_field", "name": NAME, **field} for field in FIELDS]
    async with pool.acquire() as connection:
        for document in (CURRENCY, *fields, *more):
            await save_draft(connection, book, document, by="tester", now=clock.now())
        await publish(connection, book, by="tester", now=clock.now())
    intake = Intake(pool, Batcher(app, book, Identifier(keyring, RULES), clock))
    await intake.start()
    try:
        yield Door(pool, intake)
    finally:
        await intake.stop()
