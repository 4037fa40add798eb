"""Generated lives of one member keep the room's laws, and the slice keeps its limit."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.member.harness import NOON, Folding

from shuke.kernel import ShukeError
from shuke.member import ROOM, MemberSlice

HELLO = {"key": "hello", "currency": "points", "amount": 100}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["paid", "refunded", "registered", "updated", "linked", "unlinked"]),
        st.integers(0, 2),
        st.integers(-30, 0),
    ),
    min_size=1,
    max_size=15,
)
DATA: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "registered": ("member.registered", {"profile": {"city": "上海"}}, {}),
    "updated": ("member.updated", {"profile": {"city": None, "pet": True}}, {}),
    "linked": ("identity.linked", {"kind": "card", "value": "s1:x"}, {"linked": ["card"]}),
    "unlinked": ("identity.unlinked", {"kind": "card", "value": "s1:x"}, {"held": True}),
}


def broken(member: MemberSlice) -> list[str]:
    assert ROOM.laws is not None
    return [flaw for law in ROOM.laws.values() for flaw in law(member, ())]


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_every_life_keeps_the_laws(steps: list[tuple[str, int, int]]) -> None:
    folding = Folding(HELLO)
    gifts = 0
    for number, (step, order, late) in enumerate(steps):
        if step in DATA:
            event_type, data, facts = DATA[step]
        elif step == "paid":
            lines = [{"sku": "m", "paid_cents": 700}]
            event_type, facts = "order.paid", {}
            data = {"order_id": str(order), "total_cents": 700, "lines": lines}
        else:
            event_type, facts = "order.refunded", {}
            data = {"order_id": str(order), "refund_id": str(number), "amount_cents": 100}
        at = NOON + number * timedelta(days=1)
        try:
            effects = folding.fold(
                event_type,
                data,
                at=at,
                time=at + late * timedelta(days=1),
                created=folding.seq == 0,
                **facts,
            )
        except ShukeError:
            assert step == "unlinked"
            continue
        gifts += [effect["type"] for effect in effects].count("gift.given")
    assert broken(folding.member) == []
    assert gifts <= 1
    assert ROOM.slice is not None
    assert len(msgspec.msgpack.encode(folding.member)) <= ROOM.slice.limit_bytes


@pytest.mark.parametrize(
    "slice_",
    [
        MemberSlice(created_at=1, identities=0, provisional=True),
        MemberSlice(created_at=1, identities=1, provisional=False),
        MemberSlice(created_at=1, identities=1, provisional=True, registered_at=1),
        MemberSlice(orders=1),
        MemberSlice(orders=1, first_order_at=2, last_order_at=1),
        MemberSlice(registered_at=1, registered_day=1, gifts=["a", "a"]),
        MemberSlice(gifts=["a"]),
    ],
)
def test_a_broken_slice_is_seen(slice_: MemberSlice) -> None:
    assert broken(slice_) != []
