"""Today, figures, exports, health, the stream and the console's files."""

import asyncio
from datetime import timedelta

import httpx2
import pytest
from tests.api.conftest import key_with
from tests.api.test_definition import CURRENCY, RULE, save
from tests.api.test_event import order

from shuke.api import server
from shuke.api.static import Assets


@pytest.fixture
async def week(machine, clock):
    """Two orders on a Monday, three on the next one."""
    tiers = {
        "kind": "tier_set",
        "key": "main",
        "name": {"zh": "等级", "en": "Tiers"},
        "measure": {"how": "earned", "currency": "points"},
        "window": {"how": "ever"},
        "tiers": [
            {"key": "basic", "name": {"zh": "普通", "en": "Basic"}, "at": 0},
            {"key": "silver", "name": {"zh": "银卡", "en": "Silver"}, "at": 30},
        ],
    }
    for document in (CURRENCY, RULE, tiers):
        assert (await save(machine, document)).status_code == 200
    await machine.post("/v1/releases", json={})
    for number in (1, 2):
        await machine.post("/v1/events", json=order(number, subject=f"card:C{number}"))
    clock.advance(timedelta(days=7))
    for number in (3, 4, 5):
        await machine.post("/v1/events", json=order(number, subject="card:C1"))


async def test_the_five_figures_against_the_same_weekday(machine, week):
    seen = (await machine.get("/v1/today")).json()
    assert seen["figures"] == {
        "orders": {"value": 3, "previous": 2},
        "active_members": {"value": 1, "previous": 2},
        "points_issued": {"value": 30, "previous": 20},
        "points_spent": {"value": 0, "previous": 0},
        "points_outstanding": {"value": 50, "previous": 20},
    }
    assert seen["window"]["day"] == "2026-03-09"
    assert seen["window"]["is_today"] is True
    assert seen["tier_flow"] == [{"from": "Basic", "to": "Silver", "members": 1}]
    assert (seen["members"], seen["drafts"], seen["failed_events"]) == (2, 0, 0)
    assert [one["summary"]["order_id"] for one in seen["stream"]] == ["5", "4", "3", "2", "1"]
    former = (await machine.get("/v1/today?day=2026-03-02")).json()
    assert former["figures"]["orders"] == {"value": 2, "previous": 0}
    assert former["figures"]["points_outstanding"]["value"] == 20


async def test_when_nothing_came_today_the_last_day_is_shown_and_named(machine, week, clock):
    clock.advance(timedelta(days=3))
    window = (await machine.get("/v1/today?")).json()["window"]
    assert (window["day"], window["is_today"]) == ("2026-03-09", False)


async def test_figures_by_currency_tier_and_rule(machine, week):
    [points] = (await machine.get("/v1/currencies/figures")).json()["items"]
    assert (points["issued_30d"], points["outstanding"], points["members"]) == (50, 50, 2)
    tiers = (await machine.get("/v1/tiers/figures")).json()["items"]
    assert [(one["tier"], one["members"]) for one in tiers] == [("basic", 1), ("silver", 1)]
    [rule] = (await machine.get("/v1/rules/figures")).json()["items"]
    assert (rule["points_30d"], rule["fired_30d"], rule["members_30d"]) == (50, 5, 2)
    rolled = await machine.get("/v1/rollforward?currency=points&from=2026-03-01&to=2026-03-09")
    total = rolled.json()["total"]
    assert (total["opening"], total["issued"], total["closing"]) == (0, 50, 50)
    assert rolled.json()["difference"] == 0
    assert len(rolled.json()["items"]) == 9


async def test_health_and_metrics(nobody, machine):
    assert (await nobody.get("/health/live")).json() == {"alive": True}
    ready = await nobody.get("/health/ready")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert [one["name"] for one in ready.json()["checks"]] == ["database", "migration", "disk"]
    assert (await nobody.get("/metrics")).status_code == 401
    metrics = await machine.get("/metrics")
    assert metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "shuke_database_bytes" in metrics.text


async def test_a_real_socket_serves_events_and_streams_what_they_did(site, pool, clock, shuke):
    secret = await key_with(pool, clock, "admin")
    uvicorn_server = server(site, "127.0.0.1", 0)
    task = asyncio.create_task(uvicorn_server.serve())
    while not uvicorn_server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    port = uvicorn_server.servers[0].sockets[0].getsockname()[1]
    headers = {"authorization": f"Bearer {secret}"}
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
        async with client.stream("GET", "/v1/today/stream") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.aiter_lines()
            assert await anext(lines) == "retry: 3000"
            sent = await client.post("/v1/events", json=order())
            assert sent.json()["status"] == "accepted"
            async for line in lines:
                if line.startswith("data: "):
                    assert f'"member":"{sent.json()["member"]}"' in line
                    break
        huge = await client.post("/v1/events", content=b"x" * (17 * 1024 * 1024))
        assert huge.status_code == 413
        async with client.stream("GET", "/v1/today/stream") as stream:
            assert await anext(stream.aiter_lines()) == "retry: 3000"
            # A page that stays open must not hold the server up.
            uvicorn_server.should_exit = True
            await asyncio.wait_for(task, 5)


async def test_the_consoles_files(tmp_path, site, nobody):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>" + " " * 2000)
    (tmp_path / "assets" / "app-abc.js").write_text("x" * 5000)
    (tmp_path.parent / "secret.txt").write_text("secret")
    assets = Assets(tmp_path)
    path, script = assets.find("assets/app-abc.js")
    assert (str(path), script.media_type) == ("assets/app-abc.js", "text/javascript")
    assert len(script.packed) < len(script.plain)
    assert assets.page("members/01J")[0].name == "index.html"
    assert assets.page("assets/gone.js") is None
    assert assets.find("../secret.txt") is None
    assert assets.find("\0") is None
    (tmp_path / "index.html").write_text("new")
    assert assets.page("")[1].plain == b"new"
    home = await nobody.get("/")
    assert (home.status_code, home.headers["location"]) == (307, "/console/")
