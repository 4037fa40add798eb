"""Coupons and offers read aloud, word for word, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from shuke.api.definitions import spoken
from shuke.app import application
from shuke.engine import Checking
from shuke.reward import sentence

APP = application()
NAME = {"zh": "券", "en": "Coupon"}
DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}


def told(kind: str, **fields: Any) -> tuple[str, str]:
    value = {"kind": kind, "key": "one", "name": NAME, **fields}
    document = APP.decode_document(kind, value)
    documents = {kind: {"one": document}}
    checking = Checking(documents, APP.catalogue(documents))
    assert APP.kinds[kind].check(document, checking) == []
    found = {language: sentence(document, language, checking) for language in ("zh-CN", "en")}
    for each in found.values():
        for span in each.spans:
            assert 0 <= span.start < span.end <= len(each.text)
            assert span.place.startswith("/")
    return found["zh-CN"].text, found["en"].text


def offer(discount: dict[str, Any], **terms: Any) -> tuple[str, str]:
    return told("offer", terms={"discount": discount, **terms})


def test_a_coupon_says_all_that_it_is() -> None:
    zh, en = told(
        "coupon",
        terms={
            "discount": {"how": "amount_off", "off_cents": 500},
            "lines": DAIRY,
            "from_cents": 3000,
            "if": {"attribute": "order.store", "op": "is", "value": "Main"},
            "stores": ["Main", "East"],
            "stacking": {"group": "dairy", "alone": True},
        },
        valid={"how": "relative", "days": 14},
        claimable=True,
        claim_if={"attribute": "member.orders", "op": "at_least", "value": 3},
        stock=10_000,
        per_member=2,
        budget_cents=5_000_000,
        giftable=True,
        codes="generated",
        on_refund="keep",
        funder="Dairy Co",
    )
    assert zh == (
        "满 ¥30.00 减 ¥5.00，限品类为「dairy」的商品，仅当门店为「Main」时可用，限门店 Main、East，"
        "「dairy」组内只用一个，不与其他优惠同享，发放起 14 天有效，会员可自己领取，"
        "仅当累计订单数至少 3 时可领取，共 10,000 张，每人最多 2 张，"
        "合计最多优惠 ¥50,000.00，可转赠，凭生成的券码领取，退款不退券，由「Dairy Co」出资。"
    )
    assert en == (
        "¥5.00 off from ¥30.00, on items where category is “dairy”, only if store is “Main”, "
        "in Main, East, only one of group “dairy”, with no other discount, "
        "valid for 14 days from issue, members may claim it, "
        "claimed only if orders so far is at least 3, 10,000 in all, "
        "at most 2 per member, at most ¥50,000.00 off in all, may be given to a friend, "
        "issued by generated codes, not given back on refund, paid for by “Dairy Co”."
    )


@pytest.mark.parametrize(
    ("discount", "terms", "zh", "en"),
    [
        ({"how": "amount_off", "off_cents": 500}, {}, "立减 ¥5.00。", "¥5.00 off."),
        (
            {"how": "amount_off", "off_cents": 500, "per_cents": 3000, "max_cents": 2000},
            {"from_cents": 6000},
            "满 ¥60.00 可用，每满 ¥30.00 减 ¥5.00，最多减 ¥20.00。",
            "¥5.00 off per full ¥30.00 from ¥60.00, at most ¥20.00.",
        ),
        (
            {"how": "percent_off", "percent": 15, "max_cents": 1000},
            {"from_cents": 5000},
            "满 ¥50.00 打 8.5 折，最多减 ¥10.00。",
            "15% off from ¥50.00, at most ¥10.00.",
        ),
        ({"how": "percent_off", "percent": 20}, {}, "打 8 折。", "20% off."),
        ({"how": "percent_off", "percent": 100}, {}, "全免。", "100% off."),
        (
            {
                "how": "steps",
                "steps": [
                    {"from_cents": 10_000, "off_cents": 800},
                    {"from_cents": 20_000, "off_cents": 2000},
                ],
            },
            {},
            "满 ¥100.00 减 ¥8.00，满 ¥200.00 减 ¥20.00。",
            "¥8.00 off from ¥100.00, ¥20.00 off from ¥200.00.",
        ),
        (
            {"how": "nth_item", "nth": 2, "percent": 50, "times": 1},
            {},
            "每 2 件中最便宜的一件半价，每单最多 1 次。",
            "The cheapest of every 2 items at half price, at most once per order.",
        ),
        (
            {"how": "nth_item", "nth": 3, "percent": 30},
            {},
            "每 3 件中最便宜的一件打 7 折。",
            "The cheapest of every 3 items at 30% off.",
        ),
        (
            {"how": "bundle", "count": 3, "price_cents": 5000, "times": 2},
            {},
            "任选 3 件共 ¥50.00，每单最多 2 次。",
            "Any 3 items for ¥50.00, at most 2 times per order.",
        ),
        (
            {"how": "free_shipping", "max_cents": 1000},
            {"from_cents": 9900},
            "满 ¥99.00 免运费，最多减 ¥10.00。",
            "Free delivery from ¥99.00, at most ¥10.00.",
        ),
        (
            {"how": "exchange", "sku": "A1", "price_cents": 990},
            {"from_cents": 9900},
            "满 ¥99.00 可用，加 ¥9.90 换购「A1」1 件。",
            "One “A1” for ¥9.90 from ¥99.00.",
        ),
        (
            {"how": "present", "sku": "A1", "quantity": 2},
            {"from_cents": 9900},
            "满 ¥99.00 送「A1」2 件。",
            "2 “A1” for free from ¥99.00.",
        ),
    ],
)
def test_every_discount(discount: Any, terms: Any, zh: str, en: str) -> None:
    assert offer(discount, **terms) == (zh, en)


OFF: Any = {"discount": {"how": "amount_off", "off_cents": 100}}


@pytest.mark.parametrize(
    ("valid", "zh", "en"),
    [
        (
            {"how": "relative", "days": 1, "after": 1},
            "立减 ¥1.00，发放 1 天后起 1 天有效。",
            "¥1.00 off, valid for 1 day from 1 day after issue.",
        ),
        (
            {"how": "fixed", "first": "2026-11-01", "last": "2026-11-30"},
            "立减 ¥1.00，2026-11-01 起，2026-11-30 23:59 截止。",
            "¥1.00 off, from 1 Nov 2026 until 30 Nov 2026, 23:59.",
        ),
    ],
)
def test_validity(valid: Any, zh: str, en: str) -> None:
    assert told("coupon", terms=OFF, valid=valid) == (zh, en)


def test_an_offer_open_for_days_within_a_budget() -> None:
    assert told("offer", terms=OFF, last="2026-11-30", budget_cents=100_000) == (
        "立减 ¥1.00，2026-11-30 23:59 截止，合计最多优惠 ¥1,000.00。",
        "¥1.00 off, until 30 Nov 2026, 23:59, at most ¥1,000.00 off in all.",
    )
    assert told("offer", terms=OFF, first="2026-11-01") == (
        "立减 ¥1.00，2026-11-01 起。",
        "¥1.00 off, from 1 Nov 2026.",
    )


def test_a_list_of_conditions_begins_lines_of_its_own() -> None:
    nested = {"all": [{"any": [{"all": [DAIRY_SUM, STORE]}, STORE]}, DAIRY_SUM]}
    zh, en = told("offer", terms={**OFF, "if": nested}, first="2026-11-01")
    assert zh.startswith("立减 ¥1.00，仅当")
    assert zh.endswith("\n2026-11-01 起。")
    assert en.startswith("¥1.00 off, only if ")
    assert en.endswith("\nfrom 1 Nov 2026.")


STORE: Any = {"attribute": "order.store", "op": "is", "value": "Main"}
DAIRY_SUM: Any = {
    "lines": "sum",
    "of": "line.paid_cents",
    "where": DAIRY,
    "op": "at_least",
    "value": 5000,
}


FUEL = {"attribute": "line.department", "op": "is", "value": "FUEL"}
MILK = {"attribute": "line.category", "op": "is", "value": "milk"}
MANY = {"attribute": "line.quantity", "op": "at_least", "value": 3}


@pytest.mark.parametrize(
    ("lines", "zh", "en"),
    [
        ({"all": [DAIRY, MANY]}, "限品类为「dairy」且数量至少 3 的商品",
         "on items where category is “dairy” and quantity is at least 3"),
        ({"any": [DAIRY, FUEL]}, "限品类为「dairy」或部类为「FUEL」的商品",
         "on items where category is “dairy” or department is “FUEL”"),
        ({"none": [FUEL]}, "不含部类为「FUEL」的商品",
         "on items other than those where department is “FUEL”"),
        ({"none": [FUEL, MILK]}, "不含部类为「FUEL」或品类为「milk」的商品",
         "on items other than those where department is “FUEL” or category is “milk”"),
        ({"all": [DAIRY, {"none": [MANY]}]}, "限品类为「dairy」的商品，不含数量至少 3 的商品",
         "on items where category is “dairy”, other than those where quantity is at least 3"),
        ({"all": [{"none": [MANY]}, {"any": [DAIRY, MILK]}, FUEL]},
         "限（品类为「dairy」或品类为「milk」）且部类为「FUEL」的商品，不含数量至少 3 的商品",
         ("on items where (category is “dairy” or category is “milk”) and department is “FUEL”, "
         "other than those where quantity is at least 3")),
        ({"any": [{"all": [DAIRY, MANY]}, FUEL]},
         "限（品类为「dairy」且数量至少 3）或部类为「FUEL」的商品",
         "on items where (category is “dairy” and quantity is at least 3) or department is “FUEL”"),
        ({"any": [{"none": [FUEL, MILK]}, DAIRY]},
         "限并非（部类为「FUEL」或品类为「milk」）或品类为「dairy」的商品",
         "on items where not (department is “FUEL” or category is “milk”) or category is “dairy”"),
        ({"none": [{"all": [FUEL, MANY]}, MILK]},
         "不含（部类为「FUEL」且数量至少 3）或品类为「milk」的商品",
         ("on items other than those where (department is “FUEL” and quantity is at least 3) "
         "or category is “milk”")),
    ],
)  # fmt: skip
def test_groups_of_line_conditions_read_as_clauses(lines: dict[str, Any], zh: str, en: str) -> None:
    said = offer({"how": "amount_off", "off_cents": 500}, lines=lines)
    assert said == (f"立减 ¥5.00，{zh}。", f"¥5.00 off, {en}.")


def test_each_clause_knows_its_place() -> None:
    value = {"discount": {"how": "amount_off", "off_cents": 500},
             "lines": {"all": [{"none": [FUEL]}, DAIRY]}}  # fmt: skip
    document = APP.decode_document("offer", {"key": "one", "name": NAME, "terms": value})
    checking = Checking({"offer": {"one": document}}, APP.catalogue({"offer": {"one": document}}))
    found = sentence(document, "en", checking)
    places = {span.place: found.text[span.start : span.end] for span in found.spans}
    assert places["/terms/lines/all/0/none/0"] == "department is “FUEL”"
    assert places["/terms/lines/all/1"] == "category is “dairy”"


def words(kind: str, others: dict[str, Any] | None = None, **fields: Any) -> tuple[str, str]:
    """Any kind of definition beside others, in both languages."""
    document = APP.decode_document(kind, {"kind": kind, "key": "one", "name": NAME, **fields})
    documents: dict[str, Any] = {kind: {"one": document}}
    for name, its in {"currency": POINTS, **(others or {})}.items():
        documents.setdefault(name, {})[its["key"]] = APP.decode_document(name, its)
    checking = Checking(documents, APP.catalogue(documents))
    assert APP.kinds[kind].check(document, checking) == []
    found = [spoken(document, language, checking) for language in ("zh-CN", "en")]
    for told in found:
        assert told is not None
        assert all(0 <= one.start < one.end <= len(told.text) for one in told.spans)
    return found[0].text, found[1].text  # type: ignore[union-attr]


POINTS = {"kind": "currency", "key": "points", "name": {"zh": "积分", "en": "Points"},
          "unit": {"zh": "分", "en": "points"}}  # fmt: skip
FIVE = {"kind": "coupon", "key": "five", "name": {"zh": "满30减5", "en": "5 off 30"},
        "terms": {"discount": {"how": "amount_off", "off_cents": 500}},
        "valid": {"how": "relative", "days": 14}}  # fmt: skip
LOYAL = {"attribute": "member.orders", "op": "at_least", "value": 3}


def test_a_gift_says_its_price_and_its_limits() -> None:
    assert words(
        "gift", gives={"what": "goods", "sku": "mug-01"}, money_cents=1000, stock=1000,
        points={"currency": "points", "amount": 500}, per_member=2, funder="Mug Co",
        per_period={"every": "week", "count": 1}, opens_at="2026-11-11T10:00:00+08:00",
        **{"if": LOYAL},
    ) == (
        ("500 积分加 ¥10.00 兑换实物「mug-01」，仅当累计订单数至少 3 时可兑换，共 1,000 份，"
        "每人最多 2 份，每人每周最多 1 份，2026-11-11 10:00 UTC+08:00 开始，由「Mug Co」出资。"),
        ("Goods “mug-01” for 500 points and ¥10.00, only if orders so far is at least 3, "
        "1,000 in all, at most 2 per member, at most 1 per member per week, "
        "from 11 Nov 2026, 10:00 UTC+08:00, paid for by “Mug Co”."),
    )  # fmt: skip
    assert words("gift", gives={"what": "service"}) == ("免费兑换服务。", "A service for nothing.")
    lunch = {"what": "donation", "piece": {"en": "a school lunch", "zh": "一份午餐"}}
    assert words("gift", gives=lunch, points={"currency": "points", "amount": 100}, stock=4000) == (
        "100 积分捐赠「一份午餐」，共 4,000 份。",
        "A donation (a school lunch) for 100 points, 4,000 in all.",
    )
    assert words("gift", {"coupon": FIVE}, gives={"what": "coupon", "coupon": "five"}) == (
        "免费兑换「满30减5」1 张。",
        "1 of “5 off 30” for nothing.",
    )


def test_a_pack_says_what_is_in_it() -> None:
    assert words(
        "pack", {"coupon": FIVE}, items=[{"coupon": "five", "count": 2}], claimable=True,
        claim_if=LOYAL, stock=50, per_member=1,
    ) == (
        ("含「满30减5」2 张，会员可自己领取，仅当累计订单数至少 3 时可领取，共 50 个，"
        "每人最多 1 个。"),
        ("2 of “5 off 30”, members may claim it, claimed only if orders so far is at least 3, "
            "50 in all, at most 1 per member."),
    )  # fmt: skip


def test_a_benefit_says_who_has_it_and_how_often() -> None:
    assert words(
        "benefit", type="free_delivery", about={"zh": "订单", "en": "Orders"}, worth_cents=600,
        quota={"every": "month", "uses": 4}, cost_cents=300, stock=100, **{"if": LOYAL},
    ) == (
        ("免费配送，仅当累计订单数至少 3 时可享，每人每月 4 次，共 100 次，每次价值 ¥6.00，"
        "每次成本 ¥3.00。"),
        ("Free delivery, only if orders so far is at least 3, 4 times per member per "
        "month, 100 uses in all, a use is worth ¥6.00, it costs ¥3.00."),
    )  # fmt: skip


def test_a_plan_says_what_is_paid_and_what_comes_back() -> None:
    assert words("paid_plan", price_cents=8800, months=12, trial_days=7, grace_days=14) == (
        (
            "每 12 个月 ¥88.00，首次免费试用 7 天，到期前 7 天通知，到期后 14 天内付款算续费，"
            "退订按天退款。"
        ),
        (
            "¥88.00 for every 12 months, a free trial of 7 days, a notice 7 days before the end, "
            "paid within 14 days after the end it is a renewal, refunded by the day when cancelled."
        ),
    )


def test_a_valuation_says_what_points_are_worth() -> None:
    assert words("points_valuation", currency="points") == (
        "100 积分值 ¥1.00，使用率按以往各月的使用情况推算，满三个月之前按 90%。",
        (
            "100 points are worth ¥1.00, the share that is used is reckoned from how earlier "
            "months were used, 90% until three months can tell."
        ),
    )
    manual = {"method": "manual", "expected_bp": 9750}
    assert words("points_valuation", currency="points", redemption=manual)[0] == (
        "100 积分值 ¥1.00，每月发放的积分预计 97.5% 会被使用。"
    )


def test_a_budget_and_an_offer_that_takes_from_it() -> None:
    assert words("budget", cents=5_000_000, uses=20_000, funder="brand") == (
        "最多合计优惠 ¥50,000.00、合计 20,000 次，由「brand」出资。",
        "At most ¥50,000.00 off in all and 20,000 uses in all, paid for by “brand”.",
    )
    its = {"how": "amount_off", "off_cents": 500}
    period = {"every": "day", "count": 1}
    zh, en = told("offer", terms={"discount": its}, budget_uses=9, per_member=3, per_period=period)
    assert zh.endswith("每人最多 3 次，每人每天最多 1 次，合计最多 9 次。")
    assert en.endswith(
        "at most 3 per member, at most 1 per member and day, at most 9 times in all."
    )
