"""What runs in a cluster's folder: the living server, or what a crash left behind."""

from pathlib import Path

import msgspec
import psutil


class Postmaster(msgspec.Struct, frozen=True):
    """The server as its own ``postmaster.pid`` describes it."""

    pid: int
    port: int
    socket_folder: str
    host: str
    ready: bool


def written(cluster: Path) -> Postmaster | None:
    """What ``postmaster.pid`` says, true or stale; ``None`` when there is none or it is torn."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    try:
        pid, port = int(lines[0]), int(lines[3])
    except (ValueError, IndexError):
        return None
    rest = [line.strip() for line in lines[4:]] + [""] * 4
    return Postmaster(
        pid=pid, port=port, socket_folder=rest[0], host=rest[1], ready=rest[3] == "ready"
    )


def alive(pid: int, cluster: Path) -> bool:
    """Whether process ``pid`` is a PostgreSQL that works in ``cluster``.

    After a crash the number may belong to a zombie or to a stranger; both count as gone.
    """
    try:
        process = psutil.Process(pid)
        return _works_in(process, cluster)
    except psutil.NoSuchProcess:
        return False


def answers(server: Postmaster) -> bool:
    """Whether the server takes connections; asked without signing in."""
    from psycopg import pq
    from psycopg.conninfo import make_conninfo

    host = server.socket_folder or "127.0.0.1"
    address = make_conninfo(host=host, port=server.port, dbname="postgres", connect_timeout=5)
    return pq.PGconn.ping(address.encode()) == pq.Ping.OK


def servers(cluster: Path) -> list[psutil.Process]:
    """Every living PostgreSQL process of the cluster: the server and its children."""
    found = []
    for process in psutil.process_iter(["name"]):
        if not (process.info["name"] or "").startswith("postgres"):
            continue
        try:
            if _works_in(process, cluster):
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    if process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD):
        return False
    if not process.name().startswith("postgres"):
        return False
    try:
        # PostgreSQL changes into its data folder at start and stays there.
        return Path(process.cwd()).resolve() == cluster.resolve()
    except psutil.AccessDenied:
        # Another account's: ours only if its command line names the folder.
        return str(cluster) in process.cmdline()
