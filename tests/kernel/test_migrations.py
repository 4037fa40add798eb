"""Migrations: whole or not at all, by one process at a time, and never over a newer database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory

from shuke.kernel import migrate, pending
from shuke.kernel.migrations import DatabaseAhead, newest
from shuke.kernel.migrations.run import chain

FOLDER = Path(__file__).parents[2] / "src" / "shuke" / "kernel" / "migrations"


@pytest.fixture
def empty_url(database_url: str) -> str:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return database_url


def test_the_files_names_are_the_chain() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert list(chain()) == revisions[::-1]
    assert newest() == scripts.get_current_head()


def test_an_empty_database_is_brought_up_to_date(empty_url: str) -> None:
    assert pending(empty_url) == list(chain())
    assert migrate(empty_url) == list(chain())
    assert pending(empty_url) == []
    assert migrate(empty_url) == []


def test_processes_that_migrate_at_once_do_it_once(empty_url: str) -> None:
    with ThreadPoolExecutor(3) as threads:
        applied = list(threads.map(migrate, [empty_url] * 3))
    assert sorted(map(len, applied)) == [0, 0, len(chain())]


def test_a_failing_migration_leaves_nothing(empty_url: str) -> None:
    with psycopg.connect(empty_url, autocommit=True) as connection:
        connection.execute("create table kernel_job (id text)")
    with pytest.raises(psycopg.errors.DuplicateTable):
        migrate(empty_url)
    assert pending(empty_url) == list(chain())
    with psycopg.connect(empty_url) as connection:
        tables = connection.execute(
            "select count(*) from pg_class where relkind = 'r' and relname like 'engine_%'"
        ).fetchone()
    assert tables == (0,)


def test_a_newer_database_is_refused(database_url: str) -> None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("update kernel_migration set version_num = '9999'")
    for act in (migrate, pending):
        with pytest.raises(DatabaseAhead) as caught:
            act(database_url)
        assert caught.value.code == "database_ahead"


def test_no_server_is_a_clear_error(tmp_path: Path) -> None:
    from shuke.kernel import DatabaseUnreachable

    with pytest.raises(DatabaseUnreachable) as caught:
        pending(f"postgresql://secret:hidden@/shuke?host={tmp_path}")
    assert "hidden" not in str(caught.value)
