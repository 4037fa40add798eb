"""A small grocer, served by a process of its own, as a browser meets it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from shuke.kernel import embedded, new_id

EMAIL = "wang@example.com"
PASSWORD = "a long enough phrase"
CARD = "6901234567"
PROGRAMME = Path(__file__).with_name("programme.yaml")
CONSOLE = Path(__file__).parents[2] / "src/shuke/api/static/console/index.html"
START_SECONDS = 60


class Shop:
    """The served grocer: where it is, and what its till can send."""

    def __init__(self, folder: Path, port: int, key: str, clock: Path | None = None) -> None:
        self.folder, self.port, self.clock = folder, port, clock
        self.address = f"http://127.0.0.1:{port}"
        self.key = key
        self.orders = 0
        self.server: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Serve, and wait until it answers."""
        self.server = subprocess.Popen(
            [*_command(self.clock), "serve", "--port", str(self.port), "--data", str(self.folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(self, self.server)

    def close(self) -> None:
        """End the server, and wait until it has ended."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=30)
            self.server = None

    def pay(
        self, total_cents: int, *, category: str = "dairy", card: str = CARD, store: str = "Main"
    ) -> dict[str, Any]:
        """Send one paid order of one line; what the door answered."""
        self.orders += 1
        order = f"T-{self.orders}"
        line = {"sku": "1023", "category": category, "paid_cents": total_cents}
        data = {"order_id": order, "store": store, "total_cents": total_cents, "lines": [line]}
        return self.send("POST", "/v1/events", {
            "source": "till", "id": order, "type": "order.paid", "subject": f"card:{card}",
            "time": datetime.now(UTC).isoformat(), "data": data,
        })  # fmt: skip

    def send(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """One call with the till's key."""
        request = urllib.request.Request(
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"authorization": f"Bearer {self.key}", "content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.loads(answer.read() or b"{}")
            return found

    def at(self, moment: str) -> datetime:
        """Move the clock of a dated shop to a moment of Shanghai, e.g. "2026-12-25 09:00"."""
        assert self.clock is not None
        wanted = datetime.fromisoformat(f"{moment}+08:00")
        _set(self.clock, wanted)
        return wanted

    def waiting_job(self) -> str:
        """The id of a job that no worker takes within the hour: asking for one would be a race."""
        body = {"members": ["0" * 26], "currency": "points", "amount": 1, "reason": "nobody"}
        asked = self.send("POST", "/v1/members/adjust", body)["id"]
        with embedded.start(self.folder) as server, psycopg.connect(server.url) as connection:
            connection.execute(
                """
                insert into kernel_job (id, name, input, asked_by, asked_at, due_at)
                select %s, name, input, asked_by, now(), now() + interval '1 hour'
                from kernel_job where id = %s
                """,
                [waiting := new_id(), asked],
            )
        return waiting

    def member(self, card: str = CARD) -> dict[str, Any]:
        """The member behind a card, in detail."""
        found = self.send("GET", f"/v1/members/lookup?identity=card:{card}")["member"]
        return self.send("GET", f"/v1/members/{found['id']}")


@contextmanager
def served(
    folder: Path, programme: Path = PROGRAMME, *, since: str | None = None
) -> Iterator[Shop]:
    """The grocer with its programme, a person, a key and a server, until the block ends.

    `since` (a moment of Shanghai): its clock stands there at first, see tests/browser/dated.py.
    """
    clock = None if since is None else folder / "clock"
    if clock is not None and since is not None:
        _set(clock, datetime.fromisoformat(f"{since}+08:00"))

    def shuke(*arguments: str, stdin: str | None = None) -> str:
        return _shuke(folder, *arguments, clock=clock, stdin=stdin)

    shuke("apply", str(programme), "--publish", "--effective-at", "2025-01-01T00:00:00")
    shuke("user", "add", EMAIL, "--name", "王敏", "--password-stdin", stdin=PASSWORD)
    made = json.loads(shuke("keys", "create", "till", "--scope", "admin", "--json"))
    shop = Shop(folder, _free_port(), made["secret"], clock)
    try:
        shop.open()
        yield shop
    finally:
        shop.close()


def _command(clock: Path | None) -> list[str]:
    if clock is None:
        return [sys.executable, "-m", "shuke.cli"]
    return [sys.executable, "-m", "tests.browser.dated", str(clock)]


def _set(clock: Path, moment: datetime) -> None:
    """Whoever reads the file meanwhile reads the one or the other."""
    beside = clock.with_suffix(".new")
    beside.write_text(str((moment - datetime.now(UTC)).total_seconds()), "utf-8")
    beside.replace(clock)


def _shuke(
    folder: Path, *arguments: str, clock: Path | None = None, stdin: str | None = None
) -> str:
    done = subprocess.run(
        [*_command(clock), *arguments, "--data", str(folder)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200"},
    )
    assert done.returncode == 0, done.stderr or done.stdout
    return done.stdout


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait(shop: Shop, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(f"{shop.address}/health/ready", timeout=5):
                return
        except urllib.error.HTTPError as error:
            # It answers, but is not ready; the answer has a socket to be closed.
            error.close()
            time.sleep(0.2)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("the server did not become ready")
