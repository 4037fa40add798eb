"""Brands over HTTP: defined, refused, told apart in every figure of finance, and closed months."""

import csv
import io
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from tests.api.test_definition import CURRENCY, RULE, save
from tests.api.test_event import order
from tests.api.test_finance import MARCH, VALUATION, counted

from shuke.ledger import finance

KIDS = {
    "kind": "brand",
    "key": "kids",
    "name": {"zh": "小苗", "en": "Sprout"},
    "stores": ["K1"],
    "channels": ["kids-app"],
}
RANGE = "currency=points&from=2026-03-01&to=2026-04-30"


async def published(machine, *documents):
    for document in documents:
        saved = await save(machine, document)
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201


async def bought(machine, *stores):
    for number, store in enumerate(stores, 1):
        event = order(f"{number}-{store}", subject=f"card:C{number}", data={"store": store})
        sent = await machine.post("/v1/events", json=event)
        assert sent.json()["status"] == "accepted", sent.text


@pytest.fixture
async def group(machine, clock, pool):
    """Two orders of the main brand and one of the second in March; it is 2 April, all counted."""
    await published(machine, CURRENCY, RULE, VALUATION, KIDS)
    await bought(machine, "M1", "M1", "K1")
    spend = {"currency": "points", "amount": 2, "spend_id": "s1"}
    event = {"source": "till", "id": "s1", "type": "points.spend", "subject": "card:C3"}
    await machine.post("/v1/events", json={**event, "data": spend})
    clock.set(datetime(2026, 4, 2, 4, tzinfo=UTC))
    await counted(pool)


async def test_a_store_of_another_brand_is_refused_with_its_place(machine, group):
    tots = {**KIDS, "key": "tots", "stores": ["T1", "K1"], "channels": []}
    told = await machine.post("/v1/definitions/check", json={"document": tots})
    [problem] = told.json()["problems"]
    assert (problem["code"], problem["place"]) == ("store_taken", "/stores/1")
    assert problem["message"] == "The store K1 is claimed by the brand Sprout as well."
    await save(machine, tots)
    refused = await machine.post("/v1/releases", json={})
    assert refused.status_code == 422, refused.text
    [live] = (await machine.get("/v1/definitions?kind=brand&status=live")).json()["items"]
    assert live["key"] == "kids"


async def test_a_brand_is_read_aloud(machine, group):
    zh = {"accept-language": "zh-CN"}
    told = await machine.post("/v1/definitions/check", json={"document": KIDS}, headers=zh)
    assert "发生在门店 K1 或渠道 kids-app 的归本品牌" in told.text


async def test_the_roll_forward_by_brand(machine, group):
    whole = (await machine.get(f"/v1/finance/rollforward?{RANGE}")).json()
    assert [(one["brand"], one["title"], one["total"]["closing"]) for one in whole["brands"]] == [
        ("main", "Main brand", 20),
        ("kids", "Sprout", 8),
    ]
    assert whole["total"]["closing"] == 28
    own = (await machine.get(f"/v1/finance/rollforward?{RANGE}&brand=kids&step=month")).json()
    assert (own["total"]["issued"], own["total"]["spent"], own["total"]["closing"]) == (10, 2, 8)
    assert own["funders"] == [{"funder": "brand", "total": own["total"]}]
    assert own["brands"] == whole["brands"]
    both = (await machine.get(f"/v1/finance/rollforward?{RANGE}&brand=kids&funder=mall")).json()
    assert both["total"]["closing"] == 0


async def test_the_main_brand_may_have_a_name(machine, group):
    main = {"kind": "brand", "key": "main", "name": {"zh": "大树", "en": "Oak"}}
    await published(machine, main)
    whole = (await machine.get(f"/v1/finance/rollforward?{RANGE}")).json()
    assert [one["title"] for one in whole["brands"]] == ["Oak", "Sprout"]


async def test_the_roll_forward_as_a_file(machine, group):
    answer = await machine.get(f"/v1/finance/rollforward/file?{RANGE}")
    assert answer.status_code == 200, answer.text
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[:6] == ["Day", "Currency", "Brand", "Funder", "Opening", "Brought in"]
    assert {tuple(row[1:4]) for row in rows} == {
        ("Points", "Sprout", "brand"),
        ("Points", "Main brand", "brand"),
    }
    last = {row[2]: row for row in rows}
    assert {brand: row[-1] for brand, row in last.items()} == {"Sprout": "8", "Main brand": "20"}
    for before, after in pairwise(rows):
        if before[2] == after[2]:
            assert before[-1] == after[4]


async def test_no_file_is_made_of_books_that_are_far_behind(machine, group, pool, monkeypatch):
    monkeypatch.setattr("shuke.ledger.finance.roll.MOST_WAITING", 0)
    await bought(machine, "M7")
    path = f"/v1/finance/rollforward/file?{RANGE}"
    refused = await machine.get(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "books_behind")
    await counted(pool)
    assert (await machine.get(path)).status_code == 200


async def test_ageing_liability_and_journal_by_brand(machine, group):
    held = (await machine.get("/v1/finance/ageing?currency=points")).json()
    assert [(one["title"], one["usable"]) for one in held["brands"]] == [
        ("Main brand", 20), ("Sprout", 8),
    ]  # fmt: skip
    own = (await machine.get("/v1/finance/ageing?currency=points&brand=kids")).json()
    assert (own["usable"], own["outstanding"], own["debts"]) == (8, 8, 0)
    assert own["brands"] == held["brands"]
    owed = (await machine.get("/v1/finance/liability?currency=points")).json()["items"][0]
    # 10 points at 10 cents, 80 % of them used, are 80 of 1,080 cents of the price of 10.00.
    assert {one["brand"]: one["movement"]["allocated"] for one in owed["brands"]} == {
        "kids": 74, "main": 148,
    }  # fmt: skip
    assert owed["movement"]["allocated"] == 222
    kids = (await machine.get("/v1/finance/liability?currency=points&brand=kids")).json()
    assert kids["items"][0]["movement"] == owed["brands"][1]["movement"]
    none = (await machine.get("/v1/finance/liability?currency=points&brand=x")).json()
    assert none["items"][0]["movement"]["closing"] == 0
    answer = await machine.get(f"{MARCH}/journal")
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[-2:] == ["Movement", "Brand"]
    assert [row[5:7] + row[-1:] for row in rows if row[3] == "sales"] == [
        ["0.74", "", "Sprout"], ["1.48", "", "Main brand"],
    ]  # fmt: skip


async def test_a_month_closed_before_there_were_brands_stays(machine, clock, pool):
    await published(machine, CURRENCY, RULE, VALUATION)
    await bought(machine, "M1", "K1")
    clock.set(datetime(2026, 4, 2, 4, tzinfo=UTC))
    await counted(pool)
    closed = await machine.post(f"{MARCH}/close", json={"reason": "Month end"})
    assert closed.status_code == 200, closed.text
    figures = await pool.fetchval("select figures from ledger_period")
    assert b"brands" not in figures or b'"brands":{}' in figures
    await published(machine, KIDS)
    await bought(machine, "M2", "M3", "K1")
    await counted(pool)
    assert (await machine.get(MARCH)).json() == {**closed.json(), "may_close": False}
    april = (await machine.get("/v1/finance/periods/2026-04")).json()
    [points] = april["currencies"]
    assert {key: its["points"]["opening"] for key, its in points["brands"].items()} == {
        "kids": 0, "main": 20,
    }  # fmt: skip
    assert {key: its["points"]["closing"] for key, its in points["brands"].items()} == {
                "kids": 10, "main": 40,
    }  # fmt: skip
    assert await pool.fetchval("select figures from ledger_period") == figures
    async with pool.acquire() as connection:
        assert await finance.book_differences(connection) == []


async def test_points_by_hand_name_a_brand(machine, group, pool):
    found = (await machine.get("/v1/members?q=C1")).json()["items"]
    subject = (
        found[0]["id"]
        if found
        else await pool.fetchval("select subject from engine_identity where kind = 'card' limit 1")
    )
    path = f"/v1/members/{subject}/adjust"
    body = {"currency": "points", "amount": 5, "reason": "sorry", "brand": "kids"}
    made = await machine.post(path, json=body, headers={"idempotency-key": "a"})
    assert made.status_code == 200, made.text
    assert (
        await pool.fetchval("select brand from ledger_entry where kind = 'adjust' and amount = 5")
        == "kids"
    )
    for wrong, code in (
        ({"brand": "kid"}, "brand_unknown"),
        ({"amount": -5}, "brand_not_for_taking"),
    ):
        refused = await machine.post(
            path, json={**body, **wrong}, headers={"idempotency-key": code}
        )
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert await pool.fetchval("select count(*) from ledger_entry where kind = 'adjust'") == 1
