"""axe finds no serious fault on any page, in both themes and both languages."""

from pathlib import Path

import pytest
from tests.browser.conftest import Desk
from tests.browser.shop import Shop
from tests.browser.test_console import settled

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "console/node_modules/axe-core/axe.min.js"
PAGES = (
    "/today",
    "/member/members",
    "/member/members/{member}",
    "/member/members/{member}?tab=points",
    "/member/members/{member}?tab=coupons",
    "/member/members/{member}?tab=coupons&open=issue",
    "/member/members/{member}?tab=privacy",
    "/member/members/{member}?open=explain~{member}~1",
    "/member/members/{member}?open=adjust",
    "/member/members/{member}?tab=coupons&open=pack",
    "/programme/releases",
    "/programme/currencies",
    "/programme/currencies/points",
    "/finance/rollforward",
    "/finance/liability",
    "/finance/ageing",
    "/finance/periods",
    "/programme/tiers",
    "/programme/tiers/grade",
    "/programme/rules",
    "/programme/rules/dairy",
    "/programme/rules/dairy?tab=yaml",
    "/programme/rules/dairy?tab=try",
    "/programme/transfers",
    "/programme/families",
    "/programme/brands",
    "/member/members/{member}?tab=transfers",
    "/member/members/{member}?tab=benefits",
    "/member/members/{member}?tab=plans",
    "/member/members/{member}?tab=transfers&open=exchange",
    "/member/members/{member}?tab=plans&open=sellplan",
    "/programme/backtest",
    "/programme/values",
    "/programme/plans",
    "/reward/packs",
    "/reward/budgets",
    "/reward/surprises",
    "/reward/benefits",
    "/reward/off",
    "/finance/valuations",
    "/member/members?open=issue-all",
    "/reward/coupons",
    "/reward/coupons?open=new",
    "/reward/offers",
    "/reward/gifts",
    "/reward/partners",
    "/reward/partners?open=new",
    "/finance/settlement",
    "/reward/quote",
    "/reward/fulfilment?number=R-1",
    "/platform/events",
    "/platform/failed",
    "/platform/integrations",
    "/platform/people",
)
STILL = """() => Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished.catch(() => null)))"""
FIND = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .filter((one) => one.impact === 'serious' || one.impact === 'critical')
  .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)"""


@pytest.mark.parametrize(("language", "theme"), [("zh-CN", "light"), ("en", "dark")])
def test_no_page_has_a_serious_fault(desk: Desk, shop: Shop, language: str, theme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed (make console)")
    member = shop.member()["id"]
    found = {}
    page = desk.open(PAGES[0], language, theme)
    for path in PAGES:
        page.goto(f"{shop.address}/console{path.format(member=member)}")
        settled(page)
        page.evaluate(STILL)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults = page.evaluate(FIND)
        if faults:
            found[path] = faults
    assert found == {}
