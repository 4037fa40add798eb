"""The year ready to be sent: read, drawn, moved, and cut into streams."""

from __future__ import annotations

from shuke.cli.demo.checkpoint import STREAMS
from shuke.cli.demo.dataset import load_demographics, load_year
from shuke.cli.demo.draw import draw, nothing
from shuke.cli.demo.mailing import NO_MAILINGS, load_mailings
from shuke.cli.demo.stream import Stream
from shuke.cli.demo.wallet import NO_WALLETS, draw_wallets


def split_year(
    weeks: int, *, plain: bool, households: frozenset[int] | None = None
) -> tuple[Stream, list[Stream]]:
    """The whole year as a stream, and the same events as `STREAMS` streams by household."""
    year = load_year(households)
    drawn, mailings = (nothing(), NO_MAILINGS) if plain else (draw(year), load_mailings(year))
    wallets = NO_WALLETS if plain else draw_wallets(year, drawn.late)
    whole = Stream(year, drawn, load_demographics(), weeks, mailings, wallets)
    return whole, whole.split(STREAMS)
