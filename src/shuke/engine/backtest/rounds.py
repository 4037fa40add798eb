"""Rounds of a back-test: who gets what is scarce, and what members send each other.

Each member is folded alone, with the answers that the log holds. Here all that was asked is put in
one order, and whoever must hear another answer folds again, until nobody must.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from shuke.engine.backtest.course import Ask, Carried, Change

MOST_ROUNDS = 16


class Heard(msgspec.Struct):
    """What folding some members asked and sent."""

    asks: list[Ask] = []
    sent: list[Carried] = []
    delivered: list[tuple[str, str]] = []
    """(key, subject) of recorded events that members sent each other."""


def in_order(asks: Iterable[Ask]) -> dict[str, list[Ask]]:
    """What was asked, by counter, in the order in which it is answered."""
    found: dict[str, list[Ask]] = {}
    for ask in asks:
        found.setdefault(ask.stock, []).append(ask)
    for its in found.values():
        its.sort(key=lambda ask: (ask.at, ask.subject, ask.seq))
    return found


def answers(
    was: Mapping[str, Sequence[Ask]], draft: Mapping[str, Sequence[Ask]], since: datetime
) -> list[tuple[Ask, bool]]:
    """Every ask of the draft's course within the range, and whether it is refused.

    While all that was asked of a counter is what had been asked, the answers are those of the log:
    what was granted in the same instant had an order that no clock shows. From the first
    difference on they are reckoned.
    """
    found: list[tuple[Ask, bool]] = []
    for stock, asks in draft.items():
        before = was.get(stock, ())
        taken, same = 0, True
        for place, ask in enumerate(asks):
            if ask.at < since:
                taken += (0 if ask.refused else ask.amount) - ask.back
                continue
            if same:
                other = before[place] if place < len(before) else None
                same = other is not None and _alike(ask, other)
                refused = other.refused if same and other is not None else False
            taken -= ask.back
            if not same:
                refused = ask.amount > 0 and taken + ask.amount > ask.size
            if not refused:
                taken += ask.amount
            found.append((ask, refused))
    return found


def _alike(one: Ask, other: Ask) -> bool:
    return (one.at, one.subject, one.row, one.amount, one.back, one.size) == (
        other.at,
        other.subject,
        other.row,
        other.amount,
        other.back,
        other.size,
    )


class Rounds:
    """The changes that members hear, round by round. `was` is what the log's own course asked."""

    def __init__(self, was: Heard, since: datetime) -> None:
        self.since = since
        self.was = was
        self.was_asks = in_order(was.asks)
        self.was_sent = {one.key: one for one in was.sent}
        self.delivered = dict(was.delivered)
        self.targets = {
            one.target: self.delivered[one.key] for one in was.sent if one.key in self.delivered
        }
        self.asks: dict[str, list[Ask]] = {}
        self.sent: dict[str, list[Carried]] = {}
        self.changes: dict[str, Change] = {}
        self.unknown: set[str] = set()
        """Targets of which nobody knows who they are."""
        self.left = 0
        """Answers that still changed when the rounds ended."""
        self.number = 0
        """How often members had to fold again."""

    def hear(self, heard: Heard, subjects: Iterable[str] | None = None) -> None:
        """Take what folding members gave; `subjects` were folded again."""
        for subject in subjects or ():
            self.asks.pop(subject, None)
            self.sent.pop(subject, None)
        for ask in heard.asks:
            self.asks.setdefault(ask.subject, []).append(ask)
        for one in heard.sent:
            self.sent.setdefault(one.key.partition(":")[0], []).append(one)

    def all_asks(self) -> dict[str, list[Ask]]:
        """All that the draft's course asked, in order."""
        return in_order(ask for its in self.asks.values() for ask in its)

    def next(self) -> dict[str, Change]:
        """Whoever must fold again, and with what."""
        again: set[str] = set()
        folded: dict[tuple[str, str], set[str]] = {}
        now: dict[tuple[str, str], set[str]] = {}
        for ask, refused in answers(self.was_asks, self.all_asks(), self.since):
            name = ask.subject, ask.row
            if ask.refused:
                folded.setdefault(name, set()).add(ask.stock)
            if refused:
                now.setdefault(name, set()).add(ask.stock)
        for name in folded.keys() | now.keys():
            if folded.get(name, set()) != now.get(name, set()):
                subject, row = name
                self._change(subject).refused[row] = sorted(now.get(name, ()))
                again.add(subject)
        self.left = len(again)
        again |= self._carry()
        self.number += bool(again)
        return {subject: self.changes[subject] for subject in sorted(again)}

    def _carry(self) -> set[str]:
        """What is sent otherwise than it was: to whom it makes a difference."""
        sent = {one.key: one for its in self.sent.values() for one in its}
        wanted: dict[str, Change] = {}

        def of(subject: str) -> Change:
            return wanted.setdefault(subject, Change())

        for key in self.was_sent.keys() - sent.keys():
            if key in self.delivered:
                of(self.delivered[key]).dropped.append(key)
        for key, one in sent.items():
            before = self.was_sent.get(key)
            if before is not None:
                if before.data != one.data and key in self.delivered:
                    of(self.delivered[key]).altered[key] = one.data
                continue
            subject = self._subject(one.target)
            if subject is not None:
                of(subject).added[key] = one
        again = set()
        for subject in wanted.keys() | self.changes.keys():
            mine, its = self._change(subject), wanted.get(subject, Change())
            its.dropped.sort()
            if (mine.dropped, mine.altered, mine.added) != (its.dropped, its.altered, its.added):
                mine.dropped, mine.altered, mine.added = its.dropped, its.altered, its.added
                again.add(subject)
        return again

    def _subject(self, target: str) -> str | None:
        if ":" not in target:
            return target
        kind, _colon, value = target.partition(":")
        found = value if kind == "member" else self.targets.get(target)
        if found is None:
            self.unknown.add(target)
        return found

    def _change(self, subject: str) -> Change:
        return self.changes.setdefault(subject, Change())
