"""Paid plans at the desk and on the member's own page: tried, paid, renewed, cancelled."""

from datetime import timedelta

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_definition import save
from tests.api.test_member_page import visiting
from tests.api.test_my_rewards import named

PLUS = (
    {"kind": "paid_plan", "key": "plus", "price_cents": 8_800, "months": 12}
    | {"trial_days": 7, "notice_days": 10, "grace_days": 14}
    | named("悦享会员", "Plus")
)


@pytest.fixture
async def member(machine):
    """A member of a shop with that plan."""
    saved = await save(machine, PLUS)
    assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    identities = [{"kind": "card", "value": "VIP10001"}]
    return (await machine.post("/v1/members", json={"identities": identities})).json()["member"]


@pytest.fixture
async def visitor(site, machine, member):
    async with visiting(site, machine, member) as client:
        yield client


async def test_a_member_tries_is_told_and_agrees_to_renew(machine, visitor, member, clock):
    assert "plans" in (await visitor.get("/v1/me")).json()["features"]
    [offered] = (await visitor.get("/v1/me/plans")).json()["items"]
    assert (offered["price_cents"], offered["months"], offered["may_try"]) == (8_800, 12, True)
    assert (offered["active"], offered["until"]) == (False, None)
    tried = await visitor.post("/v1/me/plans/plus/trial", json={})
    assert tried.status_code == 200, tried.text
    [mine] = tried.json()["items"]
    assert (mine["trial"], mine["days_left"], mine["may_try"]) == (True, 7, False)
    again = await visitor.post("/v1/me/plans/plus/trial", json={})
    assert (again.status_code, again.json()["code"]) == (409, "plan_trial_used")
    [mine] = (await visitor.post("/v1/me/plans/plus/renewal", json={"auto_renew": True})).json()[
        "items"
    ]
    assert (mine["auto_renew"], mine["ending"]) == (True, True)
    nothing = await visitor.post("/v1/me/plans/spa/trial", json={})
    assert (nothing.status_code, nothing.json()["code"]) == (404, "plan_unknown")


async def test_paid_renewed_and_cancelled_at_the_desk(machine, visitor, member):
    desk = f"/v1/members/{member}/plans"
    key = {"idempotency-key": "P-1"}
    body = {"paid_cents": 8_800, "order_id": "POS-1", "auto_renew": True, "reason": "At the desk"}
    for status in ("accepted", "duplicate"):
        made = await machine.post(f"{desk}/plus/payments", json=body, headers=key)
        assert (made.status_code, made.json()["status"]) == (201, status)
    off = await machine.post(f"{desk}/plus/renewal", json={"auto_renew": False})
    assert off.status_code == 200, off.text
    [mine] = (await visitor.get("/v1/me/plans")).json()["items"]
    assert (mine["active"], mine["trial"], mine["auto_renew"]) == (True, False, False)
    [shown] = (await machine.get(desk)).json()["items"]
    back = shown["refund_cents"]
    assert 0 < back < 8_800
    refused = await machine.post(f"{desk}/plus/cancel", json={})
    assert refused.status_code == 400
    ended = await machine.post(f"{desk}/plus/cancel", json={"reason": "Moves away"})
    [effect] = [one for one in ended.json()["effects"] if one["type"] == "plan.cancelled"]
    assert effect["cents"] == back
    again = await machine.post(f"{desk}/plus/cancel", json={"reason": "Moves away"})
    assert (again.status_code, again.json()["code"]) == (409, "plan_not_running")
    items = (await machine.get(f"{desk}/history")).json()["items"]
    assert [(one["change"], one["cents"]) for one in items] == [
        ("cancelled", back), ("renewal_off", 0), ("paid", 8_800),
    ]  # fmt: skip
    assert items[-1]["order_id"] == "POS-1"


async def test_the_desk_begins_a_trial_for_who_never_had_it(machine, member, clock):
    path = f"/v1/members/{member}/plans/plus/trial"
    assert (await machine.post(path, json={"auto_renew": True})).status_code == 201
    clock.advance(timedelta(days=30))
    assert (await machine.post(path, json={})).json()["code"] == "plan_trial_used"


async def test_who_may_not_handle_plans_is_refused(site, pool, clock, member):
    key = await key_with(pool, clock, "members:read", "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {key}"}) as reader:
        for act, body in (
            ("payments", {"paid_cents": 1, "order_id": "A"}),
            ("trial", {}),
            ("renewal", {"auto_renew": True}),
            ("cancel", {"reason": "void"}),
        ):
            answer = await reader.post(f"/v1/members/{member}/plans/plus/{act}", json=body)
            assert answer.status_code == 403
