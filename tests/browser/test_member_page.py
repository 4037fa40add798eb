"""The member page on a phone: from the brand's link to the code at the till, and refusals."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.conftest import Desk, opened
from tests.browser.shop import CARD, Shop
from tests.browser.test_access import AXE, FIND

from shuke.kernel import load_settings
from shuke.visit import make_link

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
FIRST_LOAD_BYTES = 100_000
OTHER_CARD = "6907777777"
PLACES = ("", "/points", "/points?tab=expiring", "/tiers", "/code", "/privacy", "/me")
LOADED = """() => performance.getEntriesByType('resource')
  .filter((one) => one.name.includes('/console/'))
  .concat(performance.getEntriesByType('navigation'))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


class Phone:
    """A member's browser."""

    def __init__(self, browser: Browser, shop: Shop) -> None:
        self.browser, self.shop = browser, shop
        self.contexts: list[BrowserContext] = []

    def open(self, path: str, language: str = "zh-CN", theme: str = "light") -> Page:
        """A page of the member page, nobody signed in."""
        context = opened(self.browser, language, theme)
        self.contexts.append(context)
        page = context.new_page()
        page.set_viewport_size(PHONE)
        page.goto(f"{self.shop.address}{path}")
        return page

    def enter(self, language: str = "zh-CN", theme: str = "light", card: str = CARD) -> Page:
        """The home of the member with a card, come by a link."""
        page = self.open(link(self.shop, card), language, theme)
        expect(page.locator(".frame h1")).to_be_visible()
        return page


def link(shop: Shop, card: str = CARD) -> str:
    """What the brand's app opens for its member."""
    member = shop.member(card)["id"]
    path: str = shop.send("POST", f"/v1/members/{member}/link", {})["path"]
    return path


@pytest.fixture
def phone(chromium: Browser, shop: Shop) -> Iterator[Phone]:
    """Opens the member page; every browser is closed afterwards."""
    found = Phone(chromium, shop)
    yield found
    for context in found.contexts:
        context.close()


def asked(page: Page, path: str) -> dict[str, Any]:
    """What the server answers this browser."""
    got: dict[str, Any] = page.evaluate(
        "async (path) => { const answer = await fetch(path);"
        " return { status: answer.status, body: await answer.json() } }",
        path,
    )
    return got


def shown_code(page: Page) -> str:
    return page.locator(".digits").inner_text().replace(" ", "")


def test_from_the_link_to_home_points_and_the_till(phone: Phone, shop: Shop) -> None:
    page = phone.enter()
    assert page.url == f"{shop.address}/m"
    expect(page.locator("header")).to_have_text("鲜果铺")
    member = shop.member()
    usable = next(one for one in member["balances"] if one["currency"] == "points")["usable"]
    expect(page.locator(".hero b")).to_have_text(f"{usable:,}")
    ahead = member["tiers"][0]["progress"]
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuetext", f"{ahead['have']} / {ahead['need']}")
    expect(page.locator(".progress-said")).to_contain_text(
        f"再得 {ahead['need'] - ahead['have']} 点"
    )
    page.get_by_role("link", name="积分", exact=True).click()
    expect(page.locator(".lines li").first).to_contain_text(f"余额 {usable:,}")
    page.get_by_role("tab", name="到期").click()
    expect(page.locator(".lines li").first).to_contain_text("23:59 到期")
    page.go_back()
    page.get_by_role("link", name="出示会员码").click()
    expect(page.get_by_role("img", name="会员码的二维码")).to_be_visible()
    expect(page.get_by_role("img", name="会员码的条形码")).to_be_visible()
    read = shop.send("POST", "/v1/member-codes/resolve", {"code": shown_code(page)})
    assert (read["member"], read["points"]) == (member["id"], usable)


def test_the_first_load_is_small(phone: Phone) -> None:
    page = phone.enter()
    page.goto(page.url)
    expect(page.locator(".hero b")).to_be_visible()
    assert 0 < page.evaluate(LOADED) <= FIRST_LOAD_BYTES


def test_the_code_changes_each_minute_without_a_network(phone: Phone, shop: Shop) -> None:
    page = phone.enter()
    page.clock.install()
    page.get_by_role("link", name="会员码", exact=True).click()
    expect(page.locator(".digits")).to_be_visible()
    before, spoken = shown_code(page), page.locator(".digits").inner_text()
    phone.contexts[-1].set_offline(True)
    page.clock.fast_forward(60_000)
    expect(page.locator(".digits")).not_to_have_text(spoken)
    after = shown_code(page)
    assert after[:12] == before[:12]
    # The phone runs a minute ahead now: the till takes the next code as well.
    read = shop.send("POST", "/v1/member-codes/resolve", {"code": after})
    assert read["member"] == shop.member()["id"]


def test_wrong_used_and_expired_links_say_so(phone: Phone, shop: Shop) -> None:
    path = link(shop)
    expect(phone.open(path).locator(".hero b")).to_be_visible()
    secret = load_settings({}, data_dir=shop.folder).session_key
    old = make_link(
        secret, shop.member()["id"], datetime.now(UTC) - timedelta(hours=1), timedelta(minutes=5)
    )
    for bad, title in (
        (path, "链接已使用过"),
        (f"/m/enter?token={old.token}", "链接已过期"),
        (path[:-3], "链接无效"),
    ):
        page = phone.open(bad)
        expect(page.get_by_role("alert")).to_contain_text(title)
        expect(page.get_by_role("alert")).to_contain_text("请从原来的应用重新打开。")
        assert page.url == f"{shop.address}/m/enter"
        assert asked(page, "/v1/me")["status"] == 401
    expect(phone.open("/m/points").locator("h1")).to_have_text("会员页")


def test_another_members_data_are_refused(phone: Phone, shop: Shop) -> None:
    shop.pay(7_700, card=OTHER_CARD)
    other = shop.member(OTHER_CARD)["id"]
    page = phone.enter()
    for path in (f"/v1/members/{other}", f"/v1/members/{other}/statement", "/v1/members"):
        assert asked(page, path)["status"] == 401, path
    mine = asked(page, "/v1/me/statement")["body"]
    assert mine["items"]
    for query in (f"member={other}", f"subject={other}"):
        assert asked(page, f"/v1/me/statement?{query}")["body"].get("items", []) in (
            [],
            mine["items"],
        )
    neighbour = phone.enter(card=OTHER_CARD)
    theirs = asked(neighbour, "/v1/me/statement")["body"]["items"]
    assert {one["key"] for one in theirs}.isdisjoint({one["key"] for one in mine["items"]})


def test_language_and_look_change_without_a_reload_and_leaving_ends(phone: Phone) -> None:
    page = phone.enter()
    page.evaluate("window.stays = true")
    page.get_by_role("link", name="我", exact=True).click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    # The bar names the coupons instead where the programme has some.
    page.get_by_role("link", name="Home", exact=True).click()
    page.get_by_role("link", name=re.compile("^Tiers")).first.click()
    expect(page.locator(".ladder li[aria-current]")).to_contain_text("yours")
    assert page.evaluate("[document.documentElement.lang, window.stays]") == ["en", True]
    page.get_by_role("link", name="Me", exact=True).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("Member page")
    assert asked(page, "/v1/me")["status"] == 401


def test_a_copy_of_the_data_is_made_and_downloaded(phone: Phone) -> None:
    page = phone.enter()
    page.get_by_role("link", name="隐私").click()
    expect(page.locator(".facts").first).to_contain_text("****")
    page.get_by_role("button", name="生成数据副本").click()
    with page.expect_download() as found:
        page.get_by_role("link", name="下载数据副本").click()
    held = json.loads(Path(found.value.path()).read_text(encoding="utf-8"))
    assert held["held"][0]["identities"][0]["value"] == CARD


def test_an_operator_opens_a_members_page_from_the_console(desk: Desk, shop: Shop) -> None:
    page = desk.open(f"/member/members/{shop.member()['id']}")
    for _ in range(2):
        with page.expect_popup() as beside:
            page.get_by_role("button", name="打开会员页").click()
        expect(beside.value.locator(".hero b")).to_be_visible()
        assert beside.value.url == f"{shop.address}/m"


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light"), ("en", "dark")])
def test_no_page_has_a_serious_fault_or_scrolls_sideways(
    phone: Phone, language: str, theme: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make console)")
    page = phone.enter(language, theme)
    found = {}
    for place in PLACES:
        page.goto(f"{phone.shop.address}/m{place}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FIND)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        small = page.evaluate(
            "[...document.querySelectorAll('a, button')].filter((one) =>"
            " one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"
        )
        if faults or wide or small:
            found[place] = (faults, wide, small)
    assert found == {}
