"""One `Idempotency-Key` is one act: for many callers, for two processes, after a crash."""

import asyncio
from datetime import timedelta

import pytest
from tests.api.conftest import app_over, client_of, key_with

from shuke.api import document
from shuke.api.operation import OPERATIONS
from shuke.org import clear_answers
from shuke.runtime import running

CALLERS = 64
NEW_KEY = {"name": "till", "scopes": ["events:write"]}
CALENDAR = {"kind": "calendar", "key": "spring", "name": {"zh": "春节", "en": "Spring Festival"}}
# What signs in or out answers with a cookie; what only looks changes nothing; events have ids.
WITHOUT = {
    "signInPerson",
    "signOutPerson",
    "changeOwnPassword",
    "setup",
    "enterByLink",
    "enterByPasscode",
    "sendPasscode",
    "leave",
    "checkDefinition",
    "quoteCart",
    "lookOverDraft",
    "tryDefinition",
    "sampleDefinition",
    "recogniseMembers",
    "sendEvents",
    # Once by a number of their own: the partner's reference, the draw's.
    "exchangePoints",
    "holdDraw",
}
# Audit rows are written one by one under this lock: holding it stops an act just before its end.
AUDIT_LOCK = 0x5348_4155_4449


def keyed(key: str) -> dict[str, str]:
    return {"idempotency-key": key}


@pytest.fixture
async def second(shuke, machine):
    """A client of another process's application on the same database, with the same key."""
    async with running(shuke.settings, clock=shuke.clock) as other:
        headers = {"authorization": machine.headers["authorization"]}
        async with client_of(app_over(other), headers=headers) as client:
            yield client


async def made(pool) -> tuple[int, int]:
    """How many keys named `till` there are, and how many rows of the audit tell of one."""
    return (
        await pool.fetchval("select count(*) from org_key where name = 'till'"),
        await pool.fetchval(
            "select count(*) from org_audit where act = 'key.created' and actor_name = 'test'"
        ),
    )


def test_every_write_is_an_event_or_an_act_that_counts_once():
    writes = {one.name: one for one in OPERATIONS if one.method != "GET"}
    assert {name for name, one in writes.items() if not one.act and not one.once} == WITHOUT
    assert not any(one.act and one.once for one in writes.values())
    for path in document()["paths"].values():
        for described in path.values():
            takes = any(p["name"] == "Idempotency-Key" for p in described["parameters"])
            write = writes.get(described["operationId"])
            assert takes == (write is not None and write.name not in WITHOUT)


async def test_the_same_key_and_body_get_the_first_answer(machine, second, pool):
    first = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    assert (first.status_code, first.headers.get("idempotency-replayed")) == (201, None)
    # The same body written otherwise is the same body.
    other = {"scopes": ["events:write"], "expires_at": None, "name": "till"}
    for client in (machine, second):
        again = await client.post("/v1/keys", json=other, headers=keyed("form-1"))
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["idempotency-replayed"] == "true"
    assert await made(pool) == (1, 1)


async def test_another_body_or_route_is_refused_and_nothing_changes(machine, pool):
    first = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    before = await pool.fetch("select * from org_key order by id")
    for method, path, body in (
        ("POST", "/v1/keys", {**NEW_KEY, "name": "another"}),
        ("DELETE", f"/v1/keys/{first.json()['id']}", None),
        ("PUT", "/v1/definitions/calendar/spring/draft", {"document": CALENDAR}),
    ):
        answer = await machine.request(method, path, json=body, headers=keyed("form-1"))
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
        assert answer.json()["place"] == "/Idempotency-Key"
    assert await pool.fetch("select * from org_key order by id") == before
    assert await pool.fetchval("select count(*) from engine_draft") == 0
    assert await made(pool) == (1, 1)


async def test_a_key_that_is_no_key_is_refused(machine, pool):
    for key in ("", "a b", "x" * 129):
        answer = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed(key))
        assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
    assert await made(pool) == (0, 0)


async def test_a_key_is_the_callers_own(site, machine, pool, clock):
    mine = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("1"))
    secret = await key_with(pool, clock, "admin")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as other:
        theirs = await other.post("/v1/keys", json={**NEW_KEY, "name": "b"}, headers=keyed("1"))
    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert theirs.json()["id"] != mine.json()["id"]


async def test_64_callers_of_two_processes_do_one_act(machine, second, pool):
    answers = await asyncio.gather(
        *(
            (machine, second)[number % 2].post("/v1/keys", json=NEW_KEY, headers=keyed("one"))
            for number in range(CALLERS)
        )
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == CALLERS - 1
    assert await made(pool) == (1, 1)


async def test_64_callers_with_keys_of_their_own_do_64_acts(machine, second, pool):
    answers = await asyncio.gather(
        *(
            (machine, second)[number % 2].post(
                "/v1/keys", json=NEW_KEY, headers=keyed(f"own-{number}")
            )
            for number in range(CALLERS)
        )
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["secret"] for answer in answers}) == CALLERS
    assert await made(pool) == (CALLERS, CALLERS)


async def test_64_publishers_make_one_release(machine, second, shuke, pool):
    await machine.put("/v1/definitions/calendar/spring/draft", json={"document": CALENDAR})
    answers = await asyncio.gather(
        *(
            (machine, second)[number % 2].post("/v1/releases", json={}, headers=keyed("publish"))
            for number in range(CALLERS)
        )
    )
    assert {(answer.status_code, answer.json()["id"]) for answer in answers} == {(201, 1)}
    assert await pool.fetchval("select count(*) from engine_release") == 1
    # Whichever process published it, the other one sees it when it looks.
    async with pool.acquire() as connection:
        await shuke.book.refresh(connection)
    assert shuke.book.newest == 1


async def test_no_clear_secret_is_stored(machine, pool):
    answer = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    secret = answer.json()["secret"].encode()
    [row] = await pool.fetch("select * from org_answer")
    stored = b"".join(value for value in row.values() if isinstance(value, bytes))
    assert secret not in stored
    assert secret[:12] not in stored
    assert b"form-1" not in stored


async def test_a_refusal_is_not_kept(machine, pool):
    wrong = {**NEW_KEY, "scopes": ["points:mint"]}
    refused = await machine.post("/v1/keys", json=wrong, headers=keyed("form-1"))
    assert (refused.status_code, refused.json()["code"]) == (422, "scope_unknown")
    assert await pool.fetchval("select count(*) from org_answer") == 0
    mended = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    assert mended.status_code == 201
    assert await made(pool) == (1, 1)


async def _cut_off(pool, call):
    """Run `call` up to its audit row, end its connection as a crash would, and give its answer."""
    async with pool.acquire() as holder, holder.transaction():
        await holder.execute("select pg_advisory_xact_lock($1)", AUDIT_LOCK)
        task = asyncio.create_task(call())
        waiting = []
        while not waiting:
            waiting = await pool.fetch(
                "select pid from pg_locks where locktype = 'advisory' and not granted"
                " and database = (select oid from pg_database where datname = current_database())"
            )
        for row in waiting:
            await pool.execute("select pg_terminate_backend($1)", row["pid"])
        return await task


async def test_an_act_cut_off_before_its_end_left_nothing_and_is_done_by_the_retry(machine, pool):
    async def create():
        return await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))

    answer = await _cut_off(pool, create)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
    assert await made(pool) == (0, 0)
    assert await pool.fetchval("select count(*) from org_answer") == 0
    done, again = await create(), await create()
    assert (done.status_code, again.json()) == (201, done.json())
    assert await made(pool) == (1, 1)


async def test_a_release_that_was_rolled_back_has_judged_nothing(machine, shuke, pool):
    await machine.put("/v1/definitions/calendar/spring/draft", json={"document": CALENDAR})

    async def publish():
        return await machine.post("/v1/releases", json={"note": "春"}, headers=keyed("p"))

    assert (await _cut_off(pool, publish)).status_code == 503
    assert (shuke.book.newest, await pool.fetchval("select count(*) from engine_draft")) == (0, 1)
    first, again = await publish(), await publish()
    assert (first.json()["id"], again.json()) == (1, first.json())
    assert shuke.book.newest == 1
    assert await pool.fetchval("select count(*) from engine_release") == 1


async def test_drafts_people_and_exports_count_once(machine, pool):
    async def twice(method, path, body, key):
        first = await machine.request(method, path, json=body, headers=keyed(key))
        again = await machine.request(method, path, json=body, headers=keyed(key))
        assert (again.status_code, again.content) == (first.status_code, first.content)
        return first

    draft = "/v1/definitions/calendar/spring/draft"
    saved = await twice("PUT", draft, {"document": CALENDAR, "base_version": 0}, "d")
    assert saved.json()["version"] == 1
    assert (await twice("DELETE", draft, None, "gone")).status_code == 204
    await machine.post("/v1/users", json=_person("root@example.com", "administrator"))
    person = await twice("POST", "/v1/users", _person("han@example.com", "auditor"), "u")
    user = f"/v1/users/{person.json()['id']}"
    assert (await twice("PATCH", user, {"role": "support"}, "c")).json()["role"] == "support"
    assert (await twice("DELETE", user, None, "e")).json()["active"] is False
    job = await twice("POST", "/v1/exports", {"what": "members"}, "x")
    assert job.status_code == 202
    assert await pool.fetchval("select count(*) from kernel_job") == 1
    await twice("DELETE", f"/v1/jobs/{job.json()['id']}", None, "stop")
    acts = await pool.fetch("select act, count(*) as n from org_audit group by act order by act")
    assert {row["act"]: row["n"] for row in acts} == {
        "draft.dropped": 1,
        "export.asked": 1,
        "key.created": 1,
        "person.changed": 2,
        "person.created": 2,
    }


async def test_answers_run_out_and_are_cleared(machine, pool, clock):
    first = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    clock.advance(timedelta(hours=23))
    assert await clear_answers(pool, clock.now()) == 0
    clock.advance(timedelta(hours=1))
    later = await machine.post("/v1/keys", json=NEW_KEY, headers=keyed("form-1"))
    assert later.json()["id"] != first.json()["id"]
    clock.advance(timedelta(hours=24))
    assert await clear_answers(pool, clock.now()) == 1
    assert await pool.fetchval("select count(*) from org_answer") == 0


def _person(email, role):
    return {"email": email, "name": "韩梅梅", "password": "a long enough phrase", "role": role}
