"""`shuke verify`: some members, those with news, from the start, over several processes."""

from typing import Any

import pytest
from tests.flow.shop import Shop, at

from shuke.cli.verifying import Found, Wanted, verify_all
from shuke.engine import version


async def found(corner: Shop, **wanted: Any) -> Found:
    told: list[tuple[int, int]] = []

    def moved(done: int, total: int, _seconds: float) -> None:
        told.append((done, total))

    answer = await verify_all(corner.shuke.settings, Wanted(**wanted), moved)
    assert told[0] == (0, answer.events)
    assert told[-1] == (answer.events, answer.events)
    return answer


@pytest.fixture
async def three(corner: Shop) -> list[str]:
    """A member of January, one of February, one of March."""
    subjects = []
    for month in (1, 2, 3):
        await corner.to(f"2026-0{month}-06")
        outcome = await corner.buy(f"M{month}", 1_000, card=f"card:{month}")
        await corner.refund(f"M{month}", "R1", 400, card=f"card:{month}")
        subjects.append(outcome.subject or "")
    await corner.pool.execute(
        "update engine_state set last_at = $2 where subject = $1", subjects[0], at("2026-01-13")
    )
    return subjects


async def test_since_takes_those_with_events_since(corner: Shop, three: list[str]) -> None:
    every = await found(corner, processes=1)
    assert (every.members, every.wrong, every.clean) == (3, 0, True)
    news = await found(corner, since=at("2026-02-06"))
    # The whole log of a member is folded, not only what is new in it.
    events = "select count(*) from engine_log where subject = any($1)"
    assert (news.members, news.events) == (2, await corner.pool.fetchval(events, three[1:]))
    # The moment itself counts: the second member's tick came with the third one's order.
    assert (await found(corner, since=at("2026-03-06"))).members == 2
    nobody = await found(corner, since=at("2026-03-06 12:01"))
    assert (nobody.members, nobody.events, nobody.clean) == (0, 0, True)


async def test_a_flaw_is_found_when_its_member_is_looked_at(corner: Shop, three: list[str]) -> None:
    await corner.pool.execute(
        "update ledger_entry set amount = amount + 1 where subject = $1 and seq = 1", three[0]
    )
    assert (await found(corner, since=at("2026-02-06"))).clean
    every = await found(corner, processes=1)
    assert not every.clean
    assert {subject for subject, _what in every.flaws} == {three[0]}
    assert every.wrong == len(every.flaws)


async def test_a_sample_is_of_that_many_different_members(corner: Shop, three: list[str]) -> None:
    assert (await found(corner, sample=2)).members == 2
    assert (await found(corner, sample=3)).members == 3
    assert (await found(corner, sample=50)).members == 3
    assert (await found(corner, sample=5, since=at("2026-02-06"))).members == 2


async def test_laws_of_the_whole_are_checked_in_any_case(corner: Shop, three: list[str]) -> None:
    await corner.pool.execute("insert into engine_stock values ('seats', 5, 6)")
    assert (await found(corner, sample=1)).flaws == [("stock", "seats: 6 of 5 left")]
    await corner.pool.execute("delete from engine_stock")
    await corner.pool.execute("delete from engine_key where id = 'E1'")
    assert (await found(corner, sample=1)).flaws == [("key", "till/E1 is logged without its key")]
    await corner.pool.execute("delete from engine_state where subject = $1", three[1])
    assert (three[1], "there is a log but no state") in (await found(corner, sample=1)).flaws


@pytest.mark.slow
async def test_processes_share_the_members(corner: Shop, three: list[str]) -> None:
    one = await found(corner, processes=1)
    two = await found(corner, processes=2)
    assert (two.members, two.events, two.facts, two.records) == (
        one.members,
        one.events,
        one.facts,
        one.records,
    )
    # As after an upgrade, of which the processes are told by --from-start alone.
    await corner.pool.execute("update engine_state set engine = $1", version.ENGINE - 1)
    assert (await found_unequal(corner, processes=2)).events == 0
    again = await found(corner, processes=2, from_start=True)
    assert (again.events, again.clean) == (one.events, True)


async def found_unequal(corner: Shop, **wanted: Any) -> Found:
    """As `found`; the bar counts log rows that were read, not only those that were folded."""
    return await verify_all(corner.shuke.settings, Wanted(**wanted), lambda *_told: None)
