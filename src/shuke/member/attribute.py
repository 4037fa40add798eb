"""What conditions may ask of a member: history, recruitment and the describing profile."""

from __future__ import annotations

from typing import Any

from shuke.engine import Documents
from shuke.kernel import Text
from shuke.member.profile import ProfileField
from shuke.rule import Attribute, AttributeType, Choice, birthday_attributes

_DAYS = Text(en="days", zh="天")


def attributes(documents: Documents) -> list[Attribute]:
    """The member's attributes, and one for each describing profile field."""
    fields = documents.get("profile_field", {})
    return [
        *_MEMBER,
        *birthday_attributes("t.state.member.birthday"),
        *(_profile(fields[k]) for k in sorted(fields) if fields[k].field_class == "describing"),
    ]


def days_between(earlier: int, later: int) -> int | None:
    """Days from an ordinal to a later one; None for never (0), 0 for a late event before it."""
    return max(later - earlier, 0) if earlier else None


def _as_int(value: Any) -> int | None:
    return value if type(value) is int else None


def _as_text(value: Any) -> str | None:
    return value if type(value) is str else None


def _as_bool(value: Any) -> bool | None:
    return value if type(value) is bool else None


def _as_month_day(value: Any) -> str | None:
    return f"{value // 100:02}-{value % 100:02}" if type(value) is int else None


# A field whose type was changed still has values of the old type in some states: those are missing.
_TYPES: dict[str, tuple[AttributeType, str, Any]] = {
    "text": ("text", "_as_text", _as_text),
    "int": ("int", "_as_int", _as_int),
    "bool": ("bool", "_as_bool", _as_bool),
    "date": ("date", "_as_int", _as_int),
    "enum": ("enum", "_as_text", _as_text),
    "month_day": ("text", "_as_month_day", _as_month_day),
}


def _profile(field: ProfileField) -> Attribute:
    type_, name, read = _TYPES[field.type]
    # The key's pattern (lower-case letters, digits, - and _) leaves nothing to escape.
    return Attribute(
        f"member.profile.{field.key}",
        type_,
        field.name,
        f"{name}(t.state.member.profile.get({field.key!r}))",
        values=tuple(Choice(choice.value, choice.title) for choice in field.values),
        uses={name: read},
    )


def _member(
    name: str, type_: AttributeType, title: Text, expr: str, *, optional: bool = False, **more: Any
) -> Attribute:
    return Attribute(f"member.{name}", type_, title, expr, optional=optional, **more)


_MEMBER = (
    _member("orders", "int", Text(en="orders so far", zh="累计订单数"), "t.state.member.orders"),
    _member(
        "spent_cents",
        "cents",
        Text(en="spent so far, less refunds", zh="累计净消费"),
        "max(t.state.member.spent_cents, 0)",
    ),
    _member(
        "first_purchase",
        "bool",
        Text(en="first purchase", zh="首次消费"),
        "(not t.state.member.orders)",
        said=(
            Text(en="it is the member's first purchase", zh="是会员首次消费"),
            Text(en="it is not the member's first purchase", zh="不是会员首次消费"),
        ),
    ),
    _member(
        "last_order_days",
        "int",
        Text(en="days since the last order", zh="距上次消费天数"),
        "_days_between(t.state.member.last_order_day, t.day)",
        optional=True,
        unit=_DAYS,
        uses={"_days_between": days_between},
    ),
    _member(
        "registered_days",
        "int",
        Text(en="days since registration", zh="注册天数"),
        "_days_between(t.state.member.registered_day, t.day)",
        optional=True,
        unit=_DAYS,
        uses={"_days_between": days_between},
    ),
    _member(
        "registered_on",
        "date",
        Text(en="day of registration", zh="注册日"),
        "(t.state.member.registered_day or None)",
        optional=True,
    ),
    _member(
        "provisional",
        "bool",
        Text(en="provisional member", zh="未确认会员"),
        "t.state.member.provisional",
        said=(
            Text(en="the member is provisional", zh="是未确认会员"),
            Text(en="the member is not provisional", zh="不是未确认会员"),
        ),
    ),
    _member(
        "channel",
        "text",
        Text(en="recruitment channel", zh="招募渠道"),
        "t.state.member.channel",
        optional=True,
    ),
    _member(
        "source_code",
        "text",
        Text(en="channel code", zh="渠道码"),
        "t.state.member.code",
        optional=True,
    ),
)
