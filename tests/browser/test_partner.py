"""A partner from draft to statement of the month: the figures of docs/algorithms/settlement.md."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_member_page import Phone
from tests.browser.walk import Heard, at_phone_width, faultless, publish, refused

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHARED = """---
kind: coupon
key: joint
name: {en: Joint coupon, zh: 联名券}
terms: {discount: {how: amount_off, off_cents: 501}}
valid: {how: relative, days: 90}
---
kind: benefit
key: lounge
name: {en: Lounge, zh: 贵宾厅}
type: service
about: {en: A visit to the lounge, zh: 使用一次贵宾厅}
stock: 10
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer with a member of 900 points, in the middle of a month."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    programme = tmp_path_factory.mktemp("partner") / "programme.yaml"
    programme.write_text(PROGRAMME.read_text(encoding="utf-8") + SHARED, encoding="utf-8")
    folder = tmp_path_factory.mktemp("grocery")
    with served(folder, programme, since="2026-01-15 09:00") as grocer:
        identities = [{"kind": "card", "value": CARD}]
        member = grocer.send("POST", "/v1/members", {"identities": identities})["member"]
        given = {"currency": "points", "amount": 900, "reason": "hello"}
        grocer.send("POST", f"/v1/members/{member}/adjust", given)
        yield grocer


def points(store: Shop) -> int:
    balances = store.member()["balances"]
    usable: int = next(one["usable"] for one in balances if one["currency"] == "points")
    return usable


def exchange(way: str, amount: int, reference: str) -> dict[str, Any]:
    return {"partner": "blue-sky", "way": way, "amount": amount, "reference": reference}


def event(store: Shop, kind: str, number: str, **data: Any) -> dict[str, Any]:
    """One event of the till."""
    sent = {"source": "till", "id": number, "type": kind, "subject": f"card:{CARD}"}
    return store.send("POST", "/v1/events", {**sent, "data": data})


def test_a_partner_is_made_exchanged_with_and_settled(chromium: Browser, store: Shop) -> None:
    page = at_desk(chromium, store.address)
    page.clock.set_fixed_time(store.at("2026-01-15 10:00"))
    heard = Heard(page)
    member = store.member()["id"]
    made_and_published(page, store)
    exchanged_at_the_desk(page, store, member)
    over_the_caps(page, store, member)
    undone(page, store, member)
    shared_with_the_partner(store, member)
    read_on_the_phone(chromium, store)
    settled_by_the_month(page, store)
    assert heard == []
    page.context.close()


def made_and_published(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/reward/partners")
    page.get_by_role("button", name="新建合作方").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("蓝天航空")
    drawer.get_by_label("英文名").fill("Blue Sky")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text("蓝天航空")
    for label, typed in (
        ("积分兑出: 我方积分", "100"), ("积分兑出: 对方积分", "80"), ("每份我方付", "0.95"),
        ("积分兑出: 每人每天", "500"), ("积分兑出: 全体每月", "700"),
        ("积分兑入: 我方积分", "90"), ("积分兑入: 对方积分", "100"), ("每份我方收", "1.00"),
        ("积分兑入: 每人每天", "2000"), ("积分兑入: 全体每月", "900"),
    ):  # fmt: skip
        field = page.get_by_label(label, exact=True)
        field.fill(typed)
        field.press("Enter")
    page.get_by_role("button", name="添加券").click()
    expect(page.get_by_label("联名券 的承担比例")).to_have_value("50.00")
    page.get_by_role("button", name="添加权益").click()
    price = page.get_by_label("贵宾厅 的价格")
    price.fill("30")
    price.press("Enter")
    faultless(page)
    at_phone_width(page)
    publish(page)


def exchanged_at_the_desk(page: Page, store: Shop, member: str) -> None:
    """300 of ours are 240 of theirs, at the desk; 200 of theirs are 180 of ours, by the partner."""
    page.goto(f"{store.address}/console/member/members/{member}?tab=transfers")
    page.get_by_role("button", name="互兑积分").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("兑多少").fill("250")
    expect(drawer.locator(".form-foot")).to_contain_text("须为 100 的整数倍。")
    drawer.get_by_label("兑多少").fill("300")
    drawer.get_by_label("合作方单号").fill("A-1")
    faultless(page)
    drawer.get_by_role("button", name="用 300 分 换 240 蓝天航空积分").dblclick()
    expect(drawer).to_have_count(0)
    row = page.locator("tr", has_text="A-1")
    expect(row).to_contain_text("-300")
    expect(row).to_contain_text("+240")
    store.send("POST", f"/v1/members/{member}/exchanges", exchange("in", 200, "B-1"))
    assert points(store) == 900 - 300 + 180


def over_the_caps(page: Page, store: Shop, member: str) -> None:
    """More than a member may in a day: refused in words, nothing has changed."""
    page.get_by_role("button", name="互兑积分").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("兑多少").fill("300")
    drawer.get_by_label("合作方单号").fill("A-2")
    drawer.get_by_role("button", name="用 300 分 换 240 蓝天航空积分").click()
    expect(drawer.locator(".form-problem")).to_contain_text("今日还可互兑 200 积分。")
    expect(drawer.locator(".form-problem")).to_contain_text("积分不变")
    path = f"/v1/members/{member}/exchanges"
    assert refused(store, "POST", path, exchange("in", 900, "B-9"))["code"] == "exchange_month_full"
    assert refused(store, "POST", path, exchange("out", 300, "A-9"))["left"] == 200
    assert points(store) == 780
    [shown] = store.send("GET", "/v1/partners")["items"]
    assert [one["taken"] for one in shown["ways"]] == [300, 180]
    assert len(store.send("GET", path)["items"]) == 2
    drawer.get_by_role("button", name="取消").click()


def undone(page: Page, store: Shop, member: str) -> None:
    """100 more, and they come back: points and limits have them again."""
    store.send("POST", f"/v1/members/{member}/exchanges", exchange("out", 100, "A-3"))
    page.reload()
    row = page.locator("tr", has_text="A-3")
    row.get_by_role("button", name="撤销互兑").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("原因，记入审计").fill("重复登记")
    drawer.get_by_role("button", name="撤销互兑").dblclick()
    expect(row).to_contain_text("已撤销")
    assert points(store) == 780
    faultless(page)
    at_phone_width(page)


def shared_with_the_partner(store: Shop, member: str) -> None:
    """Two joint coupons of 5.01, one on an order that is refunded; two visits, and one undone."""
    for order in ("O-1", "O-2"):
        body = {"coupon": "joint", "reason": "joint campaign"}
        issued = store.send("POST", f"/v1/members/{member}/coupons", body)
        coupon = next(one for one in issued["effects"] if one["type"] == "coupon.issued")["coupon"]
        held = {"coupon": coupon, "discount_cents": 501}
        event(store, "hold.make", f"H-{order}", hold_id=order, coupons=[held], order_id=order)
        line = {"sku": "1", "paid_cents": 9_499}
        paid = {"order_id": order, "total_cents": 9_499, "lines": [line]}
        event(store, "order.paid", order, **paid, hold_id=order)
    event(store, "order.refunded", "R-2", order_id="O-2", refund_id="R-2", amount_cents=9_499)
    event(store, "benefit.use", "V-1", benefit="lounge", use_id="V-1", count=2)
    event(store, "benefit.use", "V-2", benefit="lounge", use_id="V-2")
    event(store, "benefit.return", "V-3", use_id="V-2")


def read_on_the_phone(chromium: Browser, store: Shop) -> None:
    phone = Phone(chromium, store)
    page = phone.enter("en", "dark")
    page.clock.set_fixed_time(store.at("2026-01-15 11:00"))
    heard = Heard(page)
    page.get_by_role("link", name="Statement").click()
    lines = page.locator(".lines li", has_text="Blue Sky")
    expect(lines).to_have_count(4)
    expect(lines.last).to_contain_text("-300")
    expect(lines.nth(2)).to_contain_text("+180")
    faultless(page)
    assert heard == []
    for context in phone.contexts:
        context.close()


def settled_by_the_month(page: Page, store: Shop) -> None:
    """Each line with who pays it; together the brand pays 58.34."""
    page.goto(f"{store.address}/console/reward/partners/blue-sky")
    facts = page.locator(".benefit-pool .facts")
    expect(facts).to_contain_text("本月兑出300 / 700")
    expect(facts).to_contain_text("本月我方应付¥58.34")
    expect(facts).to_contain_text("贵宾厅 共享池剩8")
    page.get_by_role("link", name="该合作方的结算").click()
    page.get_by_role("button", name="2026-01", exact=True).click()
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text("我方应付 蓝天航空 ¥58.34")
    for line, cents, payer in (
        ("贵宾厅", "-¥60.00", "我方"), ("联名券", "¥2.51", "蓝天航空"),
        ("积分兑入", "¥2.00", "蓝天航空"), ("积分兑出", "-¥2.85", "我方"),
    ):  # fmt: skip
        row = drawer.locator("tbody tr", has_text=line)
        expect(row).to_contain_text(cents)
        expect(row).to_contain_text(payer)
    faultless(page)
    at_phone_width(page)
    drawer.get_by_role("button", name="关闭").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="下载 CSV：2026-01 结算单").click()
    text = Path(saving.value.path()).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[3:5] + row[11:] for row in rows[1:]] == [
        ["共享权益", "lounge", "-60.00", "鲜果铺", "CNY"],
        ["联名券", "joint", "2.51", "蓝天航空", "CNY"],
        ["积分兑入", "points", "2.00", "蓝天航空", "CNY"],
        ["积分兑出", "points", "-2.85", "鲜果铺", "CNY"],
        ["合计", "", "-58.34", "鲜果铺", "CNY"],
    ]
