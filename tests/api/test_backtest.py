"""Back-tests by the API: a job in processes of its own, its answer kept, what is refused."""

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_export import ended
from tests.backtest.story import BROKEN, EVENTS, HALF, PROGRAMME, at, save

from shuke.engine import publish


@pytest.fixture
async def story(shuke, clock):
    """The story of docs/algorithms/backtest.md has happened."""
    clock.set(at(12))
    async with shuke.pool.acquire() as connection:
        await save(shuke, connection, PROGRAMME)
        await publish(connection, shuke.book, by="test", now=clock.now(), effective_at=at(1))
    for one in EVENTS:
        [outcome] = await shuke.intake.submit([one], imported=True)
        assert outcome.status == "accepted"
    async with shuke.pool.acquire() as connection:
        await save(shuke, connection, HALF)


async def test_drafts_are_back_tested_by_a_job(site, machine, story, pool):
    asked = await machine.post("/v1/backtests", json={"from": "2026-03-03", "top": 1})
    assert asked.status_code == 202, asked.text
    job = asked.json()["job"]
    assert (job["title"], job["status"], asked.json()["result"]) == ("Back-test", "queued", None)
    async with site.lifespan():
        assert (await ended(machine, job["id"]))["status"] == "done"
    answer = (await machine.get(f"/v1/backtests/{job['id']}")).json()
    result = answer["result"]
    # A rule with a budget: what was asked is learnt, and whoever hears nothing else is added up.
    assert (answer["job"]["done"], answer["job"]["total"]) == (16, 16)
    assert (result["from"], result["to"], result["same"]) == ("2026-03-03", "2026-03-11", False)
    assert result["release"]["changes"] == [
        {"kind": "earning_rule", "key": "base", "change": "changed"}
    ]
    [points] = result["currencies"]
    assert points["flows"]["issued"] == {"was": 52, "draft": 29, "difference": -23}
    assert len(points["members"]["bottom"]) == 1
    assert await pool.fetchval("select count(*) from engine_release") == 1


async def test_the_live_release_by_its_number_gives_the_past(site, machine, story):
    asked = await machine.post("/v1/backtests", json={"release": 1})
    async with site.lifespan():
        await ended(machine, asked.json()["job"]["id"])
    answer = await machine.get(f"/v1/backtests/{asked.json()['job']['id']}")
    assert answer.json()["result"]["same"] is True


async def test_a_back_test_is_stopped(site, machine, story):
    asked = await machine.post("/v1/backtests", json={})
    job = asked.json()["job"]["id"]
    assert (await machine.delete(f"/v1/jobs/{job}")).status_code == 200
    answer = (await machine.get(f"/v1/backtests/{job}")).json()
    assert (answer["job"]["status"], answer["result"]) == ("cancelled", None)


@pytest.mark.parametrize(
    ("body", "status", "code", "place"),
    [
        ({"release": 7}, 404, "release_unknown", None),
        ({"from": "2026-03-05", "to": "2026-03-04"}, 422, "backtest_range_invalid", "/from"),
        ({"to": "2026-03-20"}, 422, "backtest_range_invalid", "/to"),
        ({"from": "2026-03-05", "to": "2026-03-09"}, 422, "backtest_range_empty", "/from"),
        ({"release": "tomorrow"}, 400, "request_invalid", None),
    ],
)
async def test_what_cannot_be_back_tested_is_refused(
    machine, story, pool, body, status, code, place
):
    answer = await machine.post("/v1/backtests", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    if place is not None:
        assert answer.json()["place"] == place
    assert await pool.fetchval("select count(*) from kernel_job where name = 'backtest'") == 0


async def test_drafts_with_problems_are_refused_as_publishing_refuses_them(
    machine, shuke, story, pool
):
    async with pool.acquire() as connection:
        await save(shuke, connection, BROKEN)
    answers = [
        await machine.post("/v1/backtests", json={}),
        await machine.post("/v1/releases", json={}),
    ]
    bodies = [answer.json() for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert [body["code"] for body in bodies] == ["definition_invalid"] * 2
    assert bodies[0]["errors"] == bodies[1]["errors"]
    assert await pool.fetchval("select count(*) from kernel_job where name = 'backtest'") == 0


async def test_it_needs_to_see_members_and_definitions(site, machine, story, pool, clock):
    job = (await machine.post("/v1/backtests", json={})).json()["job"]["id"]
    secret = await key_with(pool, clock, "exports:write", "definitions:read", "jobs:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as client:
        assert (await client.post("/v1/backtests", json={})).status_code == 403
        assert (await client.get(f"/v1/backtests/{job}")).status_code == 403
    other = (await machine.post("/v1/exports", json={"what": "members"})).json()["id"]
    assert (await machine.get(f"/v1/backtests/{other}")).status_code == 404


async def test_whoever_was_erased_is_left_out_of_both_sides(site, machine, story, pool):
    """`a` is erased: 89 - 37 are issued to the others, and his asks are nobody's."""
    member = await pool.fetchval("select subject from engine_log where id = 'order.paid-2'")
    erased = await machine.post(
        f"/v1/members/{member}/erase", json={"confirm": member, "reason": "asked for it"}
    )
    assert erased.status_code == 200, erased.text
    asked = await machine.post("/v1/backtests", json={"release": 1})
    async with site.lifespan():
        await ended(machine, asked.json()["job"]["id"])
    answer = await machine.get(f"/v1/backtests/{asked.json()['job']['id']}")
    result = answer.json()["result"]
    assert (result["same"], result["members"]) == (True, 2)
    assert result["currencies"][0]["flows"]["issued"]["was"] == 52
    assert {a["code"]: a["number"] for a in result["approximations"]}["erased_left_out"] == 1
    assert member not in answer.text
