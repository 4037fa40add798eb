"""Holding points: out of their lots into the account `held`, and back or spent."""

import pytest
from tests.ledger.harness import CAUSE, Member, currency

from shuke.ledger import InsufficientPoints, Spend, credit, hold, let_go, spend_held, take_back


@pytest.fixture
def member() -> Member:
    """100 points to the end of March."""
    member = Member(currency(expiry={"rule": "end_of_month"}, returned_life_days=10))
    credit(member.turn(), "points", 100, CAUSE)
    return member


def test_what_is_held_is_neither_usable_nor_gone(member: Member) -> None:
    draws = hold(member.turn(), "points", 60, CAUSE)
    assert (member.usable(), member.state.ledger.held) == (40, {"points": 60})
    assert member.lots() == [("2026-03-31", 40)]
    assert member.entries("kind", "debit", "credit", "amount", "usable_after", since=2) == [
        ("hold", "usable", "held", 60, 40)
    ]
    with pytest.raises(InsufficientPoints):
        hold(member.turn(), "points", 41, CAUSE)
    assert let_go(member.turn(), "points", draws, CAUSE) == 60
    assert (member.lots(), member.state.ledger.held) == ([("2026-03-31", 100)], {})
    assert member.entries("kind", "debit", "credit", "amount", since=4) == [
        ("release", "held", "usable", 60)
    ]


def test_what_was_held_is_spent_and_can_be_returned(member: Member) -> None:
    draws = hold(member.turn(), "points", 60, CAUSE)
    turn = member.turn()
    spend_held(turn, "points", draws, "H1:points", CAUSE)
    assert turn.records.get("spend", "H1:points") == Spend("points", 60, draws, "per-yuan", 3)
    assert (member.usable(), member.state.ledger.held) == (40, {})
    assert member.entries("kind", "debit", "credit", "amount", "usable_after", since=3) == [
        ("confirm", "held", "spent", 60, 40)
    ]
    member.send("points.return", spend_id="H1:points")
    assert member.lots() == [("2026-03-31", 100)]


def test_a_lot_that_expired_while_held_lives_as_returned_points_do(member: Member) -> None:
    """Held on 2 March to the end of March; released on 2 April: ten days more."""
    draws = hold(member.turn(), "points", 60, CAUSE)
    member.to("2026-04-02")
    assert (member.usable(), member.state.ledger.held) == (0, {"points": 60})
    let_go(member.turn(), "points", draws, CAUSE)
    assert member.lots() == [("2026-04-12", 60)]


def test_what_is_released_settles_a_debt_first() -> None:
    member = Member(currency(refund={"policy": "below_zero", "floor": 300}))
    parts = credit(member.turn(), "points", 100, CAUSE)
    draws = hold(member.turn(), "points", 80, CAUSE)
    take_back(member.turn(), "points", 100, parts, CAUSE)
    assert member.usable() == -80
    let_go(member.turn(), "points", draws, CAUSE)
    assert (member.usable(), member.state.ledger.held) == (0, {})
