"""A small world for the language's tests: a catalogue, turns, conditions from dicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from shuke.kernel import Text
from shuke.rule import (
    Attribute,
    Catalogue,
    Choice,
    Condition,
    Line,
    OrderPaid,
    birthday_attributes,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")

TIERS = (
    Choice("basic", Text(en="Basic", zh="普通")),
    Choice("silver", Text(en="Silver", zh="银卡")),
    Choice("gold", Text(en="Gold", zh="金卡")),
)


@dataclass
class World:
    """The member state that the tests' attributes read."""

    tier: str | None = "basic"
    days: int | None = None
    birthday: int | None = None
    visited: int | None = None
    seen_at: datetime | None = None
    tags: list[str] | None = None
    score: float | None = None
    staff: bool | None = None


@dataclass
class FakeTurn:
    """What `expr` reads of a turn, and nothing of the engine."""

    data: Any
    time: datetime
    zone: ZoneInfo = SHANGHAI
    world: World = field(default_factory=World)

    @property
    def at(self) -> datetime:
        return self.time

    @property
    def local(self) -> datetime:
        return self.time.astimezone(self.zone)

    @property
    def day(self) -> int:
        return self.local.toordinal()

    @property
    def event(self) -> Any:
        return SimpleNamespace(type="order.paid", source="pos")

    @property
    def state(self) -> Any:
        return SimpleNamespace(world=self.world)


def catalogue() -> Catalogue:
    """The standard catalogue with some member state and named days."""
    made = Catalogue(
        calendars={"holidays": (Text(en="Legal holidays", zh="法定节假日"), [date(2026, 10, 1)])}
    )
    made.add(
        Attribute(
            "member.tier.main",
            "enum",
            Text(en="tier", zh="等级"),
            "t.state.world.tier",
            values=TIERS,
            ordered=True,
        ),
        Attribute(
            "member.registered_days",
            "int",
            Text(en="days since registration", zh="注册天数"),
            "t.state.world.days",
            unit=Text(en="days", zh="天"),
        ),
        Attribute(
            "member.visited", "date", Text(en="last visit", zh="最近到店"), "t.state.world.visited"
        ),
        Attribute(
            "member.seen_at", "moment", Text(en="last seen", zh="最近活跃"), "t.state.world.seen_at"
        ),
        Attribute("member.tags", "texts", Text(en="tags", zh="标签"), "t.state.world.tags"),
        Attribute("member.score", "number", Text(en="score", zh="评分"), "t.state.world.score"),
        Attribute("member.staff", "bool", Text(en="staff", zh="员工"), "t.state.world.staff"),
        *birthday_attributes("t.state.world.birthday"),
    )
    return made


CATALOGUE = catalogue()


def condition(document: dict[str, Any]) -> Condition:
    """A condition as it comes from JSON."""
    return msgspec.json.decode(msgspec.json.encode(document), type=Condition)


def order(*lines: Line, **fields: Any) -> OrderPaid:
    """An order of these lines that adds up."""
    total = sum(line.paid_cents for line in lines) + fields.get("shipping_cents", 0)
    return OrderPaid(order_id="88213", total_cents=total, lines=list(lines), **fields)


def turn(data: Any = None, when: str = "2026-11-21T14:02:00+08:00", **world: Any) -> FakeTurn:
    """A turn at a moment, Saturday 21 November 2026, 14:02 in Shanghai unless told."""
    moment = datetime.fromisoformat(when).astimezone(UTC)
    return FakeTurn(order() if data is None else data, moment, world=World(**world))
