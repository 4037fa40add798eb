"""Metrics for Prometheus: counters in the process, gauges read from the database when scraped.

A room declares what it counts with ``counter``, ``histogram`` and ``gauge``, and figures that
stand in its tables with ``GaugeQuery``. Names begin with ``shuke_``; label values come from code
or definitions, never from members.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Final

import asyncpg
import msgspec
import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_READ_EVERY_SECONDS: Final = 10.0
_QUERY_SECONDS: Final = 5.0
_log = structlog.get_logger(__name__)

registry: Final = CollectorRegistry(auto_describe=True)
ProcessCollector(registry=registry)
PlatformCollector(registry=registry)


def counter(name: str, help_text: str, labels: Sequence[str] = ()) -> Counter:
    """A number that only rises, of this process."""
    return Counter(name, help_text, labels, registry=registry)


def gauge(name: str, help_text: str, labels: Sequence[str] = ()) -> Gauge:
    """A number that rises and falls, of this process."""
    return Gauge(name, help_text, labels, registry=registry)


def histogram(
    name: str, help_text: str, labels: Sequence[str] = (), *, buckets: Sequence[float]
) -> Histogram:
    """A distribution, of this process; ``buckets`` are upper bounds in the unit of the name."""
    return Histogram(name, help_text, labels, registry=registry, buckets=tuple(buckets))


class GaugeQuery(msgspec.Struct, frozen=True):
    """A figure of the whole installation: SQL that gives the labels' columns, then the value.

    It has to be cheap: every scrape of every process runs it (at most every ten seconds).
    """

    name: str
    help_text: str
    sql: str
    labels: tuple[str, ...] = ()


KERNEL_FIGURES: Final = (
    GaugeQuery(
        "shuke_jobs",
        "Background jobs that have not ended, and those that failed within a day",
        """
        select name, status, count(*) from kernel_job
        where status in ('queued', 'running')
           or status = 'failed' and ended_at > now() - interval '1 day'
        group by name, status
        """,
        ("name", "status"),
    ),
    GaugeQuery(
        "shuke_database_bytes",
        "Size of the database on disk",
        "select pg_database_size(current_database())",
    ),
    GaugeQuery(
        "shuke_database_connections",
        "Connections to this database by state",
        """
        select coalesce(state, 'background'), count(*) from pg_stat_activity
        where datname = current_database() group by 1
        """,
        ("state",),
    ),
    GaugeQuery(
        "shuke_database_oldest_transaction_seconds",
        "Age of the oldest open transaction; a long one keeps dead rows from being cleared away",
        """
        select coalesce(extract(epoch from max(now() - xact_start)), 0)::float8
        from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        """,
    ),
)


class Metrics:
    """What ``/metrics`` answers with."""

    __slots__ = ("_figures", "_lock", "_pool", "_queries", "_read_at")

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record]", queries: Sequence[GaugeQuery] = ()
    ) -> None:
        self._pool = pool
        self._queries = (*KERNEL_FIGURES, *queries)
        self._figures = CollectorRegistry(auto_describe=True)
        self._read_at = 0.0
        self._lock = asyncio.Lock()

    async def text(self) -> bytes:
        """The exposition of the process's metrics and the installation's figures.

        A figure that cannot be read is left out and counted in ``shuke_figures_unread``: a scrape
        must answer above all when something is wrong.
        """
        async with self._lock:
            if not self._read_at or time.monotonic() - self._read_at > _READ_EVERY_SECONDS:
                self._figures = await self._read()
                self._read_at = time.monotonic()
        return generate_latest(registry) + generate_latest(self._figures)

    async def _read(self) -> CollectorRegistry:
        fresh = CollectorRegistry(auto_describe=True)
        unread = Gauge("shuke_figures_unread", "Figures that could not be read", registry=fresh)
        for query in self._queries:
            try:
                rows = await self._pool.fetch(query.sql, timeout=_QUERY_SECONDS)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                _log.warning("figure_unread", figure=query.name, reason=str(error))
                unread.inc()
                continue
            figure = Gauge(query.name, query.help_text, query.labels, registry=fresh)
            for row in rows:
                *labels, value = row.values()
                held = figure.labels(*map(str, labels)) if labels else figure
                held.set(float(value))
        return fresh
