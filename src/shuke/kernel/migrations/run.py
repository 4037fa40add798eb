"""Bringing a database up to date, and saying what it lacks.

Alembic, SQLAlchemy and psycopg are imported only to migrate: a serving process needs none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shuke.kernel.database import OLDEST_POSTGRES, too_old, unreachable
from shuke.kernel.errors import ShukeError, Text

if TYPE_CHECKING:
    import psycopg

# Any constant will do; it only has to differ from other users of advisory locks here.
_LOCK: Final = 0x5348554B45
_FOLDER: Final = Path(__file__).parent


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
        # On the session, so that it outlives the migrations' transaction; closing releases it.
        connection.execute("select pg_advisory_lock(%s)", [_LOCK])
        missing = _missing(connection)
        if missing:
            _upgrade(url)
        return missing


def pending(url: str) -> list[str]:
    """The revisions that the database lacks, oldest first; empty when it is up to date."""
    with _connected(url) as connection:
        return _missing(connection)


def newest() -> str:
    """The revision that this program needs."""
    return chain()[-1]


@cache
def chain() -> tuple[str, ...]:
    """Every revision, oldest first: the numbers that the files' names begin with."""
    return tuple(sorted(path.name.partition("_")[0] for path in _FOLDER.glob("versions/*_*.py")))


def _missing(connection: "psycopg.Connection[Any]") -> list[str]:
    table = connection.execute("select to_regclass('kernel_migration')").fetchone()
    if table is None or table[0] is None:
        return list(chain())
    row = connection.execute("select version_num from kernel_migration").fetchone()
    if row is None:
        return list(chain())
    current, last = row[0], newest()
    if current not in chain():
        raise DatabaseAhead(
            Text(
                en=f"The database stands at migration {current}, this Shuke knows up to {last}.",
                zh=f"数据库在迁移 {current}，本程序只认得到 {last}。",
            ),
            hint=Text(en="Install the newer Shuke.", zh="安装更新的版本。"),
        )
    return list(chain()[chain().index(current) + 1 :])


def _upgrade(url: str) -> None:
    import psycopg
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, pool

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")

    def connect() -> Any:
        return psycopg.connect(url, application_name="shuke migrate")

    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=pool.NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


@contextmanager
def _connected(url: str) -> Iterator["psycopg.Connection[Any]"]:
    import psycopg

    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=30)
    except psycopg.OperationalError as error:
        raise unreachable(error) from error
    with connection:
        if connection.info.server_version < OLDEST_POSTGRES:
            raise too_old(connection.info.server_version)
        yield connection
