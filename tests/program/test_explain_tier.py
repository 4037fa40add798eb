"""Why a tier moved, was kept, will be lost or stays: what was measured, required and seen."""

from __future__ import annotations

from typing import Any

from tests.program.harness import Member, per_amount, points, tiers

BASE = (points(), per_amount())
ROLLING = {"window": {"how": "rolling", "days": 10}, "announce_days": 0}


def told(member: Member, language: str = "en") -> list[dict[str, Any]]:
    """What was told; that a tier stays only when there is nothing else to tell."""
    every = [one.document(language)["tiers"][0] for one in member.tiers_told]
    return [one for one in every if one["what"] != "stays"] or every[-1:]


def rows(tree: dict[str, Any], depth: int = 0) -> list[tuple[Any, ...]]:
    """The tree as lines: how deep, title, required, seen, passed, how far."""
    own = (
        depth,
        tree["title"],
        tree["required"],
        tree["seen"],
        tree["passed"],
        tree.get("how_far"),
    )
    return [own, *(line for child in tree["children"] for line in rows(child, depth + 1))]


def test_up_by_the_amount_that_reaches_it() -> None:
    member = Member(*BASE, tiers())
    member.buy("o-1", 60000)
    [up] = told(member)
    assert (up["what"], up["from"], up["to"], up["day"]) == (
        "upgraded",
        "basic",
        "silver",
        "2026-03-02",
    )
    assert up["reason"] == "600 reaches silver, which begins at 500."
    assert rows(up["tree"]) == [
        (
            0,
            "Points earned in the last 365 days (3 Mar 2025 to 2 Mar 2026)",
            None,
            "600",
            True,
            None,
        ),
        (1, "Reaches silver", "at least 500", "600", True, None),
        (1, "Reaches gold", "at least 2,000", "600", False, "1,400 more"),
    ]
    [auf] = told(member, "zh")
    assert auf["reason"] == "600 达到silver的 500。"
    assert rows(auf["tree"])[2] == (1, "达到gold", "至少 2,000", "600", False, "还差 1,400")


def test_it_stays_and_says_how_far_the_next_one_is() -> None:
    member = Member(*BASE, tiers())
    member.buy("o-1", 60000)
    member.buy("o-2", 10000)
    [stays] = told(member)
    assert (stays["what"], stays["from"], stays["to"]) == ("stays", "silver", "silver")
    assert stays["reason"] == "700 of 2,000: 1,300 more reaches gold."
    assert rows(stays["tree"])[1:] == [
        (
            1,
            "Keeps silver beyond 1 Mar 2027, if nothing more comes",
            "at least 500",
            "0",
            False,
            "500 more",
        ),
        (2, "Covered to", "1 Mar 2027", "2 Mar 2026", True, None),
        (1, "Reaches gold", "at least 2,000", "700", False, "1,300 more"),
    ]
    member.buy("o-3", 200000)
    member.buy("o-4", 100)
    [top] = told(member)
    assert top["reason"] == "gold is the highest tier."


def test_down_by_what_the_window_no_longer_holds_said_by_the_timer() -> None:
    """The worked example of docs/algorithms/tiers.md, with its days of grace."""
    member = Member(*BASE, tiers(**ROLLING, downgrade={"mode": "recompute", "grace_days": 5}))
    member.buy("o-1", 60000)
    member.to("2026-03-05")
    member.buy("o-2", 30000)
    member.to("2026-03-20")
    [down] = told(member)
    assert (down["what"], down["from"], down["to"], down["day"]) == (
        "downgraded",
        "silver",
        "basic",
        "2026-03-17",
    )
    assert down["reason"] == "0 of the 500 that keeps silver: down to the tier that is met."
    assert rows(down["tree"]) == [
        (
            0,
            "Points earned in the last 10 days (8 Mar 2026 to 17 Mar 2026)",
            None,
            "0",
            False,
            None,
        ),
        (1, "Keeps silver", "at least 500", "0", False, "500 more"),
        (2, "Covered to", "11 Mar 2026", "17 Mar 2026", False, None),
        (2, "With its days of grace to", "16 Mar 2026", "17 Mar 2026", False, None),
    ]


def test_kept_at_the_end_of_the_year_and_lost_at_the_end_of_the_next() -> None:
    year = {
        "window": {"how": "calendar_year"},
        "keeps": {"silver": 400},
        "downgrade": {"mode": "one_step"},
        "announce_days": 30,
    }
    member = Member(*BASE, tiers(**year), start="2026-12-01 12:00")
    member.buy("o-1", 60000)
    member.to("2027-01-02")
    [kept] = told(member)
    assert (kept["what"], kept["day"], kept["reason"]) == (
        "kept",
        "2027-01-01",
        "600 meets the 400 that keeps silver.",
    )
    member.to("2027-12-10")
    [announced] = told(member)
    assert announced["reason"] == ("0 of 400: silver is lost on 1 Jan 2028 unless 400 more comes.")
    assert (announced["what"], announced["from"], announced["to"]) == (
        "announced",
        "silver",
        "silver",
    )
    member.to("2028-01-02")
    [lost] = told(member)
    assert (lost["what"], lost["to"], lost["day"]) == ("downgraded", "basic", "2028-01-01")
    assert lost["reason"] == "0 of the 400 that keeps silver: down one tier."


def test_a_refund_takes_back_what_it_had_reached() -> None:
    member = Member(*BASE, tiers(after_refund="recompute"))
    member.buy("o-1", 60000)
    member.refund("o-1", "r-1", 20000)
    [back] = told(member)
    assert (back["what"], back["from"], back["to"]) == ("refunded", "silver", "basic")
    assert back["reason"] == "What was given back had helped to reach silver; 400 of 500 is left."
    assert rows(back["tree"])[1] == (1, "Reaches silver", "at least 500", "400", False, "100 more")


def test_a_tier_that_is_gone_and_a_history_that_is_to_come() -> None:
    member = Member(*BASE, tiers())
    member.buy("o-1", 60000)
    member.publish(*BASE, tiers(ladder={"basic": 0, "bronze": 300}))
    member.send("member.checked_in")
    [gone] = told(member)
    assert (gone["what"], gone["from"], gone["to"]) == ("removed", "silver", "bronze")
    assert gone["reason"] == (
        "silver is no longer a tier of this set; bronze is the highest that is met."
    )
    member.publish(*BASE, tiers(measure={"how": "spend"}, start="history"))
    member.send("member.checked_in")
    [waits] = told(member)
    assert (waits["what"], waits["tree"]["children"]) == ("waits", [])


def test_money_is_told_as_money_and_counting_begins_again_after_a_change() -> None:
    window = {"how": "since_promotion", "days": 30}
    since = tiers(measure={"how": "spend"}, window=window, announce_days=0)
    member = Member(*BASE, since)
    member.buy("o-1", 600)
    [up] = told(member, "zh")
    assert up["reason"] == "¥6.00 达到silver的 ¥5.00。"
    member.buy("o-2", 100)
    [stays] = told(member)
    assert stays["tree"]["seen"] == "¥1.00"
    assert rows(stays["tree"])[1][2:] == ("at least ¥5.00", "¥1.00", False, "¥4.00 more")
