"""`shuke serve` and `shuke demo` as processes: ready, answering, ended by a signal."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

SERVE = (sys.executable, "-m", "shuke.cli", "serve", "--json")


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    # As on a machine where nobody has asked Python not to buffer.
    dropped = ("SHUKE_", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "SHUKE_DATABASE_URL": database_url, "SHUKE_DATA_DIR": str(tmp_path / "data")}


@contextmanager
def started(
    environment: dict[str, str], folder: Path, *options: str
) -> Iterator[tuple["subprocess.Popen[bytes]", dict[str, Any]]]:
    """A server that has said that it serves, and what it said."""
    process = subprocess.Popen(
        [*SERVE, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
    )
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_with_its_worker_and_ends_cleanly(
    environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    port = 18_000 + os.getpid() % 10_000
    with started(environment, tmp_path, "--port", str(port)) as (process, said):
        assert said["address"] == f"http://127.0.0.1:{port}"
        assert said["pid"] == process.pid
        assert said["setup_token"]
        with urllib.request.urlopen(f"{said['address']}/health/ready", timeout=10) as answer:
            assert answer.status == 200
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{said['address']}/v1/members", timeout=10)
        assert refused.value.code == 401
        refused.value.close()
        process.send_signal(number)
        assert process.wait(20) == 0


@pytest.mark.slow
def test_several_processes_serve_one_port_and_a_dead_one_is_replaced(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with started(environment, tmp_path, "--port", "0", "--processes", "2") as (process, said):
        assert said["pid"] == process.pid
        assert said["setup_token"]
        address = said["address"]
        first = serving(process.pid)
        assert len(first) == 2
        # Each connection goes to the next process: six in turn reach both.
        assert [live(address) for _ in range(6)] == [200] * 6
        os.kill(first[0], signal.SIGKILL)
        while len(now := serving(process.pid)) < 2 or first[0] in now:
            process.poll()
        assert [live(address) for _ in range(6)] == [200] * 6
        assert first[1] in now
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert not any(psutil.pid_exists(number) for number in now)


@pytest.mark.slow
def test_the_processes_end_when_their_parent_is_killed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with started(environment, tmp_path, "--port", "0", "--processes", "2") as (process, _said):
        children = [psutil.Process(number) for number in serving(process.pid)]
        process.kill()
        _gone, left = psutil.wait_procs(children, 30)
        assert left == []


def test_an_address_in_use_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ended = subprocess.run(
            [*SERVE, "--port", port, "--processes", "2"],
            capture_output=True,
            env=environment,
            cwd=tmp_path,
            check=False,
        )
    assert ended.returncode == 1
    assert json.loads(ended.stdout)["code"] == "address_in_use"


def serving(parent: int) -> list[int]:
    """The processes that serve for a parent."""
    return sorted(child.pid for child in psutil.Process(parent).children())


def live(address: str) -> int:
    """The status of a request on a connection of its own."""
    with urllib.request.urlopen(f"{address}/health/live", timeout=20) as answer:
        return int(answer.status)


def test_a_port_that_is_taken_is_an_error(environment: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SERVE, "--port", str(port)],
            capture_output=True,
            env={**environment, "LC_ALL": "en_US.UTF-8"},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    # The answer alone stands on stdout; what the server logged is JSON on stderr.
    said = json.loads(done.stdout)
    assert said["code"] == "address_in_use"
    assert said["detail"] == f"Cannot listen on 127.0.0.1:{port}: the log says why."
    logged = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["level"], line["logger"]) for line in logged] == [("error", "uvicorn.error")]
    assert "address already in use" in logged[0]["event"]
