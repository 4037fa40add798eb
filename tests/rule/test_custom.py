"""Event types that operators declare."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.rule.turns import condition, turn

from shuke.kernel import ShukeError
from shuke.rule import (
    STANDARD_EVENTS,
    Catalogue,
    EventTypeDocument,
    catalogue_document,
    check,
    check_event_fields,
    check_event_type,
    compile_condition,
    custom_event_type,
    sentence,
)

STANDARD = frozenset(kind.name for kind in STANDARD_EVENTS)


def text(en: str, zh: str | None = None) -> dict[str, str]:
    return {"en": en, "zh": zh or en}


GAME: dict[str, Any] = {
    "kind": "event_type",
    "key": "game-played",
    "name": text("Game played", "玩游戏"),
    "type": "game.played",
    "phrase": text("a member plays a game", "会员玩游戏"),
    "fields": [
        {"name": "score", "type": "int", "title": text("score", "得分"), "required": True,
         "min": 0, "max": 100},
        {"name": "level", "type": "enum", "title": text("level", "难度"), "ordered": True,
         "values": [{"value": "easy", "title": text("Easy", "简单")},
                    {"value": "hard", "title": text("Hard", "困难")}]},
        {"name": "played_on", "type": "date", "title": text("played on", "游戏日")},
        {"name": "prize_cents", "type": "cents", "title": text("prize", "奖金")},
        {"name": "badges", "type": "texts", "title": text("badges", "徽章")},
        {"name": "nickname", "type": "text", "title": text("nickname", "昵称"),
         "identifying": True},
    ],
}  # fmt: skip


def document(**changes: Any) -> EventTypeDocument:
    return msgspec.convert({**GAME, **changes}, EventTypeDocument)


def test_a_declared_event_is_read_checked_and_asked() -> None:
    catalogue = Catalogue()
    catalogue.add_event_type(custom_event_type(document()))
    kind = catalogue.event_type("game.played")
    data = kind.decode(b'{"score":70,"level":"hard","played_on":"2026-11-20","badges":["a"]}')
    assert kind.identifying == ("/nickname",)
    made = condition(
        {
            "all": [
                {"attribute": "data.score", "op": "at_least", "value": 60},
                {"attribute": "data.level", "op": "at_least", "value": "hard"},
                {"attribute": "data.played_on", "op": "within_days", "value": 1},
                {"attribute": "data.badges", "op": "has_any", "value": ["a"]},
                {"attribute": "data.prize_cents", "op": "absent"},
            ]
        }
    )
    assert check(made, catalogue, events=["game.played"]) == []
    assert compile_condition(made, catalogue)(turn(data))
    assert sentence(made, catalogue, "zh").startswith("得分至少 60，且难度至少为困难，且游戏日在")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({}, "/data/score"),
        ({"score": 101}, "/data/score"),
        ({"score": -1}, "/data/score"),
        ({"score": 1, "level": "x"}, "/data/level"),
        ({"score": 1, "prize_cents": -1}, "/data/prize_cents"),
        ({"score": 1, "played_on": "20.11.2026"}, "/data/played_on"),
        ({"score": 1, "scoer": 2}, "/data/scoer"),
    ],
)
def test_data_that_does_not_fit_is_refused(data: dict[str, Any], place: str) -> None:
    with pytest.raises(ShukeError) as caught:
        custom_event_type(document()).decode(msgspec.json.encode(data))
    assert caught.value.place == place


def test_identifying_fields_are_no_attributes() -> None:
    catalogue = Catalogue()
    catalogue.add_event_type(custom_event_type(document()))
    assert catalogue.attribute("data.nickname") is None
    told = catalogue_document(catalogue, "zh")["events"][-1]
    assert (told["name"], told["custom"]) == ("game.played", True)
    assert told["attributes"] == [
        "data.score", "data.level", "data.played_on", "data.prize_cents", "data.badges"
    ]  # fmt: skip


def test_two_types_may_share_a_field_of_one_meaning_only() -> None:
    catalogue = Catalogue()
    catalogue.add_event_type(custom_event_type(document()))
    same = document(key="b", type="game.won")
    catalogue.add_event_type(custom_event_type(same))
    attribute = catalogue.attribute("data.score")
    assert attribute is not None
    assert attribute.events == {"game.played", "game.won"}
    score = {"name": "score", "type": "text", "title": text("score")}
    other = document(key="c", type="game.lost", fields=[score])
    assert check_event_fields(same, [document(), same]) == []
    (problem,) = check_event_fields(other, [document()])
    assert (problem.code, problem.place) == ("field_conflicts", "/fields/0/name")
    assert problem.suggestion == "lost_score"
    catalogue.add_event_type(custom_event_type(other))
    assert catalogue.attribute("data.score") == attribute
    mine = catalogue.attribute("data.game.lost.score")
    assert mine is not None
    assert mine.type == "text"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"type": "order.paid"}, [("event_type_taken", "/type")]),
        (
            {"fields": [GAME["fields"][0], GAME["fields"][0]]},
            [("field_twice", "/fields/1/name")],
        ),
        (
            {"fields": [{"name": "x", "type": "enum", "title": text("x")}]},
            [("values_misplaced", "/fields/0/values")],
        ),
        (
            {"fields": [{"name": "x", "type": "int", "title": text("x"), "min": 5, "max": 1}]},
            [("range_impossible", "/fields/0/min")],
        ),
        (
            {"fields": [{"name": "x", "type": "text", "title": text("x"), "min": 5}]},
            [("bounds_misplaced", "/fields/0/min")],
        ),
        (
            {"fields": [{"name": "x", "type": "int", "title": text("x"), "identifying": True}]},
            [("identifying_not_text", "/fields/0/identifying")],
        ),
    ],
)
def test_a_declaration_is_checked(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = check_event_type(document(**changes), STANDARD)
    assert [(problem.code, problem.place) for problem in found] == expected


@pytest.mark.parametrize("name", ["Score", "__class__", "a b", "class", ""])
def test_field_names_cannot_become_anything_else(name: str) -> None:
    field = {"name": name, "type": "int", "title": text("x")}
    try:
        declared = document(fields=[field])
    except msgspec.ValidationError:
        return
    assert [p.code for p in check_event_type(declared, STANDARD)] == ["field_name_reserved"]


def test_a_draft_that_is_all_wrong_can_still_be_read() -> None:
    odd = [
        {"name": "x", "type": "enum", "title": text("x")},
        {"name": "x", "type": "int", "title": text("x"), "min": 5, "max": 1},
        {"name": "class", "type": "int", "title": text("x"), "identifying": True},
    ]
    drafts = [document(fields=odd), document(key="b"), document(key="c", type="order.paid")]
    catalogue = Catalogue()
    before = set(catalogue.event_types)
    for draft in drafts:
        catalogue.add_event_type(custom_event_type(draft))
    assert set(catalogue.event_types) - before == {"game.played"}
    assert catalogue.attribute("data.x") is not None
    assert catalogue.attribute("data.class") is None
