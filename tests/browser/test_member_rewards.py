"""Coupons and gifts on the member page: claimed, shown, redeemed in three steps, once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_access import AXE, FIND, STILL
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
kind: offer
key: big
name: {en: Big basket, zh: 大单立减}
terms: {discount: {how: amount_off, off_cents: 5000}, from_cents: 100000}
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
---
kind: gift
key: lunch
name: {en: School lunches, zh: 免费午餐}
gives:
  what: donation
  piece: {en: a school lunch, zh: 一份午餐}
  receiver: {en: Free Lunch Fund, zh: 免费午餐基金}
  story: {en: A warm lunch for children in the hills., zh: 给山里孩子一顿热饭。}
points: {currency: points, amount: 10}
stock: 40
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


def test_points_are_given_told_of_and_heard_of(
    phone: Phone, store: Shop, chromium: Browser
) -> None:
    """Three pieces on the phone; the desk tells the result; the phone shows it with the share."""
    member = store.member()["id"]
    given = {"currency": "points", "amount": 100, "reason": "test"}
    store.send("POST", f"/v1/members/{member}/adjust", given)
    before = store.member()["points"]
    page = phone.enter()
    page.get_by_role("link", name="积分商城").click()
    lunch = page.locator(".coupon", has_text="免费午餐基金")
    expect(lunch).to_contain_text("还差 40 份")
    more = lunch.get_by_role("button", name="加一份")
    more.click()
    more.click()
    expect(lunch).to_contain_text(f"兑换后余额 {before - 30} 分")
    lunch.get_by_role("button", name="捐 30 分").dblclick()
    expect(page.locator("section", has_text="谢谢你的捐赠")).to_be_visible()
    expect(lunch).to_contain_text("你已捐 3 份")
    expect(page.locator(".lines li", has_text="免费午餐 × 3")).to_contain_text("结果待公布")
    assert store.member()["points"] == before - 30

    console = at_desk(chromium, store.address)
    console.goto(f"{store.address}/console/reward/gifts/lunch")
    expect(console.locator(".donation-goal")).to_contain_text("已捐 3 / 40 份")
    console.get_by_role("button", name="告知结果").click()
    drawer = console.get_by_role("dialog")
    expect(drawer.get_by_role("button", name="告知 1 位会员")).to_be_disabled()
    drawer.get_by_label("会员看到的内容（中文）").fill("三份午餐已送达。")
    drawer.get_by_label("会员看到的内容（英文）").fill("Three lunches were served.")
    drawer.get_by_label("至今完成份数").fill("3")
    drawer.get_by_role("button", name="告知 1 位会员").dblclick()
    expect(console.locator(".donation-results li")).to_contain_text("三份午餐已送达。")
    expect(console.locator(".donation-results li")).to_have_count(1)
    expect(console.locator(".donation-results")).to_contain_text("已完成 3 份")
    console.context.close()

    told = page.locator("section", has_text="三份午餐已送达。")
    step = page.locator(".lines li", has_text="免费午餐 × 3")
    for _ in range(20):
        page.reload()
        expect(step).to_be_visible()
        if "结果已公布" in step.inner_text():
            break
    expect(step).to_contain_text("结果已公布")
    expect(told).to_contain_text("你的份额：30 分 = 3 × 一份午餐")


def test_a_filter_s_members_get_a_coupon_and_the_tray_says_so(
    chromium: Browser, store: Shop
) -> None:
    member = store.member()["id"]
    before = len(store.send("GET", f"/v1/members/{member}/coupons", None)["coupons"])
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/member/members?orders_min=1")
    page.get_by_role("button", name="给 1 人发券").click()
    drawer = page.get_by_role("dialog")
    act = drawer.get_by_role("button", name="给 1 人各发 1 张")
    expect(act).to_be_disabled()
    drawer.get_by_label("原因，记入审计").fill("开业周年")
    act.dblclick()
    expect(page.get_by_text("已开始，1 人，进度在作业栏里")).to_be_visible()
    page.get_by_role("button", name="作业").click()
    line = page.locator(".job").first
    expect(line).to_contain_text("批量发券")
    # Who has claimed the coupon may have one only.
    expect(line).to_contain_text("1 人没有" if before else "已给 1 人")
    page.context.close()


def test_what_a_till_charged_otherwise_is_found_and_explained(
    chromium: Browser, store: Shop
) -> None:
    for number, (listed, paid) in enumerate(((2_000, 1_500), (3_000, 3_000), (1_000, 900))):
        line = {"sku": "1023", "quantity": 1, "list_cents": listed, "paid_cents": paid}
        store.send(
            "POST",
            "/v1/events",
            {
                "source": "till",
                "id": f"off-{number}",
                "type": "order.paid",
                "subject": f"card:{CARD}",
                "data": {
                    "order_id": f"OFF-{number}",
                    "store": "319",
                    "total_cents": paid,
                    "lines": [line],
                },
            },
        )
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/reward/off")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(page.locator("tbody tr", has_text="OFF-0")).to_contain_text("-¥5.00")
    expect(page.locator("tbody tr", has_text="OFF-2")).to_contain_text("-¥1.00")
    page.get_by_label("门店").fill("900")
    page.get_by_label("门店").press("Enter")
    expect(page.locator(".empty, .ant-empty, [class*=empty]").first).to_be_visible()
    page.get_by_label("门店").fill("319")
    page.get_by_label("门店").press("Enter")
    page.locator("tbody tr", has_text="OFF-0").click()
    expect(page.get_by_role("dialog")).to_contain_text("OFF-0")
    page.context.close()


def test_a_draw_is_promised_held_and_seen_by_its_winner(
    phone: Phone, store: Shop, chromium: Browser
) -> None:
    event = {"source": "till", "id": "registered", "subject": f"card:{CARD}"}
    registered = {**event, "type": "member.registered", "data": {"channel": "store"}}
    store.send("POST", "/v1/events", registered)
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/reward/surprises")
    page.get_by_role("button", name="公布抽取").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("名称", exact=True).fill("秋日惊喜")
    drawer.get_by_role("spinbutton").first.fill("1")
    drawer.get_by_role("button", name="公布 1 份").click()
    row = page.locator("tbody tr", has_text="秋日惊喜")
    expect(row).to_be_visible()

    shown = phone.enter()
    shown.goto(f"{store.address}/m/draws")
    card = shown.locator(".card", has_text="秋日惊喜")
    expect(card).to_contain_text("抽取名单里")

    row.get_by_role("button", name="抽取").click()
    page.get_by_role("dialog").get_by_role("button", name="抽取").click()
    expect(row).to_contain_text("已抽取")
    page.context.close()
    shown.reload()
    expect(card).to_contain_text("你抽中了：乳品券")
    card.get_by_text("核对这次抽取").click()
    expect(card.locator(".proof dd")).to_have_count(4)


def test_points_are_drawn_and_a_gift_is_given_by_hand(
    phone: Phone, store: Shop, chromium: Browser
) -> None:
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/reward/surprises")
    page.get_by_role("button", name="公布抽取").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("名称", exact=True).fill("积分惊喜")
    drawer.get_by_text("积分", exact=True).first.click()
    drawer.get_by_label("每人数量").fill("88")
    drawer.get_by_label("名额").fill("1")
    expect(drawer.get_by_role("status")).to_contain_text("共 88 分")
    drawer.get_by_role("button", name="公布 1 份").click()
    row = page.locator("tbody tr", has_text="积分惊喜")
    expect(row).to_contain_text("88 分")
    row.get_by_role("button", name="抽取").click()
    page.get_by_role("dialog").get_by_role("button", name="抽取").click()
    expect(row).to_contain_text("已抽取")

    member = store.member(CARD)["id"]
    page.goto(f"{store.address}/console/member/members/{member}?tab=gifts")
    page.get_by_role("button", name="送礼品").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("combobox").fill("沙发")
    page.locator(".ant-select-item-option", has_text="沙发").click()
    drawer.get_by_label("原因").fill("包裹送达太晚")
    drawer.get_by_role("button", name="送礼品").click()
    given = page.locator("tbody tr", has_text="沙发")
    expect(given).to_contain_text("待核销")
    expect(given).to_contain_text("赠送")

    shown = phone.enter()
    shown.goto(f"{store.address}/m/draws")
    card = shown.locator(".card", has_text="积分惊喜")
    expect(card).to_contain_text("你抽中了：88 分")
    card.get_by_role("link", name="查看我的积分").click()
    expect(shown.get_by_text("+88")).to_be_visible()
    shown.goto(f"{store.address}/m/mall")
    expect(shown.locator("li", has_text="沙发").last).to_contain_text("待领取")

    given.get_by_role("button", name="核销").click()
    page.get_by_role("dialog").get_by_role("button", name="核销").click()
    expect(given).to_contain_text("已核销")
    page.context.close()


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light"), ("en", "dark")])
def test_neither_page_has_a_serious_fault(
    phone: Phone, store: Shop, language: str, theme: str
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make console)")
    page = phone.enter(language, theme)
    found = {}
    for place in ("/coupons", "/mall", "/draws"):
        page.goto(f"{store.address}/m{place}")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        page.evaluate(STILL)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FIND)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if faults or wide:
            found[place] = (faults, wide)
    assert found == {}
