"""Snapshots of conditions read aloud, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from tests.rule.turns import CATALOGUE, condition

from shuke.rule import Catalogue, sentence
from shuke.rule.wording import count, day, glue, money

DAIRY = {"attribute": "line.department", "op": "is", "value": "DAIRY"}
SILVER = {"attribute": "member.tier.main", "op": "at_least", "value": "silver"}
FIFTY = {"lines": "sum", "where": DAIRY, "of": "line.paid_cents", "op": "at_least", "value": 5000}
WEEKDAYS = {"attribute": "calendar.weekday", "op": "in", "value": [3, 6]}


def compare(attribute: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"attribute": attribute, "op": op, "value": value}


DEEP_ZH = """\
全部满足：
- 等级至少为银卡
- 任一满足：
  - 星期为周三或周六
  - 全部满足：
    - 部类为「DAIRY」的各行金额合计至少 ¥50.00
    - 等级至少为银卡"""
DEEP_EN = """\
all of:
- tier is Silver or above
- any of:
  - weekday is Wednesday or Saturday
  - all of:
    - lines whose department is “DAIRY” total at least ¥50.00
    - tier is Silver or above"""
EAST_EN = "(any of: weekday is Wednesday or Saturday; tier is Silver or above), and store is “East”"

SNAPSHOTS: list[tuple[dict[str, Any], str, str]] = [
    (
        {"all": [SILVER, FIFTY]},
        "等级至少为银卡，且部类为「DAIRY」的各行金额合计至少 ¥50.00",
        "tier is Silver or above and lines whose department is “DAIRY” total at least ¥50.00",
    ),
    (WEEKDAYS, "星期为周三或周六", "weekday is Wednesday or Saturday"),
    (
        compare("calendar.weekday", "between", [1, 5]),
        "星期在周一到周五之间",
        "weekday is between Monday and Friday",
    ),
    (
        compare("calendar.minute_of_day", "between", ["22:00", "06:00"]),
        "时间在 22:00 到次日 06:00 之间",
        "time of day is between 22:00 and 06:00 the next day",
    ),
    (
        compare("calendar.minute_of_day", "between", ["10:00", "11:30"]),
        "时间在 10:00 到 11:30 之间",
        "time of day is between 10:00 and 11:30",
    ),
    (
        compare("order.total_cents", "between", [100000, 123450]),
        "订单合计在 ¥1,000.00 到 ¥1,234.50 之间",
        "order total is between ¥1,000.00 and ¥1,234.50",
    ),
    (
        compare("order.total_cents", "is", 52100),
        "订单合计为 ¥521.00",
        "order total is ¥521.00",
    ),
    (
        compare("member.registered_days", "at_most", 1),
        "注册天数至多 1 天",
        "days since registration is at most 1 day",
    ),
    (
        compare("member.registered_days", "between", [7, 30]),
        "注册天数在 7 到 30 天之间",
        "days since registration is between 7 and 30 days",
    ),
    (compare("order.store", "not_in", ["A", "B", "C"]),
     "门店不为「A」、「B」或「C」", "store is not “A”, “B” or “C”"),
    (compare("order.store", "absent"), "门店没有值", "store is absent"),
    (compare("order.channel", "starts_with", "app"), "渠道以「app」开头",
     "channel starts with “app”"),
    (compare("member.tier.main", "is", "gold"), "等级为金卡", "tier is Gold"),
    (compare("member.tier.main", "less_than", "gold"), "等级低于金卡", "tier is below Gold"),
    (compare("calendar.is_birthday", "is", True), "当天是会员生日", "it is the member's birthday"),
    (compare("calendar.is_birthday", "is_not", True), "当天不是会员生日",
     "it is not the member's birthday"),
    (compare("calendar.days.holidays", "is", True), "当天属于「法定节假日」",
     "the day is in “Legal holidays”"),
    (compare("member.staff", "is", False), "员工为否", "staff is no"),
    (compare("calendar.date", "on", "2026-11-11"), "日期为 2026-11-11", "date is 11 Nov 2026"),
    (compare("member.visited", "within_days", 30), "最近到店在最近 30 天内",
     "last visit is within the last 30 days"),
    (compare("member.visited", "older_than_days", 1), "最近到店在 1 天以前",
     "last visit is more than 1 day ago"),
    (compare("member.visited", "anniversary_within_days", 7), "最近到店的周年日在 7 天内",
     "the anniversary of last visit is at most 7 days ahead"),
    (compare("member.tags", "has_all", ["新妈妈", "VIP"]), "标签含「新妈妈」和「VIP」",
     "tags include “新妈妈” and “VIP”"),
    (compare("calendar.lunar_day", "in", [1, 15]), "农历日为初一或十五",
     "lunar day is lunar day 1 or lunar day 15"),
    (compare("member.seen_at", "after", "2026-11-21T14:02:00+08:00"),
     "最近活跃晚于 2026-11-21 14:02 UTC+08:00",
     "last seen is after 21 Nov 2026, 14:02 UTC+08:00"),
    ({"lines": "any", "where": {"all": [DAIRY, compare("line.quantity", "at_least", 2)]}},
     "至少有一行部类为「DAIRY」且数量至少 2",
     "there is a line whose department is “DAIRY” and quantity is at least 2"),
    ({"lines": "every", "where": {"none": [DAIRY]}},
     "每一行都并非部类为「DAIRY」",
     "for every line, not department is “DAIRY”"),
    ({"lines": "count", "op": "at_least", "value": 3}, "行数至少 3 行",
     "the number of lines is at least 3"),
    ({"lines": "sum", "of": "line.quantity", "op": "more_than", "value": 10},
     "各行数量合计超过 10", "the total quantity of all lines is more than 10"),
    (
        {"any": [WEEKDAYS, SILVER]},
        "任一满足：星期为周三或周六；等级至少为银卡",
        "any of: weekday is Wednesday or Saturday; tier is Silver or above",
    ),
    (
        {"none": [compare("order.channel", "is", "app")]},
        "都不满足：渠道为「app」",
        "none of: channel is “app”",
    ),
    (
        {"all": [{"any": [WEEKDAYS, SILVER]}, compare("order.store", "is", "East")]},
        "（任一满足：星期为周三或周六；等级至少为银卡），且门店为「East」",
        EAST_EN,
    ),
    (
        {"all": [SILVER, {"any": [WEEKDAYS, {"all": [FIFTY, SILVER]}]}]},
        DEEP_ZH,
        DEEP_EN,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("document", "zh", "en"), SNAPSHOTS)
def test_sentences(document: dict[str, Any], zh: str, en: str) -> None:
    made = condition(document)
    assert sentence(made, CATALOGUE, "zh-CN") == zh
    assert sentence(made, CATALOGUE, "en") == en


def test_long_lists_are_cut() -> None:
    made = condition(compare("order.store", "in", [f"S{n}" for n in range(40)]))
    assert sentence(made, CATALOGUE, "zh") == (
        "门店为「S0」、「S1」、「S2」、「S3」、「S4」、…（另 35 个）"
    )
    assert sentence(made, CATALOGUE, "en") == ("store is “S0”, “S1”, “S2”, “S3”, “S4”, … (35 more)")


def test_money_follows_the_programme() -> None:
    made = condition(compare("order.total_cents", "at_least", 5000))
    for currency, digits, said in [
        ("CNY", 2, "¥50.00"),
        ("JPY", 0, "¥5,000"),
        ("USD", 2, "$50.00"),
        ("CHF", 2, "CHF\N{NO-BREAK SPACE}50.00"),
        ("KWD", 3, "KWD\N{NO-BREAK SPACE}5.000"),
    ]:
        catalogue = Catalogue(currency=currency, minor_digits=digits)
        assert sentence(made, catalogue, "en") == f"order total is at least {said}"
    assert money(-2000, "CNY", 2) == "-¥20.00"
    assert money(-5, "CNY", 2) == "-¥0.05"


def test_small_words() -> None:
    assert day(739_576, "en") == "21 Nov 2025"
    assert count(1, None, "en") == "1"
    assert count(1234.5, None, "zh") == "1,234.5"
    assert glue("已给", "1,204", "人", "发券") == "已给 1,204 人发券"
