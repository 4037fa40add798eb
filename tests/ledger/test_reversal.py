"""docs/algorithms/reversal.md, the lots' side: where points are taken from, and what is let go."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from shuke.ledger import CurrencyUnknown, Part, TakeBack, credit, release_held, take_back

from .harness import CAUSE, Member, currency
from .test_worked import table

DOC = Path(__file__).parents[2] / "docs" / "algorithms" / "reversal.md"
EXPIRY = {"rule": "months_from_earning", "months": 1}


def refund_of(words: list[str]) -> dict[str, Any]:
    """The refund policy as the table writes it."""
    match words:
        case [policy]:
            return {"policy": policy}
        case [policy, "floor", floor]:
            return {"policy": policy, "floor": int(floor)}
    raise AssertionError(words)


def undo(member: Member, amount: int, parts: list[Part]) -> TakeBack:
    """Take back in an event of its own."""
    return take_back(member.turn("order.refunded"), "points", amount, parts, CAUSE)


@pytest.mark.parametrize(
    ("policy", "meanwhile", "refunded", "taken", "lapsed", "shortfall", "after"),
    table(DOC, "policy"),
)
def test_table(
    policy: str, meanwhile: str, refunded: str, taken: str, lapsed: str, shortfall: str, after: str
) -> None:
    member = Member(currency(refund=refund_of(policy.split()), expiry=EXPIRY))
    parts = credit(member.turn(), "points", 100, CAUSE)
    for step in meanwhile.split(", "):
        match step.split():
            case ["spent", amount]:
                member.send("points.spend", currency="points", amount=int(amount), spend_id="s")
            case ["earned", amount]:
                credit(member.turn(), "points", int(amount), CAUSE)
            case ["expired"]:
                member.to("2026-05-01")
            case other:
                assert other == ["–"]
    result = undo(member, int(refunded), parts)
    member.close()
    assert (result.taken, result.lapsed, result.shortfall) == (
        int(taken),
        int(lapsed),
        int(shortfall),
    )
    assert member.usable() == int(after)
    assert member.effects[-1] == {
        "type": "points.reversed",
        "currency": "points",
        "amount": int(taken),
        "rule": "per-yuan",
        "version": 3,
        "lapsed": int(lapsed),
        "shortfall": int(shortfall),
    }


@pytest.mark.parametrize("shares", sorted(set(permutations([30, 30, 40]))))
@pytest.mark.parametrize("spent", [0, 70])
def test_in_parts_equals_at_once(shares: tuple[int, ...], spent: int) -> None:
    def story(shares: tuple[int, ...]) -> tuple[Any, ...]:
        member = Member(currency(usable={"when": "after_days", "days": 2}, expiry=EXPIRY))
        parts = credit(member.turn(), "points", 100, CAUSE)
        credit(member.turn(), "points", 11, CAUSE)
        member.days(2)
        if spent:
            member.send("points.spend", currency="points", amount=spent, spend_id="s")
        taken = 0
        for share in shares:
            result = undo(member, share, parts)
            parts = result.left
            taken += result.taken
        member.close()
        return taken, parts, member.usable(), member.lots(), member.due()

    assert story(shares) == story((100,))


def test_pending_goes_first() -> None:
    member = Member(currency(usable={"when": "after_days", "days": 5}))
    first = credit(member.turn(), "points", 60, CAUSE)
    member.days(5)
    second = credit(member.turn(), "points", 40, CAUSE)
    result = undo(member, 70, first + second)
    assert (member.usable(), member.pending()) == (30, 0)
    assert [part.amount for part in result.left] == [30]
    assert undo(member, 30, result.left).left == []
    assert member.usable() == 0


def test_more_than_the_parts_hold_is_an_error_of_the_caller() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 60, CAUSE)
    with pytest.raises(AssertionError, match="more is taken back"):
        undo(member, 61, parts)


def test_released_by_the_event_then_refunded() -> None:
    usable = {"when": "on_event", "fallback_days": 30}
    member = Member(currency(usable=usable))
    parts = credit(member.turn(), "points", 60, CAUSE)
    assert (member.usable(), member.pending()) == (0, 60)
    left = undo(member, 10, parts).left
    now = release_held(member.turn("order.completed"), "points", left, CAUSE)
    assert member.usable() == 50
    assert member.entries("kind", "debit", "credit", "amount", since=member.seq) == [
        ("usable", "pending", "usable", 50)
    ]
    assert release_held(member.turn("order.completed"), "points", now, CAUSE) == now
    assert undo(member, 50, now).taken == 50
    assert (member.usable(), member.pending()) == (0, 0)


def test_the_fallback_day_comes_before_the_event() -> None:
    member = Member(currency(usable={"when": "on_event", "fallback_days": 3}))
    parts = credit(member.turn(), "points", 60, CAUSE)
    member.days(3)
    assert member.usable() == 60
    assert release_held(member.turn("order.completed"), "points", parts, CAUSE) == parts
    assert undo(member, 60, parts).taken == 60


def test_what_no_order_earned_does_not_wait_for_one() -> None:
    member = Member(currency(usable={"when": "on_event", "fallback_days": 3}))
    credit(member.turn("member.checked_in"), "points", 5, CAUSE)
    assert (member.usable(), member.pending()) == (5, 0)


def test_a_wait_of_days_does_not_end_with_the_order() -> None:
    member = Member(currency(usable={"when": "after_days", "days": 14}))
    parts = credit(member.turn(), "points", 60, CAUSE)
    assert release_held(member.turn("order.completed"), "points", parts, CAUSE) == parts
    assert (member.usable(), member.pending()) == (0, 60)


def test_an_old_expiry_is_forgotten_but_not_charged() -> None:
    member = Member(currency(expiry=EXPIRY))
    parts = credit(member.turn(), "points", 60, CAUSE)
    credit(member.turn(), "points", 9, CAUSE)
    member.to("2027-03-02")
    credit(member.turn(), "points", 500, CAUSE)
    result = undo(member, 60, parts)
    assert (result.taken, result.lapsed, member.usable()) == (0, 60, 500)


def test_inactive_points_are_not_charged_again() -> None:
    member = Member(currency(expiry={"rule": "inactivity", "months": 1}))
    parts = credit(member.turn(), "points", 60, CAUSE)
    member.to("2026-05-01")
    assert member.usable() == 0
    later = credit(member.turn(), "points", 500, CAUSE)
    assert undo(member, 60, parts).lapsed == 60
    assert member.usable() == 500
    assert undo(member, 500, later).taken == 500


def test_the_floor_holds_over_several_refunds() -> None:
    member = Member(currency(refund={"policy": "below_zero", "floor": 50}))
    orders = [credit(member.turn(), "points", 40, CAUSE) for _ in range(3)]
    member.send("points.spend", currency="points", amount=120, spend_id="s")
    results = [undo(member, 40, parts) for parts in orders]
    assert [(result.taken, result.shortfall) for result in results] == [(40, 0), (10, 30), (0, 40)]
    assert member.usable() == -50


def test_a_retired_currency_is_still_reversed_but_never_owed() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 40, CAUSE)
    credit(member.turn(), "points", 5, CAUSE)
    member.send("points.spend", currency="points", amount=20, spend_id="s")
    member.days(1)
    member.publish(currency("other"))
    result = undo(member, 40, parts)
    assert (result.taken, result.shortfall, member.usable()) == (25, 15, 0)
    member.send("points.return", spend_id="s", amount=3)
    assert member.usable() == 3
    with pytest.raises(CurrencyUnknown):
        take_back(member.turn(), "pints", 1, parts, CAUSE)


def test_of_usable_parts_the_last_credited_goes_first() -> None:
    member = Member(currency(expiry=EXPIRY))
    parts = credit(member.turn(), "points", 100, CAUSE)
    member.to("2026-04-10")
    parts = [*parts, *credit(member.turn(), "points", 50, CAUSE)]
    back = undo(member, 60, parts)
    assert (back.taken, member.lots()) == (60, [("2026-04-30", 90)])
    assert [part.amount for part in back.left] == [90]
