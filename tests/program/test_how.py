"""The blocks of docs/how/earning-rules-and-tiers.md, and of the documents' own docstrings, hold."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec
import yaml
from tests.program.harness import APP, Member, points, rule

from shuke.engine import Checking
from shuke.program import document as documents_of_earning
from shuke.program import ladder, sentence

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how" / "earning-rules-and-tiers.md"
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def read(text: str) -> list[Any]:
    return [
        msgspec.convert(value, APP.kinds[value["kind"]].document)
        for value in yaml.safe_load_all(text)
    ]


def page() -> list[Any]:
    text = PAGE.read_text(encoding="utf-8")
    return [one for block in BLOCK.findall(text) for one in read(block)]


def checked(some: list[Any]) -> Checking:
    """Check all of these together; answer what they were checked among."""
    sets: dict[str, dict[str, Any]] = {}
    for one in some:
        sets.setdefault(one.__struct_config__.tag, {})[one.key] = one
    checking = Checking(sets, APP.catalogue(sets))
    for one in some:
        assert APP.kinds[one.__struct_config__.tag].check(one, checking) == [], one.key
    return checking


def test_every_block_of_the_page_may_be_saved_and_is_read_aloud() -> None:
    some = page()
    checking = checked(some)
    for one in some:
        if one.__struct_config__.tag in ("earning_rule", "earning_cap", "tier_set"):
            for language in ("zh", "en"):
                assert len(sentence(one, language, checking).text) > 10


def test_the_other_measures_and_windows_of_the_table_may_be_written() -> None:
    text = PAGE.read_text(encoding="utf-8")
    written = [yaml.safe_load(one) for one in re.findall(r"`((?:measure|window): .*?)`[ |]", text)]
    assert len(written) == 7
    base = next(one for one in page() if one.__struct_config__.tag == "tier_set")
    plain = {"kind": "tier_set", **msgspec.to_builtins(base)}
    for part in written:
        msgspec.convert({**plain, **part}, ladder.TierSet)


def test_the_page_works_as_a_programme() -> None:
    member = Member(*page(), start="2026-11-18 12:00")
    member.buy("o-1", (12000, "dairy"), (13000, "food"), channel="app")
    # A Wednesday and the 18th: dairy doubled, and tripled as a whole.
    assert member.given() == {
        "base": 250,
        "growth": 2,
        "dairy-double": 120,
        "member-day": 500,
        "autumn": 200,
    }


def test_the_examples_of_the_documents_are_documents() -> None:
    earning = documents_of_earning.__doc__ or ""
    first = dedent(earning.split("::\n\n")[1].split("\n\nA multiplier")[0])
    (tiers,) = read(dedent((ladder.__doc__ or "").split("::\n\n")[1].split("\n\nSpend")[0]))
    growth = points("growth")
    names = {"points": points(), "growth": growth}
    give = {"how": "fixed", "currency": "growth", "points": 5}
    checked([*names.values(), *read(first), tiers, rule("g", give)])
