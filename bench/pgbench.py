"""The yardstick: pgbench's TPC-B, scale 10, 4 clients, prepared, durable, on the same server."""

from __future__ import annotations

import re
import subprocess
from urllib.parse import parse_qs, urlsplit

import psycopg

from shuke.kernel import embedded

NAME = "pgbench TPC-B tps (scale 10, 4 clients, prepared, durable)"
DATABASE = "bench_tpcb"
SCALE = 10
CLIENTS = 4
_TPS = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


def prepare(url: str) -> str:
    """Make the yardstick's database afresh; answer its URL."""
    with psycopg.connect(url, autocommit=True) as admin:
        row = admin.execute("show synchronous_commit").fetchone()
        assert row == ("on",), "the yardstick must be durable"
        admin.execute(f"drop database if exists {DATABASE} with (force)")
        admin.execute(f"create database {DATABASE}")
    own = renamed(url, DATABASE)
    _pgbench(own, "-i", "-q", "-s", str(SCALE))
    return own


def tps(url: str, seconds: int) -> float:
    """Transactions per second over some seconds."""
    said = _pgbench(url, "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds))
    found = _TPS.search(said)
    assert found is not None, said
    return float(found[1])


def renamed(url: str, database: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{database}").geturl()


def _pgbench(url: str, *options: str) -> str:
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    host = query.get("host", [parts.hostname or ""])[0]
    port = query.get("port", [str(parts.port or 5432)])[0]
    command = [str(embedded.binaries() / "pgbench"), "-h", host, "-p", port]
    command += ["-U", parts.username or "shuke", *options, parts.path.lstrip("/")]
    environment = {"PGPASSWORD": parts.password} if parts.password else {}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment, timeout=600
    )
    return done.stdout
