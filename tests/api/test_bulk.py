"""Acts on several members at once: one act a member, told when refused, done once."""

import asyncio

import pytest
from tests.api.conftest import client_of, person_with, sign_in_as
from tests.api.test_definition import CURRENCY, RULE, save
from tests.api.test_event import order


@pytest.fixture
async def members(machine):
    """Three members with 10, 20 and 30 points; their ids in this order."""
    for document in (CURRENCY, RULE):
        assert (await save(machine, document)).status_code == 200
    await machine.post("/v1/releases", json={})
    for number in (1, 2, 3):
        total = number * 1000
        bought = {"total_cents": total, "lines": [{"sku": "milk", "paid_cents": total}]}
        event = order(number, data=bought, subject=f"card:C{number}")
        assert (await machine.post("/v1/events", json=event)).status_code == 200
    listed = (await machine.get("/v1/members?sort=balance")).json()["items"]
    return [one["id"] for one in listed]


async def ended(client, job):
    """The job, when it has ended."""
    for _ in range(200):
        seen = (await client.get(f"/v1/jobs/{job}")).json()
        if seen["status"] not in ("queued", "running"):
            return seen
        await asyncio.sleep(0.05)
    raise AssertionError(seen)


async def points(client, members):
    """The usable points of each."""
    return [(await client.get(f"/v1/members/{one}")).json()["points"] for one in members]


async def test_several_members_get_points_once_however_often_it_is_asked(site, machine, members):
    body = {"members": members[:2], "currency": "points", "amount": 5, "reason": "closed store"}
    async with site.lifespan():
        for _ in range(2):
            asked = await machine.post(
                "/v1/members/adjust", json=body, headers={"idempotency-key": "once"}
            )
            assert asked.status_code == 202
            seen = await ended(machine, asked.json()["id"])
            assert (seen["status"], seen["kind"], seen["title"]) == (
                "done", "points.adjust", "Adjustment of points",
            )  # fmt: skip
            assert seen["result"] == {"rows": 2, "rejected": 0}
    assert await points(machine, members) == [15, 25, 30]
    rows = (await machine.get(f"/v1/audit?target_kind=member&target={members[0]}")).json()["items"]
    assert [(row["act"], row["after"], row["reason"]) for row in rows] == [
        ("points.adjust", {"currency": "points", "amount": 5}, "closed store")
    ]


async def test_who_cannot_be_served_is_told_and_the_others_are(site, machine, members):
    nobody = "01JD8Z0000000000000000000A"
    body = {
        "members": [*members, nobody, members[0]],
        "currency": "points",
        "amount": -15,
        "reason": "wrong grant",
    }
    async with site.lifespan():
        asked = await machine.post("/v1/members/adjust", json=body)
        seen = await ended(machine, asked.json()["id"])
    assert (seen["status"], seen["done"], seen["total"]) == ("done", 4, 4)
    assert (seen["result"]["rows"], seen["result"]["rejected"]) == (2, 2)
    assert [one["member"] for one in seen["result"]["refused"]] == [members[0], nobody]
    assert all(one["why"] for one in seen["result"]["refused"])
    assert await points(machine, members) == [10, 5, 15]


async def test_a_limit_and_a_wrong_body_change_nothing(site, machine, members, pool, clock):
    await person_with(pool, clock, "root@example.com", "administrator")
    await person_with(pool, clock, "sup@example.com", "support")
    body = {"members": members, "currency": "points", "amount": 1001, "reason": "too much"}
    async with site.lifespan(), client_of(site) as support:
        await sign_in_as(support, "sup@example.com")
        refused = await support.post("/v1/members/adjust", json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "above_limit")
        empty = await machine.post("/v1/members/adjust", json=body | {"members": []})
        assert (empty.status_code, empty.json()["place"]) == (400, "/members")
    assert (await machine.get("/v1/jobs")).json()["items"] == []
    assert await points(machine, members) == [10, 20, 30]


async def test_chosen_members_are_exported_and_no_others(site, machine, members):
    body = {"what": "members", "filter": {"tier": "gold"}, "members": members[1:]}
    async with site.lifespan():
        asked = await machine.post("/v1/exports", json=body)
        seen = await ended(machine, asked.json()["id"])
        assert seen["result"]["rows"] == 2
        file = await machine.get(seen["result"]["file"])
    rows = file.content.decode("utf-8-sig").splitlines()[1:]
    assert sorted(row.split(",")[0] for row in rows) == sorted(members[1:])


async def test_a_job_that_waits_is_cancelled_at_once(machine, members):
    body = {"members": members, "currency": "points", "amount": 5, "reason": "not after all"}
    job = (await machine.post("/v1/members/adjust", json=body)).json()
    assert (job["status"], job["cancelling"]) == ("queued", False)
    gone = (await machine.delete(f"/v1/jobs/{job['id']}")).json()
    assert (gone["status"], gone["cancelling"]) == ("cancelled", False)
    assert await points(machine, members) == [10, 20, 30]
