"""Why, why not, how far: what the programme tells of an event."""

from __future__ import annotations

from tests.program.harness import (
    APP,
    Member,
    document,
    fixed,
    multiply,
    per_amount,
    points,
    release,
    tiers,
)

from shuke.program import RuleTold, try_event
from shuke.program.room import JUDGE, QUALIFY

DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}
FROM_100 = {"if": {"attribute": "order.total_cents", "op": "at_least", "value": 10000}}


def told(member: Member) -> dict[str, RuleTold]:
    return {one.rule: one for one in member.told[0].rules}


def formula(one: RuleTold) -> list[tuple[str, str]]:
    return [(step.label.zh, step.value) for step in one.formula]


def test_the_formula_of_a_doubled_and_capped_rule() -> None:
    member = Member(points(), per_amount(times=2, caps=[{"every": "day", "points": 500}]))
    member.buy("o-1", 15000)
    assert formula(told(member)["base"]) == [("¥150.00 ÷ ¥1.00", "150"), ("× 2", "300")]
    member.buy("o-2", 15050)
    rule = told(member)["base"]
    assert (rule.state, rule.amount) == ("capped", 200)
    assert formula(rule) == [
        ("¥150.50 ÷ ¥1.00", "150.5"),
        ("× 2", "301"),
        ("今日上限 300/500", "200"),
    ]


def test_rounding_is_a_step_of_its_own() -> None:
    member = Member(points(), per_amount(per_cents=300), multiply("m", "3/2"))
    member.buy("o-1", 1000)
    assert formula(told(member)["base"]) == [("¥10.00 ÷ ¥3.00", "3.333…"), ("向下取整", "3")]
    assert formula(told(member)["m"]) == [
        ("被翻倍的积分", "3"),
        ("× (1.5 - 1)", "1.5"),
        ("向下取整", "1"),
    ]


def test_a_rule_that_did_not_apply_says_how_far() -> None:
    member = Member(points(), per_amount(), fixed("bonus", 50, **FROM_100))
    member.buy("o-1", 8800)
    rule = told(member)["bonus"]
    assert (rule.state, rule.amount) == ("not_applied", 0)
    assert rule.how_far is not None
    assert (rule.how_far.zh, rule.how_far.en) == ("还差 ¥12.00", "¥12.00 short")
    assert rule.tree is not None
    assert (rule.tree.passed, rule.tree.place) == (False, "/if")


def test_rules_that_were_closed_excluded_or_found_nothing_say_why() -> None:
    group = {"stack": {"group": "g", "mode": "best"}}
    member = Member(
        points(),
        per_amount(lines=DAIRY),
        fixed("small", 10, **group),
        fixed("large", 20, **group),
        fixed("later", 10, valid={"from": "2026-04-01"}),
        fixed("over", 10, valid={"to": "2026-03-01"}),
    )
    member.buy("o-1", (99, "dairy"), (5000, "bread"))
    found = {
        key: (one.state, one.reason.zh if one.reason else None) for key, one in told(member).items()
    }
    assert found == {
        "base": ("not_applied", "金额不足以得到积分。"),
        "small": ("excluded", "同组的「large」给得更多。"),
        "large": ("applied", None),
        "later": ("not_applied", "2026-04-01 才开始。"),
        "over": ("not_applied", "2026-03-01 已结束。"),
    }
    assert next(iter(told(member))) == "large"


def test_a_refund_is_explained_with_both_releases() -> None:
    member = Member(points(), per_amount(), fixed("bonus", 50, **FROM_100))
    member.buy("o-1", 8000, 4000)
    member.publish(points(), per_amount(points=2))
    member.refund("o-1", "r-1", 4000, (2, 4000))
    refund = member.told[0].refund
    assert (refund.judged_by, refund.consequences_by, refund.bought_seq) == (1, 2, 1)
    assert (refund.paid_cents, refund.kept_cents) == (12000, 8000)
    lines = sorted((rule, *figures) for rule, _name, *figures in refund.lines)
    assert lines == [("base", 120, 80, 40), ("bonus", 50, 0, 50)]
    rule = told(member)["bonus"]
    assert rule.how_far is not None
    assert rule.how_far.zh == "还差 ¥20.00"


def test_explanations_are_documents_in_one_language() -> None:
    member = Member(points(), per_amount(), fixed("bonus", 50, **FROM_100))
    member.buy("o-1", 8800)
    member.refund("o-1", "r-1", 800)
    for language in ("zh-CN", "en"):
        found = member.told[0].document(language)
        assert [one["rule"] for one in found["rules"]] == ["base", "bonus"]
        assert found["refund"]["lines"] == [
            {"rule": "base", "title": "base", "before": 88, "kept": 80, "taken_back": 8}
        ]
        assert found["rules"][1]["tree"]["required"] == "≥ ¥100.00"


def test_a_draft_is_tried_without_leaving_a_trace() -> None:
    member = Member(points(), per_amount(), tiers())
    member.buy("o-1", 40000)
    before = APP.encode_state(member.state)
    draft = release(points(), per_amount(points=2), tiers(), id=9)
    event = member.log[1]
    tried = try_event(draft, event, member.state, (*JUDGE, *QUALIFY), member.records)
    assert [e["amount"] for e in tried.effects if e["type"] == "points.credited"] == [800]
    assert tried.told[0][1].rules[0].amount == 800
    assert tried.state.program.sets["main"].tier == "silver"
    assert APP.encode_state(member.state) == before
    large = document(
        "earning_rule",
        "base",
        when="order.paid",
        give={"how": "per_amount", "currency": "points", "per_cents": 1, "points": 1000000000},
    )
    refused = try_event(release(points(), large), event, member.state, JUDGE, member.records)
    assert refused.refused is None
    assert refused.told[0][1].rules[0].amount == 40000 * 1000000000
