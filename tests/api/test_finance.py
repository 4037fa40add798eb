"""Finance over HTTP: what the books hold, what is refused, and a month that is closed once."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_definition import CURRENCY, RULE, save
from tests.api.test_event import order

from shuke.engine import sequence
from shuke.ledger import finance

VALUATION = {
    "kind": "points_valuation",
    "key": "points",
    "name": {"zh": "计价", "en": "Worth"},
    "currency": "points",
    "worth": {"points": 1, "cents": 10},
    "redemption": {"method": "manual", "expected_bp": 8000},
}
MARCH = "/v1/finance/periods/2026-03"


@pytest.fixture
async def books(machine, clock, pool):
    """Three orders of ten points each and two points spent in March; it is 2 April, all counted."""
    for document in (CURRENCY, RULE, VALUATION):
        saved = await save(machine, document)
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    for number in (1, 2, 3):
        sent = await machine.post("/v1/events", json=order(number, subject=f"card:C{number}"))
        assert sent.status_code == 200, sent.text
    spend = {"currency": "points", "amount": 2, "spend_id": "s1"}
    event = {"source": "till", "id": "s1", "type": "points.spend", "subject": "card:C1"}
    spent = await machine.post("/v1/events", json={**event, "data": spend})
    assert spent.json()["status"] == "accepted", spent.text
    clock.set(datetime(2026, 4, 2, 4, tzinfo=UTC))
    await counted(pool)


async def counted(pool):
    async with pool.acquire() as connection:
        await sequence(connection)
        while await finance.count(connection):
            pass


async def test_the_roll_forward_by_day_month_and_funder(machine, books):
    range_ = "currency=points&from=2026-03-01&to=2026-04-02"
    days = (await machine.get(f"/v1/finance/rollforward?{range_}")).json()
    assert len(days["items"]) == 33
    assert (days["total"]["issued"], days["total"]["spent"], days["total"]["closing"]) == (
        30,
        2,
        28,
    )
    assert (days["difference"], days["behind"]) == (0, 0)
    assert days["funders"] == [{"funder": "brand", "total": days["total"]}]
    months = (await machine.get(f"/v1/finance/rollforward?{range_}&step=month")).json()
    assert [(each["day"], each["closing"]) for each in months["items"]] == [
        ("2026-03-01", 28),
        ("2026-04-01", 28),
    ]
    assert months["total"] == days["total"]
    own = (await machine.get(f"/v1/finance/rollforward?{range_}&funder=mall")).json()
    assert own["total"]["closing"] == 0
    wrong = await machine.get(
        "/v1/finance/rollforward?currency=points&from=2026-03-02&to=2026-03-01"
    )
    assert (wrong.status_code, wrong.json()["code"]) == (422, "range_invalid")


async def test_held_points_are_owed_until_they_are_confirmed(machine, books, pool):
    async def held(kind, data):
        event = {"source": "till", "id": kind, "type": kind, "subject": "card:C2"}
        answer = await machine.post("/v1/events", json={**event, "data": data})
        assert answer.json()["status"] == "accepted", answer.text
        await counted(pool)

    async def seen():
        path = "/v1/finance/rollforward?currency=points&from=2026-04-02&to=2026-04-02"
        rolled = (await machine.get(path)).json()
        assert rolled["difference"] == 0
        month = (await machine.get("/v1/finance/liability?currency=points")).json()
        return rolled["total"]["spent"], rolled["total"]["closing"], month

    points = [{"currency": "points", "amount": 4}]
    await held("hold.make", {"hold_id": "H1", "points": points})
    spent, closing, before = await seen()
    assert (spent, closing) == (0, 28)
    await held("hold.confirm", {"hold_id": "H1", "order_id": "O1"})
    spent, closing, after = await seen()
    assert (spent, closing) == (4, 24)
    assert before != after
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []


async def test_what_is_not_counted_yet_is_there_all_the_same(machine, books, pool):
    await machine.post("/v1/events", json=order(4, subject="card:C4"))
    seen = await machine.get("/v1/finance/ageing?currency=points")
    assert seen.json()["outstanding"] == 38
    path = "/v1/finance/rollforward?currency=points&from=2026-04-02&to=2026-04-02"
    assert (await machine.get(path)).json()["total"]["issued"] == 10
    await counted(pool)
    assert (await machine.get(path)).json()["total"]["issued"] == 10


async def test_ageing_cohorts_and_liability(machine, books):
    held = (await machine.get("/v1/finance/ageing?currency=points")).json()
    assert (held["usable"], held["pending"], held["debts"], held["overdue"]) == (28, 0, 0, 0)
    assert held["as_of"] == "2026-04-02"
    assert held["undated"] + sum(step["amount"] for step in held["forecast"]) == 28
    cohorts = (await machine.get("/v1/finance/cohorts?currency=points")).json()
    assert (cohorts["currency"], cohorts["expected"]) == ("points", None)
    owed = (await machine.get("/v1/finance/liability?currency=points")).json()
    assert (owed["title"], owed["money"], owed["minor_digits"]) == ("Points", "CNY", 2)
    march = owed["items"][0]
    # 30 points at 10 cents, 80 % of them used: 240 of 3,240 cents of the price of 30.00 are theirs.
    assert march["movement"]["allocated"] == 222
    assert march["estimate"]["method"] == "manual"
    assert march["estimate"]["expected"] == 24
    # 222 × 2 ÷ 24 = 18.5 are revenue.
    assert march["movement"]["closing"] == 222 - 19


async def test_a_month_is_closed_once(machine, books, pool):
    before = (await machine.get(MARCH)).json()
    assert (before["status"], before["may_close"]) == ("open", True)
    key = {"idempotency-key": "close-march"}
    made = await machine.post(f"{MARCH}/close", json={"reason": "Month end"}, headers=key)
    assert made.status_code == 200, made.text
    assert (made.json()["status"], made.json()["reason"]) == ("closed", "Month end")
    assert made.json()["currencies"] == before["currencies"]
    again = await machine.post(f"{MARCH}/close", json={"reason": "Month end"}, headers=key)
    assert again.json() == made.json()
    twice = await machine.post(f"{MARCH}/close", json={"reason": "Month end"})
    assert (twice.status_code, twice.json()["code"]) == (409, "period_closed")
    april = await machine.post("/v1/finance/periods/2026-04/close", json={"reason": "Early"})
    assert (april.status_code, april.json()["code"]) == (409, "period_not_over")
    listed = (await machine.get("/v1/finance/periods")).json()["items"]
    assert [(each["month"], each["status"]) for each in listed] == [
        ("2026-04", "running"),
        ("2026-03", "closed"),
    ]
    audited = await pool.fetchrow("select act, target, reason from org_audit order by n desc")
    assert tuple(audited) == ("period.closed", "2026-03", "Month end")
    assert await pool.fetchval("select count(*) from ledger_period") == 1


async def test_who_may_look_may_not_close(site, machine, books, pool, clock):
    secret = await key_with(pool, clock, "ledger:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as looker:
        assert (await looker.get(MARCH)).status_code == 200
        refused = await looker.post(f"{MARCH}/close", json={"reason": "Month end"})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert await pool.fetchval("select count(*) from ledger_period") == 0


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "0000-01", "x"])
async def test_no_such_month(machine, month):
    answer = await machine.get(f"/v1/finance/periods/{month}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_month_without_entries(machine, books):
    answer = await machine.get("/v1/finance/periods/2025-12")
    assert (answer.status_code, answer.json()["code"]) == (404, "period_unknown")


async def test_a_valuation_names_a_currency_that_is_spent(machine, books):
    for other, code in (("pionts", "reference_unknown"), ("points", "valuation_repeated")):
        document = {**VALUATION, "key": "other", "currency": other}
        told = await machine.post("/v1/definitions/check", json={"document": document})
        [problem] = told.json()["problems"]
        assert (problem["code"], problem["place"]) == (code, "/currency")


async def test_the_journal_balances_in_both_languages(machine, books):
    path = f"{MARCH}/journal"
    answer = await machine.get(path, headers={"accept-language": "zh-CN"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == 'attachment; filename="journal-2026-03.csv"'
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[4:7] == ["科目", "借方", "贷方"]
    assert [row[3:8] for row in rows if row[7] == "CNY"] == [
        ["sales", "主营业务收入", "2.22", "", "CNY"],
        ["contract_liability", "合同负债：积分", "", "2.22", "CNY"],
        ["contract_liability", "合同负债：积分", "0.15", "", "CNY"],
        ["redeemed", "积分兑换收入", "", "0.15", "CNY"],
        ["contract_liability", "合同负债：积分", "0.04", "", "CNY"],
        ["breakage", "预计不兑换收入", "", "0.04", "CNY"],
    ]
    for unit in ("CNY", "分"):
        own = [row for row in rows if row[7] == unit]
        debit, credit = (sum(Decimal(row[n] or 0) for row in own) for n in (5, 6))
        assert debit == credit > 0
    english = await machine.get(path, headers={"accept-language": "en"})
    assert "Contract liability: points" in english.text
