"""Profile fields: what a value must be, where it is wrong, and what conditions see of it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.member.harness import NOON, Folding, application, check

from shuke.engine.seal import DataKey, canonical, seal_fields
from shuke.member import (
    ProfileFieldUnknown,
    ProfileValueInvalid,
    check_profile,
    fields_of,
    identifying_fields,
)
from shuke.rule import Condition, MemberUpdated, compile_condition

FOLDING = Folding()
RELEASE = FOLDING.release
LONGEST = Folding(fields=({"key": "f", "type": "text", "class": "identifying", "max_length": 256},))
VALUES = [{"value": "a", "title": {"en": "A", "zh": "甲"}}]


def checked(**profile: Any) -> None:
    check_profile(MemberUpdated(profile), RELEASE)


def test_good_values_pass() -> None:
    profile = {
        "name": "张三",
        "city": "x" * 64,
        "children": 20,
        "pet": False,
        "birthday": "1900-01-01",
        "size": "small",
        "day-of-joy": "02-29",
        "address": None,
    }
    checked(**profile)
    assert identifying_fields(RELEASE) == {"name", "address"}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        ("name", "", "Name must be text of 1 to 64 characters."),
        ("name", "   ", "Name must be text of 1 to 64 characters."),
        ("name", "x" * 65, "Name must be text of 1 to 64 characters."),
        ("name", "张\x00三", "Name must be text of 1 to 64 characters."),
        ("name", 7, "Name must be text of 1 to 64 characters."),
        ("name", DataKey(b"k" * 32).seal("x", "y"), "Name must be text of 1 to 64 characters."),
        ("city", "s1:anything", "Name must be text of 1 to 64 characters."),
        ("name", " " * 1024 + "x", "Name must be text of 1 to 64 characters."),
        ("children", -1, "Name must be a whole number from 0 to 20."),
        ("children", 21, "Name must be a whole number from 0 to 20."),
        ("children", 1.0, "Name must be a whole number from 0 to 20."),
        ("children", True, "Name must be a whole number from 0 to 20."),
        ("children", "2", "Name must be a whole number from 0 to 20."),
        ("pet", 1, "Name must be true or false."),
        ("pet", "yes", "Name must be true or false."),
        ("birthday", "1990-02-29", "Name must be a date like 1990-05-17."),
        ("birthday", "19900517", "Name must be a date like 1990-05-17."),
        ("birthday", "1899-12-31", "Name must be a date like 1990-05-17."),
        ("birthday", "1990-W20-4", "Name must be a date like 1990-05-17."),
        ("day-of-joy", "02-30", "Name must be a month and day like 05-17."),
        ("day-of-joy", "2-3", "Name must be a month and day like 05-17."),
        ("size", ["small"], "Name must be one of small, large."),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(field: str, value: Any, wanted: str) -> None:
    with pytest.raises(ProfileValueInvalid) as refused:
        checked(**{field: value})
    assert refused.value.code == "profile_value_invalid"
    assert refused.value.status == 422
    assert refused.value.place == f"/data/profile/{field}"
    assert refused.value.detail.en == wanted


def test_a_near_value_and_a_near_field_are_offered() -> None:
    with pytest.raises(ProfileValueInvalid) as refused:
        checked(size="smal")
    assert refused.value.flaws[0].suggestion == "small"
    with pytest.raises(ProfileFieldUnknown) as unknown:
        checked(citi="上海", size="huge")
    assert unknown.value.code == "profile_field_unknown"
    assert unknown.value.hint is not None
    assert unknown.value.hint.en == "Did you mean 'city'?"
    assert [(flaw.code, flaw.place) for flaw in unknown.value.flaws] == [
        ("profile_field_unknown", "/data/profile/citi"),
        ("profile_value_invalid", "/data/profile/size"),
    ]


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(ProfileValueInvalid) as refused:
        checked(name="张三" * 40)
    assert "张三" not in str(refused.value)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_is_shown_as_it_came(day: Any) -> None:
    fields = fields_of(RELEASE)
    assert fields.shown("birthday", fields.stored("birthday", day.isoformat())) == day.isoformat()


@settings(deadline=None)
@given(st.dates())
def test_a_month_day_is_shown_as_it_came(day: Any) -> None:
    fields = fields_of(RELEASE)
    text = f"{day.month:02}-{day.day:02}"
    assert fields.shown("day-of-joy", fields.stored("day-of-joy", text)) == text


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"type": "enum"}, "/values"),
        ({"type": "text", "values": VALUES}, "/values"),
        ({"type": "enum", "values": VALUES * 2}, "/values/1/value"),
        ({"type": "text", "min": 1}, "/min"),
        ({"type": "int", "min": 2, "max": 1}, "/max"),
        ({"key": "birthday", "type": "text"}, "/type"),
    ],
)
def test_a_wrong_field_is_refused_with_its_place(document: dict[str, Any], place: str) -> None:
    whole = {"key": "f", "class": "describing", **document}
    assert [p.place for p in check(application(), "profile_field", whole)] == [place]


def condition(attribute: str, op: str, value: Any) -> bool:
    compiled = compile_condition(
        Condition(attribute=attribute, op=op, value=value), FOLDING.release.catalogue
    )
    return compiled(FOLDING.turn("member.checked_in", {}))


def test_conditions_read_the_describing_fields_only() -> None:
    FOLDING.fold(
        "member.registered",
        {
            "channel": "app",
            "code": "poster",
            "profile": {
                "city": "上海",
                "children": 2,
                "pet": True,
                "birthday": "1990-03-02",
                "size": "large",
                "day-of-joy": "05-17",
            },
        },
        created=True,
    )
    assert condition("member.profile.city", "is", "上海")
    assert condition("member.profile.children", "at_least", 2)
    assert condition("member.profile.pet", "is", True)
    assert condition("member.profile.birthday", "before", "1990-03-03")
    assert condition("member.profile.size", "in", ["large"])
    assert condition("member.profile.day-of-joy", "is", "05-17")
    assert condition("member.channel", "is", "app")
    assert condition("member.source_code", "is", "poster")
    assert condition("member.provisional", "is", False)
    assert condition("member.first_purchase", "is", True)
    assert condition("member.orders", "at_most", 0)
    assert condition("member.spent_cents", "is", 0)
    assert condition("member.registered_days", "is", 0)
    assert condition("member.registered_on", "on", "2026-03-02")
    assert not condition("member.last_order_days", "at_least", 0)
    assert condition("calendar.is_birthday", "is", True)
    assert condition("calendar.birthday_month", "is", True)
    assert "member.profile.name" not in FOLDING.release.catalogue.attributes


def test_a_birthday_without_a_year_is_a_birthday() -> None:
    field = {"key": "birthday", "type": "month_day", "class": "describing"}
    folding = Folding(fields=(field,))
    folding.fold("member.registered", {"profile": {"birthday": "03-02"}}, created=True)
    judge = compile_condition(
        Condition(attribute="calendar.is_birthday", op="is", value=True), folding.release.catalogue
    )
    assert judge(folding.turn("member.checked_in", {}))
    lunar = compile_condition(
        Condition(attribute="calendar.lunar_birthday", op="is", value=True),
        folding.release.catalogue,
    )
    assert not lunar(folding.turn("member.checked_in", {}))


def test_values_of_a_former_type_are_missing_and_break_nothing() -> None:
    folding = Folding(fields=({"key": "city", "type": "int", "class": "describing"},))
    folding.member.profile["city"] = "上海"
    judge = compile_condition(
        Condition(attribute="member.profile.city", op="at_least", value=0),
        folding.release.catalogue,
    )
    assert not judge(folding.turn("member.checked_in", {}, at=NOON))


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=256),
    st.text(alphabet=" \t\n\x1f\u3000", max_size=1200),
)
def test_what_the_door_lets_in_can_be_read_again_once_sealed(text: str, padding: str) -> None:
    release = LONGEST.release
    updated = release.catalogue.event_type("member.updated")
    data = updated.convert({"profile": {"f": padding + text}})
    try:
        check_profile(data, release)
    except ProfileValueInvalid:
        return
    sealed = seal_fields(updated.identifying, data, DataKey(b"k" * 32), None)
    assert updated.read(canonical(sealed)) == sealed
