"""Caps and budgets: never exceeded, and what a refund gives back is given back once."""

from __future__ import annotations

from tests.program.harness import Member, document, fixed, multiply, per_amount, points

DAY = {"caps": [{"every": "day", "points": 500}]}


def test_a_daily_cap_lets_through_what_is_left() -> None:
    member = Member(points(), per_amount(**DAY))
    member.buy("o-1", 30000)
    assert member.given() == {"base": 300}
    member.buy("o-2", 30000)
    assert member.given() == {"base": 200}
    member.buy("o-3", 30000)
    assert member.given() == {}
    member.to("2026-03-03")
    member.buy("o-4", 30000)
    assert member.given() == {"base": 300}


def test_periods_are_the_programmes() -> None:
    for every, last, first in (
        ("day", "2026-03-04 23:59", "2026-03-05 00:00"),
        ("week", "2026-03-08 23:59", "2026-03-09 00:00"),
        ("month", "2026-03-31 23:59", "2026-04-01 00:00"),
        ("year", "2026-12-31 23:59", "2027-01-01 00:00"),
    ):
        member = Member(points(), per_amount(caps=[{"every": every, "points": 10}]))
        member.to(last)
        member.buy("o-1", 2000)
        assert member.given() == {"base": 10}, every
        member.buy("o-2", 2000)
        assert member.given() == {}, every
        member.to(first)
        member.buy("o-3", 2000)
        assert member.given() == {"base": 10}, every


def test_uses_are_counted_apart_from_points() -> None:
    caps = {"caps": [{"every": "day", "uses": 2}]}
    member = Member(points(), fixed("check-in", 5, when="member.checked_in", **caps))
    for expected in ({"check-in": 5}, {"check-in": 5}, {}):
        member.send("member.checked_in")
        assert member.given() == expected


def test_a_late_ticket_uses_the_cap_of_its_own_day() -> None:
    member = Member(points(), per_amount(**DAY), start="2026-03-05 12:00")
    member.buy("o-1", 50000)
    member.buy("o-2", 20000, on="2026-03-04")
    assert member.given() == {"base": 200}
    member.buy("o-3", 40000, on="2026-03-04")
    assert member.given() == {"base": 300}
    member.buy("o-4", 10000)
    assert member.given() == {}


def test_a_refund_gives_capacity_back_to_the_period_it_was_used_in() -> None:
    member = Member(points(), per_amount(**DAY))
    member.buy("o-1", 60000)
    assert member.given() == {"base": 500}
    member.to("2026-03-03")
    member.buy("o-2", 10000)
    # 600.00 - 300.00 would give 300: 200 come back, to the 2nd and not to the 3rd of March.
    member.refund("o-1", "r-1", 30000)
    assert member.held() == 400
    member.buy("o-3", 30000, on="2026-03-02")
    assert member.given() == {"base": 200}
    member.buy("o-4", 60000)
    assert member.given() == {"base": 400}


def test_a_refund_that_stays_above_the_cap_takes_nothing_back() -> None:
    member = Member(points(), per_amount(**DAY))
    member.buy("o-1", 60000)
    member.refund("o-1", "r-1", 10000)
    assert member.held() == 500
    member.refund("o-1", "r-2", 50000)
    assert member.held() == 0
    assert member.used() == {}


def test_a_use_comes_back_once_when_nothing_of_it_is_left() -> None:
    member = Member(points(), per_amount(caps=[{"every": "day", "uses": 1}]))
    member.buy("o-1", 2000)
    member.refund("o-1", "r-1", 1000)
    member.buy("o-2", 1000)
    assert member.given() == {}
    member.refund("o-1", "r-2", 1000)
    member.buy("o-3", 1000)
    assert member.given() == {"base": 10}
    member.buy("o-4", 1000)
    assert member.given() == {}


def test_one_cap_over_several_rules_is_used_in_their_order() -> None:
    cap = document("earning_cap", "all", currency="points", every="day", points=150)
    member = Member(points(), per_amount(), multiply("x2", 2), cap)
    member.buy("o-1", 10000)
    assert member.given() == {"base": 100, "x2": 50}
    member.buy("o-2", 10000)
    assert member.given() == {}
    member.refund("o-1", "r-1", 5000)
    # 50 + 50 fit under the cap: 50 come back from the base, nothing from the multiplier.
    assert member.held() == 100
    member.buy("o-3", 10000)
    assert member.given() == {"base": 50}


def test_a_cap_covers_only_the_rules_it_names() -> None:
    cap = document("earning_cap", "some", currency="points", every="day", points=10, rules=["base"])
    member = Member(points(), per_amount(), fixed("gift", 50), cap)
    member.buy("o-1", 10000)
    assert member.given() == {"base": 10, "gift": 50}


def test_a_budget_gives_all_or_nothing_and_a_refund_puts_it_back() -> None:
    member = Member(points(), per_amount(budget_points=150))
    member.buy("o-1", 10000)
    assert member.given() == {"base": 100}
    member.buy("o-2", 10000)
    assert member.given() == {}
    assert member.told[0].rules[0].state == "capped"
    # The refused order stays refused, whatever becomes of the budget.
    member.refund("o-1", "r-1", 10000)
    assert member.stock == {"earning_rule:base": 150}
    member.refund("o-2", "r-2", 5000)
    assert member.held() == 0
    member.buy("o-3", 15000)
    assert member.given() == {"base": 150}


def test_a_budget_does_not_get_back_what_the_member_had_spent_and_keeps() -> None:
    money = points(refund={"policy": "within_balance"})
    member = Member(money, fixed("seven", 7, when="order.paid", budget_points=70))
    member.buy("o-1", 2500)
    member.send("points.spend", currency="points", amount=5, spend_id="s-1")
    assert member.stock == {"earning_rule:seven": 63}
    member.refund("o-1", "r-1", 2500)
    assert member.stock == {"earning_rule:seven": 65}
    assert member.held() == 0


def test_a_budget_gets_back_what_had_expired() -> None:
    money = points(expiry={"rule": "months_from_earning", "months": 1})
    member = Member(money, fixed("seven", 7, when="order.paid", budget_points=70))
    member.buy("o-1", 2500)
    member.to("2026-06-01")
    member.refund("o-1", "r-1", 2500)
    assert member.stock == {"earning_rule:seven": 70}
    assert member.held() == 0


def test_counters_of_caps_that_nothing_reads_are_dropped() -> None:
    member = Member(points(), per_amount(**DAY))
    member.buy("o-1", 1000)
    assert list(member.used()) == ["base:d"]
    member.publish(points(), per_amount())
    member.buy("o-2", 1000)
    assert member.used() == {}


def test_old_periods_are_forgotten_when_nothing_of_them_can_come() -> None:
    member = Member(points(), per_amount(**DAY))
    for number in range(1, 61):
        member.to(f"2026-{4 + number // 28:02d}-{number % 28 + 1:02d} 23:00")
        member.buy(f"o-{number}", 1000)
    assert len(member.used()["base:d"]) <= 2 * 31
