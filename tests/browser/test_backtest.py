"""A back-test in the console: a draft over what the grocer sold, watched until it is answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import Shop, served
from tests.browser.test_access import AXE, FIND

pytestmark = pytest.mark.browser

DRAFT = "/v1/definitions/earning_rule/dairy/draft"


@pytest.fixture
def grocer(tmp_path: Path) -> Iterator[Shop]:
    """A grocer of its own, whose rules nobody else changes, with a draft that gives twice as much
    for dairy."""
    with served(tmp_path) as shop:
        shop.pay(12_800)
        shop.pay(3_000, category="bakery")
        document = shop.send("GET", "/v1/definitions/earning_rule/dairy")["live"]["document"]
        document["give"]["points"] *= 2
        shop.send("PUT", DRAFT, {"document": document})
        yield shop


def test_a_draft_is_compared_with_what_was(grocer: Shop, chromium: Browser) -> None:
    page = at_desk(chromium, grocer.address)
    page.goto(f"{grocer.address}/console/programme/backtest")
    page.get_by_role("button", name="开始回测").click()
    expect(page.locator(".backtest-head")).to_contain_text("草稿 对比 R-", timeout=120_000)
    row = page.locator(".backtest-table tbody tr").first
    expect(row).to_contain_text("乳品积分")
    expect(row).to_contain_text("100.0%")
    expect(page.locator(".matrix tbody tr")).to_have_count(3)
    expect(page.locator(".backtest-doubts")).to_contain_text("假定会员照旧消费")
    assert "job=" in page.url
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(FIND) == []
    page.context.close()
