"""The demo's programme: every document is sound, and it has what the demo promises."""

from datetime import timedelta

from shuke.app import application
from shuke.cli.demo.dataset import EXCLUDED_CATEGORIES, EXCLUDED_DEPARTMENTS
from shuke.cli.demo.programme import programme_yaml
from shuke.engine import Document, check_documents, kind_of, plain, read_yaml


def documents() -> dict[str, dict[str, Document]]:
    found: dict[str, dict[str, Document]] = {}
    for document in read_yaml(application(), programme_yaml()):
        found.setdefault(kind_of(document), {})[document.key] = document
    return found


def test_the_whole_set_has_no_problems() -> None:
    assert check_documents(application(), documents()) == []


def test_it_has_five_tiers_two_currencies_and_at_least_eight_rules() -> None:
    found = documents()
    tiers = plain(found["tier_set"]["main"])["tiers"]
    assert [tier["key"] for tier in tiers] == ["basic", "silver", "gold", "platinum", "black"]
    assert set(found["currency"]) == {"points", "growth"}
    assert len(found["earning_rule"]) == 16
    assert plain(found["programme"]["programme"])["zone"] == "America/New_York"


def test_every_name_is_in_both_languages() -> None:
    for its in documents().values():
        for document in its.values():
            assert document.name.en
            assert document.name.zh


def test_the_draws_count_on_what_the_base_rule_gives() -> None:
    # Spends are drawn from what this rule surely gives: the two must say the same.
    lines = plain(documents()["earning_rule"]["base-points"])["give"]["lines"]
    excluded = [(one["attribute"], one["value"]) for one in lines["none"]]
    assert excluded == [
        *(("line.department", name) for name in EXCLUDED_DEPARTMENTS),
        *(("line.category", name) for name in EXCLUDED_CATEGORIES),
    ]


def test_holidays_stand_on_their_days() -> None:
    days = documents()["calendar"]["us-holidays"].days  # type: ignore[attr-defined]
    by_name: dict[str, list[object]] = {}
    for day in days:
        by_name.setdefault(day.name.en, []).append(day.date)
    assert {len(dates) for dates in by_name.values()} == {16}
    for day in days:
        match day.name.en:
            case "Thanksgiving":
                assert (day.date.month, day.date.isoweekday()) == (11, 4)
                assert 22 <= day.date.day <= 28
            case "Memorial Day":
                assert (day.date.month, day.date.isoweekday()) == (5, 1)
                assert (day.date + timedelta(days=7)).month == 6
            case "Labor Day":
                assert (day.date.month, day.date.isoweekday()) == (9, 1)
                assert day.date.day <= 7
