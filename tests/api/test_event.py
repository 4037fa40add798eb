"""`POST /v1/events`: each bad input has its code and changes nothing; a good one counts once."""

import gzip
from datetime import timedelta

import msgspec
import pytest
from tests.api.conftest import client_of, key_with

JSON = {"content-type": "application/json"}


def order(number=1, **more):
    """A paid order of one line."""
    event = {
        "source": "till",
        "id": f"paid-{number}",
        "type": "order.paid",
        "subject": "card:VIP1",
        "data": {
            "order_id": str(number),
            "total_cents": 1000,
            "lines": [{"sku": "milk", "paid_cents": 1000}],
        },
    }
    event["data"] |= more.pop("data", {})
    return event | more


async def counts(pool):
    """Rows of everything that an event may write."""
    tables = ("engine_state", "engine_log", "engine_key", "engine_inbox", "engine_identity")
    return {table: await pool.fetchval(f"select count(*) from {table}") for table in tables}


async def test_an_order_counts_once(machine, pool):
    answer = await machine.post("/v1/events", json=order())
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["status"], body["source"], body["id"], body["seq"]) == (
        "accepted",
        "till",
        "paid-1",
        1,
    )
    assert {"type": "member.provisional"} in body["effects"]
    before = await counts(pool)
    again = await machine.post("/v1/events", json=order())
    assert again.json() == body | {"status": "duplicate"}
    assert await counts(pool) == before
    found = await machine.get("/v1/members/lookup?identity=card:VIP1")
    assert found.json()["member"]["id"] == body["member"]
    assert found.json()["member"]["orders"] == 1


NESTED = msgspec.json.encode(order()).replace(
    b'"lines":[', b'"lines":[' + b"[" * 50_000 + b"]" * 50_000 + b","
)
BAD = [
    (b"{", 400, "json_malformed", None),
    (b"", 400, "json_malformed", None),
    (b"nonsense", 400, "json_malformed", None),
    (b"3", 400, "request_invalid", ""),
    (NESTED, 400, "request_invalid", ""),
    (b"[" + NESTED + b"]", 400, "request_invalid", ""),
    (b"[" * 50_000 + b"]" * 50_000, 400, "request_invalid", ""),
    (order(source=7), 400, "request_invalid", "/source"),
    (order(extra=1), 400, "request_invalid", "/extra"),
    ({"source": "till"}, 400, "request_invalid", "/id"),
    (order(source=""), 422, "event_invalid", "/source"),
    (order(id=""), 422, "event_invalid", "/id"),
    (order(id="x" * 300), 422, "event_invalid", "/id"),
    (order(subject="card"), 422, "subject_invalid", "/subject"),
    (order(subject="wand:1"), 422, "identity_kind_unknown", "/subject"),
    (order(subject="phone:12"), 422, "identity_invalid", "/subject"),
    (order(subject="member:01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "subject_unknown", "/subject"),
    (order(type="order.payed"), 422, "event_type_unknown", "/type"),
    (order(type="tick", data={}), 422, "event_invalid", "/type"),
    (order(time="yesterday"), 400, "request_invalid", "/time"),
    (order(time="2026-03-02T12:00:00"), 422, "event_invalid", "/time"),
    (order(time="2026-03-02T04:05:01Z"), 422, "time_in_future", "/time"),
    (order(time="2016-03-02T04:00:00Z"), 422, "time_too_old", "/time"),
    (order(data={"total_cents": "1000"}), 422, "event_invalid", "/data/total_cents"),
    (order(data={"total_cents": -1}), 422, "amount_negative", "/data/total_cents"),
    (order(data={"total_cents": 2**63}), 422, "amount_too_large", "/data/total_cents"),
    (order(data={"totl_cents": 1}), 422, "event_invalid", "/data/totl_cents"),
    (order(data={"total_cents": 999}), 422, "order_total_mismatch", "/data/total_cents"),
    (order(data={"order_id": "a\0b"}), 422, "character_invalid", "/data"),
    (order(data={"lines": []}), 422, "order_total_mismatch", "/data/total_cents"),
]


@pytest.mark.parametrize(
    ("sent", "status", "code", "place"), BAD, ids=[f"{n}-{bad[2]}" for n, bad in enumerate(BAD)]
)
async def test_bad_events_are_refused_and_nothing_changes(machine, pool, sent, status, code, place):
    before = await counts(pool)
    content = sent if isinstance(sent, bytes) else msgspec.json.encode(sent)
    answer = await machine.post("/v1/events", content=content, headers=JSON)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert body.get("place") == place
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["instance"] == "/v1/events"
    assert await counts(pool) == before


async def test_the_same_id_with_other_content_or_member_is_409(machine, pool):
    await machine.post("/v1/events", json=order())
    before = await counts(pool)
    for other in (order(data={"store": "S2"}), order(subject="card:VIP2")):
        answer = await machine.post("/v1/events", json=other)
        assert (answer.status_code, answer.json()["code"]) == (409, "event_key_reused")
    states = await pool.fetchval("select count(*) from engine_state where seq > 0")
    assert states == 1
    assert (await counts(pool))["engine_log"] == before["engine_log"]


async def test_refunds_wait_and_never_exceed_the_purchase(machine, pool):
    refund = {
        "source": "till",
        "id": "refund-1",
        "type": "order.refunded",
        "subject": "card:VIP1",
        "data": {"order_id": "1", "refund_id": "r1", "amount_cents": 600},
    }
    waiting = await machine.post("/v1/events", json=refund)
    assert waiting.json()["status"] == "accepted"
    assert [e["type"] for e in waiting.json()["effects"]] == ["member.provisional", "order.waiting"]
    await machine.post("/v1/events", json=order())
    member = (await machine.get("/v1/members/lookup?identity=card:VIP1")).json()["member"]["id"]
    stats = (await machine.get(f"/v1/members/{member}")).json()["stats"]
    assert stats["spent_cents"] == 400
    twice = refund | {"id": "refund-1-again"}
    answer = await machine.post("/v1/events", json=twice)
    assert (answer.status_code, answer.json()["code"]) == (409, "refund_repeated")
    above = refund | {"id": "refund-2", "data": refund["data"] | {"refund_id": "r2"}}
    before = await counts(pool)
    answer = await machine.post("/v1/events", json=above)
    assert (answer.status_code, answer.json()["code"]) == (422, "refund_too_large")
    assert await counts(pool) == before


async def test_a_batch_answers_each_event_in_its_order(machine):
    sent = [
        order(1),
        order(2, type="order.payed"),
        order(3, time=7),
        order(1),
        order(4, data={"total_cents": 5}),
    ]
    answer = await machine.post("/v1/events", json=sent, headers={"accept-language": "zh"})
    body = answer.json()
    assert answer.status_code == 200
    assert [one["status"] for one in body["results"]] == [
        "accepted",
        "refused",
        "refused",
        "duplicate",
        "refused",
    ]
    assert (body["accepted"], body["duplicates"], body["refused"]) == (1, 1, 3)
    codes = [one["problem"]["code"] for one in body["results"] if "problem" in one]
    assert codes == ["event_type_unknown", "request_invalid", "order_total_mismatch"]
    assert body["results"][1]["problem"]["title"] == "未知的事件类型"


async def test_a_batch_that_is_too_large_is_refused_whole(machine, pool):
    many = [order(number) for number in range(1001)]
    answer = await machine.post("/v1/events", json=many)
    assert (answer.status_code, answer.json()["code"]) == (413, "batch_too_large")
    broken = [{"source": 1}] * 1001
    answer = await machine.post("/v1/events", json=broken)
    assert (answer.status_code, answer.json()["code"]) == (413, "batch_too_large")
    huge = b"[" + b" " * (16 * 1024 * 1024) + b"]"
    answer = await machine.post("/v1/events", content=huge, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert set((await counts(pool)).values()) == {0}
    assert (await machine.post("/v1/events", json=[])).json()["results"] == []


async def test_cloud_events_alone_and_in_batches(machine):
    cloud = {**order(), "specversion": "1.0", "datacontenttype": "application/json", "tillno": 3}
    one = await machine.post(
        "/v1/events",
        content=msgspec.json.encode(cloud),
        headers={"content-type": "application/cloudevents+json; charset=utf-8"},
    )
    assert one.json()["status"] == "accepted"
    batch = await machine.post(
        "/v1/events",
        content=msgspec.json.encode([cloud, {**cloud, "id": "paid-2"}]),
        headers={"content-type": "application/cloudevents-batch+json"},
    )
    assert batch.json()["duplicates"] == 1
    for wrong in ({"specversion": "0.3"}, {"data_base64": "e30="}, {"datacontenttype": "text/xml"}):
        answer = await machine.post(
            "/v1/events",
            content=msgspec.json.encode(cloud | wrong),
            headers={"content-type": "application/cloudevents+json"},
        )
        assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
    xml = await machine.post("/v1/events", content=b"<a/>", headers={"content-type": "text/xml"})
    assert (xml.status_code, xml.json()["code"]) == (415, "media_type_unsupported")
    packed = await machine.post(
        "/v1/events", content=gzip.compress(b"{}"), headers={**JSON, "content-encoding": "gzip"}
    )
    assert packed.status_code == 415


async def test_keys_that_are_wrong_expired_or_lack_the_scope(site, pool, clock, nobody):
    before = await counts(pool)
    none = await nobody.post("/v1/events", json=order())
    assert (none.status_code, none.json()["code"]) == (401, "sign_in_needed")
    wrong = await nobody.post(
        "/v1/events", json=order(), headers={"authorization": "Bearer sk_wrong"}
    )
    assert (wrong.status_code, wrong.json()["code"]) == (401, "key_refused")
    ended = await key_with(pool, clock, "events:write", expires_at=clock.now())
    late = await nobody.post(
        "/v1/events", json=order(), headers={"authorization": f"Bearer {ended}"}
    )
    assert (late.status_code, late.json()["code"]) == (401, "key_refused")
    reader = await key_with(pool, clock, "members:read")
    lacking = await nobody.post(
        "/v1/events", json=order(), headers={"authorization": f"Bearer {reader}"}
    )
    assert (lacking.status_code, lacking.json()["code"]) == (403, "not_allowed")
    assert lacking.json()["permission"] == "events:write"
    assert await counts(pool) == before


async def test_importing_needs_its_own_scope_and_takes_the_past(site, pool, clock, nobody):
    old = order(time="2016-03-02T04:00:00Z")
    writer = {"authorization": f"Bearer {await key_with(pool, clock, 'events:write')}"}
    answer = await nobody.post("/v1/events?imported=true", json=old, headers=writer)
    assert (answer.status_code, answer.json()["permission"]) == (403, "events:import")
    both = await key_with(pool, clock, "events:write", "events:import")
    headers = {"authorization": f"Bearer {both}"}
    answer = await nobody.post("/v1/events?imported=true", json=old, headers=headers)
    assert answer.json()["status"] == "accepted"
    answer = await nobody.post("/v1/events?imprted=true", json=old, headers=headers)
    assert (answer.status_code, answer.json()["place"]) == (400, "/imported")


async def test_nobody_mints_points_or_speaks_for_others(site, pool, clock, nobody):
    headers = {"authorization": f"Bearer {await key_with(pool, clock, 'events:write')}"}
    mint = order(type="points.adjust") | {"data": {"currency": "p", "amount": 9, "reason": "x"}}
    answer = await nobody.post("/v1/events", json=[order(), mint], headers=headers)
    assert (answer.status_code, answer.json()["permission"]) == (403, "points:adjust")
    opening = order(type="points.open") | {"data": {"currency": "p", "lots": [{"amount": 9}]}}
    answer = await nobody.post("/v1/events", json=opening, headers=headers)
    assert (answer.status_code, answer.json()["permission"]) == (403, "events:import")
    for source in ("api:somebody", "shuke:timer"):
        answer = await nobody.post("/v1/events", json=order(source=source), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "source_reserved")
    assert set((await counts(pool)).values()) == {0}


async def test_a_person_sends_events_with_their_session(person):
    answer = await person.post("/v1/events", json=order())
    assert answer.json()["status"] == "accepted"
    del person.headers["x-csrf-token"]
    answer = await person.post("/v1/events", json=order(2))
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_mismatch")


async def test_events_are_listed_found_and_shown(machine, clock):
    for number in range(1, 6):
        await machine.post("/v1/events", json=order(number))
        clock.advance(timedelta(minutes=1))
    seen, cursor = [], ""
    while True:
        page = (await machine.get(f"/v1/events?limit=2{cursor}")).json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [f"paid-{number}" for number in range(5, 0, -1)]
    back = (await machine.get(f"/v1/events?limit=2&cursor={page['prev']}")).json()
    assert [one["id"] for one in back["items"]] == ["paid-3", "paid-2"]
    found = (await machine.get("/v1/events?q=3")).json()["items"]
    assert [one["id"] for one in found] == ["paid-3"]
    found = (await machine.get("/v1/events?q=paid-4")).json()["items"]
    assert [one["summary"]["order_id"] for one in found] == ["4"]
    one = (await machine.get("/v1/events/till/paid-2")).json()
    assert one["data"]["lines"][0]["sku"] == "milk"
    assert one["title"] == "Order paid"
    member = one["member"]
    mine = (await machine.get(f"/v1/events?member={member}&limit=1")).json()
    assert [item["seq"] for item in mine["items"]] == [5]
    assert (await machine.get("/v1/events?type=order.refunded")).json()["items"] == []
    missing = await machine.get("/v1/events/till/none")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


async def test_a_source_may_be_a_uri(machine):
    source = "https://shop.example/tills/7?x=1"
    await machine.post("/v1/events", json=order(id="a/b %2F", source=source))
    path = "/v1/events/https%3A%2F%2Fshop.example%2Ftills%2F7%3Fx%3D1/a%2Fb%20%252F"
    found = (await machine.get(path)).json()
    assert (found["source"], found["id"]) == (source, "a/b %2F")
    assert (await machine.get("/v1/events/%ff/%00")).status_code == 404


async def test_large_answers_are_packed_when_asked(site, pool, clock):
    secret = await key_with(pool, clock, "admin")
    headers = {"authorization": f"Bearer {secret}", "accept-encoding": "gzip"}
    async with client_of(site, headers=headers) as client:
        answer = await client.post("/v1/events", json=[order(n) for n in range(40)])
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.json()["accepted"] == 40
        catalogue = await client.get("/v1/catalogue")
        assert catalogue.headers["content-encoding"] == "gzip"
