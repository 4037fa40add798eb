"""The worked days of docs/algorithms/tiers.md."""

from __future__ import annotations

from typing import Any

import pytest
from tests.program.harness import Member, fixed, iso, per_amount, points, tiers

GROWTH = (points(), per_amount())


def moves(member: Member) -> list[tuple[str, str, str]]:
    """What the last step said of tiers: (effect, from or tier, to)."""
    names = {"tier.upgraded", "tier.downgraded", "tier.kept", "tier.announced", "tier.moved"}
    return [
        (e["type"].removeprefix("tier."), e.get("from", e.get("tier")), e.get("to", ""))
        for e in member.effects
        if e["type"] in names
    ]


def test_up_at_once_and_several_steps() -> None:
    member = Member(*GROWTH, tiers())
    member.buy("o-1", 49999)
    assert (member.tier(), member.progress().have) == ("basic", 499)
    member.buy("o-2", 100)
    assert (member.tier(), moves(member)) == ("silver", [("upgraded", "basic", "silver")])
    other = Member(*GROWTH, tiers())
    other.buy("o-1", 250000)
    assert moves(other) == [("upgraded", "basic", "gold")]


def test_progress() -> None:
    member = Member(*GROWTH, tiers(keeps={"silver": 400}))
    member.buy("o-1", 60000)
    seen = member.progress()
    assert (seen.tier, seen.rank, iso(seen.since)) == ("silver", 1, "2026-03-02")
    assert (seen.have, seen.need, seen.next) == (600, 2000, "gold")
    # On the day after that one the 600 are out of the window: 400 have to come until then.
    assert iso(seen.ends_day) == "2027-03-01"
    assert (seen.keep_have, seen.keep_need, seen.announce) == (0, 400, None)


# -- rolling


def test_a_rolling_window_drops_on_the_day_it_gets_short() -> None:
    member = Member(*GROWTH, tiers(window={"how": "rolling", "days": 10}, announce_days=3))
    member.buy("o-1", 60000)
    member.to("2026-03-05")
    member.buy("o-2", 30000)
    assert iso(member.progress().ends_day) == "2026-03-11"
    member.to("2026-03-08 23:59")
    assert moves(member) == []
    member.to("2026-03-09 00:00")
    assert moves(member) == [("announced", "silver", "basic")]
    assert member.said("tier.announced")[0]["on"] == "2026-03-12"
    assert iso(member.progress().announce) == "2026-03-12"
    member.to("2026-03-11 23:59")
    assert (member.tier(), moves(member)) == ("silver", [])
    member.to("2026-03-12 00:00")
    assert (member.tier(), moves(member)) == ("basic", [("downgraded", "silver", "basic")])
    assert member.progress().have == 300
    assert member.due is None


def test_what_comes_in_time_keeps_the_tier() -> None:
    member = Member(*GROWTH, tiers(window={"how": "rolling", "days": 10}, announce_days=3))
    member.buy("o-1", 60000)
    member.to("2026-03-11")
    assert moves(member) == [("announced", "silver", "basic")]
    member.buy("o-2", 50000)
    assert iso(member.progress().ends_day) == "2026-03-20"
    assert member.progress().announce is None
    member.to("2026-03-12")
    assert (member.tier(), moves(member)) == ("silver", [])


def test_grace_delays_the_drop_and_still_lets_the_tier_be_kept() -> None:
    window = {"how": "rolling", "days": 10}
    grace = {"mode": "recompute", "grace_days": 5}
    member = Member(*GROWTH, tiers(window=window, downgrade=grace, announce_days=0))
    member.buy("o-1", 60000)
    member.to("2026-03-14")
    assert member.tier() == "silver"
    member.buy("o-2", 50000)
    member.to("2026-03-17")
    assert member.tier() == "silver"
    member.to("2026-03-28 23:59")
    assert member.tier() == "silver"
    member.to("2026-03-29 00:00")
    assert member.tier() == "basic"


def test_a_refund_takes_back_only_a_tier_that_its_own_order_helped_to_reach() -> None:
    for refunded in ("o-2", "o-1"):
        ten = {"how": "rolling", "days": 10}
        strict = tiers(window=ten, keeps={"silver": 100}, after_refund="recompute")
        member = Member(*GROWTH, strict)
        member.buy("o-1", 50000)
        member.to("2026-03-09")
        member.buy("o-2", 30000)
        # The first order has left the window; the second alone keeps the tier, but reaches none.
        member.to("2026-03-13")
        assert (member.tier(), member.progress().have) == ("silver", 300)
        member.refund(refunded, "r-1", 1000)
        assert member.tier() == "silver"
    # While the promotion is covered by its own window, the order that brought it can take it back;
    # one bought after it cannot, though what is left is below the threshold.
    member = Member(*GROWTH, strict)
    member.buy("o-1", 50000)
    member.send("points.adjust", currency="points", amount=-100, reason="counted twice")
    member.buy("o-2", 5000)
    member.refund("o-2", "r-1", 1000)
    assert (member.tier(), member.progress().have) == ("silver", 440)
    member.refund("o-1", "r-1", 1000)
    assert member.tier() == "basic"


def test_one_step_down_at_a_time() -> None:
    window = {"how": "rolling", "days": 10, "hold_days": 20}
    member = Member(*GROWTH, tiers(window=window, downgrade={"mode": "one_step"}, announce_days=0))
    member.buy("o-1", 300000)
    assert member.tier() == "gold"
    member.to("2026-03-21 23:59")
    assert member.tier() == "gold"
    member.to("2026-03-22 00:00")
    assert member.tier() == "silver"
    member.to("2026-04-10 23:59")
    assert member.tier() == "silver"
    member.to("2026-04-11 00:00")
    assert member.tier() == "basic"


def test_an_absence_of_years_passes_every_step_on_its_own_day() -> None:
    window = {"how": "rolling", "days": 10, "hold_days": 20}
    member = Member(*GROWTH, tiers(window=window, downgrade={"mode": "one_step"}, announce_days=0))
    member.buy("o-1", 300000)
    member.to("2029-01-01")
    assert moves(member) == [("downgraded", "gold", "silver"), ("downgraded", "silver", "basic")]
    assert iso(member.progress().since) == "2026-04-11"


# -- years


def year(**fields: Any) -> Any:
    return tiers(window={"how": "calendar_year"}, **{"announce_days": 0, **fields})


def test_a_tier_of_this_year_holds_to_the_end_of_the_next() -> None:
    member = Member(*GROWTH, year())
    member.buy("o-1", 60000)
    assert iso(member.progress().ends_day) == "2026-12-31"
    member.to("2027-01-01 00:00")
    assert moves(member) == [("kept", "silver", "")]
    assert (member.tier(), member.progress().have) == ("silver", 0)
    member.to("2027-12-31 23:59")
    assert member.tier() == "silver"
    member.to("2028-01-01 00:00")
    assert moves(member) == [("downgraded", "silver", "basic")]


def test_recompute_falls_to_what_the_year_reached_one_step_only_one() -> None:
    for mode, tier in (("recompute", "basic"), ("one_step", "silver")):
        member = Member(*GROWTH, year(downgrade={"mode": mode}))
        member.buy("o-1", 250000)
        member.to("2027-06-01")
        member.buy("o-2", 10000)
        member.to("2028-01-01 00:00")
        assert member.tier() == tier


def test_grace_days_of_a_year_count_for_both_years() -> None:
    member = Member(*GROWTH, year(downgrade={"grace_days": 31}))
    member.buy("o-1", 60000)
    member.to("2027-12-01")
    member.buy("o-2", 30000)
    member.to("2028-01-20")
    assert (member.tier(), member.progress().keep_have) == ("silver", 300)
    member.buy("o-3", 20000)
    assert moves(member) == [("kept", "silver", "")]
    assert (member.progress().have, iso(member.progress().ends_day)) == (200, "2028-12-31")
    late = Member(*GROWTH, year(downgrade={"grace_days": 31}))
    late.buy("o-1", 60000)
    late.to("2028-01-31 23:59")
    assert late.tier() == "silver"
    late.to("2028-02-01 00:00")
    assert late.tier() == "basic"


def test_a_late_ticket_counts_in_its_own_year_and_gives_the_tier_back() -> None:
    member = Member(*GROWTH, year(keeps={"silver": 400}))
    member.buy("o-1", 60000)
    member.to("2027-12-30")
    member.buy("o-2", 30000)
    member.to("2028-01-02")
    assert member.tier() == "basic"
    member.buy("o-3", 10000, on="2027-12-31 23:59")
    assert (member.tier(), moves(member)) == ("silver", [("upgraded", "basic", "silver")])
    assert member.progress().have == 0


def test_a_member_year_begins_on_the_day_of_the_first_event() -> None:
    window = {"how": "member_year"}
    member = Member(*GROWTH, tiers(window=window, announce_days=0), start="2028-02-29 12:00")
    member.buy("o-1", 60000)
    assert iso(member.progress().ends_day) == "2029-02-27"
    member.to("2029-02-28 00:00")
    assert moves(member) == [("kept", "silver", "")]
    assert iso(member.progress().ends_day) == "2030-02-27"


def test_an_announcement_comes_once_and_only_when_the_requirement_is_missed() -> None:
    member = Member(*GROWTH, year(announce_days=30))
    member.buy("o-1", 60000)
    member.to("2026-12-31")
    assert moves(member) == []
    member.to("2027-12-01 23:59")
    assert moves(member) == [("kept", "silver", "")]
    member.to("2027-12-02 00:00")
    assert moves(member) == [("announced", "silver", "basic")]
    member.buy("o-2", 10000)
    assert moves(member) == []
    member.buy("o-3", 40000)
    member.to("2028-01-01")
    assert (member.tier(), moves(member)) == ("silver", [("kept", "silver", "")])


# -- since promotion, ever, other measures


def test_since_promotion_counting_begins_again() -> None:
    window = {"how": "since_promotion", "days": 100}
    member = Member(*GROWTH, tiers(window=window, keeps={"silver": 300}, announce_days=0))
    member.buy("o-1", 60000)
    assert (member.tier(), member.progress().have) == ("silver", 0)
    assert iso(member.progress().ends_day) == "2026-06-09"
    member.to("2026-04-01")
    member.buy("o-2", 30000)
    member.refund("o-1", "r-1", 60000)
    assert member.progress().have == 300
    member.to("2026-06-10 00:00")
    assert moves(member) == [("kept", "silver", "")]
    assert member.progress().have == 0
    member.refund("o-2", "r-2", 30000)
    assert member.progress().have == 0
    member.to("2026-09-18 00:00")
    assert moves(member) == [("downgraded", "silver", "basic")]


def test_ever_is_never_lost_by_time() -> None:
    member = Member(*GROWTH, tiers(window={"how": "ever"}))
    member.buy("o-1", 60000)
    member.to("2036-01-01")
    assert (member.tier(), member.due) == ("silver", None)


def test_spend_orders_and_attributes_as_measures() -> None:
    dairy = {"attribute": "line.category", "op": "is", "value": "dairy"}
    spend = tiers(
        "spend", measure={"how": "spend", "lines": dairy}, ladder={"basic": 0, "silver": 5000}
    )
    big = {"attribute": "order.total_cents", "op": "at_least", "value": 10000}
    orders = tiers("orders", measure={"how": "orders", "if": big}, ladder={"basic": 0, "silver": 2})
    reading = tiers(
        "reading",
        measure={"how": "attribute", "attribute": "member.orders"},
        window={"how": "ever"},
        ladder={"basic": 0, "silver": 2},
    )
    member = Member(points(), spend, orders, reading)
    member.buy("o-1", (4999, "dairy"), (6000, "bread"))
    assert [member.tier(key) for key in ("spend", "orders", "reading")] == ["basic"] * 3
    member.buy("o-2", (1, "dairy"), (9999, "bread"))
    assert [member.tier(key) for key in ("spend", "orders", "reading")] == ["silver"] * 3
    member.refund("o-2", "r-1", 5000)
    assert (member.progress("spend").have, member.progress("orders").have) == (4999, 1)
    member.refund("o-2", "r-2", 5000)
    assert (member.progress("spend").have, member.progress("orders").have) == (4999, 1)


def test_adjustments_and_opening_balances_count_like_what_was_earned() -> None:
    member = Member(points(), tiers())
    member.send("points.open", currency="points", lots=[{"amount": 450}])
    member.send("points.adjust", currency="points", amount=60, reason="goodwill")
    assert (member.tier(), member.progress().have) == ("silver", 510)
    member.send("points.adjust", currency="points", amount=-20, reason="mistake")
    assert (member.tier(), member.progress().have) == ("silver", 490)


# -- definitions change


def test_a_set_that_measures_otherwise_begins_anew_and_keeps_the_tier() -> None:
    member = Member(*GROWTH, tiers(announce_days=0))
    member.buy("o-1", 60000)
    member.publish(*GROWTH, tiers(window={"how": "calendar_year"}))
    member.send("member.checked_in")
    assert (member.tier(), member.progress().have) == ("silver", 0)
    member.buy("o-2", 250000)
    assert (member.tier(), member.progress().have) == ("gold", 2500)


def test_a_set_that_begins_with_history_waits_for_it_and_keeps_the_tier() -> None:
    member = Member(*GROWTH, tiers(announce_days=0))
    member.buy("o-1", 60000)
    member.publish(*GROWTH, tiers(window={"how": "calendar_year"}, start="history"))
    effects = member.buy("o-2", 250000)
    assert [effect["type"] for effect in effects if effect["type"].startswith("tier.")] == []
    assert (member.tier(), member.progress().have) == ("silver", 0)
    assert member.state.program.sets["main"].waits


def test_a_members_first_event_has_no_history_to_wait_for() -> None:
    member = Member(*GROWTH, tiers(start="history"))
    member.buy("o-1", 60000)
    assert (member.tier(), member.progress().have) == ("silver", 600)


def test_a_refund_of_what_was_never_counted_takes_nothing_off() -> None:
    member = Member(*GROWTH)
    member.buy("o-1", 60000)
    member.publish(*GROWTH, tiers(), tiers("spend", measure={"how": "spend"}))
    member.buy("o-2", 10000)
    assert (member.progress().have, member.progress("spend").have) == (100, 10000)
    member.refund("o-1", "r-1", 60000)
    assert (member.progress().have, member.progress("spend").have) == (100, 10000)
    dairy = {"attribute": "line.category", "op": "is", "value": "dairy"}
    member.publish(*GROWTH, tiers(), tiers("spend", measure={"how": "spend", "lines": dairy}))
    member.buy("o-3", (5000, "dairy"))
    member.refund("o-2", "r-2", 10000)
    assert (member.progress().have, member.progress("spend").have) == (50, 5000)


def test_another_length_of_a_rolling_window_keeps_its_memory() -> None:
    member = Member(*GROWTH, tiers())
    member.buy("o-1", 60000)
    member.publish(*GROWTH, tiers(window={"how": "rolling", "days": 30}))
    member.send("member.checked_in")
    assert (member.progress().have, iso(member.progress().ends_day)) == (600, "2026-03-31")


def test_a_tier_that_was_removed_moves_its_members() -> None:
    member = Member(*GROWTH, tiers())
    member.buy("o-1", 60000)
    member.publish(*GROWTH, tiers(ladder={"basic": 0, "blue": 300, "gold": 2000}))
    member.send("member.checked_in")
    assert moves(member) == [("moved", "silver", "blue")]


def test_memory_of_a_set_that_was_removed_is_dropped() -> None:
    member = Member(*GROWTH, tiers())
    member.buy("o-1", 60000)
    member.publish(*GROWTH)
    member.send("member.checked_in")
    assert member.state.program.sets == {}
    assert member.due is None


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Pacific/Apia", "UTC"])
def test_drops_happen_at_the_programmes_midnight_across_clock_changes(zone: str) -> None:
    member = Member(
        *GROWTH, tiers(window={"how": "rolling", "days": 7}), zone=zone, start="2026-03-05 22:00"
    )
    member.buy("o-1", 60000)
    member.to("2026-03-11 23:59")
    assert member.tier() == "silver"
    member.to("2026-03-12 00:00")
    assert member.tier() == "basic"


def test_a_gift_of_growth_counts() -> None:
    member = Member(points(), fixed("hello", 500, when="member.checked_in"), tiers())
    member.send("member.checked_in")
    assert member.tier() == "silver"
