"""Lists of definitions over HTTP: pages, search, filters, names; figures for what a page shows."""

import pytest
from tests.api.test_definition import CURRENCY, RULE, save


def offer(key, zh, en, last=None):
    terms = {"discount": {"how": "amount_off", "off_cents": 500}}
    document = {"kind": "offer", "key": key, "name": {"zh": zh, "en": en}, "terms": terms}
    return document if last is None else document | {"last": last}


@pytest.fixture
async def offers(machine):
    """Seven offers, three of them over, as release 1."""
    for document in (CURRENCY, RULE):
        assert (await save(machine, document)).status_code == 200
    for number in range(4):
        saved = await save(machine, offer(f"open-{number}", f"满减 {number}", f"Save {number}"))
        assert saved.status_code == 200
    for number in range(3):
        last = f"2020-01-0{number + 1}"
        saved = await save(machine, offer(f"gone-{number}", f"旧 {number}", f"Old {number}", last))
        assert saved.status_code == 200
    assert (await machine.post("/v1/releases", json={})).status_code == 201


async def listed(machine, query=""):
    answer = await machine.get(f"/v1/definitions?kind=offer{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def keys(page):
    return [one["key"] for one in page["items"]]


ORDER = ["open-0", "open-1", "open-2", "open-3", "gone-2", "gone-1", "gone-0"]


async def test_what_is_over_comes_last_the_latest_first(machine, offers):
    whole = await listed(machine)
    assert keys(whole) == ORDER
    assert (whole["total"], whole["next"], whole["prev"]) == (7, None, None)
    assert [one["over"] for one in whole["items"]] == [False] * 4 + [True] * 3
    assert whole["items"][0]["sentence"] == "¥5.00 off."


async def test_pages_hold_everything_once_in_both_directions(machine, offers):
    seen, cursor, back = [], "", None
    while cursor is not None:
        page = await listed(machine, f"&limit=3{cursor}")
        assert page["total"] == 7
        seen += keys(page)
        cursor = None if page["next"] is None else f"&cursor={page['next']}"
        back = page["prev"]
    assert seen == ORDER
    before = await listed(machine, f"&limit=3&cursor={back}")
    assert keys(before) == ORDER[3:6]
    first = await listed(machine, f"&limit=3&cursor={before['prev']}")
    assert (keys(first), first["prev"]) == (ORDER[:3], None)
    wrong = await machine.get("/v1/definitions?cursor=bm8")
    assert (wrong.status_code, wrong.json()["place"]) == (400, "/cursor")


async def test_search_and_filters(machine, offers):
    assert keys(await listed(machine, "&q=SAVE%202")) == ["open-2"]
    assert keys(await listed(machine, "&q=旧")) == ORDER[4:]
    assert keys(await listed(machine, "&q=gone-1")) == ["gone-1"]
    assert keys(await listed(machine, "&q=nothing")) == []
    assert keys(await listed(machine, "&status=live")) == ORDER[:4]
    assert keys(await listed(machine, "&status=over")) == ORDER[4:]
    assert keys(await listed(machine, "&status=draft")) == []
    await save(machine, offer("gone-1", "再来", "Again"), base_version=0)
    await save(machine, offer("new", "新", "New"))
    assert keys(await listed(machine, "&status=draft")) == ["gone-1", "new"]
    # A draft may give it another day: it is not over as long as somebody works on it.
    assert keys(await listed(machine, "&status=over")) == ["gone-2", "gone-0"]


async def test_names_come_all_at_once_and_say_little(machine, offers):
    found = (await machine.get("/v1/definitions/names")).json()["items"]
    assert [(one["kind"], one["key"]) for one in found] == [
        ("currency", "points"),
        ("earning_rule", "base"),
        *(("offer", key) for key in sorted(ORDER)),
    ]
    [one] = (await machine.get("/v1/definitions/names?kind=currency")).json()["items"]
    assert one == {
        "kind": "currency",
        "key": "points",
        "name": {"zh": "积分", "en": "Points"},
        "status": "live",
        "over": False,
    }


async def test_figures_of_the_templates_that_a_page_shows(machine):
    for number in range(3):
        terms = {"discount": {"how": "amount_off", "off_cents": 500}}
        name = {"zh": "券", "en": "Coupon"}
        valid = {"how": "relative", "days": 3}
        document = {"kind": "coupon", "key": f"c{number}", "name": name, "terms": terms}
        saved = await save(machine, document | {"valid": valid})
        assert saved.status_code == 200
    await machine.post("/v1/releases", json={})

    async def told(query):
        page = (await machine.get(f"/v1/coupons/figures{query}")).json()
        return [one["coupon"] for one in page["items"]], page

    assert (await told("?coupons=c2,c0,unknown"))[0] == ["c0", "c2"]
    first, page = await told("?limit=2")
    assert (first, page["total"], page["prev"]) == (["c0", "c1"], 3, None)
    assert (await told(f"?limit=2&cursor={page['next']}"))[0] == ["c2"]
