"""Finance in a real browser: it closes to zero, and the running month cannot be closed."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Desk
from tests.browser.shop import Shop

pytestmark = pytest.mark.browser


def test_the_roll_forward_closes(desk: Desk, shop: Shop) -> None:
    page = desk.open("/finance/rollforward")
    expect(page.locator("h1")).to_have_text("滚存")
    expect(page.get_by_text("差 0")).to_be_visible()
    total = page.locator("tbody tr").first
    expect(total).to_contain_text("合计")
    # Other tests adjust and spend, so it is not what was issued; that it closes is said above.
    closing = _number(total.locator("td").nth(-1).inner_text())
    assert closing > 0
    page.get_by_role("button", name="表格").click()
    expect(page.locator(".chart tbody tr").last).to_contain_text(str(closing))
    page.get_by_text("按日").click()
    expect(page).to_have_url(re.compile("step=day"))
    expect(page.locator("tbody tr").first).to_contain_text("合计")


def test_what_is_held_is_shown_by_age(desk: Desk) -> None:
    page = desk.open("/finance/ageing", language="en", theme="dark")
    expect(page.locator("h1")).to_have_text("Ageing & expiry")
    expect(page.locator(".stat").first).to_contain_text("Outstanding")
    expect(page.get_by_text("Fewer than three whole months")).to_be_visible()


def test_a_currency_without_a_valuation_owes_nothing(desk: Desk) -> None:
    page = desk.open("/finance/liability")
    expect(page.get_by_text("还没有积分计价")).to_be_visible()


def test_the_running_month_has_a_journal_and_no_close(desk: Desk, tmp_path: Path) -> None:
    page = desk.open("/finance/periods")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("进行中")
    expect(page.locator(".page-acts")).to_have_count(0)
    with page.expect_download() as waited:
        page.get_by_role("button", name=re.compile("凭证")).click()
    path = tmp_path / "journal.csv"
    waited.value.save_as(path)
    heading, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    assert heading[5:7] == ["借方", "贷方"]
    debit, credit = (sum(int(row[n] or 0) for row in rows) for n in (5, 6))
    assert debit == credit > 0


def _number(text: str) -> int:
    return int(text.replace(",", ""))
