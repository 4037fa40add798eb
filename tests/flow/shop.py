"""A whole Shuke in the operators' words: what customers do, what is published, what is seen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shuke import transfer
from shuke.engine import (
    BUCKETS,
    Incoming,
    Outcome,
    ReleaseBook,
    apply_documents,
    bucket_of,
    deliver,
    draft_removal,
    publish,
    read_yaml,
    save_draft,
    sequence,
    tick_due,
    verify_buckets,
    verify_whole,
)
from shuke.kernel import MovableClock, load_settings
from shuke.runtime import Shuke, running
from shuke.worker import job_runner

PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")
SHANGHAI = ZoneInfo("Asia/Shanghai")
CARD = "card:10086"

# Every row of every table, so that "nothing changed" means nothing.
EVERYTHING = """
select count(*), md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} as t
"""


def at(local: str) -> datetime:
    """A local moment in Shanghai; a day alone is its noon."""
    local = local if " " in local else f"{local} 12:00"
    return datetime.fromisoformat(local).replace(tzinfo=SHANGHAI).astimezone(UTC)


class Shop:
    """The open shop, at a moment that the test moves."""

    def __init__(self, shuke: Shuke, clock: MovableClock) -> None:
        self.shuke = shuke
        self.clock = clock
        self.pool = shuke.pool
        self.number = 0

    # -- what operators do

    async def publish(self, yaml: str, *, whole: bool = False, since: str | None = None) -> int:
        """Apply documents as drafts and publish them, now or effective from a local moment."""
        book, now = self.shuke.book, self.clock.now()
        async with self.pool.acquire() as connection:
            documents = read_yaml(self.shuke.app, yaml)
            await apply_documents(connection, book, documents, by="li", now=now, whole=whole)
            when = None if since is None else at(since)
            return await publish(connection, book, by="li", now=now, effective_at=when)

    async def change(self, kind: str, key: str, **fields: Any) -> int:
        """Change some fields of a live document and publish."""
        book, now = self.shuke.book, self.clock.now()
        async with self.pool.acquire() as connection:
            await book.refresh(connection)
            live = book.documents(book.versions(book.newest))[kind][key]
            document = {**msgspec.to_builtins(live), **fields}
            await save_draft(connection, book, document, by="li", now=now)
            return await publish(connection, book, by="li", now=now)

    async def change_to(self, document: dict[str, Any]) -> int:
        """Publish a whole document."""
        book, now = self.shuke.book, self.clock.now()
        async with self.pool.acquire() as connection:
            await save_draft(connection, book, document, by="li", now=now)
            return await publish(connection, book, by="li", now=now)

    async def remove(self, kind: str, key: str, *, since: str | None = None) -> int:
        """Take a document out of the programme and publish, now or from a local moment."""
        book, now = self.shuke.book, self.clock.now()
        when = None if since is None else at(since)
        async with self.pool.acquire() as connection:
            await draft_removal(connection, book, kind, key, by="li", now=now)
            return await publish(connection, book, by="li", now=now, effective_at=when)

    async def to(self, local: str) -> list[dict[str, Any]]:
        """Go to a local moment, the worker working; answer what timers said, in their order."""
        before = await self.pool.fetchval("select coalesce(max(batch), 0) from engine_log")
        self.clock.set(at(local))
        await tick_due(self.shuke.intake, self.clock.now())
        await deliver(self.pool, self.shuke.intake, self.clock.now())
        async with self.pool.acquire() as connection:
            await sequence(connection)
        rows = await self.pool.fetch(
            "select effects from engine_log where type = 'tick' and batch > $1 order by batch, seq",
            before,
        )
        return [effect for row in rows for effect in msgspec.json.decode(row["effects"])]

    async def work(self) -> list[dict[str, Any]]:
        """Let the worker do the jobs that are due; answer what each one did."""
        runner = job_runner(self.shuke)
        done = []
        while await runner.run_next():
            row = await self.pool.fetchrow(
                "select status, result from kernel_job order by ended_at desc nulls last, id desc"
            )
            assert row["status"] == "done", row
            done.append(msgspec.json.decode(row["result"]))
        return done

    # -- what customers do

    async def send(
        self,
        type: str,
        data: dict[str, Any],
        subject: str = CARD,
        *,
        id: str | None = None,
        on: str | None = None,
        imported: bool = False,
    ) -> Outcome:
        """One event through the door."""
        self.number += 1
        time = None if on is None else at(on)
        event = Incoming(
            "till", id or f"E{self.number}", type, subject, msgspec.json.encode(data), time
        )
        [outcome] = await self.shuke.intake.submit([event], imported=imported)
        return outcome

    async def buy(
        self, order: str, *cents: int, card: str = CARD, on: str | None = None, **data: Any
    ) -> Outcome:
        """An order with a line per amount."""
        return await self.send("order.paid", paid(order, *cents, **data), card, on=on)

    async def refund(
        self, order: str, refund: str, cents: int, *lines: tuple[int, int], card: str = CARD
    ) -> Outcome:
        """A refund; lines are (number, cents)."""
        data: dict[str, Any] = {"order_id": order, "refund_id": refund, "amount_cents": cents}
        if lines:
            data["lines"] = [{"line": line, "amount_cents": its} for line, its in lines]
        return await self.send("order.refunded", data, card)

    async def spend(self, spend: str, amount: int, card: str = CARD) -> Outcome:
        data = {"currency": "points", "amount": amount, "spend_id": spend}
        return await self.send("points.spend", data, card)

    # -- what is seen

    async def subject(self, card: str = CARD) -> str:
        """The member behind a card: every test's events came under it first."""
        return (await self.send("member.checked_in", {}, card)).subject or ""

    async def state(self, subject: str) -> Any:
        """A member's state."""
        row = await self.pool.fetchval(
            "select state from engine_state where bucket = $1 and subject = $2",
            bucket_of(subject),
            subject,
        )
        return self.shuke.app.decode_state(row)

    async def held(self, subject: str, currency: str = "points") -> tuple[int, int]:
        """(usable, pending)."""
        ledger = (await self.state(subject)).ledger
        return ledger.usable(currency), ledger.pending(currency)

    async def tier(self, subject: str) -> str:
        """The tier."""
        tier: str = (await self.state(subject)).program.tier("main", "basic")
        return tier

    async def everything(self) -> dict[str, tuple[int, str]]:
        """How many rows every table has, and a hash of them."""
        return await everything(self.pool)

    async def flaws(self, *, from_start: bool = False) -> list[tuple[str, str]]:
        """What `shuke verify` finds."""
        app = self.shuke.app
        async with self.pool.acquire() as connection:
            report = await verify_buckets(
                connection,
                app,
                ReleaseBook(app),
                0,
                BUCKETS,
                from_start=from_start,
                now=self.clock.now(),
            )
            transit = [("transfers", what) for what in await transfer.in_transit(connection)]
            return report.flaws + await verify_whole(connection) + transit


def paid(order: str, *cents: int, **data: Any) -> dict[str, Any]:
    """An order's data, a line per amount."""
    lines = [{"sku": f"s{n}", "paid_cents": its} for n, its in enumerate(cents, 1)]
    return {"order_id": order, "total_cents": sum(cents), "lines": lines, **data}


async def everything(pool: Any) -> dict[str, tuple[int, str]]:
    """How many rows every table has, and a hash of them."""
    # Whatever a first batch does, it says which engine is the newest. A month of the log that is
    # empty says nothing; what is in the months is read with the log.
    tables = await pool.fetch(
        "select c.relname as tablename from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
        " and c.relname <> 'engine_epoch' order by c.relname"
    )
    one = " union all ".join(
        f"select '{row['tablename']}' as name, its.* from ("
        + EVERYTHING.format(table=f'"{row["tablename"]}"')
        + ") as its"
        for row in tables
    )
    return {row["name"]: (row["count"], row["md5"]) for row in await pool.fetch(one)}


def said(effects: bytes | list[dict[str, Any]], *types: str) -> list[dict[str, Any]]:
    """The effects of these types."""
    every = msgspec.json.decode(effects) if isinstance(effects, bytes) else effects
    return [effect for effect in every if effect["type"] in types]


def code(outcome: Outcome) -> str | None:
    """The code of a refusal."""
    return None if outcome.problem is None else outcome.problem.code


@asynccontextmanager
async def opened(
    database_url: str, clock: MovableClock, folder: Path, *, lanes: int = 2
) -> AsyncIterator[Shop]:
    """A running shop without a programme; a second one on the same database shares its keys."""
    settings = load_settings({"SHUKE_DATABASE_URL": database_url}, data_dir=folder)
    async with running(settings, clock=clock, lanes=lanes, readers=4) as shuke:
        yield Shop(shuke, clock)


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)
