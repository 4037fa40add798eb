"""Tiers: up at once, down at the beginning of a business day, announced ahead.

Everything is judged from a standing's own counters and the compiled tier set; `turn` only says
which day it is and hears what happened.
"""

from __future__ import annotations

from datetime import date

from shuke.engine import Turn
from shuke.program.explain_tier import Judged, What, explain_tier
from shuke.program.period import year_begin, year_number
from shuke.program.standing_plan import SetPlan
from shuke.program.state import Standing
from shuke.program.window import first_short_day, have, in_year, left_on, trim


def open_standing(plan: SetPlan, turn: Turn) -> Standing:
    """The standing of a member who is new to a tier set: the lowest tier, from today."""
    today = turn.today
    return Standing(plan.tiers[0], today, min(today, turn.day))


def settle(plan: SetPlan, standing: Standing, turn: Turn, late_day: int = 0) -> None:
    """Judge a standing on the day of the turn: keep, drop, promote; then plan the next moment.

    `late_day` is the business day of something late that has just been counted.
    """
    told = len(turn.trace) if turn.trace is not None else 0
    rank = plan.rank.get(standing.tier)
    if rank is None:
        rank = _move_into(plan, standing, turn)
    if plan.kind == "rolling":
        if standing.reach > plan.days:
            standing.reach = plan.days
        trim(plan, standing, turn.today)
    rank = _end(plan, standing, turn, rank)
    rank = _promote(plan, standing, turn, rank, late_day)
    cover(plan, standing, turn.today, rank)
    _announce(plan, standing, turn, rank)
    if turn.trace is not None and len(turn.trace) == told:
        tell(plan, standing, turn, "stays", standing.tier)


def tell(
    plan: SetPlan, standing: Standing, turn: Turn, what: What, after: str, before: str = ""
) -> None:
    """Keep why the set judges so, when somebody asks; before the standing is changed by it."""
    if turn.trace is None:
        return
    today = turn.today
    if plan.kind == "since":
        begin = standing.since
    else:
        begin = window_begin(plan, standing, today)
    drop = drop_day(plan, standing) if standing.ends else 0
    held, kept = have(plan, standing, today), kept_by(plan, standing, today)
    before = before or standing.tier
    judged = Judged(plan, what, before, after, today, begin, held, kept, standing.ends, drop)
    turn.explain("program.tier", lambda: explain_tier(judged, turn.current))


def measure(plan: SetPlan, standing: Standing, turn: Turn) -> int:
    """What the member has by the set's measure and window."""
    if plan.read is not None:
        standing.total = plan.read(turn)
    return have(plan, standing, turn.today)


def _change(
    plan: SetPlan, standing: Standing, turn: Turn, rank: int, effect: str, **more: object
) -> None:
    before = standing.tier
    standing.before, standing.tier = before, plan.tiers[rank]
    standing.since = turn.today
    # What a timer does comes before the event that let it run.
    standing.seq = turn.event.seq - (1 if turn.ticking else 0)
    standing.ends = standing.announced = 0
    if plan.kind == "since":
        standing.total = 0
    turn.effect(effect, set=plan.key, **{"from": before, "to": standing.tier}, **more)


def _move_into(plan: SetPlan, standing: Standing, turn: Turn) -> int:
    """The member's tier is no longer in the set: the highest one that is met takes its place."""
    rank = plan.reached(measure(plan, standing, turn))
    tell(plan, standing, turn, "removed", plan.tiers[rank])
    _change(plan, standing, turn, rank, "tier.moved")
    return rank


def _promote(plan: SetPlan, standing: Standing, turn: Turn, rank: int, late_day: int) -> int:
    reached = plan.reached(measure(plan, standing, turn))
    if plan.kind == "years" and late_day:
        reached = max(reached, _late(plan, standing, turn, late_day))
    if reached <= rank:
        return rank
    tell(plan, standing, turn, "upgraded", plan.tiers[reached])
    _change(plan, standing, turn, reached, "tier.upgraded")
    return reached


def _late(plan: SetPlan, standing: Standing, turn: Turn, late_day: int) -> int:
    """The rank that last year's figure gives when something of last year comes late.

    A tier that was lost at that year's end comes back when its keep requirement is met after all.
    """
    anchor = standing.first if plan.anniversary else 0
    begin = year_begin(year_number(turn.today, anchor), anchor)
    if late_day >= begin or year_number(late_day, anchor) < year_number(begin - 1, anchor):
        return 0
    amount = in_year(plan, standing, late_day)
    reached = plan.reached(amount)
    lost = plan.rank.get(standing.before, 0)
    if standing.since >= begin and lost > plan.rank[standing.tier] and amount >= plan.keeps[lost]:
        return max(reached, lost)
    return reached


def period_end(plan: SetPlan, standing: Standing, today: int) -> int:
    """The last day of the period that today lies in (years and periods since a change)."""
    if plan.kind == "years":
        anchor = standing.first if plan.anniversary else 0
        return year_begin(year_number(today, anchor) + 1, anchor) - 1
    passed = max(today - standing.since, 0) // plan.days
    return standing.since + (passed + 1) * plan.days - 1


def window_begin(plan: SetPlan, standing: Standing, today: int) -> int:
    """The first day that counts today."""
    if plan.kind == "years":
        anchor = standing.first if plan.anniversary else 0
        return year_begin(year_number(today, anchor), anchor)
    return today - plan.days + 1 if plan.kind == "rolling" else 0


def kept_by(plan: SetPlan, standing: Standing, today: int) -> int:
    """What counts for keeping the tier: of the period being judged, with its days of grace.

    Of a rolling window that is what it will still hold when it is judged, on the day after `ends`.
    """
    if plan.kind == "rolling":
        return left_on(plan, standing, max(today, standing.ends + 1))
    if plan.kind != "years" or not standing.ends:
        return have(plan, standing, today)
    amount = in_year(plan, standing, standing.ends)
    if today > standing.ends:
        amount += in_year(plan, standing, today)
    return amount


def drop_day(plan: SetPlan, standing: Standing) -> int:
    """The business day at whose beginning the tier is lost unless more comes."""
    return max(standing.ends + 1 + plan.grace_days, standing.since + plan.hold_days)


def _end(plan: SetPlan, standing: Standing, turn: Turn, rank: int) -> int:
    """What has come to its end by today: the period is renewed, or the tier is lost."""
    today = turn.today
    while rank and standing.ends and today > standing.ends:
        if kept_by(plan, standing, today) >= plan.keeps[rank]:
            _keep(plan, standing, turn)
            return rank
        if today < drop_day(plan, standing):
            return rank
        rank = _drop(plan, standing, turn, rank)
    return rank


def _keep(plan: SetPlan, standing: Standing, turn: Turn) -> None:
    """The keep requirement is met at the end of the period, or within its grace."""
    tell(plan, standing, turn, "kept", standing.tier)
    if plan.kind == "rolling":
        standing.ends = 0
        return
    if plan.kind == "since":
        standing.total = 0
        standing.seq = turn.event.seq - (1 if turn.ticking else 0)
    standing.ends = period_end(plan, standing, turn.today)
    standing.announced = 0
    turn.effect(
        "tier.kept",
        set=plan.key,
        tier=standing.tier,
        ends_on=date.fromordinal(standing.ends).isoformat(),
    )


def _drop(plan: SetPlan, standing: Standing, turn: Turn, rank: int) -> int:
    rank = lower_rank(plan, standing, turn.today, rank)
    tell(plan, standing, turn, "downgraded", plan.tiers[rank])
    _change(plan, standing, turn, rank, "tier.downgraded", reason="period")
    cover(plan, standing, turn.today, rank)
    return rank


def lower_rank(plan: SetPlan, standing: Standing, today: int, rank: int) -> int:
    """Where a member falls who does not keep the tier."""
    if plan.one_step:
        return rank - 1
    amount = have(plan, standing, today)
    if plan.kind == "years" and standing.ends:
        amount = max(amount, in_year(plan, standing, standing.ends))
    return min(plan.reached(amount), rank - 1)


def cover(plan: SetPlan, standing: Standing, today: int, rank: int) -> None:
    """How long the tier is covered (`ends`), and when the standing is to be judged next (`due`)."""
    if not rank or plan.kind == "ever":
        standing.ends = standing.due = standing.announced = 0
        return
    if plan.kind == "rolling":
        keep = plan.keeps[rank]
        if standing.total >= keep:
            short = first_short_day(plan, standing, keep)
            standing.ends = short - 1 if short else 0
        elif not standing.ends or standing.ends >= today:
            standing.ends = today
    elif not standing.ends:
        standing.ends = period_end(plan, standing, today)
    if not standing.ends:
        standing.due = standing.announced = 0
        return
    standing.due = drop_day(plan, standing)
    if plan.kind != "rolling" and standing.ends >= today:
        standing.due = standing.ends + 1
    ahead = drop_day(plan, standing) - plan.announce_days
    if plan.announce_days and ahead > today:
        # Inside these days `settle` announces by itself, so only their beginning needs a timer.
        standing.announced = 0
        standing.due = min(standing.due, ahead)


def _announce(plan: SetPlan, standing: Standing, turn: Turn, rank: int) -> None:
    """Say that the tier will be lost, once, when that day is near and nothing prevents it yet."""
    if not standing.ends or not plan.announce_days or standing.announced:
        return
    today, drop = turn.today, drop_day(plan, standing)
    if today < drop - plan.announce_days or today >= drop:
        return
    kept, keep = kept_by(plan, standing, today), plan.keeps[rank]
    if kept >= keep:
        return
    tell(plan, standing, turn, "announced", standing.tier)
    standing.announced = drop
    turn.effect(
        "tier.announced",
        set=plan.key,
        **{"from": standing.tier},
        to=plan.tiers[lower_rank(plan, standing, today, rank)],
        on=date.fromordinal(drop).isoformat(),
        have=kept,
        need=keep,
    )


def undo_promotion(plan: SetPlan, standing: Standing, turn: Turn, bought_seq: int) -> None:
    """A refunded order had helped to reach the tier: fall back, at most to the tier before it.

    Only where the set says so, and only for a promotion that its own period still covers.
    """
    rank = plan.rank.get(standing.tier)
    before = plan.rank.get(standing.before)
    if not plan.after_refund or rank is None or before is None or before >= rank:
        return
    amount = measure(plan, standing, turn)
    if bought_seq > standing.seq or amount >= plan.ats[rank] or plan.kind == "since":
        return
    if standing.since < window_begin(plan, standing, turn.today):
        return
    # `before` and the place of the promotion stay: further refunds of it go the rest of the way.
    after = plan.tiers[max(plan.reached(amount), before)]
    tell(plan, standing, turn, "refunded", after)
    fallen, standing.tier = standing.tier, after
    standing.ends = standing.announced = 0
    turn.effect(
        "tier.downgraded",
        set=plan.key,
        **{"from": fallen, "to": standing.tier},
        reason="refund",
    )
