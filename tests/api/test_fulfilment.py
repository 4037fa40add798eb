"""The fulfilment desk over HTTP: what waits, one by its number, and who may look."""

from tests.api.conftest import client_of, key_with
from tests.api.test_definition import save
from tests.api.test_wallet import member

__all__ = ["member"]

CUP = {
    "kind": "gift",
    "key": "cup",
    "name": {"zh": "杯子", "en": "Cup"},
    "gives": {"what": "goods", "sku": "cup-01"},
    "points": {"currency": "points", "amount": 100},
}


async def test_what_waits_leaves_the_desk_when_it_is_fulfilled(machine, member, site, pool, clock):
    assert (await save(machine, CUP)).status_code == 200
    assert (await machine.post("/v1/releases", json={})).status_code == 201
    path = f"/v1/members/{member}/redemptions"
    made = await machine.post(path, json={"gift": "cup", "redemption_id": "R-1"})
    assert made.status_code == 201, made.text
    assert (
        await machine.post(path, json={"gift": "cup", "redemption_id": "R-2"})
    ).status_code == 201
    desk = (await machine.get("/v1/redemptions")).json()
    assert [(one["redemption_id"], one["step"], one["member"]) for one in desk["items"]] == [
        ("R-1", "claimed", member),
        ("R-2", "claimed", member),
    ]
    assert desk["items"][0]["what"] == "goods"
    assert (await machine.get("/v1/redemptions?gift=other")).json()["items"] == []
    assert (await machine.post(f"{path}/R-1/fulfil", json={})).status_code == 200
    desk = (await machine.get("/v1/redemptions")).json()["items"]
    assert [one["redemption_id"] for one in desk] == ["R-2"]
    [one] = (await machine.get("/v1/redemptions?redemption=R-1")).json()["items"]
    assert (one["step"], one["member"]) == ("fulfilled", member)
    assert (await machine.get("/v1/redemptions?redemption=R-9")).json()["items"] == []
    secret = await key_with(pool, clock, "members:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as reader:
        assert (await reader.get("/v1/redemptions")).json()["permission"] == "gifts:fulfil"
