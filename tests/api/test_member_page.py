"""The member page's doors: a link once, a code once, and nobody but the member behind them."""

import asyncio
import re
from base64 import b64decode
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from tests.api.conftest import client_of, key_with, person_with, sign_in_as

from shuke.api import create_app
from shuke.api.operation import MEMBER, OPERATIONS
from shuke.visit import CodeKey, member_code

GET = [one.path for one in OPERATIONS if one.needs == MEMBER and one.method == "GET"]
POINTS = {"zh": "积分", "en": "Points"}
UNIT = {"zh": "分", "en": "points"}


@pytest.fixture
async def programme(machine):
    """Points at once, growth value, two tiers by growth value."""
    for document in (
        {"kind": "currency", "key": "points", "name": POINTS, "unit": UNIT},
        {"kind": "currency", "key": "growth", "name": POINTS, "unit": UNIT, "spendable": False},
        {"kind": "profile_field", "key": "name", "type": "text", "class": "identifying"}
        | {"name": {"zh": "姓名", "en": "Name"}},
        *(
            {"kind": "earning_rule", "key": key, "when": "order.paid", "name": POINTS}
            | {"give": {"how": "per_amount", "per_cents": 100, "currency": key}}
            for key in ("points", "growth")
        ),
        {"kind": "tier_set", "key": "main", "name": {"zh": "等级", "en": "Tiers"}}
        | {"measure": {"how": "earned", "currency": "growth"}}
        | {"window": {"how": "rolling", "days": 180}}
        | {
            "tiers": [
                {"key": "basic", "name": {"zh": "普通", "en": "Member"}, "at": 0},
                {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "at": 500},
            ]
        },
    ):
        path = f"/v1/definitions/{document['kind']}/{document['key']}/draft"
        saved = await machine.put(path, json={"document": document})
        assert saved.status_code == 200, saved.text
    published = await machine.post("/v1/releases", json={})
    assert published.status_code == 201, published.text


async def registered(machine, card, name="王小明", cents=34_000):
    """A member with a card and one order."""
    body = {"identities": [{"kind": "card", "value": card}], "profile": {"name": name}}
    made = await machine.post("/v1/members", json=body)
    assert made.status_code == 201, made.text
    data = {"order_id": card, "total_cents": cents, "lines": [{"sku": "1", "paid_cents": cents}]}
    event = {"source": "till", "id": card, "type": "order.paid", "subject": f"card:{card}"}
    paid = await machine.post("/v1/events", json=event | {"data": data})
    assert paid.status_code == 200, paid.text
    return made.json()["member"]


async def linked(machine, member, **body):
    made = await machine.post(f"/v1/members/{member}/link", json=body)
    assert made.status_code == 201, made.text
    return made.json()["token"]


@asynccontextmanager
async def visiting(site, machine, member):
    """A browser in which the member is signed in."""
    async with client_of(site) as client:
        entered = await client.post("/v1/me/session", json={"token": await linked(machine, member)})
        assert entered.status_code == 200, entered.text
        client.headers["x-csrf-token"] = entered.json()["csrf"]
        yield client


@pytest.fixture
async def member(machine, programme):
    return await registered(machine, "VIP10001")


@pytest.fixture
async def visitor(site, machine, member):
    async with visiting(site, machine, member) as client:
        yield client


def told(answer):
    return answer.status_code, answer.json()["code"]


async def sessions(pool):
    return await pool.fetchval("select count(*) from visit_session")


async def test_a_link_signs_in_once_with_a_cookie_of_its_own(site, machine, nobody, member, pool):
    made = await machine.post(f"/v1/members/{member}/link", json={})
    link = made.json()
    assert link["path"] == f"/m/enter?token={link['token']}"
    entered = await nobody.post("/v1/me/session", json={"token": link["token"]})
    assert entered.status_code == 200, entered.text
    cookie = entered.headers["set-cookie"]
    assert cookie.startswith("shuke_member=")
    assert cookie.endswith("; Path=/v1/me; Max-Age=604800; HttpOnly; SameSite=Strict")
    shown = (await nobody.get("/v1/me")).json()
    assert (shown["name"], shown["currency"], shown["csrf"]) == (
        "王**",
        "points",
        entered.json()["csrf"],
    )
    async with client_of(site) as other:
        again = await other.post("/v1/me/session", json={"token": link["token"]})
        assert told(again) == (410, "link_used")
        assert told(await other.get("/v1/me")) == (401, "member_sign_in_needed")
    assert await sessions(pool) == 1
    acts = await pool.fetch("select actor_kind, target from org_audit where act = 'member.linked'")
    assert [tuple(row) for row in acts] == [("key", member)]


async def test_of_callers_at_once_a_link_lets_one_in(site, machine, member, pool):
    token = await linked(machine, member)
    async with client_of(site) as client:
        answers = await asyncio.gather(
            *[client.post("/v1/me/session", json={"token": token}) for _ in range(64)]
        )
    assert sorted(answer.status_code for answer in answers) == [200, *[410] * 63]
    assert await sessions(pool) == 1


async def test_changed_old_and_foreign_links_let_nobody_in(
    site, machine, nobody, member, pool, clock
):
    token = await linked(machine, member, lasts_seconds=60)
    other = await registered(machine, "VIP10002", name="李雷")
    subject, end, nonce, mac = token.split(".")
    for bad in (
        f"{other}.{end}.{nonce}.{mac}",
        f"{subject}.{int(end) + 60}.{nonce}.{mac}",
        f"{subject}.{end}.x{nonce}.{mac}",
        f"{subject}.{end}.{nonce}.{mac[:-2]}",
        f"{subject}.{end}.{nonce}.",
        f"{subject}.{end}.{nonce}.é",
        "x",
    ):
        assert told(await nobody.post("/v1/me/session", json={"token": bad})) == (
            403,
            "link_refused",
        ), bad
    clock.advance(timedelta(seconds=61))
    assert told(await nobody.post("/v1/me/session", json={"token": token})) == (410, "link_expired")
    assert await sessions(pool) == 0
    assert await pool.fetchval("select count(*) from visit_used") == 0
    assert told(await machine.post("/v1/members/nobody/link", json={})) == (404, "not_found")
    secret = await key_with(pool, clock, "members:read", "members:write")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        refused = await till.post(f"/v1/members/{member}/link", json={})
        assert told(refused) == (403, "not_allowed")


async def test_operators_are_nobody_on_the_member_page_and_members_nobody_elsewhere(
    site, machine, visitor, member, pool, clock
):
    await person_with(pool, clock, "li@example.com", "administrator")
    async with client_of(site) as operator:
        await sign_in_as(operator, "li@example.com")
        for path in GET:
            assert told(await operator.get(path)) == (401, "member_sign_in_needed"), path
            assert told(await machine.get(path)) == (401, "member_sign_in_needed"), path
    async with client_of(site) as operator:
        # A member's token is nobody's under an operator's cookie.
        operator.cookies.set("shuke_session", visitor.cookies["shuke_member"])
        assert told(await operator.get("/v1/session")) == (401, "sign_in_needed")
    for operation in OPERATIONS:
        if operation.needs not in ("", MEMBER):
            path = re.sub(r"\{\w+:int\}", "1", operation.path).replace("{member}", member)
            answer = await visitor.request(operation.method, path, json={})
            assert told(answer) == (401, "sign_in_needed"), path


async def test_a_member_sees_nobody_else(site, machine, visitor, member):
    other = await registered(machine, "VIP10002", name="李雷", cents=90_000)
    async with visiting(site, machine, other) as neighbour:
        mine = (await visitor.get("/v1/me")).json()
        theirs = (await neighbour.get("/v1/me")).json()
        assert [one["usable"] for one in mine["balances"] if one["currency"] == "points"] == [340]
        assert [one["usable"] for one in theirs["balances"] if one["currency"] == "points"] == [900]
        page = (await neighbour.get("/v1/me/statement?limit=1")).json()
        # No route takes an id; what looks like one, or comes from another's list, leads nowhere.
        for query in (f"?member={other}", f"?subject={other}", "?currency=points"):
            lines = (await visitor.get(f"/v1/me/statement{query}")).json()
            keys = {one["key"] for one in lines["items"]} if "items" in lines else set()
            assert keys <= {"VIP10001"}, query
        moved = (await visitor.get(f"/v1/me/statement?cursor={page['next']}")).json()
        assert {one["key"] for one in moved["items"]} <= {"VIP10001"}
        for path in (f"/v1/me/{other}", f"/v1/members/{other}", f"/v1/members/{other}/statement"):
            assert (await visitor.get(path)).status_code in (401, 404), path
        # Their cookie with my token changes nothing.
        neighbour.headers["x-csrf-token"] = visitor.headers["x-csrf-token"]
        assert told(await neighbour.delete("/v1/me/session")) == (403, "csrf_mismatch")
        assert (await neighbour.get("/v1/me")).status_code == 200


async def test_a_change_needs_the_token_and_leaving_ends_the_session(visitor, pool):
    token = visitor.headers.pop("x-csrf-token")
    for method, path in (("DELETE", "/v1/me/session"), ("POST", "/v1/me/copy")):
        assert told(await visitor.request(method, path)) == (403, "csrf_mismatch")
    assert (await visitor.get("/v1/me")).status_code == 200
    gone = await visitor.delete("/v1/me/session", headers={"x-csrf-token": token})
    assert (gone.status_code, await sessions(pool)) == (204, 0)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert told(await visitor.get("/v1/me")) == (401, "member_sign_in_needed")


async def test_a_session_ends_idle_and_after_a_week(visitor, clock):
    for _ in range(14):
        assert (await visitor.get("/v1/me")).status_code == 200
        clock.advance(timedelta(hours=11, minutes=59))
    clock.advance(timedelta(hours=1))
    assert told(await visitor.get("/v1/me")) == (401, "member_sign_in_needed")


async def test_an_idle_session_ends(visitor, clock):
    clock.advance(timedelta(hours=12, seconds=1))
    assert told(await visitor.get("/v1/me")) == (401, "member_sign_in_needed")


async def test_an_erased_member_is_signed_out(machine, visitor, member, pool):
    body = {"confirm": member, "reason": "本人要求"}
    token = await linked(machine, member)
    assert (await machine.post(f"/v1/members/{member}/erase", json=body)).status_code == 200
    assert told(await visitor.get("/v1/me")) == (401, "member_sign_in_needed")
    entered = await visitor.post("/v1/me/session", json={"token": token})
    assert (told(entered), await sessions(pool)) == ((410, "member_erased"), 0)


async def test_what_the_page_shows(machine, visitor, member):
    shown = (await visitor.get("/v1/me", headers={"accept-language": "zh-CN"})).json()
    [tier] = shown["tiers"]
    assert (tier["tier_title"], tier["progress"]["have"], tier["progress"]["need"]) == (
        "普通",
        340,
        500,
    )
    assert [(one["title"], one["at"], one["mine"]) for one in tier["ladder"]] == [
        ("普通", 0, True),
        ("银卡", 500, False),
    ]
    body = {"currency": "points", "amount": 5, "reason": "loud caller, keep quiet"}
    assert (await machine.post(f"/v1/members/{member}/adjust", json=body)).status_code == 200
    statement = await visitor.get("/v1/me/statement?currency=points")
    assert [(one["kind"], one["amount"]) for one in statement.json()["items"]] == [
        ("adjust", 5),
        ("issue", 340),
    ]
    assert "quiet" not in statement.text
    lots = (await visitor.get("/v1/me/lots?currency=points")).json()["items"]
    assert sum(one["amount"] for one in lots) == 345
    privacy = (await visitor.get("/v1/me/privacy")).json()
    assert [one["value"] for one in privacy["profile"]] == ["王**"]
    assert "VIP10001" not in str(privacy)
    assert (privacy["events"], privacy["entries"]) == (3, 3)


async def test_a_copy_is_made_for_the_member_and_for_nobody_else(site, machine, visitor, member):
    assert (await visitor.get("/v1/me/copy")).json()["status"] == "none"
    assert told(await visitor.get("/v1/me/copy/file")) == (404, "not_found")
    other = await registered(machine, "VIP10002", name="李雷")
    async with site.lifespan(), visiting(site, machine, other) as neighbour:
        asked = await visitor.post("/v1/me/copy")
        again = await visitor.post("/v1/me/copy")
        assert [one.json()["status"] for one in (asked, again)] == ["waiting", "waiting"]
        for _ in range(600):
            if (await visitor.get("/v1/me/copy")).json()["status"] == "ready":
                break
            await asyncio.sleep(0.05)
        file = await visitor.get("/v1/me/copy/file")
        assert "王小明" in file.text
        assert len(file.json()["held"][0]["sessions"]) == 1
        assert told(await neighbour.get("/v1/me/copy/file")) == (404, "not_found")


async def shown_code(visitor, clock, **shift):
    key = (await visitor.get("/v1/me/code")).json()
    held = CodeKey(key["handle"], b64decode(key["key"]), datetime.fromisoformat(key["ends_at"]))
    return member_code(held, clock.now() + timedelta(**shift))


async def test_a_till_reads_a_code_once(machine, visitor, member, clock):
    code = await shown_code(visitor, clock)
    asked = {"idempotency-key": "scan-1"}
    read = await machine.post("/v1/member-codes/resolve", json={"code": code}, headers=asked)
    assert read.status_code == 200, read.text
    assert read.json() == {
        "subject": f"member:{member}",
        "member": member,
        "name": "王**",
        "tier": "basic",
        "tier_name": read.json()["tier_name"],
        "points": 340,
    }
    again = await machine.post("/v1/member-codes/resolve", json={"code": code}, headers=asked)
    assert again.json() == read.json()
    other = await machine.post("/v1/member-codes/resolve", json={"code": code})
    assert told(other) == (409, "member_code_used")
    # The next minute's is another one, and a phone that is a little slow or fast is read as well.
    for seconds in (60, 120):
        fresh = await shown_code(visitor, clock, seconds=seconds)
        clock.advance(timedelta(seconds=60))
        read = await machine.post("/v1/member-codes/resolve", json={"code": fresh})
        assert read.status_code == 200, read.text


async def test_of_tills_at_once_one_reads_a_code(machine, visitor, clock, pool):
    code = await shown_code(visitor, clock)
    answers = await asyncio.gather(
        *[machine.post("/v1/member-codes/resolve", json={"code": code}) for _ in range(64)]
    )
    won = [one for one in answers if one.status_code == 200]
    lost = {told(one) for one in answers if one.status_code != 200}
    assert len(won) == 1
    assert lost <= {(409, "member_code_used"), (429, "too_many_attempts")}


async def test_old_and_guessed_codes_are_refused_and_guessers_wait(
    site, machine, visitor, pool, clock
):
    old = await shown_code(visitor, clock, minutes=-2)
    assert told(await machine.post("/v1/member-codes/resolve", json={"code": old})) == (
        410,
        "member_code_expired",
    )
    code = await shown_code(visitor, clock)
    for guess in range(5):
        wrong = f"{code[:12]}{(int(code[12:]) + guess + 1) % 10**8:08d}"
        assert told(await machine.post("/v1/member-codes/resolve", json={"code": wrong})) == (
            404,
            "member_code_unknown",
        )
    waits = await machine.post("/v1/member-codes/resolve", json={"code": code})
    assert told(waits) == (429, "too_many_attempts")
    assert int(waits.headers["retry-after"]) == 10
    # Only the visitor's link was used.
    assert await pool.fetchval("select count(*) from visit_used") == 1
    secret = await key_with(pool, clock, "members:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as till:
        refused = await till.post("/v1/member-codes/resolve", json={"code": code})
        assert told(refused) == (403, "not_allowed")


async def test_the_codes_key_lasts_until_the_business_day_ends(visitor, clock):
    first = (await visitor.get("/v1/me/code")).json()
    clock.advance(timedelta(minutes=5))
    assert (await visitor.get("/v1/me/code")).json()["handle"] == first["handle"]
    for _ in range(3):
        clock.advance(timedelta(hours=11))
        assert (await visitor.get("/v1/me")).status_code == 200
    code = await shown_code(visitor, clock)
    assert code[:12] != first["handle"]


async def test_one_time_codes_are_for_the_demo_and_are_tried_five_times(shuke, member, pool):
    heard = []
    async with client_of(create_app(shuke)) as closed:
        assert (await closed.get("/v1/me/doors")).json() == {"link": True, "one_time_code": False}
        for path, body in (
            ("/v1/me/passcode", {"identity": "card:VIP10001"}),
            ("/v1/me/session/passcode", {"identity": "card:VIP10001", "code": "123456"}),
        ):
            assert told(await closed.post(path, json=body)) == (404, "not_found")
    async with client_of(create_app(shuke, lambda *what: heard.append(what))) as open_:
        card = {"identity": "card:VIP10001"}
        sent = await open_.post("/v1/me/passcode", json=card)
        nobody = await open_.post("/v1/me/passcode", json={"identity": "card:NOBODY"})
        assert (sent.status_code, sent.json()) == (nobody.status_code, nobody.json())
        [(whom, code)] = heard
        assert whom == "card:VIP10001"
        wrong = f"{(int(code) + 1) % 10**6:06d}"
        refused = await open_.post("/v1/me/session/passcode", json=card | {"code": wrong})
        assert (told(refused), await sessions(pool)) == ((403, "passcode_refused"), 0)
        entered = await open_.post("/v1/me/session/passcode", json=card | {"code": code})
        assert (entered.status_code, await sessions(pool)) == (200, 1)
        again = await open_.post("/v1/me/session/passcode", json=card | {"code": code})
        assert told(again) == (403, "passcode_refused")
        await open_.post("/v1/me/passcode", json=card)
        for _ in range(4):
            await open_.post("/v1/me/session/passcode", json=card | {"code": wrong})
        waits = await open_.post("/v1/me/session/passcode", json=card | {"code": heard[-1][1]})
        assert told(waits) == (429, "too_many_attempts")
        for _ in range(4):
            last = await open_.post("/v1/me/passcode", json=card)
        assert told(last) == (429, "too_many_attempts")
