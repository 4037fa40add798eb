"""Ids: rising, unique, and those of the fold a pure function of their parts."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuke.kernel import derived_id, new_id

SHAPE = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
PARTS = st.lists(st.text() | st.integers(), max_size=4)


def test_new_ids_rise_within_a_millisecond_and_have_the_shape() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert all(SHAPE.fullmatch(made) for made in ids)


def test_new_ids_rise_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr("shuke.kernel.ids.time.time_ns", lambda: 1_000_000_000)
    assert new_id() > before


def test_threads_never_share_an_id() -> None:
    with ThreadPoolExecutor(4) as threads:
        batches = list(threads.map(lambda _: [new_id() for _ in range(2_000)], range(4)))
    assert len({made for batch in batches for made in batch}) == 8_000


def test_derived_ids_are_the_same_for_ever() -> None:
    assert derived_id("01J", 7, 2) == "374087S2DDJVTE5EFHDY690QNE"
    assert derived_id() == derived_id()


def test_derived_ids_do_not_depend_on_the_hash_seed() -> None:
    program = "from shuke.kernel import derived_id; print(derived_id('member', 12))"
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("0", "1")
    }
    assert made == {derived_id("member", 12)}


@given(PARTS, PARTS)
def test_derived_ids_differ_where_the_parts_do(one: list[str | int], two: list[str | int]) -> None:
    same = [str(part) for part in one] == [str(part) for part in two]
    assert (derived_id(*one) == derived_id(*two)) is same
    assert SHAPE.fullmatch(derived_id(*one))
