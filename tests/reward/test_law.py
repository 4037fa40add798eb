"""Laws 3, 4 and 5 for coupons and holds, on generated histories of one member."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.reward.machine import APP, Machine

DAY = 86_400
PLACE = st.integers(0, 5)
STEP = st.one_of(
    st.tuples(st.just("claim"), st.sampled_from(["five-off", "rare", "gold-only"])),
    st.tuples(st.just("issue"), st.sampled_from(["five-off", "thanks", "rare"])),
    st.tuples(
        st.just("hold"),
        st.integers(0, 80),
        st.lists(PLACE, max_size=3),
        st.sampled_from([1, 900, 3 * DAY]),
        st.booleans(),
    ),
    st.tuples(st.just("confirm"), PLACE, st.booleans()),
    st.tuples(st.just("release"), PLACE),
    st.tuples(st.just("buy"), st.just([]), PLACE, st.just([9_000])),
    st.tuples(
        st.just("buy"),
        st.lists(PLACE, max_size=2),
        st.one_of(st.none(), st.none(), PLACE),
        st.lists(st.sampled_from([1_000, 3_000, 9_000]), min_size=1, max_size=3),
    ),
    st.tuples(st.just("refund"), PLACE, st.sampled_from(["all", "line", "third"]), PLACE),
    st.tuples(st.just("void"), PLACE),
    st.tuples(st.just("give"), PLACE),
    st.tuples(st.just("adjust"), st.integers(-40, 100)),
    st.tuples(st.just("return"), PLACE),
    st.tuples(st.just("wait"), st.sampled_from([1, 600, DAY, 9 * DAY, 40 * DAY])),
)


class Till:
    """Steps as events of a machine."""

    def __init__(self) -> None:
        self.machine = Machine()
        self.number = 0
        self.holds: list[str] = []
        self.orders: list[tuple[str, list[int]]] = []
        self.redeemed: dict[str, int] = {}
        """How often a coupon was redeemed, less how often it came back."""

    def step(self, what: str, *args: Any) -> None:
        """Do one step, and look at what was said."""
        self.number += 1
        said = getattr(self, f"_{what}")(*args)
        for effect in said if isinstance(said, list) else ():
            if effect["type"] in ("coupon.redeemed", "coupon.returned"):
                coupon = effect["coupon"]
                change = 1 if effect["type"] == "coupon.redeemed" else -1
                self.redeemed[coupon] = self.redeemed.get(coupon, 0) + change
                assert self.redeemed[coupon] in (0, 1), "redeemed twice, or came back twice"

    def _coupon(self, place: int) -> str:
        coupons = self.machine.reward.coupons
        return coupons[place % len(coupons)].id if coupons else "SC-NOTHING"

    def _claim(self, template: str) -> Any:
        return self.machine.send("coupon.claim", coupon=template)

    def _issue(self, template: str) -> Any:
        return self.machine.send("coupon.issue", coupon=template)

    def _hold(self, points: int, places: list[int], seconds: int, stored: bool) -> Any:
        hold = f"H{self.number}"
        self.holds.append(hold)
        coupons = dict.fromkeys(self._coupon(place) for place in places)
        amounts = [{"currency": "points", "amount": points}] if points else []
        if stored:
            amounts.append({"currency": "stored", "amount": 7})
        if not coupons and not amounts:
            return None
        return self.machine.send(
            "hold.make",
            hold_id=hold,
            points=amounts,
            coupons=[{"coupon": coupon, "discount_cents": 900} for coupon in coupons],
            lasts_seconds=seconds,
        )

    def _named(self, place: int) -> str:
        return self.holds[place % len(self.holds)] if self.holds else "H0"

    def _confirm(self, place: int, with_order: bool) -> Any:
        data = {"order_id": f"O{self.number}"} if with_order else {}
        return self.machine.send("hold.confirm", hold_id=self._named(place), **data)

    def _release(self, place: int) -> Any:
        return self.machine.send("hold.release", hold_id=self._named(place))

    def _buy(self, places: list[int], hold: int | None, cents: list[int]) -> Any:
        order = f"O{self.number}"
        more: dict[str, Any] = {} if hold is None else {"hold_id": self._named(hold)}
        said = self.machine.send(
            "order.paid",
            order_id=order,
            total_cents=sum(cents),
            lines=[{"sku": "s", "paid_cents": its} for its in cents],
            coupons=[self._coupon(place) for place in places],
            **more,
        )
        if isinstance(said, list):
            self.orders.append((order, cents))
        return said

    def _refund(self, place: int, how: str, line: int) -> Any:
        if not self.orders:
            return None
        order, cents = self.orders[place % len(self.orders)]
        data: dict[str, Any] = {"order_id": order, "refund_id": f"R{self.number}"}
        at = line % len(cents)
        if how == "line":
            lines = [{"line": at + 1, "amount_cents": cents[at]}]
            return self.machine.send("order.refunded", amount_cents=cents[at], lines=lines, **data)
        amount = sum(cents) if how == "all" else sum(cents) // 3
        return self.machine.send("order.refunded", amount_cents=amount, **data)

    def _void(self, place: int) -> Any:
        return self.machine.send("coupon.void", coupon=self._coupon(place), reason="law")

    def _give(self, place: int) -> Any:
        return self.machine.send("coupon.give", coupon=self._coupon(place), to="01FRIEND")

    def _adjust(self, amount: int) -> Any:
        currency = "points" if amount % 2 else "stored"
        return self.machine.send(
            "points.adjust", currency=currency, amount=amount or 1, reason="law"
        )

    def _return(self, place: int) -> Any:
        return self.machine.send("points.return", spend_id=f"{self._named(place)}:points")

    def _wait(self, seconds: int) -> None:
        self.machine.wait(seconds)


def budget_used(machine: Machine) -> int:
    """What stands of the budget of `rare`, from the facts and the open holds alone."""
    used = 0
    for row in machine.facts["reward_discount"]:
        if row["discount"] == "rare":
            used += row["cents"] if row["act"] == "used" else -row["cents"]
    for hold in machine.reward.holds:
        used += sum(taken.amount for taken in hold.takes if taken.stock == "coupon_budget:rare")
    return used


@settings(max_examples=250)
@given(st.lists(STEP, min_size=8, max_size=40))
@example(
    [
        ("adjust", 99), ("claim", "rare"), ("hold", 30, [0], 900, False), ("buy", [], 0, [9_000]),
        ("refund", 0, "third", 0), ("refund", 0, "all", 0), ("wait", 9 * DAY),
    ]
)  # fmt: skip
@example(
    [
        ("adjust", 99), ("buy", [], None, [9_000, 3_000]), ("hold", 0, [0], 3 * DAY, False),
        ("refund", 0, "all", 0), ("wait", 9 * DAY),
    ]
)  # fmt: skip
def test_a_wallet_keeps_its_laws(steps: list[tuple[Any, ...]]) -> None:
    till = Till()
    machine = till.machine
    for currency in ("points", "stored"):
        machine.send("points.adjust", currency=currency, amount=500, reason="begin")
    till.step("claim", "five-off")
    till.step("claim", "rare")
    for step in steps:
        till.step(*step)
        assert machine.flaws() == []
        assert machine.taken.get("coupon_budget:rare", 0) == budget_used(machine)
        assert machine.taken.get("coupon:rare", 0) <= 1
    # Whatever is held comes back by itself, and folding the log again gives the same.
    machine.wait(8 * DAY)
    assert machine.reward.holds == []
    assert machine.ledger.held == {}
    assert machine.flaws() == []
    assert machine.replayed() == APP.encode_state(machine.replay.state)


LONG = "k" * 60
LONGEST = """
---
kind: coupon
key: {key}
name: {{en: Longest, zh: 最长}}
terms: {{discount: {{how: amount_off, off_cents: 1}}}}
valid: {{how: relative, days: 30}}
"""


def test_a_wallet_of_the_longest_names_stays_inside_its_bytes() -> None:
    """Law 10: whatever is issued and held, what comes back still fits."""
    machine = Machine(LONGEST.format(key=LONG))
    machine.send("points.adjust", currency="points", amount=500, reason="begin")
    issued = 0
    while isinstance(machine.send("coupon.issue", coupon=LONG), list):
        issued += 1
        assert machine.flaws() == []
    assert issued > 30
    coupons = [one.id for one in machine.reward.coupons]
    paid = machine.send("order.paid", order_id="O1", total_cents=0, coupons=coupons[:8])
    assert isinstance(paid, list), paid
    while isinstance(machine.send("coupon.issue", coupon=LONG), list):
        issued += 1
    for number in range(9):
        held = [{"coupon": one.id} for one in machine.reward.coupons if one.status == 0][:5]
        machine.send("hold.make", hold_id=f"{number}" * 64, coupons=held)
        assert machine.flaws() == []
    refund = {"order_id": "O1", "refund_id": "R1", "amount_cents": 0}
    lines: list[dict[str, int]] = []
    assert isinstance(machine.send("order.refunded", **refund, lines=lines), list)
    assert machine.flaws() == []
