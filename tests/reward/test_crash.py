"""Law 9 for wallets: kill -9 of API processes while members hold, confirm, redeem and are refunded.

Two serving processes behind one port on the real programme; a killed one is replaced by its parent.
Every act carries its own key and is sent again until it is acknowledged.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest
from tests.flow.shop import Shop, opened
from tests.flow.test_processes import free_port, process

from shuke.kernel import MovableClock
from shuke.org import SYSTEM, create_key

MEMBERS = 10
KILLS = 5
MOST_ROUNDS = 10
"""Of each member; a wallet has room for what comes back in them."""
LEAST_ROUNDS = 2
AGAIN = (500, 502, 503)
"""What a process says that is losing its database or its life: the act may have happened."""

PROGRAMME = """
kind: programme
key: programme
name: {en: Corner shop, zh: 街角小店}
zone: Asia/Shanghai
---
kind: currency
key: points
name: {en: Points, zh: 积分}
unit: {en: points, zh: 分}
expiry: {rule: never}
---
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, per_cents: 100}
---
kind: coupon
key: five-off
name: {en: 5 off, zh: 减5元}
terms: {discount: {how: amount_off, off_cents: 500}}
valid: {how: relative, days: 30}
claimable: true
budget_cents: 100000000
---
kind: coupon
key: thanks
name: {en: Thanks, zh: 感谢券}
terms: {discount: {how: amount_off, off_cents: 300}}
valid: {how: relative, days: 30}
---
kind: issue_rule
key: thank-you
name: {en: Thank you, zh: 满百送券}
when: order.paid
if: {attribute: order.total_cents, op: at_least, value: 20000}
coupon: thanks
---
kind: gift
key: mug
name: {en: Mug, zh: 马克杯}
gives: {what: goods}
points: {currency: points, amount: 20}
stock: 100000
"""


class Member:
    """One member's acts, one after the other; each is sent until it is acknowledged."""

    def __init__(self, client: httpx2.AsyncClient, number: int) -> None:
        self.client = client
        self.card = f"card:{number}"
        self.number = number
        self.id = ""
        self.acknowledged: list[str] = []
        self.chance = random.Random(number)

    async def post(self, path: str, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send an act under its key, again and again, until somebody answers."""
        headers = {"idempotency-key": key}
        while True:
            try:
                answer = await self.client.post(path, json=body, headers=headers)
            except httpx2.TransportError:
                await asyncio.sleep(0.05)
                continue
            if answer.status_code in AGAIN:
                await asyncio.sleep(0.05)
                continue
            assert answer.status_code in (200, 201), answer.text
            said: dict[str, Any] = answer.json()
            assert said["status"] in ("accepted", "duplicate"), said
            self.acknowledged.append(key)
            return said

    async def event(self, type_: str, key: str, data: dict[str, Any]) -> dict[str, Any]:
        """Send an event, likewise."""
        event = {"source": "till", "id": key, "type": type_, "subject": self.card, "data": data}
        return await self.post("/v1/events", key, event)

    async def begin(self) -> None:
        """Be registered, with points."""
        identities = [{"kind": "card", "value": str(self.number)}]
        made = await self.post("/v1/members", f"M{self.number}", {"identities": identities})
        self.id = made["member"]
        given = {"currency": "points", "amount": 1_000, "reason": "begin"}
        await self.post(f"/v1/members/{self.id}/adjust", f"P{self.number}", given)

    async def round(self, number: int) -> None:
        """Claim a coupon, hold it with points, end the hold in one way or another, redeem."""
        mark = f"{self.number}.{number}"
        path = f"/v1/members/{self.id}"
        claimed = await self.post(f"{path}/coupons/claim", f"C{mark}", {"coupon": "five-off"})
        [coupon] = [e["coupon"] for e in claimed["effects"] if e["type"] == "coupon.issued"]
        hold, order = f"H{mark}", f"O{mark}"
        body = {
            "member": self.card,
            "hold_id": hold,
            "points": [{"currency": "points", "amount": 10}],
            "coupons": [{"coupon": coupon, "discount_cents": 500}],
        }
        await self.post("/v1/holds", f"h{mark}", body)
        paid = {
            "order_id": order,
            "total_cents": 30_000,
            "lines": [{"sku": "a", "paid_cents": 10_000}, {"sku": "b", "paid_cents": 20_000}],
        }
        how = self.chance.choice(["release", "confirm", "pay", "pay"])
        if how == "release":
            await self.post(f"/v1/holds/{hold}/release", f"r{mark}", {"member": self.card})
        elif how == "confirm":
            ends = {"member": self.card, "order_id": order}
            await self.post(f"/v1/holds/{hold}/confirm", f"c{mark}", ends)
            await self.event("order.paid", f"o{mark}", paid)
        else:
            await self.event("order.paid", f"o{mark}", {**paid, "hold_id": hold})
        if how != "release" and self.chance.random() < 0.6:
            for line in self.chance.sample([1, 2], 2):
                cents = line * 10_000
                lines = [{"line": line, "amount_cents": cents}]
                back = {"order_id": order, "refund_id": f"R{line}", "amount_cents": cents}
                await self.event("order.refunded", f"b{mark}.{line}", {**back, "lines": lines})
        gift = {"gift": "mug", "redemption_id": f"G{mark}"}
        await self.post(f"{path}/redemptions", f"g{mark}", gift)
        if self.chance.random() < 0.5:
            undo = {"reason": "changed their mind"}
            await self.post(f"{path}/redemptions/G{mark}/reverse", f"u{mark}", undo)


async def killing(parent: psutil.Process, moved: Callable[[], Awaitable[None]]) -> None:
    """Kill a serving process in the middle of something, and wait for the next one to come up."""
    chance = random.Random(521)
    for _ in range(KILLS):
        await moved()
        await asyncio.sleep(chance.random() * 0.3)
        serving = parent.children()
        before = {one.pid for one in serving}
        chance.choice(serving).kill()
        while {one.pid for one in parent.children()} <= before:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def shopping(members: list[Member], parent: psutil.Process) -> None:
    """Everybody goes on until the killing is over."""

    def done() -> int:
        return sum(len(one.acknowledged) for one in members)

    async def moved() -> None:
        """Some acts went well since the last kill, so that there is something to break."""
        target = done() + 2 * MEMBERS
        while done() < target and not all(one.done() for one in going):  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    over = asyncio.Event()

    async def live(member: Member) -> None:
        await member.begin()
        for number in range(MOST_ROUNDS):
            if number >= LEAST_ROUNDS and over.is_set():
                return
            await member.round(number)

    going = [asyncio.create_task(live(one)) for one in members]
    await killing(parent, moved)
    over.set()
    await asyncio.gather(*going)


@pytest.mark.slow
async def test_killed_while_wallets_are_used(database_url: str, tmp_path: Path) -> None:
    clock = MovableClock(datetime.now(UTC))
    port = free_port()
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME)
        async with shop.pool.acquire() as connection:
            _key, secret = await create_key(
                connection, name="app", scopes=("admin",), by=SYSTEM, at=clock.now()
            )
        serve = ("serve", "--processes", "2", "--port", str(port))
        with process(database_url, tmp_path, *serve) as running:
            async with httpx2.AsyncClient(
                base_url=f"http://127.0.0.1:{port}",
                headers={"authorization": f"Bearer {secret}"},
                timeout=20,
            ) as client:
                members = [Member(client, number) for number in range(MEMBERS)]
                await shopping(members, psutil.Process(running.pid))
            running.terminate()
            assert await asyncio.to_thread(running.wait, 30) == 0
        verified = await asyncio.to_thread(verify, database_url, tmp_path)
        assert verified["flaws"] == []
        await everything_once(shop, members)


def verify(url: str, folder: Path) -> dict[str, Any]:
    """`shuke verify`, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "shuke.cli", "verify", "--data", str(folder), "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "SHUKE_DATABASE_URL": url},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


async def everything_once(shop: Shop, members: list[Member]) -> None:
    """What was acknowledged is in the log once, nothing else is, and every coupon adds up."""
    logged = await shop.pool.fetch("select id, type from engine_log where source <> 'shuke:timer'")
    acknowledged = [key for one in members for key in one.acknowledged]
    assert sorted(row["id"] for row in logged) == sorted(acknowledged)
    kinds = Counter(row["type"] for row in logged)
    assert {"hold.confirm", "hold.release", "order.refunded", "gift.reverse"} <= {*kinds}
    changes = await shop.pool.fetch(
        "select coupon, count(*) filter (where change = 'issued') as issued,"
        " count(*) filter (where change = 'redeemed') as redeemed,"
        " count(*) filter (where change = 'returned') as returned from reward_coupon group by 1"
    )
    assert {row["issued"] for row in changes} == {1}
    assert {row["redeemed"] - row["returned"] for row in changes} <= {0, 1}
    entries = "select count(*) from ledger_entry where kind = $1"
    ended = kinds["hold.confirm"] + sum(
        row["held"]
        for row in await shop.pool.fetch(
            "select count(*) as held from engine_log where type = 'order.paid'"
            " and convert_from(data, 'utf8')::json ->> 'hold_id' is not null"
        )
    )
    assert await shop.pool.fetchval(entries, "confirm") == ended
    assert await shop.pool.fetchval(entries, "release") == kinds["hold.release"]
    assert await shop.pool.fetchval("select count(*) from engine_inbox") == 0
    left = await shop.pool.fetchval("select \"left\" from engine_stock where id = 'gift:mug'")
    assert left == 100_000 - kinds["gift.redeem"] + kinds["gift.reverse"]
