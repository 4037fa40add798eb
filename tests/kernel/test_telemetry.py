"""Logs hide what must not be read, metrics and health answer when something is wrong."""

import json
import logging
from pathlib import Path

import asyncpg
import pytest
import structlog

from shuke.kernel import Text, configure_logs, health, load_settings, metrics
from shuke.kernel.metrics import GaugeQuery, Metrics

Pool = asyncpg.Pool  # type: ignore[type-arg]


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_logs_are_json_and_hide_people(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (root.handlers, root.level)
    configure_logs(load_settings({"SHUKE_LOG_FORMAT": "json"}, data_dir=tmp_path))
    try:
        log = structlog.get_logger("room")
        log.debug("unseen")
        log.info("event_taken", member="01J", phone="+8613800000000", given={"email": "a@b.c"})
        logging.getLogger("library").warning("careful with %s", "that")
    finally:
        root.handlers, root.level = before
        structlog.reset_defaults()
    first, second = printed(capsys)
    assert first["event"] == "event_taken"
    assert (first["level"], first["logger"], first["member"]) == ("info", "room", "01J")
    assert first["phone"] == "[hidden]"
    assert first["given"] == {"email": "[hidden]"}
    assert str(first["at"]).endswith("Z")
    assert second["event"] == "careful with that"


async def test_metrics_hold_the_process_and_the_installation(pool: Pool) -> None:
    counted = metrics.counter("shuke_test_things", "Things", ["kind"])
    counted.labels("good").inc(3)
    await pool.execute(
        "insert into kernel_job (id, name, input, asked_at, due_at) "
        "values ('1', 'export', '{}', now(), now())"
    )
    text = (await Metrics(pool, [GaugeQuery("shuke_two", "Two", "select 2")]).text()).decode()
    assert 'shuke_test_things_total{kind="good"} 3.0' in text
    assert 'shuke_jobs{name="export",status="queued"} 1.0' in text
    assert "shuke_two 2.0" in text
    assert "process_resident_memory_bytes" in text
    assert "shuke_figures_unread 0.0" in text


async def test_metrics_answer_without_a_figure_that_fails(pool: Pool) -> None:
    broken = GaugeQuery("shuke_broken", "Broken", "select nothing from nowhere")
    text = (await Metrics(pool, [broken]).text()).decode()
    assert "shuke_broken" not in text
    assert "shuke_figures_unread 1.0" in text


async def test_ready_when_everything_is_well(pool: Pool, tmp_path: Path) -> None:
    checks = [
        health.database_check(pool),
        health.migration_check(pool),
        health.disk_check(tmp_path),
    ]
    report = await health.Readiness(checks).look()
    assert report.ready
    assert [(check.name, check.ready, check.detail) for check in report.checks] == [
        ("database", True, None),
        ("migration", True, None),
        ("disk", True, None),
    ]


async def test_not_ready_when_migrations_are_missing(pool: Pool) -> None:
    await pool.execute("update kernel_migration set version_num = '0001'")
    report = await health.Readiness([health.migration_check(pool)]).look()
    assert not report.ready
    assert report.checks[0].detail is not None
    assert "shuke migrate" in report.checks[0].detail.en
    await pool.execute("drop table kernel_migration")
    assert not (await health.Readiness([health.migration_check(pool)]).look()).ready


async def test_not_ready_without_the_database(database_url: str) -> None:
    from shuke.kernel import open_pool

    pool = await open_pool(database_url)
    await pool.close()
    report = await health.Readiness([health.database_check(pool)]).look()
    assert report.checks[0].detail == Text(en="It cannot be reached.", zh="连不上。")
