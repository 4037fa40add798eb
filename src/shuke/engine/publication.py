"""The releases of a database: loaded when a batch first meets them, compiled when first used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from shuke.engine.application import Application
from shuke.engine.connection import Connection
from shuke.engine.definition import Document
from shuke.engine.release import Release, Releases

BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)
"""When release 0, which has no definitions, took effect."""

NEW_RELEASES = """
select id, effective_at, versions from engine_release where id > $1 and id <= $2 order by id
"""

NEEDED_VERSIONS = """
select d.kind, d.key, d.version, d.document
from unnest($1::text[], $2::text[], $3::integer[]) as needed (kind, key, version)
join engine_definition as d using (kind, key, version)
"""


class ReleaseBook:
    """All releases up to the newest that this process has met. Release 0 is the empty one."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._effective: dict[int, datetime] = {0: BEFORE_ALL}
        self._versions: dict[int, dict[tuple[str, str], int]] = {0: {}}
        self._documents: dict[tuple[str, str, int], Document] = {}
        self._compiled: dict[int, Release] = {}
        self._upto: dict[int, Releases] = {}
        self._newest = 0

    @property
    def newest(self) -> int:
        """The highest release number known here."""
        return self._newest

    async def refresh(self, connection: Any) -> None:
        """Load whatever was published since."""
        newest = await connection.fetchval("select coalesce(max(id), 0) from engine_release")
        await self.reach(connection, newest)

    async def reach(self, connection: Connection, horizon: int) -> None:
        """Make sure that every release up to `horizon` is known."""
        if horizon <= self._newest:
            return
        rows = await connection.fetch(NEW_RELEASES, self._newest, horizon)
        needed: set[tuple[str, str, int]] = set()
        for row in rows:
            versions = read_versions(row["versions"])
            self._versions[row["id"]] = versions
            self._effective[row["id"]] = row["effective_at"]
            needed |= {(kind, key, version) for (kind, key), version in versions.items()}
        missing = sorted(needed - self._documents.keys())
        if missing:
            for row in await connection.fetch(
                NEEDED_VERSIONS, *map(list, zip(*missing, strict=True))
            ):
                self._documents[row["kind"], row["key"], row["version"]] = self.app.decode_document(
                    row["kind"], msgspec.json.decode(row["document"])
                )
        self._newest = horizon

    def upto(self, horizon: int) -> Releases:
        """The releases a fold with this horizon may know."""
        found = self._upto.get(horizon)
        if found is None:
            found = self._upto[horizon] = Releases(self.effective(horizon), self.compiled)
        return found

    def effective(self, horizon: int) -> list[tuple[datetime, int]]:
        """When each release up to `horizon` takes effect, and its number."""
        return [(when, number) for number, when in self._effective.items() if number <= horizon]

    def compiled(self, id: int) -> Release:
        """One release, compiled once."""
        release = self._compiled.get(id)
        if release is None:
            versions = self._versions[id]
            release = self._compiled[id] = self.app.compile(
                id, self._effective[id], self.documents(versions), versions
            )
        return release

    def current(self, moment: datetime) -> Release:
        """The release in force at a moment, as far as this process knows."""
        return self.upto(self._newest).at(moment)

    def base(self, moment: datetime) -> int:
        """The release that one effective from `moment` is made of: the one then in force.

        Before the first release of all it is that first one.
        """
        known = self.upto(self._newest)
        found = known.id_at(moment)
        if not found and (later := known.after(moment)):
            return later[0][1]
        return found

    def begun(self, moment: datetime) -> bool:
        """Whether any release is in force at a moment."""
        return self.upto(self._newest).id_at(moment) > 0

    def scheduled(self, moment: datetime) -> list[tuple[datetime, int]]:
        """The releases that take effect after a moment, in order."""
        return self.upto(self._newest).after(moment)

    def versions(self, id: int) -> Mapping[tuple[str, str], int]:
        """Which version of which definition a release holds."""
        return self._versions[id]

    def documents(self, versions: Mapping[tuple[str, str], int]) -> dict[str, dict[str, Document]]:
        """Documents by kind and key for a map of versions that this book has loaded."""
        documents: dict[str, dict[str, Document]] = {}
        for (kind, key), version in sorted(versions.items()):
            documents.setdefault(kind, {})[key] = self._documents[kind, key, version]
        return documents


def read_versions(stored: str) -> dict[tuple[str, str], int]:
    """`{"kind/key": version}` as a map."""
    return {
        (kind, key): version
        for name, version in msgspec.json.decode(stored).items()
        for kind, _slash, key in [name.partition("/")]
    }


def write_versions(versions: Mapping[tuple[str, str], int]) -> str:
    """The reverse of `read_versions`."""
    return msgspec.json.encode(
        {f"{kind}/{key}": version for (kind, key), version in sorted(versions.items())}
    ).decode()
