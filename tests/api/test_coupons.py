"""What became of coupons over HTTP: a member's, change by change, and each template in figures."""

from tests.api.conftest import client_of, key_with
from tests.api.test_wallet import effects, member

__all__ = ["member"]


async def issue(machine, member, coupon):
    """One coupon given by hand; its number."""
    body = {"coupon": coupon, "reason": "late delivery"}
    given = await machine.post(f"/v1/members/{member}/coupons", json=body)
    assert given.status_code == 200, given.text
    return effects(given, "coupon.issued")[0]["coupon"]


async def test_changes_and_figures_tell_the_same(machine, member, site, pool, clock):
    path = f"/v1/members/{member}/coupons"
    first = await issue(machine, member, "thanks")
    second = await issue(machine, member, "thanks")
    voided = await machine.post(f"{path}/{second}/void", json={"reason": "by mistake"})
    assert voided.status_code == 200
    hold = {
        "member": "card:10086",
        "coupons": [{"coupon": first, "discount_cents": 300}],
        "order_id": "O1",
    }
    made = (await machine.post("/v1/holds", json=hold)).json()["hold_id"]
    confirmed = await machine.post(f"/v1/holds/{made}/confirm", json={"order_id": "O1"})
    assert confirmed.status_code == 200
    told = (await machine.get(f"{path}/changes")).json()
    assert told["total"] == 5
    assert [(one["coupon"], one["change"], one["amount_cents"]) for one in told["items"]] == [
        (first, "redeemed", 300),
        (first, "locked", None),
        (second, "void", None),
        (second, "issued", None),
        (first, "issued", None),
    ]
    assert {one["title"] for one in told["items"]} == {"Thanks"}
    assert told["items"][0]["order_id"] == "O1"
    figures = (await machine.get("/v1/coupons/figures")).json()["items"]
    [thanks] = [one for one in figures if one["coupon"] == "thanks"]
    assert (thanks["issued_30d"], thanks["redeemed_30d"], thanks["expired_30d"]) == (2, 1, 0)
    assert (thanks["off_cents_30d"], thanks["budget_left_cents"]) == (300, None)
    [rare] = [one for one in figures if one["coupon"] == "rare"]
    assert (rare["issued_30d"], rare["left"], rare["budget_left_cents"]) == (0, 1, 3000)
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        assert (await till.get(f"{path}/changes")).json()["permission"] == "members:read"
        assert (await till.get("/v1/coupons/figures")).json()["permission"] == "figures:read"
