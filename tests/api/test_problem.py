"""Every failure is a problem in the caller's language, and tells nothing of the inside."""

import pytest

from shuke.api.language import language_of

ZH = {"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("zh-CN", "zh"),
        ("zh-Hans-CN;q=0.3, en;q=0.5", "en"),
        ("fr, zh;q=0.1", "zh"),
        ("en;q=0, zh;q=0.1", "zh"),
        ("zh;q=abc", "en"),
        ("*", "en"),
    ],
)
def test_the_language_is_the_preferred_one(accepted, language):
    assert language_of(accepted) == language


async def test_unknown_addresses_and_methods(nobody):
    answer = await nobody.get("/v1/nothing", headers=ZH)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == "zh-CN"
    body = answer.json()
    assert body.pop("trace") == answer.headers["x-trace-id"]
    assert body == {
        "type": "urn:shuke:problem:not_found",
        "title": "没有找到",
        "status": 404,
        "detail": "/v1/nothing 下没有内容。",
        "code": "not_found",
        "hint": "/docs 列出了所有路由。",
        "instance": "/v1/nothing",
    }
    answer = await nobody.put("/v1/setup", json={})
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    options = await nobody.options("/v1/setup")
    assert (options.status_code, options.headers["allow"]) == (204, answer.headers["allow"])
    head = await nobody.head("/v1/setup")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0


@pytest.mark.parametrize(
    ("content", "status", "code", "place"),
    [
        (b"{", 400, "json_malformed", None),
        (b"", 400, "json_malformed", None),
        (b"\xff\xfe", 400, "json_malformed", None),
        (b"[]", 400, "request_invalid", ""),
        (b'{"email":1,"password":"x"}', 400, "request_invalid", "/email"),
        (b'{"email":"x"}', 400, "request_invalid", "/password"),
        (b'{"email":"x","password":"x","emial":1}', 400, "request_invalid", "/emial"),
        (b'{"email":' + b"[" * 50_000 + b"]" * 50_000 + b"}", 400, "request_invalid", "/email"),
        (b"[" * 50_000 + b"]" * 50_000, 400, "request_invalid", ""),
        (b'{"email":"' + b"x" * 2_000_000 + b'"}', 413, "body_too_large", None),
    ],
)
async def test_bad_bodies(nobody, content, status, code, place):
    answer = await nobody.post(
        "/v1/session", content=content, headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json().get("place") == place


async def test_another_media_type_is_refused(nobody):
    answer = await nobody.post("/v1/session", data={"email": "x"})
    assert (answer.status_code, answer.json()["code"]) == (415, "media_type_unsupported")


@pytest.mark.parametrize("limit", ["0", "201", "x", "1.5", ""])
async def test_bad_queries(person, limit):
    answer = await person.get(f"/v1/audit?limit={limit}", headers=ZH)
    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
    assert answer.json()["place"] == "/limit"


async def test_the_callers_trace_id_is_kept(nobody):
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    answer = await nobody.get("/v1/session", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["trace"] == trace
    assert answer.headers["www-authenticate"] == 'Bearer realm="shuke"'


async def test_a_fault_of_ours_tells_nothing(person, monkeypatch):
    async def broken(*_args, **_more):
        raise RuntimeError("secret table name")

    monkeypatch.setattr("shuke.api.keys.keys", broken)
    answer = await person.get("/v1/keys")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.json()["trace"]


async def test_a_database_that_is_away_is_503(person, monkeypatch):
    async def away(*_args, **_more):
        raise ConnectionRefusedError("db.internal:5432")

    monkeypatch.setattr("shuke.api.keys.keys", away)
    answer = await person.get("/v1/keys")
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
    assert answer.headers["retry-after"] == "1"
    assert "5432" not in answer.text


async def test_every_answer_carries_the_security_headers(nobody):
    for path in ("/v1/setup", "/v1/nothing", "/docs", "/console/"):
        headers = (await nobody.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
    answer = await nobody.post("/v1/events", json={})
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (401, "nosniff")
