"""A member's coupons and gifts on their own page: taken once, redeemed once, nobody else's."""

from datetime import timedelta

import msgspec
import pytest
from tests.api.test_definition import save
from tests.api.test_member_page import POINTS, UNIT, registered, told, visiting

from shuke.api.terms_said import terms_said
from shuke.engine.definition import Programme
from shuke.reward import Coupon

COUPON = {"kind": "coupon", "valid": {"how": "relative", "days": 14}}


def named(zh, en):
    return {"name": {"zh": zh, "en": en}}


def off(cents, floor=None, **more):
    terms = {"discount": {"how": "amount_off", "off_cents": cents}}
    return COUPON | {"terms": terms | ({} if floor is None else {"from_cents": floor})} | more


DOCUMENTS = (
    {"kind": "currency", "key": "points", "name": POINTS, "unit": UNIT},
    {"kind": "profile_field", "key": "name", "type": "text", "class": "identifying"}
    | named("姓名", "Name"),
    {"kind": "earning_rule", "key": "points", "when": "order.paid", "name": POINTS}
    | {"give": {"how": "per_amount", "per_cents": 100, "currency": "points"}},
    off(500, 3_000, key="five", claimable=True, per_member=1, stock=1) | named("满减", "Five"),
    off(100, key="by-code", claimable=True, codes="generated") | named("码", "Code"),
    off(100, key="by-hand") | named("手发", "Hand"),
    {"kind": "gift", "key": "mug", "gives": {"what": "goods"}, "stock": 1}
    | {"points": {"currency": "points", "amount": 300}}
    | named("马克杯", "Mug"),
    {"kind": "gift", "key": "sofa", "gives": {"what": "goods"}}
    | {"points": {"currency": "points", "amount": 3_000}}
    | named("沙发", "Sofa"),
    {"kind": "gift", "key": "lamp", "gives": {"what": "goods"}, "money_cents": 100}
    | named("灯", "Lamp"),
)


@pytest.fixture
async def member(machine):
    for document in DOCUMENTS:
        path = f"/v1/definitions/{document['kind']}/{document['key']}/draft"
        saved = await machine.put(path, json={"document": document})
        assert saved.status_code == 200, saved.text
    published = await machine.post("/v1/releases", json={})
    assert published.status_code == 201, published.text
    return await registered(machine, "VIP10001")


@pytest.fixture
async def visitor(site, machine, member):
    async with visiting(site, machine, member) as client:
        yield client


async def test_a_coupon_is_taken_once_and_shows_what_it_takes_off(
    site, machine, visitor, member, clock
):
    assert (await visitor.get("/v1/me")).json()["features"] == ["coupons", "gifts"]
    before = (await visitor.get("/v1/me/coupons")).json()
    assert before["coupons"] == before["past"] == []
    assert [(one["kind"], one["key"], one["says"]) for one in before["claimable"]] == [
        ("coupon", "five", "¥5.00 off from ¥30.00")
    ]
    key = {"idempotency-key": "take-1"}
    body = {"template": "five"}
    taken = await visitor.post("/v1/me/coupons", json=body, headers=key)
    again = await visitor.post("/v1/me/coupons", json=body, headers=key)
    assert (taken.status_code, again.json()) == (200, taken.json())
    [coupon] = taken.json()["coupons"]
    assert (coupon["title"], coupon["state"], taken.json()["claimable"]) == ("Five", "usable", [])
    refused = await visitor.post("/v1/me/coupons", json=body)
    assert told(refused) == (409, "coupon_limit_reached")
    for template in ("by-code", "by-hand"):
        answer = await visitor.post("/v1/me/coupons", json={"template": template})
        assert told(answer) == (422, "coupon_not_claimable"), template
    assert (await visitor.get("/v1/me/coupons")).json() == taken.json()
    other = await registered(machine, "VIP10002")
    async with visiting(site, machine, other) as neighbour:
        assert (await neighbour.get("/v1/me/coupons")).json()["coupons"] == []
        sold = await neighbour.post("/v1/me/coupons", json=body)
        assert told(sold) == (409, "coupon_out_of_stock")
    clock.advance(timedelta(days=15))
    paid = {"source": "till", "id": "late", "type": "order.paid", "subject": "card:VIP10001"}
    order = {"order_id": "late", "total_cents": 100, "lines": [{"sku": "1", "paid_cents": 100}]}
    assert (await machine.post("/v1/events", json=paid | {"data": order})).status_code == 200
    async with visiting(site, machine, member) as later:
        after = (await later.get("/v1/me/coupons")).json()
    assert [(one["title"], one["change"]) for one in after["past"]] == [("Five", "expired")]


async def test_a_gift_is_redeemed_once_for_points(visitor, pool):
    shown = (await visitor.get("/v1/me/gifts")).json()
    assert {one["gift"]: one["state"] for one in shown["gifts"]} == {
        "mug": "open",
        "sofa": "too_few_points",
        "lamp": "at_the_till",
    }
    key = {"idempotency-key": "redeem-1"}
    done = await visitor.post("/v1/me/gifts/mug/redeem", headers=key)
    again = await visitor.post("/v1/me/gifts/mug/redeem", headers=key)
    assert (done.status_code, again.json()) == (200, done.json())
    assert done.json()["balance_after"] == 40
    rows = await pool.fetchval("select count(*) from reward_gift")
    for gift, refusal in (
        ("sofa", (422, "points_insufficient")),
        ("lamp", (422, "gift_price_mismatch")),
        ("nothing", (422, "gift_unknown")),
    ):
        answer = await visitor.post(f"/v1/me/gifts/{gift}/redeem")
        assert told(answer) == refusal
    assert await pool.fetchval("select count(*) from reward_gift") == rows
    after = (await visitor.get("/v1/me/gifts")).json()
    [redemption] = after["redemptions"]
    assert (redemption["redemption_id"], redemption["title"], redemption["step"]) == (
        done.json()["redemption_id"],
        "Mug",
        "claimed",
    )
    assert next(one for one in after["gifts"] if one["gift"] == "mug")["state"] == "sold_out"


@pytest.mark.parametrize(
    ("discount", "en", "zh"),
    [
        ({"how": "amount_off", "off_cents": 500}, "¥5.00 off", "减 ¥5.00"),
        (
            {"how": "amount_off", "off_cents": 500, "per_cents": 3_000},
            "¥5.00 off for each ¥30.00",
            "每满 ¥30.00 减 ¥5.00",
        ),
        ({"how": "percent_off", "percent": 15}, "15% off", "8.5 折"),
        ({"how": "percent_off", "percent": 100}, "100% off", "免费"),
        (
            {"how": "steps", "steps": [{"from_cents": 5_000, "off_cents": 500}]},
            "up to ¥5.00 off from ¥50.00",
            "满 ¥50.00 最高减 ¥5.00",
        ),
        ({"how": "nth_item"}, "50% off the cheapest of 2", "每 2 件，最低价一件 5 折"),
        ({"how": "bundle", "count": 3, "price_cents": 990}, "any 3 for ¥9.90", "任选 3 件 ¥9.90"),
        ({"how": "free_shipping"}, "free delivery", "包邮"),
        ({"how": "exchange", "sku": "cup", "price_cents": 100}, "cup for ¥1.00", "¥1.00 换购 cup"),
        ({"how": "present", "sku": "cup"}, "cup for nothing", "赠 cup"),
    ],
)
def test_terms_are_said_in_one_line(discount, en, zh):
    class Asking:
        def __init__(self, language):
            self.language = language
            self.release = self
            self.programme = Programme(key="programme", name=POINTS)

        def say(self, text):
            return text.of(self.language)

    document = COUPON | {"key": "x", "name": POINTS, "terms": {"discount": discount}}
    template = msgspec.convert(document, Coupon)
    assert [terms_said(Asking(language), template) for language in ("en", "zh")] == [en, zh]


async def test_what_would_be_refused_is_said_beforehand(machine, visitor):
    rich = {"attribute": "member.balance.points", "op": "at_least", "value": 1_000_000}
    price = {"points": {"currency": "points", "amount": 1}}
    goods = {"kind": "gift", "gives": {"what": "goods"}} | price
    coupon = off(100, claimable=True, claim_if=rich, key="rich")
    for document in (
        goods | {"key": "once", "per_member": 1} | named("一份", "Once"),
        goods | {"key": "rich", "if": rich} | named("富", "Rich"),
        goods | {"key": "soon", "opens_at": "2999-01-01T00:00:00Z"} | named("早", "Soon"),
        coupon | named("富券", "Rich coupon"),
    ):
        saved = await save(machine, document)
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201

    async def states():
        shown = (await visitor.get("/v1/me/gifts")).json()["gifts"]
        return {one["gift"]: one["state"] for one in shown if one["gift"] in said}

    said = {"once": "open", "rich": "not_for_me", "soon": "not_yet"}
    assert await states() == said
    assert (await visitor.post("/v1/me/gifts/once/redeem")).status_code == 200
    assert await states() == said | {"once": "had"}
    for gift in ("rich", "soon", "once"):
        assert (await visitor.post(f"/v1/me/gifts/{gift}/redeem")).status_code in (409, 422), gift
    claimable = (await visitor.get("/v1/me/coupons")).json()["claimable"]
    assert "rich" not in {one["key"] for one in claimable}


BENEFITS = (
    {"kind": "benefit", "key": "gold-only", "type": "service"}
    | named("金卡专享", "For gold")
    | {"about": {"zh": "还没有", "en": "Not yet"}}
    | {"if": {"attribute": "member.balance.points", "op": "at_least", "value": 1_000_000}},
    {"kind": "benefit", "key": "parking", "type": "service"}
    | named("停车", "Parking")
    | {"about": {"zh": "每天一次", "en": "Once a day"}, "quota": {"every": "day", "uses": 1}},
)


async def test_what_i_am_entitled_to_comes_first_with_what_is_left(machine, visitor, member):
    for document in BENEFITS:
        saved = await save(machine, document)
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    used = {"source": "gate", "id": "1", "type": "benefit.use", "subject": f"member:{member}"}
    data = {"benefit": "parking", "use_id": "P1", "channel": "store"}
    assert (await machine.post("/v1/events", json=used | {"data": data})).status_code == 200
    mine = (await visitor.get("/v1/me/benefits")).json()["items"]
    assert [(one["key"], one["entitled"], one["left"]) for one in mine] == [
        ("parking", True, 0),
        ("gold-only", False, None),
    ]
    assert mine[0]["renews_on"] > "2026"
    theirs = (await machine.get(f"/v1/members/{member}/benefits")).json()["items"]
    assert [(one["key"], one["used"], one["left"]) for one in theirs] == [
        ("gold-only", 0, None),
        ("parking", 1, 0),
    ]
    assert theirs[0]["why"]["passed"] is False
