"""Judging an event that earns, and keeping what a refund will need."""

from __future__ import annotations

from typing import Any

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger import Cause, credit, value
from shuke.program.cap import rooms_at, use
from shuke.program.case import Case, earning_part, of_turn
from shuke.program.explain import explain_earning
from shuke.program.judge import Rooms, cap, judge
from shuke.program.order import Credit, Order, OrderRepeated
from shuke.program.plan import Listening, RulePlan
from shuke.program.qualify import standing_of
from shuke.program.refund import apply_waiting
from shuke.program.standing_plan import SetPlan
from shuke.program.window import count


def earn(turn: Turn) -> None:
    """The reducer: rules judge the event with the member as it was before it."""
    kind = turn.event.type
    listening: Listening | None = turn.release.plans["program"].listening.get(kind)
    if kind == "order.paid":
        assert listening is not None
        _earn_order(turn, listening)
    elif listening is not None:
        case = of_turn(turn, listening.see)
        rooms = rooms_at(turn.state.program, listening, case.day)
        _give(turn, listening, case, rooms, None)


def _earn_order(turn: Turn, listening: Listening) -> None:
    data = turn.data
    known: Order | None = turn.records.get("order", data.order_id)
    if known is not None and known.seq:
        raise OrderRepeated(
            Text(
                en=f"Order {data.order_id} was paid in an earlier event.",
                zh=f"订单 {data.order_id} 已在先前的事件中付款。",
            ),
            place="/data/order_id",
        )
    case = of_turn(turn, listening.see)
    beside = turn.current.plans["program"].beside
    # Seen now: what the rules give changes the member.
    seen = [one.own.seen(turn) for one in beside] if beside else ()
    rooms = rooms_at(turn.state.program, listening, case.day)
    # What a stored value pays may earn nothing; tiers and conditions of sets count all of it.
    earning = earning_part(case, value.unearned_cents(turn, data.order_id))
    gave = [] if earning is None else _give(turn, listening, earning, rooms, data.order_id)
    record = Order(
        turn.event.seq,
        turn.event.at,
        turn.release.id,
        case.seen,
        gave,
        [number for pair in sorted(rooms.items()) for number in pair],
        _tally(turn, listening, case),
    )
    for one, values in zip(beside, seen, strict=True):
        _tally_beside(turn, listening, case, record, one, values)
    turn.records.put("order", data.order_id, record)
    if known is not None:
        apply_waiting(turn, data.order_id, known)


def _give(
    turn: Turn, listening: Listening, case: Case, rooms: Rooms, order_id: str | None
) -> list[Credit]:
    points = judge(listening, case)

    def take(rule: RulePlan, amount: int) -> bool:
        assert rule.budget is not None
        return turn.take(rule.budget_stock, amount, rule.budget)

    given = cap(listening, points, rooms, take)
    gave = []
    for rule in listening.rules:
        amount = given[rule.slot]
        if amount:
            cause = Cause(rule.key, rule.version, order_id)
            parts = credit(turn, rule.currency, amount, cause, funder=rule.document.funder)
            if rule.bounded:
                use(turn, rule, amount, case.day)
            gave.append(Credit(rule.place, amount, parts))
    if turn.trace is not None:
        turn.explain("program", lambda: explain_earning(listening, case, points, given, rooms))
    return gave


def _tally(turn: Turn, listening: Listening, case: Case) -> dict[str, int]:
    """Count the order in the tier sets that measure orders or spend, and still measure the same."""
    counted = {}
    measures = turn.release.plans["program"].sets
    for tally in listening.tallies:
        amount = tally.of(case)
        found = standing_of(turn, tally.key) if amount else None
        if found is not None and found[0].measures == measures[tally.key].measures:
            plan, standing = found
            count(plan, standing, case.day, amount, turn.today)
            counted[tally.key] = amount
    return counted


def _tally_beside(
    turn: Turn, listening: Listening, case: Case, record: Order, one: SetPlan, seen: list[Any]
) -> None:
    """Count the order in a set with a history that the release of its time did not count it for."""
    measures = turn.release.plans["program"].sets
    if one.key in listening.counts and measures[one.key].measures == one.measures:
        return
    assert one.own is not None
    amount = one.own.of(turn.event, turn.data, turn.release, seen)
    found = standing_of(turn, one.key) if amount else None
    if found is not None:
        plan, standing = found
        count(plan, standing, case.day, amount, turn.today)
        record.counted[one.key] = amount
        if seen:
            record.told[one.key] = seen
