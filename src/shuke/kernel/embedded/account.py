"""Which account the server runs as: ours, and an unprivileged one when we are root.

PostgreSQL refuses to run as root. Then it runs as ``nobody``; where that account could not reach
the programs or the data (both may lie below a private home folder) it keeps the one capability to
pass folder permissions. No permission of any folder outside the data folder is changed.
"""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from shuke.kernel.errors import ShukeError, Text

_PR_SET_KEEPCAPS: Final = 8
_PR_CAP_AMBIENT: Final = 47
_PR_CAP_AMBIENT_RAISE: Final = 2
_CAPABILITY_VERSION_3: Final = 0x20080522
_CAP_DAC_OVERRIDE: Final = 1


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

    def run(
        self, command: Sequence[str | Path], *, cwd: Path, timeout_seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this account; output is text, stderr joined to stdout.

        The program's children must not hold our pipe (``pg_ctl`` leaves the server behind), so
        the output goes through a file.
        """
        import tempfile

        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            finished = subprocess.run(
                [str(part) for part in command],
                cwd=cwd,
                env=_clean_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=timeout_seconds,
                check=False,
                **self._becoming(command[0], cwd),
            )
            output.seek(0)
            text = output.read()
        return subprocess.CompletedProcess(finished.args, finished.returncode, text, "")

    def _becoming(self, executable: str | Path, cwd: Path) -> dict[str, Any]:
        if not self.switches:
            return {}
        if self._reaches(Path(executable)) and self._reaches(cwd):
            return {"user": self.uid, "group": self.gid, "extra_groups": []}
        return {"preexec_fn": _become(self.uid, self.gid)}

    def _reaches(self, path: Path) -> bool:
        """Whether the account may enter every folder above ``path``."""
        for folder in path.resolve().parents:
            found = folder.stat()
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
    if not hasattr(os, "geteuid"):
        return Account(0, 0, switches=False)
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switches=False)
    import pwd

    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise NoAccount(
            Text(
                en="Shuke runs as root, and this machine has no account “nobody” for PostgreSQL.",
                zh="熟客以 root 运行, 而本机没有给 PostgreSQL 用的 nobody 账号。",
            ),
            hint=Text(
                en="Run Shuke as an ordinary user, or set SHUKE_DATABASE_URL.",
                zh="用普通账号运行, 或设置 SHUKE_DATABASE_URL。",
            ),
        ) from error
    return Account(entry.pw_uid, entry.pw_gid, switches=True)


def _clean_environment() -> Mapping[str, str]:
    """Ours without PG…: a user's PGDATA or PGPORT must not redirect our server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


class _CapHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapData(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _become(uid: int, gid: int) -> Callable[[], None]:
    """What the child does before exec: change account, keep CAP_DAC_OVERRIDE (Linux only)."""
    if not sys.platform.startswith("linux"):
        return lambda: (os.setgroups([]), os.setgid(gid), os.setuid(uid)) and None
    libc = ctypes.CDLL(None, use_errno=True)
    header = _CapHeader(_CAPABILITY_VERSION_3, 0)
    bit = 1 << _CAP_DAC_OVERRIDE
    data = (_CapData * 2)(_CapData(bit, bit, bit), _CapData(0, 0, 0))

    def become() -> None:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        # Where the container withholds the capability, starting fails with “permission denied”
        # and the launcher says so; there is nothing better to do here between fork and exec.
        libc.capset(ctypes.byref(header), data)
        libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)

    return become
