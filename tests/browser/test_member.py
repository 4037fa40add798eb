"""One member and several: privacy, what is new, bulk acts and jobs, one's own password."""

import re

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Desk, opened, sign_in
from tests.browser.shop import PASSWORD, Shop

pytestmark = pytest.mark.browser


def test_privacy_tells_what_is_kept_and_who_looked(desk: Desk, shop: Shop) -> None:
    page = desk.open(f"/member/members/{shop.member()['id']}?tab=privacy")
    kept = page.get_by_role("region", name="存了什么，怎么存").locator("tbody tr")
    expect(kept.first).to_contain_text("****567")
    expect(kept.first).to_contain_text("能认出人")
    page.get_by_role("button", name="显示").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").fill("会员来电核对卡号")
    dialog.get_by_role("button", name="显示 5 分钟").click()
    expect(kept.first).to_contain_text("6901234567")
    looked = page.get_by_role("region", name="谁看过，谁动过").locator("tbody tr")
    expect(looked.first).to_contain_text("看了明文")
    expect(looked.first).to_contain_text("王敏")
    expect(looked.first).to_contain_text("会员来电核对卡号")


def test_new_events_are_announced_and_shown_when_asked(desk: Desk, shop: Shop) -> None:
    card = "6908888888"
    shop.pay(1_100, card=card)
    page = desk.open(f"/member/members/{shop.member(card)['id']}")
    expect(page.locator(".event")).to_have_count(1)
    shop.pay(2_200, card=card)
    shop.pay(3_300, card=card)
    pill = page.get_by_role("button", name="有 2 条新动态")
    expect(pill).to_be_visible()
    expect(page.locator(".event")).to_have_count(1)
    expect(page.locator(".member-facts")).to_contain_text("3 单")
    pill.click()
    expect(page.locator(".event")).to_have_count(3)
    expect(pill).to_have_count(0)


def test_several_members_get_points_as_a_job_that_says_who_was_refused(
    desk: Desk, shop: Shop
) -> None:
    cards = ("6905000001", "6905000002")
    for card, cents in zip(cards, (6_000, 100), strict=True):
        shop.pay(cents, card=card)
    held = shop.member(cards[0])["points"]
    page = desk.open("/member/members")
    expect(page.locator("tbody tr").first).to_contain_text("****")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    bar = page.get_by_role("region", name="对已选的操作")
    expect(bar).to_contain_text("已选 2 人")
    expect(bar).to_contain_text(f"共持有 {held} 分")
    bar.get_by_role("button", name="给 2 人加减积分").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_text("减", exact=True).click()
    drawer.get_by_label("每人多少").fill("15")
    expect(drawer).to_contain_text("-30 分")
    expect(drawer).to_contain_text("1 人余额不够")
    drawer.locator("textarea").first.fill("多发了")
    drawer.get_by_role("button", name=re.compile("从 2 人各减 15")).click()
    expect(bar).to_have_count(0)
    page.get_by_role("button", name=re.compile("^作业")).click()
    job = page.locator(".job").first
    expect(job).to_contain_text("已给 1 人")
    job.get_by_role("button", name="1 人没有：看原因").click()
    expect(job.locator("li")).to_have_count(1)
    points = [shop.member(card)["points"] for card in cards]
    assert points == [held - 15, 0]


def test_a_job_that_waits_is_cancelled_from_the_tray(desk: Desk, shop: Shop) -> None:
    job_id = shop.waiting_job()
    page = desk.open("/today")
    page.get_by_role("button", name=re.compile("^作业")).click()
    job = page.locator(".job").first
    job.get_by_role("button", name="取消").click()
    expect(job).to_contain_text("已取消")
    assert shop.send("GET", f"/v1/jobs/{job_id}")["status"] == "cancelled"


def test_ones_own_password_is_changed_and_a_wrong_one_is_no_end(
    chromium: Browser, shop: Shop
) -> None:
    email = "han@example.com"
    new = {"email": email, "name": "韩梅", "password": PASSWORD, "role": "operator"}
    shop.send("POST", "/v1/users", new)
    context = opened(chromium)
    page = context.new_page()
    page.goto(f"{shop.address}/console/member/members")
    sign_in(page, email)
    page.get_by_role("button", name="我：韩梅").click()
    page.get_by_text("修改密码").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("现在的密码").fill("not the password")
    for field in drawer.locator("[autocomplete=new-password]").all():
        field.fill("another long phrase")
    act = drawer.get_by_role("button", name="修改密码")
    act.click()
    expect(drawer.get_by_role("alert")).to_have_text("现在的密码不对")
    expect(page.get_by_text("会话已结束")).to_have_count(0)
    drawer.get_by_label("现在的密码").fill(PASSWORD)
    act.click()
    expect(drawer).to_have_count(0)
    page.get_by_role("link", name="今日").first.click()
    expect(page.locator("h1")).to_have_text("今日")
    context.close()
