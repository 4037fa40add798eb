"""Erasure: nothing tells who the member was, in no table; what is left adds up and verifies."""

import asyncio
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import psycopg
import pytest
from tests.api.conftest import client_of, key_with
from tests.api.test_event import order
from tests.api.test_export import ended, exported

from shuke.app import application
from shuke.cli.erasing import erase_all, erased_members
from shuke.engine import ReleaseBook, bucket_of, verify_buckets, verify_whole
from shuke.kernel.embedded.binaries import binaries
from shuke.org import finish_erasures
from shuke.visit import begin_visit, code_key, make_passcode

PHONE, NAME, CARD, WORDS = "+8613800000009", "王小明", "VIP9", "王小明 13800000009 来电"
SECRETS = (PHONE, PHONE[3:], NAME, CARD, WORDS)
# Every table of Shuke, by what it may hold of a member. A new one fails until it has its place.
EMPTIED = {
    "engine_checkpoint": "subject",
    "engine_identity": "subject",
    "engine_inbox": "subject",
    "engine_record": "subject",
    "engine_record_past": "subject",
    "visit_code": "subject",
    "visit_passcode": "subject",
    "member_sealed": "subject",
    "visit_session": "subject",
    "org_answer": "member",
    "org_reveal": "member",
}
"""Hold rows of a member, and none after an erasure."""
EMPTIED_WHOLE = {"kernel_file", "engine_queue"}
"""Hold members without naming them in a column; nothing is left of what stood there."""
PSEUDONYMOUS = {
    "engine_erasure",  # when
    "engine_key",  # what a source called its event
    "engine_log",  # sealed under the destroyed key, without people's own words
    "engine_seal_key",  # when the key was destroyed
    "engine_state",  # that the member was erased
    "kernel_job_part",  # whom a job was for, by id, and how many it reached
    "kernel_job",  # what was asked for, without what was searched for
    "ledger_entry",  # amounts, without notes
    "program_paid_plan",  # which plans, and until when
    "reward_benefit",  # which benefits were used
    "partner_entry",  # what was exchanged with which partner
    "transfer_move",  # whom points were sent to, and how many
    "transfer_family",  # a family's own story names its members by id
    "reward_discount",  # what offers and coupons gave
    "reward_pricing",  # what the till charged, and what was reckoned
    "reward_coupon",  # which coupons, and how they ended
    "reward_gift_code",  # that a code was somebody's; the code itself is emptied
    "reward_draw_entrant",  # who took part in a draw, that anybody can draw again
    "reward_gift",  # which gifts, and what they cost
    "org_audit",  # who did what, when and why, to a number that leads nowhere
}
"""Keep rows that name the member by a number only."""
NO_MEMBERS = {
    "partner_statement",
    "alembic_version",
    "engine_batch",
    "engine_definition",
    "engine_draft",
    "engine_epoch",
    "engine_master",
    "engine_reader",
    "engine_release",
    "engine_stock",
    "kernel_migration",
    "ledger_day",
    "ledger_lot",
    "ledger_period",
    "ledger_sale",
    "visit_used",
    "org_attempt",
    "org_key",
    "org_person",
    "org_session",
    "org_setup",
    "reward_code",
    "reward_code_pool",
    "reward_draw",
    "reward_report",
}


@pytest.fixture
async def programme(machine):
    """Points at once, points that wait, a sealed name and a plain city."""
    name = {"zh": "名", "en": "Name"}
    unit = {"zh": "分", "en": "points"}
    wait = {"when": "after_days", "days": 14}
    per = {"how": "per_amount", "per_cents": 100}
    for document in (
        {"kind": "currency", "key": "points", "unit": unit},
        {"kind": "currency", "key": "later", "unit": unit, "usable": wait},
        {"kind": "profile_field", "key": "name", "type": "text", "class": "identifying"},
        {"kind": "profile_field", "key": "city", "type": "text", "class": "describing"},
        *(
            {"kind": "earning_rule", "key": currency, "when": "order.paid"}
            | {"give": {**per, "currency": currency}}
            for currency in ("points", "later")
        ),
    ):
        path = f"/v1/definitions/{document['kind']}/{document['key']}/draft"
        saved = await machine.put(path, json={"document": {**document, "name": name}})
        assert saved.status_code == 200, saved.text
    assert (await machine.post("/v1/releases", json={})).status_code == 201


@pytest.fixture
async def member(machine, programme, pool, shuke):
    """A member of whom something stands in every table that can hold something."""
    identities = [{"kind": "phone", "value": PHONE}, {"kind": "card", "value": CARD}]
    profile = {"name": NAME, "city": "上海"}
    body = {"identities": identities, "channel": "store", "profile": profile}
    registered = await machine.post("/v1/members", json=body)
    assert registered.status_code == 201, registered.text
    subject = registered.json()["member"]
    for number in (1, 2):
        sent = await machine.post("/v1/events", json=order(number, subject=f"card:{CARD}"))
        assert sent.status_code == 200, sent.text
    path = f"/v1/members/{subject}"
    adjusted = {"currency": "points", "amount": 5, "reason": WORDS}
    assert (await machine.post(f"{path}/adjust", json=adjusted)).status_code == 200
    asked = {"fields": ["name", "identity.phone"], "reason": "核对"}
    key = {"idempotency-key": "reveal-1"}
    shown = await machine.post(f"{path}/reveal", json=asked, headers=key)
    assert NAME in shown.text
    place = (bucket_of(subject), subject)
    await pool.execute(
        "insert into engine_checkpoint values ($1, $2, 1, 1, $3)", *place, NAME.encode()
    )
    await pool.execute(
        "insert into engine_record_past values ($1, $2, 'order', '1', 1, 1, $3)",
        *place,
        NAME.encode(),
    )
    await pool.execute(
        """
        insert into engine_inbox (id, source, event_id, subject, type, time, data, code, error,
                                  failed_at)
        values ('f1', 'till', 'broken', $1, 'order.paid', now(), $2, 'fold_failed', $3, now())
        """,
        subject,
        msgspec.json.encode({"note": NAME}),
        f"failed on {PHONE}",
    )
    await pool.execute(
        "insert into engine_queue (key, target, type, time, data, depth, next_at)"
        " values ('q1', $1, 'order.paid', now(), $2, 1, now() + interval '1 year')",
        f"member:{subject}",
        NAME.encode(),
    )
    now = shuke.clock.now()
    async with pool.acquire() as connection:
        await begin_visit(connection, subject, now)
        await code_key(connection, b"secret", subject, now + timedelta(hours=1), now)
        await make_passcode(connection, b"secret", subject, now)
    return subject


def erasing(subject):
    return {"confirm": subject, "reason": "本人要求"}


async def everything(pool):
    """Every table's rows, as text."""
    names = await pool.fetch(
        "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace"
        " where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition"
    )
    found = {}
    for row in names:
        rows = await pool.fetch(f'select * from "{row["name"]}"')
        found[row["name"]] = "\n".join(
            (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
            for its in rows
            for value in its.values()
        )
    return found


async def verified(pool):
    app = application()
    async with pool.acquire() as connection:
        flaws = []
        for from_start in (False, True):
            report = await verify_buckets(
                connection, app, ReleaseBook(app), 0, 1024, from_start=from_start
            )
            flaws += report.flaws
        return flaws + await verify_whole(connection)


async def test_every_table_has_its_place(pool):
    known = {*EMPTIED, *EMPTIED_WHOLE, *PSEUDONYMOUS, *NO_MEMBERS}
    tables = set(await everything(pool))
    assert tables - known == set(), "say what an erasure does with it"
    for table, column in EMPTIED.items():
        await pool.fetch(f"select {column} from {table} limit 0")
    naming = await pool.fetch(
        "select distinct table_name from information_schema.columns"
        " where table_schema = 'public' and column_name in ('subject', 'member')"
        " and table_name !~ '^engine_log_'"
    )
    assert {row["table_name"] for row in naming} <= {*EMPTIED, *PSEUDONYMOUS}


async def test_nothing_tells_who_the_member_was_and_all_adds_up(site, machine, member, pool):
    search = {"what": "members", "filter": {"q": PHONE}}
    job = await exported(site, machine, search)
    assert job["result"]["rows"] == 1
    before = await everything(pool)
    # What was typed to find the member is not even in the job that did.
    assert not any(secret in before["kernel_job"] for secret in SECRETS)
    for table, column in EMPTIED.items():
        held = await pool.fetchval(f"select count(*) from {table} where {column} = $1", member)
        assert held >= 1, table
    body = erasing(member)
    done = await machine.post(f"/v1/members/{member}/erase", json=body)
    assert (done.status_code, done.json()["status"]) == (200, "accepted"), done.text
    assert [one["type"] for one in done.json()["effects"]] == [
        "points.expired",
        "points.expired",
        "member.erased",
    ]
    after = await everything(pool)
    told = {(t, s) for t, rows in after.items() for s in SECRETS if s in rows}
    # Why points were adjusted stands in the audit, which cannot be changed.
    assert told - {("org_audit", s) for s in SECRETS} == set()
    for table, column in EMPTIED.items():
        left = await pool.fetchval(f"select count(*) from {table} where {column} = $1", member)
        assert left == 0, table
    for table in EMPTIED_WHOLE:
        assert await pool.fetchval(f"select count(*) from {table}") == 0, table
    row = await pool.fetchrow("select * from engine_seal_key where subject = $1", member)
    assert (row["wrapped"], row["destroyed_at"] is not None) == (b"", True)
    assert await verified(pool) == []
    for currency, issued in (("points", 20), ("later", 20)):
        path = f"/v1/rollforward?currency={currency}&from=2026-03-02&to=2026-03-02"
        rolled = (await machine.get(path)).json()
        total = rolled["total"]
        assert (rolled["difference"], total["issued"], total["closing"]) == (0, issued, 0), rolled
    gone = await machine.get(f"/v1/jobs/{job['id']}/file")
    assert (gone.status_code, gone.json()["code"]) == (410, "file_gone")


async def test_an_erased_member_is_gone_for_every_door(machine, member, pool):
    key = {"idempotency-key": "form-1"}
    path = f"/v1/members/{member}"
    first = await machine.post(f"{path}/erase", json=erasing(member), headers=key)
    again = await machine.post(f"{path}/erase", json=erasing(member), headers=key)
    assert (again.status_code, again.json()) == (200, first.json() | {"status": "duplicate"})
    other = await machine.post(f"{path}/erase", json=erasing(member))
    assert (other.status_code, other.json()["code"]) == (410, "member_erased")
    for read in ("", "/statement", "/lots", "/timeline", "/identities", "/orders", "/tier"):
        answer = await machine.get(path + read)
        assert (answer.status_code, answer.json()["code"]) == (410, "member_erased"), read
    events = order(7, subject=f"member:{member}"), order(8, subject=f"card:{CARD}")
    refused = await machine.post("/v1/events", json=events[0])
    assert (refused.status_code, refused.json()["code"]) == (410, "member_erased")
    # Whoever shops with the same card is somebody new.
    fresh = (await machine.post("/v1/events", json=events[1])).json()
    assert (fresh["status"], fresh["seq"]) == ("accepted", 1)
    assert fresh["member"] != member
    listed = (await machine.get("/v1/members")).json()
    assert [one["id"] for one in listed["items"]] == [fresh["member"]]
    assert listed["total"] == 1
    acts = await pool.fetch("select * from org_audit where act = 'member.erased'")
    assert [(row["target"], row["reason"]) for row in acts] == [(member, "本人要求")]
    assert await verified(pool) == []


async def test_an_erasure_asks_for_the_permission_and_the_members_id(
    site, machine, member, pool, clock
):
    before = await everything(pool)
    path = f"/v1/members/{member}/erase"
    for body, status, code in (
        ({"confirm": "somebody", "reason": "本人要求"}, 422, "erasure_unconfirmed"),
        ({"confirm": member, "reason": ""}, 400, "request_invalid"),
        ({"confirm": member}, 400, "request_invalid"),
    ):
        answer = await machine.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    missing = await machine.post("/v1/members/nobody/erase", json=erasing("nobody"))
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    unchanged = await everything(pool)
    for table in ("engine_state", "engine_log", "engine_identity", "engine_seal_key"):
        assert unchanged[table] == before[table], table
    secret = await key_with(pool, clock, "members:write", "events:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        event = order(type="member.erased", subject=f"member:{member}") | {"data": {}}
        for answer in (
            await till.post(path, json=erasing(member)),
            await till.post("/v1/events", json=event),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert await pool.fetchval("select count(*) from engine_erasure") == 0


async def test_debt_is_forgiven_and_what_waits_expires(machine, member, pool):
    spend = {"source": "till", "id": "s1", "type": "points.spend", "subject": f"card:{CARD}"}
    spent = {"currency": "points", "amount": 25, "spend_id": "s1"}
    assert (await machine.post("/v1/events", json=spend | {"data": spent})).status_code == 200
    refund = {"source": "till", "id": "r1", "type": "order.refunded", "subject": f"card:{CARD}"}
    back = {"order_id": "1", "refund_id": "r1", "amount_cents": 1000}
    answer = await machine.post("/v1/events", json=refund | {"data": back})
    assert answer.status_code == 200, answer.text
    balance = f"/v1/members/{member}/balance?currency=points"
    assert (await machine.get(balance)).json()["debt"] == 10
    done = await machine.post(f"/v1/members/{member}/erase", json=erasing(member))
    assert [(e["type"], e.get("amount")) for e in done.json()["effects"]] == [
        ("points.expired", 10),
        ("points.adjusted", 10),
        ("member.erased", None),
    ]
    sums = await pool.fetch(
        """
        select currency, sum(case when credit in ('usable', 'pending', 'debt') then amount
                                  else 0 end
                           - case when debit in ('usable', 'pending', 'debt') then amount
                                  else 0 end)
        from ledger_entry where subject = $1 group by currency order by currency
        """,
        member,
    )
    assert [tuple(row) for row in sums] == [("later", 0), ("points", 0)]
    assert await verified(pool) == []


async def test_what_is_left_to_do_after_a_crash_is_done_by_the_worker(machine, member, shuke, pool):
    """The event is there, and the process died before the house threw away what it kept."""
    event = order(99, type="member.erased", subject=f"member:{member}") | {"data": {}}
    assert (await machine.post("/v1/events", json=event)).status_code == 200
    assert await pool.fetchval("select count(*) from org_reveal") == 1
    assert await pool.fetchval("select done_at from engine_erasure") is None
    assert await finish_erasures(pool, shuke.clock.now()) == 1
    assert await finish_erasures(pool, shuke.clock.now()) == 0
    assert await pool.fetchval("select count(*) from org_reveal") == 0
    assert await pool.fetchval("select done_at from engine_erasure") == shuke.clock.now()


async def test_a_copy_holds_everything_in_clear_and_lies_sealed(site, machine, member, pool, clock):
    path, key = f"/v1/members/{member}/copy", {"idempotency-key": "copy-1"}
    async with site.lifespan():
        asked = await machine.post(path, json={"reason": "本人要求"}, headers=key)
        again = await machine.post(path, json={"reason": "本人要求"}, headers=key)
        assert (asked.status_code, again.content) == (202, asked.content)
        job = await ended(machine, asked.json()["id"])
    assert job["status"] == "done", job
    assert job["title"] == "Copy of a member's data"
    file = await machine.get(job["result"]["file"])
    assert file.headers["content-type"] == "application/json"
    copied = file.json()
    assert copied["member"] == member
    [held] = copied["held"]
    assert {one["value"] for one in held["identities"]} == {PHONE, CARD}
    assert [one["value"] for one in held["sealed_profile"]] == [NAME]
    assert (held["profile"], held["orders"]) == ({"city": "上海"}, 2)
    assert held["points"]["points"] == {"usable": 25, "pending": 0, "held": 0}
    types = ["member.registered", "order.paid", "order.paid", "points.adjust"]
    assert [one["type"] for one in copied["events"]] == types
    assert copied["events"][0]["data"]["profile"] == {"name": NAME, "city": "上海"}
    assert [one["note"] for one in copied["entries"]] == [None] * 4 + [WORDS]
    assert [one["event_id"] for one in copied["failed"]] == ["broken"]
    assert [one["fields"] for one in copied["seen_in_clear"]] == [["name", "identity.phone"]]
    assert job["result"]["rows"] == 1 + 4 + 5 + 1 + 1
    stored = b"".join(row["data"] for row in await pool.fetch("select data from kernel_file"))
    assert stored
    assert not stored.startswith(b"\x1f\x8b"), "sealed, not only packed"
    # Whoever may export may not for that see a member in clear.
    secret = await key_with(pool, clock, "exports:write", "jobs:read", "people:manage")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as other:
        refused = await other.get(job["result"]["file"])
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    acts = await pool.fetch("select target, reason from org_audit where act = 'member.copied'")
    assert [tuple(row) for row in acts] == [(member, "本人要求")]
    await machine.post(f"/v1/members/{member}/erase", json=erasing(member))
    gone = await machine.get(f"/v1/jobs/{job['id']}/file")
    assert (gone.status_code, gone.json()["code"]) == (410, "file_gone")
    late = await machine.post(path, json={"reason": "本人要求"})
    assert (late.status_code, late.json()["code"]) == (410, "member_erased")


async def test_parallel_erasures_are_one(machine, member, pool):
    path, body = f"/v1/members/{member}/erase", erasing(member)
    answers = await asyncio.gather(*(machine.post(path, json=body) for _ in range(16)))
    assert sorted({answer.status_code for answer in answers}) == [200, 410]
    assert sum(answer.status_code == 200 for answer in answers) == 1
    events = "select count(*) from engine_log where type = 'member.erased'"
    assert await pool.fetchval(events) == 1


async def test_a_restored_backup_is_erased_again(
    machine, member, shuke, pool, clock, cluster_url, database_url
):
    clock.advance(timedelta(hours=1))
    backup = f"{database_url.rpartition('/')[2].partition('?')[0]}_backup"
    dump = Path(shuke.settings.data_dir) / "backup.sql"
    with psycopg.connect(cluster_url.format(database="postgres"), autocommit=True) as admin:
        admin.execute(f'create database "{backup}"')
    restored = msgspec.structs.replace(
        shuke.settings, database_url=cluster_url.format(database=backup)
    )
    try:
        _pg("pg_dump", "--file", str(dump), database_url)
        done = await machine.post(f"/v1/members/{member}/erase", json=erasing(member))
        assert done.status_code == 200
        listed = await erased_members(shuke.settings)
        assert listed == [(member, clock.now())]
        _pg("psql", "--quiet", "--file", str(dump), restored.database_url)
        assert await erased_members(restored) == []
        wanted = [*(one for one, _at in listed), "made-after-the-backup"]
        first = await erase_all(restored, wanted, "restored")
        assert (first.erased, first.already, first.unknown) == ([member], [], [wanted[1]])
        second = await erase_all(restored, wanted, "restored")
        assert (second.erased, second.already, second.unknown) == ([], [member], [wanted[1]])
        assert [one for one, _at in await erased_members(restored)] == [member]
    finally:
        with psycopg.connect(cluster_url.format(database="postgres"), autocommit=True) as admin:
            admin.execute(f'drop database if exists "{backup}" with (force)')


def _pg(program, *arguments):
    subprocess.run([str(binaries() / program), *arguments], check=True, stdout=sys.stderr)
