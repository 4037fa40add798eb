"""Brands of a group: whose an event is, and that the lot keeps it wherever the points go."""

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from tests.ledger.harness import Member, brand, currency, stored

from shuke.engine import Checking
from shuke.kernel import ShukeError
from shuke.ledger import (
    Cause,
    Part,
    brand_sentence,
    credit,
    hold,
    let_go,
    lots,
    send_off,
    set_aside,
    take_back,
    take_in,
    write_off,
)
from shuke.ledger.brand import check_brand
from shuke.rule import STANDARD_EVENTS, Catalogue

KIDS = brand("kids", stores=["K1", "K2"], channels=["kids-app"])
OUTLET = brand("outlet", stores=["O1"])
CAUSE = Cause(rule="base", version=1)
YEAR = {"rule": "months_from_earning", "months": 12}


def group(*more: Any) -> Member:
    return Member(currency(expiry=YEAR), KIDS, OUTLET, *more)


def buy(member: Member, amount: int, **where: str) -> list[Part]:
    data = SimpleNamespace(**{"store": None, "channel": None, **where})
    return credit(member.turn(data=data), "points", amount, CAUSE)


def rows(member: Member, kind: str) -> list[tuple[Any, ...]]:
    member.close()
    return [
        (row["brand"], row["funder"], row["amount"]) for row in member.rows if row["kind"] == kind
    ]


def held(member: Member) -> list[tuple[str | None, int]]:
    member.close()
    shown = lots(member.state.ledger, "points", member.today.toordinal())
    return [(lot.brand, lot.amount) for lot in shown]


@pytest.mark.parametrize(
    ("where", "whose"),
    [
        ({"store": "K1"}, "kids"),
        ({"channel": "kids-app"}, "kids"),
        ({"store": "O1", "channel": "kids-app"}, "outlet"),
        ({"store": "M1", "channel": "kids-app"}, "kids"),
        ({"store": "M1"}, None),
        ({}, None),
    ],
)
def test_the_store_says_whose_it_is_then_the_channel(
    where: dict[str, str], whose: str | None
) -> None:
    member = group()
    buy(member, 10, **where)
    assert rows(member, "issue") == [(whose, "brand", 10)]
    assert held(member) == [(whose, 10)]


def test_a_store_of_the_main_brand_stays_its_own_in_anothers_channel() -> None:
    member = group(brand("main", stores=["M1"]))
    buy(member, 10, store="M1", channel="kids-app")
    assert rows(member, "issue") == [(None, "brand", 10)]


def test_whoever_names_only_the_main_brand_has_one() -> None:
    plain, named = Member(currency(expiry=YEAR)), Member(currency(expiry=YEAR), brand("main"))
    for member in (plain, named):
        buy(member, 10, store="K1")
        member.close()
    assert named.all[0].plans["ledger"].brands is None
    assert msgspec.msgpack.encode(plain.state) == msgspec.msgpack.encode(named.state)
    assert plain.rows == named.rows


def test_spending_expiry_and_refunds_are_of_the_brand_that_issued() -> None:
    member = group()
    parts = buy(member, 10, store="K1")
    buy(member, 10, store="O1")
    member.days(40)
    buy(member, 10, store="K2")
    member.send("points.spend", currency="points", amount=14, spend_id="s")
    assert rows(member, "spend") == [("kids", "brand", 10), ("outlet", "brand", 4)]
    member.send("points.return", spend_id="s", amount=6)
    assert rows(member, "return") == [("outlet", "brand", 4), ("kids", "brand", 2)]
    take_back(member.turn("order.refunded"), "points", 2, parts, CAUSE)
    assert rows(member, "reverse") == [("kids", "brand", 2)]
    member.days(400)
    assert rows(member, "expire") == [("outlet", "brand", 10), ("kids", "brand", 10)]


def test_what_a_refund_cannot_find_is_of_the_lots_it_takes_and_a_debt_of_no_brand() -> None:
    member = group()
    parts = buy(member, 10, store="K1")
    member.send("points.spend", currency="points", amount=10, spend_id="s")
    buy(member, 4, store="O1")
    take_back(member.turn("order.refunded"), "points", 10, parts, CAUSE)
    assert rows(member, "reverse") == [("outlet", "brand", 4), (None, None, 6)]
    buy(member, 9, store="K2")
    assert rows(member, "settle") == [("kids", "brand", 6)]
    assert held(member) == [("kids", 3)]


def test_holds_and_transfers_keep_the_brand() -> None:
    giver, taker = group(), group()
    buy(giver, 10, store="K1")
    turn = giver.turn("points.send")
    draws = hold(turn, "points", 4, CAUSE)
    let_go(turn, "points", draws, CAUSE)
    assert [lot[3] for lot in draws] == [4]
    turn = giver.turn("points.send")
    sent = send_off(turn, "points", set_aside(turn, "points", 3, CAUSE), CAUSE)
    assert [lot[2] for lot in sent] == [("brand", "kids")]
    data = {"number": "1:1", "giver": "1", "currency": "points", "lots": sent}
    read = (
        Catalogue(STANDARD_EVENTS)
        .event_type("transfer.arrive")
        .convert(msgspec.json.decode(msgspec.json.encode(data)))
    )
    take_in(taker.turn("transfer.arrive", read), "points", read.lots, CAUSE)
    assert rows(taker, "receive") == [("kids", "brand", 3)]
    assert held(taker) == [("kids", 3)]
    assert held(giver) == [("kids", 7)]


def test_writing_off_is_of_each_lots_brand() -> None:
    member = group()
    buy(member, 10, store="K1")
    buy(member, 5)
    write_off(member.turn("member.erased"))
    assert rows(member, "expire") == [("kids", "brand", 10), (None, "brand", 5)]


def test_corrections_and_opening_lots_name_a_brand_or_are_the_main_ones() -> None:
    member = group()
    member.send("points.adjust", currency="points", amount=5, reason="sorry", brand="kids")
    member.send("points.adjust", currency="points", amount=6, reason="sorry")
    member.send("points.adjust", currency="points", amount=7, reason="sorry", brand="main")
    assert rows(member, "adjust") == [
        ("kids", "brand", 5), (None, "brand", 6), (None, "brand", 7),
    ]  # fmt: skip
    member.send("points.open", currency="points", lots=[{"amount": 1, "brand": "outlet"}])
    assert rows(member, "open") == [("outlet", "brand", 1)]


@pytest.mark.parametrize(
    ("type", "data", "code"),
    [
        ("points.adjust", {"amount": 5, "reason": "x", "brand": "kid"}, "brand_unknown"),
        ("points.adjust", {"amount": -5, "reason": "x", "brand": "kids"}, "brand_not_for_taking"),
        ("points.open", {"lots": [{"amount": 5, "brand": "kid"}]}, "brand_unknown"),
    ],
)
def test_refused_and_nothing_changed(type: str, data: dict[str, Any], code: str) -> None:
    member = group()
    buy(member, 10, store="K1")
    member.close()
    before = msgspec.msgpack.encode(member.state), list(member.rows)
    with pytest.raises(ShukeError) as caught:
        member.send(type, currency="points", **data)
    assert (caught.value.code, caught.value.place) == (code, "/data/brand")
    member.close()
    assert (msgspec.msgpack.encode(member.state), member.rows) == before


def test_without_brands_only_the_main_one_is_known() -> None:
    member = Member(currency())
    with pytest.raises(ShukeError) as caught:
        member.send("points.adjust", currency="points", amount=5, reason="x", brand="kids")
    assert caught.value.code == "brand_unknown"


def test_stored_value_is_of_the_store_it_was_paid_in_at() -> None:
    member = group(stored())
    member.send("value.top_up", value="wallet", top_up_id="t", amount_cents=50_000, store="K1")
    assert rows(member, "issue") == [("kids", "brand", 50_000), ("kids", "brand", 8_000)]
    member.send("value.adjust", value="wallet", reason="x", bonus_cents=100, brand="outlet")
    assert rows(member, "adjust") == [("outlet", "brand", 100)]
    member.send("value.refund", value="wallet", refund_id="r", top_up_id="t")
    assert {row[0] for row in rows(member, "reverse")} == {"kids"}
    with pytest.raises(ShukeError) as caught:
        member.send("value.adjust", value="wallet", reason="x", bonus_cents=-1, brand="kids")
    assert caught.value.code == "brand_not_for_taking"


def test_a_store_has_one_brand() -> None:
    other = brand("tots", stores=["T1", "K2", "T1"], channels=["kids-app"])
    documents = {"brand": {"kids": KIDS, "tots": other}}
    found = check_brand(other, Checking(documents, Catalogue(STANDARD_EVENTS)))
    assert [(problem.code, problem.place) for problem in found] == [
        ("store_taken", "/stores/1"),
        ("store_repeated", "/stores/2"),
        ("channel_taken", "/channels/0"),
    ]
    assert found[0].message.en == "The store K2 is claimed by the brand Kids as well."
    assert found[0].message.zh == "门店 K2 也列在品牌「品牌kids」名下。"


@pytest.mark.parametrize(
    ("document", "en", "zh"),
    [
        (
            KIDS,
            "What happens in the stores K1, K2 and in the channel kids-app is of this brand, and",
            "发生在门店 K1、K2 或渠道 kids-app 的归本品牌，",
        ),
        (
            brand("many", stores=[f"S{n}" for n in range(9)]),
            "What happens in the stores S0, S1, S2, S3, S4, S5 and 3 more is of this brand, and",
            "发生在门店 S0、S1、S2、S3、S4、S5 等 9 个的归本品牌，",
        ),
        (
            brand("main"),
            "What no other brand claims is of this brand, and",
            "其他品牌未列入的都归本品牌，",
        ),
        (
            brand("none"),
            "No store is of this brand: only what is given by hand",
            "没有门店归本品牌，",
        ),
    ],
)  # fmt: skip
def test_a_brand_is_said_in_words(document: Any, en: str, zh: str) -> None:
    checking = Checking({}, Catalogue(STANDARD_EVENTS))
    assert brand_sentence(document, "en", checking).text.startswith(en)
    assert brand_sentence(document, "zh-CN", checking).text.startswith(zh)


def test_the_worked_example() -> None:
    """docs/how/finance.md: ten points of a second brand, spent, given back and refunded."""
    member = group()
    parts = buy(member, 10, store="K1")
    buy(member, 20, store="M1")
    member.days(1)
    member.send("points.spend", currency="points", amount=14, spend_id="s")
    assert rows(member, "spend") == [("kids", "brand", 10), (None, "brand", 4)]
    member.days(1)
    member.send("points.return", spend_id="s", amount=6)
    assert rows(member, "return") == [(None, "brand", 4), ("kids", "brand", 2)]
    member.days(1)
    take_back(member.turn("order.refunded"), "points", 10, parts, CAUSE)
    assert rows(member, "reverse") == [("kids", "brand", 2), (None, "brand", 8)]
    assert held(member) == [(None, 12)]
