"""The currency document, its check, and the attributes conditions may ask for."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from shuke.engine import Checking
from shuke.ledger import ROOM, Currency, credit, take_back
from shuke.rule import STANDARD_EVENTS, Catalogue, compare, compile_condition

from .harness import CAUSE, Member, currency

CHECKING = Checking({}, Catalogue(STANDARD_EVENTS))


def problems(**fields: Any) -> list[Any]:
    """What the check finds."""
    kind = ROOM.kinds[0]
    return kind.check(currency(**fields), CHECKING)


def test_the_defaults() -> None:
    document = currency()
    assert (document.spendable, document.funder, document.returned_life_days) == (True, "brand", 30)
    plain = msgspec.to_builtins(document)
    assert plain["usable"] == {"when": "at_once"}
    assert plain["expiry"] == {"rule": "never"}
    assert plain["refund"] == {"policy": "below_zero", "floor": None}


@pytest.mark.parametrize(
    "fields",
    [
        {"usable": {"when": "after_days", "days": 0}},
        {"usable": {"when": "after_days", "days": 91}},
        {"usable": {"when": "on_event"}},
        {"usable": {"when": "on_event", "event": "order.paid", "fallback_days": 3}},
        {"usable": {"when": "later"}},
        {"expiry": {"rule": "months_from_earning", "months": 0}},
        {"expiry": {"rule": "months_from_earning", "months": 12, "to": "end_of_year"}},
        {"expiry": {"rule": "fixed_date", "date": "2026-02-30"}},
        {"expiry": {"rule": "never", "months": 3}},
        {"refund": {"policy": "below_zero", "floor": -1}},
        {"returned_life_days": 0},
        {"unknown": 1},
    ],
)
def test_what_types_refuse(fields: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        currency(**fields)


def test_points_may_not_lapse_while_they_wait() -> None:
    wait = {"when": "after_days", "days": 60}
    assert problems(usable=wait, expiry={"rule": "inactivity", "months": 3}) == []
    (problem,) = problems(usable=wait, expiry={"rule": "inactivity", "months": 2})
    assert (problem.code, problem.place, problem.suggestion) == (
        "range_impossible",
        "/expiry/months",
        "3",
    )


def test_a_document_survives_yaml_and_json() -> None:
    document = currency(
        usable={"when": "on_event", "fallback_days": 20},
        expiry={"rule": "fixed_date", "date": "2027-01-31"},
        refund={"policy": "within_balance"},
    )
    plain = msgspec.to_builtins(document)
    assert msgspec.convert(plain, Currency) == document
    assert msgspec.json.decode(msgspec.json.encode(document), type=Currency) == document


def test_attributes() -> None:
    points = currency(expiry={"rule": "months_from_earning", "months": 1, "to": "exact"})
    stars = currency("star-s_1", usable={"when": "after_days", "days": 3})
    documents = {"currency": {"star-s_1": stars, "points": points}}
    assert ROOM.attributes is not None
    catalogue = Catalogue(STANDARD_EVENTS)
    catalogue.add(*ROOM.attributes(documents))
    names = [attribute.name for attribute in ROOM.attributes(documents)]
    assert names == [
        "member.balance.points",
        "member.pending.points",
        "member.expiring_30d.points",
        "member.balance.star-s_1",
        "member.pending.star-s_1",
        "member.expiring_30d.star-s_1",
    ]
    member = Member(points, stars, start="2026-01-31T04:00")

    def seen(name: str, value: int) -> bool:
        judge = compile_condition(compare(f"member.{name}", "is", value), catalogue)
        return judge(member.turn())

    assert all(seen(name.removeprefix("member."), 0) for name in names)
    turn = member.turn()
    parts = credit(turn, "points", 10, CAUSE)
    credit(turn, "star-s_1", 5, CAUSE)
    assert seen("balance.points", 10)
    assert seen("expiring_30d.points", 10)  # until 28 February, 28 days away
    assert seen("pending.star-s_1", 5)
    assert seen("balance.star-s_1", 0)
    member.send("points.spend", currency="points", amount=10, spend_id="s")
    take_back(member.turn(), "points", 10, parts, CAUSE)
    assert seen("balance.points", -10)


def test_expiring_counts_whole_days() -> None:
    member = Member(currency(), start="2026-03-01T04:00")
    for day, amount in (("2026-03-30", 1), ("2026-03-31", 2)):
        lots = [{"amount": amount, "expires_on": day}]
        member.send("points.open", currency="points", lots=lots)
    ledger, today = member.state.ledger, member.today.toordinal()
    assert ledger.expiring("points", today, 30) == 1
    assert ledger.expiring("points", today, 31) == 3
    assert ledger.expiring("nothing", today, 30) == 0


def test_inactivity_expires_within_30_days() -> None:
    member = Member(currency(expiry={"rule": "inactivity", "months": 1}), start="2026-02-10T04:00")
    credit(member.turn(), "points", 10, CAUSE)
    ledger, today = member.state.ledger, member.today.toordinal()
    assert (ledger.expiring("points", today, 28), ledger.expiring("points", today, 29)) == (0, 10)
