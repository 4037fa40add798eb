"""A paid plan from its draft to its renewal rate, with the figures of docs/algorithms/paid.md.

A year goes by: the shop's clock is moved, and so is the browser's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import at_desk
from tests.browser.shop import CARD, CONSOLE, Shop, served
from tests.browser.test_member_page import Phone
from tests.browser.walk import Heard, at_phone_width, faultless, publish, refused, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAVER, LOSER = "6900000001", "6900000002"
PLAN = "悦享会员"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A grocer with three members, a week before the page's first day."""
    if not CONSOLE.exists():
        pytest.skip("the console is not built here (make console)")
    with served(tmp_path_factory.mktemp("paid"), since="2025-12-29 09:00") as grocer:
        for card in (CARD, LEAVER, LOSER):
            identities = [{"kind": "card", "value": card}]
            grocer.send("POST", "/v1/members", {"identities": identities})
        yield grocer


@contextmanager
def desk(chromium: Browser, store: Shop, moment: str) -> Iterator[Page]:
    """The console of a day; the session of the day before has ended."""
    now = store.at(moment)
    page = at_desk(chromium, store.address)
    page.clock.set_fixed_time(now)
    heard = Heard(page)
    yield page
    assert heard == []
    page.context.close()


@contextmanager
def phone(chromium: Browser, store: Shop, moment: str) -> Iterator[Page]:
    """The member's phone on a day, on the page of the plans."""
    now = store.at(moment)
    opened = Phone(chromium, store)
    page = opened.enter("en", "dark")
    page.clock.set_fixed_time(now)
    heard = Heard(page)
    page.get_by_role("link", name="Paid membership").click()
    yield page
    faultless(page)
    assert heard == []
    for context in opened.contexts:
        context.close()


def paid(order: str, card: str = CARD, *, auto_renew: bool = False) -> dict[str, Any]:
    """What the shop sends when it has charged for a period."""
    data = {"plan": "plus", "order_id": order, "paid_cents": 8_800, "auto_renew": auto_renew}
    event = {"source": "shop", "id": order, "type": "plan.paid", "subject": f"card:{card}"}
    return {**event, "data": data}


def standing(store: Shop, card: str = CARD) -> dict[str, Any]:
    """How a member stands with the plan."""
    [one] = store.send("GET", f"/v1/members/{store.member(card)['id']}/plans")["items"]
    return one


def history(store: Shop, card: str = CARD) -> list[str]:
    """What happened, the latest first."""
    items = store.send("GET", f"/v1/members/{store.member(card)['id']}/plans/history")["items"]
    return [one["change"] for one in items]


def test_a_plan_is_made_tried_bought_renewed_and_given_back(chromium: Browser, store: Shop) -> None:
    with desk(chromium, store, "2025-12-29 10:00") as page:
        made_and_published(page, store)
    with phone(chromium, store, "2025-12-29 11:00") as page:
        tried(page, store)
    store.at("2026-01-03 12:00")
    store.send("POST", "/v1/events", paid("S-1", auto_renew=True))
    first, second = standing(store)["periods"]
    assert (first["first"], first["last"], first["cents"]) == ("2025-12-29", "2026-01-04", 0)
    assert (second["first"], second["last"], second["cents"]) == (
        "2026-01-05", "2027-01-04", 8_800,
    )  # fmt: skip
    with desk(chromium, store, "2026-01-05 10:00") as page:
        sold_at_the_desk(page, store)
    store.send("POST", "/v1/events", paid("S-2", LOSER))
    with desk(chromium, store, "2026-07-05 10:00") as page:
        cancelled_by_the_day(page, store)
    with phone(chromium, store, "2026-12-25 00:10") as page:
        told_beforehand(page, store)
    store.send("POST", "/v1/events", paid("S-3", auto_renew=True))
    renewed = standing(store)["periods"][-1]
    assert (renewed["first"], renewed["last"]) == ("2027-01-05", "2028-01-04")
    with desk(chromium, store, "2027-01-05 09:00") as page:
        renewal_is_shown(page, store)


def made_and_published(page: Page, store: Shop) -> None:
    page.goto(f"{store.address}/console/programme/plans")
    page.get_by_role("button", name="新建付费方案").first.click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("中文名").fill(PLAN)
    drawer.get_by_label("英文名").fill("Plus")
    drawer.get_by_role("button", name="建草稿").click()
    expect(page.locator("h1")).to_have_text(PLAN)
    expect(page.get_by_label("免费试用")).to_have_value("7")
    expect(page.locator(".sentence").first).to_contain_text("¥88.00")
    faultless(page)
    at_phone_width(page)
    publish(page)


def tried(page: Page, store: Shop) -> None:
    card = page.locator(".plan")
    expect(card).to_contain_text("¥88.00 a year")
    card.get_by_role("button", name="Try it free for 7 days").dblclick()
    expect(card.locator(".chip")).to_have_text("on trial")
    expect(card).to_contain_text("4 Jan")
    expect(card).to_contain_text("7 days left")
    member = store.member()["id"]
    again = refused(store, "POST", f"/v1/members/{member}/plans/plus/trial", {})
    assert again["code"] == "plan_trial_used"
    assert history(store) == ["trial"]


def sold_at_the_desk(page: Page, store: Shop) -> None:
    member = store.member(LEAVER)["id"]
    page.goto(f"{store.address}/console/member/members/{member}?tab=plans")
    expect(page.locator(".member-middle")).to_contain_text("还没有开通过付费会员。")
    page.get_by_role("button", name="开通或续费").click()
    drawer = page.get_by_role("dialog")
    act = drawer.get_by_role("button", name="收款 ¥88.00 开通")
    expect(act).to_be_disabled()
    drawer.get_by_label("支付单号").fill("POS-1")
    faultless(page)
    act.dblclick()
    expect(drawer).to_have_count(0)
    expect(page.locator(".plan-standing")).to_contain_text("2027-01-04 23:59")
    expect(page.locator(".plan-standing")).to_contain_text("¥87.75")
    expect(page.locator(".member-middle tbody tr")).to_have_count(1)
    faultless(page)
    at_phone_width(page)


def cancelled_by_the_day(page: Page, store: Shop) -> None:
    """183 of 365 days are left of 88.00."""
    member = store.member(LEAVER)["id"]
    page.goto(f"{store.address}/console/member/members/{member}?tab=plans")
    page.get_by_role("button", name="退订", exact=True).click()
    drawer = page.get_by_role("dialog")
    act = drawer.get_by_role("button", name="退订，应退 ¥44.12")
    expect(act).to_be_disabled()
    drawer.get_by_label("原因，记入审计").fill("搬家")
    act.dblclick()
    expect(page.get_by_text("已退订，应退 ¥44.12")).to_be_visible()
    expect(page.locator(".member-middle tbody tr").first).to_contain_text("应退 ¥44.12")
    assert history(store, LEAVER) == ["cancelled", "paid"]
    again = refused(store, "POST", f"/v1/members/{member}/plans/plus/cancel", {"reason": "again"})
    assert again["code"] == "plan_not_running"
    assert history(store, LEAVER) == ["cancelled", "paid"]
    page.goto(f"{store.address}/console/programme/plans/plus")
    facts = page.locator(".benefit-pool .facts")
    expect(facts).to_contain_text("12 个月续费率还没有到期")
    expect(facts).to_contain_text("12 个月试用转化率100.0%（1 / 1）")


def told_beforehand(page: Page, store: Shop) -> None:
    """Ten days before the last day, of the renewal and its price; once, as of the trial's end."""
    until(lambda: history(store)[0] == "notice")
    assert history(store) == ["notice", "converted", "notice", "trial"]
    card = page.locator(".plan")
    expect(card.locator(".warn")).to_contain_text("It will renew for ¥88.00 when it ends on")
    expect(card.locator(".warn")).to_contain_text("4 Jan 2027")
    card.get_by_role("button", name="Turn renewal off").click()
    expect(card.locator(".warn")).to_contain_text("It ends in 11 days.")
    card.get_by_role("button", name="Turn renewal on").click()
    expect(card.locator(".warn")).to_contain_text("It will renew")
    assert history(store).count("notice") == 2


def renewal_is_shown(page: Page, store: Shop) -> None:
    """Of two that ended one was renewed; the cancelled one is in neither."""
    until(lambda: history(store, LOSER)[0] == "ended")
    page.goto(f"{store.address}/console/programme/plans/plus")
    facts = page.locator(".benefit-pool .facts")
    expect(facts).to_contain_text("12 个月续费率50.0%（1 / 2）")
    expect(facts).to_contain_text("今日付费1 人")
    page.locator(".benefit-pool").get_by_role("button", name="表格").click()
    last = page.locator(".benefit-pool tbody tr").last
    expect(last).to_contain_text("2027-01")
    expect(last).to_contain_text("50.0%")
    faultless(page)
    at_phone_width(page)
    page.goto(f"{store.address}/console/member/members/{store.member()['id']}?tab=plans")
    rows = page.locator(".member-middle tbody tr")
    expect(rows.filter(has_text="到期前通知").first).to_contain_text("下期 ¥88.00")
    expect(rows.filter(has_text="续费").filter(has_text="S-3")).to_contain_text("¥88.00")
    faultless(page)
