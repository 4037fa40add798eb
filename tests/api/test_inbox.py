"""The inbox over HTTP: seen, repaired, folded again, dismissed; what is hidden stays hidden."""

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_event import order

from shuke.engine import Reducer


@pytest.fixture
def broken(shuke, monkeypatch):
    """A defect in a reducer: orders of store `bad` fail until it is mended."""
    state = {"mended": False}

    def fail(turn):
        if getattr(turn.data, "store", None) == "bad" and not state["mended"]:
            raise ZeroDivisionError("a defect")

    reducers = (Reducer("defect", fail, frozenset({"order.paid"})), *shuke.app.reducers)
    monkeypatch.setattr(shuke.app, "reducers", reducers)
    shuke.app._by_type.clear()
    return state


async def test_a_failed_event_waits_is_repaired_and_folded(machine, broken, pool):
    bad = order(1, data={"store": "bad"})
    answer = await machine.post("/v1/events", json=bad)
    assert (answer.status_code, answer.json()["code"]) == (500, "fold_failed")
    assert "defect" not in answer.text
    assert (await machine.post("/v1/events", json=order(2))).json()["status"] == "accepted"
    page = (await machine.get("/v1/inbox")).json()
    [entry] = page["items"]
    assert (page["total"], entry["event_id"], entry["status"]) == (1, "paid-1", "open")
    assert entry["event"]["store"] == "bad"
    assert (await machine.get("/v1/events/till/paid-1")).json()["inbox"] == entry["id"]
    path = f"/v1/inbox/{entry['id']}"
    again = await machine.post(f"{path}/refold", json={})
    assert (again.status_code, again.json()["code"]) == (500, "fold_failed")
    hidden = {**entry["event"], "store": "****"}
    refused = await machine.post(f"{path}/refold", json={"event": hidden})
    assert (refused.status_code, refused.json()["place"]) == (400, "/event/store")
    mended = {**entry["event"], "store": "S1"}
    done = await machine.post(f"{path}/refold", json={"event": mended})
    assert (done.status_code, done.json()["status"]) == (200, "accepted"), done.text
    assert (await machine.get("/v1/inbox")).json()["items"] == []
    folded = (await machine.get("/v1/inbox?status=folded")).json()["items"]
    assert [one["id"] for one in folded] == [entry["id"]]
    closed = await machine.post(f"{path}/refold", json={})
    assert (closed.status_code, closed.json()["code"]) == (409, "inbox_entry_closed")


async def test_a_refold_whose_answer_was_lost_is_told_again_by_its_key(machine, broken, pool):
    await machine.post("/v1/events", json=order(1, data={"store": "bad"}))
    [entry] = (await machine.get("/v1/inbox")).json()["items"]
    path, key = f"/v1/inbox/{entry['id']}/refold", {"idempotency-key": "form-1"}
    failed = await machine.post(path, json={}, headers=key)
    assert (failed.status_code, failed.json()["code"]) == (500, "fold_failed")
    # A refusal leaves the key free, and its row in the audit.
    mended = {"event": {**entry["event"], "store": "S1"}}
    first = await machine.post(path, json=mended, headers=key)
    assert (first.status_code, first.json()["status"]) == (200, "accepted"), first.text
    again = await machine.post(path, json=mended, headers=key)
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")
    # As after a crash between the fold and the answer: the event is there, the answer is not.
    await pool.execute("delete from org_answer")
    retried = await machine.post(path, json=mended, headers=key)
    assert (retried.status_code, retried.json()) == (200, first.json() | {"status": "duplicate"})
    other = await machine.post(path, json=mended, headers={"idempotency-key": "form-2"})
    assert (other.status_code, other.json()["code"]) == (409, "inbox_entry_closed")
    acts = await pool.fetch("select after->>'status' as s from org_audit where act like 'inbox.%'")
    assert [row["s"] for row in acts] == ["failed", "accepted", "duplicate"]


async def test_a_timer_is_run_by_hand(machine, shuke, pool, clock, monkeypatch):
    await machine.post("/v1/events", json=order(1))
    subject = await pool.fetchval("select subject from engine_state")
    await pool.execute(
        "insert into engine_inbox (id, source, event_id, subject, type, time, data, code, error,"
        " failed_at, hash)"
        " values ('T1', 'shuke:timer', $1, $2, 'tick', $3, '{}', 'X', 'x', $3, '')",
        f"{subject}:2",
        subject,
        clock.now(),
    )
    [entry] = (await machine.get("/v1/inbox")).json()["items"]
    assert (entry["type"], entry["repairable"]) == ("tick", False)
    path = f"/v1/inbox/{entry['id']}/refold"
    refused = await machine.post(path, json={"event": {}})
    assert (refused.status_code, refused.json()["code"]) == (422, "tick_not_repairable")
    done = await machine.post(path, json={})
    assert (done.status_code, done.json()["member"]) == (200, subject)
    assert (await machine.get("/v1/inbox")).json()["items"] == []


async def test_several_are_folded_and_one_is_dismissed_with_its_reason(machine, broken):
    for number in (1, 2, 3):
        await machine.post("/v1/events", json=order(number, data={"store": "bad"}))
    ids = [one["id"] for one in (await machine.get("/v1/inbox")).json()["items"]]
    gone = await machine.request("DELETE", f"/v1/inbox/{ids[0]}", json={"reason": "测试订单"})
    assert gone.status_code == 204
    [dismissed] = (await machine.get("/v1/inbox?status=dismissed")).json()["items"]
    assert (dismissed["id"], dismissed["reason"]) == (ids[0], "测试订单")
    broken["mended"] = True
    answer = (await machine.post("/v1/inbox/refold", json={"ids": [*ids, "nobody"]})).json()
    assert (answer["refolded"], answer["refused"]) == (2, 2)
    states = [one["status"] for one in answer["items"]]
    assert states == ["refused", "accepted", "accepted", "unknown"]
    acts = [row["act"] for row in (await machine.get("/v1/audit?limit=2")).json()["items"]]
    assert acts == ["inbox.refolded", "inbox.dismissed"]
    missing = await machine.request("DELETE", f"/v1/inbox/{ids[0]}", json={"reason": "again"})
    assert (missing.status_code, missing.json()["code"]) == (409, "inbox_entry_closed")


async def test_a_repair_needs_what_sending_needs(site, machine, broken, shuke, pool, clock):
    def fail(turn):
        raise ZeroDivisionError("a defect")

    await machine.post("/v1/events", json=order(1))
    shuke.app.reducers = (
        Reducer("defect", fail, frozenset({"points.adjust"})),
        *shuke.app.reducers,
    )
    shuke.app._by_type.clear()
    data = {"currency": "points", "amount": 5, "reason": "sorry"}
    sent = {"source": "till", "id": "a", "type": "points.adjust", "subject": "card:VIP1"}
    failed = await machine.post("/v1/events", json=sent | {"data": data})
    assert (failed.status_code, failed.json()["code"]) == (500, "fold_failed")
    [entry] = (await machine.get("/v1/inbox")).json()["items"]
    path = f"/v1/inbox/{entry['id']}/refold"
    secret = await key_with(pool, clock, "inbox:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as keeper:
        refused = await keeper.post(path, json={"event": data | {"amount": 5_000_000}})
        assert (refused.status_code, refused.json()["permission"]) == (403, "points:adjust")
        # Folding it as it came is what the inbox is for.
        assert (await keeper.post(path, json={})).json()["code"] == "fold_failed"
    [entry] = (await machine.get("/v1/inbox")).json()["items"]
    assert entry["event"]["amount"] == 5
