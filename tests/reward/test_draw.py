"""The draw: the worked case of docs/algorithms/draw.md, and what holds of every draw."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shuke.reward.draw import entrants_hash, pseudonym, score, seed_hash, winners

PAGE = (Path(__file__).parents[2] / "docs" / "algorithms" / "draw.md").read_text("utf-8")
SEED = bytes(range(32)).hex()
MEMBERS = [f"m{number}" for number in range(1, 6)]


def test_the_worked_case() -> None:
    pids = {member: pseudonym("D1", member) for member in MEMBERS}
    for member, pid in pids.items():
        assert f"| `{member}` | `{pid}` | `{score(SEED, pid)[:8]}` |" in PAGE
    assert seed_hash(SEED) in PAGE
    assert entrants_hash(pids.values()) in PAGE
    first, second = winners(SEED, list(pids.values()), 2)
    names = {pid: member for member, pid in pids.items()}
    said = f"The winners are `{names[first]}` and `{names[second]}`, in this order."
    assert said in PAGE


@given(st.integers(0, 200), st.integers(1, 50), st.integers(0, 2**32))
def test_the_order_of_the_list_decides_nothing(size: int, count: int, shuffle: int) -> None:
    pids = [pseudonym("D", str(number)) for number in range(size)]
    other = pids[:]
    random.Random(shuffle).shuffle(other)
    drawn = winners(SEED, pids, count)
    assert winners(SEED, other, count) == drawn
    assert entrants_hash(other) == entrants_hash(pids)
    assert len(drawn) == len({*drawn}) == min(count, size)
    # Fewer gifts go to the first of the same winners.
    assert winners(SEED, pids, max(count - 1, 1)) == drawn[: max(count - 1, 1)]
