"""Back-test: the recorded past folded under a draft, beside what was.

A `Hand` folds the members of some pages of buckets; several of them, each in a process of its own,
do a whole back-test under `run`, which carries the rounds between them. Nothing is written.
See docs/algorithms/backtest.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from shuke.engine.application import Application
from shuke.engine.arrival import BUCKETS, QUEUE_SOURCE
from shuke.engine.backtest.comparing import Compared
from shuke.engine.backtest.course import Ask, Change
from shuke.engine.backtest.rounds import MOST_ROUNDS, Heard, Rounds
from shuke.engine.connection import Connection

PAGE_EVENTS = 20_000
"""Log rows that a process holds at once, or those of one bucket if it has more."""

BY_BUCKET = """
select bucket, sum(seq)::bigint as events from engine_state group by bucket order by bucket
"""


STOCKS = "select id from engine_stock"
SENT = """
select exists (select from engine_key where source = $1) or exists (select from engine_queue)
"""


class Found(msgspec.Struct):
    """What a first pass found. `held` members ask or send, and were not added up yet."""

    compared: Compared
    heard: Heard
    held: list[str] = []


class Hand(Protocol):
    """Folds the members of some pages."""

    async def first(self) -> Found:
        """Fold everybody by the draft and add up, but for those who ask or send."""

    async def past(self, asked: Collection[str] | None) -> Heard:
        """Fold whoever had an event of these types (None: everybody) as it was."""

    async def again(self, changes: Mapping[str, Change]) -> Heard:
        """Fold some members by the draft with what they hear otherwise."""

    async def last(self, subjects: Sequence[str] | None, changes: Mapping[str, Change]) -> Compared:
        """Fold members (None: everybody) by the draft with what they hear, and add up."""


class Told(msgspec.Struct):
    """What a back-test gives: the sums, and how the rounds went."""

    compared: Compared
    rounds: int = 0
    """How often members were folded again."""
    left: int = 0
    """Members whose answers still changed when the rounds ended."""
    unknown: int = 0
    """Members unknown to the log to whom only the draft would send."""
    was: list[Ask] = []
    draft: list[Ask] = []


async def pages(connection: Connection) -> list[tuple[int, int]]:
    """All buckets in pages of about as many events as a process may hold."""
    found: list[tuple[int, int]] = []
    low = events = 0
    for row in await connection.fetch(BY_BUCKET):
        if events and events + row["events"] > PAGE_EVENTS:
            found.append((low, row["bucket"]))
            low, events = row["bucket"], 0
        events += row["events"]
    return [*found, (low, BUCKETS)]


async def asked_in(connection: Connection, app: Application) -> Collection[str] | None:
    """The event types by which something scarce was ever asked for; None: any may have been.

    Where members ever sent each other something, whoever sent is not known by a type.
    """
    types: set[str] = set()
    for row in await connection.fetch(STOCKS):
        found = [room.asked_by(row["id"]) for room in app.rooms if room.asked_by is not None]
        its = next((one for one in found if one is not None), None)
        if its is None:
            return None
        types |= its
    return None if await connection.fetchval(SENT, QUEUE_SOURCE) else types


async def run(hands: Sequence[Hand], since: datetime, *, asked: Collection[str] | None) -> Told:
    """A whole back-test over hands that have all pages between them.

    `asked`: by what something scarce was ever taken; empty when there is nothing to compare.
    """
    firsts = await asyncio.gather(*(hand.first() for hand in hands))
    told = Told(Compared())
    if asked is not None and not asked and not any(found.held for found in firsts):
        for found in firsts:
            told.compared.join(found.compared)
        return told
    if any(found.heard.sent for found in firsts):
        # Who sent what the draft sends is known by no type, and it may never have been delivered.
        asked = None
    rounds = await _rounds(hands, firsts, since, asked)
    told.rounds, told.left, told.unknown = rounds.number, rounds.left, len(rounds.unknown)
    told.was = [ask for its in rounds.was_asks.values() for ask in its]
    told.draft = [ask for its in rounds.all_asks().values() for ask in its]
    # Whoever may be sent something is anybody; what is scarce concerns those who ask for it.
    everybody = bool(rounds.sent or rounds.was_sent)
    lasts = [
        hand.last(None if everybody else found.held, rounds.changes)
        for hand, found in zip(hands, firsts, strict=True)
    ]
    for compared in await asyncio.gather(*lasts):
        told.compared.join(compared)
    if not everybody:
        for found in firsts:
            told.compared.join(found.compared)
    return told


async def _rounds(
    hands: Sequence[Hand],
    firsts: Sequence[Found],
    since: datetime,
    asked: Collection[str] | None,
) -> Rounds:
    was = Heard()
    for heard in await asyncio.gather(*(hand.past(asked) for hand in hands)):
        was.asks += heard.asks
        was.sent += heard.sent
        was.delivered += heard.delivered
    rounds = Rounds(was, since)
    for found in firsts:
        rounds.hear(found.heard)
    while rounds.number < MOST_ROUNDS and (changes := rounds.next()):
        names = list(changes)
        shares = [
            {subject: changes[subject] for subject in names[n :: len(hands)]}
            for n in range(len(hands))
        ]
        again = [hand.again(share) for hand, share in zip(hands, shares, strict=True)]
        for share, heard in zip(shares, await asyncio.gather(*again), strict=True):
            rounds.hear(heard, share)
    return rounds
