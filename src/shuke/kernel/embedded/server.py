"""Joining, leaving and reviving the embedded server."""

import asyncio
import atexit
import os
import signal
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final, Self
from urllib.parse import quote

import structlog

from shuke.kernel.embedded import cluster, postmaster
from shuke.kernel.embedded.account import Account, server_account
from shuke.kernel.embedded.lock import FileLock
from shuke.kernel.embedded.place import Place
from shuke.kernel.folder import prepared_folder

_WATCH_SECONDS: Final = 1.0
_log = structlog.get_logger(__name__)


class EmbeddedPostgres:
    """A running embedded server, and our part in it."""

    __slots__ = ("_account", "_left", "_owner", "_part", "_place", "_port", "pid", "url")

    def __init__(self, place: Place, account: Account, port: int | None) -> None:
        self._place = place
        self._account = account
        self._port = port
        self._part = FileLock(place.users_lock)
        self._left = True
        self._owner = os.getpid()
        self.pid = 0
        self.url = ""

    @property
    def data_dir(self) -> Path:
        """The folder that holds the cluster, its log and its secrets."""
        return self._place.data_dir

    def alive(self) -> bool:
        """Whether the server runs and takes connections now."""
        found = postmaster.written(self._place.cluster)
        return (
            found is not None
            and postmaster.alive(found.pid, self._place.cluster)
            and postmaster.answers(found)
        )

    def revive(self) -> bool:
        """Start the server again if it died; says whether it had to. The URL stays the same."""
        if self.alive():
            return False
        before = self.pid
        with FileLock(self._place.start_lock).held():
            self._join()
        _log.warning("postgres_revived", died=before, pid=self.pid)
        return True

    async def watch(self) -> None:
        """Revive the server whenever it dies, until cancelled: one task of a serving process."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            await asyncio.to_thread(self.revive)

    def stop(self) -> bool:
        """Leave; stop the server when nobody else uses it. Says whether it was stopped.

        May be called again. The stop is a fast one: open transactions are rolled back.
        """
        # A forked child has our locks and our exit hooks, but it is not the one who started.
        if self._left or os.getpid() != self._owner:
            return False
        self._left = True
        atexit.unregister(self.stop)
        with FileLock(self._place.start_lock).held():
            last = self._part.upgrade()
            if last:
                cluster.stop_server(self._place, self._account)
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

    def _join(self) -> None:
        """Find or start the server, holding the start lock."""
        cluster.refuse_unusable(self._place, self._account)
        found = cluster.running_server(self._place)
        if found is None:
            found = cluster.start_server(self._place, self._account, self._port)
        self._part.share()
        self.pid = found.pid
        self.url = _url(found, self._place)
        self._left = False


def start(data_dir: Path | str, *, port: int | None = None) -> EmbeddedPostgres:
    """Start the server of ``data_dir``, or join the one that runs there; make it when missing.

    Listens on a Unix socket only, and on ``127.0.0.1:port`` too when a port is given. Leaves at
    interpreter exit if ``stop`` was not called.

    Errors: ``data_folder_foreign``, ``data_folder_other_version``, ``data_folder_read_only``,
    ``data_folder_unusable``, ``postgres_missing``, ``postgres_account_missing``,
    ``postgres_start_failed``.
    """
    account = server_account()
    place = Place(Path(data_dir).expanduser().absolute())
    prepared_folder(place.data_dir)
    server = EmbeddedPostgres(place, account, port)
    with FileLock(place.start_lock).held():
        if not place.cluster.exists():
            cluster.make_cluster(place, account)
        server._join()
    atexit.register(server.stop)
    return server


def stop_on_signals() -> None:
    """Make SIGTERM end the program the way Ctrl-C does: by unwinding, so that ``stop`` runs."""

    def unwind(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, unwind)


def _url(found: postmaster.Postmaster, place: Place) -> str:
    if found.socket_folder:
        port = f"&port={found.port}" if found.port != cluster.SOCKET_PORT else ""
        return f"postgresql://shuke@/postgres?host={quote(found.socket_folder, safe='/')}{port}"
    password = place.password.read_text()
    return f"postgresql://shuke:{quote(password)}@127.0.0.1:{found.port}/postgres"
