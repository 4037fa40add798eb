"""Members over HTTP: registering, finding, seeing masked, revealing, adjusting, explaining."""

from datetime import timedelta

import pytest
from tests.api.conftest import client_of, key_with, person_with, sign_in_as
from tests.api.test_event import order

PHONE = "+8613800000001"


@pytest.fixture
async def programme(machine):
    """Points at one per yuan, usable at once, and a name field; published."""
    documents = [
        {
            "kind": "currency",
            "key": "points",
            "name": {"zh": "积分", "en": "Points"},
            "unit": {"zh": "分", "en": "points"},
        },
        {
            "kind": "profile_field",
            "key": "name",
            "name": {"zh": "姓名", "en": "Name"},
            "type": "text",
            "class": "identifying",
        },
        {
            "kind": "earning_rule",
            "key": "base",
            "name": {"zh": "基础积分", "en": "Base points"},
            "when": "order.paid",
            "give": {"how": "per_amount", "currency": "points", "per_cents": 100},
        },
        {
            "kind": "tier_set",
            "key": "main",
            "name": {"zh": "等级", "en": "Tiers"},
            "measure": {"how": "earned", "currency": "points"},
            "window": {"how": "ever"},
            "tiers": [
                {"key": "basic", "name": {"zh": "普通", "en": "Basic"}, "at": 0},
                {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "at": 15},
            ],
        },
    ]
    for document in documents:
        path = f"/v1/definitions/{document['kind']}/{document['key']}/draft"
        answer = await machine.put(path, json={"document": document})
        assert answer.status_code == 200, answer.text
    answer = await machine.post("/v1/releases", json={"note": "first"})
    assert answer.status_code == 201, answer.text


@pytest.fixture
async def member(machine, programme):
    """A registered member with two orders of ¥10.00."""
    answer = await machine.post(
        "/v1/members",
        json={
            "identities": [{"kind": "phone", "value": PHONE}, {"kind": "card", "value": "VIP1"}],
            "channel": "store",
            "profile": {"name": "张三"},
        },
        headers={"idempotency-key": "register-1"},
    )
    assert answer.status_code == 201, answer.text
    for number in (1, 2):
        assert (await machine.post("/v1/events", json=order(number))).status_code == 200
    return answer.json()["member"]


async def test_registering_twice_with_one_key_is_one_member(machine, programme, pool):
    body = {"identities": [{"kind": "phone", "value": PHONE}], "channel": "store"}
    key = {"idempotency-key": "k1"}
    first = await machine.post("/v1/members", json=body, headers=key)
    again = await machine.post("/v1/members", json=body, headers=key)
    assert again.json() == first.json() | {"status": "duplicate"}
    other = await machine.post("/v1/members", json={**body, "channel": "app"}, headers=key)
    assert (other.status_code, other.json()["code"]) == (409, "event_key_reused")
    bad = await machine.post("/v1/members", json=body, headers={"idempotency-key": "a b"})
    assert (bad.status_code, bad.json()["place"]) == (400, "/Idempotency-Key")
    assert await pool.fetchval("select count(*) from engine_state where seq > 0") == 1


@pytest.mark.parametrize("wrong", [0, 1, 2])
async def test_a_bad_identity_is_named_where_it_stands_in_the_body(machine, programme, pool, wrong):
    values = ["13800000521", "13800000522", "13800000523"]
    values[wrong] = "12"
    body = {"identities": [{"kind": "phone", "value": value} for value in values]}
    answer = await machine.post("/v1/members", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "identity_invalid")
    assert answer.json()["place"] == f"/identities/{wrong}/value"
    assert await pool.fetchval("select count(*) from engine_state") == 0


async def test_one_member_whole(machine, member):
    seen = (await machine.get(f"/v1/members/{member}")).json()
    assert seen["name"] == "张*"
    assert [(one["kind"], one["masked"]) for one in seen["identities"]] == [
        ("card", "****1"),
        ("phone", "138****0001"),
    ] or sorted(one["kind"] for one in seen["identities"]) == ["card", "phone"]
    assert (seen["tier"], seen["tier_name"], seen["points"], seen["orders"]) == (
        "silver",
        "Silver",
        20,
        2,
    )
    assert seen["profile"] == [
        {"field": "name", "title": "Name", "class": "identifying", "value": "张*", "masked": True}
    ]
    [balance] = seen["balances"]
    assert (balance["usable"], balance["pending"], balance["debt"]) == (20, 0, 0)
    [tier] = seen["tiers"]
    assert (tier["tier_title"], tier["progress"]) == ("Silver", None)
    assert seen["stats"]["spent_cents"] == 2000
    assert PHONE not in str(seen)
    zh = (await machine.get(f"/v1/members/{member}", headers={"accept-language": "zh-CN"})).json()
    assert zh["tier_name"] == "银卡"
    missing = await machine.get("/v1/members/01ARZ3NDEKTSV4RRFFQ69G5FAV")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


async def test_members_are_found_filtered_and_paged(machine, member):
    for number in range(10, 15):
        await machine.post("/v1/events", json=order(number, subject=f"card:C{number}"))
    page = (await machine.get("/v1/members?limit=4")).json()
    assert (page["total"], len(page["items"]), page["prev"]) == (6, 4, None)
    rest = (await machine.get(f"/v1/members?limit=4&cursor={page['next']}")).json()
    assert len(rest["items"]) == 2
    back = (await machine.get(f"/v1/members?limit=4&cursor={rest['prev']}")).json()
    assert back["items"] == page["items"]
    for query in (f"q={PHONE[3:]}", "q=VIP1", f"q={member}", "tier=silver", "balance_min=15"):
        found = (await machine.get(f"/v1/members?{query}")).json()
        assert [one["id"] for one in found["items"]] == [member], query
    assert (await machine.get("/v1/members?q=nobody")).json()["items"] == []
    for identity in ("phone:" + PHONE, "card:vip1", "order:2"):
        found = await machine.get("/v1/members/lookup", params={"identity": identity})
        assert found.json()["member"]["id"] == member
    missing = await machine.get("/v1/members/lookup?identity=card:NOBODY")
    assert missing.status_code == 404


async def test_revealing_needs_a_reason_lasts_and_is_audited(site, machine, member, pool, clock):
    await person_with(pool, clock, "root@example.com", "administrator")
    await person_with(pool, clock, "kefu@example.com", "support")
    async with client_of(site) as support:
        await sign_in_as(support, "kefu@example.com")
        path = f"/v1/members/{member}"
        bad = await support.post(f"{path}/reveal", json={"fields": ["name"], "reason": ""})
        assert (bad.status_code, bad.json()["place"]) == (400, "/reason")
        asked = {"fields": ["name", "identity.phone"], "reason": "顾客来电核对"}
        shown = (await support.post(f"{path}/reveal", json=asked)).json()
        assert shown["profile"] == {"name": "张三"}
        assert shown["identities"] == [{"kind": "phone", "value": PHONE}]
        seen = (await support.get(path)).json()
        assert seen["profile"][0]["value"] == "张三"
        values = {one["kind"]: one["value"] for one in seen["identities"]}
        assert values == {"phone": PHONE, "card": None}
    other = (await machine.get(path)).json()
    assert other["profile"][0]["masked"] is True
    [row] = (await machine.get(f"/v1/audit?target_kind=member&target={member}")).json()["items"]
    assert (row["act"], row["reason"]) == ("member.revealed", "顾客来电核对")
    assert PHONE not in str(row)


async def test_a_reveal_is_told_again_only_while_it_is_open(machine, member, pool, clock):
    path, key = f"/v1/members/{member}/reveal", {"idempotency-key": "form-1"}
    asked = {"fields": ["identity.phone"], "reason": "顾客来电核对"}
    first = await machine.post(path, json=asked, headers=key)
    clock.advance(timedelta(minutes=4, seconds=59))
    again = await machine.post(path, json=asked, headers=key)
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")
    assert await pool.fetchval("select count(*) from org_reveal") == 1
    [row] = await pool.fetch("select * from org_answer where member = $1", member)
    assert PHONE.encode() not in row["sealed"]
    clock.advance(timedelta(seconds=1))
    later = await machine.post(path, json=asked, headers=key)
    assert later.json()["until"] > first.json()["until"]
    assert await pool.fetchval("select count(*) from org_reveal") == 2
    assert await pool.fetchval("select count(*) from org_audit where act = 'member.revealed'") == 2


async def test_unlinking_twice_with_one_key_is_one_act(machine, member, pool):
    path = f"/v1/members/{member}/identities"
    [card] = [i for i in (await machine.get(path)).json()["items"] if i["kind"] == "card"]
    key = {"idempotency-key": "form-1"}
    first = await machine.delete(f"{path}/card/{card['ref']}", headers=key)
    again = await machine.delete(f"{path}/card/{card['ref']}", headers=key)
    assert (again.status_code, again.json()) == (200, first.json() | {"status": "duplicate"})
    without = await machine.delete(f"{path}/card/{card['ref']}")
    assert (without.status_code, without.json()["code"]) == (404, "not_found")
    reused = await machine.delete(f"{path}/phone/nothing", headers=key)
    assert (reused.status_code, reused.json()["code"]) == (409, "idempotency_key_reused")
    kinds = [one["kind"] for one in (await machine.get(path)).json()["items"]]
    assert kinds == ["phone"]
    told = "select count(*) from org_audit where act = 'identity.unlinked'"
    assert await pool.fetchval(told) == 1


async def test_adjusting_is_one_act_per_key_limited_and_audited(site, machine, member, pool, clock):
    path = f"/v1/members/{member}/adjust"
    body = {"currency": "points", "amount": 100, "reason": "补偿"}
    key = {"idempotency-key": "form-1"}
    first = (await machine.post(path, json=body, headers=key)).json()
    again = (await machine.post(path, json=body, headers=key)).json()
    assert again == first | {"status": "duplicate"}
    balance = (await machine.get(f"/v1/members/{member}/balance?currency=points")).json()
    assert balance["usable"] == 120
    acts = (await machine.get("/v1/audit?target_kind=member")).json()["items"]
    assert [(row["act"], row["after"]) for row in acts] == [
        ("points.adjust", {"currency": "points", "amount": 100})
    ]
    unknown = await machine.post(path, json={**body, "currency": "gold"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "currency_unknown")
    await person_with(pool, clock, "root@example.com", "administrator")
    await person_with(pool, clock, "kefu@example.com", "support")
    async with client_of(site) as support:
        await sign_in_as(support, "kefu@example.com")
        above = await support.post(path, json={**body, "amount": 1001})
        assert (above.status_code, above.json()["code"]) == (403, "above_limit")
        below = await support.post(path, json={**body, "amount": -10})
        assert below.status_code == 200
    kept = (await machine.get("/v1/events/" + first["source"] + "/form-1")).json()
    assert (kept["status"], kept["seq"]) == ("accepted", first["seq"])


async def test_identities_are_linked_and_unlinked_but_the_last_stays(machine, member):
    path = f"/v1/members/{member}/identities"
    linked = await machine.post(path, json={"kind": "email", "value": "zhang@example.com"})
    assert linked.status_code == 201, linked.text
    taken = await machine.post(
        "/v1/members", json={"identities": [{"kind": "card", "value": "VIP2"}]}
    )
    other = taken.json()["member"]
    clash = await machine.post(
        f"/v1/members/{other}/identities", json={"kind": "card", "value": "VIP1"}
    )
    assert (clash.status_code, clash.json()["code"]) == (409, "identity_taken")
    for one in (await machine.get(path)).json()["items"]:
        if one["kind"] != "phone":
            gone = await machine.delete(f"{path}/{one['kind']}/{one['ref']}")
            assert gone.status_code == 200, gone.text
    [last] = (await machine.get(path)).json()["items"]
    refused = await machine.delete(f"{path}/{last['kind']}/{last['ref']}")
    assert (refused.status_code, refused.json()["code"]) == (409, "identity_last")


async def test_the_timeline_the_statement_and_why(machine, member):
    timeline = (await machine.get(f"/v1/members/{member}/timeline")).json()
    assert [one["type"] for one in timeline["items"]] == [
        "order.paid",
        "order.paid",
        "member.registered",
    ]
    latest = timeline["items"][0]
    assert latest["entries"] == [
        {
            "currency": "points",
            "amount": 10,
            "kind": "issue",
            "rule": "base",
            "rule_title": "Base points",
            "entry": latest["entries"][0]["entry"],
        }
    ]
    path = f"/v1/members/{member}/statement?currency=points&limit=1"
    statement = (await machine.get(path)).json()
    assert [one["balance_after"] for one in statement["items"]] == [20]
    older = (await machine.get(f"{path}&cursor={statement['next']}")).json()
    assert [one["balance_after"] for one in older["items"]] == [10]
    lots = (await machine.get(f"/v1/members/{member}/lots?currency=points")).json()["items"]
    assert [(one["amount"], one["state"]) for one in lots] == [(20, "usable")]
    orders = (await machine.get(f"/v1/members/{member}/orders")).json()["items"]
    assert [(one["order_id"], one["points"]) for one in orders] == [("2", 10), ("1", 10)]
    told = (await machine.get(f"/v1/members/{member}/events/{latest['seq']}/explain")).json()
    assert told["verified"] is True
    assert told["tier"] == {"before": "Basic", "after": "Silver"}
    [tier] = told["tiers"]
    assert (tier["what"], tier["from_title"], tier["to_title"]) == ("upgraded", "Basic", "Silver")
    assert tier["reason"] == "20 reaches Silver, which begins at 15."
    assert [(one["required"], one["seen"], one["passed"]) for one in tier["tree"]["children"]] == [
        ("at least 15", "20", True)
    ]
    path = f"/v1/members/{member}/events/{latest['seq']}/explain"
    zh = (await machine.get(path, headers={"accept-language": "zh-CN"})).json()
    assert zh["tiers"][0]["reason"] == "20 达到银卡的 15。"
    [rule] = told["rules"]
    assert (rule["rule"], rule["state"], rule["amount"]) == ("base", "applied", 10)
    assert [one["amount"] for one in told["entries"]] == [10]
    [lot] = told["lots"]
    assert (lot["amount"], lot["state"], lot["earned_month"]) == (10, "usable", 202603)
    registered = await machine.get(f"/v1/members/{member}/events/1/explain")
    assert "张三" not in registered.text
    assert PHONE not in registered.text
    assert (await machine.get(f"/v1/members/{member}/events/99/explain")).status_code == 404


@pytest.mark.parametrize(
    ("wait", "days_late", "usable_on", "state"),
    [
        ({"when": "at_once"}, 0, "2026-03-02", "usable"),
        ({"when": "at_once"}, 3, "2026-03-02", "usable"),
        ({"when": "after_days", "days": 14}, 0, "2026-03-16", "pending"),
        ({"when": "after_days", "days": 14}, 13, "2026-03-16", "pending"),
        # The wait of a late order may be over when it comes in.
        ({"when": "after_days", "days": 14}, 14, "2026-03-16", "usable"),
    ],
)
async def test_why_says_whether_a_lot_was_usable_when_the_event_came_in(
    machine, programme, member, clock, wait, days_late, usable_on, state
):
    currency = {"kind": "currency", "key": "points", "usable": wait}
    currency |= {"name": {"zh": "积分", "en": "Points"}, "unit": {"zh": "分", "en": "points"}}
    path = "/v1/definitions/currency/points/draft"
    assert (await machine.put(path, json={"document": currency})).status_code == 200
    if wait["when"] != "at_once":
        assert (await machine.post("/v1/releases", json={})).status_code == 201
    at = clock.now().isoformat()
    clock.advance(timedelta(days=days_late))
    sent = await machine.post("/v1/events", json=order(3, time=at))
    told = (await machine.get(f"/v1/members/{member}/events/{sent.json()['seq']}/explain")).json()
    [lot] = told["lots"]
    assert (lot["amount"], lot["usable_on"], lot["state"]) == (10, usable_on, state)
    assert lot["earned_month"] == 202603
    balance = (await machine.get(f"/v1/members/{member}/balance?currency=points")).json()
    assert balance["pending"] == (10 if state == "pending" else 0)


async def test_every_read_of_a_member_needs_the_permission(site, member, pool, clock):
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        for path in ("", "/timeline", "/statement", "/lots", "/identities", "/tier", "/orders"):
            answer = await till.get(f"/v1/members/{member}{path}")
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
