"""The calendar: days and times in the programme's zone, birthdays, and the lunar year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import cnlunar
import pytest
from tests.rule.turns import CATALOGUE, condition, turn

from shuke.rule import compile_condition, explain
from shuke.rule.anniversary import days_to_anniversary
from shuke.rule.lunar import LunarDate, is_lunar_birthday, lunar_date, month_days


def ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def judge(document: dict[str, Any], when: str, **world: Any) -> bool:
    made, now = condition(document), turn(when=when, **world)
    held = compile_condition(made, CATALOGUE)(now)
    assert explain(made, now, CATALOGUE).passed is held
    return held


def test_the_weekday_is_that_of_the_programmes_zone() -> None:
    # Monday 07:00 in Shanghai is still Sunday in UTC.
    monday = {"attribute": "calendar.weekday", "op": "is", "value": 1}
    assert judge(monday, "2026-11-22T23:00:00+00:00")
    assert judge(monday, "2026-11-23T07:00:00+08:00")
    assert not judge(monday, "2026-11-22T15:59:59+00:00")
    for offset in range(7):
        day = date(2026, 11, 23) + timedelta(days=offset)
        made = {"attribute": "calendar.weekday", "op": "is", "value": day.isoweekday()}
        assert judge(made, f"{day}T12:00:00+08:00")


@pytest.mark.parametrize(
    ("low", "high", "clock", "inside"),
    [
        ("22:00", "06:00", "22:00", True),
        ("22:00", "06:00", "21:59", False),
        ("22:00", "06:00", "00:00", True),
        ("22:00", "06:00", "06:00", True),
        ("22:00", "06:00", "06:01", False),
        ("22:00", "06:00", "12:00", False),
        ("06:00", "22:00", "12:00", True),
        ("06:00", "22:00", "23:00", False),
        ("10:00", "10:00", "10:00", True),
        ("10:00", "10:00", "10:01", False),
    ],
)
def test_a_time_slot_may_span_midnight(low: str, high: str, clock: str, inside: bool) -> None:
    slot = {"attribute": "calendar.minute_of_day", "op": "between", "value": [low, high]}
    assert judge(slot, f"2026-11-21T{clock}:30+08:00") is inside


def test_named_days_come_from_the_calendars() -> None:
    holiday = {"attribute": "calendar.holiday", "op": "is", "value": True}
    legal = {"attribute": "calendar.days.holidays", "op": "is", "value": True}
    for document in (holiday, legal):
        assert judge(document, "2026-10-01T00:00:00+08:00")
        assert judge(document, "2026-10-01T23:59:59+08:00")
        assert not judge(document, "2026-10-02T00:00:00+08:00")


@pytest.mark.parametrize(
    ("attribute", "op", "value", "when", "held"),
    [
        ("calendar.day_of_month", "is", 21, "2026-11-21T23:59:59+08:00", True),
        ("calendar.month", "in", [11, 12], "2026-11-30T23:59:59+08:00", True),
        ("calendar.month", "is", 12, "2026-11-30T16:00:00+00:00", True),
        ("calendar.date", "on", "2026-12-01", "2026-11-30T16:00:00+00:00", True),
        (
            "calendar.date",
            "between",
            ["2026-11-11", "2026-11-30"],
            "2026-11-30T23:59:59+08:00",
            True,
        ),
        ("calendar.date", "before", "2026-11-30", "2026-11-30T00:00:00+08:00", False),
        ("calendar.lunar_month", "is", 8, "2026-09-25T12:00:00+08:00", True),
        ("calendar.lunar_day", "is", 15, "2026-09-25T12:00:00+08:00", True),
        ("calendar.lunar_leap_month", "is", True, "2025-07-25T12:00:00+08:00", True),
        ("calendar.lunar_leap_month", "is", True, "2025-07-24T12:00:00+08:00", False),
    ],
)
def test_days(attribute: str, op: str, value: Any, when: str, held: bool) -> None:
    assert judge({"attribute": attribute, "op": op, "value": value}, when) is held


@pytest.mark.parametrize(
    ("born", "today", "ahead"),
    [
        ("1990-11-21", "2026-11-21", 0),
        ("1990-11-22", "2026-11-21", 1),
        ("1990-11-20", "2026-11-21", 364),
        ("2000-02-29", "2026-02-28", 0),
        ("2000-02-29", "2026-02-27", 1),
        ("2000-02-29", "2028-02-28", 1),
        ("2000-02-29", "2028-02-29", 0),
        ("2000-02-29", "2027-03-01", 365),
        ("2000-02-28", "2028-02-28", 0),
    ],
)
def test_anniversaries(born: str, today: str, ahead: int) -> None:
    assert days_to_anniversary(ordinal(born), ordinal(today)) == ahead
    birthday = {"attribute": "calendar.is_birthday", "op": "is", "value": True}
    assert judge(birthday, f"{today}T12:00:00+08:00", birthday=ordinal(born)) is (ahead == 0)


def test_the_month_of_the_birthday() -> None:
    document = {"attribute": "calendar.birthday_month", "op": "is", "value": True}
    assert judge(document, "2026-11-01T00:00:00+08:00", birthday=ordinal("1990-11-21"))
    assert not judge(document, "2026-12-01T00:00:00+08:00", birthday=ordinal("1990-11-21"))
    assert not judge(document, "2026-11-01T00:00:00+08:00", birthday=None)


def test_lunar_dates_are_those_of_the_almanac() -> None:
    day = date(1901, 2, 19).toordinal()
    last = date(2100, 2, 8).toordinal()
    while day <= last:
        when = datetime.combine(date.fromordinal(day), datetime.min.time())
        theirs = cnlunar.Lunar(when, godType="8char")
        ours = (
            theirs.lunarYear,
            theirs.lunarMonth,
            theirs.lunarDay,
            bool(theirs.isLunarLeapMonth),
        )
        assert lunar_date(day) == ours
        # A prime step meets every month, weekday and day of the month in time.
        day += 97


def test_outside_the_tables_there_is_no_lunar_date() -> None:
    assert lunar_date(date(1901, 2, 19).toordinal()) == LunarDate(1901, 1, 1, False)
    assert lunar_date(date(1901, 2, 18).toordinal()) is None
    assert lunar_date(date(2100, 2, 8).toordinal()) == LunarDate(2099, 12, 30, False)
    assert lunar_date(date(2100, 2, 9).toordinal()) is None
    assert not is_lunar_birthday(date(1850, 1, 1).toordinal(), date(2026, 1, 1).toordinal())


def lunar_birthdays(born: str, year: int) -> list[str]:
    """The days of a year that are somebody's lunar birthday."""
    first = date(year, 1, 1).toordinal()
    days = (first + offset for offset in range(366))
    return [
        date.fromordinal(day).isoformat() for day in days if is_lunar_birthday(ordinal(born), day)
    ]


def test_a_plain_lunar_birthday() -> None:
    # Mid-autumn 1990 (1990-10-03) is the 15th of the 8th month.
    assert lunar_date(ordinal("1990-10-03")) == LunarDate(1990, 8, 15, False)
    assert lunar_birthdays("1990-10-03", 2026) == ["2026-09-25"]


def test_born_in_a_plain_month_the_leap_month_is_not_a_second_birthday() -> None:
    # 2025 has a second 6th month from 25 July.
    assert lunar_date(ordinal("1991-07-12")) == LunarDate(1991, 6, 1, False)
    assert lunar_birthdays("1991-07-12", 2025) == ["2025-06-25"]


def test_born_in_a_leap_month_it_is_kept_there_else_in_the_plain_one() -> None:
    # 1987 had a second 6th month from 26 July; 2025 has one too, 2026 has none.
    assert lunar_date(ordinal("1987-07-26")) == LunarDate(1987, 6, 1, True)
    assert lunar_birthdays("1987-07-26", 2025) == ["2025-07-25"]
    assert lunar_birthdays("1987-07-26", 2026) == ["2026-07-14"]


def test_born_on_the_30th_of_a_month_that_has_29_days_this_year() -> None:
    born = next(
        day
        for day in range(ordinal("1990-01-01"), ordinal("1999-12-31"))
        if (found := lunar_date(day)) is not None
        and found.day == 30
        and not found.leap
        and month_days(2026, found.month, leap=False) == 29
    )
    month = lunar_date(born)
    assert month is not None
    days = [
        day
        for day in range(ordinal("2026-02-17"), ordinal("2027-02-06"))
        if is_lunar_birthday(born, day)
    ]
    assert [lunar_date(day) for day in days] == [LunarDate(2026, month.month, 29, False)]


def test_the_lunar_birthday_of_a_member() -> None:
    document = {"attribute": "calendar.lunar_birthday", "op": "is", "value": True}
    assert judge(document, "2026-09-25T08:00:00+08:00", birthday=ordinal("1990-10-03"))
    assert not judge(document, "2026-09-25T08:00:00+08:00", birthday=None)
