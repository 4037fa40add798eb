"""Definitions read aloud, word for word, in both languages."""

from __future__ import annotations

from typing import Any

import msgspec
from tests.program.harness import APP, document, fixed, multiply, per_amount, points, rule, tiers

from shuke.engine import Checking
from shuke.program import sentence

POINTS = msgspec.structs.replace(
    points(),
    name=msgspec.convert({"en": "Points", "zh": "积分"}, type(points().name)),
)
GROWTH = msgspec.structs.replace(
    points("growth"),
    name=msgspec.convert({"en": "Growth value", "zh": "成长值"}, type(points().name)),
    unit=msgspec.convert({"en": "points", "zh": "点"}, type(points().name)),
)
DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}
DAIRY_50 = {
    "lines": "sum",
    "of": "line.paid_cents",
    "where": DAIRY,
    "op": "at_least",
    "value": 5000,
}
SILVER = {"attribute": "member.tier.main", "op": "at_least", "value": "silver"}


def told(one: Any) -> tuple[str, str]:
    sets: dict[str, dict[str, Any]] = {}
    for each in (POINTS, GROWTH, per_amount(), tiers(), one):
        sets.setdefault(each.__struct_config__.tag, {})[each.key] = each
    checking = Checking(sets, APP.catalogue(sets))
    assert APP.kinds[one.__struct_config__.tag].check(one, checking) == []
    found = {language: sentence(one, language, checking) for language in ("zh-CN", "en")}
    for each in found.values():
        for span in each.spans:
            assert 0 <= span.start <= span.end <= len(each.text)
            assert span.place.startswith("/")
    return found["zh-CN"].text, found["en"].text


def test_dairy_doubled() -> None:
    zh, en = told(
        per_amount(
            "r",
            times=2,
            caps=[{"every": "day", "points": 500}],
            **{"if": {"all": [SILVER, DAIRY_50]}},
        )
    )
    assert zh == (
        "当会员付款订单时，如果 main 至少为 silver，且品类为「dairy」的各行金额合计至少 "
        "¥50.00，则每 ¥1.00 得 1 积分，乘 2，向下取整，每人每日最多 500。"
    )
    assert en == (
        "When a member pays an order, if main is silver or above and lines whose category "
        "is “dairy” total at least ¥50.00, give 1 point per ¥1.00, times 2, rounded down, "
        "at most 500 per member per day."
    )


def test_a_first_order() -> None:
    zh, en = told(fixed("r", 100, **{"if": {"attribute": "member.orders", "op": "is", "value": 0}}))
    assert zh == "当会员付款订单时，如果累计订单数为 0，则给 100 积分。"
    assert en == "When a member pays an order, if orders so far is 0, give 100 points."


def test_a_multiplier_on_lines() -> None:
    zh, en = told(multiply("r", "3/2", lines=DAIRY, stack={"group": "g", "mode": "best"}))
    assert (
        zh == "当会员付款订单时，则品类为「dairy」的订单行的积分乘 1.5，向下取整，同组「g」取最高。"
    )
    assert en == (
        "When a member pays an order, give 1.5 times the points on lines where category "
        "is “dairy”, rounded down, only the best of group “g”."
    )


def test_a_multiplier_on_rules() -> None:
    zh, en = told(multiply("r", 2, on=["base"]))
    assert zh == "当会员付款订单时，则「base」给的积分乘 2。"
    assert en == "When a member pays an order, give 2 times the points of “base”."


def test_whole_steps() -> None:
    zh, en = told(per_amount("r", 10000, points=10, whole=True, lines=DAIRY, currency="growth"))
    assert zh == "当会员付款订单时，则品类为「dairy」的订单行，每满 ¥100.00 得 10 点成长值。"
    assert en == (
        "When a member pays an order, give 10 points of growth value per full ¥100.00 on "
        "lines where category is “dairy”."
    )


def test_a_check_in() -> None:
    zh, en = told(
        fixed(
            "r",
            1,
            when="member.checked_in",
            caps=[{"every": "day", "uses": 1}],
            budget_points=1000000,
            funder="dairy-co",
            valid={"from": "2026-01-01", "to": "2026-12-31"},
        )
    )
    assert zh == (
        "当会员签到时，则给 1 积分，每人每日最多 1 次，全部会员合计最多 1,000,000，"
        "由「dairy-co」出资，2026-01-01 起，2026-12-31 23:59 截止。"
    )
    assert en == (
        "When a member checks in, give 1 point, at most 1 time per member per day, at most "
        "1,000,000 to all members together, paid for by “dairy-co”, from 1 Jan 2026 to 31 Dec "
        "2026, 23:59."
    )


def test_points_per_piece() -> None:
    zh, en = told(
        rule("r", {"how": "per_amount", "per_count": 2, "points": 5, "of": "line.quantity"})
    )
    assert zh == "当会员付款订单时，则数量每 2 得 5 积分，向下取整。"
    assert en == "When a member pays an order, give 5 points per 2 of quantity, rounded down."


def test_a_cap_over_all_rules() -> None:
    zh, en = told(document("earning_cap", "r", currency="points", every="month", points=2000))
    assert zh == "所有规则合计，每人每月最多 2,000 积分。"
    assert en == "At most 2,000 points per member per month over all rules."


def test_a_tier_set() -> None:
    zh, en = told(
        tiers("r", keeps={"silver": 400}, downgrade={"mode": "one_step", "grace_days": 30})
    )
    assert zh == (
        "按最近 365 天的所得积分分级：「basic」、「silver」500 起（保级 400）、「gold」2,000 "
        "起；达到即升级，未保级降一级，宽限 30 天，提前 30 天预告。"
    )
    assert en == (
        "By points earned in the last 365 days: “basic”, “silver” from 500 (kept with 400), "
        "“gold” from 2,000; up at once, down one tier after 30 days of grace, announced "
        "30 days ahead."
    )


def test_a_tier_set_of_spend() -> None:
    zh, en = told(
        tiers("r", measure={"how": "spend", "lines": DAIRY}, window={"how": "calendar_year"})
    )
    assert zh == (
        "按自然年的品类为「dairy」的订单行的消费金额分级：「basic」、「silver」¥5.00 起、"
        "「gold」¥20.00 起；达到即升级，未保级降到所达到的等级，提前 30 天预告。"
    )
    assert en == (
        "By amount spent on lines where category is “dairy” in the calendar year: “basic”, "
        "“silver” from ¥5.00, “gold” from ¥20.00; up at once, down to the tier that is met, "
        "announced 30 days ahead."
    )


def test_a_tier_set_for_ever() -> None:
    zh, en = told(tiers("r", measure={"how": "orders"}, window={"how": "ever"}))
    assert (
        zh == "按订单数分级：「basic」、「silver」500 起、「gold」2,000 起；达到即升级，不会降级。"
    )
    assert en == (
        "By number of orders: “basic”, “silver” from 500, “gold” from 2,000; up at once, "
        "never lost."
    )


def test_spans_name_the_part_of_the_document_they_tell() -> None:
    rule_ = per_amount("r", times=2, caps=[{"every": "day", "points": 500}])
    sets: dict[str, dict[str, Any]] = {}
    for each in (POINTS, rule_):
        sets.setdefault(each.__struct_config__.tag, {})[each.key] = each
    found = sentence(rule_, "en", Checking(sets, APP.catalogue(sets)))
    assert [(span.place, found.text[span.start : span.end]) for span in found.spans] == [
        ("/when", "When a member pays an order"),
        ("/give", "give 1 point per ¥1.00"),
        ("/give/times", "times 2"),
        ("/round", "rounded down"),
        ("/caps/0", "at most 500 per member per day"),
    ]


def test_spans_reach_into_the_condition() -> None:
    condition = {"all": [SILVER, DAIRY_50]}
    rule_ = per_amount("r", **{"if": condition})
    sets: dict[str, dict[str, Any]] = {}
    for each in (POINTS, tiers(), rule_):
        sets.setdefault(each.__struct_config__.tag, {})[each.key] = each
    for language, parts in (
        (
            "en",
            ["main is silver or above", "lines whose category is “dairy” total at least ¥50.00"],
        ),
        ("zh", ["main 至少为 silver", "品类为「dairy」的各行金额合计至少 ¥50.00"]),
    ):
        found = sentence(rule_, language, Checking(sets, APP.catalogue(sets)))
        inside = [s for s in found.spans if s.place.startswith("/if/")]
        assert [(s.place, found.text[s.start : s.end]) for s in inside] == [
            ("/if/all/0", parts[0]),
            ("/if/all/1", parts[1]),
        ]


def test_a_span_names_which_lines_count() -> None:
    rule_ = multiply("r", times=2, lines=DAIRY)
    sets: dict[str, dict[str, Any]] = {}
    for each in (POINTS, rule_):
        sets.setdefault(each.__struct_config__.tag, {})[each.key] = each
    found = sentence(rule_, "en", Checking(sets, APP.catalogue(sets)))
    [lines] = [s for s in found.spans if s.place == "/give/lines"]
    assert found.text[lines.start : lines.end] == "lines where category is “dairy”"


FUEL = {"none": [{"attribute": "line.category", "op": "is", "value": "fuel"}]}
BIG = {"attribute": "line.quantity", "op": "at_least", "value": 3}


def test_lines_that_do_not_count_stand_behind_the_noun() -> None:
    zh, en = told(per_amount("r", 100, lines=FUEL))
    assert zh == "当会员付款订单时，则品类为「fuel」以外的订单行，每 ¥1.00 得 1 积分，向下取整。"
    assert en == (
        "When a member pays an order, give 1 point per ¥1.00 on lines other than those where "
        "category is “fuel”, rounded down."
    )
    zh, en = told(multiply("r", times=2, lines={"all": [BIG, FUEL]}))
    assert zh == "当会员付款订单时，则数量至少 3 的订单行（品类为「fuel」的除外）的积分乘 2。"
    assert en == (
        "When a member pays an order, give 2 times the points on lines where quantity is at "
        "least 3, other than those where category is “fuel”."
    )
    zh, en = told(tiers("r", measure={"how": "spend", "lines": FUEL}))
    assert "品类为「fuel」以外的订单行的消费金额分级：" in zh
    assert "amount spent on lines other than those where category is “fuel”" in en
