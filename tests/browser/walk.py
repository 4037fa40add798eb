"""What the stories of this folder do again and again: listen, look for faults, publish."""

import json
import re
import time
import urllib.error
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from tests.browser.shop import Shop
from tests.browser.test_access import AXE, FIND, STILL
from tests.browser.test_console import settled

WORKER_SECONDS = 60
REFUSAL = re.compile(r"^Failed to load resource: .* status of 4\d\d")


class Heard(list[str]):
    """What a page complained of. A refusal is the story's own matter: the browser writes a line on
    each, and only those lines are let pass."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.append(str(error)))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSAL.match(message.text):
            self.append(message.text)


def faultless(page: Page) -> None:
    """Settled, no wider than its screen, and axe finds nothing serious."""
    settled(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if AXE.exists():
        page.evaluate(STILL)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FIND)
        assert faults == [], faults


def at_phone_width(page: Page) -> None:
    """The same page at 390 wide is faultless too; afterwards it is as wide as before."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": 390, "height": 844})
    faultless(page)
    page.set_viewport_size(before)


def publish(page: Page) -> None:
    """From an editor with a saved draft through the release until nothing is left to publish."""
    expect(page.locator(".editor-foot")).to_contain_text("已自动保存")
    page.get_by_role("button", name="加入发布").click()
    expect(page.locator("h1")).to_have_text("发布")
    page.get_by_role("button", name=re.compile("发布 R-")).first.click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("发布 R-")).click()
    expect(page.locator(".release-draft")).to_have_count(0)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a select by what is written on the option."""
    page.get_by_label(label, exact=True).click()
    page.locator(".ant-select-item-option", has_text=option).locator("visible=true").first.click()


def until(ask: Callable[[], bool]) -> None:
    """Wait for what a worker does by itself."""
    end = time.monotonic() + WORKER_SECONDS
    while not ask():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def refused(shop: Shop, method: str, path: str, body: Any) -> dict[str, Any]:
    """The problem that a call with the till's key is answered by."""
    with pytest.raises(urllib.error.HTTPError) as raised:
        shop.send(method, path, body)
    with raised.value as answer:
        problem: dict[str, Any] = json.loads(answer.read())
    return problem
