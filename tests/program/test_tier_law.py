"""Tiers from counters are the tiers of a naive model that looks at the whole history each day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.program.harness import Member, per_amount, points, tiers

LADDER = {"basic": 0, "silver": 50, "gold": 120}
KEEPS = {"silver": 40, "gold": 100}
NAMES, ATS = list(LADDER), list(LADDER.values())
KEEP = [0, 40, 100]
ZONES = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]


@dataclass
class Model:
    """The rules of docs/algorithms/tiers.md, day by day, over everything that ever happened."""

    days: int
    grace: int
    one_step: bool
    rank: int = 0
    since: date = date.min
    amounts: list[tuple[date, int]] = field(default_factory=list)
    short_since: date | None = None

    def have(self, today: date) -> int:
        first = today - timedelta(days=self.days - 1)
        return sum(amount for day, amount in self.amounts if first <= day)

    def reached(self, today: date) -> int:
        have = self.have(today)
        return max(rank for rank, at in enumerate(ATS) if at <= have)

    def midnight(self, today: date) -> None:
        """A day begins: the window moves on."""
        self.judge(today, at_midnight=True)

    def judge(self, today: date, *, at_midnight: bool = False) -> None:
        while self.rank and self.have(today) < KEEP[self.rank]:
            if self.short_since is None:
                # Short at midnight: today is the first day without. Short by a refund: tomorrow.
                self.short_since = today if at_midnight else today + timedelta(days=1)
            if today < self.short_since + timedelta(days=self.grace):
                break
            self.rank = self.rank - 1 if self.one_step else min(self.rank - 1, self.reached(today))
            # After a fall the days count anew, from tomorrow.
            self.short_since = None
            if self.rank and self.have(today) < KEEP[self.rank]:
                self.short_since = today + timedelta(days=1)
            break
        if self.rank and self.have(today) >= KEEP[self.rank]:
            self.short_since = None
        if self.reached(today) > self.rank:
            self.rank, self.short_since = self.reached(today), None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_rolling_tier_is_what_the_whole_history_says(data: st.DataObject) -> None:
    zone = data.draw(st.sampled_from(ZONES))
    days, grace = data.draw(st.sampled_from([1, 3, 10])), data.draw(st.sampled_from([0, 2, 5]))
    one_step = data.draw(st.booleans())
    today = data.draw(st.sampled_from([date(2026, 3, 5), date(2026, 10, 22), date(2026, 12, 28)]))
    downgrade = {"mode": "one_step" if one_step else "recompute", "grace_days": grace}
    member = Member(
        points(),
        per_amount(),
        tiers(
            ladder=LADDER,
            keeps=KEEPS,
            window={"how": "rolling", "days": days},
            downgrade=downgrade,
            announce_days=data.draw(st.sampled_from([0, 2])),
        ),
        zone=zone,
        start=f"{today} 00:00",
    )
    model = Model(days, grace, one_step)
    left: dict[str, tuple[date, int]] = {}
    for step in range(data.draw(st.integers(1, 30))):
        act = data.draw(st.sampled_from(["buy", "buy", "late", "refund", "day", "days"]))
        if act in ("day", "days"):
            for _day in range(1 if act == "day" else data.draw(st.integers(2, 9))):
                today += timedelta(days=1)
                model.midnight(today)
            member.to(f"{today} {data.draw(st.sampled_from(['00:00', '12:00', '23:59']))}")
        elif act == "refund" and left:
            order_id = data.draw(st.sampled_from(sorted(left)))
            day, amount = left[order_id]
            back = data.draw(st.integers(0, amount))
            member.refund(order_id, f"r-{step}", back * 100)
            left[order_id] = (day, amount - back)
            model.amounts.append((day, -back))
            model.judge(today)
        elif act != "refund":
            amount = data.draw(st.integers(0, 90))
            day = today - timedelta(days=data.draw(st.integers(0, 12)) if act == "late" else 0)
            clock = member.now.astimezone(ZoneInfo(zone)).strftime("%H:%M")
            member.buy(f"o-{step}", amount * 100, on=f"{day} {clock}")
            left[f"o-{step}"] = (day, amount)
            model.amounts.append((day, amount))
            model.judge(today)
        assert member.tier() == NAMES[model.rank] if member.seq else True
        assert member.progress().have == model.have(today)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(-50, 90)), max_size=60),
    st.integers(1, 400),
    st.randoms(use_true_random=False),
)
def test_counters_do_not_depend_on_the_order_in_which_days_come(
    amounts: list[tuple[int, int]], days: int, chance: object
) -> None:
    """The bytes are the same, whatever came first."""
    from shuke.program.standing_plan import SetPlan
    from shuke.program.state import Standing
    from shuke.program.window import count, have

    plan = SetPlan(tiers(window={"how": "rolling", "days": days}))
    start, today = date(2026, 1, 1).toordinal(), date(2026, 1, 1).toordinal() + 400
    found = []
    for order in (amounts, sorted(amounts), sorted(amounts, reverse=True)):
        standing = Standing("basic", start, start)
        for offset, amount in order:
            count(plan, standing, start + offset, amount, today)
        total = have(plan, standing, today)
        assert total == sum(n for offset, n in amounts if start + offset > today - days)
        assert sum(standing.counts[1::2]) == total
        found.append(msgspec.msgpack.encode(standing))
    assert len(set(found)) == 1


def test_a_year_of_shopping_stays_small_and_is_read_fast() -> None:
    member = Member(points(), per_amount(), tiers(), start="2025-03-02 12:00")
    today = date(2025, 3, 2)
    for number in range(365):
        today += timedelta(days=1)
        if number % 6 == 5:
            continue
        member.to(today.isoformat())
        member.buy(f"o-{number}", 6500 + number * 7)
        member.records.clear()
    standing = member.state.program.sets["main"]
    assert len(standing.counts) // 2 > 300
    assert len(msgspec.msgpack.encode(member.state.program)) < 1200
