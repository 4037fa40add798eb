"""Points for a friend and the family: on the member's page, and as an operator sees it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, PROGRAMME, Shop, served
from tests.browser.test_access import AXE, FIND
from tests.browser.test_member_page import Phone

pytestmark = pytest.mark.browser

FRIEND = "6909876543"
TERMS = """---
kind: transfer_terms
key: friends
name: {en: Points for friends, zh: 积分转赠}
currency: points
least: 10
most: 500
sends: {day: 100}
fee_points: 1
cooling_hours: 24
---
kind: family_terms
key: family
name: {en: Family, zh: 家庭积分}
currency: points
size: 4
spends: {day: 100}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer whose members send each other points; two of them have registered."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    programme = tmp_path_factory.mktemp("terms") / "programme.yaml"
    programme.write_text(PROGRAMME.read_text(encoding="utf-8") + TERMS, encoding="utf-8")
    with served(tmp_path_factory.mktemp("store"), programme) as grocer:
        for card in (CARD, FRIEND):
            identity = {"kind": "card", "value": card}
            grocer.send("POST", "/v1/members", {"identities": [identity]})
            grocer.send(
                "POST",
                f"/v1/members/{grocer.member(card)['id']}/adjust",
                {"currency": "points", "amount": 300, "reason": "welcome"},
            )
        yield grocer


@pytest.fixture
def phone(chromium: Browser, store: Shop) -> Iterator[Phone]:
    """A member's browser at that store."""
    found = Phone(chromium, store)
    yield found
    for context in found.contexts:
        context.close()


@pytest.fixture
def office(chromium: Browser, store: Shop) -> Iterator[Page]:
    """An operator's browser at that store."""
    page = at_desk(chromium, store.address)
    yield page
    page.context.close()


def sound(page: Page) -> list[Any]:
    """What axe finds of serious faults."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[Any] = page.evaluate(FIND)
    return found


def test_a_friend_gets_points_and_they_can_be_taken_back(phone: Phone, store: Shop) -> None:
    page = phone.enter()
    page.get_by_role("link", name="转赠积分").click()
    page.get_by_label("手机号或卡号").fill(FRIEND)
    page.get_by_label("数量").fill("40")
    expect(page.get_by_text("24 小时后归对方，此前可以撤回。")).to_be_visible()
    page.get_by_role("button", name="转赠 40 分").click()
    expect(page.get_by_text("-40 分")).to_be_visible()
    assert sound(page) == []
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("已撤回")).to_be_visible()
    held = {one["currency"]: one["usable"] for one in store.member()["balances"]}
    assert held["points"] == 300


def test_a_family_is_founded_and_filled(phone: Phone, store: Shop, office: Page) -> None:
    page = phone.enter()
    page.get_by_role("link", name="家庭积分").click()
    page.get_by_role("button", name="创建家庭").click()
    amount = page.get_by_label("我的积分")
    expect(amount).to_be_visible()
    amount.fill("120")
    page.get_by_role("button", name="存入 120 分").click()
    expect(page.locator(".hero b")).to_have_text("120")
    page.get_by_label("手机号或卡号").fill(FRIEND)
    page.get_by_role("button", name="邀请").click()
    expect(page.get_by_text("收到邀请")).to_be_visible()
    assert sound(page) == []
    who = store.member()["id"]
    office.goto(f"{store.address}/console/member/members/{who}?tab=transfers")
    expect(office.get_by_text("家庭积分 120 分")).to_be_visible()
    office.get_by_role("button", name="转赠积分").click()
    office.get_by_role("textbox", name="转给").fill(f"card:{FRIEND}")
    office.get_by_role("dialog").get_by_role("spinbutton").fill("30")
    office.get_by_role("button", name="转赠 30 分").click()
    expect(office.get_by_text("冷静期")).to_be_visible()
