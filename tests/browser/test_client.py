"""The console's client is what the API says it is."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.console import build_hook

CONSOLE = Path(__file__).parents[2] / "console"


def test_the_generated_client_has_not_drifted() -> None:
    environment = build_hook().node_environment()
    if environment is None or not (CONSOLE / "node_modules").exists():
        pytest.skip("Node or the console's packages are missing (make console)")
    done = subprocess.run(
        ["node", "check/client.mjs", "--check"],
        cwd=CONSOLE,
        env={**environment, "SHUKE_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
