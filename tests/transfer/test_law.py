"""The laws of points between members, on generated histories and orders of delivery.

Nothing comes out of nothing or is lost; no balance falls below zero but by a refund; no point lives
a day longer for having been sent; whatever is delivered twice, late or out of order happens once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.transfer.machine import World

HOUR, DAY = 3_600, 86_400
NAMES = ("01ANN", "01BOB", "01CAT", "01DAN")
WHO = st.integers(0, len(NAMES) - 1)
STEP = st.one_of(
    st.tuples(st.just("earn"), WHO, st.integers(1, 900)),
    st.tuples(st.just("buy"), WHO, st.integers(1, 900)),
    st.tuples(st.just("refund"), WHO, st.integers(1, 900)),
    st.tuples(st.just("spend"), WHO, st.integers(1, 300)),
    st.tuples(st.just("send"), WHO, WHO, st.integers(1, 520)),
    st.tuples(st.just("take_back"), WHO, st.integers(0, 3)),
    st.tuples(st.just("found"), WHO),
    st.tuples(st.just("invite"), WHO, WHO),
    st.tuples(st.just("accept"), WHO),
    st.tuples(st.just("put"), WHO, st.integers(1, 300)),
    st.tuples(st.just("share"), WHO, st.sampled_from([0, 10, 33, 100])),
    st.tuples(st.just("pool_spend"), WHO, st.integers(1, 120)),
    st.tuples(st.just("pool_return"), WHO, st.integers(1, 60)),
    st.tuples(st.just("leave"), WHO),
    st.tuples(st.just("remove"), WHO, WHO),
    st.tuples(st.just("erase"), WHO),
    st.tuples(st.just("deliver"), st.integers(0, 7), st.booleans()),
    st.tuples(st.just("deliver"), st.integers(0, 7), st.booleans()),
    st.tuples(st.just("settle")),
    st.tuples(st.just("wait"), st.sampled_from([HOUR, 25 * HOUR, 8 * DAY, 33 * DAY])),
)


class Play:
    """Steps as events of a world."""

    def __init__(self) -> None:
        self.world = World()
        self.number = 0
        self.sent: dict[str, list[str]] = defaultdict(list)
        self.orders: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.spends: dict[str, list[str]] = defaultdict(list)
        for name in NAMES:
            self.world.send(name, "member.registered", channel="store")

    def step(self, what: str, *args: Any) -> None:
        """Do one step."""
        self.number += 1
        if what in ("deliver", "settle", "wait"):
            getattr(self, f"_{what}")(*args)
            return
        who = NAMES[args[0]]
        if who not in self.world.erased:
            getattr(self, f"_{what}")(who, *args[1:])

    def _deliver(self, place: int, again: bool) -> None:
        self.world.deliver(place, again=again)

    def _settle(self) -> None:
        self.world.settle()

    def _wait(self, seconds: int) -> None:
        self.world.wait(seconds)

    def _earn(self, who: str, amount: int) -> None:
        self.world.send(who, "points.adjust", currency="points", amount=amount, reason="law")

    def _buy(self, who: str, points: int) -> None:
        order = f"O{self.number}"
        cents = points * 100
        lines = [{"sku": "a", "paid_cents": cents}]
        said = self.world.send(who, "order.paid", order_id=order, total_cents=cents, lines=lines)
        assert isinstance(said, list)
        self.orders[who].append((order, cents))

    def _refund(self, who: str, points: int) -> None:
        if self.orders[who]:
            order, cents = self.orders[who].pop()
            amount = min(points * 100, cents)
            said = self.world.send(
                who, "order.refunded", order_id=order, refund_id=f"R{self.number}",
                amount_cents=amount,
            )  # fmt: skip
            assert isinstance(said, list), said

    def _spend(self, who: str, amount: int) -> None:
        self.world.send(
            who, "points.spend", currency="points", amount=amount, spend_id=f"S{self.number}"
        )

    def _send(self, who: str, to: int, amount: int) -> None:
        number = f"T{self.number}"
        said = self.world.send(
            who, "points.send", transfer_id=number, to=NAMES[to], currency="points", amount=amount
        )
        if isinstance(said, list):
            self.sent[who].append(number)

    def _take_back(self, who: str, place: int) -> None:
        if self.sent[who]:
            number = self.sent[who][place % len(self.sent[who])]
            said = self.world.send(who, "points.take_back", transfer_id=number)
            assert isinstance(said, list) or said == "transfer_over"

    def _found(self, who: str) -> None:
        self.world.send(who, "family.found", terms="family")

    def _family(self, who: str) -> str | None:
        mine = self.world.state(who).transfer.mine
        return None if mine is None or mine.family not in self.world.subjects else mine.family

    def _invite(self, who: str, whom: int) -> None:
        its = self._family(who)
        if its is not None:
            self.world.send(its, "family.invite", by=who, member=NAMES[whom])

    def _accept(self, who: str) -> None:
        for one in self.world.state(who).transfer.invites:
            self.world.send(who, "family.accept", family=one.family)
            return

    def _put(self, who: str, amount: int) -> None:
        self.world.send(who, "family.contribute", amount=amount)

    def _share(self, who: str, percent: int) -> None:
        self.world.send(who, "family.share", percent=percent)

    def _pool_spend(self, who: str, amount: int) -> None:
        its = self._family(who)
        if its is not None:
            number = f"P{self.number}"
            said = self.world.send(its, "family.spend", by=who, amount=amount, spend_id=number)
            if isinstance(said, list):
                self.spends[its].append(number)

    def _pool_return(self, who: str, amount: int) -> None:
        its = self._family(who)
        if its is not None and self.spends[its]:
            self.world.send(its, "family.return", spend_id=self.spends[its][-1], amount=amount)

    def _leave(self, who: str) -> None:
        self.world.send(who, "family.leave")

    def _remove(self, who: str, whom: int) -> None:
        its = self._family(who)
        if its is not None:
            self.world.send(its, "family.remove", by=who, member=NAMES[whom])

    def _erase(self, who: str) -> None:
        assert isinstance(self.world.send(who, "member.erased"), list)
        self.world.erased.add(who)
        # As the engine does: what was on its way to them is deleted, but what brings points.
        self.world.queue = [
            one
            for one in self.world.queue
            if one[1] != who or one[2] in ("transfer.offer", "transfer.arrive")
        ]


def held(world: World) -> int:
    """What all subjects have, usable or held, less what is owed."""
    return sum(
        its.state.ledger.usable("points") + its.state.ledger.held.get("points", 0)
        for its in world.subjects.values()
    )


def check(play: Play) -> None:
    """The laws that hold at any moment."""
    world = play.world
    assert world.flaws() == []
    entered = world.entered()
    on_its_way = sum(world.on_its_way().values())
    assert entered["send"] - entered["receive"] == on_its_way
    adjusted = sum(
        row["amount"] if row["credit"] == "usable" else -row["amount"]
        for rows in world.facts.values()
        for row in rows["ledger_entry"]
        if row["kind"] == "adjust"
    )
    made = entered["issue"] - entered["reverse"] + adjusted + entered["return"]
    gone = entered["spend"] + entered["confirm"] + entered["expire"]
    assert held(world) + on_its_way == made - gone
    for replay in world.subjects.values():
        if replay.state.transfer.pool is not None:
            assert replay.state.ledger.usable("points") >= 0


def no_longer_lives(play: Play) -> None:
    """By every day, no more points end after it than came into being with such a day.

    Points that come back from a spend may live longer by the currency's own rule; so histories that
    give back are left out.
    """
    world = play.world
    after: dict[int, int] = defaultdict(int)
    for rows in world.facts.values():
        for row in rows["ledger_entry"]:
            if row["kind"] in ("issue", "adjust") and row["credit"] == "usable":
                after[row["expires_on"].toordinal()] += row["amount"]
            assert row["kind"] != "return"
    now: dict[int, int] = world.on_its_way()
    for replay in world.subjects.values():
        pot = replay.state.ledger.pots.get("points")
        if pot is not None:
            draws = [lot for one in replay.state.transfer.out for lot in (*one.draws, *one.fee)]
            for until, _month, _funder, amount in [*pot.lots, *draws]:
                now[until] += amount
    for day in now:
        later = sum(amount for its, amount in now.items() if its >= day)
        assert later <= sum(amount for its, amount in after.items() if its >= day)


@settings(max_examples=120)
@given(st.lists(STEP, max_size=40))
@example([("found", 0), ("leave", 0), ("deliver", 1, False)])
@example(
    [
        ("earn", 0, 900), ("found", 0), ("settle",), ("invite", 0, 1), ("settle",), ("accept", 1),
        ("settle",), ("put", 0, 300), ("earn", 1, 100), ("put", 1, 50), ("leave", 1),
        ("deliver", 1, False), ("settle",), ("erase", 0), ("settle",),
    ]
)  # fmt: skip
@example(
    [
        ("earn", 0, 900), ("send", 0, 1, 500), ("settle",), ("wait", 25 * HOUR), ("erase", 1),
        ("settle",), ("send", 0, 2, 100), ("take_back", 0, 1), ("deliver", 1, True), ("settle",),
    ]
)  # fmt: skip
def test_nothing_is_lost_or_made_and_everything_happens_once(steps: list[Any]) -> None:
    play = Play()
    for step in steps:
        play.step(*step)
        check(play)
    play.world.settle()
    check(play)
    if not any(step[0] == "pool_return" for step in steps):
        no_longer_lives(play)
    # When everything has arrived, both sides of a transfer have ended alike.
    for name in NAMES:
        if name in play.world.erased:
            continue
        for one in play.world.state(name).transfer.coming:
            giver, transfer_id = one.number.split(":", 1)
            assert giver not in play.world.erased
            out = play.world.state(giver).transfer.out
            assert any(its.id == transfer_id and its.accepted for its in out)
    assert play.world.replayed()


@settings(max_examples=60)
@given(st.lists(STEP.filter(lambda step: step[0] not in ("deliver", "settle")), max_size=25))
def test_delivered_twice_is_delivered_once(steps: list[Any]) -> None:
    """Every event between two subjects comes once more: the states are what they are without."""
    once, twice = Play(), Play()
    for step in steps:
        for play in (once, twice):
            play.step(*step)
        once.world.settle()
        while twice.world.queue:
            twice.world.deliver(0, again=True)
            twice.world.deliver(0)
    states = [
        {name: play.world.state(name).ledger for name in play.world.subjects}
        for play in (once, twice)
    ]
    assert states[0] == states[1]
