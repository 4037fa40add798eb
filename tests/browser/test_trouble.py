"""A shop of its own, in trouble: the API gone and back, an event that really failed."""

import urllib.error
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import opened, sign_in
from tests.browser.shop import CONSOLE, PROGRAMME, Shop, served

pytestmark = pytest.mark.browser

BIGGEST = 2**63 - 1


@pytest.fixture(scope="module")
def corner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer whose server may be stopped."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    folder = tmp_path_factory.mktemp("corner")
    # Without earning rules what was spent may be any number of 64 bits, and may outgrow them.
    documents = PROGRAMME.read_text(encoding="utf-8").split("---\n")
    kept = [one for one in documents if "_rule" not in one and "tier_set" not in one]
    programme = tmp_path_factory.mktemp("programme") / "programme.yaml"
    programme.write_text("---\n".join(kept), encoding="utf-8")
    with served(folder, programme) as grocer:
        grocer.pay(12_800)
        yield grocer


@pytest.fixture(scope="module")
def page(chromium: Browser, corner: Shop) -> Iterator[Page]:
    """A signed-in page of that shop."""
    context = opened(chromium)
    page = context.new_page()
    page.goto(f"{corner.address}/console/")
    sign_in(page)
    expect(page.locator("h1")).to_have_text("今日")
    yield page
    context.close()


def test_a_failed_event_is_repaired_and_folded_from_the_inbox(page: Page, corner: Shop) -> None:
    card = "6906666666"
    for total in (BIGGEST, BIGGEST - 10_000):
        corner.pay(total, category="bakery", card=card)
    with pytest.raises(urllib.error.HTTPError) as refused:
        corner.pay(BIGGEST, category="bakery", card=card)
    assert refused.value.code == 500
    # The answer holds a socket for as long as it is not closed.
    refused.value.close()
    assert corner.member(card)["orders"] == 2
    page.goto(f"{corner.address}/console/platform/failed")
    page.locator("tbody tr", has_text="T-").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".failed-why")).to_contain_text("OverflowError")
    expect(drawer.locator(".failed-why pre")).to_be_hidden()
    drawer.get_by_role("button", name="再次补入").click()
    expect(drawer.get_by_text("什么也没有记账。")).to_be_visible()
    text = drawer.locator(".cm-content")
    expect(text).to_contain_text("order_id")
    text.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        f'{{"order_id": "T-{corner.orders}", "total_cents": 4200,'
        ' "lines": [{"sku": "1023", "paid_cents": 4200}]}'
    )
    drawer.get_by_role("button", name="按修改补入").click()
    expect(page.get_by_text("没有失败的事件。")).to_be_visible()
    assert corner.member(card)["orders"] == 3
    page.get_by_text("已补入", exact=True).click()
    expect(page.locator("tbody tr", has_text="T-")).to_have_count(1)


def test_old_figures_stay_with_their_age_while_the_api_is_away(page: Page, corner: Shop) -> None:
    page.goto(f"{corner.address}/console/member/members")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text("****")
    before = rows.count()
    corner.close()
    page.locator("thead").get_by_role("button", name="订单").click()
    old = page.locator(".table-box .problem")
    expect(old).to_contain_text("未能刷新")
    expect(rows).to_have_count(before)
    corner.open()
    old.get_by_role("button", name="重试").click()
    expect(old).to_have_count(0)
    expect(rows).to_have_count(before)
