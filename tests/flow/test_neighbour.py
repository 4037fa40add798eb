"""Two processes on one database: what one publishes, the other judges by at once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.flow.shop import Shop, code, opened, said

from shuke.engine import intake
from shuke.kernel import MovableClock

TASTING = """
kind: event_type
key: tasting
type: tasting.joined
name: {en: Tasting joined, zh: 参加试吃}
fields:
  - {name: cups, type: int, title: {en: Cups, zh: 杯数}}
---
kind: earning_rule
key: tasting
name: {en: Tasting, zh: 试吃}
when: tasting.joined
give: {how: fixed, currency: points, points: 3}
---
kind: profile_field
key: city
name: {en: City, zh: 城市}
type: text
class: describing
"""


@pytest.fixture
async def neighbour(
    corner: Shop, database_url: str, clock: MovableClock, tmp_path: Path
) -> AsyncIterator[Shop]:
    """A second process, which has seen the first release and then nothing more."""
    async with opened(database_url, clock, tmp_path) as shop:
        shop.number = 1000
        yield shop


async def test_a_new_type_of_event_is_known_next_door(corner: Shop, neighbour: Shop) -> None:
    await corner.publish(TASTING)
    joined = await neighbour.send("tasting.joined", {"cups": 2})
    assert joined.status == "accepted", joined.problem
    assert [e["amount"] for e in said(joined.effects, "points.credited")] == [3]
    assert code(await neighbour.send("tasting.left", {})) == "event_type_unknown"


async def test_a_new_profile_field_is_known_next_door(corner: Shop, neighbour: Shop) -> None:
    bought = await corner.buy("A1", 1_000)
    await corner.publish(TASTING)
    moved = await neighbour.send("member.updated", {"profile": {"city": "苏州"}})
    assert moved.status == "accepted", moved.problem
    assert (await corner.state(bought.subject or "")).member.profile == {"city": "苏州"}


async def test_a_changed_rule_judges_next_door(corner: Shop, neighbour: Shop) -> None:
    await neighbour.buy("A1", 1_000)
    await corner.remove("earning_rule", "silver-half")
    await corner.remove("earning_rule", "base")
    bought = await neighbour.buy("A2", 1_000)
    assert {e["rule"] for e in said(bought.effects, "points.credited")} == {"growth"}
    assert await neighbour.flaws() == []


async def test_whoever_only_reads_learns_of_it_too(
    corner: Shop, neighbour: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert intake.LEARN_SECONDS <= 1
    newest = await corner.publish(TASTING)
    assert neighbour.shuke.book.newest == newest - 1
    monkeypatch.setattr(intake, "LEARN_SECONDS", 0.01)
    for _attempt in range(200):
        if neighbour.shuke.book.newest == newest:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the neighbour never heard of the release")
