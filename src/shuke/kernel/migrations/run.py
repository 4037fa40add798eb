"""Bringing a database up to date, and saying what it lacks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, pool

from shuke.kernel.database import OLDEST_POSTGRES, too_old, unreachable
from shuke.kernel.errors import ShukeError, Text

# Any constant will do; it only has to differ from other users of advisory locks here.
_LOCK: Final = 0x5348554B45
_TABLE: Final = "kernel_migration"


class DatabaseAhead(ShukeError):
    """The database was written by a newer Shuke."""

    code = "database_ahead"
    status = 503
    title = Text(en="The database is newer than this Shuke", zh="数据库比本程序新")


def migrate(url: str) -> list[str]:
    """Apply what is missing, in order, in one transaction; return the revisions applied.

    Waits for another process that is migrating. Errors: ``database_unreachable``,
    ``database_too_old``, ``database_ahead``; an SQL error leaves the database as it was.
    """
    with _connected(url) as connection:
        connection.exec_driver_sql(f"select pg_advisory_lock({_LOCK})")
        connection.commit()
        try:
            missing = _missing(connection)
            if missing:
                config = _config()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                connection.commit()
            return missing
        finally:
            # A failed migration leaves its transaction aborted; the lock is on the session.
            connection.rollback()
            connection.exec_driver_sql(f"select pg_advisory_unlock({_LOCK})")
            connection.commit()


def pending(url: str) -> list[str]:
    """The revisions that the database lacks, oldest first; empty when it is up to date."""
    with _connected(url) as connection:
        return _missing(connection)


def _missing(connection: Connection) -> list[str]:
    scripts = ScriptDirectory.from_config(_config())
    context = MigrationContext.configure(connection, opts={"version_table": _TABLE})
    chain = [script.revision for script in reversed(list(scripts.walk_revisions()))]
    current = context.get_current_revision()
    connection.commit()
    if current is None:
        return chain
    if current not in chain:
        last = chain[-1]
        raise DatabaseAhead(
            Text(
                en=f"The database stands at migration {current}, this Shuke knows up to {last}.",
                zh=f"数据库在迁移 {current}, 本程序只认得到 {last}。",
            ),
            hint=Text(en="Install the newer Shuke.", zh="安装更新的版本。"),
        )
    return chain[chain.index(current) + 1 :]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    def connect() -> Any:
        return psycopg.connect(url, application_name="shuke migrate", connect_timeout=30)

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=pool.NullPool)
    try:
        # SQLAlchemy would wrap the driver's error in a page of its own.
        version = _server_version(url)
        if version < OLDEST_POSTGRES:
            raise too_old(version)
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _server_version(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=30) as connection:
            return connection.info.server_version
    except psycopg.OperationalError as error:
        raise unreachable(error) from error
