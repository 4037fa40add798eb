"""One member's wallet, folded in memory by the whole application, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec
from tests.corner import copied

from shuke.app import application
from shuke.engine import (
    Document,
    Given,
    Release,
    ReleaseBook,
    Releases,
    Replay,
    kind_of,
    of_releases,
    read_yaml,
)
from shuke.engine.replay import effects_of
from shuke.engine.seat import encode_given
from shuke.kernel import ShukeError
from shuke.ledger import ROOM as LEDGER
from shuke.reward import ROOM as REWARD

APP = application()
PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")
START = datetime(2026, 1, 5, 4, tzinfo=UTC)
SUBJECT = "01MACHINE"


def _release(more: str = "", documents: Sequence[Any] = ()) -> Release:
    sets: dict[str, dict[str, Document]] = {}
    for document in (*read_yaml(APP, PROGRAMME + more), *documents):
        sets.setdefault(kind_of(document), {})[document.key] = document
    versions = {(kind, key): 1 for kind, its in sets.items() for key in its}
    return APP.compile(1, datetime(2025, 1, 1, tzinfo=UTC), sets, versions)


class _Book:
    def __init__(self, more: str = "", documents: Sequence[Any] = ()) -> None:
        self.releases = of_releases([_release(more, documents)])

    def upto(self, _horizon: int) -> Releases:
        return self.releases


@cache
def _book(more: str) -> _Book:
    return _Book(more)


BOOK = cast("ReleaseBook", _Book())


class Machine:
    """A member; `send` answers the effects, or the code of a refusal, which changes nothing."""

    def __init__(self, more: str = "", documents: Sequence[Any] = ()) -> None:
        """With `more`, these documents (YAML) are in force besides, and with `documents` those."""
        self.book = BOOK
        if more or documents:
            self.book = cast("ReleaseBook", _Book(more, documents) if documents else _book(more))
        self.replay = Replay(APP, self.book)
        self.now = START
        self.log: list[dict[str, Any]] = []
        self.facts: dict[str, list[dict[str, Any]]] = {
            table.name: [] for table in APP.fact_tables.values()
        }
        self.taken: dict[str, int] = {}

    @property
    def reward(self) -> Any:
        """The wallet."""
        return self.replay.state.reward

    @property
    def ledger(self) -> Any:
        """The pots."""
        return self.replay.state.ledger

    def send(self, kind: str, **data: Any) -> list[dict[str, Any]] | str:
        """Fold one event."""
        return self._send(kind, data, [])

    def _send(
        self, kind: str, data: dict[str, Any], refused: list[str]
    ) -> list[dict[str, Any]] | str:
        given = Given(refused=refused, created=not self.replay.seq)
        row = {
            "subject": SUBJECT, "seq": self.replay.seq + 1, "at": self.now, "time": self.now,
            "type": kind, "id": f"E{len(self.log)}", "source": "machine", "release": 1,
            "data": msgspec.json.encode(data), "given": encode_given(given),
        }  # fmt: skip
        before = copied(self.replay)
        try:
            turn = self.replay.step(row)
        except ShukeError as error:
            self.replay = before
            return error.code
        over = [
            stock
            for stock, (amount, size) in turn.takes.items()
            if amount > 0 and self.taken.get(stock, 0) + amount > size
        ]
        if over:
            assert not {*over} & {*refused}
            self.replay = before
            return self._send(kind, data, [*refused, *over])
        for stock, (amount, _size) in turn.takes.items():
            self.taken[stock] = self.taken.get(stock, 0) + amount
        for table, values in turn.facts:
            columns = ("n", *APP.fact_tables[table].columns)
            self.facts[table].append(
                {"seq": turn.event.seq, **dict(zip(columns, values, strict=True))}
            )
        self.log.append({**row, "effects": effects_of(turn)})
        return turn.effects

    def wait(self, seconds: int) -> None:
        """Let time pass, and a tick come after it."""
        self.now += timedelta(seconds=seconds)
        if self.replay.due is not None and self.replay.due <= self.now:
            self.send("tick")

    def flaws(self) -> list[str]:
        """What breaks the laws of both rooms, and what holds and the ledger say of each other."""
        broken = []
        for room in (LEDGER, REWARD):
            for law in (room.laws or {}).values():
                broken += law(getattr(self.replay.state, room.name), self.facts)
        held: dict[str, int] = {}
        for hold in self.reward.holds:
            for one in hold.points:
                amount = sum(lot[3] for lot in one.draws)
                held[one.currency] = held.get(one.currency, 0) + amount
        if held != self.ledger.held:
            broken.append(f"holds hold {held}, the ledger {self.ledger.held}")
        broken += [f"{stock}: {amount}" for stock, amount in self.taken.items() if amount < 0]
        return broken

    def replayed(self) -> bytes:
        """The state that folding the log again gives, its effects compared on the way."""
        again = Replay(APP, self.book)
        for row in self.log:
            assert effects_of(again.step(row)) == row["effects"]
        return APP.encode_state(again.state)
