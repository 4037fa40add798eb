"""A release: all published definitions at once, immutable, compiled once.

`Release.plans[room]` is what that room's `plan` made of the documents; reducers look there, so
nothing is parsed or looked up by name while events are folded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from shuke.engine.definition import Documents, Programme, programme_of
from shuke.rule import Catalogue


@dataclass(frozen=True, slots=True)
class Compiling:
    """What a room's `plan` gets: the documents, their versions, and the catalogue to compile by."""

    documents: Documents
    versions: Mapping[tuple[str, str], int]
    catalogue: Catalogue
    zone: ZoneInfo
    plans: Mapping[str, Any]
    """The plans of the rooms below, already made."""

    def version(self, kind: str, key: str) -> int:
        """The published version number of a document (0 for one that is only proposed)."""
        return self.versions.get((kind, key), 0)


class Release:
    """An immutable, compiled set of definitions, in force from `effective_at`."""

    __slots__ = (
        "_midnights",
        "catalogue",
        "documents",
        "effective_at",
        "id",
        "plans",
        "programme",
        "versions",
        "zone",
    )

    def __init__(
        self,
        id: int,
        effective_at: datetime,
        documents: Documents,
        versions: Mapping[tuple[str, str], int],
        catalogue: Catalogue,
    ) -> None:
        self.id = id
        self.effective_at = effective_at
        self.documents = documents
        self.versions = versions
        self.catalogue = catalogue
        self.programme: Programme = programme_of(documents)
        self.zone = ZoneInfo(self.programme.zone)
        self.plans: dict[str, Any] = {}
        self._midnights: dict[int, datetime] = {}

    def midnight(self, day: int) -> datetime:
        """The first moment (aware UTC) of a business day given as an ordinal."""
        moment = self._midnights.get(day)
        if moment is None:
            start = date.fromordinal(day)
            local = datetime(start.year, start.month, start.day, tzinfo=self.zone)
            moment = self._midnights[day] = local.astimezone(UTC)
        return moment


class Releases:
    """The releases a fold may know, in order of taking effect; the later publication wins a tie.

    A release is compiled when it is first asked for: `make(id)` does it and remembers.
    """

    __slots__ = ("_ids", "_known", "_make", "_moments")

    def __init__(
        self, effective: Sequence[tuple[datetime, int]], make: Callable[[int], Release]
    ) -> None:
        ordered = sorted(effective)
        self._moments = [moment for moment, _id in ordered]
        self._ids = [number for _moment, number in ordered]
        self._known = frozenset(self._ids)
        self._make = make

    def at(self, moment: datetime) -> Release:
        """The release in force at a moment; before the first one, the first one."""
        return self._make(self.id_at(moment))

    def id_at(self, moment: datetime) -> int:
        """The number of the release in force at a moment, without compiling it."""
        place = bisect_right(self._moments, moment) - 1
        return self._ids[max(place, 0)]

    def after(self, moment: datetime) -> list[tuple[datetime, int]]:
        """What takes effect after a moment, in order; of several at once the one that wins."""
        place = bisect_right(self._moments, moment)
        winners = dict(zip(self._moments[place:], self._ids[place:], strict=True))
        return list(winners.items())

    def of(self, id: int) -> Release:
        """A release by its number. Raises KeyError when these releases do not hold it."""
        if id not in self._known:
            raise KeyError(id)
        return self._make(id)

    def ids(self) -> list[int]:
        """Every release's number, in order of taking effect."""
        return list(self._ids)


def of_releases(releases: Sequence[Release]) -> Releases:
    """Releases that are compiled already (tests, back-tests, trying a draft)."""
    by_id = {release.id: release for release in releases}
    return Releases([(r.effective_at, r.id) for r in releases], by_id.__getitem__)
