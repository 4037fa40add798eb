"""The year ready to be sent: read, drawn, moved, and cut into streams."""

from __future__ import annotations

from shuke.cli.demo.checkpoint import STREAMS
from shuke.cli.demo.dataset import load_demographics, load_year
from shuke.cli.demo.draw import draw, nothing
from shuke.cli.demo.stream import Stream


def split_year(
    weeks: int, *, plain: bool, households: frozenset[int] | None = None
) -> tuple[Stream, list[Stream]]:
    """The whole year as a stream, and the same events as `STREAMS` streams by household."""
    year = load_year(households)
    whole = Stream(year, nothing() if plain else draw(year), load_demographics(), weeks)
    return whole, whole.split(STREAMS)
