"""The ground every benchmark stands on: one PostgreSQL with the demo's year, cloned for each."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import psutil
import psycopg

from bench import pgbench
from shuke.cli import demo
from shuke.cli.demo import checkpoint
from shuke.cli.demo.run import Options, fold_year
from shuke.cli.place import placed
from shuke.cli.working import work_once
from shuke.engine import ENGINE, EPOCH
from shuke.kernel import Settings, embedded, load_settings

ROUNDS = 3
"""Ours runs so often, the yardstick once between each two."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A server with the demo's year in its first database, and the yardstick's beside it."""

    settings: Settings
    server: embedded.EmbeddedPostgres
    yardstick_url: str
    scale: float = 1.0
    """What share of its full size a benchmark of many members runs in."""

    def sized(self, full: int) -> int:
        """That share of a number."""
        return max(1, round(full * self.scale))

    @contextmanager
    def clone(self, name: str) -> Iterator[Settings]:
        """Settings on a copy of the demo's database, as old as every other copy."""
        database = f"bench_{name}"
        with self._admin() as admin:
            admin.execute(f'drop database if exists "{database}" with (force)')
            admin.execute(f'create database "{database}" template postgres strategy file_copy')
            admin.execute("checkpoint")
        url = pgbench.renamed(self.server.url, database)
        try:
            yield msgspec.structs.replace(self.settings, database_url=url)
        finally:
            with self._admin() as admin:
                admin.execute(f'drop database if exists "{database}" with (force)')

    def cpu_seconds(self) -> float:
        """Processor time of the server and its children so far, those that ended included."""
        postmaster = psutil.Process(self.server.pid)
        times = postmaster.cpu_times()
        total = times.user + times.system + times.children_user + times.children_system
        for child in postmaster.children(recursive=True):
            try:
                its = child.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += its.user + its.system
        return float(total)

    def _admin(self) -> psycopg.Connection[Any]:
        return psycopg.connect(pgbench.renamed(self.server.url, "template1"), autocommit=True)


def _of_this_demo(folder: Path) -> None:
    """Drop a year that another engine or another demo made: it is not what a new machine loads."""
    made = blake2b(str((ENGINE, EPOCH)).encode(), digest_size=16)
    for path in sorted(Path(demo.__file__).parent.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            made.update(path.read_bytes())
    mark = folder / "demo.mark"
    if mark.exists() and mark.read_text() == made.hexdigest():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.write_text(made.hexdigest())


@contextmanager
def prepared(data_dir: Path | None, scale: float = 1.0) -> Iterator[Ground]:
    """Start (or join) the server of a folder and load the demo's year if it is not there yet.

    Without a folder one in the temp folder is used and kept, so the year is loaded once.
    """
    folder = data_dir or Path(tempfile.gettempdir()) / f"shuke-bench-{os.getuid()}"
    if data_dir is None:
        _of_this_demo(folder)
    if shutil.disk_usage(folder.parent).free < 8 * 2**30:
        raise RuntimeError("benchmarks need 8 GiB of free disk")
    settings = load_settings(data_dir=folder, environ={})
    with placed(settings) as (reached, server):
        assert server is not None
        kept = checkpoint.load(folder)
        if kept is None or not kept.finished:
            asyncio.run(fold_year(reached, Options(), lambda _done, _total: None))
        # The worker's own arrears, the books of a year above all, are not what is measured.
        asyncio.run(work_once(reached))
        yield Ground(reached, server, pgbench.prepare(server.url), scale)
