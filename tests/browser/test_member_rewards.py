"""Coupons and gifts on the member page: claimed, shown, redeemed in three steps, once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.shop import CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_access import AXE, FIND
from tests.browser.test_member_page import Phone

pytestmark = pytest.mark.browser

REWARDS = """---
kind: coupon
key: dairy
name: {en: Dairy coupon, zh: 乳品券}
terms: {discount: {how: amount_off, off_cents: 500}, from_cents: 3000}
valid: {how: relative, days: 14}
claimable: true
per_member: 1
---
kind: gift
key: mug
name: {en: Mug, zh: 马克杯}
gives: {what: goods}
points: {currency: points, amount: 20}
stock: 2
---
kind: gift
key: sofa
name: {en: Sofa, zh: 沙发}
gives: {what: goods}
points: {currency: points, amount: 100000}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer that gives coupons and gifts."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    programme = tmp_path_factory.mktemp("rewards") / "programme.yaml"
    programme.write_text(PROGRAMME.read_text(encoding="utf-8") + REWARDS, encoding="utf-8")
    with served(tmp_path_factory.mktemp("store"), programme) as grocer:
        grocer.pay(12_800)
        yield grocer


@pytest.fixture
def phone(chromium: Browser, store: Shop) -> Iterator[Phone]:
    """A member's browser at that store."""
    found = Phone(chromium, store)
    yield found
    for context in found.contexts:
        context.close()


def test_a_coupon_is_claimed_and_shown(phone: Phone, store: Shop) -> None:
    page = phone.enter()
    page.get_by_role("link", name="券", exact=True).click()
    expect(page.locator(".empty")).to_have_text("现在没有可用的券。")
    page.get_by_role("button", name="领取这张券").dblclick()
    expect(page.get_by_role("tab", name="可用 1")).to_be_visible()
    expect(page.locator(".coupon")).to_have_count(1)
    expect(page.locator(".coupon b")).to_have_text("满 ¥30.00 减 ¥5.00")
    expect(page.locator(".coupon")).to_contain_text("23:59 到期")
    page.get_by_role("button", name="出示券码").click()
    expect(page.get_by_role("img", name="券码的二维码")).to_be_visible()
    coupon = page.locator(".digits").inner_text()
    cart = {"lines": [{"sku": "1023", "list_cents": 4_000}]}
    quote = {"member": f"member:{store.member()['id']}", "coupons": [coupon], "cart": cart}
    assert store.send("POST", "/v1/quotes", quote)["discount_cents"] == 500


def test_a_gift_is_redeemed_in_three_steps_and_once(phone: Phone, store: Shop) -> None:
    before = store.member()["points"]
    page = phone.enter()
    page.get_by_role("link", name="积分商城").click()
    mug = page.locator(".coupon", has_text="马克杯")
    expect(mug).to_contain_text("剩 2 件")
    expect(page.locator(".coupon", has_text="沙发")).to_contain_text("还差")
    mug.get_by_role("button", name="兑换", exact=True).click()
    expect(mug).to_contain_text(f"兑换后余额 {before - 20} 分")
    mug.get_by_role("button", name="用 20 分 兑换").dblclick()
    expect(page.locator("section", has_text="已兑换")).to_be_visible()
    expect(mug).to_contain_text("剩 1 件")
    expect(page.locator(".lines li")).to_have_count(1)
    assert store.member()["points"] == before - 20
    page.get_by_role("link", name="首页").click()
    expect(page.locator(".hero b")).to_have_text(str(before - 20))


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light"), ("en", "dark")])
def test_neither_page_has_a_serious_fault(
    phone: Phone, store: Shop, language: str, theme: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make console)")
    page = phone.enter(language, theme)
    found = {}
    for place in ("/coupons", "/mall"):
        page.goto(f"{store.address}/m{place}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FIND)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if faults or wide:
            found[place] = (faults, wide)
    assert found == {}
