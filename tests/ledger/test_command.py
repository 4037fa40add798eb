"""The ledger's own events, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from shuke.kernel import ShukeError
from shuke.ledger import COMMANDS, MAX_AMOUNT, credit

from .harness import CAUSE, Member, currency

YEAR = {"rule": "months_from_earning", "months": 12}


@pytest.fixture
def member() -> Member:
    """A member with 100 points until March 2027 and 5 growth."""
    made = Member(currency(expiry=YEAR), currency("growth", spendable=False))
    turn = made.turn()
    credit(turn, "points", 100, CAUSE)
    credit(turn, "growth", 5, CAUSE)
    return made


def test_each_event_has_one_reducer() -> None:
    types = [sorted(reducer.types or ()) for reducer in COMMANDS]
    points, value = types[:4], types[4:]
    assert points == [["points.spend"], ["points.return"], ["points.adjust"], ["points.open"]]
    acts = ("top_up", "spend", "return", "refund", "adjust", "freeze")
    assert value == [[f"value.{act}"] for act in acts]


def test_spend_and_return(member: Member) -> None:
    effects = member.send("points.spend", currency="points", amount=30, spend_id="s", reason="mug")
    assert effects == [
        {"type": "points.spent", "currency": "points", "amount": 30, "spend_id": "s"}
    ]
    assert member.entries("kind", "debit", "credit", "amount", "key", "note", since=member.seq) == [
        ("spend", "usable", "spent", 30, "s", "mug")
    ]
    effects = member.send("points.return", spend_id="s", amount=20)
    assert effects == [
        {"type": "points.returned", "currency": "points", "amount": 20, "spend_id": "s"}
    ]
    assert member.records["spend", "s"].left == 10
    assert member.usable() == 90
    member.send("points.return", spend_id="s")
    assert (member.usable(), member.lots()) == (100, [("2027-03-31", 100)])


def test_adjust(member: Member) -> None:
    effects = member.send("points.adjust", currency="points", amount=-40, reason="counted twice")
    assert effects == [
        {
            "type": "points.adjusted",
            "currency": "points",
            "amount": -40,
            "reason": "counted twice",
        }
    ]
    assert member.usable() == 60
    member.send("points.adjust", currency="points", amount=15, reason="sorry")
    assert (member.usable(), member.lots()) == (75, [("2027-03-31", 75)])
    assert member.entries("kind", "debit", "credit", "amount", "note", since=2) == [
        ("adjust", "usable", "adjusted", 40, "counted twice"),
        ("adjust", "adjusted", "usable", 15, "sorry"),
    ]


def test_adjust_does_not_wait() -> None:
    member = Member(currency(usable={"when": "after_days", "days": 14}))
    member.send("points.adjust", currency="points", amount=15, reason="sorry")
    assert (member.usable(), member.pending()) == (15, 0)


def test_open(member: Member) -> None:
    lots = [
        {"amount": 10},
        {"amount": 20, "expires_on": "2026-03-02"},
        {"amount": 30, "usable_on": "2026-03-10", "expires_on": "2026-12-31"},
    ]
    effects = member.send("points.open", currency="points", lots=lots)
    assert [(e["amount"], e["usable_on"], e["expires_on"]) for e in effects] == [
        (10, "2026-03-02", "2027-03-31"),
        (20, "2026-03-02", "2026-03-02"),
        (30, "2026-03-10", "2026-12-31"),
    ]
    assert (member.usable(), member.pending(), member.due()) == (130, 30, "2026-03-03 00:00")
    assert member.lots() == [("2026-03-02", 20), ("2027-03-31", 110)]
    member.to("2026-03-10")
    assert member.lots() == [("2026-12-31", 30), ("2027-03-31", 110)]


def test_an_open_lot_lives_from_the_day_it_becomes_usable() -> None:
    member = Member(currency(expiry={"rule": "end_of_month"}))
    lots = [{"amount": 30, "usable_on": "2026-04-03"}, {"amount": 5, "usable_on": "2026-03-20"}]
    effects = member.send("points.open", currency="points", lots=lots)
    assert [(e["usable_on"], e["expires_on"]) for e in effects] == [
        ("2026-04-03", "2026-04-30"),
        ("2026-03-20", "2026-03-31"),
    ]
    member.to("2026-04-03")
    assert (member.usable(), member.pending(), member.lots()) == (30, 0, [("2026-04-30", 30)])


@pytest.mark.parametrize("last", ["9999-12-30", "9999-12-31"])
def test_the_last_days_of_the_calendar_mean_never(last: str) -> None:
    member = Member(currency(expiry={"rule": "fixed_date", "date": last}))
    member.send("points.adjust", currency="points", amount=7, reason="sorry")
    lots = [{"amount": 5, "expires_on": last}]
    member.send("points.open", currency="points", lots=lots)
    member.to("2036-01-01")
    assert (member.usable(), member.due()) == (12, None)


def test_an_open_lot_is_refused_that_a_fixed_date_ends_before_it_begins() -> None:
    member = Member(currency(expiry={"rule": "fixed_date", "date": "2026-06-30"}))
    lots = [{"amount": 5, "usable_on": "2026-07-01"}]
    with pytest.raises(ShukeError) as refused:
        member.send("points.open", currency="points", lots=lots)
    assert (refused.value.code, refused.value.place) == ("lot_expired", "/data/lots")
    assert (member.usable(), member.pending(), member.rows) == (0, 0, [])


OVER = MAX_AMOUNT + 1
EXPIRED = [{"amount": 1, "expires_on": "2026-03-01"}]
MANY = [
    {"amount": 1, "usable_on": f"2027-0{month}-{day:02}"}
    for month in (1, 3, 5, 7)
    for day in range(1, 31)
]
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("spend", {"currency": "pints", "amount": 1}, "currency_unknown", "currency"),
    ("spend", {"currency": "growth", "amount": 1}, "currency_not_spendable", "currency"),
    ("spend", {"currency": "points", "amount": 101}, "points_insufficient", "amount"),
    ("spend", {"currency": "points", "amount": OVER}, "amount_invalid", "amount"),
    ("return", {}, "spend_unknown", "spend_id"),
    ("adjust", {"currency": "points", "amount": -101}, "points_insufficient", "amount"),
    ("adjust", {"currency": "points", "amount": OVER}, "amount_invalid", "amount"),
    ("open", {"currency": "points", "lots": EXPIRED}, "lot_expired", "lots"),
    ("open", {"currency": "points", "lots": MANY}, "lots_too_many", "lots"),
]


@pytest.mark.parametrize(("command", "data", "code", "place"), REFUSED)
def test_refused_and_nothing_changed(
    member: Member, command: str, data: dict[str, Any], code: str, place: str
) -> None:
    needed = {"spend": {"spend_id": "x"}, "return": {"spend_id": "x"}, "adjust": {"reason": "?"}}
    member.close()
    rows = list(member.rows)
    with pytest.raises(ShukeError) as refused:
        member.send(f"points.{command}", **data, **needed.get(command, {}))
    assert (refused.value.code, refused.value.place) == (code, f"/data/{place}")
    assert refused.value.status < 500
    assert (member.usable(), member.usable("growth"), member.rows) == (100, 5, rows)
    assert member.records == {}


def test_no_more_comes_back_than_was_spent(member: Member) -> None:
    member.send("points.spend", currency="points", amount=30, spend_id="s")
    with pytest.raises(ShukeError) as refused:
        member.send("points.return", spend_id="s", amount=31)
    assert (refused.value.code, refused.value.extra) == ("return_too_large", {"left": 30})
    member.send("points.return", spend_id="s")
    with pytest.raises(ShukeError) as refused:
        member.send("points.return", spend_id="s")
    assert refused.value.code == "return_too_large"
    assert member.usable() == 100


def test_a_return_pays_the_debt_first(member: Member) -> None:
    from shuke.ledger import take_back

    parts = credit(member.turn(), "points", 50, CAUSE)
    member.send("points.spend", currency="points", amount=150, spend_id="s")
    take_back(member.turn("order.refunded"), "points", 50, parts, CAUSE)
    assert member.usable() == -50
    member.send("points.return", spend_id="s", amount=70)
    assert (member.usable(), member.lots()) == (20, [("2027-03-31", 20)])
