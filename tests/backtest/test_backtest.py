"""Back-tests over processes, on the story of docs/algorithms/backtest.md; its tables are tests."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from tests.backtest.story import (
    BROKEN,
    DEARER,
    FIRST,
    HALF,
    LARGER_BONUS,
    LAST,
    PAID_IN,
    SECOND,
    SMALLER_BUDGET,
    WALLET,
    save,
    told,
)

from shuke.backtest import BacktestResult, RangeEmpty, RangeInvalid, Wanted, backtested
from shuke.engine import DefinitionInvalid, NothingToPublish, ReleaseUnknown, read_yaml
from shuke.engine.backtest import Candidate, of_documents, of_drafts, of_release
from shuke.kernel import ShukeError
from shuke.runtime import Shuke

DOCUMENT = Path(__file__).parents[2] / "docs" / "algorithms" / "backtest.md"


@pytest.fixture
async def shuke(database_url: str, tmp_path: Path) -> AsyncIterator[Shuke]:
    async with told(database_url, tmp_path) as opened:
        yield opened


async def candidate_of(shuke: Shuke, documents: str) -> Candidate:
    async with shuke.pool.acquire() as connection:
        now = shuke.clock.now()
        if not documents:
            return await of_release(connection, shuke.book, 1, now)
        return await of_documents(connection, shuke.book, read_yaml(shuke.app, documents), now)


async def tried(shuke: Shuke, documents: str, **wanted: Any) -> BacktestResult:
    return await backtested(shuke, Wanted(await candidate_of(shuke, documents), **wanted))


def shown(result: BacktestResult) -> list[list[str]]:
    """The figures of a result as the document's tables have them."""
    [points] = result.currencies
    [budget] = result.budgets
    [tiers] = result.tiers
    silver = [
        sum(move.members for move in tiers.moves if getattr(move, side) == "silver")
        for side in ("was", "draft")
    ]
    figures = {
        "issued": points.flows.issued,
        "reversed": points.flows.reversed,
        "spent": points.flows.spent,
        "outstanding": points.outstanding,
        "redemptions": result.redemptions,
        "taken from the budget": budget.taken,
        "refused by the budget": budget.refused,
    }
    rows = [[name, str(p.was), str(p.draft), f"{p.difference:+}"] for name, p in figures.items()]
    return [*rows, ["silver members", *map(str, silver), f"{silver[1] - silver[0]:+}"]]


def table(heading: str) -> list[list[str]]:
    """The rows of the document's table under a heading."""
    section = DOCUMENT.read_text("utf-8").partition(f"### {heading}\n")[2].partition("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize(
    ("heading", "documents", "wanted"),
    [
        ("Half the points", HALF, {}),
        ("Half the points, from the second day on", HALF, {"first": SECOND}),
        ("Half the budget", SMALLER_BUDGET, {}),
    ],
)
async def test_the_worked_tables(
    shuke: Shuke, heading: str, documents: str, wanted: dict[str, Any]
) -> None:
    result = await tried(shuke, documents, **wanted)
    assert shown(result) == table(heading)
    assert not result.same


async def test_the_live_release_gives_the_past(shuke: Shuke) -> None:
    result = await tried(shuke, "")
    assert result.same
    assert result.release.changes == []
    assert (result.first, result.last, result.members, result.events) == (FIRST, LAST, 3, 8)
    [points] = result.currencies
    assert (points.opening, points.flows.net.was, points.outstanding.draft) == (0, 79, 49)
    assert (result.rounds, result.budgets[0].refused.draft) == (0, 1)
    assert [near.code for near in result.approximations] == ["behaviour_unchanged", "refused_then"]


async def test_coupons_and_what_all_of_it_costs(shuke: Shuke) -> None:
    result = await tried(shuke, DEARER)
    [five] = result.rewards
    assert (five.kind, five.key, five.name.zh) == ("coupon", "five", "满30减5")
    [points] = result.currencies
    assert points.liability_cents is not None
    assert result.cost.points is not None
    figures = {f"coupons {one.act}": one.times for one in five.acts} | {
        "points, in cents": result.cost.points,
        "coupons, in cents": result.cost.coupons,
        "cost, in cents": result.cost.total,
        "liability, in cents": points.liability_cents,
    }
    rows = [[name, str(p.was), str(p.draft), f"{p.difference:+}"] for name, p in figures.items()]
    assert rows == table("Fewer coupons, dearer points")


async def test_the_answer_says_who_loses_when_and_by_which_rule(shuke: Shuke) -> None:
    result = await tried(shuke, HALF, top=2)
    assert [(c.kind, c.key, c.change) for c in result.release.changes] == [
        ("earning_rule", "base", "changed")
    ]
    [points] = result.currencies
    members = points.members
    assert (members.winners, members.losers, members.same, members.top) == (0, 3, 0, [])
    assert [(bar.low, bar.high, bar.members) for bar in members.histogram] == [(-19, -10, 3)]
    assert [(its.gain.was, its.gain.draft, its.tiers) for its in members.bottom] == [
        (32, 19, {"main": ["silver", "basic"]}),
        (27, 17, {"main": ["silver", "basic"]}),
    ]
    assert [(its.key, its.flows.net.was, its.flows.net.draft) for its in points.rules] == [
        ("base", 65, 32),
        ("basket", 14, 14),
    ]
    assert [(its.week, its.flows.net.was, its.flows.net.draft) for its in points.weeks] == [
        (date(2026, 3, 2), 89, 51),
        (date(2026, 3, 9), -10, -5),
    ]
    [tiers] = result.tiers
    assert [(m.was, m.draft, m.members) for m in tiers.moves] == [
        ("basic", "basic", 1),
        ("silver", "basic", 2),
    ]
    assert (tiers.higher, tiers.lower, tiers.same) == (0, 2, 1)
    [spend] = [its for its in result.events_by_type if its.type == "points.spend"]
    assert [(r.code, r.events) for r in spend.refused] == [("points_insufficient", 1)]


async def test_a_smaller_budget_folds_again_whom_it_refuses(shuke: Shuke) -> None:
    result = await tried(shuke, SMALLER_BUDGET)
    [budget] = result.budgets
    assert (budget.size.was, budget.size.draft, result.rounds) == (14, 7, 1)
    assert [(its.week, its.taken.was, its.taken.draft) for its in budget.weeks] == [
        (date(2026, 3, 2), 14, 7)
    ]
    assert "scarce_reckoned" in [near.code for near in result.approximations]


async def test_drafts_are_taken_as_publishing_would(shuke: Shuke) -> None:
    async with shuke.pool.acquire() as connection:
        now = shuke.clock.now()
        with pytest.raises(NothingToPublish):
            await of_drafts(connection, shuke.book, now)
        await save(shuke, connection, HALF)
        candidate = await of_drafts(connection, shuke.book, now)
        assert [change.key for change in candidate.changes] == ["base"]
        result = await backtested(shuke, Wanted(candidate))
        assert result.currencies[0].flows.issued.draft == 51
        await save(shuke, connection, BROKEN)
        with pytest.raises(DefinitionInvalid) as refused:
            await of_drafts(connection, shuke.book, now)
        assert refused.value.place == "/earning_rule/base/give/currency"
        assert await connection.fetchval("select count(*) from engine_draft") == 1
        assert await connection.fetchval("select max(id) from engine_release") == 1


async def test_what_cannot_be_back_tested_is_refused(shuke: Shuke) -> None:
    with pytest.raises(RangeInvalid):
        await tried(shuke, "", first=LAST, last=FIRST)
    with pytest.raises(RangeInvalid):
        await tried(shuke, "", last=date(2027, 1, 1))
    with pytest.raises(RangeEmpty):
        await tried(shuke, "", first=date(2026, 3, 5), last=date(2026, 3, 9))
    async with shuke.pool.acquire() as connection:
        with pytest.raises(ReleaseUnknown):
            await of_release(connection, shuke.book, 2, shuke.clock.now())


class Stopped(ShukeError):
    """Somebody asked it to stop."""


async def test_stopping_ends_its_processes(shuke: Shuke) -> None:
    def moved(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        await backtested(shuke, Wanted(await candidate_of(shuke, HALF)), moved)
    commands = [child.cmdline() for child in psutil.Process().children(recursive=True)]
    assert [its for its in commands if "shuke.backtest.process" in its] == []


async def test_stored_value_is_compared_by_pot(database_url: str, tmp_path: Path) -> None:
    async with told(database_url, tmp_path, WALLET, PAID_IN) as shuke:
        assert (await tried(shuke, "")).same
        result = await tried(shuke, LARGER_BONUS)
    pots = {its.currency.partition(":")[2]: its for its in result.currencies if ":" in its.currency}
    rows = []
    for pot, its in pots.items():
        figures = {
            "issued": its.flows.issued,
            "spent": its.flows.spent,
            "returned": its.flows.returned,
            "reversed": its.flows.reversed,
            "liability": its.liability_cents,
        }
        rows += [
            [f"{pot} {name}", *(f"{cents / 100:,.2f}" for cents in (p.was, p.draft)),
             f"{p.difference / 100:+,.2f}"]
            for name, p in figures.items() if p is not None
        ]  # fmt: skip
        left = its.outstanding
        assert left.was == sum(
            sign * getattr(its.flows, name).was
            for name, sign in (("issued", 1), ("reversed", -1), ("spent", -1), ("returned", 1))
        )
    assert rows == table("A larger bonus")
    assert pots["bonus"].liability_cents is None
