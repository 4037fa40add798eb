"""The tables of docs/algorithms/expiry.md, read from there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shuke.ledger import credit, spend

from .harness import CAUSE, Member, currency

DOC = Path(__file__).parents[2] / "docs" / "algorithms" / "expiry.md"


def table(doc: Path, first_column: str) -> list[list[str]]:
    """The cells of the table whose header begins with a column name."""
    rows: list[list[str]] = []
    inside = False
    for line in doc.read_text().splitlines():
        if line.startswith(f"| {first_column} |"):
            inside = True
        elif inside and not line.startswith("|"):
            break
        elif inside and not line.startswith("|---"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    assert rows, f"no table with the column {first_column!r} in {doc}"
    return rows


def expiry_of(words: list[str]) -> dict[str, Any]:
    """The expiry document of a rule as the table writes it."""
    match words:
        case ["never"]:
            return {"rule": "never"}
        case ["months_from_earning", months, to]:
            return {"rule": "months_from_earning", "months": int(months), "to": to}
        case ["end_of_month", months]:
            return {"rule": "end_of_month", "months": int(months)}
        case ["end_of_year", years]:
            return {"rule": "end_of_year", "years": int(years)}
        case ["fixed_date", day]:
            return {"rule": "fixed_date", "date": day}
    raise AssertionError(words)


@pytest.mark.parametrize(("rule", "earned", "usable", "last"), table(DOC, "rule"))
def test_dates(rule: str, earned: str, usable: str, last: str) -> None:
    words, _, wait = rule.partition(", after ")
    fields: dict[str, Any] = {"expiry": expiry_of(words.split())}
    if wait:
        fields["usable"] = {"when": "after_days", "days": int(wait.split()[0])}
    member = Member(currency(**fields), start=f"{earned}T04:00")
    (part,) = credit(member.turn(), "points", 100, CAUSE)
    assert date.fromordinal(part.usable_day).isoformat() == usable
    assert member.open_turn is not None
    assert member.open_turn.effects[-1]["usable_on"] == usable
    assert member.open_turn.effects[-1]["expires_on"] == (None if last == "–" else last)
    if last == "–":
        member.days(20_000)
        assert (member.usable(), member.due()) == (100, None)
        return
    assert date.fromordinal(part.expires_day).isoformat() == last
    member.to(last, "23:59")
    assert member.usable() == 100
    after = date.fromordinal(part.expires_day + 1).isoformat()
    assert member.due() == f"{after} 00:00"
    member.to(after, "00:00")
    assert (member.usable(), member.lots()) == (0, [])
    assert member.effects == [{"type": "points.expired", "currency": "points", "amount": 100}]


def lots_of(cell: str) -> list[tuple[str | None, int]]:
    """Lots as the table writes them."""
    found: list[tuple[str | None, int]] = []
    for lot in filter(None, cell.split(", ")):
        day, amount = lot.split(": ")
        found.append((None if day == "never" else day, int(amount)))
    return found


@pytest.mark.parametrize(("before", "amount", "after"), table(DOC, "lots before"))
def test_spending_order(before: str, amount: str, after: str) -> None:
    member = Member(currency())
    lots = [
        {"amount": amount, "expires_on": day} if day else {"amount": amount}
        for day, amount in reversed(lots_of(before))
    ]
    member.send("points.open", currency="points", lots=lots)
    assert member.lots() == lots_of(before)
    member.send("points.spend", currency="points", amount=int(amount), spend_id="s")
    assert member.lots() == lots_of(after)


def two_lots() -> Member:
    """100 until 30 April and 200 until 31 May, earned on 1 April 2026; 150 of them spent."""
    member = Member(currency(), start="2026-04-01T04:00")
    lots = [
        {"amount": 100, "expires_on": "2026-04-30"},
        {"amount": 200, "expires_on": "2026-05-31"},
    ]
    member.send("points.open", currency="points", lots=lots)
    spend(member.turn("points.spend"), "points", 150, "s", CAUSE)
    return member


def test_only_the_rest_of_a_lot_expires() -> None:
    member = two_lots()
    member.to("2026-05-01")
    assert (member.usable(), member.effects) == (150, [])
    member.to("2026-06-01")
    assert member.usable() == 0
    assert member.effects == [{"type": "points.expired", "currency": "points", "amount": 150}]


def test_a_return_gives_a_minimum_life() -> None:
    member = two_lots()
    member.to("2026-05-20")
    member.send("points.return", spend_id="s")
    assert member.lots() == [("2026-05-31", 150), ("2026-06-19", 150)]


def test_a_return_in_part_takes_the_longest_lived() -> None:
    member = two_lots()
    member.to("2026-04-02")
    member.send("points.return", spend_id="s", amount=40)
    assert member.lots() == [("2026-05-31", 190)]


def test_inactivity() -> None:
    rule = {"rule": "inactivity", "months": 1}
    member = Member(currency(expiry=rule), start="2026-01-31T04:00")
    credit(member.turn(), "points", 100, CAUSE)
    assert member.due() == "2026-03-01 00:00"
    member.to("2026-02-10")
    credit(member.turn(), "points", 50, CAUSE)
    assert member.due() == "2026-03-11 00:00"
    member.to("2026-03-10", "23:59")
    assert member.usable() == 150
    member.to("2026-03-11", "00:00")
    assert (member.usable(), member.due()) == (0, None)


def test_a_debt_is_settled_first() -> None:
    member = Member(currency())
    parts = credit(member.turn(), "points", 50, CAUSE)
    member.send("points.spend", currency="points", amount=50, spend_id="s")
    from shuke.ledger import take_back

    take_back(member.turn("order.refunded"), "points", 50, parts, CAUSE)
    assert member.usable() == -50
    credit(member.turn(), "points", 200, CAUSE)
    assert member.lots() == [(None, 150)]
    assert member.entries(
        "kind", "debit", "credit", "amount", "usable_after", since=member.seq
    ) == [
        ("issue", "issued", "usable", 200, 150),
        ("settle", "usable", "debt", 50, 150),
    ]


def test_the_first_moment_of_a_day_that_has_no_midnight() -> None:
    # Beirut, 29 March 2026: 00:00 becomes 01:00.
    member = Member(
        currency(usable={"when": "after_days", "days": 1}),
        start="2026-03-28T10:00",
        zone="Asia/Beirut",
    )
    credit(member.turn(), "points", 10, CAUSE)
    assert member.due() == "2026-03-29 01:00"
    member.to("2026-03-28", "23:59")
    assert (member.usable(), member.pending()) == (0, 10)
    member.to("2026-03-29", "01:00")
    assert (member.usable(), member.pending()) == (10, 0)
