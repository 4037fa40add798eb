"""A pack from its first draft to the wallets: published, by hand, and to a list of members."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_access import AXE, FIND, STILL

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COUPONS = """---
kind: coupon
key: bakery
name: {en: Bakery coupon, zh: 面包券}
terms: {discount: {how: amount_off, off_cents: 300}, from_cents: 2000}
valid: {how: relative, days: 14}
---
kind: coupon
key: dairy
name: {en: Dairy coupon, zh: 乳品券}
terms: {discount: {how: amount_off, off_cents: 500}, from_cents: 3000}
valid: {how: relative, days: 14}
"""
FIND_IN_DRAWER = FIND.replace("axe.run(document", "axe.run('[role=dialog]'")
OTHERS = ("6900000001", "6900000002", "6900000003")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer with two coupons, no pack, and four members."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    programme = tmp_path_factory.mktemp("packs") / "programme.yaml"
    programme.write_text(PROGRAMME.read_text(encoding="utf-8") + COUPONS, encoding="utf-8")
    with served(tmp_path_factory.mktemp("grocery"), programme) as grocer:
        for card in (CARD, *OTHERS):
            grocer.pay(5_000, card=card)
        yield grocer


def wallet(store: Shop, card: str) -> list[str]:
    """The templates of the coupons of a card's member."""
    member = store.member(card)["id"]
    held = store.send("GET", f"/v1/members/{member}/coupons")["coupons"]
    return sorted(one["template"] for one in held)


def faultless(page: Page) -> None:
    """Nothing in the drawer that a reader of the screen, or of a phone, stumbles over."""
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if AXE.exists():
        page.evaluate(STILL)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND_IN_DRAWER) == []


def test_a_pack_is_made_given_by_hand_and_to_a_list(chromium: Browser, store: Shop) -> None:
    page = at_desk(chromium, store.address)
    made_and_published(page, store)
    given_by_hand(page, store)
    given_to_a_list(page, store)
    page.context.close()


def made_and_published(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/reward/packs")
    page.get_by_role("button", name="新建礼包").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("开业礼包")
    drawer.get_by_label("英文名").fill("Opening pack")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text("开业礼包")
    # Nobody can be given what is not live.
    expect(page.get_by_role("button", name="发给会员")).to_have_count(0)
    page.get_by_role("button", name="再加一种券").click()
    count = page.get_by_label("第 2 种券的张数")
    count.fill("2")
    count.press("Enter")
    expect(page.locator(".sentence").first).to_contain_text(
        "含「面包券」1 张、「乳品券」2 张，每人最多 1 个。"
    )
    expect(page.locator(".editor-foot")).to_contain_text("已自动保存")
    page.get_by_role("button", name="加入发布").click()
    expect(page.locator("h1")).to_have_text("发布")
    page.get_by_role("button", name=re.compile("发布 R-")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("发布 R-")).click()
    expect(page.locator(".release-draft")).to_have_count(0)


def given_by_hand(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/member/members/{store.member()['id']}?tab=coupons")
    page.get_by_role("button", name="发礼包").click()
    drawer = page.get_by_role("dialog")
    holds = drawer.get_by_role("region", name="礼包里有 3 张券")
    expect(holds.locator("li")).to_have_count(2)
    expect(holds).to_contain_text("满 ¥30.00 减 ¥5.00")
    act = drawer.get_by_role("button", name="发礼包，共 3 张券")
    expect(act).to_be_disabled()
    drawer.get_by_label("原因，记入审计").fill("订单晚到")
    faultless(page)
    act.dblclick()
    expect(page.get_by_text("发礼包「开业礼包」，共 3 张券")).to_be_visible()
    expect(page.locator("tbody tr", has_text="乳品券")).to_have_count(2)
    expect(page.locator("tbody tr", has_text="面包券")).to_contain_text("随礼包")
    assert wallet(store, CARD) == ["bakery", "dairy", "dairy"]

    # A second one is refused in words, whole.
    expect(drawer).to_have_count(0)
    page.get_by_role("button", name="发礼包").click()
    drawer.get_by_label("原因，记入审计").fill("又一次")
    act.click()
    expect(drawer.locator(".form-problem")).to_contain_text("每位会员最多 1 个，已领 1 个。")
    expect(drawer.locator(".form-problem")).to_contain_text("没有发券。")
    expect(drawer.locator(".form-problem")).not_to_contain_text("对比")
    assert wallet(store, CARD) == ["bakery", "dairy", "dairy"]


def given_to_a_list(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/reward/packs/opening-pack")
    page.get_by_role("button", name="发给会员").click()
    drawer = page.get_by_role("dialog")
    act = drawer.get_by_role("button", name="给 3 人各发 1 个礼包")
    names = ["卡号,备注", *OTHERS, f"{OTHERS[0]},又", "6999999999", "phone:12"]
    drawer.get_by_label("一行一个").fill("\n".join(names))
    seen = drawer.locator(".list-seen")
    expect(seen).to_contain_text("共 6 条认出 3 位会员")
    expect(seen).to_contain_text("1 条重复")
    expect(seen).to_contain_text("1 条没有对应的会员")
    expect(seen).to_contain_text("1 条读不懂")
    seen.get_by_text("看是哪几条").click()
    expect(seen.locator("ol li").last).to_contain_text("第 7 行 phone:12 这不是有效的手机号")
    expect(act).to_be_disabled()
    drawer.get_by_label("原因，记入审计").fill("开业")
    expect(drawer.locator(".effect")).to_contain_text("9 张")
    faultless(page)
    act.dblclick()
    expect(page.get_by_text("已开始，3 人，进度在作业栏里")).to_be_visible()
    page.get_by_role("button", name="作业").click()
    line = page.locator(".job").first
    expect(line).to_contain_text("批量发券")
    expect(line).to_contain_text("已给 3 人")
    expect(line).to_contain_text("1 人没有")
    assert [wallet(store, card) for card in OTHERS] == [["bakery", "dairy", "dairy"]] * 3
    assert wallet(store, CARD) == ["bakery", "dairy", "dairy"]


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light"), ("en", "dark")])
def test_a_coupon_s_page_opens_the_list_on_a_phone_too(
    chromium: Browser, store: Shop, language: str, theme: str
) -> None:
    page = at_desk(chromium, store.address, language, theme)
    page.set_viewport_size({"width": 390, "height": 844})
    zh = language == "zh-CN"
    page.goto(f"{store.address}/console/reward/coupons/dairy")
    page.get_by_role("button", name="发给会员" if zh else "Issue to members").click()
    drawer = page.get_by_role("dialog")
    chosen = drawer.locator(".ant-select", has_text="乳品券" if zh else "Dairy coupon")
    expect(chosen).to_be_visible()
    page.set_input_files(
        "input[type=file]",
        {"name": "cards.csv", "mimeType": "text/csv", "buffer": "\n".join(OTHERS[:2]).encode()},
    )
    expect(drawer.locator(".list-seen b")).to_have_text(
        "认出 2 位会员" if zh else "2 members recognised"
    )
    faultless(page)
    page.context.close()
