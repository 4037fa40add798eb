"""An identity is written one way, and written that way it stays."""

import pytest

from shuke.member import IdentityInvalid, normalise


@pytest.mark.parametrize("typed", ["U¯", "U ¯1", "ｕ 1"])
def test_what_is_kept_stays(typed: str) -> None:
    try:
        kept = normalise("card", typed, None)
    except IdentityInvalid:
        return
    assert normalise("card", kept, None) == kept


def test_a_space_taken_out_lets_characters_combine() -> None:
    assert normalise("card", "U¯", None) == "Ū"
