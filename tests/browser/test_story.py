"""A coupon by hand: made, quoted, published, claimed, redeemed, refunded and explained."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import opened, sign_in
from tests.browser.shop import CARD, CONSOLE, Shop, served
from tests.browser.test_member_page import Phone

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def grocer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer without coupons yet."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    with served(tmp_path_factory.mktemp("story")) as found:
        found.pay(12_800)
        yield found


def test_from_the_designer_to_the_refund(chromium: Browser, grocer: Shop) -> None:
    desk = opened(chromium)
    page = desk.new_page()
    page.goto(f"{grocer.address}/console/reward/coupons")
    sign_in(page)
    design(page)
    publish(page)

    phone = Phone(chromium, grocer)
    coupon = claim(phone.enter())
    redeem_and_refund(grocer, coupon)
    expect_explained(page, grocer)

    wallet = phone.enter()
    wallet.goto(f"{grocer.address}/m/coupons")
    expect(wallet.get_by_role("tab", name="可用 1")).to_be_visible()
    for context in (desk, *phone.contexts):
        context.close()


def design(page: Page) -> None:
    """Five off ninety, for whoever wants it; what the draft takes off is quoted before."""
    page.get_by_role("button", name="新建券").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill("开业券")
    drawer.get_by_label("英文名").fill("Opening coupon")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text("开业券")
    page.get_by_label("门槛").fill("90")
    page.get_by_label("门槛").press("Enter")
    page.get_by_label("可领取").click()
    page.get_by_role("tab", name="报价").click()
    expect(page.locator(".considered .lit")).to_contain_text("-¥5.00")
    expect(page.locator(".editor-foot")).to_contain_text("已自动保存")


def publish(page: Page) -> None:
    """Put the draft into force."""
    page.get_by_role("button", name="加入发布").click()
    page.get_by_role("button", name=re.compile("发布 R-")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("发布 R-")).click()
    expect(page.locator(".release-draft")).to_have_count(0)


def claim(page: Page) -> str:
    """Take the coupon on the phone; the code that the till will read."""
    page.get_by_role("link", name="券", exact=True).click()
    page.get_by_role("button", name="领取这张券").click()
    expect(page.locator(".coupon b")).to_have_text("满 ¥90.00 减 ¥5.00")
    page.get_by_role("button", name="出示券码").click()
    return page.locator(".digits").inner_text()


def redeem_and_refund(grocer: Shop, coupon: str) -> None:
    """The till quotes, holds, is paid, and gives back both lines one after the other."""
    member = f"card:{CARD}"
    lines = [
        {"sku": "1023", "category": "dairy", "list_cents": 6_000},
        {"sku": "2044", "category": "bakery", "list_cents": 4_000},
    ]
    quote = grocer.send(
        "POST", "/v1/quotes", {"member": member, "coupons": [coupon], "cart": {"lines": lines}}
    )
    assert (quote["discount_cents"], quote["total_cents"]) == (500, 9_500)
    taken = [{"coupon": coupon, "discount_cents": quote["discount_cents"]}]
    hold = grocer.send("POST", "/v1/holds", {"member": member, "coupons": taken, "order_id": "S-1"})
    before = balances(grocer)
    paid = [one["payable_cents"] for one in quote["lines"]]
    assert paid == [5_700, 3_800]
    sold = [
        {key: line[key] for key in ("sku", "category")} | {"paid_cents": cents}
        for line, cents in zip(lines, paid, strict=True)
    ]
    told(grocer, "order.paid", "S-1", {
        "order_id": "S-1", "total_cents": 9_500, "lines": sold, "hold_id": hold["hold_id"],
    })  # fmt: skip
    assert wallet(grocer) == []
    after = balances(grocer)
    assert (after["points"] - before["points"], after["growth"] - before["growth"]) == (20, 95)
    refund(grocer, "S-1-a", 2, 3_800)
    # What is left is still above the rule's fifty, and the coupon stays with what was kept.
    assert (balances(grocer)["points"] - before["points"], wallet(grocer)) == (20, [])
    assert balances(grocer)["growth"] - before["growth"] == 57
    refund(grocer, "S-1-b", 1, 5_700)
    assert balances(grocer) == before
    assert [one["coupon"] for one in wallet(grocer)] == [coupon]


def refund(grocer: Shop, name: str, line: int, cents: int) -> None:
    """Give one line back."""
    told(grocer, "order.refunded", name, {
        "order_id": "S-1", "refund_id": name, "amount_cents": cents,
        "lines": [{"line": line, "amount_cents": cents}],
    })  # fmt: skip


def told(grocer: Shop, kind: str, name: str, data: dict[str, Any]) -> None:
    """One event of the till."""
    grocer.send("POST", "/v1/events", {
        "source": "till", "id": name, "type": kind, "subject": f"card:{CARD}",
        "time": datetime.now(UTC).isoformat(), "data": data,
    })  # fmt: skip


def balances(grocer: Shop) -> dict[str, int]:
    """What the member has of each currency."""
    return {one["currency"]: one["usable"] for one in grocer.member()["balances"]}


def wallet(grocer: Shop) -> list[dict[str, Any]]:
    """The coupons that the member may use now."""
    found = grocer.send("GET", f"/v1/members/{grocer.member()['id']}/coupons")["coupons"]
    return [one for one in found if one["usable"]]


def expect_explained(page: Page, grocer: Shop) -> None:
    """The console says of the last refund which entries it reversed, and of the order why."""
    page.goto(f"{grocer.address}/console/member/members/{grocer.member()['id']}")
    page.locator(".event", has_text="57.00").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_text("重算一致")).to_be_visible()
    expect(drawer.get_by_role("row", name="冲回 乳品积分")).to_contain_text("-20 积分")
    expect(drawer.get_by_role("row", name="冲回 成长")).to_contain_text("-57 成长值")
    page.keyboard.press("Escape")
    page.locator(".event", has_text="95.00").first.click()
    expect(drawer.locator(".trace tr", has_text="¥95.00").first).to_contain_text("¥50.00")
