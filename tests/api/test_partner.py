"""Partners over HTTP: exchanges by the partner's reference, statements, their events, a file."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.api.conftest import client_of, key_with

from shuke.engine import apply_documents, publish, read_yaml, sequence

PROGRAMME = (Path(__file__).parents[1] / "partner" / "programme.yaml").read_text("utf-8")


@pytest.fixture
async def member(machine, shuke, pool, clock):
    """A registered member with 600 points, under the programme of the partners' tests."""
    async with pool.acquire() as connection:
        documents = read_yaml(shuke.app, PROGRAMME)
        await apply_documents(connection, shuke.book, documents, by="li", now=clock.now())
        await publish(connection, shuke.book, by="li", now=clock.now())
    identities = [{"kind": "card", "value": "10001"}]
    made = await machine.post("/v1/members", json={"identities": identities})
    subject = made.json()["member"]
    given = {"currency": "points", "amount": 600, "reason": "hello"}
    assert (await machine.post(f"/v1/members/{subject}/adjust", json=given)).status_code == 200
    return subject


async def exchanged(machine, member, way, amount, reference, **more):
    body = {"partner": "airline", "way": way, "amount": amount, "reference": reference, **more}
    return await machine.post(f"/v1/members/{member}/exchanges", json=body)


async def test_what_a_member_exchanged_is_told_the_latest_first(machine, member):
    await exchanged(machine, member, "out", 300, "A-1")
    await exchanged(machine, member, "in", 200, "B-1")
    await exchanged(machine, member, "in", 100, "B-2")
    path = f"/v1/members/{member}/exchanges/reverse"
    await machine.post(path, json={"partner": "airline", "reference": "B-2"})
    told = (await machine.get(f"/v1/members/{member}/exchanges")).json()["items"]
    assert [(one["reference"], one["way"], one["points"], one["theirs"]) for one in told] == [
        ("B-2", "in", 90, 100), ("B-1", "in", 180, 200), ("A-1", "out", 300, 240),
    ]  # fmt: skip
    assert [one["reversed_at"] is None for one in told] == [False, True, True]


async def test_exchanged_settled_closed_and_filed(machine, member, pool, clock):
    out = await exchanged(machine, member, "out", 300, "A-1")
    assert out.status_code == 201, out.text
    assert (await exchanged(machine, member, "out", 300, "A-1")).json()["status"] == "duplicate"
    other = await exchanged(machine, member, "out", 200, "A-1")
    assert (other.status_code, other.json()["code"]) == (409, "event_key_reused")
    odd = await exchanged(machine, member, "out", 250, "A-2")
    assert (odd.status_code, odd.json()["code"], odd.json()["place"]) == (
        422, "exchange_amount_odd", "/amount",
    )  # fmt: skip
    await exchanged(machine, member, "in", 200, "B-1")
    await exchanged(machine, member, "in", 100, "B-2")
    path = f"/v1/members/{member}/exchanges/reverse"
    back = await machine.post(path, json={"partner": "airline", "reference": "B-2"})
    assert back.status_code == 200, back.text

    [shown] = (await machine.get("/v1/partners", headers={"accept-language": "zh"})).json()["items"]
    assert (shown["title"], shown["month"], shown["month_cents"]) == ("蓝天航空", "2026-03", -85)
    assert [(one["way"], one["taken"], one["month"]) for one in shown["ways"]] == [
        ("out", 300, 2000), ("in", 180, 900),
    ]  # fmt: skip
    assert shown["benefits"][0]["left"] == 10
    base = "/v1/partners/airline/statements"
    [running] = (await machine.get(base)).json()["items"]
    assert (running["status"], running["may_close"], running["total_cents"]) == (
        "running", False, -85,
    )  # fmt: skip
    told = [
        (one["kind"], one["events"], one["undone"], one["count"], one["amount"], one["cents"])
        for one in running["lines"]
    ]
    assert told == [("in", 2, 1, 180, 200, 200), ("out", 1, 0, 300, 240, -285)]

    # Every line leads to its events, page by page.
    entries, cursor = [], ""
    while cursor is not None:
        asked = f"{base}/2026-03/entries?kind=in&limit=2{cursor and '&cursor=' + cursor}"
        page = (await machine.get(asked)).json()
        entries += page["items"]
        cursor = page.get("next")
    assert [(one["ref"], one["back"], one["cents"]) for one in entries] == [
        ("B-1", False, 200), ("B-2", False, 100), ("B-2", True, -100),
    ]  # fmt: skip
    assert {one["member"] for one in entries} == {member}

    early = await machine.post(f"{base}/2026-03/close", json={"reason": "Month end"})
    assert (early.status_code, early.json()["code"]) == (409, "statement_not_over")
    clock.set(datetime(2026, 4, 2, 4, tzinfo=UTC))
    async with pool.acquire() as connection:
        await sequence(connection)
    may = (await machine.get(f"{base}/2026-03")).json()
    assert (may["status"], may["may_close"]) == ("open", True)
    closed = await machine.post(f"{base}/2026-03/close", json={"reason": "Month end"})
    assert closed.status_code == 200, closed.text
    assert closed.json()["status"] == "closed"
    assert len(closed.json()["hash"]) == 64
    again = await machine.post(f"{base}/2026-03/close", json={"reason": "Month end"})
    assert (again.status_code, again.json()["code"]) == (409, "statement_closed")

    file = await machine.get(f"{base}/2026-03/file")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Partner", "Month", "Status", "Line"]
    assert [row[3:5] + row[8:10] + row[11:] for row in rows[1:]] == [
        ["Points from the partner", "points", "180", "200", "2.00", "Blue Sky", "CNY"],
        ["Points to the partner", "points", "300", "240", "-2.85", "Corner shop", "CNY"],
        ["Total", "", "", "", "-0.85", "Corner shop", "CNY"],
    ]


async def test_what_there_is_not_is_said(machine, member):
    del member
    assert (await machine.get("/v1/partners/rail/statements")).json()["code"] == "partner_unknown"
    assert (await machine.get("/v1/partners/airline/statements")).json()["items"] == []
    for month in ("2026-13", "0000-01", "soon"):
        path = f"/v1/partners/airline/statements/{month}"
        assert (await machine.get(path)).status_code == 404
    far = await machine.post(
        "/v1/partners/airline/statements/9999-12/close", json={"reason": "Month end"}
    )
    assert far.json()["code"] == "statement_not_over"
    foreign = await machine.get("/v1/partners/airline/statements/2026-03/entries?cursor=eA")
    assert (foreign.status_code, foreign.json()["place"]) == (400, "/cursor")


async def test_each_act_needs_its_permission(site, pool, clock, member):
    key = await key_with(pool, clock, "definitions:read", "exports:write")
    async with client_of(site, headers={"authorization": f"Bearer {key}"}) as reader:
        assert (await reader.get("/v1/partners")).status_code == 200
        base = "/v1/partners/airline/statements"
        assert (await reader.get(base)).status_code == 403
        assert (await reader.get(f"{base}/2026-03/file")).status_code == 403
        closing = await reader.post(f"{base}/2026-03/close", json={"reason": "Month end"})
        assert closing.status_code == 403
        body = {"partner": "airline", "way": "in", "amount": 100, "reference": "X"}
        sent = await reader.post(f"/v1/members/{member}/exchanges", json=body)
        assert sent.status_code == 403
