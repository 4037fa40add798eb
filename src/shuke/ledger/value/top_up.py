"""Paying in: principal as it was paid, the bonus of the step reached, within the limits."""

from __future__ import annotations

from typing import Final

from shuke.engine import Turn
from shuke.kernel import Text
from shuke.ledger.brand import Brands, by_hand
from shuke.ledger.credit import Part
from shuke.ledger.date import NEVER, iso
from shuke.ledger.entry import ADJUSTED, ISSUED, Account, Cause, EntryKind
from shuke.ledger.error import brand_not_for_taking
from shuke.ledger.expiry import schedule
from shuke.ledger.move import draw, receive, roomy
from shuke.ledger.plan import Rules
from shuke.ledger.state import Source, funder_of, pot_of
from shuke.ledger.value.error import TopUpRepeated, not_enough, outside
from shuke.ledger.value.holding import known, offered, standing_of, thawed, value_balance
from shuke.ledger.value.plan import ValuePlan
from shuke.ledger.value.record import TopUp


def top_up(turn: Turn) -> None:
    """The reducer of value.top_up."""
    data = turn.data
    offered(turn, data.value)
    plan = thawed(turn, data.value)
    if turn.records.get("top_up", data.top_up_id) is not None:
        raise TopUpRepeated(
            Text(
                en=f"Something was already topped up under {data.top_up_id!r}.",
                zh=f"编号 {data.top_up_id!r} 已有一笔充值。",
            ),
            place="/data/top_up_id",
        )
    amount = data.amount_cents
    _within(turn, plan, amount)
    standing = standing_of(turn, plan.key)
    if standing.day != turn.today:
        standing.day, standing.day_cents = turn.today, 0
    standing.day_cents += amount
    cause = Cause(key=data.top_up_id, note=data.reason)
    brands: Brands | None = turn.release.plans["ledger"].brands
    payer = plan.document.funder
    source: Source = payer if brands is None else brands.source(data, payer)
    _bring(turn, plan.principal, source, "issue", ISSUED, amount, cause)
    bonus = plan.bonus_for(amount)
    part = _bring(turn, plan.bonus, source, "issue", ISSUED, bonus, cause) if bonus else None
    if part is None:
        bonus = 0  # A fixed last day has passed: a bonus of no use is not given.
    record = TopUp(
        plan.key, int(turn.now.timestamp()), amount, bonus, part,
        payment=data.payment or "", tender=data.tender or "", store=data.store or "",
    )  # fmt: skip
    turn.records.put("top_up", data.top_up_id, record)
    turn.effect(
        "value.topped_up",
        value=plan.key,
        top_up_id=data.top_up_id,
        principal_cents=amount,
        bonus_cents=bonus,
        bonus_expires_on=None if part is None else iso(part.expires_day),
    )
    schedule(turn, turn.state.ledger)


LIMITS: Final = {
    "least_cents": Text(en="A top-up is at least {}.", zh="单笔充值至少 {}。"),
    "most_cents": Text(en="A top-up is at most {}.", zh="单笔充值最多 {}。"),
    "day_cents": Text(en="A member pays in at most {} a day.", zh="每位会员每日最多充值 {}。"),
    "balance_cents": Text(en="A member has at most {} of principal.", zh="每位会员的本金最多 {}。"),
}
"""The limits of a top-up and what is said when one is passed."""


def _within(turn: Turn, plan: ValuePlan, amount: int) -> None:
    """Raise TopUpOutOfLimits unless every limit allows it."""
    limits = plan.document
    standing = turn.state.ledger.values.get(plan.key)
    today = standing.day_cents if standing is not None and standing.day == turn.today else 0
    has = value_balance(turn.state.ledger, plan.key, turn.today)
    reached = {
        "most_cents": amount,
        "day_cents": today + amount,
        "balance_cents": has.principal + has.held_principal + amount,
    }
    passed = "least_cents" if amount < limits.least_cents else None
    for name, cents in reached.items():
        most = getattr(limits, name)
        if passed is None and most is not None and cents > most:
            passed = name
    if passed is not None:
        raise outside(turn, passed, getattr(limits, passed), LIMITS[passed])


def adjust_value(turn: Turn) -> None:
    """The reducer of value.adjust: by hand, within what there is, whatever the limits say."""
    data = turn.data
    plan = known(turn, data.value)
    cause = Cause(note=data.reason)
    if data.brand is not None and min(data.principal_cents, data.bonus_cents) < 0:
        raise brand_not_for_taking()
    source = by_hand(turn, plan.document.funder, data.brand)
    for rules, amount, place in (
        (plan.principal, data.principal_cents, "/data/principal_cents"),
        (plan.bonus, data.bonus_cents, "/data/bonus_cents"),
    ):
        if amount > 0:
            _bring(turn, rules, source, "adjust", ADJUSTED, amount, cause)
        elif amount < 0:
            usable = turn.state.ledger.usable(rules.currency)
            if usable < -amount:
                raise not_enough(turn, rules.currency, -amount, usable, place)
            pot = pot_of(turn.state.ledger, rules.currency)
            draw(turn, pot, rules.currency, "adjust", ADJUSTED, -amount, cause)
    turn.effect(
        "value.adjusted",
        value=plan.key,
        principal_cents=data.principal_cents,
        bonus_cents=data.bonus_cents,
        reason=data.reason,
    )
    schedule(turn, turn.state.ledger)


def freeze(turn: Turn) -> None:
    """The reducer of value.freeze. Open holds may still be confirmed, and orders refunded."""
    data = turn.data
    known(turn, data.value)
    standing_of(turn, data.value).frozen = data.frozen
    said = "value.frozen" if data.frozen else "value.unfrozen"
    turn.effect(said, value=data.value, reason=data.reason)


def _bring(
    turn: Turn,
    rules: Rules,
    source: Source,
    kind: EntryKind,
    account: Account,
    amount: int,
    cause: Cause,
) -> Part | None:
    """Put an amount that comes from outside into its lot; None when that lot would be over."""
    _usable, until, month = rules.dates_from(turn.today, turn.today)
    if until < turn.today:
        return None
    pot = pot_of(turn.state.ledger, rules.currency)
    place = funder_of(pot, source)
    if until < NEVER:
        until, month = roomy(pot, until, month)
    receive(turn, pot, rules.currency, kind, account, (until, month, place, amount), cause)
    return Part(turn.today, until, month, amount, place)
