"""A paid order is priced by the engine that quotes; the numbers are of docs/algorithms/quote.md."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.reward.machine import APP, Machine
from tests.reward.test_worked import cents, rows

PAY = (Path(__file__).parent / "pay.yaml").read_text("utf-8")
DAIRY, BREAD = "dairy", "bread"


def ordered(order: str, *paid: tuple[int, int, str], **more: Any) -> dict[str, Any]:
    """An order of (list price, paid, category) lines."""
    lines = [
        {"sku": f"S{n}", "category": category, "list_cents": listed, "paid_cents": its}
        for n, (listed, its, category) in enumerate(paid)
    ]
    total = sum(its for _listed, its, _category in paid) + more.get("shipping_cents", 0)
    return {"order_id": order, "total_cents": total, "lines": lines, **more}


def both(order: str, dairy: int = 4826, bread: int = 3574, **more: Any) -> dict[str, Any]:
    """The order of the page: 60.00 of dairy, 40.00 of bread."""
    return ordered(order, (6000, dairy, DAIRY), (4000, bread, BREAD), **more)


def said(effects: Any, kind: str) -> list[dict[str, Any]]:
    if isinstance(effects, bytes):
        effects = msgspec.json.decode(effects)
    assert isinstance(effects, list), effects
    return [one for one in effects if one["type"] == kind]


def gave(effects: Any) -> dict[str, int]:
    """What each offer gave."""
    return {one["offer"]: one["discount_cents"] for one in said(effects, "offer.used")}


def refund(order: str, number: int, amount: int, line: int = 0) -> dict[str, Any]:
    lines = [{"line": line, "amount_cents": amount}] if line else []
    data = {"order_id": order, "refund_id": f"R{number}", "amount_cents": amount}
    return {**data, "lines": lines}


@pytest.mark.parametrize("row", rows("paid dairy"), ids=lambda row: " ".join(row[:2]))
def test_what_the_till_took_off_beside_what_is_reckoned(row: list[str]) -> None:
    machine = Machine(PAY)
    dairy, bread, expected, difference, by_dairy, by_basket, off = row
    effects = machine.send("order.paid", **both("O1", cents(dairy), cents(bread)))
    [priced] = said(effects, "order.priced")
    assert priced == {
        "type": "order.priced",
        "order_id": "O1",
        "list_cents": 10_000,
        "expected_cents": cents(expected),
        "paid_cents": cents(dairy) + cents(bread),
        "difference_cents": cents(difference),
        "lines_off": int(off),
    }
    wanted = {"dairy": by_dairy, "basket": by_basket}
    wanted = {key: cents(its) for key, its in wanted.items() if its != "not used"}
    assert gave(effects) == wanted
    taken = {
        "offer_budget:basket": wanted.get("basket", 0),
        "budget:spring": wanted.get("dairy", 0),
        "budget_uses:spring": int("dairy" in wanted),
    }
    assert {stock: machine.taken.get(stock, 0) for stock in taken} == taken
    assert machine.reward.got.get("offer:basket", [0])[0] == int("basket" in wanted)
    assert machine.flaws() == []


@pytest.mark.parametrize("row", rows("given back"), ids=lambda row: row[0])
def test_what_a_refund_gives_back_to_budgets(row: list[str]) -> None:
    machine = Machine(PAY)
    machine.send("order.paid", **both("O1"))
    amount, by_dairy, by_basket = cents(row[0].split()[0]), cents(row[1]), cents(row[2])
    line = 1 if "of dairy" in row[0] else 0
    effects = machine.send("order.refunded", **refund("O1", 1, amount, line))
    back = {one["discount"]: one["discount_cents"] for one in said(effects, "discount.returned")}
    assert back == {"dairy": by_dairy, "basket": by_basket}
    assert machine.taken["budget:spring"] == 600 - by_dairy
    assert machine.taken["offer_budget:basket"] == 1000 - by_basket
    assert machine.taken["budget_uses:spring"] == int(by_dairy < 600)
    assert ("offer:basket" in machine.reward.got) == (by_basket < 1000)
    assert machine.flaws() == []


def test_parts_in_any_order_are_one_full_refund() -> None:
    """Law 4, for budgets and limits."""
    parts = [(2413, 1), (2413, 1), (1000, 2), (2574, 0)]
    ends = set()
    for order in set(permutations(parts)):
        # An amount without lines comes out of what is left, so named lines come first here.
        if order[-1] != (2574, 0):
            continue
        machine = Machine(PAY)
        machine.send("order.paid", **both("O1"))
        for number, (amount, line) in enumerate(order):
            assert isinstance(
                machine.send("order.refunded", **refund("O1", number, amount, line)), list
            )
            assert machine.flaws() == []
        assert {*machine.taken.values()} == {0}
        ends.add(APP.encode_state(machine.replay.state))
    assert machine.reward.got == {}
    assert len(ends) == 1


def test_without_list_prices_or_offers_nothing_is_priced() -> None:
    order = both("O1", 6000, 4000)
    for line in order["lines"]:
        del line["list_cents"]
    priced = Machine(PAY).send("order.paid", **order)
    assert said(priced, "order.priced") == []
    assert said(Machine().send("order.paid", **both("O1")), "order.priced") == []


def test_an_order_that_names_its_offers_is_priced_with_exactly_those() -> None:
    machine = Machine(PAY)
    effects = machine.send("order.paid", **both("O1", 5400, 4000, offers=["dairy", "no-such"]))
    [priced] = said(effects, "order.priced")
    assert (priced["expected_cents"], priced["difference_cents"]) == (9_400, 0)
    assert gave(effects) == {"dairy": 600}
    effects = machine.send("order.paid", **both("O2", 6000, 4000, offers=[]))
    assert said(effects, "order.priced")[0]["difference_cents"] == 0
    assert gave(effects) == {}


def test_a_coupon_gives_what_the_engine_reckons() -> None:
    machine = Machine(PAY)
    [issued] = said(machine.send("coupon.issue", coupon="bread"), "coupon.issued")
    coupon = issued["coupon"]
    # 6.00 off dairy and 3.00 off bread leave 91.00, of which the basket takes 10.00.
    lines = ((6000, 4807, DAIRY), (4000, 3293, BREAD))
    effects = machine.send("order.paid", **ordered("O1", *lines, coupons=[coupon]))
    assert said(effects, "coupon.redeemed")[0]["discount_cents"] == 300
    [priced] = said(effects, "order.priced")
    assert (priced["expected_cents"], priced["lines_off"]) == (8_100, 0)
    assert machine.taken["budget:spring"] == 900
    assert machine.taken["budget_uses:spring"] == 2
    assert machine.taken["coupon_budget:bread"] == 300
    machine.send("order.refunded", **refund("O1", 1, 3293, 2))
    assert machine.taken["coupon_budget:bread"] == 0
    assert machine.reward.find(coupon) < 0, "it comes back with all of its order"
    effects = machine.send("order.refunded", **refund("O1", 2, 4807, 1))
    assert said(effects, "coupon.returned")[0]["coupon"] == coupon
    assert {*machine.taken.values()} == {0}
    assert machine.flaws() == []


def test_a_limit_counts_down_and_comes_back() -> None:
    machine = Machine(PAY)
    for number in (1, 2):
        assert "basket" in gave(machine.send("order.paid", **both(f"O{number}")))
    third = both("O3", 5400, 4000)
    effects = machine.send("order.paid", **third)
    assert gave(effects) == {"dairy": 600}
    assert said(effects, "order.priced")[0]["difference_cents"] == 0
    assert machine.reward.got["offer:basket"][0] == 2
    machine.send("order.refunded", **refund("O1", 1, 8400))
    assert machine.reward.got["offer:basket"][0] == 1
    assert "basket" in gave(machine.send("order.paid", **both("O4")))
    machine.wait(86_400)
    # The budget of 25.00 has 5.00 left.
    effects = machine.send("order.paid", **both("O5"))
    assert gave(effects) == {"dairy": 600}
    assert said(effects, "order.priced")[0]["difference_cents"] == -1_000
    assert machine.taken["offer_budget:basket"] == 2_000
    assert machine.flaws() == []
    assert machine.replayed() == APP.encode_state(machine.replay.state)


def test_delivery_says_what_it_would_have_cost() -> None:
    machine = Machine(PAY)
    free = ordered("O1", (1000, 1000, "fruit"), channel="app", shipping_list_cents=600)
    effects = machine.send("order.paid", **free)
    assert gave(effects) == {"morning": 600}
    assert said(effects, "order.priced")[0]["list_cents"] == 1_600
    charged = ordered("O2", (1000, 1000, "fruit"), channel="app", shipping_cents=600)
    effects = machine.send("order.paid", **charged)
    assert (gave(effects), machine.taken["offer_uses:morning"]) == ({}, 1)
    assert said(effects, "order.priced")[0]["difference_cents"] == 600


def test_points_of_a_hold_are_a_payment() -> None:
    machine = Machine(PAY)
    machine.send("points.adjust", currency="points", amount=500, reason="begin")
    held = {"points": [{"currency": "points", "amount": 300}], "hold_id": "H1"}
    machine.send("hold.make", **held, offers=[{"offer": "dairy", "discount_cents": 600}])
    # 94.00 are left after the offer, 3.00 of it are paid with points: 1.72 and 1.28.
    effects = machine.send("order.paid", **both("O1", 5228, 3872, hold_id="H1"))
    [priced] = said(effects, "order.priced")
    assert (priced["expected_cents"], priced["difference_cents"], priced["lines_off"]) == (
        9_100,
        0,
        0,
    )
    assert gave(effects) == {"dairy": 600}
    assert machine.flaws() == []
