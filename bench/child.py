"""Processes that do the work while the benchmark only watches the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

ROOT = Path(__file__).resolve().parents[1]


class Child:
    """`python -m MODULE`: one JSON line of orders in, `ready` back, then a line for every line."""

    def __init__(self, module: str, orders: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        self._write(msgspec.json.encode(orders).decode())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def ready(self) -> None:
        """Wait until it is."""
        said = self._read()
        if said != "ready":
            raise RuntimeError(f"expected ready, got {said!r}")

    def begin(self, line: str = "go") -> None:
        """Let it go."""
        self._write(line)

    def answer(self, type_: type[Any]) -> Any:
        """Wait for its answer."""
        return msgspec.json.decode(self._read(), type=type_)

    def stop(self) -> None:
        """End it: it stops when its stdin closes, or is killed."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _read(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"a benchmark's process ended with {self.process.wait()}")
        return line.strip()
