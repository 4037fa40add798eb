"""One member who exchanges points with a partner, folded in memory with the counters beside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
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

APP = application()
PROGRAMME = (Path(__file__).parent / "programme.yaml").read_text("utf-8")
START = datetime(2026, 1, 5, 4, tzinfo=UTC)


def _release() -> Release:
    sets: dict[str, dict[str, Document]] = {}
    for document in read_yaml(APP, PROGRAMME):
        sets.setdefault(kind_of(document), {})[document.key] = document
    versions = {(kind, key): 1 for kind, its in sets.items() for key in its}
    return APP.compile(1, datetime(2025, 1, 1, tzinfo=UTC), sets, versions)


RELEASE = _release()


class _Book:
    def upto(self, _horizon: int) -> Releases:
        return of_releases([RELEASE])


BOOK = cast("ReleaseBook", _Book())


class World:
    """A registered member with 1,000 points."""

    def __init__(self) -> None:
        self.now = START
        self.replay = Replay(APP, BOOK)
        self.log: list[dict[str, Any]] = []
        self.facts: dict[str, list[dict[str, Any]]] = {name: [] for name in APP.fact_tables}
        self.stock: dict[str, tuple[int, int]] = {}
        """By counter: (taken, size)."""
        self.number = 0
        self.send("member.registered", channel="store")
        self.send("points.adjust", currency="points", amount=1_000, reason="law")

    @property
    def state(self) -> Any:
        """The member's state."""
        return self.replay.state

    def send(
        self, kind: str, *, refused: tuple[str, ...] = (), **data: Any
    ) -> list[dict[str, Any]] | str:
        """Fold one event; answer its effects, or the code of a refusal, which changes nothing."""
        self.number += 1
        given = Given(refused=list(refused), created=not self.replay.seq)
        row = {
            "subject": "01MEMBER", "seq": self.replay.seq + 1, "at": self.now, "time": self.now,
            "type": kind, "id": f"E{self.number}", "source": "machine", "release": 1,
            "data": msgspec.json.encode(data), "given": encode_given(given),
        }  # fmt: skip
        before = copied(self.replay)
        try:
            turn = self.replay.step(row)
        except ShukeError as error:
            self.replay = before
            return error.code
        over = tuple(
            stock
            for stock, (amount, size) in turn.takes.items()
            if amount > 0 and self.stock.get(stock, (0, size))[0] + amount > size
        )
        if over:
            self.replay = before
            return self.send(kind, refused=(*refused, *over), **data)
        for stock, (amount, size) in turn.takes.items():
            self.stock[stock] = (self.stock.get(stock, (0, size))[0] + amount, size)
        for table, values in turn.facts:
            columns = ("n", *APP.fact_tables[table].columns)
            self.facts[table].append({"seq": row["seq"], **dict(zip(columns, values, strict=True))})
        self.log.append({**row, "effects": effects_of(turn)})
        return turn.effects

    def wait(self, seconds: int) -> None:
        """Let time pass, and a tick come."""
        self.now += timedelta(seconds=seconds)
        if self.replay.due is not None and self.replay.due <= self.now:
            self.send("tick")

    def flaws(self) -> list[str]:
        """What breaks the laws of the rooms."""
        broken = []
        for room in APP.rooms:
            for law in (room.laws or {}).values():
                assert room.slice is not None
                broken += law(getattr(self.replay.state, room.slice.name), self.facts)
        return broken

    def replayed(self) -> bool:
        """Whether folding the log again gives the same state and effects."""
        again = Replay(APP, BOOK)
        for row in self.log:
            if effects_of(again.step(row)) != row["effects"]:
                return False
        return APP.encode_state(again.state) == APP.encode_state(self.replay.state)
