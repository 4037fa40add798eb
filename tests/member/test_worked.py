"""The tables of docs/algorithms/identity.md are test cases."""

from pathlib import Path

import pytest

from shuke.engine import Programme
from shuke.kernel import Text
from shuke.member import IdentityInvalid, mask, mask_name, normalise, region_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "algorithms" / "identity.md"


def rows(columns: int) -> list[tuple[str, ...]]:
    """The rows of the table with so many columns; code keeps its spaces."""
    found = []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if not line.startswith("| ") or line.startswith("| kind"):
            continue
        cells = [cell[1:-1] for cell in line[1:-1].split("|")]
        if len(cells) == columns:
            found.append(tuple(cell.strip("`") if "`" in cell else cell for cell in cells))
    return found


@pytest.mark.parametrize(("kind", "typed", "money", "written"), rows(4))
def test_how_each_kind_is_written(kind: str, typed: str, money: str, written: str) -> None:
    programme = Programme(key="programme", name=Text(en="P", zh="P"))
    programme.money.currency = money
    region = region_of(programme)
    if written == "refused":
        with pytest.raises(IdentityInvalid):
            normalise(kind, typed, region)
    else:
        assert normalise(kind, typed, region) == written


@pytest.mark.parametrize(("kind", "value", "masked"), rows(3))
def test_what_anyone_may_see(kind: str, value: str, masked: str) -> None:
    assert (mask_name(value) if kind == "name" else mask(kind, value)) == masked


def test_the_tables_are_there() -> None:
    assert (len(rows(4)), len(rows(3))) == (19, 9)
