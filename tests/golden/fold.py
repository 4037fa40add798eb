"""The golden log folded in memory: no database, no clock, nothing but the log and the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, cast

import msgspec

from shuke.app import application
from shuke.engine import (
    ENGINE,
    Application,
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

FOLDER = Path(__file__).parent
LOG = FOLDER / "log.jsonl"
FOLDED = FOLDER / "folded.json"
REMOVED = (("earning_rule", "dairy-double"), ("earning_rule", "star"))
"""What the second release no longer has."""
EFFECTIVE = (datetime(2024, 12, 1, tzinfo=UTC), datetime(2025, 5, 31, 16, tzinfo=UTC))


class Book:
    """Both releases; a row's horizon is the newest one its fold knew."""

    def __init__(self, app: Application) -> None:
        self.app = app
        documents: dict[tuple[str, str], Document] = {}
        self.releases: list[Release] = []
        for number, name in enumerate(("programme.yaml", "changes.yaml"), 1):
            for document in read_yaml(app, (FOLDER / name).read_text("utf-8")):
                documents[kind_of(document), document.key] = document
            if number == 2:
                for key in REMOVED:
                    del documents[key]
            sets: dict[str, dict[str, Document]] = {}
            for (kind, key), document in sorted(documents.items()):
                sets.setdefault(kind, {})[key] = document
            versions = dict.fromkeys(documents, number)
            self.releases.append(app.compile(number, EFFECTIVE[number - 1], sets, versions))
        self._upto = [of_releases(self.releases[:1]), of_releases(self.releases)]

    def upto(self, horizon: int) -> Releases:
        """The releases up to a number."""
        return self._upto[horizon - 1]

    def effective(self, horizon: int) -> list[tuple[datetime, int]]:
        """When each release up to a number takes effect."""
        return [(release.effective_at, release.id) for release in self.releases[:horizon]]

    def compiled(self, number: int) -> Release:
        """One release."""
        return self.releases[number - 1]


def replay_of(app: Application, book: Book) -> Replay:
    """A replay that needs no database for its releases."""
    return Replay(app, cast("ReleaseBook", book))


def row_of(line: Mapping[str, Any]) -> dict[str, Any]:
    """A line of the log as the row that the engine would have stored."""
    return {
        **line,
        "at": datetime.fromisoformat(line["at"]),
        "time": datetime.fromisoformat(line.get("time", line["at"])),
        "source": "golden",
        "data": msgspec.json.encode(line["data"]),
        "given": encode_given(msgspec.convert(line.get("given", {}), Given)),
    }


def read_log() -> dict[str, list[dict[str, Any]]]:
    """Every member's rows."""
    members: dict[str, list[dict[str, Any]]] = {}
    for line in LOG.read_text("utf-8").splitlines():
        row = row_of(msgspec.json.decode(line))
        members.setdefault(row["subject"], []).append(row)
    return members


def folded() -> dict[str, Any]:
    """Where every member ends, and hashes of everything said and written on the way."""
    app = application()
    book = Book(app)
    return {
        "engine": ENGINE,
        "members": {
            subject: ending(app, book, rows) for subject, rows in sorted(read_log().items())
        },
    }


def ending(app: Application, book: Book, rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One member folded from the first row to the last."""
    replay = replay_of(app, book)
    effects, facts = blake2b(digest_size=16), blake2b(digest_size=16)
    for row in rows:
        turn = replay.step(row)
        effects.update(effects_of(turn))
        facts.update(repr([(turn.event.seq, written(*fact)) for fact in turn.facts]).encode())
    state = msgspec.msgpack.encode(trimmed(replay.state))
    records = blake2b(digest_size=16)
    for name, record in sorted(replay.records.loaded.items()):
        records.update(repr(name).encode())
        records.update(b"" if record is None else app.encode_record(record))
    ledger = replay.state.ledger
    return {
        "seq": replay.seq,
        "due": None if replay.due is None else replay.due.isoformat(),
        "balances": {
            currency: [ledger.usable(currency), ledger.pending(currency)]
            for currency in sorted(ledger.pots)
        },
        "tiers": {key: its.tier for key, its in sorted(replay.state.program.sets.items())},
        "state": blake2b(state, digest_size=16).hexdigest(),
        "records": records.hexdigest(),
        "effects": effects.hexdigest(),
        "facts": facts.hexdigest(),
    }


ADDED = {"ledger_entry": 1}
"""How many columns of facts came later, by table."""


def written(table: str, row: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """A fact without the columns that came later and hold nothing, as with states."""
    least = len(row) - ADDED.get(table, 0)
    while len(row) > least and row[-1] is None:
        row = row[:-1]
    return table, row


def trimmed(value: Any) -> Any:
    """A state without the last fields of each struct that hold nothing: fields are only appended,
    so one that came later and is empty folds nothing differently."""
    if isinstance(value, msgspec.Struct):
        kept = list(msgspec.structs.fields(value))
        while kept and getattr(value, kept[-1].name) == _empty(kept[-1]):
            kept.pop()
        return [trimmed(getattr(value, field.name)) for field in kept]
    if isinstance(value, dict):
        return {key: trimmed(its) for key, its in value.items()}
    if isinstance(value, list | tuple):
        return [trimmed(its) for its in value]
    return value


def _empty(field: Any) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default
