"""The worked numbers of docs/algorithms/quote.md; those of its tables are read from there."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from tests.program.harness import Member, fixed, points
from tests.reward.harness import FIRST, coupon, document, held, line, offer, price

from shuke.reward import PointsNotTaken, Quote, Wanted

DOC = Path(__file__).parents[2] / "docs" / "algorithms" / "quote.md"
DAIRY = {"attribute": "line.category", "op": "is", "value": "dairy"}


def rows(first_column: str) -> list[list[str]]:
    """The cells of a table of the page, found by its first heading."""
    lines = DOC.read_text("utf-8").splitlines()
    begin = next(n for n, text in enumerate(lines) if text.startswith(f"| {first_column} |"))
    table = takewhile(lambda text: text.startswith("|"), lines[begin:])
    return [[cell.strip() for cell in text.strip("|").split("|")] for text in table][2:]


def cents(amount: str) -> int:
    return int(amount.replace(".", "").replace(",", ""))


def reasons(found: Quote) -> dict[str, str]:
    """By key, why an offer or coupon does not apply."""
    return {its.key: its.reason.code for its in found.judged if its.reason is not None}


def used(found: Quote) -> dict[str, int]:
    """By key, what was taken off."""
    return {its.key: its.cents for its in found.judged if its.applied}


def discount_of(says: str) -> dict[str, Any]:
    """The discount that a row of the page speaks of."""
    most = re.search(r", at most ([\d.]+)", says)
    limit = {"max_cents": cents(most[1])} if most else {}
    if steps := re.findall(r"([\d.]+) from ([\d.]+)", says):
        made = [{"from_cents": cents(from_), "off_cents": cents(off)} for off, from_ in steps]
        return {"how": "steps", "steps": made}
    if percent := re.match(r"(\d+) % off", says):
        return {"how": "percent_off", "percent": int(percent[1]), **limit}
    amount = re.match(r"([\d.]+) off(?: per full ([\d.]+))?", says)
    assert amount is not None
    per = {"per_cents": cents(amount[2])} if amount[2] else {}
    return {"how": "amount_off", "off_cents": cents(amount[1]), **per, **limit}


@pytest.mark.parametrize(("says", "comes_to", "takes"), rows("discount"))
def test_how_much_is_taken_off(says: str, comes_to: str, takes: str) -> None:
    found = price([offer("o", discount_of(says))], line(cents(comes_to)))
    expected = 0 if takes == "nothing" else cents(takes)
    assert found.discount_cents == expected
    assert found.total_cents == cents(comes_to) - expected


@pytest.mark.parametrize(("level", "says"), rows("level"))
def test_what_is_taken_when(level: str, says: str) -> None:
    from shuke.reward.terms import level_of

    spoken = {
        "nth item": {"how": "nth_item"},
        "bundle": {"how": "bundle", "count": 2, "price_cents": 1},
        "exchange": {"how": "exchange", "sku": "A", "price_cents": 1},
        "present": {"how": "present", "sku": "A"},
        "an amount": {"how": "amount_off", "off_cents": 1},
        "steps": {"how": "steps", "steps": [{"from_cents": 1, "off_cents": 1}]},
        "a percentage off everything": {"how": "percent_off", "percent": 1},
        "free delivery": {"how": "free_shipping"},
        "a percentage off chosen lines": {"how": "percent_off", "percent": 1},
    }
    for name in re.split(r"[,;] ", says):
        more = {"lines": DAIRY} if "chosen" in name else {}
        assert level_of(offer("o", spoken[name], **more).terms) == level


def percent(key: str, off: int, **more: Any) -> Any:
    return offer(key, {"how": "percent_off", "percent": off}, **more)


def amount(key: str, off: int, **more: Any) -> Any:
    return offer(key, {"how": "amount_off", "off_cents": off}, **more)


def test_discounts_of_one_level_do_not_change_each_other() -> None:
    assert used(price([percent("a", 10), percent("b", 20)], line(10000))) == {
        "a": 1000,
        "b": 2000,
    }
    five = coupon("five", {"how": "amount_off", "off_cents": 500})
    found = price([amount("o", 2000, from_cents=10000), five], line(10000))
    assert used(found) == {"o": 2000, "five": 500}


def test_line_discounts_change_what_the_order_comes_to() -> None:
    twenty = amount("twenty", 2000, from_cents=10000)
    dairy = percent("dairy", 10, lines=DAIRY)
    cart = [line(4000, category="dairy"), line(6000)]
    # Together they would leave 96.00 without the twenty; so the twenty alone is better.
    found = price([twenty, dairy], *cart)
    assert used(found) == {"twenty": 2000}
    why = next(its.reason for its in found.judged if its.key == "dairy")
    assert why is not None
    assert (why.code, why.less_cents) == ("worse", 1600)
    small = price([amount("twenty", 300, from_cents=10000), dairy], *cart)
    assert used(small) == {"dairy": 400}
    told = next(its.reason for its in small.judged if its.key == "twenty")
    assert told is not None
    assert (told.code, told.missing_cents, told.text.zh) == ("threshold", 400, "还差 ¥4.00。")


ITEMS = [line(cents_, str(cents_)) for cents_ in (1000, 3000, 500, 2000)]


def test_the_second_item_and_the_bundle_see_single_items() -> None:
    second = price([offer("o", {"how": "nth_item", "nth": 2, "percent": 50})], *ITEMS)
    assert second.discount_cents == 1250
    assert [its.payable_cents for its in second.lines] == [1000, 3000, 250, 1000]
    three = price([offer("o", {"how": "bundle", "count": 3, "price_cents": 5000})], *ITEMS)
    assert three.discount_cents == 1000
    dear = price([offer("o", {"how": "bundle", "count": 3, "price_cents": 6000})], *ITEMS)
    assert reasons(dear) == {"o": "nothing_off"}
    # 3.34, 3.33, 3.33: the second of two costs 3.33.
    one = price([offer("o", {"how": "nth_item", "percent": 100})], line(1000, quantity=3))
    assert one.discount_cents == 333
    two = {"how": "nth_item", "percent": 100, "times": 1}
    assert price([offer("o", two)], line(4000, quantity=4)).discount_cents == 1000


def test_a_million_items_are_no_more_work_than_one() -> None:
    bundle = offer("o", {"how": "bundle", "count": 3, "price_cents": 200})
    found = price([bundle], line(100_000_000, quantity=1_000_000))
    assert found.discount_cents == 333_333 * 100


def test_amounts_lie_on_lines_to_the_cent() -> None:
    def on_lines(off: int, *lines: int) -> list[int]:
        found = price([amount("o", off)], *[line(its) for its in lines])
        return [its.list_cents - its.payable_cents for its in found.lines]

    assert on_lines(1000, 3333, 3333, 3334) == [333, 333, 334]
    assert on_lines(1, 100, 100, 100) == [1, 0, 0]


def test_what_a_floor_refuses_the_others_bear() -> None:
    cart = [line(5000, "A", floor_cents=4500), line(5000, "B")]
    found = price([amount("o", 3000)], *cart)
    assert [its.payable_cents for its in found.lines] == [4500, 2500]
    # A line discount does not move: half of the first line is 25.00, of which 5.00 are taken.
    half = price([percent("o", 50, level="line")], *cart)
    assert [its.payable_cents for its in half.lines] == [4500, 2500]
    cost = price([amount("o", 9999)], line(5000, quantity=2, cost_cents=2000))
    assert cost.total_cents == 4000


def test_groups_alone_and_templates() -> None:
    both = [
        amount("a", 1000, stacking={"group": "g"}),
        amount("b", 1500, stacking={"group": "g"}),
        amount("c", 2000, stacking={"alone": True}),
    ]
    found = price(both, line(10000))
    assert used(found) == {"c": 2000}
    assert reasons(found) == {"a": "alone", "b": "alone"}
    found = price(both[:2], line(10000))
    assert used(found) == {"b": 1500}
    assert reasons(found) == {"a": "excluded"}
    five = coupon("five", {"how": "amount_off", "off_cents": 500})
    mine = [held("five", "late", days=9), held("five", "soon", days=3)]
    found = price([five], line(10000), coupons=mine)
    assert found.coupons_used == ["soon"]
    assert [(its.coupon, its.reason and its.reason.code) for its in found.judged] == [
        ("late", "same_template"),
        ("soon", None),
    ]


def test_of_equals_the_lower_priority_is_used_and_coupons_are_kept() -> None:
    equal = [
        amount("a", 1000, stacking={"group": "g"}),
        amount("b", 1000, stacking={"group": "g"}, priority=5),
        coupon("c", {"how": "amount_off", "off_cents": 1000}, stacking={"group": "g"}, priority=1),
    ]
    assert used(price(equal, line(10000))) == {"b": 1000}
    free = [offer("o", {"how": "free_shipping"}), coupon("c", {"how": "free_shipping"})]
    found = price(free, line(100), shipping_cents=600)
    assert used(found) == {"o": 600}
    assert reasons(found) == {"c": "nothing_off"}


def test_chosen_coupons_are_the_only_ones() -> None:
    two = [
        coupon("ten", {"how": "amount_off", "off_cents": 1000}),
        coupon("five", {"how": "amount_off", "off_cents": 500}),
    ]
    found = price(two, line(10000), chosen=["c-five", "x"])
    assert used(found) == {"five": 500}
    assert reasons(found) == {"ten": "not_chosen", "": "not_held"}
    assert used(price(two, line(10000), chosen=[])) == {}


def test_a_coupon_ends_with_its_last_business_day() -> None:
    ten = coupon("ten", {"how": "amount_off", "off_cents": 1000})
    mine = [held("ten", days=1)]
    assert used(price([ten], line(5000), coupons=mine, at="2026-03-02 23:59")) == {"ten": 1000}
    late = price([ten], line(5000), coupons=mine, at="2026-03-03 00:00")
    assert reasons(late) == {"ten": "expired"}
    early = [held("ten", first=FIRST + 1, last=FIRST + 5)]
    assert reasons(price([ten], line(5000), coupons=early)) == {"ten": "not_yet_valid"}


@pytest.mark.parametrize(
    ("status", "code"),
    [("locked", "locked"), ("redeemed", "redeemed"), ("void", "void"), ("odd", "not_usable")],
)
def test_a_coupon_out_of_hand(status: str, code: str) -> None:
    ten = coupon("ten", {"how": "amount_off", "off_cents": 1000})
    found = price([ten], line(5000), coupons=[held("ten", status=status)])
    assert (used(found), reasons(found)) == ({}, {"ten": code})
    assert found.total_cents == 5000


def test_why_not() -> None:
    found = price(
        [
            amount("short", 2000, from_cents=10000),
            amount(
                "asks", 2000, **{"if": {"attribute": "order.channel", "op": "is", "value": "app"}}
            ),
            amount("dairy", 2000, lines=DAIRY),
            amount("mall", 2000, stores=["mall"]),
            amount("past", 2000, last="2026-03-01"),
            amount("soon", 2000, first="2026-03-03"),
            amount("spent", 2000, budget_cents=5000),
            offer("swap", {"how": "exchange", "sku": "Z", "price_cents": 100}),
            coupon("gone", {"how": "free_shipping"}),
        ],
        line(9200),
        coupons=[held("never")],
        left={"offer_budget:spent": 1999},
        every=True,
        channel="shop",
    )
    assert reasons(found) == {
        "short": "threshold",
        "asks": "condition",
        "dairy": "no_line",
        "mall": "store",
        "past": "expired",
        "soon": "not_yet_valid",
        "spent": "budget",
        "swap": "not_in_cart",
        "never": "template_unknown",
    }
    told = {its.key: its.reason for its in found.judged if its.reason is not None}
    assert told["short"].missing_cents == 800
    failed = told["asks"].failed
    assert failed is not None
    assert (failed.attribute, failed.place, failed.seen and failed.seen.zh) == (
        "order.channel",
        "/terms/if",
        "「shop」",
    )
    assert found.total_cents == 9200
    written = {code for row in rows("code") for code in re.findall(r"`(\w+)`", row[0])}
    assert {*reasons(found).values()} <= written


def test_only_offers_that_could_apply_are_looked_at() -> None:
    some = [
        amount("dairy", 100, lines=DAIRY),
        amount("mall", 100, stores=["mall"]),
        amount("all", 100),
    ]
    assert [its.key for its in price(some, line(1000, category="bread")).judged] == ["all"]
    found = price(some, line(1000, category="dairy"), store="mall")
    assert [its.key for its in found.judged] == ["all", "dairy", "mall"]


def payment(step: int, ceiling: int) -> Any:
    return document(
        "points_payment",
        "pay",
        currency="points",
        points=100,
        cents=100,
        step=step,
        ceiling_percent=ceiling,
    )


def with_points(balance: int) -> Any:
    """The state of a member who holds so many points."""
    member = Member(points(), fixed("gift", max(balance, 1)))
    member.buy("o-1", 100)
    if balance < 0:
        member.state.ledger.pots["points"].usable = balance
    return member.state


@pytest.mark.parametrize(
    ("says", "to_pay", "balance", "most", "worth"), rows("100 points pay 1.00")
)
def test_the_most_points(says: str, to_pay: str, balance: str, most: str, worth: str) -> None:
    said = re.fullmatch(r"step (\d+), at most (\d+) %", says)
    assert said is not None
    documents = [points(), payment(int(said[1]), int(said[2]))]
    state = with_points(cents(balance))
    found = price(documents, line(cents(to_pay)), state=state, points=Wanted("points"))
    [its] = found.points
    assert (its.points, its.cents) == (its.most_points, its.most_cents)
    assert (its.most_points, its.most_cents) == (cents(most), cents(worth))
    assert found.total_cents == cents(to_pay)
    assert found.to_pay_cents == cents(to_pay) - its.cents
    assert sum(its.lines) + its.shipping_cents == its.cents
    assert found.paid() == [found.to_pay_cents]


def test_fewer_points_than_wanted_say_so() -> None:
    documents = [points(), payment(100, 50)]
    cart = [line(3000), line(1000)]
    state = with_points(900)
    found = price(documents, *cart, state=state, points=Wanted("points", 2000), shipping_cents=1000)
    [its] = found.points
    assert (its.points, its.cents, its.cut) == (900, 900, True)
    assert (its.lines, its.shipping_cents) == ([540, 180], 180)
    assert found.to_pay_cents == 4100
    asked = price(documents, *cart, state=state, points=Wanted("points", 250)).points[0]
    assert (asked.points, asked.cut) == (200, True)
    with pytest.raises(PointsNotTaken):
        price([points()], *cart, points=Wanted("points"))


def test_a_line_discount_that_an_order_discount_would_have_taken_anyway_is_left_out() -> None:
    # With it the ten take only what is left of the dairy, and the tenth is of 105.00.
    found = price(
        [
            amount("line", 500, lines=DAIRY, level="line"),
            amount("ten", 1000, lines=DAIRY),
            percent("tenth", 10),
        ],
        line(1000, category="dairy"),
        line(10000),
    )
    assert used(found) == {"ten": 1000, "tenth": 1100}
    assert (found.total_cents, found.optimal) == (8900, True)
    # The same where the amount is more than there is even without the line discount.
    cent = price(
        [
            amount("line", 1, level="line"),
            amount("ten", 2, lines=DAIRY),
            percent("tenth", 30),
        ],
        line(1, category="dairy"),
        line(1),
    )
    assert used(cent) == {"ten": 1, "tenth": 1}
