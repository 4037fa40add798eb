"""`shuke serve` and `shuke demo` as processes: ready, answering, ended by a signal."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHUKE_")}
    return {**kept, "SHUKE_DATABASE_URL": database_url, "SHUKE_DATA_DIR": str(tmp_path / "data")}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_with_its_worker_and_ends_cleanly(
    environment: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    port = 18_000 + os.getpid() % 10_000
    process = subprocess.Popen(
        [sys.executable, "-m", "shuke.cli", "serve", "--json", "--port", str(port)],
        stdout=subprocess.PIPE,
        env=environment,
        cwd=tmp_path,
    )
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
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
    finally:
        process.kill()
        process.communicate()
