"""The member's reducers: provisional, registered, linked, counted."""

import random
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.member.harness import FIELDS, NOON, Folding

from shuke.engine import Turn
from shuke.engine.seal import DataKey
from shuke.member import (
    IdentityLast,
    IdentityTaken,
    IdentityUnknown,
    MemberSlice,
    ProfileFieldUnknown,
    ProfileTooLarge,
    ProfileValueInvalid,
    columns,
)

DAY = timedelta(days=1)
KEY = DataKey(b"k" * 32)


def order(number: int, cents: int = 1000) -> dict[str, Any]:
    return {
        "order_id": str(number),
        "total_cents": cents,
        "lines": [{"sku": "m", "paid_cents": cents}],
    }


def refund(number: int, cents: int) -> dict[str, Any]:
    return {"order_id": str(number), "refund_id": f"R{number}-{cents}", "amount_cents": cents}


def test_an_order_of_an_unknown_identity_makes_a_provisional_member() -> None:
    folding = Folding()
    effects = folding.fold("order.paid", order(1), created=True)
    assert effects == [{"type": "member.provisional"}]
    member = folding.member
    assert member.provisional
    assert member.identities == 1
    assert member.registered_at == 0
    assert (member.orders, member.spent_cents) == (1, 1000)
    assert columns(member) == (None, NOON, 1, None, True)


def test_a_provisional_member_that_registers_keeps_everything() -> None:
    folding = Folding()
    folding.fold("order.paid", order(1), created=True)
    later = NOON + 3 * DAY
    effects = folding.fold(
        "member.registered",
        {"channel": "app", "code": "poster-7", "profile": {"city": "上海"}},
        at=later,
        linked=["phone"],
    )
    assert effects == [
        {"type": "identity.linked", "identity": "phone"},
        {
            "type": "member.registered",
            "channel": "app",
            "code": "poster-7",
            "was_provisional": True,
        },
    ]
    member = folding.member
    assert not member.provisional
    assert (member.orders, member.spent_cents, member.identities) == (1, 1000, 2)
    assert (member.channel, member.code) == ("app", "poster-7")
    assert member.profile == {"city": "上海"}
    assert columns(member) == (later, NOON, 1, "app", False)


def test_registering_at_once_is_not_provisional() -> None:
    folding = Folding()
    effects = folding.fold("member.registered", {"channel": "till"}, created=True)
    assert [effect["type"] for effect in effects] == ["member.registered"]
    assert effects[0]["was_provisional"] is False
    assert not folding.member.provisional
    assert folding.member.identities == 1


def test_registering_again_changes_the_profile_only() -> None:
    folding = Folding()
    folding.fold("member.registered", {"channel": "till", "code": "a"}, created=True)
    effects = folding.fold(
        "member.registered",
        {"channel": "app", "code": "b", "profile": {"city": "北京"}},
        at=NOON + DAY,
    )
    assert effects == [{"type": "member.updated", "fields": ["city"]}]
    assert (folding.member.channel, folding.member.code) == ("till", "a")
    assert columns(folding.member)[0] == NOON
    assert folding.fold("member.registered", {}, at=NOON + 2 * DAY) == []


def test_the_time_of_registration_is_the_sources_and_the_day_the_programmes() -> None:
    folding = Folding()
    # 23:30 in Shanghai on 1 March, heard of at noon on 2 March.
    folding.fold("member.registered", {}, created=True, time=NOON - timedelta(hours=12, minutes=30))
    assert folding.member.registered_day == NOON.toordinal() - 1


def test_profile_values_are_kept_as_the_state_needs_them() -> None:
    folding = Folding()
    folding.fold(
        "member.registered",
        {
            "profile": {
                "city": " 上海 ",
                "children": 2,
                "pet": True,
                "birthday": "1990-05-17",
                "size": "large",
                "day-of-joy": "02-29",
                "name": KEY.seal("张三", "profile:name"),
            }
        },
        created=True,
    )
    assert folding.member.profile == {
        "city": "上海",
        "children": 2,
        "pet": True,
        "birthday": 726604,
        "size": "large",
        "day-of-joy": 229,
    }
    assert folding.member.birthday == 726604


def test_an_update_names_what_changed_and_none_removes() -> None:
    folding = Folding()
    folding.fold("member.registered", {"profile": {"city": "上海", "pet": True}}, created=True)
    token = KEY.seal("张三", "profile:name")
    profile = {"city": "上海", "pet": None, "size": "small", "name": token, "address": None}
    assert folding.fold("member.updated", {"profile": profile}) == [
        {"type": "member.updated", "fields": ["pet", "size", "name", "address"]}
    ]
    assert folding.member.profile == {"city": "上海", "size": "small"}
    assert folding.fold("member.updated", {"profile": {"city": "上海"}}) == []


def test_what_became_identifying_leaves_the_state() -> None:
    folding = Folding()
    folding.fold("member.registered", {"profile": {"city": "上海"}}, created=True)
    folding.fold("member.updated", {"profile": {"city": KEY.seal("上海", "profile:city")}})
    assert folding.member.profile == {}


def test_a_clear_value_of_an_identifying_field_is_never_folded() -> None:
    folding = Folding()
    with pytest.raises(ProfileValueInvalid) as refused:
        folding.fold("member.registered", {"profile": {"name": "张三"}}, created=True)
    assert refused.value.place == "/data/profile/name"
    with pytest.raises(ProfileFieldUnknown):
        folding.fold("member.registered", {"profile": {"nick": "x"}}, created=True)
    assert folding.member == MemberSlice()


def test_a_profile_has_a_size() -> None:
    texts = [
        {"key": f"t{n}", "type": "text", "class": "describing", "max_length": 256}
        for n in range(20)
    ]
    folding = Folding(fields=texts)
    with pytest.raises(ProfileTooLarge):
        folding.fold(
            "member.registered",
            {"profile": {f"t{n}": "x" * 256 for n in range(20)}},
            created=True,
        )
    assert folding.member == MemberSlice()


def test_an_identity_of_another_member_is_refused_with_its_place() -> None:
    folding = Folding()
    data = {"identities": [{"kind": "card", "value": "s1:a"}, {"kind": "phone", "value": "s1:b"}]}
    with pytest.raises(IdentityTaken) as refused:
        folding.fold("member.registered", data, taken=["phone"])
    assert refused.value.code == "identity_taken"
    assert refused.value.status == 409
    assert refused.value.place == "/data/identities/1/value"
    assert refused.value.extra == {"identity": "phone"}
    with pytest.raises(IdentityTaken) as refused:
        folding.fold("identity.linked", {"kind": "phone", "value": "s1:b"}, taken=["phone"])
    assert refused.value.place == "/data/value"
    assert folding.member == MemberSlice()


def test_the_last_identity_stays() -> None:
    folding = Folding()
    folding.fold("member.registered", {}, created=True, linked=["card"])
    assert folding.member.identities == 2
    named = {"kind": "card", "value": "s1:x"}
    assert folding.fold("identity.unlinked", named, held=True) == [
        {"type": "identity.unlinked", "identity": "card"}
    ]
    assert folding.member.identities == 1
    with pytest.raises(IdentityLast) as refused:
        folding.fold("identity.unlinked", {"kind": "phone", "value": "s1:y"}, held=True)
    assert refused.value.code == "identity_last"
    with pytest.raises(IdentityUnknown):
        folding.fold("identity.unlinked", named, held=False)
    assert folding.member.identities == 1
    assert folding.fold("identity.linked", named, linked=["card"]) == [
        {"type": "identity.linked", "identity": "card"}
    ]
    assert folding.member.identities == 2
    assert folding.fold("identity.linked", named, linked=[]) == []


def test_late_orders_move_the_first_order_back_but_never_the_last() -> None:
    folding = Folding()
    folding.fold("order.paid", order(1), created=True, at=NOON)
    folding.fold("order.paid", order(2), at=NOON + DAY, time=NOON - 5 * DAY)
    member = folding.member
    assert member.first_order_at == int((NOON - 5 * DAY).timestamp())
    assert member.last_order_at == int(NOON.timestamp())
    assert member.last_order_day == NOON.toordinal()
    assert member.orders == 2


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10**9)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_counts_do_not_depend_on_the_order_of_arrival(
    orders: list[tuple[int, int]], chance: random.Random
) -> None:
    def folded(events: list[tuple[int, int]]) -> MemberSlice:
        folding = Folding(fields=())
        for number, (day, cents) in enumerate(events):
            folding.fold(
                "order.paid", order(number, cents), at=NOON + 500 * DAY, time=NOON + day * DAY
            )
        return folding.member

    shuffled = orders[:]
    chance.shuffle(shuffled)
    assert folded(shuffled) == folded(orders)


def test_refunds_lower_what_was_spent_and_not_the_orders() -> None:
    folding = Folding()
    folding.fold("order.paid", order(1), created=True)
    folding.fold("order.refunded", refund(1, 300))
    assert (folding.member.orders, folding.member.spent_cents) == (1, 700)


def test_a_refund_before_its_order_counts_once() -> None:
    folding = Folding()
    folding.fold("order.refunded", refund(1, 300), created=True)
    assert folding.member.spent_cents == -300
    folding.fold("order.paid", order(1))
    assert folding.member.spent_cents == 700


def test_a_refund_that_was_dropped_was_none() -> None:
    folding = Folding()
    folding.fold("order.refunded", refund(1, 300), created=True)

    def drop(turn: Turn) -> None:
        turn.effect("refund.dropped", order_id="1", amount_cents=300)

    folding.fold("order.paid", order(2), drop)
    assert folding.member.spent_cents == 1000
    folding.fold("member.checked_in", {})
    assert folding.member.spent_cents == 1000


def test_the_slice_is_small() -> None:
    folding = Folding()
    assert len(msgspec.msgpack.encode(folding.member)) == 15
    folding.fold("member.registered", {"channel": "app", "profile": {"city": "上海"}}, created=True)
    for number in range(40):
        folding.fold("order.paid", order(number), at=NOON + number * DAY)
    assert len(msgspec.msgpack.encode(folding.member)) < 80
    assert {field["key"] for field in FIELDS} >= set(folding.member.profile)
