"""Definitions over HTTP: drafts, checks, sentences, trying, publishing, publishing again."""

import asyncio

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_event import order

from shuke.worker import job_runner

CURRENCY = {
    "kind": "currency",
    "key": "points",
    "name": {"zh": "积分", "en": "Points"},
    "unit": {"zh": "分", "en": "points"},
}
RULE = {
    "kind": "earning_rule",
    "key": "base",
    "name": {"zh": "基础积分", "en": "Base points"},
    "when": "order.paid",
    "give": {"how": "per_amount", "currency": "points", "per_cents": 100},
}


async def save(client, document, **more):
    path = f"/v1/definitions/{document['kind']}/{document['key']}/draft"
    return await client.put(path, json={"document": document, **more})


@pytest.fixture
async def published(machine):
    """A currency and a rule, live as release 1."""
    for document in (CURRENCY, RULE):
        assert (await save(machine, document)).status_code == 200
    answer = await machine.post("/v1/releases", json={"note": "first"})
    assert answer.json()["id"] == 1


async def test_from_draft_to_release_and_back(machine, published):
    double = RULE | {"give": RULE["give"] | {"points": 2}}
    saved = (await save(machine, double, base_version=0)).json()
    assert (saved["version"], saved["base_version"], saved["by"]) == (1, 1, "test")
    draft = (await machine.get("/v1/releases/draft")).json()
    assert draft["problems"] == []
    [change] = draft["changes"]
    assert (change["kind"], change["key"], change["change"]) == ("earning_rule", "base", "changed")
    assert change["diff"] == [{"path": "/give/points", "before": 1, "after": 2}]
    listed = (await machine.get("/v1/definitions?kind=earning_rule")).json()["items"]
    assert [(one["status"], one["version"], one["draft"]["version"]) for one in listed] == [
        ("live", 1, 1)
    ]
    assert (await machine.post("/v1/releases", json={"note": "double"})).json()["id"] == 2
    nothing = await machine.post("/v1/releases", json={})
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_publish")
    again = await machine.post("/v1/releases/1/republish", json={"note": "back"})
    assert again.json()["id"] == 3
    releases = (await machine.get("/v1/releases")).json()["items"]
    assert [(one["id"], one["status"], one["changed"]) for one in releases] == [
        (3, "live", ["earning_rule/base"]),
        (2, "former", ["earning_rule/base"]),
        (1, "former", ["currency/points", "earning_rule/base"]),
    ]
    whole = (await machine.get("/v1/definitions/earning_rule/base")).json()
    assert whole["live"]["version"] == 1
    assert whole["draft"] is None
    assert [(one["version"], one["releases"]) for one in whole["versions"]] == [
        (2, [2]),
        (1, [1, 3]),
    ]
    acts = [row["act"] for row in (await machine.get("/v1/audit")).json()["items"]]
    assert acts == ["release.republished", "release.published", "release.published", "key.created"]


async def test_what_is_scheduled_is_said_and_can_be_withdrawn(machine, published):
    later = RULE | {"give": RULE["give"] | {"points": 2}}
    await save(machine, later)
    await save(machine, later | {"key": "other"})
    when = "2999-01-01T00:00:00+00:00"
    assert (await machine.post("/v1/releases", json={"effective_at": when})).json()["id"] == 2
    listed = (await machine.get("/v1/definitions?kind=earning_rule")).json()["items"]
    coming = {"release": 2, "effective_at": "2999-01-01T00:00:00Z", "removes": False}
    assert [
        (one["key"], one["status"], one["version"], one["document"]["give"]["points"])
        for one in listed
    ] == [("base", "live", 1, 1), ("other", "scheduled", 1, 2)]
    assert [one["scheduled"] for one in listed] == [coming, coming]
    gone = await machine.post("/v1/releases/2/withdraw", json={"note": "a mistake"})
    assert (gone.status_code, gone.json()["id"]) == (201, 3)
    assert gone.json()["effective_at"] == "2999-01-01T00:00:00Z"
    again = await machine.post("/v1/releases/2/withdraw", json={})
    assert (again.status_code, again.json()["code"]) == (409, "release_not_scheduled")
    releases = (await machine.get("/v1/releases")).json()["items"]
    assert [(one["id"], one["status"], one["note"]) for one in releases] == [
        (3, "scheduled", "a mistake"),
        (2, "former", ""),
        (1, "live", "first"),
    ]
    listed = (await machine.get("/v1/definitions?kind=earning_rule")).json()["items"]
    assert [(one["key"], one["scheduled"]) for one in listed] == [("base", None)]
    assert [row["act"] for row in (await machine.get("/v1/audit")).json()["items"]][:2] == [
        "release.withdrawn",
        "release.published",
    ]


async def test_what_begins_with_history_says_its_cost_first(machine, published, shuke):
    for number in range(3):
        answer = await machine.post("/v1/events", json=order(number))
        assert answer.status_code == 200
    assert (await machine.get("/v1/releases/draft")).json()["replay"] is None
    tiers = {
        "kind": "tier_set",
        "key": "main",
        "name": {"zh": "等级", "en": "Tiers"},
        "measure": {"how": "spend"},
        "window": {"how": "calendar_year"},
        "tiers": [{"key": "basic", "name": {"zh": "普通", "en": "Basic"}, "at": 0}],
        "start": "history",
    }
    assert (await save(machine, tiers)).status_code == 200
    replay = (await machine.get("/v1/releases/draft")).json()["replay"]
    assert (replay["definitions"], replay["events"]) == (["tier_set/main"], 3)
    assert replay["members"] == 1
    assert 0 <= replay["seconds"] < 60
    await save(machine, tiers | {"start": "now"})
    assert (await machine.get("/v1/releases/draft")).json()["replay"] is None
    await save(machine, tiers)
    assert (await machine.post("/v1/releases", json={})).json()["id"] == 2
    [job] = (await machine.get("/v1/jobs")).json()["items"]
    assert (job["kind"], job["title"], job["status"]) == (
        "release.settle",
        "Settling a release",
        "queued",
    )
    # Cancelled, everybody waits; it can be asked for again.
    member = (await machine.get("/v1/members")).json()["items"][0]["id"]
    [tier] = (await machine.get(f"/v1/members/{member}/tier")).json()["items"]
    assert (tier["progress"], tier["keep"]) == (None, None)
    assert tier["announcement"].startswith("What was before is still being counted")
    assert (await machine.delete(f"/v1/jobs/{job['id']}")).json()["status"] == "cancelled"
    former = await machine.post("/v1/releases/1/settle")
    assert (former.status_code, former.json()["code"]) == (409, "release_not_in_force")
    again = await machine.post("/v1/releases/2/settle")
    assert (again.status_code, again.json()["release"]) == (202, 2)
    assert await job_runner(shuke).run_next() == 1
    done = (await machine.get(f"/v1/jobs/{again.json()['job']}")).json()
    assert (done["status"], done["result"]["replayed"]) == ("done", 1)
    [tier] = (await machine.get(f"/v1/members/{member}/tier")).json()["items"]
    assert (tier["tier"], tier["announcement"]) == ("basic", None)


async def test_two_editors_do_not_overwrite_each_other(machine, published):
    await save(machine, RULE | {"note": "mine"}, base_version=0)
    other = await save(machine, RULE | {"note": "theirs"}, base_version=0)
    assert (other.status_code, other.json()["code"]) == (409, "definition_changed")
    assert (other.json()["saved_by"], other.json()["version"]) == ("test", 1)
    kept = (await machine.get("/v1/definitions/earning_rule/base")).json()["draft"]
    assert kept["document"]["note"] == "mine"
    gone = await machine.delete("/v1/definitions/earning_rule/base/draft")
    assert gone.status_code == 204
    gone = await machine.delete("/v1/definitions/earning_rule/base/draft")
    assert (gone.status_code, gone.json()["code"]) == (404, "not_found")


async def test_an_archived_definition_leaves_the_list_and_is_still_found(machine, published):
    removed = await machine.post("/v1/definitions/earning_rule/base/archive")
    assert removed.json()["document"] is None
    [change] = (await machine.get("/v1/releases/draft")).json()["changes"]
    assert change["change"] == "removed"
    await machine.post("/v1/releases", json={})
    listed = (await machine.get("/v1/definitions")).json()["items"]
    assert [one["key"] for one in listed] == ["points"]
    archived = (await machine.get("/v1/definitions?archived=true")).json()["items"]
    assert [(one["key"], one["status"], one["version"]) for one in archived] == [
        ("base", "archived", 1)
    ]
    again = await machine.post("/v1/definitions/earning_rule/base/archive")
    assert (again.status_code, again.json()["code"]) == (404, "definition_unknown")


BAD = [
    (RULE | {"whne": 1}, "field_unknown", "/whne"),
    (RULE | {"when": "order.payed"}, "event_type_unknown", "/when"),
    (RULE | {"if": {"attribute": "order.totl", "op": "at_least", "value": 1}}, None, "/if"),
    (RULE | {"give": RULE["give"] | {"currency": "point"}}, "reference_unknown", "/give/currency"),
    (RULE | {"kind": "earning_rul"}, "kind_unknown", "/kind"),
]


@pytest.mark.parametrize(("document", "code", "place"), BAD)
async def test_checking_names_the_place_and_the_nearest_valid_name(
    machine, published, document, code, place
):
    checked = (await machine.post("/v1/definitions/check", json={"document": document})).json()
    [problem, *_] = checked["problems"]
    assert problem["place"].startswith(place)
    assert problem["suggestion"] is not None
    if code is not None:
        assert problem["code"] == code
    assert (await machine.get("/v1/releases/draft")).json()["changes"] == []


async def test_others_are_served_while_a_long_document_is_read(machine, published):
    day = "  - {day: 2026-01-01, name: {zh: 元旦, en: New Year}}\n"
    text = "kind: calendar\nkey: long\nname: {zh: 长, en: Long}\ndays:\n" + day * 3000
    reading = asyncio.create_task(machine.post("/v1/definitions/check", json={"yaml": text}))
    await asyncio.sleep(0)
    assert (await machine.get("/v1/definitions/calendar/nothing")).status_code == 404
    assert not reading.done()
    assert (await reading).status_code == 200


async def test_a_set_with_problems_is_not_published_and_nothing_changes(machine, published, pool):
    await save(machine, RULE | {"when": "order.payed"})
    answer = await machine.post("/v1/releases", json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "definition_invalid")
    assert answer.json()["errors"][0]["place"] == "/earning_rule/base/when"
    assert await pool.fetchval("select max(id) from engine_release") == 1
    assert await pool.fetchval("select count(*) from engine_draft") == 1
    unknown = await save(machine, RULE | {"extra": 1})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "definition_invalid")
    foreign = await machine.put("/v1/definitions/earning_rule/other/draft", json={"document": RULE})
    assert (foreign.status_code, foreign.json()["place"]) == (400, "/document/key")


async def test_a_document_is_read_aloud_and_written_as_yaml(machine, published):
    checked = (await machine.post("/v1/definitions/check", json={"document": RULE})).json()
    assert checked["problems"] == []
    assert checked["sentence"]["zh"].startswith("当")
    assert checked["sentence"]["en"].startswith("When")
    again = (await machine.post("/v1/definitions/check", json={"yaml": checked["yaml"]})).json()
    assert again["document"] == checked["document"]
    broken = (await machine.post("/v1/definitions/check", json={"yaml": "kind: [\n"})).json()
    assert broken["problems"][0]["code"] == "yaml_malformed"
    both = await machine.post("/v1/definitions/check", json={"document": RULE, "yaml": "x"})
    assert both.status_code == 400


async def test_trying_compares_live_and_draft_and_leaves_no_trace(machine, published, pool):
    for number in (1, 2):
        await machine.post("/v1/events", json=order(number))
    before = await pool.fetchval("select count(*) from engine_log")
    triple = RULE | {"give": RULE["give"] | {"points": 3}}
    found = await machine.get("/v1/members/lookup?identity=card:VIP1")
    member = found.json()["member"]["id"]
    pasted = {"type": "order.paid", "data": order(9)["data"]}
    for what in ({"order": "1"}, {"member": member}, {"event": pasted}):
        tried = await machine.post("/v1/definitions/try", json={"document": triple, **what})
        assert tried.status_code == 200, tried.text
        sides = tried.json()
        amounts = [sides[side]["rules"][0]["amount"] for side in ("live", "draft")]
        assert amounts == [10, 30]
    assert await pool.fetchval("select count(*) from engine_log") == before
    missing = await machine.post("/v1/definitions/try", json={"document": triple, "order": "77"})
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    bad = RULE | {"when": "order.payed"}
    refused = await machine.post("/v1/definitions/try", json={"document": bad, "order": "1"})
    assert (refused.status_code, refused.json()["code"]) == (422, "definition_invalid")


async def test_reading_and_writing_definitions_are_two_permissions(site, published, pool, clock):
    secret = await key_with(pool, clock, "definitions:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as reader:
        assert (await reader.get("/v1/definitions")).status_code == 200
        assert (await save(reader, RULE)).json()["permission"] == "definitions:write"
        publishing = await reader.post("/v1/releases", json={})
        assert publishing.json()["permission"] == "releases:publish"


async def test_trying_on_a_member_needs_the_right_to_see_members(
    site, machine, published, pool, clock
):
    answer = await machine.post("/v1/events", json=order(1))
    member = answer.json()["member"]
    pasted = {"type": "order.paid", "data": order(9)["data"]}
    secret = await key_with(pool, clock, "definitions:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as reader:
        for what in ({"order": "1"}, {"member": member}, {"member": member, "event": pasted}):
            refused = await reader.post("/v1/definitions/try", json={"document": RULE, **what})
            assert (refused.status_code, refused.json()["permission"]) == (403, "members:read")
        alone = await reader.post("/v1/definitions/try", json={"document": RULE, "event": pasted})
        assert alone.status_code == 200


async def test_a_sentence_comes_in_parts_that_name_their_places(machine, published):
    rule = RULE | {
        "if": {
            "all": [
                {"attribute": "order.total_cents", "op": "at_least", "value": 5000},
                {"attribute": "calendar.day_of_month", "op": "is", "value": 18},
            ]
        }
    }
    checked = (await machine.post("/v1/definitions/check", json={"document": rule})).json()
    for language in ("zh", "en"):
        parts = checked["parts"][language]
        assert "".join(one["text"] for one in parts) == checked["sentence"][language]
        assert [one["place"] for one in parts if one["place"]] == [
            "/when",
            "/if",
            "/if/all/0",
            "/if",
            "/if/all/1",
            "/give",
            "/round",
        ]
    assert checked["parts"]["en"][3]["text"] == "order total is at least ¥50.00"
    broken = await machine.post("/v1/definitions/check", json={"document": RULE | {"whne": 1}})
    assert broken.json()["parts"] is None


async def test_a_rule_is_tried_on_what_came_last_with_its_near_misses(machine, published):
    for number, total in enumerate((6000, 4900, 2000, 8000), start=1):
        bought = {"total_cents": total, "lines": [{"sku": "milk", "paid_cents": total}]}
        event = order(number, data=bought, subject=f"card:C{number}")
        assert (await machine.post("/v1/events", json=event)).status_code == 200
    rule = RULE | {"if": {"attribute": "order.total_cents", "op": "at_least", "value": 5000}}
    before = (await machine.get("/v1/today")).json()["figures"]
    sample = (await machine.post("/v1/definitions/try/sample", json={"document": rule})).json()
    assert (sample["looked_at"], sample["currency"]) == (4, "points")
    assert [(one["total_cents"], one["live"], one["draft"]) for one in sample["hits"]] == [
        (8000, 80, 80),
        (6000, 60, 60),
    ]
    assert [(one["total_cents"], one["live"], one["draft"]) for one in sample["near"]] == [
        (4900, 49, 0),
        (2000, 20, 0),
    ]
    assert sample["near"][0]["how_far"] == "¥1.00 short"
    assert (await machine.get("/v1/today")).json()["figures"] == before
    other = await machine.post("/v1/definitions/try/sample", json={"document": CURRENCY})
    assert (other.status_code, other.json()["code"]) == (400, "request_invalid")


async def test_a_draft_is_read_aloud_in_the_list_once_nothing_is_wrong_with_it(machine, published):
    offer = {
        "kind": "offer",
        "key": "weekend",
        "name": {"zh": "周末满减", "en": "Weekend"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 500}, "from_cents": 3000},
    }
    wrong = {"attribute": "order.colour", "op": "is", "value": "red"}

    async def listed():
        [row] = (await machine.get("/v1/definitions?kind=offer")).json()["items"]
        return row["status"], row["sentence"]

    assert (await save(machine, offer)).status_code == 200
    assert await listed() == ("draft", "¥5.00 off from ¥30.00.")
    assert (
        await save(machine, offer | {"terms": offer["terms"] | {"if": wrong}})
    ).status_code == 200
    assert await listed() == ("draft", None)
