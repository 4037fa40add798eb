"""New-member gifts: to whom, and exactly once."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.member.harness import NOON, Folding, application, check

from shuke.ledger import MAX_AMOUNT
from shuke.member import GiftDue, give_gifts

HELLO = {"key": "hello", "currency": "points", "amount": 100}
APP_ONLY = {"key": "app", "currency": "points", "amount": 50, "channels": ["app", "mini"]}
LOYAL = {
    "key": "loyal",
    "currency": "points",
    "amount": 20,
    "when": {"attribute": "member.orders", "op": "at_least", "value": 1},
}
ORDER: dict[str, Any] = {
    "order_id": "1",
    "total_cents": 10,
    "lines": [{"sku": "m", "paid_cents": 10}],
}


def test_a_gift_is_given_once_however_often_one_registers() -> None:
    folding = Folding(HELLO)
    effects = folding.fold("member.registered", {}, created=True)
    assert effects[1:] == [
        {"type": "points.credited", "currency": "points", "amount": 100},
        {
            "type": "gift.given",
            "gift": "hello",
            "version": 3,
            "currency": "points",
            "amount": 100,
        },
    ]
    folding.fold("member.registered", {}, at=NOON + timedelta(days=1))
    folding.fold("member.registered", {"channel": "app"}, at=NOON + timedelta(days=2))
    assert folding.credited == [GiftDue("hello", 3, "points", 100)]
    assert folding.member.gifts == ["hello"]


def test_a_gift_that_a_merged_half_had_is_not_given_again() -> None:
    folding = Folding(HELLO)
    folding.member.gifts.append("hello")
    folding.fold("member.registered", {}, created=True)
    assert folding.credited == []


def test_a_provisional_member_gets_it_on_registering_and_not_before() -> None:
    folding = Folding(HELLO, LOYAL)
    folding.fold("order.paid", ORDER, created=True)
    assert folding.credited == []
    folding.fold("member.registered", {})
    assert [due.key for due in folding.credited] == ["hello", "loyal"]


def test_channel_and_condition_choose() -> None:
    at_till = Folding(HELLO, APP_ONLY, LOYAL)
    at_till.fold("member.registered", {"channel": "till"}, created=True)
    assert [due.key for due in at_till.credited] == ["hello"]
    in_app = Folding(HELLO, APP_ONLY, LOYAL)
    in_app.fold("member.registered", {"channel": "mini"}, created=True)
    assert [due.key for due in in_app.credited] == ["app", "hello"]
    without = Folding(APP_ONLY)
    without.fold("member.registered", {}, created=True)
    assert without.credited == []


def test_a_wrong_gift_is_refused_with_its_place() -> None:
    app = application()
    problems = check(app, "new_member_gift", HELLO, currency={"point": object()})
    assert [(p.code, p.place, p.suggestion) for p in problems] == [
        ("reference_unknown", "/currency", "point")
    ]
    wrong = {**HELLO, "when": {"attribute": "member.order", "op": "at_least", "value": 1}}
    problems = check(app, "new_member_gift", wrong, currency={"points": object()})
    assert [(p.place, p.suggestion) for p in problems] == [("/when/attribute", "member.orders")]
    basket = {**HELLO, "when": {"attribute": "order.total_cents", "op": "at_least", "value": 1}}
    problems = check(app, "new_member_gift", basket, currency={"points": object()})
    assert [p.place for p in problems] == ["/when/attribute"]
    assert check(app, "new_member_gift", LOYAL, currency={"points": object()}) == []


def test_every_gift_says_why_and_why_not() -> None:
    folding = Folding(HELLO, APP_ONLY, LOYAL)
    turn = folding.turn("member.registered", {"channel": "till"}, created=True)
    turn.trace = []
    for reducer in folding.app.reducers_for("member.registered"):
        reducer.fold(turn)
    give_gifts(turn, lambda _turn, _due: None)
    told = {
        rule["rule"]: (rule["state"], rule["amount"], rule["version"], rule["reason"])
        for _room, reason in turn.trace
        for rule in reason.document("zh-CN")["rules"]
    }
    assert told == {
        "app": ("excluded", 0, 0, "只送给其他招募渠道的会员。"),
        "hello": ("applied", 100, 3, None),
        "loyal": ("not_applied", 0, 0, None),
    }
    [loyal] = [r.document("en") for _room, r in turn.trace if r.plan.due.key == "loyal"]
    assert loyal["rules"][0]["tree"]["passed"] is False
    assert loyal["rules"][0]["tree"]["place"] == "/when"
    assert loyal["rules"][0]["how_far"] is not None


def test_a_gift_is_never_more_than_the_ledger_can_move() -> None:
    app = application()
    most = {"name": {"en": "a", "zh": "b"}, **HELLO, "amount": MAX_AMOUNT}
    assert app.decode_document("new_member_gift", most).amount == MAX_AMOUNT
    with pytest.raises(msgspec.ValidationError):
        app.decode_document("new_member_gift", {**most, "amount": MAX_AMOUNT + 1})
