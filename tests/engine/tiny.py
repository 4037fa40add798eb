"""A tiny programme for the engine's own tests: it counts money, keeps orders, ticks and takes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import asyncpg
import msgspec

from shuke.engine import (
    Application,
    Batcher,
    Identifier,
    IdentityRules,
    Incoming,
    Intake,
    Keyring,
    RecordKind,
    Reducer,
    Release,
    ReleaseBook,
    Room,
    Slice,
    Timer,
    Turn,
)
from shuke.kernel import Clock, ShukeError, Text

SEATS = 5


class Purse(msgspec.Struct, array_like=True):
    """What the tiny programme keeps."""

    spent_cents: int = 0
    orders: int = 0
    seats: int = 0
    rests: int = 0
    rest_seconds: int = 0
    greetings: int = 0


class Receipt(msgspec.Struct, array_like=True):
    """An order's record."""

    seq: int
    at: datetime
    left_cents: int


class NotEnough(ShukeError):
    """The purse holds less."""

    code = "not_enough"
    status = 422
    title = Text(en="Not enough", zh="不够")


def on_paid(turn: Turn) -> None:
    purse: Purse = turn.state.purse
    if turn.data.store == "broken":
        purse.spent_cents = -1
        raise RuntimeError("this store breaks the fold")
    if turn.data.store == "swollen":
        purse.greetings = 2**62
        turn.state.purse.spent_cents = "x" * 10_000
    purse.spent_cents += turn.data.total_cents
    purse.orders += 1
    purse.rest_seconds = int((turn.now + timedelta(days=7)).timestamp())
    turn.records.put(
        "order",
        turn.data.order_id,
        Receipt(turn.event.seq, turn.event.at, turn.data.total_cents),
    )
    turn.effect("order.kept", cents=turn.data.total_cents)
    if turn.data.store == "friendly":
        turn.send(turn.data.channel, "member.checked_in", {})


def on_refunded(turn: Turn) -> None:
    purse: Purse = turn.state.purse
    receipt = turn.records.get("order", turn.data.order_id)
    if receipt is None:
        raise NotEnough
    paid = turn.past(receipt.seq, receipt.at).data
    back = min(turn.data.amount_cents, receipt.left_cents)
    receipt.left_cents -= back
    turn.records.put("order", turn.data.order_id, receipt)
    purse.spent_cents -= back
    turn.effect("order.returned", cents=back, of=paid.total_cents)


def on_attended(turn: Turn) -> None:
    if turn.take("seats", 1, SEATS):
        turn.state.purse.seats += 1
        turn.effect("seat.given")
    else:
        turn.effect("seat.refused")


def on_spend(turn: Turn) -> None:
    purse: Purse = turn.state.purse
    purse.greetings += 1
    if turn.data.amount > purse.spent_cents:
        raise NotEnough
    purse.spent_cents -= turn.data.amount


def on_checked_in(turn: Turn) -> None:
    turn.state.purse.greetings += 1


def rest(turn: Turn) -> None:
    purse: Purse = turn.state.purse
    purse.rests += 1
    purse.rest_seconds = 0
    turn.effect("rested", at=turn.now.isoformat())


ROOM = Room(
    "purse",
    slice=Slice("purse", Purse, 200),
    timers=(Timer("rest", lambda state: state.purse.rest_seconds, rest),),
    records=(RecordKind("order", Receipt),),
    asked_by={"seats": frozenset({"event.attended"})}.get,
    asks_of=lambda _event, _release: {"seats": (1, SEATS)},
)

REDUCERS = (
    Reducer("paid", on_paid, frozenset({"order.paid"})),
    Reducer("refunded", on_refunded, frozenset({"order.refunded"})),
    Reducer("attended", on_attended, frozenset({"event.attended"})),
    Reducer("spend", on_spend, frozenset({"points.spend"})),
    Reducer("checked_in", on_checked_in, frozenset({"member.checked_in"})),
)

RULES = IdentityRules(
    normalise=lambda kind, value, release: value.strip().lower(),
    hint=lambda kind, value: value[:1] + "***",
    claims=lambda data, release: [(i.kind, i.value) for i in getattr(data, "identities", ())],
    check=lambda data, release: None,
    profile_fields=lambda release: frozenset({"name"}),
)


def columns(state: Any, release: Release) -> tuple[Any, ...]:
    purse = state.purse
    return (None, None, None, None, purse.spent_cents, purse.orders, None, False)


def tiny() -> Application:
    """The application."""
    return Application([ROOM], REDUCERS, columns)


KEYRING = Keyring(b"m" * 32, b"i" * 32)


async def open_intake(pool: asyncpg.Pool[Any], clock: Clock, lanes: int = 2) -> Intake:
    """A started intake of the tiny programme."""
    app = tiny()
    batcher = Batcher(app, ReleaseBook(app), Identifier(KEYRING, RULES), clock)
    intake = Intake(pool, batcher, lanes)
    await intake.start()
    return intake


def paid(
    id: str,
    subject: str = "card:1",
    cents: int = 1000,
    *,
    store: str | None = None,
    time: datetime | None = None,
    channel: str | None = None,
) -> Incoming:
    """An order."""
    data: dict[str, Any] = {
        "order_id": id,
        "total_cents": cents,
        "lines": [{"sku": "milk", "paid_cents": cents}],
    }
    if store:
        data["store"] = store
    if channel:
        data["channel"] = channel
    return Incoming("pos", id, "order.paid", subject, msgspec.json.encode(data), time)


def event(
    id: str, type: str, data: dict[str, Any], subject: str = "card:1", time: datetime | None = None
) -> Incoming:
    """Any event."""
    return Incoming("pos", id, type, subject, msgspec.json.encode(data), time)


async def purses(pool: asyncpg.Pool[Any]) -> dict[str, Purse]:
    """Every member's purse by id."""
    app = tiny()
    rows = await pool.fetch("select subject, state from engine_state")
    return {row["subject"]: app.decode_state(row["state"]).purse for row in rows}
