"""Two people at one rule, sentences that light what they tell, and trying on what came last."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Desk
from tests.browser.shop import Shop

pytestmark = pytest.mark.browser

RULE = "/programme/rules/big-basket"


@pytest.fixture(autouse=True)
def no_drafts_left(shop: Shop) -> Iterator[None]:
    """Each begins with what is live, and leaves nothing to be published with another's release."""
    _drop(shop)
    yield
    _drop(shop)


def _drop(shop: Shop) -> None:
    kept = shop.send("GET", "/v1/definitions/earning_rule/big-basket")
    if kept["draft"] is not None:
        shop.send("DELETE", "/v1/definitions/earning_rule/big-basket/draft")


def test_two_editors_compare_three_columns_and_keep_one(desk: Desk, shop: Shop) -> None:
    first, second = desk.open(RULE), desk.open(RULE)
    for page in (first, second):
        page.get_by_role("button", name="编辑").click()
    first.get_by_label("备注").fill("theirs")
    expect(first.locator(".editor-foot")).to_contain_text("已自动保存")
    second.get_by_label("得", exact=True).fill("120")
    conflict = second.locator(".conflict")
    expect(conflict.locator("h2")).to_contain_text("王敏")
    expect(conflict.locator("thead th")).to_have_text(["位置", "原来", "对方", "我的"])
    expect(conflict.locator("tbody tr", has_text="/give/points")).to_have_text(
        "/give/points100100120"
    )
    expect(conflict.locator("tbody tr", has_text="/note")).to_have_text("/note没有theirs没有")
    kept = shop.send("GET", "/v1/definitions/earning_rule/big-basket")["draft"]["document"]
    assert (kept["note"], kept["give"]["points"]) == ("theirs", 100)
    conflict.get_by_role("button", name="用我的").click()
    expect(second.locator(".editor-foot")).to_contain_text("已自动保存")
    expect(conflict).to_have_count(0)
    kept = shop.send("GET", "/v1/definitions/earning_rule/big-basket")["draft"]["document"]
    assert kept["give"]["points"] == 120
    assert not kept.get("note")


def test_pointing_at_a_part_of_the_sentence_lights_its_row_and_its_lines(desk: Desk) -> None:
    page = desk.open("/programme/rules/dairy")
    part = page.locator(".spoken", has_text="至少 ¥50.00")
    part.hover()
    lit = page.locator(".editor-form .lit")
    expect(lit).to_have_count(1)
    expect(lit).to_have_attribute("data-place", "/if/all/0")
    expect(page.locator(".excerpt")).to_contain_text("order.total_cents")
    page.locator("[data-place='/if/all/1']").hover()
    expect(page.locator(".spoken.lit")).to_have_text("至少有一行品类为「dairy」")
    page.locator(".spoken", has_text="则给 ").click()
    expect(page.locator("[data-place^='/give']:focus")).to_have_count(1)


def test_a_rule_is_tried_on_a_pasted_event_and_on_near_misses(desk: Desk, shop: Shop) -> None:
    shop.pay(49_000, card="6907777777")
    page = desk.open(f"{RULE}?tab=try")
    page.get_by_text("最近 10 + 10").click()
    near = page.locator(".try section", has_text="差一点")
    row = near.locator("tbody tr", has_text="¥490.00")
    expect(row).to_contain_text("差 ¥10.00")
    row.get_by_role("button", name="为什么").click()
    expect(page.locator(".try-event")).to_contain_text("¥490.00")
    page.get_by_text("粘贴事件").click()
    page.locator(".try .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        '{"type": "order.paid", "data": {"order_id": "X", "total_cents": 60000,'
        ' "lines": [{"sku": "1", "paid_cents": 60000}]}}'
    )
    own = page.locator(".try-table tbody tr").first
    expect(own).to_have_text(re.compile(r"这条规则\+100\+1000"))
    page.locator(".try .cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("{not json")
    expect(page.get_by_role("alert")).to_contain_text("这不是一个事件")
