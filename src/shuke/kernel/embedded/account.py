"""Which account the server runs as: ours, and an unprivileged one when we are root.

PostgreSQL refuses to run as root. Then it runs as ``nobody``; where that account could not reach
the programs or the data (both may lie below a private home folder) it keeps the one capability to
pass folder permissions. No permission of any folder outside the data folder is changed.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from shuke.kernel.errors import ShukeError, Text

_BECOME: Final = Path(__file__).with_name("become.py")


class NoAccount(ShukeError):
    """We are root, and no other account could run the server."""

    code = "postgres_account_missing"
    status = 503
    title = Text(en="PostgreSQL cannot run as root", zh="PostgreSQL 不能以 root 运行")


class Account:
    """The user and group that own the cluster and run its programs."""

    __slots__ = ("gid", "switches", "uid")

    def __init__(self, uid: int, gid: int, *, switches: bool) -> None:
        self.uid = uid
        self.gid = gid
        self.switches = switches

    def own(self, path: Path) -> None:
        """Give ``path`` to the account."""
        if self.switches:
            os.chown(path, self.uid, self.gid)

    def command(self, command: Sequence[str | Path], cwd: Path) -> tuple[list[str], dict[str, Any]]:
        """What to give to ``subprocess`` so that ``command`` runs as this account."""
        arguments = [str(part) for part in command]
        if not self.switches:
            return arguments, {}
        if self._reaches(Path(arguments[0])) and self._reaches(cwd):
            return arguments, {"user": self.uid, "group": self.gid, "extra_groups": []}
        become = [sys.executable, "-I", "-S", str(_BECOME), str(self.uid), str(self.gid)]
        return become + arguments, {}

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, timeout_seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account; its output is text, both streams joined.

        The output goes through a file: ``pg_ctl`` leaves the server behind, which would hold a
        pipe open for ever.
        """
        arguments, options = self.command(command, cwd)
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            finished = subprocess.run(
                arguments,
                cwd=cwd,
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=timeout_seconds,
                check=False,
                **options,
            )
            output.seek(0)
            text = output.read()
        return subprocess.CompletedProcess(arguments, finished.returncode, text, "")

    def _reaches(self, path: Path) -> bool:
        """Whether the account may enter ``path`` and every folder above it."""
        whole = path.resolve()
        for part in (whole, *whole.parents):
            found = part.stat()
            if found.st_uid == self.uid:
                allowed = found.st_mode & 0o100
            elif found.st_gid == self.gid:
                allowed = found.st_mode & 0o010
            else:
                allowed = found.st_mode & 0o001
            if not allowed:
                return False
        return True


def server_account() -> Account:
    """The account for the server on this machine; error ``postgres_account_missing``."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switches=False)
    import pwd

    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise NoAccount(
            Text(
                en="Shuke runs as root, and this machine has no account “nobody” for PostgreSQL.",
                zh="熟客以 root 运行，而本机没有给 PostgreSQL 用的 nobody 账号。",
            ),
            hint=Text(
                en="Run Shuke as an ordinary user, or set SHUKE_DATABASE_URL.",
                zh="用普通账号运行，或设置 SHUKE_DATABASE_URL。",
            ),
        ) from error
    return Account(entry.pw_uid, entry.pw_gid, switches=True)


def _clean_environment() -> Mapping[str, str]:
    """Ours without PG…: a user's PGDATA or PGPORT must not redirect our server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
