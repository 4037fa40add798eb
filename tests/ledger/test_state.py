"""The slice: small on any history, the same bytes for the same story, and laws that notice."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from shuke.ledger import LedgerSlice, Pot, credit, take_back
from shuke.ledger.date import NEVER, month_end
from shuke.ledger.law import LAWS
from shuke.ledger.state import LIMIT_BYTES, MONTHLY_FROM

from .harness import CAUSE, Member, currency

EXACT = {"rule": "months_from_earning", "months": 60, "to": "exact"}


def size(member: Member) -> int:
    member.close()
    return len(msgspec.msgpack.encode(member.state.ledger))


def test_an_ordinary_busy_member_is_small() -> None:
    member = Member(
        currency(
            usable={"when": "after_days", "days": 14},
            expiry={"rule": "months_from_earning", "months": 12},
        ),
        currency("growth", spendable=False),
    )
    for _ in range(120):
        turn = member.turn()
        credit(turn, "points", 1234, CAUSE)
        credit(turn, "growth", 500, CAUSE)
        member.days(4)
    assert size(member) < 360


def test_the_worst_member_stays_inside_the_limit() -> None:
    """Six years of daily orders: points live for five, wait 90 days, two funders pay."""
    member = Member(
        currency(expiry=EXACT, usable={"when": "after_days", "days": 90}), start="2020-01-01T04:00"
    )
    largest = 0
    for number in range(2200):
        turn = member.turn()
        credit(turn, "points", 100_000 + number, CAUSE)
        credit(turn, "points", 7, CAUSE, funder="mall")
        member.rows.clear()  # the entries' laws over 10,000 rows are another test's
        turn.facts.clear()
        pot = member.state.ledger.pots["points"]
        assert len(pot.lots) <= 110
        largest = max(largest, len(msgspec.msgpack.encode(member.state.ledger)))
        member.open_turn = None
        member.now += timedelta(days=1)
    assert largest < LIMIT_BYTES


def test_many_lots_live_longer_and_keep_their_parts() -> None:
    member = Member(currency(expiry=EXACT), start="2026-01-01T04:00")
    for _ in range(MONTHLY_FROM):
        credit(member.turn(), "points", 1, CAUSE)
        member.days(1)
    first = member.lots()[0]
    assert first == ("2031-01-01", 1)
    (part,) = credit(member.turn(), "points", 100, CAUSE)
    assert date.fromordinal(part.expires_day) == date(2031, 2, 28)
    assert part.expires_day == month_end(part.expires_day)
    assert take_back(member.turn("order.refunded"), "points", 100, [part], CAUSE).taken == 100
    assert member.lots()[0] == first
    assert len(member.lots()) == MONTHLY_FROM


STORY = """
import sys
from tests.ledger.harness import CAUSE, Member, currency
from shuke.ledger import credit, take_back
import msgspec, hashlib
names = ["points", "growth", "stars", "coins"]
member = Member(*(currency(name, expiry={"rule": "end_of_month"}) for name in names))
for n in range(30):
    turn = member.turn()
    parts = [credit(turn, name, n + 1, CAUSE, funder=f"f{n % 3}") for name in names]
    if n % 3 == 0:
        take_back(turn, "stars", n // 2 + 1, parts[2], CAUSE)
    member.days(2)
member.close()
whole = msgspec.msgpack.encode([member.state, member.effects, len(member.rows)])
print(hashlib.sha256(whole + repr(member.rows).encode()).hexdigest())
"""


def test_the_same_story_gives_the_same_bytes_under_any_hash_seed() -> None:
    root = Path(__file__).parents[2]
    said = {
        subprocess.run(
            [sys.executable, "-c", STORY],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}:{root / 'src'}"},
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(said) == 1
    assert len(said.pop()) == 65


def test_the_slice_only_grows_at_its_end() -> None:
    """A new field may only be appended: old states are read by position."""
    assert LedgerSlice.__struct_fields__ == ("pots", "next_day", "due_seconds", "held", "values")
    assert Pot.__struct_fields__ == (
        "usable",
        "pending",
        "lots",
        "waits",
        "lapsed",
        "funders",
        "idle_day",
    )
    assert msgspec.msgpack.decode(b"\x90", type=LedgerSlice) == LedgerSlice()


def sound() -> tuple[LedgerSlice, list[dict[str, object]]]:
    member = Member(currency(usable={"when": "after_days", "days": 3}))
    credit(member.turn(), "points", 50, CAUSE)
    member.days(3)
    credit(member.turn(), "points", 9, CAUSE)
    member.close()
    return member.state.ledger, member.rows


def broken(ledger: LedgerSlice, rows: list[dict[str, object]]) -> set[str]:
    return {name for name, law in LAWS.items() if law(ledger, {"ledger_entry": rows})}


def test_laws_hold() -> None:
    assert broken(*sound()) == set()


SUMS = {"balance_is_sum_of_lots", "balance_is_sum_of_entries"}


@pytest.mark.parametrize(
    ("change", "laws"),
    [
        ("pot.usable += 1", SUMS),
        ("pot.pending -= 1", SUMS),
        ("rows.pop()", {"balance_is_sum_of_entries"}),
        ("rows[0]['amount'] += 1", {"balance_is_sum_of_entries"}),
        ("rows[0]['usable_after'] += 1", {"balance_is_sum_of_entries"}),
        ("rows[0]['debit'] = 'spent'", {"entries_are_sound"}),
        ("rows[0]['amount'] = 0", {"entries_are_sound", "balance_is_sum_of_entries"}),
        ("rows.reverse()", {"entries_are_sound", "balance_is_sum_of_entries"}),
        ("pot.lots.append((1, 0, 0, -5))", {*SUMS, "lots_are_sound"}),
        ("pot.lots.append((NEVER, 0, 3, 5))", {*SUMS, "lots_are_sound"}),
        ("pot.lapsed[:] = [(n, 0, 0, 1) for n in range(2000)]", {"state_is_small"}),
    ],
)
def test_laws_notice(change: str, laws: set[str]) -> None:
    ledger, rows = sound()
    pot = ledger.pots["points"]
    exec(change, {"pot": pot, "rows": rows, "NEVER": NEVER})
    assert broken(ledger, rows) == laws
