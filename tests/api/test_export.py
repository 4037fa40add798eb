"""Exports: a job, its file in pieces, served by any process, kept for seven days."""

import asyncio
import csv
import io
import zlib
from datetime import timedelta

import msgspec
import pytest
from tests.api.conftest import app_over, client_of, key_with, person_with, sign_in_as
from tests.api.test_event import order

from shuke.kernel import Text, jobs
from shuke.runtime import running
from shuke.worker import Worker

MEMBERS = 450


class Nothing(msgspec.Struct):
    """The input of a job that needs none."""


@pytest.fixture
def small_pieces(monkeypatch):
    """Pieces of a few hundred bytes: a file of some pages has many."""
    monkeypatch.setattr("shuke.kernel.jobs.file.PIECE_BYTES", 400)


@pytest.fixture
async def second(shuke, machine):
    """A client of another process's application on the same database."""
    async with running(shuke.settings, clock=shuke.clock) as other:
        headers = {"authorization": machine.headers["authorization"]}
        async with client_of(app_over(other), headers=headers) as client:
            yield client


@pytest.fixture
async def members(machine):
    """Several pages of members, one of whom is named as a formula."""
    events = [
        order(n, subject=f"card:C{n:04}", data={"order_id": f"o{n}"}) for n in range(1, MEMBERS + 1)
    ]
    answer = await machine.post("/v1/events", json=events)
    assert answer.json()["accepted"] == MEMBERS


async def exported(site, client, body=None):
    """Ask for an export, have this process do it, and give the job."""
    asked = await client.post("/v1/exports", json=body or {"what": "members"})
    assert asked.status_code == 202, asked.text
    async with site.lifespan():
        return await ended(client, asked.json()["id"])


async def ended(client, job):
    while True:
        seen = (await client.get(f"/v1/jobs/{job}")).json()
        if seen["status"] not in ("queued", "running"):
            return seen
        await asyncio.sleep(0.02)


async def test_any_process_serves_the_file_packed_or_not(
    site, machine, second, members, small_pieces, pool
):
    job = await exported(site, machine)
    assert (job["status"], job["result"]["rows"]) == ("done", MEMBERS)
    pieces = await pool.fetchval("select count(*) from kernel_file where job = $1", job["id"])
    assert pieces == 4  # a page of 200 members is more than a piece, and the end
    path = job["result"]["file"]
    plain = await second.get(path, headers={"accept-encoding": "identity"})
    assert plain.headers["content-type"] == "text/csv; charset=utf-8"
    assert plain.headers["content-disposition"] == 'attachment; filename="members.csv"'
    assert "content-encoding" not in plain.headers
    packed = await second.get(path, headers={"accept-encoding": "gzip"})
    assert (packed.headers["content-encoding"], packed.content) == ("gzip", plain.content)
    rows = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig"))))
    assert rows[0][:5] == ["Member", "Name", "Identities", "Tier", "Points"]
    assert len({row[0] for row in rows[1:]}) == len(rows) - 1 == MEMBERS
    # What lies there is one gzip stream, for whoever reads only the first of several.
    stored = await pool.fetch("select data from kernel_file where job = $1 order by n", job["id"])
    one = zlib.decompressobj(wbits=31)
    assert one.decompress(b"".join(row["data"] for row in stored)) == plain.content
    assert (one.eof, one.unused_data) == (True, b"")


async def test_a_file_is_ones_own(site, machine, members, pool, clock):
    job = await exported(site, machine)
    await person_with(pool, clock, "root@example.com", "administrator")
    await person_with(pool, clock, "fin@example.com", "finance")
    async with client_of(site) as other:
        await sign_in_as(other, "fin@example.com")
        for path in (f"/v1/jobs/{job['id']}", job["result"]["file"]):
            assert (await other.get(path)).status_code == 404
        assert (await other.get("/v1/jobs")).json()["items"] == []


async def test_a_file_is_kept_for_seven_days(site, shuke, machine, members, pool, clock):
    job = await exported(site, machine)
    path, rows = job["result"]["file"], "select count(*) from kernel_file"
    clock.advance(timedelta(days=7) - timedelta(seconds=1))
    assert (await machine.get(path)).status_code == 200
    clear = next(loop for loop in Worker(shuke).loops if loop.name == "clearing")
    assert (await clear.act(), await pool.fetchval(rows)) == (0, 1)
    clock.advance(timedelta(seconds=1))
    gone = await machine.get(path)
    assert (gone.status_code, gone.json()["code"]) == (410, "file_gone")
    shown = (await machine.get(f"/v1/jobs/{job['id']}")).json()
    assert shown["result"] == {"rows": MEMBERS, "rejected": 0}
    assert (await clear.act(), await pool.fetchval(rows)) == (1, 0)
    again = await machine.get(path)
    assert (again.status_code, again.json()["code"]) == (410, "file_gone")


async def test_an_export_by_phone_keeps_whom_it_found_and_not_the_phone(site, machine, pool):
    phone = "+8613800000521"
    for number, subject in ((1, f"phone:{phone}"), (2, "card:C0002")):
        event = order(number, subject=subject, data={"order_id": f"o{number}"})
        assert (await machine.post("/v1/events", json=event)).status_code == 200
    wanted = {"what": "members", "filter": {"q": "138 0000 0521"}}
    job = await exported(site, machine, wanted)
    assert job["result"]["rows"] == 1
    assert "0521" not in await pool.fetchval("select input::text from kernel_job")
    nobody = await exported(site, machine, {"what": "members", "filter": {"q": "13800000522"}})
    assert nobody["result"]["rows"] == 0


async def test_an_export_needs_the_right_to_see_members(site, pool, clock):
    secret = await key_with(pool, clock, "exports:write", "jobs:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as client:
        refused = await client.post("/v1/exports", json={"what": "members"})
    assert (refused.status_code, refused.json()["permission"]) == (403, "members:read")
    assert await pool.fetchval("select count(*) from kernel_job") == 0


async def test_a_job_without_a_file_says_so(machine):
    asked = await machine.post("/v1/exports", json={"what": "members"})
    missing = await machine.get(f"/v1/jobs/{asked.json()['id']}/file")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


async def test_a_worker_that_was_given_up_leaves_no_piece_in_the_file(pool, clock, small_pieces):
    """Two writers of one job: the first was thought dead, and must not write any more."""
    begun: list[jobs.JobFile] = []

    async def write(running, _given):
        file = jobs.JobFile(running)
        begun.append(file)
        await file.write(b"x" * 400)
        if len(begun) == 1:
            await running.pool.execute("update kernel_job set heard_at = now() - interval '1 hour'")
            assert await runner.run_next() == 1
            with pytest.raises(jobs.JobLost):
                await file.write(b"y" * 400)
            raise jobs.JobLost
        await file.write(b"z" * 10)
        await file.close()
        return {}

    kind = jobs.JobKind("write", Text(en="Write", zh="写"), Nothing, write)
    runner = jobs.JobRunner(pool, [kind], clock=clock)
    job_id = await jobs.enqueue(pool, kind, Nothing(), now=clock.now())
    assert await runner.run_next() == 1
    row = await jobs.job(pool, job_id)
    assert row is not None
    assert (row.status, row.attempt) == ("done", 2)
    stream = await jobs.read_file(pool, job_id, row.attempt, clock.now())
    assert b"".join([part async for part in jobs.unpacked(stream)]) == b"x" * 400 + b"z" * 10


async def test_a_file_thrown_away_while_it_is_read_never_looks_whole(
    site, machine, members, small_pieces, pool, clock
):
    job = await exported(site, machine)
    stream = await jobs.read_file(pool, job["id"], 1, clock.now())
    assert await anext(stream)
    await pool.execute("delete from kernel_file")
    with pytest.raises(jobs.FileGone):
        await anext(stream)
