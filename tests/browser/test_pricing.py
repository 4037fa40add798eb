"""A paid order beside what was reckoned, where an event is explained; offers, and their budgets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import PROGRAMME, Shop, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The grocer with offers, of whose till one order was charged right and one wrong."""
    folder = tmp_path_factory.mktemp("pricing")
    whole = folder / "programme.yaml"
    more = Path(__file__).with_name("pricing.yaml").read_text("utf-8")
    whole.write_text(PROGRAMME.read_text("utf-8") + more, "utf-8")
    with served(folder / "data", whole) as shop:
        bought(shop, 1, 9_000)
        bought(shop, 2, 8_550)
        yield shop


def bought(shop: Shop, number: int, paid: int) -> dict[str, Any]:
    """An order of 100.00 of dairy, 10.00 of which the basket takes."""
    line = {"sku": "1023", "category": "dairy", "list_cents": 10_000, "paid_cents": paid}
    data = {"order_id": f"T-{number}", "store": "Main", "total_cents": paid, "lines": [line]}
    return shop.send("POST", "/v1/events", {
        "source": "till", "id": f"T-{number}", "type": "order.paid", "subject": "card:6901234567",
        "data": data,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("language", "theme", "verdict", "reason", "budget", "least"),
    [
        (
            "zh-CN",
            "light",
            "收银比优惠和券所能解释的多减了 ¥4.50。",
            "满80减10",
            "春季活动",
            "差额 ¥10.00 起",
        ),
        (
            "en",
            "dark",
            "The till took ¥4.50 more off",
            "10 off 80",
            "Spring campaign",
            "¥10.00 or more",
        ),
    ],
)
def test_the_till_beside_the_engine(
    till: Shop,
    chromium: Browser,
    language: str,
    theme: str,
    verdict: str,
    reason: str,
    budget: str,
    least: str,
) -> None:
    [off] = till.send("GET", "/v1/orders/off")["items"]
    page = at_desk(chromium, till.address, language, theme)
    why = f"{off['member']}?open=explain~{off['member']}~{off['seq']}"
    page.goto(f"{till.address}/console/member/members/{why}")
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(verdict)
    expect(drawer).to_contain_text(reason)
    expect(drawer.locator("table.trace").first).to_contain_text("¥10.00")
    page.goto(f"{till.address}/console/reward/off")
    expect(page.locator("tbody tr", has_text="T-2")).to_contain_text("-¥4.50")
    expect(page.locator(".stats")).to_contain_text("-¥4.50")
    page.locator(".off-least").click()
    page.get_by_title(least).click()
    expect(page.locator("tbody tr", has_text="T-2")).to_have_count(0)
    page.goto(f"{till.address}/console/reward/budgets")
    row = page.locator("tbody tr", has_text=budget)
    expect(row).to_contain_text("¥49,980.00")
    expect(row).to_contain_text("19,998")
    page.goto(f"{till.address}/console/reward/offers")
    expect(page.locator("tbody tr", has_text=reason)).to_contain_text("¥20.00")
    page.goto(f"{till.address}/console/reward/offers/basket")
    expect(page.locator("[data-place='/budget']")).to_contain_text(budget)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{till.address}/console/member/members/{why}")
    expect(page.get_by_role("dialog")).to_contain_text(verdict)
    page.context.close()
