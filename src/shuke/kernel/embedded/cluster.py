"""The cluster in its folder: made, started, stopped, and cleared up after a crash."""

import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

import psutil
import structlog

from shuke.kernel.embedded import postmaster
from shuke.kernel.embedded.account import Account
from shuke.kernel.embedded.binaries import MAJOR, binaries
from shuke.kernel.embedded.config import server_config
from shuke.kernel.embedded.place import Place
from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.folder import FolderError, refuse_foreign

SOCKET_PORT: Final = 5432
_START_SECONDS: Final = 300.0  # crash recovery may have gigabytes of log to read
_STOP_SECONDS: Final = 60.0
_ORPHANS_SECONDS: Final = 20.0
_LOG_SHOWN: Final = 2000
_log = structlog.get_logger(__name__)


class OtherVersionFolder(FolderError):
    """The cluster was made by another major version of PostgreSQL."""

    code = "data_folder_other_version"


class StartFailed(ShukeError):
    """PostgreSQL would not start; ``log`` holds what it said last."""

    code = "postgres_start_failed"
    status = 503
    title = Text(en="The embedded PostgreSQL did not start", zh="内置 PostgreSQL 没能启动")


def running_server(place: Place) -> postmaster.Postmaster | None:
    """The living server of the folder; waits while one is still starting up or recovering."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        found = postmaster.written(place.cluster)
        if found is None or not postmaster.alive(found.pid, place.cluster):
            return None
        # A server that was just killed may look alive for a moment longer: it has to answer.
        if found.ready and postmaster.answers(found):
            return found
        time.sleep(0.05)
    raise StartFailed(
        Text(
            en="A PostgreSQL runs in the folder but does not answer.",
            zh="文件夹里有 PostgreSQL 在运行，但一直没有回应。",
        ),
        log=_log_end(place),
    )


def make_cluster(place: Place, account: Account) -> None:
    """initdb into a folder beside, then rename: a cluster is there whole or not at all."""
    draft = place.data_dir / "postgres.new"
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    account.own(draft)
    password = secrets.token_urlsafe(24)
    _write_private(place.password, password)
    given = draft.with_suffix(".key")
    _write_private(given, password)
    account.own(given)
    options = [
        f"--pgdata={draft}",
        "--username=shuke",
        f"--pwfile={given}",
        "--auth-local=trust",  # the socket lies in a folder that only we can enter
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--text-search-config=simple",
        "--no-instructions",
    ]
    try:
        made = account.run(
            [binaries() / "initdb", *options], cwd=draft, timeout_seconds=_START_SECONDS
        )
    finally:
        given.unlink()
    if made.returncode != 0:
        shutil.rmtree(draft)
        raise StartFailed(
            Text(en="initdb could not make the cluster.", zh="initdb 没能建立数据库。"),
            log=made.stdout[-_LOG_SHOWN:],
        )
    with (draft / "postgresql.conf").open("a") as config:
        config.write("\ninclude_if_exists = 'shuke.conf'\ninclude_if_exists = 'local.conf'\n")
    draft.rename(place.cluster)


def refuse_unusable(place: Place, account: Account) -> None:
    """Refuse a cluster that is another account's, another version's, or none at all."""
    refuse_foreign(place.cluster, allowed=frozenset({account.uid}))
    try:
        version = (place.cluster / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise FolderError(
            Text(
                en=f"{place.cluster} is not a PostgreSQL cluster: {error.strerror}.",
                zh=f"{place.cluster} 不是 PostgreSQL 数据文件夹：{error.strerror}。",
            ),
            hint=Text(en="Move it away and start again.", zh="把它移开再启动。"),
        ) from error
    if version != str(MAJOR):
        raise OtherVersionFolder(
            Text(
                en=f"{place.cluster} was made by PostgreSQL {version}; this Shuke runs {MAJOR}.",
                zh=f"{place.cluster} 由 PostgreSQL {version} 建立；本程序用的是 {MAJOR}。",
            ),
            hint=Text(
                en="Dump it with the Shuke that made it and restore the dump here, "
                "or choose another folder with --data.",
                zh="用建立它的版本导出，再在这里导入；或用 --data 另选文件夹。",
            ),
            found=version,
            needed=str(MAJOR),
        )


def start_server(place: Place, account: Account, port: int | None) -> postmaster.Postmaster:
    """Start the server and wait until it takes connections; nobody may run in the folder."""
    sockets = place.socket_folder(account)
    _clear_remains(place, sockets)
    _write_config(place, account, sockets, port)
    place.log.touch(mode=0o600)
    account.own(place.log)
    command: list[str | Path] = [
        binaries() / "pg_ctl",
        "start",
        f"--pgdata={place.cluster}",
        f"--log={place.log}",
        "--wait",
        "--silent",
        f"--timeout={int(_START_SECONDS)}",
    ]
    try:
        done = account.run(command, cwd=place.cluster, timeout_seconds=_START_SECONDS + 30)
    except (OSError, subprocess.SubprocessError) as error:
        raise StartFailed(
            Text(en=f"pg_ctl could not run: {error}.", zh=f"pg_ctl 运行不了：{error}。"),
            log=_log_end(place),
        ) from error
    found = postmaster.written(place.cluster)
    if done.returncode != 0 or found is None:
        log = done.stdout + _log_end(place)
        fatal = [line.partition("FATAL:  ")[2] for line in log.splitlines() if "FATAL:  " in line]
        reason = fatal[-1] if fatal else log.strip().rpartition("\n")[2]
        raise StartFailed(
            Text(
                en=f"PostgreSQL gave up while starting: {reason}; its log is {place.log}.",
                zh=f"PostgreSQL 启动时退出：{reason}；日志在 {place.log}。",
            ),
            log=log[-_LOG_SHOWN:],
        )
    return found


def stop_server(place: Place, account: Account) -> None:
    """Stop the server if it runs: fast, and at once if that takes longer than a minute."""
    found = postmaster.written(place.cluster)
    if found is None or not postmaster.alive(found.pid, place.cluster):
        return
    for mode in ("fast", "immediate"):
        command: list[str | Path] = [
            binaries() / "pg_ctl",
            "stop",
            f"--pgdata={place.cluster}",
            f"--mode={mode}",
            "--wait",
            "--silent",
            f"--timeout={int(_STOP_SECONDS)}",
        ]
        done = account.run(command, cwd=place.cluster, timeout_seconds=_STOP_SECONDS + 30)
        if done.returncode == 0 or not postmaster.alive(found.pid, place.cluster):
            return
        # An immediate stop is a crash to the next start, which recovers from it.
        _log.warning("postgres_stop_failed", mode=mode, output=done.stdout.strip())


def _write_config(place: Place, account: Account, sockets: Path, port: int | None) -> None:
    config = place.cluster / "shuke.conf"
    config.write_text(
        server_config(
            socket_folder=sockets,
            port=port if port is not None else SOCKET_PORT,
            listens=port is not None,
            free_disk_bytes=shutil.disk_usage(place.cluster).free,
        )
    )
    account.own(config)


def _clear_remains(place: Place, sockets: Path) -> None:
    """After a crash: let orphans of the dead server end, then drop its stale lock files.

    PostgreSQL itself believes any living process with the written number, so a zombie or a
    stranger would shut the folder and its socket for ever. We hold the start lock and have seen
    that no server lives here; what may be left are backends that have not noticed its death yet.
    """
    deadline = time.monotonic() + _ORPHANS_SECONDS
    orphans = postmaster.servers(place.cluster)
    while orphans and time.monotonic() < deadline:
        time.sleep(0.05)
        orphans = postmaster.servers(place.cluster)
    for orphan in orphans:
        try:
            orphan.send_signal(signal.SIGQUIT)
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(orphans, timeout=_ORPHANS_SECONDS)
    (place.cluster / "postmaster.pid").unlink(missing_ok=True)
    for stale in sockets.glob(".s.PGSQL.*"):
        stale.unlink()


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)


def _log_end(place: Place) -> str:
    try:
        with place.log.open("rb") as file:
            file.seek(max(0, place.log.stat().st_size - _LOG_SHOWN))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
