"""Attributes of the calendar: the business day and time of an event in the programme's zone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from shuke.kernel import Text
from shuke.rule.anniversary import days_to_anniversary
from shuke.rule.attribute import Attribute, Choice
from shuke.rule.lunar import in_leap_month, is_lunar_birthday, lunar_day, lunar_month

_WEEKDAYS = (
    ("Monday", "周一"),
    ("Tuesday", "周二"),
    ("Wednesday", "周三"),
    ("Thursday", "周四"),
    ("Friday", "周五"),
    ("Saturday", "周六"),
    ("Sunday", "周日"),
)
_MONTHS = (
    ("January", "1 月"),
    ("February", "2 月"),
    ("March", "3 月"),
    ("April", "4 月"),
    ("May", "5 月"),
    ("June", "6 月"),
    ("July", "7 月"),
    ("August", "8 月"),
    ("September", "9 月"),
    ("October", "10 月"),
    ("November", "11 月"),
    ("December", "12 月"),
)
_LUNAR_MONTHS = "正二三四五六七八九十冬腊"
_TENS, _ONES = "初十廿", "一二三四五六七八九十"

WEEKDAYS: Final = tuple(Choice(i, Text(en=en, zh=zh)) for i, (en, zh) in enumerate(_WEEKDAYS, 1))
MONTHS: Final = tuple(Choice(i, Text(en=en, zh=zh)) for i, (en, zh) in enumerate(_MONTHS, 1))
LUNAR_MONTHS: Final = tuple(
    Choice(i, Text(en=f"lunar month {i}", zh=f"{zh}月")) for i, zh in enumerate(_LUNAR_MONTHS, 1)
)


def _lunar_day_name(day: int) -> str:
    """初一 … 初十, 十一 … 十九, 二十, 廿一 … 廿九, 三十."""
    if day in (20, 30):
        return {20: "二十", 30: "三十"}[day]
    return _TENS[(day - 1) // 10] + _ONES[(day - 1) % 10]


LUNAR_DAYS: Final = tuple(
    Choice(i, Text(en=f"lunar day {i}", zh=_lunar_day_name(i))) for i in range(1, 31)
)

Calendars = Mapping[str, tuple[Text, Collection[date]]]
"""Named days by the key of their calendar: its name and its days."""

CALENDAR: Final = (
    Attribute(
        "calendar.weekday",
        "enum",
        Text(en="weekday", zh="星期"),
        "((t.day + 6) % 7 + 1)",
        optional=False,
        values=WEEKDAYS,
        ordered=True,
    ),
    Attribute(
        "calendar.minute_of_day",
        "time",
        Text(en="time of day", zh="时间"),
        "(t.local.hour * 60 + t.local.minute)",
        optional=False,
        least=0,
        most=1439,
    ),
    Attribute(
        "calendar.day_of_month",
        "int",
        Text(en="day of the month", zh="日"),
        "t.local.day",
        optional=False,
        unit=Text(en="", zh="日"),
        least=1,
        most=31,
    ),
    Attribute(
        "calendar.month",
        "enum",
        Text(en="month", zh="月份"),
        "t.local.month",
        optional=False,
        values=MONTHS,
        ordered=True,
    ),
    Attribute("calendar.date", "date", Text(en="date", zh="日期"), "t.day", optional=False),
    Attribute(
        "calendar.lunar_month",
        "enum",
        Text(en="lunar month", zh="农历月"),
        "_lunar_month(t.day)",
        values=LUNAR_MONTHS,
        ordered=True,
        uses={"_lunar_month": lunar_month},
    ),
    Attribute(
        "calendar.lunar_day",
        "enum",
        Text(en="lunar day", zh="农历日"),
        "_lunar_day(t.day)",
        values=LUNAR_DAYS,
        ordered=True,
        uses={"_lunar_day": lunar_day},
    ),
    Attribute(
        "calendar.lunar_leap_month",
        "bool",
        Text(en="leap lunar month", zh="闰月"),
        "_leap_month(t.day)",
        uses={"_leap_month": in_leap_month},
        said=(
            Text(en="the lunar month is a leap month", zh="在闰月"),
            Text(en="the lunar month is not a leap month", zh="不在闰月"),
        ),
    ),
)


def named_days(calendars: Calendars) -> tuple[Attribute, ...]:
    """`calendar.holiday` (a day of any calendar) and one `calendar.days.<key>` for each of them."""
    every: set[int] = set()
    found: list[Attribute] = []
    for key, (name, days) in calendars.items():
        ordinals = frozenset(day.toordinal() for day in days)
        every |= ordinals
        local = "_days_" + key.replace("-", "_")
        found.append(
            Attribute(
                f"calendar.days.{key}",
                "bool",
                name,
                f"(t.day in {local})",
                optional=False,
                uses={local: ordinals},
                said=(
                    Text(en=f"the day is in “{name.en}”", zh=f"当天属于「{name.zh}」"),
                    Text(en=f"the day is not in “{name.en}”", zh=f"当天不属于「{name.zh}」"),
                ),
            )
        )
    holiday = Attribute(
        "calendar.holiday",
        "bool",
        Text(en="named day", zh="节日"),
        "(t.day in _named_days)",
        optional=False,
        uses={"_named_days": frozenset(every)},
        said=(
            Text(en="the day is a holiday", zh="当天是节日"),
            Text(en="the day is not a holiday", zh="当天不是节日"),
        ),
    )
    return (holiday, *found)


def birthday_attributes(expr: str) -> tuple[Attribute, ...]:
    """The attributes of a birthday; `expr` yields the ordinal of the date of birth, or None.

    Someone born on 29 February has the birthday on the 28th in other years. False, never missing,
    for members whose birthday is not known.
    """
    return (
        Attribute(
            "calendar.is_birthday",
            "bool",
            Text(en="birthday", zh="生日当天"),
            f"_is_birthday({expr}, t.day)",
            optional=False,
            uses={"_is_birthday": _is_birthday},
            said=(
                Text(en="it is the member's birthday", zh="当天是会员生日"),
                Text(en="it is not the member's birthday", zh="当天不是会员生日"),
            ),
        ),
        Attribute(
            "calendar.birthday_month",
            "bool",
            Text(en="month of the birthday", zh="生日当月"),
            f"_birthday_month({expr}, t.local.month)",
            optional=False,
            uses={"_birthday_month": _birthday_month},
            said=(
                Text(en="it is the month of the member's birthday", zh="当月是会员生日月"),
                Text(en="it is not the month of the member's birthday", zh="当月不是会员生日月"),
            ),
        ),
        Attribute(
            "calendar.lunar_birthday",
            "bool",
            Text(en="lunar birthday", zh="农历生日当天"),
            f"_lunar_birthday({expr}, t.day)",
            optional=False,
            uses={"_lunar_birthday": is_lunar_birthday},
            said=(
                Text(en="it is the member's lunar birthday", zh="当天是会员农历生日"),
                Text(en="it is not the member's lunar birthday", zh="当天不是会员农历生日"),
            ),
        ),
    )


def _is_birthday(born: int | None, today: int) -> bool:
    return born is not None and days_to_anniversary(born, today) == 0


def _birthday_month(born: int | None, month: int) -> bool:
    return born is not None and date.fromordinal(born).month == month
