"""Donations over HTTP: given by members, told of by the desk, read by those who gave."""

import asyncio
from datetime import timedelta

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_bulk import ended
from tests.api.test_member_page import told, visiting
from tests.api.test_wallet import effects, flaws, member, registered

from shuke.api import issuing, reporting
from shuke.kernel import jobs

__all__ = ["member"]

PATH = "/v1/gifts/lunch/reports"
RESULT = {"en": "Twelve lunches were served.", "zh": "十二份午餐已送达。", "done": 12}


async def heard(pool):
    """How often each member was told."""
    rows = await pool.fetch(
        "select subject, count(*) from engine_log where type = 'donation.report' group by subject"
    )
    return dict(map(tuple, rows))


async def test_given_told_and_read(machine, member, site, pool, shuke, clock):
    other = await registered(machine, "VIP10002")
    async with visiting(site, machine, member) as visitor:
        mall = (await visitor.get("/v1/me/gifts")).json()
        [lunch] = [one for one in mall["gifts"] if one["gift"] == "lunch"]
        assert (lunch["points"], lunch["left"], lunch["project"]) == (
            10,
            40,
            {
                "piece": "a school lunch",
                "receiver": "Free Lunch Fund",
                "story": "A warm lunch for children in the hills.",
                "goal": 40,
                "given": 0,
                "mine": 0,
            },
        )
        gave = await visitor.post("/v1/me/gifts/lunch/redeem?count=3")
        assert gave.status_code == 200, gave.text
        many = await visitor.post("/v1/me/gifts/film/redeem?count=3")
        assert told(many) == (422, "gift_count_invalid")
        mall = (await visitor.get("/v1/me/gifts")).json()
        [lunch] = [one for one in mall["gifts"] if one["gift"] == "lunch"]
        assert (lunch["left"], lunch["project"]["given"], lunch["project"]["mine"]) == (37, 3, 3)
        assert mall["results"] == []
    path = f"/v1/members/{member}/redemptions"
    two = await machine.post(path, json={"gift": "lunch", "count": 2})
    number = two.json()["redemption_id"]
    undone = await machine.post(f"{path}/{number}/reverse", json={"reason": "mistyped"})
    assert effects(undone, "gift.reversed")
    # The desk hands nothing over.
    assert (await machine.get("/v1/redemptions")).json()["items"] == []
    async with site.lifespan():
        asked = await machine.post(PATH, json=RESULT)
        assert asked.status_code == 202, asked.text
        seen = await ended(machine, asked.json()["id"])
    assert (seen["title"], seen["result"]) == (
        "Telling donors the result",
        {"rows": 1, "rejected": 0},
    )
    shown = (await machine.get("/v1/gifts/lunch/donations")).json()
    assert (shown["goal"], shown["pieces"], shown["points"], shown["donors"]) == (40, 3, 30, 1)
    assert [(one["pieces"], one["points"]) for one in shown["days"]] == [(3, 30)]
    assert [(one["en"], one["done"]) for one in shown["reports"]] == [(RESULT["en"], 12)]
    async with visiting(site, machine, member) as visitor:
        [result] = (await visitor.get("/v1/me/gifts")).json()["results"]
        assert (result["title"], result["says"], result["done"], result["link"]) == (
            "School lunches",
            RESULT["en"],
            12,
            None,
        )
        assert (result["pieces"], result["points"]) == (3, 30)
        # What is given after a result is no part of it.
        clock.advance(timedelta(minutes=1))
        await visitor.post("/v1/me/gifts/lunch/redeem?count=2")
        shown = (await visitor.get("/v1/me/gifts")).json()
        assert [one["pieces"] for one in shown["results"]] == [3]
        assert [one["pieces"] for one in shown["redemptions"]] == [2, 3, 2]
    async with visiting(site, machine, other) as visitor:
        assert (await visitor.get("/v1/me/gifts")).json()["results"] == []
    assert await heard(pool) == {member: 1}
    assert await flaws(pool, shuke) == []


@pytest.fixture
async def donors(machine, member, monkeypatch):
    """Five donors, told in parts of two, 100 donations an event lowered to two."""
    monkeypatch.setattr(issuing, "PART", 2)
    monkeypatch.setattr(reporting, "_AN_EVENT", 2)
    members = [member, *[await registered(machine, f"m{number}") for number in range(4)]]
    given = {"currency": "points", "amount": 100, "reason": "test"}
    for one in members:
        await machine.post(f"/v1/members/{one}/adjust", json=given)
        done = await machine.post(f"/v1/members/{one}/redemptions", json={"gift": "lunch"})
        assert done.status_code == 201, done.text
    for _ in range(2):
        await machine.post(f"/v1/members/{member}/redemptions", json={"gift": "lunch"})
    return members


async def test_killed_in_the_middle_each_donor_hears_once(
    machine, donors, pool, shuke, monkeypatch, clock
):
    dying, part = asyncio.Event(), reporting._part

    async def last_part(shuke, given, listed):
        came = await part(shuke, given, listed)
        if len(await heard(pool)) >= 4:
            dying.set()
            await asyncio.Event().wait()
        return came

    def runner():
        return jobs.JobRunner(shuke.pool, [reporting.kind(shuke)], clock=shuke.clock)

    job = (await machine.post(PATH, json=RESULT)).json()["id"]
    with monkeypatch.context() as patched:
        patched.setattr(reporting, "_part", last_part)
        first = asyncio.create_task(runner().run_next())
        await dying.wait()
        # The process dies when the donors of a part were told and before the part is done.
        first.cancel()
        await asyncio.wait({first})
    # What is given after the report is no part of it, whenever the job goes on.
    clock.advance(timedelta(hours=1))
    for one in donors:
        await machine.post(f"/v1/members/{one}/redemptions", json={"gift": "lunch", "count": 4})
    for _ in range(3):
        await runner().run_next()
    seen = (await machine.get(f"/v1/jobs/{job}")).json()
    assert (seen["status"], seen["done"], seen["total"]) == ("done", 5, 5)
    assert seen["result"] == {"rows": 6, "rejected": 0}
    # Three donations of one member are told in two events, each once.
    assert await heard(pool) == {donors[0]: 2, **dict.fromkeys(donors[1:], 1)}
    assert await pool.fetchval("select count(*) from reward_gift where step = 'fulfilled'") == 7
    assert await flaws(pool, shuke) == []


async def test_what_is_wrong_changes_nothing(site, machine, donors, pool, clock):
    secret = await key_with(pool, clock, "events:write")
    for body, place in (
        ({**RESULT, "zh": ""}, "/zh"),
        ({**RESULT, "en": "  "}, "/en"),
        ({**RESULT, "link": "http://fund.example/lunch"}, "/link"),
        ({**RESULT, "done": -1}, "/done"),
        ({"en": "only one language"}, "/zh"),
    ):
        refused = await machine.post(PATH, json=body)
        assert (refused.status_code, refused.json().get("place")) == (400, place), refused.text
    for path in ("/v1/gifts/film/reports", "/v1/gifts/nothing/reports"):
        assert told(await machine.post(path, json=RESULT)) == (404, "not_found")
    for path in ("/v1/gifts/film/donations", "/v1/gifts/nothing/donations"):
        assert told(await machine.get(path)) == (404, "not_found")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        assert (await till.post(PATH, json=RESULT)).status_code == 403
    assert await pool.fetchval("select count(*) from reward_report") == 0
    assert await pool.fetchval("select count(*) from kernel_job") == 0
    assert await heard(pool) == {}
