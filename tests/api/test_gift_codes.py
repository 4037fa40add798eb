"""Imported codes over HTTP: brought by the console, shown to their member and to nobody else."""

from tests.api.conftest import client_of, key_with
from tests.api.test_erasure import ended
from tests.api.test_member_page import told, visiting
from tests.api.test_wallet import flaws, member, registered

__all__ = ["member"]


async def test_brought_redeemed_looked_at(machine, member, site, pool, shuke, clock):
    path = "/v1/gifts/film/codes"
    brought = await machine.post(path, json={"codes": ["FILM-1", " FILM-2 ", "FILM-1", "FILM-3"]})
    assert (brought.status_code, brought.json()) == (201, {"added": 3, "known": 1, "left": 3})
    assert told(await machine.post("/v1/gifts/lounge/codes", json={"codes": ["A"]})) == (
        400,
        "request_invalid",
    )
    assert told(await machine.post("/v1/gifts/nothing/codes", json={"codes": ["A"]})) == (
        404,
        "not_found",
    )
    bad = await machine.post(path, json={"codes": ["FILM-9", "two\nlines"]})
    assert (bad.status_code, bad.json()["place"]) == (400, "/codes/1")
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        assert (await till.post(path, json={"codes": ["A"]})).json()["permission"] == (
            "coupons:issue"
        )
    [film] = [
        one for one in (await machine.get("/v1/gifts")).json()["gifts"] if one["gift"] == "film"
    ]
    assert (film["left"], film["codes_left"], film["codes_low"]) == (3, 3, False)
    async with visiting(site, machine, member) as visitor:
        redeemed = await visitor.post("/v1/me/gifts/film/redeem")
        number = redeemed.json()["redemption_id"]
        [shown] = (await visitor.get("/v1/me/gifts")).json()["redemptions"]
        assert (shown["step"], shown["code"]) == ("fulfilled", "hidden")
        code = await visitor.post(f"/v1/me/redemptions/{number}/code")
        assert code.json()["code"] in {"FILM-1", "FILM-2", "FILM-3"}
        again = await visitor.post(f"/v1/me/redemptions/{number}/code")
        assert again.json() == code.json()
        [shown] = (await visitor.get("/v1/me/gifts")).json()["redemptions"]
        assert shown["code"] == "seen"
    async with site.lifespan():
        asked = await machine.post(
            f"/v1/members/{member}/copy",
            json={"reason": "本人要求"},
            headers={"idempotency-key": "copy"},
        )
        job = await ended(machine, asked.json()["id"])
    [copied] = (await machine.get(job["result"]["file"])).json()["gift_codes"]
    assert (copied["gift"], copied["redemption"], copied["code"]) == (
        "film",
        number,
        code.json()["code"],
    )
    other = await registered(machine, "VIP10002")
    async with visiting(site, machine, other) as neighbour:
        stolen = await neighbour.post(f"/v1/me/redemptions/{number}/code")
        assert told(stolen) == (404, "redemption_unknown")
    [film] = [
        one for one in (await machine.get("/v1/gifts")).json()["gifts"] if one["gift"] == "film"
    ]
    assert (film["codes_left"], film["codes_low"]) == (2, True)
    seen = await machine.post(
        f"/v1/members/{member}/redemptions/{number}/reverse", json={"reason": "by mistake"}
    )
    assert told(seen) == (409, "redemption_ended")
    assert await flaws(pool, shuke) == []


async def test_an_erased_member_s_code_opens_nowhere(machine, member, site, pool):
    await machine.post("/v1/gifts/film/codes", json={"codes": ["FILM-1"]})
    async with visiting(site, machine, member) as visitor:
        number = (await visitor.post("/v1/me/gifts/film/redeem")).json()["redemption_id"]
        await visitor.post(f"/v1/me/redemptions/{number}/code")
    erased = await machine.post(
        f"/v1/members/{member}/erase", json={"confirm": member, "reason": "asked for"}
    )
    assert erased.status_code == 200, erased.text
    assert (
        await pool.fetchval("select sealed from reward_gift_code where subject = $1", member) == b""
    )
