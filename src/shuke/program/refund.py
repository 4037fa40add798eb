"""Taking back exactly what the refunded share of an order had earned.

What stays is what the release of the purchase gives for what was kept, with the values seen then:
taken back = given − already taken back − judged(kept). It depends only on what was given back in
all, so any number of partial refunds, in any order, ends where one full refund ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from shuke.engine import Event, Release, Turn
from shuke.kernel import ShukeError
from shuke.ledger import Cause, release_held, take_back, value
from shuke.program.cap import give_back as give_capacity_back
from shuke.program.case import Case, earning_part, of_past
from shuke.program.explain import explain_refund
from shuke.program.judge import cap, judge
from shuke.program.order import Credit, Order, back_cents, give_back, kept
from shuke.program.plan import Listening, Plan
from shuke.program.qualify import standing_of
from shuke.program.standing_plan import OwnTally, SetPlan
from shuke.program.tier import undo_promotion
from shuke.program.waiting import leave, refunds_of, wait, wait_completed
from shuke.program.window import count
from shuke.rule import OrderRefunded


@dataclass(slots=True)
class Purchase:
    """An order as it was bought: its event, and the rules that judged it."""

    event: Event
    release: Release
    plan: Plan
    listening: Listening
    day: int


def refund(turn: Turn) -> None:
    """The reducer of order.refunded."""
    data = turn.data
    record: Order | None = turn.records.get("order", data.order_id)
    if record is None or not record.seq:
        wait(turn, record, data)
        return
    assert record.at is not None
    _refund(turn, record, purchase_of(turn, record, turn.past(record.seq, record.at)), data)


def complete(turn: Turn) -> None:
    """The reducer of order.completed: what waited for it becomes usable, less what went back."""
    order_id = turn.data.order_id
    record: Order | None = turn.records.get("order", order_id)
    if record is None or not record.seq:
        wait_completed(turn, record, order_id)
    elif not record.completed:
        _complete(turn, record, order_id)


def apply_waiting(turn: Turn, order_id: str, known: Order) -> None:
    """The order has come: apply what waited for it, in the order in which it came.

    A refund that does not fit the order cannot refuse it any more: it is dropped, with an effect.
    """
    leave(turn.state.program, order_id)
    for data in refunds_of(known, order_id):
        record: Order | None = turn.records.get("order", order_id)
        assert record is not None
        try:
            _refund(turn, record, purchase_of(turn, record, turn.event), data)
        except ShukeError as error:
            turn.effect(
                "refund.dropped",
                order_id=order_id,
                refund_id=data.refund_id,
                amount_cents=data.amount_cents,
                reason=error.code,
            )
    if known.completed:
        record = turn.records.get("order", order_id)
        assert record is not None
        _complete(turn, record, order_id)


def purchase_of(turn: Turn, record: Order, event: Event) -> Purchase:
    """The purchase of a record, with the release that judged it."""
    release = turn.release_of(record.release)
    plan: Plan = release.plans["program"]
    day = event.time.astimezone(release.zone).toordinal()
    return Purchase(event, release, plan, plan.listening["order.paid"], day)


def judge_kept(
    record: Order, purchase: Purchase, unearned_cents: int = 0
) -> tuple[Case | None, list[int], list[int]]:
    """What was kept of an order, and what each rule gives for it: before caps and after.

    `unearned_cents` of what was kept is paid with stored value that earns nothing.
    """
    listening = purchase.listening
    nothing = [0] * len(listening.rules)
    data = kept(record, purchase.event.data)
    if data is None:
        return None, nothing, nothing
    case = of_past(purchase.event, data, purchase.release, record.seen)
    earning = earning_part(case, unearned_cents)
    if earning is None:
        return case, nothing, nothing
    points = judge(listening, earning)
    rooms = dict(zip(record.rooms[::2], record.rooms[1::2], strict=True))
    return case, points, cap(listening, points, rooms, None)


def _refund(turn: Turn, before: Order, purchase: Purchase, data: OrderRefunded) -> None:
    paid = purchase.event.data
    record = give_back(before, paid, data)
    order_id = paid.order_id
    value.refund_order(turn, order_id, back_cents(record), paid.total_cents)
    case, points, given = judge_kept(record, purchase, value.unearned_cents(turn, order_id))
    gave, lowered = _take_back(turn, record.credits, purchase, given, order_id)
    counted = _uncount(turn, record, purchase, case, lowered)
    record = msgspec.structs.replace(record, credits=gave, counted=counted)
    turn.records.put("order", order_id, record)
    if turn.trace is not None:
        turn.explain(
            "program", lambda: explain_refund(turn, before, record, purchase, case, points, given)
        )


def _take_back(
    turn: Turn, gave: list[Credit], purchase: Purchase, given: list[int], order_id: str
) -> tuple[list[Credit], dict[str, int]]:
    """Lower what was given to what is due; answer it and what each currency lost."""
    rules = purchase.plan.rules
    due = {rule.place: given[rule.slot] for rule in purchase.listening.rules}
    spare = _rises(gave, due, purchase)
    left: list[Credit] = []
    lowered: dict[str, int] = {}
    for one in gave:
        rule = rules[one.rule]
        fall = max(one.points - due[one.rule], 0)
        saved = min(fall, spare.get(rule.currency, 0))
        if saved:
            spare[rule.currency] -= saved
            fall -= saved
        if not fall:
            left.append(one)
            continue
        cause = Cause(rule.key, rule.version, order_id)
        back = take_back(turn, rule.currency, fall, one.parts, cause)
        now = one.points - fall
        lowered[rule.currency] = lowered.get(rule.currency, 0) + fall
        if rule.bounded:
            give_capacity_back(turn.state.program, rule, one.points, now, purchase.day)
        if rule.budget is not None:
            # What the member had spent and may keep is a cost: it stays gone from the budget.
            turn.put_back(rule.budget_stock, fall - back.shortfall, rule.budget)
        if now:
            left.append(Credit(one.rule, now, back.left))
    return left, lowered


def _rises(gave: list[Credit], due: dict[int, int], purchase: Purchase) -> dict[str, int]:
    """By currency: what rules would give more for the smaller order than they had given.

    A refund never gives points, but this lessens what the other rules lose: when the best rule of
    a group no longer holds, the second best does.
    """
    had = {one.rule: one.points for one in gave}
    more: dict[str, int] = {}
    for rule in purchase.listening.rules:
        rise = due[rule.place] - had.get(rule.place, 0)
        if rise > 0:
            more[rule.currency] = more.get(rule.currency, 0) + rise
    return more


def _uncount(
    turn: Turn, record: Order, purchase: Purchase, case: Case | None, lowered: dict[str, int]
) -> dict[str, int]:
    """Lower tier progress on the day it had been raised, by what the order lost."""
    counted = dict(record.counted)
    falls: dict[str, int] = {}
    sets: dict[str, SetPlan] = turn.current.plans["program"].sets
    beside = _beside(turn, record, purchase, sets)

    def fall_to(key: str, now: int) -> None:
        had = counted[key]
        if had > now:
            falls[key] = had - now
            counted[key] = now
            if not now:
                del counted[key]

    for tally in purchase.listening.tallies:
        if tally.key in counted and tally.key not in beside:
            fall_to(tally.key, tally.of(case) if case is not None else 0)
    for key, own in beside.items():
        seen = record.told.get(key, [])
        now = own.of(purchase.event, case.data, purchase.release, seen) if case is not None else 0
        fall_to(key, now)
    for key, plan in sets.items():
        fall = lowered.get(plan.currency, 0) if plan.currency is not None else falls.get(key, 0)
        found = standing_of(turn, key) if fall else None
        if found is None:
            continue
        _plan, standing = found
        # Only what was counted is taken off: not what was bought before counting began (anew).
        if record.seq > (standing.seq if plan.kind == "since" else standing.begun):
            count(plan, standing, purchase.day, -fall, turn.today)
        undo_promotion(plan, standing, turn, record.seq)
    return counted


def _beside(
    turn: Turn, record: Order, purchase: Purchase, sets: dict[str, SetPlan]
) -> dict[str, OwnTally]:
    """The sets that counted the order though its release did not: only their own measure tells."""
    found: dict[str, OwnTally] = {}
    for key in record.counted:
        plan, standing = sets.get(key), turn.state.program.sets.get(key)
        if plan is None or plan.own is None or standing is None or standing.shape != plan.shape:
            continue
        judged = purchase.plan.sets[key] if key in purchase.listening.counts else None
        if judged is not None and judged.measures == plan.measures:
            continue
        if not standing.waits and record.seq > standing.begun:
            found[key] = plan.own
    return found


def _complete(turn: Turn, record: Order, order_id: str) -> None:
    """Release what is held, in one movement per currency."""
    rules = turn.release_of(record.release).plans["program"].rules
    by_currency: dict[str, list[Credit]] = {}
    for one in record.credits:
        if any(part.held for part in one.parts):
            by_currency.setdefault(rules[one.rule].currency, []).append(one)
    released: dict[int, Credit] = {}
    for currency, gave in by_currency.items():
        parts = [part for one in gave for part in one.parts]
        now = iter(release_held(turn, currency, parts, Cause(key=order_id)))
        for one in gave:
            released[one.rule] = Credit(one.rule, one.points, [next(now) for _ in one.parts])
    gave = [released.get(one.rule, one) for one in record.credits]
    turn.records.put(
        "order", order_id, msgspec.structs.replace(record, credits=gave, completed=True)
    )
