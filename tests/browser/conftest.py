"""A real Chromium on a real server: one grocer for the whole run, one signed-in person per test."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.browser.shop import CONSOLE, EMAIL, PASSWORD, Shop, served
from tests.chromium import FLAGS, found_chromium

expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """The grocer, open."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    with served(tmp_path_factory.mktemp("grocer")) as grocer:
        grocer.pay(12_800)
        grocer.pay(3_000, category="bakery")
        yield grocer


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The machine's Chromium."""
    path = found_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    yield browser
    browser.close()


def opened(browser: Browser, language: str = "zh-CN", theme: str = "light") -> BrowserContext:
    """A fresh browser profile that chose a language and a theme."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, timezone_id="Asia/Shanghai"
    )
    chosen = {"language": language, "theme": theme, "collapsed": False, "letters": True}
    context.add_init_script(
        "localStorage.getItem('shuke.preference') ||"
        f" localStorage.setItem('shuke.preference', JSON.stringify({json.dumps(chosen)}))"
    )
    return context


def sign_in(page: Page, email: str = EMAIL, password: str = PASSWORD) -> None:
    """Fill the sign-in form that is on the screen."""
    page.locator("#email").fill(email)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()


def at_desk(browser: Browser, address: str, language: str = "zh-CN", theme: str = "light") -> Page:
    """The console of a shop of its own, signed in, on *Today*; close its context afterwards."""
    page = opened(browser, language, theme).new_page()
    page.goto(f"{address}/console/")
    sign_in(page)
    expect(page.locator("h1")).to_have_text("今日" if language == "zh-CN" else "Today")
    return page


@pytest.fixture(scope="session")
def signed_in(shop: Shop, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookie of a person who signed in once: signing in is slow on purpose."""
    context = opened(chromium)
    page = context.new_page()
    page.goto(f"{shop.address}/console/")
    sign_in(page)
    expect(page.locator("h1")).to_have_text("今日")
    path = tmp_path_factory.mktemp("session") / "state.json"
    cookies = context.cookies()
    path.write_text(json.dumps({"cookies": cookies, "origins": []}))
    context.close()
    return path


class Desk:
    """A signed-in person's browser."""

    def __init__(self, browser: Browser, shop: Shop, state: Path) -> None:
        self.browser, self.shop, self.state = browser, shop, state
        self.contexts: list[BrowserContext] = []

    def open(self, path: str, language: str = "zh-CN", theme: str = "light") -> Page:
        """A page of the console."""
        context = opened(self.browser, language, theme)
        self.contexts.append(context)
        context.add_cookies(json.loads(self.state.read_text())["cookies"])
        page = context.new_page()
        page.goto(f"{self.shop.address}/console{path}")
        return page


@pytest.fixture
def desk(chromium: Browser, shop: Shop, signed_in: Path) -> Iterator[Desk]:
    """Opens pages as the signed-in person."""
    found = Desk(chromium, shop, signed_in)
    yield found
    for context in found.contexts:
        context.close()
