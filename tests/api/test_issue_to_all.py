"""Coupons for everybody who matches: laid out once, done in parts by whoever is free, once each."""

import asyncio
from collections import Counter

import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_bulk import ended
from tests.api.test_wallet import flaws, member, registered  # noqa: F401 - `member` is a fixture

from shuke.api import create_app, issuing
from shuke.kernel import jobs

PATH = "/v1/coupons/coded/issues"
BODY = {"filter": {}, "reason": "ten years"}


@pytest.fixture
async def ten(machine, member, monkeypatch):  # noqa: F811
    """Ten members, told in parts of three."""
    monkeypatch.setattr(issuing, "PART", 3)
    return [member, *[await registered(machine, f"m{number}") for number in range(9)]]


async def issued(pool):
    """How many coupons each member got."""
    rows = await pool.fetch("select subject from reward_coupon where change = 'issued'")
    return Counter(row["subject"] for row in rows)


def runner(shuke, kind=None):
    """What does jobs, as in one more process."""
    return jobs.JobRunner(shuke.pool, [kind or issuing.kind(shuke)], clock=shuke.clock)


async def test_everybody_gets_one_whoever_does_the_parts(site, machine, ten, pool, shuke):
    async with site.lifespan(), create_app(shuke).lifespan():
        for _ in range(2):
            asked = await machine.post(PATH, json=BODY, headers={"idempotency-key": "once"})
            assert asked.status_code == 202, asked.text
            seen = await ended(machine, asked.json()["id"])
            assert (seen["status"], seen["kind"], seen["title"]) == (
                "done", "coupon.issue_to_all", "Coupons for many members",
            )  # fmt: skip
            assert (seen["done"], seen["total"]) == (10, 10)
            assert seen["result"] == {"rows": 10, "rejected": 0}
    assert await issued(pool) == dict.fromkeys(ten, 1)
    told = (await machine.get(f"/v1/audit?target_kind=job&target={seen['id']}")).json()["items"]
    assert [(row["act"], row["reason"]) for row in told] == [("coupon.issue_to_all", "ten years")]
    assert await flaws(pool, shuke) == []


async def test_a_filter_chooses(site, machine, ten, pool):
    given = {"currency": "points", "amount": 50, "reason": "more than others"}
    for one in ten[:4]:
        await machine.post(f"/v1/members/{one}/adjust", json=given)
    async with site.lifespan():
        asked = await machine.post(PATH, json=BODY | {"filter": {"balance_min": 350}})
        seen = await ended(machine, asked.json()["id"])
    assert seen["result"] == {"rows": 4, "rejected": 0}
    assert await issued(pool) == dict.fromkeys(ten[:4], 1)


async def test_a_list_names_members_however_each_of_them_once(site, machine, ten, pool):
    nobody = "01JD8Z0000000000000000000A"
    names = [ten[0], "card:10086", "card:m0", ten[1], f"member:{ten[2]}", "card:9999", nobody]
    async with site.lifespan():
        asked = await machine.post(PATH, json={"members": names, "reason": "by list"})
        assert asked.status_code == 202, asked.text
        seen = await ended(machine, asked.json()["id"])
    result = seen["result"]
    assert (result["rows"], result["rejected"]) == (3, 2)
    assert result["reasons"] == {"subject_unknown": 2}
    assert sorted(one["member"] for one in result["refused"]) == ["#6", nobody]
    assert await issued(pool) == dict.fromkeys(ten[:3], 1)
    rows = "select j::text || p::text from kernel_job j join kernel_job_part p on p.job = j.id"
    assert "card" not in await pool.fetchval(rows)


async def test_a_list_is_looked_at_first_and_nothing_is_changed(machine, ten, site, pool, clock):
    nobody = "01JD8Z0000000000000000000A"
    names = [ten[0], "card:10086", "card:m0", "card:9999", "phone:12", nobody, "shoe:12", ten[1]]
    before = await pool.fetchval("select count(*) from engine_log")
    seen = await machine.post("/v1/members/recognise", json={"members": names})
    assert seen.status_code == 200, seen.text
    told = seen.json()
    flaws_ = [(one["place"], one["code"]) for one in told.pop("flaws")]
    # Of eight names two members come twice.
    assert told == {"members": 2, "repeated": 2, "unknown": 2, "wrong": 2}
    assert flaws_ == [
        (3, "subject_unknown"),
        (4, "identity_invalid"),
        (5, "subject_unknown"),
        (6, "identity_kind_unknown"),
    ]
    zh = await machine.post(
        "/v1/members/recognise", json={"members": ["phone:12"]}, headers={"accept-language": "zh"}
    )
    assert zh.json()["flaws"][0]["message"].startswith("这不是有效的手机号")
    assert await pool.fetchval("select count(*) from engine_log") == before
    secret = await key_with(pool, clock, "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        refused = await till.post("/v1/members/recognise", json={"members": names})
        assert refused.json()["permission"] == "members:read"


async def test_a_pack_goes_whole_to_whom_there_is_one_for(site, machine, ten, pool, shuke):
    """Of the pack two are left, and of its second coupon three: enough for one pack."""
    names = [*ten[:3], "card:10086", "card:9999"]
    body = {"members": names, "reason": "opening"}
    async with site.lifespan():
        for _ in range(2):
            asked = await machine.post(
                "/v1/packs/welcome/issues", json=body, headers={"idempotency-key": "packs"}
            )
            assert asked.status_code == 202, asked.text
            seen = await ended(machine, asked.json()["id"])
    assert (seen["result"]["rows"], seen["result"]["rejected"]) == (1, 3)
    assert seen["result"]["reasons"] == {"coupon_out_of_stock": 2, "subject_unknown": 1}
    assert sorted((await issued(pool)).values()) == [3]
    told = (await machine.get(f"/v1/audit?target_kind=job&target={seen['id']}")).json()["items"]
    assert [(row["act"], row["after"]) for row in told] == [
        ("pack.issue_to_all", {"pack": "welcome", "members": 3})
    ]
    assert await flaws(pool, shuke) == []


async def test_a_pack_for_a_filter(site, machine, ten, pool, shuke):
    path = "/v1/packs/coded-pack/issues"
    async with site.lifespan():
        more = await machine.post(path, json=BODY | {"most": 9})
        assert (await ended(machine, more.json()["id"]))["problem"]["code"] == "too_many_match"
        asked = await machine.post(path, json=BODY | {"most": 10})
        seen = await ended(machine, asked.json()["id"])
    assert seen["result"] == {"rows": 10, "rejected": 0}
    assert await issued(pool) == dict.fromkeys(ten, 2)
    assert await flaws(pool, shuke) == []


async def test_whom_the_engine_refuses_is_counted_by_reason(site, machine, ten, pool, shuke):
    async with site.lifespan():
        asked = await machine.post("/v1/coupons/thanks/issues", json=BODY)
        seen = await ended(machine, asked.json()["id"])
    assert (seen["result"]["rows"], seen["result"]["rejected"]) == (3, 7)
    assert seen["result"]["reasons"] == {"coupon_out_of_stock": 7}
    assert len(seen["result"]["refused"]) == 7
    assert (await issued(pool)).total() == 3
    assert await flaws(pool, shuke) == []


async def test_more_than_agreed_to_gives_nobody_any(site, machine, ten, pool):
    async with site.lifespan():
        asked = await machine.post(PATH, json=BODY | {"most": 9})
        seen = await ended(machine, asked.json()["id"])
    assert (seen["status"], seen["problem"]["code"]) == ("failed", "too_many_match")
    assert await pool.fetchval("select count(*) from kernel_job_part") == 0
    assert await issued(pool) == {}


async def test_stopped_it_keeps_what_it_has_done(machine, ten, pool, shuke):
    async def part(given, listed):
        came = await issuing.kind(shuke).part(given, listed)
        await machine.delete(f"/v1/jobs/{job}")
        return came

    job = (await machine.post(PATH, json=BODY)).json()["id"]
    assert await runner(shuke, _with(issuing.kind(shuke), part)).run_next() == 1
    seen = (await machine.get(f"/v1/jobs/{job}")).json()
    assert (seen["status"], seen["done"], seen["total"]) == ("cancelled", 3, 10)
    assert await runner(shuke).run_next() == 0
    assert (await issued(pool)).total() == 3


async def test_killed_in_the_middle_it_goes_on_and_nobody_gets_two(machine, ten, pool, shuke):
    """The process dies after the coupons of a part are there and before the part is done."""
    dying = asyncio.Event()

    async def part(given, listed):
        came = await issuing.kind(shuke).part(given, listed)
        if (await issued(pool)).total() >= 6:
            dying.set()
            await asyncio.Event().wait()
        return came

    job = (await machine.post(PATH, json=BODY)).json()["id"]
    first = asyncio.create_task(runner(shuke, _with(issuing.kind(shuke), part)).run_next())
    await dying.wait()
    # Whoever helps does what is not locked; nobody may end the job but its own process.
    assert [await runner(shuke).run_next() for _ in range(3)] == [1, 1, 0]
    assert (await issued(pool)).total() == 10
    first.cancel()
    await asyncio.wait({first})
    late = await registered(machine, "late")
    assert await runner(shuke).run_next() == 1
    seen = (await machine.get(f"/v1/jobs/{job}")).json()
    assert (seen["status"], seen["done"], seen["total"]) == ("done", 10, 10)
    assert seen["result"] == {"rows": 10, "rejected": 0}
    assert await issued(pool) == dict.fromkeys(ten, 1)
    assert late not in await issued(pool)
    assert await flaws(pool, shuke) == []


async def test_what_is_wrong_changes_nothing(site, machine, ten, pool, clock):
    secret = await key_with(pool, clock, "events:write")
    wrong = [
        ({"reason": "neither"}, 400, ""),
        ({"reason": "both", "filter": {}, "members": ten}, 400, ""),
        ({"reason": "nobody", "members": []}, 400, "/members"),
        ({"reason": "no phone", "members": [ten[0], "phone:12"]}, 422, "/members/1"),
        ({"reason": "no kind", "members": [ten[0], "shoe:12"]}, 422, "/members/1"),
        ({"filter": {}}, 400, "/reason"),
    ]
    for body, status, place in wrong:
        refused = await machine.post(PATH, json=body)
        assert refused.status_code == status, refused.text
        assert refused.json().get("place", "") == place
    assert (await machine.post("/v1/coupons/none/issues", json=BODY)).status_code == 404
    assert (await machine.post("/v1/packs/none/issues", json=BODY)).status_code == 404
    counted = await machine.post("/v1/packs/welcome/issues", json=BODY | {"count": 2})
    assert (counted.status_code, counted.json()["code"]) == (400, "request_invalid")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        assert (await till.post(PATH, json=BODY)).status_code == 403
    assert await pool.fetchval("select count(*) from kernel_job") == 0


def _with(kind, part):
    """The kind, whose parts are done otherwise."""

    async def run(running, given):
        return await jobs.share_out(running, own)

    async def laid(running, given):
        async with running.pool.acquire() as connection, connection.transaction():
            await jobs.lay_out(
                connection, running.id, issuing._matching(connection, given.where, None)
            )
        return await run(running, given)

    own = jobs.JobKind(kind.name, kind.title, kind.input, laid, kind.most_attempts, part=part)
    return own
