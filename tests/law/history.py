"""Histories for the laws: what may happen to a few members, drawn by Hypothesis."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
from hypothesis import strategies as st

from shuke.app import IDENTITY_RULES, application
from shuke.engine import (
    Batcher,
    Identifier,
    Incoming,
    Intake,
    Keyring,
    ReleaseBook,
    apply_documents,
    publish,
    read_yaml,
)
from shuke.kernel import MovableClock

PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")
KEYRING = Keyring(b"m" * 32, b"i" * 32)

LINE = st.tuples(st.sampled_from(["dairy", "bread"]), st.integers(0, 3000))
ORDER = st.tuples(
    st.just("order"), st.integers(0, 3), st.lists(LINE, min_size=1, max_size=3), st.integers(0, 4)
)
REFUND = st.tuples(
    st.just("refund"),
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from(["part", "line", "all"]),
)
STEP = st.one_of(
    ORDER,
    ORDER,
    REFUND,
    st.tuples(st.just("complete"), st.integers(0, 5)),
    st.tuples(st.just("spend"), st.integers(0, 3), st.integers(1, 60)),
    st.tuples(st.just("return"), st.integers(0, 5), st.integers(0, 30)),
    st.tuples(st.just("review"), st.integers(0, 3)),
    st.tuples(st.just("adjust"), st.integers(0, 3), st.integers(-20, 20)),
    st.tuples(st.just("register"), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)
HISTORY = st.lists(STEP, min_size=1, max_size=30)


class History:
    """Steps as events; it remembers which orders and spends there are, so that steps can name them.

    A wait is a `timedelta` instead of an event.
    """

    def __init__(self, start: datetime, seed: int = 0) -> None:
        self.now = start
        self.seed = seed
        self.orders: list[tuple[str, str, list[int]]] = []
        self.spends: list[tuple[str, str]] = []
        self.number = 0

    def step(self, step: tuple[Any, ...]) -> Incoming | timedelta | None:
        """The event of a step; None when it names what is not there."""
        self.number += 1
        # A second between events, so that the order of a stream is the order of its times.
        self.now += timedelta(seconds=1)
        what: str = step[0]
        if what == "wait":
            self.now += timedelta(days=step[1])
            return timedelta(days=step[1])
        made: Incoming | None = getattr(self, f"_{what}")(*step[1:])
        return made

    def _event(
        self, kind: str, card: str, data: dict[str, Any], time: datetime | None = None
    ) -> Incoming:
        return Incoming(
            "pos", f"E{self.number}", kind, card, msgspec.json.encode(data), time or self.now
        )

    def _order(self, card: int, lines: list[tuple[str, int]], late: int) -> Incoming:
        order = f"O{self.number}"
        subject = f"card:{card}"
        self.orders.append((order, subject, [cents for _category, cents in lines]))
        data = {
            "order_id": order,
            "total_cents": sum(cents for _category, cents in lines),
            "lines": [{"sku": c, "category": c, "paid_cents": cents} for c, cents in lines],
        }
        time = self.now - timedelta(days=late) if late > 2 else self.now
        return self._event("order.paid", subject, data, time)

    def _refund(self, which: int, line: int, how: str) -> Incoming | None:
        if not self.orders:
            return None
        order, subject, cents = self.orders[which % len(self.orders)]
        data: dict[str, Any] = {"order_id": order, "refund_id": f"R{self.number}"}
        place = line % len(cents)
        if how == "all":
            data["amount_cents"] = sum(cents)
        elif how == "part":
            data["amount_cents"] = cents[place] // 2
        else:
            data["amount_cents"] = cents[place]
            data["lines"] = [{"line": place + 1, "amount_cents": cents[place]}]
        return self._event("order.refunded", subject, data)

    def _complete(self, which: int) -> Incoming | None:
        if not self.orders:
            return None
        order, subject, _cents = self.orders[which % len(self.orders)]
        return self._event("order.completed", subject, {"order_id": order})

    def _spend(self, card: int, amount: int) -> Incoming:
        spend = f"S{self.number}"
        self.spends.append((spend, f"card:{card}"))
        data = {"currency": "points", "amount": amount, "spend_id": spend}
        return self._event("points.spend", f"card:{card}", data)

    def _return(self, which: int, amount: int) -> Incoming | None:
        if not self.spends:
            return None
        spend, subject = self.spends[which % len(self.spends)]
        data: dict[str, Any] = {"spend_id": spend}
        if amount:
            data["amount"] = amount
        return self._event("points.return", subject, data)

    def _review(self, card: int) -> Incoming:
        return self._event("review.posted", f"card:{card}", {"rating": 5})

    def _adjust(self, card: int, amount: int) -> Incoming:
        data = {"currency": "points", "amount": amount or 1, "reason": "test"}
        return self._event("points.adjust", f"card:{card}", data)

    def _register(self, card: int) -> Incoming:
        return self._event("member.registered", f"card:{card}", {"channel": "store"})


async def open_door(
    pool: asyncpg.Pool[Any], clock: MovableClock, *, lanes: int, programme: str = PROGRAMME
) -> Intake:
    """A started intake of the whole application, with the laws' programme published."""
    app = application()
    book = ReleaseBook(app)
    async with pool.acquire() as connection:
        if not await connection.fetchval("select count(*) from engine_release"):
            documents = read_yaml(app, programme)
            await apply_documents(connection, book, documents, by="law", now=clock.now())
            await publish(
                connection,
                book,
                by="law",
                now=clock.now(),
                effective_at=clock.now() - timedelta(days=60),
            )
    intake = Intake(pool, Batcher(app, book, Identifier(KEYRING, IDENTITY_RULES), clock), lanes)
    await intake.start()
    return intake
