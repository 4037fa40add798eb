"""A benefit from its draft to its last use: published, read on the phone, used, refused, undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, Shop, served
from tests.browser.test_member_page import Phone
from tests.browser.walk import Heard, at_phone_width, choose, faultless, publish, refused

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BASIC = "6900000001"
KEY = "free-delivery"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer with a silver member and one without a tier yet."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    with served(tmp_path_factory.mktemp("benefits")) as grocer:
        grocer.pay(20_000)
        grocer.pay(1_000, card=BASIC)
        yield grocer


def benefit(store: Shop, card: str = CARD) -> dict[str, Any]:
    """How the member stands with the benefit."""
    member = store.member(card)["id"]
    items = store.send("GET", f"/v1/members/{member}/benefits")["items"]
    return next(one for one in items if one["key"] == KEY)


def at_the_till(number: str) -> dict[str, Any]:
    """What a till sends when a member uses it there."""
    data = {"benefit": KEY, "use_id": number, "channel": "store", "store": "Main"}
    event = {"source": "till", "id": number, "type": "benefit.use", "subject": f"card:{CARD}"}
    return {**event, "data": data}


def test_a_benefit_is_made_used_up_and_given_back(chromium: Browser, store: Shop) -> None:
    page = at_desk(chromium, store.address)
    heard = Heard(page)
    made_and_published(page, store)
    phone = Phone(chromium, store)
    mine = phone.enter("en", "dark")
    mine_heard = Heard(mine)
    mine.get_by_role("link", name="Tiers and benefits").click()
    row = mine.locator("section.card li", has_text="Free delivery")
    expect(row).to_contain_text("2 of 2 left this month")
    faultless(mine)

    store.send("POST", "/v1/events", at_the_till("TILL-1"))
    mine.reload()
    expect(row).to_contain_text("1 of 2 left this month")
    used_up_at_the_desk(page, store)
    mine.reload()
    expect(row).to_contain_text("0 of 2 left this month")
    expect(row).to_contain_text("again from")
    one_too_many(page, store)
    taken_back(page, store)
    mine.reload()
    expect(row).to_contain_text("1 of 2 left this month")
    faultless(mine)
    shown_by_month(page, store)
    assert heard == []
    assert mine_heard == []
    for one in phone.contexts:
        one.close()
    page.context.close()


def made_and_published(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/reward/benefits")
    page.get_by_role("button", name="新建权益").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("免费配送")
    drawer.get_by_label("英文名").fill("Free delivery")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text("免费配送")
    uses = page.get_by_label("次数", exact=True)
    uses.fill("2")
    uses.press("Enter")
    pool = page.get_by_label("全部会员合计", exact=True)
    pool.fill("10")
    pool.press("Enter")
    page.get_by_role("button", name="条件").click()
    choose(page, "属性", "会员等级")
    choose(page, "比较", "至少")
    choose(page, "值", "银卡")
    expect(page.locator(".sentence").first).to_contain_text("银卡")
    faultless(page)
    at_phone_width(page)
    publish(page)


def used_up_at_the_desk(page: Page, store: Shop) -> None:
    member = store.member()["id"]
    page.goto(f"{store.address}/console/member/members/{member}?tab=benefits")
    rows = page.locator(".member-middle tbody tr")
    expect(rows.first).to_contain_text("1 / 2 次（每月）")
    expect(rows.nth(1)).to_contain_text("门店 · Main")
    page.get_by_role("button", name="使用「免费配送」").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".effect")).to_contain_text("1 → 0")
    drawer.get_by_text("客服").click()
    faultless(page)
    drawer.get_by_role("button", name="使用「免费配送」1 次").dblclick()
    expect(page.get_by_text("使用「免费配送」1 次")).to_be_visible()
    expect(drawer).to_have_count(0)
    expect(rows.first).to_contain_text("已用完")
    expect(rows.nth(1)).to_contain_text("客服")
    expect(page.get_by_role("button", name="使用「免费配送」")).to_have_count(0)
    faultless(page)
    at_phone_width(page)
    assert (benefit(store)["used"], benefit(store)["left_for_all"]) == (2, 8)


def one_too_many(page: Page, store: Shop) -> None:
    """One use more than the month allows, and one by a member of no tier: nothing is used."""
    before = store.member()
    problem = refused(store, "POST", "/v1/events", at_the_till("TILL-2"))
    assert problem["code"] == "benefit_quota_used_up"
    assert (store.member(), benefit(store)["left"]) == (before, 0)
    page.goto(f"{store.address}/console/member/members/{store.member(BASIC)['id']}?tab=benefits")
    expect(page.locator(".member-middle tbody tr").first).to_contain_text("未享有")
    page.get_by_role("button", name="使用「免费配送」").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".warn")).to_contain_text("会员不符合条件")
    drawer.get_by_role("button", name="使用「免费配送」1 次").click()
    expect(drawer.locator(".form-problem")).to_contain_text("会员目前不符合「免费配送」的条件")
    expect(drawer.locator(".form-problem")).to_contain_text("没有使用任何权益")
    assert (benefit(store, BASIC)["used"], benefit(store)["left_for_all"]) == (0, 8)


def taken_back(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/member/members/{store.member()['id']}?tab=benefits")
    use = page.locator(".member-middle tbody tr", has_text="客服")
    use.get_by_role("button", name="撤销使用").click()
    drawer = page.get_by_role("dialog")
    act = drawer.get_by_role("button", name="撤销 1 次使用")
    expect(act).to_be_disabled()
    drawer.get_by_label("原因，记入审计").fill("订单取消")
    act.dblclick()
    expect(use).to_contain_text("已撤销")
    expect(page.locator(".member-middle tbody tr").first).to_contain_text("1 / 2 次（每月）")
    expect(use.get_by_role("button", name="撤销使用")).to_have_count(0)
    assert (benefit(store)["used"], benefit(store)["left_for_all"]) == (1, 9)


def shown_by_month(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/reward/benefits/{KEY}")
    pool = page.locator(".benefit-pool")
    expect(pool).to_contain_text("9 / 10 次")
    expect(pool).to_contain_text("¥6.00")
    pool.get_by_role("button", name="表格").click()
    last = pool.locator("tbody tr").last
    expect(pool.locator("tbody tr")).to_have_count(12)
    assert last.locator("td, th").all_inner_texts()[1:4] == ["2", "1", "1"]
    faultless(page)
    at_phone_width(page)
