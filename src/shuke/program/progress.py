"""Reading how far a member is: to the next tier, to keeping this one, and what is announced."""

from __future__ import annotations

from typing import Any

import msgspec

from shuke.engine import Release
from shuke.program.plan import Plan
from shuke.program.standing_plan import SetPlan
from shuke.program.state import ProgramSlice, Standing
from shuke.program.tier import drop_day, kept_by
from shuke.program.window import have as window_have
from shuke.program.window import left_on


class Progress(msgspec.Struct, frozen=True):
    """Progress in one tier set on a business day. Days are ordinals, None for none."""

    set: str
    tier: str
    rank: int
    since: int
    ends_day: int | None
    """The last day on which the tier is covered by what is counted so far."""
    have: int
    need: int | None
    """The threshold of the next tier; None at the top."""
    next: str | None
    keep_have: int
    """What counts for keeping the tier on the day after `ends_day`, if nothing more comes."""
    keep_need: int
    announce: int | None
    """The business day at whose beginning the tier will be lost, when that was announced."""
    waits: bool = False
    """Whether the member's history is still to be counted: until then the tier stays as it was."""


def progress(program: ProgramSlice, release: Release, day: int) -> list[Progress]:
    """Progress in every tier set of the release on a day not before the state's own."""
    plan: Plan = release.plans["program"]
    found = []
    for key, one in plan.sets.items():
        standing = program.sets.get(key)
        waits = one.history and (standing is None or standing.waits or not one.fits(standing))
        if standing is None or standing.shape != one.shape:
            tier, since = (one.tiers[0], day) if standing is None else (standing.tier, day)
            standing = Standing(tier, since, day, shape=one.shape)
        told = _progress(one, _copy(standing), day)
        found.append(msgspec.structs.replace(told, waits=True) if waits else told)
    return found


def _copy(standing: Standing) -> Standing:
    return msgspec.structs.replace(standing, counts=list(standing.counts))


def _progress(plan: SetPlan, standing: Standing, day: int) -> Progress:
    rank = plan.rank.get(standing.tier, 0)
    top = rank + 1 == len(plan.tiers)
    have = window_have(plan, standing, day)
    return Progress(
        plan.key,
        plan.tiers[rank],
        rank,
        standing.since,
        standing.ends or None,
        have,
        None if top else plan.ats[rank + 1],
        None if top else plan.tiers[rank + 1],
        kept_by(plan, standing, day),
        plan.keeps[rank],
        drop_day(plan, standing) if standing.announced and standing.ends else None,
    )


def have(program: ProgramSlice, key: str, turn: Any) -> int:
    """What a member has in a tier set on the turn's business day (the attribute's value)."""
    standing = program.sets.get(key)
    plan: SetPlan | None = turn.release.plans["program"].sets.get(key)
    if standing is None or plan is None or standing.shape != plan.shape:
        return 0
    if plan.kind == "rolling":
        return left_on(plan, standing, turn.today)
    return window_have(plan, standing, turn.today)
