"""Refunds take back exactly what the refunded share had earned (docs/algorithms/reversal.md)."""

from __future__ import annotations

import pytest
from tests.program.harness import Member, fixed, multiply, per_amount, points, tiers

from shuke.program import OrderRepeated, RefundRepeated, RefundTooLarge, TooManyWaiting

DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}
FROM_100 = {"if": {"attribute": "order.total_cents", "op": "at_least", "value": 10000}}


def test_a_partial_refund_takes_the_share_and_the_last_part_the_remainder() -> None:
    member = Member(points(), per_amount(per_cents=300))
    member.buy("o-1", 1000)
    assert member.held() == 3
    for refund, left in (("r-1", 2), ("r-2", 1), ("r-3", 0), ("r-4", 0)):
        member.refund("o-1", refund, 250)
        assert member.held() == left


def test_a_bonus_goes_when_its_threshold_is_no_longer_met() -> None:
    member = Member(points(), per_amount(), fixed("bonus", 50, **FROM_100))
    member.buy("o-1", 8000, 4000)
    assert member.held() == 170
    member.refund("o-1", "r-1", 2000, (2, 2000))
    assert member.held() == 150
    member.refund("o-1", "r-2", 1, (2, 1))
    assert member.held() == 99


def test_a_refund_is_judged_by_the_release_of_the_purchase() -> None:
    member = Member(points(), per_amount())
    member.buy("o-1", 10000)
    member.publish(points(), per_amount(points=2))
    member.refund("o-1", "r-1", 5000)
    assert member.held() == 50
    member.publish(points())
    member.refund("o-1", "r-2", 5000)
    assert member.held() == 0


def test_a_refund_is_judged_with_what_was_seen_at_the_purchase() -> None:
    basic = {"if": {"attribute": "member.tier.main", "op": "is", "value": "basic"}}
    first = {"if": {"attribute": "member.orders", "op": "is", "value": 0}}
    member = Member(points(), per_amount(**basic), fixed("first", 20, **first), tiers())
    member.buy("o-1", 60000)
    assert member.tier() == "silver"
    member.buy("o-2", 10000)
    assert member.given() == {}
    member.refund("o-1", "r-1", 30000)
    assert member.held() == 320
    member.refund("o-2", "r-2", 5000)
    assert member.held() == 320


def test_a_refund_is_judged_at_the_purchases_time() -> None:
    monday = {"if": {"attribute": "calendar.weekday", "op": "is", "value": 1}}
    member = Member(points(), per_amount(**monday))
    member.buy("o-1", 10000)
    member.to("2026-03-03")
    member.refund("o-1", "r-1", 4000)
    assert member.held() == 60


def test_a_multiplier_on_lines_loses_only_its_lines_share() -> None:
    member = Member(points(), per_amount(), multiply("dairy", 2, lines=DAIRY))
    member.buy("o-1", (5000, "dairy"), (6000, "bread"))
    assert member.held() == 160
    member.refund("o-1", "r-1", 6000, (2, 6000))
    assert member.held() == 100
    member.refund("o-1", "r-2", 5000, (1, 5000))
    assert member.held() == 0


def test_when_the_best_of_a_group_falls_away_the_second_best_counts() -> None:
    group = {"stack": {"group": "bonus", "mode": "best"}}
    member = Member(
        points(), fixed("a-big", 100, **FROM_100, **group), fixed("b-small", 40, **group)
    )
    member.buy("o-1", 10000)
    assert member.given() == {"a-big": 100}
    member.refund("o-1", "r-1", 5000)
    assert member.held() == 40
    member.refund("o-1", "r-2", 5000)
    assert member.held() == 0


def test_a_refund_never_gives_points() -> None:
    small = {"if": {"attribute": "order.total_cents", "op": "at_most", "value": 5000}}
    member = Member(points(), fixed("small", 50, **small))
    member.buy("o-1", 10000)
    member.refund("o-1", "r-1", 6000)
    assert member.held() == 0
    assert member.said("points.credited") == []


def test_an_amount_without_lines_is_shared_out_by_largest_remainder() -> None:
    # 100 cents over 333, 333 and 334: 33, 33 and 34 go; what is left of dairy makes 300.
    member = Member(points(), per_amount(per_cents=1, lines=DAIRY))
    member.buy("o-1", (333, "dairy"), (333, "bread"), (334, "bread"))
    member.refund("o-1", "r-1", 100)
    assert member.held() == 300


def test_points_go_back_to_who_paid_for_them() -> None:
    member = Member(points(), per_amount(), per_amount("partner", funder="dairy-co"))
    member.buy("o-1", 10000)
    pot = member.state.ledger.pots["points"]
    assert {pot.funders[lot[2]]: lot[3] for lot in pot.lots} == {"brand": 100, "dairy-co": 100}
    member.refund("o-1", "r-1", 3000)
    assert {pot.funders[lot[2]]: lot[3] for lot in member.state.ledger.pots["points"].lots} == {
        "brand": 70,
        "dairy-co": 70,
    }


def test_pieces_and_shipping() -> None:
    member = Member(points(), per_amount(of="order.total_cents"))
    member.send(
        "order.paid",
        order_id="o-1",
        total_cents=3500,
        shipping_cents=500,
        lines=[{"sku": "a", "quantity": 3, "paid_cents": 3000}],
    )
    assert member.held() == 35
    member.refund("o-1", "r-1", 1000, (1, 1000, 1))
    assert member.held() == 25
    # 2.00 above the line are shipping.
    member.refund("o-1", "r-2", 1200, (1, 1000, 1))
    assert member.held() == 13
    with pytest.raises(RefundTooLarge, match="pieces"):
        member.refund("o-1", "r-3", 100, (1, 100, 2))
    # The goods are gone: the kept shipping alone earns nothing.
    member.refund("o-1", "r-4", 1000, (1, 1000, 1))
    assert member.held() == 0


def test_a_line_of_which_all_pieces_went_back_is_gone_whatever_money_was_kept() -> None:
    member = Member(points(), per_amount())
    line = {"sku": "a", "quantity": 3, "paid_cents": 3000}
    other = {"sku": "b", "paid_cents": 500}
    member.send("order.paid", order_id="o-1", total_cents=3500, lines=[line, other])
    assert member.held() == 35
    member.refund("o-1", "r-1", 2500, (1, 2500, 3))
    assert member.held() == 5


@pytest.mark.parametrize(
    ("amount", "lines"),
    [(10001, ()), (6001, ((1, 6001),)), (100, ((3, 100),)), (6100, ((1, 6000),))],
)
def test_a_refund_above_the_purchase_is_refused(
    amount: int, lines: tuple[tuple[int, int], ...]
) -> None:
    member = Member(points(), per_amount())
    member.buy("o-1", 6000, 4000)
    before = member.state, member.records
    with pytest.raises(RefundTooLarge) as error:
        member.refund("o-1", "r-1", amount, *lines)
    assert error.value.status == 422
    assert (member.state, member.records) == before


def test_refunds_together_above_the_purchase_are_refused() -> None:
    member = Member(points(), per_amount())
    member.buy("o-1", 6000, 4000)
    member.refund("o-1", "r-1", 6000)
    with pytest.raises(RefundTooLarge):
        member.refund("o-1", "r-2", 4001, (1, 4001))
    member.refund("o-1", "r-2", 4000, (1, 4000))
    assert member.held() == 0


def test_the_same_refund_twice_is_one() -> None:
    member = Member(points(), per_amount())
    member.buy("o-1", 10000)
    member.refund("o-1", "r-1", 3000)
    with pytest.raises(RefundRepeated) as error:
        member.refund("o-1", "r-1", 3000)
    assert error.value.status == 409
    assert member.held() == 70


# -- what comes before its order


def test_a_refund_waits_for_its_order() -> None:
    member = Member(points(), per_amount())
    member.refund("o-1", "r-1", 3000)
    assert member.said("order.waiting") == [
        {"type": "order.waiting", "order_id": "o-1", "refund_id": "r-1", "until": "2026-05-31"}
    ]
    with pytest.raises(RefundRepeated):
        member.refund("o-1", "r-1", 3000)
    member.buy("o-1", 10000)
    assert member.held() == 70
    assert member.state.program.waiting == []
    with pytest.raises(RefundRepeated):
        member.refund("o-1", "r-1", 3000)
    with pytest.raises(OrderRepeated):
        member.buy("o-1", 10000)


def test_a_waiting_refund_that_does_not_fit_is_dropped_and_the_order_stands() -> None:
    member = Member(points(), per_amount())
    member.refund("o-1", "r-1", 30000)
    member.refund("o-1", "r-2", 1000)
    member.buy("o-1", 10000)
    assert [e["reason"] for e in member.said("refund.dropped")] == ["refund_too_large"]
    assert member.held() == 90


def test_waiting_refunds_are_bounded() -> None:
    member = Member(points(), per_amount())
    for number in range(20):
        member.refund("o-1", f"r-{number}", 100)
    with pytest.raises(TooManyWaiting):
        member.refund("o-1", "r-20", 100)
    for number in range(30):
        member.refund(f"p-{number}", "r-1", 100)
    with pytest.raises(TooManyWaiting):
        member.refund("p-30", "r-1", 100)
    member.buy("o-1", 10000)
    assert member.held() == 80
    member.refund("p-30", "r-1", 100)


def test_long_order_numbers_do_not_fill_the_state() -> None:
    member = Member(points(), per_amount())
    for number in range(15):
        member.refund(f"{number:0128d}", "r-1", 100)
    with pytest.raises(TooManyWaiting):
        member.refund("9" * 128, "r-1", 100)
    member.refund(f"{3:0128d}", "r-2", 100)


def test_a_waiting_refund_is_dropped_after_ninety_days() -> None:
    member = Member(points(), per_amount())
    member.refund("o-1", "r-1", 3000)
    assert member.to("2026-05-31 23:59") == []
    assert member.to("2026-06-01 00:00") == [
        {
            "type": "refund.dropped",
            "order_id": "o-1",
            "refund_id": "r-1",
            "amount_cents": 3000,
            "reason": "order_unknown",
        }
    ]
    assert member.due is None
    member.buy("o-1", 10000)
    assert member.held() == 100


# -- points that wait for the end of the return window

HELD = {"usable": {"when": "on_event", "fallback_days": 60}}


def test_the_end_of_the_return_window_releases_what_was_not_refunded() -> None:
    member = Member(points(**HELD), per_amount(), fixed("bonus", 50))
    member.buy("o-1", 10000)
    assert (member.state.ledger.usable("points"), member.state.ledger.pending("points")) == (0, 150)
    member.refund("o-1", "r-1", 4000)
    member.complete("o-1")
    assert (member.state.ledger.usable("points"), member.state.ledger.pending("points")) == (110, 0)
    assert member.complete("o-1") == []
    member.refund("o-1", "r-2", 6000)
    assert member.held() == 0


def test_a_completion_that_comes_before_its_order_counts() -> None:
    member = Member(points(**HELD), per_amount())
    member.complete("o-1")
    member.refund("o-1", "r-1", 4000)
    member.buy("o-1", 10000)
    assert (member.state.ledger.usable("points"), member.state.ledger.pending("points")) == (60, 0)


# -- tiers


def test_growth_goes_back_on_the_day_it_had_come() -> None:
    rolling = tiers(window={"how": "rolling", "days": 10})
    member = Member(points(), per_amount(), rolling)
    member.buy("o-1", 30000)
    member.to("2026-03-05")
    member.buy("o-2", 10000)
    member.refund("o-1", "r-1", 20000)
    assert member.progress().have == 200
    member.to("2026-03-12")
    assert member.progress().have == 100
    member.refund("o-1", "r-2", 10000)
    assert member.progress().have == 100
    member.to("2026-03-15")
    assert member.progress().have == 0


def test_spending_never_lowers_the_tier_and_returning_never_raises_it() -> None:
    member = Member(points(), per_amount(), tiers())
    member.buy("o-1", 60000)
    assert (member.tier(), member.progress().have) == ("silver", 600)
    member.send("points.spend", currency="points", amount=600, spend_id="s-1")
    assert (member.tier(), member.progress().have) == ("silver", 600)
    member.send("points.return", spend_id="s-1")
    assert member.progress().have == 600


def test_a_refund_can_take_back_the_promotion_it_had_brought() -> None:
    member = Member(points(), per_amount(), tiers(after_refund="recompute"))
    member.buy("o-1", 60000)
    assert member.tier() == "silver"
    member.refund("o-1", "r-1", 20000)
    assert member.tier() == "basic"
    assert member.said("tier.downgraded") == [
        {
            "type": "tier.downgraded",
            "set": "main",
            "from": "silver",
            "to": "basic",
            "reason": "refund",
        }
    ]


def test_a_promotion_is_taken_back_in_parts_as_at_once() -> None:
    for parts in ((250000,), (200000, 50000)):
        member = Member(points(), per_amount(), tiers(after_refund="recompute"))
        member.buy("o-1", 250000)
        assert member.tier() == "gold"
        for number, amount in enumerate(parts):
            member.refund("o-1", f"r-{number}", amount)
        assert member.tier() == "basic"
