"""Month partitions of the log, made when the first row of a month comes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from shuke.engine.connection import Connection


class Partitions:
    """Remembers which months this process has seen, so that a known month costs nothing."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: set[tuple[int, int]] = set()

    async def ensure(
        self, connection: Connection, moments: Iterable[datetime]
    ) -> set[tuple[int, int]]:
        """Make the partitions that these moments (aware UTC) fall into; answer the new months.

        A roll-back takes them away again, so whoever commits tells with `remember`.
        """
        months = {(moment.year, moment.month) for moment in moments} - self._known
        for year, month in sorted(months):
            await connection.execute("select engine_log_partition($1)", date(year, month, 1))
        return months

    async def ahead(self, connection: Connection, moments: Iterable[datetime]) -> None:
        """Make partitions before a transaction begins, so that it holds nothing for their sake.

        Two batches that each held members and wanted a new month would wait for one another.
        """
        self.remember(await self.ensure(connection, moments))

    def remember(self, months: set[tuple[int, int]]) -> None:
        """The transaction that made these months has committed."""
        if months:
            self._known |= months


def month_of(moment: datetime) -> date:
    """The first day of a moment's month in UTC."""
    moment = moment.astimezone(UTC)
    return date(moment.year, moment.month, 1)


async def ensure_partitions(connection: Connection, moments: Iterable[datetime]) -> None:
    """Make the log's partitions for some moments, ahead of the first row."""
    for month in sorted({month_of(moment) for moment in moments}):
        await connection.execute("select engine_log_partition($1)", month)
