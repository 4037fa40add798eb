"""Starting, joining, leaving and stopping the embedded server."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final, Self
from urllib.parse import quote

import psutil

from shuke.kernel.embedded import postmaster
from shuke.kernel.embedded.account import Account, server_account
from shuke.kernel.embedded.binaries import MAJOR, binaries, program
from shuke.kernel.embedded.config import server_config
from shuke.kernel.embedded.lock import FileLock
from shuke.kernel.embedded.place import Place
from shuke.kernel.errors import ShukeError, Text
from shuke.kernel.folder import FolderError, prepared_folder, refuse_foreign
from shuke.kernel.secrets import kept_secrets

_USER: Final = "shuke"
_START_SECONDS: Final = 300.0  # crash recovery may have gigabytes of log to read
_STOP_SECONDS: Final = 60.0
_ORPHANS_SECONDS: Final = 20.0


class OtherVersionFolder(FolderError):
    """The cluster was made by another major version of PostgreSQL."""

    code = "data_folder_other_version"


class StartFailed(ShukeError):
    """PostgreSQL would not start; the end of its log says why."""

    code = "postgres_start_failed"
    status = 503
    title = Text(en="The embedded PostgreSQL did not start", zh="内置 PostgreSQL 没能启动")


class EmbeddedPostgres:
    """A running embedded server, and our part in it."""

    __slots__ = ("_account", "_left", "_part", "data_dir", "pid", "url")

    def __init__(self, place: Place, account: Account, part: FileLock, url: str, pid: int) -> None:
        self.data_dir = place.data_dir
        self.url = url
        self.pid = pid
        self._account = account
        self._part = part
        self._left = False

    def stop(self) -> bool:
        """Leave; stop the server when nobody else uses it. Says whether it was stopped.

        May be called again. The stop is a fast one: open transactions are rolled back.
        """
        if self._left:
            return False
        self._left = True
        atexit.unregister(self.stop)
        place = Place(self.data_dir)
        with FileLock(place.start_lock).held():
            last = self._part.upgrade()
            if last:
                _stop_server(place, self._account)
            self._part.release()
        return last

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def start(data_dir: Path | str, *, port: int | None = None) -> EmbeddedPostgres:
    """Start the server of ``data_dir``, or join the one that runs there; make it when missing.

    Listens on a Unix socket only, or on ``127.0.0.1:port`` when a port is given (and on Windows,
    where a free one is chosen). Leaves at interpreter exit if ``stop`` was not called.

    Errors: ``data_folder_foreign``, ``data_folder_other_version``, ``data_folder_read_only``,
    ``data_folder_unusable``, ``postgres_missing``, ``postgres_account_missing``,
    ``postgres_start_failed``.
    """
    account = server_account()
    place = Place(Path(data_dir).expanduser().absolute())
    prepared_folder(place.data_dir)
    password = kept_secrets(place.data_dir, {}).database_password
    with FileLock(place.start_lock).held():
        if not place.cluster.exists():
            _make_cluster(place, account, password)
        _refuse_unusable(place, account)
        running = _running(place)
        if running is None:
            running = _start_server(place, account, port)
        part = FileLock(place.users_lock)
        part.share()
    server = EmbeddedPostgres(place, account, part, _url(running, password), running.pid)
    atexit.register(server.stop)
    return server


def stop_on_signals() -> None:
    """Make SIGTERM end the program the way Ctrl-C does: by unwinding, so that ``stop`` runs."""

    def unwind(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, unwind)


def _running(place: Place) -> postmaster.Postmaster | None:
    """The living server of the folder; waits while one is still starting up or recovering."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        found = postmaster.written(place.cluster)
        if found is None or not postmaster.alive(found.pid, place.cluster):
            return None
        if found.ready:
            return found
        time.sleep(0.05)
    raise StartFailed(
        Text(
            en="A PostgreSQL runs in the folder but does not become ready.",
            zh="文件夹里有 PostgreSQL 在运行, 但一直没有就绪。",
        ),
        log=_log_end(place),
    )


def _make_cluster(place: Place, account: Account, password: str) -> None:
    """initdb into a folder beside, then rename: a cluster is there whole or not at all."""
    draft = place.data_dir / "postgres.new"
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    account.own(draft)
    key = place.data_dir / "postgres.key"
    key.touch(mode=0o600)
    key.write_text(password)
    account.own(key)
    options = [
        f"--pgdata={draft}",
        f"--username={_USER}",
        f"--pwfile={key}",
        "--auth-local=trust",  # the socket lies in a folder that only we can enter
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--text-search-config=simple",
        "--no-instructions",
        "--no-sync",
    ]
    try:
        made = account.run(
            [binaries() / program("initdb"), *options], cwd=draft, timeout_seconds=_START_SECONDS
        )
    finally:
        key.unlink()
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise StartFailed(
            Text(en="initdb could not make the cluster.", zh="initdb 没能建立数据库。"),
            log=made.stdout[-2000:],
        )
    with (draft / "postgresql.conf").open("a") as config:
        config.write("\ninclude_if_exists = 'shuke.conf'\ninclude_if_exists = 'local.conf'\n")
    draft.rename(place.cluster)


def _refuse_unusable(place: Place, account: Account) -> None:
    refuse_foreign(place.cluster, allowed=frozenset({account.uid}))
    try:
        version = (place.cluster / "PG_VERSION").read_text().strip()
    except FileNotFoundError as error:
        raise FolderError(
            Text(
                en=f"{place.cluster} is not a PostgreSQL cluster.",
                zh=f"{place.cluster} 不是 PostgreSQL 数据文件夹。",
            ),
            hint=Text(en="Move it away and start again.", zh="把它移开再启动。"),
        ) from error
    except PermissionError as error:
        raise FolderError(
            Text(en=f"{place.cluster} cannot be read.", zh=f"读不了 {place.cluster}。")
        ) from error
    if version != str(MAJOR):
        raise OtherVersionFolder(
            Text(
                en=f"{place.cluster} was made by PostgreSQL {version}; this Shuke runs {MAJOR}.",
                zh=f"{place.cluster} 由 PostgreSQL {version} 建立; 本程序用的是 {MAJOR}。",
            ),
            hint=Text(
                en="Dump it with the Shuke that made it and restore the dump here.",
                zh="用原来的版本导出, 再在这里导入。",
            ),
            found=version,
            needed=str(MAJOR),
        )


def _start_server(place: Place, account: Account, port: int | None) -> postmaster.Postmaster:
    _clear_remains(place)
    if port is None and os.name == "nt":
        port = _free_port()
    sockets = None if port is not None and os.name == "nt" else place.socket_folder(account)
    free = shutil.disk_usage(place.cluster).free
    config = place.cluster / "shuke.conf"
    config.write_text(
        server_config(
            socket_folder=str(sockets) if sockets else None, port=port, free_disk_bytes=free
        )
    )
    account.own(config)
    log = place.log
    log.touch(mode=0o600)
    account.own(log)
    command = [
        binaries() / program("pg_ctl"),
        "start",
        f"--pgdata={place.cluster}",
        f"--log={log}",
        "--wait",
        "--silent",
        f"--timeout={int(_START_SECONDS)}",
    ]
    try:
        done = account.run(command, cwd=place.cluster, timeout_seconds=_START_SECONDS + 30)
    except (OSError, subprocess.SubprocessError) as error:
        raise StartFailed(
            Text(en=f"pg_ctl could not run: {error}.", zh=f"pg_ctl 运行不了: {error}。"),
            log=_log_end(place),
        ) from error
    found = postmaster.written(place.cluster)
    if done.returncode != 0 or found is None:
        raise StartFailed(
            Text(
                en=f"PostgreSQL gave up while starting; its log is {log}.",
                zh=f"PostgreSQL 启动时退出; 日志在 {log}。",
            ),
            log=(done.stdout + _log_end(place))[-2000:],
        )
    return found


def _clear_remains(place: Place) -> None:
    """After a crash: let orphans of the dead server end, then drop its stale pid file.

    PostgreSQL itself believes any living process with the written number, so a zombie or a
    stranger would shut the folder for ever. We hold the start lock and have seen that no server
    lives here; what may be left are backends that have not yet noticed that their server died.
    """
    deadline = time.monotonic() + _ORPHANS_SECONDS
    orphans = postmaster.servers(place.cluster)
    while orphans and time.monotonic() < deadline:
        time.sleep(0.05)
        orphans = postmaster.servers(place.cluster)
    for orphan in orphans:
        try:
            orphan.send_signal(getattr(signal, "SIGQUIT", signal.SIGTERM))
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(orphans, timeout=_ORPHANS_SECONDS)
    (place.cluster / "postmaster.pid").unlink(missing_ok=True)


def _stop_server(place: Place, account: Account) -> None:
    found = postmaster.written(place.cluster)
    if found is None or not postmaster.alive(found.pid, place.cluster):
        return
    command = [
        binaries() / program("pg_ctl"),
        "stop",
        f"--pgdata={place.cluster}",
        "--mode=fast",
        "--wait",
        "--silent",
        f"--timeout={int(_STOP_SECONDS)}",
    ]
    done = account.run(command, cwd=place.cluster, timeout_seconds=_STOP_SECONDS + 30)
    if done.returncode != 0 and postmaster.alive(found.pid, place.cluster):
        # An immediate stop is a crash to the next start, which recovers; a server left behind
        # would be worse.
        print(f"shuke: stopping PostgreSQL at once: {done.stdout.strip()}", file=sys.stderr)  # noqa: T201
        account.run([*command[:3], "--mode=immediate"], cwd=place.cluster, timeout_seconds=60)


def _url(found: postmaster.Postmaster, password: str) -> str:
    if found.socket_folder:
        return f"postgresql://{_USER}@/postgres?host={quote(found.socket_folder, safe='/')}" + (
            f"&port={found.port}" if found.port != 5432 else ""
        )
    return f"postgresql://{_USER}:{quote(password)}@127.0.0.1:{found.port}/postgres"


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log_end(place: Place) -> str:
    try:
        with place.log.open("rb") as file:
            file.seek(max(0, place.log.stat().st_size - 2000))
            return file.read().decode(errors="replace")
    except OSError:
        return ""
