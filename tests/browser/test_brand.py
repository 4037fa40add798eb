"""A second brand from its draft to the accountant's pages: its store, its points, its figures."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, Shop, served
from tests.browser.walk import Heard, at_phone_width, choose, faultless, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer with orders in two stores, before anybody told whose the second one is."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    with served(tmp_path_factory.mktemp("brands")) as grocer:
        grocer.pay(12_800)
        yield grocer


def test_a_brand_is_made_and_told_apart(chromium: Browser, store: Shop, tmp_path: Path) -> None:
    page = at_desk(chromium, store.address)
    heard = Heard(page)
    one_brand_is_told_of_nowhere(page, store)
    made_and_published(page, store)
    store.pay(9_900, store="K1")
    store.pay(3_000)
    in_the_roll_forward(page, store, tmp_path)
    in_the_other_pages(page, store)
    given_by_hand(page, store)
    claimed_twice(page, store)
    assert heard == []
    page.context.close()


def one_brand_is_told_of_nowhere(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/finance/rollforward")
    expect(page.locator("tbody tr").first).to_contain_text("合计")
    expect(page.get_by_label("品牌")).to_have_count(0)
    expect(page.get_by_role("heading", name="按品牌")).to_have_count(0)


def made(page: Page, zh: str, en: str) -> None:
    page.get_by_role("button", name="新建品牌").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill(zh)
    drawer.get_by_label("英文名").fill(en)
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text(zh)


def claim(page: Page, names: str) -> None:
    page.get_by_label("门店", exact=True).fill(names)
    page.get_by_label("门店", exact=True).press("Enter")


def made_and_published(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/programme/brands")
    expect(page.get_by_text("目前只有一个品牌")).to_be_visible()
    faultless(page)
    made(page, "小苗", "Sprout")
    claim(page, "K1,K2,")
    expect(page.locator(".sentence").first).to_contain_text("发生在门店 K1、K2 的归本品牌")
    faultless(page)
    at_phone_width(page)
    publish(page)


def held(store: Shop) -> str:
    """What members hold of the second brand."""
    found = store.send("GET", "/v1/finance/ageing?currency=points&brand=sprout")
    assert found["outstanding"] > 0
    return str(found["outstanding"])


def in_the_roll_forward(page: Page, store: Shop, folder: Path) -> None:
    page.goto(f"{store.address}/console/finance/rollforward")
    rows = page.locator("section", has_text="按品牌").locator("tbody tr")
    expect(rows).to_have_count(2)
    own = held(store)
    expect(rows.filter(has_text="小苗").locator("td").last).to_have_text(own)
    faultless(page)
    at_phone_width(page)
    with page.expect_download() as waited:
        page.get_by_role("button", name="存为文件").click()
    path = folder / "roll.csv"
    waited.value.save_as(path)
    heading, *lines = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert heading[:4] == ["日期", "币种", "品牌", "承担方"]
    assert {line[2] for line in lines} == {"主品牌", "小苗"}
    rows.filter(has_text="小苗").get_by_role("link").click()
    expect(page.get_by_text("差 0")).to_be_visible()
    expect(page.locator("tbody tr", has_text="合计").locator("td").last).to_have_text(own)
    expect(page).to_have_url(f"{store.address}/console/finance/rollforward?brand=sprout")


def in_the_other_pages(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/finance/ageing?brand=sprout")
    expect(page.locator(".stat").first).to_contain_text(held(store))
    faultless(page)
    choose(page, "品牌", "全部品牌")
    expect(page.locator("section", has_text="按品牌").locator("tbody tr")).to_have_count(2)
    at_phone_width(page)


def given_by_hand(page: Page, store: Shop) -> None:
    member = store.member(CARD)["id"]
    page.goto(f"{store.address}/console/member/members/{member}?open=adjust")
    drawer = page.get_by_role("dialog")
    choose(page, "品牌", "小苗")
    drawer.get_by_label("多少").fill("5")
    drawer.get_by_label("原因，会员和审计都看得到").fill("补发")
    faultless(page)
    drawer.get_by_role("button", name=re.compile("加 5")).click()
    expect(drawer).to_have_count(0)
    lots = store.send("GET", f"/v1/members/{member}/lots?currency=points")["items"]
    assert {lot["brand"] for lot in lots} == {"sprout", None}
    page.goto(f"{store.address}/console/member/members/{member}?tab=points&part=lots")
    lines = page.locator(".member-middle tbody tr")
    expect(lines).to_have_count(len(lots))
    expect(lines.filter(has_text="小苗").first).to_be_visible()
    faultless(page)


def claimed_twice(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/programme/brands")
    made(page, "小树", "Sapling")
    claim(page, "T1,K2,")
    problem = page.locator(".field-problem")
    expect(problem).to_have_text("门店 K2 也列在品牌「小苗」名下。")
    faultless(page)
