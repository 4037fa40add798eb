"""Generated histories in odd zones: the ledger says what the naive model says, under all laws."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from shuke.ledger import Part, adjust, credit, give_back, release_held, spend, take_back
from shuke.ledger.date import IDLE, NEVER

from .harness import CAUSE, Member, currency
from .model import ACTIVE, FOREVER, Given, Model

ZONES = (
    "Asia/Shanghai",
    "America/New_York",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
)
USABLE = (
    {"when": "at_once"},
    {"when": "after_days", "days": 1},
    {"when": "after_days", "days": 14},
    {"when": "on_event", "fallback_days": 10},
)
EXPIRY = (
    {"rule": "never"},
    {"rule": "months_from_earning", "months": 1, "to": "exact"},
    {"rule": "months_from_earning", "months": 3, "to": "end_of_month"},
    {"rule": "end_of_month", "months": 0},
    {"rule": "end_of_year", "years": 0},
    {"rule": "fixed_date", "date": "2026-06-30"},
    {"rule": "inactivity", "months": 1},
)
REFUND = (
    {"policy": "only_pending"},
    {"policy": "within_balance"},
    {"policy": "below_zero"},
    {"policy": "below_zero", "floor": 40},
)
AMOUNT = st.integers(1, 120)


class LedgerMachine(RuleBasedStateMachine):
    """One member with one currency, beside the model."""

    @initialize(
        zone=st.sampled_from(ZONES),
        usable=st.sampled_from(USABLE),
        expiry=st.sampled_from(EXPIRY),
        refund=st.sampled_from(REFUND),
        month=st.integers(1, 12),
        day=st.integers(1, 28),
    )
    def begin(
        self,
        zone: str,
        usable: dict[str, Any],
        expiry: dict[str, Any],
        refund: dict[str, Any],
        month: int,
        day: int,
    ) -> None:
        document = {
            "usable": usable,
            "expiry": expiry,
            "refund": refund,
            "returned_life_days": 20,
        }
        self.member = Member(
            currency(**document), start=f"2026-{month:02}-{day:02}T11:30", zone=zone
        )
        self.model = Model(document, self.member.today)
        self.orders: list[tuple[list[Part], Given]] = []
        self.spent: dict[str, int] = {}

    @rule(amount=AMOUNT, late=st.integers(0, 25) | st.just(0), funder=st.sampled_from(["", "mall"]))
    def earn(self, amount: int, late: int, funder: str) -> None:
        day = self.member.today - timedelta(days=late)
        turn = self.member.turn(on=day.isoformat() if late else None)
        parts = credit(turn, "points", amount, CAUSE, funder=funder or None)
        given = self.model.credit(amount, day, funder or "brand", order=True)
        self.orders.append((parts, given))

    @rule(amount=AMOUNT)
    def check_in(self, amount: int) -> None:
        credit(self.member.turn("member.checked_in"), "points", amount, CAUSE)
        self.model.credit(amount, self.member.today, "brand", order=False)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def refund(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.orders) - 1))
        parts, given = self.orders[place]
        amount = data.draw(st.integers(1, given.amount))
        result = take_back(self.member.turn("order.refunded"), "points", amount, parts, CAUSE)
        predicted = self.model.take_back(given, amount)
        assert (result.taken, result.lapsed, result.shortfall) == predicted
        assert sum(part.amount for part in result.left) == given.amount
        if given.amount:
            self.orders[place] = (result.left, given)
        else:
            del self.orders[place]

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def complete(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.orders) - 1))
        parts, given = self.orders[place]
        now = release_held(self.member.turn("order.completed"), "points", parts, CAUSE)
        self.model.release(given)
        self.orders[place] = (now, given)

    @precondition(lambda self: self.model.usable > 0)
    @rule(data=st.data())
    def spend(self, data: st.DataObject) -> None:
        amount = data.draw(st.integers(1, self.model.usable))
        number = f"s{len(self.spent)}"
        spend(self.member.turn("points.spend"), "points", amount, number, CAUSE)
        self.model.spend(amount, number)
        self.spent[number] = amount

    @precondition(lambda self: any(self.spent.values()))
    @rule(data=st.data())
    def return_spend(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from([n for n, left in self.spent.items() if left]))
        amount = data.draw(st.integers(1, self.spent[number]))
        give_back(self.member.turn("points.return"), number, amount, CAUSE)
        self.model.give_back(number, amount)
        self.spent[number] -= amount

    @rule(amount=st.integers(-50, 50).filter(bool))
    def correct(self, amount: int) -> None:
        if self.model.usable + amount < 0 > amount:
            return
        adjust(self.member.turn("points.adjust"), "points", amount, CAUSE)
        self.model.adjust(amount)

    @rule(hours=st.integers(1, 40) | st.integers(40, 1500))
    def wait(self, hours: int) -> None:
        self.member.close()
        self.member.now += timedelta(hours=hours)
        self.member.turn("tick")
        self.model.walk(self.member.today)

    @invariant()
    def says_what_the_model_says(self) -> None:
        if not hasattr(self, "member"):
            return
        self.member.close()  # which also checks the laws
        pot = self.member.state.ledger.pots.get("points")
        if pot is None:
            assert not self.model.lots
            return
        lots = Counter({_key(lot[:3], pot.funders): lot[3] for lot in pot.lots})
        waits = Counter(
            {
                (date.fromordinal(wait[0]), _key(wait[1:4], pot.funders)): wait[4]
                for wait in pot.waits
            }
        )
        assert (pot.usable, lots) == (self.model.usable, self.model.lots)
        assert waits == self.model.waits
        due = self.member.due()
        assert due is None or due[:10] > self.member.today.isoformat()

    def teardown(self) -> None:
        if hasattr(self, "member"):
            data = msgspec.msgpack.encode(self.member.state)
            assert len(data) < 2000


def _key(lot: tuple[int, ...], funders: list[str]) -> tuple[date, tuple[int, int], str]:
    until, month, funder = lot
    last = FOREVER if until == NEVER else ACTIVE if until == IDLE else date.fromordinal(until)
    return last, (month // 12, month % 12 + 1) if month else (0, 0), funders[funder]


LedgerMachine.TestCase.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
TestLedger = LedgerMachine.TestCase


def test_the_zones_exist() -> None:
    assert [ZoneInfo(zone).key for zone in ZONES] == list(ZONES)
