"""Quotes over HTTP: prices, reasons in both languages, points, earning, and no side effect."""

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_definition import CURRENCY, RULE, save
from tests.api.test_event import order

DOCUMENTS = [
    CURRENCY,
    RULE,
    {
        "kind": "offer",
        "key": "twenty",
        "name": {"zh": "满100减20", "en": "20 off 100"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 2000}, "from_cents": 10000},
    },
    {
        "kind": "offer",
        "key": "app",
        "name": {"zh": "APP 专享", "en": "App only"},
        "terms": {
            "discount": {"how": "percent_off", "percent": 50},
            "if": {"attribute": "order.channel", "op": "is", "value": "app"},
        },
    },
    {
        "kind": "offer",
        "key": "again",
        "name": {"zh": "老客包邮", "en": "Free delivery again"},
        "terms": {
            "discount": {"how": "free_shipping"},
            "if": {"attribute": "member.orders", "op": "at_least", "value": 1},
        },
    },
    {
        "kind": "coupon",
        "key": "five",
        "name": {"zh": "5元券", "en": "5 off"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 500}},
        "valid": {"how": "relative", "days": 14},
    },
    {
        "kind": "points_payment",
        "key": "pay",
        "name": {"zh": "积分抵现", "en": "Pay with points"},
        "currency": "points",
        "points": 100,
        "cents": 100,
        "step": 100,
        "ceiling_percent": 50,
    },
]
CART = {"shipping_cents": 600, "lines": [{"sku": "milk", "quantity": 2, "unit_cents": 6000}]}


@pytest.fixture
async def published(machine):
    """The documents, live as release 1, and a member who has bought for 250.00."""
    for document in DOCUMENTS:
        assert (await save(machine, document)).status_code == 200
    assert (await machine.post("/v1/releases", json={})).json()["id"] == 1
    bought = {"total_cents": 25000, "lines": [{"sku": "milk", "paid_cents": 25000}]}
    sent = await machine.post("/v1/events", json=order(data=bought))
    assert sent.json()["status"] == "accepted"
    return sent.json()["member"]


async def rows(pool):
    """How many rows there are of what a quote could change."""
    tables = ("engine_log", "engine_state", "engine_record", "engine_batch", "engine_identity")
    return [await pool.fetchval(f"select count(*) from {table}") for table in tables]


async def test_a_cart_is_priced_and_nothing_changes(machine, published, pool):
    before = await rows(pool)
    state = await pool.fetchval("select state from engine_state where subject = $1", published)
    body = {
        "member": f"member:{published}",
        "cart": CART,
        "try_coupons": [{"template": "five"}],
        "points": {"currency": "points"},
    }
    answer = await machine.post("/v1/quotes", json=body, headers={"accept-language": "zh-CN"})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["lines"] == [
        {
            "sku": "milk",
            "list_cents": 12000,
            "payable_cents": 9500,
            "points_cents": 200,
            "discounts": [
                {"source": "offer", "key": "twenty", "coupon": None, "cents": 2000},
                {"source": "coupon", "key": "five", "coupon": "try-1", "cents": 500},
            ],
            "floor_cents": 0,
        }
    ]
    assert found["shipping_discounts"] == [
        {"source": "offer", "key": "again", "coupon": None, "cents": 600}
    ]
    assert (found["total_cents"], found["to_pay_cents"], found["discount_cents"]) == (
        9500,
        9300,
        3100,
    )
    assert found["points"] == [
        {
            "currency": "points",
            "balance": 250,
            "most_points": 200,
            "most_cents": 200,
            "points": 200,
            "cents": 200,
            "shipping_cents": 0,
            "cut": False,
        }
    ]
    assert found["earned"] == [{"currency": "points", "amount": 93}]
    assert found["optimal"] is True
    [app] = [one for one in found["considered"] if one["key"] == "app"]
    assert app["reason"]["code"] == "condition"
    assert app["reason"]["failed"]["attribute"] == "order.channel"
    assert app["reason"]["message"].startswith("不满足：渠道")
    assert await rows(pool) == before
    after = await pool.fetchval("select state from engine_state where subject = $1", published)
    assert after == state


async def test_the_order_earns_what_the_quote_said(machine, published):
    body = {"member": "card:VIP1", "cart": CART, "points": {"currency": "points", "points": 100}}
    found = (await machine.post("/v1/quotes", json=body)).json()
    [line] = found["lines"]
    paid = line["payable_cents"] - line["points_cents"]
    data = {"total_cents": paid, "lines": [{"sku": "milk", "paid_cents": paid, "quantity": 2}]}
    sent = (await machine.post("/v1/events", json=order(2, data=data))).json()
    [credited] = [one for one in sent["effects"] if one["type"] == "points.credited"]
    assert found["earned"] == [{"currency": "points", "amount": credited["amount"]}]
    assert credited["amount"] == 99


async def test_nobody_is_somebody_who_never_bought(machine, published):
    found = (await machine.post("/v1/quotes", json={"cart": CART})).json()
    told = {one["key"]: one["reason"] and one["reason"]["code"] for one in found["considered"]}
    assert told == {"again": "condition", "app": "condition", "twenty": None}
    assert (found["total_cents"], found["points"][0]["most_points"]) == (10600, 0)
    assert found["considered"][0]["reason"]["message"].startswith("Not met: orders so far")


async def test_chosen_coupons_and_other_times(machine, published):
    body = {"cart": CART, "try_coupons": [{"template": "five", "id": "c1", "last": "2020-01-01"}]}
    found = (await machine.post("/v1/quotes", json=body | {"coupons": ["c1", "c2"]})).json()
    told = {one["coupon"]: one["reason"]["code"] for one in found["considered"] if one["coupon"]}
    assert told == {"c1": "expired", "c2": "not_held"}
    body["try_coupons"] = [{"template": "five", "first": "2019-01-01", "last": "2030-01-01"}]
    none = (await machine.post("/v1/quotes", json=body | {"coupons": []})).json()
    assert [one["reason"]["code"] for one in none["considered"] if one["coupon"]] == ["not_chosen"]


@pytest.mark.parametrize(
    ("change", "status", "code", "place"),
    [
        ({"member": "card:none"}, 404, "not_found", "/member"),
        ({"member": "fax:1"}, 422, "identity_kind_unknown", "identity"),
        ({"points": {"currency": "gold"}}, 422, "points_not_taken", "/points/currency"),
        ({"cart": {"lines": []}}, 400, "request_invalid", "/cart/lines"),
        ({"cart": {"lines": [{"sku": "a"}]}}, 422, "cart_invalid", "/cart/lines/0"),
        (
            {"cart": {"lines": [{"sku": "a", "unit_cents": 2**53, "quantity": 2}]}},
            422,
            "cart_invalid",
            "/cart/lines",
        ),
        ({"time": "9999-12-31T23:59:59Z"}, 400, "request_invalid", "/time"),
    ],
)
async def test_refusals(machine, published, pool, change, status, code, place):
    before = await rows(pool)
    answer = await machine.post("/v1/quotes", json={"cart": CART} | change)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["place"] == place
    assert await rows(pool) == before


async def test_a_key_needs_the_scope(site, pool, clock, machine, published):
    for scope, status in (("events:write", 403), ("quotes:read", 200)):
        secret = await key_with(pool, clock, scope)
        async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as client:
            answer = await client.post("/v1/quotes", json={"cart": CART})
        assert answer.status_code == status


async def test_the_preview_of_a_release_warns(machine, published):
    half = {"discount": {"how": "percent_off", "percent": 90}, "from_cents": 1}
    name = {"zh": "一折", "en": "90 off"}
    await save(machine, {"kind": "offer", "key": "ninety", "name": name, "terms": half})
    preview = await machine.get("/v1/releases/draft", headers={"accept-language": "zh-CN"})
    assert preview.json()["problems"] == []
    warned = preview.json()["warnings"]
    told = {(one["code"], one["key"] or one["sku"]) for one in warned}
    assert told >= {
        ("limit_missing", "ninety"),
        ("deep_discount", "milk"),
    }
    # Of what is in force already nothing is said again.
    assert "five" not in {one["key"] for one in warned}
    [deep] = [one["message"] for one in warned if one["sku"] == "milk"]
    assert deep == "milk × 1 最低 ¥0.00，原价 ¥250.00：app, ninety。"


async def test_a_release_is_looked_over_against_costs(machine, published):
    milk = {"sku": "milk", "unit_cents": 10000, "cost_cents": 8000}
    answer = await machine.post("/v1/releases/draft/look", json={"products": [milk]})
    assert answer.status_code == 200, answer.text
    [lowest] = answer.json()["lowest"]
    # Half off in the app, 20 off 100, and the coupon of 5.
    assert lowest == {
        "sku": "milk",
        "quantity": 1,
        "list_cents": 10000,
        "payable_cents": 2500,
        "cost_cents": 8000,
        "percent_off": 75,
        "by": ["app", "twenty", "five"],
        "optimal": True,
    }
    [below] = [one for one in answer.json()["warnings"] if one["sku"] == "milk"]
    assert (below["code"], below["message"]) == (
        "at_cost_or_below",
        "1 × milk may sell for ¥25.00 and cost ¥80.00: app, twenty, five.",
    )
    nothing = (await machine.get("/v1/releases/draft")).json()
    assert nothing["changes"] == []


async def test_a_set_with_problems_is_not_looked_over(machine, published):
    gone = {"kind": "points_payment", "key": "gone", "name": {"zh": "无", "en": "Gone"}}
    await save(machine, gone | {"currency": "gold", "points": 1, "cents": 1})
    answer = await machine.post("/v1/releases/draft/look", json={})
    assert (answer.status_code, answer.json()["place"]) == (422, "/currency")
    preview = (await machine.get("/v1/releases/draft")).json()
    assert (len(preview["problems"]), preview["warnings"]) == (1, [])


async def test_a_draft_is_quoted_as_if_it_were_published(machine, published, site, pool, clock):
    before = await rows(pool)
    ten = {
        "kind": "coupon",
        "key": "ten",
        "name": {"zh": "10元券", "en": "10 off"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 1000}},
        "valid": {"how": "relative", "days": 14},
    }
    asked = {"cart": CART, "draft": ten, "try_coupons": [{"template": "ten", "id": "tried"}]}
    quoted = (await machine.post("/v1/quotes", json=asked)).json()
    assert (quoted["release"], quoted["total_cents"]) == (1, 12600 - 2000 - 1000)
    [tried] = [one for one in quoted["considered"] if one["coupon"] == "tried"]
    assert (tried["name"], tried["applied"], tried["cents"]) == ("10 off", True, 1000)
    alone = {**ten, "terms": ten["terms"] | {"stacking": {"alone": True}}}
    other = (await machine.post("/v1/quotes", json=asked | {"draft": alone})).json()
    [tried] = [one for one in other["considered"] if one["coupon"] == "tried"]
    assert (tried["reason"]["code"], tried["reason"]["other"]) == ("alone", "twenty")
    wrong = {**ten, "terms": {**ten["terms"], "from_cents": 0}}
    refused = await machine.post("/v1/quotes", json=asked | {"draft": wrong})
    assert (refused.status_code, refused.json()["code"]) == (422, "definition_invalid")
    assert refused.json()["errors"][0]["place"] == "/terms/from_cents"
    without = await machine.post("/v1/quotes", json={"cart": CART})
    assert without.json()["total_cents"] == 12600 - 2000
    secret = await key_with(pool, clock, "quotes:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        refused = await till.post("/v1/quotes", json=asked)
        assert (refused.status_code, refused.json()["permission"]) == (403, "definitions:read")
    assert await rows(pool) == before


async def test_an_offer_may_ask_where_an_order_comes_from(machine, published):
    name = {"zh": "收银专享", "en": "At the till"}
    terms = {
        "discount": {"how": "amount_off", "off_cents": 100},
        "if": {"attribute": "event.source", "op": "is", "value": "pos"},
    }
    await save(machine, {"kind": "offer", "key": "till", "name": name, "terms": terms})
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    cart = {"lines": [{"sku": "milk", "unit_cents": 1000}]}
    quoted = await machine.post("/v1/quotes", json={"cart": cart, "every": True})
    assert quoted.status_code == 200, quoted.text
    [judged] = [one for one in quoted.json()["considered"] if one["key"] == "till"]
    assert judged["applied"] is False
