"""Stored value over HTTP: what is done by hand, what is seen of it, quotes, holds and the books."""

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_member_page import visiting
from tests.api.test_wallet import effects, flaws

from shuke.engine import apply_documents, publish, read_yaml, sequence
from shuke.ledger import finance

PROGRAMME = (Path(__file__).parents[1] / "reward" / "value.yaml").read_text("utf-8")
ZH = {"accept-language": "zh-CN"}


@pytest.fixture
async def member(machine, shuke, pool, clock):
    """A member who has paid in 500.00 by hand and got 80.00 more."""
    async with pool.acquire() as connection:
        documents = read_yaml(shuke.app, PROGRAMME)
        await apply_documents(connection, shuke.book, documents, by="li", now=clock.now())
        await publish(connection, shuke.book, by="li", now=clock.now())
    identities = [{"kind": "card", "value": "10086"}]
    made = await machine.post("/v1/members", json={"identities": identities})
    subject = made.json()["member"]
    body = {"amount_cents": 50_000, "top_up_id": "T1", "payment": "POS-1", "reason": "At the desk"}
    done = await machine.post(f"{of(subject)}/top-ups", json=body)
    assert done.status_code == 201, done.text
    return subject


def of(subject, value="wallet"):
    return f"/v1/members/{subject}/stored-values/{value}"


async def wallet(machine, subject):
    """What is shown of the wallet."""
    shown = (await machine.get(f"/v1/members/{subject}/stored-values")).json()["items"]
    return next(one for one in shown if one["value"] == "wallet")


async def bought(machine, order, *cents, **more):
    data = {"order_id": order, "total_cents": sum(cents), **more}
    data["lines"] = [{"sku": f"s{n}", "paid_cents": its} for n, its in enumerate(cents)]
    event = {"source": "till", "id": order, "type": "order.paid", "subject": "card:10086"}
    answer = await machine.post("/v1/events", json={**event, "data": data})
    assert answer.status_code == 200, answer.text
    return answer


async def test_what_a_member_has(machine, member):
    shown = (await machine.get(f"/v1/members/{member}/stored-values", headers=ZH)).json()
    assert [one["value"] for one in shown["items"]] == ["plain", "wallet"]
    assert shown["items"][1] == {
        "value": "wallet",
        "title": "储值",
        "principal_cents": 50_000,
        "bonus_cents": 8_000,
        "held_principal_cents": 0,
        "held_bonus_cents": 0,
        "frozen": False,
        "next_expiry": None,
        "limits": {
            "least_cents": 100,
            "most_cents": 500_000,
            "day_cents": None,
            "balance_cents": 500_000,
            "left_cents": 450_000,
        },
        "steps": [{"from_cents": 50_000, "bonus_cents": 8_000}],
    }
    # It is no points: neither a balance nor in their statement.
    detail = (await machine.get(f"/v1/members/{member}")).json()
    assert [one["currency"] for one in detail["balances"]] == ["stars"]
    assert (await machine.get(f"/v1/members/{member}/statement")).json()["items"] == []
    assert (await machine.get(f"/v1/members/{member}/lots")).json()["items"] == []


async def test_a_repeated_request_is_one_top_up(machine, member):
    key = {"idempotency-key": "desk-1"}
    body = {"amount_cents": 1_000}
    for status in ("accepted", "duplicate"):
        done = await machine.post(f"{of(member)}/top-ups", json=body, headers=key)
        assert (done.status_code, done.json()["status"]) == (201, status)
    assert (await wallet(machine, member))["principal_cents"] == 51_000
    other = await machine.post(f"{of(member)}/top-ups", json={"amount_cents": 2_000}, headers=key)
    assert other.status_code == 409


async def test_a_refusal_says_what_to_do(machine, member):
    body = {"amount_cents": 450_001, "top_up_id": "T2"}
    refused = await machine.post(f"{of(member)}/top-ups", json=body, headers=ZH)
    assert refused.status_code == 422
    told = refused.json()
    assert (told["code"], told["limit"], told["place"]) == (
        "top_up_limit",
        "balance_cents",
        "/amount_cents",
    )
    assert told["detail"] == "每位会员的本金最多 ¥5,000.00。"
    for path, answer in (
        (of(member, "purse"), 404),
        (of(member, "wallet:bonus"), 404),
        (of("01NOBODY"), 404),
    ):
        assert (await machine.post(f"{path}/top-ups", json=body)).status_code == answer


async def test_paid_out_adjusted_frozen(machine, member):
    path = of(member)
    some = {"top_up_id": "T1", "amount_cents": 20_000, "reason": "asked for it"}
    [paid] = effects(await machine.post(f"{path}/refunds", json=some), "value.refunded")
    assert (paid["paid_out_cents"], paid["bonus_cents"]) == (20_000, 3_200)
    fix = {"bonus_cents": 200, "reason": "goodwill"}
    assert (await machine.post(f"{path}/adjust", json=fix)).status_code == 200
    freeze = {"frozen": True, "reason": "lost phone"}
    assert (await machine.post(f"{path}/freeze", json=freeze)).status_code == 200
    refused = await machine.post(f"{path}/refunds", json={"reason": "closing"})
    assert (refused.status_code, refused.json()["code"]) == (409, "value_frozen")
    shown = await wallet(machine, member)
    assert (shown["principal_cents"], shown["bonus_cents"], shown["frozen"]) == (
        30_000,
        5_000,
        True,
    )
    [top_up] = (await machine.get(f"{path}/top-ups")).json()["items"]
    assert top_up == {
        "top_up_id": "T1",
        "at": "2026-03-02T04:00:00Z",
        "principal_cents": 50_000,
        "bonus_cents": 8_000,
        "bonus_expires_on": None,
        "refunded_cents": 20_000,
        "withdrawn_cents": 3_200,
        "refundable_cents": 30_000,
        "payment": "POS-1",
        "tender": None,
        "store": None,
    }
    acts = (await machine.get("/v1/audit?limit=3")).json()["items"]
    assert [one["act"] for one in acts] == ["value.freeze", "value.adjust", "value.refund"]


async def test_the_statement_tells_both_pots(machine, member, clock):
    clock.set(clock.now() + timedelta(hours=1))
    await bought(machine, "O1", 10_000, stored_value={"value": "wallet", "amount_cents": 5_800})
    lines = (await machine.get(f"{of(member)}/statement")).json()["items"]
    told = [
        (
            one["kind"],
            one["key"],
            one["principal_cents"],
            one["bonus_cents"],
            one["principal_after_cents"],
            one["bonus_after_cents"],
        )
        for one in lines
    ]
    assert told == [
        ("spend", "O1", -5_000, -800, 45_000, 7_200),
        ("issue", "T1", 50_000, 8_000, 50_000, 8_000),
    ]
    assert lines[1]["note"] == "At the desk"
    first = (await machine.get(f"{of(member)}/statement?limit=1")).json()
    assert [one["key"] for one in first["items"]] == ["O1"]
    second = await machine.get(f"{of(member)}/statement?limit=1&cursor={first['next']}")
    assert [one["key"] for one in second.json()["items"]] == ["T1"]
    back = await machine.get(f"{of(member)}/statement?limit=1&cursor={second.json()['prev']}")
    assert [one["key"] for one in back.json()["items"]] == ["O1"]


async def test_a_quote_says_how_much_may_pay(machine, member, pool):
    cart = {"lines": [{"sku": "tea", "list_cents": 10_000}]}
    body = {"member": f"member:{member}", "cart": cart}
    before = await pool.fetchval("select count(*) from engine_log")
    plain = (await machine.post("/v1/quotes", json=body)).json()
    assert (plain["to_pay_cents"], plain["due_cents"]) == (10_000, 10_000)
    assert [(one["value"], one["most_cents"]) for one in plain["stored_values"]] == [
        ("plain", 0),
        ("wallet", 10_000),
    ]
    body["stored_value"] = {"value": "wallet"}
    asked = (await machine.post("/v1/quotes", json=body)).json()
    its = asked["stored_values"][1]
    assert (its["cents"], its["from_principal_cents"], its["from_bonus_cents"]) == (
        10_000,
        8_621,
        1_379,
    )
    assert (asked["to_pay_cents"], asked["due_cents"]) == (10_000, 0)
    assert asked["earned"] == [{"currency": "stars", "amount": 100}]
    body["cart"] = {"lines": [{"sku": "tea", "list_cents": 90_000}]}
    body["stored_value"]["amount_cents"] = 60_000
    cut = (await machine.post("/v1/quotes", json=body)).json()
    assert (cut["stored_values"][1]["cents"], cut["stored_values"][1]["cut"]) == (58_000, True)
    assert cut["due_cents"] == 32_000
    body["stored_value"] = {"value": "purse"}
    assert (await machine.post("/v1/quotes", json=body)).json()["code"] == "value_not_taken"
    assert await pool.fetchval("select count(*) from engine_log") == before
    more = {"amount_cents": 6_000, "top_up_id": "T5"}
    await machine.post(f"{of(member, 'plain')}/top-ups", json=more)
    body["cart"], body["stored_value"] = cart, {"value": "plain"}
    unearned = (await machine.post("/v1/quotes", json=body)).json()
    assert unearned["earned"] == [{"currency": "stars", "amount": 40}]


async def test_a_hold_over_http(machine, member, pool, shuke):
    body = {"member": "card:10086", "stored_value": {"value": "wallet", "amount_cents": 5_800}}
    made = await machine.post("/v1/holds", json=body)
    assert made.status_code == 201, made.text
    [hold] = (await machine.get(f"/v1/members/{member}/coupons")).json()["holds"]
    assert (hold["points"], hold["stored_value"]) == ([], body["stored_value"])
    shown = await wallet(machine, member)
    assert (shown["held_principal_cents"], shown["held_bonus_cents"]) == (5_000, 800)
    path = f"/v1/holds/{made.json()['hold_id']}/confirm"
    done = await machine.post(path, json={"order_id": "O1"})
    assert effects(done, "value.spent")[0]["order_id"] == "O1"
    assert await flaws(pool, shuke) == []


async def test_who_may_what(site, machine, member, pool, clock):
    reading = await key_with(pool, clock, "members:read")
    async with client_of(site, headers={"authorization": f"Bearer {reading}"}) as client:
        assert (await client.get(f"{of(member)}/statement")).status_code == 200
        for act in ("top-ups", "refunds", "adjust", "freeze"):
            assert (await client.post(f"{of(member)}/{act}", json={})).status_code == 403


async def test_what_the_member_sees(machine, site, member):
    async with visiting(site, machine, member) as page:
        me = (await page.get("/v1/me")).json()
        assert "stored_values" in me["features"]
        shown = (await page.get("/v1/me/stored-values")).json()["items"]
        assert [one["principal_cents"] for one in shown] == [0, 50_000]
        lines = (await page.get("/v1/me/stored-values/wallet/statement")).json()["items"]
        assert [(one["kind"], one["principal_cents"], one["note"]) for one in lines] == [
            ("issue", 50_000, None)
        ]


async def test_the_books_tell_principal_and_bonus(machine, member, pool):
    """Paid in 500.00 + 80.00, spent 50.00 + 8.00, half of it back, 100.00 paid out."""
    await bought(machine, "O1", 10_000, stored_value={"value": "wallet", "amount_cents": 5_800})
    back = {"order_id": "O1", "refund_id": "R1", "amount_cents": 5_000}
    event = {"source": "till", "id": "R1", "type": "order.refunded", "subject": "card:10086"}
    assert (await machine.post("/v1/events", json={**event, "data": back})).status_code == 200
    out = {"top_up_id": "T1", "amount_cents": 10_000, "reason": "asked for it"}
    assert (await machine.post(f"{of(member)}/refunds", json=out)).status_code == 201
    async with pool.acquire() as connection:
        await sequence(connection)
        await finance.count(connection)
    days = "from=2026-03-01&to=2026-03-31&step=month"
    for pot, figures in (
        ("principal", (50_000, 5_000, 2_500, 10_000, 37_500)),
        ("bonus", (8_000, 800, 400, 1_600, 6_000)),
    ):
        path = f"/v1/finance/rollforward?currency=wallet:{pot}&{days}"
        total = (await machine.get(path)).json()["total"]
        names = ("issued", "spent", "returned", "reversed", "closing")
        assert tuple(total[name] for name in names) == figures
    [figure] = [
        one
        for one in (await machine.get("/v1/stored-values/figures")).json()["items"]
        if one["value"] == "wallet"
    ]
    assert figure["principal_cents"] == 37_500
    assert (figure["topped_up_30d_cents"], figure["top_ups_30d"], figure["members_30d"]) == (
        50_000,
        1,
        1,
    )
    answer = await machine.get("/v1/finance/periods/2026-03/journal", headers=ZH)
    _heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    own = [row for row in rows if row[8].startswith("wallet:")]
    assert [(*row[3:7], row[8].partition(":")[2]) for row in own] == [
        ("discount", "销售折扣：储值赠送", "8.00", "", "bonus"),
        ("sales", "主营业务收入", "", "8.00", "bonus"),
        ("sales", "主营业务收入", "4.00", "", "bonus"),
        ("discount", "销售折扣：储值赠送", "", "4.00", "bonus"),
        ("cash", "货币资金与支付渠道", "500.00", "", "principal"),
        ("stored_value", "合同负债：储值", "", "500.00", "principal"),
        ("stored_value", "合同负债：储值", "100.00", "", "principal"),
        ("cash", "货币资金与支付渠道", "", "100.00", "principal"),
        ("stored_value", "合同负债：储值", "50.00", "", "principal"),
        ("sales", "主营业务收入", "", "50.00", "principal"),
        ("sales", "主营业务收入", "25.00", "", "principal"),
        ("stored_value", "合同负债：储值", "", "25.00", "principal"),
    ]
    debit, credit = (sum(Decimal(row[n] or 0) for row in own) for n in (5, 6))
    assert debit == credit


DATED = """
kind: stored_value
key: dated
name: {en: Dated wallet, zh: 限期赠送储值}
steps: [{from_cents: 50000, bonus_cents: 8000}, {from_cents: 100000, bonus_cents: 20000}]
bonus_expiry: {rule: end_of_year}
"""


async def test_ageing_keeps_principal_and_bonus_apart(machine, member, pool, shuke, clock):
    """500.00 + 80.00 in March, 1,000.00 + 200.00 in April; 1,550.00 spent, half of it back."""
    async with pool.acquire() as connection:
        await apply_documents(
            connection, shuke.book, read_yaml(shuke.app, DATED), by="li", now=clock.now()
        )
        await publish(connection, shuke.book, by="li", now=clock.now())
    for number, cents in (("D1", 50_000), ("D2", 100_000)):
        body = {"amount_cents": cents, "top_up_id": number}
        assert (await machine.post(f"{of(member, 'dated')}/top-ups", json=body)).status_code == 201
        clock.set(clock.now() + timedelta(days=31))
    order = {"stored_value": {"value": "dated", "amount_cents": 155_000}}
    await bought(machine, "O9", 155_000, **order)

    year = "2026-01-01&to=2026-12-31"

    async def seen(pot):
        held = (await machine.get(f"/v1/finance/ageing?currency=dated:{pot}")).json()
        path = f"/v1/finance/rollforward?currency=dated:{pot}&from={year}&step=month"
        rolled = (await machine.get(path)).json()
        assert rolled["difference"] == 0
        assert rolled["total"]["closing"] == held["outstanding"] == held["usable"]
        assert sum(band["usable"] for band in held["bands"]) == held["outstanding"]
        dated = sum(step["amount"] for step in held["forecast"])
        assert dated + held["undated"] + held["overdue"] == held["outstanding"]
        return held

    assert (await seen("principal"))["outstanding"] == 0
    assert (await seen("bonus"))["outstanding"] == 23_000
    back = {"order_id": "O9", "refund_id": "R9", "amount_cents": 77_500}
    event = {"source": "till", "id": "R9", "type": "order.refunded", "subject": "card:10086"}
    assert (await machine.post("/v1/events", json={**event, "data": back})).status_code == 200
    principal, bonus = await seen("principal"), await seen("bonus")
    assert [principal[name] for name in ("outstanding", "undated", "forecast")] == [
        75_000,
        75_000,
        [],
    ]
    assert [(band["earn_month"], band["usable"]) for band in principal["bands"]] == [(0, 75_000)]
    assert [(band["earn_month"], band["usable"]) for band in bonus["bands"]] == [
        (202603, 5_500),
        (202604, 20_000),
    ]
    assert [(step["on"], step["amount"]) for step in bonus["forecast"]] == [("2026-12-01", 25_500)]
    async with pool.acquire() as connection:
        await sequence(connection)
        await finance.count(connection)
    assert await seen("bonus") == bonus
    cohorts = (await machine.get("/v1/finance/cohorts?currency=dated:bonus")).json()
    assert [row["issued"] for row in cohorts["rows"]] == [8_000, 20_000]
    assert (await machine.get("/v1/finance/cohorts?currency=dated:principal")).json()["rows"] == []
