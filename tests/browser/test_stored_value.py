"""Stored value at the desk and on the phone: topped up, spent, paid out, and what is said of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_access import AXE, FIND
from tests.browser.test_member_page import Phone

pytestmark = pytest.mark.browser

VALUE = """---
kind: stored_value
key: wallet
name: {en: Wallet, zh: 储值余额}
steps: [{from_cents: 50000, bonus_cents: 8000}, {from_cents: 100000, bonus_cents: 20000}]
spends: in_proportion
bonus_expiry: {rule: end_of_year}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer whose members pay in beforehand."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    programme = tmp_path_factory.mktemp("stored") / "programme.yaml"
    programme.write_text(PROGRAMME.read_text(encoding="utf-8") + VALUE, encoding="utf-8")
    with served(tmp_path_factory.mktemp("store"), programme) as grocer:
        grocer.pay(12_800)
        yield grocer


def test_paid_in_spent_and_paid_out(chromium: Browser, store: Shop) -> None:
    """500.00 at the desk, 60.00 of an order at the till, 100.00 back at the desk, seen by both."""
    member = store.member()["id"]
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/member/members/{member}?tab=values")
    page.get_by_role("button", name="充值", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("金额").fill("500")
    drawer.get_by_label("支付单号").fill("POS-1")
    expect(drawer.get_by_text("赠送 ¥80.00")).to_be_visible()
    drawer.get_by_role("button", name="充值 ¥500.00").dblclick()
    expect(page.get_by_text("充值 ¥500.00，赠送 ¥80.00。")).to_be_visible()
    rows = page.locator(".member-middle tbody tr")
    expect(rows).to_have_count(1)

    paid = {"value": "wallet", "amount_cents": 5_800}
    data = {"order_id": "V-1", "total_cents": 10_000, "stored_value": paid}
    data["lines"] = [{"sku": "1", "paid_cents": 10_000}]
    event = {"source": "till", "id": "V-1", "type": "order.paid", "subject": f"card:{CARD}"}
    store.send("POST", "/v1/events", {**event, "data": data})
    page.reload()
    expect(rows.first).to_contain_text("-¥50.00")
    expect(rows.first).to_contain_text("-¥8.00")

    page.get_by_text("充值记录").click()
    rows.first.get_by_role("button", name="退本金").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("金额").fill("100")
    drawer.get_by_label("原因").fill("会员要求")
    drawer.get_by_role("button", name="退 ¥100.00").click()
    expect(page.get_by_text("应付 ¥100.00")).to_be_visible()
    expect(rows.first).to_contain_text("¥100.00")
    shown = store.send("GET", f"/v1/members/{member}/stored-values")["items"][0]
    assert (shown["principal_cents"], shown["bonus_cents"]) == (35_000, 5_600)

    page.goto(f"{store.address}/console/finance/ageing?currency=wallet:principal")
    figures = page.locator(".stat")
    expect(figures.nth(0)).to_contain_text("¥350.00")
    expect(figures.nth(2)).to_contain_text("¥350.00")
    expect(
        page.get_by_text("本金是会员自己的钱，永不到期，也不分充值日期，只有一个合计。")
    ).to_be_visible()
    page.get_by_text("储值余额赠送").click()
    expect(figures.nth(0)).to_contain_text("¥56.00")
    expect(figures.nth(1)).to_contain_text("¥56.00")
    expect(figures.nth(2)).to_contain_text("¥0.00")
    page.locator(".chart").first.get_by_role("button", name="表格").click()
    expect(page.locator(".chart").first.locator("tbody tr")).to_contain_text("56.00")

    page.goto(f"{store.address}/console/member/members/{member}?tab=values")
    page.get_by_role("button", name="冻结", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("原因").fill("手机遗失")
    drawer.get_by_role("button", name="冻结", exact=True).click()
    expect(page.get_by_role("button", name="解冻")).to_be_visible()
    expect(page.get_by_role("button", name="充值", exact=True)).to_have_count(0)
    page.context.close()

    phone = Phone(chromium, store)
    mine = phone.enter()
    mine.get_by_role("link", name="储值").click()
    expect(mine.locator(".hero")).to_have_text("¥406.00")
    expect(mine.locator(".warn")).to_contain_text("已冻结")
    expect(mine.locator(".lines li")).to_have_count(3)
    expect(mine.locator(".lines li").last).to_contain_text("本金 ¥500.00，赠送 ¥80.00")
    if AXE.exists():
        mine.evaluate(AXE.read_text(encoding="utf-8"))
        assert mine.evaluate(FIND) == []
    for one in phone.contexts:
        one.close()


def test_a_quote_is_paid_with_stored_value(chromium: Browser, store: Shop) -> None:
    """580.00 in the wallet, 128.00 to pay: all of it, 58.00 of it, and more than there may be."""
    card = "6907777777"
    store.pay(12_800, card=card)
    member = store.member(card)["id"]
    top_up = {"amount_cents": 50_000, "top_up_id": "Q-1"}
    store.send("POST", f"/v1/members/{member}/stored-values/wallet/top-ups", top_up)
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/reward/quote")
    figures = page.locator(".quote-sum")
    expect(figures).to_contain_text("最多可用储值余额¥128.00")
    page.get_by_role("switch", name="用储值支付").click()
    expect(figures).to_contain_text("还需支付¥0.00")
    expect(page.get_by_text("储值余额：本金 ¥500.00，赠送 ¥80.00")).to_be_visible()
    amount = page.get_by_label("储值支付金额")
    amount.fill("58")
    amount.press("Enter")
    expect(figures).to_contain_text("-¥58.00本金 ¥50.00，赠送 ¥8.00")
    expect(figures).to_contain_text("还需支付¥70.00")
    amount.fill("200")
    amount.press("Enter")
    expect(figures).to_contain_text("最多可付 ¥128.00。")
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND) == []
    page.get_by_role("switch", name="算作下单的会员").click()
    expect(figures).not_to_contain_text("还需支付")
    shown = store.send("GET", f"/v1/members/{member}/stored-values")["items"][0]
    assert shown["principal_cents"] == 50_000
    page.context.close()


def test_a_larger_bonus_is_back_tested(chromium: Browser, store: Shop) -> None:
    """500.00 paid in gives 80.00, and by the draft 100.00: the pots say so in money."""
    path = "/v1/definitions/stored_value/wallet"
    document = store.send("GET", path)["live"]["document"]
    document["steps"][0]["bonus_cents"] = 10_000
    store.send("PUT", f"{path}/draft", {"document": document})
    card = "6908888888"
    store.pay(1_000, card=card)
    top_up = {"amount_cents": 50_000, "top_up_id": "B-1"}
    member = store.member(card)["id"]
    store.send("POST", f"/v1/members/{member}/stored-values/wallet/top-ups", top_up)
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/programme/backtest")
    page.get_by_role("button", name="开始回测").click()
    bonus = page.locator(".backtest-values tbody tr", has_text="储值余额赠送")
    expect(bonus).to_contain_text("储值余额赠送", timeout=120_000)
    was = sum(row["bonus_cents"] for row in _top_ups(store))
    now = was * 100 // 80
    expect(bonus.locator("td").first).to_contain_text(
        f"¥{now / 100:,.2f}实际 ¥{was / 100:,.2f}，差 +¥{(now - was) / 100:,.2f}"
    )
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND) == []
    store.send("DELETE", f"{path}/draft")
    page.context.close()


def _top_ups(store: Shop) -> list[dict[str, int]]:
    """Every top-up of everybody."""
    return [
        row
        for one in store.send("GET", "/v1/members")["items"]
        for row in store.send("GET", f"/v1/members/{one['id']}/stored-values/wallet/top-ups")[
            "items"
        ]
    ]


def test_a_stored_value_is_made(chromium: Browser, store: Shop) -> None:
    page = at_desk(chromium, store.address)
    page.goto(f"{store.address}/console/programme/values?open=new")
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("车卡")
    drawer.get_by_label("英文名").fill("Car card")
    drawer.get_by_role("button", name="建草稿").click()
    page.wait_for_url("**/programme/values/car-card")
    expect(page.get_by_label("第 1 档充值")).to_have_value("500.00")
    page.get_by_label("第 1 档赠送").fill("300")
    page.get_by_label("第 1 档赠送").blur()
    expect(page.get_by_text("每一档的起点须高于上一档，赠送不得低于上一档。").first).to_be_visible()
    page.context.close()
