"""Hidden gifts on the member page: in no list before they are opened."""

from tests.api.test_member_page import told, visiting
from tests.api.test_wallet import member

__all__ = ["member"]


async def test_a_hidden_gift_is_a_surprise(machine, member, site):
    order = {"order_id": "O1", "total_cents": 52_100}
    event = {"source": "till", "id": "1", "type": "order.paid", "subject": f"member:{member}"}
    async with visiting(site, machine, member) as visitor:
        gifts = (await visitor.get("/v1/me/gifts")).json()["gifts"]
        assert "rose" not in [one["gift"] for one in gifts]
        assert told(await visitor.post("/v1/me/gifts/rose/redeem")) == (422, "gift_unknown")
        lines = [{"sku": "1", "paid_cents": 52_100}]
        paid = await machine.post("/v1/events", json=event | {"data": order | {"lines": lines}})
        assert paid.status_code == 200, paid.text
        gifts = (await visitor.get("/v1/me/gifts")).json()["gifts"]
        [rose] = [one for one in gifts if one["gift"] == "rose"]
        assert (rose["surprise"], rose["state"]) == (True, "open")
        assert (await visitor.post("/v1/me/gifts/rose/redeem")).status_code == 200
    shown = (await machine.get("/v1/gifts")).json()["gifts"]
    assert {one["gift"]: one["opened"] for one in shown} == {
        "film": None,
        "lounge": None,
        "lunch": None,
        "pack-gift": None,
        "rose": 1,
        "voucher": None,
    }
