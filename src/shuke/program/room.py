"""What the programme brings to the engine: kinds, slice, record, timer, attributes."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final

from shuke.engine import Documents, Kind, Reducer, Release, Room, Slice, Timer
from shuke.kernel import Text
from shuke.program import paid
from shuke.program.check import check_cap, check_rule
from shuke.program.check_tier import check_set
from shuke.program.document import EarningCap, EarningRule
from shuke.program.earn import earn
from shuke.program.history import MEMORY, bring_in
from shuke.program.ladder import Earned, Spend, TierSet
from shuke.program.law import LAWS
from shuke.program.order import ORDER
from shuke.program.paid_plan import PaidPlan, check_plan
from shuke.program.plan import plan as compile_plan
from shuke.program.progress import have
from shuke.program.qualify import qualify, records, tick, unsettled
from shuke.program.refund import complete, refund
from shuke.program.state import LIMIT_BYTES, ProgramSlice
from shuke.rule import Attribute, AttributeType, Choice


def attributes(documents: Documents) -> list[Attribute]:
    """What conditions may ask about tiers: the tier of each set, comparable by rank, and progress.

    Keys of sets and tiers are letters, digits, `-` and `_`, so they can stand in an expression.
    """
    found: list[Attribute] = []
    sets: dict[str, TierSet] = dict(documents.get("tier_set", {}))
    for key in sorted(sets):
        document = sets[key]
        lowest = document.tiers[0].key
        found.append(
            Attribute(
                f"member.tier.{key}",
                "enum",
                Text(en=document.name.en, zh=document.name.zh),
                f"t.state.program.tier({key!r}, {lowest!r})",
                optional=False,
                values=tuple(Choice(tier.key, tier.name) for tier in document.tiers),
                ordered=True,
            )
        )
        kind: AttributeType = "cents" if isinstance(document.measure, Spend) else "int"
        unit = None
        if isinstance(document.measure, Earned):
            currency = documents.get("currency", {}).get(document.measure.currency)
            unit = getattr(currency, "unit", None)
        found.append(
            Attribute(
                f"member.tier_progress.{key}",
                kind,
                Text(en=f"progress in {document.name.en}", zh=f"{document.name.zh}进度"),
                f"_tier_progress(t.state.program, {key!r}, t)",
                optional=False,
                unit=unit,
                uses={"_tier_progress": have},
            )
        )
    plans: dict[str, PaidPlan] = dict(documents.get("paid_plan", {}))
    for key, plan in sorted(plans.items()):
        title = Text(en=f"has {plan.name.en}", zh=f"拥有{plan.name.zh}")
        expr = f"t.state.program.has_plan({key!r}, t.today)"
        aloud = (
            Text(en=f"the member has {plan.name.en}", zh=f"会员拥有{plan.name.zh}"),
            Text(en=f"the member does not have {plan.name.en}", zh=f"会员没有{plan.name.zh}"),
        )
        found.append(
            Attribute(f"member.plan.{key}", "bool", title, expr, optional=False, said=aloud)
        )
    return found


KINDS: Final = (
    Kind(
        "earning_rule", EarningRule, Text(en="Earning rule", zh="赚取规则"), "program", check_rule
    ),
    Kind("earning_cap", EarningCap, Text(en="Earning cap", zh="赚取上限"), "program", check_cap),
    Kind("tier_set", TierSet, Text(en="Tier set", zh="等级"), "program", check_set),
    Kind("paid_plan", PaidPlan, Text(en="Paid plan", zh="付费会员"), "program", check_plan),
)


def ranks(state: Any, release: Release) -> dict[str, str]:
    """The tier in each of a release's sets."""
    program: ProgramSlice = state.program
    return {
        key: program.tier(key, plan.tiers[0]) for key, plan in release.plans["program"].sets.items()
    }


ROOM: Final = Room(
    name="program",
    slice=Slice("program", ProgramSlice, LIMIT_BYTES),
    timers=(
        Timer(
            "program",
            attrgetter("program.due_seconds"),
            tick,
            lambda state, until: records(state.program, until),
        ),
        Timer("program.paid", attrgetter("program.paid_due_seconds"), paid.tick),
    ),
    records=(ORDER,),
    facts=(paid.PLAN_FACTS,),
    kinds=KINDS,
    attributes=attributes,
    plan=compile_plan,
    laws=LAWS,
    memory=MEMORY,
    unsettled=unsettled,
    ranks=ranks,
    settles=frozenset({"tier_set"}),
)

JUDGE: tuple[Reducer, ...] = (
    Reducer("program.earn", earn),
    Reducer("program.refund", refund, frozenset({"order.refunded"})),
    Reducer("program.complete", complete, frozenset({"order.completed"})),
    Reducer("program.plan_paid", paid.pay, frozenset({"plan.paid"})),
    Reducer("program.plan_try", paid.begin_trial, frozenset({"plan.try"})),
    Reducer("program.plan_renew", paid.renew, frozenset({"plan.renew"})),
    Reducer("program.plan_cancel", paid.cancel, frozenset({"plan.cancel"})),
    Reducer("program.history", bring_in, frozenset({"history.replayed"})),
)
"""Run before the event changes the member: rules see him as he was."""

QUALIFY: tuple[Reducer, ...] = (Reducer("program.qualify", qualify),)
"""Runs last: what was counted decides the tiers."""
