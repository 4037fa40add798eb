"""The demo's run on some real households: folded once, whatever interrupts it."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from shuke.cli.demo import checkpoint
from shuke.cli.demo.checkpoint import DamagedCheckpoint, OtherDemo
from shuke.cli.demo.report import Report
from shuke.cli.demo.run import DatabaseInUse, Options, fold_year
from shuke.cli.verifying import Wanted, verify_all
from shuke.kernel import Settings, load_settings

SOME = frozenset(range(1, 13))

# What must not depend on how the year was sent; member ids are drawn by chance, cards are not.
STATES = """
select i.hint, s.seq, s.last_at, s.due_at, s.tier, s.balance, s.orders, s.state
from engine_state as s join engine_identity as i using (subject) where i.kind = 'card'
order by 3, 1, 2, s.state
"""
ENTRIES = """
select currency, kind, rule, count(*), sum(amount) from ledger_entry
group by 1, 2, 3 order by 1, 2, 3
"""


def settings_on(url: str, folder: Path) -> Settings:
    settings = load_settings(environ={}, data_dir=folder)
    return msgspec.structs.replace(settings, database_url=url)


def run(settings: Settings, **more: Any) -> Report:
    options = Options(households=SOME, processes=1, **more)
    return asyncio.run(fold_year(settings, options, lambda _done, _total: None))


def rows(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    assert settings.database_url is not None
    with psycopg.connect(settings.database_url) as connection:
        return connection.execute(query).fetchall()  # type: ignore[arg-type]


class Pulled(Exception):
    """The plug."""


@pytest.mark.slow
def test_interrupted_and_started_again_it_ends_in_the_same_state(
    cluster_url: str, database_url: str, tmp_path: Path
) -> None:
    straight = settings_on(database_url, tmp_path / "straight")
    report = run(straight)
    expected = (rows(straight, STATES), rows(straight, ENTRIES))
    assert report.refused == 0
    assert report.members == len(SOME)
    drawn = report.drawn
    assert (drawn.top_ups, drawn.topped_up_cents) == (2, 15_000)
    assert (drawn.orders_with_stored_value, drawn.stored_value_cents) == (1, 5_000)
    found = asyncio.run(verify_all(straight, Wanted(processes=1), lambda *_: None))
    assert found.clean, found.flaws

    other = cluster_url.format(database="demo_interrupted")
    with psycopg.connect(cluster_url.format(database="postgres"), autocommit=True) as admin:
        admin.execute("select pg_advisory_lock(1)")
        admin.execute("create database demo_interrupted template shuke_template strategy wal_log")
        admin.execute("select pg_advisory_unlock(1)")
    try:
        again = settings_on(other, tmp_path / "interrupted")
        interrupted = 0
        for after in (120, 400, 10**9):
            try:
                ended = _pulled_after(again, after)
            except* Pulled:
                interrupted += 1
            else:
                assert ended == msgspec.structs.replace(
                    report, seconds=ended.seconds, events_per_second=ended.events_per_second
                )
        assert interrupted == 2
        assert rows(again, STATES) == expected[0]
        assert rows(again, ENTRIES) == expected[1]
        once_more = run(again)
        assert once_more.orders == report.orders
        assert rows(again, STATES) == expected[0]
    finally:
        with psycopg.connect(cluster_url.format(database="postgres"), autocommit=True) as admin:
            admin.execute("drop database demo_interrupted with (force)")


def _pulled_after(settings: Settings, events: int) -> Report:
    from shuke.cli.demo import run as module

    def moved(done: int, _total: int) -> None:
        if done >= events:
            raise Pulled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SAVE_EVERY_SECONDS", 0.0)
        options = Options(households=SOME, processes=1)
        return asyncio.run(fold_year(settings, options, moved))


def test_a_plain_year_folds_what_is_in_the_data(database_url: str, tmp_path: Path) -> None:
    settings = settings_on(database_url, tmp_path)
    report = run(settings, plain=True, shift=False)
    assert report.events == report.members + report.orders
    assert (report.drawn.refunds, report.drawn.late_tickets, report.drawn.spends) == (0, 0, 0)
    assert (report.drawn.top_ups, report.drawn.stored_value_cents) == (0, 0)
    assert report.points_issued > 0
    assert report.points_expired > 0
    [(first, last)] = rows(
        settings,
        "select min(time)::text, max(time)::text from engine_log where type = 'order.paid'",
    )
    assert first.startswith("2017-01-0")
    assert last.startswith(("2017-12-", "2018-01-01"))
    with pytest.raises(OtherDemo):
        run(settings, plain=False, shift=False)


@pytest.mark.slow
def test_two_processes_end_like_one(database_url: str, tmp_path: Path) -> None:
    settings = settings_on(database_url, tmp_path)
    options = Options(households=SOME, processes=2)
    report = asyncio.run(fold_year(settings, options, lambda _done, _total: None))
    assert report.refused == 0
    assert report.members == len(SOME)
    found = asyncio.run(verify_all(settings, Wanted(processes=1), lambda *_: None))
    assert found.clean, found.flaws


def test_a_foreign_programme_is_not_touched(database_url: str, tmp_path: Path) -> None:
    settings = settings_on(database_url, tmp_path)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "insert into engine_release (id, effective_at, published_at, published_by, versions)"
            " values (1, now(), now(), 'somebody', '{}')"
        )
    with pytest.raises(DatabaseInUse):
        run(settings)


def test_a_damaged_checkpoint_is_said(tmp_path: Path) -> None:
    (tmp_path / checkpoint.FILE).write_text("{")
    with pytest.raises(DamagedCheckpoint):
        checkpoint.load(tmp_path)
