"""The catalogue: names that mean one thing, and the document that the console reads."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.rule.turns import CATALOGUE, order, turn

from shuke.kernel import Text
from shuke.rule import EFFECTS, Attribute, Catalogue, catalogue_document
from shuke.rule.compile import reader
from shuke.rule.operator import OPERATORS


def attribute(name: str, expr: str, **fields: Any) -> Attribute:
    return Attribute(name, "int", Text(en="x", zh="某"), expr, **fields)


def test_a_name_means_one_thing() -> None:
    catalogue = Catalogue()
    catalogue.add(attribute("member.orders", "t.state.member.orders"))
    catalogue.add(attribute("member.orders", "t.state.member.orders"))
    with pytest.raises(ValueError, match="two meanings"):
        catalogue.add(attribute("member.orders", "t.state.ledger.orders"))
    with pytest.raises(ValueError, match="registered twice"):
        catalogue.add_event_type(catalogue.event_type("order.paid"))


def test_an_attribute_of_several_events_is_known_for_all_of_them() -> None:
    found = CATALOGUE.attribute("order.order_id")
    assert found is not None
    assert found.events == {"order.paid", "order.refunded", "order.completed"}


def test_the_room_of_a_state_attribute() -> None:
    assert attribute("a", "len(t.state.member.orders)").room == "member"
    assert attribute("a", "t.state.ledger").room == "ledger"
    assert attribute("a", "t.data.x").room is None


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_document(language: str) -> None:
    told = msgspec.json.decode(msgspec.json.encode(catalogue_document(CATALOGUE, language)))
    assert set(told) == {"events", "attributes", "operators", "effects", "money", "limits"}
    assert "tick" not in [event["name"] for event in told["events"]]
    names = {one["name"] for one in told["attributes"]}
    operators = {one["op"] for one in told["operators"]}
    assert operators == set(OPERATORS)
    for event in told["events"]:
        assert event["title"]
        assert set(event["attributes"]) <= names
        assert event["schema"]["$defs"]
    for one in told["attributes"]:
        assert one["title"]
        assert set(one["operators"]) <= operators
        assert bool(one.get("values")) is (one["type"] == "enum")
    assert [one["name"] for one in told["effects"]] == [effect.name for effect in EFFECTS]


def test_titles_follow_the_language() -> None:
    def title(language: str) -> str:
        told = catalogue_document(CATALOGUE, language)
        return next(a["title"] for a in told["attributes"] if a["name"] == "calendar.weekday")

    assert (title("zh"), title("en")) == ("星期", "weekday")


def test_every_standard_attribute_of_an_order_can_be_read() -> None:
    now = turn(order())
    for one in CATALOGUE.attributes_of("order.paid"):
        if not one.of_line:
            value = reader(one)(now, None)
            assert one.optional or value is not None or one.type == "texts", one.name


def test_what_an_event_allows() -> None:
    names = {one.name for one in CATALOGUE.attributes_of("member.checked_in")}
    assert "calendar.weekday" in names
    assert "member.tier.main" in names
    assert "order.total_cents" not in names
