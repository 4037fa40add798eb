"""What people do in the console, done in a real browser against a real server."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Desk, opened, sign_in
from tests.browser.shop import CARD, Shop

pytestmark = pytest.mark.browser

WORDS = {
    "zh-CN": {
        "today": "今日", "met": "20 积分", "why": "为什么 +20 积分？", "agrees": "重算一致",
        "short": "还差", "paid": "订单付款", "tier": "普通 → 银卡",
        "reached": "128 达到银卡的 100。", "next": "达到金卡",
    },
    "en": {
        "today": "Today", "met": "20 Points", "why": "Why +20 Points?", "agrees": "replay agrees",
        "short": "short", "paid": "Order paid", "tier": "Member → Silver",
        "reached": "128 reaches Silver, which begins at 100.", "next": "Reaches Gold",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_sign_in_find_a_member_and_explain_an_entry(
    chromium: Browser, shop: Shop, language: str
) -> None:
    words = WORDS[language]
    context = opened(chromium, language)
    page = context.new_page()
    page.goto(f"{shop.address}/console/")
    sign_in(page)
    expect(page.locator("h1")).to_have_text(words["today"])
    page.keyboard.press("Control+k")
    page.locator(".palette input").fill(CARD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/member/members/[0-9A-Z]{26}"))
    page.locator(".event", has_text="128.00").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".ant-drawer-title")).to_have_text(words["why"])
    expect(drawer.get_by_text(words["agrees"])).to_be_visible()
    total = drawer.locator(".trace tr", has_text="¥128.00").first
    expect(total).to_contain_text("¥50.00")
    expect(drawer.locator(".others li").first).to_contain_text("¥372.00")
    tier = drawer.locator(".tiers-told li")
    expect(tier).to_have_count(1)
    expect(tier).to_contain_text(words["tier"])
    expect(tier).to_contain_text(words["reached"])
    expect(tier.locator("tr", has_text=words["next"])).to_contain_text("500")
    context.close()


def test_a_changed_rule_is_published_and_judges_the_next_order(desk: Desk, shop: Shop) -> None:
    before = _points(shop)
    page = desk.open("/programme/rules/dairy?tab=diff")
    page.get_by_role("button", name="编辑").click()
    page.get_by_label("得", exact=True).fill("35")
    expect(page.locator(".diff ins")).to_have_text("35")
    expect(page.locator(".editor-foot")).to_contain_text("已自动保存")
    page.get_by_role("button", name="加入发布").click()
    expect(page.locator(".release-draft")).to_contain_text("乳品积分")
    page.get_by_role("button", name=re.compile("发布 R-")).click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("发布 R-")).click()
    expect(page.locator(".release-chip")).to_contain_text("R-2 生效")
    shop.pay(6_000)
    assert _points(shop) == before + 35
    page = desk.open(f"/member/members/{shop.member()['id']}")
    expect(page.locator(".event").first).to_contain_text("+35 分")


def test_a_wrong_attribute_is_named_with_the_right_one(desk: Desk) -> None:
    page = desk.open("/programme/rules/growth?tab=yaml")
    page.get_by_role("button", name="编辑").click()
    editor = page.locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("if: {attribute: order.totl_cents, op: at_least, value: 1}")
    button = page.get_by_role("button", name="用 order.total_cents")
    expect(button).to_be_visible()
    button.click()
    expect(editor).to_contain_text("order.total_cents")
    expect(page.locator(".foot-problems")).to_have_text("问题 0")
    page.get_by_role("button", name="更多操作").click()
    page.get_by_text("放弃草稿").click()
    page.get_by_role("dialog").get_by_role("button", name="放弃草稿").click()
    expect(page.get_by_role("button", name="编辑")).to_be_visible()


def test_language_and_theme_switch_without_losing_what_was_typed(desk: Desk) -> None:
    page = desk.open("/programme/rules/big-basket")
    page.get_by_role("button", name="编辑").click()
    page.get_by_label("备注").fill("half a form")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(page.get_by_label("Note")).to_have_value("half a form")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Light or dark").click()
    page.get_by_role("menuitem", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_label("Note")).to_have_value("half a form")
    expect(page.locator(".editor-foot")).to_contain_text("Saved")


def test_a_session_that_ended_asks_on_top_and_keeps_the_form(desk: Desk) -> None:
    page = desk.open("/programme/rules/growth")
    page.get_by_role("button", name="编辑").click()
    page.context.clear_cookies()
    page.get_by_label("备注").fill("kept over the sign-in")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("会话已结束")
    sign_in(page)
    expect(dialog).to_have_count(0)
    expect(page.get_by_label("备注")).to_have_value("kept over the sign-in")


def test_a_double_click_is_one_grant(desk: Desk, shop: Shop) -> None:
    member = shop.member()
    before = _points(shop)
    page = desk.open(f"/member/members/{member['id']}?open=adjust")
    page.get_by_label("多少").fill("１０")
    page.locator("textarea").first.fill("漏记的小票")
    button = page.get_by_role("dialog").get_by_role("button", name=re.compile("加 10"))
    button.dblclick()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert _points(shop) == before + 10


def test_a_copied_address_restores_filter_tab_and_drawer(desk: Desk, shop: Shop) -> None:
    page = desk.open("/member/members?tier=silver")
    expect(page.locator(".filter-chip")).to_contain_text("银卡")
    expect(page.locator("tbody tr")).to_have_count(1)
    member = shop.member()
    page = desk.open(f"/member/members/{member['id']}?tab=points&open=adjust")
    expect(page.get_by_role("tab", name="积分")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_leaving_at_once_still_saves_the_draft(desk: Desk, shop: Shop) -> None:
    page = desk.open("/programme/rules/big-basket")
    expect(page.locator(".page-title")).to_contain_text("大单")
    edit = page.get_by_role("button", name="编辑")
    if edit.count():
        edit.click()
    with page.expect_response(re.compile("/draft$")) as saved:
        page.get_by_label("备注").fill("typed, then gone")
        page.get_by_role("link", name="今日").first.click()
    assert saved.value.ok
    kept = shop.send("GET", "/v1/definitions/earning_rule/big-basket")
    assert kept["draft"]["document"]["note"] == "typed, then gone"
    # Or the next release would carry it.
    shop.send("DELETE", "/v1/definitions/earning_rule/big-basket/draft")


def test_what_was_before_is_counted_and_its_cost_is_said_first(desk: Desk, shop: Shop) -> None:
    """Publishing a set that begins with history: how many, how long; then the worker does it."""
    page = desk.open("/programme/tiers/grade?tab=diff")
    page.get_by_role("button", name="编辑").click()
    for label, choice in (("期间", "自然年"), ("计入", "此前的也计入")):
        page.get_by_label(label, exact=True).click()
        page.locator(".ant-select-item-option", has_text=choice).click()
    expect(page.locator(".diff")).to_contain_text("history")
    page.get_by_role("button", name="加入发布").click()
    draft = page.locator(".release-draft")
    draft.get_by_role("button", name=re.compile("发布 R-")).click()
    dialog = page.get_by_role("dialog")
    # Other tests of this run may have brought members into the shop.
    all_ = shop.send("GET", "/v1/members?limit=1")["total"]
    expect(dialog.locator(".banner")).to_contain_text(f"将计入 {all_} 位会员的历史")
    expect(dialog.locator(".banner")).to_contain_text("完成前会员保持现有等级")
    dialog.get_by_role("button", name=re.compile("发布 R-")).click()
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name=re.compile("^作业")).click()
    line = page.locator(".job", has_text="发布后整理").first
    expect(line).to_contain_text(f"看过 {all_} 位会员，计入 {all_} 位的历史")
    tier = shop.send("GET", f"/v1/members/{shop.member()['id']}/tier")
    [grade] = tier["items"]
    assert (grade["tier"], grade["progress"]["next"]) == ("silver", "gold")
    assert grade["progress"]["have"] >= 128


def _points(shop: Shop) -> int:
    balances = shop.member()["balances"]
    return int(next(one["usable"] for one in balances if one["currency"] == "points"))


def settled(page: Page) -> None:
    """Nothing is on its way any more."""
    page.wait_for_load_state("load")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
