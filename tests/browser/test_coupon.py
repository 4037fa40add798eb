"""A coupon from its template to its release, quoted on a real order before anybody publishes it."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Desk
from tests.browser.shop import Shop
from tests.browser.test_access import AXE, FIND

pytestmark = pytest.mark.browser


def test_a_coupon_is_designed_quoted_and_published(desk: Desk, shop: Shop) -> None:
    shop.pay(5_000, card="6905555555")
    page = desk.open("/reward/coupons")
    expect(page.locator(".empty").first).to_contain_text("还没有券")
    page.get_by_role("button", name="新建券").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("乳品满 30 减 5")
    drawer.get_by_label("英文名").fill("Dairy 5")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text("乳品满 30 减 5")
    said = page.locator(".sentence").first
    expect(said).to_have_text("满 ¥30.00 减 ¥5.00，发放起 14 天有效，每人最多 1 张。")
    page.get_by_role("button", name="只限一部分商品").click()
    page.locator("[data-place='/terms/lines']").get_by_label("值").fill("dairy")
    expect(said).to_contain_text("限品类为「dairy」的商品")
    expect(page.locator(".valid-valid")).to_have_count(14)

    page.get_by_role("tab", name="报价").click()
    own = page.locator(".considered .lit")
    expect(own).to_contain_text("-¥5.00")
    expect(page.locator(".quote-total")).to_contain_text("¥45.00")
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND) == []
    price = page.get_by_label("第 1 行原价")
    price.fill("25")
    price.press("Enter")
    expect(own).to_contain_text("还差 ¥5.00。")
    expect(page.locator(".quote-total")).to_contain_text("¥25.00")
    off = page.get_by_label("减", exact=True)
    page.get_by_label("门槛").fill("20")
    page.get_by_label("门槛").press("Enter")
    off.fill("6")
    off.press("Enter")
    expect(own).to_contain_text("-¥6.00")
    expect(page.locator(".quote-total")).to_contain_text("¥19.00")
    assert shop.send("GET", "/v1/definitions/coupon/dairy-5")["live"] is None

    expect(page.locator(".editor-foot")).to_contain_text("已自动保存")
    page.get_by_role("button", name="加入发布").click()
    expect(page.locator("h1")).to_have_text("发布")
    page.get_by_role("button", name=re.compile("发布 R-")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("发布 R-")).click()
    expect(page.locator(".release-draft")).to_have_count(0)
    live = shop.send("GET", "/v1/definitions/coupon/dairy-5")["live"]["document"]["terms"]
    assert (live["from_cents"], live["discount"]["off_cents"]) == (2000, 600)
    page.goto(f"{shop.address}/console/reward/coupons")
    row = page.locator("tbody tr", has_text="乳品满 30 减 5")
    expect(row).to_contain_text("满 ¥20.00 减 ¥6.00，限品类为「dairy」的商品")
    expect(row).to_contain_text("生效")
