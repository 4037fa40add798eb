"""Packs over HTTP: by hand, claimed by the till and on the member page, by code; and figures."""

from tests.api.conftest import client_of, key_with
from tests.api.test_member_page import told, visiting
from tests.api.test_wallet import effects, flaws, member

__all__ = ["member"]


async def test_a_pack_is_given_by_hand_with_a_reason(machine, member, site, pool, clock, shuke):
    path = f"/v1/members/{member}/packs"
    given = await machine.post(path, json={"pack": "welcome", "reason": "late delivery"})
    assert given.status_code == 200, given.text
    [pack] = effects(given, "pack.issued")
    assert (pack["cause"], len(pack["coupons"])) == ("hand", 3)
    audit = (await machine.get("/v1/audit?action=pack.issue")).json()["items"]
    assert (audit[0]["after"], audit[0]["reason"]) == ({"pack": "welcome"}, "late delivery")
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        refused = await till.post(path, json={"pack": "welcome", "reason": "late delivery"})
        assert refused.json()["permission"] == "coupons:issue"
        nothing = await till.post(f"{path}/claim", json={"pack": "nothing"})
        assert told(nothing) == (422, "pack_unknown")
        full = await till.post(f"{path}/claim", json={"pack": "welcome"})
        assert told(full) == (409, "coupon_out_of_stock")
    assert await flaws(pool, shuke) == []


async def test_a_member_takes_a_pack_once_for_a_key(machine, member, site):
    async with visiting(site, machine, member) as visitor:
        claimable = (await visitor.get("/v1/me/coupons")).json()["claimable"]
        [pack] = [one for one in claimable if one["kind"] == "pack"]
        assert pack == {
            "kind": "pack",
            "key": "welcome",
            "title": "Welcome pack",
            "says": "5 off 30, Thanks ×2",
        }
        key = {"idempotency-key": "take-pack"}
        body = {"pack": "welcome"}
        taken = await visitor.post("/v1/me/coupons", json=body, headers=key)
        again = await visitor.post("/v1/me/coupons", json=body, headers=key)
        assert (taken.status_code, again.json()) == (200, taken.json())
        assert len(taken.json()["coupons"]) == 3
        # A second one would not be whole, so it is not offered.
        assert [one for one in taken.json()["claimable"] if one["kind"] == "pack"] == [pack]
        neither = await visitor.post("/v1/me/coupons", json={})
        assert told(neither) == (400, "request_invalid")


async def test_codes_of_a_pack(machine, member, pool, shuke):
    made = await machine.post("/v1/packs/coded-pack/codes", json={"batch": "autumn", "count": 2})
    first, second = made.json()["codes"]
    path = f"/v1/members/{member}/coupons/claim-code"
    claimed = await machine.post(path, json={"code": first.lower()})
    assert len(effects(claimed, "pack.issued")[0]["coupons"]) == 2
    used = await machine.post(path, json={"code": first})
    assert told(used) == (409, "coupon_code_used")
    brought = await machine.post(
        "/v1/packs/coded-pack/codes/import", json={"batch": "b", "codes": [second, "PRINTED-PACK"]}
    )
    assert (brought.json()["added"], brought.json()["known"]) == (1, 1)
    without = await machine.post("/v1/packs/welcome/codes", json={"batch": "b", "count": 1})
    assert told(without) == (400, "request_invalid")
    unknown = await machine.post("/v1/packs/nothing/codes", json={"batch": "b", "count": 1})
    assert told(unknown) == (404, "not_found")
    assert await flaws(pool, shuke) == []


async def test_figures_of_packs_benefits_and_plans(machine, member, pool, clock):
    pack = {"pack": "welcome", "reason": "late delivery"}
    await machine.post(f"/v1/members/{member}/packs", json=pack)
    figures = {one["pack"]: one for one in (await machine.get("/v1/packs/figures")).json()["items"]}
    assert figures["welcome"] == {
        "pack": "welcome",
        "issued_30d": 1,
        "coupons_30d": 3,
        "left": 1,
    }
    assert figures["coded-pack"]["left"] is None
    event = {"source": "till", "subject": f"member:{member}"}
    paid = {"plan": "plus", "order_id": "P1", "paid_cents": 8_800}
    for number, (kind, data) in enumerate(
        [
            ("plan.paid", paid),
            ("plan.paid", paid | {"order_id": "P2"}),
            ("benefit.use", {"benefit": "lounge-seat", "use_id": "U1", "count": 2}),
            ("benefit.use", {"benefit": "lounge-seat", "use_id": "U2"}),
            ("benefit.return", {"use_id": "U2"}),
        ]
    ):
        sent = event | {"id": f"f{number}", "type": kind, "data": data}
        answer = await machine.post("/v1/events", json=sent)
        assert answer.status_code == 200, answer.text
    [plan] = (await machine.get("/v1/plans/figures")).json()["items"]
    assert plan == {
        "plan": "plus",
        "paying": 1,
        "trying": 0,
        "paid_30d": 1,
        "renewed_30d": 1,
        "cancelled_30d": 0,
        "paid_cents_30d": 17_600,
        "refund_cents_30d": 0,
    }
    [seat] = (await machine.get("/v1/benefits/figures")).json()["items"]
    assert seat == {
        "benefit": "lounge-seat",
        "used_30d": 3,
        "returned_30d": 1,
        "members_30d": 1,
        "worth_cents_30d": 4_000,
        "cost_cents_30d": 1_000,
        "left": 8,
    }
    gone = event | {"id": "g", "type": "plan.cancel", "data": {"plan": "plus"}}
    assert (await machine.post("/v1/events", json=gone)).status_code == 200
    [plan] = (await machine.get("/v1/plans/figures")).json()["items"]
    # The first day is used of two years that were paid for.
    assert (plan["paying"], plan["cancelled_30d"]) == (0, 1)
    assert plan["refund_cents_30d"] == 8_800 * 364 // 365 + 8_800
