"""What is scarce, asked for by 64 callers at once over HTTP from two serving processes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from tests.flow.shop import Shop, opened
from tests.flow.test_processes import free_port, process

from shuke.kernel import MovableClock
from shuke.org import SYSTEM, create_key

CALLERS = 64
PIECES = 20

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
kind: coupon
key: plain
name: {en: 5 off, zh: 减5元}
terms: {discount: {how: amount_off, off_cents: 500}}
valid: {how: relative, days: 30}
claimable: true
---
kind: coupon
key: rare
name: {en: Rare, zh: 限量券}
terms: {discount: {how: amount_off, off_cents: 2000}}
valid: {how: relative, days: 7}
claimable: true
stock: 1
---
kind: coupon
key: coded
name: {en: By code, zh: 兑换码券}
terms: {discount: {how: amount_off, off_cents: 100}}
valid: {how: relative, days: 30}
codes: generated
---
kind: gift
key: flash
name: {en: Mug, zh: 马克杯}
gives: {what: goods}
points: {currency: points, amount: 10}
stock: 20
"""


class Callers:
    """64 members, every other one through the other process."""

    def __init__(self, clients: list[httpx2.AsyncClient], shop: Shop) -> None:
        self.clients = clients
        self.shop = shop
        self.members: list[str] = []

    async def post(self, number: int, path: str, body: Any) -> tuple[int, dict[str, Any]]:
        """One request of a caller."""
        answer = await self.clients[number % 2].post(path, json=body)
        return answer.status_code, answer.json()

    async def all_post(self, path: str, body: Any) -> list[tuple[int, dict[str, Any]]]:
        """The same of all at once; in text, `{n}` is the caller and `{member}` who it is."""

        def filled(value: Any, n: int) -> Any:
            if isinstance(value, dict):
                return {key: filled(its, n) for key, its in value.items()}
            if isinstance(value, list):
                return [filled(its, n) for its in value]
            if isinstance(value, str):
                return value.replace("{n}", str(n)).replace("{member}", self.members[n])
            return value

        return await asyncio.gather(
            *(self.post(n, filled(path, n), filled(body, n)) for n in range(CALLERS))
        )


def ends(answers: list[tuple[int, dict[str, Any]]]) -> dict[str, int]:
    """How often what was answered: a status, or the code of a refusal."""
    return dict(Counter(said["status"] if code < 300 else said["code"] for code, said in answers))


@pytest.fixture
async def callers(database_url: str, tmp_path: Path) -> AsyncIterator[Callers]:
    """Two `shuke serve` on one database, and 64 members with ten points each."""
    clock = MovableClock(datetime.now(UTC))
    async with opened(database_url, clock, tmp_path) as shop:
        await shop.publish(PROGRAMME)
        async with shop.pool.acquire() as connection:
            _key, secret = await create_key(
                connection, name="app", scopes=("admin",), by=SYSTEM, at=clock.now()
            )
        ports = [free_port(), free_port()]
        headers = {"authorization": f"Bearer {secret}"}
        with ExitStack() as stack:
            for port in ports:
                serve = ("serve", "--no-worker", "--port", str(port))
                stack.enter_context(process(database_url, tmp_path, *serve))
            clients = [
                httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60)
                for port in ports
            ]
            all_ = Callers(clients, shop)
            for number in range(CALLERS):
                named = {"identities": [{"kind": "card", "value": f"C{number}"}]}
                status, made = await all_.post(number, "/v1/members", named)
                assert status == 201, made
                all_.members.append(made["member"])
            given = {"currency": "points", "amount": 10, "reason": "begin"}
            await all_.all_post("/v1/members/{member}/adjust", given)
            try:
                yield all_
            finally:
                for client in clients:
                    await client.aclose()
        assert await shop.flaws() == []


@pytest.mark.slow
async def test_64_callers_and_what_is_scarce(callers: Callers) -> None:
    pool = callers.shop.pool
    claims = await callers.all_post("/v1/members/{member}/coupons/claim", {"coupon": "rare"})
    assert ends(claims) == {"accepted": 1, "coupon_out_of_stock": 63}
    assert await pool.fetchval("select count(*) from reward_coupon") == 1

    # One code, typed by everybody.
    _status, made = await callers.post(0, "/v1/coupons/coded/codes", {"batch": "one", "count": 1})
    typed = {"code": made["codes"][0]}
    claims = await callers.all_post("/v1/members/{member}/coupons/claim-code", typed)
    assert ends(claims) == {"accepted": 1, "coupon_code_used": 63}

    # One coupon on many orders of its holder, and in the holds of everybody else.
    _status, said = await callers.post(
        0, f"/v1/members/{callers.members[0]}/coupons/claim", {"coupon": "plain"}
    )
    [coupon] = [e["coupon"] for e in said["effects"] if e["type"] == "coupon.issued"]
    order = {"order_id": "O{n}", "total_cents": 0, "coupons": [coupon]}
    event = {"source": "till", "id": "O{n}", "type": "order.paid", "subject": "card:C0"}
    hold = {"member": "member:{member}", "hold_id": "H{n}", "coupons": [{"coupon": coupon}]}
    orders, holds = await asyncio.gather(
        callers.all_post("/v1/events", {**event, "data": order}),
        callers.all_post("/v1/holds", hold),
    )
    won = ends(orders).get("accepted", 0) + (holds[0][0] == 201)
    assert won == 1
    assert {said["code"] for code, said in holds[1:] if code != 201} == {"coupon_unknown"}
    assert all(code == 404 for code, _said in holds[1:])
    left = ends(orders)
    left.pop("accepted", None)
    assert set(left) <= {"coupon_redeemed", "coupon_locked"}


@pytest.mark.slow
async def test_a_flash_sale_sells_what_there_is(callers: Callers) -> None:
    pool = callers.shop.pool
    gift = {"gift": "flash", "redemption_id": "G{n}"}
    sold = await callers.all_post("/v1/members/{member}/redemptions", gift)
    assert ends(sold) == {"accepted": PIECES, "gift_out_of_stock": CALLERS - PIECES}
    logged = await pool.fetch("select subject from engine_log where type = 'gift.redeem'")
    winners = [callers.members[n] for n, (code, _said) in enumerate(sold) if code == 201]
    assert sorted(row["subject"] for row in logged) == sorted(winners)
    assert await pool.fetchval("select \"left\" from engine_stock where id = 'gift:flash'") == 0
    spent = await pool.fetch("select subject, amount from ledger_entry where kind = 'spend'")
    assert sorted(row["subject"] for row in spent) == sorted(winners)
    # Sold out it stays for whoever asks again, until somebody's piece comes back.
    again = await callers.all_post("/v1/members/{member}/redemptions", {"gift": "flash"})
    assert "accepted" not in ends(again)
    back = callers.members.index(winners[0])
    undo = {"reason": "changed their mind"}
    path = f"/v1/members/{winners[0]}/redemptions/G{back}/reverse"
    assert (await callers.post(0, path, undo))[0] == 200
    again = await callers.all_post("/v1/members/{member}/redemptions", {"gift": "flash"})
    assert ends(again)["accepted"] == 1


@pytest.mark.slow
async def test_guesses_are_limited_whichever_process_hears_them(callers: Callers) -> None:
    """The counters lie in the database: two processes do not allow twice as many."""
    path = f"/v1/members/{callers.members[0]}/coupons/claim-code"
    guesses = await callers.all_post(path, {"code": "GUESS{n}GUESS"})
    said = ends(guesses)
    assert set(said) == {"coupon_code_unknown", "too_many_attempts"}
    assert said["coupon_code_unknown"] <= 10
    audited = "select count(*) from org_audit where act = 'coupon.code_refused'"
    assert await callers.shop.pool.fetchval(audited) == said["coupon_code_unknown"]
    told = await callers.shop.pool.fetch("select after::text from org_audit")
    assert not any("GUESS" in (row["after"] or "") for row in told)
