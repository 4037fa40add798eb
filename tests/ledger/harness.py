"""Turns without a database: one member, the ledger's rules, and a clock that is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shuke.engine import Document, Event, Given, Programme, Records, Release, Turn
from shuke.engine.release import Compiling, of_releases
from shuke.kernel import Text
from shuke.ledger import COMMANDS, ROOM, Brand, Cause, Currency, LedgerSlice, value
from shuke.ledger.law import LAWS
from shuke.rule import STANDARD_EVENTS, Catalogue

NAME = Text(en="Points", zh="积分")
COLUMNS = ("n", *ROOM.facts[0].columns)


class State(msgspec.Struct, array_like=True):
    """A member's state with only the ledger's slice."""

    ledger: LedgerSlice = msgspec.field(default_factory=LedgerSlice)


def currency(key: str = "points", **fields: Any) -> Currency:
    """A currency document from plain values, as a YAML file would give it."""
    value = {"kind": "currency", "key": key, "name": NAME, "unit": NAME, **fields}
    return msgspec.convert(value, Currency, from_attributes=True)


def brand(key: str, **fields: Any) -> Brand:
    """A brand of the group from plain values."""
    name = Text(en=key.title(), zh=f"品牌{key}")
    return msgspec.convert({"kind": "brand", "key": key, "name": name, **fields}, Brand,
                           from_attributes=True)  # fmt: skip


def stored(key: str = "wallet", **fields: Any) -> value.StoredValue:
    """A stored value from plain values: 500.00 gets 80.00 more, 1,000.00 gets 200.00 more."""
    given = {
        "kind": "stored_value",
        "key": key,
        "name": Text(en="Wallet", zh="储值"),
        "steps": [
            {"from_cents": 50_000, "bonus_cents": 8_000},
            {"from_cents": 100_000, "bonus_cents": 20_000},
        ],
        **fields,
    }
    return msgspec.convert(given, value.StoredValue, from_attributes=True)


def release(*documents: Document, zone: str, id: int, effective_at: datetime) -> Release:
    """A release of these currencies, stored values and brands."""
    programme = Programme(key="programme", name=NAME, zone=zone)
    sets: dict[str, dict[str, Any]] = {
        "programme": {"programme": programme},
        "currency": {its.key: its for its in documents if isinstance(its, Currency)},
        "stored_value": {its.key: its for its in documents if isinstance(its, value.StoredValue)},
        "brand": {its.key: its for its in documents if isinstance(its, Brand)},
    }
    made = Release(id, effective_at, sets, {}, Catalogue(STANDARD_EVENTS))
    assert ROOM.plan is not None
    compiling = Compiling(sets, {}, made.catalogue, ZoneInfo(zone), {})
    made.plans["ledger"] = ROOM.plan(compiling)
    return made


class Member:
    """One member, folded by hand: `turn()` runs the timers that are due, then is yours."""

    def __init__(
        self, *documents: Document, start: str = "2026-03-02T04:00", zone: str = "Asia/Shanghai"
    ) -> None:
        self.zone = zone
        self.now = datetime.fromisoformat(start).replace(tzinfo=UTC)
        self.all = [
            release(*documents, zone=zone, id=1, effective_at=datetime(1970, 1, 1, tzinfo=UTC))
        ]
        self.state = State()
        self.records: dict[tuple[str, str], Any] = {}
        self.rows: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []
        self.seq = 0
        self.open_turn: Turn | None = None

    # -- moving ------------------------------------------------------------------------------

    def publish(self, *documents: Document, zone: str | None = None) -> None:
        """Put another release into force, now."""
        self.close()
        self.zone = zone or self.zone
        made = release(*documents, zone=self.zone, id=len(self.all) + 1, effective_at=self.now)
        self.all.append(made)

    def to(self, day: str, clock: str = "12:00") -> Member:
        """Go to a local day and time; never back."""
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(self.zone))
        moment = moment.astimezone(UTC)
        assert moment >= self.now
        self.close()
        self.now = moment
        self.turn("tick")
        return self

    def days(self, days: int) -> Member:
        """Go on by whole days."""
        self.close()
        self.now += timedelta(days=days)
        self.turn("tick")
        return self

    @property
    def today(self) -> date:
        """The business day."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    # -- folding -----------------------------------------------------------------------------

    def turn(self, type: str = "order.paid", data: Any = None, *, on: str | None = None) -> Turn:
        """A turn of a new event, timers run; `on` is a local day the event claims to be from."""
        self.close()
        time = self.now
        if on is not None:
            local = datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=ZoneInfo(self.zone))
            time = local.astimezone(UTC)
        self.seq += 1
        event = Event("test", str(self.seq), type, time, self.now, "member:1", data, self.seq)
        turn = Turn(event, self.state, _All(self.records), of_releases(self.all), Given(), {})
        self.open_turn = turn
        timer = ROOM.timers[0]
        while 0 < (due := timer.due(self.state)) <= self.now.timestamp():
            turn.move_to(datetime.fromtimestamp(due, UTC), ticking=True)
            timer.tick(turn)
            later = timer.due(self.state)
            assert not later or later > due, "the timer must move on"
        turn.move_to(self.now, ticking=False)
        return turn

    def close(self) -> None:
        """Take what the open turn said, and check the laws."""
        turn, self.open_turn = self.open_turn, None
        if turn is None:
            return
        self.effects = turn.effects
        self.rows += [
            {"seq": self.seq, **dict(zip(COLUMNS, values, strict=True))}
            for _table, values in turn.facts
        ]
        self.check()

    def check(self) -> None:
        """The laws, over the whole history; and the state survives its encoding."""
        assert LAWS is not None
        for law in LAWS.values():
            assert law(self.state.ledger, {"ledger_entry": self.rows}) == []
        data = msgspec.msgpack.encode(self.state)
        assert msgspec.msgpack.encode(msgspec.msgpack.decode(data, type=State)) == data

    def send(self, type: str, **data: Any) -> list[dict[str, Any]]:
        """Fold one of the ledger's own events; answer its effects. A refusal changes nothing."""
        value = Catalogue(STANDARD_EVENTS).event_type(type).convert(data)
        turn = self.turn(type, value)
        before = msgspec.msgpack.encode(self.state), list(turn.facts), dict(self.records)
        for reducer in COMMANDS:
            if reducer.types and type in reducer.types:
                try:
                    reducer.fold(turn)
                except Exception:
                    self.state = msgspec.msgpack.decode(before[0], type=State)
                    turn.facts[:], self.records = before[1], before[2]
                    raise
        self.close()
        return self.effects

    # -- seeing ------------------------------------------------------------------------------

    def lots(self, currency: str = "points") -> list[tuple[str | None, int]]:
        """(expires on, amount) of the usable lots, in order."""
        self.close()
        pot = self.state.ledger.pots[currency]
        return [(_iso(lot[0]), lot[3]) for lot in pot.lots]

    def usable(self, currency: str = "points") -> int:
        """The usable balance, negative in debt."""
        self.close()
        return self.state.ledger.usable(currency)

    def pending(self, currency: str = "points") -> int:
        """The pending balance."""
        self.close()
        return self.state.ledger.pending(currency)

    def due(self) -> str | None:
        """The next timer in the programme's zone, to the minute."""
        self.close()
        seconds = self.state.ledger.due_seconds
        due = datetime.fromtimestamp(seconds, ZoneInfo(self.zone))
        return due.strftime("%Y-%m-%d %H:%M") if seconds else None

    def entries(self, *columns: str, since: int = 0) -> list[tuple[Any, ...]]:
        """Those columns of the entries from an event on."""
        self.close()
        return [tuple(row[c] for c in columns) for row in self.rows if row["seq"] >= since]


class _All(Records):
    """Records that need not be named first."""

    def get(self, kind: str, key: str) -> Any:
        return self.loaded.get((kind, key))


def _iso(day: int) -> str | None:
    found = date.fromordinal(day)
    return None if found.year == 9999 else found.isoformat()


CAUSE = Cause(rule="per-yuan", version=3, key="o-1")
