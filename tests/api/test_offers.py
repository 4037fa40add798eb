"""From quote to paid order over HTTP: held, priced, explained, and what budgets have left."""

import pytest
from tests.api.test_definition import CURRENCY, save
from tests.api.test_event import order

DOCUMENTS = [
    CURRENCY,
    {
        "kind": "budget",
        "key": "spring",
        "name": {"zh": "春季活动", "en": "Spring"},
        "cents": 5000,
        "uses": 3,
    },
    {
        "kind": "offer",
        "key": "twenty",
        "name": {"zh": "满100减20", "en": "20 off 100"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 2000}, "from_cents": 10000},
        "budget": "spring",
        "per_member": 2,
    },
]
CART = {"lines": [{"sku": "milk", "quantity": 2, "unit_cents": 6000, "floor_cents": 3000}]}
MEMBER = "card:VIP1"


@pytest.fixture
async def published(machine):
    """The documents, live, and a member who has bought."""
    for document in DOCUMENTS:
        saved = await save(machine, document)
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code in (200, 201)
    bought = {"total_cents": 100, "lines": [{"sku": "milk", "paid_cents": 100}]}
    sent = await machine.post("/v1/events", json=order(data=bought))
    return sent.json()["member"]


async def quoted(machine):
    answer = await machine.post("/v1/quotes", json={"member": MEMBER, "cart": CART})
    assert answer.status_code == 200, answer.text
    return answer.json()


def paid(found, number, **more):
    """The order that a till sends, having asked for a quote."""
    lines = [
        {
            "sku": line["sku"],
            "quantity": 2,
            "list_cents": line["list_cents"],
            "paid_cents": line["payable_cents"],
            "floor_cents": line["floor_cents"],
        }
        for line in found["lines"]
    ]
    offers = [one["key"] for one in found["considered"] if one["applied"]]
    data = {"order_id": f"P{number}", "total_cents": found["total_cents"], "lines": lines}
    return order(id=f"P{number}", subject=MEMBER, data={**data, "offers": offers, **more})


async def test_what_was_quoted_is_held_paid_and_explained(machine, published):
    found = await quoted(machine)
    assert (found["total_cents"], found["lines"][0]["floor_cents"]) == (10_000, 3_000)
    offers = [
        {"offer": one["key"], "discount_cents": one["cents"]}
        for one in found["considered"]
        if one["applied"]
    ]
    held = await machine.post("/v1/holds", json={"member": MEMBER, "offers": offers})
    assert held.status_code == 201, held.text
    hold = held.json()["hold_id"]
    wallet = (await machine.get(f"/v1/members/{published}/coupons")).json()
    assert wallet["holds"][0]["offers"] == [{"offer": "twenty", "discount_cents": 2_000}]
    sent = await machine.post("/v1/events", json=paid(found, 1, hold_id=hold))
    assert sent.json()["status"] == "accepted", sent.text
    [priced] = [one for one in sent.json()["effects"] if one["type"] == "order.priced"]
    assert (priced["difference_cents"], priced["lines_off"]) == (0, 0)
    # The till takes 5.00 more off than anything explains.
    second = paid(await quoted(machine), 2, store="S1")
    second["data"]["lines"][0]["paid_cents"] -= 500
    second["data"]["total_cents"] -= 500
    sent = await machine.post("/v1/events", json=second)
    assert sent.json()["status"] == "accepted", sent.text
    off = (await machine.get("/v1/orders/off")).json()["items"]
    assert [(one["order_id"], one["difference_cents"], one["member"]) for one in off] == [
        ("P2", -500, published)
    ]
    for query, orders in (("least_cents=500", 1), ("least_cents=501", 0), ("store=S2", 0)):
        its = (await machine.get(f"/v1/orders/off?{query}")).json()
        assert (len(its["items"]), its["total"]) == (orders, orders)
        assert its["sums"] == {
            "less_orders": orders,
            "less_cents": -500 * orders,
            "more_orders": 0,
            "more_cents": 0,
            "stores": orders,
        }
    seq = off[0]["seq"]
    for language, verdict in (
        ("en", "The till took ¥5.00 more off than offers and coupons explain."),
        ("zh-CN", "收银比优惠和券所能解释的多减了 ¥5.00。"),
    ):
        told = await machine.get(
            f"/v1/members/{published}/events/{seq}/explain", headers={"accept-language": language}
        )
        assert told.status_code == 200, told.text
        pricing = told.json()["pricing"]
        assert pricing["verdict"] == verdict
        assert told.json()["verified"] is True
    assert pricing["lines"][0]["expected_cents"] == 10_000
    assert pricing["lines"][0]["discounts"][0]["key"] == "twenty"
    assert pricing["discounts"][0]["given_cents"] == 2_000


async def test_what_budgets_and_limits_have_left(machine, published):
    for number in (1, 2):
        await machine.post("/v1/events", json=paid(await quoted(machine), number))
    found = await quoted(machine)
    assert found["total_cents"] == 12_000
    [twenty] = [one for one in found["considered"] if one["key"] == "twenty"]
    assert twenty["reason"]["code"] == "limit"
    # Somebody else is in the way of the budget: 10.00 of 50.00 are left.
    nobody = await machine.post("/v1/quotes", json={"cart": CART})
    [twenty] = [one for one in nobody.json()["considered"] if one["key"] == "twenty"]
    assert (twenty["reason"]["code"], twenty["reason"]["missing_cents"]) == ("budget", 1_000)
    [offer] = (await machine.get("/v1/offers/figures")).json()["items"]
    assert offer == {
        "offer": "twenty",
        "used_30d": 2,
        "off_cents_30d": 4_000,
        "returned_cents_30d": 0,
        "budget_left_cents": 1_000,
        "uses_left": 1,
    }
    [budget] = (await machine.get("/v1/budgets/figures")).json()["items"]
    assert budget == {
        "budget": "spring",
        "discounts": ["offer/twenty"],
        "taken_cents": 4_000,
        "left_cents": 1_000,
        "uses": 2,
        "uses_left": 1,
    }


async def test_what_is_missing_refuses_the_hold(machine, published):
    asked = {"member": MEMBER, "offers": [{"offer": "twenty", "discount_cents": 5_001}]}
    answer = await machine.post("/v1/holds", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (409, "offer_budget_spent")
    asked["offers"][0]["offer"] = "none"
    answer = await machine.post("/v1/holds", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, "offer_unknown")
