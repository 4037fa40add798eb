"""Benefits at the desk: used, refused, taken back, read by page and by month."""

from datetime import timedelta

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_definition import save
from tests.api.test_member_page import visiting
from tests.api.test_my_rewards import named

DELIVERY = (
    {"kind": "benefit", "key": "delivery", "type": "free_delivery", "stock": 3}
    | named("免费配送", "Free delivery")
    | {"about": {"zh": "不限金额", "en": "On any order"}, "quota": {"every": "month", "uses": 2}}
    | {"worth_cents": 600, "cost_cents": 450}
)


@pytest.fixture
async def member(machine):
    """A member of a shop with that benefit."""
    saved = await save(machine, DELIVERY)
    assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    identities = [{"kind": "card", "value": "VIP10001"}]
    return (await machine.post("/v1/members", json={"identities": identities})).json()["member"]


@pytest.fixture
async def visitor(site, machine, member):
    async with visiting(site, machine, member) as client:
        yield client


@pytest.fixture
def desk(member):
    """Where the member's benefits are."""
    return f"/v1/members/{member}/benefits"


async def standing(machine, desk):
    """used, left and left for everybody."""
    items = (await machine.get(desk)).json()["items"]
    [one] = [one for one in items if one["key"] == "delivery"]
    return one["used"], one["left"], one["left_for_all"]


async def test_used_at_the_desk_once_however_often_it_is_asked(machine, desk, visitor):
    key = {"idempotency-key": "D-1"}
    body = {"channel": "store", "store": "Main", "reason": "Shown at the desk"}
    made = await machine.post(f"{desk}/delivery/uses", json=body, headers=key)
    assert made.status_code == 201, made.text
    again = await machine.post(f"{desk}/delivery/uses", json=body, headers=key)
    assert again.json()["status"] == "duplicate"
    assert await standing(machine, desk) == (1, 1, 2)
    many = await machine.post(f"{desk}/delivery/uses", json={"count": 2})
    assert (many.status_code, many.json()["code"], many.json()["place"]) == (
        409, "benefit_quota_used_up", "/count",
    )  # fmt: skip
    assert await standing(machine, desk) == (1, 1, 2)
    nothing = await machine.post(f"{desk}/spa/uses", json={})
    assert (nothing.status_code, nothing.json()["code"]) == (404, "benefit_unknown")
    [mine] = (await visitor.get("/v1/me/benefits")).json()["items"]
    assert (mine["left"], mine["uses"], mine["every"], mine["gone"]) == (1, 2, "month", False)


async def test_taken_back_it_is_there_again_and_once(machine, desk):
    body = {"use_id": "U-1", "order_id": "A-1"}
    assert (await machine.post(f"{desk}/delivery/uses", json=body)).status_code == 201
    assert (await machine.post(f"{desk}/returns", json={"use_id": "U-1"})).status_code == 400
    back = {"use_id": "U-1", "reason": "The order was void"}
    assert (await machine.post(f"{desk}/returns", json=back)).status_code == 200
    assert await standing(machine, desk) == (0, 2, 3)
    again = await machine.post(f"{desk}/returns", json=back)
    assert (again.status_code, again.json()["code"]) == (404, "benefit_use_unknown")
    [use] = (await machine.get(f"{desk}/uses")).json()["items"]
    assert (use["use_id"], use["order_id"], use["title"]) == ("U-1", "A-1", "Free delivery")
    assert use["returned_at"] is not None
    assert not use["held"]


async def test_what_a_hold_uses_is_the_holds(machine, desk, member):
    hold = {"member": f"member:{member}", "benefits": [{"benefit": "delivery"}]}
    made = await machine.post("/v1/holds", json=hold)
    assert made.status_code == 201, made.text
    [use] = (await machine.get(f"{desk}/uses")).json()["items"]
    assert use["held"]
    assert use["returned_at"] is None
    body = {"use_id": use["use_id"], "reason": "No"}
    refused = await machine.post(f"{desk}/returns", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "benefit_use_held")
    assert await standing(machine, desk) == (1, 1, 2)


async def test_uses_come_by_page_both_ways(machine, desk, clock):
    for number in range(2):
        body = {"use_id": f"U-{number}"}
        assert (await machine.post(f"{desk}/delivery/uses", json=body)).status_code == 201
        clock.advance(timedelta(minutes=1))
    first = (await machine.get(f"{desk}/uses", params={"limit": 1})).json()
    assert [one["use_id"] for one in first["items"]] == ["U-1"]
    query = {"limit": 1, "cursor": first["next"]}
    second = (await machine.get(f"{desk}/uses", params=query)).json()
    assert [one["use_id"] for one in second["items"]] == ["U-0"]
    assert second["next"] is None
    query["cursor"] = second["prev"]
    assert (await machine.get(f"{desk}/uses", params=query)).json()["items"] == first["items"]


async def test_months_and_pool(machine, desk):
    for number in range(2):
        await machine.post(f"{desk}/delivery/uses", json={"use_id": f"U-{number}"})
    await machine.post(f"{desk}/returns", json={"use_id": "U-0", "reason": "void"})
    shown = (await machine.get("/v1/benefits/delivery/months")).json()
    assert (shown["size"], shown["left"], shown["shared"], len(shown["months"])) == (3, 2, [], 12)
    month = shown["months"][-1]
    assert (month["used"], month["returned"], month["members"]) == (2, 1, 1)
    assert (month["worth_cents"], month["cost_cents"]) == (600, 450)
    assert [one["used"] for one in shown["months"][:-1]] == [0] * 11
    assert (await machine.get("/v1/benefits/spa/months")).status_code == 404


async def test_who_may_not_use_benefits_is_refused(site, pool, clock, desk):
    key = await key_with(pool, clock, "members:read", "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {key}"}) as reader:
        for path, body in (
            (f"{desk}/delivery/uses", {}),
            (f"{desk}/returns", {"use_id": "U-1", "reason": "void"}),
        ):
            assert (await reader.post(path, json=body)).status_code == 403
