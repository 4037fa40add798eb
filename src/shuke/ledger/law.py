"""The ledger's invariants, as functions that answer what is broken; an empty list is fine.

`facts` are a member's rows by table; a row is anything with the table's columns as keys
(asyncpg.Record, dict), in the order of (seq, n).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec

from shuke.ledger.date import IDLE, date_of, month_number
from shuke.ledger.entry import DEBT, HELD, KINDS, PENDING, USABLE
from shuke.ledger.state import LIMIT_BYTES, LedgerSlice, Pot, split

Row = Mapping[str, Any]
Facts = Mapping[str, Sequence[Row]]
LotKey = tuple[str | None, str | None, int | None, Any]
"""(funder, brand, earn month, expires on) as entries say it."""


def balance_is_sum_of_lots(ledger: LedgerSlice, _facts: Facts) -> list[str]:
    """The cached balance is the sum of the lots, or minus the debt, and then there are none."""
    broken = []
    for currency, pot in ledger.pots.items():
        lots = sum(lot[3] for lot in pot.lots)
        waits = sum(wait[4] for wait in pot.waits)
        if lots != max(pot.usable, 0):
            broken.append(f"{currency}: usable {pot.usable}, but its lots hold {lots}")
        if waits != pot.pending:
            broken.append(f"{currency}: pending {pot.pending}, but waiting lots hold {waits}")
    return broken


def lots_are_sound(ledger: LedgerSlice, _facts: Facts) -> list[str]:
    """Every lot holds something, each kind of lot is there once, sorted, and has its funder."""
    broken = []
    for currency, pot in ledger.pots.items():
        for name, lots in (("lot", pot.lots), ("lapsed lot", pot.lapsed)):
            broken += _unsound(f"{currency}: {name}", [lot[:3] for lot in lots], lots, pot)
        waits = [wait[1:] for wait in pot.waits]
        broken += _unsound(f"{currency}: wait", [wait[:4] for wait in pot.waits], waits, pot)
    return broken


def _unsound(
    name: str,
    keys: list[tuple[int, ...]],
    lots: Iterable[tuple[int, int, int, int]],
    pot: Pot,
) -> list[str]:
    broken = [f"{name} {lot} holds nothing" for lot in lots if lot[3] <= 0]
    broken += [f"{name} {lot} has no funder" for lot in lots if lot[2] >= len(pot.funders)]
    if any(a >= b for a, b in pairwise(keys)):
        broken.append(f"{name}s are not sorted and single: {keys}")
    return broken


def balance_is_sum_of_entries(ledger: LedgerSlice, facts: Facts) -> list[str]:
    """Summing the entries gives the balances, lot by lot, and every entry the totals it notes."""
    sums: dict[str, Sums] = defaultdict(Sums)
    broken = []
    for row in facts["ledger_entry"]:
        own = sums[row["currency"]]
        own.add(row)
        noted = (row["usable_after"], row["pending_after"])
        if noted != own.totals():
            broken.append(f"{row['currency']}: an entry notes {noted}, all sum to {own.totals()}")
    for currency in sorted({*ledger.pots, *sums}):
        pot, own = ledger.pots.get(currency, Pot()), sums[currency]
        if own.totals() != (pot.usable, pot.pending):
            held = (pot.usable, pot.pending)
            broken.append(f"{currency}: entries sum to {own.totals()}, the state holds {held}")
        entered = {key: amount for key, amount in own.lots.items() if amount}
        if entered != lots_of(pot):
            broken.append(f"{currency}: entries leave {entered}, the state holds {lots_of(pot)}")
        if own.accounts[HELD] != ledger.held.get(currency, 0):
            broken.append(f"{currency}: {ledger.held} is held, entries say {own.accounts[HELD]}")
        if own.accounts[DEBT] > 0 or own.accounts[USABLE] < 0:
            broken.append(f"{currency}: accounts have the wrong sign: {dict(own.accounts)}")
    return broken


class Sums:
    """The entries of one currency, added up by account and by lot."""

    def __init__(self) -> None:
        self.accounts: dict[str, int] = defaultdict(int)
        self.lots: dict[LotKey, int] = defaultdict(int)

    def add(self, row: Row) -> None:
        """Add one entry."""
        debit, credit, amount = row["debit"], row["credit"], row["amount"]
        self.accounts[debit] -= amount
        self.accounts[credit] += amount
        sign = (credit in (PENDING, USABLE)) - (debit in (PENDING, USABLE))
        if sign:
            key = row["funder"], row["brand"], row["earn_month"], row["expires_on"]
            self.lots[key] += sign * amount

    def totals(self) -> tuple[int, int]:
        """(usable less debt, pending)."""
        return self.accounts[USABLE] + self.accounts[DEBT], self.accounts[PENDING]


def lots_of(pot: Pot) -> dict[LotKey, int]:
    """A pot's lots, waiting or not, as entries would name them."""
    found: dict[LotKey, int] = defaultdict(int)
    for until, month, funder, amount in [*pot.lots, *(wait[1:] for wait in pot.waits)]:
        expires_on = None if until >= IDLE else date_of(until)
        known = funder < len(pot.funders)
        name, brand = split(pot.funders[funder]) if known else (None, None)
        found[name, brand, month_number(month), expires_on] += amount
    return dict(found)


def entries_are_sound(_ledger: LedgerSlice, facts: Facts) -> list[str]:
    """Each entry moves something between the accounts of its kind, and their times never go back.

    Because each names one debit and one credit, the entries sum to zero over all accounts.
    """
    broken = []
    last = None
    for row in facts["ledger_entry"]:
        kind, debit, credit, amount = row["kind"], row["debit"], row["credit"], row["amount"]
        may_debit, may_credit = KINDS.get(kind, (frozenset(), frozenset()))
        if debit not in may_debit or credit not in may_credit or debit == credit:
            broken.append(f"a {kind} moves from {debit} to {credit}")
        if amount <= 0:
            broken.append(f"a {kind} moves {amount}")
        if last is not None and row["at"] < last:
            broken.append(f"a {kind} at {row['at']} comes after one at {last}")
        last = row["at"]
    return broken


def held_is_sound(ledger: LedgerSlice, _facts: Facts) -> list[str]:
    """What is held is above zero."""
    return [f"{key}: {amount} is held" for key, amount in ledger.held.items() if amount <= 0]


def state_is_small(ledger: LedgerSlice, _facts: Facts) -> list[str]:
    """The slice stays inside its byte limit."""
    size = len(msgspec.msgpack.encode(ledger))
    return [f"the slice takes {size} bytes of {LIMIT_BYTES}"] if size > LIMIT_BYTES else []


LAWS: Final = {
    "balance_is_sum_of_lots": balance_is_sum_of_lots,
    "lots_are_sound": lots_are_sound,
    "balance_is_sum_of_entries": balance_is_sum_of_entries,
    "entries_are_sound": entries_are_sound,
    "held_is_sound": held_is_sound,
    "state_is_small": state_is_small,
}
