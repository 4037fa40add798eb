"""Setting up, signing in and out over HTTP: cookies, CSRF, waiting, problems."""

from tests.api.conftest import client_of, key_with

from shuke.org import setup_token

GOOD = {"email": "li@example.com", "password": "a long enough phrase"}


async def test_first_run_to_signed_out(nobody, shuke, pool):
    assert (await nobody.get("/v1/setup")).json() == {"needed": True}
    async with pool.acquire() as connection:
        token = await setup_token(connection, shuke.settings.session_key)
    wrong = await nobody.post("/v1/setup", json={**GOOD, "name": "李雷", "token": "guess"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "setup_token_wrong")
    done = await nobody.post("/v1/setup", json={**GOOD, "name": "李雷", "token": token})
    assert done.status_code == 201
    assert done.json()["user"]["role"] == "administrator"
    assert (await nobody.get("/v1/setup")).json() == {"needed": False}
    cookie = done.headers["set-cookie"]
    assert cookie.startswith("shuke_session=")
    assert cookie.endswith("; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax")
    again = await nobody.get("/v1/session")
    assert again.json() == done.json()
    no_token = await nobody.delete("/v1/session")
    assert (no_token.status_code, no_token.json()["code"]) == (403, "csrf_mismatch")
    out = await nobody.delete("/v1/session", headers={"x-csrf-token": done.json()["csrf"]})
    assert (out.status_code, out.content) == (204, b"")
    assert "Max-Age=0" in out.headers["set-cookie"]
    nobody.cookies.set("shuke_session", cookie.split("=")[1].split(";")[0])
    over = await nobody.get("/v1/session")
    assert (over.status_code, over.json()["code"]) == (401, "sign_in_needed")


async def test_the_cookie_is_secure_over_https(nobody, person):
    answer = await nobody.post("https://shuke.test/v1/session", json=GOOD)
    assert answer.headers["set-cookie"].endswith("; SameSite=Lax; Secure")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


async def test_guessing_meets_a_wait(nobody, person):
    for _ in range(5):
        answer = await nobody.post("/v1/session", json={**GOOD, "password": "wrong"})
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_refused")
    answer = await nobody.post("/v1/session", json=GOOD)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert answer.headers["retry-after"] == "10"
    assert answer.json()["retry_after_seconds"] == 10


USER = {"email": "han@example.com", "name": "韩梅梅", "password": "another long phrase"}


async def test_people_and_keys_are_managed_and_audited(person, nobody):
    made = await person.post(
        "/v1/users",
        json={
            "email": "han@example.com",
            "name": "韩梅梅",
            "password": "another long phrase",
            "role": "support",
        },
    )
    assert made.status_code == 201
    han = made.json()["id"]
    changed = await person.patch(f"/v1/users/{han}", json={"role": "auditor"})
    assert changed.json()["role"] == "auditor"
    key = (await person.post("/v1/keys", json={"name": "till", "scopes": ["events:write"]})).json()
    assert key["secret"].startswith("sk_")
    listed = (await person.get("/v1/keys")).json()
    assert [one["name"] for one in listed["items"]] == ["till"]
    assert key["secret"] not in str(listed)
    headers = {"authorization": f"Bearer {key['secret']}"}
    lacking = await nobody.get("/v1/keys", headers=headers)
    assert (lacking.status_code, lacking.json()["code"]) == (403, "not_allowed")
    assert lacking.json()["permission"] == "keys:manage"
    ended = await person.delete(f"/v1/keys/{key['id']}")
    assert ended.json()["revoked_at"] is not None
    refused = await nobody.get("/v1/session", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (401, "key_refused")
    off = await person.delete(f"/v1/users/{han}")
    assert off.json()["active"] is False
    acts = [row["act"] for row in (await person.get("/v1/audit?limit=4")).json()["items"]]
    assert acts == ["person.changed", "key.revoked", "key.created", "person.changed"]
    assert (await person.get("/v1/audit/state")).json() == {"whole": True, "broken_at": None}


async def test_who_manages_people_makes_nobody_mightier(person, site, pool, clock):
    han = (await person.post("/v1/users", json=USER | {"role": "support"})).json()["id"]
    own = (await person.get("/v1/session")).json()["user"]["id"]
    before = await pool.fetch("select * from org_person order by id")
    secret = await key_with(pool, clock, "people:manage", "members:read")
    async with client_of(site, headers={"authorization": f"Bearer {secret}"}) as manager:
        for refused in (
            await manager.post(
                "/v1/users", json={**USER, "email": "x@e.com", "role": "administrator"}
            ),
            await manager.patch(f"/v1/users/{han}", json={"role": "administrator"}),
            await manager.patch(f"/v1/users/{own}", json={"password": "another long phrase"}),
            await manager.patch(f"/v1/users/{own}", json={"role": "support"}),
            await manager.delete(f"/v1/users/{own}"),
        ):
            assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert await pool.fetch("select * from org_person order by id") == before


async def test_the_audit_is_read_page_by_page(person):
    for number in range(5):
        await person.post("/v1/keys", json={"name": str(number), "scopes": ["admin"]})
    seen, cursor = [], ""
    while True:
        page = (await person.get(f"/v1/audit?limit=2{cursor}")).json()
        seen += [row["n"] for row in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == [7, 6, 5, 4, 3, 2, 1]
    foreign = await person.get("/v1/audit?cursor=bm9uc2Vuc2U")
    assert (foreign.status_code, foreign.json()["place"]) == (400, "/cursor")


async def test_a_person_chooses_another_password(person, nobody):
    path = "/v1/session/password"
    wrong = await person.put(path, json={"current": "guess", "password": "some other phrase"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "sign_in_refused")
    weak = await person.put(path, json={"current": GOOD["password"], "password": "short"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_weak")
    other = await nobody.post("/v1/session", json=GOOD)
    assert other.status_code == 200
    done = await person.put(
        path, json={"current": GOOD["password"], "password": "some other phrase"}
    )
    assert done.status_code == 200
    assert (await person.get("/v1/session")).json()["csrf"] == done.json()["csrf"]
    assert (await nobody.get("/v1/session")).status_code == 401
    assert (await nobody.post("/v1/session", json=GOOD)).status_code == 401


async def test_nobody_locks_themselves_out(person):
    me = (await person.get("/v1/session")).json()["user"]["id"]
    answer = await person.delete(f"/v1/users/{me}")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")
    assert (await person.get("/v1/session")).status_code == 200
