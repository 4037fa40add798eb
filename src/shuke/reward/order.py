"""What an order does to the wallet: it redeems, it brings coupons, and a full refund undoes both.

An order without coupons, hold or rule costs one look-up: this runs with every event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shuke.engine import Turn
from shuke.ledger import iso
from shuke.reward.budget import coupon_budget
from shuke.reward.error import CouponOutOfStock, HoldConfirmed, HoldOfAnotherOrder
from shuke.reward.explain import explain_pricing
from shuke.reward.hidden import open_hidden
from shuke.reward.hold import (
    HoldRecord,
    check_order,
    open_hold,
    redeem_coupon,
    redeem_hold,
    usable_coupon,
)
from shuke.reward.issued import Issued, live_only, withdraw
from shuke.reward.life import add, effect_fields, note, schedule, template_of
from shuke.reward.pack import give_pack
from shuke.reward.paying import Given, as_held, price_order, settle, write_down
from shuke.reward.plan import Plan
from shuke.reward.redeemed import Redeemed, remember
from shuke.reward.state import COUPON_BYTES, Held, Hold, roomy
from shuke.reward.used import Kept, give_back
from shuke.reward.wallet import give_out, take, why_not
from shuke.reward.wallet_plan import RulePlan
from shuke.rule import COUPON_MARK, names_rewards, says_list_prices


def on_event(turn: Turn) -> None:
    """The reducer of every event: rules may issue coupons; an order may use some, and offers."""
    kind = turn.event.type
    plan: Plan = turn.release.plans["reward"]
    if plan.wallet.openers:
        open_hidden(turn)
    rules: tuple[RulePlan, ...] | None = plan.wallet.rules.get(kind)
    if kind == "order.paid":
        data = turn.data
        uses = data.hold_id is not None or data.coupons
        if uses or (plan.offer_deals and says_list_prices(data)) or rules is not None:
            _order(turn, rules)
    elif rules is not None:
        issued = _issue(turn, rules, None)
        if kind in _PLAN and issued.coupons:
            _note_plan(turn, issued)


_PLAN: Final = frozenset({"plan.paid", "plan.try"})


def _note_plan(turn: Turn, issued: Issued) -> None:
    """What the payments of a plan have brought and is not used yet is withdrawn with it."""
    before: Issued | None = turn.records.get("plan_issued", turn.data.plan)
    if before is not None:
        kept = live_only(turn, before)
        kept.add(issued)
        issued = kept
    turn.records.put("plan_issued", turn.data.plan, issued)


def cancel_plan(turn: Turn) -> None:
    """Beside the programme's reducer of plan.cancel: unused coupons of the plan are withdrawn."""
    issued: Issued | None = turn.records.get("plan_issued", turn.data.plan)
    if issued is None:
        return
    withdraw(turn, live_only(turn, issued), "plan_cancelled")
    turn.records.put("plan_issued", turn.data.plan, None)
    schedule(turn)


def _order(turn: Turn, rules: tuple[RulePlan, ...] | None) -> None:
    order_id = turn.data.order_id
    known: Any = turn.records.get("order", order_id)
    if known is not None and known.seq:
        return  # The programme refuses an order that was paid before.
    hold = None if turn.data.hold_id is None else _hold_of(turn, turn.data.hold_id, order_id)
    coupons = _named(turn, hold, order_id)
    # What a hold has given before its order came is in the books: nothing is priced twice.
    priced = None
    if hold is not None or turn.data.hold_id is None:
        priced = price_order(turn, hold, coupons)
    if turn.trace is not None and priced is not None:
        turn.explain("reward", lambda: explain_pricing(turn, hold, coupons))
    issued = Issued([]) if rules is None else _issue(turn, rules, order_id)
    if issued.coupons:
        turn.records.put("order_issued", order_id, issued)
    gave = as_held(turn, hold, coupons) if priced is None else priced.gave
    cents = {} if priced is None else _cents(hold, coupons, gave)
    redeemed = [] if hold is None else redeem_hold(turn, hold, order_id, cents)
    for held in coupons:
        redeem_coupon(turn, held, None, order_id, cents.get(held.id))
    if gave or hold is not None:
        settle(turn, order_id, gave, hold)
    remember(turn, order_id, [*redeemed, *coupons])
    if priced is not None:
        write_down(turn, priced)
    if coupons:
        schedule(turn)


def _cents(hold: Hold | None, coupons: list[Held], gave: list[Given]) -> dict[str, int]:
    """What each coupon of a priced order took off: nothing where the engine does not apply it."""
    locked = [] if hold is None else [one.coupon for one in hold.coupons]
    cents = dict.fromkeys((*locked, *(held.id for held in coupons)), 0)
    return cents | {one.coupon: one.cents for one in gave if one.coupon}


def _hold_of(turn: Turn, hold_id: str, order_id: str) -> Hold | None:
    """The open hold that the order confirms; None when it was confirmed for this order before."""
    hold = open_hold(turn, hold_id, "confirmed")
    if hold is not None:
        return hold
    record: HoldRecord = turn.records.get("hold", hold_id)  # type: ignore[assignment]
    if not record.order_id:
        raise HoldConfirmed(place="/data/hold_id")
    if record.order_id != order_id:
        raise HoldOfAnotherOrder(place="/data/hold_id", order_id=record.order_id)
    return None


def _named(turn: Turn, hold: Hold | None, order_id: str) -> list[Held]:
    """The coupons that the order names beside those of its hold. Raises what keeps one from it."""
    named = [one for one in turn.data.coupons if one.startswith(COUPON_MARK)]
    if not named:
        return []
    before: Redeemed | None = turn.records.get("order_redeemed", order_id)
    done = set() if before is None else {held.id for held, _cents in before.coupons}
    if hold is not None:
        check_order(hold, order_id)
        done |= {one.coupon for one in hold.coupons}
    found = []
    for place, coupon in enumerate(named):
        if coupon not in done:
            done.add(coupon)
            found.append(usable_coupon(turn, coupon, f"/data/coupons/{place}"))
    return found


def _issue(turn: Turn, rules: tuple[RulePlan, ...], order_id: str | None) -> Issued:
    """Issue what the rules say, as far as limits and stock go."""
    issued = Issued([])
    for rule in rules:
        if rule.condition is not None and not rule.condition(turn):
            continue
        if rule.pack is not None:
            _issue_pack(turn, rule.key, rule.pack, order_id, issued)
        elif rule.template is not None:
            issued.coupons += _issue_coupons(turn, rule, rule.template, order_id)
    if issued.coupons:
        schedule(turn)
    return issued


def _issue_coupons(
    turn: Turn, rule: RulePlan, template_key: str, order_id: str | None
) -> list[Held]:
    issued: list[Held] = []
    template = turn.release.plans["reward"].coupons[template_key]
    for nth in range(rule.count):
        problem = why_not(turn, template)
        if problem is None and not take(turn, template, 1):
            problem = CouponOutOfStock()
        if problem is not None:
            turn.effect("coupon.missed", template=template.key, rule=rule.key, reason=problem.code)
            break
        purpose = f"rule:{rule.key}"
        issued.append(give_out(turn, turn.release, template, purpose, nth, order_id))
    return issued


def _issue_pack(turn: Turn, rule: str, key: str, order_id: str | None, issued: Issued) -> None:
    pack = turn.release.plans["reward"].wallet.packs[key]
    given = give_pack(turn, turn.release, pack, f"rule:{rule}", order_id)
    if isinstance(given, Issued):
        issued.add(given)
    else:
        turn.effect("pack.missed", pack=key, rule=rule, reason=given.code)


def refund(turn: Turn, kept: Callable[[], Kept | None]) -> None:
    """Part of the reducer of order.refunded, after the programme: budgets have back what is not
    kept any more; an order that is given back whole gives its coupons back, and those it had
    brought are withdrawn.

    `kept` tells what of the order is kept (None: the order has not come); it depends on the sums
    given back and not on their order, so any number of partial refunds end where one full one ends.
    """
    order_id = turn.data.order_id
    give_back(turn, order_id, kept)
    redeemed: Redeemed | None = None
    if turn.event.type == "order.refunded" or names_rewards(turn.data):
        redeemed = turn.records.get("order_redeemed", order_id)
    issued: Issued | None = turn.records.loaded.get(("order_issued", order_id))
    if redeemed is None and issued is None:
        return
    share = kept()
    if share is None or not share.gone:
        return
    if issued is not None:
        withdraw(turn, issued, "refund", order_id)
        turn.records.put("order_issued", order_id, None)
    if redeemed is not None:
        for held, cents in redeemed.coupons:
            _return(turn, held, cents, order_id)
        turn.records.put("order_redeemed", order_id, None)
    schedule(turn)


def _return(turn: Turn, held: Held, cents: int, order_id: str) -> None:
    """Give a redeemed coupon back, as its template promises."""
    template = template_of(turn, held)
    if template.budget_cents is not None and cents > 0:
        turn.put_back(coupon_budget(held.template), cents, template.budget_cents)
    if template.on_refund == "keep":
        return
    if not roomy(turn.state.reward, COUPON_BYTES, back=True):
        turn.effect("coupon.kept", **effect_fields(held), order_id=order_id, reason="wallet_full")
        return
    if template.returned_days:
        held = held._replace(last=max(held.last, turn.today + template.returned_days - 1))
    add(turn, held)
    note(turn, held, "returned", "refund", order_id=order_id)
    turn.effect(
        "coupon.returned",
        **effect_fields(held),
        order_id=order_id,
        valid_from=iso(held.first),
        valid_to=iso(held.last),
    )
