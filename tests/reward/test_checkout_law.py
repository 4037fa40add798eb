"""Laws 4 and 5 over the whole of a checkout: quote, hold, order, refunds, and quotes in between.

What is quoted is what is held and redeemed, and asking changes nothing. An order given back in any
parts and any order leaves the member, the stock and the budgets as one refund of all of it does.
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reward.machine import APP, Machine, _Book

from shuke.engine import ReleaseBook, Replay
from shuke.reward import Basket, Cart, CartLine, Quote, Wanted, held_of, quote

MORE = """
---
kind: earning_rule
key: base
name: {en: Base, zh: 基础}
when: order.paid
give: {how: per_amount, currency: points, per_cents: 100}
---
kind: offer
key: ten-off
name: {en: 10 percent, zh: 九折}
terms: {discount: {how: percent_off, percent: 10}, from_cents: 5000}
---
kind: points_payment
key: points
name: {en: Pay with points, zh: 积分抵现}
currency: points
points: 1
cents: 2
ceiling_percent: 60
"""
BOOK = cast("ReleaseBook", _Book(MORE))
_encode = msgspec.msgpack.Encoder().encode


class Story(NamedTuple):
    """What somebody buys, how it is paid, and in which parts it comes back."""

    lines: list[int]
    points: int
    ends: str
    parts: list[tuple[int, int]]
    """(line, share in 100), in the order in which they come back; the rest of all comes last."""
    asked: list[bool]
    """Whether a quote is asked for after each part."""
    chosen: bool


STORY = st.builds(
    Story,
    st.lists(st.sampled_from([400, 1_001, 3_000, 5_999, 9_990]), min_size=1, max_size=4),
    st.integers(0, 900),
    st.sampled_from(["pay", "confirm", "release", "expire"]),
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 100)), max_size=6),
    st.lists(st.booleans(), min_size=7, max_size=7),
    st.booleans(),
)


def world() -> Machine:
    """A member with coupons of three kinds and 1,000 points."""
    machine = Machine()
    machine.book = BOOK
    machine.replay = Replay(APP, BOOK)
    machine.send("points.adjust", currency="points", amount=1_000, reason="begin")
    for template in ("five-off", "rare", "five-off"):
        assert isinstance(machine.send("coupon.claim", coupon=template), list)
    return machine


def priced(machine: Machine, story: Story) -> Quote:
    """Ask what it costs; nothing changes by asking."""
    before = APP.encode_state(machine.replay.state)
    release = machine.book.upto(1).at(machine.now)
    cart = Cart(lines=[CartLine(sku=f"S{n}", list_cents=c) for n, c in enumerate(story.lines)])
    basket = Basket(cart, machine.replay.state, release, machine.now)
    mine = held_of(machine.replay.state)
    chosen = [one.id for one in mine][:1] if story.chosen else None
    wanted = Wanted("points", story.points) if story.points else None
    found = quote(basket, mine, chosen, wanted)
    assert APP.encode_state(machine.replay.state) == before
    assert found.list_cents - found.discount_cents == found.total_cents
    assert sum(found.paid()) == found.to_pay_cents >= 0
    return found


def held(machine: Machine, found: Quote) -> bool:
    """Hold what was quoted, exactly; False when it comes to nothing."""
    coupons = [
        {"coupon": one.coupon, "discount_cents": one.cents}
        for one in found.judged
        if one.applied and one.coupon is not None
    ]
    points = [
        {"currency": one.currency, "amount": one.points} for one in found.points if one.points
    ]
    if not coupons and not points:
        return False
    said = machine.send("hold.make", hold_id="H", points=points, coupons=coupons)
    assert isinstance(said, list), said
    return True


def bought(machine: Machine, story: Story) -> list[int] | None:
    """Quote, hold, and end it; what each line was paid, or None when it was not bought."""
    found = priced(machine, story)
    holding = held(machine, found)
    # The coupons are locked and the points gone: nobody is quoted them a second time.
    again = priced(machine, story)
    assert not {*found.coupons_used} & {*again.coupons_used}
    if story.ends in ("release", "expire"):
        if holding and story.ends == "release":
            assert isinstance(machine.send("hold.release", hold_id="H"), list)
        machine.wait(901)
        assert priced(machine, story) == found
        return None
    if holding and story.ends == "confirm":
        assert isinstance(machine.send("hold.confirm", hold_id="H", order_id="O"), list)
    with_hold = {"hold_id": "H"} if holding and story.ends == "pay" else {}
    lines = [{"sku": f"S{n}", "paid_cents": cents} for n, cents in enumerate(found.paid())]
    said = machine.send(
        "order.paid", order_id="O", total_cents=found.to_pay_cents, lines=lines, **with_hold
    )
    assert isinstance(said, list), said
    redeemed = [row for row in machine.facts["reward_coupon"] if row["change"] == "redeemed"]
    assert {row["coupon"]: row["amount_cents"] for row in redeemed} == {
        one.coupon: one.cents for one in found.judged if one.applied and one.coupon is not None
    }
    spent = [row["amount"] for row in machine.facts["ledger_entry"] if row["kind"] == "confirm"]
    assert sum(spent) == sum(one.points for one in found.points)
    return found.paid()


def refunded(machine: Machine, parts: list[list[tuple[int, int]]], story: Story) -> None:
    """Give back these parts, one after the other; and nothing more can be given back."""
    for number, part in enumerate(parts):
        lines = [{"line": line + 1, "amount_cents": cents} for line, cents in part]
        said = machine.send(
            "order.refunded",
            order_id="O",
            refund_id=f"R{number}",
            amount_cents=sum(cents for _line, cents in part),
            lines=lines,
        )
        assert isinstance(said, list), said
        assert machine.flaws() == []
        if story.asked[number % len(story.asked)]:
            priced(machine, story)
    more = machine.send("order.refunded", order_id="O", refund_id="R+", amount_cents=1)
    assert more == "refund_too_large"


def cut(paid: list[int], story: Story) -> list[list[tuple[int, int]]]:
    """What was paid, in the parts of the story."""
    left = [*paid]
    parts = []
    for line, share in story.parts:
        place = line % len(left)
        cents = left[place] * share // 100
        if cents:
            left[place] -= cents
            parts.append([(place, cents)])
    rest = [(place, cents) for place, cents in enumerate(left) if cents]
    return [*parts, rest] if rest else parts


def left_behind(machine: Machine) -> dict[str, Any]:
    """All that the member holds and that was taken from what is scarce."""
    state = machine.replay.state
    return {
        "ledger": _encode(state.ledger),
        "wallet": _encode(state.reward),
        "tiers": _encode(state.program),
        "taken": {stock: amount for stock, amount in machine.taken.items() if amount},
    }


@settings(max_examples=150)
@given(STORY)
def test_a_checkout_taken_apart_is_a_checkout_taken_back(story: Story) -> None:
    one, many = world(), world()
    before = left_behind(one)
    paid = bought(one, story)
    assert bought(many, story) == paid
    if paid is None:
        assert left_behind(one) == before
        return
    if not sum(paid):
        return
    whole = [(place, cents) for place, cents in enumerate(paid) if cents]
    refunded(one, [whole], story)
    refunded(many, cut(paid, story), story)
    assert left_behind(many) == left_behind(one)
    for machine in (one, many):
        assert machine.ledger.held == {}
        assert machine.flaws() == []
        assert machine.replayed() == APP.encode_state(machine.replay.state)
