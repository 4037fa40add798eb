"""One member folded by hand through the whole application: no database, a clock that is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shuke.app import application
from shuke.engine import Event, Given, Programme, Records, Release, Turn, of_releases
from shuke.kernel import Text
from shuke.program import ROOM

APP = application()
LAWS = ROOM.laws or {}
NAME = Text(en="Test", zh="测试")
ZONE = "Asia/Shanghai"


def document(kind: str, key: str, **fields: Any) -> Any:
    """A document from plain values, as YAML would give it."""
    value = {"kind": kind, "key": key, "name": {"en": key, "zh": key}, **fields}
    return msgspec.convert(value, APP.kinds[kind].document, strict=False)


def points(key: str = "points", **fields: Any) -> Any:
    """A currency."""
    return document("currency", key, unit={"en": "points", "zh": "分"}, **fields)


def rule(key: str, give: dict[str, Any], **fields: Any) -> Any:
    """An earning rule for paid orders, in points unless the give says otherwise."""
    return document(
        "earning_rule", key, **{"when": "order.paid", **fields}, give={"currency": "points", **give}
    )


def per_amount(key: str = "base", per_cents: int = 100, **fields: Any) -> Any:
    """One point per amount."""
    give = {"how": "per_amount", "per_cents": per_cents}
    for name in ("points", "times", "of", "lines", "whole", "currency"):
        if name in fields:
            give[name] = fields.pop(name)
    return rule(key, give, **fields)


def fixed(key: str, amount: int, **fields: Any) -> Any:
    """A fixed number of points."""
    give: dict[str, Any] = {"how": "fixed", "points": amount}
    if "currency" in fields:
        give["currency"] = fields.pop("currency")
    return rule(key, give, **fields)


def multiply(key: str, times: Any, **fields: Any) -> Any:
    """A multiplier."""
    give: dict[str, Any] = {"how": "multiply", "times": times}
    for name in ("on", "lines", "currency"):
        if name in fields:
            give[name] = fields.pop(name)
    return rule(key, give, **fields)


def tiers(key: str = "main", **fields: Any) -> Any:
    """A tier set basic 0, silver 500, gold 2000 on growth of the last 365 days."""
    ladder = fields.pop("ladder", {"basic": 0, "silver": 500, "gold": 2000})
    keeps = fields.pop("keeps", {})
    steps = [
        {
            "key": k,
            "name": {"en": k, "zh": k},
            "at": at,
            **({"keep": keeps[k]} if k in keeps else {}),
        }
        for k, at in ladder.items()
    ]
    base = {
        "measure": {"how": "earned", "currency": "points"},
        "window": {"how": "rolling", "days": 365},
        "tiers": steps,
    }
    return document("tier_set", key, **{**base, **fields})


def release(
    *documents: Any, zone: str = ZONE, id: int = 1, since: str = "1970-01-01", lateness: int = 30
) -> Release:
    """A release of these documents."""
    programme = Programme(key="programme", name=NAME, zone=zone, lateness_days=lateness)
    sets: dict[str, dict[str, Any]] = {"programme": {"programme": programme}}
    for one in documents:
        sets.setdefault(one.__struct_config__.tag, {})[one.key] = one
    versions = {(kind, key): id for kind, some in sets.items() for key in some}
    moment = datetime.fromisoformat(since).replace(tzinfo=UTC)
    return APP.compile(id, moment, sets, versions)


def problems(one: Any, *others: Any) -> list[tuple[str, str, str | None]]:
    """(code, place, suggestion) of what is wrong with a document among others."""
    from shuke.engine import Checking

    sets: dict[str, dict[str, Any]] = {}
    for each in (*others, one):
        sets.setdefault(each.__struct_config__.tag, {})[each.key] = each
    checking = Checking(sets, APP.catalogue(sets))
    found = APP.kinds[one.__struct_config__.tag].check(one, checking)
    return [(p.code, p.place, p.suggestion) for p in found]


class _All(Records):
    """Records that need not be named first."""

    def get(self, kind: str, key: str) -> Any:
        return self.loaded.get((kind, key))


class Member:
    """One member: every event runs due timers, then the application's reducers in their order."""

    def __init__(self, *documents: Any, start: str = "2026-03-02 12:00", zone: str = ZONE) -> None:
        self.zone = ZoneInfo(zone)
        self.releases = [release(*documents, zone=zone)]
        self.now = self.local(start)
        self.state = APP.new_state()
        self.due: datetime | None = None
        self.records: dict[tuple[str, str], Any] = {}
        self.log: dict[int, Event] = {}
        self.stock: dict[str, int] = {}
        self.told: list[Any] = []
        self.tiers_told: list[Any] = []
        self.effects: list[dict[str, Any]] = []
        self.all_effects: list[dict[str, Any]] = []
        self.seq = 0

    def local(self, when: str) -> datetime:
        return datetime.fromisoformat(when).replace(tzinfo=self.zone).astimezone(UTC)

    def publish(self, *documents: Any) -> None:
        """Put another release into force, now."""
        made = release(*documents, zone=self.zone.key, id=len(self.releases) + 1)
        made.effective_at = self.now
        self.releases.append(made)

    def to(self, when: str) -> list[dict[str, Any]]:
        """Go to a local moment and let timers run; answer their effects."""
        when = when if " " in when else f"{when} 12:00"
        moment = self.local(when)
        assert moment >= self.now
        self.now = moment
        return self.send("tick")

    def send(self, type: str, *, on: str | None = None, **data: Any) -> list[dict[str, Any]]:
        """Fold an event; answer its effects. A refusal changes nothing."""
        event_type = self.releases[-1].catalogue.event_types[type]
        value = event_type.convert(data)
        time = self.now if on is None else self.local(on if " " in on else f"{on} 12:00")
        event = Event(
            "test", str(self.seq + 1), type, time, self.now, "member:1", value, self.seq + 1
        )
        return self.fold(event)

    def fold(self, event: Event) -> list[dict[str, Any]]:
        given = Given()
        for _attempt in range(10):
            state = APP.decode_state(APP.encode_state(self.state))
            records = _All(
                {
                    name: None
                    if one is None
                    else APP.decode_record(name[0], APP.encode_record(one))
                    for name, one in self.records.items()
                }
            )
            past = {**self.log, event.seq: event}
            turn = Turn(event, state, records, of_releases(self.releases), given, past, trace=[])
            due = APP.fold(turn, self.due)
            refused = [
                stock
                for stock, (amount, size) in turn.takes.items()
                if amount > self.stock.get(stock, size)
            ]
            if not refused:
                break
            given = Given(refused=[*given.refused, *refused])
        for stock, (amount, size) in turn.takes.items():
            self.stock[stock] = self.stock.get(stock, size) - amount
        self.state, self.due, self.records = state, due, records.loaded
        self.seq = event.seq
        self.log[event.seq] = event
        self.told = [told for room, told in turn.trace or [] if room == "program"]
        self.tiers_told = [told for room, told in turn.trace or [] if room == "program.tier"]
        for law in LAWS.values():
            assert law(self.state.program, {}) == []
        self.effects = turn.effects
        self.all_effects += turn.effects
        return turn.effects

    # -- what happens

    def buy(
        self,
        order_id: str,
        *cents: int | tuple[int, str],
        on: str | None = None,
        shipping: int = 0,
        **data: Any,
    ) -> list[dict[str, Any]]:
        """An order; each line is its cents, or (cents, category)."""
        lines = []
        for one in cents:
            paid, category = one if isinstance(one, tuple) else (one, "food")
            lines.append({"sku": f"s-{len(lines)}", "paid_cents": paid, "category": category})
        total = sum(line["paid_cents"] for line in lines) + shipping
        return self.send(
            "order.paid",
            on=on,
            order_id=order_id,
            total_cents=total,
            shipping_cents=shipping,
            lines=lines,
            **data,
        )

    def refund(
        self, order_id: str, refund_id: str, amount: int, *lines: tuple[int, ...]
    ) -> list[dict[str, Any]]:
        """A refund of an amount, or of lines given as (line, cents[, quantity])."""
        some = [
            {
                "line": line[0],
                "amount_cents": line[1],
                **({"quantity": line[2]} if len(line) > 2 else {}),
            }
            for line in lines
        ]
        return self.send(
            "order.refunded",
            order_id=order_id,
            refund_id=refund_id,
            amount_cents=amount,
            lines=some,
        )

    def complete(self, order_id: str) -> list[dict[str, Any]]:
        return self.send("order.completed", order_id=order_id)

    # -- what is seen

    def held(self, currency: str = "points") -> int:
        """Usable and pending together."""
        return self.state.ledger.usable(currency) + self.state.ledger.pending(currency)

    def tier(self, key: str = "main") -> str:
        return self.state.program.sets[key].tier

    def progress(self, key: str = "main") -> Any:
        from shuke.program import progress

        today = self.now.astimezone(self.zone).toordinal()
        return next(
            p for p in progress(self.state.program, self.releases[-1], today) if p.set == key
        )

    def said(self, *types: str) -> list[dict[str, Any]]:
        """The effects of these types of the last event."""
        return [effect for effect in self.effects if effect["type"] in types]

    def given(self) -> dict[str, int]:
        """Points credited by the last event, by rule."""
        return {e["rule"]: e["amount"] for e in self.said("points.credited")}

    def used(self) -> dict[str, list[int]]:
        return self.state.program.caps


def iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
