"""Some members and a family folded in memory, with the queue between them: no database, no clock.

What is sent waits in a queue, which the test delivers in whatever order and as often as it likes:
each key is folded once, as the engine's own keys see to it.
"""

from __future__ import annotations

from collections import defaultdict
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
_json = msgspec.json.Encoder()


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
    """Subjects by id, and what they have sent each other."""

    def __init__(self) -> None:
        self.now = START
        self.subjects: dict[str, Replay] = {}
        self.logs: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.facts: dict[str, dict[str, list[dict[str, Any]]]] = {}
        self.queue: list[tuple[str, str, str, bytes]] = []
        self.done: set[str] = set()
        self.erased: set[str] = set()
        self.number = 0

    def send(self, subject: str, kind: str, **data: Any) -> list[dict[str, Any]] | str:
        """Fold one event; answer its effects, or the code of a refusal, which changes nothing."""
        self.number += 1
        return self._fold(subject, kind, _json.encode(data), f"E{self.number}")

    def _fold(self, subject: str, kind: str, data: bytes, id: str) -> list[dict[str, Any]] | str:
        replay = self.subjects.setdefault(subject, Replay(APP, BOOK))
        given = Given(created=not replay.seq)
        row = {
            "subject": subject, "seq": replay.seq + 1, "at": self.now, "time": self.now,
            "type": kind, "id": id, "source": "machine", "release": 1, "data": data,
            "given": encode_given(given),
        }  # fmt: skip
        before = copied(replay)
        try:
            turn = replay.step(row)
        except ShukeError as error:
            self.subjects[subject] = before
            return error.code
        for table, values in turn.facts:
            columns = ("n", *APP.fact_tables[table].columns)
            rows = self.facts.setdefault(subject, {name: [] for name in APP.fact_tables})
            rows[table].append({"seq": row["seq"], **dict(zip(columns, values, strict=True))})
        self.logs[subject].append({**row, "effects": effects_of(turn)})
        self.queue += [(one.key, one.target, one.type, _json.encode(one.data)) for one in turn.sent]
        return turn.effects

    def deliver(self, place: int, *, again: bool = False) -> None:
        """Deliver one event of the queue, and perhaps once more, as after a lost answer."""
        if not self.queue:
            return
        key, target, kind, data = self.queue[place % len(self.queue)]
        if key in self.done:
            self.queue = [one for one in self.queue if one[0] != key]
            return
        said = self._fold(target, kind, data, key)
        if said == "member_erased":
            # The queue's rows for an erased member are deleted.
            said = []
        if said == "family_unknown":
            # It came before the event that opens the family, and is delivered again later.
            return
        assert isinstance(said, list), f"{kind} to {target} was refused: {said}"
        self.done.add(key)
        if not again:
            self.queue = [one for one in self.queue if one[0] != key]

    def settle(self) -> None:
        """Deliver everything, in the order in which it was sent."""
        for _round in range(500):
            if not self.queue:
                return
            self.deliver(0)
        raise AssertionError(self.queue)

    def wait(self, seconds: int) -> None:
        """Let time pass, and a tick come to whoever is due."""
        self.now += timedelta(seconds=seconds)
        for subject, replay in list(self.subjects.items()):
            if replay.due is not None and replay.due <= self.now:
                assert isinstance(self.send(subject, "tick"), list)

    def state(self, subject: str) -> Any:
        """A subject's state."""
        return self.subjects[subject].state

    def on_its_way(self) -> dict[int, int]:
        """Points that have left and not arrived, by their last day."""
        found: dict[int, int] = defaultdict(int)
        for key, _target, kind, data in self.queue:
            if kind == "transfer.arrive" and key not in self.done:
                for until, _month, _funder, amount in msgspec.json.decode(data)["lots"]:
                    found[until] += amount
        return found

    def entered(self) -> dict[str, int]:
        """Points by the kind of entry, over all subjects."""
        found: dict[str, int] = defaultdict(int)
        for rows in self.facts.values():
            for row in rows["ledger_entry"]:
                found[row["kind"]] += row["amount"]
        return found

    def flaws(self) -> list[str]:
        """What breaks the laws of the rooms, of any subject."""
        broken = []
        for subject, replay in self.subjects.items():
            facts = self.facts.get(subject) or {name: [] for name in APP.fact_tables}
            for room in APP.rooms:
                for law in (room.laws or {}).values():
                    assert room.slice is not None
                    said = law(getattr(replay.state, room.slice.name), facts)
                    broken += [f"{subject}: {one}" for one in said]
            held: dict[str, int] = defaultdict(int)
            for one in replay.state.transfer.out:
                held[one.currency] += sum(lot[3] for lot in (*one.draws, *one.fee))
            if held != replay.state.ledger.held:
                broken.append(f"{subject}: {dict(held)} is held, {replay.state.ledger.held}")
        return broken

    def replayed(self) -> bool:
        """Whether folding every log again gives the same states and effects."""
        for subject, log in self.logs.items():
            again = Replay(APP, BOOK)
            for row in log:
                if effects_of(again.step(row)) != row["effects"]:
                    return False
            if APP.encode_state(again.state) != APP.encode_state(self.state(subject)):
                return False
        return True
