"""Declared profile fields: what a brand may know of a member, and which of it names a person.

A `describing` field may be asked for in conditions and lies in the member's state; an `identifying`
one is sealed at the door and never folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from shuke.engine import Checking, Document, Kind, is_sealed
from shuke.kernel import ShukeError, Text
from shuke.member.state import Stored
from shuke.rule import Problem, nearest

if TYPE_CHECKING:
    from shuke.engine import Release

FieldType = Literal["text", "int", "bool", "date", "enum", "month_day"]
INT_MAX: Final = 2**53
"""Beyond this JSON readers in browsers lose digits."""

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_FIRST_YEAR = 1900
_TEXT_BYTES = 4 * 256
"""As typed: it is sealed as it came, and the token has its own bound (rule.MemberUpdated)."""


class FieldValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One allowed value of an `enum` field."""

    value: Annotated[str, Meta(min_length=1, max_length=64)]
    title: Text


class ProfileField(Document, tag="profile_field"):
    """A field of the profile. The key `birthday` (date or month_day) feeds birthday conditions."""

    type: FieldType
    field_class: Literal["identifying", "describing"] = msgspec.field(name="class")
    values: Annotated[list[FieldValue], Meta(max_length=200)] = []
    """For `enum`: the allowed values in their order."""
    max_length: Annotated[int, Meta(ge=1, le=256)] = 64
    """For `text`: characters."""
    min: Annotated[int, Meta(ge=-INT_MAX, le=INT_MAX)] | None = None
    max: Annotated[int, Meta(ge=-INT_MAX, le=INT_MAX)] | None = None


class ProfileFieldUnknown(ShukeError):
    """The profile has no such field."""

    code = "profile_field_unknown"
    status = 422
    title = Text(en="Unknown profile field", zh="未知的资料字段")


class ProfileValueInvalid(ShukeError):
    """A profile value is not what its field allows."""

    code = "profile_value_invalid"
    status = 422
    title = Text(en="A profile value is not valid", zh="资料值不合格式")


class ProfileTooLarge(ShukeError):
    """All describing values together are larger than a state may carry."""

    code = "profile_too_large"
    status = 422
    title = Text(en="The profile is too large", zh="资料过大")


@dataclass(frozen=True, slots=True)
class Fields:
    """The profile fields of a release."""

    by_key: Mapping[str, ProfileField]
    identifying: frozenset[str]

    @classmethod
    def of(cls, documents: Mapping[str, ProfileField]) -> Fields:
        """The fields of the documents of a release."""
        sealed = frozenset(k for k, f in documents.items() if f.field_class == "identifying")
        return cls(dict(documents), sealed)

    def check(self, profile: Mapping[str, Any], place: str = "/data/profile") -> None:
        """Raise for the first wrong value, with all of them as flaws; values are still in clear."""
        flaws: list[Problem] = []
        for key, value in profile.items():
            flaw = self._flaw(key, value, f"{place}/{key}")
            if flaw is not None:
                flaws.append(flaw)
        if not flaws:
            return
        unknown = flaws[0].code == ProfileFieldUnknown.code
        error = ProfileFieldUnknown if unknown else ProfileValueInvalid
        near = flaws[0].suggestion
        raise error(
            flaws[0].message,
            hint=Text(en=f"Did you mean {near!r}?", zh=f"是不是 {near!r}？") if near else None,
            place=flaws[0].place,
            flaws=flaws,
        )

    def stored(self, key: str, value: Any) -> Stored:
        """A describing value as the state keeps it. Raises ValueError."""
        return _READERS[self.by_key[key].type](self.by_key[key], value)

    def shown(self, key: str, stored: Stored) -> Any:
        """The reverse of `stored`: the value as JSON has it (dates as text)."""
        field = self.by_key.get(key)
        if field is not None and type(stored) is int:
            if field.type == "date":
                return date.fromordinal(stored).isoformat()
            if field.type == "month_day":
                return f"{stored // 100:02}-{stored % 100:02}"
        return stored

    def _flaw(self, key: str, value: Any, place: str) -> Problem | None:
        field = self.by_key.get(key)
        if field is None:
            return Problem(
                ProfileFieldUnknown.code,
                place,
                Text(en=f"There is no profile field {key!r}.", zh=f"没有资料字段 {key!r}。"),
                nearest(key, list(self.by_key)),
            )
        if value is None:
            return None
        try:
            if is_sealed(value):
                raise ValueError("looks like a sealed value")
            _READERS[field.type](field, value)
        except ValueError:
            # The sentence never repeats the value: it may be the name of a person.
            wanted = _wanted(field)
            suggestion = None
            if field.type == "enum" and type(value) is str:
                suggestion = nearest(value, [v.value for v in field.values])
            return Problem(
                ProfileValueInvalid.code,
                place,
                Text(
                    en=f"{field.name.en} must be {wanted.en}.",
                    zh=f"{field.name.zh}须为{wanted.zh}。",
                ),
                suggestion,
            )
        return None


def check_profile(data: Any, release: Release) -> None:
    """Check the profile in an event's data at the door, before anything is sealed.

    Raises ProfileFieldUnknown or ProfileValueInvalid with the place.
    """
    profile = getattr(data, "profile", None)
    if profile:
        fields_of(release).check(profile)


def identifying_fields(release: Release) -> frozenset[str]:
    """The profile fields that are sealed."""
    return fields_of(release).identifying


def fields_of(release: Release) -> Fields:
    """The profile fields of a release."""
    fields = release.plans["member"].fields
    assert isinstance(fields, Fields)
    return fields


def _text(field: ProfileField, value: Any) -> Stored:
    if type(value) is not str or len(value.encode()) > _TEXT_BYTES:
        raise ValueError("not text, or far too long")
    text = unicodedata.normalize("NFC", value).strip()
    if not 1 <= len(text) <= field.max_length:
        raise ValueError("too long or empty")
    if any(unicodedata.category(char)[0] == "C" for char in text):
        raise ValueError("control character")
    return text


def _int(field: ProfileField, value: Any) -> Stored:
    if type(value) is not int or not -INT_MAX <= value <= INT_MAX:
        raise ValueError("not a whole number")
    if field.min is not None and value < field.min:
        raise ValueError("below the least")
    if field.max is not None and value > field.max:
        raise ValueError("above the most")
    return value


def _bool(_field: ProfileField, value: Any) -> Stored:
    if type(value) is not bool:
        raise ValueError("not true or false")
    return value


def _date(_field: ProfileField, value: Any) -> Stored:
    # Python reads 2026-W48-4 as well, which nobody else does.
    if type(value) is not str or len(value) != 10 or value[7] != "-":
        raise ValueError("not a date")
    day = date.fromisoformat(value)
    if day.year < _FIRST_YEAR:
        raise ValueError("too long ago")
    return day.toordinal()


def _month_day(_field: ProfileField, value: Any) -> Stored:
    found = _MONTH_DAY.fullmatch(value) if type(value) is str else None
    if found is None:
        raise ValueError("not a month and day")
    month, day = int(found[1]), int(found[2])
    date(2000, month, day)  # a leap year: 29 February is a birthday
    return month * 100 + day


def _enum(field: ProfileField, value: Any) -> Stored:
    if type(value) is not str or all(value != choice.value for choice in field.values):
        raise ValueError("not among the values")
    return value


_READERS: dict[str, Callable[[ProfileField, Any], Stored]] = {
    "text": _text,
    "int": _int,
    "bool": _bool,
    "date": _date,
    "month_day": _month_day,
    "enum": _enum,
}


def _wanted(field: ProfileField) -> Text:
    if field.type == "text":
        return Text(
            en=f"text of 1 to {field.max_length} characters", zh=f" 1 到 {field.max_length} 个字"
        )
    if field.type == "int":
        low = field.min if field.min is not None else -INT_MAX
        high = field.max if field.max is not None else INT_MAX
        return Text(en=f"a whole number from {low} to {high}", zh=f" {low} 到 {high} 的整数")
    if field.type == "enum":
        named = ", ".join(choice.value for choice in field.values[:20])
        return Text(en=f"one of {named}", zh=f"以下之一：{named}")
    return {
        "bool": Text(en="true or false", zh=" true 或 false"),
        "date": Text(en="a date like 1990-05-17", zh="形如 1990-05-17 的日期"),
        "month_day": Text(en="a month and day like 05-17", zh="形如 05-17 的月日"),
    }[field.type]


def _check(document: ProfileField, _checking: Checking) -> list[Problem]:
    found: list[Problem] = []

    def wrong(place: str, en: str, zh: str, code: str = "profile_field_invalid") -> None:
        found.append(Problem(code, place, Text(en=en, zh=zh)))

    named = [choice.value for choice in document.values]
    if document.type == "enum" and not named:
        wrong("/values", "An enum field needs values.", "枚举字段要有取值。")
    if document.type != "enum" and named:
        wrong("/values", "Only an enum field has values.", "只有枚举字段才有取值。")
    for place, value in enumerate(named):
        if value in named[:place]:
            wrong(f"/values/{place}/value", f"{value!r} stands twice.", f"{value!r} 重复。")
    bounds = (document.min, document.max)
    if document.type != "int" and bounds != (None, None):
        wrong("/min", "Only an int field has a range.", "只有整数字段才有范围。")
    if document.min is not None and document.max is not None and document.min > document.max:
        wrong("/max", "The range is empty.", "范围为空。", "range_empty")
    if document.key == "birthday" and document.type not in ("date", "month_day"):
        wrong("/type", "birthday is a date or a month_day.", "birthday 须为 date 或 month_day。")
    return found


PROFILE_FIELD = Kind(
    "profile_field", ProfileField, Text(en="Profile field", zh="资料字段"), "member", _check
)
