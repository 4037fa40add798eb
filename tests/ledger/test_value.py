"""Stored value in worked numbers: those of docs/algorithms/stored-value.md."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.harness import Member, stored

from shuke.engine import Checking
from shuke.kernel import ShukeError
from shuke.ledger.value import StoredValue, returned, split, value_back
from shuke.ledger.value.document import check_value
from shuke.rule import Catalogue

WALLET = {"value": "wallet"}


def loaded(cents: int = 50_000, **fields: Any) -> Member:
    """A member who has paid in on 2 March 2026."""
    member = Member(stored(**fields))
    member.send("value.top_up", **WALLET, top_up_id="T1", amount_cents=cents)
    return member


def has(member: Member) -> tuple[int, int]:
    """(principal, bonus)."""
    return member.usable("wallet:principal"), member.usable("wallet:bonus")


def refused(member: Member, type: str, **data: Any) -> str:
    """The code of a refusal; nothing has changed."""
    member.close()
    before = has(member), len(member.rows), dict(member.records)
    with pytest.raises(ShukeError) as caught:
        member.send(type, **data)
    assert (has(member), len(member.rows), member.records) == before
    return caught.value.code


# -- paying in


@pytest.mark.parametrize(
    ("cents", "bonus"),
    [(49_999, 0), (50_000, 8_000), (99_999, 8_000), (100_000, 20_000), (250_000, 20_000)],
)
def test_the_highest_step_that_is_reached(cents: int, bonus: int) -> None:
    member = loaded(cents)
    assert member.effects == [
        {
            "type": "value.topped_up",
            "value": "wallet",
            "top_up_id": "T1",
            "principal_cents": cents,
            "bonus_cents": bonus,
            "bonus_expires_on": None,
        }
    ]
    assert has(member) == (cents, bonus)
    pots = [("wallet:principal", cents), ("wallet:bonus", bonus)][: 2 if bonus else 1]
    assert member.entries("kind", "debit", "credit", "currency", "amount", "key") == [
        ("issue", "issued", "usable", pot, amount, "T1") for pot, amount in pots
    ]


def test_the_bonus_expires_and_the_principal_does_not() -> None:
    member = loaded(bonus_expiry={"rule": "end_of_month", "months": 1})
    assert member.effects[0]["bonus_expires_on"] == "2026-04-30"
    assert member.due() == "2026-05-01 00:00"
    member.to("2026-04-30", "23:59")
    assert has(member) == (50_000, 8_000)
    member.to("2026-05-01", "00:00")
    member.close()
    assert member.effects == [{"type": "value.expired", "value": "wallet", "bonus_cents": 8_000}]
    assert has(member) == (50_000, 0)
    expiries = [row for row in member.rows if row["kind"] == "expire"]
    assert [(row["currency"], row["amount"]) for row in expiries] == [("wallet:bonus", 8_000)]
    assert member.due() is None


def test_a_bonus_of_no_use_is_not_given() -> None:
    member = loaded(bonus_expiry={"rule": "fixed_date", "date": "2026-03-01"})
    assert member.effects[0]["bonus_cents"] == 0
    assert has(member) == (50_000, 0)


def test_limits() -> None:
    member = loaded(
        10_000, least_cents=1_000, most_cents=20_000, day_cents=35_000, balance_cents=40_000
    )

    def more(number: str, cents: int) -> str:
        data = {**WALLET, "top_up_id": number, "amount_cents": cents}
        return refused(member, "value.top_up", **data)

    assert more("T2", 999) == "top_up_limit"
    assert more("T2", 20_001) == "top_up_limit"
    member.send("value.top_up", **WALLET, top_up_id="T2", amount_cents=20_000)
    assert more("T3", 5_001) == "top_up_limit"
    member.days(1)
    assert more("T3", 10_001) == "top_up_limit"
    member.send("value.top_up", **WALLET, top_up_id="T3", amount_cents=10_000)
    assert has(member) == (40_000, 0)
    assert more("T3", 1_000) == "top_up_repeated"
    assert more("T1", 1_000) == "top_up_repeated"
    unknown = {"value": "purse", "top_up_id": "T9", "amount_cents": 1_000}
    assert refused(member, "value.top_up", **unknown) == "value_unknown"


def test_the_limit_that_was_passed_is_told() -> None:
    member = loaded(10_000)
    with pytest.raises(ShukeError) as caught:
        member.send("value.top_up", **WALLET, top_up_id="T2", amount_cents=500_001)
    assert caught.value.extra == {"limit": "most_cents", "limit_cents": 500_000}
    assert caught.value.place == "/data/amount_cents"
    assert caught.value.detail.zh == "单笔充值最多 ¥5,000.00。"


# -- spending


@pytest.mark.parametrize(
    ("amount", "shares"),
    [
        (5_800, [(5_800, 0), (0, 5_800), (5_000, 800)]),
        (10_000, [(10_000, 0), (2_000, 8_000), (8_621, 1_379)]),
        (1, [(1, 0), (0, 1), (1, 0)]),
        (51_000, [(50_000, 1_000), (43_000, 8_000), (43_966, 7_034)]),
        (58_000, [(50_000, 8_000)] * 3),
    ],
)
def test_out_of_which_pot(amount: int, shares: list[tuple[int, int]]) -> None:
    orders = ("principal_first", "bonus_first", "in_proportion")
    assert [split(amount, 50_000, 8_000, order) for order in orders] == shares


def test_a_spend_and_its_return() -> None:
    member = loaded(spends="in_proportion")
    spend = {**WALLET, "spend_id": "S1", "amount_cents": 5_801, "reason": "car wash"}
    member.send("value.spend", **spend)
    assert member.effects[0]["principal_cents"] == 5_001
    assert member.effects[0]["bonus_cents"] == 800
    assert has(member) == (44_999, 7_200)
    assert refused(member, "value.spend", **spend) == "value_spend_repeated"
    more = {**WALLET, "spend_id": "S2", "amount_cents": 52_200}
    assert refused(member, "value.spend", **more) == "value_insufficient"
    member.send("value.return", spend_id="S1", amount_cents=1_000)
    assert member.effects[0]["principal_cents"] == 862
    too_much = {"spend_id": "S1", "amount_cents": 4_802}
    assert refused(member, "value.return", **too_much) == "value_return_too_large"
    member.send("value.return", spend_id="S1")
    assert has(member) == (50_000, 8_000)
    assert refused(member, "value.return", spend_id="S1") == "value_return_too_large"
    assert refused(member, "value.return", spend_id="S9") == "value_spend_unknown"


def test_bonus_that_comes_back_late_lives_on() -> None:
    expiry = {"rule": "end_of_month"}
    member = loaded(spends="bonus_first", bonus_expiry=expiry, returned_life_days=10)
    member.send("value.spend", **WALLET, spend_id="S1", amount_cents=8_000)
    member.to("2026-04-02")
    member.send("value.return", spend_id="S1")
    assert member.lots("wallet:bonus") == [("2026-04-12", 8_000)]


def test_points_commands_do_not_reach_the_pots() -> None:
    member = loaded()
    for pot in ("wallet:principal", "wallet:bonus"):
        spend = {"currency": pot, "amount": 1, "spend_id": "S1"}
        assert refused(member, "points.spend", **spend) == "currency_unknown"
        adjust = {"currency": pot, "amount": 1, "reason": "none"}
        assert refused(member, "points.adjust", **adjust) == "currency_unknown"


# -- refund of an order


@pytest.mark.parametrize(
    ("refunded", "back"),
    [
        (1_000, (600, 1_000, 0)),
        (3_333, (2_000, 3_333, 0)),
        (5_000, (3_000, 5_000, 1_000)),
        (7_000, (4_200, 6_000, 3_000)),
        (10_000, (6_000, 6_000, 6_000)),
    ],
)
def test_how_much_goes_back(refunded: int, back: tuple[int, ...]) -> None:
    ways = ("in_proportion", "value_first", "value_last")
    assert tuple(value_back(6_000, 10_000, refunded, way) for way in ways) == back


@pytest.mark.parametrize(
    ("back", "shares"), [(600, (517, 83)), (2_000, (1_724, 276)), (6_000, (5_172, 828))]
)
def test_it_goes_back_as_it_was_paid(back: int, shares: tuple[int, int]) -> None:
    assert returned(back, 5_172, 828) == shares


# -- paying out


def paid_out(member: Member, number: str = "P1", **data: Any) -> tuple[int, int, int]:
    """(principal that left, bonus withdrawn, to the member)."""
    member.send("value.refund", **WALLET, refund_id=number, **data)
    its = next(effect for effect in member.effects if effect["type"] == "value.refunded")
    return its["principal_cents"], its["bonus_cents"], its["paid_out_cents"]


@pytest.mark.parametrize("way", ["deduct", "let_go"])
@pytest.mark.parametrize(("bonus", "kept_back"), [(8_000, 8_000), (3_000, 3_000)])
def test_spent_bonus_is_kept_back_or_let_go(way: str, bonus: int, kept_back: int) -> None:
    member = loaded(spends="bonus_first", spent_bonus=way)
    member.send("value.spend", **WALLET, spend_id="S1", amount_cents=bonus)
    to_member = 50_000 - kept_back if way == "deduct" else 50_000
    assert paid_out(member, top_up_id="T1") == (50_000, 8_000 - bonus, to_member)
    assert has(member) == (0, 0)


def test_a_top_up_is_paid_out_whole_or_in_parts() -> None:
    whole, parts = loaded(), loaded()
    assert paid_out(whole, top_up_id="T1") == (50_000, 8_000, 50_000)
    assert paid_out(parts, top_up_id="T1", amount_cents=20_000) == (20_000, 3_200, 20_000)
    assert has(parts) == (30_000, 4_800)
    assert paid_out(parts, "P2", top_up_id="T1") == (30_000, 4_800, 30_000)
    assert has(whole) == has(parts) == (0, 0)
    again = {**WALLET, "refund_id": "P2", "top_up_id": "T1"}
    assert refused(parts, "value.refund", **again) == "value_refund_repeated"
    again["refund_id"] = "P3"
    assert refused(parts, "value.refund", **again) == "value_refund_too_large"
    again["top_up_id"] = "T7"
    assert refused(parts, "value.refund", **again) == "top_up_unknown"


def test_of_what_is_left_of_the_principal() -> None:
    member = loaded()
    member.send("value.spend", **WALLET, spend_id="S1", amount_cents=10_000)
    too_much = {**WALLET, "refund_id": "P1", "top_up_id": "T1", "amount_cents": 40_001}
    assert refused(member, "value.refund", **too_much) == "value_refund_too_large"
    assert paid_out(member, top_up_id="T1") == (40_000, 6_400, 40_000)
    assert has(member) == (0, 1_600)


def test_bonus_that_has_expired_is_not_asked_for_again() -> None:
    member = loaded(bonus_expiry={"rule": "end_of_month"})
    member.to("2026-04-01")
    assert has(member) == (50_000, 0)
    assert paid_out(member, top_up_id="T1") == (50_000, 0, 50_000)


def test_of_the_balance() -> None:
    member = loaded()
    member.send("value.adjust", **WALLET, principal_cents=-20_000, bonus_cents=-3_000, reason="x")
    assert has(member) == (30_000, 5_000)
    assert paid_out(member, amount_cents=10_000) == (10_000, 1_667, 10_000)
    assert paid_out(member, "P2") == (20_000, 3_333, 20_000)
    nothing = {**WALLET, "refund_id": "P3"}
    assert refused(member, "value.refund", **nothing) == "value_refund_too_large"


# -- by hand, frozen, withdrawn


def test_adjusting_stays_within_what_there_is() -> None:
    member = loaded()
    too_much = {**WALLET, "reason": "wrong", "principal_cents": 100, "bonus_cents": -8_001}
    assert refused(member, "value.adjust", **too_much) == "value_insufficient"
    nothing = {**WALLET, "reason": "wrong"}
    assert refused(member, "value.adjust", **nothing) == "value_adjustment_empty"
    member.send("value.adjust", **WALLET, reason="right", principal_cents=100, bonus_cents=-8_000)
    assert has(member) == (50_100, 0)
    assert member.entries("kind", "debit", "credit", "amount", "note", since=member.seq) == [
        ("adjust", "adjusted", "usable", 100, "right"),
        ("adjust", "usable", "adjusted", 8_000, "right"),
    ]


def test_frozen_value_is_neither_paid_in_nor_spent_nor_paid_out() -> None:
    member = loaded()
    member.send("value.spend", **WALLET, spend_id="S1", amount_cents=1_000)
    member.send("value.freeze", **WALLET, frozen=True, reason="card lost")
    assert member.effects == [{"type": "value.frozen", "value": "wallet", "reason": "card lost"}]
    for act, data in (
        ("top_up", {"top_up_id": "T2", "amount_cents": 100}),
        ("spend", {"spend_id": "S2", "amount_cents": 100}),
        ("refund", {"refund_id": "P1"}),
    ):
        assert refused(member, f"value.{act}", **WALLET, **data) == "value_frozen"
    member.send("value.return", spend_id="S1")
    assert has(member) == (50_000, 8_000)
    member.send("value.freeze", **WALLET, frozen=False, reason="found")
    member.send("value.spend", **WALLET, spend_id="S2", amount_cents=100)
    assert has(member) == (49_900, 8_000)


def test_who_has_money_in_it_keeps_it_when_it_is_offered_no_more() -> None:
    member = loaded()
    member.publish()
    more = {**WALLET, "top_up_id": "T2", "amount_cents": 100}
    assert refused(member, "value.top_up", **more) == "value_unknown"
    member.send("value.spend", **WALLET, spend_id="S1", amount_cents=100)
    member.send("value.return", spend_id="S1")
    assert paid_out(member) == (50_000, 8_000, 50_000)


# -- the document


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"steps": []}, []),
        (
            {
                "steps": [
                    {"from_cents": 100, "bonus_cents": 10},
                    {"from_cents": 100, "bonus_cents": 20},
                ]
            },
            [("steps_not_rising", "/steps/1")],
        ),
        ({"most_cents": 99_999}, [("step_unreachable", "/steps/1/from_cents")]),
        ({"least_cents": 600_000}, [("range_impossible", "/least_cents")]),
        ({"day_cents": 99}, [("range_impossible", "/least_cents")]),
    ],
)
def test_what_is_wrong_with_a_document(fields: Any, found: list[tuple[str, str]]) -> None:
    document: StoredValue = stored(**fields)
    problems = check_value(document, Checking({}, Catalogue()))
    assert [(one.code, one.place) for one in problems] == found
