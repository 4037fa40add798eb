"""One test for each class of bug that other points systems have had, as far as lots are concerned.

Those that need a judgement (which rule takes back how much, tiers) are program's.
"""

from __future__ import annotations

from datetime import date

import pytest

from shuke.ledger import (
    InsufficientPoints,
    SpendRepeated,
    balance,
    credit,
    release_held,
    take_back,
)
from shuke.rule import EventInvalid

from .harness import CAUSE, Member, currency

MONTH = {"rule": "months_from_earning", "months": 1, "to": "exact"}


def test_an_expired_lot_is_not_charged_twice() -> None:
    """ "Unexpired credits less all debits" says 50 − 100 here; 50 are there."""
    member = Member(currency(expiry=MONTH), start="2026-01-01T04:00")
    credit(member.turn(), "points", 100, CAUSE)
    member.send("points.spend", currency="points", amount=100, spend_id="s")
    member.to("2026-01-20")
    credit(member.turn(), "points", 50, CAUSE)
    member.to("2026-02-02")
    assert member.usable() == 50
    member.to("2026-02-21")
    assert member.usable() == 0
    assert [row for row in member.entries("kind", "amount") if row[0] == "expire"] == [
        ("expire", 50)
    ]


def test_of_two_lots_that_end_a_day_apart_each_lives_to_the_end_of_its_own() -> None:
    member = Member(currency())
    lots = [{"amount": 30, "expires_on": "2026-03-30"}, {"amount": 31, "expires_on": "2026-03-31"}]
    member.send("points.open", currency="points", lots=lots)
    before = [(day, balance(member.state.ledger, "points", day.toordinal())) for day in MARCH]
    for day, held in before:
        member.to(day.isoformat(), "23:59" if day < MARCH[-1] else "00:00")
        # What is told ahead of the timers is what they then do.
        assert (held.usable, held.pending) == (member.usable(), 0)
    assert [held.usable for _day, held in before] == [61, 61, 31, 0]


MARCH = [date(2026, 3, 29), date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)]


def test_a_debit_that_finds_too_little_fails_and_changes_nothing() -> None:
    member = Member(currency())
    credit(member.turn(), "points", 99, CAUSE)
    before = member.entries("seq")
    with pytest.raises(InsufficientPoints) as refused:
        member.send("points.spend", currency="points", amount=100, spend_id="s")
    assert refused.value.status == 422
    assert refused.value.extra == {"wanted": 100, "usable": 99}
    assert (member.usable(), member.entries("seq"), member.records) == (99, before, {})


def test_the_whole_balance_can_be_spent() -> None:
    """`>` where `>=` was meant."""
    member = Member(currency())
    credit(member.turn(), "points", 100, CAUSE)
    member.send("points.spend", currency="points", amount=100, spend_id="s")
    assert (member.usable(), member.lots()) == (0, [])


def test_a_changed_rule_leaves_lots_and_their_reversal_alone() -> None:
    member = Member(currency(expiry=MONTH), start="2026-01-15T04:00")
    parts = credit(member.turn(), "points", 100, CAUSE)
    lots, due = member.lots(), member.due()
    member.days(1)
    member.publish(currency(expiry={"rule": "never"}, usable={"when": "after_days", "days": 30}))
    assert (member.lots(), member.due()) == (lots, due)
    credit(member.turn(), "points", 7, CAUSE)
    assert (member.usable(), member.pending()) == (100, 7)
    assert take_back(member.turn("order.refunded"), "points", 60, parts, CAUSE).taken == 60
    member.to("2026-02-16")
    assert (member.usable(), member.lots()) == (7, [(None, 7)])


def test_a_currency_that_is_gone_still_expires() -> None:
    member = Member(currency(expiry=MONTH), start="2026-01-15T04:00")
    credit(member.turn(), "points", 100, CAUSE)
    member.publish(currency("other"))
    member.to("2026-02-16")
    assert (member.usable(), member.due()) == (0, None)


def test_a_partial_refund_takes_its_share_once() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 100, CAUSE)
    left = take_back(member.turn("order.refunded"), "points", 30, parts, CAUSE).left
    assert [part.amount for part in left] == [70]
    with pytest.raises(AssertionError):
        take_back(member.turn("order.refunded"), "points", 71, left, CAUSE)


def test_a_release_that_comes_twice_or_late_loses_nothing() -> None:
    """A thaw that ignores a failed compare-and-set makes points vanish."""
    member = Member(currency(usable={"when": "on_event", "fallback_days": 10}))
    parts = credit(member.turn(), "points", 100, CAUSE)
    once = release_held(member.turn("order.completed"), "points", parts, CAUSE)
    twice = release_held(member.turn("order.completed"), "points", once, CAUSE)
    member.days(10)
    assert (member.usable(), member.pending(), twice) == (100, 0, once)


def test_nothing_is_lent_to_who_owes() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 100, CAUSE)
    member.send("points.spend", currency="points", amount=100, spend_id="s")
    take_back(member.turn("order.refunded"), "points", 100, parts, CAUSE)
    assert member.usable() == -100
    for command, data in (
        ("points.spend", {"amount": 1, "spend_id": "s2"}),
        ("points.adjust", {"amount": -1, "reason": "?"}),
    ):
        with pytest.raises(InsufficientPoints):
            member.send(command, currency="points", **data)
    assert member.usable() == -100


def test_a_retry_under_another_event_id_does_not_spend_twice() -> None:
    member = Member(currency())
    credit(member.turn(), "points", 100, CAUSE)
    member.send("points.spend", currency="points", amount=10, spend_id="s")
    with pytest.raises(SpendRepeated):
        member.send("points.spend", currency="points", amount=10, spend_id="s")
    assert member.usable() == 90


def test_a_late_ticket_gets_the_dates_of_its_own_day() -> None:
    end = {"rule": "end_of_month", "months": 1}
    member = Member(
        currency(expiry=end, usable={"when": "after_days", "days": 14}), start="2026-02-03T04:00"
    )
    (part,) = credit(member.turn(on="2026-01-31"), "points", 100, CAUSE)
    assert date.fromordinal(part.expires_day).isoformat() == "2026-02-28"
    assert date.fromordinal(part.usable_day).isoformat() == "2026-02-14"
    (part,) = credit(member.turn(on="2026-01-10"), "points", 5, CAUSE)
    assert (member.usable(), member.pending()) == (5, 100)
    assert member.entries("day", "earn_month", since=member.seq) == [(date(2026, 2, 3), 202601)]


def test_a_ticket_so_late_that_its_points_have_expired() -> None:
    member = Member(currency(expiry={"rule": "end_of_month"}), start="2026-02-03T04:00")
    parts = credit(member.turn(on="2026-01-31"), "points", 100, CAUSE)
    assert member.usable() == 0
    assert member.entries("kind", "amount") == [("issue", 100), ("expire", 100)]
    assert [effect["type"] for effect in member.effects] == ["points.credited", "points.expired"]
    assert take_back(member.turn("order.refunded"), "points", 100, parts, CAUSE).lapsed == 100


def test_the_31st_of_january_and_a_month() -> None:
    member = Member(currency(expiry=MONTH), start="2026-01-31T04:00")
    credit(member.turn(), "points", 100, CAUSE)
    assert member.due() == "2026-03-01 00:00"


def test_spent_points_do_not_come_back_expired() -> None:
    member = Member(currency(expiry=MONTH, returned_life_days=30), start="2026-01-15T04:00")
    credit(member.turn(), "points", 100, CAUSE)
    member.send("points.spend", currency="points", amount=80, spend_id="s")
    member.to("2026-06-01")
    assert member.usable() == 0
    member.send("points.return", spend_id="s")
    assert member.lots() == [("2026-07-01", 80)]


def test_points_that_wait_past_a_fixed_date_expire_unused() -> None:
    fixed = {"rule": "fixed_date", "date": "2026-03-05"}
    member = Member(currency(expiry=fixed, usable={"when": "after_days", "days": 14}))
    parts = credit(member.turn(), "points", 100, CAUSE)
    assert member.due() == "2026-03-06 00:00"
    member.to("2026-03-06")
    assert (member.usable(), member.pending()) == (0, 0)
    assert member.entries("kind", "debit", "credit")[1:] == [("expire", "pending", "expired")]
    assert take_back(member.turn("order.refunded"), "points", 100, parts, CAUSE).lapsed == 100


def test_the_zone_moves_under_waiting_points() -> None:
    member = Member(currency(usable={"when": "after_days", "days": 1}), zone="Asia/Shanghai")
    credit(member.turn(), "points", 100, CAUSE)
    member.publish(currency(), zone="America/New_York")
    member.to("2026-03-03", "00:00")
    assert (member.usable(), member.due()) == (100, None)


def test_the_wrong_amounts_are_refused_at_the_door() -> None:
    member = Member(currency())
    for amount in (0, -1, 2**63):
        with pytest.raises(EventInvalid):
            member.send("points.spend", currency="points", amount=amount, spend_id="s")


def test_spending_is_activity_and_a_refund_is_none() -> None:
    member = Member(currency(expiry={"rule": "inactivity", "months": 1}), start="2026-01-31T04:00")
    parts = credit(member.turn(), "points", 100, CAUSE)
    assert member.due() == "2026-03-01 00:00"
    member.to("2026-02-20")
    member.send("points.spend", currency="points", amount=10, spend_id="s")
    assert member.due() == "2026-03-21 00:00"
    member.to("2026-03-10")
    take_back(member.turn("order.refunded"), "points", 20, parts, CAUSE)
    assert member.due() == "2026-03-21 00:00"
    member.to("2026-03-20", "23:59")
    assert member.usable() == 70
    member.to("2026-03-21", "00:00")
    assert member.usable() == 0
