"""Law: whatever is exchanged and undone, a statement is the sum of its events, to the cent."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.partner.machine import World

DAY = 86_400
STEP = st.one_of(
    st.tuples(st.just("out"), st.integers(1, 7), st.integers(0, 9)),
    st.tuples(st.just("in"), st.integers(1, 4), st.integers(0, 9)),
    st.tuples(st.just("reverse"), st.integers(0, 9)),
    st.tuples(st.just("adjust"), st.integers(1, 400)),
    st.tuples(st.just("spend"), st.integers(1, 200)),
    st.tuples(st.just("wait"), st.sampled_from([60, DAY, 31 * DAY])),
)


@settings(max_examples=150)
@given(st.lists(STEP, max_size=40))
def test_points_and_cents_agree_and_every_reference_counts_once(steps: list[Any]) -> None:
    world = World()
    ours: dict[str, tuple[int, int]] = {}
    """By reference: (our points, cents) as they should stand."""
    for what, *args in steps:
        if what == "wait":
            world.wait(args[0])
        elif what == "adjust":
            world.send("points.adjust", currency="points", amount=args[0], reason="law")
        elif what == "spend":
            number = f"S{world.number}"
            world.send("points.spend", currency="points", amount=args[0], spend_id=number)
        elif what == "reverse":
            reference = f"R{args[0]}"
            said = world.send("partner.reverse", partner="airline", reference=reference)
            assert isinstance(said, list) == (reference in ours)
            if reference in ours:
                ours[reference] = (0, 0)
        else:
            reference = f"R{args[1]}"
            amount = args[0] * 100
            said = world.send(
                "partner.exchange", partner="airline", way=what, amount=amount, reference=reference
            )
            if reference in ours:
                assert said == "exchange_repeated"
            elif isinstance(said, list):
                ours[reference] = (
                    (-amount, -95 * args[0]) if what == "out" else (90 * args[0], 100 * args[0])
                )
        assert world.flaws() == []
        rows = world.facts["partner_entry"]
        assert sum(row["cents"] for row in rows) == sum(cents for _points, cents in ours.values())
        told = sum(
            (-row["count"] if row["kind"] == "out" else row["count"]) * (-1 if row["back"] else 1)
            for row in rows
        )
        assert told == sum(points for points, _cents in ours.values())
        # The caps of the day and of the month are never above what they allow, nor below nothing.
        assert all(0 <= taken <= size for taken, size in world.stock.values())
        own = world.state.partner.today.get("airline:out", [0, 0])
        assert 0 <= own[1] <= 500
    assert world.replayed()
