"""Quote = pay, and laws 3, 4 and 5 for offers and budgets, over generated carts and histories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reward.machine import APP, Machine
from tests.reward.test_brute import Case, cases, documents
from tests.reward.test_pay import BREAD, DAIRY, both, ordered

from shuke.reward import Basket, Cart, CartLine, Quote, held_of, order_of, quote
from shuke.rule import OrderPaid

PAY = (Path(__file__).parent / "pay.yaml").read_text("utf-8")
DAY = 86_400


def quoted(machine: Machine, cart: Cart, left: dict[str, int]) -> tuple[Basket, Quote]:
    """What the cart costs the member now."""
    release = machine.book.upto(1).of(1)
    basket = Basket(cart, machine.replay.state, release, machine.now)
    return basket, quote(basket, held_of(machine.replay.state), left=left)


def paid(basket: Basket, cart: Cart, found: Quote, offers: list[str] | None) -> dict[str, Any]:
    """The order that a till sends, having asked for a quote."""
    order: OrderPaid = order_of(
        cart, found.paid(), found.shipping_cents, found.coupons_used, basket.prices
    )
    data: dict[str, Any] = msgspec.to_builtins(order)
    data |= {"order_id": "O1", "shipping_list_cents": cart.shipping_cents}
    for line, floor, price in zip(data["lines"], basket.floors, basket.prices, strict=True):
        # Defaults are left out of what a till sends.
        line |= {"floor_cents": floor, "list_cents": price}
    return data if offers is None else {**data, "offers": offers}


def budgeted(deals: list[dict[str, Any]], budgets: list[int | None]) -> list[Any]:
    made = documents(deals)
    for document, cents in zip(made, budgets, strict=False):
        document.budget_cents = cents
    return made


@pytest.mark.slow
@settings(max_examples=300)
@given(cases, st.lists(st.one_of(st.none(), st.integers(1, 3000)), min_size=7, max_size=7))
def test_quote_is_pay(case: Case, budgets: list[int | None]) -> None:
    """What a quote said is what the order is reckoned at, line by line and discount by discount."""
    deals, plain = case
    machine = Machine(documents=budgeted(deals, budgets))
    for deal in deals:
        if deal["kind"] == "coupon":
            machine.send("coupon.issue", coupon=deal["key"])
    cart = Cart(
        [CartLine(**line) for line in plain["lines"]], shipping_cents=plain["shipping_cents"]
    )
    release = machine.book.upto(1).of(1)
    counters = release.plans["reward"].counters
    basket, found = quoted(machine, cart, {one.stock: one.size for one in counters})
    applied = {one.coupon or one.key: one.cents for one in found.judged if one.applied}
    offers = [one.key for one in found.judged if one.applied and one.source == "offer"]
    effects = machine.send("order.paid", **paid(basket, cart, found, offers))
    assert isinstance(effects, list), effects
    if not (offers or found.coupons_used or release.plans["reward"].offer_deals):
        return  # Nothing could have been taken off.
    [priced] = [one for one in effects if one["type"] == "order.priced"]
    assert (priced["expected_cents"], priced["list_cents"]) == (found.total_cents, found.list_cents)
    assert (priced["difference_cents"], priced["lines_off"]) == (0, 0)
    gave = {
        row["coupon"] or row["discount"]: row["cents"]
        for row in machine.facts["reward_discount"]
        if row["cents"]
    }
    assert gave == {key: its for key, its in applied.items() if its}
    assert machine.flaws() == []
    for one in counters:
        assert machine.taken.get(one.stock, 0) <= one.size


@pytest.mark.slow
@settings(max_examples=150)
@given(cases)
def test_an_order_that_names_no_offers_finds_a_total_as_low(case: Case) -> None:
    deals, plain = case
    machine = Machine(documents=documents(deals))
    for deal in deals:
        if deal["kind"] == "coupon":
            machine.send("coupon.issue", coupon=deal["key"])
    cart = Cart(
        [CartLine(**line) for line in plain["lines"]], shipping_cents=plain["shipping_cents"]
    )
    basket, found = quoted(machine, cart, {})
    effects = machine.send("order.paid", **paid(basket, cart, found, None))
    assert isinstance(effects, list), effects
    priced = [one for one in effects if one["type"] == "order.priced"]
    if priced:
        assert priced[0]["expected_cents"] == found.total_cents
        assert priced[0]["difference_cents"] == 0
    else:
        assert not any(deal["kind"] == "offer" for deal in deals)
        assert not found.coupons_used


PARTS = st.lists(
    st.one_of(
        st.tuples(st.just(1), st.integers(1, 1600)),
        st.tuples(st.just(2), st.integers(1, 1190)),
        st.tuples(st.just(0), st.integers(1, 500)),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150)
@given(PARTS, st.randoms(use_true_random=False))
def test_refunds_give_back_the_same_in_any_order(parts: list[tuple[int, int]], chance: Any) -> None:
    """Law 4 at every point, and not only at the end: it depends on the sums alone."""
    other = list(parts)
    chance.shuffle(other)
    ends = []
    for order in (parts, other):
        machine = Machine(PAY)
        machine.send("order.paid", **both("O1"))
        before = dict(machine.taken)
        for number, (line, amount) in enumerate(order):
            data = {"order_id": "O1", "refund_id": f"R{number}", "amount_cents": amount}
            lines = [{"line": line, "amount_cents": amount}] if line else []
            assert isinstance(machine.send("order.refunded", **data, lines=lines), list)
            assert all(machine.taken[stock] <= before[stock] for stock in before)
            before = dict(machine.taken)
            assert machine.flaws() == []
        left = 8_400 - sum(amount for _line, amount in order)
        ends.append(dict(machine.taken))
        last = {"order_id": "O1", "refund_id": "RX", "amount_cents": left}
        assert isinstance(machine.send("order.refunded", **last), list)
        assert {*machine.taken.values()} == {0}
        assert machine.reward.got == {}
    assert ends[0] == ends[1]


PLACE = st.integers(0, 5)
OFFERS = st.lists(st.sampled_from(["basket", "dairy", "morning"]), unique=True, max_size=3)
STEP = st.one_of(
    st.tuples(st.just("issue")),
    st.tuples(st.just("hold"), OFFERS, st.booleans(), st.integers(0, 1500), st.booleans()),
    st.tuples(st.just("confirm"), PLACE, st.booleans()),
    st.tuples(st.just("release"), PLACE),
    st.tuples(
        st.just("buy"),
        st.one_of(st.none(), PLACE),
        st.one_of(st.none(), OFFERS),
        st.booleans(),
        st.sampled_from([0, 0, 300, 900, 1900, 3000]),
        st.booleans(),
    ),
    st.tuples(st.just("refund"), PLACE, st.sampled_from(["all", "line", "third"])),
    st.tuples(st.just("wait"), st.sampled_from([1, 600, DAY, 20 * DAY])),
)


class Till:
    """Steps as events of a machine."""

    def __init__(self) -> None:
        self.machine = Machine(PAY)
        self.number = 0
        self.holds: list[str] = []
        self.orders: list[tuple[str, list[int]]] = []

    def step(self, what: str, *args: Any) -> None:
        """Do one step."""
        self.number += 1
        getattr(self, f"_{what}")(*args)

    def _issue(self) -> None:
        self.machine.send("coupon.issue", coupon="bread")

    def _hold(self, offers: list[str], coupon: bool, cents: int, said: bool) -> None:
        hold = f"H{self.number}"
        mine = [one.id for one in self.machine.reward.coupons if not one.status][:1]
        more = {"discount_cents": 300} if said else {}
        coupons = [{"coupon": one, **more} for one in mine] if coupon else []
        held = [{"offer": one, "discount_cents": cents} for one in offers]
        if (held or coupons) and isinstance(
            self.machine.send("hold.make", hold_id=hold, offers=held, coupons=coupons), list
        ):
            self.holds.append(hold)

    def _named(self, place: int) -> str:
        return self.holds[place % len(self.holds)] if self.holds else "H0"

    def _confirm(self, place: int, with_order: bool) -> None:
        data = {"order_id": f"C{self.number}"} if with_order else {}
        self.machine.send("hold.confirm", hold_id=self._named(place), **data)

    def _release(self, place: int) -> None:
        self.machine.send("hold.release", hold_id=self._named(place))

    def _buy(
        self, hold: int | None, offers: list[str] | None, coupon: bool, off: int, listed: bool
    ) -> None:
        mine = [one.id for one in self.machine.reward.coupons if not one.status][:1]
        more: dict[str, Any] = {"coupons": mine if coupon else []}
        if hold is not None:
            more["hold_id"] = self._named(hold)
        if offers is not None:
            more["offers"] = offers
        cents = [6000 - off, 4000]
        lines = ((6000, cents[0], DAIRY), (4000, cents[1], BREAD))
        data = ordered(f"O{self.number}", *lines, channel="app", **more)
        if not listed:
            for line in data["lines"]:
                del line["list_cents"]
        if isinstance(self.machine.send("order.paid", **data), list):
            self.orders.append((f"O{self.number}", cents))

    def _refund(self, place: int, how: str) -> None:
        if not self.orders:
            return
        order, cents = self.orders[place % len(self.orders)]
        amount = {"all": sum(cents), "line": cents[0], "third": sum(cents) // 3}[how]
        lines = [{"line": 1, "amount_cents": amount}] if how == "line" else []
        data = {"order_id": order, "refund_id": f"R{self.number}", "lines": lines}
        self.machine.send("order.refunded", amount_cents=amount, **data)

    def _wait(self, seconds: int) -> None:
        self.machine.wait(seconds)


def stands(machine: Machine) -> dict[str, int]:
    """What stands of every budget in money, from the facts and the open holds alone."""
    release = machine.book.upto(1).of(1)
    plan = release.plans["reward"]
    found = {one.stock: 0 for one in plan.counters if one.money}
    for row in machine.facts["reward_discount"]:
        deals = plan.offer_deals if row["source"] == "offer" else plan.coupon_deals
        for one in deals[row["discount"]].counters:
            if one.money:
                found[one.stock] += row["cents"] if row["act"] == "used" else -row["cents"]
    for hold in machine.reward.holds:
        for taken in hold.takes:
            if taken.stock in found:
                found[taken.stock] += taken.amount
    return found


@pytest.mark.slow
@settings(max_examples=400)
@given(st.lists(STEP, min_size=6, max_size=30))
def test_budgets_and_limits_keep_their_laws(steps: list[tuple[Any, ...]]) -> None:
    till = Till()
    machine = till.machine
    machine.send("coupon.issue", coupon="bread", count=2)
    sizes = {one.stock: one.size for one in machine.book.upto(1).of(1).plans["reward"].counters}
    for step in steps:
        till.step(*step)
        assert machine.flaws() == []
        money = stands(machine)
        assert {stock: machine.taken.get(stock, 0) for stock in money} == money
        assert all(machine.taken.get(stock, 0) <= size for stock, size in sizes.items())
    machine.wait(8 * DAY)
    assert machine.reward.holds == []
    # Whatever was bought and is given back leaves nothing behind but what was confirmed alone.
    for order, _cents in till.orders:
        data = {"order_id": order, "refund_id": "RA"}
        record = machine.replay.records.loaded["order", order]
        back = sum(one.cents for one in record.back) + record.back_any_cents
        [row] = [row for row in machine.log if _order(row) == order]
        total = _data(row)["total_cents"]
        machine.send("order.refunded", amount_cents=total - back, **data)
    alone = [row for row in machine.facts["reward_discount"] if (row["order_id"] or "C")[0] == "C"]
    for stock, size in sizes.items():
        if stock.endswith("uses:morning") or stock == "budget_uses:spring":
            assert machine.taken.get(stock, 0) <= min(size, len(alone))
    assert {stock: machine.taken.get(stock, 0) for stock in stands(machine)} == stands(machine)
    assert sum(stands(machine).values()) <= 2 * sum(row["cents"] for row in alone)
    assert machine.flaws() == []
    assert machine.replayed() == APP.encode_state(machine.replay.state)


def _data(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(row["data"])
    return found


def _order(row: dict[str, Any]) -> str | None:
    return _data(row).get("order_id") if row["type"] == "order.paid" else None
