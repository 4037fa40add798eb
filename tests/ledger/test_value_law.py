"""Laws of stored value over generated histories: nothing is made, nothing lost, refunds are exact.

The ledger's own laws (balance = lots = entries) are checked by the harness after each event.
"""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.harness import Member, stored

from shuke.kernel import ShukeError
from shuke.ledger import Cause, let_go
from shuke.ledger.value import (
    hold_value,
    pay_order,
    refund_order,
    returned,
    spend_held_value,
    split,
    value_back,
)
from shuke.rule import OrderPaid, StoredValuePaid

SPENDS = st.sampled_from(["principal_first", "bonus_first", "in_proportion"])
WAYS = st.sampled_from(["in_proportion", "value_first", "value_last"])
CENTS = st.integers(0, 10**7)
SIGNS = {
    "value.topped_up": 1,
    "value.returned": 1,
    "value.adjusted": 1,
    "value.spent": -1,
    "value.refunded": -1,
    "value.expired": -1,
}
PRINCIPAL, BONUS = POTS = ("wallet:principal", "wallet:bonus")


@given(CENTS, CENTS, SPENDS, st.data())
def test_a_split_takes_what_there_is(p: int, b: int, order: Any, data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, p + b))
    own, extra = split(amount, p, b, order)
    assert own + extra == amount
    assert 0 <= own <= p
    assert 0 <= extra <= b


@given(CENTS, CENTS, st.data())
def test_what_comes_back_only_rises(p: int, b: int, data: st.DataObject) -> None:
    """So each part of a refund puts something back and takes nothing, and all of it is all."""
    less, more = sorted(data.draw(st.tuples(*[st.integers(0, p + b)] * 2)))
    before, after = returned(less, p, b), returned(more, p, b)
    assert before[0] <= after[0] <= p
    assert before[1] <= after[1] <= b
    assert returned(p + b, p, b) == (p, b)


@given(st.integers(1, 10**7), CENTS, WAYS, st.data())
def test_stored_value_never_gets_more_than_it_paid(
    paid: int, other: int, way: Any, data: st.DataObject
) -> None:
    total = paid + other
    less, more = sorted(data.draw(st.tuples(*[st.integers(0, total)] * 2)))
    before, after = (value_back(paid, total, refunded, way) for refunded in (less, more))
    assert 0 <= before <= after <= paid
    # Neither does whatever else paid.
    assert 0 <= less - before <= more - after <= other
    assert value_back(paid, total, total, way) == paid


class World:
    """A member and a second set of books that knows nothing of lots."""

    def __init__(self, spends: Any, way: Any, seed: int) -> None:
        self.member = Member(
            stored(
                spends=spends,
                on_refund=way,
                balance_cents=None,
                bonus_expiry={"rule": "end_of_month"},
            )
        )
        self.chance = random.Random(seed)
        self.number = 0
        self.books = dict.fromkeys(POTS, 0)
        self.top_ups: list[str] = []
        self.spends: list[str] = []
        self.orders: dict[str, list[int]] = {}
        self.holds: dict[str, list[Any]] = {}

    def name(self, mark: str) -> str:
        self.number += 1
        return f"{mark}{self.number}"

    def usable(self, pot: str) -> int:
        return self.member.usable(pot)

    def act(self, what: str, cents: int) -> None:
        """One act; what is refused has changed nothing."""
        before = self.usable(PRINCIPAL), self.usable(BONUS), dict(self.member.state.ledger.held)
        state = msgspec.msgpack.encode(self.member.state)
        try:
            getattr(self, what)(cents)
        except ShukeError:
            turn, self.member.open_turn = self.member.open_turn, None
            assert turn is None or not turn.facts, "what is refused writes nothing"
            assert msgspec.msgpack.encode(self.member.state) == state
            self.member.close()
            now = self.usable(PRINCIPAL), self.usable(BONUS), dict(self.member.state.ledger.held)
            assert now == before
        self.count()

    def count(self) -> None:
        """Add up what effects said since, and compare."""
        self.member.close()
        for effect in self.member.effects:
            kind = effect["type"]
            sign = SIGNS.get(kind, 0)
            self.books[PRINCIPAL] += sign * effect.get("principal_cents", 0)
            self.books[BONUS] += sign * effect.get("bonus_cents", 0)
            if kind == "value.refunded":
                assert 0 <= effect["paid_out_cents"] <= effect["principal_cents"]
        self.member.effects = []
        held = self.member.state.ledger.held
        for pot in POTS:
            assert self.usable(pot) >= 0
            assert self.usable(pot) + held.get(pot, 0) == self.books[pot], pot

    def top_up(self, cents: int) -> None:
        name = self.name("T")
        self.member.send("value.top_up", value="wallet", top_up_id=name, amount_cents=cents)
        self.top_ups.append(name)

    def spend(self, cents: int) -> None:
        name = self.name("S")
        self.member.send("value.spend", value="wallet", spend_id=name, amount_cents=cents)
        self.spends.append(name)

    def give_back(self, cents: int) -> None:
        spend = self.chance.choice(self.spends or ["none"])
        self.member.send("value.return", spend_id=spend, amount_cents=cents)

    def pay_out(self, cents: int) -> None:
        data: dict[str, Any] = {"value": "wallet", "refund_id": self.name("P")}
        if self.chance.random() < 0.7:
            data["top_up_id"] = self.chance.choice(self.top_ups or ["none"])
        if self.chance.random() < 0.7:
            data["amount_cents"] = cents
        self.member.send("value.refund", **data)

    def adjust(self, cents: int) -> None:
        sign = self.chance.choice((-1, 1))
        data = {"principal_cents": sign * cents, "bonus_cents": -sign * (cents // 2)}
        self.member.send("value.adjust", value="wallet", reason="law", **data)

    def order(self, cents: int) -> None:
        name, total = self.name("O"), cents + self.chance.randrange(20_000)
        named = StoredValuePaid("wallet", cents)
        turn = self.member.turn("order.paid", OrderPaid(name, total, stored_value=named))
        pay_order(turn)
        self.orders[name] = [total, 0]

    def refund(self, cents: int) -> None:
        if self.orders:
            name = self.chance.choice(sorted(self.orders))
            order = self.orders[name]
            order[1] = min(order[0], order[1] + cents)
            refund_order(self.member.turn("order.refunded"), name, order[1], order[0])

    def hold(self, cents: int) -> None:
        name = self.name("H")
        turn = self.member.turn("hold.make")
        self.holds[name] = hold_value(turn, "wallet", cents, name)

    def end_hold(self, _cents: int) -> None:
        if self.holds:
            name, draws = self.holds.popitem()
            turn = self.member.turn("hold.confirm")
            if self.chance.random() < 0.5:
                spend_held_value(turn, draws, name, None)
                self.spends.append(name)
            else:
                for pot, lots in draws:
                    let_go(turn, pot, lots, Cause(key=name))

    def wait(self, cents: int) -> None:
        self.member.days(cents % 40)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["top_up", "top_up", "spend", "give_back", "pay_out", "adjust", "order", "order",
             "refund", "refund", "hold", "end_hold", "wait"]
        ),
        st.one_of(st.integers(1, 60_000), st.sampled_from([1, 100, 50_000, 58_000, 100_000])),
    ),
    max_size=30,
)  # fmt: skip


@settings(deadline=None)
@given(SPENDS, WAYS, st.integers(0, 999), ACTS)
def test_nothing_is_made_and_nothing_is_lost(
    spends: Any, way: Any, seed: int, acts: list[tuple[str, int]]
) -> None:
    world = World(spends, way, seed)
    for what, cents in acts:
        world.act(what, cents)


@settings(deadline=None)
@given(
    SPENDS,
    WAYS,
    st.integers(1, 58_000),
    st.integers(0, 30_000),
    st.lists(st.integers(0, 40_000), max_size=6),
)
def test_partial_refunds_in_any_order_are_one_refund(
    spends: Any, way: Any, cents: int, other: int, parts: list[int]
) -> None:
    member = Member(stored(spends=spends, on_refund=way))
    member.send("value.top_up", value="wallet", top_up_id="T1", amount_cents=50_000)
    total = cents + other
    named = StoredValuePaid("wallet", cents)
    pay_order(member.turn("order.paid", OrderPaid("O1", total, stored_value=named)))
    back = 0
    for part in [*parts, total]:
        back = min(total, back + part)
        refund_order(member.turn("order.refunded"), "O1", back, total)
    assert (member.usable(PRINCIPAL), member.usable(BONUS)) == (50_000, 8_000)
    assert member.lots(BONUS) == [(None, 8_000)]
